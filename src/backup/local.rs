//! The copy in the shop's own folder: what was committed becomes sealed objects there within
//! seconds. Places elsewhere get theirs from it; by itself it is no backup.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::age::{Identity, Recipient};
use super::aside::waited_for;
use super::object::{About, Header, KitFile, Name, Object, ObjectError, records, snapshot};
use super::recovery::{Kept, machine};
use super::shelf::Shelf;
use crate::domain::limit::{
    COPY_SYNC_BYTES, DISK_FREE_BYTES_MIN, LOCAL_LOG_BYTES_MIN, REPLAY_BYTES,
};
use crate::domain::time::{Span, Timestamp};
use crate::store::change_record::{Place, Position};
use crate::store::disk;
use crate::store::durable::{self, Growing};
use crate::store::open::Store;

/// What is wanted besides what was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Nothing,
    /// A word that nothing new has come.
    SignOfLife,
    Snapshot,
    /// The last word: the shop is closed.
    Closed,
}

/// Whose it is, and what goes with it.
#[derive(Clone)]
pub struct Copied {
    /// What people call the shop.
    pub shop: String,
    /// Or why there is none: without it a copy is no shop.
    pub kit: Result<Vec<KitFile>, String>,
    /// Whether this machine has a key of its own to the copies.
    pub machine: bool,
}

pub struct Local {
    store: Arc<Store>,
    /// The shop's data.
    home: PathBuf,
    copied: Copied,
    shelf: Arc<Shelf>,
    /// Up to where objects of this chain lead; nothing before its first snapshot.
    last: Option<Position>,
    snapshot_at: Option<Timestamp>,
    /// The recovery key that opens the newest snapshot.
    opened_by: Option<Recipient>,
    /// Bytes of the newest snapshot, and of the logs since.
    snapshot_bytes: u64,
    log_bytes: u64,
}

/// Whom objects are sealed for.
struct Sealed {
    owner: Option<Recipient>,
    all: Vec<Recipient>,
}

impl Local {
    /// Goes on where objects that lie on the shelf end. From now on the log keeps what comes after
    /// that.
    pub fn open(
        store: Arc<Store>,
        home: &Path,
        copied: Copied,
        shelf: Arc<Shelf>,
    ) -> Result<Local, ObjectError> {
        shelf.fill().map_err(ObjectError::written)?;
        let mut local = Local {
            store,
            home: home.to_owned(),
            copied,
            shelf,
            last: None,
            snapshot_at: None,
            opened_by: None,
            snapshot_bytes: 0,
            log_bytes: 0,
        };
        local.take_up();
        let kept = local.last.map_or(local.store.position().sequence, |last| last.sequence);
        if !local.store.copied(kept) {
            // What is missing between them only a snapshot brings back.
            local.last = None;
        }
        Ok(local)
    }

    pub fn shelf(&self) -> &Arc<Shelf> {
        &self.shelf
    }

    /// Whether all that was committed is copied.
    pub fn is_whole(&self) -> bool {
        self.last == Some(self.store.position())
    }

    /// When the newest snapshot of this chain was taken.
    pub fn snapshot_at(&self) -> Option<Timestamp> {
        self.snapshot_at
    }

    fn take_up(&mut self) {
        let mut ours = self.shelf.objects();
        ours.retain(|name, _| name.generation == self.shelf.generation());
        let names = || ours.keys();
        let snapshot = names().filter(|name| name.what.is_snapshot()).max_by_key(|it| it.upto());
        let newest = names().max_by_key(|name| (name.upto(), name.at));
        let (Some(snapshot), Some(newest)) = (snapshot, newest) else { return };
        match end_of(&self.home, &self.shelf, newest) {
            Ok(last) => self.last = Some(last),
            Err(error) => {
                tracing::warn!(%error, %newest, "the newest copy cannot be read: another is made");
                return;
            }
        }
        let since = |name: &Name| !name.what.is_snapshot() && name.upto() > snapshot.upto();
        let logs = ours.iter().filter(|(name, _)| since(name)).map(|(_, bytes)| bytes);
        (self.log_bytes, self.snapshot_bytes) = (logs.sum(), ours[snapshot]);
        self.snapshot_at = Some(snapshot.at);
        let kept = Kept::read(&self.home).ok().flatten();
        self.opened_by = kept.filter(|kept| kept.since <= snapshot.at).map(|kept| kept.recipient);
    }

