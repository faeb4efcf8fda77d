//! The rows of a CSV file, each with the line it begins on.

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::config::Notes;

/// A row of its own behind the last: if it does not come out again, a quote has swallowed it.
const END: &[u8] = b"\x04";

pub struct Rows<'d> {
    data: &'d [u8],
    reader: Reader<&'d [u8]>,
    /// How far lines have been counted, and how many they were.
    at: usize,
    line: usize,
}

/// The file's bytes, prepared for `Rows`.
pub fn prepared(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    [bytes, b"\n", END, b"\n"].concat()
}

impl<'d> Rows<'d> {
    pub fn of(data: &'d [u8]) -> Rows<'d> {
        let header = data.split(|byte| *byte == b'\n').next().unwrap_or(data);
        // Spreadsheets set to Indonesian write semicolons: there the comma is for decimals.
        let delimiter = match header.contains(&b';') && !header.contains(&b',') {
            true => b';',
            false => b',',
        };
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter);
        Rows { data, reader: builder.from_reader(data), at: 0, line: 1 }
    }

    /// The next row and its line. `None`: there is no more, or what there is cannot be read and
    /// that has been noted.
    pub fn next(&mut self, notes: &Notes) -> Option<(usize, ByteRecord)> {
        let mut row = ByteRecord::new();
        let read = self.reader.read_byte_record(&mut row);
        self.count_lines(row.position().map_or(0, |position| position.byte() as usize));
        match read {
            Ok(true) if row.len() == 1 && &row[0] == END => None,
            Ok(true) if self.reader.position().byte() as usize >= self.data.len() => {
                notes.note(self.line, "", "a quote is opened here and never closed");
                None
            }
            Ok(true) => Some((self.line, row)),
            Ok(false) => None,
            Err(error) => {
                notes.note(self.line, "", error.to_string());
                None
            }
        }
    }

    /// The reader passes over blank lines, and over the rest of a line end, without counting
    /// them to the row behind: so the row's line is counted here.
    fn count_lines(&mut self, start: usize) {
        let rest = self.data.get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.data.get(self.at..start).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = start.max(self.at);
    }
}
