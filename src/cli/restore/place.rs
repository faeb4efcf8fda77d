//! Where copies lie: as the command line says, as a configuration says, or as somebody answers.

use std::path::{Path, PathBuf};

use super::super::place::ask::{Asking, Told};
use super::super::setup::talk::Talk;
use super::super::store::{Root, credentials};
use super::super::{Trouble, files, say};
use super::{Restore, asks};
use crate::backup::offsite::Whom;
use crate::backup::target::{Patience, Target};
use crate::config::backup::{Folder, Target as Kind};
use crate::config::{Backup, Mistakes, Outline, near, store_of};
use crate::engine::clock::Clock;

/// In front of a folder's path.
const FOLDER: &str = "folder:";

/// A place, and the configuration that was given or lies here already.
pub struct Place {
    pub target: Target,
    /// As people call it.
    pub name: String,
    pub own: Option<Own>,
}

/// A configuration that lies here, or is to be completed.
pub struct Own {
    pub path: PathBuf,
    pub outline: Outline,
    /// What the machine calls the store by it.
    pub store: String,
}

impl Own {
    pub fn load(path: &Path) -> Result<Own, Trouble> {
        let outline = Outline::load(path).map_err(mistaken)?;
        let path = std::path::absolute(path).map_err(anyhow::Error::from)?;
        Ok(Own { store: store_of(&path), path, outline })
    }
}

impl Place {
    pub fn of(root: &Root, args: &Restore, talk: Talk) -> Result<Place, Trouble> {
        let own = own(root, args)?;
        let backup = match &args.from {
            Some(from) => named(from, own.as_ref())?,
            None if asks(args) => {
                say(&talk.w.restore_hello());
                asked(talk)?
            }
            None => return Err(Trouble::Wrong(talk.w.setup_needs("--from TARGET|folder:PATH"))),
        };
        let clock = Clock::new();
        let target = Target::new(&backup, &clock, Path::new("/"), Patience::default(), false)?;
        // Who is to serve the shop here, if that is known yet.
        let whom = files::service(root).map_or(Whom::NOBODY, |(uid, gid)| Whom::new(uid, gid));
        Ok(Place { target: target.runs_as(whom), name: backup.name, own })
    }
}

/// The one of the command line, else that of the store, or of the only one here.
fn own(root: &Root, args: &Restore) -> Result<Option<Own>, Trouble> {
    let path = match (&args.config, &args.name) {
        (Some(path), _) => Some(path.clone()),
        (None, Some(name)) => Some(root.config(name)).filter(|path| path.exists()),
        (None, None) => match &root.stores()?[..] {
            [only] if args.from.is_some() => Some(root.config(only)),
            _ => None,
        },
    };
    path.map(|path| Own::load(&path)).transpose()
}

fn named(from: &str, own: Option<&Own>) -> Result<Backup, Trouble> {
    let path = from.strip_prefix(FOLDER).or_else(|| from.contains('/').then_some(from));
    if let Some(path) = path {
        let path = std::path::absolute(path).map_err(|_| unfit(from))?;
        let folder = Folder { path: path.clone(), same_disk: true };
        return Ok(Backup { name: path.display().to_string(), target: Kind::Folder(folder) });
    }
    let Some(own) = own else { return Err(unfit(from)) };
    let backups = own.outline.backups(credentials().as_deref()).map_err(mistaken)?;
    let names: Vec<&str> = backups.iter().map(|it| it.name.as_str()).collect();
    let file = own.path.display();
    let why = match (near(from, names.iter().copied()), names.is_empty()) {
        (_, true) => format!("{file} has no [[backup]]; give --from folder:PATH"),
        (Some(meant), _) => format!("{file} has no [[backup]] \"{from}\"; did you mean {meant}?"),
        _ => format!("{file} has no [[backup]] \"{from}\"; there are: {}", names.join(", ")),
    };
    let found = backups.iter().find(|it| it.name == from).cloned();
    found.ok_or(Trouble::Wrong(why))
}

fn unfit(from: &str) -> Trouble {
    Trouble::Wrong(format!(
        "--from {from} is the name of a [[backup]], and there is no configuration that has it: \
         give one by --config FILE, or a folder by --from folder:PATH"
    ))
}

fn mistaken(mistakes: Mistakes) -> Trouble {
    Trouble::Config(mistakes.to_string())
}

fn asked(talk: Talk) -> Result<Backup, Trouble> {
    let w = talk.w;
    let there = |path: &Path| path.is_dir().then_some(()).ok_or_else(|| w.place_bad_folder());
    let (question, told) = (w.restore_ask_kind(), Told::default());
    let mut target = Asking { talk, told: &told, question, folder: &there, bot: None }.target()?;
    if let Kind::Folder(folder) = &mut target {
        // Nothing is put there.
        folder.same_disk = true;
    }
    Ok(Backup { name: target.shown(), target })
}
