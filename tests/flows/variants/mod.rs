//! One card, several choices: what sellers make of them, and what buyers find and buy.

mod buyer;
mod card;

use warung::domain::id::ProductId;
use warung::domain::product::{Product, Variant};
use warung::store::read::Read;

pub use crate::counter::{ADMIN, BUDI, Counter, SARI};
pub use crate::desk::{RINA, desk, has, html, labels, open, product, products, revisions, tap};

/// Netflix of the desk with three choices: `1 bulan` with four units, `3 bulan` with two, and
/// `1 tahun` with none. Canva is number 2.
pub fn choices() -> Counter {
    let mut counter = desk();
    counter.say(ADMIN, "/varian 1|3 bulan|120000");
    counter.say(ADMIN, "1 bulan");
    counter.say(ADMIN, "/varian 1|1 tahun|400000");
    counter.fill("3|e@x|5\nf@x|6");
    counter.prove();
    counter
}

pub const HEAD: ProductId = ProductId(1);
pub const QUARTER: ProductId = ProductId(3);
pub const YEAR: ProductId = ProductId(4);

pub fn variant(counter: &Counter, id: ProductId) -> Variant {
    product(counter, id.0).variant.expect("a choice")
}

pub fn names(counter: &Counter) -> Vec<String> {
    let snap = counter.core.store().snap().unwrap();
    let all: Vec<Product> = snap.all(0, 99).unwrap();
    all.into_iter().map(|it| it.name.as_str().to_owned()).collect()
}
