//! Does the log of revisions tell how everything came to be as it is? Every revision follows from
//! the one before it, and the newest of each row left it as it stands.

use std::collections::BTreeMap;

use crate::domain::revision::{Chain, Revision, RowImage, Target, UNCHAINED};
use crate::domain::settings::{Setting, Settings, StoredSetting};
use crate::shop::revision::{EachRevised, Revised, each_kind, kind_of};
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::{Table, chain, image_of, known_layout, row_of};

pub(super) fn faults(read: &impl Read) -> Result<Vec<String>, Fault> {
    let (mut log, unread) = Log::walk(read)?;
    if let Some(fault) = unread {
        // What comes behind it, and what it left, nothing can be said of.
        log.broken.push(fault.to_string());
        return Ok(log.broken);
    }
    match each_kind(&mut Standing { read, log: &mut log }) {
        Err(fault @ (Fault::Corrupt { .. } | Fault::Missing { .. })) => {
            log.broken.push(fault.to_string());
            return Ok(log.broken);
        }
        stood => stood?,
    }
    log.gone(read)?;
    each::<StoredSetting>(read, |stored| {
        let known = Setting::numbered(stored.number);
        let value = known.map(|which| Settings::default().set(which, &stored));
        log.broken.extend(value.and_then(Result::err).map(|fault| fault.to_string()));
        Ok(())
    })?;
    Ok(log.broken)
}

/// Whether a finding says where the chain is broken, and not what has become of a row since.
pub(super) fn is_link(what: &str) -> bool {
    what.starts_with("revision ") || what.starts_with("the log ends")
}

/// Rows read at a time.
const STRIDE: usize = 1000;

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
    /// Up to the first revision that cannot be read, if there is one.
    fn walk(read: &impl Read) -> Result<(Log, Option<Fault>), Fault> {
        let mut log = Log { chain: UNCHAINED, ..Log::default() };
        let mut from = Some(0);
        while let Some(first) = from {
            let rows = read.rows(Table::Revision, first, STRIDE)?;
            from = rows.last().and_then(|(key, _)| key.checked_add(1));
            for (key, bytes) in rows {
                match decode::<Revision>(key, &bytes, read.seal()) {
                    Ok(revision) => log.follow(&revision)?,
                    Err(fault) => return Ok((log, Some(fault))),
                }
            }
        }
        let given = read.last_number(Table::Revision)?;
        if given != log.last {
            log.broken.push(format!("the log ends at revision {}, and not at {given}", log.last));
        }
        Ok((log, None))
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
        if !matches!(what, Target::Act(_)) {
            self.newest.insert(what, number);
        }
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
