//! The doors: notices and health outside, commands and looks on the shop's own machine.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::App;
use super::copies::Order;
use super::pumps::Line;
use crate::config::{Api, Config};
use crate::domain::copies::Word;
use crate::domain::limit::{HOOK_BYTES_MAX, LOOKS_AT_ONCE, UPDATE_BYTES_MAX};
use crate::domain::shop::Shop;
use crate::engine::input::Input;
use crate::gateway::notice;
use crate::report::query::{self, Give};
use crate::telegram::webhook::{Address, SECRET_HEADER};
use crate::web::hook::{Hook, Lock, Sender};
use crate::web::query::{Copying, Queries};
use crate::web::server::Doors;
use crate::web::{Reason, Web};

impl App {
    pub(super) fn welcome(&self, config: &Config, doors: Doors, line: &Line) {
        let mut hooks = vec![of_gateway(config)];
        if config.webhook_url().is_some() {
            hooks.push(of_telegram(config, line));
        }
        let handle = self.handle.clone();
        let alive = Arc::new(move || !handle.is_closed());
        let gauges = self.gauges.clone();
        let status = Arc::new(move || gauges.read());
        let queries = self.queries(config.shop.clone());
        let mut web = Web::new(self.handle.clone(), hooks, alive, status, queries);
        web.proxies.clone_from(&config.web.proxies);
        web.copying = self.copying();
        web.journal = self.gauges.journal.clone();
        self.tend(doors.serve(Arc::new(web), self.stop.clone()));
    }

    /// What commands want of whoever copies the shop.
    fn copying(&self) -> Copying {
        let orders = self.copying.orders.clone();
        Arc::new(move |wish, tell| {
            if orders.try_send(Order { wish, tell: tell.clone() }).is_err() {
                let busy = "others wait for the same already; try again in a minute";
                tell(Word::Failed(busy.to_owned()));
            }
        })
    }

    /// Queries that commands take at the shop: off the writer, and called off when the shop closes.
    fn queries(&self, shop: Shop) -> Queries {
        let (store, dictionary) = (self.store.clone(), self.dictionary.clone());
        let (tasks, stop, clock) = (self.tasks.clone(), self.stop.clone(), self.clock.clone());
        let places = Arc::new(Semaphore::new(LOOKS_AT_ONCE));
        Arc::new(move |look, give| {
            let (store, dictionary, shop) = (store.clone(), dictionary.clone(), shop.clone());
            let (stop, places, clock) = (stop.clone(), places.clone(), clock.clone());
            let given = stop.clone();
            let give: Give = Arc::new(move |piece| !given.is_cancelled() && give(piece));
            let looking = async move {
                // Nobody closes it.
                let Some(Ok(place)) = stop.run_until_cancelled(places.acquire_owned()).await else {
                    return;
                };
                let now = clock.now();
                let look = move || {
                    query::look(&store, &dictionary, now, &shop, &look, &give);
                    drop(place);
                };
                // One that breaks has told nobody its end, which is how its reader knows.
                let _ = tokio::task::spawn_blocking(look).await;
            };
            tasks.spawn(looking);
        })
    }
}

fn of_gateway(config: &Config) -> Hook {
    let gateway = &config.gateway;
    let (api, project) = (gateway.api, gateway.project.clone());
    let read = move |body: &[u8]| match notice::read(api, body, &project) {
        Ok(hint) => Ok(Some(Input::Hint(hint))),
        Err(bad) => Err(Reason::RejectedNotice(bad.why())),
    };
    Hook {
        from: Sender::Gateway,
        path: notice::PATH.to_owned(),
        secret: gateway.webhook_secret.clone(),
        lock: match api {
            Api::V1 => Lock::Path,
            Api::V2 => Lock::Header("x-secret"),
        },
        bytes_max: HOOK_BYTES_MAX,
        read: Arc::new(read),
    }
}

fn of_telegram(config: &Config, line: &Line) -> Hook {
    let (Address { path, secret }, gate) = (Address::of(&config.telegram.token), line.gate.clone());
    Hook {
        from: Sender::Telegram,
        path,
        secret: Some(secret),
        lock: Lock::Header(SECRET_HEADER),
        bytes_max: UPDATE_BYTES_MAX,
        read: Arc::new(move |body| match gate.is_open() {
            true => Ok(gate.read(body)),
            false => Err(Reason::Busy),
        }),
    }
}
