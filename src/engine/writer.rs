//! The thread that owns the write side: take what waits, apply, commit, and only then answer.

use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, watch};
use tracing::field;

use super::checkpoints::Checkpoints;
use super::clock::Clock;
use super::core::{Core, Lent};
use super::handle::{Inbox, Letter};
use super::input::{Input, Reply};
use super::queue_entry::Note;
use crate::domain::effect::Carrier;
use crate::domain::id::OrderId;
use crate::domain::limit::{BATCH_INPUTS_MAX, BATCH_WORK_MAX};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::shop::settings::settings;
use crate::store::disk;
use crate::store::fault::Fault;

/// How often the disk is asked how much room it has.
const ROOM_EVERY: Duration = Duration::from_secs(5);

/// Where durable work is handed on.
pub struct Pumps {
    pub telegram: mpsc::UnboundedSender<Note>,
    pub gateway: mpsc::UnboundedSender<Note>,
    pub alert: mpsc::UnboundedSender<Note>,
    /// The earliest timer that was set last.
    pub alarm: watch::Sender<Timestamp>,
    /// Counts commits, for those who wait for something to have happened.
    pub commits: watch::Sender<u64>,
    /// How the shop is set, for those who go by it out there.
    pub settings: watch::Sender<Settings>,
    /// Set when the process is to end and begin anew.
    pub restart: watch::Sender<bool>,
}

/// Starts the writer. It ends when every handle is gone, or with the fault that stopped it.
pub fn start(
    core: Core,
    clock: Clock,
    folder: PathBuf,
    inbox: Inbox,
    pumps: Pumps,
) -> std::io::Result<JoinHandle<Result<(), Fault>>> {
    let checkpoints = Checkpoints::start(core.store().clone(), inbox.waker())?;
    let writer = Writer { core, clock, folder, pumps, room: (true, None), checkpoints };
    thread::Builder::new().name("writer".into()).spawn(move || writer.work(inbox))
}

struct Writer {
    core: Core,
    clock: Clock,
    folder: PathBuf,
    pumps: Pumps,
    room: (bool, Option<Instant>),
    checkpoints: Checkpoints,
}

impl Writer {
    fn work(mut self, inbox: Inbox) -> Result<(), Fault> {
        self.run(inbox)?;
        let Writer { core, checkpoints, .. } = self;
        drop(checkpoints);
        // A shop that is closed in good order has it all in one file.
        core.store().checkpoint()
    }

    fn run(&mut self, mut inbox: Inbox) -> Result<(), Fault> {
        // Before anything is done by what is stored.
        if let Some(boot) = self.clock.boot() {
            self.commit(&[Input::Booted(boot)])?;
        }
        while let Some(first) = inbox.wait() {
            let mut batch = vec![first];
            while batch.len() < BATCH_INPUTS_MAX
                && let Some(next) = inbox.more()
            {
                batch.push(next);
            }
            self.write(inbox.riders(), batch)?;
        }
        Ok(())
    }

    /// Writes what waits, in as many commits as the time for one suggests. What rides along has
    /// happened before: its results come first.
    fn write(&mut self, riders: Vec<Input>, batch: Vec<Letter>) -> Result<(), Fault> {
        let mut answers: Vec<_> = riders.iter().map(|_| None).collect();
        let mut inputs = riders;
        for Letter { input, answer } in batch {
            inputs.push(input);
            answers.push(answer);
        }
        let mut answers = answers.into_iter();
        let mut written = 0;
        while written < inputs.len() {
            // All that is stored is aimed at the new time before anything is done by it.
            if let Some(step) = self.clock.take_over() {
                tracing::warn!(by_ms = step.0, "the clock was set: what is stored is aimed anew");
                self.commit(&[Input::Stepped(step, self.clock.boot())])?;
            }
            let replies = self.commit(&inputs[written..])?;
            written += replies.len();
            // The replies first: the other way round would take one answer too many.
            for (reply, answer) in replies.into_iter().zip(&mut answers) {
                if let Some(answer) = answer {
                    let _ = answer.send(reply);
                }
            }
        }
        Ok(())
    }

