//! The whole appliance in the pretend world: its memory, and what a /start and a sale cost it.

use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use warung::chat::action::{Action, CartPress, Manner, PaymentPress};
use warung::chat::codec;
use warung::demo::telegram::Shown;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{RINA, World};
use warung::domain::cart::Pick;
use warung::domain::id::{OrderId, ProductId};
use warung::domain::limit::UNITS_PER_INPUT_MAX;
use warung::domain::time::Span;
use warung::engine::input::Batch;

use crate::appliance::{Appliance, Memory, Setting, Way};
use crate::disk::Bare;
use crate::effort::Effort;
use crate::stall::{UNIT_MARK, product, unit};
use crate::table::{Aim, Row, Sample, number, row};
use warung::domain::payment::PaymentMethod;

const PATIENCE: Duration = Duration::from_secs(300);
/// The first of the crowd; the world's own people have other numbers.
pub const CROWD: u64 = 800_000_000;
/// Telegram on the other side of the sea, for the figures that ask about it.
const FAR: Span = Span::millis(50);
/// The product that the crowd buys; the seed's have the numbers before.
const PRODUCT: ProductId = ProductId(10);

pub fn figures(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    runtime.block_on(async {
        let world = World::start(0).await?;
        let appliance = Appliance::run(&world, &Setting::unhindered(Way::Polling))?;
        world.gateway.notify_at(&format!("http://{}/webhooks/pakasir", appliance.address));
        appliance.fill_shelf().await?;
        world.person(RINA).say("/start");
        world.telegram.idle().await;
        sleep(effort.rest).await;
        tell_start(&appliance);
        tell_memory("memory at rest, a seeded shop", &appliance.memory()?);
        starts(&world, &appliance, effort).await?;
        sleep(effort.rest / 4).await;
        deliveries(&world, &appliance, bare, effort).await?;
        tell_memory("memory after the sales", &appliance.memory()?);
        world.telegram.idle().await;
        let stopped = appliance.stop();
        world.stop();
        stopped
    })
}

fn tell_start(appliance: &Appliance) {
    let milliseconds = appliance.ready.as_secs_f64() * 1000.0;
    row(Row {
        what: "exec to READY, a new shop".to_owned(),
        measured: format!("{} ms", number(milliseconds)),
        beside: "ballast, key and first commit are new".to_owned(),
        aim: None,
    });
}

fn tell_memory(what: &str, memory: &Memory) {
    row(Row {
        what: what.to_owned(),
        measured: format!("{} MB resident", number(memory.resident)),
        beside: format!(
            "Pss {}, of it anonymous {}",
            number(memory.proportional),
            number(memory.anonymous)
        ),
        aim: Aim::at_most(20.0, "MB", memory.resident),
    });
}

/// People say /start: half of them at once, the others each after the one before was answered.
async fn starts(world: &World, appliance: &Appliance, effort: &Effort) -> anyhow::Result<()> {
    for nth in 0..effort.starts {
        world.telegram.join(Profile::new(CROWD + nth, "Orang", "id"));
    }
    let before = appliance.processor_time()?;
    let began = Instant::now();
    greet(world, 0..effort.starts).await?;
    let rate = effort.starts as f64 / began.elapsed().as_secs_f64();
    let spent = spent_per(appliance, before, effort.starts).await?;
    row(Row {
        what: format!("processor time of a /start, {} at once", effort.starts),
        measured: format!("{} ms", number(spent)),
        beside: format!("{} /start a second", number(rate)),
        aim: Aim::at_most(0.3, "ms", spent),
    });
    tell_memory("memory after them", &appliance.memory()?);
    let alone = effort.starts / 4;
    let before = appliance.processor_time()?;
    for nth in 0..alone {
        greet(world, nth..nth + 1).await?;
    }
    let spent = spent_per(appliance, before, alone).await?;
    row(Row {
        what: format!("processor time of a /start, {alone} one by one"),
        measured: format!("{} ms", number(spent)),
        beside: "each its own poll and two commits".to_owned(),
        // An idle machine's time; the aim is about a busy one.
        aim: None,
    });
    Ok(())
}

/// /start of each, and the answer in each chat.
pub async fn greet(world: &World, crowd: std::ops::Range<u64>) -> anyhow::Result<()> {
    let answered = world.telegram.moment() + 2 * (crowd.end - crowd.start);
    let mut changes = world.telegram.watch();
    for nth in crowd {
        world.telegram.say(CROWD + nth, "/start");
    }
    let all = changes.wait_for(|_| world.telegram.moment() >= answered);
    timeout(PATIENCE, all).await.context("not everybody was answered")??;
    Ok(())
}