    /// Whether there is a recovery key that does not open the newest snapshot: without that, what
    /// comes after it is of no use to whoever has the key.
    pub fn is_locked(&self) -> bool {
        Kept::read(&self.home).is_ok_and(|kept| self.locks_out(kept.map(|kept| kept.recipient)))
    }

    fn locks_out(&self, owner: Option<Recipient>) -> bool {
        owner.is_some() && self.opened_by != owner
    }

    /// Whom objects are sealed for at the moment.
    fn recipients(&self) -> Result<Sealed, ObjectError> {
        let machine = match self.copied.machine {
            true => Some(machine::load_or_make(&self.home).map_err(ObjectError::written)?),
            false => None,
        };
        let owner = Kept::read(&self.home).map_err(ObjectError::written)?;
        let owner = owner.map(|kept| kept.recipient);
        let recipients = [machine.map(|key| key.recipient()), owner];
        Ok(Sealed { owner, all: recipients.into_iter().flatten().collect() })
    }

    /// Makes objects of what has been committed, as many as it takes; gives their names. Where a
    /// snapshot cannot be made, logs are.
    pub fn step(&mut self, now: Timestamp, wish: Wish) -> Result<Vec<Name>, ObjectError> {
        let recipients = self.recipients()?;
        let heavy = self.log_bytes > LOCAL_LOG_BYTES_MIN.max(self.snapshot_bytes / 4)
            || self.locks_out(recipients.owner);
        let closes = wish == Wish::Closed;
        // Where this comes so late that the log had no room left for what waits, nothing leads on.
        self.last = self.last.filter(|last| self.store.copied(last.sequence));
        let Some(last) = self.last else {
            return match closes {
                // A shop that closes has no time for all of it.
                true => Ok(Vec::new()),
                false => self.snapshot(now, &recipients),
            };
        };
        if !closes && (wish == Wish::Snapshot || heavy) {
            return self.snapshot(now, &recipients).or_else(|error| {
                let Some(last) = self.last else { return Err(error) };
                self.logs(now, Wish::Nothing, last, u64::MAX, &recipients)?;
                Err(error)
            });
        }
        self.logs(now, wish, last, u64::MAX, &recipients)
    }

    /// Up to some commit, as many as it takes.
    fn logs(
        &mut self,
        now: Timestamp,
        wish: Wish,
        mut last: Position,
        upto: u64,
        recipients: &Sealed,
    ) -> Result<Vec<Name>, ObjectError> {
        let mut made = Vec::new();
        loop {
            let mut records = match self.store.records_after(&last, REPLAY_BYTES) {
                Ok(records) => records,
                Err(fault) => {
                    // What the log has no more only a snapshot has.
                    self.last = None;
                    return Err(fault.into());
                }
            };
            records.retain(|(record, _)| record.position.sequence <= upto);
            let over = records.is_empty();
            let speaks = match wish {
                Wish::SignOfLife => made.is_empty(),
                Wish::Closed => true,
                Wish::Nothing | Wish::Snapshot => false,
            };
            if over && !speaks {
                return Ok(made);
            }
            let mut header = Header::log(&self.about(now), &self.place(last), &records)?;
            header.closed = over && wish == Wish::Closed;
            let path = self.shelf.path(&header.name());
            let file = Growing::begin(&path, COPY_SYNC_BYTES).map_err(ObjectError::written)?;
            let file = records::write(file, &recipients.all, &header, &records)?;
            let bytes = file.finish().map_err(ObjectError::written)?;
            self.log_bytes += bytes;
            last = header.leads_to();
            self.leads_to(last);
            self.shelf.put(header.name(), bytes);
            made.push(header.name());
            if over {
                return Ok(made);
            }
        }
    }

