//! Disks of a test's own: small ones, and another than the one that tests lie on.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::skip::skip;

/// A small file system, mounted as long as this lives.
pub struct Disk(PathBuf);

impl Disk {
    pub fn mount(path: &Path, options: &str) -> Option<Disk> {
        let told =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(path).output();
        match told {
            Ok(told) if told.status.success() => Some(Disk(path.to_owned())),
            _ => {
                skip("a file system cannot be mounted here: that takes root");
                None
            }
        }
    }

    pub fn remount(&self, option: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{option}")]).arg(&self.0);
        assert!(mount.status().unwrap().success());
    }

    pub fn unmount(self) {}
}

impl Drop for Disk {
    fn drop(&mut self) {
        let status = Command::new("umount").arg("-l").arg(&self.0).status();
        assert!(std::thread::panicking() || status.unwrap().success());
    }
}

/// A folder on another file system than that one.
pub fn elsewhere(home: &Path) -> Option<TempDir> {
    let there = tempfile::tempdir_in("/dev/shm").ok();
    let other = there.filter(|it| device(it.path()) != device(home));
    if other.is_none() {
        skip("/dev/shm is no file system of its own here");
    }
    other
}

pub fn device(path: &Path) -> u64 {
    fs::metadata(path).unwrap().dev()
}
