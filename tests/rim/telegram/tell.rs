//! What owners are told when it cannot be written: a command is answered all the same.

use std::sync::Arc;

use serde_json::json;
use tokio_util::sync::CancellationToken;
use warung::domain::alert::{OwnerMessage, Via};
use warung::domain::effect::{About, Effect, EffectState, Lane, Outcome, Task};
use warung::domain::id::{CustomerId, EffectId};
use warung::domain::limit::NEWS_AGAIN;
use warung::domain::time::Timestamp;
use warung::jobs::courier::Courier;
use warung::store::fault::Fault;
use warung::telegram::send::TelegramCourier;
use warung::telegram::tell::{AlertCourier, OwnerMessages};

use super::server::Server;

fn tell(message: OwnerMessage) -> Effect {
    let task = Task::Tell { to: CustomerId(333), via: Via::Alert, message };
    let state = EffectState::Due { at: Timestamp(0), attempt: 0 };
    let (id, lane, about, at) = (EffectId(1), Lane::Answer, About::Nothing, Timestamp(0));
    Effect { id, lane, task, about, at, state }
}

#[tokio::test]
async fn news_that_cannot_be_written_wait_and_a_command_is_answered() {
    let mut server = Server::start().await;
    let bot =
        TelegramCourier::new(server.client.clone(), Arc::new(|_, _| None), Arc::new(|_| None));
    let bot = Arc::new(bot);
    let broken: [OwnerMessages; 2] = [
        Arc::new(|_, _, _| Err(Fault::Broken("a row".into()))),
        Arc::new(|_, _, _| panic!("of what is said")),
    ];
    for messages in broken {
        let (alert, shop, unwritten) = (bot.clone(), bot.clone(), "Maaf".to_owned());
        let met = CancellationToken::new();
        met.cancel();
        let courier = AlertCourier { alert, shop, messages, unwritten, met };
        let outcome = courier.carry(&tell(OwnerMessage::News), 0).await;
        let Outcome::Later { after, .. } = outcome else { panic!("{outcome:?}") };
        assert_eq!(after, Some(NEWS_AGAIN));
        let status = tell(OwnerMessage::Status);
        let answering = async { server.asked("sendMessage").await.ok(json!({ "message_id": 7 })) };
        let (outcome, asked) = tokio::join!(courier.carry(&status, 0), answering);
        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
        assert_eq!((&asked["text"], &asked["chat_id"]), (&json!("Maaf"), &json!(333)));
    }
}
