//! What is remembered of copies between two starts: beside the database, and in no copy itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::copies::Drill;
use crate::domain::restore::Restored;
use crate::store::change_record::Generation;
use crate::store::durable;

const FILE: &str = "copies.json";
/// Names in it tell where a shop's copies lie.
const PRIVATE: u32 = 0o600;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Chains that led to the present one, here or on a machine that was lost: what lies at a
    /// place under these names is ours, and nobody else's.
    pub ancestors: BTreeSet<String>,
    /// By their names in the configuration.
    pub targets: BTreeMap<String, Known>,
    pub drill: Option<Drill>,
    /// The shop was brought back, and does not know it yet.
    pub restored: Option<Restored>,
}

/// What is known of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Copies have been put there: an empty folder is a disk that is not mounted.
    pub used: bool,
    /// It lets nothing be deleted.
    pub add_only: bool,
    /// Snapshots that were read back whole, as `GENERATION/FILE`.
    pub verified: BTreeSet<String>,
}

impl State {
    /// Of the shop whose folder it is. One that nobody can read is told: what was verified and
    /// whose a place is are not to be guessed.
    pub fn read(folder: &Path) -> io::Result<State> {
        match fs::read(folder.join(FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(error),
        }
    }

    pub fn put(&self, folder: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        durable::put(&folder.join(FILE), &text, PRIVATE)
    }

    /// As if nothing had ever been copied.
    pub fn forget(folder: &Path) -> io::Result<()> {
        durable::gone(&folder.join(FILE))
    }

    pub fn is_ancestor(&self, generation: Generation) -> bool {
        self.ancestors.contains(&generation.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::copies::Good;
    use crate::domain::time::{Span, Timestamp};

    #[test]
    fn it_comes_back_as_it_was_put() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(State::read(folder.path()).unwrap(), State::default());
        let generation = Generation([7; 16]);
        let known = Known {
            used: true,
            add_only: true,
            verified: BTreeSet::from(["07/snap-1-2.age".to_owned()]),
        };
        let at = Timestamp(1_795_331_100_123);
        let state = State {
            ancestors: BTreeSet::from([generation.to_string()]),
            targets: BTreeMap::from([("usb".to_owned(), known)]),
            drill: Some(Drill {
                at,
                target: "usb".to_owned(),
                took: Span::secs(3),
                result: Ok(Good { orders: 3, upto: at, bytes: 7 }),
            }),
            restored: Some(Restored { upto: at, at, from: "usb".to_owned(), complete: true }),
        };
        state.put(folder.path()).unwrap();
        assert_eq!(State::read(folder.path()).unwrap(), state);
        assert!(state.is_ancestor(generation) && !state.is_ancestor(Generation([8; 16])));
        State::forget(folder.path()).unwrap();
        assert_eq!(State::read(folder.path()).unwrap(), State::default());
        // What a newer warung notes besides is no hindrance; rubbish is.
        fs::write(folder.path().join(FILE), r#"{"targets":{"usb":{"used":true,"x":1}},"y":2}"#)
            .unwrap();
        assert!(State::read(folder.path()).unwrap().targets["usb"].used);
        for wrong in ["", "{", "7", r#"{"targets":3}"#] {
            fs::write(folder.path().join(FILE), wrong).unwrap();
            assert!(State::read(folder.path()).is_err(), "{wrong}");
        }
    }
}
