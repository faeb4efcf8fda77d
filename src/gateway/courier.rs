//! Courier: make an invoice, ask how it stands, take it back.

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until, timeout};
use tracing::warn;

use super::pakasir::Pakasir;
use super::setback::Setback;
use crate::config::Gateway;
use crate::domain::effect::{Answer, Effect, Errand, Outcome};
use crate::domain::limit::{CREATE_GAP, GATEWAY_ANSWER};
use crate::domain::time::Span;
use crate::jobs::courier::Courier;

pub struct GatewayCourier {
    pakasir: Pakasir,
    creates: Pace,
}

impl GatewayCourier {
    pub fn new(config: &Gateway) -> anyhow::Result<GatewayCourier> {
        GatewayCourier::patient(config, GATEWAY_ANSWER)
    }

    /// One that waits so long for any one answer.
    pub fn patient(config: &Gateway, answer: Span) -> anyhow::Result<GatewayCourier> {
        let pakasir = Pakasir::new(config, answer)?;
        Ok(GatewayCourier { pakasir, creates: Pace::default() })
    }

    async fn run(&self, errand: &Errand) -> Result<Answer, Setback> {
        match errand {
            Errand::MakeInvoice { reference, amount } => {
                self.creates.turn().await?;
                self.pakasir.create(reference, *amount).await.map(Answer::Invoice)
            }
            Errand::AskStatus { reference, amount, txn } => {
                if txn.is_none() {
                    self.creates.turn().await?;
                }
                let status = self.pakasir.status(reference, *amount, txn.as_deref()).await;
                status.map(Answer::Status)
            }
            Errand::CancelInvoice { reference, amount, txn } => {
                let paid = self.pakasir.cancel(reference, *amount, txn).await?;
                Ok(paid.map_or(Answer::Carried, Answer::Status))
            }
            Errand::Show { .. } | Errand::Toast { .. } | Errand::Fetch { .. } => {
                Err(Setback::refused("not an errand for the gateway"))
            }
        }
    }
}

impl Courier for GatewayCourier {
    async fn carry(&self, effect: &Effect, _attempt: u16) -> Outcome {
        match self.run(&effect.errand).await {
            Ok(answer) => Outcome::Done(answer),
            Err(setback) => {
                if let Setback::Mismatch(why) = &setback {
                    warn!(effect = effect.id.0, why, "the gateway's answer does not fit");
                }
                setback.into()
            }
        }
    }
}

/// Spaces creates, so that a rush of buyers is not answered with «too many».
#[derive(Default)]
struct Pace {
    next: Mutex<Option<Instant>>,
}

impl Pace {
    /// Waits for a turn, first come, first served; but not longer than for an answer.
    async fn turn(&self) -> Result<(), Setback> {
        let turn = async {
            let mut next = self.next.lock().await;
            if let Some(at) = *next {
                sleep_until(at).await;
            }
            *next = Some(Instant::now() + CREATE_GAP.std());
        };
        let late = |_| Setback::unclear("too many invoices at once");
        timeout(GATEWAY_ANSWER.std(), turn).await.map_err(late)
    }
}
