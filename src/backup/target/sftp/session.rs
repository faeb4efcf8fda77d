//! One conversation with a server: many questions on their way at once, each answered by number.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

use super::super::error::TargetError;
use super::super::http::Patience;
use super::packet::{self, Answer, Ask, Code, Packet, Status, strange};

pub type Reader = Box<dyn AsyncRead + Send + Unpin>;
pub type Writer = Box<dyn AsyncWrite + Send + Unpin>;

pub struct Session {
    /// Whoever was let go of in the middle of a packet has taken it along: nothing can follow.
    out: tokio::sync::Mutex<Option<Writer>>,
    shared: Arc<Shared>,
    reading: JoinHandle<()>,
    next: AtomicU32,
    pub begun: Instant,
    extensions: Vec<String>,
    patience: Patience,
}

struct Shared {
    state: Mutex<State>,
}

struct State {
    waiting: HashMap<u32, oneshot::Sender<Answer>>,
    /// When something was heard last.
    heard: Instant,
    /// Why there is no more to be heard.
    ended: Option<TargetError>,
}

/// Something that was asked.
pub struct Pending<'s> {
    session: &'s Session,
    asked: Instant,
    answer: oneshot::Receiver<Answer>,
}

impl Session {
    /// `out` has had our first packet already; what comes from `from` is the protocol alone.
    pub async fn begin(
        mut from: Reader,
        out: Writer,
        patience: Patience,
    ) -> Result<Session, TargetError> {
        let first = async { next(&mut from).await?.ok_or_else(closed) };
        let extensions = packet::version(patience.wait(0, first).await?)?;
        let begun = Instant::now();
        let state = State { waiting: HashMap::new(), heard: begun, ended: None };
        let shared = Arc::new(Shared { state: Mutex::new(state) });
        let hears = shared.clone();
        let reading = tokio::spawn(async move {
            let why = hears.read(from).await;
            hears.end(why);
        });
        let (out, next) = (tokio::sync::Mutex::new(Some(out)), AtomicU32::new(0));
        Ok(Session { out, shared, reading, next, begun, extensions, patience })
    }

    pub fn offers(&self, extension: &str) -> bool {
        self.extensions.iter().any(|name| name == extension)
    }

    /// Whether questions can still be sent.
    pub fn takes(&self) -> bool {
        self.out.try_lock().map_or(true, |out| out.is_some())
    }

    /// When something was heard last; `None`: it has ended.
    pub fn heard(&self) -> Option<Instant> {
        let state = self.shared.state();
        state.ended.is_none().then_some(state.heard)
    }

    /// Sends a question that `fill` completes.
    pub async fn ask(
        &self,
        ask: Ask,
        fill: impl FnOnce(Packet) -> Packet,
    ) -> Result<Pending<'_>, TargetError> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let packet = fill(Packet::new(ask, id)).whole();
        let mut out = self.out.lock().await;
        let Some(mut writer) = out.take() else { return Err(self.shared.why()) };
        let (tell, answer) = oneshot::channel();
        {
            let mut state = self.shared.state();
            if let Some(why) = &state.ended {
                return Err(why.clone());
            }
            state.waiting.insert(id, tell);
        }
        let sent = async {
            let sent = writer.write_all(&packet).await;
            match sent {
                Ok(()) => writer.flush().await.map_err(|_| closed()),
                Err(_) => Err(closed()),
            }
        };
        self.patience.wait(packet.len() as u64, sent).await?;
        *out = Some(writer);
        Ok(Pending { session: self, asked: Instant::now(), answer })
    }

    /// Asks, and waits for the answer.
    pub async fn call(
        &self,
        ask: Ask,
        fill: impl FnOnce(Packet) -> Packet,
    ) -> Result<Answer, TargetError> {
        self.ask(ask, fill).await?.answer().await
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.reading.abort();
    }
}

impl Pending<'_> {
    /// Waits as long as anything at all is heard from there now and then.
    pub async fn answer(mut self) -> Result<Answer, TargetError> {
        loop {
            let last = self.session.heard().map_or(self.asked, |heard| heard.max(self.asked));
            let until = last + self.session.patience.of(0);
            match timeout_at(until, &mut self.answer).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(_)) => return Err(self.session.shared.why()),
                Err(_) if self.session.heard().is_some_and(|heard| heard > last) => {}
                Err(_) => return Err(TargetError::unreachable("it takes too long")),
            }
        }
    }

    /// An answer that can only be how it went.
    pub async fn done(self) -> Result<Status, TargetError> {
        match self.answer().await? {
            Answer::Status(status) => Ok(status),
            _ => Err(strange("another answer than how it went")),
        }
    }
}

impl Status {
    pub fn is(&self, code: Code) -> bool {
        self.code == code
    }
}

impl Shared {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn why(&self) -> TargetError {
        self.state().ended.clone().unwrap_or_else(closed)
    }

    fn end(&self, why: TargetError) {
        let mut state = self.state();
        state.ended = Some(why);
        // Whoever waits learns that nothing comes any more.
        state.waiting.clear();
    }

    async fn read(&self, mut from: Reader) -> TargetError {
        loop {
            let packet = match next(&mut from).await {
                Ok(Some(packet)) => packet,
                Ok(None) => return closed(),
                Err(error) => return error,
            };
            let (id, answer) = match packet::answer(packet) {
                Ok(answer) => answer,
                Err(error) => return error,
            };
            let mut state = self.state();
            state.heard = Instant::now();
            match state.waiting.remove(&id) {
                // Whoever has given up does not listen.
                Some(waits) => drop(waits.send(answer)),
                None => return strange("an answer to what nobody asked"),
            }
        }
    }
}

/// One packet without its length; nothing at the end.
async fn next(from: &mut Reader) -> Result<Option<Bytes>, TargetError> {
    let mut head = [0; 4];
    match from.read_exact(&mut head).await {
        Ok(_) => {}
        Err(_) => return Ok(None),
    }
    let mut packet = vec![0; packet::length(head)?];
    match from.read_exact(&mut packet).await {
        Ok(_) => Ok(Some(Bytes::from(packet))),
        Err(_) => Ok(None),
    }
}

fn closed() -> TargetError {
    TargetError::unreachable("the connection broke")
}
