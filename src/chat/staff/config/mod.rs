//! The whole configuration of the shop as a file: out, in after a look, and taken back.

pub mod answer;
pub mod import;
pub mod rules;
pub mod shown;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::staff::Right;
use crate::shop::undo::Act;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Export,
    /// Asks for a file.
    Import,
    /// Takes in the file that was looked at, if it is still that.
    Apply {
        seen: Fingerprint,
    },
    /// Takes a whole file back.
    Undo(Act),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Settings
    }
}

/// A file is asked for; and which one it was, until it is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub file: Option<String>,
}
