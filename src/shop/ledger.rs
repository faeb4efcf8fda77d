//! The only hand that moves money: each cause once, no customer below zero, both sides at once.

use super::context::{Ctx, Done};
use crate::domain::id::{CustomerId, TransferId};
use crate::domain::ledger::{Account, Balance, Cause, Note, Side, Step, Transfer};
use crate::domain::money::Rupiah;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
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
    let ids = read.list(Index::TransferCause, cause.key(step), Direction::Oldest, 1)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OrderId;
    use crate::domain::ledger::NoBalance;
    use crate::domain::refusal::Refusal;
    use crate::domain::shop::{Language, Shop};
    use crate::domain::time::{Span, Timestamp};
    use crate::shop::context::Stop;
    use crate::store::open::Store;

    const SARI: CustomerId = CustomerId(555);
    const CAUSE: Cause = Cause::Spending(OrderId(1));

    fn shop() -> Shop {
        Shop {
            name: "Toko".into(),
            language: Language::INDONESIAN,
            invoice_after: Span::minutes(10),
            owners: Vec::new(),
            admins: Vec::new(),
            group: None,
            contact: None,
            messages_per_second: 30,
            file: String::new(),
            alert_bot: false,
            hooked: true,
            sandbox: false,
        }
    }

    /// A ledger on which the customer has Rp1.000.
    fn ledger(deeds: impl FnOnce(&mut Ctx)) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), &folder.path().join("key")).unwrap();
        let (batch, shop) = (store.batch().unwrap(), shop());
        let mut ctx = Ctx::new(batch.begin([1; 32]), Timestamp(1), &shop, true);
        let given = Move { from: Account::Bank, to: Account::Balance(SARI), amount: Rupiah(1_000) };
        assert_eq!(enter(&mut ctx, Cause::Credit(1), given, None).unwrap(), Entered::Now);
        deeds(&mut ctx);
    }

    fn spent(amount: u64) -> Move {
        Move { from: Account::Balance(SARI), to: Account::Sales, amount: Rupiah(amount) }
    }

    #[test]
    fn a_cause_is_entered_once() {
        ledger(|ctx| {
            assert_eq!(enter(ctx, CAUSE, spent(300), None).unwrap(), Entered::Now);
            assert_eq!(enter(ctx, CAUSE, spent(300), None).unwrap(), Entered::Before);
            assert_eq!(free(&ctx.tx, SARI).unwrap(), Rupiah(700));
            let other = enter(ctx, CAUSE, spent(301), None);
            assert!(matches!(other, Err(Stop::Fault(Fault::Broken(_)))), "{other:?}");
        });
    }

    #[test]
    fn nobody_spends_what_is_held_or_not_there() {
        ledger(|ctx| {
            hold(ctx, CAUSE, spent(600)).unwrap();
            assert_eq!(free(&ctx.tx, SARI).unwrap(), Rupiah(400));
            let more = enter(ctx, Cause::Spending(OrderId(2)), spent(401), None);
            let have = Rupiah(400);
            let low = Refusal::Balance(NoBalance::Low { have });
            assert!(matches!(more, Err(Stop::Refused(why)) if why == low));
            enter(ctx, Cause::Spending(OrderId(2)), spent(400), None).unwrap();
            post(ctx, CAUSE).unwrap();
            assert_eq!(balance(&ctx.tx, Account::Balance(SARI)).unwrap().posted, 0);
            assert_eq!(balance(&ctx.tx, Account::Sales).unwrap().posted, 1_000);
        });
    }

    #[test]
    fn what_is_held_ends_once() {
        ledger(|ctx| {
            hold(ctx, CAUSE, spent(600)).unwrap();
            assert_eq!(void(ctx, CAUSE).unwrap(), Entered::Now);
            assert_eq!(void(ctx, CAUSE).unwrap(), Entered::Before);
            assert!(matches!(post(ctx, CAUSE), Err(Stop::Fault(Fault::Broken(_)))));
            assert_eq!(free(&ctx.tx, SARI).unwrap(), Rupiah(1_000));
            let never = post(ctx, Cause::Spending(OrderId(9)));
            assert!(matches!(never, Err(Stop::Fault(Fault::Broken(_)))));
        });
    }
}
