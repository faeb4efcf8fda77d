//! Is the shop true to its promises? Every unit has one fate, every paid order its goods, and
//! nothing that is promised for later has been forgotten.

use std::collections::{HashMap, HashSet};

use crate::domain::effect::{About, Effect, EffectState, Errand};
use crate::domain::episode::{Episode, Trouble};
use crate::domain::id::{OrderId, PaymentId};
use crate::domain::order::{Goods, Order, State};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::{Timer, What};
use crate::store::check::{check, each};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Index;
use crate::store::snap::Snap;

/// What is broken, in words for whoever mends it. Empty: every promise holds.
pub fn prove(snap: &Snap) -> Result<Vec<String>, Fault> {
    let mut broken = check(snap)?;
    let later = Later::load(snap)?;
    each::<Unit>(snap, |unit| {
        let fate = match unit.fate {
            Fate::Available => return Ok(()),
            Fate::Held(order) | Fate::Sold(order) => snap.get::<Order>(order.0)?,
        };
        let right = fate.as_ref().is_some_and(|order| {
            let state = match unit.fate {
                Fate::Held(_) => order.open(),
                _ => order.paid(),
            };
            state && order.units().any(|id| id == unit.id)
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
    let flood = snap.get::<Episode>(Trouble::Strays as u64)?;
    if flood.is_some_and(|flood| flood.told) && !later.quieting {
        broken.push("a flood of strange notices that never ends".to_owned());
    }
    each::<Payment>(snap, |payment| {
        broken.extend(payment_faults(&payment, &later));
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
    /// Somebody will look whether a flood of strange notices is over.
    quieting: bool,
}

impl Later {
    fn load(read: &impl Read) -> Result<Later, Fault> {
        let mut later = Later::default();
        each::<Timer>(read, |timer| {
            match timer.what {
                What::Expire(order) | What::LetGo(order) => later.expiring.insert(order),
                What::Ask(payment) | What::Sweep(payment) => later.watching.insert(payment),
                What::StraysQuiet => std::mem::replace(&mut later.quieting, true),
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
    let payment = read.get::<Payment>(order.payment.0)?;
    let settled = payment.as_ref().is_some_and(|payment| {
        payment.order == id && matches!(payment.state, PaymentState::Settled { .. })
    });
    let mut say = |holds: bool, what: &str| {
        if !holds {
            broken.push(format!("{id}: {what} ({:?})", order.state));
        }
    };
    match order.state {
        State::AwaitingInvoice { .. } | State::AwaitingPayment { .. } => {
            say(order.missing() == 0, "open without all its units");
            say(all_are(read, order, Fate::Held(id))?, "open, and a unit is not held for it");
            say(later.expiring.contains(&id), "open without an end");
            say(!settled, "open and paid");
        }
        State::Paid { goods, .. } => {
            say(settled, "paid without a payment");
            say(all_are(read, order, Fate::Sold(id))?, "paid, and a unit is not sold to it");
            match goods {
                Goods::Owed { units } => {
                    say(units == order.missing(), "owes another number");
                    say(!could_be_filled(read, order)?, "owed what is on the shelf");
                }
                _ => say(order.missing() == 0, "paid, incomplete and not owed"),
            }
            if let Goods::Sending { messages } = goods {
                let under_way = later.goods.get(&id).copied().unwrap_or(0);
                say(messages > 0 && messages <= under_way, "goods on no way");
            }
        }
        State::Ended { .. } => say(!settled, "ended and paid"),
    }
    Ok(broken)
}

/// Whether something that is owed is there to be had.
fn could_be_filled(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    for line in order.lines.iter().filter(|line| line.missing() > 0) {
        if read.count(Index::UnitsAvailable, line.product.0)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn all_are(read: &impl Read, order: &Order, fate: Fate) -> Result<bool, Fault> {
    for id in order.units() {
        if read.get::<Unit>(id.0)?.is_none_or(|unit| unit.fate != fate) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn payment_faults(payment: &Payment, later: &Later) -> Vec<String> {
    let mut broken = Vec::new();
    let id = payment.id;
    if payment.asking && !later.asking.contains(&id) {
        broken.push(format!("payment {}: waits for an answer to nothing", id.0));
    }
    let forgotten = match &payment.state {
        PaymentState::Requested => !later.making.contains(&id),
        PaymentState::Open(_) => !later.watching.contains(&id),
        PaymentState::Closed { .. }
        | PaymentState::Settled { .. }
        | PaymentState::Misfit { .. } => false,
    };
    if forgotten {
        broken.push(format!("payment {}: nobody looks after it", id.0));
    }
    broken
}
