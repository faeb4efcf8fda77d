//! A stock file as long as one may be, through the chat: how long the seller waits until all of it
//! is for sale, what that takes of memory, and whether buyers feel it.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::{sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;
use warung::demo::world::{RINA, World};
use warung::domain::limit::{STOCK_FILE_LINES_MAX, UNITS_PER_INPUT_MAX};

use crate::appliance::{Appliance, Setting, Way};
use crate::disk::Bare;
use crate::effort::Effort;
use crate::eyes::{Eyes, Guest, Sight};
use crate::rush::quiet;
use crate::search::milliseconds;
use crate::stall::unit;
use crate::table::{Aim, Row, Sample, number, row};

/// What is filled, and what the buyers look at meanwhile.
const PRODUCT: u32 = 10;
/// What the shop has before: next to nothing, and so much that each piece of the file meets a
/// page of its own for nearly every unit.
const SHELVES: [u64; 2] = [100, 150_000];
const BUYERS: u64 = 20;
const FIRST_BUYER: u64 = 870_000_000;
/// As often as a chat takes answers, which lets a few through at first: what is measured is the
/// shop, not the pace.
const PRESS_EVERY: Duration = Duration::from_millis(1200);
const AT_FIRST_EVERY: Duration = Duration::from_millis(500);
const AT_FIRST: usize = 6;
/// Each piece is looked at and taken in by a commit of its own, of two syncs.
const SYNCS: f64 = (4 * STOCK_FILE_LINES_MAX / UNITS_PER_INPUT_MAX) as f64;
const PATIENCE: Duration = Duration::from_secs(180);
/// Signs of the look and of the result, and of no other message.
const TAKE: &str = "✅ Masukkan";
const RESULT: &str = "Stok sekarang";

#[derive(Default)]
struct Felt {
    looked: Vec<f64>,
    taken: Vec<f64>,
    together: Vec<f64>,
    above: Vec<f64>,
    peak: Vec<f64>,
    /// The slowest answer and the middle one of a round.
    slowest: Vec<f64>,
    middle: Vec<f64>,
    presses: usize,
    written: Vec<f64>,
}

pub fn figures(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let file = file()?;
    // The full shelf takes long to fill.
    for units in SHELVES.into_iter().filter(|units| *units == SHELVES[0] || effort.rounds > 1) {
        let (mut felt, mut syncs) = (Felt::default(), Vec::new());
        for _ in 0..effort.rounds {
            syncs.push(1.0 / bare.synced(1, effort.span)?);
            runtime.block_on(round(&file, units, &mut felt))?;
        }
        let size = number(file.len() as f64 / 1e6);
        felt.tell(units, &size, Sample::of(syncs).median());
    }
    Ok(())
}

fn file() -> anyhow::Result<String> {
    let mut file = String::new();
    for nth in 1..=STOCK_FILE_LINES_MAX as u64 {
        writeln!(file, "{}", unit(nth))?;
    }
    Ok(file)
}

async fn round(file: &str, units: u64, felt: &mut Felt) -> anyhow::Result<()> {
    let world = World::start(0).await?;
    let appliance = Appliance::run(&world, &Setting::unhindered(Way::Polling))?;
    let first = STOCK_FILE_LINES_MAX as u64 + 1;
    let before: Vec<String> = (first..first + units).map(unit).collect();
    appliance.stock(PRODUCT, "Akun Premium 1 Bulan", &before)?;
    let eyes = Eyes::on(&world.telegram);
    let mut seller = Guest::known(&world, &eyes, RINA);
    seller.say("/start");
    let [begun, over] = [CancellationToken::new(), CancellationToken::new()];
    let mut buyers = JoinSet::new();
    for nth in 0..BUYERS {
        let mut buyer = Guest::new(&world, &eyes, FIRST_BUYER + nth);
        let (begun, over) = (begun.clone(), over.clone());
        let after = AT_FIRST_EVERY * nth as u32 / BUYERS as u32;
        buyers.spawn(async move {
            let card = looks(&mut buyer).await?;
            begun.cancelled().await;
            sleep(after).await;
            presses(&mut buyer, card, &over).await
        });
    }
    quiet(&appliance, &world).await?;
    let (before, wrote) = (appliance.memory()?.resident, appliance.written()?.bytes);
    appliance.forget_peak()?;
    begun.cancel();
    let (looked, taken) = timeout(PATIENCE, sells(&mut seller, file, units)).await??;
    let (peak, written) = (appliance.peak()?, appliance.written()?.bytes - wrote);
    over.cancel();
    let mut waits = Vec::new();
    while let Some(waited) = buyers.join_next().await {
        waits.extend(waited??);
    }
    drop(eyes);
    appliance.stop()?;
    world.stop();
    felt.looked.push(looked.as_secs_f64());
    felt.taken.push(taken.as_secs_f64());
    felt.together.push((looked + taken).as_secs_f64());
    felt.above.push(peak - before);
    felt.peak.push(peak);
    felt.presses += waits.len();
    let waits = Sample::of(waits);
    felt.slowest.push(waits.quantile(1.0));
    felt.middle.push(waits.median());
    felt.written.push(written / 1e6);
    Ok(())
}

