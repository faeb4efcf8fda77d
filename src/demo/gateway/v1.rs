//! How version 1 asks and answers.

use serde::Deserialize;
use serde_json::{Value, json};

use super::book::{Asked, Book, Told, Transaction, completed_at, expired_at, word};
use crate::config::Api;
use crate::domain::money::Rupiah;

/// What every call says, in its body or in its query.
#[derive(Deserialize)]
struct Ask {
    project: String,
    order_id: String,
    amount: Rupiah,
    api_key: String,
}

/// `parts` is the path below `/api`.
pub fn answer(book: &mut Book, asked: &Asked, parts: &[&str]) -> Result<Told, Told> {
    let ask = match asked.method {
        "GET" => from_query(asked.query),
        _ => serde_json::from_slice(asked.body).ok(),
    };
    let ask = ask.ok_or_else(|| Told::complaint(400, "project, order_id, amount, api_key"))?;
    if ask.api_key != book.account.api_key {
        return Err(Told::complaint(401, "wrong key"));
    }
    if ask.project != book.account.project {
        return Err(Told::complaint(404, "no such project"));
    }
    match (asked.method, parts) {
        ("POST", ["transactioncreate", "qris"]) => create(book, &ask),
        ("GET", ["transactiondetail"]) => {
            let found = book.look(&ask.order_id)?;
            Ok(Told::success(json!({ "transaction": transaction(book, &found) })))
        }
        ("POST", ["transactioncancel"]) => {
            let found = book.cancel(&ask.order_id)?;
            Ok(Told::success(json!({ "transaction": transaction(book, &found) })))
        }
        _ => Err(Told::complaint(404, "no such page")),
    }
}

fn create(book: &mut Book, ask: &Ask) -> Result<Told, Told> {
    let made = book.create(Api::V1, &ask.order_id, ask.amount)?;
    Ok(Told::success(json!({ "payment": {
        "project": book.account.project,
        "order_id": made.order_id,
        "amount": made.amount,
        "fee": made.fee,
        "total_payment": made.total,
        "payment_method": "qris",
        "payment_number": made.qr,
        "expired_at": expired_at(&book.terms),
    }})))
}

/// A transaction as a detail answer and as a notice; the amount is the one without fee.
pub fn transaction(book: &Book, told: &Transaction) -> Value {
    json!({
        "amount": told.reported,
        "order_id": told.order_id,
        "project": book.account.project,
        "status": word(told.status),
        "payment_method": "qris",
        "completed_at": completed_at(told.status),
    })
}

/// The demo's own names and keys need no escapes, so none are undone.
fn from_query(query: &str) -> Option<Ask> {
    let value = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    Some(Ask {
        project: value("project")?,
        order_id: value("order_id")?,
        amount: Rupiah(value("amount")?.parse().ok()?),
        api_key: value("api_key")?,
    })
}
