//! The log before the tables: what it alone has is there after any crash, and a hole in it is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use warung::domain::time::Timestamp;
use warung::store::check::check;
use warung::store::fault::Fault;
use warung::store::log::Shape;
use warung::store::open::{OpenError, Store};
use warung::store::read::Read;
use warung::store::schema::PicturePiece;
use warung::store::schema::Table;
use warung::store::seal::Seal;

use crate::counter::KEY;
use crate::disk::{Disk, File, Image, Luck, Trouble};

const AT: Timestamp = Timestamp(1_795_331_100_000);
pub const PAGE: usize = 4096;
/// Three pages for frames in each segment.
pub const TINY: Shape =
    Shape { segment_bytes: 4 * PAGE, segments: 2, segments_max: 9, places: 6, bytes: 1 << 20 };
/// Nothing reaches the tables by itself.
pub const LAZY: Shape = Shape { places: usize::MAX / 8, bytes: usize::MAX / 8, ..TINY };

pub fn open(disk: &Disk, shape: Shape) -> Result<Store, OpenError> {
    Store::open_logged(disk.clone(), disk.log(), Seal::new(&KEY), shape)
}

pub fn opened(disk: &Disk, shape: Shape) -> Store {
    open(disk, shape).unwrap_or_else(|error| panic!("{error}"))
}

/// Rows of any length: `None` takes one away.
pub fn commit(store: &Store, rows: &[(u64, Option<usize>)]) -> Result<(), Fault> {
    let mut batch = store.batch()?;
    let mut tx = batch.begin([1; 32]);
    for (id, bytes) in rows {
        match bytes {
            Some(length) => tx.put(&piece(*id, *length))?,
            None => tx.remove::<PicturePiece>(*id)?,
        }
    }
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, AT)
}

fn piece(id: u64, length: usize) -> PicturePiece {
    let bytes = (0..length).map(|at| (at as u64 ^ id) as u8).collect();
    PicturePiece { id, bytes }
}

pub type Model = BTreeMap<u64, usize>;

fn add(model: &mut Model, rows: &[(u64, Option<usize>)]) {
    for (id, bytes) in rows {
        match bytes {
            Some(length) => model.insert(*id, *length),
            None => model.remove(id),
        };
    }
}

pub fn holds(store: &Store, model: &Model) -> bool {
    let found: Vec<PicturePiece> = store.snap().unwrap().all(0, usize::MAX).unwrap();
    let told: Vec<_> = model.iter().map(|(id, length)| piece(*id, *length)).collect();
    found == told
}

/// What happens to a store, one after another.
#[derive(Clone, Debug)]
enum Deed {
    Commit(Vec<(u64, Option<usize>)>),
    Checkpoint,
    /// The process is killed: whatever it had written is there.
    Kill,
    /// The power goes during a commit or a checkpoint, at some write or sync of it.
    Cut {
        write: bool,
        at: usize,
        luck: u64,
        rows: Vec<(u64, Option<usize>)>,
    },
}

fn rows() -> impl Strategy<Value = Vec<(u64, Option<usize>)>> {
    // From nothing to more than a segment.
    let length = prop_oneof![4 => 0..300usize, 2 => 3000..9000usize, 1 => 12_000..40_000usize];
    prop::collection::vec((0..8u64, prop::option::weighted(0.8, length)), 1..4)
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let cut = (any::<bool>(), 1..7usize, any::<u64>(), rows());
    let deed = prop_oneof![
        8 => rows().prop_map(Deed::Commit),
        1 => Just(Deed::Checkpoint),
        1 => Just(Deed::Kill),
        3 => cut.prop_map(|(write, at, luck, rows)| Deed::Cut { write, at, luck, rows }),
    ];
    prop::collection::vec(deed, 1..40)
}

