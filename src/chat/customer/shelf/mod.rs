//! What there is: lists, one product, what is searched for.

pub mod answer;
pub mod catalogue;
pub mod categories;
pub mod choices;
pub mod find;
pub mod letters;
pub mod price;
pub mod product;
pub mod stock_list;

use serde::{Deserialize, Serialize};

use crate::domain::id::ProductId;
use crate::shop::browse::Part;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Catalogue {
        part: Part,
        page: u32,
    },
    Categories,
    /// The first letters of names.
    Letters,
    Product(ProductId),
    StockList {
        page: u32,
    },
    /// Another page of the categories.
    CategoriesAt {
        page: u32,
    },
    /// Tell me when there are units again.
    Wait(ProductId),
    /// Do not, after all.
    Unwait(ProductId),
    /// One choice of a card, to be bought.
    Variant(ProductId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Catalogue {
        part: Part,
        page: u32,
    },
    Categories {
        page: u32,
    },
    Letters,
    /// A product; of a card with several choices these.
    Product(ProductId),
    StockList {
        page: u32,
    },
    /// A product to be bought, whether it owns a card of several choices or not.
    Variant(ProductId),
}
