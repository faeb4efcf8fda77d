//! A folder in memory for what a program must find as a file: closed to others, gone with us.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

const IN_MEMORY: &str = "/dev/shm";
const CALLED: &str = "warung-line-";

pub struct Scratch(PathBuf);

impl Scratch {
    /// What lies there is in memory, where the machine has such a place.
    pub fn new() -> io::Result<Scratch> {
        let memory = Path::new(IN_MEMORY);
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        sweep(&base);
        let mut chance = [0; 8];
        getrandom::fill(&mut chance).map_err(io::Error::other)?;
        let chance = u64::from_be_bytes(chance);
        let folder = base.join(format!("{CALLED}{}-{chance:016x}", std::process::id()));
        DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(Scratch(folder))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One that was killed has left its own behind.
fn sweep(base: &Path) {
    // Root may have given its own to whom a program runs as.
    let us = geteuid();
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(CALLED)?.split('-').next());
        let Some(process) = owner.and_then(|owner| owner.parse::<u32>().ok()) else { continue };
        let ours = fs::symlink_metadata(entry.path())
            .is_ok_and(|facts| facts.is_dir() && (facts.uid() == us.as_raw() || us.is_root()));
        if ours && !Path::new(&format!("/proc/{process}")).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_with_its_owner_and_takes_along_what_the_dead_have_left() {
        let base = Scratch::new().unwrap().path().parent().unwrap().to_owned();
        // No process has so large a number.
        let dead = base.join(format!("{CALLED}4194305-0"));
        fs::create_dir_all(&dead).unwrap();
        fs::write(dead.join("key"), "rahasia").unwrap();
        let scratch = Scratch::new().unwrap();
        let path = scratch.path().to_owned();
        assert!(path.is_dir() && !dead.exists());
        drop(scratch);
        assert!(!path.exists());
    }
}
