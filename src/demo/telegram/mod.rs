//! A pretend Bot API: it answers as the real one does, and lets itself be looked at and troubled.

pub mod act;
pub mod call;
pub mod channel;
pub mod chat;
mod edit;
pub mod file;
pub mod html;
mod look;
pub mod markup;
pub mod message;
mod method;
mod multipart;
pub mod refused;
mod send;
mod state;
mod updates;
mod weather;
mod webhook;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;

use self::call::Call;
use self::chat::Profile;
use self::refused::Refused;
use self::state::State;
use crate::domain::time::Span;
use crate::engine::clock::Clock;

pub use self::look::{Attachment, Change, Shown, Summary, Trace};
pub use self::state::{Called, Outcome, Toast};
pub use self::weather::Trouble;
pub use self::webhook::Road;

/// The pretend server. Cheap to clone; all clones are the same server.
#[derive(Clone)]
pub struct Telegram(Arc<Server>);

struct Server {
    state: Mutex<State>,
    revision: watch::Sender<u64>,
}

/// Marks an answer that must not be sent: the connection closes instead.
#[derive(Clone, Copy, Debug)]
pub struct Hangup;

impl Telegram {
    /// A server that knows one bot, by its token.
    pub fn new(token: &str, bot: Profile, clock: Clock) -> Telegram {
        let state = Mutex::new(State::new(token, bot, clock));
        let (revision, _) = watch::channel(0);
        Telegram(Arc::new(Server { state, revision }))
    }

