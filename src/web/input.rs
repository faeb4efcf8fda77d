//! The local door's page: what a command asks for becomes an input; its answer goes back.

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use tokio::time::timeout;

use super::ask::Ask;
use super::refusals::Reason;
use super::route::Answer;
use super::{Web, body, reply};
use crate::domain::limit::IMPORT_BYTES_MAX;

pub async fn receive(web: &Web, request: Request<Incoming>) -> Answer {
    let body = match body::read(request.into_body(), IMPORT_BYTES_MAX, web.patience.body).await {
        Ok(body) => body,
        Err(reason) => return reply::because(reason.status(), "the question cannot be read"),
    };
    // A catalogue is megabytes to read, in which others want to be served. The parser's own words
    // may quote goods; those of the same version understand each other.
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<Ask>(&body).ok());
    let Some(ask) = read.await.ok().flatten() else {
        let other = "the running shop is of another version";
        return reply::because(StatusCode::BAD_REQUEST, other);
    };
    match timeout(web.patience.local, web.handle.submit(ask.into())).await {
        Ok(Ok(answer)) => reply::json(StatusCode::OK, &answer),
        Ok(Err(stopped)) => reply::because(Reason::Busy.status(), &stopped.to_string()),
        Err(_) => reply::because(Reason::Busy.status(), "the shop is too busy"),
    }
}
