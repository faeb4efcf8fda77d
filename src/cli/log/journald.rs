//! The way to systemd's journal: every field by its name, and nobody waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use log::kv::{Error, Key, Source, Value, VisitSource};
use log::{Level, Record};
use systemd_journal_logger::{JournalLog, connected_to_journal};

use super::event::Event;

/// Lines that may wait for a journal that is busy; a shop writes some ten a second.
const WAITING_MAX: usize = 512;
/// How long the end waits for the last lines.
const FLUSH_WAIT: Duration = Duration::from_secs(1);

/// Our fields are called so in the journal: `chat` is `WARUNG_CHAT`.
const PREFIX: &str = "WARUNG_";

/// Cheap to clone; all clones lead to the same thread.
#[derive(Clone)]
pub struct Journald {
    queue: SyncSender<Parcel>,
    lost: Arc<AtomicU64>,
}

enum Parcel {
    Event(Event),
    /// All before this have been sent.
    Flush(SyncSender<()>),
}

impl Journald {
    /// The journal, if it is what reads our stderr.
    pub fn connected(store: &str) -> Option<Journald> {
        if !connected_to_journal() {
            return None;
        }
        let log = JournalLog::empty().ok()?.with_syslog_identifier("warung".to_owned());
        let log = log.add_extra_field(format!("{PREFIX}STORE"), store);
        let (queue, parcels) = sync_channel(WAITING_MAX);
        let lost = Arc::new(AtomicU64::new(0));
        let missed = Arc::clone(&lost);
        // A journal that does not read would hold whoever speaks, and the writer must not wait.
        let thread = thread::Builder::new().name("journal".into());
        thread.spawn(move || carry(&log, &parcels, &missed)).ok()?;
        Some(Journald { queue, lost })
    }

    pub fn send(&self, event: Event) {
        if self.queue.try_send(Parcel::Event(event)).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Comes back when all has been sent, or when the journal takes too long.
    pub fn flush(&self) {
        let (done, sent) = sync_channel(1);
        if self.queue.try_send(Parcel::Flush(done)).is_ok() {
            let _ = sent.recv_timeout(FLUSH_WAIT);
        }
    }
}

fn carry(log: &JournalLog, parcels: &Receiver<Parcel>, lost: &AtomicU64) {
    for parcel in parcels {
        match parcel {
            Parcel::Event(event) => {
                let missing = lost.swap(0, Ordering::Relaxed);
                if missing > 0 {
                    let told = format!("{missing} lines are missing: the journal was too slow");
                    write(log, &Event::of_the_log(tracing::Level::WARN, told));
                }
                write(log, &event);
            }
            Parcel::Flush(done) => drop(done.send(())),
        }
    }
}

fn write(log: &JournalLog, event: &Event) {
    let fields = Fields(event.fields.iter().map(|(name, value)| (field(name), value)).collect());
    let text = event.text();
    let mut record = Record::builder();
    record.level(level(event.level)).target(&event.target).key_values(&fields);
    record.file_static(event.file).line(event.line);
    // A journal that has gone away is nothing we could tell anybody of.
    let _ = log.journal_send(&record.args(format_args!("{text}")).build());
}

/// The logger gives each level one number too few: information is 6 for syslog, and details 7.
fn level(level: tracing::Level) -> Level {
    match level {
        tracing::Level::ERROR => Level::Error,
        tracing::Level::WARN => Level::Warn,
        tracing::Level::INFO => Level::Debug,
        _ => Level::Trace,
    }
}

fn field(name: &str) -> String {
    format!("{PREFIX}{}", name.to_ascii_uppercase())
}

struct Fields<'e>(Vec<(String, &'e String)>);

impl Source for Fields<'_> {
    fn visit<'kvs>(&'kvs self, visitor: &mut dyn VisitSource<'kvs>) -> Result<(), Error> {
        self.0.iter().try_for_each(|(name, value)| {
            visitor.visit_pair(Key::from_str(name), Value::from(value.as_str()))
        })
    }
}
