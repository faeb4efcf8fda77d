//! What is on the shelf, and how it is found.

use super::{ALL, Index, Record, Table};
use crate::domain::product::{Category, Product};
use crate::domain::title::Title;
use crate::store::migrate::{layout_4, layout_6};

impl Record for Category {
    const TABLE: Table = Table::Category;
    const VERSION: u8 = 3;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::CategoryName, self.name.digest())]
    }

    fn of_older(layout: u8, bytes: &[u8]) -> Option<Result<Category, String>> {
        match layout {
            layout_4::Category::VERSION => Some(layout_4::Category::read(bytes)),
            layout_6::Category::VERSION => Some(layout_6::Category::read(bytes)),
            _ => None,
        }
    }
}

impl Record for Product {
    const TABLE: Table = Table::Product;
    const VERSION: u8 = 3;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let number = self.number.into();
        let within = |index| self.category.map(|category| (index, category.0));
        let words = |index, words: Vec<u64>| words.into_iter().map(move |word| (index, word));
        let mut ways = Vec::new();
        if !self.on_shelf {
            ways.extend([(Index::ProductArchived, number), (Index::Archived, ALL)]);
            ways.extend(within(Index::CategoryArchived));
            ways.extend(words(Index::ArchivedWord, self.named()));
            let along = self.variant.as_ref().filter(|variant| variant.off_along);
            ways.extend(along.map(|variant| (Index::VariantsAlong, variant.head.0)));
            return ways;
        }
        ways.extend([(Index::Shelf, ALL), (Index::ProductName, self.name.digest())]);
        let card = self.heads().then(|| self.card_digest());
        let card = card.filter(|card| *card != self.name.digest());
        ways.extend(card.map(|card| (Index::ProductName, card)));
        ways.extend(self.kind.made().then_some((Index::MadeOnShelf, ALL)));
        ways.extend(self.variant.as_ref().map(|it| (Index::VariantsOf, it.head.0)));
        if self.offer.hidden {
            ways.push((Index::HiddenNumber, number));
            // What a category has are cards.
            ways.extend(within(Index::CategoryHidden).filter(|_| self.below().is_none()));
            return ways;
        }
        // Buyers find it on the card of its head.
        if self.below().is_some() {
            ways.push((Index::VariantNumber, number));
            return ways;
        }
        ways.push((Index::ProductNumber, number));
        ways.extend(within(Index::CategoryProducts));
        ways.extend(self.place_key().map(|place| (Index::CategoryPlace, place)));
        ways.extend(self.offer.sold_out.map(|own| (Index::SoldOutOwn, own as u64)));
        ways.extend(words(Index::AboutWord, self.about()));
        ways
    }

    fn of_older(layout: u8, bytes: &[u8]) -> Option<Result<Product, String>> {
        match layout {
            layout_4::Product::VERSION => Some(layout_4::Product::read(bytes)),
            layout_6::Product::VERSION => Some(layout_6::Product::read(bytes)),
            _ => None,
        }
    }

    const TITLED: bool = true;

    fn title(&self) -> Option<Title> {
        self.on_shelf.then(|| Title::of(self))
    }
}

impl Record for Title {
    const TABLE: Table = Table::Title;
    const VERSION: u8 = 3;

    fn key(&self) -> u64 {
        self.product.0
    }
}
