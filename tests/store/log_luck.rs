//! The log in the worst of luck: halves of two tries, a log that lost its content or its memory, a
//! position of another past, and whoever looks on meanwhile.

use std::fs;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use warung::store::open::Store;
use warung::store::schema::Table;
use warung::store::seal::Seal;

use super::log::{
    LAZY, Model, PAGE, TINY, commit, count, holds, image, in_folder, logged, open, opened,
};
use crate::counter::KEY;
use crate::disk::{Disk, Image, Luck, Trouble};

/// One of the ways in which the power may go, by what is to be found afterwards.
fn left(disk: &Disk, wanted: impl Fn(&[u8]) -> bool) -> Image {
    let mut images = (0..4096).map(|seed| disk.remains().both(Luck::Subset(seed)));
    images.find(|image| wanted(&image.log)).expect("some luck leaves this")
}

fn is_headed(log: &[u8], segment: usize) -> bool {
    log.get(segment * TINY.segment_bytes..).is_some_and(|it| it.starts_with(b"wsg1"))
}

fn is_filled(log: &[u8], segment: usize) -> bool {
    log.get(segment * TINY.segment_bytes + PAGE..).is_some_and(|it| it.starts_with(b"wfr1"))
}

/// Two processes are cut off in the same record of a first sale, each leaving another half of it.
#[test]
fn halves_of_two_tries_are_no_record() {
    let disk = Disk::new(image(&logged(0)));
    let store = opened(&disk, LAZY);
    disk.trouble(Trouble::CutAtWrite(2));
    commit(&store, &[(1, Some(20_000))]).unwrap_err();
    drop(store);
    let disk = Disk::new(left(&disk, |log| is_filled(log, 0) && !is_headed(log, 1)));
    let store = opened(&disk, LAZY);
    assert_eq!(count(&store), 0);
    disk.trouble(Trouble::CutBeforeSync(1));
    commit(&store, &[(2, Some(20_000))]).unwrap_err();
    drop(store);
    let whole = 3 * TINY.segment_bytes;
    let last = |log: &[u8]| log.len() == whole && !is_headed(log, 1) && is_filled(log, 2);
    let disk = Disk::new(left(&disk, |log| is_filled(log, 0) && last(log)));
    // Nothing was ever acknowledged, and nothing is damaged.
    let store = opened(&disk, LAZY);
    assert_eq!(count(&store), 0);
}

/// A log that is there and has lost all that was in it.
#[test]
fn an_empty_log_is_missed() {
    let whole = image(&logged(7));
    {
        let log = vec![0; whole.log.len()];
        let store = open(&Disk::new(Image { data: whole.data.clone(), log }), LAZY);
        assert!(store.is_err(), "opened with {} of 7", count(&store.unwrap()));
    }
}

/// The same where the tables have come some way.
#[test]
fn an_empty_log_is_missed_by_tables_that_have_begun() {
    let disk = logged(2);
    let store = opened(&disk, LAZY);
    store.checkpoint().unwrap();
    commit(&store, &[(3, Some(9))]).unwrap();
    drop(store);
    let Image { data, .. } = image(&disk);
    let store = open(&Disk::new(Image { data, log: vec![0; 8 * PAGE] }), LAZY);
    assert!(store.is_err(), "opened with {} of 3", count(&store.unwrap()));
}

/// Somebody who copies asks a shop that was put back to an earlier day.
#[test]
fn a_position_of_another_past_is_told() {
    let disk = logged(2);
    let early = image(&disk);
    let store = opened(&disk, LAZY);
    for id in 3..=9 {
        commit(&store, &[(id, Some(9))]).unwrap();
    }
    let shipped = store.position();
    drop(store);
    let store = opened(&Disk::new(early), LAZY);
    commit(&store, &[(50, Some(9))]).unwrap();
    let found = store.records_after(&shipped, usize::MAX);
    assert!(found.is_err(), "{} records, and all is well", found.unwrap().len());
}

/// What is to be copied is kept over a restart, or its loss is told.
#[test]
fn what_is_to_be_copied_outlives_the_process() {
    let disk = Disk::new(Vec::new());
    let store = opened(&disk, TINY);
    assert!(store.copied(0));
    let first = store.position();
    for id in 1..=20 {
        commit(&store, &[(id, Some(9))]).unwrap();
        store.checkpoint().unwrap();
    }
    drop(store);
    let store = opened(&disk, TINY);
    // Before whoever copies is there.
    commit(&store, &[(21, Some(9))]).unwrap();
    let whole = store.copied(0);
    let found = store.records_after(&first, usize::MAX).map(|it| it.len());
    assert!(!whole || matches!(found, Ok(21)), "{whole} {found:?}");
}

#[test]
fn a_shop_that_is_only_looked_at_takes_no_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path()).unwrap();
    commit(&store, &[(1, Some(9))]).unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let store = Store::open_read_only(folder.path(), &folder.path().join("warung.key")).unwrap();
    commit(&store, &[(2, Some(9))]).unwrap_err();
}

