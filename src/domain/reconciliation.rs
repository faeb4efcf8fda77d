//! Reconciliation: our payments against the gateway's word and the ledger, and what differs.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, OrderId, PaymentId, ReconciliationId};
use super::money::Rupiah;
use super::payment::{GatewayAnswer, Payment, PaymentState, Status};
use super::time::Timestamp;

/// One run over the payments of some days, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    pub id: ReconciliationId,
    /// When it began.
    pub at: Timestamp,
    /// Payments made before are an earlier run's.
    pub since: Timestamp,
    /// Who wants to hear of it, whatever it finds.
    pub askers: Vec<CustomerId>,
    /// The clock wants it: the staff hear of it if something differs.
    pub nightly: bool,
    /// Where to go on.
    pub next: PaymentId,
    /// The newest payment when it began. Those made later are the next run's.
    pub last: PaymentId,
    /// The gateway has been asked about these and has not answered yet.
    pub under_way: Vec<PaymentId>,
    pub compared: u32,
    /// How many in a row got no answer.
    pub silent: u32,
    pub differences: Vec<Difference>,
    /// Differences beyond those that are kept.
    pub more: u32,
    pub ended: Option<Ended>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub at: Timestamp,
    /// It broke off here: payments made since then have not been compared.
    pub left_from: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub order: OrderId,
    pub how: Disagreement,
}

/// How the three differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Disagreement {
    /// The gateway has money of which we knew nothing. It went the way of a late payment.
    Found { received: Rupiah },
    /// We have it as paid, and the gateway does not.
    NotCompleted { ours: Rupiah, status: Status },
    /// The gateway names another amount than we do.
    Amount { ours: Rupiah, gateway: Rupiah },
    /// We have it as paid, with the sandbox's play money.
    PlayMoney { ours: Rupiah },
    /// The ledger has another amount than the payment, or none.
    Ledger { ours: Option<Rupiah>, ledger: Option<Rupiah> },
    /// The gateway knows no such transaction.
    Unknown,
    /// The gateway did not say.
    NoAnswer,
}

impl Reconciliation {
    pub fn running(&self) -> bool {
        self.ended.is_none()
    }

    /// All that differs, told or only counted.
    pub fn found(&self) -> u64 {
        self.differences.len() as u64 + u64::from(self.more)
    }
}

/// What we have received for a payment, by its own row.
pub fn received(payment: &Payment) -> Option<Rupiah> {
    match payment.state {
        PaymentState::Settled { .. } => Some(payment.amount),
        PaymentState::Credited { received, .. } => Some(received),
        PaymentState::Requested | PaymentState::Open(_) | PaymentState::Closed => None,
    }
}

/// Where a payment and the ledger differ.
pub fn against_ledger(payment: &Payment, ledger: Option<Rupiah>) -> Option<Disagreement> {
    let ours = received(payment);
    (ours != ledger).then_some(Disagreement::Ledger { ours, ledger })
}

/// Where a payment and the gateway's answer differ. `counts`: this shop takes what the answer
/// tells of for money.
pub fn against_gateway(
    payment: &Payment,
    answer: &GatewayAnswer,
    counts: bool,
) -> Option<Disagreement> {
    let gateway = payment.received(answer.amount);
    match (received(payment), answer.status) {
        (None, Status::Completed) => counts.then_some(Disagreement::Found { received: gateway }),
        (None, Status::Pending | Status::Cancelled) => {
            let ours = payment.amount;
            (gateway != ours).then_some(Disagreement::Amount { ours, gateway })
        }
        (Some(ours), Status::Completed) if !counts => Some(Disagreement::PlayMoney { ours }),
        (Some(ours), Status::Completed) => {
            (gateway != ours).then_some(Disagreement::Amount { ours, gateway })
        }
        (Some(ours), status) => Some(Disagreement::NotCompleted { ours, status }),
    }
}
