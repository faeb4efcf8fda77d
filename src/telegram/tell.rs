//! The courier of the owners' news: by the bot that warns, or by the one that sells.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::failure::bounded;
use super::send::{TelegramCourier, refused};
use crate::domain::alert::{OwnerMessage, Via};
use crate::domain::effect::{Answer, Carrier, Effect, Outcome, Task};
use crate::domain::id::CustomerId;
use crate::domain::limit::NEWS_AGAIN;
use crate::domain::message::Screen;
use crate::jobs::courier::Courier;
use crate::report::owner_message::Told;
use crate::store::fault::Fault;

/// Writes what an owner is told. `None`: there is nothing to say any more.
pub type OwnerMessages =
    Arc<dyn Fn(CustomerId, Via, &OwnerMessage) -> Result<Option<Told>, Fault> + Send + Sync>;

pub struct AlertCourier {
    /// Where there is none of its own, the shop's bot warns.
    pub alert: Arc<TelegramCourier>,
    pub shop: Arc<TelegramCourier>,
    pub messages: OwnerMessages,
    /// What is said in the place of an answer that cannot be written.
    pub unwritten: String,
    /// The shop has met its own bot. Before, that one may be a stranger.
    pub met: CancellationToken,
}

impl Courier for AlertCourier {
    async fn carry(&self, effect: &Effect, attempt: u16) -> Outcome {
        let Task::Tell { to, via, message } = effect.task.clone() else {
            return refused("not for the owners");
        };
        if via == Via::Shop && !self.met.is_cancelled() {
            return Outcome::Later { after: None, why: "the bot was not met yet".to_owned() };
        }
        let (messages, news) = (self.messages.clone(), message == OwnerMessage::News);
        // A proof of a large shop takes seconds, in which others want to be served.
        let written = tokio::task::spawn_blocking(move || messages(to, via, &message)).await;
        let told = match written {
            Ok(Ok(told)) => told,
            Ok(Err(_)) | Err(_) if news => {
                let (after, why) = (Some(NEWS_AGAIN), "it cannot be written".into());
                return Outcome::Later { after, why };
            }
            Ok(Err(_)) | Err(_) => {
                Some(Told { screen: Screen::new(self.unwritten.clone()), upto: None })
            }
        };
        let Some(Told { screen, upto }) = told else { return Outcome::Done(Answer::Carried) };
        let bot = match via {
            Via::Alert => &self.alert,
            Via::Shop => &self.shop,
        };
        let shown = bot.show(to.chat().into(), &screen, None).await;
        match (bounded(shown, Carrier::Alert, attempt), upto) {
            (Outcome::Done(_), Some(upto)) => Outcome::Done(Answer::Told { upto }),
            (outcome, _) => outcome,
        }
    }
}
