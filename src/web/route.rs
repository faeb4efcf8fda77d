//! Method, path and door to page: one match, so what each door may see is read off one table.

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode};

use super::hook::{self, Hook};
use super::query::{self, Pieces};
use super::{Door, Web, health, input, metrics, reply};

pub type Answer = Response<Either<Full<Bytes>, Pieces>>;

enum Page<'w> {
    Health,
    Ready,
    Metrics,
    /// A hook, and what stands behind its path.
    Hook(&'w Hook, &'w str),
    Input,
    Query,
    Copies,
    Status,
}

pub async fn route(web: &Web, door: Door, request: Request<Incoming>) -> Answer {
    let path = request.uri().path().to_owned();
    let Some(page) = page(web, door, &path) else {
        return reply::no(StatusCode::NOT_FOUND);
    };
    let only_looks = !matches!(page, Page::Hook(..) | Page::Input | Page::Query | Page::Copies);
    match (only_looks, request.method()) {
        (true, &Method::GET | &Method::HEAD) | (false, &Method::POST) => {}
        (true, _) => return reply::not_allowed("GET, HEAD"),
        (false, _) => return reply::not_allowed("POST"),
    }
    match page {
        Page::Health => health::alive(web),
        Page::Ready => health::ready(web).await,
        Page::Metrics => metrics::show(web),
        Page::Hook(hook, rest) => hook::receive(web, hook, rest, request).await,
        Page::Input => input::receive(web, request).await,
        Page::Query => query::receive(web, request).await,
        Page::Copies => query::copies(web, request).await,
        Page::Status => status(web),
    }
}

fn page<'w>(web: &'w Web, door: Door, path: &'w str) -> Option<Page<'w>> {
    match (door, path) {
        (_, "/healthz") => Some(Page::Health),
        (Door::Public, path) => {
            web.hooks.iter().find_map(|hook| Some(Page::Hook(hook, hook.behind(path)?)))
        }
        (Door::Local | Door::Watch, "/readyz") => Some(Page::Ready),
        (Door::Local | Door::Watch, "/metrics") => Some(Page::Metrics),
        (Door::Local, "/input") => Some(Page::Input),
        (Door::Local, "/look") => Some(Page::Query),
        (Door::Local, "/copies") => Some(Page::Copies),
        (Door::Local, "/status") => Some(Page::Status),
        (Door::Local | Door::Watch, _) => None,
    }
}

fn status(web: &Web) -> Answer {
    match (web.status)() {
        Ok(vitals) => reply::json(StatusCode::OK, &vitals),
        Err(fault) => reply::because(StatusCode::INTERNAL_SERVER_ERROR, &fault.to_string()),
    }
}
