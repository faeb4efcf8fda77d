//! A product in the file of a shop: every field it has, but its goods and its picture.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use crate::domain::id::CategoryId;
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, Offer, Prices, Product, SoldOut, Step};
use crate::domain::text::{Description, Name};

/// A field that is new in `Product` does not compile without its line here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPart {
    /// By which it is known again.
    pub number: u32,
    pub name: Name,
    pub price: Rupiah,
    pub category: Option<Name>,
    pub description: Description,
    pub hidden: bool,
    pub least: Option<u32>,
    pub most: Option<u32>,
    pub low_mark: Option<u32>,
    pub sold_out: Option<SoldOut>,
    pub position: Option<u32>,
    /// Its quota is what can still be sold of it.
    pub kind: Kind,
    pub wholesale: Vec<Step>,
    pub reseller: Option<Rupiah>,
}

impl ProductPart {
    /// `category`: what its category is called. `left`: how many can be sold of what has a quota.
    pub fn of(product: &Product, category: Option<Name>, left: u64) -> ProductPart {
        let Product {
            id: _,
            number,
            name,
            price,
            category: _,
            description,
            picture: _,
            // What was taken off it is in no file.
            on_shelf: _,
            offer,
            kind,
            kind_since: _,
            prices: Prices { steps: wholesale, reseller, promo: _ },
            // A choice is set up on its card.
            variant: _,
        } = product.clone();
        let quota = kind.quota().map(|_| left);
        let Offer { hidden, least, most, low_mark, sold_out, position } = offer;
        ProductPart {
            number,
            name,
            price,
            category,
            description,
            hidden,
            least,
            most,
            low_mark,
            sold_out,
            position,
            kind: kind.with_quota(quota),
            wholesale,
            reseller,
        }
    }

    /// A product as the file says; what no file says stays.
    pub fn onto(self, product: Product, category: Option<CategoryId>) -> Product {
        let ProductPart {
            number,
            name,
            price,
            category: _,
            description,
            hidden,
            least,
            most,
            low_mark,
            sold_out,
            position,
            kind,
            wholesale: steps,
            reseller,
        } = self;
        // What has been sold meanwhile is sold.
        let kind = match discriminant(&kind) == discriminant(&product.kind) {
            true => kind.with_quota(product.kind.quota()),
            false => kind,
        };
        let prices = Prices { steps, reseller, promo: product.prices.promo };
        let offer = Offer { hidden, least, most, low_mark, sold_out, position };
        Product { number, name, price, category, description, offer, kind, prices, ..product }
    }
}
