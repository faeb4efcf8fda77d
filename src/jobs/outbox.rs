//! Due effects to their courier, as many at once as the outside bears; results back as inputs.

use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::courier::Courier;
use super::lines::Lines;
use super::pace::Pace;
use super::returns::{Freed, Returns};
use crate::domain::effect::{About, Answer, Never, Outcome};
use crate::domain::limit::DRAIN;
use crate::domain::time::{Span, Tick};
use crate::engine::clock::Clock;
use crate::engine::core::{moot, ready};
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::engine::queue_entry::{Note, QueueEntry, Weight, Word};
use crate::store::open::Store;

/// One courier's outbox.
pub struct Outbox<C, P> {
    pub courier: Arc<C>,
    pub pace: P,
    pub at_once: usize,
    pub store: Arc<Store>,
    pub handle: Handle,
    pub clock: Clock,
    pub load: watch::Sender<Load>,
}

/// What an outbox has in hand whenever it waits for something to happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// For their time, for the pace, or for a pause that was asked for.
    pub waiting: usize,
    /// Something could go this moment.
    pub ready: bool,
    pub under_way: usize,
    /// How far the clock had been set forward when this was counted.
    pub ahead: Span,
}

/// What a carrying task comes back with.
struct Back {
    entry: QueueEntry,
    /// `None`: it was no longer to be carried.
    outcome: Option<Outcome>,
    /// Nobody waits to hear of it, not even what follows in its line.
    leisurely: bool,
}

impl<C: Courier, P: Pace> Outbox<C, P> {
    /// Carries until it is told to stop or the writer is gone. `words` brings new effects and
    /// tells of those that are gone; `unfinished` are those of the last run.
    pub async fn run(
        self,
        unfinished: Vec<Note>,
        mut words: mpsc::UnboundedReceiver<Note>,
        stop: CancellationToken,
    ) {
        let mut lines = Lines::default();
        let mut tasks: JoinSet<Back> = JoinSet::new();
        let mut returns = Returns::new(self.handle.clone());
        // One of those may have been carried, and the run before has not lived to write it down.
        let inherited = unfinished.iter().map(|note| note.word.entry().id).max();
        for note in unfinished {
            self.hear(&mut lines, note);
        }
        loop {
            while tasks.len() < self.at_once
                && let Some(entry) = lines.release(&self.pace, self.clock.tick())
            {
                let overtaken = lines.overtaken(&entry);
                let fresh = Some(entry.id) > inherited;
                self.send_off(&mut tasks, entry, overtaken, fresh);
            }
            if returns.until() <= self.clock.tick() {
                returns.bring();
            }
            let next = lines.next().unwrap_or(Tick::NEVER);
            let next = if tasks.len() < self.at_once { next } else { Tick::NEVER };
            // Begun before others are told, who may set the clock forward at once.
            let turn = self.clock.wait_for(next.min(returns.until()));
            self.tell(&lines, tasks.len() + returns.under_way());
            tokio::select! {
                () = stop.cancelled() => break,
                Some(back) = tasks.join_next() => self.back(&mut lines, &mut returns, back),
                Some(noted) = returns.noted() => match noted {
                    Ok(freed) => self.free(&mut lines, freed),
                    Err(Stopped) => break,
                },
                note = words.recv() => match note {
                    Some(note) => self.hear(&mut lines, note),
                    None => break,
                },
                () = turn => {}
            }
        }
        let drained = async {
            returns.bring();
            while let Some(back) = tasks.join_next().await {
                self.back(&mut lines, &mut returns, back);
                returns.bring();
            }
            while returns.noted().await.is_some() {}
        };
        if tokio::time::timeout(DRAIN.std(), drained).await.is_err() {
            tracing::warn!("stopping before every courier is back; what they carry is repeated");
        }
    }

    /// What is due at a time of the wall waits as long as that was from then, whatever becomes of
    /// the wall meanwhile, also before we hear of it.
    fn hear(&self, lines: &mut Lines, Note { word, at }: Note) {
        let now = self.clock.tick();
        match word {
            Word::Carry(entry) => {
                let due = at.due(entry.at);
                lines.put(entry, due, now);
            }
            Word::Leave(entry) => lines.leave(&entry, now),
        }
    }

