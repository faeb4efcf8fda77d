//! The queue of updates: what getUpdates hands out, confirms, and forgets.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::Telegram;
use super::call::Call;
use super::refused::Refused;
use super::weather::Trouble;
use super::webhook::{Road, Webhook};
use crate::domain::limit::CALLBACK_LIFE;
use crate::domain::time::{Span, Timestamp};

const UPDATE_LIFE: Span = Span::hours(24);
const LIMIT_MAX: i64 = 100;
const WAIT_SECS_MAX: i64 = 50;
/// Asking the same again sooner than this looks like a crash: one update at a time then.
const HASTE: Duration = Duration::from_millis(500);

pub struct Queue {
    waiting: VecDeque<Queued>,
    last: Option<Queued>,
    next_id: i64,
    /// Kinds that are wanted; none said: all the usual.
    allowed: Vec<String>,
    pub webhook: Option<Webhook>,
    pub road: Road,
    /// Counts webhooks that were set or taken away.
    round: u64,
    /// Counts polls: only the newest may wait.
    poll: u64,
    parked: Option<u64>,
    previous: Option<(i64, Instant)>,
}

#[derive(Clone)]
struct Queued {
    id: i64,
    kind: &'static str,
    body: Value,
    at: Timestamp,
    /// Handed out once more although it was confirmed.
    again: bool,
}

/// Updates of one lane arrive at a webhook one after another: a chat's messages, a person's
/// buttons.
pub type Lane = (&'static str, i64);

struct Ask {
    offset: i64,
    limit: usize,
    wait: Duration,
}

impl Queue {
    pub fn new() -> Queue {
        Queue {
            waiting: VecDeque::new(),
            last: None,
            next_id: 100_000_001,
            allowed: Vec::new(),
            webhook: None,
            road: Road::default(),
            round: 0,
            poll: 0,
            parked: None,
            previous: None,
        }
    }

    pub fn push(&mut self, kind: &'static str, body: Value, now: Timestamp) {
        let wanted = self.allowed.is_empty() || self.allowed.iter().any(|name| name == kind);
        if !wanted {
            return;
        }
        let update = Queued { id: self.next_id, kind, body, at: now, again: false };
        self.next_id += 1;
        self.last = Some(update.clone());
        self.waiting.push_back(update);
    }

    /// The same update once more, as after a confirmation that got lost.
    pub fn repeat_last(&mut self) {
        if let Some(last) = self.last.clone() {
            self.waiting.push_back(Queued { again: true, ..last });
        }
    }

    /// Ids jump after a quiet week, in any direction.
    pub fn jump(&mut self, id: i64) {
        self.next_id = id;
    }

    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Somebody waits, or is brought what comes, and everything before has been confirmed.
    pub fn idle(&self) -> bool {
        (self.parked.is_some() || self.webhook.is_some()) && self.waiting.is_empty()
    }

    pub fn next_round(&mut self) -> u64 {
        self.round += 1;
        self.round
    }

    /// Takes over the kinds that are wanted, if any are named.
    pub fn allow(&mut self, kinds: Option<Value>) {
        if let Some(Value::Array(kinds)) = kinds {
            let kinds = kinds.iter().filter_map(Value::as_str).map(str::to_owned);
            self.allowed = kinds.collect();
        }
    }

    /// The first of every lane.
    pub fn firsts(&mut self, now: Timestamp) -> Vec<(Lane, i64)> {
        self.forget(now);
        let mut lanes = HashSet::new();
        let waiting = self.waiting.iter().map(|update| (update.lane(), update.id));
        waiting.filter(|(lane, _)| lanes.insert(*lane)).collect()
    }

    pub fn json(&self, id: i64) -> Option<Value> {
        self.waiting.iter().find(|update| update.id == id).map(Queued::json)
    }

    /// The webhook has taken it.
    pub fn taken(&mut self, id: i64) {
        if let Some(place) = self.waiting.iter().position(|update| update.id == id) {
            self.waiting.remove(place);
        }
    }

    fn forget(&mut self, now: Timestamp) {
        self.waiting.retain(|update| {
            let life = if update.kind == "callback_query" { CALLBACK_LIFE } else { UPDATE_LIFE };
            now.since(update.at) <= life
        });
    }

    fn begin(&mut self, ask: &mut Ask) -> u64 {
        match ask.offset {
            0 => {}
            offset if offset < 0 => {
                let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
                let drop = self.waiting.len().saturating_sub(keep);
                self.waiting.drain(..drop);
            }
            offset => self.waiting.retain(|update| update.again || update.id >= offset),
        }
        let same = |(offset, at): (i64, Instant)| offset == ask.offset && at.elapsed() < HASTE;
        if self.previous.is_some_and(same) {
            ask.limit = 1;
        }
        self.poll += 1;
        self.parked = Some(self.poll);
        self.poll
    }

    fn take(&mut self, limit: usize, now: Timestamp) -> Option<Value> {
        self.forget(now);
        let taken: Vec<Value> = self.waiting.iter().take(limit).map(Queued::json).collect();
        let limit = taken.len();
        let mut place = 0;
        self.waiting.retain(|update| {
            place += 1;
            !(update.again && place <= limit)
        });
        (!taken.is_empty()).then_some(Value::Array(taken))
    }
}

impl Queued {
    fn json(&self) -> Value {
        json!({ "update_id": self.id, self.kind: self.body })
    }

    fn lane(&self) -> Lane {
        let whose = match self.kind {
            "callback_query" => &self.body["from"]["id"],
            _ => &self.body["chat"]["id"],
        };
        (self.kind, whose.as_i64().unwrap_or_default())
    }
}

impl Ask {
    fn read(call: &Call) -> Ask {
        let limit = call.number("limit").filter(|limit| *limit > 0).unwrap_or(LIMIT_MAX);
        let wait = call.number("timeout").unwrap_or(0).clamp(0, WAIT_SECS_MAX);
        Ask {
            offset: call.number("offset").unwrap_or(0),
            limit: limit.min(LIMIT_MAX) as usize,
            wait: Duration::from_secs(wait as u64),
        }
    }
}

/// A poll under way; when it ends, in whatever way, nobody waits any more.
struct Parked<'a> {
    telegram: &'a Telegram,
    poll: u64,
    offset: i64,
}

