//! What a record is to the byte, and how much of one is read before it is known to be one.

use std::collections::BTreeMap;
use std::io::{self, Read};

use warung::domain::time::Timestamp;
use warung::store::change_record::{ChangeError, ChangeRecord, Position, Reader};
use warung::store::changes::Outcome;
use warung::store::schema::Table;

const AT: Timestamp = Timestamp(1_795_331_100_000);

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
