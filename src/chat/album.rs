//! Several files sent together: each is done what is to be done with it, and the person hears once.

use serde::{Deserialize, Serialize};

use super::choice::Fingerprint;
use crate::domain::id::ProductId;
use crate::domain::limit::FILES_WAITING_MAX;

/// The last album of a person, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Album {
    group: String,
    /// The product that the files before were for.
    pub product: Option<ProductId>,
    /// What has been answered to it, each in short.
    answered: Vec<Fingerprint>,
}

impl Album {
    pub fn new(group: &str) -> Album {
        Album { group: group.to_owned(), product: None, answered: Vec::new() }
    }

    pub fn is(&self, group: &str) -> bool {
        self.group == group
    }

    /// Notes what one of it leads to. Whether that has been said before.
    pub fn note(&mut self, answer: Fingerprint, product: Option<ProductId>) -> bool {
        self.product = product.or(self.product);
        let told = self.answered.contains(&answer);
        if !told && self.answered.len() < FILES_WAITING_MAX {
            self.answered.push(answer);
        }
        told
    }
}
