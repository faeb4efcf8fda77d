//! How commands speak with the running shop through the local socket.

use std::fmt;
use std::io;
use std::os::unix::net::UnixStream as Knock;
use std::path::Path;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::net::UnixStream;
use tokio::time::timeout;

use crate::domain::bot::Bot;
use crate::domain::configuration::Configuration;
use crate::domain::copies::{Copies, Wish, Word};
use crate::domain::id::CustomerId;
use crate::domain::limit::{ANSWER_WAIT, COPY_WAIT, IMPORT_BYTES_MAX};
use crate::domain::settings::{Setting, Value};
use crate::domain::staff::Role;
use crate::domain::time::Span;
use crate::domain::vitals::Vitals;
use crate::engine::input::{Batch, Input, Reply};
use crate::report::query::{Piece, Query};

/// What a command may ask of a running shop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    Import(Batch),
    Pair(Role),
    /// Somebody is to be staff no more.
    Dismiss(CustomerId),
    Reconcile,
    /// A setting is to be this; nothing: as by default.
    Set(Setting, Option<Value>),
    /// A whole shop's configuration; looked at alone where it is a dry run.
    Configure(Box<Configuration>, bool),
    /// This bot is to take over.
    SwapBot(Bot),
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// Nobody listens: no daemon is running.
    Nobody,
    /// Somebody may listen, but not to us.
    Closed(io::Error),
    /// The conversation broke off: whether the question took effect is not known.
    Broken(String),
    /// The shop said no, in its own words.
    Refused(String),
}

impl From<Ask> for Input {
    fn from(ask: Ask) -> Input {
        match ask {
            Ask::Import(batch) => Input::Import(batch),
            Ask::Pair(role) => Input::Pair(role),
            Ask::Dismiss(person) => Input::Dismiss(person),
            Ask::Reconcile => Input::Reconcile,
            Ask::Set(which, value) => Input::Set { which, value },
            Ask::Configure(file, dry_run) => Input::Configure { file, dry_run },
            Ask::SwapBot(bot) => Input::SwapAgreed(bot),
        }
    }
}