impl Drop for Parked<'_> {
    fn drop(&mut self) {
        self.telegram.change(|state| {
            let queue = &mut state.queue;
            queue.previous = Some((self.offset, Instant::now()));
            if queue.parked == Some(self.poll) {
                queue.parked = None;
            }
        });
    }
}

impl Telegram {
    pub(super) async fn updates(&self, call: &Call) -> Result<Value, Refused> {
        let mut ask = Ask::read(call);
        let allowed = call.object("allowed_updates").transpose()?;
        let mut changes = self.watch();
        let poll = self.change(|state| {
            if state.queue.webhook.is_some() {
                return Err(Refused::conflict(
                    "can't use getUpdates method while webhook is active; \
                     use deleteWebhook to delete the webhook first",
                ));
            }
            state.queue.allow(allowed);
            Ok(state.queue.begin(&mut ask))
        })?;
        let _parked = Parked { telegram: self, poll, offset: ask.offset };
        let until = Instant::now() + ask.wait;
        loop {
            if let Some(updates) = self.look_for_updates(poll, ask.limit)? {
                return Ok(updates);
            }
            tokio::select! {
                changed = changes.changed() => changed.map_err(|_| Refused::not_found())?,
                () = tokio::time::sleep_until(until) => return Ok(json!([])),
            }
        }
    }

    fn look_for_updates(&self, poll: u64, limit: usize) -> Result<Option<Value>, Refused> {
        let mut state = self.state();
        if state.queue.webhook.is_some() {
            return Err(Refused::conflict("terminated by setWebhook request"));
        }
        if state.queue.poll != poll {
            return Err(Refused::conflict(
                "terminated by other getUpdates request; \
                 make sure that only one bot instance is running",
            ));
        }
        let now = state.clock.now();
        match state.weather.of_a_poll() {
            Trouble::None => Ok(state.queue.take(limit, now)),
            _ => Ok(None),
        }
    }
}
