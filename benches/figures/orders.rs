//! A shop with many paid orders: what it takes on the disk, and how long it takes to open.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail, ensure};
use redb::Database;
use rustix::process::{Signal, getpid, kill_process};
use warung::chat::incoming::{Incoming, Said};
use warung::domain::customer::{Customer, Person};
use warung::domain::id::{CustomerId, OrderId, PaymentId, ProductId, TransferId, UnitId};
use warung::domain::ledger::{Account, Balance, Cause, Side, Step, Transfer};
use warung::domain::message::MessageRef;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, Kind, Line, Order, State};
use warung::domain::payment::{Payment, PaymentMethod, PaymentState, Reference, Txn};
use warung::domain::product::{self, Offer, Prices, Product};
use warung::domain::revision::By;
use warung::domain::shop::Language;
use warung::domain::stock::{Fate, Unit};
use warung::domain::text::{Description, Name};
use warung::domain::time::Timestamp;
use warung::engine::core::{Core, Lent};
use warung::engine::input::{Input, Reply};
use warung::shop::context::Ctx;
use warung::shop::revision;
use warung::store::open::Store;
use warung::store::read::Read;
use warung::store::schema::{Index, Table};
use warung::store::tx::Tx;
use warung::words::Dictionary;

use crate::disk;
use crate::effort::Effort;
use crate::stall::{shop, unit};
use crate::table::{Aim, Row, Sample, number, row};

/// Orders written by one commit of the filling.
const ORDERS_PER_COMMIT: u64 = 5000;
/// How often a customer comes back.
const ORDERS_PER_CUSTOMER: u64 = 3;
const PRODUCTS: u64 = 20;
/// 22 November 2026, 14.05 WIB
const NOON: u64 = 1_795_331_100_000;

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    for orders in effort.orders {
        let folder = disk::folder()?;
        let took = by_child(folder.path(), *orders)?;
        let paid = Store::open(folder.path(), &key(folder.path()))?
            .snap()?
            .count(Index::OrdersPaid, warung::store::schema::ALL)?;
        ensure!(paid == *orders, "{paid} of {orders} orders are there");
        tell_opening(folder.path(), *orders, effort.rounds)?;
        tell_weight(folder.path(), *orders, took)?;
    }
    Ok(())
}

fn key(folder: &Path) -> std::path::PathBuf {
    folder.join("key")
}

/// Another process of this bench fills the shop and is killed in the middle of its life.
pub fn by_child(folder: &Path, orders: u64) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let mut child = Command::new(std::env::current_exe()?);
    let status = child.arg("sell-and-die").arg(folder).arg(orders.to_string()).status()?;
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(signal) if signal == Signal::KILL.as_raw() => Ok(began.elapsed()),
        _ => bail!("the selling child ended otherwise: {status}"),
    }
}

/// The child's whole life: so many more paid orders, an ordinary commit, and SIGKILL.
pub fn sell_and_die(folder: &Path, orders: u64) -> anyhow::Result<()> {
    let store = std::sync::Arc::new(Store::open(folder, &key(folder))?);
    shelve(&store)?;
    let mut left = orders;
    while left > 0 {
        let count = left.min(ORDERS_PER_COMMIT);
        let mut batch = store.batch()?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        let mut tx = batch.begin(seed);
        for _ in 0..count {
            sell(&mut tx)?;
        }
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, Timestamp::default())?;
        left -= count;
    }
    let core = Core::new(store, Dictionary::load("Asia/Jakarta")?, shop());
    let mut seed = || [7; 32];
    let now = Timestamp(NOON);
    let mut lent = Lent { now, roomy: true, seed: &mut seed, enough: &mut || false };
    let said = Said::Text("/start".to_owned());
    let from = Person::new(1001, "Sari", "");
    let update = Incoming { chat: from.id.chat(), private: true, from, said, formatted: false };
    let id = u64::from(std::process::id());
    let done = core.run(&[Input::Update { id, said: update }], &mut lent)?;
    ensure!(done.replies == [Reply::Done], "{:?}", done.replies);
    kill_process(getpid(), Signal::KILL)?;
    bail!("still alive")
}

/// The two lines of the ledger that a sale by QRIS writes where the seller bears the fee.
fn enter(
    tx: &mut Tx,
    payment: PaymentId,
    price: Rupiah,
    fee: Rupiah,
    at: Timestamp,
) -> anyhow::Result<()> {
    let price = (Cause::Payment(payment), Account::Gateway, Account::Sales, price);
    let fee = (Cause::Fee(payment), Account::Fees, Account::Gateway, fee);
    for (cause, from, to, amount) in [price, fee] {
        for (account, side) in [(from, Side::From), (to, Side::To)] {
            let before = tx.get(account.key())?.unwrap_or(Balance::empty(account));
            let after = before.after(Step::Moved, side, amount);
            tx.put(&after.ok_or_else(|| anyhow!("no such sum"))?)?;
        }
        let (id, step, note) = (TransferId(tx.next(Table::Transfer)?), Step::Moved, None);
        tx.put(&Transfer { id, cause, step, from, to, amount, at, note })?;
    }
    Ok(())
}

