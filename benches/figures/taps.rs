//! What a tap costs: processor time of a /start and of a purchase, of this build and of another
//! beside it, in rounds that take turns, so that both are measured on the same machine.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::timeout;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{RINA, World};

use crate::appliance::{Appliance, Setting, Way, Written};
use crate::buyer;
use crate::daemon::{CROWD, greet, spent_per};
use crate::disk::Bare;
use crate::effort::Effort;
use crate::eyes::{Eyes, Guest};
use crate::stall::unit;
use crate::table::{Aim, Row, Sample, number, row};

const PRODUCT: u32 = 10;
/// Users who tap at the same time.
const CROWDED: u64 = 50;
/// Buyers in the shop at the same time.
const BUYERS: u64 = 5;
const FIRST_BUYER: u64 = 860_000_000;
const PATIENCE: Duration = Duration::from_secs(120);

/// Milliseconds of processor time each, and what was written for it.
#[derive(Default)]
struct Costs {
    alone: Vec<f64>,
    crowded: Vec<f64>,
    purchase: Vec<f64>,
    kilobytes: Vec<f64>,
    calls: Vec<f64>,
    /// How many a second were answered.
    rate: Vec<f64>,
}

pub fn figures(
    runtime: &Runtime,
    programs: &[(String, PathBuf)],
    bare: &mut Bare,
    effort: &Effort,
) -> anyhow::Result<()> {
    let setting = |(name, program): &(String, PathBuf)| {
        let program = program.clone();
        (name.clone(), Setting { program, ..Setting::unhindered(Way::Polling) })
    };
    let settings: Vec<(String, Setting)> = programs.iter().map(setting).collect();
    let all = measured(runtime, &settings, bare, effort)?;
    let programs = &settings;
    tell(programs, &all, "a /start, one by one", "ms", Some(0.6), |costs| &costs.alone);
    tell(programs, &all, "a /start, 50 at once", "ms", Some(0.45), |costs| &costs.crowded);
    tell(programs, &all, "a purchase, 5 buyers", "ms", Some(8.0), |costs| &costs.purchase);
    tell(programs, &all, "written for a purchase", "KB", None, |costs| &costs.kilobytes);
    tell(programs, &all, "write calls of a purchase", "calls", None, |costs| &costs.calls);
    Ok(())
}

/// What it costs that copies are carried elsewhere meanwhile.
pub fn shipping(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let place = Some(PathBuf::from("elsewhere"));
    let carried = Setting { place, ..Setting::unhindered(Way::Polling) };
    let alone = Setting::unhindered(Way::Polling);
    let settings = [(String::new(), alone), (", with a place elsewhere".to_owned(), carried)];
    let all = measured(runtime, &settings, bare, effort)?;
    tell(&settings, &all, "a /start, 50 at once", "ms", None, |costs| &costs.crowded);
    tell(&settings, &all, "a purchase, 5 buyers", "ms", None, |costs| &costs.purchase);
    tell(&settings, &all, "/start a second, 50 at once", "/s", None, |costs| &costs.rate);
    Ok(())
}

/// Rounds that take turns.
fn measured(
    runtime: &Runtime,
    settings: &[(String, Setting)],
    bare: &mut Bare,
    effort: &Effort,
) -> anyhow::Result<Vec<Costs>> {
    let mut all: Vec<Costs> = settings.iter().map(|_| Costs::default()).collect();
    let mut limits = Vec::new();
    for _ in 0..effort.rounds {
        limits.push(bare.synced(1, effort.span / 2)?);
        for ((_, setting), costs) in settings.iter().zip(&mut all) {
            runtime.block_on(round(setting, costs, effort))?;
        }
    }
    let limit = Sample::of(limits).told("/s");
    println!("  the disk by itself meanwhile, 4 KiB + fdatasync: {limit}");
    Ok(all)
}

async fn round(setting: &Setting, costs: &mut Costs, effort: &Effort) -> anyhow::Result<()> {
    let world = World::start(0).await?;
    let appliance = Appliance::run(&world, setting)?;
    world.gateway.notify_at(&format!("http://{}/webhooks/pakasir", appliance.address));
    let units: Vec<String> = (1..=effort.taps_bought).map(unit).collect();
    appliance.stock(PRODUCT, "Akun Premium 1 Bulan", &units)?;
    world.telegram.say(RINA, "/start");
    world.telegram.idle().await;
    let (alone, crowded) = (effort.starts / 4, effort.starts / 2 / CROWDED * CROWDED);
    for nth in 0..alone + crowded {
        world.telegram.join(Profile::new(CROWD + nth, "Orang", "id"));
    }
    let before = appliance.processor_time()?;
    for nth in 0..alone {
        greet(&world, nth..nth + 1).await?;
    }
    costs.alone.push(spent_per(&appliance, before, alone).await?);
    let (before, began) = (appliance.processor_time()?, Instant::now());
    for wave in (alone..alone + crowded).step_by(CROWDED as usize) {
        greet(&world, wave..wave + CROWDED).await?;
    }
    costs.rate.push(crowded as f64 / began.elapsed().as_secs_f64());
    costs.crowded.push(spent_per(&appliance, before, crowded).await?);
    purchases(&world, &appliance, costs, effort.taps_bought).await?;
    appliance.stop()?;
    world.stop();
    Ok(())
}

async fn purchases(
    world: &World,
    appliance: &Appliance,
    costs: &mut Costs,
    count: u64,
) -> anyhow::Result<()> {
    let eyes = Eyes::on(&world.telegram);
    let (before, wrote) = (appliance.processor_time()?, appliance.written()?);
    let mut buyers = JoinSet::new();
    for nth in 0..BUYERS {
        let mut guests: Vec<Guest> = (nth..count)
            .step_by(BUYERS as usize)
            .map(|nth| Guest::new(world, &eyes, FIRST_BUYER + nth))
            .collect();
        buyers.spawn(async move {
            for guest in &mut guests {
                let invoice = buyer::to_invoice(guest, PRODUCT).await?;
                buyer::pay(guest, &invoice).await?;
            }
            anyhow::Ok(())
        });
    }
    let bought = async {
        while let Some(ended) = buyers.join_next().await {
            ended??;
        }
        anyhow::Ok(())
    };
    timeout(PATIENCE, bought).await.context("not everybody got their goods")??;
    let each = spent_per(appliance, before, count).await?;
    let Written { bytes, calls } = appliance.written()?;
    costs.purchase.push(each);
    costs.kilobytes.push((bytes - wrote.bytes) / 1000.0 / count as f64);
    costs.calls.push((calls - wrote.calls) / count as f64);
    Ok(())
}

/// A line for each program; of the second, how it compares with the first.
fn tell(
    programs: &[(String, Setting)],
    all: &[Costs],
    what: &str,
    unit: &str,
    aim: Option<f64>,
    of: impl Fn(&Costs) -> &Vec<f64>,
) {
    let first = Sample::of(of(&all[0]).iter().copied()).median();
    for (nth, ((name, _), costs)) in programs.iter().zip(all).enumerate() {
        let sample = Sample::of(of(costs).iter().copied());
        let median = sample.median();
        let own = nth + 1 == programs.len();
        row(Row {
            what: format!("{what}{name}"),
            measured: sample.told(unit),
            beside: match nth {
                0 => String::new(),
                _ => format!("x {} of the one beside", number(median / first)),
            },
            aim: aim.filter(|_| own).and_then(|aim| Aim::at_most(aim, unit, median)),
        });
    }
}
