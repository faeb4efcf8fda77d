//! Copies that are damaged, work that is cut off, two at once, no room.

use std::fs;

use warung::store::lock::hold;

use super::*;
use crate::copy::trouble::SmallDisk;

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
