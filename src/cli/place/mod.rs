//! A place for copies: asked for, tried before anything is written, written down, taken out again.

pub mod ask;
mod folder;
pub mod offsite;
mod program;
pub mod right;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use tokio::runtime::Builder;

use self::ask::{Asking, Told, kind_of, kinds};
use self::folder::Made;
use self::offsite::Carried;
use self::right::Given;
use super::backup::status::{of, read};
use super::backup::wished;
use super::owner::AsOwner;
use super::setup::draft::Draft;
use super::setup::finish::End;
use super::setup::talk::Talk;
use super::store::{Root, StoreName};
use super::systemd::Systemd;
use super::{Trouble, reach, say};
use crate::backup::recovery::Kept;
use crate::backup::target::{Patience, ProbeFailure, Probed, Target as Way};
use crate::config::backup::Target;
use crate::config::channel::Bot;
use crate::config::{Backup, Config, answer, store_of};
use crate::domain::copies::Wish;
use crate::engine::clock::Clock;
use crate::words::args;

/// A store whose places are to change, and somebody who may be asked about it.
pub struct Places<'a> {
    pub root: &'a Root,
    pub path: PathBuf,
    pub config: Config,
    /// The store's unit is for this configuration.
    unit: Option<StoreName>,
    pub talk: Talk<'a>,
}

/// The same answer as before is no use.
const TRIES: u32 = 10;

