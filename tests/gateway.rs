//! The real client against the pretend gateway, over loopback HTTP.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use warung::config::{Api, Gateway};
use warung::demo::gateway::{Account, Bearer, Forgery, HangUp, Mood, PretendGateway, Terms};
use warung::domain::effect::{About, Answer, Effect, EffectState, Errand, Lane, Never, Outcome};
use warung::domain::id::{EffectId, PaymentId};
use warung::domain::limit::GATEWAY_BYTES_MAX;
use warung::domain::money::Rupiah;
use warung::domain::payment::{Invoice, Proof, Reference, Status};
use warung::domain::time::{Span, Timestamp};
use warung::gateway::courier::GatewayCourier;
use warung::gateway::{notice, qris};
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

/// A courier to a gateway that answers everything with these words.
async fn liar(api: Api, status: u16, body: String) -> GatewayCourier {
    let address = serve(move |_| {
        let mut response = Response::new(Full::new(Bytes::from(body.clone())));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response.headers_mut().insert("Retry-After", "7".parse().unwrap());
        response.headers_mut().insert("Location", "/pakasir/api/elsewhere".parse().unwrap());
        async move { response }
    })
    .await;
    GatewayCourier::new(&config(api, address)).unwrap()
}

fn reference(number: u64) -> Reference {
    Reference::new(PaymentId(number), *b"pakasir!")
}

fn make(number: u64) -> Errand {
    Errand::MakeInvoice { reference: reference(number), amount: AMOUNT }
}

fn ask(txn: Option<&str>) -> Errand {
    let txn = txn.map(str::to_owned);
    Errand::AskStatus { reference: reference(1), amount: AMOUNT, txn }
}

fn cancel(txn: &str) -> Errand {
    Errand::CancelInvoice { reference: reference(1), amount: AMOUNT, txn: txn.to_owned() }
}

async fn carry(courier: &GatewayCourier, errand: Errand) -> Outcome {
    let effect = Effect {
        id: EffectId(1),
        lane: Lane::Answer,
        errand,
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
    let proof = Proof { reference: reference(1), amount, status, sandbox: true };
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
    assert_eq!((invoice.payable, invoice.fee), (AMOUNT, Rupiah::ZERO));
    assert_eq!(invoice.code.page.as_deref(), Some("https://pay.example/TXN-000001"));
}

#[tokio::test]
async fn a_payment_is_seen_as_it_stands() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Pending, AMOUNT));
        assert!(gateway.pay(&txn) && !gateway.pay(&txn));
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Completed, AMOUNT));

        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert!(gateway.pay_with(reference(1).as_str(), Rupiah(7)));
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Completed, Rupiah(7)));
        assert_eq!(carry(&courier, ask(None)).await, status(Status::Completed, Rupiah(7)));

        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        assert!(gateway.lapse(&txn));
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Cancelled, AMOUNT));
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
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let txn = invoice(&courier, 1).await.txn;
        for mood in broken {
            gateway.behave(mood);
            assert!(later(&carry(&courier, ask(Some(&txn))).await), "{mood:?}");
            assert!(later(&carry(&courier, make(1)).await), "{mood:?}");
        }
        gateway.behave(Mood::Refusing);
        assert!(later(&carry(&courier, cancel(&txn)).await));
        gateway.behave(Mood::Empty);
        assert_eq!(carry(&courier, cancel(&txn)).await, Outcome::Done(Answer::Carried));
        gateway.behave(Mood::Well);
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Pending, AMOUNT));
    }
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
        for errand in [make(1), ask(Some("T1")), cancel("T1")] {
            let Outcome::Later { after: None, why } = carry(&courier, errand).await else {
                panic!("an answer from nobody");
            };
            assert!(why.starts_with("no connection: "), "{why}");
            assert!(!why.contains("127.0.0.1") && !why.contains("api_key"), "{why}");
        }
    }
}

#[tokio::test]
async fn limits_are_kept_and_obeyed() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        gateway.agree(Terms::default());
        let txn = invoice(&courier, 1).await.txn;
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Pending, AMOUNT));
        let soon = carry(&courier, ask(Some(&txn))).await;
        assert!(matches!(soon, Outcome::Later { after: Some(Span(4_000)), .. }), "{soon:?}");
        // A rush of buyers is spaced out instead of being turned away.
        tokio::join!(invoice(&courier, 2), invoice(&courier, 3), invoice(&courier, 4));
        assert_eq!(gateway.transactions().len(), 4);
    }
}

#[tokio::test]
async fn a_definite_no_is_one_for_a_create_alone() {
    for api in BOTH {
        for code in [400, 401, 403, 404, 422] {
            let courier = liar(api, code, json!({ "message": "not so" }).to_string()).await;
            let refused = Never::Refused(format!("HTTP {code}: not so"));
            assert_eq!(carry(&courier, make(1)).await, Outcome::Never(refused));
            assert!(later(&carry(&courier, ask(Some("T1"))).await), "{code}");
            assert!(later(&carry(&courier, ask(None)).await), "{code}");
        }
        for code in [302, 408, 429, 500, 502, 503] {
            let courier = liar(api, code, "<html>".into()).await;
            for errand in [make(1), ask(Some("T1")), ask(None), cancel("T1")] {
                let outcome = carry(&courier, errand).await;
                let (after, why) = (Some(Span::secs(7)), format!("HTTP {code}"));
                assert_eq!(outcome, Outcome::Later { after, why });
            }
        }
    }
}

