//! A ledger of a million transfers: how long adding it up takes, and how much memory.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, anyhow, ensure};
use warung::domain::id::{CustomerId, OrderId, PaymentId, TransferId};
use warung::domain::ledger::{Account, Balance, Cause, Side, Step, Transfer};
use warung::domain::limit::CACHE_BYTES;
use warung::domain::money::Rupiah;
use warung::domain::time::Timestamp;
use warung::shop::books::Books;
use warung::store::open::Store;
use warung::store::schema::Table;

use crate::disk;
use crate::effort::Effort;
use crate::table::{Aim, Row, Sample, number, row};

const CUSTOMERS: u64 = 5_000;
const TRANSFERS_PER_COMMIT: u64 = 20_000;
/// 22 November 2026, 14.05 WIB
const NOON: u64 = 1_795_331_100_000;

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    let folder = disk::folder()?;
    fill(folder.path(), effort.transfers)?;
    let (mut seconds, mut megabytes) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        let (time, memory) = added_up(folder.path())?;
        seconds.push(time);
        megabytes.push(memory);
    }
    let (seconds, megabytes) = (Sample::of(seconds), Sample::of(megabytes));
    row(Row {
        what: format!("ledger proof of {} transfers", number(effort.transfers as f64)),
        measured: seconds.told("s"),
        beside: format!("{CUSTOMERS} customers"),
        aim: None,
    });
    row(Row {
        what: "  memory it takes on top, at most".to_owned(),
        measured: megabytes.told("MB"),
        beside: format!("of it {} the cache of pages", number(CACHE_BYTES as f64 / 1e6)),
        aim: Aim::at_most(20.0, "MB", megabytes.median()),
    });
    Ok(())
}

/// Deposits, and for every other one something bought with a part of it, held before.
fn fill(folder: &Path, transfers: u64) -> anyhow::Result<()> {
    let store = Store::open(folder, &folder.join("key"))?;
    let mut balances: HashMap<Account, Balance> = HashMap::new();
    for first in (1..=transfers).step_by(TRANSFERS_PER_COMMIT as usize) {
        let mut batch = store.batch()?;
        let mut tx = batch.begin([7; 32]);
        for _ in first..=transfers.min(first + TRANSFERS_PER_COMMIT - 1) {
            let transfer = transfer(tx.next(Table::Transfer)?);
            let Transfer { step, from, to, amount, .. } = transfer;
            for (account, side) in [(from, Side::From), (to, Side::To)] {
                let before = balances.entry(account).or_insert(Balance::empty(account));
                let after = before.after(step, side, amount).filter(Balance::sound);
                *before = after.with_context(|| format!("{transfer:?}"))?;
            }
            tx.put(&transfer)?;
        }
        for balance in balances.values() {
            tx.put(balance)?;
        }
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, Timestamp::default())?;
    }
    Ok(())
}

/// In turn a deposit, a hold, the end of the hold, a deposit; each four of another customer.
fn transfer(number: u64) -> Transfer {
    let (four, turn) = ((number - 1) / 4, (number - 1) % 4);
    let customer = Account::Balance(CustomerId(5_000_000_000 + four % CUSTOMERS * 7919));
    let deposit = |amount| {
        (Cause::Payment(PaymentId(number)), Step::Moved, Account::Gateway, customer, amount)
    };
    let spending = |step| (Cause::Spending(OrderId(four)), step, customer, Account::Sales, 45_000);
    let (cause, step, from, to, amount) = match turn {
        0 => deposit(50_000),
        1 => spending(Step::Held),
        2 => spending(Step::Posted),
        _ => deposit(10_000),
    };
    let (id, at) = (TransferId(number), Timestamp(NOON + number * 30_000));
    Transfer { id, cause, step, from, to, amount: Rupiah(amount), at, note: None }
}

/// Another process of this bench opens the shop and adds up: seconds, and MB on top of what it
/// had before.
fn added_up(folder: &Path) -> anyhow::Result<(f64, f64)> {
    let child = Command::new(std::env::current_exe()?).arg("add-up").arg(folder).output()?;
    ensure!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    let told = String::from_utf8(child.stdout)?;
    let mut figures = told.split_whitespace().map(str::parse::<f64>);
    let mut next = || figures.next().context("no figure")?.map_err(|error| anyhow!(error));
    Ok((next()?, next()?))
}

/// The child's whole life.
pub fn add_up_and_tell(folder: &Path) -> anyhow::Result<()> {
    let store = Store::open(folder, &folder.join("key"))?;
    let before = most_resident()?;
    let began = Instant::now();
    let books = Books::add_up(&store.snap()?)?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(books.broken.is_empty(), "{:?}", books.broken);
    println!("{seconds} {}", most_resident()? - before);
    Ok(())
}

/// The most memory this process has had so far, in MB.
fn most_resident() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kilobytes: f64 = line.split_whitespace().next().context("no figure")?.parse()?;
    Ok(kilobytes * 1024.0 / 1e6)
}
