//! What owners are told when it cannot be written: a command is answered all the same.

use std::sync::Arc;

use serde_json::json;
use tokio_util::sync::CancellationToken;
use warung::domain::alert::{Tale, Via};
use warung::domain::effect::{About, Effect, EffectState, Errand, Lane, Outcome};
use warung::domain::id::{CustomerId, EffectId};
use warung::domain::limit::NEWS_AGAIN;
use warung::domain::time::Timestamp;
use warung::jobs::courier::Courier;
use warung::store::fault::Fault;
use warung::telegram::send::TelegramCourier;
use warung::telegram::tell::{AlertCourier, Tales};

use super::server::Server;

fn tell(tale: Tale) -> Effect {
    let errand = Errand::Tell { to: CustomerId(333), via: Via::Alert, tale };
    let state = EffectState::Due { at: Timestamp(0), attempt: 0 };
    let (id, lane, about, at) = (EffectId(1), Lane::Answer, About::Nothing, Timestamp(0));
    Effect { id, lane, errand, about, at, state }
}

#[tokio::test]
async fn news_that_cannot_be_written_wait_and_a_command_is_answered() {
    let mut server = Server::start().await;
    let bot =
        TelegramCourier::new(server.client.clone(), Arc::new(|_, _| None), Arc::new(|_| None));
    let bot = Arc::new(bot);
    let broken: [Tales; 2] = [
        Arc::new(|_, _, _| Err(Fault::Broken("a row".into()))),
        Arc::new(|_, _, _| panic!("of what is said")),
    ];
    for tales in broken {
        let (alert, shop, unwritten) = (bot.clone(), bot.clone(), "Maaf".to_owned());
        let met = CancellationToken::new();
        met.cancel();
        let courier = AlertCourier { alert, shop, tales, unwritten, met };
        let outcome = courier.carry(&tell(Tale::News), 0).await;
        let Outcome::Later { after, .. } = outcome else { panic!("{outcome:?}") };
        assert_eq!(after, Some(NEWS_AGAIN));
        let status = tell(Tale::Status);
        let answering = async { server.asked("sendMessage").await.ok(json!({ "message_id": 7 })) };
        let (outcome, asked) = tokio::join!(courier.carry(&status, 0), answering);
        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
        assert_eq!((&asked["text"], &asked["chat_id"]), (&json!("Maaf"), &json!(333)));
    }
}
