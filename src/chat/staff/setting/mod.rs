//! How the shop behaves: the list of settings, one of them, what has become of it.

pub mod answer;
pub mod card;
pub mod edit;
pub mod history;
pub mod list;
pub mod operator;
pub mod shown;
pub mod told;
pub mod trial;
pub mod wish;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::settings::{KeyRow, Setting, Value};
use crate::domain::shop::Language;
use crate::domain::staff::Right;
use crate::shop::deposit::Bound;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// All of them.
    Card,
    /// These were made by older programs, and say nothing of what whoever presses them saw: each
    /// leads to the setting that it meant.
    ToggleSoldOut,
    ToggleKeyboard,
    OpenInvoices,
    DepositBound(Bound),
    TransferAccount,
    RefundFormula,
    Of(Setting),
    Edit(Setting),
    To {
        which: Setting,
        wish: Wish,
        seen: Fingerprint,
    },
    History {
        which: Setting,
        page: u32,
    },
    /// Takes back the change that has this number among all revisions.
    Undo {
        which: Setting,
        number: u64,
    },
    /// What the operator's file alone says.
    Operator,
}

/// What a setting is to be. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    Flag(bool),
    Count(u32),
    Default,
    /// What the change of that number made of it.
    Past(u64),
    /// This language is offered, or not.
    Speak(Language, bool),
    /// This row of the keyboard is there, below the others, or not.
    Row(KeyRow, bool),
    /// It stands one higher.
    RowUp(KeyRow),
}

impl Press {
    pub fn needs(&self) -> Right {
        self.which().map_or(Right::Settings, Setting::right)
    }

    /// The setting that it is about.
    pub fn which(&self) -> Option<Setting> {
        Some(match *self {
            Press::Card | Press::Operator => return None,
            Press::ToggleSoldOut => Setting::HideSoldOut,
            Press::ToggleKeyboard => Setting::KeyboardStays,
            Press::OpenInvoices => Setting::OpenInvoicesMax,
            Press::DepositBound(bound) => bound.setting(),
            Press::TransferAccount => Setting::TransferAccount,
            Press::RefundFormula => Setting::Refund,
            Press::Of(which)
            | Press::Edit(which)
            | Press::To { which, .. }
            | Press::History { which, .. }
            | Press::Undo { which, .. } => which,
        })
    }

    /// Where whoever pressed it looks once more at what it is about.
    pub fn again(&self) -> Place {
        self.which().map_or(Place::Card, Place::of)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// All of them.
    Card,
    Of {
        which: Setting,
        note: Note,
    },
    History {
        which: Setting,
        page: u32,
    },
    Operator,
}

/// What has just become of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    Nothing,
    /// It was changed, by the revision of this number.
    Saved(u64),
    /// It is not what whoever pressed a button saw.
    Changed,
    /// A message is on its way there; it counts once that has arrived.
    Trying,
    /// It is again what it was, by the revision of this number.
    Undone(u64),
}

impl Place {
    /// A setting as it stands.
    pub fn of(which: Setting) -> Place {
        Place::Of { which, note: Note::Nothing }
    }

    pub fn needs(&self) -> Right {
        match self {
            Place::Card | Place::Operator => Right::Settings,
            Place::Of { which, .. } | Place::History { which, .. } => which.right(),
        }
    }
}

/// A setting that is being changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub which: Setting,
    /// The value as they saw it when they were asked.
    pub seen: Fingerprint,
    /// What they typed, where it is looked at once more before it counts.
    pub draft: Option<Value>,
}
