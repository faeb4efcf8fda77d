//! Floods over the whole appliance at Telegram's own pace, and whether those feel them who pay,
//! come for the first time, or run the shop.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, sleep_until, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use warung::demo::telegram::Telegram;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{DEDI, RINA, World};

use crate::appliance::{Appliance, Setting, Way};
use crate::buyer::{self, Invoice};
use crate::effort::Effort;
use crate::eyes::{Eyes, Guest};
use crate::stall::unit;
use crate::table::{Aim, Row, Sample, number, row};

/// What Telegram bears of one bot.
const MESSAGES_PER_SECOND: u32 = 30;
/// What everybody buys; the seed's products have the numbers before.
const PRODUCT: u32 = 10;
/// Where the numbers of each kind of people begin.
const FLOOD: u64 = 810_000_000;
const PAYERS: u64 = 820_000_000;
const BUYERS: u64 = 830_000_000;
const NEWCOMERS: u64 = 840_000_000;
/// One sale a second: a shop's best hour.
const PAYER_EVERY: Duration = Duration::from_secs(1);
const BUYER_EVERY: Duration = Duration::from_secs(4);
const NEWCOMER_EVERY: Duration = Duration::from_secs(3);
const ADMIN_EVERY: Duration = Duration::from_secs(2);
/// How soon somebody has a phone at the QR.
const SCANNING: Duration = Duration::from_secs(3);
const PREPARING: Duration = Duration::from_secs(120);
/// What the seller's menu has under it, and no other message.
const ADMIN_SIGN: &str = "Kelola Produk";
/// Rows that wait where everybody in the flood waits for a few answers, and those of the shop's
/// own work.
const ROWS_EACH: u64 = 4;
const ROWS_ELSE: u64 = 200;

/// Who floods: so many accounts, each so often.
struct Flood {
    name: &'static str,
    accounts: u64,
    each_per_second: u64,
    /// What each says, again and again.
    says: &'static [&'static str],
}

const FLOODS: [Flood; 3] = [
    Flood { name: "calm", accounts: 0, each_per_second: 0, says: &[] },
    Flood { name: "40 x 4/s", accounts: 40, each_per_second: 4, says: &["/start"] },
    Flood {
        name: "200 x 1/s",
        accounts: 200,
        each_per_second: 1,
        says: &["/start", "1", "netflix", "/cart"],
    },
];

pub fn figures(
    runtime: &Runtime,
    programs: &[(String, PathBuf)],
    effort: &Effort,
) -> anyhow::Result<()> {
    for flood in FLOODS.iter().filter(|flood| flood.accounts > 0 || effort.rounds > 1) {
        for (of, program) in programs {
            let setting = Setting {
                program: program.clone(),
                messages_per_second: MESSAGES_PER_SECOND,
                ..Setting::unhindered(Way::Polling)
            };
            let felt = runtime.block_on(under(flood, &setting, effort))?;
            let rows = ROWS_EACH * flood.accounts + ROWS_ELSE;
            felt.tell(&format!("{}{of}", flood.name), rows);
        }
    }
    Ok(())
}

/// What people waited for, and the appliance's figures meanwhile.
struct Felt {
    waits: BTreeMap<Wish, Vec<Wait>>,
    vitals: Vitals,
    /// Hundredths of a processor meanwhile, and milliseconds for each update of the flood.
    part: f64,
    each: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wish {
    Goods,
    Newcomer,
    Admin,
    Invoice,
}

/// How long somebody has waited, and whether it came.
#[derive(Clone, Copy)]
struct Wait {
    span: Duration,
    came: bool,
}

/// Everybody's notebook. What is still open when all is over counts with the time until then.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<Vec<Entry>>>);

/// What is waited for, since when, and how long it took.
type Entry = (Wish, Instant, Option<Duration>);

impl Book {
    fn open(&self, wish: Wish) -> usize {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push((wish, Instant::now(), None));
        lines.len() - 1
    }

    fn came(&self, line: usize, took: Duration) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines[line].2 = Some(took);
    }

    fn close(&self) -> BTreeMap<Wish, Vec<Wait>> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waits = BTreeMap::<Wish, Vec<Wait>>::new();
        for (wish, since, took) in lines.iter() {
            let wait = Wait { span: took.unwrap_or(since.elapsed()), came: took.is_some() };
            waits.entry(*wish).or_default().push(wait);
        }
        waits
    }
}

