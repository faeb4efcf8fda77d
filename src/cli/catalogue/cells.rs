//! The cells of one row of a table: found by the header's names, read as what they should be.

use super::setup;
use crate::cli::refusal::reason;
use crate::config::{Notes, near};
use crate::domain::money::Rupiah;
use crate::domain::product::parse_number;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Column, Row as Cells, ruined};
use crate::domain::text::{Description, Name, invisible};
use crate::shop::import::Setup;

/// Which column stands where, and how the file calls it. `None`: a column without a name, which
/// must be empty.
pub struct Header {
    columns: Vec<Option<(Column, String)>>,
}

pub struct Row<'r> {
    pub cells: &'r Cells,
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
    pub setup: Setup,
}

impl Header {
    /// `None`: it is wrong, and that has been noted.
    pub fn read(cells: &Cells, notes: &Notes) -> Option<Header> {
        let line = cells.line as usize;
        let mut columns: Vec<Option<(Column, String)>> = Vec::new();
        for cell in &cells.cells {
            let written = Column::written(cell);
            let known = |column| columns.iter().flatten().any(|(known, _)| *known == column);
            match Column::named(&written) {
                Some(column) if known(column) => {
                    notes.note(line, &written, "stands twice in the header");
                }
                Some(column) => columns.push(Some((column, written))),
                None if written.is_empty() => columns.push(None),
                None => notes.note(line, &written, unknown(&written)),
            }
        }
        for needed in [Column::Name, Column::Price] {
            if !columns.iter().flatten().any(|(column, _)| *column == needed) {
                notes.note(line, needed.names()[0], "is missing in the header");
            }
        }
        notes.is_empty().then_some(Header { columns })
    }

    /// The column that the goods stand in, where there is one.
    pub fn goods(&self) -> Option<Column> {
        [Column::Content, Column::Stock].into_iter().find(|column| self.place(*column).is_some())
    }

    /// How the file calls a column.
    pub fn name(&self, column: Column) -> &str {
        let mut named = self.columns.iter().flatten();
        let found = named.find(|(known, _)| *known == column);
        found.map_or(column.names()[0], |(_, written)| written)
    }

    fn place(&self, column: Column) -> Option<usize> {
        let is = |known: &Option<(Column, String)>| {
            known.as_ref().is_some_and(|(known, _)| *known == column)
        };
        self.columns.iter().position(is)
    }
}

fn unknown(written: &str) -> String {
    let names = || Column::ALL.iter().flat_map(|column| column.names().iter().copied());
    let proper: Vec<&str> = Column::ALL.iter().map(|column| column.names()[0]).collect();
    match near(written, names()) {
        Some(meant) => format!("no such column; did you mean \"{meant}\"?"),
        None => format!("no such column; there are: {}", proper.join(", ")),
    }
}

impl<'r> Row<'r> {
    /// `None`: something in it is wrong, and that has been noted.
    pub fn draft(&self) -> Option<Draft> {
        let (found, wanted) = (self.cells.cells.len(), self.header.columns.len());
        let said = self.cells.cells.iter().rposition(|cell| !blank(cell)).map_or(0, |at| at + 1);
        if found < wanted || said > wanted {
            self.tell("", format!("has {found} cells instead of {wanted}"));
            return None;
        }
        let nameless = |(cell, column): (&String, &Option<_>)| column.is_none() && !blank(cell);
        if self.cells.cells.iter().zip(&self.header.columns).any(nameless) {
            self.tell("", "has something in a column without a name");
            return None;
        }
        let number = self.read(Column::Number, told(parse_number));
        let name = self.read(Column::Name, told(Name::on_shelf));
        let category = self.read(Column::Category, told(Name::on_shelf));
        let price = self.read(Column::Price, told(Rupiah::parse));
        let description = self.read(Column::Description, told(Description::parse));
        let setup = setup::read(self);
        self.count()?;
        Some(Draft {
            number: number?,
            name: name?,
            category: category?,
            price: price?,
            description: description?,
            setup: setup?,
        })
    }

    pub fn content(&self) -> &'r str {
        self.header.goods().map_or("", |column| self.cell(column))
    }

    pub fn needed<T>(&self, column: Column, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note(column, "is missing in the first row of this product");
        }
        value
    }

    pub fn note(&self, column: Column, what: impl Into<String>) {
        self.tell(self.header.name(column), what);
    }

    fn tell(&self, column: &str, what: impl Into<String>) {
        self.notes.note(self.cells.line as usize, column, what);
    }

    /// A blank cell says nothing, `Some(None)`. The outer `None`: it is wrong, and noted.
    pub fn read<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Option<T>> {
        let text = self.cell(column);
        if blank(text) {
            return Some(None);
        }
        if ruined(text) {
            self.note(column, "was spoilt by a spreadsheet; make the column Text, export it again");
            return None;
        }
        match parse(text) {
            Ok(value) => Some(Some(value)),
            Err(why) => {
                self.note(column, why);
                None
            }
        }
    }

    /// Beside the goods a column may say how many there were: we count them ourselves.
    fn count(&self) -> Option<()> {
        let cell = self.cell(Column::Stock);
        let beside = self.header.goods() == Some(Column::Content);
        if beside && !blank(cell) && !Column::counts(cell) {
            let content = self.header.name(Column::Content);
            self.note(Column::Stock, format!("is no number; goods belong into \"{content}\""));
            return None;
        }
        Some(())
    }

    fn cell(&self, column: Column) -> &'r str {
        let place = self.header.place(column);
        place.and_then(|place| self.cells.cells.get(place)).map_or("", String::as_str)
    }
}

/// Reads a cell, and says in the operator's words why it cannot be.
pub fn told<T>(parse: impl Fn(&str) -> Result<T, Refusal>) -> impl Fn(&str) -> Result<T, String> {
    move |cell| parse(cell).map_err(|refusal| reason(&refusal))
}

pub fn blank(cell: &str) -> bool {
    cell.chars().all(invisible)
}