/// Where its log was given up, an older shop is taken over all the same.
#[test]
fn a_log_that_was_given_up_keeps_no_older_layout_from_opening() {
    use super::next::NEXT;
    use warung::store::open::Opening;
    let folder = tempfile::tempdir().unwrap();
    let path = |name| folder.path().join(name);
    drop(in_folder(folder.path()).unwrap());
    fs::remove_file(path("warung.log")).unwrap();
    fs::write(path("warung.log.lost"), "").unwrap();
    let opening = Opening {
        folder: folder.path(),
        key_file: &path("warung.key"),
        store: None,
        mark: None,
        hear: std::sync::Arc::new(|_| {}),
    };
    let store = Store::open_as_along(&opening, &NEXT);
    assert!(store.is_ok(), "{}", store.err().unwrap());
}

/// After a sync that failed the kernel shows pages that never reach the disk.
#[test]
fn what_a_failed_sync_left_in_memory_is_written_again() {
    let disk = logged(2);
    let store = opened(&disk, LAZY);
    disk.trouble(Trouble::DroppedSync(1));
    commit(&store, &[(3, Some(9))]).unwrap_err();
    drop(store);
    let store = opened(&disk, LAZY);
    // Nobody acknowledged it; now that it is seen, it stays.
    assert_eq!(count(&store), 3);
    commit(&store, &[(4, Some(9))]).unwrap();
    drop(store);
    assert_eq!(count(&opened(&Disk::new(image(&disk)), LAZY)), 4);
}

/// What lies in the last segment is missed as well, should that lose its first page.
#[test]
fn a_last_segment_without_its_head_is_told() {
    let mut bent = image(&logged(8));
    bent.log[2 * TINY.segment_bytes..][..PAGE].fill(0x5a);
    let refused = open(&Disk::new(bent), LAZY);
    assert!(refused.is_err(), "opened with {} of 8", count(&refused.unwrap()));
}

/// Where it is told that a sync waits, and where it is let go.
type Held = (Sender<()>, Receiver<()>);

/// The file of the tables, whose next sync waits once it is asked to.
#[derive(Clone, Debug)]
struct Gate {
    disk: Disk,
    /// Told of a sync that waits, and where it is let go.
    waits: Arc<Mutex<Option<Held>>>,
}

impl redb::StorageBackend for Gate {
    fn len(&self) -> io::Result<u64> {
        self.disk.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.disk.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        if let Some((told, go_on)) = self.waits.lock().unwrap().take() {
            told.send(()).unwrap();
            let _ = go_on.recv();
        }
        self.disk.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.disk.write(offset, data)
    }
}

/// While the tables take in what the log has, it is seen, and commits go on.
#[test]
fn what_is_on_its_way_into_the_tables_is_seen() {
    let disk = Disk::new(Vec::new());
    let gate = Gate { disk: disk.clone(), waits: Default::default() };
    let store = Store::open_logged(gate.clone(), disk.log(), Seal::new(&KEY), LAZY).unwrap();
    commit(&store, &[(1, Some(9)), (2, Some(9))]).unwrap();
    store.checkpoint().unwrap();
    commit(&store, &[(2, None), (3, Some(9)), (4, Some(9))]).unwrap();
    let before = store.snap().unwrap();
    let ((told, hears), (go, go_on)) = (channel(), channel::<()>());
    *gate.waits.lock().unwrap() = Some((told, go_on));
    let model = |ids: &[u64]| ids.iter().map(|id| (*id, 9)).collect::<Model>();
    std::thread::scope(|scope| {
        let go = go;
        let checkpoint = scope.spawn(|| store.checkpoint());
        hears.recv().unwrap();
        assert!(holds(&store, &model(&[1, 3, 4])));
        commit(&store, &[(3, None), (5, Some(9))]).unwrap();
        assert!(holds(&store, &model(&[1, 4, 5])));
        assert_eq!(count(&store), 3);
        go.send(()).unwrap();
        checkpoint.join().unwrap().unwrap();
    });
    assert!(holds(&store, &model(&[1, 4, 5])));
    assert_eq!(before.size(Table::PicturePiece).unwrap(), 3);
    drop((before, store));
    assert!(holds(&opened(&Disk::new(image(&disk)), LAZY), &model(&[1, 4, 5])));
}

/// What is gone is told over a restart, whichever segment was used again.
#[test]
fn what_is_gone_is_known_after_a_restart() {
    let disk = Disk::new(Vec::new());
    let store = opened(&disk, LAZY);
    let mut sixth = None;
    for id in 1..=10 {
        commit(&store, &[(id, Some(9))]).unwrap();
        if id == 4 || id == 9 {
            store.checkpoint().unwrap();
        }
        if id == 6 {
            sixth = Some(store.position());
        }
    }
    let sixth = sixth.unwrap();
    let told = |store: &Store| {
        (store.copied(6), store.records_after(&sixth, usize::MAX).map(|it| it.len()))
    };
    let before = told(&store);
    drop(store);
    let (whole, found) = told(&opened(&disk, LAZY));
    assert!(whole == matches!(found, Ok(4)), "{whole} {found:?}, before it {before:?}");
}

/// A log that somebody else left there, and that is too short, is no hindrance later.
#[test]
fn a_short_log_from_before_is_made_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("warung.log"), "").unwrap();
    let store = in_folder(folder.path()).unwrap();
    commit(&store, &[(1, Some(9))]).unwrap();
    drop(store);
    let again = in_folder(folder.path());
    assert!(again.is_ok(), "{}", again.err().unwrap());
}
