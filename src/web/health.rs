//! Whether the shop lives, and whether it can serve: for supervisors and load balancers.

use hyper::StatusCode;
use serde_json::json;
use tokio::time::timeout;

use super::route::Answer;
use super::{Web, reply};
use crate::domain::limit::READY_WAIT;
use crate::domain::vitals::Vitals;
use crate::engine::input::Input;

/// Only whether the shop lives: whoever asks may be anybody.
pub fn alive(web: &Web) -> Answer {
    match (web.alive)() {
        true => reply::ok(),
        false => reply::no(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// Whether it can do all that a shop does, and what it lacks.
pub async fn ready(web: &Web) -> Answer {
    let answered = timeout(READY_WAIT.std(), web.handle.submit(Input::Ping)).await;
    let writes = matches!(answered, Ok(Ok(_)));
    let lacks = match (web.status)() {
        Ok(vitals) => lacks(writes, &vitals),
        Err(_) => vec!["database"],
    };
    match lacks.is_empty() {
        true => reply::ok(),
        false => {
            let lacks = json!({ "ok": false, "lacks": lacks });
            reply::json(StatusCode::SERVICE_UNAVAILABLE, &lacks)
        }
    }
}

fn lacks(writes: bool, vitals: &Vitals) -> Vec<&'static str> {
    let parts = [("writer", writes), ("telegram", vitals.line.up), ("disk", vitals.room.enough)];
    parts.into_iter().filter(|(_, fine)| !fine).map(|(name, _)| name).collect()
}
