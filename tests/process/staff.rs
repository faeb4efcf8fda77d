//! `warung staff` by the real binary, open and closed; and a store whose data is missing.

use std::fs;
use std::process::Output;

use serde_json::Value;
use warung::demo::world::{DEDI, RINA, SARI, World};

use crate::daemon::Daemon;

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("{output:?}"))
}

fn listed(daemon: &Daemon) -> Vec<Value> {
    let output = daemon.command(&["staff", "--json"]);
    assert_eq!(code(&output), 0, "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_are_listed_and_removed_open_and_closed() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    daemon.up().await;
    let configured = listed(&daemon);
    assert!(configured.iter().all(|it| it["configured"] == true), "{configured:?}");
    let before = configured.len();
    for person in [SARI, DEDI] {
        let pair = daemon.command(&["pair", "admin"]);
        let told = String::from_utf8_lossy(&pair.stdout).into_owned();
        let code = told.lines().next().unwrap();
        world.person(person).say("/start");
        world.person(person).say(&format!("/claim {code}"));
        daemon.settled(&world).await;
    }
    let staff = listed(&daemon);
    let of = |id: u64| staff.iter().find(|it| it["id"] == id).cloned().unwrap_or_default();
    let sari = of(SARI);
    assert_eq!(sari["role"], "admin", "{staff:?}");
    assert_eq!((&sari["configured"], &sari["by"]), (&Value::from(false), &"warung pair".into()));
    assert!(sari["since"].is_u64() && sari["last_seen"].is_u64() && sari["name"] != "");
    let keys: Vec<&String> = sari.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["by", "configured", "id", "last_seen", "name", "role", "since"]);
    let plain = said(&daemon.command(&["staff"]));
    assert!(plain.contains(&SARI.to_string()) && plain.contains("warung pair"), "{plain}");
    // One who joined and is named as well stays by the configuration.
    for (id, words) in [(RINA, "[staff]"), (DEDI, "[staff]"), (4_711, "not on the staff")] {
        let refused = daemon.command(&["staff", "remove", &id.to_string()]);
        assert_eq!(code(&refused), 1, "{refused:?}");
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
    let removed = daemon.command(&["staff", "remove", &SARI.to_string()]);
    assert_eq!(code(&removed), 0, "{removed:?}");
    assert_eq!(listed(&daemon).len(), before);
    assert_eq!(code(&daemon.command(&["staff", "remove", "@sari"])), 64);
    assert!(daemon.terminate().0.success());
    assert_eq!(listed(&daemon).len(), before, "a closed shop says the same");
    let gone = daemon.command(&["staff", "remove", &SARI.to_string()]);
    assert!(code(&gone) == 1 && said(&gone).contains("not on the staff"), "{gone:?}");
    world.stop();
}

/// A disk that is not mounted, or a folder that was moved: nothing is begun anew in silence.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_data_is_missing_is_not_begun_anew() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    daemon.up().await;
    world.person(SARI).say("/start");
    daemon.settled(&world).await;
    assert!(daemon.terminate().0.success());
    let data = daemon.config.data_dir.clone();
    let away = daemon.folder().join("elsewhere");
    fs::rename(&data, &away).unwrap();
    let mark = daemon.folder().join("warung.opened");
    for empty in [false, true] {
        if empty {
            // Where a disk should be mounted there is an empty folder.
            fs::create_dir(&data).unwrap();
        }
        daemon.start();
        assert_eq!(daemon.ended().await.code(), Some(75), "{}", daemon.printed());
        let told = daemon.printed();
        let last = told.lines().last().unwrap();
        for words in ["has been open before", "mount its disk", mark.to_str().unwrap()] {
            assert!(last.contains(words), "no {words:?} in: {last}");
        }
        for command in [&["pair", "admin"][..], &["staff", "remove", "1"]] {
            assert_ne!(code(&daemon.command(command)), 0, "{command:?}");
        }
        assert!(!data.join("warung.redb").exists());
        let check = daemon.command(&["check", "--json"]);
        assert!(code(&check) == 1 && said(&check).contains("mount its disk"), "{check:?}");
    }
    // Put back, it goes on; and whoever wants a new one says so.
    fs::remove_dir_all(&data).unwrap();
    fs::rename(&away, &data).unwrap();
    daemon.start();
    daemon.up().await;
    assert!(daemon.terminate().0.success());
    fs::remove_dir_all(&data).unwrap();
    fs::remove_file(&mark).unwrap();
    daemon.start();
    daemon.up().await;
    world.person(SARI).say("/start");
    daemon.settled(&world).await;
    assert!(mark.exists(), "and that one is known as well");
    daemon.kill();
    world.stop();
}

/// The log of a running shop and of a closed one: lines, CSV, from a day on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_did_what_is_told_open_and_closed() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    daemon.up().await;
    world.person(RINA).say("/add -|=Netflix, 4K|-|50000|-");
    world.person(RINA).say("/addstock 1|rahasia@x|1");
    world.person(RINA).press("✅ Masukkan").await.unwrap();
    world.person(RINA).say("/setprice 1|45000");
    daemon.settled(&world).await;
    let out = |arguments: &[&str]| {
        let output = daemon.command(&[&["audit"], arguments].concat());
        assert_eq!(code(&output), 0, "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let (text, csv) = (out(&[]), out(&["--csv"]));
    let priced = text.lines().find(|line| line.contains("price 50000 -> 45000"));
    assert!(priced.unwrap().contains("product 1") && text.contains("1 units into product 1"));
    assert!(priced.unwrap().contains(&RINA.to_string()), "{text}");
    assert!(csv.starts_with("number,at,who,kind,what,before,after\n"), "{csv}");
    let row = csv.lines().find(|line| line.contains(",price 50000,")).unwrap();
    assert!(row.ends_with(",product,product 1,price 50000,price 45000"), "{row}");
    assert!(!csv.contains("rahasia") && !text.contains("rahasia"));
    assert_eq!(out(&["--since", "1971-01-01"]), text);
    assert_eq!(out(&["--since", "31-12-2090"]), "");
    assert_eq!(code(&daemon.command(&["audit", "--since", "kemarin"])), 64);
    assert!(daemon.terminate().0.success());
    let closed = daemon.command(&["audit", "--csv"]);
    assert_eq!(String::from_utf8(closed.stdout).unwrap(), csv, "a closed shop says the same");
    world.stop();
}