async fn under(flood: &Flood, setting: &Setting, effort: &Effort) -> anyhow::Result<Felt> {
    let world = World::start(0).await?;
    let appliance = Arc::new(Appliance::run(&world, setting)?);
    world.gateway.notify_at(&format!("http://{}/webhooks/pakasir", appliance.address));
    let span = effort.rush;
    fill(&appliance, 2 * span.as_secs() as usize)?;
    let eyes = Eyes::on(&world.telegram);
    for staff in [RINA, DEDI] {
        world.telegram.say(staff, "/start");
    }
    let payers = timeout(PREPARING, payers(&world, &eyes, times(span, PAYER_EVERY))).await??;
    quiet(&appliance, &world).await?;
    let vitals = Vitals::before(&appliance)?;
    let book = Book::default();
    let before = appliance.processor_time()?;
    let mut people = crowd(&world, &eyes, payers, &book, span);
    let seen = CancellationToken::new();
    let watched = tokio::spawn(vitals.watch(appliance.clone(), seen.clone()));
    inundate(&world.telegram, flood, span).await;
    let spent = appliance.processor_time()? - before;
    let updates = flood.accounts * flood.each_per_second * span.as_secs();
    let over = Instant::now() + effort.patience;
    while let Ok(Some(ended)) = timeout_at(over.into(), people.join_next()).await {
        ended??;
    }
    let waits = book.close();
    people.shutdown().await;
    seen.cancel();
    let mut vitals = watched.await??;
    sleep(effort.rest).await;
    vitals.after(&appliance)?;
    drop(eyes);
    let appliance = Arc::into_inner(appliance).context("somebody still watches")?;
    // What waits after a flood of today's is not waited for.
    appliance.kill()?;
    world.stop();
    let part = 100.0 * spent / span.as_secs_f64();
    Ok(Felt { waits, vitals, part, each: 1000.0 * spent / updates as f64 })
}

fn times(span: Duration, every: Duration) -> u64 {
    (span.as_secs_f64() / every.as_secs_f64()).ceil().max(1.0) as u64
}

fn fill(appliance: &Appliance, units: usize) -> anyhow::Result<()> {
    let units: Vec<String> = (1..=units as u64).map(unit).collect();
    // Nine products of other names, for whoever looks around.
    for product in 1..PRODUCT {
        appliance.stock(product, &format!("Netflix {product}"), &[format!("akun{product}")])?;
    }
    appliance.stock(PRODUCT, "Akun Premium 1 Bulan", &units)
}

/// People who hold an invoice before anything begins.
async fn payers(world: &World, eyes: &Eyes, count: u64) -> anyhow::Result<Vec<(Guest, Invoice)>> {
    let mut all = JoinSet::new();
    for nth in 0..count {
        let mut payer = Guest::new(world, eyes, PAYERS + nth);
        all.spawn(async move {
            let invoice = buyer::to_invoice(&mut payer, PRODUCT).await?;
            anyhow::Ok((payer, invoice))
        });
    }
    let mut ready = Vec::new();
    while let Some(payer) = all.join_next().await {
        ready.push(payer??);
    }
    Ok(ready)
}

/// Nothing waits to be carried, and every chat's pace has room again.
pub async fn quiet(appliance: &Appliance, world: &World) -> anyhow::Result<()> {
    let began = Instant::now();
    world.telegram.idle().await;
    while appliance.waiting()? > 0 {
        ensure!(began.elapsed() < PREPARING, "the shop does not come to rest");
        sleep(Duration::from_millis(200)).await;
    }
    sleep(Duration::from_secs(4)).await;
    Ok(())
}

/// Everybody who should not feel the flood.
fn crowd(
    world: &World,
    eyes: &Eyes,
    payers: Vec<(Guest, Invoice)>,
    book: &Book,
    span: Duration,
) -> JoinSet<anyhow::Result<()>> {
    let mut people = JoinSet::new();
    let began = Instant::now();
    let turn = |nth: usize, every: Duration| (began + every / 2 + every * nth as u32).into();
    for (nth, (mut payer, invoice)) in payers.into_iter().enumerate() {
        let (at, book) = (turn(nth, PAYER_EVERY), book.clone());
        people.spawn(async move {
            sleep_until(at).await;
            pays(&mut payer, &invoice, &book).await
        });
    }
    for nth in 0..times(span, BUYER_EVERY) {
        let mut guest = Guest::new(world, eyes, BUYERS + nth);
        let (at, book) = (turn(nth as usize, BUYER_EVERY), book.clone());
        people.spawn(async move {
            sleep_until(at).await;
            let (line, began) = (book.open(Wish::Invoice), Instant::now());
            let invoice = buyer::to_invoice(&mut guest, PRODUCT).await?;
            book.came(line, began.elapsed());
            sleep(SCANNING).await;
            pays(&mut guest, &invoice, &book).await
        });
    }
    for nth in 0..times(span, NEWCOMER_EVERY) {
        let mut guest = Guest::new(world, eyes, NEWCOMERS + nth);
        let (at, book) = (turn(nth as usize, NEWCOMER_EVERY), book.clone());
        people.spawn(async move {
            sleep_until(at).await;
            let line = book.open(Wish::Newcomer);
            let said = guest.say("/start");
            let answer = guest.sees(|sight| sight.message.from_bot()).await;
            let answer = answer.context("nobody looks any more")?;
            book.came(line, answer.at.duration_since(said));
            Ok(())
        });
    }
    let (admin, book) = (Guest::known(world, eyes, RINA), book.clone());
    people.spawn(asks(admin, book, began + span));
    people
}

async fn pays(payer: &mut Guest, invoice: &Invoice, book: &Book) -> anyhow::Result<()> {
    let line = book.open(Wish::Goods);
    book.came(line, buyer::pay(payer, invoice).await?);
    Ok(())
}

