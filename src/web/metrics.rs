//! The shop in numbers, for Prometheus. `docs/METRICS.md` has the names; nobody's name is in it.

use std::sync::atomic::AtomicU64;

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use super::route::Answer;
use super::{Web, reply};
use crate::domain::copies::Target;
use crate::domain::time::Timestamp;
use crate::domain::vitals::{State, Vitals, Way};
use crate::engine::journal::{Journal, Level};

const FORM: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

pub fn show(web: &Web) -> Answer {
    let text = match (web.status)() {
        Ok(vitals) => text(&vitals, &web.journal),
        Err(fault) => return reply::because(StatusCode::INTERNAL_SERVER_ERROR, &fault.to_string()),
    };
    let mut answer = Response::new(Either::Left(Full::new(Bytes::from(text))));
    answer.headers_mut().insert(CONTENT_TYPE, FORM);
    answer
}

/// A page that is made anew each time: what it tells is kept elsewhere.
struct Page(Registry);

impl Page {
    fn count(&mut self, name: &str, help: &str, value: u64) {
        self.0.register(name, help, ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX)));
    }

    fn flag(&mut self, name: &str, help: &str, value: bool) {
        self.count(name, help, value.into());
    }

    fn seconds(&mut self, name: &str, help: &str, value: f64) {
        self.0.register(name, help, ConstGauge::new(value));
    }

    /// A moment that may not have come yet.
    fn moment(&mut self, name: &str, help: &str, at: Option<Timestamp>) {
        if let Some(at) = at {
            self.seconds(&format!("{name}_timestamp_seconds"), help, at.0 as f64 / 1000.0);
        }
    }

    /// Which of several things is so: one for those that are, zero for the others.
    fn states(
        &mut self,
        name: &str,
        help: &str,
        label: &'static str,
        states: impl IntoIterator<Item = (&'static str, bool)>,
    ) {
        let family = Family::<[(&str, &str); 1], Gauge<u64, AtomicU64>>::default();
        for (state, is) in states {
            family.get_or_create(&[(label, state)]).set(is.into());
        }
        self.0.register(name, help, family);
    }
}

fn text(vitals: &Vitals, journal: &Journal) -> String {
    let mut page = Page(Registry::with_prefix("warung"));
    let version = Info::new([("version", vitals.version.clone())]);
    page.0.register("build", "The program", version);
    page.moment("opened", "When the shop was opened", Some(vitals.opened));
    let state = vitals.state();
    let states = [
        ("selling", state == State::Selling),
        ("paused", state == State::Paused),
        ("trouble", state == State::Trouble),
    ];
    page.states("state", "How the shop stands", "state", states);
    line(&mut page, vitals);
    counts(&mut page, vitals);
    page.count("disk_free_bytes", "Room on the disk", vitals.room.free_bytes);
    page.flag("disk_enough", "Room enough to take orders", vitals.room.enough);
    page.count("database_bytes", "Size of the database", vitals.room.database_bytes);
    copies(&mut page, vitals);
    log(&mut page, journal);
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = encode(&mut text, &page.0);
    text
}

fn line(page: &mut Page, vitals: &Vitals) {
    page.flag("telegram_up", "Telegram answers", vitals.line.up);
    page.flag("webhook", "Telegram brings updates by itself", vitals.way == Way::Webhook);
    page.moment("telegram_changed", "When that changed last", Some(vitals.line.since));
    page.moment("update", "When updates came last", vitals.heard);
}

fn counts(page: &mut Page, vitals: &Vitals) {
    let counts = &vitals.counts;
    page.count("customers", "People who have written to the shop", counts.customers);
    page.count("products", "Products on the shelf", counts.products);
    page.count("orders_open", "Orders neither paid nor ended", counts.orders_open);
    page.count("orders_paid", "Orders paid, all time", counts.orders_paid);
    let help = "Orders paid whose goods have not arrived yet";
    page.count("orders_undelivered", help, counts.orders_undelivered);
    page.count("waiting", "Messages and questions that wait to be carried", counts.waiting);
    let oldest = counts.waiting_since.map_or(0, |since| vitals.now.since(since).0);
    let help = "How long the one that waits longest has waited";
    page.seconds("waiting_oldest_seconds", help, oldest as f64 / 1000.0);
    page.count("timers_due", "Timers that are due and have not rung", counts.rings);
    page.count("given_up", "Tasks that were given up and are kept", counts.given_up);
    page.count("set_aside", "Inputs that broke something of ours", counts.set_aside);
    let troubles = vitals.troubles().map(|trouble| (trouble.name(), true));
    page.states("trouble", "Troubles that last", "trouble", troubles);
}

/// Places by their names, which the operator has given them.
fn copies(page: &mut Page, Vitals { copies, backup, now, .. }: &Vitals) {
    page.moment("backup", "Up to when all of it lies elsewhere as well", *backup);
    page.moment(
        "backup_snapshot",
        "When the newest snapshot elsewhere was taken",
        copies.snapshot_at(*now),
    );
    page.flag("backup_key_confirmed", "Somebody has the recovery key", copies.key_confirmed);
    if let Some(drill) = &copies.drill {
        page.flag(
            "backup_drill_ok",
            "The last restore for practice went well",
            drill.result.is_ok(),
        );
        page.moment("backup_drill", "When that was", Some(drill.at));
    }
    type Figure = fn(&Target) -> Option<u64>;
    let figures: [(&str, &str, Figure); 4] = [
        ("backup_ok", "The place takes copies", |it| Some(it.ok.into())),
        ("backup_behind_seconds", "So much of the past is not there", |it| {
            it.behind.map(|span| span.0 / 1000)
        }),
        ("backup_objects", "Copies that lie there", |it| Some(it.objects)),
        ("backup_bytes", "What they take", |it| Some(it.bytes)),
    ];
    for (name, help, figure) in figures {
        let family = Family::<[(&str, String); 1], Gauge<u64, AtomicU64>>::default();
        for (target, value) in copies.targets.iter().filter_map(|it| Some((it, figure(it)?))) {
            family.get_or_create(&[("target", target.name.clone())]).set(value);
        }
        page.0.register(name, help, family);
    }
}

fn log(page: &mut Page, journal: &Journal) {
    let levels = [("error", Level::Error), ("warn", Level::Warn), ("info", Level::Info)];
    let lines = Family::<[(&str, &str); 1], Counter>::default();
    for (name, level) in levels {
        lines.get_or_create(&[("level", name)]).inc_by(journal.count(level));
    }
    page.0.register("log_lines", "Lines of the log since the start", lines);
}
