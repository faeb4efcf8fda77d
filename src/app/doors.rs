//! The doors: notices and health outside, commands and looks on the shop's own machine.

use std::sync::Arc;

use super::App;
use crate::config::{Api, Config};
use crate::engine::input::Input;
use crate::engine::look::{self, Give};
use crate::gateway::notice;
use crate::web::Web;
use crate::web::hook::{Hook, Lock};
use crate::web::look::Looks;
use crate::web::server::Doors;

impl App {
    pub(super) fn welcome(&self, config: &Config, doors: Doors) {
        let hooks = vec![hook(config)];
        let handle = self.handle.clone();
        let alive = Arc::new(move || !handle.is_closed());
        let gauges = self.gauges.clone();
        let status = Arc::new(move || gauges.read());
        let mut web = Web::new(self.handle.clone(), hooks, alive, status, self.looks());
        web.journal = self.gauges.journal.clone();
        self.tend(doors.serve(Arc::new(web), self.stop.clone()));
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
