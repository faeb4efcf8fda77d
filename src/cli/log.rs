//! Where log lines go: to the journal with their fields, or readable to a terminal; the newest
//! stay in memory as well.

mod event;
mod journald;

use std::io::{self, Write};

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use self::event::Event;
use self::journald::Journald;
use super::Trouble;
use crate::app::service;
use crate::engine::journal::Journal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    Ordinary,
    Details,
}

/// The log that has been started. What is still on its way to the journal gets there before
/// this goes.
pub struct Log {
    pub journal: Journal,
    journald: Option<Journald>,
}

/// Starts logging for a store: to systemd's journal where it reads our stderr, else to stderr.
/// `verbose` adds the work of the shop's own machinery.
pub fn start(verbose: Verbosity, store: &str) -> Log {
    let ours = match verbose {
        Verbosity::Ordinary => LevelFilter::INFO,
        Verbosity::Details => LevelFilter::DEBUG,
    };
    // Libraries are heard when they warn. Below that some of them print whole requests, and a
    // request to Telegram has the token in its address.
    let filter = Targets::new().with_default(LevelFilter::WARN).with_target("warung", ours);
    let (journal, journald) = (Journal::default(), Journald::connected(store));
    let lines = Lines { journal: journal.clone(), journald: journald.clone() };
    // Starting twice is only possible in tests, and harmless.
    let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
    Log { journal, journald }
}

impl Log {
    /// Whether lines go to the journal: what is printed to stderr as well would be there twice.
    pub fn is_journald(&self) -> bool {
        self.journald.is_some()
    }
}

impl Log {
    /// The one sentence for why what serves did not begin, or has ended: systemd is told, and a
    /// person or the journal.
    pub fn ended(&self, ended: Result<(), Trouble>) -> Result<(), Trouble> {
        ended.map_err(|trouble| {
            let why = service::line(&trouble.why());
            service::failed(&why);
            if !self.is_journald() {
                return trouble;
            }
            // Printed as well, it would be in the journal twice.
            tracing::error!("{why}");
            Trouble::Told(trouble.code())
        })
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(journald) = &self.journald {
            journald.flush();
        }
    }
}

/// Takes what happened and hands it on, in the form each place wants.
struct Lines {
    journal: Journal,
    journald: Option<Journald>,
}

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let event = Event::read(event);
        if let Some(line) = event.line() {
            self.journal.note(line);
        }
        match &self.journald {
            Some(journald) => journald.send(event),
            None => drop(writeln!(io::stderr(), "{event}")),
        }
    }
}
