//! Copies of a shop: made, opened by others and by us, planned, replayed, refused.

mod bucket;
mod by_hand;
mod carried;
mod channel;

mod drill;
mod hostile;
mod local;
mod object;
mod plan;
mod rebuild;
mod refused;
mod retention;
pub mod trouble;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use warung::backup::age::Identity;
use warung::backup::object::{About, Header, KIT_KEY, KitFile, Listing, Name, records, snapshot};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Hear, Rebuild, RebuildError, Rebuilt, Report, rebuild};
use warung::domain::time::Timestamp;
use warung::store::change_record::{ChangeRecord, Place};
use warung::store::durable;
use warung::store::open::Store;

use crate::counter::{Counter, KEY, shop};
use crate::store::raw::Raw;
use crate::store::rewrite::trade;

pub const STORE: &str = "toko";
pub const SHOP: &str = "Toko Sari";
/// A file of the kit besides the key.
const TOKEN: &str = "telegram_token";

/// A shop on a disk, and a folder elsewhere with its copies.
pub struct Shop {
    pub counter: Counter,
    pub folder: TempDir,
    pub elsewhere: TempDir,
    pub key: Identity,
    pub kit: Vec<KitFile>,
    /// What the machine calls it.
    pub named: &'static str,
    /// What has been shipped.
    upto: Place,
}

fn hex_key() -> Vec<u8> {
    KEY.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes()
}

fn kit() -> [KitFile; 2] {
    [KitFile::new(KIT_KEY, &hex_key()), KitFile::new(TOKEN, b"123:rahasia")]
}

/// What there is of a database but for which chain it is in.
pub fn raw(folder: &Path) -> Raw {
    let mut raw = Raw::of(fs::read(folder.join("warung.redb")).unwrap());
    raw.meta.retain(|name, _| !name.starts_with("generation") && !name.starts_with("chain"));
    raw.meta.remove("sequence");
    raw
}

impl Shop {
    /// One that has traded, and of which there is no copy yet.
    fn new() -> Shop {
        Shop::opened(None)
    }

    /// The same at another time than a counter's usual one.
    pub fn opened(at: Option<Timestamp>) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        durable::put(&folder.path().join(KIT_KEY), &hex_key(), 0o600).unwrap();
        let store = Store::open(folder.path(), &folder.path().join(KIT_KEY)).unwrap();
        let mut counter = Counter::over(store, shop());
        counter.now = at.unwrap_or(counter.now);
        trade(&mut counter);
        let store = counter.core.store();
        // Some of it in the tables, and some in the log alone.
        store.checkpoint().unwrap();
        let upto = store.place(&store.snap().unwrap());
        counter.stock("Baru", 9_000, &["baru-1", "baru-2"]);
        let elsewhere = tempfile::tempdir().unwrap();
        let (key, kit) = (Identity::fresh().unwrap(), kit().to_vec());
        Shop { counter, folder, elsewhere, key, kit, named: STORE, upto }
    }

    pub fn store(&self) -> &Arc<Store> {
        self.counter.core.store()
    }

    fn about(&self) -> About<'static> {
        About { store: self.named, shop: SHOP, at: self.counter.now }
    }

    /// A snapshot of now.
    pub fn snapshot(&mut self) -> Name {
        let snap = self.store().snap().unwrap();
        let place = self.store().place(&snap);
        let header = Header::snapshot(&self.about(), &place);
        let name = header.name();
        let contents = snapshot::Contents { header, kit: &self.kit, snap: &snap };
        let recipients = [self.key.recipient()];
        snapshot::keep(self.elsewhere.path(), &recipients, &contents, &mut |_| true).unwrap();
        self.upto = place;
        name
    }

    /// What was committed since the last copy; a sign of life where that is nothing.
    pub fn ship(&mut self) -> Name {
        let records = self.store().records_after(&self.upto.last, usize::MAX).unwrap();
        self.ship_these(&records)
    }

    fn ship_these(&mut self, made: &[(ChangeRecord, Vec<u8>)]) -> Name {
        let header = Header::log(&self.about(), &self.upto, made).unwrap();
        let sealed = records::write(Vec::new(), &[self.key.recipient()], &header, made).unwrap();
        let name = header.name();
        let path = self.path(&name);
        durable::private_folder(path.parent().unwrap()).unwrap();
        durable::put(&path, &sealed, 0o600).unwrap();
        self.upto = header.place();
        name
    }

    pub fn path(&self, name: &Name) -> PathBuf {
        self.elsewhere.path().join(name.path(self.named))
    }

    pub fn names(&self) -> Vec<Name> {
        Listing::of_folder(self.elsewhere.path()).unwrap().of_store(self.named).to_vec()
    }

    fn plan(&self, until: Option<Timestamp>) -> Plan {
        let wanted = Wanted { until, generation: None };
        Plan::of(&self.names(), &wanted, self.counter.now).unwrap()
    }

    fn rebuild(&self, plan: &Plan, to: &Path) -> Result<Rebuilt, RebuildError> {
        self.rebuild_as(&self.key, plan, to, Arc::new(|_| true))
    }

    fn rebuild_as(
        &self,
        identity: &Identity,
        plan: &Plan,
        to: &Path,
        hear: Hear,
    ) -> Result<Rebuilt, RebuildError> {
        rebuild(&Rebuild {
            objects: self.elsewhere.path(),
            store: STORE,
            identities: &[identity],
            plan,
            data: &to.join("data"),
            kit: &to.join("kit"),
            now: self.counter.now,
            hear,
        })
    }

    /// All that there is of it elsewhere, refused with this.
    fn refusal(&self) -> RebuildError {
        let to = tempfile::tempdir().unwrap();
        let refused = self.rebuild(&self.plan(None), to.path()).err().expect("it was taken");
        assert_eq!(left(to.path()), [""; 0], "after {refused}");
        refused
    }

    /// Named, and then its tables.
    fn finished(&self, plan: &Plan) -> (Report, Raw, TempDir) {
        let to = tempfile::tempdir().unwrap();
        let Rebuilt { building, report } = self.rebuild(plan, to.path()).unwrap();
        let data = to.path().join("data");
        assert!(!Store::is_in(&data), "it has no name before it is whole");
        building.finish(&data, Some(STORE)).unwrap();
        (report, raw(&data), to)
    }
}

/// What lies in the folders of a restore, but for the locks.
fn left(to: &Path) -> Vec<String> {
    let mut left = Vec::new();
    for folder in ["data", "kit", "drill", "drill-kit"] {
        for entry in fs::read_dir(to.join(folder)).into_iter().flatten() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            left.extend(Some(name).filter(|name| name != "warung.lock"));
        }
    }
    left
}
