//! Everything that can happen to the shop, as one enum.

use crate::chat::incoming::Incoming;
use crate::domain::bot::Bot;
use crate::domain::configuration::{Configuration, Taken};
use crate::domain::effect::Outcome;
use crate::domain::id::{CustomerId, EffectId, ReconciliationId, TimerId};
use crate::domain::incident::{Sight, Trouble};
use crate::domain::payment::Hint;
use crate::domain::refusal::Refusal;
use crate::domain::rejected_notice::Why;
use crate::domain::restore::Restored;
use crate::domain::settings::{Setting, Value};
use crate::domain::staff::{Dismissal, Role};
use crate::domain::time::{Boot, Step, Timestamp};
use crate::domain::webhook::News;
use crate::shop::stock::{Import, Imported};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize)]
pub enum Input {
    /// A Telegram update. `id` is Telegram's; one seen before changes nothing.
    Update { id: u64, said: Incoming },
    /// Somebody says that this payment was made. A hint to ask the gateway, never a proof.
    Hint(Hint),
    /// A courier is back.
    Carried { effect: EffectId, outcome: Outcome },
    /// A timer is due, as the list of timers has it.
    Ring { timer: TimerId, at: Timestamp },
    /// A part of a catalogue, from the command line.
    Import(Batch),
    /// A pairing code is wanted for a new member of the staff.
    Pair(Role),
    /// Somebody is to be staff no more.
    Dismiss(CustomerId),
    /// So many notices came lately that are none of ours, all for one reason.
    RejectedNotice { why: Why, count: u64 },
    /// The process has begun in this life of the machine.
    Booted(Boot),
    /// The shop has opened its doors.
    Opened,
    /// A reconciliation is wanted, from the command line.
    Reconcile,
    /// A setting is to be this, from the command line; nothing: as by default.
    Set { which: Setting, value: Option<Value> },
    /// A whole shop's configuration, from the command line; looked at alone where it is a dry run.
    Configure { file: Box<Configuration>, dry_run: bool },
    /// The ledger was added up: so many things are wrong.
    Books { broken: u64 },
    /// Telegram says that we are this bot.
    Met(Bot),
    /// The operator wants this bot to take over, whoever the shop has been so far.
    SwapAgreed(Bot),
    /// The webhook does, or does not.
    Webhook(News),
    /// Somebody who watches the machine, the lines and the log has news of a trouble.
    Observed { trouble: Trouble, sight: Sight },
    /// An update of the bot that warns. It counts its updates by itself.
    OwnerUpdate { id: u64, said: Incoming },
    /// The clock on the wall was set by so much; with the machine's life as it is told now, where
    /// it is told.
    Stepped(Step, Option<Boot>),
    /// Somebody wants to know whether the writer still works. It changes nothing.
    Ping,
    /// The shop was brought back from a copy. Word of the same that comes twice changes nothing.
    Restored(Restored),
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
            Input::Dismiss(_) => "dismiss",
            Input::RejectedNotice { .. } => "rejected notices",
            Input::Booted(_) => "booted",
            Input::Opened => "opened",
            Input::Reconcile => "reconcile",
            Input::Set { .. } => "setting",
            Input::Configure { .. } => "configuration",
            Input::Books { .. } => "books",
            Input::Met(_) => "met",
            Input::SwapAgreed(_) => "swap agreed",
            Input::Webhook(_) => "webhook",
            Input::Observed { .. } => "observed",
            Input::OwnerUpdate { .. } => "owner update",
            Input::Stepped(..) => "clock stepped",
            Input::Ping => "ping",
            Input::Restored(_) => "restored",
        }
    }

    /// Its number, of those that have one: an update's, an effect's, a timer's.
    pub fn number(&self) -> Option<u64> {
        match self {
            Input::Update { id, .. } | Input::OwnerUpdate { id, .. } => Some(*id),
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
    Dismissed(Dismissal),
    /// What the setting is now, or why it is not what was wished.
    Set(Result<Value, Refusal>),
    /// What came of a configuration, or would.
    Configured(Box<Taken>),
    /// The reconciliation that was begun, or was under way already.
    Reconciling(ReconciliationId),
    /// The bot is a stranger to this shop, which has been another one so far.
    Stranger(Bot),
    /// The input broke something of ours; it is kept aside and the owner is told.
    Quarantined,
}