/// Milliseconds of processor time for each, once the work that follows the answers is done.
pub async fn spent_per(appliance: &Appliance, before: f64, count: u64) -> anyhow::Result<f64> {
    let mut last = appliance.processor_time()?;
    loop {
        // Longer than a tick of the kernel's figures, many times over.
        sleep(Duration::from_millis(300)).await;
        let now = appliance.processor_time()?;
        if now == last {
            return Ok((now - before) * 1000.0 / count as f64);
        }
        last = now;
    }
}

/// From the gateway's notice to the request that carries the goods.
async fn deliveries(
    world: &World,
    appliance: &Appliance,
    bare: &mut Bare,
    effort: &Effort,
) -> anyhow::Result<()> {
    let units: Vec<u64> = (1..=2 * effort.deliveries).collect();
    for lines in units.chunks(UNITS_PER_INPUT_MAX) {
        let units = lines.iter().map(|n| (*n, unit(*n))).collect();
        let products = vec![product(PRODUCT.0 as u32, units)?];
        appliance.import(Batch { products, dry_run: false }).await?;
    }
    let sync = 1000.0 / bare.synced(1, effort.span)?;
    for (what, slow) in [("", Span::default()), (" far away", FAR)] {
        let times = crowd_buys(world, effort.deliveries, slow).await?;
        let (median, late) = (times.median(), times.quantile(0.99));
        row(Row {
            what: format!("notice to goods request, Telegram{what}"),
            measured: format!("{} ms, p99 {}", number(median), number(late)),
            beside: match slow == FAR {
                false => format!("3 commits on the way: {} ms", number(sync * 6.0)),
                true => format!("each answer of Telegram takes {} ms", FAR.0),
            },
            // How far away Telegram is lies with the network.
            aim: if slow == FAR { None } else { Aim::at_most(25.0, "ms", median) },
        });
    }
    Ok(())
}

async fn crowd_buys(world: &World, count: u64, slow: Span) -> anyhow::Result<Sample> {
    let mut buyers = JoinSet::new();
    for nth in 0..count {
        let world = world.clone();
        let person = CROWD + 1_000_000 * (1 + slow.0) + nth;
        world.telegram.join(Profile::new(person, "Pembeli", "id"));
        world.telegram.slow(person as i64, slow);
        buyers.spawn(async move { timeout(PATIENCE, buys(&world, person)).await? });
    }
    let mut times = Vec::new();
    while let Some(time) = buyers.join_next().await {
        times.push(time??.as_secs_f64() * 1000.0);
    }
    Ok(Sample::of(times))
}

/// Takes an invoice, pays it when the chat has come to rest, and waits for the goods.
async fn buys(world: &World, person: u64) -> anyhow::Result<Duration> {
    let press = |message: i32, action: Action| {
        let data = codec::encode(&action, Manner::Here).unwrap_or_default();
        world.telegram.press_forged(person, message, &data);
    };
    world.telegram.say(person, &PRODUCT.0.to_string());
    let card = seen(world, person, Shown::from_bot).await?;
    press(card.id, Action::Cart(CartPress::Set { product: PRODUCT, pick: Pick::Just(1) }));
    seen(world, person, |it| it.from_bot() && it.edits > 0).await?;
    press(card.id, Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
    let invoice = seen(world, person, |it| it.attachment.is_some()).await?;
    // Before the shop's own first look, and after the chat's pace has room again.
    sleep(Duration::from_secs(8)).await;
    let (from, _) = invoice.text.split_at(invoice.text.find("W-").context("no number")?);
    let number: String = invoice.text[from.len()..].chars().take(8).collect();
    let order = OrderId::parse(&number).ok_or_else(|| anyhow!("{number:?} is no number"))?;
    let transactions = world.gateway.transactions();
    let known = transactions.iter().find(|it| it.reference.starts_with(&format!("{order}-")));
    let reference = known.context("an unknown reference")?.reference.clone();
    let began = Instant::now();
    world.gateway.pay(&reference);
    seen(world, person, |it| it.text.contains(UNIT_MARK)).await?;
    Ok(began.elapsed())
}

/// Waits for a message in a chat.
async fn seen(
    world: &World,
    person: u64,
    wanted: impl Fn(&Shown) -> bool,
) -> anyhow::Result<Shown> {
    let mut changes = world.telegram.watch();
    loop {
        let chat = world.telegram.chat(person as i64);
        if let Some(found) = chat.into_iter().rev().find(|it| !it.deleted && wanted(it)) {
            return Ok(found);
        }
        changes.changed().await?;
    }
}
