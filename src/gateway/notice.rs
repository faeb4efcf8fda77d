//! A notice of the gateway: from bytes to the payment it talks about. A hint, never a proof.

use serde_json::{Map, Value};

use super::wire::{Amount, Text, plain};
use crate::config::Api;
use crate::domain::limit::{HOOK_BYTES_MAX, NOTICE_DEPTH_MAX};
use crate::domain::payment::{Hint, Named, Reference};
use crate::domain::rejected_notice::Why;

/// Where notices come in. With version 1, the secret follows behind.
pub const PATH: &str = "/webhooks/pakasir";

/// Why a notice says nothing to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadNotice {
    TooBig,
    NotText,
    /// Not a JSON object, or cut off.
    NotAnObject,
    TooDeep,
    /// No order of our shape.
    NoReference,
    ForeignProject,
}

impl BadNotice {
    /// What the journal of strange notices calls it.
    pub fn why(self) -> Why {
        match self {
            BadNotice::TooBig
            | BadNotice::NotText
            | BadNotice::NotAnObject
            | BadNotice::TooDeep => Why::Malformed,
            BadNotice::NoReference => Why::UnknownOrder,
            BadNotice::ForeignProject => Why::ForeignProject,
        }
    }
}

/// What it claims of the payment decides nothing: the gateway itself will be asked.
pub fn read(api: Api, body: &[u8], project: &str) -> Result<Hint, BadNotice> {
    if body.len() > HOOK_BYTES_MAX {
        return Err(BadNotice::TooBig);
    }
    let text = std::str::from_utf8(body).map_err(|_| BadNotice::NotText)?;
    let notice: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| BadNotice::NotAnObject)?;
    if notice.values().any(|value| deeper(value, NOTICE_DEPTH_MAX)) {
        return Err(BadNotice::TooDeep);
    }
    match (api, notice.get("project")) {
        // Version 2 names no project in its notices: the secret tells whose they are.
        (Api::V2, None | Some(Value::Null)) => {}
        (_, Some(Value::String(named))) if named == project => {}
        _ => return Err(BadNotice::ForeignProject),
    }
    let order = notice.get("order_id").and_then(Value::as_str);
    let reference = order.and_then(Reference::parse).ok_or(BadNotice::NoReference)?;
    let named = named(api, &notice, &reference);
    Ok(Hint { reference, named })
}

/// What it names of the transaction, where that is enough to ask about it.
fn named(api: Api, notice: &Map<String, Value>, reference: &Reference) -> Option<Named> {
    let amount: Amount = serde_json::from_value(notice.get("amount")?.clone()).ok()?;
    let txn = match api {
        Api::V1 => reference.as_str().to_owned(),
        Api::V2 => serde_json::from_value::<Text>(notice.get("txn_id")?.clone()).ok()?.0,
    };
    plain(&txn).then_some(Named { amount: amount.0, txn })
}

