//! The gateway's memory and its rules, apart from how a protocol words them.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::notice::Notice;
use super::{Account, Bearer, Call, Forgery, Mood, Posted, Seen, Terms, qr, v1, v2};
use crate::config::Api;
use crate::domain::limit::{CREATES_PER_SECOND, QRIS_RUPIAH_MAX, QRIS_RUPIAH_MIN};
use crate::domain::money::Rupiah;
use crate::domain::payment::Status;
use crate::engine::clock::Clock;
use crate::words::format::utc;

/// One status question per transaction in this time.
const STATUS_GAP: Duration = Duration::from_secs(4);
const CREATES_IN: Duration = Duration::from_secs(1);

pub struct Book {
    pub account: Account,
    pub terms: Terms,
    pub mood: Mood,
    /// Where notices go, and how many of each.
    pub hook: Option<String>,
    pub copies: u32,
    pub calls: Vec<Call>,
    pub sent: usize,
    pub posted: Vec<Posted>,
    /// What somebody is about to pay once the shop asks about it.
    pub payer: Option<String>,
    /// The same when the shop has asked.
    pub paying: Option<String>,
    transactions: Vec<Transaction>,
    /// The latest creates: enough of them to tell whether the next comes too fast.
    creates: Vec<Instant>,
}

#[derive(Clone)]
pub struct Transaction {
    pub api: Api,
    pub txn: String,
    pub order_id: String,
    pub amount: Rupiah,
    /// The amount that status answers name: the same, unless somebody pays with another.
    pub reported: Rupiah,
    pub fee: Rupiah,
    pub total: Rupiah,
    pub qr: String,
    pub status: Status,
    pub received: Rupiah,
    looked: Option<Instant>,
}

/// A request, as far as the protocols look at it.
pub struct Asked<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub key: Option<&'a str>,
    pub body: &'a [u8],
}

/// An answer before it is bytes on a wire.
pub struct Told {
    pub status: u16,
    pub body: String,
    /// Seconds for `Retry-After`.
    pub rest: Option<u64>,
}

impl Told {
    pub fn success(body: Value) -> Told {
        Told { status: 200, body: body.to_string(), rest: None }
    }

    pub fn complaint(status: u16, words: &str) -> Told {
        Told { status, body: json!({ "message": words }).to_string(), rest: None }
    }

    fn too_fast(rest: Duration) -> Told {
        let seconds = rest.as_millis().div_ceil(1000) as u64;
        Told { rest: Some(seconds), ..Told::complaint(429, "too many requests") }
    }
}

impl Book {
    pub fn new(account: Account) -> Book {
        Book {
            account,
            terms: Terms::default(),
            mood: Mood::Well,
            hook: None,
            copies: 1,
            calls: Vec::new(),
            sent: 0,
            posted: Vec::new(),
            payer: None,
            paying: None,
            transactions: Vec::new(),
            creates: Vec::new(),
        }
    }

    /// Answers as the mood is, and keeps the call; `None` if the caller hears nothing.
    pub fn answer(&mut self, asked: &Asked) -> Option<Told> {
        let told = match self.mood {
            Mood::Well => Some(self.serve(asked)),
            Mood::Refusing => Some(Told::complaint(503, "down for maintenance")),
            Mood::Hanging(_) | Mood::Closing => None,
            Mood::Forgetful => {
                self.serve(asked);
                None
            }
            Mood::Garbled => {
                let whole = self.serve(asked);
                let half = whole.body.chars().take(whole.body.len() / 2).collect();
                Some(Told { body: half, ..whole })
            }
            Mood::Empty => Some(Told::success(json!({}))),
        };
        let status = told.as_ref().map(|told| told.status);
        let (method, path) = (asked.method.to_owned(), asked.path.to_owned());
        self.calls.push(Call { method, path, status });
        told
    }

    fn serve(&mut self, asked: &Asked) -> Told {
        let parts: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
        let answer = match parts[..] {
            ["api", "v2", ref parts @ ..] => v2::answer(self, asked, parts),
            ["api", ref parts @ ..] => v1::answer(self, asked, parts),
            _ => Err(Told::complaint(404, "no such page")),
        };
        answer.unwrap_or_else(|complaint| complaint)
    }

    /// Finds or creates: the same order and amount are the same transaction.
    pub fn create(
        &mut self,
        api: Api,
        order_id: &str,
        amount: Rupiah,
    ) -> Result<Transaction, Told> {
        self.hold_back_creates()?;
        if !(QRIS_RUPIAH_MIN..=QRIS_RUPIAH_MAX).contains(&amount.0) {
            return Err(Told::complaint(422, "amount out of bounds"));
        }
        if let Some(known) = self.transactions.iter().find(|known| known.order_id == order_id) {
            return match known.amount == amount {
                true => Ok(known.clone()),
                false => Err(Told::complaint(422, "order_id is taken by another amount")),
            };
        }
        let fee = fee(amount);
        let total = match self.terms.fee {
            Bearer::Buyer => Rupiah(amount.0 + fee.0),
            Bearer::Seller => amount,
        };
        let made = Transaction {
            api,
            txn: format!("TXN-{:06}", self.transactions.len() + 1),
            order_id: order_id.to_owned(),
            amount,
            reported: amount,
            fee,
            total,
            qr: qr::payload(&self.account.project, total),
            status: Status::Pending,
            received: Rupiah::ZERO,
            looked: None,
        };
        self.transactions.push(made.clone());
        Ok(made)
    }