#[tokio::test]
async fn the_key_is_not_repeated_even_if_the_gateway_does() {
    for api in BOTH {
        let body = json!({ "message": format!("bad key {KEY}") }).to_string();
        let outcome = carry(&liar(api, 401, body).await, make(1)).await;
        assert_eq!(outcome, Outcome::Never(Never::Refused("HTTP 401".into())));
        let (gateway, _) = world(api).await;
        assert!(!format!("{:?}", gateway.calls()).contains(KEY));
        let address = SocketAddr::from(([127, 0, 0, 1], 9));
        assert!(!format!("{:?}", config(api, address)).contains(KEY));
        let bad = Gateway { base_url: "nowhere".into(), ..config(api, address) };
        let error = GatewayCourier::new(&bad).err().unwrap();
        assert!(!format!("{error:?}").contains(KEY));
    }
    let address = SocketAddr::from(([127, 0, 0, 1], 9));
    let api_key = SecretString::from(format!("{KEY}\n"));
    let error = GatewayCourier::new(&Gateway { api_key, ..config(Api::V2, address) }).err();
    assert!(!format!("{:?}", error.unwrap()).contains(KEY));
}

#[tokio::test]
async fn a_sandbox_in_a_live_shop_is_refused() {
    let (gateway, courier) = world(Api::V2).await;
    let made = invoice(&courier, 1).await;
    let body = json!({
        "txn_id": made.txn, "order_id": reference(1), "amount": AMOUNT, "fee": made.fee,
        "total_payment": made.payable, "qr_string": made.code.qr, "is_sandbox": false,
    });
    let refused = carry(&liar(Api::V2, 200, body.to_string()).await, make(1)).await;
    assert!(matches!(refused, Outcome::Never(Never::Refused(_))), "{refused:?}");
    assert_eq!(gateway.transactions().len(), 1);
}

/// The field of the answer is replaced by something else, or taken away.
fn changed(answer: &Value, field: &str, to: &Value) -> String {
    let mut answer = answer.clone();
    let inner = match &answer {
        Value::Object(fields) => fields.keys().next().cloned().filter(|_| fields.len() == 1),
        _ => None,
    };
    let object = match inner {
        Some(inner) => &mut answer[inner],
        None => &mut answer,
    };
    match to {
        Value::Null => drop(object.as_object_mut().unwrap().remove(field)),
        to => object[field] = to.clone(),
    }
    answer.to_string()
}

