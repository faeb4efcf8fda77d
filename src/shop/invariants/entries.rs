//! Does every line of the ledger belong to what it names? Money that moved for something that
//! never was, or to the wrong account, still sums to zero.

use crate::domain::coupon::Coupon;
use crate::domain::ledger::{Account, Cause, Step, Transfer};
use crate::domain::order::{Kind, Order, RefundTo, State};
use crate::domain::payment::{Payment, PaymentMethod, PaymentState};
use crate::domain::unclaimed::{Claim, Unclaimed};
use crate::shop::ledger;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// What is wrong with a line, if something is.
pub fn entry_fault(read: &impl Read, transfer: &Transfer) -> Result<Option<String>, Fault> {
    let Transfer { cause, step, from, to, .. } = *transfer;
    let right = match cause {
        Cause::Payment(id) => match read.get::<Payment>(id.0)? {
            Some(payment) => {
                let order = read.get::<Order>(payment.order.0)?;
                from == Account::Gateway && order.is_some_and(|it| to == due(&payment, &it))
            }
            None => false,
        },
        Cause::Fee(id) => {
            let kept = (from, to) == (Account::Fees, Account::Gateway);
            kept && read.get::<Payment>(id.0)?.is_some_and(|payment| payment.done())
        }
        Cause::Spending(id) => match read.get::<Order>(id.0)? {
            Some(order) => {
                let state = match step {
                    Step::Held => true,
                    Step::Moved | Step::Posted => order.paid(),
                    Step::Voided => !order.open(),
                };
                state && (from, to) == (Account::Balance(order.customer), Account::Sales)
            }
            None => swept(read, id.0, transfer)?,
        },
        Cause::LateSpending(id) => read.get::<Order>(id.0)?.is_some_and(|order| {
            order.paid() && (from, to) == (Account::Balance(order.customer), Account::Sales)
        }),
        Cause::Transfer(id) => read.get::<Order>(id.0)?.is_some_and(|order| {
            let paid = order.paid() && order.method == PaymentMethod::Transfer;
            paid && (from, to) == (Account::Bank, earns(&order))
        }),
        Cause::Refund(id, part) => {
            let refund = refund_of(read, id.0, part)?;
            refund.is_some_and(|(order, given)| {
                let account = match given {
                    RefundTo::Balance => Account::Balance(order.customer),
                    RefundTo::Outside { .. } => Account::Owed,
                };
                (from, to) == (Account::Sales, account)
            })
        }
        Cause::Payout(id, part) => {
            let refund = refund_of(read, id.0, part)?;
            let paid = |given| matches!(given, RefundTo::Outside { paid: Some(_) });
            refund.is_some_and(|(_, given)| paid(given))
                && (from, to) == (Account::Owed, Account::Bank)
        }
        Cause::Credit(_) | Cause::Adjustment(_) => transfer.note.is_some(),
        Cause::Unclaimed(id) | Cause::Claim(id) | Cause::SentBack(id) => {
            let it = read.get::<Unclaimed>(id.0)?.filter(|it| it.amount == transfer.amount);
            it.is_some_and(|it| unclaimed_moves(transfer, it.state))
        }
    };
    let once = read.list(Index::TransferCause, cause.key(step), Direction::Oldest, 2)?.len() == 1;
    let (number, right) = (transfer.id.0, right && once);
    Ok((!right).then(|| format!("transfer {number} ({cause}) is not what its cause tells")))
}

/// Money that was nobody's moved as it was said to.
fn unclaimed_moves(transfer: &Transfer, state: Claim) -> bool {
    let way = (transfer.from, transfer.to);
    match (transfer.cause, state) {
        (Cause::Unclaimed(_), Claim::Asked { .. }) => false,
        (Cause::Unclaimed(_), _) => way == (Account::Gateway, Account::Unclaimed),
        (Cause::Claim(_), Claim::Given { to, .. }) => {
            way == (Account::Unclaimed, Account::Balance(to))
        }
        (Cause::SentBack(_), Claim::SentBack { .. }) => way == (Account::Unclaimed, Account::Bank),
        _ => false,
    }
}

/// An order that ended unpaid leaves its line in the books when it is swept: what was set aside
/// for it and set free again.
fn swept(read: &impl Read, order: u64, line: &Transfer) -> Result<bool, Fault> {
    let from_a_balance = line.from.customer().is_some() && line.to == Account::Sales;
    let mut steps = Vec::new();
    for step in [Step::Held, Step::Voided, Step::Posted, Step::Moved] {
        steps.push(ledger::entry(read, line.cause, step)?.is_some());
    }
    let known = order <= read.last_number(Table::Order)?;
    Ok(known && from_a_balance && steps == [true, true, false, false])
}

/// The uses of a coupon are no more than it allows.
pub fn coupon_fault(read: &impl Read, coupon: &Coupon) -> Result<Option<String>, Fault> {
    let uses = read.count(Index::CouponUses, coupon.id.0)?;
    let over = coupon.conditions.uses_max.is_some_and(|max| uses > u64::from(max));
    Ok(over.then(|| format!("coupon {} has {uses} uses, more than it allows", coupon.id.0)))
}

/// Where what came in for a payment belongs.
fn due(payment: &Payment, order: &Order) -> Account {
    match payment.state {
        PaymentState::Settled { .. } => earns(order),
        _ => Account::Balance(order.customer),
    }
}

fn earns(order: &Order) -> Account {
    match order.kind {
        Kind::Goods => Account::Sales,
        Kind::Deposit(_) => Account::Balance(order.customer),
    }
}

fn refund_of(read: &impl Read, order: u64, part: u16) -> Result<Option<(Order, RefundTo)>, Fault> {
    let Some(order) = read.get::<Order>(order)? else { return Ok(None) };
    let paid = matches!(order.state, State::Paid { .. });
    let refund = usize::from(part).checked_sub(1).and_then(|at| order.refunds.get(at));
    let to = refund.map(|refund| refund.to).filter(|_| paid);
    Ok(to.map(|to| (order, to)))
}
