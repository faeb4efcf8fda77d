//! Reads the machine. What cannot be read, as inside a hardened unit, is left out, never guessed.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rustix::fs::statvfs;
use sysinfo::System;

use crate::domain::limit::JOURNAL_EVERY;
use crate::domain::vitals::Machine;
use crate::store::open::DATABASE;

const CGROUPS: &str = "/sys/fs/cgroup";
const JOURNALS: [&str; 2] = ["/var/log/journal", "/run/log/journal"];
const MEGABYTE: u64 = 1 << 20;
/// The unit of `st_blocks`, whatever the file system's own.
const BLOCK: u64 = 512;

pub struct Probe {
    folder: PathBuf,
    system: Option<System>,
    /// Processor time that all have used since the machine's start, in µs, and when.
    used: Option<(u64, Instant)>,
    looked: bool,
    journal: Option<(Option<u64>, Instant)>,
}

impl Probe {
    /// `folder` is where the data lies.
    pub fn new(folder: PathBuf) -> Probe {
        Probe { folder, system: System::new().ok(), used: None, looked: false, journal: None }
    }

    /// To be called every now and then; the processor's load is that since the last call.
    pub fn read(&mut self) -> Machine {
        let disk = statvfs(&self.folder).ok();
        let free = disk.as_ref().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
        // File systems without a bound on files say that they have none at all.
        let files = disk.filter(|disk| disk.f_files > 0);
        Machine {
            cpu_percent: self.processor(),
            memory_free_percent: self.memory(),
            disk_free_megabytes: free.map(|free| free / MEGABYTE),
            inodes_free_percent: files.and_then(|disk| percent(disk.f_favail, disk.f_files)),
            journal_percent: self.journal(),
            database_megabytes: taken(&self.folder.join(DATABASE)).map(|taken| taken / MEGABYTE),
        }
    }

    fn processor(&mut self) -> Option<u64> {
        let system = self.system.as_mut()?;
        system.refresh_cpu_usage();
        let now = Instant::now();
        let used = used();
        let before = std::mem::replace(&mut self.used, used.map(|used| (used, now)));
        let looked = std::mem::replace(&mut self.looked, true);
        if !system.cpus().is_empty() {
            // The first look has nothing to compare with.
            return looked.then(|| system.global_cpu_usage().round() as u64);
        }
        let (before, at) = before?;
        let cores = std::thread::available_parallelism().ok()?.get() as u64;
        let passed = u64::try_from(now.duration_since(at).as_micros()).ok()?;
        percent(used?.saturating_sub(before), passed.saturating_mul(cores))
    }

    /// Of the machine, or of what we are allowed: whichever is nearer to its end.
    fn memory(&mut self) -> Option<u64> {
        let machine = self.system.as_mut().and_then(|system| {
            system.refresh_memory();
            percent(system.available_memory(), system.total_memory())
        });
        machine.into_iter().chain(allowance()).min()
    }

    /// Its files change slowly, and may be many.
    fn journal(&mut self) -> Option<u64> {
        let now = Instant::now();
        if let Some((known, at)) = self.journal
            && now.duration_since(at) < JOURNAL_EVERY.std()
        {
            return known;
        }
        let found = JOURNALS.iter().filter_map(|folder| share(Path::new(folder))).max();
        self.journal = Some((found, now));
        found
    }
}

/// A part of a whole; nothing of nothing is not known.
fn percent(part: u64, whole: u64) -> Option<u64> {
    part.min(whole).saturating_mul(100).checked_div(whole)
}

/// Processor time used by the whole machine, in µs. Any group may read its root.
fn used() -> Option<u64> {
    let stat = fs::read_to_string(Path::new(CGROUPS).join("cpu.stat")).ok()?;
    field(&stat, "usage_usec")
}

/// The free part of the memory that our own group may use, if it has a bound.
fn allowance() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let group = Path::new(CGROUPS).join(own);
    let number = |name: &str| fs::read_to_string(group.join(name)).ok()?.trim().parse().ok();
    let (bound, used): (u64, u64) = (number("memory.max")?, number("memory.current")?);
    // What the kernel keeps of files it gives back when it is asked to.
    let stat = fs::read_to_string(group.join("memory.stat")).unwrap_or_default();
    let used = used.saturating_sub(field(&stat, "inactive_file").unwrap_or_default());
    percent(bound.saturating_sub(used), bound)
}

/// A line `name number` of a group's file.
fn field(text: &str, name: &str) -> Option<u64> {
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.find(|(found, _)| *found == name)?.1.trim().parse().ok()
}

/// What a journal takes of its file system. `None` where there is none, or we may not look.
fn share(folder: &Path) -> Option<u64> {
    let mut sum = 0;
    for machine in fs::read_dir(folder).ok()?.flatten() {
        for file in fs::read_dir(machine.path()).ok()?.flatten() {
            sum += taken(&file.path()).unwrap_or_default();
        }
    }
    let system = statvfs(folder).ok()?;
    percent(sum, system.f_blocks.saturating_mul(system.f_frsize))
}

/// What a file takes on the disk: the database grows in great steps, and is mostly holes then.
fn taken(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|file| file.blocks() * BLOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(DATABASE), vec![1; 3 << 20]).unwrap();
        let mut probe = Probe::new(folder.path().to_owned());
        let first = probe.read();
        assert_eq!(first.cpu_percent, None);
        assert!(first.disk_free_megabytes.unwrap() > 0);
        assert!(first.memory_free_percent.unwrap() <= 100);
        assert_eq!(first.database_megabytes, Some(3));
        std::thread::sleep(sysinfo::MINIMUM_CPU_UPDATE_INTERVAL);
        assert!(probe.read().cpu_percent.unwrap() <= 100);
    }

    #[test]
    fn what_is_not_there_is_not_known() {
        let mut probe = Probe::new("/nowhere".into());
        let read = probe.read();
        assert_eq!((read.disk_free_megabytes, read.inodes_free_percent), (None, None));
        assert_eq!(
            (percent(0, 0), percent(5, 0), share(Path::new("/nowhere"))),
            (None, None, None)
        );
        assert_eq!(field("usage_usec 12\nuser_usec 7\n", "user_usec"), Some(7));
        assert_eq!(field("usage_usec twelve\n", "usage_usec"), None);
    }
}
