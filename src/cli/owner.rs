//! Root is nobody to own a shop's files: what opens data does so as the owner of its folder.
//!
//! The kernel keeps these numbers by thread. They are changed in the one that opens the data,
//! and those it starts have them too.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::Context;
use rustix::process::{Gid, Uid, getegid, geteuid, getgroups};
use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

use super::discreet;
use crate::backup::offsite::Whom;

/// Whom a folder belongs to, where that is somebody else than root, who we are.
fn other(folder: &Path) -> Option<(Uid, Gid)> {
    let facts = fs::metadata(folder).ok()?;
    let (uid, gid) = (Uid::from_raw(facts.uid()), Gid::from_raw(facts.gid()));
    (geteuid().is_root() && !uid.is_root()).then_some((uid, gid))
}

/// Becomes the folder's owner for good, and lets nobody look into it: for a process that serves,
/// before there is a second thread, which would stay who it was.
pub fn serve_as_owner(folder: &Path) -> anyhow::Result<()> {
    become_owner(folder)?;
    discreet::closed();
    Ok(())
}

fn become_owner(folder: &Path) -> anyhow::Result<()> {
    let Some((uid, gid)) = other(folder) else { return Ok(()) };
    Whom::new(uid.as_raw(), gid.as_raw())
        .be()
        .with_context(|| format!("cannot become the owner of {}", folder.display()))
}

/// While it lives, this thread opens and makes files as the folder's owner.
pub struct AsOwner {
    /// What to go back to: nothing, if nothing was changed.
    back: Option<(Uid, Gid, Vec<Gid>)>,
}

impl AsOwner {
    pub fn of(folder: &Path) -> anyhow::Result<AsOwner> {
        let Some((uid, gid)) = other(folder) else { return Ok(AsOwner { back: None }) };
        let back = (geteuid(), getegid(), getgroups()?);
        let guard = AsOwner { back: Some(back) };
        set_thread_groups(&[])
            .and_then(|()| set_thread_res_gid(None::<Gid>, gid, None::<Gid>))
            .and_then(|()| set_thread_res_uid(None::<Uid>, uid, None::<Uid>))
            .with_context(|| format!("cannot become the owner of {}", folder.display()))?;
        Ok(guard)
    }
}

impl Drop for AsOwner {
    fn drop(&mut self) {
        let Some((uid, gid, groups)) = self.back.take() else { return };
        // Going back to what one was is always allowed.
        let _ = set_thread_res_uid(None::<Uid>, uid, None::<Uid>)
            .and_then(|()| set_thread_res_gid(None::<Gid>, gid, None::<Gid>))
            .and_then(|()| set_thread_groups(&groups));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::chown;

    #[test]
    fn files_belong_to_the_folders_owner() {
        if !geteuid().is_root() {
            // Nobody else can become somebody else, and nobody else needs to.
            assert!(AsOwner::of(Path::new("/")).unwrap().back.is_none());
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        chown(folder.path(), Some(65534), Some(65534)).unwrap();
        let made = |name: &str| {
            fs::write(folder.path().join(name), "").unwrap();
            let facts = fs::metadata(folder.path().join(name)).unwrap();
            (facts.uid(), facts.gid())
        };
        let guard = AsOwner::of(folder.path()).unwrap();
        assert_eq!(made("inside"), (65534, 65534));
        drop(guard);
        assert_eq!(made("after"), (0, getegid().as_raw()));
        // For good, but only this thread of the test.
        become_owner(folder.path()).unwrap();
        assert_eq!(made("for good"), (65534, 65534));
        assert!(AsOwner::of(Path::new("/")).unwrap().back.is_none());
    }
}
