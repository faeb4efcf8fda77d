//! Everything the shop may ask of the outside world, as data, and what may come back.

use serde::{Deserialize, Serialize};

use super::alert::{OwnerMessage, Via};
use super::id::{
    Address, CustomerId, EffectId, FileId, OrderId, OwnButtonId, PaymentId, ProductId,
    ReconciliationId, UnclaimedId,
};
use super::message::{MessageRef, Screen};
use super::missed::StaffAction;
use super::money::Rupiah;
use super::payment::{GatewayAnswer, Invoice, Reference};
use super::stock::Form;
use super::time::{Span, Timestamp};
use super::wording::WordingId;

/// One row of the outbox: kept until it is carried or given up. Sealed on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub id: EffectId,
    pub lane: Lane,
    pub task: Task,
    pub about: About,
    /// When it was asked for.
    pub at: Timestamp,
    pub state: EffectState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectState {
    /// Not before `at`; tried `attempt` times already.
    Due { at: Timestamp, attempt: u16 },
    /// Given up, and kept for people to see.
    Dead { at: Timestamp, why: String },
}

/// How urgent: what somebody waits for goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lane {
    /// Somebody of the staff has just pressed a button: few, and they keep the shop going.
    Staff,
    /// Somebody has just pressed a button.
    Answer,
    /// Somebody has paid.
    Goods,
    /// Something is wrong.
    Alarm,
    /// Somebody should know.
    Notice,
    /// The rest.
    Bulk,
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Shows a screen: as a new message, or in the place of an old one.
    Show { to: Address, screen: Screen, replace: Option<MessageRef> },
    /// Answers a button press; the spinner on it stops.
    Toast { callback: String, text: Option<String>, alert: bool },
    /// Brings a file that somebody sent.
    Fetch { file: String, bytes_max: usize },
    /// Asks the gateway to collect. The same reference finds the same transaction.
    MakeInvoice { reference: Reference, amount: Rupiah },
    /// Asks the gateway how a transaction stands.
    AskStatus { reference: Reference, amount: Rupiah, txn: String },
    /// Tells the gateway that nobody will pay any more.
    CancelInvoice { reference: Reference, amount: Rupiah, txn: String },
    /// Takes a message away.
    Retire { to: Address, message: MessageRef },
    /// Tells one of the owners something, by one of our bots.
    Tell { to: CustomerId, via: Via, message: OwnerMessage },
}

/// Why it was asked for, so that the result finds its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    Nothing,
    /// The message is the order's panel from now on.
    Panel(OrderId),
    /// One message of an order's goods.
    Goods(OrderId),
    Payment(PaymentId),
    /// A stock file that an admin sent.
    StockFile {
        product: ProductId,
        by: CustomerId,
        form: Form,
        /// They have said that every line is a unit by itself.
        sure: bool,
    },
    /// A photo for a product that an admin sent.
    PictureFile {
        product: ProductId,
        by: CustomerId,
    },
    /// Tells an owner what was done by hand with money.
    ByHand(StaffAction),
    /// Tells an owner what they missed, up to that number.
    Missed {
        owner: CustomerId,
        upto: u32,
    },
    /// How a payment stands, for the books alone.
    Reconciliation {
        run: ReconciliationId,
        payment: PaymentId,
    },
    /// Whether the staff's group that somebody chose takes a message. `seen`: what the setting
    /// was then, in short.
    GroupTrial {
        by: CustomerId,
        seen: u32,
    },
    /// A notice that can wait: in the quiet hours it makes no sound.
    CanWait,
    /// A file that is to be sold.
    KeptFile(FileId),
    /// A photo that one of the staff sent, for something else than a product.
    Photo {
        of: Pictured,
        by: CustomerId,
    },
    /// A whole shop's configuration that one of the staff sent. `sure`: what it was, in short, when
    /// they saw what it would change.
    Configuration {
        by: CustomerId,
        sure: Option<u32>,
    },
    /// Whether money is there that no payment of ours was for.
    Unclaimed(UnclaimedId),
}

/// What else has a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pictured {
    Text(WordingId),
    Button(OwnButtonId),
}

/// Who carries a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    Telegram,
    Gateway,
    /// Telegram too, on a way of its own: a full shop delays no alarm.
    Alert,
}

impl Task {
    pub fn carrier(&self) -> Carrier {
        match self {
            Task::Show { .. } | Task::Toast { .. } | Task::Fetch { .. } | Task::Retire { .. } => {
                Carrier::Telegram
            }
            Task::MakeInvoice { .. } | Task::AskStatus { .. } | Task::CancelInvoice { .. } => {
                Carrier::Gateway
            }
            Task::Tell { .. } => Carrier::Alert,
        }
    }
}

/// What a courier learnt. `Ok` ends the task, whatever the answer says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Done(Answer),
    /// Try again: after that long if the outside said so, else as the number of tries suggests.
    Later {
        after: Option<Span>,
        why: String,
    },
    /// It will never work.
    Never(Never),
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Nothing more to say.
    Carried,
    /// The message that now stands in the chat, and Telegram's name of its picture.
    Shown {
        message: MessageRef,
        file: Option<String>,
    },
    File(Vec<u8>),
    Invoice(Invoice),
    Status(GatewayAnswer),
    /// The gateway knows no such transaction.
    Unknown,
    /// An owner has heard all news up to this one.
    Told {
        upto: u64,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Never {
    /// The person blocked the bot or is gone.
    Away,
    /// The group became a supergroup with this number.
    Moved(i64),
    /// Refused for good, in the outside's own words (without secrets).
    Refused(String),
    /// Nobody waits for it any more.
    Late,
}

impl std::fmt::Debug for Answer {
    /// Files may be stock: only their size is told.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Answer::Carried => out.write_str("Carried"),
            Answer::Shown { message, .. } => write!(out, "Shown({})", message.id),
            Answer::File(bytes) => write!(out, "File({} bytes)", bytes.len()),
            Answer::Invoice(invoice) => write!(out, "Invoice({})", invoice.payable),
            Answer::Status(proof) => write!(out, "Status({:?})", proof.status),
            Answer::Unknown => out.write_str("Unknown"),
            Answer::Told { upto } => write!(out, "Told({upto})"),
        }
    }
}