    /// Answers a request to `/bot<token>/<method>` or `/file/bot<token>/<path>`, below any path.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        if let Some((_, rest)) = path.split_once("/file/bot") {
            return self.download(rest);
        }
        let call = path.split_once("/bot").and_then(|(_, rest)| rest.split_once('/'));
        let Some((token, method)) = call else {
            return refuse(&Refused::not_found());
        };
        if token != self.state().token {
            return refuse(&Refused::unauthorized());
        }
        let upload = request.headers().get(CONTENT_TYPE).is_some_and(is_form);
        if let Some(bytes) = upload.then(|| self.state().cut()).flatten() {
            read_to(request.into_body(), bytes).await;
            return hang_up();
        }
        match Call::read(method, request).await {
            Ok(call) => self.method(&call).await,
            Err(refused) => refuse(&refused),
        }
    }

    async fn method(&self, call: &Call) -> Response<Full<Bytes>> {
        let polls = call.method.eq_ignore_ascii_case("getUpdates");
        let slow = self.slowness(call);
        if slow > Span::default() {
            tokio::time::sleep(slow.std()).await;
        }
        let trouble = match polls {
            true => self.state().weather.of_a_poll(),
            false => self.change(|state| state.weather.of_a_deed()),
        };
        let chat = call.number("chat_id");
        let log = |outcome| match polls {
            true => {}
            false => self.change(|state| state.log(&call.method, chat, outcome)),
        };
        match trouble {
            Trouble::None => {}
            Trouble::LoseAnswer => {
                let lost = self.carry_out(call);
                log(lost.map_or_else(outcome, |_| Outcome::Lost));
                return hang_up();
            }
            Trouble::Unavailable => {
                log(Outcome::Unanswered);
                return unavailable();
            }
            Trouble::Refuse => {
                log(Outcome::Unanswered);
                return hang_up();
            }
            Trouble::Hang(span) => {
                log(Outcome::Unanswered);
                tokio::time::sleep(span.std()).await;
                return hang_up();
            }
            Trouble::Revoked => {
                let refused = Refused::unauthorized();
                log(outcome(refused.clone()));
                return refuse(&refused);
            }
            Trouble::TooMany { retry_after } => {
                let refused = Refused::too_many(retry_after);
                log(outcome(refused.clone()));
                return refuse(&refused);
            }
        }
        let result = match polls {
            true => self.updates(call).await,
            false => self.carry_out(call),
        };
        log(result.as_ref().map_or_else(|refused| outcome(refused.clone()), |_| Outcome::Done));
        match result {
            Ok(result) => json_answer(StatusCode::OK, &json!({ "ok": true, "result": result })),
            Err(refused) => refuse(&refused),
        }
    }

    /// Carries out every method but the one that waits.
    fn carry_out(&self, call: &Call) -> Result<Value, Refused> {
        match call.method.to_ascii_lowercase().as_str() {
            "setwebhook" => self.set_webhook(call, true),
            "deletewebhook" => self.set_webhook(call, false),
            _ => self.change(|state| state.carry_out(call)),
        }
    }

    fn slowness(&self, call: &Call) -> Span {
        let chat = call.number("chat_id").unwrap_or_default();
        self.state().chats.get(&chat).and_then(|chat| chat.slow).unwrap_or_default()
    }

    fn download(&self, rest: &str) -> Response<Full<Bytes>> {
        let state = self.state();
        let path = rest.split_once('/').filter(|(token, _)| *token == state.token);
        match path.and_then(|(_, path)| state.files.at(path)) {
            Some(file) => {
                let arrives = file.bytes.len().min(state.short.unwrap_or(usize::MAX));
                Response::new(Full::new(file.bytes.slice(..arrives)))
            }
            None => refuse(&Refused::not_found()),
        }
    }

    /// What happens to calls from now on.
    pub fn trouble(&self, trouble: Trouble) {
        self.change(|state| state.weather.set(trouble));
    }

    /// What happens to the next calls that do something.
    pub fn trouble_next(&self, count: usize, trouble: Trouble) {
        self.change(|state| state.weather.next(count, trouble));
    }

    /// The trouble that lasts.
    pub fn weather(&self) -> Trouble {
        self.state().weather.lasting()
    }

    /// Messages that come too fast are refused from now on.
    pub fn enforce_pace(&self) {
        self.change(|state| state.weather.strict = true);
    }

    /// Every answer of this chat takes so long from now on.
    pub fn slow(&self, chat: i64, span: Span) {
        self.change(|state| {
            if let Some(chat) = state.chats.get_mut(&chat) {
                chat.slow = (span > Span::default()).then_some(span);
            }
        });
    }

    /// Delivers the last update once more, confirmed or not.
    pub fn repeat_last_update(&self) {
        self.change(|state| state.queue.repeat_last());
    }

    /// Ids go on from here, as after a quiet week.
    pub fn jump_update_id(&self, id: i64) {
        self.change(|state| state.queue.jump(id));
    }

    /// Fires at every change.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.revision.subscribe()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.state());
        self.0.revision.send_modify(|revision| *revision += 1);
        changed
    }
}

fn is_form(kind: &HeaderValue) -> bool {
    kind.as_bytes().starts_with(b"multipart/")
}

async fn read_to(mut body: Incoming, bytes: usize) {
    let mut read = 0;
    while read < bytes
        && let Some(Ok(frame)) = body.frame().await
    {
        read += frame.data_ref().map_or(0, Bytes::len);
    }
}

fn outcome(refused: Refused) -> Outcome {
    Outcome::Refused { code: refused.code, description: refused.description }
}

fn refuse(refused: &Refused) -> Response<Full<Bytes>> {
    let status = StatusCode::from_u16(refused.code).unwrap_or(StatusCode::BAD_REQUEST);
    json_answer(status, &refused.json())
}

fn json_answer(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::from(body.to_string())));
    *answer.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    answer.headers_mut().insert(CONTENT_TYPE, json);
    answer
}

fn unavailable() -> Response<Full<Bytes>> {
    let page = "<html><body><h1>503 Service Unavailable</h1></body></html>";
    let mut answer = Response::new(Full::new(Bytes::from_static(page.as_bytes())));
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    answer
}

fn hang_up() -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::new()));
    answer.extensions_mut().insert(Hangup);
    answer
}
