//! The real binary, killed at random moments while people buy; and how it stops and refuses.
//!
//! `WARUNG_SEED=n` repeats the moments of a run as far as a machine repeats itself.

mod aftermath;
mod buyer;

pub use buyer::Buyer;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::time::timeout;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{DEDI, RINA, World};

use crate::daemon::Daemon;
use aftermath::Aftermath;

/// After so many kills, and when enough was bought, nobody begins anything new.
const LAST_CALL: usize = 35;
/// Kills after that.
const KILLS_AFTER: usize = 15;
/// By so many something must have been bought.
const KILLS_MAX: usize = 400;
/// What happens in the chats between two kills, at most. Twelve buyers make some of it at once.
const CHANGES: u64 = 150;
/// Longer than the shop is ever quiet while anybody buys.
const SILENCE: Duration = Duration::from_millis(1200);
const BUYERS: u64 = 12;
const UNITS: usize = 150;

/// Random numbers that a seed repeats (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Chance {
        Chance(seed)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn seed() -> u64 {
    let given = std::env::var("WARUNG_SEED").ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| u64::from(std::process::id()))
}

/// Two products, filled by the command that operators have for it.
fn stocked(world: &World, arguments: &'static [&'static str]) -> Daemon {
    let daemon = Daemon::new(world, arguments);
    let mut sheet = "name,price,content\n".to_owned();
    for n in 1..=UNITS {
        sheet += &format!("Voucher,12500,voucher-{n:04}-isi\nPulsa,26000,pulsa-{n:04}-isi\n");
    }
    let file = daemon.folder().join("katalog.csv");
    fs::write(&file, sheet).unwrap();
    let output = daemon.command(&["import", file.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    daemon
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_it_keeps_every_promise() {
    let seed = seed();
    let began = Instant::now();
    let world = World::start(0).await.unwrap();
    let mut daemon = stocked(&world, &[]);
    world.telegram.say(DEDI, "/start");
    let last_call = Arc::new(AtomicBool::new(false));
    let mut tasks = Vec::new();
    for number in 0..BUYERS {
        let id = 740_000_000 + number;
        world.telegram.join(Profile::new(id, &format!("Pembeli {number}"), "id"));
        let buyer = Buyer::new(&world, id, Chance(seed ^ id), last_call.clone());
        tasks.push(tokio::spawn(buyer.shop()));
    }
    let seller = tokio::spawn(seller(world.clone(), Chance(seed ^ RINA), last_call.clone()));
    let mut chance = Chance(seed);
    let (mut kills, mut left) = (0, KILLS_AFTER);
    while left > 0 {
        daemon.start();
        // Half of them while it is still getting up.
        match chance.below(2) {
            0 => tokio::time::sleep(Duration::from_millis(chance.below(150))).await,
            _ => live(&world, &daemon, &mut chance).await,
        }
        daemon.kill();
        kills += 1;
        assert!(kills < KILLS_MAX, "seed {seed}: hardly anybody buys: {}", paid(&world));
        if last_call.load(Ordering::SeqCst) {
            left -= 1;
        } else if kills >= LAST_CALL && paid(&world) >= BUYERS as usize {
            last_call.store(true, Ordering::SeqCst);
        }
    }
    let killed = began.elapsed();
    daemon.start();
    let added = seller.await.unwrap();
    let mut told = Vec::new();
    for task in tasks {
        told.push(task.await.unwrap_or_else(|error| panic!("seed {seed}: {error}")));
    }
    daemon.settled(&world).await;
    let (status, _) = daemon.terminate();
    assert!(status.success(), "seed {seed}: {status}");
    let aftermath = Aftermath::of(&world, &daemon, told, added);
    aftermath.verify();
    let sold = aftermath.paid.len();
    println!(
        "seed {seed}: {kills} kills in {killed:.1?}, {:.1?} in all; {sold} orders paid and \
         delivered, {} wishes answered; repeated messages: {}",
        began.elapsed(),
        aftermath.wishes(),
        aftermath.repeated(),
    );
    assert!(sold >= BUYERS as usize, "seed {seed}: hardly anybody bought: {sold}");
    world.stop();
}

/// A life that ends by what has happened in it, not by how long it took: a slow machine gets as
/// much done between two kills as a fast one. Where nothing happens any more, it is over as well.
async fn live(world: &World, daemon: &Daemon, chance: &mut Chance) {
    let mut changes = world.telegram.watch();
    daemon.up().await;
    for _ in 0..chance.below(CHANGES) {
        if timeout(SILENCE, changes.changed()).await.is_err() {
            return;
        }
    }
    // In the middle of whatever that has led to.
    tokio::time::sleep(Duration::from_millis(chance.below(20))).await;
}

/// Invoices that were paid in full.
fn paid(world: &World) -> usize {
    world.gateway.transactions().iter().filter(|it| it.received == it.amount).count()
}

/// The owner adds stock all the time, one unit a message; tells which. What happens to orders
/// is told to the admin, whose chat has enough of that. Each waits for the receipt of the one
/// before: of many answers that wait for a chat only the newest are kept.
async fn seller(world: World, mut chance: Chance, last_call: Arc<AtomicBool>) -> Vec<String> {
    let owner = world.person(RINA);
    let mut added = Vec::new();
    while !last_call.load(Ordering::SeqCst) {
        let unit = format!("tambahan-{:04}-isi", added.len());
        // By its twins the receipt is known: that of an earlier one may come twice.
        let twins = added.len() % 20;
        let lines = vec![unit.as_str(); 1 + twins].join("\n");
        owner.say(&format!("/addstock {}|{lines}", 1 + chance.below(2)));
        added.push(unit);
        let receipt = format!("dilewati: {twins}\n");
        // A look that came twice may have an older button: that of the newest counts.
        let seeing = async {
            loop {
                let pressed = owner.press("✅ Masukkan").await;
                if pressed.is_ok() && owner.see(&receipt).await.is_ok() {
                    break;
                }
            }
        };
        let seen = timeout(buyer::TRUST, seeing).await;
        assert!(seen.is_ok(), "no receipt for {twins} twins: {:#?}", owner.last());
        tokio::time::sleep(Duration::from_millis(300 + chance.below(600))).await;
    }
    added
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_when_told_and_goes_on_where_it_was() {
    let world = World::start(0).await.unwrap();
    let mut daemon = stocked(&world, &[]);
    daemon.start();
    let mut buyer = Buyer::new(&world, 740_000_000, Chance(1), Arc::default());
    world.telegram.join(Profile::new(740_000_000, "Pembeli", "id"));
    let reference = buyer.order("1").await;
    let (status, took) = daemon.terminate();
    assert!(status.success() && took < Duration::from_secs(5), "{status} {took:?}");
    // Paid and asked for while nobody is there.
    world.gateway.pay(&reference);
    buyer.person.say("cari-di-sela");
    daemon.start();
    buyer.person.see("cari-di-sela").await.unwrap();
    buyer.goods(&reference).await;
    daemon.settled(&world).await;
    assert!(daemon.terminate().0.success());
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_one_refuses_at_once_and_names_the_first() {
    let world = World::start(0).await.unwrap();
    let mut daemon = stocked(&world, &[]);
    daemon.start();
    daemon.up().await;
    let began = Instant::now();
    let output = daemon.command(&["run"]);
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(output.status.code(), Some(75));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&format!("process {}", daemon.pid())), "{told}");
    // The first one has not noticed.
    world.telegram.say(DEDI, "/start");
    daemon.settled(&world).await;
    assert!(daemon.terminate().0.success());
    let config = daemon.folder().join("warung.toml");
    fs::write(&config, fs::read_to_string(&config).unwrap() + "[shop]\n").unwrap();
    assert_eq!(daemon.command(&["run"]).status.code(), Some(78));
    world.stop();
}
