//! What the staff have to do by hand for one buyer, and what they hand over.

use serde::{Deserialize, Serialize};

use super::id::FileId;
use super::product::Terms;
use super::time::{Span, Timestamp};

/// As it was promised when it was sold. What is handed over becomes the unit's content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    pub within: Span,
    pub question: Option<String>,
    pub answer: Option<String>,
    /// Since when the staff have all that they need.
    pub ready: Option<Timestamp>,
    pub done: Option<Timestamp>,
}

impl Todo {
    pub fn of(terms: &Terms) -> Todo {
        let Terms { within, question } = terms.clone();
        Todo { within, question, answer: None, ready: None, done: None }
    }

    /// By when it was promised; `None` while the buyer has still to say something.
    pub fn until(&self) -> Option<Timestamp> {
        self.ready.map(|ready| ready.after(self.within))
    }

    /// The buyer has still to say something.
    pub fn asks(&self) -> Option<&str> {
        self.question.as_deref().filter(|_| self.answer.is_none())
    }
}

/// What the buyer gets of what was done for them; nothing, where it was done somewhere else.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub text: String,
    pub file: Option<FileId>,
}

impl std::fmt::Debug for Handover {
    /// Goods stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Handover({} bytes, {:?})", self.text.len(), self.file)
    }
}

/// Why nothing is done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoTodo {
    /// It is done, or was refunded, or never was.
    Gone,
    /// The buyer has said it already.
    Answered,
    /// A text was typed and is not sent yet.
    TextWaits,
    /// What is handed over lies in stock, where somebody could still buy it.
    InStock,
    /// Several files were sent together: one is handed over.
    OneFile,
}