/// Whether a shop is running behind this socket.
pub fn is_running(socket: &Path) -> Result<bool, Unanswered> {
    match Knock::connect(socket).map_err(Unanswered::from) {
        Ok(_) => Ok(true),
        Err(Unanswered::Nobody) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Asks one question on a connection of its own.
pub async fn ask(socket: &Path, ask: &Ask) -> Result<Reply, Unanswered> {
    let stream = UnixStream::connect(socket).await?;
    let question = request("/input", serde_json::to_vec(ask).map_err(broken)?)?;
    let (status, body) = within(exchange(stream, question)).await??;
    match status {
        StatusCode::OK => serde_json::from_slice(&body).map_err(broken),
        status => Err(Unanswered::Refused(reason(status, &body))),
    }
}

/// How the shop is doing.
pub async fn status(socket: &Path) -> Result<Vitals, Unanswered> {
    let stream = UnixStream::connect(socket).await?;
    let question = Request::get("/status").header("host", "warung");
    let question = question.body(Full::default()).map_err(broken)?;
    let (status, body) = within(exchange(stream, question)).await??;
    match status {
        StatusCode::OK => serde_json::from_slice(&body)
            .map_err(|_| broken("the running shop is of another version")),
        status => Err(Unanswered::Refused(reason(status, &body))),
    }
}

/// Queries at something, on a connection of its own; `hear` is told each piece as it comes, and
/// says whether it wants more. Only silence is limited: a look at a large shop takes its time.
pub async fn look(
    socket: &Path,
    look: &Query,
    hear: &mut dyn FnMut(Piece) -> bool,
) -> Result<(), Unanswered> {
    stream(socket, ("/look", look, ANSWER_WAIT), |piece| match piece {
        Piece::End => Ok(false),
        Piece::Failed(why) => Err(Unanswered::Refused(why)),
        piece => Ok(hear(piece)),
    })
    .await
}

/// Has a copy made now, or a restore practised; `hear` is told how it goes.
pub async fn copy(
    socket: &Path,
    wish: Wish,
    hear: &mut dyn FnMut(&str),
) -> Result<Copies, Unanswered> {
    let mut done = None;
    stream(socket, ("/copies", &wish, COPY_WAIT), |word| match word {
        Word::Line(line) => {
            hear(&line);
            Ok(true)
        }
        Word::Failed(why) => Err(Unanswered::Refused(why)),
        Word::Done(copies) => {
            done = Some(copies);
            Ok(false)
        }
    })
    .await?;
    done.ok_or_else(|| broken("it broke off"))
}

/// One question whose answer comes line by line, as long as somebody wants more. It may be silent
/// for so long.
async fn stream<T: DeserializeOwned>(
    socket: &Path,
    (path, question, silence): (&str, &impl Serialize, Span),
    mut hear: impl FnMut(T) -> Result<bool, Unanswered>,
) -> Result<(), Unanswered> {
    let stream = UnixStream::connect(socket).await?;
    let question = serde_json::to_vec(question).map_err(broken)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let talk = async move {
        let answer = within(sender.send_request(request(path, question)?)).await?;
        let answer = answer.map_err(broken)?;
        let status = answer.status();
        let mut body = answer.into_body();
        let mut held = Vec::new();
        while let Some(frame) = patiently(silence, body.frame()).await? {
            held.extend_from_slice(frame.map_err(broken)?.data_ref().map_or(&[], |it| &it[..]));
            if status != StatusCode::OK {
                continue;
            }
            while let Some(end) = held.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = held.drain(..=end).collect();
                if !hear(serde_json::from_slice(&line).map_err(broken)?)? {
                    return Ok(());
                }
            }
        }
        match status {
            StatusCode::OK => Err(broken("it broke off")),
            status => Err(Unanswered::Refused(reason(status, &held))),
        }
    };
    // The connection ends when the talk lets go of its sender.
    let (answer, _) = tokio::join!(talk, connection);
    answer
}

async fn within<T>(work: impl Future<Output = T>) -> Result<T, Unanswered> {
    patiently(ANSWER_WAIT, work).await
}

async fn patiently<T>(span: Span, work: impl Future<Output = T>) -> Result<T, Unanswered> {
    timeout(span.std(), work).await.map_err(|_| broken("no answer in time"))
}

fn request(path: &str, body: Vec<u8>) -> Result<Request<Full<Bytes>>, Unanswered> {
    let request = Request::post(path).header("host", "warung");
    request.body(Full::new(Bytes::from(body))).map_err(broken)
}

async fn exchange(
    stream: UnixStream,
    question: Request<Full<Bytes>>,
) -> Result<(StatusCode, Bytes), Unanswered> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let talk = async move {
        let answer = sender.send_request(question).await.map_err(broken)?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), IMPORT_BYTES_MAX).collect().await;
        Ok((status, body.map_err(broken)?.to_bytes()))
    };
    // The connection ends when the talk lets go of its sender.
    let (answer, _) = tokio::join!(talk, connection);
    answer
}

fn reason(status: StatusCode, body: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Words {
        error: String,
    }
    let words = serde_json::from_slice::<Words>(body);
    words.map_or_else(|_| status.to_string(), |words| words.error)
}

fn broken(error: impl ToString) -> Unanswered {
    Unanswered::Broken(error.to_string())
}

impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Unanswered {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => Unanswered::Nobody,
            _ => Unanswered::Closed(error),
        }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unanswered::Nobody => out.write_str("no daemon is running"),
            Unanswered::Closed(error) => {
                write!(out, "the running shop's socket is closed to this user: {error}")
            }
            Unanswered::Broken(why) => write!(out, "the running shop did not answer: {why}"),
            Unanswered::Refused(why) => write!(out, "the running shop refused: {why}"),
        }
    }
}

impl std::error::Error for Unanswered {}
