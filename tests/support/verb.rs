//! A verb of the shop by itself, without a conversation around it.

use warung::domain::refusal::Refusal;
use warung::domain::shop::Shop;
use warung::domain::time::Timestamp;
use warung::shop::context::{Ctx, Done, Stop};
use warung::store::open::Store;

/// Does something in a transaction of its own. A refusal leaves no trace.
pub fn run<T>(
    store: &Store,
    now: Timestamp,
    shop: &Shop,
    deed: impl FnOnce(&mut Ctx) -> Done<T>,
) -> Result<T, Refusal> {
    let mut batch = store.batch().unwrap();
    let mut ctx = Ctx::new(batch.begin([1; 32]), now, shop, true);
    match deed(&mut ctx) {
        Ok(done) => {
            let (kept, _) = ctx.finish();
            batch.keep(kept);
            store.commit(batch, crate::counter::OPENED).unwrap();
            Ok(done)
        }
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}
