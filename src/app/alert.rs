//! The owners' side of a running shop: the bot that warns, what it is told, what it tells.

use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::App;
use super::menus::owners_menus;
use super::pumps::once;
use crate::config::Config;
use crate::domain::limit::{ALERTS_AT_ONCE, MESSAGES_PER_SECOND_MAX};
use crate::domain::shop::Shop;
use crate::engine::input::Input;
use crate::engine::journal::{Journal, Level, Line};
use crate::engine::queue_entry::Note;
use crate::jobs::outbox::{Load, Outbox};
use crate::jobs::pace::Messages;
use crate::report::owner_message::Renderer;
use crate::telegram::client::Client;
use crate::telegram::link::Link;
use crate::telegram::menu::register;
use crate::telegram::poll;
use crate::telegram::send::TelegramCourier;
use crate::telegram::tell::{AlertCourier, OwnerMessages};
use crate::words::format::utc;

/// What flows between the writer and the owners.
pub(super) struct Pipe {
    pub words: mpsc::UnboundedReceiver<Note>,
    pub restart: watch::Receiver<bool>,
    pub load: watch::Sender<Load>,
}

/// Who warns.
pub(super) struct Bots<'c> {
    pub client: &'c Client,
    pub shop: Arc<TelegramCourier>,
    /// Told how the line of the bot that warns stands.
    pub link: watch::Sender<Link>,
}

impl App {
    /// Starts the outbox of warnings, which no full shop delays, and listens to the bot that
    /// warns where there is one.
    pub(super) fn warn(
        &self,
        config: &Config,
        unfinished: Vec<Note>,
        pipe: Pipe,
        Bots { client, shop, link }: Bots<'_>,
        met: CancellationToken,
    ) -> anyhow::Result<()> {
        let bot = config.alert.token.clone().map(|token| Arc::new(client.of_bot(token)));
        let alert = bot.clone().map_or_else(
            || shop.clone(),
            |bot| {
                let courier = TelegramCourier::new(bot, self.pictures(), self.reports());
                Arc::new(courier.replaceable())
            },
        );
        let unwritten = self.dictionary.words(None, config.shop.language).owner_unwritten();
        let messages = self.messages(&config.shop);
        let courier = AlertCourier { alert, shop, messages, unwritten, met: met.clone() };
        let warnings = Outbox {
            courier: Arc::new(courier),
            // A chat's own pace is all that few messages to few people need.
            pace: Messages::new(MESSAGES_PER_SECOND_MAX, self.clock.clone()),
            at_once: ALERTS_AT_ONCE,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: pipe.load,
        };
        let warning = warnings.run(unfinished, pipe.words, self.stop.clone());
        match bot {
            // It is ours, whoever the shop's may be.
            Some(_) => self.tend(warning),
            None => self.tend(once(met, self.stop.clone(), warning)),
        }
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            if stop.run_until_cancelled(restarted(pipe.restart)).await.is_some() {
                stop.cancel();
            }
        });
        let Some(bot) = bot else { return Ok(()) };
        let orders = |id, said| Input::OwnerUpdate { id, said };
        self.tend(poll::run(bot.clone(), self.handle.clone(), link, orders, self.stop.clone()));
        let (menus, stop) = (owners_menus(config)?, self.stop.clone());
        self.tasks.spawn(async move { register(&bot, &menus, stop).await });
        Ok(())
    }

    fn messages(&self, shop: &Shop) -> OwnerMessages {
        let (store, dictionary, shop) = (self.store.clone(), self.dictionary.clone(), shop.clone());
        let (clock, gauges) = (self.clock.clone(), self.gauges.clone());
        Arc::new(move |to, via, message| {
            let written = store.snap().and_then(|snap| {
                let renderer = Renderer {
                    snap: &snap,
                    dictionary: &dictionary,
                    shop: &shop,
                    now: clock.now(),
                    vitals: &|| gauges.read(),
                    log: &|count| lines(&gauges.journal, count),
                };
                renderer.write(to, via, message)
            });
            // No error of the log: a warning that fails is no reason for another one.
            written.inspect_err(|fault| tracing::warn!(%fault, "it cannot be told"))
        })
    }
}

/// The newest lines of the log, the oldest of them first, each with the moment it was written.
fn lines(journal: &Journal, count: usize) -> Vec<String> {
    let lines = journal.last(count, Level::Info);
    lines.iter().map(|Line { at, text, .. }| format!("{} {text}", utc(*at))).collect()
}

/// Comes back when an owner wants the process to end and begin anew. Whoever keeps it running
/// starts it again, and the update that said so is known by then.
async fn restarted(mut restart: watch::Receiver<bool>) {
    if restart.wait_for(|restart| *restart).await.is_ok() {
        tracing::info!("an owner wants the shop to start anew; stopping");
    }
}
