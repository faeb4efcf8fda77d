//! The real client against the pretend gateway, over loopback HTTP.

mod lies;
mod notices;

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use warung::config::{Api, Gateway};
use warung::demo::gateway::{Account, Bearer, HangUp, Mood, PretendGateway, Terms};
use warung::domain::effect::{About, Answer, Effect, EffectState, Lane, Never, Outcome, Task};
use warung::domain::id::{EffectId, PaymentId};
use warung::domain::money::Rupiah;
use warung::domain::payment::{GatewayAnswer, Invoice, Reference, Status};
use warung::domain::time::{Span, Timestamp};
use warung::gateway::courier::GatewayCourier;
use warung::gateway::qris;
use warung::jobs::courier::Courier;

const PROJECT: &str = "warung-sari";
const KEY: &str = "k3y-that-nobody-may-see";
const SECRET: &str = "s3cret";
const AMOUNT: Rupiah = Rupiah(99_000);
const BOTH: [Api; 2] = [Api::V1, Api::V2];

/// Serves a port for as long as the test runs.
async fn serve<A, F>(answer: A) -> SocketAddr
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            let service = service_fn(move |request| {
                let response = answer(request);
                async move {
                    let response = response.await;
                    match response.extensions().get::<HangUp>() {
                        None => Ok(response),
                        Some(_) => Err("hung up"),
                    }
                }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}

fn config(api: Api, address: SocketAddr) -> Gateway {
    let version = match api {
        Api::V1 => "",
        Api::V2 => "/v2",
    };
    Gateway {
        api,
        base_url: format!("http://{address}/pakasir/api{version}"),
        project: PROJECT.to_owned(),
        api_key: SecretString::from(KEY.to_owned()),
        webhook_secret: Some(SecretString::from(SECRET.to_owned())),
        sandbox: true,
    }
}

/// A pretend gateway in a good mood and without limits, and the shop's way to it.
async fn world(api: Api) -> (PretendGateway, GatewayCourier) {
    let gateway = PretendGateway::new(Account {
        project: PROJECT.to_owned(),
        api_key: KEY.to_owned(),
        webhook_secret: Some(SECRET.to_owned()),
        sandbox: true,
    });
    gateway.agree(Terms { limits: false, ..Terms::default() });
    let server = gateway.clone();
    let address = serve(move |request| {
        let server = server.clone();
        async move { server.answer(request).await }
    })
    .await;
    (gateway, GatewayCourier::new(&config(api, address)).unwrap())
}

fn reference(number: u64) -> Reference {
    Reference::new(PaymentId(number), *b"pakasir!")
}

fn make(number: u64) -> Task {
    Task::MakeInvoice { reference: reference(number), amount: AMOUNT }
}

fn ask(txn: &str) -> Task {
    let (reference, txn) = (reference(1), txn.to_owned());
    Task::AskStatus { reference, amount: AMOUNT, txn }
}

fn cancel(txn: &str) -> Task {
    Task::CancelInvoice { reference: reference(1), amount: AMOUNT, txn: txn.to_owned() }
}

async fn carry(courier: &GatewayCourier, task: Task) -> Outcome {
    let effect = Effect {
        id: EffectId(1),
        lane: Lane::Answer,
        task,
        about: About::Payment(PaymentId(1)),
        at: Timestamp(0),
        state: EffectState::Due { at: Timestamp(0), attempt: 0 },
    };
    let outcome = courier.carry(&effect, 0).await;
    assert!(!format!("{outcome:?}").contains(KEY), "{outcome:?}");
    outcome
}

async fn invoice(courier: &GatewayCourier, number: u64) -> Invoice {
    match carry(courier, make(number)).await {
        Outcome::Done(Answer::Invoice(invoice)) => invoice,
        other => panic!("{other:?}"),
    }
}

fn status(status: Status, amount: Rupiah) -> Outcome {
    let proof = GatewayAnswer { reference: reference(1), amount, status, sandbox: true };
    Outcome::Done(Answer::Status(proof))
}

fn later(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Later { .. })
}