/// The value has more storeys than that. Its own depth is bounded by the reader of JSON.
fn deeper(value: &Value, storeys: usize) -> bool {
    let Some(below) = storeys.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| deeper(item, below)),
        Value::Object(fields) => fields.values().any(|field| deeper(field, below)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::domain::money::Rupiah;

    const ORDER: &str = "W-000123-ABCDEFGH";

    fn body(api: Api) -> Value {
        match api {
            Api::V1 => json!({"amount": 22000, "order_id": ORDER, "project": "warung",
                "status": "completed", "payment_method": "qris",
                "completed_at": "2026-11-24T10:00:00.123456789+07:00"}),
            Api::V2 => json!({"txn_id": "T1", "order_id": ORDER, "amount": 22000,
                "is_sandbox": false, "status": "pending", "completed_at": null}),
        }
    }

    fn hint(api: Api, body: Value) -> Result<Hint, BadNotice> {
        read(api, body.to_string().as_bytes(), "warung")
    }

    fn tell(api: Api, body: Value) -> Result<Reference, BadNotice> {
        hint(api, body).map(|hint| hint.reference)
    }

    #[test]
    fn a_notice_names_enough_to_ask_about_what_we_do_not_know() {
        let named = |api, body| hint(api, body).unwrap().named;
        let amount = Rupiah(22_000);
        let of = |txn: &str| Some(Named { amount, txn: txn.to_owned() });
        assert_eq!(named(Api::V1, body(Api::V1)), of(ORDER));
        assert_eq!(named(Api::V2, body(Api::V2)), of("T1"));
        // The number becomes part of an address, and nobody is asked about half a notice.
        for txn in [json!(".."), json!("a b"), json!(""), json!(null), json!(["T1"])] {
            let mut notice = body(Api::V2);
            notice["txn_id"] = txn.clone();
            assert_eq!(named(Api::V2, notice), None, "{txn}");
        }
        for amount in [json!(null), json!(-5), json!(0.5), json!("x")] {
            let mut notice = body(Api::V1);
            notice["amount"] = amount.clone();
            assert_eq!(named(Api::V1, notice), None, "{amount}");
        }
    }

    #[test]
    fn a_notice_names_its_order_whatever_its_status() {
        let order = Reference::parse(ORDER).unwrap();
        for api in [Api::V1, Api::V2] {
            assert_eq!(tell(api, body(api)), Ok(order.clone()));
        }
        let mut named = body(Api::V2);
        named["project"] = json!("warung");
        named["customer"] = json!({"name": ["Sari"]});
        assert_eq!(tell(Api::V2, named), Ok(order));
    }

    #[test]
    fn another_project_is_not_ours() {
        for project in [json!("other"), json!(7), json!(["warung"]), json!("warung ")] {
            for api in [Api::V1, Api::V2] {
                let mut notice = body(api);
                notice["project"] = project.clone();
                assert_eq!(tell(api, notice), Err(BadNotice::ForeignProject), "{project}");
            }
        }
        assert_eq!(tell(Api::V1, body(Api::V2)), Err(BadNotice::ForeignProject));
    }

    #[test]
    fn an_order_must_have_our_shape() {
        for order in [json!(null), json!(123), json!(""), json!("ORD-1"), json!([ORDER])] {
            let mut notice = body(Api::V2);
            notice["order_id"] = order.clone();
            assert_eq!(tell(Api::V2, notice), Err(BadNotice::NoReference), "{order}");
        }
    }

    #[test]
    fn what_is_not_a_notice_is_told_apart() {
        let read = |body: &[u8]| read(Api::V2, body, "warung");
        let whole = body(Api::V2).to_string();
        for text in ["", "null", "7", "\"abc\"", "[]", "{", &whole[..whole.len() - 1]] {
            assert_eq!(read(text.as_bytes()), Err(BadNotice::NotAnObject), "{text}");
        }
        assert_eq!(read(format!("[{whole}]").as_bytes()), Err(BadNotice::NotAnObject));
        assert_eq!(read(b"{\"order_id\":\"\xff\"}"), Err(BadNotice::NotText));
        let long = format!("{whole}{}", " ".repeat(HOOK_BYTES_MAX));
        assert_eq!(read(long.as_bytes()), Err(BadNotice::TooBig));
        let nested = |storeys| {
            let (open, close) = ("[".repeat(storeys), "]".repeat(storeys));
            whole.replacen('{', &format!("{{\"deep\":{open}{close},"), 1)
        };
        assert!(read(nested(NOTICE_DEPTH_MAX).as_bytes()).is_ok());
        assert_eq!(read(nested(NOTICE_DEPTH_MAX + 1).as_bytes()), Err(BadNotice::TooDeep));
        // Deeper than a stack should follow: the reader of JSON gives up by itself.
        assert_eq!(read(nested(5000).as_bytes()), Err(BadNotice::NotAnObject));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(Api::V1, &body, "warung");
        }
    }
}
