//! How far behind the copies elsewhere are over a busy hour: the hour is pretended, what the copying
//! takes is real, and so are the servers.

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use warung::backup::keeper::Keeper;
use warung::backup::local::{Copied, Wish};
use warung::backup::object::{KIT_KEY, KitFile};
use warung::backup::place::Place;
use warung::backup::target::{Patience, Target};
use warung::chat::incoming::{Incoming, Said};
use warung::config::backup::{Folder, Rclone, Target as At};
use warung::config::channel::Channel;
use warung::config::{Backup, Config};
use warung::demo::world::World;
use warung::domain::customer::Person;
use warung::domain::limit::COPY_EVERY;
use warung::domain::time::{Span, Tick, Timestamp};
use warung::engine::clock::Clock;
use warung::engine::core::{Core, Lent};
use warung::engine::input::{Input, Reply};
use warung::store::open::Store;
use warung::words::Dictionary;

use crate::disk;
use crate::effort::Effort;
use crate::stall::shop;
use crate::table::{Aim, Row, Sample, number, row};

/// Those that the tests start; what only they need of it lies idle here.
#[allow(dead_code)]
#[path = "../../tests/backup/targets/servers.rs"]
mod servers;

/// What the servers are waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// 22 November 2026, 14.05 WIB
const NOON: Timestamp = Timestamp(1_795_331_100_000);
/// One commit a second: more than the busiest hour of a shop that sells 2,000 orders a day.
const COMMITS: u64 = COPY_EVERY.0 / 1000;
const CHAT: i64 = -1_001_234_567_890;
/// A place answers as one across the sea does, not as one in the same machine.
const PROMISE: f64 = 60.0;

pub fn figures(runtime: &Runtime, effort: &Effort) -> anyhow::Result<()> {
    let elsewhere = disk::folder()?;
    let folder = Folder { path: elsewhere.path().to_owned(), same_disk: true };
    let there = |at| move |_: &World, _: &Config| at;
    runtime.block_on(tell("a folder", there(At::Folder(folder)), effort))?;
    if let Some(moto) = servers::moto() {
        let s3 = servers::s3(&moto.server.url, &moto.all, "warung");
        runtime.block_on(tell("S3", there(At::S3(s3)), effort))?;
    }
    if let Some(rclone) = servers::rclone(&[]) {
        let webdav = At::Webdav(servers::webdav(&rclone.url));
        runtime.block_on(tell("WebDAV", there(webdav), effort))?;
    }
    if servers::find("rclone").is_some() {
        // By the program and the protocol that carry to a server by ssh as well.
        let (elsewhere, config) = (disk::folder()?, "[here]\ntype = local\n".to_owned());
        let remote = format!("here:{}", elsewhere.path().display());
        let rclone = At::Rclone(Rclone { remote, config: config.into() });
        runtime.block_on(tell("rclone, by SFTP", there(rclone), effort))?;
    }
    runtime.block_on(tell("a channel", channel, effort))
}

/// One of the pretended Telegram, over HTTP.
fn channel(world: &World, config: &Config) -> At {
    world.telegram.channel(CHAT, "Cadangan toko");
    let (token, api_url) = (config.telegram.token.clone(), format!("{}/telegram", world.url()));
    At::Telegram(Channel { chat_id: CHAT, token, own: false, api_url })
}

async fn tell(
    what: &str,
    at: impl FnOnce(&World, &Config) -> At,
    effort: &Effort,
) -> anyhow::Result<()> {
    let world = World::start(0).await?;
    let mut hour = Hour::over(&world, at)?;
    let steps = effort.busy.0 / COPY_EVERY.0;
    for _ in 0..steps {
        hour.step().await?;
    }
    world.stop();
    let (behind, takes) = (Sample::of(hour.behind), Sample::of(hour.takes));
    let late = behind.quantile(0.99);
    row(Row {
        what: format!("behind at {what}, {} min, a sale a second", effort.busy.0 / 60_000),
        measured: format!("{} s, p99 {}", number(behind.median()), number(late)),
        beside: format!("a round takes {} ms", takes.told("").trim()),
        aim: Aim::at_most(hour.pace.as_secs_f64() + PROMISE, "s (p99)", late),
    });
    Ok(())
}

struct Hour {
    core: Core,
    clock: Clock,
    keeper: Keeper,
    place: Place,
    /// It is gone to no more often than that.
    pace: Duration,
    updates: u64,
    /// When those were that do not lie there yet.
    waiting: Vec<Tick>,
    /// Seconds from a commit to when it lies there, of each.
    behind: Vec<f64>,
    /// Milliseconds that a round took.
    takes: Vec<f64>,
    _home: TempDir,
}

impl Hour {
    fn over(world: &World, at: impl FnOnce(&World, &Config) -> At) -> anyhow::Result<Hour> {
        let home = disk::folder()?;
        let key = home.path().join("key");
        let store = Arc::new(Store::open(home.path(), &key)?);
        let clock = Clock::stopped(NOON);
        let mut config: Config = world.config(home.path(), ([127, 0, 0, 1], 0).into());
        let target = at(world, &config);
        config.backups = vec![Backup { name: "there".to_owned(), target }];
        let core = Core::new(store.clone(), Dictionary::load("Asia/Jakarta")?, shop());
        let words = core.dictionary().clone();
        let kit = Ok(vec![KitFile::new(KIT_KEY, &fs::read(&key)?)]);
        let copied = Copied { shop: "Toko".to_owned(), kit, machine: true };
        let keeper = Keeper::new(&config, copied, store, words, clock.clone());
        let way = &config.backups[0];
        let target = Target::new(way, &clock, home.path(), Patience::default(), false)?;
        let pace = target.pace().unwrap_or_default().std();
        let place = Place::new(keeper.shared().clone(), target);
        let (updates, waiting, behind, takes) = Default::default();
        Ok(Hour { core, clock, keeper, place, pace, updates, waiting, behind, takes, _home: home })
    }

    /// Five seconds of it: a commit in each, and then what is done about them.
    async fn step(&mut self) -> anyhow::Result<()> {
        for _ in 0..COMMITS {
            self.clock.advance(Span(COPY_EVERY.0 / COMMITS));
            self.commit()?;
            self.waiting.push(self.clock.tick());
        }
        let began = Instant::now();
        self.keeper.step(Wish::Nothing)?;
        let round = self.place.round().await;
        ensure!(round.is_ok(), "{round:?}");
        let took = began.elapsed();
        let whole = self.place.board().borrow().whole;
        let there = whole == Some(self.clock.tick());
        ensure!(there || !self.pace.is_zero(), "not all of it is there");
        if there {
            let waited = |tick| self.clock.tick().since(tick).std() + took;
            let waited = self.waiting.drain(..).map(|tick| waited(tick).as_secs_f64());
            self.behind.extend(waited);
            self.takes.push(took.as_secs_f64() * 1000.0);
        }
        self.clock.advance(Span(took.as_millis() as u64));
        Ok(())
    }

    fn commit(&mut self) -> anyhow::Result<()> {
        self.updates += 1;
        let from = Person::new(1000 + self.updates % 50, "Sari", "Belanja");
        let said = Said::Text("/start".to_owned());
        let said = Incoming { chat: from.id.chat(), private: true, from, said, formatted: false };
        let mut seed = || [7; 32];
        let now = self.clock.now();
        let mut lent = Lent { now, roomy: true, seed: &mut seed, enough: &mut || false };
        let done = self.core.run(&[Input::Update { id: self.updates, said }], &mut lent)?;
        ensure!(done.replies == [Reply::Done], "{:?}", done.replies);
        Ok(())
    }
}
