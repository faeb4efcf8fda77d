//! The first frame of an object: whose it is, and which piece of which chain.

use serde::{Deserialize, Serialize};

use super::name::{Name, What};
use super::refused::{ObjectError, damaged};
use crate::domain::time::Timestamp;
use crate::store::change_record::{ChangeRecord, Digest, Generation, Place, Position};
use crate::store::schema::SCHEMA;

/// With which every object begins, the number of its format last.
pub const TITLE: &str = "warung backup 1";
const TITLE_BEFORE: &str = "warung backup ";
pub const FORMAT: u64 = 1;

/// What an object says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub store: String,
    /// As people call it.
    pub shop: String,
    pub layout: u64,
    pub generation: Generation,
    pub what: What,
    /// The chain's digest before what is in it, and after it.
    pub before: Digest,
    pub after: Digest,
    pub at: Timestamp,
    /// The shop was closed in order, and nothing comes after this.
    pub closed: bool,
    /// Of the program that wrote it.
    pub version: String,
}

/// Whose object is made, and when: no later than what goes into it was read.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub store: &'a str,
    pub shop: &'a str,
    pub at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Told<'b> {
    title: &'b str,
    kind: u8,
    store: &'b str,
    shop: &'b str,
    layout: u64,
    generation: [u8; 16],
    from: u64,
    to: u64,
    before: Digest,
    after: Digest,
    at: Timestamp,
    closed: bool,
    version: &'b str,
}

const SNAPSHOT: u8 = 0;
const LOG: u8 = 1;

impl Header {
    /// Of a snapshot of what stands there.
    pub fn snapshot(about: &About, place: &Place) -> Header {
        let what = What::Snapshot { sequence: place.last.sequence };
        Header::new(about, place, what, place.last.digest)
    }

    /// Of a log with records that follow what stands there; none: a sign of life.
    pub fn log(
        about: &About,
        place: &Place,
        records: &[(ChangeRecord, Vec<u8>)],
    ) -> Result<Header, ObjectError> {
        let mut last = place.last;
        for (record, _) in records {
            is_next(record, place.layout, &last)?;
            last = record.position;
        }
        let from = place.last.sequence.saturating_add(1);
        let what = What::Log { from, to: last.sequence };
        Ok(Header::new(about, place, what, last.digest))
    }

    fn new(about: &About, place: &Place, what: What, after: Digest) -> Header {
        Header {
            store: about.store.to_owned(),
            shop: about.shop.to_owned(),
            layout: place.layout,
            generation: place.generation,
            what,
            before: place.last.digest,
            after,
            at: about.at,
            closed: false,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    pub fn name(&self) -> Name {
        Name { generation: self.generation, what: self.what, at: self.at }
    }

    /// What is to be there before it.
    pub fn follows(&self) -> Position {
        let sequence = match self.what {
            What::Snapshot { sequence } => sequence,
            What::Log { from, .. } => from.saturating_sub(1),
        };
        Position { sequence, digest: self.before }
    }

    /// What is there with it.
    pub fn leads_to(&self) -> Position {
        Position { sequence: self.what.upto(), digest: self.after }
    }

    /// Where a shop stands with it.
    pub fn place(&self) -> Place {
        Place { layout: self.layout, generation: self.generation, last: self.leads_to() }
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, ObjectError> {
        let (kind, from, to) = match self.what {
            What::Snapshot { sequence } => (SNAPSHOT, sequence, sequence),
            What::Log { from, to } => (LOG, from, to),
        };
        let told = Told {
            title: TITLE,
            kind,
            store: &self.store,
            shop: &self.shop,
            layout: self.layout,
            generation: self.generation.0,
            from,
            to,
            before: self.before,
            after: self.after,
            at: self.at,
            closed: self.closed,
            version: &self.version,
        };
        postcard::to_stdvec(&told).map_err(damaged)
    }

    pub(super) fn read(frame: &[u8]) -> Result<Header, ObjectError> {
        // A newer format may have any header, behind its title.
        let (title, _) = postcard::take_from_bytes::<&str>(frame).map_err(|_| unknown())?;
        let format = title.strip_prefix(TITLE_BEFORE).ok_or_else(unknown)?;
        match format.parse() {
            Ok(FORMAT) if title == TITLE => {}
            Ok(found) if found > FORMAT => return Err(ObjectError::NewerFormat { found }),
            _ => return Err(unknown()),
        }
        let (told, rest) = postcard::take_from_bytes::<Told>(frame).map_err(damaged)?;
        let (from, to) = (told.from, told.to);
        let what = match told.kind {
            SNAPSHOT if from == to => What::Snapshot { sequence: to },
            LOG => What::Log { from, to },
            _ => return Err(damaged("its header means nothing")),
        };
        if !rest.is_empty() || !what.is_possible() {
            return Err(damaged("its header means nothing"));
        }
        let header = Header {
            store: told.store.to_owned(),
            shop: told.shop.to_owned(),
            layout: told.layout,
            generation: Generation(told.generation),
            what,
            before: told.before,
            after: told.after,
            at: told.at,
            closed: told.closed,
            version: told.version.to_owned(),
        };
        header.is_sound().then_some(header).ok_or_else(|| damaged("its digests are no chain's"))
    }

    /// Nothing moves the chain that holds nothing; and before the first commit it is known.
    fn is_sound(&self) -> bool {
        let still = self.what.is_snapshot() || self.what.is_sign_of_life();
        let first = Position::first(&self.generation);
        let begins = [self.follows(), self.leads_to()];
        (self.before == self.after || !still)
            && begins.iter().all(|place| place.sequence != first.sequence || *place == first)
    }

    /// Whether it is what its name says.
    pub(super) fn agrees(&self, store: &str, name: &Name) -> Result<(), ObjectError> {
        if self.store != store {
            let (found, wanted) = (self.store.clone(), store.to_owned());
            return Err(ObjectError::OtherStore { found, wanted });
        }
        if self.generation != name.generation {
            return Err(ObjectError::OtherGeneration { found: self.generation });
        }
        if self.name() != *name {
            return Err(ObjectError::Misnamed { says: self.name() });
        }
        match self.layout > SCHEMA {
            true => Err(ObjectError::NewerLayout { found: self.layout }),
            false => Ok(()),
        }
    }
}

/// Whether a record is the next one of a chain, and of the same data.
pub(super) fn is_next(
    record: &ChangeRecord,
    layout: u64,
    last: &Position,
) -> Result<(), ObjectError> {
    use crate::store::change_record::ChangeError;
    if record.layout != layout {
        return Err(ChangeError::Layout { found: record.layout, ours: layout }.into());
    }
    Ok(record.follows(last)?)
}

fn unknown() -> ObjectError {
    ObjectError::Foreign
}