    /// How a transaction stands; not more often than agreed.
    pub fn look(&mut self, which: &str) -> Result<Transaction, Told> {
        let limits = self.terms.limits;
        let found = self.find(which).ok_or_else(unknown)?;
        let now = Instant::now();
        let since = found.looked.map(|looked| now.duration_since(looked));
        match since.and_then(|since| STATUS_GAP.checked_sub(since)) {
            Some(rest) if limits && !rest.is_zero() => return Err(Told::too_fast(rest)),
            _ => found.looked = Some(now),
        }
        let found = found.clone();
        if self.payer.as_ref() == Some(&found.order_id) {
            self.paying = self.payer.take();
        }
        Ok(found)
    }

    pub fn cancel(&mut self, which: &str) -> Result<Transaction, Told> {
        if !self.terms.cancels {
            return Err(Told::complaint(404, "no such page"));
        }
        self.close(which, Status::Cancelled, None);
        self.find(which).map(|found| found.clone()).ok_or_else(unknown)
    }

    /// Ends what is open. False if it is not, or not known.
    pub fn close(&mut self, which: &str, status: Status, reported: Option<Rupiah>) -> bool {
        let open = self.find(which).filter(|found| found.status == Status::Pending);
        let Some(open) = open else { return false };
        open.status = status;
        open.reported = reported.unwrap_or(open.amount);
        if status == Status::Completed {
            open.received = open.reported;
        }
        true
    }

    /// Calls a completed one pending again.
    pub fn revoke(&mut self, which: &str) -> bool {
        let paid = self.find(which).filter(|found| found.status == Status::Completed);
        paid.map(|paid| paid.status = Status::Pending).is_some()
    }

    pub fn notice(&mut self, which: &str) -> Option<Notice> {
        let found = self.find(which)?.clone();
        Some(self.write(&found))
    }

    pub fn forgery(&mut self, reference: &str, forgery: Forgery) -> Notice {
        let found = self.find(reference).map(|found| found.clone());
        let mut claim = found.unwrap_or_else(|| Transaction {
            api: Api::V2,
            txn: "TXN-FORGED".to_owned(),
            order_id: reference.to_owned(),
            amount: Rupiah(QRIS_RUPIAH_MIN),
            reported: Rupiah(QRIS_RUPIAH_MIN),
            fee: Rupiah::ZERO,
            total: Rupiah(QRIS_RUPIAH_MIN),
            qr: String::new(),
            status: Status::Completed,
            received: Rupiah::ZERO,
            looked: None,
        });
        claim.status = Status::Completed;
        let mut notice = self.write(&claim);
        match forgery {
            Forgery::Unpaid => {}
            Forgery::ForeignProject => notice.body["project"] = json!("another-project"),
            Forgery::WrongSecret => notice.secret = Some("guessed".to_owned()),
        }
        notice
    }

    fn write(&self, told: &Transaction) -> Notice {
        let (body, secret) = match told.api {
            Api::V1 => (v1::transaction(self, told), None),
            Api::V2 => (v2::standing(self, told), self.account.webhook_secret.clone()),
        };
        Notice { reference: told.order_id.clone(), secret, body }
    }

    pub fn seen(&self) -> Vec<Seen> {
        let seen = |known: &Transaction| Seen {
            reference: known.order_id.clone(),
            txn: known.txn.clone(),
            amount: known.amount,
            total: known.total,
            status: known.status,
            received: known.received,
            qr: known.qr.clone(),
        };
        self.transactions.iter().map(seen).collect()
    }

    fn find(&mut self, which: &str) -> Option<&mut Transaction> {
        self.transactions.iter_mut().find(|known| known.txn == which || known.order_id == which)
    }

    fn hold_back_creates(&mut self) -> Result<(), Told> {
        let now = Instant::now();
        self.creates.retain(|at| now.duration_since(*at) < CREATES_IN);
        if self.terms.limits && self.creates.len() >= CREATES_PER_SECOND as usize {
            return Err(Told::too_fast(CREATES_IN));
        }
        self.creates.push(now);
        Ok(())
    }
}

/// Seven in a thousand and Rp310: what the real one takes for QRIS.
pub fn fee(amount: Rupiah) -> Rupiah {
    Rupiah((amount.0.saturating_mul(7).saturating_add(500)) / 1000 + 310)
}

/// The words both protocols have for a status.
pub fn word(status: Status) -> &'static str {
    match status {
        Status::Pending => "pending",
        Status::Completed => "completed",
        Status::Cancelled => "canceled",
    }
}

/// When a transaction was completed. Always the same moment: the shop reads no time of the
/// gateway's, and a story should read the same every day.
pub fn completed_at(status: Status) -> Option<&'static str> {
    (status == Status::Completed).then_some("2026-11-24T10:03:00.123456789+07:00")
}

/// When a transaction that is made now ends unpaid, as the gateway writes it.
pub fn expired_at(terms: &Terms) -> String {
    utc(Clock::new().now().after(terms.lives))
}

fn unknown() -> Told {
    Told::complaint(404, "no such transaction")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fee_is_the_one_of_the_documented_example() {
        assert_eq!(fee(Rupiah(99_000)), Rupiah(1_003));
        assert_eq!(fee(Rupiah(12_000)), Rupiah(394));
    }
}