#[tokio::test]
async fn the_same_reference_finds_the_same_transaction() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let first = invoice(&courier, 1).await;
        assert_eq!(invoice(&courier, 1).await, first);
        assert_eq!((first.payable, first.fee), (Rupiah(100_003), Rupiah(1_003)));
        assert_eq!(qris::check(&first.code.qr, &[first.payable]), Ok(()));
        let seen = gateway.transactions();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].reference, reference(1).as_str());
        match api {
            Api::V1 => assert_eq!(first.txn, reference(1).as_str()),
            Api::V2 => assert_eq!(first.txn, seen[0].txn),
        }
        let calls = gateway.calls();
        assert!(calls.len() == 2 && calls.iter().all(|call| call.status == Some(200)));
    }
}

#[tokio::test]
async fn who_bears_the_fee_is_what_the_gateway_says() {
    let (gateway, courier) = world(Api::V2).await;
    let page = Some("https://pay.example".to_owned());
    gateway.agree(Terms { fee: Bearer::Seller, page, ..Terms::default() });
    let invoice = invoice(&courier, 1).await;
    assert_eq!(invoice.payable, AMOUNT);
    assert!(invoice.fee > Rupiah::ZERO && invoice.fee < AMOUNT, "what the gateway keeps");
    assert_eq!(invoice.code.page.as_deref(), Some("https://pay.example/TXN-000001"));
}

/// By the gateway's own clock: an invoice that it ends earlier than we would is promised for no
/// longer than that.
#[tokio::test]
async fn an_invoice_is_promised_no_longer_than_the_gateway_keeps_it() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        gateway.agree(Terms { lives: Span::minutes(4), ..Terms::default() });
        let lives = invoice(&courier, 1).await.lives.expect("the answer names its end");
        // `Date` and the end are told in whole seconds.
        let least = Span(Span::minutes(4).0 - 2_000);
        assert!((least..=Span(Span::minutes(4).0 + 1_000)).contains(&lives), "{lives:?}");
        // One that was over before it was made says nothing.
        gateway.agree(Terms { lives: Span::default(), ..Terms::default() });
        assert_eq!(invoice(&courier, 2).await.lives, None);
    }
}

#[tokio::test]
async fn a_payment_is_seen_as_it_stands() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Pending, AMOUNT));
        assert!(gateway.pay(&txn) && !gateway.pay(&txn));
        assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Completed, AMOUNT));

        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert!(gateway.pay_with(reference(1).as_str(), Rupiah(7)));
        assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Completed, Rupiah(7)));

        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert!(gateway.lapse(&txn));
        assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Cancelled, AMOUNT));
    }
}

#[tokio::test]
async fn a_cancel_ends_well_in_any_case() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert_eq!(carry(&courier, cancel(&txn)).await, Outcome::Done(Answer::Carried));
        assert_eq!(gateway.transactions()[0].status, Status::Cancelled);
        assert!(!gateway.pay(&txn));

        let (gateway, courier) = world(api).await;
        assert_eq!(carry(&courier, cancel("TXN-000001")).await, Outcome::Done(Answer::Carried));
        let txn = invoice(&courier, 1).await.txn;
        gateway.pay(&txn);
        assert_eq!(carry(&courier, cancel(&txn)).await, status(Status::Completed, AMOUNT));

        gateway.agree(Terms { cancels: false, ..Terms::default() });
        assert_eq!(carry(&courier, cancel(&txn)).await, Outcome::Done(Answer::Carried));
    }
}

#[tokio::test]
async fn no_mood_of_the_gateway_is_taken_for_an_answer() {
    let broken = [Mood::Refusing, Mood::Closing, Mood::Forgetful, Mood::Garbled, Mood::Empty];
    let mut tries = JoinSet::new();
    for (api, mood) in BOTH.into_iter().flat_map(|api| broken.map(|mood| (api, mood))) {
        tries.spawn(a_mood_is_waited_out(api, mood));
    }
    tries.join_all().await;
}

