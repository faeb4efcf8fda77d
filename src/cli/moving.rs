//! `warung move`: a shop leaves for another server. Its last copy is made, it is closed here, and
//! what is to be done there is said; where that fails it is opened again.

use anyhow::{anyhow, ensure};
use tokio::runtime::{Builder, Runtime};

use super::backup::closed;
use super::backup::status::{self, listed};
use super::backup::wished;
use super::owner::AsOwner;
use super::setup::talk::Talk;
use super::stop::Stop;
use super::store::{Named, Root, StoreName, load};
use super::systemd::Systemd;
use super::{Trouble, complain, reach, say};
use crate::backup::age::Identity;
use crate::backup::memory::Memory;
use crate::backup::peek::header;
use crate::backup::recovery::{Kept, machine};
use crate::backup::target::{Patience, Target as Way};
use crate::config::backup::Target;
use crate::config::{Backup, Config};
use crate::domain::copies::Wish;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::words::format::utc;
use crate::words::{Dictionary, args};

const INSTALL: &str = "apt install ./warung.deb";

#[derive(clap::Args)]
pub struct Move {
    #[command(flatten)]
    store: Named,
    /// Do not ask whether the shop may be closed here
    #[arg(long)]
    yes: bool,
}

struct House<'a> {
    config: &'a Config,
    talk: Talk<'a>,
    /// What runs the shop here, and as which unit.
    service: Option<(Systemd, StoreName)>,
}

/// How the unit stood before it was closed.
struct Before {
    runs: bool,
    enabled: bool,
}

/// The last object at a place.
enum Last {
    /// It says that the shop is closed.
    Closed(Timestamp),
    /// It is of after the shop was closed; this machine has no key to look into it.
    Late(Timestamp),
    Not(String),
}

pub fn moving(root: &Root, what: &Move) -> Result<(), Trouble> {
    let path = what.store.path(root)?;
    let path = std::path::absolute(&path).map_err(anyhow::Error::from)?;
    let config = load(&path)?;
    let dictionary = Dictionary::load(&config.timezone).map_err(anyhow::Error::from)?;
    let language = config.shop.language;
    let talk = Talk { w: dictionary.words(Some(language), language), silent: what.yes };
    let name: Option<StoreName> = config.store.parse().ok();
    let service = Systemd::of(root).zip(name.filter(|name| root.config(name) == path));
    House { config: &config, talk, service }.leaves()
}

