//! Commits told as records and replayed elsewhere: the same store, or a reason why not.

use std::collections::BTreeMap;
use std::io::{self, Read};

use proptest::prelude::*;
use proptest::sample::Index as Place;
use warung::domain::id::{OrderId, TimerId};
use warung::domain::time::Timestamp;
use warung::domain::timer::{Timer, What};
use warung::store::change_record::{ChangeError, ChangeRecord, Position, Reader};
use warung::store::changes::Outcome;
use warung::store::check::check;
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
use crate::disk::{Disk, Luck, Trouble};
use crate::samples::show;

const AT: Timestamp = Timestamp(1_795_331_100_000);

fn open(disk: &Disk) -> Store {
    Store::open_with(disk.clone(), Seal::new(&KEY)).unwrap()
}

fn blank() -> Disk {
    Disk::new(Vec::new())
}

fn raw(disk: &Disk) -> Raw {
    Raw::of(disk.remains().image(Luck::Nothing))
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

/// A store that records four commits, and their records.
fn recorded() -> (Disk, Store, Vec<Vec<u8>>) {
    let disk = blank();
    let store = open(&disk);
    let told = [
        vec![(1, Some(5)), (2, Some(5))],
        vec![(1, None), (3, Some(900))],
        vec![(2, Some(7))],
        vec![(3, None)],
    ];
    let tell = |commit: &Vec<_>| store.commit_recorded(timers(&store, commit), AT).unwrap();
    let records = told.iter().map(|commit| tell(commit).unwrap()).collect();
    (disk, store, records)
}

fn decoded(records: &[Vec<u8>]) -> Vec<ChangeRecord> {
    records.iter().map(|bytes| ChangeRecord::decode(bytes).unwrap()).collect()
}

/// Records of random commits, and the store that made them.
fn told(commits: Vec<(Vec<Steps>, Close)>) -> Result<(Disk, Vec<Vec<u8>>), TestCaseError> {
    let disk = blank();
    let (mut store, mut durable, mut records) = (open(&disk), Model::default(), Vec::new());
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
                let at = Timestamp(AT.0 + nth);
                records.extend(store.commit_recorded(batch, at).unwrap());
                durable = model;
            }
        }
        if let Close::Reopen = close {
            drop(store);
            store = open(&disk);
        }
    }
    Ok((disk, records))
}

