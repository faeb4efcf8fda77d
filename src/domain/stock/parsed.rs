//! Stock as it was sent, read to the last line before any of it is taken: units, lines that can be
//! none, and what must be asked or refused as a whole.

use serde::{Deserialize, Serialize};

use super::block::{Block, blocks};
use super::file::{Foreign, Form, Written, written};
use super::join::{Joined, join};
use super::line::{commands, lines, unit};
use super::sheet::{Row, SheetFault, sheet};
use super::{BETWEEN, Column, Looks, Pasted, Reject, Suspect, label};
use crate::domain::product::{Product, parse_number};
use crate::domain::text::Name;

#[derive(Default)]
pub struct Parsed {
    /// Each with the line it stands on.
    pub units: Vec<(u64, String)>,
    pub refused: Vec<(u64, Reject)>,
    /// To be asked about before any of it is taken.
    pub suspects: Vec<Suspect>,
    /// The same as accounts of several lines each, where some look like parts of one.
    pub blocks: Vec<Block>,
    /// Where messages meet of which it was put together.
    pub seams: Vec<u64>,
}

/// Why nothing can be taken of what the staff sent for the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    Foreign(Foreign),
    /// A line begins with a command, and what stands below it was meant for something else.
    Command {
        line: u64,
    },
    Sheet {
        line: u64,
        fault: SheetFault,
    },
    /// Lines that are hardly units, where nobody can be asked.
    Doubtful(Suspect),
    /// Goods in a file, and others in the words under it.
    TwoSources,
    /// A message with several commands, of which none was carried out.
    SeveralCommands,
    /// A name of several lines.
    OneLine,
    /// No product with that number was ever taken off the shelf.
    NothingArchived {
        number: u32,
    },
    /// No column of the table says that it holds goods.
    NoColumn,
    /// The column has numbers where goods should be: how many, and not what.
    Counts,
    /// A row of the table is another product's.
    Stranger {
        line: u64,
    },
    /// A program of Telegram has made formats of signs in it, which are gone.
    Formatted,
    /// Lines below a product's own may be goods, and everybody would read them.
    Below,
    /// An account, where a name or a description should be.
    Published,
    /// Not one usable line.
    NoLines,
    TooManyLines {
        max: usize,
    },
    /// Too long after the rest of its paste to be a piece of it.
    LatePiece,
    /// A paste in more messages than that.
    ManyPieces {
        max: usize,
    },
}

impl std::fmt::Debug for Parsed {
    /// Goods stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Parsed({} units, {} refused)", self.units.len(), self.refused.len())
    }
}

impl Parsed {
    /// What was pasted: one unit a line.
    pub fn paste(text: &str) -> Result<Parsed, Unfit> {
        Parsed::of((1..).zip(lines(text).map(Some)), Form::Lines)
    }

    /// The same in several messages.
    pub fn pieces(pieces: &[Pasted]) -> Result<Parsed, Unfit> {
        let Joined { lines, cut, seams } = join(pieces);
        let lines = lines.iter().map(|(at, line)| (*at, Some(line.as_str())));
        let parsed = Parsed::with(lines, (&cut, &seams), Form::Lines)?;
        Ok(Parsed { seams, ..parsed })
    }

    /// A file that was sent for a product.
    pub fn file(bytes: &[u8], form: Form, product: &Product) -> Result<Parsed, Unfit> {
        let written = written(bytes).map_err(Unfit::Foreign)?;
        match form {
            Form::Lines => Parsed::of_lines(&written),
            Form::Sheet => {
                let goods = goods(&written, Some(product))?;
                Parsed::of_rows(&goods)
            }
        }
    }

    /// A file that a catalogue names for a product.
    pub fn filed(bytes: &[u8], form: Form) -> Result<Parsed, Unfit> {
        let written = written(bytes).map_err(Unfit::Foreign)?;
        match form {
            Form::Lines => Parsed::of_lines(&written),
            Form::Sheet => {
                let goods = goods(&written, None)?;
                Parsed::of_rows(&goods)
            }
        }
    }

    fn of_lines(written: &Written) -> Result<Parsed, Unfit> {
        Parsed::of(written.iter().map(|(line, text)| (*line, text.as_deref())), Form::Lines)
    }

    /// Cells of a table, each with its row.
    fn of_rows(cells: &[(u64, String)]) -> Result<Parsed, Unfit> {
        Parsed::of(cells.iter().map(|(line, unit)| (*line, Some(unit.as_str()))), Form::Sheet)
    }

    /// Numbered lines, blank ones too; `None` is one that is no text.
    pub fn of<'t>(
        lines: impl Iterator<Item = (u64, Option<&'t str>)>,
        form: Form,
    ) -> Result<Parsed, Unfit> {
        Parsed::with(lines, (&[], &[]), form)
    }

