//! The local door's other page: what is only looked at, given line by line as it is seen.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Either;
use hyper::body::{Body, Frame, Incoming};
use hyper::{Request, Response, StatusCode};
use tokio::sync::mpsc;

use super::route::Answer;
use super::{Web, body, reply};
use crate::domain::limit::LOOK_BYTES_MAX;
use crate::report::query::{Give, Piece, Query};

/// Begins to look, in the background, and gives what it sees.
pub type Queries = Arc<dyn Fn(Query, Give) + Send + Sync>;

/// Pieces that may wait for whoever takes them: the look waits with them.
const PIECES_WAITING: usize = 4;

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
    let body = match body::read(request.into_body(), LOOK_BYTES_MAX, web.patience.body).await {
        Ok(body) => body,
        Err(reason) => return reply::because(reason.status(), "the question cannot be read"),
    };
    let Ok(query) = serde_json::from_slice::<Query>(&body) else {
        let other = "the running shop is of another version";
        return reply::because(StatusCode::BAD_REQUEST, other);
    };
    let (taken, pieces) = mpsc::channel(PIECES_WAITING);
    let give = move |piece: Piece| match serde_json::to_vec(&piece) {
        Ok(mut line) => {
            line.push(b'\n');
            taken.blocking_send(line.into()).is_ok()
        }
        Err(_) => false,
    };
    (web.queries)(query, Arc::new(give));
    Response::new(Either::Right(Pieces(pieces)))
}
