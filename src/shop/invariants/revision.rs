//! Does the log of revisions tell how everything came to be as it is? Every revision follows from
//! the one before it, and the newest of each row left it as it stands.

use std::collections::BTreeMap;

use crate::domain::revision::{Chain, Revision, RowImage, Target, UNCHAINED};
use crate::domain::settings::{Setting, Settings, StoredSetting};
use crate::shop::revision::{EachRevised, Revised, each_kind, kind_of};
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::{Table, chain, image_of, known_layout, row_of};

pub(super) fn faults(read: &impl Read) -> Result<Vec<String>, Fault> {
    let mut log = Log::walk(read)?;
    each_kind(&mut Standing { read, log: &mut log })?;
    log.gone(read)?;
    each::<StoredSetting>(read, |stored| {
        let known = Setting::numbered(stored.number);
        let value = known.map(|which| Settings::default().set(which, &stored));
        log.broken.extend(value.and_then(Result::err).map(|fault| fault.to_string()));
        Ok(())
    })?;
    Ok(log.broken)
}

/// What the revisions tell, read once from first to last.
#[derive(Default)]
struct Log {
    last: u64,
    chain: Chain,
    /// The newest revision of everything that was not seen to stand yet.
    newest: BTreeMap<Target, u64>,
    broken: Vec<String>,
}

impl Log {
    fn walk(read: &impl Read) -> Result<Log, Fault> {
        let mut log = Log { chain: UNCHAINED, ..Log::default() };
        each::<Revision>(read, |revision| log.follow(&revision))?;
        let given = read.last_number(Table::Revision)?;
        if given != log.last {
            log.broken.push(format!("the log ends at revision {}, and not at {given}", log.last));
        }
        Ok(log)
    }

    fn follow(&mut self, revision: &Revision) -> Result<(), Fault> {
        let Revision { number, what, .. } = *revision;
        if number != self.last + 1 {
            self.broken.push(format!("revision {} is missing", self.last + 1));
        }
        if chain(self.chain, revision)? != revision.chain {
            let why = "does not follow from the one before it: one of the two was changed";
            self.broken.push(format!("revision {number} ({what}) {why}"));
        }
        for image in [&revision.before, &revision.after].into_iter().flatten() {
            if let Err(fault) = kind_of(what, &mut Legible { what, image }) {
                self.broken.push(format!("revision {number} ({what}) cannot be read: {fault}"));
            }
        }
        (self.last, self.chain) = (number, revision.chain);
        self.newest.insert(what, number);
        Ok(())
    }

    /// What was not seen to stand is to be gone by its newest revision.
    fn gone(&mut self, read: &impl Read) -> Result<(), Fault> {
        for (what, number) in std::mem::take(&mut self.newest) {
            if read.need::<Revision>(number)?.after.is_some() {
                self.broken.push(format!("{what} is gone, and revision {number} left it there"));
            }
        }
        Ok(())
    }
}

/// Whether an image can be read as what it is of. Those of a layout that we do not know are not
/// for us.
struct Legible<'i> {
    what: Target,
    image: &'i RowImage,
}

impl EachRevised for Legible<'_> {
    fn kind<R: Revised>(&mut self) -> Result<(), Fault> {
        match known_layout::<R>(self.image.layout) {
            true => row_of::<R>(self.what.row(), self.image).map(|_| ()),
            false => Ok(()),
        }
    }
}

/// Holds every row against its newest revision.
struct Standing<'l, T> {
    read: &'l T,
    log: &'l mut Log,
}

impl<T: Read> EachRevised for Standing<'_, T> {
    fn kind<R: Revised>(&mut self) -> Result<(), Fault> {
        each::<R>(self.read, |row| {
            let what = R::target(row.key());
            let Some(number) = self.log.newest.remove(&what) else {
                self.log.broken.push(format!("{what} is there without any revision"));
                return Ok(());
            };
            let stands = image_of(&row)?;
            let right = match self.read.need::<Revision>(number)?.after {
                // Of an older layout: the same row has other bytes now.
                Some(left) if left.layout != stands.layout => {
                    match known_layout::<R>(left.layout) {
                        true => image_of(&row_of::<R>(row.key(), &left)?)? == stands,
                        false => true,
                    }
                }
                Some(left) => left == stands,
                None => false,
            };
            if !right {
                self.log.broken.push(format!("{what} is not as revision {number} left it"));
            }
            Ok(())
        })
    }
}
