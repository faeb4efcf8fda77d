//! What is on the shelf, and how it is found.

use super::{ALL, Index, Record, Table};
use crate::domain::product::{Category, Product};
use crate::domain::title::Title;

impl Record for Category {
    const TABLE: Table = Table::Category;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::CategoryName, self.name.digest())]
    }
}

impl Record for Product {
    const TABLE: Table = Table::Product;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        if !self.on_shelf {
            return vec![(Index::ProductArchived, self.number.into())];
        }
        let mut ways = vec![
            (Index::Shelf, ALL),
            (Index::ProductNumber, self.number.into()),
            (Index::ProductName, self.name.digest()),
        ];
        ways.extend(self.category.map(|category| (Index::CategoryProducts, category.0)));
        ways.extend(self.about().into_iter().map(|word| (Index::AboutWord, word)));
        ways
    }

    const TITLED: bool = true;

    fn title(&self) -> Option<Title> {
        self.on_shelf.then(|| Title::of(self))
    }
}

impl Record for Title {
    const TABLE: Table = Table::Title;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.product.0
    }
}
