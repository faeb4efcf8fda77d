//! Opens the store, starts writer, pumps and doors in order; stops them in reverse.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Context, anyhow, bail};
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::chat::menu;
use crate::config::{Api, Config};
use crate::domain::effect::{Carrier, Effect, EffectState};
use crate::domain::limit::{QUESTIONS_AT_ONCE, SENDS_AT_ONCE, STOP_MAX};
use crate::domain::time::Timestamp;
use crate::domain::timer::Timer;
use crate::engine::clock::Clock;
use crate::engine::core::Core;
use crate::engine::export;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::engine::look::{self, Give};
use crate::engine::writer::{self, Pumps};
use crate::gateway::courier::GatewayCourier;
use crate::gateway::notice;
use crate::jobs::outbox::{Load, Outbox};
use crate::jobs::pace::{Errands, Messages};
use crate::jobs::timers;
use crate::shop::books::Books;
use crate::shop::picture;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::read::Read;
use crate::telegram::client::Client;
use crate::telegram::link::Link;
use crate::telegram::menu::{Menu, Scope, register};
use crate::telegram::poll;
use crate::telegram::send::{Pictures, Reports, TelegramCourier};
use crate::web::Web;
use crate::web::hook::{Hook, Lock};
use crate::web::look::Looks;
use crate::web::server::Doors;
use crate::words::Dictionary;

/// A shop that is open.
pub struct App {
    address: SocketAddr,
    clock: Clock,
    store: Arc<Store>,
    dictionary: Arc<Dictionary>,
    handle: Handle,
    commits: watch::Receiver<u64>,
    /// Of the messages, and of the questions to the gateway.
    loads: [watch::Receiver<Load>; 2],
    stop: CancellationToken,
    tasks: TaskTracker,
    writer: JoinHandle<Result<(), Fault>>,
}

/// Findings of the first proof that are worth a line in the log; `warung check` has them all.
const FINDINGS_LOGGED: usize = 20;

/// What flows between the writer and the pumps.
struct Pipes {
    telegram: mpsc::UnboundedReceiver<crate::engine::slip::Slip>,
    gateway: mpsc::UnboundedReceiver<crate::engine::slip::Slip>,
    alarm: watch::Receiver<Timestamp>,
    messages: watch::Sender<Load>,
    questions: watch::Sender<Load>,
}

/// The engine of a shop that is closed to the outside: for commands that need no daemon.
pub fn open(config: &Config) -> anyhow::Result<Core> {
    let store = Store::open(&config.data_dir, &config.key_file)?;
    let dictionary = Dictionary::load(&config.timezone)?.with_contact(config.contact.clone());
    Ok(Core::new(Arc::new(store), dictionary, config.shop.clone()))
}

