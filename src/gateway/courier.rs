//! Courier: make an invoice, ask how it stands, take it back.

use tracing::warn;

use super::pakasir::Pakasir;
use super::setback::Setback;
use crate::config::Gateway;
use crate::domain::effect::{About, Answer, Effect, Outcome, Task};
use crate::domain::limit::GATEWAY_ANSWER;
use crate::domain::time::Span;
use crate::jobs::courier::Courier;

pub struct GatewayCourier {
    pakasir: Pakasir,
}

impl GatewayCourier {
    pub fn new(config: &Gateway) -> anyhow::Result<GatewayCourier> {
        GatewayCourier::patient(config, GATEWAY_ANSWER)
    }

    /// One that waits so long for any one answer.
    pub fn patient(config: &Gateway, answer: Span) -> anyhow::Result<GatewayCourier> {
        let pakasir = Pakasir::new(config, answer)?;
        Ok(GatewayCourier { pakasir })
    }

    async fn run(&self, task: &Task) -> Result<Answer, Setback> {
        match task {
            Task::MakeInvoice { reference, amount } => {
                self.pakasir.create(reference, *amount).await.map(Answer::Invoice)
            }
            Task::AskStatus { reference, amount, txn } => {
                self.pakasir.status(reference, *amount, txn).await.map(Answer::Status)
            }
            Task::CancelInvoice { reference, amount, txn } => {
                let paid = self.pakasir.cancel(reference, *amount, txn).await?;
                Ok(paid.map_or(Answer::Carried, Answer::Status))
            }
            Task::Show { .. }
            | Task::Toast { .. }
            | Task::Fetch { .. }
            | Task::Retire { .. }
            | Task::Tell { .. } => Err(Setback::refused("not a task for the gateway")),
        }
    }
}

impl Courier for GatewayCourier {
    async fn carry(&self, effect: &Effect, _attempt: u16) -> Outcome {
        match self.run(&effect.task).await {
            Ok(answer) => Outcome::Done(answer),
            // Whoever waits for money asks again; the books want to know just that, and a number
            // that the gateway does not know was made up.
            Err(Setback::Unknown(_)) if asks_whether(effect.about) => {
                Outcome::Done(Answer::Unknown)
            }
            Err(setback) => {
                if let Setback::Mismatch(why) = &setback {
                    warn!(effect = effect.id.0, why, "the gateway's answer does not fit");
                }
                setback.into()
            }
        }
    }
}

/// Whether it is asked if there is such a transaction at all.
fn asks_whether(about: About) -> bool {
    matches!(about, About::Reconciliation { .. } | About::Unclaimed(_))
}
