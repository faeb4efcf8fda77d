//! The unit that carries copies where a program is needed: enabled while a place wants it, and
//! handed the secrets of such places alone.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::right::{quoted, unit_is_there};
use crate::backup::offsite as kept;
use crate::cli::files;
use crate::cli::store::{Root, StoreName};
use crate::cli::systemd::Systemd;
use crate::config::{Backup, Config, folder_of};
use crate::store::durable;

const UNIT: &str = "warung-offsite@.service";
const NAME: &str = "places.conf";

/// What has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Nothing wants it, and nothing did.
    Needless,
    Up(String),
    Closed(String),
    /// There is nothing that would start it.
    ByHand,
}

/// The unit of a store that was set up on this machine.
pub fn unit(name: &StoreName) -> String {
    format!("warung-offsite@{name}.service")
}

/// Sees to it that it runs with what the configuration says now, or not at all.
pub fn give(root: &Root, name: &StoreName, config: &Config) -> anyhow::Result<Carried> {
    let places: Vec<&Backup> = config.backups.iter().filter(|it| it.target.is_carried()).collect();
    if places.is_empty() {
        return take_back(root, name);
    }
    if !unit_is_there(root, UNIT) {
        return Ok(Carried::ByHand);
    }
    let file = file(root, name);
    let text = text(name, &folder_of(&root.config(name)), &places);
    files::folder(file.parent().unwrap_or(Path::new("/")), 0o755)?;
    durable::put(&file, text.as_bytes(), 0o644).with_context(|| file.display().to_string())?;
    let Some(systemd) = Systemd::of(root) else { return Ok(Carried::ByHand) };
    systemd.reload()?;
    let unit = unit(name);
    systemd.open(&unit, true)?;
    Ok(Carried::Up(unit))
}

/// The store has no such place any more, or is no more.
pub fn take_back(root: &Root, name: &StoreName) -> anyhow::Result<Carried> {
    let (file, unit) = (file(root, name), unit(name));
    let systemd = Systemd::of(root).filter(|_| unit_is_there(root, UNIT));
    let was = systemd.as_ref().is_some_and(|it| file.exists() || it.enabled(&unit));
    if let Some(systemd) = systemd.as_ref().filter(|_| was) {
        systemd.close(&unit)?;
    }
    if file.exists() {
        files::remove(&file)?;
        let folder = file.parent().unwrap_or(Path::new("/"));
        match fs::remove_dir(folder) {
            // The operator's own files stay.
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
            gone => gone.with_context(|| folder.display().to_string())?,
        }
        systemd.as_ref().map_or(Ok(()), Systemd::reload)?;
    }
    Ok(if was { Carried::Closed(unit) } else { Carried::Needless })
}

/// What a program has kept for a place goes with it.
pub fn forget(data: &Path, place: &str) -> anyhow::Result<()> {
    for name in kept::kept(place) {
        files::remove(&data.join(kept::FOLDER).join(name))?;
    }
    Ok(())
}

fn file(root: &Root, name: &StoreName) -> PathBuf {
    root.at("etc/systemd/system").join(format!("{}.d", unit(name))).join(NAME)
}

/// Secrets that lie elsewhere than beside the configuration are the operator's to hand over.
fn text(name: &StoreName, secrets: &Path, places: &[&Backup]) -> String {
    let mut text = format!(
        "# Where copies of the store \"{name}\" are carried. `warung backup target` writes this \
         file anew.\n[Service]\n"
    );
    for place in places {
        for (key, _) in place.target.secrets() {
            let credential = key.credential(&place.name);
            let path = secrets.join(&credential);
            if path.exists() {
                let value = quoted(&format!("{credential}:{}", path.display()));
                text.push_str(&format!("LoadCredential={value}\n"));
            }
        }
    }
    text
}
