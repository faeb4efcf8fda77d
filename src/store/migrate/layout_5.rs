//! Layout 5, and the step away from it: a log with no ways through it but that of each row.

use serde::{Deserialize, Serialize};

use super::Migration;
use crate::domain::revision::Revision;
use crate::store::fault::Fault;
use crate::store::record::Record;
use crate::store::schema::{Index, Table};

pub fn leave(at: &mut Migration) -> Result<(), Fault> {
    // To the byte as it was, so that the chain holds: only the ways to it are new.
    at.rewrite(|Logged(revision)| revision)
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Logged(Revision);

impl Record for Logged {
    const TABLE: Table = Table::Revision;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.0.number
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::RevisionsOf, self.0.what.key())]
    }
}
