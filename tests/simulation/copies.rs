//! The copies of a life's shop, in a folder elsewhere: all that is left when its machine is lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use tempfile::TempDir;
use warung::backup::age::Identity;
use warung::backup::local::{Copied, Local, Wish};
use warung::backup::object::{KIT_KEY, KitFile, Listing, Name};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Rebuild, Rebuilt, Report, rebuild};
use warung::backup::recovery::Kept;
use warung::backup::shelf::Shelf;
use warung::domain::time::Timestamp;
use warung::store::durable;
use warung::store::open::{DATABASE, Store};
use warung::store::pour::{Cell, out};

use super::durable::KEY;
use super::luck::Luck;

const STORE: &str = "toko";
/// Where files are in memory: a life waits for no disk.
const MEMORY: &str = "/dev/shm";
/// The key on paper.
static PAPER: LazyLock<Identity> = LazyLock::new(|| Identity::fresh().unwrap());

pub struct Copies {
    /// Of its own: what is copied, and when, is nothing that the shop could feel.
    luck: Luck,
    /// How often in a thousand commits the machine is lost, and something is copied.
    losses: u32,
    ships: u32,
    folder: TempDir,
    /// How many machines there have been.
    pub machines: u64,
    local: Option<Local>,
    /// On the shelf, and not elsewhere yet.
    waiting: Vec<Name>,
    elsewhere: Vec<Name>,
}

/// When a machine is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// With inputs in its hands.
    Before,
    /// While the commit is written.
    Within,
    /// Before anybody has heard of the commit.
    After,
}

impl Copies {
    pub fn new(seed: u64) -> Copies {
        let mut luck = Luck::new(!seed);
        let builder = || tempfile::Builder::new();
        let folder = builder().prefix("warung-life-").tempdir_in(MEMORY);
        let copies = Copies {
            losses: luck.range(1, 90) as u32,
            ships: luck.range(20, 800) as u32,
            luck,
            folder: folder.or_else(|_| builder().tempdir()).unwrap(),
            machines: 0,
            local: None,
            waiting: Vec::new(),
            elsewhere: Vec::new(),
        };
        copies.set_up();
        copies
    }

    /// Some lives lose what was done in their last steps, so many: from now on nothing is copied.
    pub fn forgets(&mut self, now: Timestamp) -> Option<u64> {
        if !self.luck.chance(400) {
            return None;
        }
        self.all(now);
        (self.losses, self.ships) = (0, 0);
        Some(self.luck.below(25))
    }

    /// Copies are made once more, and machines are lost with all that is in them.
    pub fn resume(&mut self) {
        (self.losses, self.ships) = (self.luck.range(1, 60) as u32, 300);
    }

    /// In a calm life seldom anything is lost, and less is copied.
    pub fn calm(&mut self) {
        (self.losses, self.ships) = (self.losses.min(4), self.ships.min(100));
    }

    /// Whether the machine is lost at this commit.
    pub fn lost(&mut self) -> Option<Moment> {
        let moments = [Moment::Before, Moment::Within, Moment::After];
        self.luck.chance(self.losses).then(|| moments[self.luck.below(3) as usize])
    }

    /// Of so many writes, which one the power does not see any more.
    pub fn cut(&mut self, writes: u64) -> u64 {
        self.luck.below(writes)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join(format!("machine-{}", self.machines))
    }

    fn there(&self) -> PathBuf {
        self.folder.path().join("elsewhere")
    }

    /// A new machine knows whoever has typed the key.
    fn set_up(&self) {
        let home = self.home();
        durable::private_folder(&home).unwrap();
        let since = Timestamp::default();
        let recipient = PAPER.recipient();
        Kept { recipient, since, confirmed: Some(since) }.put(&home).unwrap();
    }

