//! What we remember of a chat: an open wizard as an opaque blob.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;

/// The conversation with one person. Never migrated: a blob that no longer decodes after an
/// upgrade is dropped and the person is led home.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub person: CustomerId,
    pub wizard: Vec<u8>,
}

impl std::fmt::Debug for Session {
    /// What is typed into a wizard may be goods.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Session({}, {} bytes)", self.person.0, self.wizard.len())
    }
}
