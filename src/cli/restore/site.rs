//! Where the shop is to be on this machine, and a folder beside for as long as it is worked on.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use rustix::process::geteuid;

use super::super::store::{Root, StoreName};
use super::super::{Trouble, files};
use super::place::Place;
use super::{Restore, refusal, there};
use crate::config::Outline;
use crate::domain::time::Timestamp;
use crate::store::lock::{Lock, hold};
use crate::store::open::{OpenError, Store, claimed};
use crate::words::format::stamp;

/// Where it ends up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In its own folder, to be opened.
    Here,
    /// Beside the shop that is there.
    Aside,
    /// It is only tried.
    Nowhere,
}

pub struct Site {
    pub kind: Where,
    /// The folder of the shop's data, whatever there is in it now.
    pub data: PathBuf,
    pub config: PathBuf,
    /// What the machine is to call it.
    pub store: String,
    /// The store's unit is for this configuration.
    pub unit: Option<StoreName>,
}

impl Site {
    pub fn of(
        root: &Root,
        args: &Restore,
        place: &Place,
        found: &StoreName,
    ) -> Result<Site, Trouble> {
        let (usual, local) = (root.config(found), found.as_str());
        let loaded;
        let own = match &place.own {
            // Which store it was is known only now.
            None if usual.exists() => {
                let outline = Outline::load(&usual);
                loaded = outline.map_err(|it| Trouble::Config(it.to_string()))?;
                Some((&usual, &loaded, local))
            }
            own => own.as_ref().map(|own| (&own.path, &own.outline, own.store.as_str())),
        };
        let (config, data, store) = match own {
            Some((path, outline, store)) => (path.clone(), outline.data_dir.clone(), store),
            None => (usual.clone(), root.data().join(local), local),
        };
        let data = std::path::absolute(data).map_err(anyhow::Error::from)?;
        let kind = match (args.dry_run, args.aside) {
            (true, _) => Where::Nowhere,
            (_, true) => Where::Aside,
            _ => Where::Here,
        };
        let unit = store.parse().ok().filter(|name| root.config(name) == config);
        let site = Site { kind, data, config, store: store.to_owned(), unit };
        site.allowed()?;
        Ok(site)
    }

    fn allowed(&self) -> Result<(), Trouble> {
        let data = self.data.display();
        if self.kind == Where::Here {
            if Store::is_in(&self.data) {
                Scratch::sweep(&self.work());
                return Err(Trouble::Config(format!(
                    "there is a shop in {data} already, and it stays; --aside puts the other one \
                     beside it"
                )));
            }
            if Store::is_gone_from(&self.data) || self.data.join("warung.log").exists() {
                return Err(Trouble::Config(format!(
                    "a shop was in {data}, and what is left of it stays: it may be newer than its \
                     copies; move it away first, or put the other one beside it with --aside"
                )));
            }
            claimed(&self.data, &self.store).map_err(anyhow::Error::from)?;
            self.writable(&self.config)?;
        }
        self.writable(&self.work())
    }

    fn writable(&self, path: &Path) -> Result<(), Trouble> {
        let above = there(path.parent().unwrap_or(Path::new("/")));
        rustix::fs::access(above, rustix::fs::Access::WRITE_OK).map_err(|_| {
            let above = above.display();
            Trouble::Config(format!("{above} cannot be written by this user; try again with sudo"))
        })
    }

    /// The folder of the work: beside the data, on the same disk unless that is one of its own.
    pub fn work(&self) -> PathBuf {
        self.beside("restoring")
    }

    pub fn aside(&self, at: Timestamp, zone: &str) -> PathBuf {
        self.beside(&format!("restored-{}", stamp(at, zone)))
    }

    /// Where its configuration will be. Of one that is put aside, a name that nobody has: what lies
    /// here is the present shop's.
    pub fn settled(&self, name: &str) -> PathBuf {
        match self.kind {
            Where::Here | Where::Nowhere => self.config.clone(),
            Where::Aside => self.beside("restored").join(name),
        }
    }

    fn beside(&self, what: &str) -> PathBuf {
        let name = self.data.file_name().unwrap_or_default().to_string_lossy();
        self.data.with_file_name(format!("{name}.{what}"))
    }

    pub fn begin(&self, root: &Root) -> Result<Scratch, Trouble> {
        let owner = match fs::metadata(&self.data) {
            Ok(facts) => Some((facts.uid(), facts.gid())),
            Err(_) => files::service(root),
        };
        let owner = owner.filter(|(uid, _)| geteuid().is_root() && *uid != 0);
        Scratch::begin(&self.work(), owner)
    }
}