/// From the file to the look, and from ✅ to the result: all is for sale, beside the units before.
async fn sells(seller: &mut Guest, file: &str, units: u64) -> anyhow::Result<(Duration, Duration)> {
    let (telegram, bytes) = (seller.world.telegram.clone(), file.to_owned().into());
    let caption = format!("/addstock {PRODUCT}");
    let sent = Instant::now();
    let kept = telegram.send_document(seller.id, "stok.txt", bytes, &caption);
    ensure!(kept.is_ok(), "the file was not taken");
    let takes = |sight: &Sight| sight.message.labels().contains(&TAKE);
    let look = seller.sees(takes).await.context("nobody looks any more")?;
    let pressed = Instant::now();
    let press = telegram.press(seller.id, look.message.id, TAKE);
    ensure!(press.is_ok(), "there is no {TAKE}");
    let tells = |sight: &Sight| sight.message.text.contains(RESULT);
    let result = seller.sees(tells).await.context("nobody looks any more")?;
    let digits = result.message.text.chars().filter(char::is_ascii_digit).collect::<String>();
    let all = STOCK_FILE_LINES_MAX as u64 + units;
    ensure!(digits.ends_with(&all.to_string()), "{:?}", result.message.text);
    Ok((look.at.duration_since(sent), result.at.duration_since(pressed)))
}

/// The number of the message that is the product's card.
async fn looks(buyer: &mut Guest) -> anyhow::Result<i32> {
    buyer.say(&PRODUCT.to_string());
    let card = buyer.sees(|sight| sight.message.labels().contains(&"➕")).await;
    Ok(card.context("nobody looks any more")?.message.id)
}

/// One more, one less, again and again: milliseconds until the card shows it.
async fn presses(
    buyer: &mut Guest,
    mut card: i32,
    over: &CancellationToken,
) -> anyhow::Result<Vec<f64>> {
    let mut waits = Vec::new();
    for label in ["➕", "➖"].into_iter().cycle() {
        if over.is_cancelled() {
            break;
        }
        let pressed = Instant::now();
        let press = buyer.world.telegram.press(buyer.id, card, label);
        ensure!(press.is_ok(), "there is no {label}");
        let shown = timeout(PATIENCE, buyer.sees(|_| true)).await?;
        let shown = shown.context("nobody looks any more")?;
        card = shown.message.id;
        waits.push(milliseconds(shown.at.duration_since(pressed)));
        let every = if waits.len() < AT_FIRST { AT_FIRST_EVERY } else { PRESS_EVERY };
        over.run_until_cancelled(sleep_until((pressed + every).into())).await;
    }
    Ok(waits)
}

impl Felt {
    fn tell(self, units: u64, size: &str, sync: f64) {
        let lines = number(STOCK_FILE_LINES_MAX as f64);
        let shelf = number(units as f64);
        let told = |what: &str, values: Vec<f64>, unit: &str, beside: String, aim: Option<f64>| {
            let sample = Sample::of(values);
            // A single one who waits too long is one too many.
            let aim = aim.and_then(|aim| Aim::at_most(aim, unit, sample.quantile(1.0)));
            let what = format!("{shelf} before: {what}");
            row(Row { what, measured: sample.told(unit), beside, aim });
        };
        told("sent to looked at", self.looked, "s", format!("{lines} lines, {size} MB"), None);
        let written = Sample::of(self.written).told("MB");
        told("taken to all for sale", self.taken, "s", format!("written {written}"), None);
        let disk = format!("{SYNCS} syncs on the way: {} s", number(sync * SYNCS));
        told("both, and the download", self.together, "s", disk, Some(3.0));
        let peak = format!("peak {}", Sample::of(self.peak).told("MB"));
        told("memory above rest", self.above, "MB", peak, Some(60.0));
        let middle = number(Sample::of(self.middle).median());
        let beside = format!("middle {middle} ms of {} presses", self.presses);
        let what = format!("slowest answer to {BUYERS} buyers");
        told(&what, self.slowest, "ms", beside, Some(300.0));
    }
}
