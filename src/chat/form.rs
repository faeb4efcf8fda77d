//! A form that is being filled in: what is known so far, and where in it somebody stands.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form<D> {
    pub draft: D,
    pub at: At,
}

/// Where in the form. Questions are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    Question(u8),
    /// Back at a question from the card, and then to the card again.
    Edit(u8),
    /// All is answered, and looked at before it counts.
    Card,
}

impl<D> Form<D> {
    pub fn new(draft: D) -> Form<D> {
        Form { draft, at: At::Question(0) }
    }
}
