//! `warung remove`: a store goes, and its data only where somebody types its name again.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::setup::draft::Draft;
use super::store::{self, Root, StoreName};
use super::systemd::Systemd;
use super::{Trouble, files, say, terminal};
use crate::config::folder_of;
use crate::store::open::Store;
use crate::web::ask::is_running;

/// What a shop keeps in its folder. Anything else there is not ours to throw away. First goes what
/// says that there is a database.
const KEPT: [&str; 13] = [
    "schema",
    "warung.redb",
    "warung.redb.new",
    "warung.key",
    "warung.lock",
    "warung.sock",
    "ballast",
    "snapshots",
    "store",
    "owners",
    "alerted",
    "tls.crt",
    "tls.key",
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
    // One with a broken configuration can go as well.
    let data = Draft::read(&path).and_then(|draft| draft.text("store", "data_dir"));
    let base = path.parent().unwrap_or(Path::new("/"));
    let data = data.map_or_else(|| root.data(), |data| base.join(data));
    allowed(what, &data)?;
    close(root, what, &data)?;
    files::remove(&path)?;
    let secrets = folder_of(&path);
    match fs::remove_dir_all(&secrets) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(anyhow::Error::new(error).context(secrets.display().to_string()).into());
        }
        _ => {}
    }
    say(&format!("The store \"{}\" is removed.", what.name));
    if what.data {
        throw_away(&data)?;
        say("Its data is gone.");
    } else if Store::is_in(&data) {
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

/// Nobody may be at work where files are taken away.
fn close(root: &Root, what: &Remove, data: &Path) -> anyhow::Result<()> {
    if let Some(systemd) = Systemd::of(root) {
        systemd.close(&what.name.unit())?;
    }
    let running = is_running(&data.join("warung.sock"))?;
    ensure!(!running, "the store is still open; stop it first. Nothing has been changed");
    Ok(())
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
    KEPT.iter().try_for_each(|name| gone(folder.join(name)))?;
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