#[tokio::test]
async fn an_invoice_for_something_else_is_not_shown() {
    let made = invoice(&world(Api::V2).await.1, 1).await;
    let v2 = json!({
        "txn_id": "TXN-000001", "order_id": reference(1), "amount": AMOUNT,
        "total_payment": made.payable, "qr_string": made.code.qr, "is_sandbox": true,
    });
    let v1 = json!({ "payment": {
        "project": PROJECT, "order_id": reference(1), "amount": AMOUNT,
        "total_payment": made.payable, "payment_number": made.code.qr,
    }});
    let tampered = json!(made.code.qr.replace("JAKARTA", "JAKARTB"));
    let (foreign, less) = (json!(reference(2)), json!(98_999));
    let cases = [
        (Api::V2, &v2, "order_id", [&foreign, &json!("x"), &Value::Null]),
        (Api::V2, &v2, "amount", [&less, &json!("99000,5"), &Value::Null]),
        (Api::V2, &v2, "total_payment", [&less, &json!(100_004), &Value::Null]),
        (Api::V2, &v2, "qr_string", [&tampered, &json!(""), &Value::Null]),
        (Api::V2, &v2, "txn_id", [&json!(".."), &json!("a b"), &Value::Null]),
        (Api::V1, &v1, "project", [&json!("other"), &json!(7), &Value::Null]),
        (Api::V1, &v1, "order_id", [&foreign, &json!("x"), &Value::Null]),
        (Api::V1, &v1, "amount", [&less, &json!(-1), &Value::Null]),
        (Api::V1, &v1, "total_payment", [&less, &json!(100_004), &Value::Null]),
        (Api::V1, &v1, "payment_number", [&tampered, &json!(""), &Value::Null]),
    ];
    for (api, whole, field, lies) in cases {
        let honest = carry(&liar(api, 200, whole.to_string()).await, make(1)).await;
        assert!(matches!(honest, Outcome::Done(Answer::Invoice(_))), "{honest:?}");
        for lie in lies {
            let body = changed(whole, field, lie);
            let outcome = carry(&liar(api, 200, body.clone()).await, make(1)).await;
            assert!(later(&outcome), "{body}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_status_of_something_else_proves_nothing() {
    let v2 = json!({
        "txn_id": "T1", "order_id": reference(1), "amount": AMOUNT, "is_sandbox": true,
        "status": "completed",
    });
    let v1 = json!({ "transaction": {
        "project": PROJECT, "order_id": reference(1), "amount": "99000.0", "status": "completed",
    }});
    let foreign = json!(reference(2));
    let cases = [
        (Api::V2, &v2, "order_id", [&foreign, &Value::Null]),
        (Api::V2, &v2, "txn_id", [&json!("T2"), &Value::Null]),
        (Api::V2, &v2, "status", [&json!("paid"), &Value::Null]),
        (Api::V1, &v1, "project", [&json!("other"), &Value::Null]),
        (Api::V1, &v1, "order_id", [&foreign, &Value::Null]),
        (Api::V1, &v1, "status", [&json!(""), &Value::Null]),
    ];
    for (api, whole, field, lies) in cases {
        let courier = liar(api, 200, whole.to_string()).await;
        let honest = status(Status::Completed, AMOUNT);
        assert_eq!(carry(&courier, ask(Some("T1"))).await, honest);
        assert_eq!(carry(&courier, cancel("T1")).await, honest);
        for lie in lies {
            let courier = liar(api, 200, changed(whole, field, lie)).await;
            assert!(later(&carry(&courier, ask(Some("T1"))).await), "{field}: {lie}");
            let cancelled = carry(&courier, cancel("T1")).await;
            assert_eq!(cancelled, Outcome::Done(Answer::Carried), "{field}: {lie}");
        }
    }
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    for api in BOTH {
        let courier = liar(api, 200, " ".repeat(GATEWAY_BYTES_MAX + 1)).await;
        let why = "the answer is too long".to_owned();
        let outcome = carry(&courier, make(1)).await;
        assert_eq!(outcome, Outcome::Later { after: None, why });
    }
}

/// A shop's ear for notices: what came, and the secret that came with it.
async fn ear() -> (String, mpsc::UnboundedReceiver<(Option<String>, Bytes)>) {
    let (told, heard) = mpsc::unbounded_channel();
    let address = serve(move |request: Request<Incoming>| {
        let told = told.clone();
        async move {
            let secret = request.headers().get("X-Secret");
            let secret = secret.map(|secret| secret.to_str().unwrap().to_owned());
            let body = request.into_body().collect().await.unwrap().to_bytes();
            told.send((secret, body)).unwrap();
            Response::new(Full::default())
        }
    })
    .await;
    (format!("http://{address}/hook"), heard)
}

#[tokio::test]
async fn notices_come_once_twice_or_never() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let (url, mut heard) = ear().await;
        gateway.notify_at(&url);
        gateway.notify_times(0);
        let txn = invoice(&courier, 1).await.txn;
        gateway.pay(&txn);
        assert!(gateway.notify(&txn));
        let first = heard.recv().await.unwrap();
        gateway.notify_times(2);
        invoice(&courier, 2).await;
        gateway.pay(reference(2).as_str());
        for (number, (secret, body)) in
            [(1, first), (2, heard.recv().await.unwrap()), (2, heard.recv().await.unwrap())]
        {
            assert_eq!(secret.as_deref(), (api == Api::V2).then_some(SECRET));
            assert_eq!(notice::read(api, &body, PROJECT), Ok(reference(number)));
        }
        gateway.until(|gateway| gateway.posted().len() == 3).await;
        assert!(gateway.posted().iter().all(|posted| posted.status == Some(200)));
    }
}

#[tokio::test]
async fn forged_notices_are_only_hints_or_nothing() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let (url, mut heard) = ear().await;
        gateway.notify_at(&url);
        let txn = invoice(&courier, 1).await.txn;
        gateway.forge(reference(1).as_str(), Forgery::Unpaid);
        let (_, body) = heard.recv().await.unwrap();
        assert!(String::from_utf8_lossy(&body).contains("completed"));
        assert_eq!(notice::read(api, &body, PROJECT), Ok(reference(1)));
        assert_eq!(carry(&courier, ask(Some(&txn))).await, status(Status::Pending, AMOUNT));

        gateway.forge(reference(1).as_str(), Forgery::ForeignProject);
        let (_, body) = heard.recv().await.unwrap();
        let foreign = notice::BadNotice::ForeignProject;
        assert_eq!(notice::read(api, &body, PROJECT), Err(foreign));

        gateway.forge(reference(9).as_str(), Forgery::WrongSecret);
        let (secret, _) = heard.recv().await.unwrap();
        let given = secret.as_deref().map(str::as_bytes);
        assert!(!notice::same_secret(given, &SecretString::from(SECRET.to_owned())));
    }
}

#[tokio::test]
async fn other_errands_are_not_the_gateways() {
    let (gateway, courier) = world(Api::V2).await;
    let toast = Errand::Toast { callback: "1".into(), text: None, alert: false };
    assert!(matches!(carry(&courier, toast).await, Outcome::Never(Never::Refused(_))));
    assert!(gateway.calls().is_empty());
}
