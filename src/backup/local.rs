//! The copy in the shop's own folder: what was committed becomes sealed objects there within
//! seconds. Places elsewhere get theirs from it; by itself it is no backup.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufReader};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::age::{Identity, Recipient};
use super::object::{
    About, Header, KitFile, Listing, Name, Object, ObjectError, records, snapshot,
};
use super::recovery::{Kept, machine};
use crate::domain::limit::{LOCAL_LOG_BYTES_MIN, OBJECT_SYNC_BYTES, REPLAY_BYTES};
use crate::domain::time::Timestamp;
use crate::store::change_record::{Place, Position};
use crate::store::durable::{self, Growing};
use crate::store::open::Store;

/// Beside the database.
pub const FOLDER: &str = "backup";

/// Whose copies they are.
#[derive(Clone, Debug)]
pub struct Owner {
    /// What the machine calls the shop.
    pub store: String,
    /// What people call it.
    pub shop: String,
}

/// What is wanted besides what was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Nothing,
    /// A word that nothing new has come.
    SignOfLife,
    Snapshot,
}

pub struct Local {
    store: Arc<Store>,
    /// The shop's data.
    home: PathBuf,
    owner: Owner,
    kit: Vec<KitFile>,
    /// Up to where objects of this chain lead; nothing before its first snapshot.
    last: Option<Position>,
    /// Bytes of the newest snapshot, and of the logs since.
    snapshot_bytes: u64,
    log_bytes: u64,
}

impl Local {
    /// Goes on where objects that lie there end. From now on the log keeps what comes after that.
    pub fn open(
        store: Arc<Store>,
        home: &Path,
        owner: Owner,
        kit: Vec<KitFile>,
    ) -> Result<Local, ObjectError> {
        let root = home.join(FOLDER);
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&root);
        made.map_err(ObjectError::written)?;
        let listing = Listing::of_folder(&root).map_err(ObjectError::written)?;
        let ours = |name: &&Name| name.generation == store.generation();
        let names: Vec<Name> =
            listing.of_store(&owner.store).iter().filter(ours).copied().collect();
        let home = home.to_owned();
        let (last, snapshot_bytes, log_bytes) = (None, 0, 0);
        let mut local = Local { store, home, owner, kit, last, snapshot_bytes, log_bytes };
        local.take_up(&names);
        let kept = local.last.map_or(local.store.position().sequence, |last| last.sequence);
        if !local.store.copied(kept) {
            // What is missing between them only a snapshot brings back.
            local.last = None;
        }
        Ok(local)
    }

    /// Where the objects lie.
    pub fn root(&self) -> PathBuf {
        self.home.join(FOLDER)
    }

    fn take_up(&mut self, names: &[Name]) {
        let snapshot =
            names.iter().filter(|name| name.what.is_snapshot()).max_by_key(|it| it.upto());
        let newest = names.iter().max_by_key(|name| (name.upto(), name.at));
        let (Some(snapshot), Some(newest)) = (snapshot, newest) else { return };
        match self.leads_to(newest) {
            Ok(last) => self.last = Some(last),
            Err(error) => {
                tracing::warn!(%error, %newest, "the newest copy cannot be read: another is made");
                return;
            }
        }
        let bytes = |name: &Name| {
            let path = self.root().join(name.path(&self.owner.store));
            fs::metadata(path).map_or(0, |file| file.len())
        };
        let since = |name: &&Name| !name.what.is_snapshot() && name.upto() > snapshot.upto();
        let (logs, whole) = (names.iter().filter(since).map(bytes).sum(), bytes(snapshot));
        (self.log_bytes, self.snapshot_bytes) = (logs, whole);
    }

    fn leads_to(&self, name: &Name) -> Result<Position, ObjectError> {
        let machine = machine::load(&self.home).map_err(ObjectError::written)?;
        let keys: Vec<&Identity> = machine.iter().collect();
        let file = File::open(self.root().join(name.path(&self.owner.store)));
        let file = BufReader::new(file.map_err(ObjectError::written)?);
        Ok(Object::open(file, &keys, &self.owner.store, name)?.header().leads_to())
    }

    /// Whom objects are sealed for at the moment.
    fn recipients(&self) -> io::Result<Vec<Recipient>> {
        let machine = machine::load_or_make(&self.home)?.recipient();
        let owner = Kept::read(&self.home)?.map(|kept| kept.recipient);
        Ok([Some(machine), owner].into_iter().flatten().collect())
    }

    /// Makes objects of what has been committed, as many as it takes; gives their names.
    pub fn step(&mut self, now: Timestamp, wish: Wish) -> Result<Vec<Name>, ObjectError> {
        let recipients = self.recipients().map_err(ObjectError::written)?;
        let heavy = self.log_bytes > LOCAL_LOG_BYTES_MIN.max(self.snapshot_bytes / 4);
        let Some(last) = self.last.filter(|_| wish != Wish::Snapshot && !heavy) else {
            return Ok(vec![self.snapshot(now, &recipients)?]);
        };
        let mut made = Vec::new();
        let mut last = last;
        loop {
            let records = self.store.records_after(&last, REPLAY_BYTES)?;
            if records.is_empty() && (wish != Wish::SignOfLife || !made.is_empty()) {
                return Ok(made);
            }
            let over = records.is_empty();
            let header = Header::log(&self.about(now), &self.place(last), &records)?;
            let path = self.root().join(header.name().path(&self.owner.store));
            let file = Growing::begin(&path, OBJECT_SYNC_BYTES).map_err(ObjectError::written)?;
            let file = records::write(file, &recipients, &header, &records)?;
            self.log_bytes += file.finish().map_err(ObjectError::written)?;
            last = header.leads_to();
            self.last = Some(last);
            self.store.copied(last.sequence);
            made.push(header.name());
            if over {
                return Ok(made);
            }
        }
    }

    fn snapshot(&mut self, now: Timestamp, to: &[Recipient]) -> Result<Name, ObjectError> {
        let snap = self.store.snap()?;
        let place = self.store.place(&snap);
        let header = Header::snapshot(&self.about(now), &place);
        let name = header.name();
        let contents = snapshot::Contents { header, kit: &self.kit, snap: &snap };
        self.snapshot_bytes = snapshot::keep(&self.root(), to, &contents, &mut |_| true)?;
        self.log_bytes = 0;
        self.last = Some(place.last);
        self.store.copied(place.last.sequence);
        Ok(name)
    }

    fn about(&self, at: Timestamp) -> About<'_> {
        About { store: &self.owner.store, shop: &self.owner.shop, at }
    }

    fn place(&self, last: Position) -> Place {
        Place { last, ..self.store.stands() }
    }

    /// Takes away what nobody needs any more.
    pub fn forget(&self, names: &[Name]) -> io::Result<()> {
        for name in names {
            durable::gone(&self.root().join(name.path(&self.owner.store)))?;
        }
        Ok(())
    }
}