/// One order in its last state: paid, sold, delivered; with its payment and its unit.
fn sell(tx: &mut Tx) -> anyhow::Result<()> {
    let id = tx.next(Table::Order)?;
    let (order, payment, unit_id) = (OrderId(id), PaymentId(id), UnitId(tx.next(Table::Unit)?));
    let product = tx.get::<Product>(1 + id % PRODUCTS)?.context("no such product")?;
    let customer = CustomerId(5_000_000_000 + id / ORDERS_PER_CUSTOMER * 7919);
    // The newest of a million are of today: a shop does not open before its own past.
    let at = Timestamp(NOON - 60_000_000_000 + id * 60_000);
    if tx.get::<Customer>(customer.0)?.is_none() {
        let mut person = Person::new(customer.0, "Sari", "Belanja");
        person.username = Some(format!("sari_belanja_{id}"));
        person.language = Some(Language::INDONESIAN);
        tx.put(&Customer::new(person, at, 0))?;
    }
    let content = unit(unit_id.0);
    let digest = tx.seal().digest(&[&product.id.0.to_le_bytes(), content.as_bytes()]);
    let fate = Fate::Sold(order);
    let (of, batch, file, made) = (product.id, None, None, None);
    tx.put(&Unit { id: unit_id, product: of, content, digest, fate, batch, file, made })?;
    let reference = Reference::new(payment, tx.random().bytes());
    let txn = format!("{:x}-{:x}", u128::from_le_bytes(tx.random().bytes()), payment.0);
    let fee = Rupiah(product.price.0 * 7 / 1000 + 310);
    enter(tx, payment, product.price, fee, at)?;
    tx.put(&Payment {
        id: payment,
        order,
        reference,
        amount: product.price,
        at,
        state: PaymentState::Settled { at },
        txn: Some(Txn { number: txn, fee, payable: product.price }),
        asking: false,
        again: false,
        asked: Some(at),
        looks: 1,
    })?;
    let Product { id: product, name, price, .. } = product;
    let lines = vec![Line { product, name, price, quantity: 1, units: vec![unit_id] }];
    let state = State::Paid { at, goods: Goods::Delivered { at } };
    let panel = Some(MessageRef { id: 2_000_000 + id as i32, media: false });
    let (kind, method) = (Kind::Goods, PaymentMethod::Qris);
    let (discount, from_balance, refunds) = (None, Rupiah::ZERO, Vec::new());
    tx.put(&Order {
        id: order,
        customer,
        kind,
        lines,
        discount,
        from_balance,
        method,
        at,
        state,
        panel,
        refunds,
    })?;
    Ok(())
}

/// Products with their history.
fn shelve(store: &Store) -> anyhow::Result<()> {
    let (mut batch, shop) = (store.batch()?, shop());
    let mut ctx = Ctx::new(batch.begin([1; 32]), Timestamp(NOON), &shop, true);
    for _ in 0..PRODUCTS {
        let id = ProductId(ctx.tx.next(Table::Product)?);
        let name = Name::parse(&format!("Netflix Premium {} Bulan", id.0));
        let product = Product {
            id,
            number: id.0 as u32,
            name: name.map_err(|no| anyhow!("{no:?}"))?,
            price: Rupiah(45_000),
            category: None,
            description: Description::default(),
            picture: None,
            on_shelf: true,
            offer: Offer::default(),
            kind: product::Kind::default(),
            kind_since: OrderId(0),
            prices: Prices::default(),
            variant: None,
        };
        revision::put(&mut ctx, By::Machine, &product).map_err(|stop| anyhow!("{stop:?}"))?;
    }
    let (kept, _) = ctx.finish();
    batch.keep(kept);
    Ok(store.commit(batch, Timestamp(NOON))?)
}

/// Opens until it knows what was under method: from there on the shop works.
fn opened(folder: &Path) -> anyhow::Result<f64> {
    let dictionary = Dictionary::load("Asia/Jakarta")?;
    let began = Instant::now();
    let store = Store::open(folder, &key(folder))?;
    let core = Core::new(std::sync::Arc::new(store), dictionary, shop());
    ensure!(!core.unfinished()?.is_empty(), "the last update was lost");
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

fn tell_opening(folder: &Path, orders: u64, rounds: usize) -> anyhow::Result<()> {
    let (mut killed, mut clean) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        by_child(folder, 0)?;
        killed.push(opened(folder)?);
        clean.push(opened(folder)?);
    }
    let (killed, clean) = (Sample::of(killed), Sample::of(clean));
    row(Row {
        what: format!("open after a kill, {} paid orders", number(orders as f64)),
        measured: killed.told("ms"),
        beside: format!("after a clean close {}", clean.told("ms")),
        aim: Aim::at_most(50.0, "ms", killed.median()),
    });
    Ok(())
}

/// What a database holds, as redb counts.
pub struct Weighed {
    pub stored: u64,
    pub allocated: u64,
}

pub fn weigh(folder: &Path) -> anyhow::Result<Weighed> {
    let database = Database::open(folder.join("warung.redb"))?;
    let writing = database.begin_write()?;
    let stats = writing.stats()?;
    let page = stats.page_size() as u64;
    let weighed =
        Weighed { stored: stats.stored_bytes(), allocated: stats.allocated_pages() * page };
    writing.abort()?;
    Ok(weighed)
}

fn tell_weight(folder: &Path, orders: u64, took: Duration) -> anyhow::Result<()> {
    let weighed = weigh(folder)?;
    let each = |bytes: u64| bytes as f64 / orders as f64;
    let taken = each(disk::taken(&folder.join("warung.redb"))?);
    let rate = orders as f64 / took.as_secs_f64();
    row(Row {
        what: format!("bytes on the disk per order, of {}", number(orders as f64)),
        measured: format!("{} (not compacted)", number(taken)),
        beside: format!("filled in bulk, {} orders/s", number(rate)),
        aim: Aim::at_most(500.0, "bytes", taken),
    });
    row(Row {
        what: "  of it keys and values".to_owned(),
        measured: format!("{} bytes", number(each(weighed.stored))),
        beside: format!("the pages that hold them {}", number(each(weighed.allocated))),
        aim: None,
    });
    Ok(())
}
