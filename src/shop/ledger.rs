//! The only hand that moves money: each cause once, no customer below zero, both sides at once.

use super::context::{Ctx, Done};
use crate::domain::id::{CustomerId, TransferId};
use crate::domain::ledger::{Account, Balance, Cause, Note, Side, Step, Transfer};
use crate::domain::money::Rupiah;
use crate::store::fault::Fault;
use crate::store::read::{Order as Sort, Read};
use crate::store::schema::{Index, Table};

/// From where to where, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: Account,
    pub to: Account,
    pub amount: Rupiah,
}

/// Whether a cause has been entered now or long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    Now,
    /// It has been there before, and nothing has changed.
    Before,
}

/// Moves money.
pub(super) fn enter(ctx: &mut Ctx, cause: Cause, moved: Move, note: Option<Note>) -> Done<Entered> {
    write(ctx, cause, Step::Moved, moved, note)
}

/// Sets money aside for something that is not decided yet.
pub(super) fn hold(ctx: &mut Ctx, cause: Cause, moved: Move) -> Done<Entered> {
    write(ctx, cause, Step::Held, moved, None)
}

/// Moves what was set aside.
pub(super) fn post(ctx: &mut Ctx, cause: Cause) -> Done<Entered> {
    let moved = held(&ctx.tx, cause)?;
    write(ctx, cause, Step::Posted, moved, None)
}

/// Sets free what was set aside.
pub(super) fn void(ctx: &mut Ctx, cause: Cause) -> Done<Entered> {
    let moved = held(&ctx.tx, cause)?;
    write(ctx, cause, Step::Voided, moved, None)
}

/// What lies on an account.
pub fn balance(read: &impl Read, account: Account) -> Result<Balance, Fault> {
    Ok(read.get(account.key())?.unwrap_or_else(|| Balance::empty(account)))
}

/// What a customer may spend.
pub fn free(read: &impl Read, customer: CustomerId) -> Result<Rupiah, Fault> {
    Ok(balance(read, Account::Balance(customer))?.free())
}

/// The transfer of a cause, if there is one.
pub fn entry(read: &impl Read, cause: Cause, step: Step) -> Result<Option<Transfer>, Fault> {
    let ids = read.list(Index::TransferCause, cause.key(step), Sort::Oldest, 1)?;
    ids.first().map(|id| read.need(*id)).transpose()
}

fn held(read: &impl Read, cause: Cause) -> Done<Move> {
    let Some(Transfer { from, to, amount, .. }) = entry(read, cause, Step::Held)? else {
        return Err(Fault::Broken(format!("{cause:?} was never held")).into());
    };
    Ok(Move { from, to, amount })
}

fn write(
    ctx: &mut Ctx,
    cause: Cause,
    step: Step,
    moved: Move,
    note: Option<Note>,
) -> Done<Entered> {
    let Move { from, to, amount } = moved;
    if from == to {
        return Err(Fault::Broken(format!("{cause:?} leads nowhere")).into());
    }
    if let Some(known) = entry(&ctx.tx, cause, step)? {
        let same = (known.from, known.to, known.amount) == (from, to, amount);
        return match same {
            true => Ok(Entered::Before),
            false => Err(Fault::Broken(format!("{cause:?} once more, with another sum")).into()),
        };
    }
    // A hold has one end.
    let other = match step {
        Step::Posted => Some(Step::Voided),
        Step::Voided => Some(Step::Posted),
        Step::Moved | Step::Held => None,
    };
    if let Some(other) = other
        && entry(&ctx.tx, cause, other)?.is_some()
    {
        return Err(Fault::Broken(format!("{cause:?} has ended as {other:?}")).into());
    }
    for (account, side) in [(from, Side::From), (to, Side::To)] {
        let before = balance(&ctx.tx, account)?;
        let after = before.after(step, side, amount);
        let after = after.ok_or_else(|| Fault::Broken(format!("{cause:?}: no such sum")))?;
        if !after.sound() {
            return Err(before.too_little().into());
        }
        ctx.tx.put(&after)?;
    }
    let id = TransferId(ctx.tx.next(Table::Transfer)?);
    let at = ctx.now;
    ctx.tx.put(&Transfer { id, cause, step, from, to, amount, at, note })?;
    Ok(Entered::Now)
}
