//! `warung offsite`: carries a shop's copies to places that take a program of others. It knows of
//! the shop where it lies and where its copies lie, and opens no data.

use std::path::{Path, PathBuf};

use super::log::{self, Verbosity};
use super::store::credentials;
use super::{Trouble, on_runtime, owner};
use crate::app::offsite;
use crate::config::{Backup, Mistakes, Outline, store_of};

pub fn offsite(path: &Path) -> Result<(), Trouble> {
    let read = read(path);
    let log = log::start(Verbosity::Ordinary, &store_of(path));
    let ended = read.and_then(|(data, backups)| Ok(on_runtime(offsite::run(&backups, &data))?));
    log.ended(ended)
}

/// Where the shop lies, and what is carried.
fn read(path: &Path) -> Result<(PathBuf, Vec<Backup>), Trouble> {
    let mistaken = |it: Mistakes| Trouble::Config(it.to_string());
    let outline = Outline::load(path).map_err(mistaken)?;
    let backups = outline.carried(credentials().as_deref()).map_err(mistaken)?;
    owner::serve_as_owner(&outline.data_dir)?;
    match backups.is_empty() {
        true => Err(Trouble::Config(format!(
            "{}: no place is of kind sftp or rclone: there is nothing to carry",
            path.display()
        ))),
        false => Ok((outline.data_dir, backups)),
    }
}
