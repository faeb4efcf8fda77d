//! Opens the store, starts writer, pumps and doors in order; stops them in reverse.

mod alert;
mod books;
mod doors;
pub mod lookout;
mod menus;
mod pumps;
mod rest;
pub mod stamp;
mod vitals;
pub mod wrong;

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::SystemTime;

use anyhow::{Context, anyhow, bail};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::lookout::Log;
use self::menus::menus;
use self::pumps::{Line, pipes};
use self::vitals::Gauges;
use self::wrong::Wrong;
use crate::config::Config;
use crate::domain::limit::STOP_MAX;
use crate::domain::vitals::{Machine, Way};
use crate::engine::clock::Clock;
use crate::engine::core::Core;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::engine::writer;
use crate::jobs::outbox::Load;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::telegram::mode::Pace;
use crate::web::server::Doors;
use crate::web::tls::Tls;
use crate::words::Dictionary;

/// A shop that is open.
pub struct App {
    address: SocketAddr,
    clock: Clock,
    store: Arc<Store>,
    dictionary: Arc<Dictionary>,
    handle: Handle,
    commits: watch::Receiver<u64>,
    /// Of the messages, of the questions to the gateway, and of the news for the owners.
    loads: [watch::Receiver<Load>; 3],
    gauges: Gauges,
    log: Log,
    /// What was read of the machine last.
    machine: watch::Sender<Machine>,
    stop: CancellationToken,
    /// Why it cannot go on, where only the operator can help.
    wrong: Arc<OnceLock<Wrong>>,
    tasks: TaskTracker,
    writer: JoinHandle<Result<(), Fault>>,
}

/// The engine of a shop that is closed to the outside: for commands that need no daemon.
pub fn open(config: &Config) -> anyhow::Result<Core> {
    let store = Store::open(&config.data_dir, &config.key_file)?;
    let dictionary = Dictionary::load(&config.timezone)?.with_contact(config.contact.clone());
    Ok(Core::new(Arc::new(store), dictionary, config.shop.clone()))
}

/// Runs a shop until it is told to stop, or can write no more.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = App::start(config.clone(), Clock::new()).await?;
    app.look_out(&config)?;
    tracing::info!(address = %app.address, "open");
    tokio::select! {
        () = told_to_stop() => tracing::info!("stopping"),
        () = app.stop.cancelled() => {}
    }
    let wrong = app.wrong.clone();
    app.close().await?;
    match wrong.get() {
        Some(wrong) => Err(wrong.clone().into()),
        None => Ok(()),
    }
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

/// Our own certificate, where no proxy has one.
fn tls(config: &Config) -> anyhow::Result<Option<Tls>> {
    let host = config.web.host().filter(|_| config.web.self_signed);
    let kept = host.map(|host| Tls::keep(&config.data_dir, host, SystemTime::now()));
    kept.transpose().context("the certificate cannot be made")
}

impl App {
    pub async fn start(config: Config, clock: Clock) -> anyhow::Result<App> {
        App::start_at(config, clock, Pace::default()).await
    }

    /// The same, with another pace of changing the way in which updates come.
    pub async fn start_at(config: Config, clock: Clock, pace: Pace) -> anyhow::Result<App> {
        App::start_with(config, clock, pace, Log::default()).await
    }

    /// The same, with a log that owners can ask for.
    pub async fn start_with(
        config: Config,
        clock: Clock,
        pace: Pace,
        log: Log,
    ) -> anyhow::Result<App> {
        let core = open(&config)?;
        let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
        let unfinished = core.unfinished()?;
        // Bound before anything begins: a port that is taken leaves no trace.
        let mut doors = Doors::open(config.web.listen, &config.socket()).await?;
        let address = doors.address()?;
        let mut certificate = None;
        if let Some(Tls { acceptor, pem }) = tls(&config)? {
            (doors, certificate) = (doors.sealed(acceptor), Some(pem));
        }
        let menus = menus(&config)?;
        let (handle, letters) = Handle::new();
        let (pumps, pipes, commits) = pipes();
        let loads = [&pipes.messages, &pipes.questions, &pipes.owners.load];
        let loads = loads.map(watch::Sender::subscribe);
        let folder = config.data_dir.clone();
        let writer = writer::start(core, clock.clone(), folder, letters, pumps)
            .context("the writer's thread does not start")?;
        let line = Line::new(pace);
        let machine = watch::Sender::default();
        let gauges = Gauges {
            shop: config.shop.name.clone(),
            opened: clock.now(),
            store: store.clone(),
            clock: clock.clone(),
            link: line.link.subscribe(),
            way: line.way.subscribe(),
            machine: machine.subscribe(),
        };
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let app = App {
            address,
            clock,
            store,
            dictionary,
            handle,
            commits,
            loads,
            gauges,
            log,
            machine,
            stop,
            wrong: Arc::default(),
            tasks,
            writer,
        };
        app.handle.submit(Input::Opened).await?;
        app.welcome(&config, doors, &line);
        app.pump(&config, unfinished, pipes, line, menus, certificate)?;
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
