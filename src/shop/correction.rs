//! A customer's balance changed by hand: drawn up, looked at, and entered once.

use super::context::{Ctx, Done};
use super::ledger::{self, Entered, Move};
use super::revision;
use crate::domain::act::Act;
use crate::domain::correction::{Change, Correction};
use crate::domain::fact::BalanceFact;
use crate::domain::id::CustomerId;
use crate::domain::ledger::{Account, Cause, NoBalance, Note, Side, Step};
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::text::Reason;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Table;

/// Draws up a correction. Nothing moves; its number is what makes it one, however often it is
/// confirmed.
pub fn draft(
    ctx: &mut Ctx,
    by: Staff,
    customer: CustomerId,
    change: Change,
    reason: Reason,
) -> Done<Correction> {
    not_own(by, customer)?;
    coverable(&ctx.tx, customer, change)?;
    let number = ctx.tx.next(Table::Account)?;
    let number = u32::try_from(number);
    let number = number.map_err(|_| Fault::Broken("no number is left for corrections".into()))?;
    Ok(Correction { number, customer, change, reason })
}

/// Enters it, unless it has been entered before.
pub fn enter(ctx: &mut Ctx, by: Staff, correction: &Correction) -> Done<Entered> {
    let cause = correction.cause();
    if ledger::entry(&ctx.tx, cause, Step::Moved)?.is_some() {
        return Ok(Entered::Before);
    }
    let Correction { customer, change, ref reason, .. } = *correction;
    not_own(by, customer)?;
    coverable(&ctx.tx, customer, change)?;
    let (from, to) = correction.accounts();
    let note = Note { by: by.id(), why: reason.as_str().to_owned() };
    let entered =
        ledger::enter(ctx, cause, Move { from, to, amount: change.amount() }, Some(note))?;
    let number = correction.number;
    revision::act(ctx, by, Act::Corrected { customer, number, change })?;
    ctx.fact(BalanceFact::Corrected(cause));
    Ok(entered)
}

/// Nobody makes money of their own word, whichever way they name themselves.
pub fn not_own(by: Staff, customer: CustomerId) -> Result<(), Refusal> {
    match by.id() == customer {
        true => Err(Refusal::Balance(NoBalance::Own)),
        false => Ok(()),
    }
}

/// A change by hand as the ledger has it.
pub struct Entry {
    pub customer: CustomerId,
    /// Whether it was added (`To`) or taken (`From`).
    pub side: Side,
    pub amount: Rupiah,
    pub by: CustomerId,
    pub why: String,
}

pub fn entered(read: &impl Read, cause: Cause) -> Result<Entry, Fault> {
    let broken = || Fault::Broken(format!("{cause:?} is no change of a balance by hand"));
    let moved = ledger::entry(read, cause, Step::Moved)?.ok_or_else(broken)?;
    let (customer, side) = match (moved.from.customer(), moved.to.customer()) {
        (_, Some(customer)) => (customer, Side::To),
        (Some(customer), None) => (customer, Side::From),
        (None, None) => return Err(broken()),
    };
    let Note { by, why } = moved.note.ok_or_else(broken)?;
    Ok(Entry { customer, side, amount: moved.amount, by, why })
}

/// A customer never owes the shop, and what an open order has set aside is not free to take.
fn coverable(read: &impl Read, customer: CustomerId, change: Change) -> Done {
    let Change::Taken(amount) = change else { return Ok(()) };
    let balance = ledger::balance(read, Account::Balance(customer))?;
    let (have, held) = (balance.free(), Rupiah(balance.held));
    match amount <= have {
        true => Ok(()),
        false => Err(Refusal::Balance(NoBalance::Overdrawn { have, held }).into()),
    }
}