    fn commit(&mut self, inputs: &[Input]) -> Result<Vec<Reply>, Fault> {
        let began = Instant::now();
        let now = self.clock.now();
        let roomy = self.roomy(began);
        let mut unlucky = None;
        let mut seed = || {
            let mut seed = [0; 32];
            unlucky = getrandom::fill(&mut seed).err().or(unlucky);
            seed
        };
        let mut enough = || began.elapsed() > BATCH_WORK_MAX.std();
        let mut lent = Lent { now, roomy, seed: &mut seed, enough: &mut enough };
        let done = self.core.run(inputs, &mut lent);
        if let Some(error) = unlucky {
            // Without chance there are no secrets: better no shop than a guessable one.
            return Err(Fault::Storage(format!("no entropy: {error}")));
        }
        let done = done?;
        self.checkpoints.committed(self.core.store().checkpoint_is_due());
        let at = self.clock.moment();
        for word in done.words {
            let pump = match word.carrier() {
                Carrier::Telegram => &self.pumps.telegram,
                Carrier::Gateway => &self.pumps.gateway,
                Carrier::Alert => &self.pumps.alert,
            };
            // A pump that is gone means that we are stopping: the row waits for the next start.
            let _ = pump.send(Note { word, at });
        }
        if let Some(alarm) = done.alarm {
            self.pumps.alarm.send_replace(alarm);
        }
        if done.settings {
            // They are durable already; one that cannot be read is told by whoever reads it next.
            let now = self.core.store().snap().and_then(|snap| settings(&snap));
            now.map(|now| self.pumps.settings.send_replace(now))
                .inspect_err(|fault| tracing::error!(%fault, "the settings cannot be read"))
                .ok();
        }
        if done.restart {
            self.pumps.restart.send_replace(true);
        }
        self.pumps.commits.send_modify(|commits| *commits += 1);
        log(inputs, &done.replies, &done.orders, began.elapsed());
        Ok(done.replies)
    }

    fn roomy(&mut self, now: Instant) -> bool {
        let (roomy, asked) = self.room;
        if asked.is_some_and(|asked| now.duration_since(asked) < ROOM_EVERY) {
            return roomy;
        }
        let found = disk::roomy(&self.folder);
        if found != roomy {
            match found {
                true => tracing::info!("there is room on the disk again: orders are taken"),
                false => tracing::error!("the disk is nearly full: no new orders are taken"),
            }
        }
        self.room = (found, Some(now));
        found
    }
}

/// One line per input, readable by itself. The work of the shop's own machinery is for those
/// who ask for details.
fn log(inputs: &[Input], replies: &[Reply], orders: &[Option<OrderId>], took: Duration) {
    let duration_ms = took.as_millis() as u64;
    for ((input, reply), order) in inputs.iter().zip(replies).zip(orders) {
        let (kind, input_id) = (input.kind(), input.number());
        let order = order.map(field::display);
        match input {
            Input::Update { said, .. } => {
                let chat = said.chat.0;
                tracing::info!(chat, order, input_id, duration_ms, ?reply, "{kind}");
            }
            Input::Hint(hint) => {
                let reference = hint.reference.as_str();
                tracing::info!(order, reference, duration_ms, ?reply, "{kind}");
            }
            Input::Carried { outcome, .. } => {
                tracing::debug!(order, input_id, ?outcome, duration_ms, "{kind}");
            }
            Input::Ring { .. } => tracing::debug!(order, input_id, duration_ms, "{kind}"),
            Input::RejectedNotice { why, count } => {
                tracing::info!(?why, count, duration_ms, "{kind}")
            }
            Input::Observed { trouble, sight } => {
                tracing::warn!(?trouble, ?sight, duration_ms, "{kind}");
            }
            Input::OwnerUpdate { said, .. } => {
                let chat = said.chat.0;
                tracing::info!(chat, input_id, duration_ms, ?reply, "{kind}");
            }
            Input::Booted(_) | Input::Opened | Input::Ping | Input::Stepped(..) => {
                tracing::debug!(duration_ms, "{kind}");
            }
            Input::Restored(word) => {
                let (from, complete) = (&word.from, word.complete);
                tracing::warn!(from, complete, duration_ms, "{kind}");
            }
            Input::Webhook(news) => tracing::info!(?news, duration_ms, "{kind}"),
            Input::Met(bot) | Input::SwapAgreed(bot) => {
                tracing::info!(bot = bot.username, duration_ms, ?reply, "{kind}");
            }
            Input::Import(_)
            | Input::Pair(_)
            | Input::Dismiss(_)
            | Input::Set { .. }
            | Input::Configure { .. }
            | Input::Reconcile
            | Input::Books { .. } => {
                tracing::info!(duration_ms, "{kind}");
            }
        }
    }
}
