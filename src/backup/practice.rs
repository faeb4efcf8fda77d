//! A restore for practice, of what lies elsewhere: whether the shop could be had back.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::age::Identity;
use super::aside::aside;
use super::fetch::{Fetch, Progress as Fetched, fetch, needed};
use super::local::end_of;
use super::object::{Listing, Name};
use super::place::Shared;
use super::plan::{Plan, Wanted};
use super::rebuild::{self, Drilled, Progress, drill};
use super::target::{Key, Target};
use crate::domain::copies::{Drill, Good, Tell, Word};
use crate::domain::limit::{DISK_FREE_BYTES_MIN, RESTORE_ROOM};
use crate::domain::time::Span;
use crate::shop::invariants::Finding;
use crate::store::change_record::Digest;
use crate::store::disk;

/// Within the shop's folder. What a drill that was cut off has left is cleared by the next.
const FOLDER: &str = "drill";
const OBJECTS: &str = "objects";

/// What is practised, and with which keys.
pub struct Practice {
    pub home: PathBuf,
    pub shared: Shared,
    pub identities: Arc<Vec<Identity>>,
    pub tell: Tell,
}

impl Practice {
    /// Brings the newest that lies at a place into a scratch folder, proves it, holds it against
    /// the shop's own chain, and leaves nothing of it.
    pub async fn at(&self, target: &Target) -> Drill {
        let (began, at) = (Instant::now(), self.shared.clock.now());
        let result = self.tried(target).await;
        let took = Span::millis(u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX));
        Drill { at, target: target.name.clone(), took, result }
    }

    async fn tried(&self, target: &Target) -> Result<Good, String> {
        let scratch = self.home.join(FOLDER);
        let objects = scratch.join(OBJECTS);
        let here = |error: io::Error| format!("{}: {error}", scratch.display());
        clear(&objects).map_err(here)?;
        let drilled = self.brought(target, &scratch, &objects).await;
        clear(&objects).map_err(here)?;
        let Drilled { report, agrees } = drilled?;
        if let Some(Finding { what, .. }) = report.findings.iter().flatten().next() {
            let count = report.findings.as_ref().map_or(0, Vec::len);
            return Err(format!("what came back is broken in {count} places: {what}"));
        }
        match agrees {
            Some(false) => Err("what came back is not what this shop has done".to_owned()),
            _ => Ok(Good { orders: report.orders, upto: report.upto, bytes: report.bytes }),
        }
    }

    async fn brought(
        &self,
        target: &Target,
        scratch: &Path,
        objects: &Path,
    ) -> Result<Drilled, String> {
        let store = self.shared.shelf.store().to_owned();
        let folder = Key::parse(&store).ok_or("the store's name cannot be a folder")?;
        self.line(format!("{}: looking what is there", target.name))?;
        let listed = target.list(Some(&folder)).await.map_err(|error| error.to_string())?;
        let listing = Listing::of(listed.iter().map(|object| object.key.as_str()));
        let generation = Some(self.shared.shelf.generation());
        let wanted = Wanted { until: None, generation };
        let now = self.shared.clock.now();
        let plan = Plan::of(listing.of_store(&store), &wanted, now);
        let plan = plan.map_err(|error| error.to_string())?;
        if let Some(missing) = &plan.missing {
            return Err(missing.to_string());
        }
        let wanted = needed(&plan, &store, &listed);
        let bytes: u64 = wanted.iter().map(|object| object.bytes).sum();
        self.has_room(bytes)?;
        let (tell, name) = (self.tell.clone(), target.name.clone());
        let steps = Steps::new(move |percent| {
            tell(Word::Line(format!("{name}: {percent} % of {} KB fetched", bytes >> 10)))
        });
        let hear = Arc::new(move |it: Fetched| steps.at(it.done, it.of));
        let order = Fetch { target, objects: &wanted, into: objects, hear };
        fetch(&order).await.map_err(|error| error.to_string())?;
        self.rebuilt(plan, scratch.to_owned(), objects.to_owned()).await
    }

    async fn rebuilt(
        &self,
        plan: Plan,
        scratch: PathBuf,
        objects: PathBuf,
    ) -> Result<Drilled, String> {
        let (home, shelf, tell) = (self.home.clone(), self.shared.shelf.clone(), self.tell.clone());
        let (keys, now) = (self.identities.clone(), self.shared.clock.now());
        let built = aside(move || {
            let identities: Vec<&Identity> = keys.iter().collect();
            let known = |sequence| -> Option<Digest> {
                let ours =
                    |it: &&Name| it.generation == shelf.generation() && it.upto() == sequence;
                let name = shelf.look(|objects| objects.keys().find(ours).copied())?;
                end_of(&home, &shelf, &name).ok().map(|position| position.digest)
            };
            let steps = Steps::new({
                let tell = tell.clone();
                move |percent| tell(Word::Line(format!("{percent} % of the snapshot read")))
            });
            let hear: rebuild::Hear = Arc::new(move |progress| match progress {
                Progress::Snapshot { done, of } => steps.at(done, of),
                Progress::Logs { .. } | Progress::Proof { .. } => true,
            });
            let store = shelf.store();
            drill(&rebuild::Drill {
                objects: &objects,
                store,
                identities: &identities,
                plan: &plan,
                scratch: &scratch,
                known: &known,
                now,
                hear,
            })
            .map_err(|error| error.to_string())
        });
        built.await?
    }

    /// The shop comes first: practice takes no room that it may need.
    fn has_room(&self, bytes: u64) -> Result<(), String> {
        let free = disk::free_bytes(&self.home).map_err(|error| error.to_string())?;
        // The copies, and what becomes of them.
        let needed = bytes.saturating_mul(1 + RESTORE_ROOM).saturating_add(DISK_FREE_BYTES_MIN);
        match free >= needed {
            true => Ok(()),
            false => Err(format!(
                "there is no room to try it: {} MB are free, {} MB are needed",
                free >> 20,
                needed >> 20
            )),
        }
    }

    fn line(&self, line: String) -> Result<(), String> {
        match (self.tell)(Word::Line(line)) {
            true => Ok(()),
            false => Err("called off".to_owned()),
        }
    }
}

/// Takes away what a drill has left that was cut off: a whole shop, with its secrets.
pub fn sweep(home: &Path) -> io::Result<()> {
    clear(&home.join(FOLDER))
}

/// Tells of a long work in tenths.
struct Steps<F> {
    tell: F,
    told: AtomicU64,
}

impl<F: Fn(u64) -> bool> Steps<F> {
    fn new(tell: F) -> Steps<F> {
        Steps { tell, told: AtomicU64::new(0) }
    }

    fn at(&self, done: u64, of: u64) -> bool {
        let percent = done.saturating_mul(100).checked_div(of).unwrap_or(100) / 10 * 10;
        let before = self.told.fetch_max(percent, Ordering::Relaxed);
        percent <= before || (self.tell)(percent)
    }
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