impl House<'_> {
    fn leaves(&self) -> Result<(), Trouble> {
        let (w, config) = (self.talk.w, self.config);
        self.ready()?;
        say(&w.move_copying());
        let arrived = self.copied()?;
        if !self.talk.agrees(&w.move_agree(&config.shop.name))? {
            return Err(Trouble::Wrong(w.setup_given_up()));
        }
        let before = Before {
            runs: self.service.as_ref().is_some_and(|(it, name)| it.runs(&name.unit())),
            enabled: self.service.as_ref().is_some_and(|(it, name)| it.enabled(&name.unit())),
        };
        let since = Clock::new().now();
        // From here on Ctrl-C opens it again as well, until a place has heard that it is closed.
        let stop = Stop::watch()?;
        let closed = self.close().map_err(Trouble::from).and_then(|()| match stop.is_called() {
            true => Err(Trouble::Wrong(w.setup_given_up())),
            false => Ok(()),
        });
        match closed.and_then(|()| Ok(self.farewell(&arrived, since)?)) {
            Ok(there) => {
                self.steps(there);
                Ok(())
            }
            Err(trouble) => {
                self.again(&before);
                Err(trouble)
            }
        }
    }

    /// Before anything is done: whether the shop could be had back, and can be closed from here.
    fn ready(&self) -> Result<(), Trouble> {
        let (w, config) = (self.talk.w, self.config);
        let store = &config.store;
        if config.backups.is_empty() {
            return Err(Trouble::Failed(anyhow!(w.move_no_place(store))));
        }
        let kept = Kept::read(&config.data_dir).map_err(anyhow::Error::from)?;
        match kept {
            None => return Err(Trouble::Failed(anyhow!(w.recovery_none(store)))),
            Some(Kept { confirmed: None, .. }) => self.talk.doubt(&w.recovery_unconfirmed(store)),
            Some(_) => {}
        }
        let by_hand = self.service.as_ref().is_none_or(|(it, name)| !it.runs(&name.unit()));
        match by_hand && reach::running(config)? {
            true => Err(Trouble::Wrong(w.move_by_hand())),
            false => Ok(()),
        }
    }

    /// Has a snapshot made; comes back with the places where all of it lies now.
    fn copied(&self) -> Result<Vec<&Backup>, Trouble> {
        let (w, began) = (self.talk.w, Clock::new().now());
        let copies = match wished(self.config, Wish::Copy) {
            Ok(copies) => copies,
            Err(trouble) => {
                self.talk.doubt(&trouble.why());
                status::read(self.config)?
            }
        };
        let arrived = copies.targets.iter().filter(|it| {
            let well = it.error.is_none() && it.owner.is_none();
            well && it.snapshot_at.is_some_and(|at| at >= began)
        });
        let arrived: Vec<&str> = arrived.map(|it| it.name.as_str()).collect();
        let places = self.config.backups.iter().filter(|it| arrived.contains(&it.name.as_str()));
        let places: Vec<&Backup> = places.collect();
        if places.is_empty() {
            return Err(Trouble::Failed(anyhow!(w.move_nowhere())));
        }
        places.iter().for_each(|it| self.talk.well(&w.move_copied(&it.name)));
        Ok(places)
    }

    fn close(&self) -> anyhow::Result<()> {
        if let Some((systemd, name)) = &self.service {
            systemd.close(&name.unit())?;
        }
        ensure!(!reach::running(self.config)?, "the shop is still open");
        self.talk.well(&self.talk.w.move_closed(&self.config.shop.name));
        Ok(())
    }

    /// The first place that has heard that the shop is closed. Where none has, they are told once
    /// more, with more time than a shop has that is about to end.
    fn farewell<'b>(&self, arrived: &[&'b Backup], since: Timestamp) -> anyhow::Result<&'b Backup> {
        let first = self.heard(arrived, since)?;
        let heard = match first {
            Ok(place) => Ok(place),
            Err(_) => {
                closed::last_word(self.config)?;
                self.heard(arrived, since)?
            }
        };
        heard.map_err(|why| anyhow!(self.talk.w.move_not_closed(&why)))
    }

    /// The first such place, or what the last of them says instead.
    fn heard<'b>(
        &self,
        arrived: &[&'b Backup],
        since: Timestamp,
    ) -> anyhow::Result<Result<&'b Backup, String>> {
        let (w, config) = (self.talk.w, self.config);
        let _owner = AsOwner::of(&config.data_dir)?;
        let key = machine::load(&config.data_dir)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut heard = Err(String::new());
        for backup in arrived {
            let name = &backup.name;
            match self.last(&runtime, backup, key.as_ref(), since)? {
                Last::Closed(at) => self.talk.well(&w.move_last_word(at, name)),
                Last::Late(at) => self.talk.doubt(&w.move_last_seen(at, name)),
                Last::Not(says) => {
                    heard = Err(format!("{name}: {says}"));
                    continue;
                }
            }
            heard = Ok(*backup);
            break;
        }
        // What hangs is not waited for.
        runtime.shutdown_background();
        Ok(heard)
    }

    fn last(
        &self,
        runtime: &Runtime,
        backup: &Backup,
        key: Option<&Identity>,
        since: Timestamp,
    ) -> anyhow::Result<Last> {
        let config = self.config;
        let used = Memory::open(&config.data_dir).known(&backup.name).used;
        let (clock, patience) = (Clock::new(), Patience::default());
        let way = Way::new(backup, &clock, &config.data_dir, patience, used)?;
        let last = async {
            let (names, _) = match listed(&way, &config.store).await {
                Ok(listed) => listed,
                Err(error) => return Last::Not(error.to_string()),
            };
            let newest = names.into_iter().max_by_key(|name| (name.at, name.upto()));
            let Some(name) = newest else { return Last::Not("nothing lies there".to_owned()) };
            let older = || Last::Not(format!("the newest copy is of {}", utc(name.at)));
            match key {
                None if name.at >= since => Last::Late(name.at),
                None => older(),
                Some(key) => match header(&way, &config.store, &name, key).await {
                    Ok(header) if header.closed => Last::Closed(name.at),
                    Ok(_) => older(),
                    Err(error) => Last::Not(error.to_string()),
                },
            }
        };
        Ok(runtime.block_on(last))
    }

    /// What somebody has to do on the other server.
    fn steps(&self, place: &Backup) {
        let (w, store) = (self.talk.w, &self.config.store);
        let typed = match &place.target {
            Target::Folder(folder) => {
                let from = format!("folder:{}", folder.path.display());
                let from = if from.contains(' ') { format!("\"{from}\"") } else { from };
                format!("warung restore {store} --from {from}")
            }
            _ => format!("warung restore {store}"),
        };
        let (typed, path) = (&typed, &place.line());
        say(&format!("\n{}", w.move_steps()));
        let restore = w.move_step_place(args::MoveStepPlace { typed, path });
        for (nth, step) in [INSTALL, &restore, &w.move_step_key()].iter().enumerate() {
            say(&format!("  {}. {step}", nth + 1));
        }
        say(&w.move_after(store));
        if let Some((_, name)) = &self.service {
            say(&w.move_back(&name.unit()));
        }
    }

    /// The shop does not leave: it stands as it did.
    fn again(&self, before: &Before) {
        let Some((systemd, name)) = &self.service else { return };
        let (w, shop, unit) = (self.talk.w, &self.config.shop.name, name.unit());
        let opened = match (before.runs, before.enabled) {
            (true, true) => systemd.open(&unit, false),
            (true, false) => systemd.up(&unit, false),
            (false, true) => systemd.enable(&unit),
            (false, false) => Ok(()),
        };
        match opened {
            Ok(()) if before.runs => self.talk.doubt(&w.move_again(shop)),
            Ok(()) => {}
            Err(error) => {
                let reason = &format!("{error:#}");
                complain(&w.move_not_again(args::MoveNotAgain { name: shop, reason }));
            }
        }
    }
}
