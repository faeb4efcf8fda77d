//! Gateways that answer something else than they were asked.

use hyper::StatusCode;
use serde_json::{Value, json};
use warung::domain::limit::{FEE_PERCENT_MAX, FEE_RUPIAH_MAX, GATEWAY_BYTES_MAX};

use super::*;

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

#[tokio::test]
async fn a_definite_no_is_one_for_a_create_alone() {
    for api in BOTH {
        for code in [400, 401, 403, 404, 422] {
            let courier = liar(api, code, json!({ "message": "not so" }).to_string()).await;
            let refused = Never::Refused(format!("HTTP {code}: not so"));
            assert_eq!(carry(&courier, make(1)).await, Outcome::Never(refused));
            assert!(later(&carry(&courier, ask("T1")).await), "{code}");
        }
        for code in [302, 408, 429, 500, 502, 503] {
            for task in [make(1), ask("T1"), cancel("T1")] {
                let courier = liar(api, code, "<html>".into()).await;
                let outcome = carry(&courier, task).await;
                let (after, why) = (Some(Span::secs(7)), format!("HTTP {code}"));
                assert_eq!(outcome, Outcome::Later { after, why });
            }
        }
        for code in [400, 404, 405] {
            let cancelled = carry(&liar(api, code, "<html>".into()).await, cancel("T1")).await;
            assert_eq!(cancelled, Outcome::Done(Answer::Carried));
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

/// An invoice with so much on top of the price, as each version tells of it.
fn with_fee(api: Api, fee: u64, honest: &Invoice) -> String {
    let payable = AMOUNT.0 + fee;
    let amount = |rupiah: u64| format!("54{:02}{rupiah}", rupiah.to_string().len());
    let qr = honest.code.qr.replace(&amount(honest.payable.0), &amount(payable));
    let signed = &qr[..qr.len() - 4];
    let qr = format!("{signed}{}", qris::checksum(signed));
    let body = match api {
        Api::V1 => json!({ "payment": {
            "project": PROJECT, "order_id": reference(1), "amount": AMOUNT, "fee": fee,
            "total_payment": payable, "payment_number": qr,
        }}),
        Api::V2 => json!({
            "txn_id": "TXN-000001", "order_id": reference(1), "amount": AMOUNT, "fee": fee,
            "total_payment": payable, "qr_string": qr, "is_sandbox": true,
        }),
    };
    body.to_string()
}

#[tokio::test]
async fn a_fee_that_is_no_fee_is_not_shown_to_a_buyer() {
    let most = FEE_RUPIAH_MAX + AMOUNT.0 * FEE_PERCENT_MAX / 100;
    for api in BOTH {
        let honest = invoice(&world(api).await.1, 1).await;
        let with_fee = |fee| with_fee(api, fee, &honest);
        let fine = carry(&liar(api, 200, with_fee(most)).await, make(1)).await;
        let Outcome::Done(Answer::Invoice(made)) = fine else { panic!("{fine:?}") };
        assert_eq!((made.fee, made.payable), (Rupiah(most), Rupiah(AMOUNT.0 + most)));
        for fee in [most + 1, AMOUNT.0 * 10] {
            let refused = carry(&liar(api, 200, with_fee(fee)).await, make(1)).await;
            let Outcome::Later { why, .. } = &refused else { panic!("{refused:?}") };
            assert!(why.contains(&format!("a fee of {fee} on 99000")), "{why}");
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
        assert_eq!(carry(&courier, ask("T1")).await, honest);
        assert_eq!(carry(&courier, cancel("T1")).await, honest);
        for lie in lies {
            let courier = liar(api, 200, changed(whole, field, lie)).await;
            assert!(later(&carry(&courier, ask("T1")).await), "{field}: {lie}");
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
