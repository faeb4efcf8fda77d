//! A pretend Pakasir: the contract over real HTTP, and levers for all that can go wrong.

mod book;
mod notice;
mod qr;
mod v1;
mod v2;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use tokio::sync::watch;

use crate::domain::limit::HOOK_BYTES_MAX;
use crate::domain::money::Rupiah;
use crate::domain::payment::Status;
use crate::domain::time::Span;
use book::{Asked, Book, Told};

/// Where the world's server mounts it; a caller may have cut it off already.
const MOUNT: &str = "/pakasir";

/// The gateway. Cheap to clone: all clones are the same one.
#[derive(Clone)]
pub struct PretendGateway {
    shared: Arc<Shared>,
}

struct Shared {
    book: Mutex<Book>,
    revision: watch::Sender<u64>,
}

/// The project that the shop is configured with.
#[derive(Clone)]
pub struct Account {
    pub project: String,
    pub api_key: String,
    pub webhook_secret: Option<String>,
    pub sandbox: bool,
}

/// What the project's owner and the gateway agreed on.
#[derive(Clone, Debug)]
pub struct Terms {
    pub fee: Bearer,
    /// Whether asking too fast is answered with 429.
    pub limits: bool,
    /// Some say that the real one does not offer to cancel.
    pub cancels: bool,
    /// A page to pay on, below which each transaction has its own.
    pub page: Option<String>,
    /// How long a transaction can be paid.
    pub lives: Span,
}

/// Who pays the gateway's fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    Buyer,
    Seller,
}

/// How the gateway behaves just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// 503 to everything.
    Refusing,
    /// Takes the request, says nothing for that long, and hangs up.
    Hanging(Duration),
    /// Hangs up at once.
    Closing,
    /// Does what it is asked, but the answer is lost on the way.
    Forgetful,
    /// Does what it is asked, and answers with half a JSON.
    Garbled,
    /// Success, it says, and nothing else.
    Empty,
}

/// A notice that is not true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgery {
    /// Paid, it says, whatever the truth is.
    Unpaid,
    ForeignProject,
    WrongSecret,
}

/// A transaction, as anybody may look at it. Their order is the order of their making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub reference: String,
    pub txn: String,
    pub amount: Rupiah,
    pub total: Rupiah,
    pub status: Status,
    /// What somebody has paid, whatever the status says since.
    pub received: Rupiah,
    pub qr: String,
}

/// A request that came in; the path is without its query, where version 1 carries the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub method: String,
    pub path: String,
    /// Nothing if the caller got no answer.
    pub status: Option<u16>,
}

/// A notice that went out, and how the shop answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub reference: String,
    pub status: Option<u16>,
}

/// Stands in the extensions of a response that should not be sent: whoever serves the
/// connection closes it instead.
#[derive(Clone, Copy, Debug)]
pub struct HangUp;

impl Default for Terms {
    fn default() -> Terms {
        let (fee, limits, cancels, page) = (Bearer::Buyer, true, true, None);
        Terms { fee, limits, cancels, page, lives: Span::hours(24) }
    }
}

impl PretendGateway {
    pub fn new(account: Account) -> PretendGateway {
        let book = Mutex::new(Book::new(account));
        PretendGateway { shared: Arc::new(Shared { book, revision: watch::Sender::new(0) }) }
    }

