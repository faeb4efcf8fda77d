//! Is every refund in the ledger as the order tells of it, and every unit given back marked?

use crate::domain::ledger::{Account, Cause, Step, Transfer};
use crate::domain::order::{Order, Refund, RefundTo};
use crate::domain::stock::{Fate, Unit};
use crate::shop::ledger::entry;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// What is wrong with an order's refunds, in words.
pub(super) fn faults(read: &impl Read, order: &Order) -> Result<Vec<String>, Fault> {
    let id = order.id;
    let mut broken = Vec::new();
    for (part, refund) in (1..).zip(&order.refunds) {
        if !entered(read, order, part, refund)? {
            broken.push(format!("{id}: refund {part} is not in the ledger as it is told"));
        }
    }
    if entry(read, Cause::Refund(id, order.next_refund()), Step::Moved)?.is_some() {
        broken.push(format!("{id}: the ledger has a refund that the order does not know"));
    }
    if order.refunded() > order.total() {
        broken.push(format!("{id}: more given back than paid"));
    }
    if !order.refunds.is_empty() && order.check_refundable().is_err() {
        broken.push(format!("{id}: given back without having been paid"));
    }
    if order.paid() {
        for unit in order.units() {
            let given_back = order.gave_back(unit);
            let fate = if given_back { Fate::Returned(id) } else { Fate::Sold(id) };
            if read.get::<Unit>(unit.0)?.is_none_or(|unit| unit.fate != fate) {
                broken.push(format!("{id}: unit {} is not {fate:?}", unit.0));
            }
        }
    }
    Ok(broken)
}

/// From the shop's earnings to where it was meant to go; what was paid outside has gone there.
fn entered(read: &impl Read, order: &Order, part: u16, refund: &Refund) -> Result<bool, Fault> {
    let (account, paid) = match refund.to {
        RefundTo::Balance => (Account::Balance(order.customer), false),
        RefundTo::Outside { paid } => (Account::Owed, paid.is_some()),
    };
    let is = |moved: Option<Transfer>, from, to| {
        moved.is_some_and(|it| (it.from, it.to, it.amount) == (from, to, refund.amount))
    };
    let back = entry(read, Cause::Refund(order.id, part), Step::Moved)?;
    let out = entry(read, Cause::Payout(order.id, part), Step::Moved)?;
    let out_as_told = match paid {
        true => is(out, Account::Owed, Account::Bank),
        false => out.is_none(),
    };
    Ok(is(back, Account::Sales, account) && out_as_told)
}

/// A unit that was given back and is on its order's lines no more was replaced by another of
/// its product.
pub(super) fn was_replaced(unit: &Unit, order: &Order) -> bool {
    unit.fate == Fate::Returned(order.id)
        && order.lines.iter().any(|line| line.product == unit.product)
}
