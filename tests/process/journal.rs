//! The log of the real binary, read back from a journal of systemd's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use warung::demo::telegram::Trouble;
use warung::demo::world::{DEDI, SARI, World};

use crate::daemon::Daemon;
use crate::journald::Journald;
use crate::kill::{Buyer, Chance};

struct Entries(Vec<Value>);

impl Entries {
    fn of(journald: &Journald) -> Entries {
        let ours = |entry: &Value| entry["SYSLOG_IDENTIFIER"] == "warung";
        Entries(journald.entries().into_iter().filter(ours).collect())
    }

    /// Those whose message begins so.
    fn begin(&self, words: &str) -> Vec<&Value> {
        let begins = |it: &&Value| it["MESSAGE"].as_str().is_some_and(|it| it.starts_with(words));
        self.0.iter().filter(begins).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_line_comes_with_its_fields() {
    let Some(journald) = Journald::start() else { return };
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.log_to(journald.clone());
    daemon.start();
    daemon.up().await;
    world.telegram.say(DEDI, "/admin");
    daemon.settled(&world).await;
    let sheet = daemon.folder().join("katalog.csv");
    std::fs::write(&sheet, "name,price,content\nAkun,12500,satu\n").unwrap();
    assert!(daemon.command(&["import", sheet.to_str().unwrap()]).status.success());
    let mut buyer = Buyer::new(&world, SARI, Chance::of(1), Arc::default());
    let reference = buyer.order("1").await;
    world.gateway.pay(&reference);
    buyer.goods(&reference).await;
    daemon.lose(&world).await;
    daemon.prints("Telegram does not answer").await;
    world.telegram.trouble(Trouble::None);
    daemon.prints("Telegram answers again").await;
    assert!(daemon.terminate().0.success());
    let entries = Entries::of(&journald);

    let sari = SARI.to_string();
    let from_sari: Vec<&Value> = entries.0.iter().filter(|it| it["WARUNG_CHAT"] == *sari).collect();
    assert!(from_sari.len() >= 4, "{from_sari:?}");
    let mut inputs: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &from_sari {
        assert_eq!(entry["PRIORITY"], "6", "{entry}");
        assert_eq!(entry["WARUNG_STORE"], "warung");
        assert!(entry["WARUNG_DURATION_MS"].as_str().unwrap().parse::<u64>().is_ok());
        assert!(entry["CODE_FILE"].as_str().unwrap().ends_with("engine/writer.rs"));
        *inputs.entry(entry["WARUNG_INPUT_ID"].as_str().unwrap()).or_default() += 1;
        let message = entry["MESSAGE"].as_str().unwrap();
        assert!(message.contains(&format!("chat={SARI}")), "{message}");
    }
    assert!(inputs.values().all(|count| *count == 1), "one line an input: {inputs:?}");
    assert!(from_sari.iter().any(|it| it["WARUNG_ORDER"] == "W-000001"), "no order");
    let hints = entries.begin("hint ");
    assert!(!hints.is_empty() && hints.iter().all(|it| it["WARUNG_REFERENCE"] == *reference));
    // However often it is tried, a trouble is told once.
    let away = entries.begin("Telegram does not answer");
    assert_eq!((away.len(), &away[0]["PRIORITY"]), (1, &Value::from("4")));
    assert_eq!(entries.begin("Telegram answers again").len(), 1);
    assert!(entries.0.iter().all(|it| it["PRIORITY"] != "7"), "details, unasked");
    assert!(!entries.begin("stopping").is_empty(), "the end is missing");
    assert_eq!(daemon.printed(), "", "it was printed as well");
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_fails_ends_with_one_error() {
    let Some(journald) = Journald::start() else { return };
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &["--verbose"]);
    daemon.log_to(journald.clone());
    daemon.start();
    daemon.up().await;
    let held = Daemon::command(&daemon, &["run"]);
    assert_eq!(held.status.code(), Some(75));
    daemon.kill();
    std::fs::write(daemon.config.data_dir.join("store"), "lain\n").unwrap();
    daemon.start();
    assert_eq!(daemon.ended().await.code(), Some(78));
    let entries = Entries::of(&journald);
    let last = entries.0.last().unwrap();
    assert_eq!(last["PRIORITY"], "3");
    assert!(last["MESSAGE"].as_str().unwrap().contains("of the store \"lain\""), "{last}");
    let errors = entries.0.iter().filter(|it| it["PRIORITY"] == "3").count();
    assert_eq!((errors, daemon.printed()), (1, String::new()));
    assert!(entries.0.iter().any(|it| it["PRIORITY"] == "7"), "no details");
    world.stop();
}
