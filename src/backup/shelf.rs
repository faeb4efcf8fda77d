//! What lies in the shop's own folder of copies, for those who carry it elsewhere.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use tokio::sync::watch;

use super::object::{Listing, Name};
use crate::domain::time::Tick;
use crate::store::change_record::Generation;

/// Beside the database.
pub const FOLDER: &str = "backup";

pub struct Shelf {
    root: PathBuf,
    store: String,
    generation: Generation,
    objects: Mutex<BTreeMap<Name, u64>>,
    stand: watch::Sender<Stand>,
}

/// How far the copy on the shelf is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// When all that had been committed was on it.
    pub whole: Option<Tick>,
    /// Why it does not follow at the moment.
    pub trouble: Option<String>,
}

impl Shelf {
    /// Beside a shop's data; empty until somebody has looked.
    pub fn new(home: &Path, store: &str, generation: Generation) -> Shelf {
        let (root, store, objects) = (home.join(FOLDER), store.to_owned(), Mutex::default());
        Shelf { root, store, generation, objects, stand: watch::Sender::default() }
    }

    /// Looks what lies there.
    pub(super) fn fill(&self) -> io::Result<()> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&self.root);
        made?;
        let listing = Listing::of_folder(&self.root)?;
        // What cannot be asked is found out where it is read.
        let size = |name: &Name| fs::metadata(self.path(name)).map_or(0, |file| file.len());
        let names = listing.of_store(&self.store).iter();
        *self.open() = names.map(|name| (*name, size(name))).collect();
        Ok(())
    }

    /// The chain that goes on.
    pub fn generation(&self) -> Generation {
        self.generation
    }

    pub fn store(&self) -> &str {
        &self.store
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, name: &Name) -> PathBuf {
        self.root.join(name.path(&self.store))
    }

    /// Everything on it with its size, by names.
    pub fn objects(&self) -> BTreeMap<Name, u64> {
        self.open().clone()
    }

    /// Asks something of what lies there, without a copy of it.
    pub fn look<T>(&self, ask: impl FnOnce(&BTreeMap<Name, u64>) -> T) -> T {
        ask(&self.open())
    }

    pub fn has(&self, name: &Name) -> bool {
        self.open().contains_key(name)
    }

    pub(super) fn put(&self, name: Name, bytes: u64) {
        self.open().insert(name, bytes);
    }

    pub(super) fn take(&self, name: &Name) {
        self.open().remove(name);
    }

    /// Says how far it is now; whoever carries it on hears of it.
    pub fn says(&self, stand: Stand) {
        self.stand.send_replace(stand);
    }

    pub fn stand(&self) -> watch::Receiver<Stand> {
        self.stand.subscribe()
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<Name, u64>> {
        // Each change is one step: it is whole whoever broke meanwhile.
        self.objects.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