/// Replays in pieces, each from somewhere before the end of the last, into a store that is opened
/// anew between them.
fn continued(records: &[ChangeRecord], pieces: &[(Place, Place)]) -> Result<Disk, TestCaseError> {
    let (disk, mut done) = (blank(), 0);
    let mut store = open(&disk);
    for (nth, (from, to)) in pieces.iter().enumerate() {
        let from = from.index(done + 1);
        let to = from + to.index(records.len() - from + 1);
        // What a shelf looked like before must not be what it looks like afterwards.
        store.batch().unwrap().begin([0; 32]).titles().unwrap();
        let count = store.replay(&records[from..to]).unwrap();
        prop_assert_eq!(count as usize, to.saturating_sub(done));
        done = done.max(to);
        prop_assert_eq!(store.position().unwrap().sequence, done as u64);
        let titles = store.batch().unwrap().begin([0; 32]).titles().unwrap();
        prop_assert_eq!(titles, store.snap().unwrap().titles().unwrap());
        if nth % 2 == 1 {
            drop(store);
            store = open(&disk);
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
        let (source, bytes) = told(commits)?;
        let records: Result<Vec<_>, _> = Reader::new(&bytes.concat()[..]).collect();
        let records = records.unwrap();
        prop_assert_eq!(records.len(), bytes.len());
        let replica = continued(&records, &pieces)?;
        prop_assert_eq!(raw(&replica), raw(&source));
        // Everything once more changes nothing, and the chain goes on from either.
        let (again, source) = (open(&replica), open(&source));
        prop_assert_eq!(again.replay(&records).unwrap(), 0);
        prop_assert_eq!(again.position().unwrap(), source.position().unwrap());
        let next = |store: &Store| store.commit_recorded(timers(store, &[(9, Some(9))]), AT);
        prop_assert_eq!(next(&again).unwrap(), next(&source).unwrap());
    }

    #[test]
    fn a_byte_that_has_changed_anywhere_is_noticed(
        commits in batches(),
        place in any::<Place>(),
        flip in 1..=u8::MAX,
    ) {
        let (_, records) = told(commits)?;
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
    let (_, _, records) = recorded();
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
    let (_, _, records) = recorded();
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
    let (_, _, bytes) = recorded();
    let records = decoded(&bytes);
    let pick = |places: &[usize]| places.iter().map(|at| records[*at].clone()).collect::<Vec<_>>();
    let (disk, empty) = (blank(), Raw::of(blank_image()));
    let store = open(&disk);
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

fn blank_image() -> Vec<u8> {
    let disk = blank();
    drop(open(&disk));
    disk.remains().image(Luck::Nothing)
}

#[test]
fn records_of_another_chain_are_refused() {
    let (_, _, records) = recorded();
    let records = decoded(&records);
    let forked = |refused: Result<u64, ChangeError>, at: u64| {
        assert!(matches!(refused, Err(ChangeError::Fork { sequence }) if sequence == at));
    };
    // Another shop, by its key.
    let stranger = Store::open_with(blank(), Seal::new(&[9; 32])).unwrap();
    forked(stranger.replay(&records), 1);
    // The same shop, that has gone another way.
    let store = open(&blank());
    store.commit_recorded(timers(&store, &[(8, Some(8))]), AT).unwrap();
    forked(store.replay(&records), 1);
    forked(store.replay(&records[1..]), 2);
}

#[test]
fn records_of_another_layout_are_refused() {
    let store = open(&blank());
    let after = store.position().unwrap();
    let told = ChangeRecord::encode(&after, SCHEMA + 1, AT, &Outcome::default());
    let record = ChangeRecord::decode(&told.unwrap().0).unwrap();
    let refused = store.replay(&[record]);
    assert!(matches!(refused, Err(ChangeError::Layout { found, ours: SCHEMA })
        if found == SCHEMA + 1));
}

/// What was not recorded is missing, and whoever replays hears of it.
#[test]
fn a_commit_that_was_not_recorded_is_a_gap() {
    let (disk, store, records) = recorded();
    store.commit(timers(&store, &[(4, Some(4))])).unwrap();
    let next = store.commit_recorded(timers(&store, &[(5, Some(5))]), AT).unwrap().unwrap();
    let replica = open(&blank());
    replica.replay(&decoded(&records)).unwrap();
    let gap = |refused: Result<u64, ChangeError>, sequence: u64| {
        assert!(matches!(refused, Err(ChangeError::Gap { expected: 5, found })
            if found == sequence));
    };
    gap(replica.replay(&decoded(&[next])), 6);
    // A change of the layout is one as well.
    drop(store);
    let along = |disk: &Disk| Store::open_along(disk.clone(), Seal::new(&KEY), &NEXT).unwrap();
    let before = raw(&disk).meta["sequence"];
    let steps = NEXT.steps.len() as u64;
    assert_eq!(along(&disk).position().unwrap().sequence, before + steps);
    // Where nothing was ever recorded, nothing is counted.
    let disk = Disk::new(unpack(include_bytes!("layout-6.pack")));
    let store = open(&disk);
    store.commit(timers(&store, &[(4, Some(4))])).unwrap();
    assert_eq!(store.position().unwrap().sequence, 0);
    assert!(!raw(&disk).meta.contains_key("sequence"));
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
        let (disk, store, _) = recorded();
        store.commit_recorded(timers(&store, &[(9, Some(5))]), AT).unwrap();
        let mut batch = store.batch().unwrap();
        let mut tx = batch.begin([2; 32]);
        tx.discard::<Timer>(9);
        let kept = tx.finish();
        batch.keep(kept);
        store.commit_recorded(batch, AT).unwrap();
        assert!(timer(&raw(&disk)).is_some() && !raw(&disk).rows[&Table::Timer].contains_key(&9));
        (disk, store)
    };
    let (disk, store) = discarded();
    store.commit(unlisted(&store, &[])).unwrap();
    assert_eq!(timer(&raw(&disk)), None);
    assert_eq!(check(&store.snap().unwrap()).unwrap(), [""; 0]);
    // As a record, too.
    let (disk, store) = discarded();
    let replica = Disk::new(disk.remains().image(Luck::Nothing));
    let record = store.commit_recorded(unlisted(&store, &[]), AT).unwrap().unwrap();
    let replica_store = open(&replica);
    assert_eq!(replica_store.replay(&decoded(&[record])).unwrap(), 1);
    assert_eq!((timer(&raw(&disk)), timer(&raw(&replica))), (None, None));
    // One in which nothing was changed is none.
    let before = store.position().unwrap();
    assert_eq!(store.commit_recorded(timers(&store, &[]), AT).unwrap(), None);
    store.commit(timers(&store, &[])).unwrap();
    assert_eq!(store.position().unwrap(), before);
}

/// A copy of the database is a base for all that was recorded after it.
#[test]
fn a_copy_goes_on_with_what_was_recorded_since() {
    let (disk, store, _) = recorded();
    let copy = Disk::new(disk.remains().image(Luck::Nothing));
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([3; 32]);
    show(&mut Filler(&mut tx));
    let kept = tx.finish();
    batch.keep(kept);
    let full = store.commit_recorded(batch, AT).unwrap().unwrap();
    let gone = store.commit_recorded(timers(&store, &[(9, None)]), AT).unwrap().unwrap();
    let replica = open(&copy);
    assert_eq!(replica.replay(&decoded(&[full, gone])).unwrap(), 2);
    assert_eq!(check(&replica.snap().unwrap()).unwrap(), [""; 0]);
    assert_eq!(raw(&copy), raw(&disk));
}

#[test]
fn a_replay_that_was_cut_off_begins_anew() {
    let (source, _, records) = recorded();
    let records = decoded(&records);
    let (image, whole, mut cuts) = (blank_image(), raw(&source), 0);
    for trouble in [Trouble::CutBeforeSync as fn(usize) -> Trouble, Trouble::CutAfterSync] {
        for at in 1.. {
            let disk = Disk::new(image.clone());
            let store = open(&disk);
            disk.trouble(trouble(at));
            let pieces = records.chunks(2);
            if pieces.map(|piece| store.replay(piece)).all(|done| done.is_ok()) {
                break;
            }
            drop(store);
            for luck in [Luck::Nothing, Luck::Everything, Luck::Subset(at as u64)] {
                let disk = Disk::new(disk.remains().image(luck));
                let store = open(&disk);
                let here = store.position().unwrap().sequence;
                assert!(here.is_multiple_of(2), "half a transaction: {here}");
                assert_eq!(store.replay(&records).unwrap(), 4 - here);
                assert_eq!(raw(&disk), whole);
                cuts += 1;
            }
        }
    }
    assert!(cuts > 12, "{cuts}");
}

/// Says that gigabytes come, and breaks when somebody wants to see them.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        assert!(!self.0.is_empty(), "read beyond its head");
        self.0.read(out)
    }
}

