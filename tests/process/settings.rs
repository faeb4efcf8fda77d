//! `warung config` by the real binary, open and closed: the same settings as in the chat.

use std::process::Output;

use serde_json::{Value, json};
use warung::demo::world::{RINA, World};

use crate::daemon::Daemon;

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("{output:?}"))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn all(daemon: &Daemon) -> Vec<Value> {
    let output = daemon.command(&["config", "get", "--json"]);
    assert_eq!(code(&output), 0, "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn one(daemon: &Daemon, key: &str) -> Value {
    let all = all(daemon);
    all.iter().find(|it| it["key"] == key).unwrap_or_else(|| panic!("no {key} in {all:?}")).clone()
}

fn get(daemon: &Daemon, key: &str) -> String {
    let output = daemon.command(&["config", "get", key]);
    assert_eq!(code(&output), 0, "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn set(daemon: &Daemon, key: &str, value: &str) -> Output {
    daemon.command(&["config", "set", key, value])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_are_shown_and_changed_open_and_closed() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    daemon.up().await;
    let before = all(&daemon);
    assert_eq!(one(&daemon, "open_invoices_max")["from"], "default");
    assert_eq!(one(&daemon, "pace")["from"], "file");
    for (key, value, shown) in [
        ("open_invoices_max", "3", json!(3)),
        ("hide-sold-out", "yes", json!(true)),
        ("deposit_min", "Rp 20.000", json!(20_000)),
        ("transfer_account", "BCA 1234567890 a.n. Sari", json!("BCA 1234567890 a.n. Sari")),
        ("refund", "30 100 80", json!({ "days": 30, "factors": [100, 80] })),
        ("invoice_minutes", "45", json!(45)),
        ("contact", "@tokosari", json!("@tokosari")),
        ("languages", "id", json!(["id"])),
        ("quiet_hours", "22-6", json!({ "from": 22, "to": 6 })),
        ("group", "-1001234567890:7", json!({ "chat": -1_001_234_567_890_i64, "topic": 7 })),
        ("digest_hour", "7", json!(7)),
        ("keyboard_rows", "orders,products", json!(["orders", "products"])),
        ("pace", "20", json!(20)),
        ("cashier_refund", "250rb", json!(250_000)),
    ] {
        let done = set(&daemon, key, value);
        assert_eq!(code(&done), 0, "{key}: {}", said(&done));
        let told = one(&daemon, &key.replace('-', "_"));
        assert_eq!((&told["value"], &told["from"]), (&shown, &json!("set")), "{key}");
    }
    assert_eq!(get(&daemon, "quiet_hours"), "22-6");
    // The owners hear of settings of money, and the chat shows the same.
    daemon.settled(&world).await;
    let rina = world.person(RINA);
    rina.say("/admin");
    daemon.settled(&world).await;
    // What cannot be is told, with the way out, and changes nothing.
    for (key, value, words) in [
        ("open_invoices_max", "6", "from 1 to 5"),
        ("deposit_min", "499", "from 500 to 10000000"),
        ("contact", "0812", "@username"),
        ("languages", "xx", "not spoken"),
        ("group", "5", "-100123"),
        ("digest_hour", "24", "0 to 23"),
        ("keyboard_rows", "orders", "products among them"),
        ("open_invoice_max", "3", "did you mean open_invoices_max"),
        ("group_moved", "3", "no setting"),
        ("refund", "0", "days"),
    ] {
        let refused = set(&daemon, key, value);
        assert_eq!(code(&refused), 64, "{key}: {}", said(&refused));
        assert!(said(&refused).contains(words), "{key}: {}", said(&refused));
    }
    assert!(daemon.terminate().0.success());
    assert_eq!(get(&daemon, "open_invoices_max"), "3", "a closed shop says the same");
    for it in &before {
        let key = it["key"].as_str().unwrap();
        let done = set(&daemon, key, "default");
        assert_eq!(code(&done), 0, "{key}: {}", said(&done));
    }
    assert_eq!(all(&daemon), before);
    let listed = said(&daemon.command(&["config", "get"]));
    assert!(listed.lines().any(|it| it.starts_with("quiet_hours") && it.ends_with("default")));
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_configuration_goes_out_and_in_open_and_closed() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko.toml");
    let file = path.to_str().unwrap().to_owned();
    daemon.start();
    daemon.up().await;
    assert_eq!(code(&set(&daemon, "low_mark", "9")), 0);
    let out = daemon.command(&["config", "export", &file]);
    assert_eq!(code(&out), 0, "{}", said(&out));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("low_mark = \"9\""), "{text}");
    let product = "\n[[product]]\nnumber = 77\nname = \"Dari Berkas\"\nprice = 5000\n";
    std::fs::write(&path, text.replace("\"9\"", "\"8\"") + product).unwrap();
    let looked = daemon.command(&["config", "import", &file, "--dry-run"]);
    assert_eq!(code(&looked), 0, "{}", said(&looked));
    for words in ["change  setting low_mark", "add     product 77. Dari Berkas", "1 to add, 1 to"] {
        assert!(said(&looked).contains(words), "{words}: {}", said(&looked));
    }
    assert_eq!(get(&daemon, "low_mark"), "9");
    let done = daemon.command(&["config", "import", &file, "--yes"]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(get(&daemon, "low_mark"), "8");
    assert!(daemon.terminate().0.success());
    // A closed shop takes it in as well, and says that nothing is left to do.
    let again = daemon.command(&["config", "import", &file, "--yes"]);
    assert_eq!(code(&again), 0, "{}", said(&again));
    assert!(said(&again).contains("Nothing changes"), "{}", said(&again));
    std::fs::write(&path, "warung = 1\n[[product]]\nnumber = 0\n[[text]]\nkey = \"x\"\n").unwrap();
    let wrong = daemon.command(&["config", "import", &file, "--yes"]);
    assert!(code(&wrong) != 0);
    for words in
        ["toko.toml:3: product.number", "toko.toml:2: product.name: is missing", ":5: text.key"]
    {
        assert!(said(&wrong).contains(words), "{words}: {}", said(&wrong));
    }
    let bad = "warung = 1\n[[text]]\nkey = \"cart-total\"\nlanguage = \"id\"\ntext = \"Total\"\n";
    std::fs::write(&path, bad).unwrap();
    let refused = daemon.command(&["config", "import", &file, "--yes"]);
    assert_eq!(code(&refused), 64, "{}", said(&refused));
    assert!(
        said(&refused).contains("text cart-total (id): must have {total}"),
        "{}",
        said(&refused)
    );
    world.stop();
}
