//! Commits told as records and replayed elsewhere: the same store, or a reason why not.

use proptest::prelude::*;
use proptest::sample::Index as Place;
use warung::domain::id::{OrderId, TimerId};
use warung::domain::time::Timestamp;
use warung::domain::timer::{Timer, What};
use warung::store::change_record::{ChangeError, ChangeRecord, Position, Reader};
use warung::store::changes::Outcome;
use warung::store::check::check;
use warung::store::fault::Fault;
use warung::store::log::Shape;
use warung::store::open::Store;
use warung::store::read::Read as _;
use warung::store::schema::{Index, SCHEMA, Table};
use warung::store::seal::Seal;
use warung::store::tx::Batch;

use super::bytes::Filler;
use super::model::{Close, Model, Steps, apply, batches};
use super::next::NEXT;
use super::raw::{Raw, unpack};
use crate::counter::KEY;
use crate::disk::{Disk, Image, Luck, Trouble};
use crate::samples::show;

const AT: Timestamp = Timestamp(1_795_331_100_000);

/// Keeps all in its log that these tests do.
const SHAPE: Shape = Shape {
    segment_bytes: 64 << 10,
    segments: 2,
    segments_max: 9,
    places: 1 << 20,
    bytes: 1 << 30,
};

/// A shop that sells.
fn open(disk: &Disk) -> Store {
    Store::open_logged(disk.clone(), disk.log(), Seal::new(&KEY), SHAPE).unwrap()
}

/// A store that records are replayed into.
fn replica(disk: &Disk) -> Store {
    Store::open_with(disk.clone(), Seal::new(&KEY)).unwrap()
}

/// The records of a store's commits after the first so many.
fn records(store: &Store, after: &Position) -> Vec<Vec<u8>> {
    let records = store.records_after(after, usize::MAX).unwrap();
    records.into_iter().map(|(_, bytes)| bytes).collect()
}

fn all_of(store: &Store) -> Vec<Vec<u8>> {
    records(store, &Position::first(&store.generation()))
}

fn blank() -> Disk {
    Disk::new(Vec::new())
}

fn raw(disk: &Disk) -> Raw {
    Raw::of(disk.remains().image(Luck::Nothing))
}

/// What a store has, with all of it in its tables.
fn settled(disk: &Disk, store: &Store) -> Raw {
    store.checkpoint().unwrap();
    raw(disk)
}

/// A batch of timers that ring at a moment each, or that are gone.
fn timers(store: &Store, timers: &[(u64, Option<u64>)]) -> Batch {
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    for (key, at) in timers {
        match at {
            Some(at) => {
                let (id, at) = (TimerId(*key), Timestamp(*at));
                tx.put(&Timer { id, at, what: What::Expire(OrderId(3)) }).unwrap();
            }
            None => tx.remove::<Timer>(*key).unwrap(),
        }
    }
    let kept = tx.finish();
    batch.keep(kept);
    batch
}

/// A store after four commits, their records, and its disk as it was before them.
struct Recorded {
    disk: Disk,
    store: Store,
    records: Vec<Vec<u8>>,
    blank: Image,
}

fn recorded() -> Recorded {
    let (disk, blank) = empty();
    let store = open(&disk);
    let told = [
        vec![(1, Some(5)), (2, Some(5))],
        vec![(1, None), (3, Some(900))],
        vec![(2, Some(7))],
        vec![(3, None)],
    ];
    for commit in &told {
        store.commit(timers(&store, commit), AT).unwrap();
    }
    let records = all_of(&store);
    Recorded { disk, store, records, blank }
}

/// An empty shop, and its data once more.
fn empty() -> (Disk, Image) {
    let disk = blank();
    drop(open(&disk));
    let image = disk.remains().both(Luck::Nothing);
    (disk, image)
}

fn decoded(records: &[Vec<u8>]) -> Vec<ChangeRecord> {
    records.iter().map(|bytes| ChangeRecord::decode(bytes).unwrap()).collect()
}

/// Records of random commits, the store that made them, and its data before.
fn told(commits: Vec<(Vec<Steps>, Close)>) -> Result<Recorded, TestCaseError> {
    let (disk, blank) = empty();
    let (mut store, mut durable) = (open(&disk), Model::default());
    for (nth, (inputs, close)) in (0..).zip(commits) {
        let (mut batch, mut model) = (store.batch().unwrap(), durable.clone());
        for (seed, (deeds, kept)) in inputs.into_iter().enumerate() {
            let (mut tx, mut own) = (batch.begin([seed as u8; 32]), model.clone());
            apply(&mut tx, &mut own, &deeds)?;
            if kept {
                let changes = tx.finish();
                batch.keep(changes);
                model = own;
            }
        }
        match close {
            Close::Drop => drop(batch),
            Close::Commit | Close::Reopen => {
                store.commit(batch, Timestamp(AT.0 + nth)).unwrap();
                durable = model;
            }
        }
        if let Close::Reopen = close {
            drop(store);
            store = open(&disk);
        }
    }
    let records = all_of(&store);
    Ok(Recorded { disk, store, records, blank })
}

