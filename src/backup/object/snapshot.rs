//! All of a shop at one moment: its kit, then its cells in the order of their places.

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::vec;

use super::super::age::Recipient;
use super::frame::{Bytes, Frame, FrameReader, FrameWriter};
use super::kit::{self, KitFile};
use super::refused::damaged;
use super::{Counts, Header, Object, ObjectError};
use crate::domain::limit::{COPY_SYNC_BYTES, KIT_FILES_MAX, OBJECT_FRAME_BYTES};
use crate::store::durable::{self, Growing};
use crate::store::fault::Fault;
use crate::store::pour::{self, Cell};
use crate::store::schema::Table;
use crate::store::snap::Snap;

/// What a snapshot is made of.
pub struct Contents<'a> {
    pub header: Header,
    pub kit: &'a [KitFile],
    pub snap: &'a Snap,
}

/// Is told how many cells have been written; says whether to go on.
pub type Hear<'a> = &'a mut dyn FnMut(u64) -> bool;

/// Writes one into a folder, under its own name: whole, synced, or not there at all. One at a time
/// in a folder: what another has left that was killed goes.
pub fn keep(
    root: &Path,
    recipients: &[Recipient],
    contents: &Contents,
    hear: Hear,
) -> Result<u64, ObjectError> {
    let path = root.join(contents.header.name().path(&contents.header.store));
    sweep(&root.join(&contents.header.store)).map_err(ObjectError::written)?;
    let file = Growing::begin(&path, COPY_SYNC_BYTES).map_err(ObjectError::written)?;
    write(file, recipients, contents, hear)?.finish().map_err(ObjectError::written)
}

/// Takes away what was begun and has no name yet, in every generation of a store.
fn sweep(store: &Path) -> io::Result<()> {
    let entries = |folder: &Path| match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries?.collect::<io::Result<Vec<_>>>(),
    };
    for generation in entries(store)? {
        if !generation.file_type()?.is_dir() {
            continue;
        }
        for file in entries(&generation.path())? {
            let name = file.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && name.ends_with(".age.new") {
                durable::gone(&file.path())?;
            }
        }
    }
    Ok(())
}

/// Writes one wherever it is to go.
pub fn write<W: Write>(
    sink: W,
    recipients: &[Recipient],
    contents: &Contents,
    hear: Hear,
) -> Result<W, ObjectError> {
    let Contents { header, kit, snap } = contents;
    kit::is_fit(kit)?;
    let mut frames = FrameWriter::new(sink, recipients)?;
    frames.header(&header.write()?)?;
    let mut counts = Counts { files: kit.len() as u64, ..Counts::default() };
    for file in *kit {
        frames.frame(&Frame::File { name: &file.name, bytes: Bytes(&file.bytes) })?;
    }
    let mut waiting = Waiting { frames, cells: Vec::new(), bytes: 0, done: 0, hear };
    let mut broken = None;
    let poured = pour::out(snap, |cell| {
        count(&mut counts, &cell);
        waiting.put(cell).map_err(|error| {
            broken = Some(error);
            Fault::Stopped
        })
    });
    match broken {
        Some(error) => return Err(error),
        None => poured?,
    }
    waiting.write()?;
    waiting.frames.finish(counts)
}

/// Cells that make the next frame.
struct Waiting<'h, W: Write> {
    frames: FrameWriter<W>,
    cells: Vec<Cell>,
    bytes: usize,
    done: u64,
    hear: Hear<'h>,
}

impl<W: Write> Waiting<'_, W> {
    fn put(&mut self, cell: Cell) -> Result<(), ObjectError> {
        let bytes = size(&cell);
        let fits = self.bytes + bytes <= OBJECT_FRAME_BYTES - HEAD_BYTES;
        if !self.cells.last().is_none_or(|last| fits && together(last, &cell)) {
            self.write()?;
        }
        self.bytes += bytes;
        self.cells.push(cell);
        Ok(())
    }

    fn write(&mut self) -> Result<(), ObjectError> {
        let Some(first) = self.cells.first() else { return Ok(()) };
        let frame = match first {
            Cell::Row { table, .. } => {
                let row = |cell: &'_ Cell| match cell {
                    Cell::Row { key, .. } => Some(*key),
                    _ => None,
                };
                let keys = self.cells.iter().filter_map(row);
                let bytes = self.cells.iter().filter_map(|cell| match cell {
                    Cell::Row { bytes, .. } => Some(Bytes(bytes)),
                    _ => None,
                });
                Frame::Rows { table: *table as u8, rows: keys.zip(bytes).collect() }
            }
            Cell::Entry(_) => {
                let entry = |cell: &Cell| match cell {
                    Cell::Entry(entry) => Some(*entry),
                    _ => None,
                };
                Frame::Entries(self.cells.iter().filter_map(entry).collect())
            }
            Cell::Tally(..) => {
                let tally = |cell: &Cell| match cell {
                    Cell::Tally(place, count) => Some((*place, *count)),
                    _ => None,
                };
                Frame::Tallies(self.cells.iter().filter_map(tally).collect())
            }
        };
        self.frames.frame(&frame)?;
        self.done += self.cells.len() as u64;
        self.cells.clear();
        self.bytes = 0;
        match (self.hear)(self.done) {
            true => Ok(()),
            false => Err(ObjectError::Stopped),
        }
    }
}

/// What a frame has besides its cells: which kind, which table, how many.
const HEAD_BYTES: usize = 16;

