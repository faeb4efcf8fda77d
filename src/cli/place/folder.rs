//! A folder for copies: where it may be, and whose it is where it has to be made.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use rustix::process::geteuid;

use super::{Places, right};
use crate::cli::{Trouble, files};
use crate::config::backup::Folder;

/// A folder that was made for it: it goes again unless it is kept.
#[derive(Default)]
pub struct Made(Option<PathBuf>);

impl Made {
    pub fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // What was tried there has left its mark.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

impl Places<'_> {
    /// Whether copies may be in this folder, that may be missing where the one above is there.
    pub(super) fn may_be(&self, path: &Path) -> Result<(), String> {
        let (w, shown) = (self.talk.w, path.display().to_string());
        let above = path.parent().unwrap_or(Path::new("/"));
        if !path.is_dir() && (path.exists() || !above.is_dir()) {
            return Err(w.place_bad_new_folder());
        }
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let there = match path.file_name() {
            Some(name) if !path.exists() => whole(above).join(name),
            _ => whole(path),
        };
        if there.starts_with(whole(&self.config.data_dir)) {
            return Err(w.place_in_data(&shown));
        }
        let unit = self.unit.is_some() && right::is_needed(self.root);
        match unit && right::is_hidden(self.root, path) {
            true => Err(w.place_hidden(&shown)),
            false => Ok(()),
        }
    }

    /// Sees to it that the folder is there, on a disk that somebody agrees to.
    pub(super) fn made(&self, folder: &mut Folder) -> Result<Made, Trouble> {
        let (w, shown) = (self.talk.w, folder.path.display().to_string());
        let there = folder.path.ancestors().find(|it| it.exists()).unwrap_or(Path::new("/"));
        if is_same_disk(there, &self.config.data_dir) && !folder.same_disk {
            let why = w.place_same_disk(&shown);
            if self.talk.silent {
                let add = w.setup_needs("--same-disk");
                return Err(Trouble::Wrong(format!("{why} {add}")));
            }
            self.talk.doubt(&why);
            if !self.talk.agrees(&w.place_same_disk_agree())? {
                return Err(Trouble::Wrong(w.setup_given_up()));
            }
            folder.same_disk = true;
        }
        if folder.path.exists() {
            return Ok(Made::default());
        }
        self.make(&folder.path).with_context(|| shown.clone())?;
        let made = Made(Some(folder.path.clone()));
        self.talk.well(&w.place_folder_made(&shown));
        Ok(made)
    }

    /// For whoever owns the shop's data, as whom the shop runs.
    fn make(&self, path: &Path) -> anyhow::Result<()> {
        let owner = match fs::metadata(&self.config.data_dir) {
            Ok(facts) => Some((facts.uid(), facts.gid())),
            Err(_) => files::service(self.root),
        };
        DirBuilder::new().mode(0o700).create(path)?;
        if let Some((uid, gid)) = owner.filter(|(uid, _)| geteuid().is_root() && *uid != 0) {
            // A FAT disk knows no owners: whether it does is seen when it is tried.
            match chown(path, Some(uid), Some(gid)) {
                Err(error) if error.kind() != std::io::ErrorKind::PermissionDenied => {
                    let _ = fs::remove_dir(path);
                    return Err(anyhow!(error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn is_same_disk(path: &Path, home: &Path) -> bool {
    let home = home.ancestors().find(|it| it.exists()).unwrap_or(Path::new("/"));
    let disk = |path: &Path| fs::metadata(path).map(|facts| facts.dev()).ok();
    disk(path).is_some_and(|there| disk(home) == Some(there))
}
