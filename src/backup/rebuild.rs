//! A shop built anew from a folder of objects, proved, and handed over to be named or given up.
//!
//! Nothing of it has its name in the data folder before all is read and replayed: whatever ends
//! this leaves a file aside, which the next try takes away. What it refuses, it refuses with one
//! sentence and with how far the copies are good.

mod build;
mod drill;
mod kit;
mod refused;

pub use drill::{Drill, Drilled, drill};
pub use refused::{Good, RebuildError};

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::age::Identity;
use super::object::snapshot::Kit;
use super::object::{Name, Object, ObjectError};
use super::plan::Plan;
use crate::domain::time::Timestamp;
use crate::shop::invariants::Finding;
use crate::store::change_record::{Generation, Position};
use crate::store::durable;
use crate::store::lock::hold;
use crate::store::open::{OpenError, Store};
use crate::store::pour::Building;

/// What is to be built, of what, and where.
pub struct Rebuild<'a> {
    /// Where the objects lie, by their paths: `STORE/GENERATION/FILE`.
    pub objects: &'a Path,
    pub store: &'a str,
    pub identities: &'a [&'a Identity],
    pub plan: &'a Plan,
    /// Where the shop is to be; in it there is none.
    pub data: &'a Path,
    /// Where its kit is put, in a folder of its own: older files of the same names give way.
    pub kit: &'a Path,
    pub now: Timestamp,
    pub hear: Hear,
}

/// Is told how far it is; says whether to go on.
pub type Hear = Arc<dyn Fn(Progress) -> bool + Send + Sync>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Of the snapshot's file, in bytes.
    Snapshot {
        done: u64,
        of: u64,
    },
    Logs {
        done: usize,
        of: usize,
    },
    /// Rows that have been read for the proof, some of them more than once.
    Proof {
        rows: usize,
    },
}

/// A shop without a name yet: `finish` gives it one, `give_up` leaves nothing of it.
pub struct Rebuilt {
    pub building: Building,
    pub report: Report,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As people call the shop.
    pub shop: String,
    pub layout: u64,
    pub generation: Generation,
    pub position: Position,
    /// The moment up to which it has all.
    pub upto: Timestamp,
    pub orders: u64,
    pub units: u64,
    /// Of its database.
    pub bytes: u64,
    /// The shop was closed in order after all of that.
    pub closed: bool,
    /// What is broken in it. `None`: it is of an older layout, and is proved once it has been
    /// opened and brought up to date.
    pub findings: Option<Vec<Finding>>,
}

/// Builds it. After an error there is nothing left of it, nor of its kit.
pub fn rebuild(order: &Rebuild) -> Result<Rebuilt, RebuildError> {
    let Rebuild { data, kit, plan, .. } = *order;
    durable::private_folder(data).map_err(|error| RebuildError::at(data, error))?;
    durable::private_folder(kit).map_err(|error| RebuildError::at(kit, error))?;
    // Of two that write the same kit, one would open the other's rows with its key.
    let _alone = hold(kit).map_err(|error| RebuildError::open(kit, error))?;
    if Store::is_in(data) {
        return Err(OpenError::Taken { folder: data.to_owned() }.into());
    }
    let refused = RebuildError::object(plan.snapshot, None);
    let (object, of) = order.open(&plan.snapshot).map_err(&refused)?;
    let opened = Kit::read(object).map_err(&refused)?;
    let put = kit::put(kit, &opened.files)?;
    build::build(order, opened, of).inspect_err(|_| kit::take_away(&put))
}

impl Rebuild<'_> {
    fn open(&self, name: &Name) -> Result<(Object<File>, u64), ObjectError> {
        let file = File::open(self.objects.join(name.path(self.store)));
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ObjectError::Gone,
            _ => ObjectError::Io(error),
        })?;
        let bytes = file.metadata().map_err(ObjectError::Io)?.len();
        Ok((Object::open(file, self.identities, self.store, name)?, bytes))
    }

    fn go_on(&self, progress: Progress) -> Result<(), RebuildError> {
        match (self.hear)(progress) {
            true => Ok(()),
            false => Err(RebuildError::Stopped),
        }
    }
}