/// Replays in pieces, each from somewhere before the end of the last, into a store that is opened
/// anew between them.
fn continued(
    blank: &Image,
    records: &[ChangeRecord],
    pieces: &[(Place, Place)],
) -> Result<Disk, TestCaseError> {
    let (disk, mut done) = (Disk::new(blank.clone()), 0);
    let mut store = replica(&disk);
    for (nth, (from, to)) in pieces.iter().enumerate() {
        let from = from.index(done + 1);
        let to = from + to.index(records.len() - from + 1);
        // What a shelf looked like before must not be what it looks like afterwards.
        store.batch().unwrap().begin([0; 32]).titles().unwrap();
        let count = store.replay(&records[from..to]).unwrap();
        prop_assert_eq!(count as usize, to.saturating_sub(done));
        done = done.max(to);
        prop_assert_eq!(store.position().sequence, done as u64);
        let titles = store.batch().unwrap().begin([0; 32]).titles().unwrap();
        prop_assert_eq!(titles, store.snap().unwrap().titles().unwrap());
        if nth % 2 == 1 {
            drop(store);
            store = replica(&disk);
        }
    }
    store.replay(records).unwrap();
    prop_assert_eq!(check(&store.snap().unwrap()).unwrap(), [""; 0]);
    drop(store);
    Ok(disk)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_replay_makes_the_same_store(
        commits in batches(),
        pieces in prop::collection::vec(any::<(Place, Place)>(), 0..6),
    ) {
        let Recorded { disk, store, records: bytes, blank } = told(commits)?;
        let read: Result<Vec<_>, _> = Reader::new(&bytes.concat()[..]).collect();
        let read = read.unwrap();
        prop_assert_eq!(read.len(), bytes.len());
        let copy = continued(&blank, &read, &pieces)?;
        prop_assert_eq!(raw(&copy), settled(&disk, &store));
        // Everything once more changes nothing, and the chain goes on from either.
        let again = replica(&copy);
        prop_assert_eq!(again.replay(&read).unwrap(), 0);
        prop_assert_eq!(again.position(), store.position());
        drop(again);
        let again = open(&copy);
        for store in [&again, &store] {
            store.commit(timers(store, &[(9, Some(9))]), AT).unwrap();
        }
        prop_assert_eq!(again.position(), store.position());
    }

    #[test]
    fn a_byte_that_has_changed_anywhere_is_noticed(
        commits in batches(),
        place in any::<Place>(),
        flip in 1..=u8::MAX,
    ) {
        let Recorded { records, .. } = told(commits)?;
        prop_assume!(!records.is_empty());
        let mut bytes = records.concat();
        let at = place.index(bytes.len());
        bytes[at] ^= flip;
        let (mut whole, mut before) = (0, 0);
        while before + records[whole].len() <= at {
            before += records[whole].len();
            whole += 1;
        }
        let mut reader = Reader::new(&bytes[..]);
        let read: Vec<_> = reader.by_ref().collect();
        prop_assert_eq!(read.len(), whole + 1);
        for (record, found) in decoded(&records[..whole]).iter().zip(&read) {
            prop_assert_eq!(found.as_ref().ok(), Some(record));
        }
        prop_assert!(read[whole].is_err());
        prop_assert_eq!(reader.whole_bytes() as usize, before);
        prop_assert!(reader.next().is_none());
    }

    #[test]
    fn bytes_of_whatever_kind_are_no_record(
        mut bytes in prop::collection::vec(any::<u8>(), 0..300),
        head in any::<bool>(),
    ) {
        if head && bytes.len() > 40 {
            let length = (bytes.len() - 40) as u32;
            bytes[..4].copy_from_slice(b"wcr1");
            bytes[4..8].copy_from_slice(&length.to_le_bytes());
        }
        prop_assert!(ChangeRecord::decode(&bytes).is_err());
        prop_assert!(Reader::new(&bytes[..]).all(|record| record.is_err()));
    }
}

