//! Is the shop true to its promises? Every unit has one fate, every paid order its goods and its
//! money in the ledger, and nothing that is promised for later has been forgotten.

use std::collections::{HashMap, HashSet};

use super::books::Books;
use super::ledger::entry;
use crate::domain::coupon::{Coupon, CouponUse};
use crate::domain::effect::{About, Effect, EffectState, Errand};
use crate::domain::id::{OrderId, PaymentId};
use crate::domain::ledger::{Account, Cause, Step};
use crate::domain::order::{Goods, Kind, Order, State, Way};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::{Timer, What};
use crate::store::check::{check, each};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::snap::Snap;

/// What is broken, in words for whoever mends it. Empty: every promise holds.
pub fn prove(snap: &Snap) -> Result<Vec<String>, Fault> {
    let mut broken = check(snap)?;
    let later = Later::load(snap)?;
    let books = Books::add_up(snap)?;
    each::<Unit>(snap, |unit| {
        let fate = match unit.fate {
            Fate::Available => return Ok(()),
            Fate::Held(order) | Fate::Sold(order) | Fate::Returned(order) => {
                snap.get::<Order>(order.0)?
            }
        };
        let right = fate.as_ref().is_some_and(|order| {
            let state = match unit.fate {
                Fate::Held(_) => order.open(),
                _ => order.paid(),
            };
            // A unit that was replaced is its order's no more.
            let listed = order.units().any(|id| id == unit.id);
            state && (listed || unit.fate == Fate::Returned(order.id))
        });
        if !right {
            broken.push(format!("{unit:?} belongs to an order that does not have it"));
        }
        Ok(())
    })?;
    each::<Order>(snap, |order| {
        broken.extend(order_faults(snap, &order, &later)?);
        Ok(())
    })?;
    each::<Payment>(snap, |payment| {
        broken.extend(payment_faults(snap, &payment, &later)?);
        Ok(())
    })?;
    broken.extend(hold_faults(snap, &books)?);
    broken.extend(books.broken);
    each::<CouponUse>(snap, |found| {
        broken.extend(use_fault(snap, &found)?);
        Ok(())
    })?;
    Ok(broken)
}

/// What has been put off, by what it is for.
#[derive(Default)]
struct Later {
    expiring: HashSet<OrderId>,
    watching: HashSet<PaymentId>,
    goods: HashMap<OrderId, u32>,
    making: HashSet<PaymentId>,
    asking: HashSet<PaymentId>,
}

