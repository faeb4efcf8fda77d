//! How version 2 asks and answers.

use serde::Deserialize;
use serde_json::{Value, json};

use super::book::{Asked, Book, Told, Transaction, completed_at, expired_at, fee, word};
use crate::config::Api;
use crate::domain::money::Rupiah;

#[derive(Deserialize)]
struct Create {
    method: String,
    amount: Rupiah,
}

/// `parts` is the path below `/api/v2`.
pub fn answer(book: &mut Book, asked: &Asked, parts: &[&str]) -> Result<Told, Told> {
    // The one call that needs no key.
    if let ("GET", ["payment-fee", amount]) = (asked.method, parts) {
        let amount = amount.parse().map_err(|_| Told::complaint(400, "amount"))?;
        return Ok(Told::success(json!({ "qris": fee(Rupiah(amount)) })));
    }
    let [call, project, name] = parts else {
        return Err(Told::complaint(404, "no such page"));
    };
    if asked.key != Some(&book.account.api_key) {
        return Err(Told::complaint(401, "wrong key"));
    }
    if *project != book.account.project {
        return Err(Told::complaint(404, "no such project"));
    }
    match (asked.method, *call) {
        ("POST", "create-transaction") => create(book, asked.body, name),
        ("GET", "transaction-status") => {
            let found = book.look(name)?;
            Ok(Told::success(standing(book, &found)))
        }
        ("POST", "cancel-transaction") => {
            let found = book.cancel(name)?;
            Ok(Told::success(standing(book, &found)))
        }
        _ => Err(Told::complaint(404, "no such page")),
    }
}

fn create(book: &mut Book, body: &[u8], order_id: &str) -> Result<Told, Told> {
    let wanted: Create =
        serde_json::from_slice(body).map_err(|_| Told::complaint(400, "method and amount"))?;
    if wanted.method != "qris" {
        return Err(Told::complaint(422, "no such method"));
    }
    let made = book.create(Api::V2, order_id, wanted.amount)?;
    let page = book.terms.page.as_ref().map(|page| format!("{page}/{}", made.txn));
    Ok(Told::success(json!({
        "txn_id": made.txn,
        "order_id": made.order_id,
        "amount": made.amount,
        "fee": made.fee,
        "total_payment": made.total,
        "payment_method": "qris",
        "qr_string": made.qr,
        "va_number": null,
        "payment_link": page,
        "expired_at": expired_at(&book.terms),
        "is_sandbox": book.account.sandbox,
        "status": word(made.status),
    })))
}

/// A transaction as a status answer and as a notice; the amount is the one without fee.
pub fn standing(book: &Book, told: &Transaction) -> Value {
    json!({
        "txn_id": told.txn,
        "order_id": told.order_id,
        "amount": told.reported,
        "is_sandbox": book.account.sandbox,
        "status": word(told.status),
        "completed_at": completed_at(told.status),
    })
}
