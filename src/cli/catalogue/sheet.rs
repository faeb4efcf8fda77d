//! A catalogue in CSV: a header, then one unit a row; rows of one product are put together.

use std::collections::HashMap;
use std::path::Path;

use super::cells::{Draft, Header, Row};
use super::{EachLine, Item, Stock};
use crate::cli::refusal::{astray, unfit};
use crate::config::{Mistakes, Notes};
use crate::domain::product::NewProduct;
use crate::domain::stock::{Column, Form, Row as Cells, Unfit, Written, sheet, written};

pub fn parse(path: &Path, bytes: &[u8], each: EachLine) -> Result<Vec<Item>, Mistakes> {
    let lines = written(bytes).map_err(|kind| Mistakes::of(path, unfit(Unfit::Foreign(kind)).1))?;
    let notes = Notes::default();
    let items = gather(path, &lines, &notes, each);
    notes.finish(path, items)
}

fn gather(path: &Path, lines: &Written, notes: &Notes, each: EachLine) -> Option<Vec<Item>> {
    let mut rows = sheet(lines).filter_map(|row| {
        row.map_err(|(line, fault)| notes.note(line as usize, "", astray(fault))).ok()
    });
    let Some(first) = rows.next() else {
        notes.note(1, "", "has no header");
        return None;
    };
    let header = Header::read(&first, notes)?;
    let mut shelf = Shelf::at(path);
    for cells in rows {
        shelf.row(&Row { cells: &cells, header: &header, notes });
    }
    shelf.refuse_counts(&first, &header, notes);
    Some(shelf.filled(notes, each))
}

/// The products met so far, and how rows find theirs.
struct Shelf<'p> {
    path: &'p Path,
    items: Vec<Item>,
    /// The goods of each, with their lines.
    goods: Vec<Vec<(u64, String)>>,
    numbers: HashMap<u32, usize>,
    names: HashMap<String, usize>,
}

impl<'p> Shelf<'p> {
    fn at(path: &'p Path) -> Shelf<'p> {
        let (numbers, names) = (HashMap::new(), HashMap::new());
        Shelf { path, items: Vec::new(), goods: Vec::new(), numbers, names }
    }

    fn row(&mut self, row: &Row<'_>) {
        let place = row.draft().and_then(|draft| self.place(draft, row));
        if let Some(place) = place {
            self.goods[place].push((row.cells.line, row.content().to_owned()));
        }
    }

    /// Numbers alone in a column called "stock" say how many, and would be sold as goods.
    fn refuse_counts(&self, first: &Cells, header: &Header, notes: &Notes) {
        let blank = |cell: &str| Column::written(cell).is_empty();
        let mut said = self.goods.iter().flatten().filter(|(_, cell)| !blank(cell)).peekable();
        let there = said.peek().is_some();
        if header.goods() == Some(Column::Stock)
            && there
            && said.all(|(_, cell)| Column::counts(cell))
        {
            let name = header.name(Column::Stock);
            let what =
                "says how many, not what: put the goods into a column \"content\", one a row";
            notes.note(first.line as usize, name, what);
        }
    }

    fn filled(self, notes: &Notes, each: EachLine) -> Vec<Item> {
        let goods = self.goods.into_iter();
        let fill = |(item, goods): (Item, Vec<_>)| match Stock::of(&goods, Form::Sheet, each) {
            Ok(stock) => Item { stock, ..item },
            Err(bad) => {
                notes.note(bad.line.map_or(item.line, |line| line as usize), "", bad.why);
                item
            }
        };
        self.items.into_iter().zip(goods).map(fill).collect()
    }

    /// The product a row belongs to: by number where it gives one, else by name.
    fn place(&mut self, draft: Draft, row: &Row<'_>) -> Option<usize> {
        let found = match (draft.number, &draft.name) {
            (Some(number), _) => self.numbers.get(&number),
            (None, Some(name)) => self.names.get(&name.folded()),
            (None, None) => None,
        };
        match found {
            Some(&place) => {
                self.items[place].compare(&draft, row);
                Some(place)
            }
            None => self.add(draft, row),
        }
    }

    fn add(&mut self, draft: Draft, row: &Row<'_>) -> Option<usize> {
        let Draft { number, name, category, price, description } = draft;
        let (name, price) = (row.needed(Column::Name, name), row.needed(Column::Price, price));
        let (name, price) = (name?, price?);
        let place = self.items.len();
        let namesake = *self.names.entry(name.folded()).or_insert(place);
        let first = self.items.get(namesake).filter(|first| first.product.number.is_none());
        if let Some(first) = first {
            let what = format!("comes too late: line {} has this product without one", first.line);
            row.note(Column::Number, what);
            return None;
        }
        if let Some(number) = number {
            self.numbers.insert(number, place);
        }
        let description = description.unwrap_or_default();
        let product = NewProduct { number, name, price, category, description };
        let (source, line) = (self.path.to_owned(), row.cells.line as usize);
        self.items.push(Item { product, line, stock: Stock::default(), source });
        self.goods.push(Vec::new());
        Some(place)
    }
}

impl Item {
    /// What a later row says again must be the same; what it leaves out is understood.
    fn compare(&self, draft: &Draft, row: &Row<'_>) {
        let NewProduct { name, price, category, description, .. } = &self.product;
        let same = |column: Column, same: bool| {
            if !same {
                row.note(column, format!("differs from that of line {}", self.line));
            }
        };
        let named = draft.name.as_ref().is_none_or(|said| said.folded() == name.folded());
        same(Column::Name, named);
        same(Column::Price, draft.price.is_none_or(|said| said == *price));
        same(Column::Category, draft.category.is_none() || draft.category == *category);
        let described = draft.description.as_ref().is_none_or(|said| said == description);
        same(Column::Description, described);
    }
}