/// At most so many bytes of a frame: numbers take up to ten bytes each.
fn size(cell: &Cell) -> usize {
    match cell {
        Cell::Row { bytes, .. } => 20 + bytes.len(),
        Cell::Entry(_) | Cell::Tally(..) => 23,
    }
}

fn together(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Cell::Row { table: a, .. }, Cell::Row { table: b, .. }) => a == b,
        (Cell::Entry(_), Cell::Entry(_)) | (Cell::Tally(..), Cell::Tally(..)) => true,
        _ => false,
    }
}

fn count(counts: &mut Counts, cell: &Cell) {
    match cell {
        Cell::Row { table, .. } => match counts.rows.last_mut() {
            Some((last, rows)) if *last == *table as u8 => *rows += 1,
            _ => counts.rows.push((*table as u8, 1)),
        },
        Cell::Entry(_) => counts.entries += 1,
        Cell::Tally(..) => counts.tallies += 1,
    }
}

/// What a snapshot has before its cells.
pub struct Kit<R: Read> {
    pub header: Header,
    pub files: Vec<KitFile>,
    pub cells: Cells<R>,
}

impl<R: Read> Kit<R> {
    pub fn read(object: Object<R>) -> Result<Kit<R>, ObjectError> {
        let Object { header, mut frames } = object;
        if !header.what.is_snapshot() {
            return Err(ObjectError::Misnamed { says: header.name() });
        }
        let mut files = Vec::new();
        let first = loop {
            match frames.frame()? {
                Frame::File { name, bytes } => files.push(KitFile::new(name, bytes.0)),
                other => break piece(other)?,
            }
            // Before more of them are taken into memory.
            if files.len() > KIT_FILES_MAX {
                return Err(damaged("it has more files than a kit"));
            }
        };
        kit::is_fit(&files)?;
        let counts = Counts { files: files.len() as u64, ..Counts::default() };
        let mut cells =
            Cells { frames, ready: Vec::new().into_iter(), last: None, counts, over: false };
        cells.accept(first)?;
        Ok(Kit { header, files, cells })
    }
}

/// The cells of a snapshot, each in its place. After an error nothing more comes, and only when
/// they have come to their end without one have all been there.
pub struct Cells<R: Read> {
    frames: FrameReader<R>,
    ready: vec::IntoIter<Cell>,
    last: Option<Spot>,
    counts: Counts,
    over: bool,
}

/// Where a cell lies among all others.
type Spot = (u8, u16, u64, u64);

enum Piece {
    Cells(Vec<Cell>),
    End(super::frame::End),
}

impl<R: Read> Cells<R> {
    pub fn counts(&self) -> Counts {
        self.counts.clone()
    }

    /// How much of the sealed file has been read.
    pub fn read_bytes(&self) -> u64 {
        self.frames.read_bytes()
    }

    fn accept(&mut self, piece: Piece) -> Result<(), ObjectError> {
        match piece {
            Piece::End(end) => {
                self.over = true;
                end.agrees(&self.counts)?;
                self.frames.end()
            }
            Piece::Cells(cells) => {
                for cell in &cells {
                    let spot = Some(spot(cell));
                    if self.last >= spot {
                        return Err(damaged("its cells are in no order"));
                    }
                    self.last = spot;
                    count(&mut self.counts, cell);
                }
                self.ready = cells.into_iter();
                Ok(())
            }
        }
    }

    fn more(&mut self) -> Result<Option<Cell>, ObjectError> {
        loop {
            if let Some(cell) = self.ready.next() {
                return Ok(Some(cell));
            }
            if self.over {
                return Ok(None);
            }
            let piece = piece(self.frames.frame()?)?;
            self.accept(piece)?;
        }
    }
}

impl<R: Read> Iterator for Cells<R> {
    type Item = Result<Cell, ObjectError>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.more();
        if found.is_err() {
            self.over = true;
            self.ready = Vec::new().into_iter();
        }
        found.transpose()
    }
}

fn spot(cell: &Cell) -> Spot {
    match *cell {
        Cell::Row { table, key, .. } => (0, table as u16, key, 0),
        Cell::Entry((index, key, row)) => (1, index, key, row),
        Cell::Tally((index, key), _) => (2, index, key, 0),
    }
}

fn piece(frame: Frame) -> Result<Piece, ObjectError> {
    Ok(match frame {
        Frame::Rows { table: number, rows } => {
            let known = Table::ALL.into_iter().find(|known| *known as u8 == number);
            let table = known.ok_or_else(|| damaged(format!("it has a table {number}")))?;
            let row =
                |(key, bytes): (u64, Bytes)| Cell::Row { table, key, bytes: bytes.0.to_vec() };
            Piece::Cells(rows.into_iter().map(row).collect())
        }
        Frame::Entries(entries) => Piece::Cells(entries.into_iter().map(Cell::Entry).collect()),
        Frame::Tallies(tallies) => {
            let tally = |(place, count)| Cell::Tally(place, count);
            Piece::Cells(tallies.into_iter().map(tally).collect())
        }
        Frame::End(end) => Piece::End(end),
        Frame::File { .. } | Frame::Record(_) => {
            return Err(damaged("it has a frame that a snapshot has not"));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_poured_out_in_the_order_of_their_numbers() {
        assert!(Table::ALL.is_sorted_by(|a, b| (*a as u8) < (*b as u8)));
    }
}