/// The work's folder, which is nobody's but ours: it goes when this goes. What it holds is handed
/// over to whoever is to own the shop, once nothing more is written there in our own name.
pub struct Scratch {
    folder: PathBuf,
    owner: Option<(u32, u32)>,
    /// What has been fetched stays: the same once more goes on from there.
    pub keeps: bool,
    /// The folder of the shop's data, which was made for it.
    made: Option<PathBuf>,
    _lock: Lock,
}

const OBJECTS: &str = "objects";
const KIT: &str = "kit";
const DATA: &str = "data";

impl Scratch {
    fn begin(folder: &Path, owner: Option<(u32, u32)>) -> Result<Scratch, Trouble> {
        let at = |error: io::Error| anyhow!("{}: {error}", folder.display());
        if fs::symlink_metadata(folder).is_ok_and(|facts| !facts.is_dir()) {
            return Err(Trouble::Config(format!("{} is in the way", folder.display())));
        }
        let above = folder.parent().unwrap_or(Path::new("/"));
        DirBuilder::new().recursive(true).mode(0o755).create(above).map_err(at)?;
        DirBuilder::new().recursive(true).mode(0o711).create(folder).map_err(at)?;
        // To be passed through by the one who is to own what is in it.
        fs::set_permissions(folder, Permissions::from_mode(0o711)).map_err(at)?;
        let lock = hold(folder).map_err(|error| match error {
            OpenError::Held { pid } => refusal::busy(folder, pid),
            error => Trouble::Failed(error.into()),
        })?;
        let (keeps, made) = (false, None);
        let scratch = Scratch { folder: folder.to_owned(), owner, keeps, made, _lock: lock };
        scratch.take_up()?;
        Ok(scratch)
    }

    /// One that was killed at its very end has left secrets.
    fn sweep(folder: &Path) {
        if folder.join("work").is_dir()
            && let Ok(_alone) = hold(folder)
            && let Err(error) = gone(folder)
        {
            tracing::warn!(%error, "{} stays behind", folder.display());
        }
    }

    /// What one has left that was killed: what it had fetched is of use, unless others could have
    /// been at it.
    fn take_up(&self) -> anyhow::Result<()> {
        let inside = self.inside();
        let ours = fs::symlink_metadata(&inside)
            .is_ok_and(|facts| facts.is_dir() && facts.uid() == geteuid().as_raw());
        match ours {
            true => self.clear(),
            false => gone(&inside),
        }
        .and_then(|()| DirBuilder::new().recursive(true).mode(0o700).create(&inside))
        .with_context(|| inside.display().to_string())
    }

    fn inside(&self) -> PathBuf {
        self.folder.join("work")
    }

    pub fn objects(&self) -> PathBuf {
        self.inside().join(OBJECTS)
    }

    pub fn kit(&self) -> PathBuf {
        self.inside().join(KIT)
    }

    /// For a shop that is not to be in its own folder, or not yet.
    pub fn data(&self) -> PathBuf {
        self.inside().join(DATA)
    }

    /// Takes away all but what was fetched.
    fn clear(&self) -> io::Result<()> {
        gone(&self.kit()).and_then(|()| gone(&self.data()))
    }

    /// Begins anew, with nothing of before.
    pub fn renew(&mut self) -> anyhow::Result<()> {
        gone(&self.inside())
            .and_then(|()| DirBuilder::new().mode(0o700).create(self.inside()))
            .with_context(|| self.folder.display().to_string())
    }

    /// From now on it is its owner's, and so is the folder that the shop is built in.
    pub fn hand_over(&mut self, root: &Root, site: &Site) -> anyhow::Result<PathBuf> {
        let inside = self.inside();
        let at = || inside.display().to_string();
        let data = match site.kind {
            Where::Here => {
                if !site.data.exists() {
                    files::data_folder(root, &site.data)?;
                    self.made = Some(site.data.clone());
                }
                site.data.clone()
            }
            Where::Aside | Where::Nowhere => {
                DirBuilder::new()
                    .recursive(true)
                    .mode(0o700)
                    .create(self.data())
                    .with_context(at)?;
                self.data()
            }
        };
        if let Some((uid, gid)) = self.owner {
            own(&inside, uid, gid).with_context(at)?;
        }
        Ok(data)
    }

    /// The shop is there.
    pub fn keep_data(&mut self) {
        self.made = None;
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let cleared = match self.keeps {
            true => self.clear(),
            false => gone(&self.folder),
        };
        if let Err(error) = cleared {
            tracing::warn!(%error, "{} stays behind", self.folder.display());
        }
        if let Some(made) = self.made.take() {
            // Only where nothing but our own lock is in it.
            let _ = fs::remove_file(made.join("warung.lock"));
            let _ = fs::remove_dir(made);
        }
    }
}

fn gone(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn own(path: &Path, uid: u32, gid: u32) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        for entry in fs::read_dir(path)? {
            own(&entry?.path(), uid, gid)?;
        }
    }
    lchown(path, Some(uid), Some(gid))
}
