//! A snapshot of a shop with a past, and the shop that is rebuilt of it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Instant;

use anyhow::{Context, anyhow, ensure};
use tempfile::TempDir;
use warung::backup::age::Identity;
use warung::backup::aside::give_way;
use warung::backup::object::snapshot::{self, Contents};
use warung::backup::object::{About, Header, KIT_KEY, KitFile, Listing};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Progress, Rebuild, rebuild};
use warung::domain::time::Timestamp;
use warung::shop::invariants::Part;
use warung::store::open::Store;
use warung::store::pour::{self, Cell};

use crate::appliance::megabytes_in;
use crate::disk;
use crate::effort::Effort;
use crate::orders;
use crate::stall::{OWNER, Stall};
use crate::table::{Aim, Row, Sample, number, row};

const STORE: &str = "toko";
/// 23 November 2026: after all that was sold.
const AT: Timestamp = Timestamp(1_795_417_500_000);

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    for orders in effort.orders {
        let folder = disk::folder()?;
        orders::by_child(folder.path(), *orders)?;
        let (mut paces, mut rebuilds, mut proofs) = (Vec::new(), Vec::new(), Vec::new());
        let (mut plain, mut sealed) = (0, 0);
        for _ in 0..effort.rounds {
            let elsewhere = disk::folder()?;
            let identity = Identity::fresh()?;
            let began = Instant::now();
            (plain, sealed) = copied(folder.path(), elsewhere.path(), &identity)?;
            paces.push(plain as f64 / 1e6 / began.elapsed().as_secs_f64());
            let began = Instant::now();
            proofs.push(rebuilt(elsewhere.path(), &identity, *orders)?);
            rebuilds.push(began.elapsed().as_secs_f64());
        }
        let (paces, rebuilds) = (Sample::of(paces), Sample::of(rebuilds));
        let shop = format!("{} orders", number(*orders as f64));
        row(Row {
            what: format!("a snapshot, {shop}"),
            measured: paces.told("MB/s of rows"),
            beside: format!("{} MB become {}", megabytes(plain), megabytes(sealed)),
            aim: Aim::at_least(150.0, "MB/s", paces.median()),
        });
        row(Row {
            what: format!("a rebuild with its proof, {shop}"),
            measured: rebuilds.told("s"),
            beside: format!("of it the proof {}", Sample::of(proofs).told("s")),
            aim: Aim::at_most(10.0, "s", rebuilds.median()),
        });
        meanwhile(folder, &shop, effort)?;
    }
    Ok(())
}

/// What those feel who tap while a snapshot is taken, and what it takes of memory.
fn meanwhile(folder: TempDir, shop: &str, effort: &Effort) -> anyhow::Result<()> {
    let key = fs::read(folder.path().join("key"))?;
    let (stall, _slips) = Stall::over(folder, 1)?;
    let (calm, _) = taps(&stall, |began| began.elapsed() < effort.span)?;
    let (elsewhere, identity) = (disk::folder()?, Identity::fresh()?);
    // So much of the shop is in memory by then anyway.
    let before = held("VmRSS:")?;
    fs::write("/proc/self/clear_refs", "5")?;
    let (busy, sealing) = thread::scope(|scope| {
        let copying = scope.spawn(|| {
            give_way();
            kept(&stall.store, &key, elsewhere.path(), &identity)
        });
        let busy = taps(&stall, |_| !copying.is_finished());
        (busy, copying.join())
    });
    let (busy, most) = busy?;
    sealing.map_err(|_| anyhow!("the copying broke"))??;
    let more = held("VmHWM:")? - before;
    drop(stall.close()?);
    let twice = busy.quantile(0.99) / calm.quantile(0.99);
    row(Row {
        what: format!("a tap while a snapshot is taken, {shop}"),
        measured: format!("{} ms, p99 {}", number(busy.median()), number(busy.quantile(0.99))),
        beside: format!(
            "otherwise {}, p99 {}; {} taps",
            number(calm.median()),
            number(calm.quantile(0.99)),
            number(most as f64)
        ),
        aim: Aim::at_most(2.0, "x the p99", twice),
    });
    row(Row {
        what: format!("memory that a snapshot takes, {shop}"),
        measured: format!("{} MB above {}", number(more), number(before)),
        beside: "taps and their pages are in it".to_owned(),
        aim: Aim::at_most(8.0, "MB", more),
    });
    Ok(())
}

