//! What a product on the shelf is found by: its name, folded, in a row much smaller than its own.

use serde::{Deserialize, Serialize};

use super::fold::{self, Folded};
use super::id::{CategoryId, ProductId};
use super::product::{Offer, Product};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    pub product: ProductId,
    pub number: u32,
    pub category: Option<CategoryId>,
    pub name: Folded,
    pub offer: Offer,
    /// The product on whose card it is a choice (`Product::below`).
    pub head: Option<ProductId>,
}

impl Title {
    pub fn of(product: &Product) -> Title {
        let name = Folded::of(product.name.as_str());
        let Product { id, number, category, .. } = *product;
        let (offer, head) = (product.offer.clone(), product.below());
        Title { product: id, number, category, name, offer, head }
    }
}

impl Product {
    /// What the words of its description are found under, each once.
    pub fn about(&self) -> Vec<u64> {
        keys(self.description.as_str())
    }

    /// The same of its name, for one that is off the shelf and has no title.
    pub fn named(&self) -> Vec<u64> {
        keys(self.name.as_str())
    }
}

/// What the words of a text are found under, each once.
pub fn keys(text: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    for word in fold::words(text) {
        let all = std::iter::once(&word.whole).chain(&word.parts);
        keys.extend(all.map(|word| fold::key(word)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
