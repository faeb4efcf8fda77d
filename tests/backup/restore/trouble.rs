//! Copies that are damaged, work that is cut off, two at once, no room.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};
use warung::domain::revision::Revision;
use warung::store::lock::hold;

use super::fetch::{Bucket, Mood};
use super::*;
use crate::copy::trouble::SmallDisk;
use crate::setup::terminal::Terminal;

/// A byte in the middle of an object turns.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() - 20;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn what_comes_before_a_damaged_copy_is_offered() {
    let lost = Lost::new();
    let from = lost.from();
    let logs: Vec<_> =
        lost.shop.names().into_iter().filter(|name| !name.what.is_snapshot()).collect();
    damage(&lost.shop.path(&logs[1]));
    let (why, code) = lost.refused(&["--from", &from]);
    assert_eq!(code, 1, "{why}");
    let (before, until) = why.trim_end().split_once(": --until ").unwrap();
    assert!(before.contains("what comes before it is good up to"), "{why}");
    assert_eq!(until, warung::words::format::utc(logs[0].at));
    lost.comes_back(&["--until", until]);
    open(&load(&lost.at(CONFIG_PATH)));
}

#[test]
fn a_damaged_snapshot_gives_way_to_the_one_before() {
    let mut lost = Lost::new();
    lost.shop.counter.pass(Span::minutes(1));
    let newest = lost.shop.snapshot();
    damage(&lost.shop.path(&newest));
    let shown = lost.comes_back(&[]);
    assert!(shown.contains(&newest.to_string()), "{shown}");
    open(&load(&lost.at(CONFIG_PATH)));
    // There is none before it.
    let only = Lost::new();
    damage(
        &only.shop.path(&only.shop.names().into_iter().find(|it| it.what.is_snapshot()).unwrap()),
    );
    let from = only.from();
    let (why, code) = only.refused(&["--from", &from]);
    assert!(code == 1 && why.contains("snap-"), "{why}");
}

#[test]
fn two_do_not_work_at_once_and_what_was_cut_off_is_cleared_up() {
    let lost = Lost::new();
    let work = lost.at("var/lib/warung/toko.restoring");
    // Killed in the middle: a kit, half a database, and objects.
    private(&work.join("work/kit/warung.key"), "left behind");
    private(&work.join("work/data/warung.redb.new"), "left behind");
    private(&work.join("work/objects/toko/rubbish"), "left behind");
    let from = lost.from();
    let alone = hold(&work).unwrap();
    let (why, code) = lost.refused(&["--from", &from]);
    assert!(code == 75 && why.contains("is at work in"), "{why}");
    drop(alone);
    lost.comes_back(&[]);
    assert!(!work.exists());
}

#[test]
fn a_disk_without_room_is_told_before_anything_is_fetched() {
    let lost = Lost::new();
    let Some(_disk) = SmallDisk::new(&lost.at("var/lib/warung"), 16) else { return };
    let from = lost.from();
    let (why, code) = lost.refused(&["--from", &from]);
    assert!(code == 1 && why.contains("MB free, and it takes"), "{why}");
}

/// At a terminal, with the key in a file.
fn at_terminal(lost: &Lost) -> Terminal {
    let key = lost.shop.folder.path().join("paper");
    private(&key, &lost.code.text());
    let mut command = lost.machine.command(&["restore", "--language", "en", "--from"]);
    command.arg(lost.from()).arg("--key-file").arg(key);
    Terminal::start(command)
}

