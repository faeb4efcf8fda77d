//! Layout 4, and the step away from it: products, categories and titles without an offer.

use serde::{Deserialize, Serialize};

use super::{Migration, layout_6};
use crate::domain::fold::Folded;
use crate::domain::id::{CategoryId, PictureId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::product::{self, Offer};
use crate::domain::text::{Description, Name};
use crate::domain::title;
use crate::store::fault::Fault;
use crate::store::record::Record;
use crate::store::schema::{ALL, Index, Table, whole};

pub fn leave(at: &mut Migration) -> Result<(), Fault> {
    // Titles first, by themselves: that of a product which cannot be read is rewritten all the
    // same, so that whoever searches finds the others.
    at.rewrite(Title::into_next)?;
    at.rewrite(Product::into_next)?;
    at.rewrite(Category::into_next)
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    id: CategoryId,
    name: Name,
}

impl Category {
    fn into_next(self) -> layout_6::Category {
        let Category { id, name } = self;
        layout_6::Category { id, name, emoji: None, hidden: false, position: 0 }
    }

    /// One that the log of revisions has kept.
    pub fn read(bytes: &[u8]) -> Result<product::Category, String> {
        whole(bytes).map(|it: Category| it.into_next().into_today())
    }
}

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

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    id: ProductId,
    number: u32,
    name: Name,
    price: Rupiah,
    category: Option<CategoryId>,
    description: Description,
    picture: Option<PictureId>,
    on_shelf: bool,
}

impl Product {
    fn into_next(self) -> layout_6::Product {
        let Product { id, number, name, price, category, description, picture, on_shelf } = self;
        let offer = Offer::default();
        layout_6::Product {
            id,
            number,
            name,
            price,
            category,
            description,
            picture,
            on_shelf,
            offer,
        }
    }

    /// One that the log of revisions has kept.
    pub fn read(bytes: &[u8]) -> Result<product::Product, String> {
        whole(bytes).map(|it: Product| it.into_next().into_today())
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
        let about = title::keys(self.description.as_str());
        ways.extend(about.into_iter().map(|word| (Index::AboutWord, word)));
        ways
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Title {
    product: ProductId,
    number: u32,
    category: Option<CategoryId>,
    name: Folded,
}

impl Title {
    fn into_next(self) -> layout_6::Title {
        let Title { product, number, category, name } = self;
        layout_6::Title { product, number, category, name, offer: Offer::default() }
    }
}

impl Record for Title {
    const TABLE: Table = Table::Title;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.product.0
    }
}
