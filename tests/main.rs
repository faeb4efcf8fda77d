//! All integration tests of the appliance, one module a subject.
//!
//! The folders are for whoever looks for a test; the modules lie side by side at the root, so
//! that a subject keeps its short name wherever its file lies: `cargo test refund::`, and
//! `crate::counter` in the tests themselves.

mod backup;
mod gallery;
mod house;
#[path = "house/lang.rs"]
mod lang;
mod store;

// What the tests stand on.
#[path = "support/counter/mod.rs"]
mod counter;
#[path = "support/daemon.rs"]
mod daemon;
#[path = "support/disk.rs"]
mod disk;
#[path = "support/journald.rs"]
mod journald;
#[path = "support/samples/mod.rs"]
mod samples;
#[path = "support/skip.rs"]
mod skip;
#[path = "support/verb.rs"]
mod verb;

// The shop from the inside: the engine with nothing around it.
#[path = "flows/alarm/mod.rs"]
mod alarm;
#[path = "flows/answers.rs"]
mod answers;
#[path = "flows/audit/mod.rs"]
mod audit;
#[path = "flows/balance/mod.rs"]
mod balance;
#[path = "flows/budget.rs"]
mod budget;
#[path = "flows/clock.rs"]
mod clock;
#[path = "flows/comfort.rs"]
mod comfort;
#[path = "flows/coupons/mod.rs"]
mod coupons;
#[path = "flows/day.rs"]
mod day;
#[path = "flows/desk/mod.rs"]
mod desk;
#[path = "flows/export.rs"]
mod export;
#[path = "flows/files.rs"]
mod files;
#[path = "flows/finding/mod.rs"]
mod finding;
#[path = "flows/floods.rs"]
mod floods;
#[path = "flows/goods/mod.rs"]
mod goods;
#[path = "flows/hostile.rs"]
mod hostile;
#[path = "flows/import/mod.rs"]
mod import;
#[path = "flows/kinds/mod.rs"]
mod kinds;
#[path = "flows/outbox.rs"]
mod outbox;
#[path = "flows/people.rs"]
mod people;
#[path = "flows/prices/mod.rs"]
mod prices;
#[path = "flows/prune.rs"]
mod prune;
#[path = "flows/reconcile.rs"]
mod reconcile;
#[path = "flows/refund/mod.rs"]
mod refund;
#[path = "flows/restored/mod.rs"]
mod restored;
#[path = "flows/revision/mod.rs"]
mod revision;
#[path = "flows/rights.rs"]
mod rights;
#[path = "flows/selling.rs"]
mod selling;
#[path = "flows/setting/mod.rs"]
mod setting;
#[path = "flows/taps.rs"]
mod taps;
#[path = "flows/transfer/mod.rs"]
mod transfer;
#[path = "flows/trouble.rs"]
mod trouble;
#[path = "flows/trust.rs"]
mod trust;
#[path = "flows/variants/mod.rs"]
mod variants;
#[path = "flows/walking.rs"]
mod walking;
#[path = "flows/wizards.rs"]
mod wizards;
#[path = "flows/wording/mod.rs"]
mod wording;

// Its doors, over real sockets: Telegram, the gateway, the web, and whole stories through them.
#[path = "rim/browser/mod.rs"]
mod browser;
#[path = "rim/failover/mod.rs"]
mod failover;
#[path = "rim/gateway/mod.rs"]
mod gateway;
#[path = "rim/owner.rs"]
mod owner;
#[path = "rim/pretend_telegram.rs"]
mod pretend_telegram;
#[path = "rim/stories/mod.rs"]
mod stories;
#[path = "rim/telegram/mod.rs"]
mod telegram;
#[path = "rim/web/mod.rs"]
mod web;

// What is kept, and what a disk may do to it.
#[path = "store/crash/mod.rs"]
mod crash;
#[path = "store/damage.rs"]
mod damage;
#[path = "store/golden.rs"]
mod golden;
#[path = "store/pages.rs"]
mod pages;

// What lies elsewhere, sealed.
#[path = "backup/age.rs"]
mod age;
#[path = "backup/copy/mod.rs"]
mod copy;
#[path = "backup/restore/mod.rs"]
mod restore;

// The real program: called, started, killed, watched.
#[path = "process/books.rs"]
mod books;
#[path = "process/bot.rs"]
mod bot;
#[path = "process/check.rs"]
mod check;
#[path = "process/cli.rs"]
mod cli;
#[path = "process/config.rs"]
mod config;
#[path = "process/copying.rs"]
mod copying;
#[path = "process/cost.rs"]
mod cost;
#[path = "process/journal.rs"]
mod journal;
#[path = "process/key.rs"]
mod key;
#[path = "process/kill/mod.rs"]
mod kill;
#[path = "process/secrets.rs"]
mod secrets;
#[path = "process/settings.rs"]
mod settings;
#[path = "process/setup/mod.rs"]
mod setup;
#[path = "process/staff.rs"]
mod staff;
#[path = "process/start.rs"]
mod start;

// What is installed around it.
#[path = "package/service.rs"]
mod service;
#[path = "package/units.rs"]
mod units;