    fn with<'t>(
        lines: impl Iterator<Item = (u64, Option<&'t str>)>,
        (cut, seams): (&[u64], &[u64]),
        form: Form,
    ) -> Result<Parsed, Unfit> {
        let (mut parsed, mut texts) = (Parsed::default(), Vec::new());
        for (at, line) in lines {
            let Some(line) = line else {
                parsed.refused.push((at, Reject::NotText));
                continue;
            };
            if commands(line) {
                return Err(Unfit::Command { line: at });
            }
            texts.push((at, line));
            if cut.contains(&at) {
                parsed.refused.push((at, Reject::Cut));
                continue;
            }
            match unit(line) {
                Ok(None) => {}
                Ok(Some(unit)) => parsed.units.push((at, unit.to_owned())),
                Err(reject) => parsed.refused.push((at, reject)),
            }
        }
        parsed.suspects = Suspect::all(&texts, form);
        if parsed.suspects.iter().any(|suspect| suspect.looks == Looks::Account) {
            // A blank line that parted two accounts may have been lost where messages meet.
            parsed.blocks = blocks(&texts, &[cut, seams].concat());
        }
        Ok(parsed)
    }

    /// Nothing in it but blank lines.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.refused.is_empty()
    }
}

/// The goods of a table: the column that says so, or those that are called as the parts of a unit,
/// and no row of another product.
fn goods(written: &Written, product: Option<&Product>) -> Result<Vec<(u64, String)>, Unfit> {
    let rows: Result<Vec<Row>, _> = sheet(written).collect();
    let rows = rows.map_err(|(line, fault)| Unfit::Sheet { line, fault })?;
    let Some((header, rows)) = rows.split_first() else { return Ok(Vec::new()) };
    let named = |wanted: Column| {
        let column = |cell: &String| Column::named(&Column::written(cell)) == Some(wanted);
        header.cells.iter().position(column)
    };
    let (content, stock) = (named(Column::Content), named(Column::Stock));
    let parts = columns_of_parts(&header.cells, product);
    let counted = content.is_none() && parts.is_none();
    let places = content.map(|place| vec![place]).or(parts).or(stock.map(|place| vec![place]));
    let places = places.ok_or(Unfit::NoColumn)?;
    let (number, name) = (named(Column::Number), named(Column::Name));
    let cell = |row: &Row, place: Option<usize>| {
        let cell = place.and_then(|place| row.cells.get(place));
        cell.map(String::as_str).unwrap_or_default().to_owned()
    };
    let mut goods = Vec::new();
    for row in rows {
        let (number, name) = (cell(row, number), cell(row, name));
        if product.is_some_and(|product| !belongs(product, &number, &name)) {
            return Err(Unfit::Stranger { line: row.line });
        }
        goods.push((row.line, joined(places.iter().map(|place| cell(row, Some(*place))))));
    }
    let said = goods.iter().filter(|(_, cell)| !Column::written(cell).is_empty());
    let said: Vec<_> = said.collect();
    let counts = !said.is_empty() && said.iter().all(|(_, cell)| Column::counts(cell));
    match counted && counts {
        true => Err(Unfit::Counts),
        false => Ok(goods),
    }
}

/// Where the parts of a unit stand, in their order: called as the product calls them, or else as
/// many as it has that are called as fields of an account, one of them such by which one gets in.
fn columns_of_parts(header: &[String], product: Option<&Product>) -> Option<Vec<usize>> {
    let named = product.map_or(&[][..], |product| product.kind.parts());
    let place = |part: &Name| {
        let is = |cell: &String| Name::parse(cell).is_ok_and(|it| it.folded() == part.folded());
        header.iter().position(is)
    };
    if let (false, Some(places)) = (named.is_empty(), named.iter().map(place).collect()) {
        return Some(places);
    }
    let field = |cell: &str| Column::named(&Column::written(cell)).is_none() && label::field(cell);
    let places: Vec<usize> = (0..).zip(header).filter(|(_, it)| field(it)).map(|it| it.0).collect();
    let secret = |place: &usize| label::secret_field(&header[*place]);
    let as_many = named.is_empty() || named.len() == places.len();
    (as_many && places.iter().any(secret)).then_some(places)
}

/// The parts of a row as one line of stock has them. The last may be missing.
fn joined(cells: impl Iterator<Item = String>) -> String {
    let mut cells: Vec<String> = cells.collect();
    while cells.len() > 1 && cells.last().is_some_and(|it| Column::written(it).is_empty()) {
        cells.pop();
    }
    cells.join(&BETWEEN.to_string())
}

