//! Prices below the list price: promos, wholesale, resellers; who sees which, who pays which, and
//! what becomes of a price between looking and paying.

mod buying;
mod reseller;
mod setting;

use warung::domain::cart::Cart;
use warung::domain::id::{CustomerId, ProductId};
use warung::domain::product::Prices;
use warung::domain::shop::Shop;
use warung::domain::time::Span;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, memory, shop};
use crate::desk::{categories, has, html, labels, product, tap};

const NETFLIX: ProductId = ProductId(1);

/// Netflix with twelve units in Streaming, and Canva with two.
fn priced() -> Counter {
    let owners = vec![CustomerId(OWNER)];
    let mut counter = Counter::over(memory(), Shop { owners, ..shop() });
    for person in [SARI, BUDI, OWNER] {
        counter.say(person, "/start");
    }
    counter.say(ADMIN, "/add -|Netflix|Streaming|50000|Garansi 30 hari.");
    let units: Vec<String> = (0..12).map(|nth| format!("n{nth}@x|{nth}")).collect();
    counter.fill(&format!("1|{}", units.join("\n")));
    counter.say(ADMIN, "/add -|Canva|-|20000|-");
    counter.fill("2|c1@x|1\nc2@x|2");
    counter
}

fn prices(counter: &Counter) -> Prices {
    product(counter, 1).prices
}

/// What the line of Netflix costs that somebody has in the cart.
fn in_cart(counter: &Counter, person: u64) -> Option<(u32, u64)> {
    let cart = counter.core.store().snap().unwrap().get::<Cart>(person).unwrap()?;
    let line = cart.lines.iter().find(|line| line.product == NETFLIX)?;
    Some((line.quantity, line.price.0))
}

/// What the lines of an order cost each.
fn paid(counter: &Counter, order: u64) -> Vec<u64> {
    counter.order(order).lines.iter().map(|line| line.price.0).collect()
}

/// Past the end of this day.
fn tomorrow(counter: &mut Counter) {
    counter.pass(Span::hours(10));
}
