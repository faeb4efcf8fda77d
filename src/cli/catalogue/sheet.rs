//! A catalogue in CSV: a header, then one unit a row; rows of one product are put together.

use std::collections::HashMap;
use std::path::Path;

use super::cells::{Draft, Header, Row};
use super::rows::{Rows, prepared};
use super::{Item, Stock};
use crate::config::{Mistakes, Notes};
use crate::domain::product::NewProduct;

pub fn parse(path: &Path, bytes: &[u8]) -> Result<Vec<Item>, Mistakes> {
    let data = prepared(bytes);
    let notes = Notes::default();
    let items = gather(path, &mut Rows::of(&data), &notes);
    notes.finish(path, items)
}

fn gather(path: &Path, rows: &mut Rows<'_>, notes: &Notes) -> Option<Vec<Item>> {
    let Some((line, first)) = rows.next(notes) else {
        notes.note(1, "", "has no header");
        return None;
    };
    let header = Header::read(line, &first, notes)?;
    let mut shelf =
        Shelf { path, items: Vec::new(), numbers: HashMap::new(), names: HashMap::new() };
    while let Some((line, cells)) = rows.next(notes) {
        let row = Row { line, cells: &cells, header: &header, notes };
        let place = row.draft().and_then(|draft| shelf.place(draft, &row));
        if let Some(place) = place {
            shelf.items[place].stock.take(line as u64, row.content());
        }
    }
    Some(shelf.items)
}

/// The products met so far, and how rows find theirs.
struct Shelf<'p> {
    path: &'p Path,
    items: Vec<Item>,
    numbers: HashMap<u32, usize>,
    names: HashMap<String, usize>,
}

impl Shelf<'_> {
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
        let (name, price) = (row.needed("name", name), row.needed("price", price));
        let (name, price) = (name?, price?);
        let place = self.items.len();
        let namesake = *self.names.entry(name.folded()).or_insert(place);
        let first = self.items.get(namesake).filter(|first| first.product.number.is_none());
        if let Some(first) = first {
            let what = format!("comes too late: line {} has this product without one", first.line);
            row.note("number", what);
            return None;
        }
        if let Some(number) = number {
            self.numbers.insert(number, place);
        }
        let description = description.unwrap_or_default();
        let product = NewProduct { number, name, price, category, description };
        let source = self.path.to_owned();
        self.items.push(Item { product, line: row.line, stock: Stock::default(), source });
        Some(place)
    }
}

impl Item {
    /// What a later row says again must be the same; what it leaves out is understood.
    fn compare(&self, draft: &Draft, row: &Row<'_>) {
        let NewProduct { name, price, category, description, .. } = &self.product;
        let same = |column: &'static str, same: bool| {
            if !same {
                row.note(column, format!("differs from that of line {}", self.line));
            }
        };
        same("name", draft.name.as_ref().is_none_or(|said| said.folded() == name.folded()));
        same("price", draft.price.is_none_or(|said| said == *price));
        same("category", draft.category.is_none() || draft.category == *category);
        same("description", draft.description.as_ref().is_none_or(|said| said == description));
    }
}