#[test]
fn a_shop_with_broken_rows_is_better_than_none_if_somebody_says_so() {
    let mut lost = Lost::new();
    let store = lost.shop.store().clone();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([4; 32]);
    tx.remove::<Revision>(2).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, lost.shop.counter.now).unwrap();
    lost.shop.counter.now = lost.shop.counter.now.after(Span::secs(1));
    lost.shop.snapshot();
    let broken = "revision 2 is missing";
    let output = lost.restore(&["--from", &lost.from(), "--dry-run"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains(broken), "{}", told(&output));
    let key = lost.shop.folder.path().join("key");
    private(&key, &lost.code.text());
    let mut silent = lost.machine.command(&["restore", "--from", &lost.from(), "--key-file"]);
    silent.arg(key);
    let output = run(silent, "");
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("--yes takes it as it is"), "{}", told(&output));
    assert_eq!(everything(lost.machine.root()), []);
    let mut at = at_terminal(&lost);
    at.sees(broken).answers("Bring it back as it is?", "n");
    let (code, shown) = at.ends();
    assert!(code == 64 && shown.contains("Given up; nothing has been changed"), "{shown}");
    assert_eq!(everything(lost.machine.root()), []);
    let mut at = at_terminal(&lost);
    at.answers("Bring it back as it is?", "y");
    assert_eq!(at.ends().0, 0);
    open(&load(&lost.at(CONFIG_PATH)));
    let again = Lost { machine: Machine::new(), ..lost };
    assert!(again.comes_back(&[]).contains(broken));
}

#[test]
fn whoever_is_asked_may_call_it_off() {
    let lost = Lost::new();
    let last = lost.shop.names().into_iter().max_by_key(|name| name.at).unwrap();
    damage(&lost.shop.path(&last));
    let mut at = at_terminal(&lost);
    at.sees("instead?").interrupts();
    let (code, shown) = at.ends();
    assert!(code == 1 && shown.contains("called off; nothing of it is left"), "{shown}");
    assert_eq!(everything(lost.machine.root()), []);
    let mut at = at_terminal(&lost);
    at.answers("instead?", "y");
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("Toko Sari is back, as of"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_server_may_call_it_off() {
    let lost = Lost::new();
    let bucket = Bucket::open(lost.shop.elsewhere.path()).await;
    let path = lost.at("mine/toko.toml");
    private(&path, &bucket.config());
    bucket.set(Mood::SilentLogs);
    let before = everything(lost.machine.root());
    let mut command = lost.machine.command(&["restore", "--yes", "--from", "r2", "--config"]);
    command.arg(&path).args(["--key-file", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lost.code.text().as_bytes()).unwrap();
    let (pid, asked) = (Pid::from_child(&child), bucket.hears("log-"));
    let ended = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
    asked.await;
    kill_process(pid, Signal::INT).unwrap();
    let output = ended.await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("called off; nothing of it is left"), "{}", told(&output));
    assert_eq!(everything(lost.machine.root()), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_fetched_is_kept_for_the_next_try() {
    let lost = Lost::new();
    let bucket = Bucket::open(lost.shop.elsewhere.path()).await;
    let path = lost.at("mine/toko.toml");
    private(&path, &bucket.config());
    bucket.set(Mood::BrokenLogs);
    let (path, lost) = (path.to_str().unwrap().to_owned(), std::sync::Arc::new(lost));
    let restore = || {
        let (lost, path) = (lost.clone(), path.clone());
        tokio::task::spawn_blocking(move || lost.restore(&["--config", &path, "--from", "r2"]))
    };
    let output = restore().await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("what has been fetched is kept"), "{}", told(&output));
    bucket.set(Mood::Well);
    bucket.forget();
    let output = restore().await.unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    // Looked into, and not fetched again.
    assert_eq!(bucket.count("snap-"), 1);
    assert!(!lost.at("mine/data.restoring").exists());
}

#[test]
fn what_cannot_be_written_at_the_end_leaves_no_half_shop() {
    let lost = Lost::new();
    let path = lost.at("mine/toko.toml");
    private(&path, "[store]\ndata_dir = \"data\"\n[telegram]\ntoken_file = \"token\"\n");
    private(&lost.at("mine/token"), TOKEN);
    // A folder has the name of a secret.
    fs::create_dir_all(lost.at("mine/toko.secrets/backup_awan_password")).unwrap();
    let from = lost.from();
    let (why, code) = lost.refused(&["--config", path.to_str().unwrap(), "--from", &from]);
    assert!(code == 1 && why.contains("backup_awan_password"), "{why}");
    assert!(!lost.at("mine/data").exists());
    fs::remove_dir_all(lost.at("mine/toko.secrets")).unwrap();
    lost.comes_back(&["--config", path.to_str().unwrap()]);
    open(&load(&path));
}
