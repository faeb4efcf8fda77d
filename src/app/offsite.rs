//! The carrier as a process of its own, beside the shop: which folders it has, and its end.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{service, told_to_stop};
use crate::backup::offsite::{self, Scratch, listen};
use crate::config::Backup;

/// Within the folder that was lent to it, for what programs must find as files.
const ROOM: &str = "room";

/// Carries until it is told to stop, or cannot go on. `home`: where the shop lies.
pub async fn run(backups: &[Backup], home: &Path) -> anyhow::Result<()> {
    let told = told_to_stop().context("cannot listen for signals")?;
    let beside = || -> anyhow::Result<PathBuf> {
        let folder = home.join(offsite::FOLDER);
        offsite::folder(&folder).with_context(|| folder.display().to_string())?;
        Ok(folder)
    };
    let lent = |name| env::var_os(name).map(PathBuf::from);
    let state = lent("STATE_DIRECTORY").map_or_else(beside, Ok)?;
    let doors = lent("RUNTIME_DIRECTORY");
    // In memory either way; it goes when this does.
    let (folder, room, _scratch) = match doors {
        Some(folder) => {
            let room = folder.join(ROOM);
            offsite::folder(&room).with_context(|| room.display().to_string())?;
            (folder, room, None)
        }
        None => {
            let scratch = Scratch::new().context("a folder for keys")?;
            (beside()?, scratch.path().to_owned(), Some(scratch))
        }
    };
    let listening = listen(backups, &folder, &room, &state)?;
    let names = listening.names().join(", ");
    tracing::info!(places = names, "carries copies");
    service::carries(&format!("Carries copies to {names}"));
    let ended = tokio::select! {
        why = listening.serve() => Err(why),
        () = told => Ok(()),
    };
    service::ends();
    ended
}
