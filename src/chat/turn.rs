//! Whose turn it is, and what they get for what they did.

use super::album::Album;
use super::choice::Fingerprint;
use super::place::Place;
use super::wizard::Wizard;
use crate::domain::customer::Customer;
use crate::domain::id::{OrderId, ProductId};
use crate::domain::message::{MessageRef, Screen};
use crate::domain::refusal::Refusal;
use crate::words::{Dictionary, Words};

/// The person at the counter, and how they spoke.
pub struct Turn<'d> {
    pub customer: Customer,
    pub words: Words<'d>,
    pub dictionary: &'d Dictionary,
    /// The message whose button was pressed.
    pub pressed: Option<MessageRef>,
    /// The album that this is one more of.
    pub album: Option<Album>,
    /// A program of Telegram has taken signs out of the text for a format.
    pub formatted: bool,
    /// The same text with the formats that it was given, as HTML.
    pub html: Option<String>,
    /// One of the staff, who looks at the shop as a buyer.
    pub preview: bool,
}

/// What they get.
#[derive(Debug)]
pub enum Next {
    /// They stand somewhere else now, or in the same place with other figures.
    Go(Place),
    /// A wizard goes on with its next question.
    Open(Wizard),
    /// The answer was no use: why, and the same question stays open.
    Again(Wizard, Refusal),
    /// It cannot be, and nothing else is to be seen.
    Refuse(Refusal),
    /// A plain answer; the wizard, if any, is over.
    Say(Screen),
    /// A plain answer, and whatever comes next is heard by that wizard.
    Then(Screen, Wizard),
    /// An order's message is shown anew, wherever it stood before.
    Panel(OrderId),
    /// The same below everything else, for a buyer who has lost sight of it.
    PanelBelow(OrderId),
    /// A file for this product is being fetched.
    Reading { product: ProductId, screen: Screen },
    /// Nothing new to see.
    Stay,
    /// Nothing new to see, and that wizard goes on.
    Keep(Wizard),
}

/// The answer to one update: something to see, and a word on the button.
#[derive(Debug)]
pub struct Reply {
    pub next: Next,
    pub toast: Option<String>,
    /// Whether they see the shop as a buyer from now on.
    pub preview: Option<bool>,
}

impl From<Next> for Reply {
    fn from(next: Next) -> Reply {
        Reply { next, toast: None, preview: None }
    }
}

impl Reply {
    pub fn preview(self, on: bool) -> Reply {
        Reply { preview: Some(on), ..self }
    }
}

impl Next {
    pub fn go(place: impl Into<Place>) -> Next {
        Next::Go(place.into())
    }

    pub fn ask(wizard: impl Into<Wizard>) -> Next {
        Next::Open(wizard.into())
    }

    /// Nothing new to see; what is open stays so.
    pub fn still(open: Option<Wizard>) -> Next {
        open.map_or(Next::Stay, Next::Keep)
    }

    /// Equal for answers that say the same: of an album each is told once.
    pub fn gist(&self) -> Fingerprint {
        let said = match self {
            Next::Say(screen) => screen.html.clone(),
            Next::Open(_) => "asked".to_owned(),
            Next::Again(_, refusal) => format!("{refusal:?}"),
            other => format!("{other:?}"),
        };
        Fingerprint::of(said.as_bytes())
    }

    /// The product that a file is being fetched for.
    pub fn product(&self) -> Option<ProductId> {
        match self {
            Next::Reading { product, .. } => Some(*product),
            _ => None,
        }
    }

    pub fn say(html: String) -> Next {
        Next::Say(Screen::new(html))
    }

    pub fn toast(self, toast: String) -> Reply {
        Reply { toast: Some(toast), ..self.into() }
    }
}