#[test]
fn a_record_that_is_too_large_is_refused_by_its_head() {
    let read = Reader::new(Endless(b"wcr1\xff\xff\xff\xff")).next();
    assert!(matches!(read, Some(Err(ChangeError::TooLarge { .. }))), "{read:?}");
    let foreign = Reader::new(Endless(b"warung..")).next();
    assert!(matches!(foreign, Some(Err(ChangeError::Foreign))), "{foreign:?}");
}

/// Layout 1 of a record. Files of them lie in backups: it is never edited.
const GOLDEN: &str = "\
    7763723159000000032ae09aca90a0340707070707070707070707070707070707070707070707070707\
    07070707070703000b0108000000000000012c0bab02000bac020103010203020f05ab02000fe09aca90\
    a034ac0201020600000802ad02276aca92b745a453f9593ca1495b92735532da49010168a57cd5dada75\
    6610f9";

#[test]
fn a_record_is_what_it_was() {
    let outcome = Outcome {
        rows: BTreeMap::from([
            ((Table::Counter, 11), Some(vec![0, 0, 0, 0, 0, 0, 1, 44])),
            ((Table::Timer, 299), None),
            ((Table::Timer, 300), Some(vec![1, 2, 3])),
        ]),
        entries: BTreeMap::from([((15, 5, 299), false), ((15, AT.0, 300), true)]),
        tallies: BTreeMap::from([((6, 0), 0), ((8, 2), 301)]),
    };
    let after = Position { sequence: 41, digest: [7; 32] };
    let (bytes, now) = ChangeRecord::encode(&after, 3, AT, &outcome).unwrap();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, GOLDEN);
    let record = ChangeRecord::decode(&bytes).unwrap();
    let (layout, previous, at) = (3, [7; 32], AT);
    assert_eq!(record, ChangeRecord { layout, position: now, previous, at, outcome });
    assert_eq!(record.position.sequence, 42);
}
