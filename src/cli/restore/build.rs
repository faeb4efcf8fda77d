//! Fetches what is needed, builds the shop and proves it, and tells how far it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;
use tokio::runtime::Runtime;

use super::super::owner::AsOwner;
use super::super::progress::Progress as Line;
use super::super::setup::talk::Talk;
use super::super::store::Root;
use super::super::{Trouble, say};
use super::found::Found;
use super::place::Place;
use super::site::{Scratch, Site, Where};
use super::{planned, refusal, there};
use crate::backup::fetch::{self, Fetch, FetchError, fetch, needed};
use crate::backup::plan::Plan;
use crate::backup::rebuild::{Good, Progress, Rebuild, RebuildError, Rebuilt, Report, rebuild};
use crate::backup::recovery::Code;
use crate::backup::target::Object;
use crate::cli::stop::Stop;
use crate::domain::limit::{DISK_FREE_BYTES_MIN, RESTORE_ROOM};
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::store::disk::free_bytes;
use crate::words::format::utc;
use crate::words::{Dictionary, Words, args};

pub struct Build<'a> {
    pub root: &'a Root,
    pub runtime: &'a Runtime,
    pub place: &'a Place,
    pub site: &'a Site,
    pub talk: Talk<'a>,
    /// Agreed to take broken data as it is.
    pub yes: bool,
    pub teller: Arc<Teller>,
}

/// A shop without a name.
pub struct Built {
    pub rebuilt: Rebuilt,
    pub plan: Plan,
    /// The folder that it is in.
    pub data: PathBuf,
}

impl Built {
    /// Leaves nothing of it.
    pub fn give_up(self) -> anyhow::Result<()> {
        let _owner = AsOwner::of(&self.data)?;
        Ok(self.rebuilt.building.give_up(&self.data)?)
    }
}

/// What is wrong with the copies, and what would do instead.
enum Retry {
    Until(Timestamp),
    /// The snapshot is of no use, but there may be one before it.
    Without,
}

