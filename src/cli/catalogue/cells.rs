//! The cells of one CSV row: found by the header's names, read as what they should be.

use csv::ByteRecord;

use crate::cli::refusal::reason;
use crate::config::{Notes, near};
use crate::domain::money::Rupiah;
use crate::domain::product::parse_number;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Description, Name};

const COLUMNS: [&str; 6] = ["number", "name", "category", "price", "description", "content"];

/// Which column stands where.
pub struct Header {
    columns: Vec<&'static str>,
}

pub struct Row<'r> {
    pub line: usize,
    pub cells: &'r ByteRecord,
    pub header: &'r Header,
    pub notes: &'r Notes,
}

/// What one row says of its product.
pub struct Draft {
    pub number: Option<u32>,
    pub name: Option<Name>,
    pub category: Option<Name>,
    pub price: Option<Rupiah>,
    pub description: Option<Description>,
}

impl Header {
    /// `None`: it is wrong, and that has been noted.
    pub fn read(line: usize, cells: &ByteRecord, notes: &Notes) -> Option<Header> {
        let mut columns = Vec::new();
        for cell in cells {
            let written = String::from_utf8_lossy(cell).trim().to_lowercase();
            match COLUMNS.into_iter().find(|column| *column == written) {
                Some(column) if columns.contains(&column) => {
                    notes.note(line, column, "stands twice in the header");
                }
                Some(column) => columns.push(column),
                None => {
                    let what = match near(&written, COLUMNS) {
                        Some(meant) => format!("no such column; did you mean \"{meant}\"?"),
                        None => format!("no such column; there are: {}", COLUMNS.join(", ")),
                    };
                    notes.note(line, &written, what);
                }
            }
        }
        for needed in ["name", "price"] {
            if !columns.contains(&needed) {
                notes.note(line, needed, "is missing in the header");
            }
        }
        notes.is_empty().then_some(Header { columns })
    }
}

impl<'r> Row<'r> {
    /// `None`: something in it is wrong, and that has been noted.
    pub fn draft(&self) -> Option<Draft> {
        if self.cells.len() != self.header.columns.len() {
            let (found, wanted) = (self.cells.len(), self.header.columns.len());
            self.notes.note(self.line, "", format!("has {found} cells instead of {wanted}"));
            return None;
        }
        let number = self.read("number", parse_number);
        let name = self.read("name", Name::parse);
        let category = self.read("category", Name::parse);
        let price = self.read("price", Rupiah::parse);
        let description = self.read("description", Description::parse);
        Some(Draft {
            number: number?,
            name: name?,
            category: category?,
            price: price?,
            description: description?,
        })
    }

    pub fn content(&self) -> &'r [u8] {
        self.cell("content")
    }

    pub fn needed<T>(&self, column: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note(column, "is missing in the first row of this product");
        }
        value
    }

    pub fn note(&self, column: &'static str, what: impl Into<String>) {
        self.notes.note(self.line, column, what);
    }

    /// A blank cell says nothing, `Some(None)`. The outer `None`: it is wrong, and noted.
    fn read<T>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Option<Option<T>> {
        let Ok(text) = std::str::from_utf8(self.cell(column)) else {
            self.note(column, "is not UTF-8 text");
            return None;
        };
        if text.trim().is_empty() {
            return Some(None);
        }
        match parse(text) {
            Ok(value) => Some(Some(value)),
            Err(refusal) => {
                self.note(column, reason(&refusal));
                None
            }
        }
    }

    fn cell(&self, column: &'static str) -> &'r [u8] {
        let place = self.header.columns.iter().position(|found| *found == column);
        place.and_then(|place| self.cells.get(place)).unwrap_or_default()
    }
}
