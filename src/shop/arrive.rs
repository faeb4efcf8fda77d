//! A person's first and every later contact.

use super::context::{Ctx, Done};
use super::prune::nights;
use super::{inbox, missed};
use crate::domain::customer::{Customer, Person};
use crate::domain::fact::OrderFact;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::limit::SEEN_EVERY;
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// Remembers a person, and that they can be reached: whoever writes has not blocked us.
pub fn arrive(ctx: &mut Ctx, person: &Person) -> Done<Customer> {
    let Some(known) = ctx.tx.get::<Customer>(person.id.0)? else {
        let customer = Customer::new(person.clone(), ctx.now, nights(&ctx.tx)?);
        ctx.tx.put(&customer)?;
        inbox::knock(ctx, person.id)?;
        missed::knock(ctx, person.id, true)?;
        return Ok(customer);
    };
    let seen = seen(known.seen, ctx.now);
    let fresh = Customer {
        name: person.name.clone(),
        username: person.username.clone(),
        spoken: person.language.or(known.spoken),
        away: false,
        seen,
        night: if seen == known.seen { known.night } else { nights(&ctx.tx)? },
        ..known.clone()
    };
    if fresh != known {
        ctx.tx.put(&fresh)?;
    }
    if known.away {
        unstick(ctx, person.id)?;
        inbox::knock(ctx, person.id)?;
    }
    missed::knock(ctx, person.id, known.away)?;
    Ok(fresh)
}

/// When they were here last. It is not written down at each word, and a moment that is still to
/// come was noted by a clock that ran ahead.
fn seen(before: Timestamp, now: Timestamp) -> Timestamp {
    match (before..before.after(SEEN_EVERY)).contains(&now) {
        true => before,
        false => now,
    }
}

/// They blocked the bot, or Telegram says they are gone.
pub fn leave(ctx: &mut Ctx, person: CustomerId) -> Done {
    if let Some(customer) = ctx.tx.get::<Customer>(person.0)?
        && !customer.away
    {
        ctx.tx.put(&Customer { away: true, ..customer })?;
    }
    Ok(())
}

pub fn choose_language(ctx: &mut Ctx, person: CustomerId, language: Language) -> Done {
    let customer = ctx.tx.need::<Customer>(person.0)?;
    ctx.tx.put(&Customer { chosen: Some(language), ..customer })?;
    Ok(())
}

/// What they paid for and could not be brought goes out once more, however many others wait.
fn unstick(ctx: &mut Ctx, person: CustomerId) -> Done {
    for id in ctx.tx.list(Index::OrdersStuckOf, person.0, Direction::Oldest, usize::MAX)? {
        ctx.fact(OrderFact::Unstuck(OrderId(id)));
    }
    Ok(())
}