async fn a_mood_is_waited_out(api: Api, mood: Mood) {
    let (gateway, courier) = world(api).await;
    gateway.behave(mood);
    assert!(later(&carry(&courier, ask("TXN-000001")).await), "{mood:?}");
    assert!(later(&carry(&courier, make(1)).await), "{mood:?}");
    let cancelled = carry(&courier, cancel("TXN-000001")).await;
    // Half an answer to a cancel is enough: the sweep looks at the payment once more.
    let said = matches!(mood, Mood::Garbled | Mood::Empty);
    let carried = cancelled == Outcome::Done(Answer::Carried);
    assert!(if said { carried } else { later(&cancelled) }, "{mood:?}: {cancelled:?}");
    gateway.behave(Mood::Well);
    assert_eq!(invoice(&courier, 2).await.payable, Rupiah(100_003), "{mood:?}");
}

#[tokio::test]
async fn a_lost_answer_costs_nothing() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        gateway.behave(Mood::Forgetful);
        assert!(later(&carry(&courier, make(1)).await));
        assert_eq!(gateway.transactions().len(), 1);
        assert_eq!(gateway.calls()[0].status, None);
        gateway.behave(Mood::Well);
        invoice(&courier, 1).await;
        assert_eq!(gateway.transactions().len(), 1);
    }
}

#[tokio::test]
async fn a_silent_gateway_is_not_waited_for() {
    let gateway = world(Api::V2).await.0;
    gateway.behave(Mood::Hanging(Duration::from_secs(60)));
    let server = gateway.clone();
    let address = serve(move |request| {
        let server = server.clone();
        async move { server.answer(request).await }
    })
    .await;
    let patience = Span::millis(200);
    let courier = GatewayCourier::patient(&config(Api::V2, address), patience).unwrap();
    let outcome = carry(&courier, make(1)).await;
    assert_eq!(outcome, Outcome::Later { after: None, why: "no answer in time".into() });
    gateway.until(|gateway| gateway.calls().len() == 1).await;
}

#[tokio::test]
async fn nobody_there_is_unclear_too() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for api in BOTH {
        let courier = GatewayCourier::new(&config(api, address)).unwrap();
        for task in [make(1), ask("T1"), cancel("T1")] {
            let Outcome::Later { after: None, why } = carry(&courier, task).await else {
                panic!("an answer from nobody");
            };
            assert!(why.starts_with("no connection: "), "{why}");
            assert!(!why.contains("127.0.0.1") && !why.contains("api_key"), "{why}");
        }
    }
}

#[tokio::test]
async fn limits_are_kept_and_obeyed() {
    tokio::join!(limits_of(Api::V1), limits_of(Api::V2));
}

async fn limits_of(api: Api) {
    let (gateway, courier) = world(api).await;
    gateway.agree(Terms::default());
    let txn = invoice(&courier, 1).await.txn;
    assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Pending, AMOUNT));
    let soon = carry(&courier, ask(&txn)).await;
    assert!(matches!(soon, Outcome::Later { after: Some(Span(4_000)), .. }), "{soon:?}");
    // The outbox spaces invoices out; should one come too early all the same, it comes again.
    let rush =
        tokio::join!(carry(&courier, make(2)), carry(&courier, make(3)), carry(&courier, make(4)));
    let told = [&rush.0, &rush.1, &rush.2];
    let early = |outcome: &&&Outcome| matches!(outcome, Outcome::Later { after: Some(_), .. });
    assert!(told.iter().any(|outcome| early(&outcome)), "{told:?}");
}

#[tokio::test]
async fn other_errands_are_not_the_gateways() {
    let (gateway, courier) = world(Api::V2).await;
    let toast = Task::Toast { callback: "1".into(), text: None, alert: false };
    assert!(matches!(carry(&courier, toast).await, Outcome::Never(Never::Refused(_))));
    assert!(gateway.calls().is_empty());
}
