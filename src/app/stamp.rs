//! That the owners have been told of a shop that does not run: kept outside of its data, which
//! may be locked, broken or full.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::limit::{DOWN_GAP, DOWN_GAP_SAME};
use crate::domain::time::Timestamp;
use crate::store::durable;

const FILE: &str = "alerted";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Of the first failure since it last ran for long.
    pub since: Timestamp,
    pub told: Timestamp,
    /// Why it did not run when they were told last.
    pub why: String,
}

impl Stamp {
    /// Where one may lie: the first is the shop's own, the others take it when its disk is full.
    /// systemd's name of the shop's own folder is there even where the configuration is not.
    pub fn places(data_dir: Option<&Path>) -> Vec<PathBuf> {
        let lent = ["STATE_DIRECTORY", "CACHE_DIRECTORY", "RUNTIME_DIRECTORY"];
        let lent = lent.into_iter().filter_map(env::var_os).map(PathBuf::from);
        data_dir.into_iter().map(Path::to_owned).chain(lent).collect()
    }

    /// The newest of those that lie in these folders.
    pub fn read<'p>(folders: impl IntoIterator<Item = &'p PathBuf>) -> Option<Stamp> {
        let stamps = folders.into_iter().filter_map(|folder| Stamp::parse(&folder.join(FILE)));
        stamps.max_by_key(|stamp| stamp.told)
    }

    fn parse(file: &Path) -> Option<Stamp> {
        let text = fs::read_to_string(file).ok()?;
        let mut lines = text.lines();
        let mut moment = || Some(Timestamp(lines.next()?.parse().ok()?));
        Some(Stamp { since: moment()?, told: moment()?, why: lines.next()?.to_owned() })
    }

    /// Puts it into the first folder that takes it.
    pub fn write(&self, folders: &[PathBuf]) -> bool {
        let text = format!("{}\n{}\n{}\n", self.since.0, self.told.0, self.why);
        folders
            .iter()
            .any(|folder| durable::put(&folder.join(FILE), text.as_bytes(), 0o600).is_ok())
    }

    pub fn remove<'p>(folders: impl IntoIterator<Item = &'p PathBuf>) {
        for folder in folders {
            // One that is not there is as good.
            let _ = fs::remove_file(folder.join(FILE));
        }
    }

    /// What is to be put down when the owners are told now, unless they have been told enough. A
    /// clock that went back is no reason for silence.
    pub fn next(before: Option<Stamp>, now: Timestamp, why: &str) -> Option<Stamp> {
        let fresh = Stamp { since: now, told: now, why: why.to_owned() };
        let Some(before) = before else { return Some(fresh) };
        let gap = if before.why == why { DOWN_GAP_SAME } else { DOWN_GAP };
        let passed = now < before.told || now >= before.told.after(gap);
        passed.then_some(Stamp { since: before.since, ..fresh })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::domain::time::Span;

    const NOW: Timestamp = Timestamp(1_795_331_100_000);

    #[test]
    fn owners_are_told_at_first_and_then_rarely() {
        let first = Stamp::next(None, NOW, "oom-kill").unwrap();
        let next = |span, why| Stamp::next(Some(first.clone()), NOW.after(span), why);
        assert_eq!(next(Span::minutes(1), "oom-kill"), None);
        assert_eq!(next(Span::minutes(1), "78"), None);
        let other = next(DOWN_GAP, "78").unwrap();
        assert_eq!((other.since, other.told, other.why.as_str()), (NOW, NOW.after(DOWN_GAP), "78"));
        assert_eq!(next(DOWN_GAP, "oom-kill"), None);
        assert!(next(DOWN_GAP_SAME, "oom-kill").is_some());
        assert!(Stamp::next(Some(first), NOW.before(Span::minutes(1)), "oom-kill").is_some());
    }

    #[test]
    fn it_is_kept_wherever_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let places = [PathBuf::from("/nowhere"), folder.path().to_owned()];
        assert_eq!(Stamp::read(&places), None);
        let stamp = Stamp::next(None, NOW, "watchdog").unwrap();
        assert!(stamp.write(&places) && !stamp.write(&places[..1]));
        assert_eq!(Stamp::read(&places), Some(stamp));
        let facts = fs::metadata(folder.path().join(FILE)).unwrap();
        assert_eq!(facts.permissions().mode() & 0o777, 0o600);
        fs::write(folder.path().join(FILE), "rubbish").unwrap();
        assert_eq!(Stamp::read(&places), None);
        Stamp::remove(&places);
        assert!(!folder.path().join(FILE).exists());
    }
}