    /// A process begins on the machine that there is.
    pub fn begin(&mut self, store: &Arc<Store>) {
        let (home, generation) = (self.home(), store.generation());
        self.local = None;
        // What is gone from the shelf is copied once more, as a piece that overlaps.
        if self.luck.chance(150)
            && let Some(name) = self.elsewhere.last()
        {
            let shelf = Shelf::new(&home, STORE, generation);
            durable::gone(&shelf.path(name)).unwrap();
        }
        let kit = vec![KitFile::new(KIT_KEY, hex_key().as_bytes())];
        let copied = Copied { shop: "Toko Sari".into(), kit: Ok(kit), machine: true };
        let shelf = Arc::new(Shelf::new(&home, STORE, generation));
        self.local = Some(Local::open(store.clone(), &home, copied, shelf).unwrap());
    }

    /// Now and then something is copied, and some of it carried elsewhere.
    pub fn perhaps(&mut self, now: Timestamp) {
        if !self.luck.chance(self.ships) {
            return;
        }
        let wish = match self.luck.below(20) {
            0 => Wish::Snapshot,
            1 | 2 => Wish::SignOfLife,
            _ => Wish::Nothing,
        };
        self.step(now, wish);
        let count = self.luck.below(self.waiting.len() as u64 + 1) as usize;
        self.carry(count);
    }

    /// All that was acknowledged is elsewhere.
    pub fn all(&mut self, now: Timestamp) {
        self.step(now, Wish::Nothing);
        if self.luck.chance(100) {
            self.step(now, Wish::Closed);
        }
        self.carry(usize::MAX);
        assert!(self.local.as_ref().is_some_and(Local::is_whole), "not all of it is copied");
    }

    fn step(&mut self, now: Timestamp, wish: Wish) {
        let local = self.local.as_mut().expect("a process");
        self.waiting.extend(local.step(now, wish).unwrap());
    }

    fn carry(&mut self, count: usize) {
        let (there, home) = (self.there(), self.home());
        let count = count.min(self.waiting.len());
        for name in self.waiting.drain(..count) {
            let path = name.path(STORE);
            let to = there.join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            // One that is there is never replaced by another.
            if !to.exists() {
                fs::copy(home.join(warung::backup::shelf::FOLDER).join(&path), to).unwrap();
            }
            self.elsewhere.push(name);
        }
    }

    /// The machine is gone, with all that was on it. Gives the database of the shop as it comes
    /// back on another one.
    pub fn back(&mut self, now: Timestamp) -> (Vec<u8>, Report) {
        let generation = self.local.take().expect("a process").shelf().generation();
        fs::remove_dir_all(self.home()).unwrap();
        self.waiting.clear();
        self.elsewhere.clear();
        self.machines += 1;
        self.set_up();
        let names = Listing::of_folder(&self.there()).unwrap().of_store(STORE).to_vec();
        // Whoever restores takes the shop that was there last, whatever the clocks have shown.
        let wanted = Wanted { until: None, generation: Some(generation) };
        let plan = Plan::of(&names, &wanted, now).unwrap();
        assert_eq!(plan.missing, None, "copies are missing");
        let (data, kit) = (self.home(), self.folder.path().join("kit"));
        let rebuilt = rebuild(&Rebuild {
            objects: &self.there(),
            store: STORE,
            identities: &[&PAPER],
            plan: &plan,
            data: &data,
            kit: &kit,
            now,
            hear: Arc::new(|_| true),
        });
        let Rebuilt { building, report } = rebuilt.unwrap_or_else(|error| panic!("{error}"));
        building.finish(&data, Some(STORE)).unwrap();
        (taken(&data), report)
    }
}

/// A database off the disk, where the life goes on without one.
fn taken(data: &Path) -> Vec<u8> {
    let path = data.join(DATABASE);
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    bytes
}

fn hex_key() -> String {
    KEY.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All that a shop knows.
pub fn cells(store: &Store) -> Vec<Cell> {
    let mut cells = Vec::new();
    out(&store.snap().unwrap(), |cell| {
        cells.push(cell);
        Ok(())
    })
    .unwrap();
    cells
}
