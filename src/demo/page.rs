//! The browser's side of the demo: the page, the state it shows, the levers it pulls.

mod act;
mod state;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use super::telegram::call::unescape;
use super::telegram::file::mime;
use super::world::World;

const HTML: &str = include_str!("page/page.html");
const CSS: &str = include_str!("page/page.css");
const JS: &str = include_str!("page/page.js");

/// A photo or a stock file that somebody drops into the chat.
const BODY_BYTES_MAX: usize = 20 << 20;
/// Nothing from elsewhere, and no script but our own.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'";

/// Answers everything that is neither Telegram's nor the gateway's.
pub async fn answer(world: &World, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let query = Query::read(head.uri.query().unwrap_or_default());
    match (&head.method, head.uri.path()) {
        (&Method::GET, "/") => page(HTML, "text/html; charset=utf-8"),
        (&Method::GET, "/page.css") => page(CSS, "text/css; charset=utf-8"),
        (&Method::GET, "/page.js") => page(JS, "text/javascript; charset=utf-8"),
        (&Method::GET, "/world/state") => {
            let state = state::after(world, query.get("after")).await;
            content(state.to_string().into(), "application/json")
        }
        (&Method::GET, "/world/file") => {
            match world.telegram.file(query.get("id").unwrap_or_default()) {
                // Photos have no name; what they are, the browser sees.
                Some((name, bytes)) if name.is_empty() => content(bytes, "image/png"),
                Some((name, bytes)) => content(bytes, mime(&name)),
                None => status(StatusCode::NOT_FOUND),
            }
        }
        (&Method::POST, "/world/do" | "/world/upload") => {
            let body = Limited::new(body, BODY_BYTES_MAX).collect().await;
            let Ok(body) = body.map(|body| body.to_bytes()) else {
                return status(StatusCode::PAYLOAD_TOO_LARGE);
            };
            let done = match head.uri.path() {
                "/world/do" => act::act(world, &body).await,
                _ => act::upload(world, &query, body),
            };
            status(if done.is_some() { StatusCode::NO_CONTENT } else { StatusCode::BAD_REQUEST })
        }
        _ => status(StatusCode::NOT_FOUND),
    }
}

/// The pairs after the question mark.
struct Query(Vec<(String, String)>);

impl Query {
    fn read(query: &str) -> Query {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Query(pairs.map(|(name, value)| (unescape(name), unescape(value))).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn page(text: &'static str, kind: &'static str) -> Response<Full<Bytes>> {
    content(Bytes::from_static(text.as_bytes()), kind)
}

fn content(bytes: Bytes, kind: &'static str) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(bytes));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

fn status(status: StatusCode) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = status;
    answer
}
