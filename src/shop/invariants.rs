//! Is the shop true to its promises? Every unit has one fate, every paid order its goods and its
//! money in the ledger, and nothing that is promised for later has been forgotten.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::resume_unwind;
use std::thread;

mod ahead;
mod batch;
mod entries;
mod made;
mod refund;
mod restore;
mod revision;
mod shelf;

use serde::{Deserialize, Serialize};

use super::books::Books;
use super::ledger::{balance, entry};
use crate::domain::batch::Batch;
use crate::domain::coupon::{Coupon, CouponUse};
use crate::domain::effect::{About, Effect, EffectState, Task};
use crate::domain::evidence::Evidence;
use crate::domain::id::{
    BatchId, IntakeId, OrderId, PaymentId, ProductId, ReconciliationId, UnclaimedId,
};
use crate::domain::incident::{Incident, Trouble};
use crate::domain::intake::Intake;
use crate::domain::ledger::{Account, Cause, Step, Transfer};
use crate::domain::limit::{DOUBTS_MAX, FINDINGS_MAX};
use crate::domain::order::{Goods, Kind, Order, State};
use crate::domain::payment::{Payment, PaymentMethod, PaymentState};
use crate::domain::reconciliation::Reconciliation;
use crate::domain::stock::{Fate, Unit};
use crate::domain::time::Timestamp;
use crate::domain::timer::{Timer, What};
use crate::store::check::{check, each};
use crate::store::fault::Fault;
use crate::store::near::Near;
use crate::store::read::Read;
use crate::store::schema::{ALL, Index};
use crate::store::snap::Snap;

/// Something that is broken, in words for whoever mends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub part: Part,
    pub what: String,
}

/// Which kind of promise it breaks: each is mended in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// Rows and the ways to them.
    Rows,
    Ledger,
    /// Orders, payments, units and what is promised for later.
    Orders,
    /// When what is promised for later is to happen.
    Times,
    /// Who changed what.
    Revisions,
}

type Prove = fn(&Near) -> Result<Vec<String>, Fault>;

const ROWS: (Part, Prove) = (Part::Rows, |near| check(near.snap()));
const LEDGER: (Part, Prove) = (Part::Ledger, ledger);
const ORDERS: (Part, Prove) = (Part::Orders, promises);
const REVISIONS: (Part, Prove) = (Part::Revisions, |near| revision::faults(near));

/// All that is broken, by part, as far as it is worth telling one by one. A row that cannot be
/// read ends the proof, and is a finding like any other.
pub fn findings(snap: &Snap, now: Timestamp) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    let prove = |(part, prove): (Part, Prove)| (part, prove(&Near::of(snap)));
    // Two at a time, for it takes long. What breaks in one breaks whoever asked, as if done here.
    let [rows, ledger, orders, revisions] = thread::scope(|scope| {
        let aside = scope.spawn(|| [prove(ROWS), prove(LEDGER)]);
        let [orders, revisions] = [prove(ORDERS), prove(REVISIONS)];
        let [rows, ledger] = aside.join().unwrap_or_else(|broken| resume_unwind(broken));
        [rows, ledger, orders, revisions]
    });
    let times = (Part::Times, ahead::faults(snap, now));
    for (part, broken) in [rows, ledger, orders, revisions, times] {
        let broken = match broken {
            Err(
                fault @ (Fault::Corrupt { .. }
                | Fault::Missing { .. }
                | Fault::Damaged(_)
                | Fault::Broken(_)),
            ) => vec![fault.to_string()],
            broken => broken?,
        };
        let told = broken.into_iter().take(FINDINGS_MAX);
        findings.extend(told.map(|what| Finding { part, what }));
    }
    Ok(findings)
}

/// The first place at which the chain of the log is broken, if it is.
pub fn broken_link(findings: &[Finding]) -> Option<&Finding> {
    findings.iter().find(|it| it.part == Part::Revisions && revision::is_link(&it.what))
}

/// What of that which is stored for later lies further ahead than a clock that is right sets it.
pub fn ahead(snap: &Snap, now: Timestamp) -> Result<Vec<String>, Fault> {
    ahead::faults(snap, now)
}

/// What is broken, in words for whoever mends it. Empty: every promise holds.
pub fn prove(snap: &Snap) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    for (_, prove) in [ROWS, LEDGER, ORDERS, REVISIONS] {
        broken.extend(prove(&Near::of(snap))?);
    }
    Ok(broken)
}

fn ledger(near: &Near) -> Result<Vec<String>, Fault> {
    let mut books = Books::add_up(near)?;
    let held = hold_faults(near, &books)?;
    books.broken.extend(held);
    each::<Transfer>(near, |transfer| {
        books.broken.extend(entries::entry_fault(near, &transfer)?);
        Ok(())
    })?;
    Ok(books.broken)
}