    /// Answers one request to the API, below `/pakasir` or at the root.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let Ok(body) = Limited::new(body, HOOK_BYTES_MAX).collect().await else {
            return written(Told::complaint(413, "too long"));
        };
        let path = head.uri.path();
        let asked = Asked {
            method: head.method.as_str(),
            path: path.strip_prefix(MOUNT).unwrap_or(path),
            query: head.uri.query().unwrap_or_default(),
            key: head.headers.get("X-Api-Key").and_then(|key| key.to_str().ok()),
            body: &body.to_bytes(),
        };
        let (mood, told, payer) =
            self.change(|book| (book.mood, book.answer(&asked), book.paying.take()));
        if let Some(which) = payer {
            self.settle(&which, None);
        }
        if let Mood::Hanging(time) = mood {
            tokio::time::sleep(time).await;
        }
        told.map_or_else(hung_up, written)
    }

    /// Somebody pays. False if nothing open has that reference or transaction number.
    pub fn pay(&self, which: &str) -> bool {
        self.settle(which, None)
    }

    /// Somebody pays, and the gateway reports this amount instead of the one asked for.
    pub fn pay_with(&self, which: &str, amount: Rupiah) -> bool {
        self.settle(which, Some(amount))
    }

    /// Somebody pays while the shop asks about it: the answer under way is older than the notice.
    pub fn pay_when_asked(&self, which: &str) {
        self.change(|book| book.payer = Some(which.to_owned()));
    }

    /// The gateway gives an unpaid transaction up, as it does after a day.
    pub fn lapse(&self, which: &str) -> bool {
        self.change(|book| book.close(which, Status::Cancelled, None))
    }

    /// Says of a payment that it is not there after all, which no gateway should.
    pub fn revoke(&self, which: &str) -> bool {
        self.change(|book| book.revoke(which))
    }

    /// Sends the notice of a transaction as it stands, whatever the policy is.
    pub fn notify(&self, which: &str) -> bool {
        let notice = self.book().notice(which);
        notice.map(|notice| self.post(notice)).is_some()
    }

    /// Sends a notice that is not true. The reference need not exist.
    pub fn forge(&self, reference: &str, forgery: Forgery) {
        let notice = self.book().forgery(reference, forgery);
        self.post(notice);
    }

    /// Where notices go: `http://host:port/path`.
    pub fn notify_at(&self, url: &str) {
        self.change(|book| book.hook = Some(url.to_owned()));
    }

    /// How often a payment is told: never if the notice gets lost, twice if it is repeated.
    pub fn notify_times(&self, copies: u32) {
        self.change(|book| book.copies = copies);
    }

    pub fn behave(&self, mood: Mood) {
        self.change(|book| book.mood = mood);
    }

    pub fn agree(&self, terms: Terms) {
        self.change(|book| book.terms = terms);
    }

    pub fn transactions(&self) -> Vec<Seen> {
        self.book().seen()
    }

    pub fn calls(&self) -> Vec<Call> {
        self.book().calls.clone()
    }

    pub fn posted(&self) -> Vec<Posted> {
        self.book().posted.clone()
    }

    /// How many notices have gone out, answered or not.
    pub fn sent(&self) -> usize {
        self.book().sent
    }

    /// Ticks after each change.
    pub fn revision(&self) -> watch::Receiver<u64> {
        self.shared.revision.subscribe()
    }

    /// Waits until it holds.
    pub async fn until(&self, holds: impl Fn(&PretendGateway) -> bool) {
        let mut revision = self.revision();
        while !holds(self) {
            // The sender lives as long as we do.
            let _ = revision.changed().await;
        }
    }

    fn settle(&self, which: &str, reported: Option<Rupiah>) -> bool {
        let paid = self.change(|book| book.close(which, Status::Completed, reported));
        if paid {
            let copies = self.book().copies;
            for _ in 0..copies {
                self.notify(which);
            }
        }
        paid
    }

    /// Posts in the background; nothing is posted where no address is set.
    fn post(&self, notice: notice::Notice) {
        let Some(hook) = self.book().hook.clone() else { return };
        self.change(|book| book.sent += 1);
        let gateway = self.clone();
        tokio::spawn(async move {
            let status = notice.post(&hook).await;
            let posted = Posted { reference: notice.reference, status };
            gateway.change(|book| book.posted.push(posted));
        });
    }

    fn change<T>(&self, change: impl FnOnce(&mut Book) -> T) -> T {
        let result = change(&mut self.book());
        self.shared.revision.send_modify(|revision| *revision += 1);
        result
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.shared.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn written(told: Told) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(told.body)));
    *response.status_mut() =
        StatusCode::from_u16(told.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(seconds) = told.rest {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

fn hung_up() -> Response<Full<Bytes>> {
    let mut response = written(Told::complaint(502, "lost"));
    response.extensions_mut().insert(HangUp);
    response
}