/// Runs a shop until it is told to stop, or can write no more.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = App::start(config, Clock::new()).await?;
    tracing::info!(address = %app.address, "open");
    tokio::select! {
        () = told_to_stop() => tracing::info!("stopping"),
        () = app.stop.cancelled() => {}
    }
    app.close().await
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
        let core = open(&config)?;
        let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
        let unfinished = core.unfinished()?;
        // Bound before anything begins: a port that is taken leaves no trace.
        let doors = Doors::open(config.listen, &config.socket()).await?;
        let address = doors.address()?;
        let menus = menus(&config)?;
        let (handle, letters) = Handle::new();
        let (pumps, pipes, commits) = pipes();
        let loads = [pipes.messages.subscribe(), pipes.questions.subscribe()];
        let folder = config.data_dir.clone();
        let writer = writer::start(core, clock.clone(), folder, letters, pumps)
            .context("the writer's thread does not start")?;
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let app =
            App { address, clock, store, dictionary, handle, commits, loads, stop, tasks, writer };
        app.handle.submit(Input::Opened).await?;
        app.pump(&config, unfinished, pipes, menus)?;
        app.welcome(&config, doors);
        app.add_up();
        Ok(app)
    }

    /// Starts everything that brings inputs and carries effects.
    fn pump(
        &self,
        config: &Config,
        unfinished: Vec<crate::engine::slip::Slip>,
        pipes: Pipes,
        menus: Vec<Menu>,
    ) -> anyhow::Result<()> {
        let client = Arc::new(Client::new(&config.telegram)?);
        let (to_telegram, to_gateway) =
            unfinished.into_iter().partition(|slip| slip.carrier == Carrier::Telegram);
        let messages = Outbox {
            courier: Arc::new(TelegramCourier::new(
                client.clone(),
                self.pictures(),
                self.reports(),
            )),
            pace: Messages::new(config.telegram.messages_per_second, self.clock.clone()),
            at_once: SENDS_AT_ONCE,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: pipes.messages,
        };
        let questions = Outbox {
            courier: Arc::new(GatewayCourier::new(&config.gateway)?),
            pace: Errands::new(self.clock.clone()),
            at_once: QUESTIONS_AT_ONCE,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: pipes.questions,
        };
        self.tend(messages.run(to_telegram, pipes.telegram, self.stop.clone()));
        self.tend(questions.run(to_gateway, pipes.gateway, self.stop.clone()));
        let (store, handle, clock) = (self.store.clone(), self.handle.clone(), self.clock.clone());
        self.tend(timers::run(store, handle, clock, pipes.alarm, self.stop.clone()));
        let (link, _) = Link::watched();
        self.tend(poll::run(client.clone(), self.handle.clone(), link, self.stop.clone()));
        let stop = self.stop.clone();
        self.tasks.spawn(async move { register(&client, &menus, stop).await });
        Ok(())
    }

    fn welcome(&self, config: &Config, doors: Doors) {
        let hooks = vec![hook(config)];
        let handle = self.handle.clone();
        let alive = Arc::new(move || !handle.is_closed());
        let store = self.store.clone();
        let clock = self.clock.clone();
        let status = Arc::new(move || match left(&store, clock.now()) {
            Ok(Left { effects, due, rings }) => {
                json!({ "due": due + rings, "effects": effects })
            }
            Err(fault) => json!({ "fault": fault.to_string() }),
        });
        let web = Arc::new(Web::new(self.handle.clone(), hooks, alive, status, self.looks()));
        self.tend(doors.serve(web, self.stop.clone()));
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

    fn pictures(&self) -> Pictures {
        let store = self.store.clone();
        Arc::new(move |id| {
            let found = store.snap().and_then(|snap| picture::load(&snap, id));
            let found = found.inspect_err(|fault| tracing::error!(%fault, "a picture is lost"));
            found.ok().flatten()
        })
    }

    fn reports(&self) -> Reports {
        let (store, dictionary) = (self.store.clone(), self.dictionary.clone());
        Arc::new(move |report| {
            let mut file = Vec::new();
            let snap = store.snap();
            let made = snap
                .and_then(|snap| export::write(&snap, dictionary.calendar(), report, &mut file));
            let made = made.inspect_err(|fault| tracing::error!(%fault, "a report is lost"));
            made.ok().map(|()| file)
        })
    }

    /// Looks that commands take at the shop: off the writer, and called off when the shop closes.
    fn looks(&self) -> Looks {
        let (store, dictionary) = (self.store.clone(), self.dictionary.clone());
        let (tasks, stop) = (self.tasks.clone(), self.stop.clone());
        Arc::new(move |look, give| {
            let (store, dictionary) = (store.clone(), dictionary.clone());
            let stop = stop.clone();
            let give: Give = Arc::new(move |piece| !stop.is_cancelled() && give(piece));
            tasks.spawn_blocking(move || look::look(&store, &dictionary, &look, &give));
        })
    }

    /// Adds up the ledger in the background. If it does not hold, the owners hear of it.
    fn add_up(&self) {
        let (store, handle, stop) = (self.store.clone(), self.handle.clone(), self.stop.clone());
        self.tasks.spawn_blocking(move || {
            let broken = match books_of(&store, stop) {
                Ok(books) => books.broken,
                Err(Fault::Stopped) => return,
                Err(fault) => vec![fault.to_string()],
            };
            for what in broken.iter().take(FINDINGS_LOGGED) {
                tracing::error!(what, "the ledger does not hold");
            }
            let count = broken.len() as u64;
            if count > 0 {
                // A shop that closes tells it when it opens again.
                let _ = handle.submit_blocking(Input::BooksBroken { count });
            }
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

    /// Comes back when everything has been done that can be done before the clock moves on.
    pub async fn settled(&self) {
        let (mut commits, [mut messages, mut questions]) =
            (self.commits.clone(), self.loads.clone());
        while self.resting().is_ok_and(|resting| !resting) {
            let news = tokio::select! {
                news = commits.changed() => news,
                news = messages.changed() => news,
                news = questions.changed() => news,
            };
            if news.is_err() {
                return;
            }
        }
    }

    /// Nothing is under way, and all that is left to carry waits in an outbox.
    fn resting(&self) -> Result<bool, Fault> {
        let loads = self.loads.each_ref().map(|load| *load.borrow());
        let ahead = self.clock.ahead();
        let still = |load: &Load| load.under_way == 0 && !load.ready && load.ahead == ahead;
        let waiting: usize = loads.iter().map(|load| load.waiting).sum();
        let left = left(&self.store, self.clock.now())?;
        Ok(loads.iter().all(still) && left.rings == 0 && left.effects == waiting)
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

fn books_of(store: &Store, stop: CancellationToken) -> Result<Books, Fault> {
    Books::add_up(&store.snap()?.watched(move |_| !stop.is_cancelled()))
}

/// What is left to do: effects to carry, those of them that are due, and timers that are.
struct Left {
    effects: usize,
    due: usize,
    rings: usize,
}

fn left(store: &Store, now: Timestamp) -> Result<Left, Fault> {
    let snap = store.snap()?;
    let effects: Vec<Effect> = snap.all(0, usize::MAX)?;
    let at = |effect: &Effect| match effect.state {
        EffectState::Due { at, .. } => Some(at),
        EffectState::Dead { .. } => None,
    };
    let times: Vec<Timestamp> = effects.iter().filter_map(at).collect();
    let due = times.iter().filter(|at| **at <= now).count();
    let timers: Vec<Timer> = snap.all(0, usize::MAX)?;
    let rings = timers.iter().filter(|timer| timer.at <= now).count();
    Ok(Left { effects: times.len(), due, rings })
}

fn pipes() -> (Pumps, Pipes, watch::Receiver<u64>) {
    let (to_telegram, telegram) = mpsc::unbounded_channel();
    let (to_gateway, gateway) = mpsc::unbounded_channel();
    let (set_alarm, alarm) = watch::channel(Timestamp::default());
    let (committed, commits) = watch::channel(0);
    let pumps =
        Pumps { telegram: to_telegram, gateway: to_gateway, alarm: set_alarm, commits: committed };
    let (messages, questions) = Default::default();
    (pumps, Pipes { telegram, gateway, alarm, messages, questions }, commits)
}

fn hook(config: &Config) -> Hook {
    let gateway = &config.gateway;
    let (api, project) = (gateway.api, gateway.project.clone());
    let read = move |body: &[u8]| match notice::read(api, body, &project) {
        Ok(reference) => Ok(Input::Hint(reference)),
        Err(bad) => Err(bad.why()),
    };
    Hook {
        path: "/webhooks/pakasir",
        secret: gateway.webhook_secret.clone(),
        lock: match api {
            Api::V1 => Lock::Path,
            Api::V2 => Lock::Header("x-secret"),
        },
        read: Arc::new(read),
    }
}

/// The command menus, in every language and with the staff's commands for those the
/// configuration names.
fn menus(config: &Config) -> anyhow::Result<Vec<Menu>> {
    let dictionary = Dictionary::load(&config.timezone)?;
    let shop = &config.shop;
    let mut menus = Vec::new();
    for language in [None].into_iter().chain(dictionary.languages().map(|(it, _)| Some(it))) {
        let words = dictionary.words(language, shop.language);
        let commands = menu::customer(words);
        menus.push(Menu { scope: Scope::Persons, language, commands });
        for person in shop.owners.iter().chain(&shop.admins) {
            let commands = menu::staff(words);
            menus.push(Menu { scope: Scope::Chat(person.chat()), language, commands });
        }
    }
    Ok(menus)
}
