//! Refused requests are counted, and told to the log and the shop's journal once a minute for
//! each reason. Counting never waits for the shop.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::caller::Caller;
use super::hook::Sender;
use crate::domain::rejected_notice::Why;
use crate::engine::handle::Handle;
use crate::engine::input::Input;

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is none of ours.
    RejectedNotice(Why),
    TooBig,
    Slow,
    /// The writer has stopped, or cannot keep up.
    Busy,
    /// The input broke something of ours.
    Broken,
    /// The caller holds as many places as one may.
    Crowded,
}

impl Reason {
    pub fn status(self) -> StatusCode {
        match self {
            Reason::RejectedNotice(Why::NoSecret) | Reason::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Reason::RejectedNotice(Why::WrongSecret) => StatusCode::UNAUTHORIZED,
            Reason::RejectedNotice(Why::Malformed | Why::ForeignProject | Why::UnknownOrder) => {
                StatusCode::BAD_REQUEST
            }
            Reason::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::Slow => StatusCode::REQUEST_TIMEOUT,
            Reason::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Reason::Crowded => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// What the journal calls it; nothing for troubles of our own.
    fn why(self) -> Option<Why> {
        match self {
            Reason::RejectedNotice(why) => Some(why),
            Reason::TooBig | Reason::Slow => Some(Why::Malformed),
            Reason::Busy | Reason::Broken | Reason::Crowded => None,
        }
    }
}

/// Where somebody was turned away, and why. At the door itself nobody knows yet whom they want.
type Kind = (Option<Sender>, Reason);

/// How often each kind came up since it was last told, and from where the last came.
#[derive(Default)]
pub struct Refusals {
    counts: Mutex<BTreeMap<Kind, (u64, Option<Caller>)>>,
    came: Notify,
}

impl Refusals {
    pub fn count(&self, from: impl Into<Option<Sender>>, reason: Reason, caller: Option<Caller>) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, last) = counts.entry((from.into(), reason)).or_default();
        *count += 1;
        *last = caller.or(*last);
        self.came.notify_one();
    }

    /// Tells of the first at once, and of those that follow together after so long each time,
    /// until it is to stop.
    pub async fn tell_every(&self, gap: Duration, handle: &Handle, stop: &CancellationToken) {
        let round = || async {
            self.came.notified().await;
            self.tell(handle).await;
            tokio::time::sleep(gap).await;
        };
        while stop.run_until_cancelled(round()).await.is_some() {}
    }

    /// Tells what has come together. The shop's answer is not waited for.
    pub async fn tell(&self, handle: &Handle) {
        let counts = {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *counts)
        };
        let mut rejected: BTreeMap<Why, u64> = BTreeMap::new();
        for ((hook, reason), (count, caller)) in counts {
            let last = caller.map(|Caller(address)| tracing::field::display(address));
            tracing::warn!(?reason, ?hook, count, last, "requests refused");
            if let (Some(Sender::Gateway), Some(why)) = (hook, reason.why()) {
                *rejected.entry(why).or_default() += count;
            }
        }
        for (why, count) in rejected {
            // Without a writer nobody would read it either.
            let _ = handle.post(Input::RejectedNotice { why, count }).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_flood_is_one_line_for_each_reason_and_ours_is_no_stray() {
        let (handle, mut letters) = Handle::new();
        let refusals = Refusals::default();
        for _ in 0..1000 {
            for reason in [
                Reason::RejectedNotice(Why::Malformed),
                Reason::TooBig,
                Reason::RejectedNotice(Why::WrongSecret),
                Reason::Busy,
            ] {
                refusals.count(Sender::Gateway, reason, None);
                refusals.count(Sender::Telegram, reason, None);
            }
        }
        refusals.tell(&handle).await;
        refusals.tell(&handle).await;
        drop(handle);
        let mut told = Vec::new();
        while let Some(letter) = letters.more() {
            let Input::RejectedNotice { why, count } = letter.input else {
                panic!("something else")
            };
            told.push((why, count));
        }
        assert_eq!(told, [(Why::WrongSecret, 1000), (Why::Malformed, 2000)]);
    }
}