    fn tell(&self, lines: &Lines, under_way: usize) {
        let ahead = self.clock.ahead();
        let (waiting, ready) = (lines.waiting(), lines.ready(self.clock.tick()));
        let load = Load { waiting, ready, under_way, ahead };
        self.load.send_if_modified(|told| std::mem::replace(told, load) != load);
    }

    /// Sends an effect off; one that nobody would read is done without.
    fn send_off(&self, tasks: &mut JoinSet<Back>, entry: QueueEntry, overtaken: bool, fresh: bool) {
        let (courier, store, clock) =
            (self.courier.clone(), self.store.clone(), self.clock.clone());
        tasks.spawn(async move {
            let (outcome, leisurely) = match overtaken {
                true => (Some(Outcome::Done(Answer::Carried)), true),
                false => carry(&store, courier, &clock, &entry, fresh).await,
            };
            Back { entry, outcome, leisurely }
        });
    }

    /// Takes note of a courier's return.
    fn back(
        &self,
        lines: &mut Lines,
        returns: &mut Returns,
        back: Result<Back, tokio::task::JoinError>,
    ) {
        let Back { entry, outcome, leisurely } = match back {
            Ok(back) => back,
            Err(error) => {
                // The line stays closed until the next start, which begins it anew.
                tracing::error!(panicked = error.is_panic(), "a carrying task broke");
                return;
            }
        };
        // It did not go out at all, and what it was let go for is the next one's.
        if matches!(outcome, None | Some(Outcome::Never(Never::Late))) {
            self.pace.spared(entry.weight);
            if entry.weight == Weight::Invoice {
                lines.open(entry.weight);
            }
        }
        let held = match &outcome {
            Some(Outcome::Later { after, .. }) => *after,
            _ => None,
        };
        let freed = Freed { line: entry.line, held };
        let input = outcome.map(|outcome| Input::Carried { effect: entry.id, outcome });
        match input {
            Some(input) if leisurely => {
                returns.put(input, self.clock.tick());
                self.free(lines, Some(freed));
            }
            Some(input) => returns.put_urgent(input, freed),
            None => self.free(lines, Some(freed)),
        }
    }

    fn free(&self, lines: &mut Lines, freed: Option<Freed>) {
        let Some(Freed { line, held }) = freed else { return };
        let now = self.clock.tick();
        // A pause asked for by a chat is for the whole chat, not for one message.
        lines.end(&line, held.map(|pause| now.after(pause)), now);
    }
}

/// Reads an effect as it stands and carries it once; says what came of it, and whether that can
/// wait. `None` if it is not to be carried: it is done, or due later than this entry says, and
/// then a newer entry is on its way. `fresh`: if it was never tried, nobody has carried it.
async fn carry<C: Courier>(
    store: &Store,
    courier: Arc<C>,
    clock: &Clock,
    entry: &QueueEntry,
    fresh: bool,
) -> (Option<Outcome>, bool) {
    let id = entry.id;
    let found = store.snap().and_then(|snap| {
        let Some((effect, attempt)) = ready(&snap, id.0)? else { return Ok(None) };
        let moot = moot(&snap, &effect, attempt, fresh, clock.now())?;
        Ok(Some((effect, attempt, moot)))
    });
    let (effect, attempt) = match found {
        Ok(Some((effect, ..))) if QueueEntry::of(&effect).is_none_or(|now| now.at > entry.at) => {
            return (None, true);
        }
        Ok(Some((.., true))) => return (Some(Outcome::Never(Never::Late)), true),
        Ok(Some((effect, attempt, false))) => (effect, attempt),
        Ok(None) => return (None, true),
        Err(fault) => {
            tracing::error!(%fault, effect_id = id.0, "an effect cannot be read");
            let why = "unreadable".to_owned();
            return (Some(Outcome::Later { after: None, why }), false);
        }
    };
    let plain = matches!(effect.about, About::Nothing | About::CanWait);
    // In a task of its own, so that a courier that breaks breaks nothing else.
    let carrying = tokio::spawn(async move { courier.carry(&effect, attempt).await });
    let outcome = carrying.await.unwrap_or_else(|error| {
        tracing::error!(panicked = error.is_panic(), effect_id = id.0, "a courier broke");
        Outcome::Later { after: None, why: "the courier broke".into() }
    });
    let leisurely = plain && matches!(outcome, Outcome::Done(_));
    (Some(outcome), leisurely)
}