impl Later {
    fn load(read: &impl Read) -> Result<Later, Fault> {
        let mut later = Later::default();
        each::<Timer>(read, |timer| {
            match timer.what {
                What::Expire(order) | What::LetGo(order) => later.expiring.insert(order),
                What::Ask(payment) | What::Sweep(payment) => later.watching.insert(payment),
            };
            Ok(())
        })?;
        each::<Effect>(read, |effect| {
            if let EffectState::Dead { .. } = effect.state {
                return Ok(());
            }
            match (effect.about, &effect.errand) {
                (About::Goods(order), _) => *later.goods.entry(order).or_default() += 1,
                (About::Payment(id), Errand::MakeInvoice { .. }) => {
                    later.making.insert(id);
                }
                (About::Payment(id), Errand::AskStatus { .. }) => {
                    later.asking.insert(id);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(later)
    }
}

fn order_faults(read: &impl Read, order: &Order, later: &Later) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let id = order.id;
    let settled = match order.payment() {
        Some(payment) => {
            let payment = read.get::<Payment>(payment.0)?.filter(|payment| payment.order == id);
            payment.is_some_and(|payment| matches!(payment.state, PaymentState::Settled { .. }))
        }
        None => false,
    };
    let complete = order.lines.iter().all(|line| line.units.len() == line.quantity as usize);
    let mut say = |holds: bool, what: &str| {
        if !holds {
            broken.push(format!("{id}: {what} ({:?})", order.state));
        }
    };
    let used = read.get::<CouponUse>(id.0)?.is_some();
    say(used == (order.discount.is_some() && (order.open() || order.paid())), "its coupon");
    match order.state {
        State::AwaitingInvoice { .. }
        | State::AwaitingPayment { .. }
        | State::AwaitingTransfer { .. }
        | State::InReview { .. } => {
            let reviewed = matches!(order.state, State::InReview { .. });
            say(complete, "open without all its units");
            say(all_are(read, order, &[Fate::Held(id)])?, "open, and a unit is not held for it");
            say(reviewed || later.expiring.contains(&id), "open without an end");
            say(!settled, "open and paid");
            say(open_money(read, order)?, "open without what its balance sets aside");
        }
        State::Paid { goods, .. } => {
            say(settled == order.payment().is_some(), "paid without a payment");
            say(complete, "paid without all its units");
            let fates = [Fate::Sold(id), Fate::Returned(id)];
            say(all_are(read, order, &fates)?, "paid, and a unit is not sold to it");
            say(paid_money(read, order)? == order.total().0, "paid, and the ledger says less");
            say(order.refunded() <= order.total(), "more given back than paid");
            say(refunds_entered(read, order)?, "a refund is not in the ledger");
            if let Goods::Sending { messages } = goods {
                let under_way = later.goods.get(&id).copied().unwrap_or(0);
                say(messages > 0 && messages <= under_way, "goods on no way");
            }
        }
        State::Ended { .. } => say(!settled, "ended and paid"),
    }
    Ok(broken)
}

/// Whether an open order has set aside what its buyer's balance shall pay, and no more.
fn open_money(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    let held = entry(read, Cause::Spending(order.id), Step::Held)?;
    Ok(held.map_or(0, |held| held.amount.0) == order.from_balance.0)
}

/// What the ledger says came in for an order.
fn paid_money(read: &impl Read, order: &Order) -> Result<u64, Fault> {
    let to = match order.kind {
        Kind::Goods => Account::Sales,
        Kind::Deposit(_) => Account::Balance(order.customer),
    };
    let outside = match order.way {
        Way::Balance => None,
        Way::Gateway(payment) => Some(Cause::Payment(payment)),
        Way::Transfer => Some(Cause::Transfer(order.id)),
    };
    let balance = [Cause::Spending(order.id), Cause::LateSpending(order.id)];
    let mut sum = 0;
    for cause in balance.into_iter().chain(outside) {
        for step in [Step::Moved, Step::Posted] {
            let moved = entry(read, cause, step)?.filter(|moved| moved.to == to);
            sum += moved.map_or(0, |moved| moved.amount.0);
        }
    }
    Ok(sum)
}

fn refunds_entered(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    for (part, refund) in order.refunds.iter().enumerate() {
        let moved = entry(read, Cause::Refund(order.id, part as u16 + 1), Step::Moved)?;
        if moved.is_none_or(|moved| moved.amount != refund.amount) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is set aside belongs to an order that is still open.
fn hold_faults(read: &impl Read, books: &Books) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    for (cause, amount) in &books.holds {
        let open = match cause {
            Cause::Spending(id) => read.get::<Order>(id.0)?.is_some_and(|order| order.open()),
            _ => false,
        };
        if !open {
            broken.push(format!("{amount} is held for {cause:?}, which is not open"));
        }
    }
    Ok(broken)
}

fn all_are(read: &impl Read, order: &Order, fates: &[Fate]) -> Result<bool, Fault> {
    for id in order.units() {
        if read.get::<Unit>(id.0)?.is_none_or(|unit| !fates.contains(&unit.fate)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A reserved use waits with its order; a spent one was paid for.
fn use_fault(read: &impl Read, found: &CouponUse) -> Result<Option<String>, Fault> {
    let order = read.get::<Order>(found.order.0)?;
    let right = order.is_some_and(|order| {
        let state = if found.spent { order.paid() } else { order.open() };
        state && order.customer == found.customer
    });
    let coupon = read.get::<Coupon>(found.coupon.0)?;
    let broken = !right || coupon.is_none();
    Ok(broken.then(|| format!("{found:?} is of an order or a coupon that does not have it")))
}

fn payment_faults(
    read: &impl Read,
    payment: &Payment,
    later: &Later,
) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let id = payment.id;
    if payment.asking && !later.asking.contains(&id) {
        broken.push(format!("payment {}: waits for an answer to nothing", id.0));
    }
    let forgotten = match &payment.state {
        PaymentState::Requested => !later.making.contains(&id),
        PaymentState::Open(_) => !later.watching.contains(&id),
        PaymentState::Closed | PaymentState::Settled { .. } | PaymentState::Credited { .. } => {
            false
        }
    };
    if forgotten {
        broken.push(format!("payment {}: nobody looks after it", id.0));
    }
    let came = match payment.state {
        PaymentState::Settled { .. } => Some(payment.amount),
        PaymentState::Credited { received, .. } => Some(received),
        _ => None,
    };
    let entered = entry(read, Cause::Payment(id), Step::Moved)?.map(|moved| moved.amount);
    if entered != came {
        broken.push(format!("payment {}: {came:?} came, the ledger has {entered:?}", id.0));
    }
    Ok(broken)
}