/// The owner looks at the shop now and then.
async fn asks(mut admin: Guest, book: Book, until: Instant) -> anyhow::Result<()> {
    while Instant::now() < until {
        sleep(ADMIN_EVERY).await;
        let line = book.open(Wish::Admin);
        let said = admin.say("/admin");
        let menu = |label: &str| label.contains(ADMIN_SIGN);
        let answer = admin.sees(|sight| sight.message.labels().into_iter().any(menu)).await;
        book.came(line, answer.context("nobody looks any more")?.at.duration_since(said));
    }
    Ok(())
}

/// So many accounts speak so often, in turn, all the time.
async fn inundate(telegram: &Telegram, flood: &Flood, span: Duration) {
    let Some(each) = flood.accounts.checked_mul(flood.each_per_second).filter(|each| *each > 0)
    else {
        return sleep(span).await;
    };
    for nth in 0..flood.accounts {
        telegram.join(Profile::new(FLOOD + nth, "Banjir", "id"));
    }
    let mut tick = interval(Duration::from_secs(1) / each as u32);
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for nth in 0..each * span.as_secs() {
        tick.tick().await;
        let (who, round) = (nth % flood.accounts, nth / flood.accounts);
        let says = flood.says[(who + round) as usize % flood.says.len()];
        telegram.say(FLOOD + who, says);
    }
}

/// What the appliance holds: before the flood, the most of it, and when all is over.
struct Vitals {
    memory: [f64; 3],
    descriptors: [u64; 3],
    rows: [u64; 3],
}

impl Vitals {
    fn before(appliance: &Appliance) -> anyhow::Result<Vitals> {
        let (memory, descriptors) = (appliance.memory()?.proportional, appliance.descriptors()?);
        let rows = appliance.waiting()?;
        Ok(Vitals { memory: [memory; 3], descriptors: [descriptors; 3], rows: [rows; 3] })
    }

    async fn watch(
        mut self,
        appliance: Arc<Appliance>,
        seen: CancellationToken,
    ) -> anyhow::Result<Vitals> {
        // Rows are read from the shop itself, which has other work: not too often.
        let pause = || sleep(Duration::from_millis(500));
        while seen.run_until_cancelled(pause()).await.is_some() {
            self.memory[1] = self.memory[1].max(appliance.memory()?.proportional);
            self.descriptors[1] = self.descriptors[1].max(appliance.descriptors()?);
            let asked = appliance.clone();
            let rows = tokio::task::spawn_blocking(move || asked.waiting()).await??;
            self.rows[1] = self.rows[1].max(rows);
        }
        Ok(self)
    }

    fn after(&mut self, appliance: &Appliance) -> anyhow::Result<()> {
        self.memory[2] = appliance.memory()?.proportional;
        self.descriptors[2] = appliance.descriptors()?;
        self.rows[2] = appliance.waiting()?;
        Ok(())
    }
}

impl Felt {
    fn tell(&self, name: &str, rows_aim: u64) {
        self.tell_wait(name, Wish::Goods, "goods after payment", 2000.0);
        self.tell_wait(name, Wish::Newcomer, "a newcomer's first answer", 5000.0);
        self.tell_wait(name, Wish::Admin, "an admin's answer", 2000.0);
        self.tell_wait(name, Wish::Invoice, "first tap to the QR", f64::INFINITY);
        let Vitals { memory, descriptors, rows } = &self.vitals;
        row(Row {
            what: format!("{name}: rows in the outbox"),
            measured: format!("{} at most", rows[1]),
            beside: format!("{} at the end", rows[2]),
            aim: Aim::at_most(rows_aim as f64, "rows", rows[1] as f64),
        });
        let [before, most, after] = memory.map(number);
        row(Row {
            what: format!("{name}: memory (Pss)"),
            measured: format!("{after} MB after it"),
            beside: format!("{before} before, {most} at most"),
            aim: Aim::at_most(20.0, "MB", memory[1].max(memory[2])),
        });
        row(Row {
            what: format!("{name}: descriptors"),
            measured: format!("{} after it", descriptors[2]),
            beside: format!("{} before, {} at most", descriptors[0], descriptors[1]),
            aim: None,
        });
        row(Row {
            what: format!("{name}: processor"),
            measured: format!("{} %", number(self.part)),
            beside: match self.each.is_finite() {
                true => format!("{} ms an update, sales and all", number(self.each)),
                false => "sales and all".to_owned(),
            },
            aim: None,
        });
    }

    fn tell_wait(&self, name: &str, wish: Wish, what: &str, aim: f64) {
        let waits = self.waits.get(&wish).map_or(&[][..], Vec::as_slice);
        let came = waits.iter().filter(|wait| wait.came).count();
        let sample = Sample::of(waits.iter().map(|wait| wait.span.as_secs_f64() * 1000.0));
        let late = sample.quantile(0.99);
        row(Row {
            what: format!("{name}: {what}"),
            measured: format!("{} ms, p99 {}", number(sample.median()), number(late)),
            beside: format!("{came} of {} came", waits.len()),
            aim: if aim.is_finite() { Aim::at_most(aim, "ms", late) } else { None },
        });
    }
}