/// Whether a row is this product's, as far as it says whose it is.
fn belongs(product: &Product, number: &str, name: &str) -> bool {
    let blank = |cell: &str| Column::written(cell).is_empty();
    let number = blank(number) || parse_number(number) == Ok(product.number);
    let name =
        blank(name) || Name::parse(name).is_ok_and(|name| name.folded() == product.name.folded());
    number && name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{OrderId, ProductId};
    use crate::domain::money::Rupiah;
    use crate::domain::product::{Kind, Offer, Prices};
    use crate::domain::text::Description;

    fn product() -> Product {
        Product {
            id: ProductId(1),
            number: 1,
            name: Name::parse("Netflix").expect("a name"),
            price: Rupiah(1),
            category: None,
            description: Description::default(),
            picture: None,
            on_shelf: true,
            offer: Offer::default(),
            kind: Kind::default(),
            kind_since: OrderId(0),
            prices: Prices::default(),
            variant: None,
        }
    }

    fn units(parsed: Result<Parsed, Unfit>) -> Result<Vec<(u64, String)>, Unfit> {
        parsed.map(|parsed| parsed.units)
    }

    fn some(units: &[(u64, &str)]) -> Result<Vec<(u64, String)>, Unfit> {
        Ok(units.iter().map(|(line, unit)| (*line, (*unit).to_owned())).collect())
    }

    #[test]
    fn lines_become_units_and_keep_their_numbers() {
        let text = "a|b\r\n  c \n\u{200b}\n\t\nuser<1>:p&ss\n";
        assert_eq!(units(Parsed::paste(text)), some(&[(1, "a|b"), (2, "c"), (5, "user<1>:p&ss")]));
        let spoilt = Parsed::paste("a|1\n8,99E+15\nb|#N/A\nc|3").expect("lines");
        assert_eq!(spoilt.refused, [(2, Reject::Ruin), (3, Reject::Ruin)]);
        assert_eq!(spoilt.units.len(), 2);
        assert!(Parsed::paste(" \n\u{feff}\n").is_ok_and(|parsed| parsed.is_empty()));
    }

    #[test]
    fn a_command_among_the_lines_takes_all_of_them_back() {
        for (text, line) in [("a\n/addstock 2|b", 2), ("/add -|x|-|1|-", 1), ("a\r/del 1\rb", 2)] {
            assert_eq!(units(Parsed::paste(text)), Err(Unfit::Command { line }), "{text:?}");
        }
    }

    #[test]
    fn a_table_is_read_as_one() {
        let read = |text: &str| units(Parsed::file(text.as_bytes(), Form::Sheet, &product()));
        assert_eq!(read("isi\n\"a,1\"\n\nb|2\n"), some(&[(2, "a,1"), (4, "b|2")]));
        let whole = "Nomor;Nama;Harga;Isi;Stok\n1;netflix;5000;a|1;2\n;;;b|2;\n";
        assert_eq!(read(whole), some(&[(2, "a|1"), (3, "b|2")]));
        assert_eq!(read("stok\na|1\n"), some(&[(2, "a|1")]));
        assert_eq!(read("stok\n12\n7\n"), Err(Unfit::Counts));
        assert_eq!(read("email,password\na,b\n"), some(&[(2, "a|b")]));
        assert_eq!(read("No;Email Akun;Sandi;Harga\n1;a;b;5\n1;c;;5\n"), {
            some(&[(2, "a|b"), (3, "c")])
        });
        assert_eq!(read("masa aktif;catatan\na;b\n"), Err(Unfit::NoColumn));
        assert_eq!(read("a|1\nb|2\n"), Err(Unfit::NoColumn));
        assert_eq!(read("nama,isi\nSpotify,a\n"), Err(Unfit::Stranger { line: 2 }));
        assert_eq!(read("isi\n\"a\nb\n"), Err(Unfit::Sheet { line: 2, fault: SheetFault::Open }));
        assert_eq!(read(""), some(&[]));
    }

    #[test]
    fn the_columns_of_a_table_are_the_parts_of_a_unit() {
        let fields = ["Email", "sandi", "warna kesukaan"];
        let fields = fields.map(|name| Name::parse(name).expect("a name")).to_vec();
        let product = Product { kind: Kind::Unit { fields }, ..product() };
        let read = |text: &str| units(Parsed::file(text.as_bytes(), Form::Sheet, &product));
        let table = "Sandi;email;Warna Kesukaan\nsatu;a@x;biru\n";
        assert_eq!(read(table), some(&[(2, "a@x|satu|biru")]));
        assert_eq!(read("user;pass;pin\na@x;satu;1\n"), some(&[(2, "a@x|satu|1")]));
        // All of them, or the column that has whole units.
        assert_eq!(read("sandi;email\nsatu;a@x\n"), Err(Unfit::NoColumn));
        assert_eq!(read("sandi;isi\nsatu;a@x|satu|biru\n"), some(&[(2, "a@x|satu|biru")]));
    }
}
