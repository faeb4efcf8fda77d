//! A place kept for the pretend gateway.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::{Request, Response, StatusCode};
use tokio::sync::watch;

use crate::domain::money::Rupiah;
use crate::domain::payment::Status;

#[derive(Clone)]
pub struct PretendGateway {
    revision: std::sync::Arc<watch::Sender<u64>>,
}

#[derive(Clone)]
pub struct Account {
    pub project: String,
    pub api_key: String,
    pub webhook_secret: Option<String>,
    pub sandbox: bool,
}

pub enum Mood {
    Well,
    Refusing,
}

pub enum Forgery {
    Unpaid,
}

pub struct Seen {
    pub reference: String,
    pub amount: Rupiah,
    pub total: Rupiah,
    pub status: Status,
}

pub struct Call {
    pub method: String,
    pub path: String,
    pub status: Option<u16>,
}

#[derive(Clone, Copy, Debug)]
pub struct HangUp;

impl PretendGateway {
    pub fn new(_account: Account) -> PretendGateway {
        PretendGateway { revision: std::sync::Arc::new(watch::Sender::new(0)) }
    }

    pub async fn answer(&self, _request: Request<Incoming>) -> Response<Full<Bytes>> {
        let mut answer = Response::new(Full::new(Bytes::new()));
        *answer.status_mut() = StatusCode::NOT_IMPLEMENTED;
        answer
    }

    pub fn pay(&self, _which: &str) -> bool {
        false
    }

    pub fn forge(&self, _reference: &str, _forgery: Forgery) {}

    pub fn notify_times(&self, _copies: u32) {}

    pub fn behave(&self, _mood: Mood) {}

    pub fn transactions(&self) -> Vec<Seen> {
        Vec::new()
    }

    pub fn calls(&self) -> Vec<Call> {
        Vec::new()
    }

    pub fn revision(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }
}
