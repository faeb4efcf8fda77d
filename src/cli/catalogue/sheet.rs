//! A catalogue in CSV: a header, then one unit a row; rows of one product are put together.

use std::collections::HashMap;
use std::path::Path;

use super::cells::{Draft, Header, Row, blank};
use super::{EachLine, Item, Stock};
use crate::cli::refusal::{astray, reason, unfit};
use crate::config::{Mistakes, Notes};
use crate::domain::money::Rupiah;
use crate::domain::product::{Lower, NewProduct, Prices, Variant};
use crate::domain::stock::{Column, Form, Row as Cells, Unfit, Written, folded, written};
use crate::domain::text::{Description, Name};
use crate::shop::import::{Setup, Sort};

pub fn parse(path: &Path, bytes: &[u8], each: EachLine) -> Result<Vec<Item>, Mistakes> {
    let lines = written(bytes).map_err(|kind| Mistakes::of(path, unfit(Unfit::Foreign(kind)).1))?;
    let notes = Notes::default();
    let items = gather(path, &lines, &notes, each);
    notes.finish(path, items)
}

fn gather(path: &Path, lines: &Written, notes: &Notes, each: EachLine) -> Option<Vec<Item>> {
    let mut rows = folded(lines).into_iter().filter_map(|row| {
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
    /// By name, and by choice where it is one.
    names: HashMap<(String, Option<String>), usize>,
    /// Where each card begins.
    cards: HashMap<String, usize>,
}

impl<'p> Shelf<'p> {
    fn at(path: &'p Path) -> Shelf<'p> {
        let (numbers, names, cards) = (HashMap::new(), HashMap::new(), HashMap::new());
        Shelf { path, items: Vec::new(), goods: Vec::new(), numbers, names, cards }
    }

    fn row(&mut self, row: &Row<'_>) {
        let place = row.draft().and_then(|draft| self.place(draft, row));
        let Some(place) = place else { return };
        let (content, goods) = (row.content(), row.header.goods().unwrap_or(Column::Content));
        let why = match self.items[place].setup.kind {
            _ if blank(content) => None,
            Some(Sort::Shared) => Some("what every buyer gets is set in the chat"),
            Some(Sort::Manual) => Some("what is done by hand has no goods"),
            // A quote that went astray would sell whole rows.
            _ if content.contains('\n') => Some("has a line break, and a unit is one line"),
            _ => None,
        };
        match why {
            Some(why) => row.note(goods, why),
            None => self.goods[place].push((row.cells.line, content.to_owned())),
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
            (None, Some(name)) => self.names.get(&key(name, &draft.setup)),
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
        let Draft { number, name, category, price, description, setup } = draft;
        let (name, price) = (row.needed(Column::Name, name), row.needed(Column::Price, price));
        let (name, price) = (name?, price?);
        lower(&setup, price, row)?;
        let place = self.items.len();
        let namesake = *self.names.entry(key(&name, &setup)).or_insert(place);
        let first = self.items.get(namesake).filter(|first| first.product.number.is_none());
        if let Some(first) = first {
            let what = format!("comes too late: line {} has this product without one", first.line);
            row.note(Column::Number, what);
            return None;
        }
        if let Some(number) = number {
            self.numbers.insert(number, place);
        }
        let card = *self.cards.entry(name.folded()).or_insert(place);
        if let Some(card) = self.items.get(card) {
            card.share(&setup, category.as_ref(), description.as_ref(), row)?;
        }
        let description = description.unwrap_or_default();
        let product = NewProduct { number, name, price, category, description };
        let (source, line) = (self.path.to_owned(), row.cells.line as usize);
        self.items.push(Item { product, setup, line, stock: Stock::default(), source });
        self.goods.push(Vec::new());
        Some(place)
    }
}

fn key(name: &Name, setup: &Setup) -> (String, Option<String>) {
    (name.folded(), setup.variant.as_ref().map(Name::folded))
}

/// Notes a lower price that is none.
fn lower(setup: &Setup, price: Rupiah, row: &Row<'_>) -> Option<()> {
    let set = |column: Column, lower: Option<Lower>| {
        let Some(lower) = lower else { return true };
        let with = Prices::default().with(price, lower);
        if let Err(why) = &with {
            row.note(column, reason(why));
        }
        with.is_ok()
    };
    let steps = set(Column::Wholesale, setup.wholesale.clone().map(Lower::Steps));
    let reseller = set(Column::Reseller, setup.reseller.map(Lower::Reseller));
    (steps && reseller).then_some(())
}

/// What the card has in common is said once, or twice the same.
const DIFFERS: &str = "differs from that of line {}";

/// Whether a later row says the same, or nothing.
fn agrees<T: PartialEq>(said: &Option<T>, had: &Option<T>) -> bool {
    said.is_none() || said == had
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
        let (said, had) = (&draft.setup, &self.setup);
        let variant = said.variant.as_ref().map(Name::folded);
        same(Column::Variant, agrees(&variant, &had.variant.as_ref().map(Name::folded)));
        same(Column::Kind, agrees(&said.kind, &had.kind));
        same(Column::Parts, agrees(&said.parts, &had.parts));
        same(Column::Left, agrees(&said.left, &had.left));
        same(Column::Within, agrees(&said.within, &had.within));
        same(Column::Question, agrees(&said.question, &had.question));
        same(Column::Wholesale, agrees(&said.wholesale, &had.wholesale));
        same(Column::Reseller, agrees(&said.reseller, &had.reseller));
    }

    /// Another choice on its card has what the card has in common.
    fn share(
        &self,
        setup: &Setup,
        category: Option<&Name>,
        description: Option<&Description>,
        row: &Row<'_>,
    ) -> Option<()> {
        let NewProduct { category: own, description: said, .. } = &self.product;
        let (choice, choices) = (setup.variant.is_some(), self.setup.variant.is_some());
        let apart = !choice && !choices;
        let same = category.is_none() || category == own.as_ref();
        let checks = [
            (Column::Variant, choice || !choices, "is missing: line {} has a choice of it"),
            (Column::Variant, choices || !choice, "comes too late: line {} has no choice of it"),
            (Column::Category, apart || same, DIFFERS),
            (Column::Description, apart || description.is_none_or(|it| it == said), DIFFERS),
        ];
        for (column, good, why) in checks {
            if !good {
                row.note(column, why.replace("{}", &self.line.to_string()));
            }
        }
        checks.iter().all(|(_, good, _)| *good).then_some(())
    }

    /// As people call it.
    pub fn name(&self) -> String {
        let NewProduct { name, .. } = &self.product;
        let choice = self.setup.variant.as_ref().map(|label| Variant::name(name.as_str(), label));
        let named = choice.and_then(Result::ok);
        named.as_ref().unwrap_or(name).as_str().to_owned()
    }
}
