//! What brings inputs to the writer, and carries effects away from it.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::App;
use super::alert::{Bots, Pipe};
use super::failure::Failure;
use crate::config::{Config, Mark, Mode};
use crate::domain::effect::Carrier;
use crate::domain::limit::{QUESTIONS_AT_ONCE, SENDS_AT_ONCE};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::vitals::Way;
use crate::engine::queue_entry::Note;
use crate::engine::writer::Pumps;
use crate::gateway::courier::GatewayCourier;
use crate::jobs::outbox::{Load, Outbox};
use crate::jobs::pace::{Messages, Tasks};
use crate::jobs::timers;
use crate::report::export::{self, Style};
use crate::shop::{file, picture};
use crate::telegram::client::Client;
use crate::telegram::feed::Feed;
use crate::telegram::hook::Gate;
use crate::telegram::link::Link;
use crate::telegram::me::{self, Meeting};
use crate::telegram::menu::{Menu, register};
use crate::telegram::mode::Pace;
use crate::telegram::send::{Files, Hush, Pictures, Reports, TelegramCourier};
use crate::telegram::webhook::{Address, Webhook};

/// What flows between the writer and the pumps.
pub(super) struct Pipes {
    telegram: mpsc::UnboundedReceiver<Note>,
    gateway: mpsc::UnboundedReceiver<Note>,
    pub owners: Pipe,
    alarm: watch::Receiver<Timestamp>,
    settings: watch::Receiver<Settings>,
    pub drills: watch::Receiver<u64>,
    pub messages: watch::Sender<Load>,
    pub questions: watch::Sender<Load>,
}

/// The line to Telegram: what is told of it, and the gate for what it brings.
#[derive(Clone)]
pub(super) struct Line {
    pub link: watch::Sender<Link>,
    /// Of the bot that warns, where there is one.
    pub alert: watch::Sender<Link>,
    pub way: watch::Sender<Way>,
    pub gate: Arc<Gate>,
    pub pace: Pace,
}

impl Line {
    pub fn new(pace: Pace) -> Line {
        let link = Link::watched().0;
        let gate = Gate::new(link.clone());
        let alert = Link::watched().0;
        Line { link, alert, way: watch::Sender::new(Way::Polling), gate, pace }
    }
}

pub(super) fn pipes(now: Settings) -> (Pumps, Pipes, watch::Receiver<u64>) {
    let (to_telegram, telegram) = mpsc::unbounded_channel();
    let (to_gateway, gateway) = mpsc::unbounded_channel();
    let (to_owners, words) = mpsc::unbounded_channel();
    let (set_alarm, alarm) = watch::channel(Timestamp::default());
    let (committed, commits) = watch::channel(0);
    let (set_restart, restart) = watch::channel(false);
    let (set, settings) = watch::channel(now);
    let (want_drill, drills) = watch::channel(0);
    let pumps = Pumps {
        telegram: to_telegram,
        gateway: to_gateway,
        alert: to_owners,
        alarm: set_alarm,
        commits: committed,
        settings: set,
        restart: set_restart,
        drills: want_drill,
    };
    let (messages, questions, load) = Default::default();
    let owners = Pipe { words, restart, load };
    let pipes = Pipes { telegram, gateway, owners, alarm, settings, drills, messages, questions };
    (pumps, pipes, commits)
}

/// Begins the work when the shop has met its bot, if it ever does.
pub(super) async fn once(
    met: CancellationToken,
    stop: CancellationToken,
    work: impl Future<Output = ()>,
) {
    if stop.run_until_cancelled(met.cancelled()).await.is_some() {
        work.await;
    }
}

