//! What Telegram brings to our door: bytes to an input, through the same gate as when we fetch.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::flood::Flood;
use super::link::{Line, Link};
use super::receive::Received;
use crate::engine::input::Input;

/// The gate for updates, whichever way they come. It is closed until the shop has met its bot.
pub struct Gate {
    pub(super) flood: Flood,
    line: Line,
    /// The number of our own call that arrived last.
    call: watch::Sender<u64>,
    open: AtomicBool,
    came: AtomicU64,
    kept_out: AtomicU64,
}

/// Our own call through the public address.
#[derive(Serialize, Deserialize)]
pub(super) struct OwnCall {
    pub call: u64,
}

/// Longer than any of our own calls, and shorter than any update.
const OWN_CALL_BYTES_MAX: usize = 40;
/// After so many updates those who are quiet are forgotten.
const ROUND: u64 = 256;

impl Gate {
    pub fn new(link: watch::Sender<Link>) -> Arc<Gate> {
        Arc::new(Gate {
            flood: Flood::new(),
            line: Line::new(link),
            call: watch::Sender::new(0),
            open: AtomicBool::new(false),
            came: AtomicU64::new(0),
            kept_out: AtomicU64::new(0),
        })
    }

    pub fn open(&self) {
        self.open.store(true, Ordering::Relaxed);
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Reads what was brought by somebody who knows the secret. Nothing to apply is no mistake:
    /// Telegram need not bring it again.
    pub fn read(&self, body: &[u8]) -> Option<Input> {
        if let Some(own) = own_call(body) {
            self.call.send_replace(own);
            return None;
        }
        self.line.heard();
        if self.came.fetch_add(1, Ordering::Relaxed) % ROUND == ROUND - 1 {
            self.look_after();
        }
        let Received { id, incoming } = Received::parse(str::from_utf8(body).ok()?)?;
        let said = incoming?;
        if !self.flood.admits(&said) {
            self.kept_out.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(Input::Update { id, said })
    }

    /// Comes back when that call of ours has arrived.
    pub(super) async fn arrived(&self, call: u64) {
        let mut calls = self.call.subscribe();
        // The sender is our own: it is there as long as we are.
        let _ = calls.wait_for(|arrived| *arrived == call).await;
    }

    fn look_after(&self) {
        let kept_out = self.kept_out.swap(0, Ordering::Relaxed);
        if kept_out > 0 {
            tracing::warn!(updates = kept_out, "somebody is too fast: not heard");
        }
        self.flood.forget_the_quiet();
    }
}

fn own_call(body: &[u8]) -> Option<u64> {
    let own = (body.len() <= OWN_CALL_BYTES_MAX).then(|| serde_json::from_slice::<OwnCall>(body));
    own?.ok().map(|own| own.call)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn updates_pass_and_our_own_calls_are_none() {
        let (sender, link) = Link::watched();
        let gate = Gate::new(sender);
        let call = serde_json::to_vec(&OwnCall { call: u64::MAX }).unwrap();
        assert!(call.len() <= OWN_CALL_BYTES_MAX && gate.read(&call).is_none());
        gate.arrived(u64::MAX).await;
        assert_eq!(link.borrow().heard, None);
        for nothing in [&b"{}"[..], b"\xff", b"{\"update_id\":5}", b"{\"call\":\"x\"}"] {
            assert!(gate.read(nothing).is_none());
        }
        assert!(link.borrow().heard.is_some());
        let update = br#"{"update_id":7,"message":{"message_id":1,"text":"halo",
            "from":{"id":3,"first_name":"Sari"},"chat":{"id":3,"type":"private"}}}"#;
        assert!(matches!(gate.read(update), Some(Input::Update { id: 7, .. })));
        let heard = (0..1000).filter(|_| gate.read(update).is_some()).count();
        assert!(heard < 100, "{heard}");
    }
}