impl Build<'_> {
    pub fn run(
        &self,
        scratch: &mut Scratch,
        found: &mut Found,
        until: Option<Timestamp>,
        code: &Code,
    ) -> Result<Built, Trouble> {
        let (mut until, mut handed) = (until, false);
        loop {
            let now = Clock::new().now();
            let plan = planned(found, until, now)?;
            if !handed {
                self.fetch(scratch, found, &plan)?;
            }
            let data = scratch.hand_over(self.root, self.site)?;
            handed = true;
            match self.rebuild(scratch, found, &plan, &data, code, now) {
                Ok(rebuilt) => {
                    let built = Built { rebuilt, plan, data };
                    return match self.sound(&built.rebuilt.report) {
                        Ok(()) => Ok(built),
                        Err(trouble) => {
                            built.give_up()?;
                            Err(trouble)
                        }
                    };
                }
                Err(error) => match self.instead(error, found)? {
                    Retry::Until(moment) => until = Some(moment),
                    Retry::Without => {
                        found.without(&plan.snapshot);
                        scratch.renew()?;
                        handed = false;
                    }
                },
            }
        }
    }

    fn fetch(&self, scratch: &mut Scratch, found: &Found, plan: &Plan) -> Result<(), Trouble> {
        let objects = needed(plan, found.store.as_str(), &found.objects);
        self.room(&objects, plan, found)?;
        let teller = self.teller.clone();
        let order = Fetch {
            target: &self.place.target,
            objects: &objects,
            into: &scratch.objects(),
            hear: Arc::new(move |progress| teller.fetched(progress)),
        };
        let stop = &self.teller.stop;
        let fetched = self.runtime.block_on(async {
            tokio::select! {
                fetched = fetch(&order) => fetched,
                () = stop.called() => Err(FetchError::Stopped),
            }
        });
        self.teller.clear();
        fetched.map_err(|error| {
            scratch.keeps = error.again();
            refusal::of_fetch(&self.place.name, error)
        })
    }

    /// Before anything is fetched that would not fit.
    fn room(&self, objects: &[Object], plan: &Plan, found: &Found) -> Result<(), Trouble> {
        let path = plan.snapshot.path(found.store.as_str());
        let snapshot = objects.iter().find(|it| it.key.as_str() == path);
        let fetched: u64 = objects.iter().map(|it| it.bytes).sum();
        let needed = fetched + snapshot.map_or(0, |it| it.bytes) * RESTORE_ROOM;
        // With less left, the shop would open and sell nothing.
        let needed = needed + DISK_FREE_BYTES_MIN;
        for folder in [there(&self.site.work()), there(&self.site.data)] {
            // A disk that cannot be asked is not taken for full.
            let free = free_bytes(folder).unwrap_or(u64::MAX);
            if free < needed {
                let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
                return Err(Trouble::Failed(anyhow!(
                    "{} has {} MB free, and it takes {} MB; make room",
                    folder.display(),
                    free >> 20,
                    megabytes(needed)
                )));
            }
        }
        Ok(())
    }

    fn rebuild(
        &self,
        scratch: &Scratch,
        found: &Found,
        plan: &Plan,
        data: &Path,
        code: &Code,
        now: Timestamp,
    ) -> Result<Rebuilt, RebuildError> {
        let teller = self.teller.clone();
        let owner = AsOwner::of(data);
        let _owner = owner.map_err(|error| {
            RebuildError::Io(data.to_owned(), std::io::Error::other(format!("{error:#}")))
        })?;
        let rebuilt = rebuild(&Rebuild {
            objects: &scratch.objects(),
            store: found.store.as_str(),
            identities: &[&code.identity()],
            plan,
            data,
            kit: &scratch.kit(),
            now,
            hear: Arc::new(move |progress| teller.built(progress)),
        });
        self.teller.clear();
        rebuilt
    }

    /// With what it can be tried again, if somebody agrees.
    fn instead(&self, error: RebuildError, found: &Found) -> Result<Retry, Trouble> {
        let (name, why, good) = match &error {
            RebuildError::Object { name, error, good } => (name, error, *good),
            _ => return Err(refusal::of_rebuild(&self.place.name, error)),
        };
        match good {
            Some(good) if refusal::is_damage(why) => self.earlier(&error, good),
            None if refusal::is_damage(why) && found.has_other(name) => {
                self.talk.doubt(&format!("{name}: {why}"));
                Ok(Retry::Without)
            }
            _ => Err(refusal::of_rebuild(&self.place.name, error)),
        }
    }

    fn earlier(&self, error: &RebuildError, good: Good) -> Result<Retry, Trouble> {
        let told = format!("{error}");
        if self.talk.silent {
            return Err(Trouble::Failed(anyhow!("{told}: --until {}", utc(good.upto))));
        }
        self.talk.doubt(&told);
        let question = self.talk.w.restore_earlier(good.upto);
        match self.agrees(&question)? {
            true => Ok(Retry::Until(good.upto)),
            false => Err(Trouble::Wrong(self.talk.w.setup_given_up())),
        }
    }

    /// Yes or no, or called off.
    fn agrees(&self, question: &str) -> Result<bool, Trouble> {
        let choice = self.talk.w.setup_yes_or_no();
        let agreed = self.teller.stop.agrees(question, &choice)?;
        agreed.ok_or_else(refusal::called_off)
    }

    /// A shop with broken rows is better than none, if that is wanted.
    fn sound(&self, report: &Report) -> Result<(), Trouble> {
        let w = self.talk.w;
        let (orders, megabytes) = (report.orders, report.bytes.div_ceil(1 << 20));
        let findings = match &report.findings {
            None => {
                self.talk.well(&w.restore_unproved(args::RestoreUnproved { orders, megabytes }));
                return Ok(());
            }
            Some(findings) if findings.is_empty() => {
                self.talk.well(&w.restore_proved(args::RestoreProved { orders, megabytes }));
                return Ok(());
            }
            Some(findings) => findings,
        };
        self.talk.doubt(&w.restore_broken(findings.len() as u64));
        findings.iter().for_each(|it| say(&format!("    - {}", it.what)));
        if self.site.kind == Where::Nowhere {
            return Err(Trouble::Failed(anyhow!("the data in these copies is broken")));
        }
        if self.talk.silent && !self.yes {
            return Err(Trouble::Failed(anyhow!("the data is broken; --yes takes it as it is")));
        }
        match self.yes || self.agrees(&w.restore_take_broken())? {
            true => Ok(()),
            false => Err(Trouble::Wrong(w.setup_given_up())),
        }
    }
}

/// Tells how far the work is, to somebody who may call it off.
pub struct Teller {
    dictionary: Dictionary,
    language: Language,
    stop: Stop,
    line: Mutex<Option<Line>>,
}

impl Teller {
    pub fn new(dictionary: Dictionary, language: Language, stop: Stop) -> Arc<Teller> {
        Arc::new(Teller { dictionary, language, stop, line: Mutex::default() })
    }

    fn fetched(&self, progress: fetch::Progress) -> bool {
        let percent = percent(progress.done, progress.of);
        self.tell(|w| w.restore_fetching(percent))
    }

    fn built(&self, progress: Progress) -> bool {
        self.tell(|w| match progress {
            Progress::Snapshot { done, of } => w.restore_building(percent(done, of)),
            Progress::Logs { done, of } => {
                w.restore_replaying(args::RestoreReplaying { count: of as u64, done: done as u64 })
            }
            Progress::Proof { rows } => w.restore_proving(rows as u64),
        })
    }

    fn tell(&self, words: impl Fn(Words) -> String) -> bool {
        let w = self.dictionary.words(Some(self.language), self.language);
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let line = line.get_or_insert_with(Line::new);
        if line.is_due() {
            line.tell(&words(w));
        }
        !self.stop.is_called()
    }

    /// The line is free for what comes after.
    fn clear(&self) {
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn percent(done: u64, of: u64) -> u64 {
    done.min(of).saturating_mul(100).checked_div(of).unwrap_or(100)
}
