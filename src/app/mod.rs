//! Opens the store, starts writer, pumps and doors in order; stops them in reverse.

mod books;
mod doors;
pub mod failure;
mod gauges;
mod menus;
mod pumps;
mod rest;
pub mod service;

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Context, anyhow, bail};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::failure::Failure;
use self::gauges::Gauges;
use self::menus::menus;
use self::pumps::{Line, pipes};
use crate::config::Config;
use crate::domain::limit::{CLOCK_BACK_MAX, CLOCK_LEAST, STOP_MAX};
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::engine::core::Core;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::engine::journal::Journal;
use crate::engine::writer;
use crate::jobs::outbox::Load;
use crate::shop::vitals;
use crate::store::fault::Fault;
use crate::store::open::{Opening, Store};
use crate::web::server::Doors;
use crate::words::Dictionary;

/// A shop that is open.
pub struct App {
    address: SocketAddr,
    clock: Clock,
    store: Arc<Store>,
    dictionary: Arc<Dictionary>,
    language: Language,
    handle: Handle,
    commits: watch::Receiver<u64>,
    /// Of the messages, and of the questions to the gateway.
    loads: [watch::Receiver<Load>; 2],
    gauges: Gauges,
    stop: CancellationToken,
    tasks: TaskTracker,
    writer: JoinHandle<Result<(), Fault>>,
}

/// The engine of a shop that is closed to the outside: for commands that need no daemon.
pub fn open(config: &Config, now: Timestamp) -> anyhow::Result<Core> {
    if now < CLOCK_LEAST {
        bail!(Failure::Clock { now, least: CLOCK_LEAST });
    }
    let dictionary = Arc::new(Dictionary::load(&config.timezone)?);
    let (words, language) = (dictionary.clone(), config.shop.language);
    let store = Store::open_as(&Opening {
        folder: &config.data_dir,
        key_file: &config.key_file,
        store: Some(&config.store),
        hear: Arc::new(move |progress| service::opening(words.words(None, language), progress)),
    })?;
    // What cannot be read is for the proof to find, and no reason not to open.
    let newest = vitals::newest(&store.snap()?).ok().flatten().unwrap_or_default();
    if now < newest.before(CLOCK_BACK_MAX) {
        bail!(Failure::Clock { now, least: newest });
    }
    Ok(Core::new(Arc::new(store), dictionary, config.shop.clone()))
}

/// Runs a shop until it is told to stop, or can write no more.
pub async fn run(config: Config, journal: Journal) -> anyhow::Result<()> {
    let app = App::with(config, Clock::new(), journal).await?;
    tracing::info!(address = %app.address, "open");
    let refused = tokio::select! {
        () = told_to_stop() => {
            tracing::info!("stopping");
            None
        }
        () = app.stop.cancelled() => None,
        failure = app.attend() => Some(failure),
    };
    service::stopping(app.words());
    let closed = app.close().await;
    refused.map_or(closed, |failure| Err(failure.into()))
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        tracing::error!("cannot listen for SIGTERM");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

impl App {
    pub async fn start(config: Config, clock: Clock) -> anyhow::Result<App> {
        App::with(config, clock, Journal::default()).await
    }

    /// The same, where the log has a memory.
    async fn with(config: Config, clock: Clock, journal: Journal) -> anyhow::Result<App> {
        let core = open(&config, clock.now())?;
        let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
        let unfinished = core.unfinished()?;
        // Bound before anything begins: a port that is taken leaves no trace.
        let doors = Doors::open(config.web.listen, &config.socket()).await;
        let doors = doors.map_err(Failure::Door)?;
        let doors = doors.watched(config.web.watch).await.map_err(Failure::Door)?;
        let address = doors.address()?;
        let menus = menus(&config)?;
        let (handle, letters) = Handle::new();
        let (pumps, pipes, commits) = pipes();
        let loads = [pipes.messages.subscribe(), pipes.questions.subscribe()];
        let folder = config.data_dir.clone();
        let writer = writer::start(core, clock.clone(), folder, letters, pumps)
            .context("the writer's thread does not start")?;
        let line = Line::new();
        let gauges = Gauges {
            shop: config.shop.name.clone(),
            opened: clock.now(),
            store: store.clone(),
            folder: config.data_dir.clone(),
            clock: clock.clone(),
            link: line.link.subscribe(),
            way: line.way.subscribe(),
            journal,
        };
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
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
            stop,
            tasks,
            writer,
        };
        if app.handle.submit(Input::Opened).await.is_err() {
            // Only the writer knows why it could not.
            app.close().await?;
            bail!("the shop stopped while it opened");
        }
        app.pump(&config, unfinished, pipes, line, menus)?;
        app.welcome(&config, doors);
        app.add_up();
        Ok(app)
    }

    /// A part of the appliance: when one ends, all end.
    fn tend(&self, part: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            // Also when the part breaks: half an appliance sells what it cannot deliver.
            let _guard = stop.drop_guard();
            part.await;
        });
    }

    /// Where hooks are received.
    pub fn address(&self) -> SocketAddr {
        self.address
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
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(STOP_MAX.std(), self.tasks.wait()).await.is_err() {
            // All that matters is on the disk; what hangs is left to the process's end.
            bail!("a part of the appliance did not stop in time");
        }
        drop(self.handle);
        let writer = self.writer;
        let ended = tokio::task::spawn_blocking(move || writer.join()).await?;
        ended.map_err(|_| anyhow!("the writer broke"))?.context("nothing can be written")
    }
}
