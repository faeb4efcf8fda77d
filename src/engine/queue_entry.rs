//! What the outbox needs to know of an effect to put it in line; the rest it reads when due.

use crate::domain::effect::{About, Carrier, Effect, EffectState, Lane, Task};
use crate::domain::id::{ChatId, EffectId, OrderId};
use crate::domain::time::{Moment, Timestamp};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    pub id: EffectId,
    pub carrier: Carrier,
    pub lane: Lane,
    pub line: Line,
    pub weight: Weight,
    pub at: Timestamp,
    /// What it would overwrite: of several waiting edits of one message only the last counts.
    pub edits: Option<Edits>,
}

/// What the outbox is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// This is to be carried; one of the same number is replaced.
    Carry(QueueEntry),
    /// This is not to be carried any more: its row is gone.
    Leave(QueueEntry),
}

/// A word, and what the clocks showed when it was said: a time that it names is one of that wall,
/// which may have been set before anybody hears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub word: Word,
    pub at: Moment,
}

impl Word {
    pub fn entry(&self) -> &QueueEntry {
        match self {
            Word::Carry(entry) | Word::Leave(entry) => entry,
        }
    }

    pub fn carrier(&self) -> Carrier {
        self.entry().carrier
    }
}

/// What must stay in order among itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Line {
    Chat(ChatId),
    Payment(String),
    /// Bound to nothing.
    Free(EffectId),
}

/// What it costs of the outside's patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Message(ChatId),
    Invoice,
    Question,
    Nothing,
}

/// Where effects of one weight wait together when the outside has had enough of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    Messages,
    Invoices,
    Questions,
    /// Never shut.
    Open,
}

impl Weight {
    pub fn gate(self) -> Gate {
        match self {
            Weight::Message(_) => Gate::Messages,
            Weight::Invoice => Gate::Invoices,
            Weight::Question => Gate::Questions,
            Weight::Nothing => Gate::Open,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edits {
    Message(i32),
    Panel(OrderId),
}

impl QueueEntry {
    /// `None` for an effect that has been given up.
    pub fn of(effect: &Effect) -> Option<QueueEntry> {
        let EffectState::Due { at, .. } = effect.state else { return None };
        let (line, weight) = match &effect.task {
            Task::Show { to, .. } => (Line::Chat(to.chat), Weight::Message(to.chat)),
            Task::Tell { to, .. } => (Line::Chat(to.chat()), Weight::Message(to.chat())),
            Task::Retire { to, .. } => (Line::Chat(to.chat), Weight::Nothing),
            Task::Toast { .. } | Task::Fetch { .. } => (Line::Free(effect.id), Weight::Nothing),
            Task::MakeInvoice { reference, .. } => {
                (Line::Payment(reference.as_str().to_owned()), Weight::Invoice)
            }
            Task::AskStatus { reference, .. } => {
                (Line::Payment(reference.as_str().to_owned()), Weight::Question)
            }
            Task::CancelInvoice { reference, .. } => {
                (Line::Payment(reference.as_str().to_owned()), Weight::Nothing)
            }
        };
        let edits = match (&effect.task, effect.about) {
            (_, About::Panel(order)) => Some(Edits::Panel(order)),
            (Task::Show { replace: Some(message), .. }, About::Nothing) => {
                Some(Edits::Message(message.id))
            }
            _ => None,
        };
        let Effect { id, lane, .. } = *effect;
        Some(QueueEntry { id, carrier: effect.task.carrier(), lane, line, weight, at, edits })
    }
}
