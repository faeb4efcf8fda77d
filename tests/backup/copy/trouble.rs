//! Restores that break off, meet each other, or have no room; each leaves nothing half done.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use warung::backup::object::snapshot::Contents;
use warung::backup::object::{Header, ObjectError, snapshot};
use warung::backup::rebuild::{Hear, Progress, Rebuild, RebuildError, rebuild};
use warung::store::open::{OpenError, Store};

use super::rebuild::copied;
use super::{STORE, Shop, kit, left};
use crate::skip::skip;

/// Says no, or breaks, the so-manieth time it is asked.
fn until(count: u64, breaks: bool) -> (Hear, Arc<AtomicU64>) {
    let asked = Arc::new(AtomicU64::new(0));
    let hear = asked.clone();
    let hear = move |_| {
        let go_on = hear.fetch_add(1, Ordering::SeqCst) + 1 < count;
        assert!(go_on || !breaks, "broken on purpose");
        go_on
    };
    (Arc::new(hear), asked)
}

#[test]
fn a_restore_that_breaks_off_is_begun_anew() {
    let shop = copied();
    let (plan, to) = (shop.plan(None), tempfile::tempdir().unwrap());
    let mut stops = 0;
    for count in 1.. {
        let (hear, asked) = until(count, false);
        match shop.rebuild_as(&shop.key, &plan, to.path(), hear) {
            Err(refused) => {
                assert!(matches!(refused, RebuildError::Stopped), "{refused}");
                assert_eq!(left(to.path()), [""; 0], "stopped at {count}");
                stops += 1;
            }
            Ok(rebuilt) => {
                assert!(asked.load(Ordering::SeqCst) < count);
                rebuilt.building.give_up(&to.path().join("data")).unwrap();
                break;
            }
        }
        // And what breaks instead of answering leaves no shop, and is no hindrance.
        let hear = until(count, true).0;
        let broken = AssertUnwindSafe(|| shop.rebuild_as(&shop.key, &plan, to.path(), hear).err());
        let broken = catch_unwind(broken);
        assert!(!matches!(broken, Ok(None)), "it went on after {count}");
        assert!(!Store::is_in(&to.path().join("data")));
    }
    assert!(stops > 5, "{stops}");
    let rebuilt = shop.rebuild(&plan, to.path()).unwrap();
    rebuilt.building.finish(&to.path().join("data"), Some(STORE)).unwrap();
}

#[test]
fn of_two_restores_into_one_folder_the_second_is_refused() {
    let shop = Arc::new(copied());
    let (plan, to) = (shop.plan(None), tempfile::tempdir().unwrap());
    let refusals = Arc::new(AtomicU64::new(0));
    let second = |kit: &Path, data: &Path| {
        rebuild(&Rebuild {
            objects: shop.elsewhere.path(),
            store: STORE,
            identities: &[&shop.key],
            plan: &shop.plan(None),
            data,
            kit,
            now: shop.counter.now,
            hear: Arc::new(|_| true),
        })
        .err()
    };
    let first = shop.rebuild(&plan, to.path()).unwrap();
    // Even with a kit of its own, as long as the first is neither named nor given up.
    let (data, kit) = (to.path().join("data"), to.path().join("kit"));
    for kit in [&kit, &to.path().join("other")] {
        let refused = second(kit, &data).unwrap();
        let busy =
            matches!(&refused, RebuildError::Busy { folder, pid: Some(_) } if *folder == data);
        assert!(busy, "{refused}");
        refusals.fetch_add(1, Ordering::SeqCst);
    }
    assert_eq!(first.report.findings, Some(vec![]));
    first.building.finish(&data, Some(STORE)).unwrap();
    let refused = second(&kit, &data).unwrap();
    assert!(matches!(refused, RebuildError::Open(OpenError::Taken { .. })), "{refused}");
    assert_eq!(refusals.load(Ordering::SeqCst), 2);
    // One kit for two shops is refused as well.
    let _alone = warung::store::lock::hold(&kit).unwrap();
    let refused = second(&kit, &to.path().join("elsewhere")).unwrap().to_string();
    let words = format!("process {} is at work in {} already", std::process::id(), kit.display());
    assert_eq!(refused, words);
}