/// One after another: milliseconds that each waited for its commit.
fn taps(stall: &Stall, go_on: impl Fn(Instant) -> bool) -> anyhow::Result<(Sample, usize)> {
    let (began, mut waited) = (Instant::now(), Vec::new());
    while go_on(began) {
        let at = Instant::now();
        stall.handle.submit_blocking(stall.start(OWNER + 1 + waited.len() as u64 % 50))?;
        waited.push(at.elapsed().as_secs_f64() * 1000.0);
    }
    let taps = waited.len();
    Ok((Sample::of(waited), taps))
}

/// What the kernel says of this process, in MB.
fn held(name: &str) -> anyhow::Result<f64> {
    megabytes_in(&fs::read_to_string("/proc/self/status")?, name)
}

fn megabytes(bytes: u64) -> String {
    number(bytes as f64 / 1e6)
}

/// How large the rows and entries are, and how large the object is.
fn copied(data: &Path, elsewhere: &Path, identity: &Identity) -> anyhow::Result<(u64, u64)> {
    let key = data.join("key");
    let store = Store::open(data, &key)?;
    let sealed = kept(&store, &fs::read(key)?, elsewhere, identity)?;
    let mut plain = 0;
    pour::out(&store.snap()?, |cell| {
        plain += match cell {
            Cell::Row { bytes, .. } => 8 + bytes.len() as u64,
            Cell::Entry(_) | Cell::Tally(..) => 18,
        };
        Ok(())
    })?;
    Ok((plain, sealed))
}

fn kept(store: &Store, key: &[u8], elsewhere: &Path, identity: &Identity) -> anyhow::Result<u64> {
    let snap = store.snap()?;
    let about = About { store: STORE, shop: "Toko", at: AT };
    let header = Header::snapshot(&about, &store.place(&snap));
    let kit = [KitFile::new(KIT_KEY, key)];
    let contents = Contents { header, kit: &kit, snap: &snap };
    let recipients = [identity.recipient()];
    Ok(snapshot::keep(elsewhere, &recipients, &contents, &mut |_| true)?)
}

/// Seconds that its proof took.
fn rebuilt(elsewhere: &Path, identity: &Identity, orders: u64) -> anyhow::Result<f64> {
    let listing = Listing::of_folder(elsewhere)?;
    let plan = Plan::of(listing.of_store(STORE), &Wanted::default(), AT)?;
    let to = disk::folder()?;
    let data = to.path().join("data");
    let proving = Arc::new(OnceLock::new());
    let rebuilt = rebuild(&Rebuild {
        objects: elsewhere,
        store: STORE,
        identities: &[identity],
        plan: &plan,
        data: &data,
        kit: &to.path().join("kit"),
        now: AT,
        hear: {
            let proving = proving.clone();
            Arc::new(move |progress| {
                if matches!(progress, Progress::Proof { .. }) {
                    proving.get_or_init(Instant::now);
                }
                true
            })
        },
    })?;
    let proof = proving.get().context("nothing was proved")?.elapsed();
    let found = rebuilt.report.findings.context("nothing was proved")?;
    // The shelf was filled without a word in the log.
    let sound = found.iter().all(|it| it.part == Part::Revisions);
    ensure!(sound && rebuilt.report.orders == orders, "{found:?}");
    rebuilt.building.give_up(&data)?;
    Ok(proof.as_secs_f64())
}