    /// So far objects lead. Where the log has lost what comes next, a snapshot follows.
    fn leads_to(&mut self, last: Position) {
        self.last = Some(last).filter(|last| self.store.copied(last.sequence));
    }

    /// A snapshot that fills the disk takes the room that the shop needs to sell.
    fn has_room(&self) -> Result<(), ObjectError> {
        let room = disk::room(&self.home);
        let needed = match self.snapshot_bytes {
            0 => room.database_bytes,
            bytes => bytes.saturating_mul(2),
        };
        match room.free_bytes >= needed.saturating_add(DISK_FREE_BYTES_MIN) {
            true => Ok(()),
            false => Err(ObjectError::Full),
        }
    }

    /// After the logs that lead to it: small as they are, they are elsewhere before it is, and
    /// where it is lost, an older one leads on.
    fn snapshot(&mut self, now: Timestamp, to: &Sealed) -> Result<Vec<Name>, ObjectError> {
        self.has_room()?;
        let snap = self.store.snap()?;
        let place = self.store.place(&snap);
        let mut made = match self.last {
            Some(last) => self.logs(now, Wish::Nothing, last, place.last.sequence, to)?,
            None => Vec::new(),
        };
        let kit = self.copied.kit.as_ref().map_err(|why| ObjectError::Kit(why.clone()))?;
        let header = Header::snapshot(&self.about(now), &place);
        let name = header.name();
        let contents = snapshot::Contents { header, kit, snap: &snap };
        let root = self.shelf.root();
        let keep = || snapshot::keep(root, &to.all, &contents, &mut |_| true);
        self.snapshot_bytes = waited_for(keep)?;
        self.log_bytes = 0;
        self.snapshot_at = Some(now);
        self.opened_by = to.owner;
        self.leads_to(place.last);
        self.shelf.put(name, self.snapshot_bytes);
        made.push(name);
        Ok(made)
    }

    fn about(&self, at: Timestamp) -> About<'_> {
        About { store: self.shelf.store(), shop: &self.copied.shop, at }
    }

    fn place(&self, last: Position) -> Place {
        Place { last, ..self.store.stands() }
    }

    /// Takes away what is older than it needs to be, and the oldest where all of it is too much.
    /// The newest snapshot and what follows it stay, whatever the clock says.
    pub fn trim(&self, now: Timestamp, keep: Span, bytes_max: u64) -> io::Result<()> {
        let objects = self.shelf.objects();
        let ours = |name: &&Name| name.generation == self.shelf.generation();
        let base = objects.keys().filter(ours).filter(|name| name.what.is_snapshot());
        let Some(base) = base.max_by_key(|name| (name.upto(), name.at)).copied() else {
            return Ok(());
        };
        let needed = |name: &Name| {
            ours(&name)
                && (*name == base || (!name.what.is_snapshot() && name.upto() >= base.upto()))
        };
        let mut all: u64 = objects.values().sum();
        let mut old: Vec<(Name, u64)> =
            objects.into_iter().filter(|(name, _)| !needed(name)).collect();
        old.sort_unstable_by_key(|(name, _)| name.at);
        for (name, bytes) in old {
            if all <= bytes_max && now.since(name.at) <= keep {
                continue;
            }
            durable::gone(&self.shelf.path(&name))?;
            self.shelf.take(&name);
            all = all.saturating_sub(bytes);
        }
        Ok(())
    }
}

/// Up to where an object on the shelf leads, as the machine's own key opens it.
pub fn end_of(home: &Path, shelf: &Shelf, name: &Name) -> Result<Position, ObjectError> {
    let machine = machine::load(home).map_err(ObjectError::written)?;
    let keys: Vec<&Identity> = machine.iter().collect();
    let file = File::open(shelf.path(name)).map_err(ObjectError::written)?;
    Ok(Object::open(BufReader::new(file), &keys, shelf.store(), name)?.header().leads_to())
}
