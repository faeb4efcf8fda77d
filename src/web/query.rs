//! The local door's other page: what is only looked at, given line by line as it is seen.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Either;
use hyper::body::{Body, Frame, Incoming};
use hyper::{Request, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc;

use super::route::Answer;
use super::{Web, body, reply};
use crate::domain::copies::{Tell, Wish, Word};
use crate::domain::limit::LOOK_BYTES_MAX;
use crate::report::query::{Give, Piece, Query};

/// Begins to look, in the background, and gives what it sees.
pub type Queries = Arc<dyn Fn(Query, Give) + Send + Sync>;

/// Begins to copy, or to practise a restore, in the background, and tells how it goes.
pub type Copying = Arc<dyn Fn(Wish, Tell) + Send + Sync>;

/// Pieces that may wait for whoever takes them: the look waits with them.
const PIECES_WAITING: usize = 4;
/// Words that may wait: they come every few seconds.
const WORDS_WAITING: usize = 64;

/// Pieces on their way out, each a line of JSON.
pub struct Pieces(mpsc::Receiver<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|bytes| Ok(Frame::data(bytes))))
    }
}

pub async fn receive(web: &Web, request: Request<Incoming>) -> Answer {
    let query = match asked(web, request).await {
        Ok(query) => query,
        Err(answer) => return answer,
    };
    let (taken, pieces) = mpsc::channel(PIECES_WAITING);
    let give = move |piece: Piece| line(&piece).is_some_and(|it| taken.blocking_send(it).is_ok());
    (web.queries)(query, Arc::new(give));
    Response::new(Either::Right(Pieces(pieces)))
}

/// The same for what is done with copies. Whoever tells of it waits for nobody: of how far it is,
/// what finds no room is not told; the end always finds some.
pub async fn copies(web: &Web, request: Request<Incoming>) -> Answer {
    let wish = match asked(web, request).await {
        Ok(wish) => wish,
        Err(answer) => return answer,
    };
    let (taken, pieces) = mpsc::channel(WORDS_WAITING);
    let tell = move |word: Word| match word {
        Word::Line(_) if taken.capacity() <= 1 => !taken.is_closed(),
        word => line(&word).is_some_and(|it| taken.try_send(it).is_ok()),
    };
    (web.copying)(wish, Arc::new(tell));
    Response::new(Either::Right(Pieces(pieces)))
}

async fn asked<T: DeserializeOwned>(web: &Web, request: Request<Incoming>) -> Result<T, Answer> {
    let body = body::read(request.into_body(), LOOK_BYTES_MAX, web.patience.body).await;
    let body =
        body.map_err(|reason| reply::because(reason.status(), "the question cannot be read"))?;
    let other = "the running shop is of another version";
    serde_json::from_slice(&body).map_err(|_| reply::because(StatusCode::BAD_REQUEST, other))
}

fn line(piece: &impl Serialize) -> Option<Bytes> {
    let mut line = serde_json::to_vec(piece).ok()?;
    line.push(b'\n');
    Some(line.into())
}
