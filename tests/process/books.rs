//! The books through the real binary: proved, compared and written out, while it runs or not;
//! and a ledger that somebody has changed.

use std::fs;
use std::process::Output;
use std::sync::Arc;

use warung::demo::world::{RINA, SARI, World};
use warung::domain::ledger::{Account, Balance};
use warung::store::open::Store;
use warung::store::read::Read;

use crate::daemon::Daemon;
use crate::kill::{Buyer, Chance};

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("{output:?}"))
}

/// A shop that has sold one thing, and is running.
async fn sold(world: &World) -> (Daemon, String) {
    let mut daemon = Daemon::new(world, &[]);
    let sheet = daemon.folder().join("k.csv");
    fs::write(&sheet, "name,price,content\nAkun,12500,satu\nAkun,12500,dua\n").unwrap();
    assert_eq!(code(&daemon.command(&["import", sheet.to_str().unwrap()])), 0);
    daemon.start();
    daemon.up().await;
    let rina = world.person(RINA);
    rina.say("/start");
    let mut sari = Buyer::new(world, SARI, Chance::of(1), Arc::default());
    let reference = sari.order("1").await;
    world.gateway.pay(&reference);
    sari.goods(&reference).await;
    daemon.settled(world).await;
    (daemon, reference)
}

/// The current month by the shop's clock, which is Jakarta's.
fn month(world: &World) -> String {
    let dictionary = warung::words::Dictionary::load("Asia/Jakarta").unwrap();
    dictionary.calendar().month(world.clock.now()).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_of_a_running_shop_and_of_a_closed_one_are_the_same() {
    let world = World::start(0).await.unwrap();
    let (mut daemon, _) = sold(&world).await;
    let month = month(&world);
    let look = |daemon: &Daemon, by: &str| {
        let proof = daemon.command(&["check", "--data"]);
        assert_eq!(code(&proof), 0, "{proof:?}");
        let told = out(&proof);
        assert!(told.starts_with("The data is sound: orders 1, transfers 1, accounts 2"), "{told}");
        assert!(told.contains(by), "{told}");
        assert!(
            told.contains("\naudit: chain of ") && told.ends_with("entries is whole\n"),
            "{told}"
        );
        ["ledger", "turnover"].map(|book| {
            let written = daemon.command(&["export", book, "--month", &month]);
            assert_eq!(code(&written), 0, "{written:?}");
            out(&written)
        })
    };
    let running = look(&daemon, "by the running shop");
    assert!(running[0].contains(",payment W-000001,moved,gateway,sales,25000,,\n"), "{running:?}");
    assert!(running[1].contains("\ntotal,1,25000,0,0,25000,"), "{running:?}");
    let file = daemon.folder().join("buku.csv");
    let path = file.to_str().unwrap();
    let aside = daemon.command(&["export", "ledger", "--month", &month, "--out", path]);
    assert_eq!((code(&aside), out(&aside)), (0, String::new()));
    assert_eq!(fs::read_to_string(&file).unwrap(), running[0]);
    assert!(daemon.terminate().0.success());
    assert_eq!(look(&daemon, "no shop is running"), running);
    let alone = daemon.command(&["reconcile"]);
    assert_eq!(code(&alone), 1);
    assert!(String::from_utf8_lossy(&alone.stderr).contains("start it first"), "{alone:?}");
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_compares_with_the_gateway_and_waits_for_it() {
    let world = World::start(0).await.unwrap();
    let (daemon, reference) = sold(&world).await;
    let fine = daemon.command(&["reconcile"]);
    assert_eq!(code(&fine), 0, "{fine:?}");
    let told = "Payments compared with the gateway and the ledger: 1.\nAll agree.\n";
    assert_eq!(out(&fine), told);
    assert!(world.gateway.revoke(&reference));
    let differs = daemon.command(&["reconcile"]);
    assert_eq!(code(&differs), 1, "{differs:?}");
    assert!(
        out(&differs).contains("W-000001: Rp25.000 is noted as paid, the gateway says not paid")
    );
    let rina = world.person(RINA);
    rina.say("/rekonsiliasi");
    rina.see("1 perbedaan").await.unwrap();
    rina.say("/laporan");
    let file = format!("ledger-{}.csv", month(&world));
    let shown = rina.see("Buku besar").await.unwrap();
    let attached = shown.attachment.expect("no file");
    assert_eq!(attached.name, file);
    // A tap on it opens it in a spreadsheet that counts as Indonesians do.
    let text = attached.bytes.strip_prefix(b"\xef\xbb\xbf").expect("no mark of UTF-8");
    let text = String::from_utf8(text.to_vec()).unwrap();
    let heading = text.lines().next().unwrap();
    assert!(heading.contains(';') && !heading.contains(','), "{heading}");
    let columns = |line: &str| line.split(';').count();
    assert!(text.lines().all(|line| columns(line) == columns(heading)), "{text}");
    assert!(text.contains("payment W-000001"), "{text}");
    // What a program is given has neither.
    let plain = daemon.command(&["export", "ledger", "--month", &month(&world)]);
    assert_eq!(out(&plain), text.replace(';', ","));
    world.stop();
}

/// What the shop prints when it has heard that the ledger was added up.
const ADDED_UP: &str = "INFO  books";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ledger_that_was_changed_is_noticed_and_left_as_it_is() {
    let world = World::start(0).await.unwrap();
    let (mut daemon, _) = sold(&world).await;
    assert!(daemon.terminate().0.success());
    let posted = tamper(&daemon, 9);
    let broken = daemon.command(&["check", "--data"]);
    assert_eq!(code(&broken), 1);
    let told = out(&broken);
    for words in ["BROKEN", "The ledger:", "posted: 9", "What to do:", "never in the file"] {
        assert!(told.contains(words), "{words} in {told}");
    }
    daemon.start();
    daemon.prints("the ledger does not hold").await;
    let rina = world.person(RINA);
    rina.see("Buku besar tidak cocok").await.unwrap();
    daemon.settled(&world).await;
    let warned = || {
        let seen = rina.messages();
        seen.iter().filter(|it| it.text.contains("Buku besar tidak cocok")).count()
    };
    assert_eq!(warned(), 1);
    let proof = daemon.command(&["check", "--data"]);
    assert_eq!((code(&proof), out(&proof).contains("posted: 9")), (1, true));
    // The next start finds the same, which is no news; the one that finds it mended says so.
    assert!(daemon.terminate().0.success());
    let added_up = daemon.printed().matches(ADDED_UP).count();
    daemon.start();
    daemon.prints_again(ADDED_UP, added_up).await;
    daemon.settled(&world).await;
    assert_eq!(warned(), 1);
    assert!(daemon.terminate().0.success());
    assert_eq!(tamper(&daemon, posted), 9);
    daemon.start();
    // The all-clear itself comes a minute after the news before it.
    daemon.until(|daemon| daemon.troubles() == Some(0)).await;
    assert_eq!(warned(), 1);
    world.stop();
}

/// Somebody thinks that a row can be put right in the file. What stood there comes back.
fn tamper(daemon: &Daemon, posted: i64) -> i64 {
    let store =
        Store::open(&daemon.config.data_dir, &daemon.config.data_dir.join("warung.key")).unwrap();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    let sales: Balance = tx.need(Account::Sales.key()).unwrap();
    tx.put(&Balance { posted, ..sales }).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, crate::counter::OPENED).unwrap();
    sales.posted
}

#[test]
fn where_there_is_no_shop_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("warung.toml");
    let text = "[store]\nname = \"T\"\ndata_dir = \"data\"\n\
                [telegram]\ntoken = \"123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\"\n\
                [gateway]\nproject = \"p\"\napi_key = \"kunci\"\n";
    fs::write(&path, text).unwrap();
    for arguments in [&["check", "--data"][..], &["export", "ledger", "--month", "2026-11"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_warung"));
        let output = command.args(arguments).arg("--config").arg(&path).output().unwrap();
        assert_eq!(code(&output), 1);
        assert!(String::from_utf8_lossy(&output.stderr).contains("there is no shop in"));
        assert!(!folder.path().join("data").exists());
    }
}
