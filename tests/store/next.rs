//! A layout that is not there yet: what becomes of units, products and categories in two steps.

use serde::{Deserialize, Serialize};
use warung::domain::id::{CategoryId, OrderId, PictureId, ProductId, UnitId};
use warung::domain::money::Rupiah;
use warung::domain::product::{Category, Kind, Offer, Prices, Product};
use warung::domain::stock::{Fate, Unit};
use warung::domain::text::{Description, Name};
use warung::domain::title::Title;
use warung::store::check::check_with;
use warung::store::fault::Fault;
use warung::store::migrate::{Ladder, Migration};
use warung::store::record::Record;
use warung::store::schema::{ALL, EachKind, Index, SCHEMA, Table};
use warung::store::snap::Snap;

/// It begins at the present layout: when that changes, these steps begin at the next.
pub const NEXT: Ladder = Ladder { oldest: SCHEMA, steps: &[units, shelf] };

fn units(at: &mut Migration) -> Result<(), Fault> {
    at.rewrite(NextUnit::of)
}

fn shelf(at: &mut Migration) -> Result<(), Fault> {
    at.rewrite(NextProduct::of)?;
    at.rewrite(NextCategory::of)
}

/// Steps that take rows for what they are not: for what they become.
pub fn mistaken_units(at: &mut Migration) -> Result<(), Fault> {
    at.rewrite(|same: NextUnit| same)
}

pub fn mistaken_shelf(at: &mut Migration) -> Result<(), Fault> {
    at.rewrite(NextProduct::of)?;
    at.rewrite(|same: NextCategory| same)
}

/// Sealed as before, in two halves. What was given back counts as sold.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct NextUnit {
    fate: Fate,
    halves: (String, Option<String>),
    digest: u64,
    product: ProductId,
    id: UnitId,
}

impl NextUnit {
    pub fn of(old: Unit) -> NextUnit {
        let Unit { id, product, content, digest, fate, batch: _, file: _, made: _ } = old;
        let halves = match content.split_once('|') {
            Some((name, word)) => (name.to_owned(), Some(word.to_owned())),
            None => (content, None),
        };
        NextUnit { fate, halves, digest: !digest, product, id }
    }
}

impl Record for NextUnit {
    const TABLE: Table = Table::Unit;
    const VERSION: u8 = Unit::VERSION + 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let fate = match self.fate {
            Fate::Available => Index::UnitsAvailable,
            Fate::Held(_) => Index::UnitsHeld,
            Fate::Sold(_) | Fate::Returned(_) => Index::UnitsSold,
            Fate::Withheld | Fate::Frozen | Fate::Shared | Fate::Detained => Index::UnitsSold,
        };
        vec![(fate, self.product.0), (Index::UnitDigest, self.digest)]
    }
}

/// Another number, no words of its description, and those off the shelf have a title too.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct NextProduct {
    id: ProductId,
    number: u64,
    name: Name,
    prices: Vec<Rupiah>,
    category: Option<CategoryId>,
    description: Description,
    picture: Option<PictureId>,
    on_shelf: bool,
}

impl NextProduct {
    pub fn of(old: Product) -> NextProduct {
        let Product { id, name, category, description, picture, on_shelf, .. } = old;
        let (number, prices) = (u64::from(old.number) + 1_000, vec![old.price]);
        NextProduct { id, number, name, prices, category, description, picture, on_shelf }
    }
}

impl Record for NextProduct {
    const TABLE: Table = Table::Product;
    const VERSION: u8 = Product::VERSION + 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::Shelf, ALL), (Index::ProductNumber, self.number)];
        ways.extend(self.category.map(|category| (Index::CategoryProducts, category.0)));
        ways
    }

    const TITLED: bool = true;

    fn title(&self) -> Option<Title> {
        let (id, number, price) = (self.id, self.number as u32, self.prices[0]);
        let (name, description) = (self.name.clone(), self.description.clone());
        let (category, picture, on_shelf) = (self.category, self.picture, self.on_shelf);
        let was = Product {
            id,
            number,
            name,
            price,
            category,
            description,
            picture,
            on_shelf,
            offer: Offer::default(),
            kind: Kind::default(),
            kind_since: OrderId(0),
            prices: Prices::default(),
            variant: None,
        };
        Some(Title::of(&was))
    }
}

/// Sealed from now on.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct NextCategory {
    id: CategoryId,
    name: Name,
}

impl NextCategory {
    pub fn of(old: Category) -> NextCategory {
        NextCategory { id: old.id, name: old.name }
    }
}

impl Record for NextCategory {
    const TABLE: Table = Table::Category;
    const VERSION: u8 = Category::VERSION + 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::CategoryName, self.name.digest())]
    }
}

/// The usual check, of data in the layout that is not there yet.
pub fn check(snap: &Snap) -> Result<Vec<String>, Fault> {
    check_with(snap, &mut |check| {
        for table in Table::ALL {
            match table {
                Table::Unit => check.kind::<NextUnit>()?,
                Table::Product => check.kind::<NextProduct>()?,
                Table::Category => check.kind::<NextCategory>()?,
                same => same.each(check)?,
            }
        }
        Ok(())
    })
}
