//! The levers of the world that are not Telegram's: the gateway's and the clock's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::gateway::{Forgery, Mood, PretendGateway, Terms};
use super::telegram::Telegram;
use crate::domain::limit::LAST_LOOK;
use crate::domain::payment::Status;
use crate::domain::time::Span;
use crate::engine::clock::Clock;

/// What somebody can do at the gateway's panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paying {
    Once,
    /// The gateway tells of it twice.
    Twice,
    /// The gateway tells nobody.
    Quietly,
    /// Only after the shop has given up waiting.
    Late,
    /// Nobody pays, but somebody says so.
    Forged,
}

/// Moves the world's clock and the gateway's customers.
#[derive(Clone)]
pub struct Levers {
    gateway: PretendGateway,
    telegram: Telegram,
    clock: Clock,
    /// Counts movements of the clock and whatever else is not told by its own part.
    revision: Arc<watch::Sender<u64>>,
    gateway_down: Arc<AtomicBool>,
}

impl Levers {
    pub fn new(gateway: PretendGateway, telegram: Telegram, clock: Clock) -> Levers {
        let revision = Arc::new(watch::Sender::new(0));
        let gateway_down = Arc::default();
        Levers { gateway, telegram, clock, revision, gateway_down }
    }

    /// Lets time pass at once.
    pub fn skip(&self, span: Span) {
        self.clock.advance(span);
        self.revision.send_modify(|revision| *revision += 1);
    }

    /// Fires when the clock has been moved.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }

    pub async fn pay(&self, reference: &str, how: Paying, invoice_after: Span) {
        match how {
            Paying::Once => self.pay_and_tell(reference, 1),
            Paying::Twice => self.pay_and_tell(reference, 2),
            Paying::Quietly => self.pay_and_tell(reference, 0),
            Paying::Forged => self.gateway.forge(reference, Forgery::Unpaid),
            Paying::Late => {
                // A gateway that has closed the transaction takes no money for it any more.
                self.gateway.agree(Terms { cancels: false, ..Terms::default() });
                self.skip(invoice_after);
                self.skip(LAST_LOOK);
                self.wait_for_a_word().await;
                self.pay_and_tell(reference, 1);
                self.gateway.agree(Terms::default());
            }
        }
    }

    fn pay_and_tell(&self, reference: &str, notices: u32) {
        self.gateway.notify_times(notices);
        self.gateway.pay(reference);
    }

    /// The shop says that the time is over; whoever pays late has read it.
    async fn wait_for_a_word(&self) {
        const PATIENCE: Duration = Duration::from_secs(5);
        let before = self.telegram.moment();
        let mut changes = self.telegram.watch();
        let word = changes.wait_for(|_| self.telegram.moment() > before);
        // Without a word the payment comes all the same.
        let _ = tokio::time::timeout(PATIENCE, word).await;
    }

    pub fn gateway_down(&self) {
        self.gateway_down.store(true, Ordering::SeqCst);
        self.gateway.behave(Mood::Refusing);
    }

    pub fn gateway_up(&self) {
        self.gateway_down.store(false, Ordering::SeqCst);
        self.gateway.behave(Mood::Well);
    }

    pub fn gateway_is_down(&self) -> bool {
        self.gateway_down.load(Ordering::SeqCst)
    }
}

/// The gateway's side of the page, newest transaction first.
pub fn told(gateway: &PretendGateway) -> Value {
    let transactions = gateway.transactions().into_iter().rev().map(|seen| {
        json!({
            "reference": seen.reference,
            "amount": seen.amount.0,
            "total": seen.total.0,
            "status": match seen.status {
                Status::Pending => "pending",
                Status::Completed => "completed",
                Status::Cancelled => "cancelled",
            },
        })
    });
    let calls = gateway.calls();
    let lines = calls
        .iter()
        .rev()
        .take(LINES)
        .map(|call| json!({ "method": call.method, "path": call.path, "status": call.status }));
    json!({
        "transactions": transactions.take(LINES).collect::<Vec<_>>(),
        "calls": lines.collect::<Vec<_>>(),
    })
}

/// Lines of a list that are worth looking at.
const LINES: usize = 60;
