//! What the gallery's shop has of a restore: a few units that are kept from sale, and money that
//! nobody knows the buyer of, in every state.

use warung::domain::id::{CustomerId, UnclaimedId};
use warung::domain::limit::RESTORED_LOOK;
use warung::domain::money::Rupiah;
use warung::domain::payment::{Hint, Named, Reference, Status};
use warung::domain::restore::Restore;
use warung::domain::staff::Right;
use warung::domain::stock::{Fate, Unit};
use warung::domain::time::Span;
use warung::domain::timer::{RESTORED, Timer, What};
use warung::engine::input::{Input, Reply};
use warung::shop::context::{Ctx, Done};
use warung::shop::{staff, unclaimed};
use warung::store::read::{Direction, Read};
use warung::store::schema::Index;

use super::shop::{CANVA, run};
use crate::counter::{ADMIN, BUDI, Counter};

/// Nobody's; left as it is; Budi's by now; sent back.
pub const UNCLAIMED: [UnclaimedId; 4] =
    [UnclaimedId(1), UnclaimedId(2), UnclaimedId(3), UnclaimedId(4)];
/// Units of Canva, those that were put on the shelf last.
const UNITS: usize = 2;

pub fn restored(counter: &mut Counter) {
    for (nth, id) in UNCLAIMED.iter().enumerate() {
        let reference = format!("W-{:06}-ABCDEFG{}", 120 + nth, char::from(b'P' + nth as u8));
        heard(counter, &reference, 25_000 * id.0);
    }
    run(counter, keep);
    run(counter, decide);
}

/// A notice of money that the gateway has.
fn heard(counter: &mut Counter, reference: &str, amount: u64) {
    let amount = Rupiah(amount);
    counter.gateway.insert(reference.into(), (amount, Status::Completed));
    let reference = Reference::parse(reference).expect("a reference");
    let named = Some(Named { amount, txn: format!("txn-{}", reference.as_str()) });
    assert_eq!(counter.apply(Input::Hint(Hint { reference, named })), Reply::Hinted);
    counter.settle();
}

fn keep(ctx: &mut Ctx) -> Done {
    let index = Index::UnitsAvailable;
    for id in ctx.tx.list(index, CANVA.0, Direction::Newest, UNITS)? {
        let unit = ctx.tx.need::<Unit>(id)?;
        ctx.tx.put(&Unit { fate: Fate::Detained, ..unit })?;
    }
    let (upto, at) = (ctx.now.before(Span::minutes(7)), ctx.now.before(Span::minutes(2)));
    let (complete, asked, over) = (false, None, None);
    let (from, products, units) = ("r2".to_owned(), 1, UNITS as u32);
    ctx.tx.put(&Restore { upto, at, from, complete, products, units, asked, over })?;
    let at = ctx.now.after(RESTORED_LOOK);
    Ok(ctx.wind(Timer { id: RESTORED, at, what: What::Restored })?)
}

fn decide(ctx: &mut Ctx) -> Done {
    let [_, left, given, back] = UNCLAIMED;
    let by = |ctx: &mut Ctx| staff::allow(ctx, CustomerId(ADMIN), Right::Balances);
    let (first, second, third) = (by(ctx)?, by(ctx)?, by(ctx)?);
    unclaimed::leave(ctx, first, left)?;
    unclaimed::give(ctx, second, given, CustomerId(BUDI))?;
    unclaimed::send_back(ctx, third, back)
}
