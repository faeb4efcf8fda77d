//! Every act that the log can have.

use warung::domain::act::{Act, Claimed, Touch};
use warung::domain::batch::Doing;
use warung::domain::correction::Change;
use warung::domain::id::{
    BatchId, CustomerId, OrderId, ProductId, ReconciliationId, UnclaimedId, UnitId,
};
use warung::domain::money::Rupiah;
use warung::domain::month::Month;
use warung::domain::staff::Role;

use super::stock::after_doing;

/// The act that comes behind one; the first behind none.
pub fn after_act(act: Option<Act>) -> Option<Act> {
    let (order, part, amount) = (OrderId(300), 2, Rupiah(50_000));
    let (product, customer) = (ProductId(3), CustomerId(5_000_000_001));
    let (faulty, spare) = (UnitId(70_000), UnitId(70_001));
    let Some(act) = act else { return Some(Act::Refunded { order, part, amount, outside: false }) };
    let corrected = |change| Some(Act::Corrected { customer, number: 300, change });
    let worked = |doing| Act::BatchWorked { batch: BatchId(300), product, doing, count: 300 };
    let claimed = |what| Act::Claimed { id: UnclaimedId(300), amount, what };
    let touched = |touch| Act::Unit { unit: faulty, product, touch };
    match act {
        Act::Refunded { outside: false, .. } => {
            Some(Act::Refunded { order, part, amount, outside: true })
        }
        Act::Refunded { .. } => Some(Act::PaidOut { order, part, amount }),
        Act::PaidOut { .. } => Some(Act::Replaced { order, product, faulty, spare }),
        Act::Replaced { .. } => Some(Act::SentAgain { order }),
        Act::SentAgain { .. } => Some(Act::Approved { order, amount }),
        Act::Approved { .. } => Some(Act::Doubted { order, last: false }),
        Act::Doubted { last: false, .. } => Some(Act::Doubted { order, last: true }),
        Act::Doubted { .. } => corrected(Change::Received(amount)),
        Act::Corrected { change: Change::Received(_), .. } => corrected(Change::Added(amount)),
        Act::Corrected { change: Change::Added(_), .. } => corrected(Change::Taken(amount)),
        Act::Corrected { .. } => Some(Act::StockIn { product, added: 300, moved: 2 }),
        Act::StockIn { .. } => Some(Act::Invited { role: Role::Cashier }),
        Act::Invited { .. } => Some(Act::Paused),
        Act::Paused => Some(Act::Resumed),
        Act::Resumed => Some(Act::Restarted),
        Act::Restarted => Some(Act::Muted { minutes: 120 }),
        Act::Muted { .. } => Some(Act::Unmuted),
        Act::Unmuted => Some(Act::Acknowledged { troubles: 2 }),
        Act::Acknowledged { .. } => Some(Act::Reconciling { run: ReconciliationId(7) }),
        Act::Reconciling { .. } => Some(Act::BooksSent { month: Month { year: 2026, month: 11 } }),
        Act::BooksSent { .. } => Some(worked(Doing::Freeze)),
        Act::BatchWorked { doing, .. } => Some(match after_doing(&doing) {
            Some(doing) => worked(doing),
            None => Act::BatchNoted { batch: BatchId(300), product },
        }),
        Act::BatchNoted { .. } => Some(touched(Touch::Seen)),
        Act::Unit { touch, .. } => Some(match touch {
            Touch::Seen => touched(Touch::Corrected),
            Touch::Corrected => touched(Touch::Moved),
            Touch::Moved => touched(Touch::Removed),
            Touch::Removed => touched(Touch::Withheld),
            Touch::Withheld => touched(Touch::Released),
            Touch::Released => Act::StockOut { product, count: 300 },
        }),
        Act::StockOut { .. } => Some(Act::Finished { order, product }),
        Act::Finished { .. } => Some(Act::SharedSet { product }),
        Act::SharedSet { .. } => Some(Act::Configured { changes: 300 }),
        Act::Configured { .. } => Some(Act::Unconfigured { changes: 300 }),
        Act::Unconfigured { .. } => Some(Act::Uninvited { role: Role::Cashier }),
        Act::Uninvited { .. } => Some(Act::Restored { units: 300 }),
        Act::Restored { .. } => Some(Act::Loosed { product, count: 300, gone: false }),
        Act::Loosed { gone: false, .. } => Some(Act::Loosed { product, count: 300, gone: true }),
        Act::Loosed { .. } => Some(claimed(Claimed::Given(customer))),
        Act::Claimed { what, .. } => match what {
            Claimed::Given(_) => Some(claimed(Claimed::SentBack)),
            Claimed::SentBack => Some(claimed(Claimed::Left)),
            Claimed::Left => None,
        },
    }
}
