//! `warung remove`: a store goes, and its data only where somebody types its name again.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::owner::AsOwner;
use super::place::{offsite, right};
use super::setup::draft::Draft;
use super::store::{self, Root, StoreName};
use super::systemd::Systemd;
use super::{Trouble, files, say, terminal};
use crate::backup::offsite::FOLDER;
use crate::config::{Mark, folder_of};
use crate::store::durable;
use crate::store::lock::{Lock, hold};
use crate::store::open::{OpenError, Store, claimed};

/// What a shop keeps in its folder, each perhaps with a half-made one beside. Anything else
/// there is not ours to throw away. First goes what says that there is a database; whose it is,
/// and the lock, last: an end in the middle can be gone on from.
const KEPT: [&str; 24] = [
    "schema",
    "warung.redb",
    "warung.redb.new",
    "warung.log",
    "warung.log.lost",
    "warung.log.old",
    "warung.key",
    "warung.sock",
    "ballast",
    "snapshots",
    "owners",
    "alerted",
    "clock",
    "recovery",
    "backup",
    "backup.key",
    "offsite",
    "copies.json",
    "channels",
    "drill",
    "tls.crt",
    "tls.key",
    "store",
    "warung.lock",
];

#[derive(clap::Args)]
pub struct Remove {
    /// The store that goes
    name: StoreName,
    /// Also what it sold and to whom: its name must be typed again
    #[arg(long)]
    data: bool,
    /// Do not ask whether the store may go
    #[arg(long)]
    yes: bool,
}

pub fn remove(root: &Root, what: &Remove) -> Result<(), Trouble> {
    let path = store::known(root, &what.name)?;
    let draft = Draft::read(&path);
    let base = path.parent().unwrap_or(Path::new("/"));
    let place = |key| Some(base.join(draft.as_ref()?.text("store", key)?));
    let data = match place("data_dir") {
        Some(data) => data,
        // One with a broken configuration can go as well, but nothing is thrown away by guess.
        None if what.data => {
            let path = path.display();
            return Err(Trouble::Config(format!(
                "{path} does not say where the data is (store.data_dir); nothing has been changed"
            )));
        }
        None => root.data().join(what.name.as_str()),
    };
    let ours = claimed(&data, what.name.as_str());
    let kept = ours.is_ok() && Store::is_in(&data);
    if what.data {
        ours.map_err(anyhow::Error::from)?;
    }
    allowed(what, &data)?;
    if let Some(systemd) = Systemd::of(root) {
        systemd.close(&what.name.unit())?;
    }
    offsite::take_back(root, &what.name)?;
    let held = if kept || what.data { closed(&data)? } else { None };
    if what.data {
        throw_away(&data)?;
        say("Its data is gone.");
        let key = place("key_file").filter(|key| key.parent() != Some(&data) && key.exists());
        if let Some(key) = key {
            say(&format!("Its key is kept in {}, which is not with the data.", key.display()));
        }
    }
    drop(held);
    // The configuration last: while it is there, the store is listed and can be removed again.
    let secrets = folder_of(&path);
    match fs::remove_dir_all(&secrets) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(anyhow::Error::new(error).context(secrets.display().to_string()).into());
        }
        _ => {}
    }
    Mark::of(&path, None).take_away();
    right::take_back(root, &what.name)?;
    // What programs kept of their secrets is no data.
    let _ = fs::remove_dir_all(data.join(FOLDER));
    files::remove(&path)?;
    say(&format!("The store \"{}\" is removed.", what.name));
    if kept && !what.data {
        let kept = data.display();
        say(&format!("Its data is kept in {kept}; a store of the same name finds it again."));
    }
    Ok(())
}

fn allowed(what: &Remove, data: &Path) -> Result<(), Trouble> {
    if !what.yes {
        let question = format!("Close the store \"{}\" and remove it? [y/N]: ", what.name);
        let answer = terminal::ask(&question)?.to_lowercase();
        if !matches!(answer.as_str(), "y" | "ya" | "yes") {
            return Err(Trouble::Wrong("nothing has been changed".to_owned()));
        }
    }
    if what.data {
        say(&format!("Orders, goods, customers and the key in {} will be lost.", data.display()));
        let typed = terminal::ask("Type the store's name again: ")?;
        if typed != what.name.as_str() {
            return Err(Trouble::Wrong("that is not its name; nothing has been changed".into()));
        }
    }
    Ok(())
}

/// Nobody may be at work where files are taken away: what comes back keeps all others out.
fn closed(data: &Path) -> anyhow::Result<Option<Lock>> {
    if !data.exists() {
        return Ok(None);
    }
    // A file that is made there is not root's.
    let _owner = AsOwner::of(data)?;
    match hold(data) {
        Ok(held) => Ok(Some(held)),
        Err(OpenError::Held { .. }) => {
            bail!("the store is still open; stop it first. Nothing has been removed")
        }
        Err(error) => Err(error.into()),
    }
}

fn throw_away(folder: &Path) -> anyhow::Result<()> {
    let gone = |path: PathBuf| {
        let gone = match fs::symlink_metadata(&path) {
            Ok(facts) if facts.is_dir() => fs::remove_dir_all(&path),
            Ok(_) => fs::remove_file(&path),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        };
        gone.with_context(|| path.display().to_string())
    };
    for path in KEPT.map(|name| folder.join(name)) {
        gone(durable::aside(&path))?;
        gone(path)?;
    }
    match fs::remove_dir(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {
            say(&format!("{} holds other files as well, and is left.", folder.display()));
            Ok(())
        }
        Err(error) => bail!("{}: {error}", folder.display()),
    }
}
