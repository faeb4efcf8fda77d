//! The bytes on disk of every kind of row, pinned: a layout never changes unnoticed.

use std::fmt::{Debug, Write};

use warung::domain::id::{OrderId, ProductId, TimerId, UnitId};
use warung::domain::stock::{Fate, Unit};
use warung::domain::time::Timestamp;
use warung::domain::timer::{Timer, What};
use warung::store::random::SeededRandom;
use warung::store::record::{Record, encode};
use warung::store::schema::{Index, SCHEMA, Table};
use warung::store::seal::Seal;

use crate::samples::{See, show};

const PINNED: &str = include_str!("golden.txt");

const WHAT_TO_DO: &str = "\
The layout of what is stored has changed, and every shop's database holds the old one.
- If that was not meant: undo it. Variants and fields are only ever appended to an enum, and a
  record's fields never change their order.
- If it was: raise VERSION of the record in src/store/schema/ and SCHEMA, and write a step in
  src/store/migrate/ that has the old layout beside it and rewrites the rows.
- Then let `UPDATE_GOLDEN=1 cargo test golden` write tests/store/golden.txt anew, and read what changed.
  Lines of a released version are never edited.";

/// One line a row: table, layout, postcard. What is sealed on disk is pinned before sealing.
#[derive(Default)]
struct Pins(String);

impl See for Pins {
    fn see<R: Record + PartialEq + Debug>(&mut self, row: &R) {
        let bytes = postcard::to_stdvec(row).unwrap();
        let sealed = if R::SEALED { " sealed" } else { "" };
        writeln!(self.0, "{} v{}{sealed} {}", R::TABLE.name(), R::VERSION, hex(&bytes)).unwrap();
    }
}

impl Pins {
    /// What stands around the postcard: version and checksum, or version, nonce and seal.
    fn frames(&mut self) {
        let seal = Seal::new(&[7; 32]);
        let timer = Timer { id: TimerId(9), at: Timestamp(5), what: What::Expire(OrderId(3)) };
        let timer = encode(&timer, &seal, &mut SeededRandom::new([1; 32])).unwrap();
        writeln!(self.0, "plain frame {}", hex(&timer)).unwrap();
        let (id, product, content) = (UnitId(7), ProductId(3), "akun@x|sandi".into());
        let (fate, batch) = (Fate::Available, None);
        let (file, made) = (None, None);
        let unit = Unit { id, product, content, digest: 5, fate, batch, file, made };
        let unit = encode(&unit, &seal, &mut SeededRandom::new([1; 32])).unwrap();
        writeln!(self.0, "sealed frame {}", hex(&unit)).unwrap();
        writeln!(self.0, "digest {:016x}", seal.digest(&[b"a", b"b"])).unwrap();
    }

    fn numbers(&mut self) {
        writeln!(self.0, "schema {SCHEMA}").unwrap();
        for table in Table::ALL {
            writeln!(self.0, "table {} {}", table as u8, table.name()).unwrap();
        }
        for index in Index::ALL {
            writeln!(self.0, "index {} {index:?} {:?}", index as u16, index.keeps()).unwrap();
        }
    }
}

#[test]
fn every_layout_is_as_it_was() {
    let mut pins = Pins::default();
    pins.numbers();
    pins.frames();
    show(&mut pins);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/store/golden.txt"), &pins.0)
            .unwrap();
        return;
    }
    let gone = PINNED.lines().filter(|line| !pins.0.lines().any(|it| it == *line));
    let new = pins.0.lines().filter(|line| !PINNED.lines().any(|it| it == *line));
    let differences: Vec<String> =
        gone.map(|it| format!("- {it}")).chain(new.map(|it| format!("+ {it}"))).collect();
    let differences = differences.join("\n");
    assert!(differences.is_empty(), "\n{WHAT_TO_DO}\n\n{differences}\n");
    assert_eq!(pins.0, PINNED, "the same lines in another order or number");
}

#[test]
fn every_table_has_its_rows_pinned() {
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Counter) {
        let line = format!("{} v", table.name());
        assert!(PINNED.lines().any(|it| it.starts_with(&line)), "{line} is not pinned");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
