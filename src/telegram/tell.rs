//! The courier of the owners' news: by the bot that warns, or by the one that sells.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::send::{TelegramCourier, refused};
use crate::domain::alert::{Tale, Via};
use crate::domain::effect::{Answer, Effect, Errand, Outcome};
use crate::domain::id::CustomerId;
use crate::engine::tale::Told;
use crate::jobs::courier::Courier;

/// Writes what an owner is told. `None`: there is nothing to say any more, or it cannot be read.
pub type Tales = Arc<dyn Fn(CustomerId, Via, &Tale) -> Option<Told> + Send + Sync>;

pub struct AlertCourier {
    /// Where there is none of its own, the shop's bot warns.
    pub alert: Arc<TelegramCourier>,
    pub shop: Arc<TelegramCourier>,
    pub tales: Tales,
    /// The shop has met its own bot. Before, that one may be a stranger.
    pub met: CancellationToken,
}

impl Courier for AlertCourier {
    async fn carry(&self, effect: &Effect, _attempt: u16) -> Outcome {
        let Errand::Tell { to, via, tale } = effect.errand.clone() else {
            return refused("not for the owners");
        };
        if via == Via::Shop && !self.met.is_cancelled() {
            return Outcome::Later { after: None, why: "the bot was not met yet".to_owned() };
        }
        let tales = self.tales.clone();
        // A proof of a large shop takes seconds, in which others want to be served.
        let written = tokio::task::spawn_blocking(move || tales(to, via, &tale)).await;
        let Some(Told { screen, upto }) = written.ok().flatten() else {
            return Outcome::Done(Answer::Carried);
        };
        let bot = match via {
            Via::Alert => &self.alert,
            Via::Shop => &self.shop,
        };
        match (bot.show(to.chat().into(), &screen, None).await, upto) {
            (Outcome::Done(_), Some(upto)) => Outcome::Done(Answer::Told { upto }),
            (outcome, _) => outcome,
        }
    }
}