impl<'a> Places<'a> {
    pub fn of(root: &'a Root, path: &Path, config: Config, talk: Talk<'a>) -> Places<'a> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let unit = store_of(&path).parse().ok().filter(|name| root.config(name) == path);
        Places { root, path, config, unit, talk }
    }

    /// Asks for whatever is not told, and adds it.
    pub fn add(&self, name: Option<&str>, told: &Told) -> Result<(), Trouble> {
        self.allowed()?;
        name.map(|name| self.name(name).map_err(Trouble::Wrong)).transpose()?;
        let question = self.talk.w.place_ask_kind();
        let config = self.put(name, told, |asking| asking.target(), question)?;
        // Without it nobody opens what lies there, once this machine is lost.
        if Kept::read(&config.data_dir).is_ok_and(|kept| kept.is_none()) {
            self.talk.doubt(&self.talk.w.recovery_none(&config.store));
        }
        Ok(())
    }

    /// Offers to add one; `None`: later.
    pub fn offer(&self) -> Result<Option<Config>, Trouble> {
        let w = self.talk.w;
        say(&format!("\n{}", w.place_offer()));
        say(&kinds(&w.place_ask_kind(), w));
        let kind = self.talk.ask(&w.place_type_number_or_later(), "", |typed| match typed {
            "" | "-" => Ok(None),
            typed => kind_of(typed).map(Some).ok_or_else(|| w.place_bad_kind_or_later()),
        })?;
        let Some(kind) = kind else { return Ok(None) };
        let told = Told::default();
        self.put(None, &told, |asking| asking.of_kind(kind), String::new()).map(Some)
    }

    fn put(
        &self,
        name: Option<&str>,
        told: &Told,
        ask: impl Fn(&Asking<'_>) -> Result<Target, Trouble>,
        question: String,
    ) -> Result<Config, Trouble> {
        let w = self.talk.w;
        let folder = |path: &Path| self.may_be(path);
        let telegram = &self.config.telegram;
        let (token, api_url) = (Some(telegram.token.clone()), telegram.api_url.clone());
        let bot = Some(Bot { token, api_url });
        let asking = Asking { talk: self.talk, told, question, folder: &folder, bot };
        let mut target = self.fitting(&asking, ask)?;
        let name = match name {
            Some(name) => name.to_owned(),
            None if self.talk.silent => return Err(Trouble::Wrong(w.setup_needs("NAME"))),
            None => {
                let usual = self.usual(&target);
                self.talk.ask(&w.place_ask_name(), &usual, |name| self.name(name))?
            }
        };
        let made = match &mut target {
            Target::Folder(folder) => self.made(folder)?,
            _ => Made::default(),
        };
        let backup = Backup { name, target };
        self.tried(&backup)?;
        let mut draft = Draft::at(&self.path, self.unit.is_some())?;
        draft.move_secrets();
        draft.put_place(&backup);
        let config = draft.config()?;
        draft.write()?;
        made.keep();
        self.talk.well(&w.setup_written(&self.path.display().to_string()));
        self.takes_effect(&config)?;
        Ok(config)
    }

    pub fn remove(&self, name: &str) -> Result<(), Trouble> {
        let w = self.talk.w;
        let backup = of(&self.config, name)?;
        self.allowed()?;
        let shown = backup.target.shown();
        if !self.talk.agrees(&w.place_remove(args::PlaceRemove { name, path: &shown }))? {
            return Err(Trouble::Wrong(w.setup_given_up()));
        }
        let mut draft = Draft::at(&self.path, self.unit.is_some())?;
        draft.take_out_place(backup);
        let config = draft.config()?;
        draft.write()?;
        offsite::forget(&self.config.data_dir, name)?;
        self.talk.well(&w.place_removed(args::PlaceRemoved { name, path: &shown }));
        self.takes_effect(&config)
    }

    /// Whoever else ships as this shop there is gone for good, and this one goes on.
    pub fn claim(&self, name: &str) -> Result<(), Trouble> {
        let w = self.talk.w;
        of(&self.config, name)?;
        let copies = read(&self.config)?;
        let who = copies.targets.into_iter().find(|it| it.name == name).and_then(|it| it.owner);
        // Of a shop that is closed it is known only while this is done.
        let agreed = match &who {
            Some(line) => self.talk.agrees(&w.place_claim(args::PlaceClaim { name, line }))?,
            None => self.talk.agrees(&w.place_claim_unseen(name))?,
        };
        if !agreed {
            return Err(Trouble::Wrong(w.setup_given_up()));
        }
        wished(&self.config, Wish::Claim(name.to_owned()))?;
        self.talk.well(&w.place_claimed(name));
        Ok(())
    }

    /// The answers, until they can be a place of this store.
    fn fitting(
        &self,
        asking: &Asking<'_>,
        ask: impl Fn(&Asking<'_>) -> Result<Target, Trouble>,
    ) -> Result<Target, Trouble> {
        for _ in 0..TRIES {
            let target = ask(asking)?;
            let w = self.talk.w;
            let other = self.config.backups.iter().find(|it| it.target.is_at(&target));
            let Some(other) = other else { return Ok(target) };
            let why = w.place_taken(&other.name);
            if self.talk.silent || asking.told.says_anything() {
                return Err(Trouble::Wrong(why));
            }
            say(&format!("  ✗ {why}"));
        }
        Err(Trouble::Wrong(self.talk.w.setup_too_often()))
    }

    /// One that nothing else is called.
    fn name(&self, name: &str) -> Result<String, String> {
        let w = self.talk.w;
        let name = answer::place_name(name).map_err(|_| w.place_bad_name())?;
        let same = |it: &&Backup| it.name.eq_ignore_ascii_case(&name);
        match self.config.backups.iter().find(same) {
            Some(other) => Err(w.place_name_taken(&other.name)),
            None => Ok(name),
        }
    }

    fn usual(&self, target: &Target) -> String {
        let kind = target.kind();
        let numbered = (2..).map(|number| format!("{kind}{number}"));
        let mut names = std::iter::once(kind.to_owned()).chain(numbered);
        names.find(|name| self.name(name).is_ok()).unwrap_or_default()
    }

    /// Puts something there, as whoever owns the shop's data: so does the shop.
    fn tried(&self, backup: &Backup) -> Result<(), Trouble> {
        let (w, name) = (self.talk.w, &backup.name);
        say(&w.place_trying());
        match self.probe(backup)? {
            Ok(Probed { add_only: false }) => self.talk.well(&w.place_well(name)),
            Ok(Probed { add_only: true }) => self.talk.well(&w.place_add_only(name)),
            Err(failure) => {
                let reason = &failure.to_string();
                let why = w.place_failed(args::PlaceFailed { name, reason });
                if self.talk.silent {
                    return Err(Trouble::Failed(anyhow!(why)));
                }
                self.talk.doubt(&why);
                if !self.talk.agrees(&w.place_write_anyhow())? {
                    return Err(Trouble::Wrong(w.setup_given_up()));
                }
            }
        }
        Ok(())
    }

    fn probe(&self, backup: &Backup) -> anyhow::Result<Result<Probed, ProbeFailure>> {
        let home = &self.config.data_dir;
        let _owner = AsOwner::of(home)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let way = Way::new(backup, &Clock::new(), home, Patience::default(), false)?;
        let probed = runtime.block_on(way.probe(&self.config.store));
        // What hangs is not waited for.
        runtime.shutdown_background();
        Ok(probed)
    }

    /// The unit that carries, where one is wanted.
    fn carries(&self, config: &Config) -> anyhow::Result<()> {
        let w = self.talk.w;
        let carried = match &self.unit {
            Some(name) => offsite::give(self.root, name, config)?,
            None if config.backups.iter().any(|it| it.target.is_carried()) => Carried::ByHand,
            None => Carried::Needless,
        };
        match carried {
            Carried::Needless => {}
            Carried::Up(unit) => self.talk.well(&w.place_offsite_up(&unit)),
            Carried::Closed(unit) => self.talk.well(&w.place_offsite_closed(&unit)),
            Carried::ByHand => {
                let path = self.path.display().to_string();
                self.talk.doubt(&w.place_offsite_by_hand(&path));
            }
        }
        Ok(())
    }

    /// The unit's right to write, and a shop that runs learns of it.
    fn takes_effect(&self, config: &Config) -> Result<(), Trouble> {
        let w = self.talk.w;
        // What is written down stays so: whoever reads this can do the rest.
        let failed = |error| self.talk.doubt(&w.place_unit_failed(&format!("{error:#}")));
        self.carries(config).unwrap_or_else(failed);
        if let Some(name) = &self.unit {
            match right::give(self.root, name, config) {
                Ok(Given::Same) => {}
                Ok(Given::To(file)) => self.talk.well(&w.place_right(&file.display().to_string())),
                Ok(Given::Back(file)) => {
                    self.talk.well(&w.place_right_gone(&file.display().to_string()));
                }
                Err(error) => failed(error),
            }
            let systemd = Systemd::of(self.root);
            if systemd.is_some_and(|systemd| systemd.runs(&name.unit())) {
                return End { root: self.root, name, config, talk: self.talk }.again();
            }
        }
        match reach::running(config)? {
            true => self.talk.doubt(&w.setup_again_by_hand()),
            false => say(&w.place_when_open()),
        }
        Ok(())
    }

    fn allowed(&self) -> Result<(), Trouble> {
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).map_err(|_| {
            Trouble::Config(self.talk.w.setup_needs_root(&folder.display().to_string()))
        })
    }
}