fn luck(seed: u64) -> Luck {
    match seed % 8 {
        0 => Luck::Nothing,
        1 => Luck::Everything,
        2 => Luck::Only(File::Data),
        3 => Luck::Only(File::Log),
        4 => Luck::SizesLost,
        5 => Luck::Subset(seed),
        6 => Luck::Prefix(seed),
        _ => Luck::Torn(seed),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Segments are used again and again, records lie across several, the log grows and shrinks,
    /// and the power goes, also while the shop opens.
    #[test]
    fn whatever_was_acknowledged_is_there(deeds in deeds(), lazy in any::<bool>()) {
        let shape = if lazy { LAZY } else { TINY };
        let mut disk = Disk::new(Vec::new());
        let (mut store, mut model) = (opened(&disk, shape), Model::new());
        for deed in deeds {
            match deed {
                Deed::Commit(rows) => {
                    commit(&store, &rows).unwrap();
                    add(&mut model, &rows);
                }
                Deed::Checkpoint => store.checkpoint().unwrap(),
                Deed::Kill => {
                    drop(store);
                    store = opened(&disk, shape);
                }
                Deed::Cut { write, at, luck: seed, rows } => {
                    disk.trouble(match write {
                        true => Trouble::CutAtWrite(at),
                        false => Trouble::CutBeforeSync(at),
                    });
                    let first = commit(&store, &rows);
                    let mut after = model.clone();
                    add(&mut after, &rows);
                    let acknowledged = first.is_ok();
                    if acknowledged {
                        model.clone_from(&after);
                        let _ = store.checkpoint();
                    }
                    drop(store);
                    // Once more, while it opens.
                    let again = Disk::new(disk.remains().both(luck(seed)));
                    again.trouble(Trouble::CutAtWrite(at));
                    drop(open(&again, shape));
                    disk = Disk::new(again.remains().both(luck(seed >> 8)));
                    store = opened(&disk, shape);
                    // What was under way is there whole or not at all.
                    if !holds(&store, &model) {
                        prop_assert!(holds(&store, &after), "neither before nor after");
                        model = after;
                    }
                }
            }
            prop_assert!(holds(&store, &model));
        }
        prop_assert_eq!(check(&store.snap().unwrap()).unwrap(), [""; 0]);
        // What was needed for a while only is given back, once the last of it is full.
        for id in 100..108 {
            commit(&store, &[(id, Some(9))]).unwrap();
            model.insert(id, 9);
            store.checkpoint().unwrap();
        }
        prop_assert!(holds(&store, &model));
        let log = disk.remains().both(Luck::Everything).log;
        prop_assert!(log.len() <= TINY.segments * TINY.segment_bytes);
    }
}

/// A shop with so many commits in its log alone, each on a page of its own.
pub fn logged(commits: u64) -> Disk {
    let disk = Disk::new(Vec::new());
    let store = opened(&disk, LAZY);
    for id in 1..=commits {
        commit(&store, &[(id, Some(9))]).unwrap();
    }
    disk
}

pub fn image(disk: &Disk) -> Image {
    disk.remains().both(Luck::Nothing)
}

pub fn count(store: &Store) -> u64 {
    store.snap().unwrap().size(Table::PicturePiece).unwrap()
}

/// Where the nth commit of `logged` lies.
fn place(nth: usize) -> usize {
    (nth - 1) / 3 * TINY.segment_bytes + ((nth - 1) % 3 + 1) * PAGE
}

#[test]
fn a_hole_in_the_log_is_told_and_its_end_is_not() {
    let whole = image(&logged(7));
    for nth in 1..=7 {
        let mut bent = whole.clone();
        bent.log[place(nth) + 60] ^= 1;
        match (nth, open(&Disk::new(bent), LAZY)) {
            // Nobody can tell it from one that was being written when the power went.
            (7, Ok(store)) => assert_eq!(count(&store), 6),
            (1..7, Err(OpenError::Damaged { why, .. })) => {
                assert!(why.contains(&format!("change {nth} is missing")), "{why}");
            }
            (_, other) => panic!("{nth}: {:?}", other.err()),
        }
    }
    // A segment without its first page holds something all the same.
    let mut bent = whole.clone();
    bent.log[..PAGE].fill(0x5a);
    let refused = open(&Disk::new(bent), LAZY).err();
    assert!(matches!(refused, Some(OpenError::Damaged { .. })), "{refused:?}");
    // Once it lies in the tables, nobody misses it.
    let disk = Disk::new(whole);
    opened(&disk, LAZY).checkpoint().unwrap();
    let mut bent = image(&disk);
    bent.log[place(3) + 60] ^= 1;
    assert_eq!(count(&opened(&Disk::new(bent), LAZY)), 7);
}

/// A shop that is killed again and again before its tables take anything in needs no more room for
/// that.
#[test]
fn starts_that_end_at_once_fill_no_disk() {
    let disk = logged(5);
    let bytes = image(&disk).log.len();
    for _ in 0..20 {
        assert_eq!(count(&opened(&disk, LAZY)), 5);
    }
    assert_eq!(image(&disk).log.len(), bytes);
}

#[test]
fn a_log_of_another_moment_is_told() {
    let disk = logged(3);
    let early = image(&disk);
    let store = opened(&disk, LAZY);
    store.checkpoint().unwrap();
    for id in 4..=12 {
        commit(&store, &[(id, Some(9))]).unwrap();
        store.checkpoint().unwrap();
    }
    commit(&store, &[(13, Some(9))]).unwrap();
    let late = image(&disk);
    // The tables of before, and a log that has been used again since.
    let refused = open(&Disk::new(Image { data: early.data, log: late.log.clone() }), LAZY).err();
    assert!(
        matches!(&refused, Some(OpenError::Damaged { why, .. }) if why.contains("older copy")),
        "{refused:?}"
    );
    // Tables that are ahead of their log have all there is but what came last.
    let store = opened(&Disk::new(Image { data: late.data, log: early.log }), LAZY);
    assert_eq!(count(&store), 12);
}

#[test]
fn what_could_not_be_written_to_the_log_ends_all_writing() {
    for trouble in [Trouble::BadWrite(1), Trouble::BadSync(1)] {
        let disk = logged(2);
        let store = opened(&disk, LAZY);
        disk.trouble(trouble);
        let fault = commit(&store, &[(3, Some(9))]).unwrap_err();
        assert!(fault.fatal(), "{fault}");
        assert!(commit(&store, &[(4, Some(9))]).unwrap_err().fatal());
        assert!(store.checkpoint().unwrap_err().fatal());
        // Whoever looks sees what was acknowledged.
        assert_eq!(count(&store), 2);
        drop(store);
        assert_eq!(count(&opened(&Disk::new(image(&disk)), LAZY)), 2);
    }
}

#[test]
fn a_full_disk_takes_commits_until_they_are_to_reach_the_tables() {
    let disk = logged(4);
    opened(&disk, LAZY).checkpoint().unwrap();
    let store = opened(&disk, LAZY);
    disk.trouble(Trouble::FullAtWrite(1));
    // Within the segments that are there.
    for id in 5..=10 {
        commit(&store, &[(id, Some(9))]).unwrap();
    }
    assert!(matches!(store.checkpoint(), Err(Fault::Full)));
    assert!(matches!(commit(&store, &[(11, Some(9))]), Err(Fault::Full)));
    drop(store);
    let left = image(&disk);
    let full = Disk::new(left.clone());
    full.trouble(Trouble::FullBeyond(left.data.len()));
    assert_eq!(count(&opened(&full, LAZY)), 10);
}

/// What is wanted elsewhere stays in the log until it is copied, or until too much waits.
#[test]
fn what_is_to_be_copied_is_kept_up_to_a_bound() {
    let disk = Disk::new(Vec::new());
    let store = opened(&disk, TINY);
    let bytes = || disk.remains().both(Luck::Everything).log.len();
    let sequences = |after| {
        let records = store.records_after(&after, usize::MAX).unwrap();
        records.iter().map(|(record, _)| record.position.sequence).collect::<Vec<_>>()
    };
    let first = store.position();
    assert!(store.copied(0));
    for id in 1..=20 {
        commit(&store, &[(id, Some(9))]).unwrap();
        store.checkpoint().unwrap();
    }
    assert_eq!(sequences(first), (1..=20).collect::<Vec<u64>>());
    assert_eq!(bytes(), 7 * TINY.segment_bytes);
    // A piece at a time.
    let records = store.records_after(&first, 1).unwrap();
    assert!((1..20).contains(&records.len()) && records[0].0.position.sequence == 1);
    let tenth = store.records_after(&first, usize::MAX).unwrap()[9].0.position;
    assert_eq!(sequences(tenth), (11..=20).collect::<Vec<u64>>());
    // What is copied is used again.
    assert!(store.copied(20));
    for id in 1..=8 {
        commit(&store, &[(id, Some(8))]).unwrap();
        store.checkpoint().unwrap();
        assert!(store.copied(20 + id));
    }
    assert_eq!(bytes(), TINY.segments * TINY.segment_bytes);
    // Nobody copies any more: the log grows to its bound, and gives up what waits.
    let last = store.position();
    for id in 1..=60 {
        commit(&store, &[(id, Some(7))]).unwrap();
        store.checkpoint().unwrap();
    }
    assert!(bytes() <= TINY.segments_max * TINY.segment_bytes, "{}", bytes());
    let lost = store.records_after(&last, usize::MAX);
    assert!(matches!(lost, Err(Fault::Damaged(_))), "{:?}", lost.map(|it| it.len()));
    assert!(!store.copied(last.sequence));
    assert!(store.copied(last.sequence + 60));
    assert_eq!(count(&store), 60);
    drop(store);
    assert_eq!(count(&opened(&Disk::new(image(&disk)), TINY)), 60);
}

pub fn in_folder(folder: &Path) -> Result<Store, OpenError> {
    Store::open(folder, &folder.join("warung.key"))
}

#[test]
fn a_log_that_is_gone_is_missed_until_it_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (log, word) = ("warung.log", "warung.log.lost");
    let path = |name| folder.path().join(name);
    let store = in_folder(folder.path()).unwrap();
    commit(&store, &[(1, Some(9))]).unwrap();
    store.checkpoint().unwrap();
    commit(&store, &[(2, Some(9))]).unwrap();
    let before = store.generation();
    drop(store);
    // Whoever only looks sees what the log has, and changes nothing.
    let bytes = || ["warung.redb", log].map(|name| fs::read(path(name)).unwrap());
    let then = bytes();
    let look = || Store::open_read_only(folder.path(), &path("warung.key"));
    let store = look().unwrap();
    assert_eq!((count(&store), store.generation()), (2, before));
    let refused = commit(&store, &[(3, Some(9))]);
    assert!(matches!(refused, Err(Fault::Broken(_))), "{refused:?}");
    drop(store);
    assert!(bytes() == then);

    fs::rename(path(log), path("elsewhere")).unwrap();
    for refused in [in_folder(folder.path()).err(), look().err()] {
        let refused = refused.unwrap();
        assert!(matches!(refused, OpenError::LogGone { .. }), "{refused}");
        assert!(refused.to_string().contains("warung.log.lost"), "{refused}");
    }
    assert!(!path(log).exists());
    fs::rename(path("elsewhere"), path(log)).unwrap();
    // Nor is one that is shorter than it ever was.
    let whole = fs::read(path(log)).unwrap();
    fs::write(path(log), &whole[..whole.len() - 1]).unwrap();
    for refused in [in_folder(folder.path()).err(), look().err()] {
        assert!(matches!(refused, Some(OpenError::Damaged { .. })), "{refused:?}");
    }
    fs::write(path(log), &whole).unwrap();
    assert_eq!(count(&in_folder(folder.path()).unwrap()), 2);

    // The word goes before whatever is left of it.
    fs::rename(path(log), path(word)).unwrap();
    fs::write(path(log), "").unwrap();
    let store = in_folder(folder.path()).unwrap();
    assert_eq!(count(&store), 1);
    assert_ne!(store.generation(), before);
    assert!(!path(word).exists() && path(log).exists());
    commit(&store, &[(2, Some(9))]).unwrap();
    drop(store);
    assert_eq!(count(&in_folder(folder.path()).unwrap()), 2);
}

/// A log of before the tables began anew is none of theirs.
#[test]
fn a_new_shop_beside_an_old_log_is_empty() {
    let old = image(&logged(5));
    let disk = Disk::new(Image { data: Vec::new(), log: old.log.clone() });
    let store = opened(&disk, LAZY);
    assert_eq!(count(&store), 0);
    for id in 1..=9 {
        commit(&store, &[(id, Some(9))]).unwrap();
    }
    drop(store);
    let left = image(&disk);
    assert_eq!(count(&opened(&Disk::new(left.clone()), LAZY)), 9);
    // Nor are the tables of one shop those of another's log.
    let refused = open(&Disk::new(Image { data: left.data, log: old.log }), LAZY).err();
    assert!(matches!(refused, Some(OpenError::Damaged { .. })), "{refused:?}");
}
