//! The few forms an answer has.

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde::Serialize;
use serde_json::json;

use super::route::Answer;

pub fn ok() -> Answer {
    json(StatusCode::OK, &json!({"ok": true}))
}

/// A no without a reason: strangers learn nothing from it.
pub fn no(status: StatusCode) -> Answer {
    json(status, &json!({"ok": false}))
}

/// A no with a reason, for people on the shop's own machine.
pub fn because(status: StatusCode, error: &str) -> Answer {
    json(status, &json!({"ok": false, "error": error}))
}

pub fn not_allowed(methods: &'static str) -> Answer {
    let mut answer = no(StatusCode::METHOD_NOT_ALLOWED);
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
    answer
}

pub fn json(status: StatusCode, content: &impl Serialize) -> Answer {
    let (status, bytes) = match serde_json::to_vec(content) {
        Ok(bytes) => (status, bytes),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, Vec::new()),
    };
    let mut answer = Response::new(Either::Left(Full::new(Bytes::from(bytes))));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}
