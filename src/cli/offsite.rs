//! `warung offsite`: carries a shop's copies to places that take a program of others. It knows of
//! the shop where it lies and where its copies lie, and opens no data.

use std::path::Path;

use super::log::{self, Verbosity};
use super::store::credentials;
use super::{Trouble, discreet, on_runtime, owner};
use crate::app::{offsite, service};
use crate::config::{Outline, store_of};

pub fn offsite(path: &Path) -> Result<(), Trouble> {
    let mistaken = |it: crate::config::Mistakes| Trouble::Config(it.to_string());
    let read = Outline::load(path).and_then(|outline| {
        let backups = outline.carried(credentials().as_deref())?;
        Ok((outline, backups))
    });
    let read = read.map_err(mistaken).and_then(|(outline, backups)| {
        // Before there is a second thread, which would stay who it was.
        owner::become_owner(&outline.data_dir)?;
        discreet::closed();
        Ok((outline, backups))
    });
    let read = read.and_then(|(outline, backups)| match backups.is_empty() {
        true => Err(Trouble::Config(format!(
            "{}: no place is of kind sftp or rclone: there is nothing to carry",
            path.display()
        ))),
        false => Ok((outline, backups)),
    });
    let log = log::start(Verbosity::Ordinary, &store_of(path));
    let ended = read
        .and_then(|(outline, backups)| Ok(on_runtime(offsite::run(&backups, &outline.data_dir))?));
    ended.map_err(|trouble| {
        let why = service::line(&trouble.why());
        service::failed(&why);
        if !log.is_journald() {
            return trouble;
        }
        // Printed as well, it would be in the journal twice.
        tracing::error!("{why}");
        Trouble::Told(trouble.code())
    })
}
