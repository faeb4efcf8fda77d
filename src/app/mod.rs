//! Opens the store, starts writer, pumps and doors in order; stops them in reverse.

mod alert;
mod books;
pub mod copies;
mod doors;
pub mod failure;
mod gauges;
pub mod lookout;
mod menus;
pub mod offsite;
mod pumps;
mod rest;
pub mod service;
pub mod stamp;
mod timedated;
pub mod timekeeper;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Instant, SystemTime};

use anyhow::{Context, anyhow, bail};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::copies::{Carriers, Copying};
use self::failure::Failure;
use self::gauges::Gauges;
use self::menus::menus;
use self::pumps::{Line, pipes};
use self::timekeeper::Word;
use crate::backup::local::Wish;
use crate::config::Config;
use crate::domain::limit::{LAST_WORD_MAX, STOP_MAX};
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use crate::domain::vitals::{Machine, Way};
use crate::engine::clock::Clock;
use crate::engine::core::Core;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::engine::journal::Journal;
use crate::engine::queue_entry::{self, Note};
use crate::engine::writer;
use crate::jobs::outbox::Load;
use crate::shop::settings::settings;
use crate::shop::vitals;
use crate::store::fault::Fault;
use crate::store::open::{Opening, Store};
use crate::telegram::mode::Pace;
use crate::web::server::Doors;
use crate::web::tls::Tls;
use crate::words::Dictionary;

/// Stands beside a part of the appliance. A part that ends before it was told to has broken, and
/// the shop does not end as if all were well.
struct Watch {
    stop: CancellationToken,
    refused: Arc<OnceLock<Failure>>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.stop.is_cancelled() {
            // Whoever has a better reason has given it already.
            let _ = self.refused.set(Failure::Part);
            self.stop.cancel();
        }
    }
}

/// A shop that is open.
pub struct App {
    address: SocketAddr,
    clock: Clock,
    store: Arc<Store>,
    dictionary: Arc<Dictionary>,
    language: Language,
    handle: Handle,
    commits: watch::Receiver<u64>,
    /// Of the messages, of the questions to the gateway, and of the news for the owners.
    loads: [watch::Receiver<Load>; 3],
    gauges: Gauges,
    /// What was read of the machine last.
    machine: watch::Sender<Machine>,
    /// The shop has met its bot, and takes it for its own.
    met: CancellationToken,
    stop: CancellationToken,
    /// Why it cannot go on, where only the operator can help.
    refused: Arc<OnceLock<Failure>>,
    tasks: TaskTracker,
    copying: Copying,
    writer: JoinHandle<Result<(), Fault>>,
}

/// The engine of a shop that is closed to the outside, for whoever writes: what happens is noted
/// with its time, which is held against what is known of it.
pub async fn open_at(config: &Config, now: Timestamp, word: Word) -> anyhow::Result<Core> {
    timekeeper::possible(now)?;
    let core = open(config)?;
    // What cannot be read is for the proof to find, and no reason not to open.
    let newest = vitals::newest(&core.store().snap()?).ok().flatten().unwrap_or_default();
    timekeeper::judge(config, newest, now, word).await?;
    Ok(core)
}

/// The same for whoever only looks, whatever the time.
pub fn open(config: &Config) -> anyhow::Result<Core> {
    let dictionary = Dictionary::load(&config.timezone)?.with_contact(config.shop.contact.clone());
    let dictionary = Arc::new(dictionary);
    let (words, language) = (dictionary.clone(), config.shop.language);
    let store = Store::open_as(&Opening {
        folder: &config.data_dir,
        key_file: &config.key_file,
        store: Some(&config.store),
        mark: config.mark.found(),
        hear: Arc::new(move |progress| service::opening(words.words(None, language), progress)),
    })?;
    Ok(Core::new(Arc::new(store), dictionary, config.shop.clone()))
}

/// Runs a shop until it is told to stop, or can write no more.
pub async fn run(config: Config, journal: Journal, word: Word) -> anyhow::Result<()> {
    let told = told_to_stop().context("cannot listen for signals")?;
    let clock = Clock::new();
    let core = open_at(&config, clock.now(), word).await?;
    let app = App::begin(config.clone(), core, clock, Pace::default(), journal).await?;
    app.look_out(&config)?;
    tracing::info!(address = %app.address, "open");
    tokio::select! {
        () = told => tracing::info!("stopping"),
        () = app.stop.cancelled() => {}
        () = app.attend() => {}
    }
    service::stopping(app.words());
    let refused = app.refused.clone();
    app.close().await?;
    match Arc::into_inner(refused).and_then(OnceLock::into_inner) {
        Some(failure) => Err(failure.into()),
        None => Ok(()),
    }
}

/// From now on, being told to stop is heard: also while the shop still opens.
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Our own certificate, where no proxy has one.
fn tls(config: &Config) -> anyhow::Result<Option<Tls>> {
    let host = config.web.host().filter(|_| config.web.self_signed);
    let kept = host.map(|host| Tls::keep(&config.data_dir, host, SystemTime::now()));
    kept.transpose().context("the certificate cannot be made")
}

/// The doors, and the certificate that we have made ourselves for them.
async fn doors(config: &Config) -> anyhow::Result<(Doors, Option<String>)> {
    let doors = Doors::open(config.web.listen, &config.socket()).await;
    let doors = doors.map_err(Failure::Door)?;
    let doors = doors.watched(config.web.watch).await.map_err(Failure::Door)?;
    Ok(match tls(config)? {
        Some(Tls { acceptor, pem }) => (doors.sealed(acceptor), Some(pem)),
        None => (doors, None),
    })
}

