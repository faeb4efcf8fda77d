//! Who did what: every act leaves one entry and no goods in it, entries are found by person, kind,
//! day and what they are about, and a chain that was broken says where.

mod acts;
mod bound;
mod broken;
mod chat;
mod list;

use warung::domain::refusal::Refusal;
use warung::domain::revision::Revision;
use warung::domain::shop::Shop;
use warung::shop::context::{Ctx, Done};
use warung::store::read::Read;

use crate::counter::Counter;
use crate::verb;

/// All entries, oldest first.
fn log(counter: &Counter) -> Vec<Revision> {
    counter.core.store().snap().unwrap().all(0, 99_999).unwrap()
}

/// Does something in a transaction of its own, at the counter's time. A refusal leaves no trace.
fn run<T>(
    counter: &Counter,
    shop: &Shop,
    deed: impl FnOnce(&mut Ctx) -> Done<T>,
) -> Result<T, Refusal> {
    verb::run(counter.core.store(), counter.now, shop, deed)
}
