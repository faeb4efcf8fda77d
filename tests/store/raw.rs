//! A database as its tables have it, to the byte, and as a small file.

use std::collections::{BTreeMap, BTreeSet};

use redb::{Builder, Database, ReadableDatabase, ReadableTable, TableDefinition, TableError};
use warung::store::read::Entry;
use warung::store::schema::Table;

use crate::disk::{Disk, Luck};

const ENTRIES: TableDefinition<Entry, ()> = TableDefinition::new("index");
const TALLIES: TableDefinition<(u16, u64), u64> = TableDefinition::new("tally");
const META: TableDefinition<&str, u64> = TableDefinition::new("meta");

/// Everything there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub rows: BTreeMap<Table, BTreeMap<u64, Vec<u8>>>,
    pub entries: BTreeSet<Entry>,
    pub tallies: BTreeMap<(u16, u64), u64>,
    pub meta: BTreeMap<String, u64>,
}

fn rows_of(table: Table) -> TableDefinition<'static, u64, &'static [u8]> {
    TableDefinition::new(table.name())
}

fn database(disk: Disk) -> Database {
    Builder::new().create_with_backend(disk).unwrap()
}

/// What an engine writes to a disk that then has it all.
pub fn written(work: impl FnOnce(&Disk), image: Vec<u8>) -> Vec<u8> {
    let disk = Disk::new(image);
    work(&disk);
    disk.remains().image(Luck::Everything)
}

impl Raw {
    pub fn of(image: Vec<u8>) -> Raw {
        let database = database(Disk::new(image));
        let reading = database.begin_read().unwrap();
        let mut raw = Raw::default();
        for table in Table::ALL {
            let rows = match reading.open_table(rows_of(table)) {
                // A kind of row that the layout of this data did not have yet.
                Err(TableError::TableDoesNotExist(_)) => continue,
                rows => rows.unwrap(),
            };
            let rows = rows.iter().unwrap().map(|row| {
                let (key, bytes) = row.unwrap();
                (key.value(), bytes.value().to_vec())
            });
            raw.rows.insert(table, rows.collect());
        }
        let entries = reading.open_table(ENTRIES).unwrap();
        raw.entries = entries.iter().unwrap().map(|entry| entry.unwrap().0.value()).collect();
        for tally in reading.open_table(TALLIES).unwrap().iter().unwrap() {
            let (place, count) = tally.unwrap();
            raw.tallies.insert(place.value(), count.value());
        }
        for number in reading.open_table(META).unwrap().iter().unwrap() {
            let (name, number) = number.unwrap();
            raw.meta.insert(name.value().to_owned(), number.value());
        }
        raw
    }

    /// A database with this in it and nothing else, not even what an engine leaves behind.
    pub fn image(&self) -> Vec<u8> {
        let fill = |disk: &Disk| {
            let database = database(disk.clone());
            let writing = database.begin_write().unwrap();
            for (table, rows) in &self.rows {
                let mut into = writing.open_table(rows_of(*table)).unwrap();
                for (key, bytes) in rows {
                    into.insert(key, &bytes[..]).unwrap();
                }
            }
            let mut into = writing.open_table(ENTRIES).unwrap();
            self.entries.iter().for_each(|entry| drop(into.insert(entry, ()).unwrap()));
            drop(into);
            let mut into = writing.open_table(TALLIES).unwrap();
            self.tallies.iter().for_each(|(at, count)| drop(into.insert(at, count).unwrap()));
            drop(into);
            let mut into = writing.open_table(META).unwrap();
            self.meta.iter().for_each(|(at, it)| drop(into.insert(&**at, it).unwrap()));
            drop(into);
            writing.commit().unwrap();
        };
        written(fill, Vec::new())
    }

    pub fn layout(&self) -> u64 {
        self.meta["schema"]
    }
}

/// So many equal bytes are a run.
const RUN: usize = 16;

/// A database is mostly runs of one byte, noughts and the engine's marks of what is free. Pieces of
/// it, each with the run before it: the byte, how often, how long the piece is, the piece.
pub fn pack(image: &[u8]) -> Vec<u8> {
    let (mut packed, mut rest) = (Vec::new(), image);
    while let Some(&byte) = rest.first() {
        let run = rest.iter().take_while(|other| **other == byte).count();
        rest = &rest[run..];
        let same = |bytes: &[u8]| bytes.iter().all(|other| *other == bytes[0]);
        let piece = rest.windows(RUN).position(same).unwrap_or(rest.len());
        packed.push(byte);
        for length in [run, piece] {
            packed.extend((length as u32).to_le_bytes());
        }
        packed.extend(&rest[..piece]);
        rest = &rest[piece..];
    }
    packed
}

pub fn unpack(mut packed: &[u8]) -> Vec<u8> {
    let mut image = Vec::new();
    while let [byte, a, b, c, d, e, f, g, h, rest @ ..] = packed {
        let run = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let (piece, rest) = rest.split_at(u32::from_le_bytes([*e, *f, *g, *h]) as usize);
        image.resize(image.len() + run, *byte);
        image.extend(piece);
        packed = rest;
    }
    image
}