/// What is promised to buyers, and what has been put off.
fn promises(near: &Near) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let later = Later::load(near)?;
    let mut files = BTreeSet::new();
    each::<Unit>(near, |unit| {
        broken.extend(unit_faults(near, &unit, &later)?);
        files.extend(unit.file);
        Ok(())
    })?;
    each::<Batch>(near, |it| {
        broken.extend(batch::fault(&it, &later.working));
        Ok(())
    })?;
    each::<Intake>(near, |it| {
        broken.extend(batch::intake_faults(near, &it, &later.reading)?);
        Ok(())
    })?;
    let mut owed = 0;
    each::<Order>(near, |order| {
        broken.extend(order_faults(near, &order, &later)?);
        broken.extend(refund::faults(near, &order)?);
        broken.extend(made::order_fault(near, &order)?);
        owed += order.owed().map(|(_, refund)| refund.amount.0 as i64).sum::<i64>();
        Ok(())
    })?;
    let flood = near.get::<Incident>(Trouble::RejectedNotices as u64)?;
    if flood.is_some_and(|flood| flood.told) && !later.quieting {
        broken.push("a flood of strange notices that never ends".to_owned());
    }
    each::<Payment>(near, |payment| {
        broken.extend(payment_faults(near, &payment, &later)?);
        Ok(())
    })?;
    let posted = balance(near, Account::Owed)?.posted;
    if posted != owed {
        broken.push(format!("refunds of {owed} are promised, and the ledger says {posted}"));
    }
    broken.extend(watch_fault(near, &later)?);
    broken.extend(reconciliation_faults(near, &later)?);
    broken.extend(restore::faults(near, &later)?);
    broken.extend(shelf::faults(near)?);
    broken.extend(made::file_faults(near, &files)?);
    each::<CouponUse>(near, |found| {
        broken.extend(use_fault(near, &found)?);
        Ok(())
    })?;
    each::<Coupon>(near, |coupon| {
        broken.extend(entries::coupon_fault(near, &coupon)?);
        Ok(())
    })?;
    each::<Evidence>(near, |evidence| {
        broken.extend(evidence_fault(near, &evidence, &later)?);
        Ok(())
    })?;
    Ok(broken)
}

/// A unit that an order has or had is the order's, and what it came in or was made for is right.
fn unit_faults(read: &impl Read, unit: &Unit, later: &Later) -> Result<Vec<String>, Fault> {
    let mut broken: Vec<String> = batch::unit_fault(read, unit)?.into_iter().collect();
    broken.extend(made::unit_fault(unit, &later.promised));
    let order = match unit.fate {
        Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Shared | Fate::Detained => {
            return Ok(broken);
        }
        Fate::Held(order) | Fate::Sold(order) | Fate::Returned(order) => {
            read.get::<Order>(order.0)?
        }
    };
    let right = order.as_ref().is_some_and(|order| {
        let state = match unit.fate {
            Fate::Held(_) => order.open(),
            _ => order.paid(),
        };
        let listed = order.units().any(|id| id == unit.id);
        state && (listed || refund::was_replaced(unit, order))
    });
    if !right {
        broken.push(format!("{unit:?} belongs to an order that does not have it"));
    }
    Ok(broken)
}

/// What has been put off, by what it is for.
#[derive(Default)]
struct Later {
    expiring: HashSet<OrderId>,
    forgetting: HashSet<OrderId>,
    watching: HashSet<PaymentId>,
    goods: HashMap<OrderId, u32>,
    making: HashSet<PaymentId>,
    asking: HashSet<PaymentId>,
    /// Somebody will look whether a flood of strange notices is over.
    quieting: bool,
    comparing: HashSet<(ReconciliationId, PaymentId)>,
    /// Looks at the goods that are under way.
    looks: u32,
    working: HashSet<BatchId>,
    reading: HashSet<IntakeId>,
    /// Somebody will look whether what was promised for them is done.
    promised: HashSet<(OrderId, ProductId)>,
    /// What is being asked about, or will be.
    unclaimed: HashSet<UnclaimedId>,
    /// Somebody will look whether a restore has been looked after.
    restored: bool,
}