#[test]
fn every_byte_of_a_record_counts() {
    let Recorded { records, .. } = recorded();
    for bytes in &records {
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut bent = bytes.clone();
                bent[at] ^= flip;
                assert!(ChangeRecord::decode(&bent).is_err(), "byte {at} by {flip:#x}");
            }
            let cut = ChangeRecord::decode(&bytes[..at]);
            assert!(matches!(cut, Err(ChangeError::Cut)), "{at} bytes: {cut:?}");
        }
        let more = ChangeRecord::decode(&[&bytes[..], &[0]].concat());
        assert!(matches!(more, Err(ChangeError::Damaged { .. })), "{more:?}");
    }
}

#[test]
fn a_file_that_was_cut_off_is_whole_up_to_there() {
    let Recorded { records, .. } = recorded();
    let whole = records[..3].concat();
    for left in 1..records[3].len() {
        let bytes = [&whole[..], &records[3][..left]].concat();
        let mut reader = Reader::new(&bytes[..]);
        assert_eq!(reader.by_ref().filter(Result::is_ok).count(), 3);
        assert_eq!(reader.whole_bytes() as usize, whole.len());
        let mut reader = Reader::new(&bytes[..]).skip(3);
        assert!(matches!(reader.next(), Some(Err(ChangeError::Cut))), "{left} bytes left");
    }
}

#[test]
fn a_gap_and_a_swap_are_refused_and_nothing_is_replayed() {
    let Recorded { records: bytes, blank, .. } = recorded();
    let records = decoded(&bytes);
    let pick = |places: &[usize]| places.iter().map(|at| records[*at].clone()).collect::<Vec<_>>();
    let (disk, empty) = (Disk::new(blank.clone()), Raw::of(blank.data));
    let store = replica(&disk);
    for (places, expected, found) in
        [(&[1][..], 1, 2), (&[0, 2], 2, 3), (&[0, 1, 3, 2], 3, 4), (&[0, 2, 1], 2, 3)]
    {
        let refused = store.replay(&pick(places));
        let told = matches!(refused, Err(ChangeError::Gap { expected: e, found: f })
            if (e, f) == (expected, found));
        assert!(told, "{places:?}: {refused:?}");
        assert_eq!(raw(&disk), empty);
        // Whoever only reads them notices as well, but for what is missing at the beginning.
        let stream: Vec<u8> = places.iter().flat_map(|at| bytes[*at].clone()).collect();
        let last = Reader::new(&stream[..]).last().unwrap();
        assert_eq!(last.is_err(), places.len() > 1, "{places:?}");
    }
    // Out of order is all the same where it is here already.
    assert_eq!(store.replay(&records).unwrap(), 4);
    assert_eq!(store.replay(&pick(&[2, 0, 3])).unwrap(), 0);
}

#[test]
fn records_of_another_chain_are_refused() {
    let Recorded { records, blank, store: source, .. } = recorded();
    let records = decoded(&records);
    let forked = |refused: Result<u64, ChangeError>, at: u64| {
        assert!(matches!(refused, Err(ChangeError::Fork { sequence }) if sequence == at));
    };
    // Another shop, though it has the same key.
    forked(replica(&Disk::new(empty().1)).replay(&records), 1);
    // The same shop, that has gone another way.
    let disk = Disk::new(blank);
    let other = open(&disk);
    other.commit(timers(&other, &[(8, Some(8))]), AT).unwrap();
    other.checkpoint().unwrap();
    assert_eq!(other.generation(), source.generation());
    drop(other);
    let store = replica(&disk);
    forked(store.replay(&records), 1);
    forked(store.replay(&records[1..]), 2);
}

#[test]
fn records_of_another_layout_are_refused() {
    let store = replica(&blank());
    let after = store.position();
    let told = ChangeRecord::encode(&after, SCHEMA + 1, AT, &Outcome::default());
    let record = ChangeRecord::decode(&told.unwrap().0).unwrap();
    let refused = store.replay(&[record]);
    assert!(matches!(refused, Err(ChangeError::Layout { found, ours: SCHEMA })
        if found == SCHEMA + 1));
}

/// What is recorded in one layout is of no use in another: a chain ends where the layout changes.
#[test]
fn a_change_of_the_layout_begins_a_chain() {
    let Recorded { disk, store, records, .. } = recorded();
    store.checkpoint().unwrap();
    let before = store.generation();
    drop(store);
    let along = Store::open_along(disk.clone(), Seal::new(&KEY), &NEXT).unwrap();
    assert_ne!(along.generation(), before);
    assert_eq!(along.position(), Position::first(&along.generation()));
    let refused = along.replay(&decoded(&records));
    assert!(matches!(refused, Err(ChangeError::Layout { .. })), "{refused:?}");
    drop(along);
    // So does one of before there were logs, and once alone.
    let disk = Disk::new(unpack(include_bytes!("layout-6.pack")));
    let begun = open(&disk).generation();
    assert!(!begun.is_none() && raw(&disk).meta["sequence"] == 0);
    assert_eq!(open(&disk).generation(), begun);
}