#[test]
fn a_kit_that_cannot_be_put_is_told() {
    let (shop, to) = (copied(), tempfile::tempdir().unwrap());
    fs::create_dir_all(to.path().join("kit/telegram_token")).unwrap();
    let refused = shop.rebuild(&shop.plan(None), to.path()).err().unwrap();
    assert!(matches!(&refused, RebuildError::Io(path, _) if path.ends_with("telegram_token")));
    assert_eq!(left(to.path()), ["telegram_token"]);
    // The data folder is none.
    fs::write(to.path().join("none"), "x").unwrap();
    let refused = shop.rebuild(&shop.plan(None), &to.path().join("none")).err().unwrap();
    assert!(matches!(refused, RebuildError::Io(..)), "{refused}");
}

/// A disk of so many bytes, for root alone.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    pub fn new(at: &Path, kilobytes: u64) -> Option<SmallDisk> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = rustix::process::geteuid().is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
                .arg(at)
                .output()
                .is_ok_and(|done| done.status.success());
        match mounted {
            true => Some(SmallDisk(at.to_owned())),
            false => {
                skip("a small disk needs root and mount");
                None
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_without_room_is_left_as_it_was() {
    let (shop, to) = (copied(), tempfile::tempdir().unwrap());
    let plan = shop.plan(None);
    let (data, kit) = (to.path().join("data"), to.path().join("kit"));
    let (mut refusals, mut kilobytes) = (0, 4);
    loop {
        let Some(_disk) = SmallDisk::new(&data, kilobytes) else { return };
        match shop.rebuild(&plan, to.path()) {
            Ok(rebuilt) => break rebuilt.building.give_up(&data).unwrap(),
            Err(refused) => {
                let full = matches!(refused, RebuildError::Open(OpenError::Full { .. }));
                assert!(full, "{kilobytes} KB: {refused}");
                assert_eq!(left(to.path()), [""; 0]);
            }
        }
        refusals += 1;
        kilobytes += kilobytes / 4 + 4;
    }
    assert!(refusals > 5, "{refusals}");
    fs::remove_dir_all(&kit).unwrap();
    let Some(_disk) = SmallDisk::new(&kit, 4) else { return };
    let refused = shop.rebuild(&plan, to.path()).err().unwrap();
    assert!(matches!(refused, RebuildError::Open(OpenError::Full { .. })), "{refused}");
    assert_eq!(left(to.path()), [""; 0]);
}

#[test]
fn a_snapshot_without_room_leaves_nothing() {
    let shop = Shop::new();
    let Some(_disk) = SmallDisk::new(&shop.elsewhere.path().join(STORE), 4) else { return };
    let snap = shop.store().snap().unwrap();
    let header = Header::snapshot(&shop.about(), &shop.store().place(&snap));
    let path = shop.path(&header.name());
    let contents = Contents { header, kit: &kit(), snap: &snap };
    let recipients = [shop.key.recipient()];
    let full = snapshot::keep(shop.elsewhere.path(), &recipients, &contents, &mut |_| true);
    assert!(matches!(full, Err(ObjectError::Full)), "{full:?}");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
}

/// Progress is told in the order of the work.
#[test]
fn what_is_told_comes_in_order() {
    let (shop, to) = (copied(), tempfile::tempdir().unwrap());
    let stage = Arc::new(AtomicU64::new(0));
    let seen = stage.clone();
    let hear: Hear = Arc::new(move |progress| {
        let now = match progress {
            Progress::Snapshot { done, of } => done.min(of) - done,
            Progress::Logs { done, .. } => done as u64,
            Progress::Proof { .. } => 3,
        };
        assert!(seen.swap(now, Ordering::SeqCst) <= now);
        true
    });
    let rebuilt = shop.rebuild_as(&shop.key, &shop.plan(None), to.path(), hear).unwrap();
    rebuilt.building.give_up(&to.path().join("data")).unwrap();
    assert_eq!(stage.load(Ordering::SeqCst), 3);
}