impl Later {
    fn load(read: &impl Read) -> Result<Later, Fault> {
        let mut later = Later::default();
        each::<Timer>(read, |timer| {
            match timer.what {
                What::Expire(order) | What::LetGo(order) => {
                    later.expiring.insert(order);
                }
                What::Ask(payment) | What::Sweep(payment) => {
                    later.watching.insert(payment);
                }
                What::RejectedQuiet => later.quieting = true,
                What::ForgetEvidence(order) => {
                    later.forgetting.insert(order);
                }
                What::RemindReview(_)
                | What::ReviewWaits { .. }
                | What::Reconcile
                | What::Digest
                | What::Unmute
                | What::Remind
                | What::SetAsideQuiet
                | What::Prune { .. } => {}
                What::Promise { order, product } => {
                    later.promised.insert((order, product));
                }
                What::BatchWork(id) => {
                    later.working.insert(id);
                }
                What::Restocked { .. } | What::Unanswered { .. } => {}
                What::Intake(id) => {
                    later.reading.insert(id);
                }
                What::Undelivered => later.looks += 1,
                What::AskUnclaimed(id) => {
                    later.unclaimed.insert(id);
                }
                What::Restored => later.restored = true,
            }
            Ok(())
        })?;
        each::<Effect>(read, |effect| {
            if let EffectState::Dead { .. } = effect.state {
                return Ok(());
            }
            match (effect.about, &effect.task) {
                (About::Goods(order), _) => *later.goods.entry(order).or_default() += 1,
                (About::Payment(id), Task::MakeInvoice { .. }) => {
                    later.making.insert(id);
                }
                (About::Payment(id), Task::AskStatus { .. }) => {
                    later.asking.insert(id);
                }
                (About::Unclaimed(id), _) => {
                    later.unclaimed.insert(id);
                }
                (About::Reconciliation { run, payment }, _) => {
                    later.comparing.insert((run, payment));
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
            say(all_held(read, order)?, "open, and a unit is not held for it");
            say(reviewed || later.expiring.contains(&id), "open without an end");
            say(!settled, "open and paid");
            say(evidence_there(read, order)?, "a transfer without its evidence");
            say(open_money(read, order)?, "open without what its balance sets aside");
        }
        State::Paid { goods, .. } => {
            say(settled == order.payment().is_some(), "paid without a payment");
            say(complete, "paid without all its units");
            say(paid_money(read, order)? == order.total().0, "paid, and the ledger says less");
            if let Goods::Sending { messages, .. } = goods {
                let under_way = later.goods.get(&id).copied().unwrap_or(0);
                say(messages > 0 && messages <= under_way, "goods on no way");
            }
        }
        State::Ended { .. } => say(!settled, "ended and paid"),
    }
    Ok(broken)
}

/// Whether an open order that is paid by hand knows where to, and has in review what is looked at.
fn evidence_there(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    if order.method != PaymentMethod::Transfer {
        return Ok(!matches!(order.state, State::AwaitingTransfer { .. } | State::InReview { .. }));
    }
    let evidence = read.get::<Evidence>(order.id.0)?;
    Ok(evidence.is_some_and(|evidence| match order.state {
        State::AwaitingTransfer { .. } => evidence.doubts.len() < DOUBTS_MAX,
        State::InReview { .. } => evidence.doubts.len() < DOUBTS_MAX && evidence.fresh() > 0,
        _ => false,
    }))
}

/// Evidence is of a transfer and of who makes it, and will be forgotten.
fn evidence_fault(
    read: &impl Read,
    evidence: &Evidence,
    later: &Later,
) -> Result<Option<String>, Fault> {
    let id = evidence.order;
    let order = read.get::<Order>(id.0)?;
    let right = order
        .is_some_and(|it| it.method == PaymentMethod::Transfer && it.customer == evidence.customer);
    let sound = right && later.forgetting.contains(&id);
    Ok((!sound).then(|| format!("evidence of {id} belongs to nothing, or stays for ever")))
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
    let outside = match order.method {
        PaymentMethod::Balance => None,
        PaymentMethod::Qris => order.payment().map(Cause::Payment),
        PaymentMethod::Transfer => Some(Cause::Transfer(order.id)),
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

/// While goods are under way somebody will look whether they arrive, or has warned already.
fn watch_fault(read: &impl Read, later: &Later) -> Result<Option<String>, Fault> {
    let incident = read.get::<Incident>(Trouble::Undelivered as u64)?;
    let under_way = read.count(Index::OrdersUndelivered, ALL)?;
    let right = match incident {
        Some(Incident { told: true, .. }) => later.looks == 0 && under_way > 0,
        Some(Incident { told: false, .. }) => later.looks == 1,
        None => later.looks == 0 && under_way == 0,
    };
    let looks = later.looks;
    Ok((!right).then(|| format!("{under_way} orders under way, {looks} looks, {incident:?}")))
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

/// A reconciliation goes on by the answers it waits for.
fn reconciliation_faults(read: &impl Read, later: &Later) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    each::<Reconciliation>(read, |run| {
        let waits = |payment: &PaymentId| later.comparing.contains(&(run.id, *payment));
        let goes_on = run.under_way.iter().all(waits) && run.under_way.is_empty() != run.running();
        if !goes_on {
            broken.push(format!("reconciliation {}: waits for answers to nothing", run.id.0));
        }
        Ok(())
    })?;
    Ok(broken)
}

fn all_held(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    for id in order.units() {
        if read.get::<Unit>(id.0)?.is_none_or(|unit| unit.fate != Fate::Held(order.id)) {
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