impl App {
    /// Starts everything that brings inputs and carries effects.
    pub(super) fn pump(
        &self,
        config: &Config,
        unfinished: Vec<Note>,
        pipes: Pipes,
        line: Line,
        menus: Vec<Menu>,
        certificate: Option<String>,
    ) -> anyhow::Result<()> {
        let client = Arc::new(Client::new(&config.telegram)?);
        let of = |carrier| {
            unfinished.iter().filter(move |note| note.word.carrier() == carrier).cloned().collect()
        };
        let courier = TelegramCourier::new(client.clone(), self.pictures(), self.reports());
        let courier = courier.selling(self.files());
        let courier = Arc::new(courier.hushed(self.hush(pipes.settings.clone())));
        let messages = Outbox {
            courier: courier.clone(),
            pace: Messages::new(config.shop.messages_per_second, self.clock.clone())
                .following(pipes.settings),
            at_once: SENDS_AT_ONCE,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: pipes.messages,
        };
        let questions = Outbox {
            courier: Arc::new(GatewayCourier::new(&config.gateway)?),
            pace: Tasks::new(self.clock.clone()),
            at_once: QUESTIONS_AT_ONCE,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: pipes.questions,
        };
        let met = self.met.clone();
        let sending = messages.run(of(Carrier::Telegram), pipes.telegram, self.stop.clone());
        self.tend(once(met.clone(), self.stop.clone(), sending));
        self.tend(questions.run(of(Carrier::Gateway), pipes.gateway, self.stop.clone()));
        let bots = Bots { client: &client, shop: courier, link: line.alert };
        self.warn(config, of(Carrier::Alert), pipes.owners, bots, met.clone())?;
        let (store, handle, clock) = (self.store.clone(), self.handle.clone(), self.clock.clone());
        self.tend(timers::run(store, handle, clock, pipes.alarm, self.stop.clone()));
        let Line { link, way, gate, pace, .. } = line;
        let feed = Feed {
            client: client.clone(),
            handle: self.handle.clone(),
            webhook: webhook(config, certificate, &gate)?,
            gate,
            link,
            way,
            fallback: config.telegram.mode == Mode::Auto,
            pace,
        };
        let mark = (config.mark.clone(), config.data_dir.clone());
        self.tend(self.hear(feed, met.clone(), mark));
        let stop = self.stop.clone();
        let menus = async move { register(&client, &menus, stop).await };
        self.tasks.spawn(once(met, self.stop.clone(), menus));
        Ok(())
    }

    /// Takes updates once the shop has met its bot. Before, nothing is said to anybody in the
    /// name of a bot that may be a stranger.
    fn hear(
        &self,
        feed: Feed,
        met: CancellationToken,
        (mark, data_dir): (Mark, PathBuf),
    ) -> impl Future<Output = ()> + Send + 'static {
        let (stop, refused) = (self.stop.clone(), self.refused.clone());
        async move {
            let meeting = me::meet(&feed.client, &feed.handle, &feed.link);
            let why = match stop.run_until_cancelled(meeting).await {
                Some(Ok(Meeting::Welcome)) => {
                    met.cancel();
                    // From now on people know this shop.
                    mark.leave(&data_dir);
                    return feed.run(stop).await;
                }
                Some(Ok(Meeting::Stranger { known, here })) => Failure::Stranger { known, here },
                Some(Ok(Meeting::Unclear)) => Failure::Identity,
                Some(Ok(Meeting::Nobody { why })) => Failure::Token { why },
                Some(Err(_)) | None => return,
            };
            let _ = refused.set(why);
        }
    }

    pub(super) fn pictures(&self) -> Pictures {
        let store = self.store.clone();
        Arc::new(move |id, want| {
            let found = store.snap().and_then(|snap| picture::load(&snap, id, want));
            let found = found.inspect_err(|fault| tracing::error!(%fault, "a picture is lost"));
            found.ok().flatten()
        })
    }

    pub(super) fn files(&self) -> Files {
        let store = self.store.clone();
        Arc::new(move |id, want| {
            let found = store.snap().and_then(|snap| file::load(&snap, id, want));
            let found = found.inspect_err(|fault| tracing::error!(%fault, "a file is lost"));
            found.ok().flatten()
        })
    }

    /// Whether it is a quiet hour by the shop's clock.
    fn hush(&self, settings: watch::Receiver<Settings>) -> Hush {
        let (dictionary, clock) = (self.dictionary.clone(), self.clock.clone());
        Arc::new(move || {
            let hours = settings.borrow().quiet_hours;
            hours.is_some_and(|hours| hours.has(dictionary.calendar().hour(clock.now())))
        })
    }

    pub(super) fn reports(&self) -> Reports {
        let (store, dictionary) = (self.store.clone(), self.dictionary.clone());
        Arc::new(move |report| {
            let mut file = Vec::new();
            let snap = store.snap();
            let made = snap.and_then(|snap| {
                export::write(&snap, dictionary.calendar(), report, Style::Tapped, &mut file)
            });
            let made = made.inspect_err(|fault| tracing::error!(%fault, "a report is lost"));
            made.ok().map(|()| file)
        })
    }
}

/// The webhook, if updates may come that way.
fn webhook(
    config: &Config,
    certificate: Option<String>,
    gate: &Arc<Gate>,
) -> anyhow::Result<Option<Webhook>> {
    let Some(url) = config.webhook_url() else { return Ok(None) };
    let address = Address::of(&config.telegram.token);
    Ok(Some(Webhook::new(url, address, certificate, gate.clone())?))
}
