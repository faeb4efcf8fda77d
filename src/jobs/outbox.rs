//! Due effects to their courier, as many at once as the outside bears; results back as inputs.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::courier::Courier;
use super::lines::Lines;
use super::pace::{Pace, Wait};
use crate::domain::effect::{Answer, Outcome};
use crate::domain::id::EffectId;
use crate::domain::limit::DRAIN;
use crate::domain::time::{Span, Timestamp};
use crate::engine::clock::Clock;
use crate::engine::core::ready;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::engine::slip::{Line, Slip};
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
    /// Due, and held back by the pace or by a pause that was asked for.
    pub held: usize,
    pub under_way: usize,
    /// How far the clock had been set forward when this was counted.
    pub ahead: Span,
}

/// What a carrying task reports: the line that is free again, and a pause it asks for.
struct Carried {
    line: Line,
    held: Option<Span>,
    result: Result<(), Stopped>,
}

impl<C: Courier, P: Pace> Outbox<C, P> {
    /// Carries until it is told to stop or the writer is gone. `slips` brings new effects;
    /// `unfinished` are those of the last run.
    pub async fn run(
        self,
        unfinished: Vec<Slip>,
        mut slips: mpsc::UnboundedReceiver<Slip>,
        stop: CancellationToken,
    ) {
        let mut lines = Lines::default();
        let mut tasks: JoinSet<Carried> = JoinSet::new();
        for slip in unfinished {
            lines.put(slip, self.clock.now());
        }
        loop {
            let mut pause = Timestamp::default();
            while tasks.len() < self.at_once
                && pause <= self.clock.now()
                && let Some(slip) = lines.take(self.clock.now())
            {
                pause = self.send_off(&mut lines, &mut tasks, slip);
            }
            let next = lines.next().unwrap_or(Timestamp(u64::MAX));
            let next = if pause > self.clock.now() { pause } else { next };
            // Begun before others are told, who may set the clock forward at once.
            let turn = self.clock.wait_until(next);
            self.tell(&lines, &tasks);
            tokio::select! {
                () = stop.cancelled() => break,
                Some(done) = tasks.join_next() => if !self.back(&mut lines, done) { break },
                slip = slips.recv() => match slip {
                    Some(slip) => lines.put(slip, self.clock.now()),
                    None => break,
                },
                () = turn, if tasks.len() < self.at_once => {}
            }
        }
        let drained = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN.std(), drained).await.is_err() {
            tracing::warn!("stopping before every courier is back; what they carry is repeated");
        }
    }

    fn tell(&self, lines: &Lines, tasks: &JoinSet<Carried>) {
        let ahead = self.clock.ahead();
        let load = Load { held: lines.due(self.clock.now()), under_way: tasks.len(), ahead };
        self.load.send_if_modified(|told| std::mem::replace(told, load) != load);
    }

    /// Sends an effect off, unless the outside needs a pause; says until when, if everyone has
    /// to wait.
    fn send_off(&self, lines: &mut Lines, tasks: &mut JoinSet<Carried>, slip: Slip) -> Timestamp {
        let now = self.clock.now();
        // At least a millisecond, or a rounded wait would spin.
        let until = |wait: Duration| now.after(Span::millis(wait.as_millis() as u64 + 1));
        let overtaken = lines.overtaken(&slip);
        let let_go = if overtaken { Ok(()) } else { self.pace.let_go(slip.weight) };
        match let_go {
            Ok(()) => {}
            Err(Wait::Line(wait)) => {
                lines.postpone(slip, until(wait), now);
                return Timestamp::default();
            }
            Err(Wait::All(wait)) => {
                lines.postpone(slip, now, now);
                return until(wait);
            }
        }
        let (courier, handle) = (self.courier.clone(), self.handle.clone());
        let store = self.store.clone();
        tasks.spawn(async move {
            let outcome = match overtaken {
                true => Some(Outcome::Done(Answer::Carried)),
                false => carry(&store, courier, slip.id).await,
            };
            let held = match &outcome {
                Some(Outcome::Later { after, .. }) => *after,
                _ => None,
            };
            let result = match outcome {
                Some(outcome) => {
                    let input = Input::Carried { effect: slip.id, outcome };
                    handle.submit(input).await.map(|_| ())
                }
                None => Ok(()),
            };
            Carried { line: slip.line, held, result }
        });
        Timestamp::default()
    }

    /// Takes note of a courier's return. `false` when the writer is gone.
    fn back(&self, lines: &mut Lines, done: Result<Carried, tokio::task::JoinError>) -> bool {
        match done {
            Ok(Carried { line, held, result }) => {
                let now = self.clock.now();
                // A pause asked for by a chat is for the whole chat, not for one message.
                lines.end(&line, held.map(|pause| now.after(pause)), now);
                result.is_ok()
            }
            Err(error) => {
                // The line stays closed until the next start, which begins it anew.
                tracing::error!(%error, "a carrying task broke");
                true
            }
        }
    }
}

/// Reads an effect as it stands and carries it once. `None` if it is no longer to be carried.
async fn carry<C: Courier>(store: &Store, courier: Arc<C>, id: EffectId) -> Option<Outcome> {
    let found = store.snap().and_then(|snap| ready(&snap, id.0));
    let (effect, attempt) = match found {
        Ok(found) => found?,
        Err(fault) => {
            tracing::error!(%fault, effect_id = id.0, "an effect cannot be read");
            return Some(Outcome::Later { after: None, why: "unreadable".into() });
        }
    };
    // In a task of its own, so that a courier that breaks breaks nothing else.
    let carrying = tokio::spawn(async move { courier.carry(&effect, attempt).await });
    Some(carrying.await.unwrap_or_else(|error| {
        tracing::error!(%error, effect_id = id.0, "a courier broke");
        Outcome::Later { after: None, why: "the courier broke".into() }
    }))
}
