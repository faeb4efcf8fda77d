//! Money back for a paid order: to the buyer's balance at once, or promised and paid outside.

use super::context::{Ctx, Done};
use super::correction::not_own;
use super::delivery;
use super::ledger::{self, Entered, Move};
use super::revision;
use super::settings;
use crate::domain::act::Act;
use crate::domain::fact::RefundFact;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::ledger::{Account, Cause, Note};
use crate::domain::limit::REFUNDS_MAX;
use crate::domain::money::Rupiah;
use crate::domain::order::{Goods, NoOrder, Order, Refund, RefundTo};
use crate::domain::refund::{NewRefund, NoRefund, Portion, Purse};
use crate::domain::refusal::Refusal;
use crate::domain::staff::Role;
use crate::domain::stock::{Fate, Unit};
use crate::shop::staff::Staff;
use crate::store::read::Read;

/// An order by a number that may be anything.
pub fn known(read: &impl Read, id: OrderId) -> Done<Order> {
    Ok(read.get(id.0)?.ok_or(Refusal::Order(NoOrder::Unknown))?)
}

/// Gives money back. `part` is the number that this refund has among the order's: who confirms
/// the same one twice finds it there.
pub fn refund(ctx: &mut Ctx, by: Staff, id: OrderId, part: u16, new: NewRefund) -> Done<Entered> {
    let mut order = known(&ctx.tx, id)?;
    not_own(by, order.customer)?;
    let goods = order.check_refundable()?;
    if let Some(before) = order.refund(part) {
        return match new.is(before) {
            true => Ok(Entered::Before),
            false => Err(Refusal::Refund(id, NoRefund::Changed).into()),
        };
    }
    if part != order.next_refund() {
        return Err(Refusal::Refund(id, NoRefund::Changed).into());
    }
    check_amount(&order, new.amount)?;
    check_limit(&ctx.tx, by, &order, new.amount)?;
    let units = meant(&order, &new.portion)?;
    let some_left = order.kept().any(|unit| !units.contains(&unit));
    if some_left && matches!(goods, Goods::Sending { .. }) {
        return Err(Refusal::Refund(id, NoRefund::StillSending).into());
    }
    for unit in &units {
        let unit = ctx.tx.need::<Unit>(unit.0)?;
        ctx.tx.put(&Unit { fate: Fate::Returned(id), ..unit })?;
    }
    let note = Note { by: by.id(), why: new.why.as_str().to_owned() };
    let (account, to) = match new.to {
        Purse::Balance => (Account::Balance(order.customer), RefundTo::Balance),
        Purse::Outside => (Account::Owed, RefundTo::Outside { paid: None }),
    };
    let moved = Move { from: Account::Sales, to: account, amount: new.amount };
    ledger::enter(ctx, Cause::Refund(id, part), moved, Some(note))?;
    let units = match new.portion {
        Portion::Whole => Vec::new(),
        Portion::Units(units) => units,
    };
    order.refunds.push(Refund { at: ctx.now, amount: new.amount, to, units });
    ctx.tx.put(&order)?;
    let outside = new.to == Purse::Outside;
    let amount = new.amount;
    revision::act(ctx, by, Act::Refunded { order: id, part, amount, outside })?;
    ctx.fact(RefundFact::Refunded { order: id, part, by: by.id() });
    match some_left {
        true => delivery::settle(ctx, id)?,
        false => delivery::withdraw(ctx, order)?,
    }
    Ok(Entered::Now)
}

/// Whether so much may be given back.
pub fn check_amount(order: &Order, amount: Rupiah) -> Result<(), Refusal> {
    let most = order.refundable();
    if most == Rupiah::ZERO {
        return Err(Refusal::Refund(order.id, NoRefund::NothingLeft));
    }
    if order.refunds.len() >= REFUNDS_MAX {
        return Err(Refusal::Refund(order.id, NoRefund::TooMany { max: REFUNDS_MAX }));
    }
    match (Rupiah(1)..=most).contains(&amount) {
        true => Ok(()),
        false => Err(Refusal::Refund(order.id, NoRefund::Beyond { most })),
    }
}

/// Whether they may give so much back.
pub fn check_limit(read: &impl Read, by: Staff, order: &Order, amount: Rupiah) -> Done {
    match limit(read, by, order)?.filter(|limit| amount > *limit) {
        Some(most) => Err(Refusal::Refund(order.id, NoRefund::AboveLimit { most }).into()),
        None => Ok(()),
    }
}

/// What somebody may still give back of an order, where their role has a measure. It is the order's
/// refunds together: many small ones are no way around it.
fn limit(read: &impl Read, by: Staff, order: &Order) -> Done<Option<Rupiah>> {
    match by.role() {
        Role::Cashier => {
            let given: u64 = order.refunds.iter().map(|refund| refund.amount.0).sum();
            let limit = settings::settings(read)?.cashier_refund.0;
            Ok(Some(Rupiah(limit.saturating_sub(given))))
        }
        Role::Support | Role::StockKeeper | Role::Admin | Role::Owner => Ok(None),
    }
}

/// The units of a portion: the order's own, each once, and none that was refunded before.
pub fn meant(order: &Order, portion: &Portion) -> Result<Vec<UnitId>, Refusal> {
    let kept: Vec<UnitId> = order.kept().collect();
    let Portion::Units(units) = portion else { return Ok(kept) };
    let mut once = units.clone();
    once.sort_unstable();
    once.dedup();
    let sound = !units.is_empty() && once.len() == units.len();
    match sound && units.iter().all(|unit| kept.contains(unit)) {
        true => Ok(units.clone()),
        false => Err(Refusal::Refund(order.id, NoRefund::NotItsUnit)),
    }
}

/// The seller has sent what was promised.
pub fn payout(ctx: &mut Ctx, by: Staff, id: OrderId, part: u16) -> Done<Entered> {
    let mut order = known(&ctx.tx, id)?;
    let place = usize::from(part).checked_sub(1).ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    let refund = order.refunds.get_mut(place).ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    match refund.to {
        RefundTo::Balance => return Err(Refusal::Refund(id, NoRefund::Unknown).into()),
        RefundTo::Outside { paid: Some(_) } => return Ok(Entered::Before),
        RefundTo::Outside { paid: None } => {}
    }
    refund.to = RefundTo::Outside { paid: Some(ctx.now) };
    let amount = refund.amount;
    let moved = Move { from: Account::Owed, to: Account::Bank, amount };
    let note = Note { by: by.id(), why: String::new() };
    ledger::enter(ctx, Cause::Payout(id, part), moved, Some(note))?;
    ctx.tx.put(&order)?;
    revision::act(ctx, by, Act::PaidOut { order: id, part, amount })?;
    ctx.fact(RefundFact::PaidOut { order: id, part, by: by.id() });
    Ok(Entered::Now)
}
