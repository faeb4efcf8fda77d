//! Long polling that moves the offset only after the commit.
//!
//! The offset is kept in memory alone: the first question after a start has none, Telegram
//! repeats what was never confirmed, and the store knows what it has seen.

use std::sync::Arc;

use serde_json::json;
use serde_json::value::RawValue;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use super::client::{Call, Client};
use super::failure::{CONFLICT, CallError};
use super::flood::Flood;
use super::link::{Line, Link};
use super::receive::Received;
use super::rival::Trail;
use super::webhook::KINDS;
use crate::chat::incoming::Incoming;
use crate::domain::limit::{
    CALL_WAIT, POLL_MARGIN, POLL_UPDATES_MAX, POLL_WAIT, SAME_OFFSET_GAP, TAKE_WAIT,
};
use crate::domain::time::Span;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;

/// What an update is to the shop, by its number: that depends on the bot it came to.
pub type Meaning = fn(u64, Incoming) -> Input;

/// Polls alone, until `stop`, or until there is no writer any more.
pub async fn run(
    client: Arc<Client>,
    handle: Handle,
    link: watch::Sender<Link>,
    meaning: Meaning,
    stop: CancellationToken,
) {
    let flood = Flood::new();
    let poller =
        Poller { client: &client, handle: &handle, flood: &flood, line: Line::new(link), meaning };
    if let Some(Stopped) = stop.run_until_cancelled(poller.run()).await {
        tracing::warn!("no more updates are taken: {Stopped}");
    }
}

/// Fetches updates. There must never be two at a time: Telegram would send both away.
pub(super) struct Poller<'p> {
    pub client: &'p Client,
    pub handle: &'p Handle,
    pub flood: &'p Flood,
    pub line: Line,
    pub meaning: Meaning,
}

impl Poller<'_> {
    /// Brings updates to the writer until there is none any more. May be dropped at any moment:
    /// what was not confirmed comes again, whichever way.
    pub async fn run(mut self) -> Stopped {
        self.release_webhook().await;
        self.line.back();
        let mut offset = None;
        let (mut trail, mut limit) = (Trail::default(), POLL_UPDATES_MAX);
        loop {
            let asked = Instant::now();
            // A line that was down is tried with a short question, so that it counts as up again
            // soon.
            let hold = if self.line.is_up() { POLL_WAIT } else { SAME_OFFSET_GAP };
            self.line.step(hold.std() + POLL_MARGIN.std());
            let batch = match updates(self.client, offset, hold, limit).await {
                Ok(batch) => batch,
                // Fewer at a time; each of them comes.
                Err(err @ CallError::TooBig { .. }) if limit > 1 => {
                    limit /= 2;
                    tracing::warn!(%err, limit, "an answer of updates is too big: fewer are asked");
                    continue;
                }
                Err(err) => {
                    sleep(self.line.lost(&err)).await;
                    // Somebody may have set a webhook meanwhile, and be gone again.
                    if err.code() == Some(CONFLICT) {
                        self.release_webhook().await;
                    }
                    continue;
                }
            };
            self.line.back();
            limit = POLL_UPDATES_MAX.min(limit.saturating_mul(2));
            if !batch.is_empty() {
                self.line.heard();
            }
            if let Some(updates) = trail.came(numbers(&batch)) {
                tracing::warn!(
                    updates,
                    "somebody else was given updates of this bot: its token is used twice"
                );
                self.line.taken();
            }
            self.line.step(TAKE_WAIT.std());
            offset = match take(self.handle, self.flood, &batch, self.meaning).await {
                Ok(last) => last.map(|id| id.saturating_add(1)),
                Err(stopped) => return stopped,
            };
            // An empty answer says that all before the offset is confirmed. It has then done its
            // work, and would be in the way when Telegram starts its numbers anew after a quiet
            // week.
            if offset.is_none() {
                sleep_until(asked + SAME_OFFSET_GAP.std()).await;
            }
        }
    }

    /// While a webhook is set, ours or one left behind by another program, all updates are kept
    /// from us. Those that wait are kept.
    async fn release_webhook(&mut self) {
        let call = Call::new("deleteWebhook", &json!({ "drop_pending_updates": false }));
        loop {
            self.line.step(CALL_WAIT.std());
            match self.client.call::<bool>(&call).await {
                Ok(_) => break,
                Err(err) => sleep(self.line.lost(&err)).await,
            }
        }
    }
}

async fn updates(
    client: &Client,
    offset: Option<u64>,
    hold: Span,
    limit: u8,
) -> Result<Vec<Box<RawValue>>, CallError> {
    let mut params = json!({
        "limit": limit,
        "timeout": hold.std().as_secs(),
        "allowed_updates": KINDS,
    });
    if let Some(offset) = offset {
        params["offset"] = offset.into();
    }
    let within = hold.std() + POLL_MARGIN.std();
    client.call_within(&Call::new("getUpdates", &params), within).await
}

fn numbers(batch: &[Box<RawValue>]) -> impl Iterator<Item = u64> {
    batch.iter().filter_map(|raw| Received::parse(raw.get())).map(|received| received.id)
}

/// Hands the batch over in order and returns once all of it is durable. The highest number of
/// the batch is what may be confirmed.
async fn take(
    handle: &Handle,
    flood: &Flood,
    batch: &[Box<RawValue>],
    meaning: Meaning,
) -> Result<Option<u64>, Stopped> {
    let mut kept_out = 0;
    let mut last = None;
    let mut replies = Vec::with_capacity(batch.len());
    for Received { id, incoming } in batch.iter().filter_map(|raw| Received::parse(raw.get())) {
        last = last.max(Some(id));
        if let Some(said) = &incoming
            && !flood.admits(said)
        {
            kept_out += 1;
            continue;
        }
        if let Some(said) = incoming {
            replies.push(handle.post(meaning(id, said)).await?);
        }
    }
    if kept_out > 0 {
        tracing::warn!(updates = kept_out, "somebody is too fast: not heard");
    }
    flood.forget_the_quiet();
    for pending in replies {
        pending.reply().await?;
    }
    Ok(last)
}