/// A list may be mended where its row is gone.
#[test]
fn a_batch_without_rows_is_a_commit_too() {
    let timer = |raw: &Raw| raw.entries.iter().find(|it| it.2 == 9).copied();
    let unlisted = |store: &Store, rows: &[(u64, Option<u64>)]| {
        let mut batch = timers(store, rows);
        let mut tx = batch.begin([2; 32]);
        tx.unlist(Index::TimerDue, 5, 9);
        let kept = tx.finish();
        batch.keep(kept);
        batch
    };
    let discarded = || {
        let Recorded { disk, store, .. } = recorded();
        store.commit(timers(&store, &[(9, Some(5))]), AT).unwrap();
        let mut batch = store.batch().unwrap();
        let mut tx = batch.begin([2; 32]);
        tx.discard::<Timer>(9);
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, AT).unwrap();
        let left = settled(&disk, &store);
        assert!(timer(&left).is_some() && !left.rows[&Table::Timer].contains_key(&9));
        (disk, store)
    };
    let (disk, store) = discarded();
    let copy = Disk::new(disk.remains().image(Luck::Nothing));
    let before = store.position();
    store.commit(unlisted(&store, &[]), AT).unwrap();
    assert_eq!(check(&store.snap().unwrap()).unwrap(), [""; 0]);
    assert_eq!(timer(&settled(&disk, &store)), None);
    // As a record, too.
    let record = decoded(&records(&store, &before));
    assert_eq!(replica(&copy).replay(&record).unwrap(), 1);
    assert_eq!(timer(&raw(&copy)), None);
    // One in which nothing was changed is none.
    let before = store.position();
    store.commit(timers(&store, &[]), AT).unwrap();
    assert_eq!(store.position(), before);
}

/// A copy of the database is a base for all that was recorded after it.
#[test]
fn a_copy_goes_on_with_what_was_recorded_since() {
    let Recorded { disk, store, .. } = recorded();
    store.checkpoint().unwrap();
    let copy = Disk::new(disk.remains().image(Luck::Nothing));
    let before = store.position();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([3; 32]);
    show(&mut Filler(&mut tx));
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, AT).unwrap();
    store.commit(timers(&store, &[(9, None)]), AT).unwrap();
    let after = replica(&copy);
    assert_eq!(after.replay(&decoded(&records(&store, &before))).unwrap(), 2);
    assert_eq!(check(&after.snap().unwrap()).unwrap(), [""; 0]);
    assert_eq!(raw(&copy), settled(&disk, &store));
}

/// Two that write know nothing of one another.
#[test]
fn a_batch_that_another_commit_overtook_is_refused() {
    let Recorded { store, .. } = recorded();
    let late = timers(&store, &[(4, Some(4))]);
    store.commit(timers(&store, &[(5, Some(5))]), AT).unwrap();
    let refused = store.commit(late, AT);
    assert!(matches!(refused, Err(Fault::Broken(_))), "{refused:?}");
    assert_eq!(store.snap().unwrap().size(Table::Timer).unwrap(), 2);
    store.commit(timers(&store, &[(4, Some(4))]), AT).unwrap();
}

#[test]
fn a_replay_that_was_cut_off_begins_anew() {
    let Recorded { disk, store, records, blank: image } = recorded();
    let records = decoded(&records);
    let (whole, mut cuts) = (settled(&disk, &store), 0);
    for trouble in [Trouble::CutBeforeSync as fn(usize) -> Trouble, Trouble::CutAfterSync] {
        for at in 1.. {
            let disk = Disk::new(image.clone());
            let store = replica(&disk);
            disk.trouble(trouble(at));
            let pieces = records.chunks(2);
            if pieces.map(|piece| store.replay(piece)).all(|done| done.is_ok()) {
                break;
            }
            drop(store);
            for luck in [Luck::Nothing, Luck::Everything, Luck::Subset(at as u64)] {
                let disk = Disk::new(disk.remains().image(luck));
                let store = replica(&disk);
                let here = store.position().sequence;
                assert!(here.is_multiple_of(2), "half a transaction: {here}");
                assert_eq!(store.replay(&records).unwrap(), 4 - here);
                assert_eq!(raw(&disk), whole);
                cuts += 1;
            }
        }
    }
    assert!(cuts > 12, "{cuts}");
}
