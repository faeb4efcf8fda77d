//! Layout 6, and the step away from it: products of one kind and price, units of stock alone.

use serde::{Deserialize, Serialize};

use super::Migration;
use crate::domain::fold::Folded;
use crate::domain::id::{BatchId, CategoryId, OrderId, PictureId, ProductId, UnitId};
use crate::domain::money::Rupiah;
use crate::domain::product::{self, Kind, Offer, Prices};
use crate::domain::stock;
use crate::domain::text::{Description, Emoji, Name};
use crate::domain::title;
use crate::store::fault::Fault;
use crate::store::record::Record;
use crate::store::schema::{ALL, Index, Table, whole};

pub fn leave(at: &mut Migration) -> Result<(), Fault> {
    // Titles first, by themselves: that of a product which cannot be read is rewritten all the
    // same, so that whoever searches finds the others.
    at.rewrite(Title::into_today)?;
    at.rewrite(Product::into_today)?;
    at.rewrite(Category::into_today)?;
    at.rewrite(Unit::into_today)
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    pub(super) id: CategoryId,
    pub(super) name: Name,
    pub(super) emoji: Option<Emoji>,
    pub(super) hidden: bool,
    pub(super) position: u32,
}

impl Category {
    pub(super) fn into_today(self) -> product::Category {
        let Category { id, name, emoji, hidden, position } = self;
        product::Category { id, name, emoji, hidden, position, promo: None }
    }

    /// One that the log of revisions has kept.
    pub fn read(bytes: &[u8]) -> Result<product::Category, String> {
        whole(bytes).map(Category::into_today)
    }
}

impl Record for Category {
    const TABLE: Table = Table::Category;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::CategoryName, self.name.digest())]
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    pub(super) id: ProductId,
    pub(super) number: u32,
    pub(super) name: Name,
    pub(super) price: Rupiah,
    pub(super) category: Option<CategoryId>,
    pub(super) description: Description,
    pub(super) picture: Option<PictureId>,
    pub(super) on_shelf: bool,
    pub(super) offer: Offer,
}

impl Product {
    pub(super) fn into_today(self) -> product::Product {
        let Product { id, number, name, price, category, description, picture, on_shelf, offer } =
            self;
        let (kind, prices, variant) = (Kind::default(), Prices::default(), None);
        product::Product {
            id,
            number,
            name,
            price,
            category,
            description,
            picture,
            on_shelf,
            offer,
            kind,
            kind_since: OrderId(0),
            prices,
            variant,
        }
    }

    /// One that the log of revisions has kept.
    pub fn read(bytes: &[u8]) -> Result<product::Product, String> {
        whole(bytes).map(Product::into_today)
    }
}

impl Record for Product {
    const TABLE: Table = Table::Product;
    const VERSION: u8 = 2;

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
            ways.extend(words(Index::ArchivedWord, title::keys(self.name.as_str())));
            return ways;
        }
        ways.extend([(Index::Shelf, ALL), (Index::ProductName, self.name.digest())]);
        if self.offer.hidden {
            ways.push((Index::HiddenNumber, number));
            ways.extend(within(Index::CategoryHidden));
            return ways;
        }
        ways.push((Index::ProductNumber, number));
        ways.extend(within(Index::CategoryProducts));
        let place = u64::from(self.offer.place(self.number));
        let place = self.category.map(|category| product::Product::first_place(category) | place);
        ways.extend(place.map(|place| (Index::CategoryPlace, place)));
        ways.extend(self.offer.sold_out.map(|own| (Index::SoldOutOwn, own as u64)));
        ways.extend(words(Index::AboutWord, title::keys(self.description.as_str())));
        ways
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Title {
    pub(super) product: ProductId,
    pub(super) number: u32,
    pub(super) category: Option<CategoryId>,
    pub(super) name: Folded,
    pub(super) offer: Offer,
}

impl Title {
    fn into_today(self) -> title::Title {
        let Title { product, number, category, name, offer } = self;
        title::Title { product, number, category, name, offer, head: None }
    }
}

impl Record for Title {
    const TABLE: Table = Table::Title;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.product.0
    }
}

#[derive(Serialize, Deserialize)]
pub struct Unit {
    pub(super) id: UnitId,
    pub(super) product: ProductId,
    pub(super) content: String,
    pub(super) digest: u64,
    pub(super) fate: Fate,
    pub(super) batch: Option<BatchId>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub enum Fate {
    Available,
    Held(OrderId),
    Sold(OrderId),
    Returned(OrderId),
    Withheld,
    Frozen,
}

impl Unit {
    fn into_today(self) -> stock::Unit {
        let Unit { id, product, content, digest, fate, batch } = self;
        let fate = match fate {
            Fate::Available => stock::Fate::Available,
            Fate::Held(order) => stock::Fate::Held(order),
            Fate::Sold(order) => stock::Fate::Sold(order),
            Fate::Returned(order) => stock::Fate::Returned(order),
            Fate::Withheld => stock::Fate::Withheld,
            Fate::Frozen => stock::Fate::Frozen,
        };
        stock::Unit { id, product, content, digest, fate, batch, file: None, made: None }
    }
}

impl Record for Unit {
    const TABLE: Table = Table::Unit;
    const VERSION: u8 = 2;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::UnitDigest, self.digest)];
        ways.extend(self.batch.map(|batch| (Index::UnitsOfBatch, batch.0)));
        let (of_product, of_batch) = match self.fate {
            Fate::Available => (Index::UnitsAvailable, Index::BatchAvailable),
            Fate::Held(_) => (Index::UnitsHeld, Index::BatchHeld),
            Fate::Sold(_) => (Index::UnitsSold, Index::BatchSold),
            Fate::Withheld | Fate::Frozen => (Index::UnitsWithheld, Index::BatchWithheld),
            Fate::Returned(_) => return ways,
        };
        ways.push((of_product, self.product.0));
        ways.extend(self.batch.map(|batch| (of_batch, batch.0)));
        ways
    }
}
