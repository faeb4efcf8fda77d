//! The gateway's JSON, as it is: fields we do not need are not read, numbers may be dressed up.

use serde::{Deserialize, Serialize};

use crate::domain::limit::TXN_BYTES_MAX;
use crate::domain::money::Rupiah;
use crate::domain::payment::{Reference, Status};

/// What v2 is asked to collect; the reference stands in the address.
#[derive(Serialize)]
pub struct Create {
    pub method: &'static str,
    pub amount: Rupiah,
}

/// What v1 is asked, whatever it is asked: the key travels in the body.
#[derive(Serialize)]
pub struct Ask<'a> {
    pub project: &'a str,
    pub order_id: &'a str,
    pub amount: Rupiah,
    pub api_key: &'a str,
}

/// v2's answer to a create.
#[derive(Deserialize)]
pub struct Created {
    pub txn_id: Text,
    pub order_id: Text,
    pub amount: Amount,
    pub total_payment: Amount,
    pub fee: Option<Amount>,
    pub qr_string: Option<String>,
    pub payment_link: Option<String>,
    pub is_sandbox: Option<bool>,
    pub status: Option<Word>,
    pub expired_at: Option<serde_json::Value>,
}

/// v2's answer to a status question, and to a cancel where that is offered.
#[derive(Deserialize)]
pub struct Standing {
    pub txn_id: Text,
    pub order_id: Text,
    pub amount: Amount,
    pub is_sandbox: Option<bool>,
    pub status: Word,
}

/// v1's answer to a create.
#[derive(Deserialize)]
pub struct CreatedV1 {
    pub payment: PaymentV1,
}

#[derive(Deserialize)]
pub struct PaymentV1 {
    pub project: String,
    pub order_id: Text,
    pub amount: Amount,
    pub total_payment: Amount,
    pub fee: Option<Amount>,
    /// For QRIS the payload of the QR.
    pub payment_number: String,
    pub expired_at: Option<serde_json::Value>,
}

/// v1's answer to a detail question.
#[derive(Deserialize)]
pub struct DetailV1 {
    pub transaction: TransactionV1,
}

#[derive(Deserialize)]
pub struct TransactionV1 {
    pub project: String,
    pub order_id: Text,
    pub amount: Amount,
    pub status: Word,
}

/// What an error says of itself, where it says anything.
#[derive(Deserialize)]
pub struct Complaint {
    message: Option<serde_json::Value>,
    error: Option<serde_json::Value>,
}

impl Complaint {
    pub fn words(self) -> Option<String> {
        let said = [self.message, self.error].into_iter().flatten();
        said.filter_map(|value| value.as_str().map(str::to_owned)).next()
    }
}

/// A number or a text: gateways have been seen to change their mind between the two.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Whole(u64),
    Real(f64),
    Text(String),
}

/// An amount as `25000`, `25000.0`, `"25000"` or `"25000.00"`; never a part of a rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Loose")]
pub struct Amount(pub Rupiah);

impl TryFrom<Loose> for Amount {
    type Error = &'static str;

    fn try_from(loose: Loose) -> Result<Amount, &'static str> {
        let text = match loose {
            Loose::Whole(amount) => return Ok(Amount(Rupiah(amount))),
            // Written out, a float shows whether it is whole; beyond 2^53 it is no longer exact.
            Loose::Real(amount) if amount.abs() < (1u64 << 53) as f64 => amount.to_string(),
            Loose::Real(_) => return Err("not an amount"),
            Loose::Text(text) => text,
        };
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = whole.bytes().all(|sign| sign.is_ascii_digit());
        let amount = whole.parse().ok().filter(|_| digits && part.bytes().all(|b| b == b'0'));
        amount.map(|amount| Amount(Rupiah(amount))).ok_or("not an amount")
    }
}

/// A name that may arrive as a bare number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Loose")]
pub struct Text(pub String);

impl From<Loose> for Text {
    fn from(loose: Loose) -> Text {
        Text(match loose {
            Loose::Whole(number) => number.to_string(),
            Loose::Real(number) => number.to_string(),
            Loose::Text(text) => text,
        })
    }
}