/// What the last run has left to be carried.
fn unfinished(core: &Core, clock: &Clock) -> Result<Vec<Note>, Fault> {
    let at = clock.moment();
    let entries = core.unfinished()?.into_iter();
    Ok(entries.map(|entry| Note { word: queue_entry::Word::Carry(entry), at }).collect())
}

impl App {
    pub async fn start(config: Config, clock: Clock) -> anyhow::Result<App> {
        App::start_at(config, clock, Pace::default()).await
    }

    /// The same, with another pace of changing the way in which updates come.
    pub async fn start_at(config: Config, clock: Clock, pace: Pace) -> anyhow::Result<App> {
        App::start_with(config, clock, pace, Journal::default()).await
    }

    /// The same, where the log has a memory.
    pub async fn start_with(
        config: Config,
        clock: Clock,
        pace: Pace,
        journal: Journal,
    ) -> anyhow::Result<App> {
        let core = open_at(&config, clock.now(), Word::default()).await?;
        App::begin(config, core, clock, pace, journal).await
    }

    /// With the data open, all the rest.
    async fn begin(
        config: Config,
        core: Core,
        clock: Clock,
        pace: Pace,
        journal: Journal,
    ) -> anyhow::Result<App> {
        let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
        let unfinished = unfinished(&core, &clock)?;
        // Bound before anything begins: a port that is taken leaves no trace.
        let (doors, certificate) = doors(&config).await?;
        let address = doors.address()?;
        let menus = menus(&config, &store)?;
        let (handle, letters) = Handle::new();
        let (pumps, pipes, commits) = pipes(settings(&store.snap()?)?);
        let loads = [&pipes.messages, &pipes.questions, &pipes.owners.load];
        let loads = loads.map(watch::Sender::subscribe);
        let folder = config.data_dir.clone();
        // Before anything is committed: what is not copied yet stays in the log.
        let carriers = Carriers::new(&config, store.clone(), dictionary.clone(), &clock)?;
        let writer = writer::start(core, clock.clone(), folder, letters, pumps)
            .context("the writer's thread does not start")?;
        let line = Line::new(pace);
        let machine = watch::Sender::default();
        let gauges = Gauges {
            shop: config.shop.name.clone(),
            opened: clock.now(),
            store: store.clone(),
            folder: config.data_dir.clone(),
            clock: clock.clone(),
            link: line.link.subscribe(),
            alert: line.alert.subscribe(),
            way: line.way.subscribe(),
            machine: machine.subscribe(),
            journal,
            copies: carriers.board().clone(),
        };
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let (copying, ends) = copies::line(pipes.drills.clone());
        let app = App {
            address,
            language: config.shop.language,
            clock,
            store,
            dictionary,
            handle,
            commits,
            loads,
            gauges,
            machine,
            met: CancellationToken::new(),
            stop,
            refused: Arc::default(),
            tasks,
            writer,
            copying,
        };
        if app.enter(&carriers).await.is_err() {
            // Only the writer knows why it could not.
            app.close().await?;
            bail!("the shop stopped while it opened");
        }
        app.welcome(&config, doors, &line);
        app.pump(&config, unfinished, pipes, line, menus, certificate)?;
        app.add_up();
        app.tend(carriers.carry(ends, app.handle.clone(), app.stop.clone()));
        Ok(app)
    }

    /// What the shop hears first. That it was brought back it hears before it sells anything, and
    /// twice where the machine stops in between.
    async fn enter(&self, carriers: &Carriers) -> Result<(), Stopped> {
        if let Some(word) = carriers.restored() {
            self.handle.submit(Input::Restored(word)).await?;
            carriers.knows_that_it_was_restored();
        }
        self.handle.submit(Input::Opened).await.map(drop)
    }

    /// A part of the appliance: when one ends, all end.
    fn tend(&self, part: impl Future<Output = ()> + Send + 'static) {
        // Also when the part breaks: half an appliance sells what it cannot deliver.
        let watch = Watch { stop: self.stop.clone(), refused: self.refused.clone() };
        self.tasks.spawn(async move {
            let _watch = watch;
            part.await;
        });
    }

    /// Where hooks are received.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How updates come, and news of it.
    pub fn way(&self) -> watch::Receiver<Way> {
        self.gauges.way.clone()
    }

    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Stops in reverse: no new input, couriers home, then the writer. What is not done is
    /// durable and goes on at the next start.
    pub async fn close(self) -> anyhow::Result<()> {
        let until = Instant::now() + STOP_MAX.std();
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(STOP_MAX.std(), self.tasks.wait()).await.is_err() {
            // All that matters is on the disk; what hangs is left to the process's end.
            bail!("a part of the appliance did not stop in time");
        }
        drop(self.handle);
        let writer = self.writer;
        let ended = tokio::task::spawn_blocking(move || writer.join()).await?;
        ended.map_err(|_| anyhow!("the writer broke"))?.context("nothing can be written")?;
        if let Ok(carriers) = self.copying.back.await {
            let left = until.saturating_duration_since(Instant::now());
            carriers.last_word(Wish::SignOfLife, left.min(LAST_WORD_MAX.std())).await;
        }
        Ok(())
    }
}
