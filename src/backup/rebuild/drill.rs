//! A restore for practice: all of it into a scratch folder, and nothing is left.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::super::age::Identity;
use super::super::plan::Plan;
use super::{Hear, Rebuild, RebuildError, Report, rebuild};
use crate::domain::time::Timestamp;
use crate::store::change_record::Digest;
use crate::store::durable;
use crate::store::lock::hold;

/// What is tried, and where there is room to try it.
pub struct Drill<'a> {
    pub objects: &'a Path,
    pub store: &'a str,
    pub identities: &'a [&'a Identity],
    pub plan: &'a Plan,
    /// A folder of its own.
    pub scratch: &'a Path,
    /// The digest of the shop's own chain after some commit, as long as it is known.
    pub known: &'a dyn Fn(u64) -> Option<Digest>,
    pub now: Timestamp,
    pub hear: Hear,
}

/// What has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drilled {
    pub report: Report,
    /// Whether it is the chain that the shop itself has. `None`: the shop knows that no more.
    pub agrees: Option<bool>,
}

const DATA: &str = "drill";
const KIT: &str = "drill-kit";

pub fn drill(drill: &Drill) -> Result<Drilled, RebuildError> {
    let Drill { scratch, .. } = *drill;
    let at = |error| RebuildError::at(scratch, error);
    durable::private_folder(scratch).map_err(at)?;
    let _alone = hold(scratch).map_err(|error| RebuildError::open(scratch, error))?;
    // One that was cut off has left secrets here.
    clear(scratch).map_err(at)?;
    let (data, kit) = (scratch.join(DATA), scratch.join(KIT));
    let rebuilt = rebuild(&Rebuild {
        objects: drill.objects,
        store: drill.store,
        identities: drill.identities,
        plan: drill.plan,
        data: &data,
        kit: &kit,
        now: drill.now,
        hear: drill.hear.clone(),
    });
    let report = rebuilt.map(|rebuilt| rebuilt.report);
    clear(scratch).map_err(at)?;
    let report = report?;
    let known = (drill.known)(report.position.sequence);
    let agrees = known.map(|known| known == report.position.digest);
    Ok(Drilled { report, agrees })
}

fn clear(scratch: &Path) -> io::Result<()> {
    for folder in [DATA, KIT] {
        match fs::remove_dir_all(scratch.join(folder)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