impl Text {
    /// The name is this reference: ours by shape, and the one we asked for.
    pub fn is(&self, reference: &Reference) -> bool {
        Reference::parse(&self.0).as_ref() == Some(reference)
    }
}

/// A transaction's number becomes part of an address, where dots alone would climb.
pub fn plain(txn: &str) -> bool {
    let dots = txn.bytes().all(|sign| sign == b'.');
    txn.len() <= TXN_BYTES_MAX && !dots && txn.bytes().all(|sign| sign.is_ascii_graphic())
}

/// A status word. `None` for a word we do not know: it then says nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Word(pub Option<Status>);

impl From<String> for Word {
    fn from(word: String) -> Word {
        Word(match word.to_ascii_lowercase().as_str() {
            "pending" => Some(Status::Pending),
            "completed" => Some(Status::Completed),
            "canceled" | "cancelled" => Some(Status::Cancelled),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, from_value, json};

    use super::*;

    #[test]
    fn an_amount_may_be_dressed_up_but_must_be_whole() {
        for text in ["25000", "25000.0", "2.5e4", r#""25000""#, r#""25000.00""#] {
            assert_eq!(from_str::<Amount>(text).unwrap().0, Rupiah(25_000), "{text}");
        }
        let bad =
            ["25000.5", "-25000", r#""-1""#, r#""""#, r#""1e5""#, r#""+5""#, "null", "1e300", "[]"];
        for text in bad {
            assert!(from_str::<Amount>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn more_fields_and_fewer_make_no_difference() {
        let created: Created = from_value(json!({
            "txn_id": 77, "order_id": "W-000001-AAAAAAAA", "amount": "25000", "fee": 485,
            "total_payment": 25485.0, "payment_method": "qris", "qr_string": "0002",
            "va_number": null, "payment_link": null, "status": "Pending",
            "expired_at": "2026-11-24T10:00:00.123456789+07:00", "news": {"deep": [1]}
        }))
        .unwrap();
        assert_eq!(created.txn_id, Text("77".into()));
        assert_eq!(created.total_payment, Amount(Rupiah(25_485)));
        assert_eq!(created.status, Some(Word(Some(Status::Pending))));
        assert_eq!(created.is_sandbox, None);

        let standing: Standing = from_value(json!({
            "txn_id": "T1", "order_id": "W-000001-AAAAAAAA", "amount": 25000, "is_sandbox": true,
            "status": "refunded", "completed_at": "2026-11-24T10:00:00.123456789Z"
        }))
        .unwrap();
        assert_eq!(standing.status, Word(None));
        assert_eq!(standing.is_sandbox, Some(true));
    }

    #[test]
    fn what_matters_must_be_there() {
        for broken in [json!({}), json!([]), json!({"txn_id": "T1", "amount": 5})] {
            assert!(from_value::<Standing>(broken).is_err());
        }
        assert!(from_value::<CreatedV1>(json!({"success": true})).is_err());
    }

    #[test]
    fn a_complaint_is_read_where_there_is_one() {
        let words = |text| from_str::<Complaint>(text).ok().and_then(Complaint::words);
        assert_eq!(words(r#"{"message":"no such project"}"#), Some("no such project".into()));
        assert_eq!(words(r#"{"error":"bad key","message":{"a":1}}"#), Some("bad key".into()));
        assert_eq!(words(r#"{"error":{"code":7}}"#), None);
        assert_eq!(words("<html>"), None);
    }

    #[test]
    fn a_number_must_not_climb_in_an_address() {
        for txn in ["TXN-1", "0190b6e2-7c3a-7d1f-8e1a-2f6c1d9b0a11", "a.b", "a/b"] {
            assert!(plain(txn), "{txn}");
        }
        for txn in ["", ".", "..", "a b", "a\nb", "é", &"9".repeat(TXN_BYTES_MAX + 1)] {
            assert!(!plain(txn), "{txn}");
        }
    }
}
