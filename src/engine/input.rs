//! Everything that can happen to the shop, as one enum.

use crate::chat::incoming::Incoming;
use crate::domain::effect::Outcome;
use crate::domain::id::{EffectId, ReconciliationId, TimerId};
use crate::domain::payment::Reference;
use crate::domain::refusal::Refusal;
use crate::domain::staff::Role;
use crate::domain::stray::Why;
use crate::domain::time::Timestamp;
use crate::shop::stock::{Import, Imported};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize)]
pub enum Input {
    /// A Telegram update. `id` is Telegram's; one seen before changes nothing.
    Update { id: u64, said: Incoming },
    /// Somebody says that this payment was made. A hint to ask the gateway, never a proof.
    Hint(Reference),
    /// A courier is back.
    Carried { effect: EffectId, outcome: Outcome },
    /// A timer is due, as the list of timers has it.
    Ring { timer: TimerId, at: Timestamp },
    /// A part of a catalogue, from the command line.
    Import(Batch),
    /// A pairing code is wanted for a new member of the staff.
    Pair(Role),
    /// So many notices came lately that are none of ours, all for one reason.
    Stray { why: Why, count: u64 },
    /// The shop has opened its doors.
    Opened,
    /// A reconciliation is wanted, from the command line.
    Reconcile,
    /// The ledger was added up and does not hold: so many things are wrong.
    BooksBroken { count: u64 },
    /// Somebody wants to know whether the writer still works. It changes nothing.
    Ping,
}

impl Input {
    /// What kind of thing it is, for logs: never its content.
    pub fn kind(&self) -> &'static str {
        match self {
            Input::Update { said, .. } => said.said.kind(),
            Input::Hint(_) => "hint",
            Input::Carried { .. } => "carried",
            Input::Ring { .. } => "timer",
            Input::Import(_) => "import",
            Input::Pair(_) => "pair",
            Input::Stray { .. } => "stray notices",
            Input::Opened => "opened",
            Input::Reconcile => "reconcile",
            Input::BooksBroken { .. } => "broken books",
            Input::Ping => "ping",
        }
    }

    /// Its number, of those that have one: an update's, an effect's, a timer's.
    pub fn number(&self) -> Option<u64> {
        match self {
            Input::Update { id, .. } => Some(*id),
            Input::Carried { effect, .. } => Some(effect.0),
            Input::Ring { timer, .. } => Some(timer.0),
            _ => None,
        }
    }
}

/// Products with their stock, in pieces small enough that buyers get in between.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    pub products: Vec<Import>,
    /// Look, but change nothing.
    pub dry_run: bool,
}

/// What the submitter gets once its input is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    Done,
    /// An update that was seen before.
    Seen,
    Imported(Vec<Result<Imported, Refusal>>),
    /// The hint named a payment of ours.
    Hinted,
    /// It did not. Nothing has changed.
    Unknown,
    /// A fresh pairing code, to be told to one person.
    Code(String),
    /// The reconciliation that was begun, or was under way already.
    Reconciling(ReconciliationId),
    /// The input broke something of ours; it is kept aside and the owner is told.
    Quarantined,
}
