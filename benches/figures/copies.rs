//! A snapshot of a shop with a past, and the shop that is rebuilt of it.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, ensure};
use warung::backup::age::Identity;
use warung::backup::object::snapshot::{self, Contents};
use warung::backup::object::{About, Header, KIT_KEY, KitFile, Listing};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Rebuild, rebuild};
use warung::domain::time::Timestamp;
use warung::shop::invariants::Part;
use warung::store::open::Store;
use warung::store::pour::{self, Cell};

use crate::disk;
use crate::effort::Effort;
use crate::orders;
use crate::table::{Aim, Row, Sample, number, row};

const STORE: &str = "toko";
/// 23 November 2026: after all that was sold.
const AT: Timestamp = Timestamp(1_795_417_500_000);

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    for orders in effort.orders {
        let folder = disk::folder()?;
        orders::by_child(folder.path(), *orders)?;
        let (mut paces, mut rebuilds, mut sealed) = (Vec::new(), Vec::new(), 0);
        let mut plain = 0;
        for _ in 0..effort.rounds {
            let elsewhere = disk::folder()?;
            let identity = Identity::fresh()?;
            let began = Instant::now();
            (plain, sealed) = copied(folder.path(), elsewhere.path(), &identity)?;
            paces.push(plain as f64 / 1e6 / began.elapsed().as_secs_f64());
            let began = Instant::now();
            rebuilt(elsewhere.path(), &identity, *orders)?;
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
            beside: String::new(),
            aim: Aim::at_most(10.0, "s", rebuilds.median()),
        });
    }
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    number(bytes as f64 / 1e6)
}

/// How large the rows and entries are, and how large the object is.
fn copied(data: &Path, elsewhere: &Path, identity: &Identity) -> anyhow::Result<(u64, u64)> {
    let key = data.join("key");
    let store = Store::open(data, &key)?;
    let snap = store.snap()?;
    let about = About { store: STORE, shop: "Toko", at: AT };
    let header = Header::snapshot(&about, &store.place(&snap));
    let kit = [KitFile::new(KIT_KEY, &std::fs::read(key)?)];
    let contents = Contents { header, kit: &kit, snap: &snap };
    let recipients = [identity.recipient()];
    let sealed = snapshot::keep(elsewhere, &recipients, &contents, &mut |_| true)?;
    let mut plain = 0;
    pour::out(&snap, |cell| {
        plain += match cell {
            Cell::Row { bytes, .. } => 8 + bytes.len() as u64,
            Cell::Entry(_) | Cell::Tally(..) => 18,
        };
        Ok(())
    })?;
    Ok((plain, sealed))
}

fn rebuilt(elsewhere: &Path, identity: &Identity, orders: u64) -> anyhow::Result<()> {
    let listing = Listing::of_folder(elsewhere)?;
    let plan = Plan::of(listing.of_store(STORE), &Wanted::default(), AT)?;
    let to = disk::folder()?;
    let data = to.path().join("data");
    let rebuilt = rebuild(&Rebuild {
        objects: elsewhere,
        store: STORE,
        identities: &[identity],
        plan: &plan,
        data: &data,
        kit: &to.path().join("kit"),
        now: AT,
        hear: Arc::new(|_| true),
    })?;
    let found = rebuilt.report.findings.context("nothing was proved")?;
    // The shelf was filled without a word in the log.
    let sound = found.iter().all(|it| it.part == Part::Revisions);
    ensure!(sound && rebuilt.report.orders == orders, "{found:?}");
    Ok(rebuilt.building.give_up(&data)?)
}
