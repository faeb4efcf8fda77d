//! Method, path and door to page: one match, so what each door may see is read off one table.

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode};

use super::hook::{self, Hook};
use super::look::{self, Pieces};
use super::{Door, Web, input, reply};

pub type Answer = Response<Either<Full<Bytes>, Pieces>>;

enum Page<'w> {
    Health,
    /// A hook, and what stands behind its path.
    Hook(&'w Hook, &'w str),
    Input,
    Look,
    Status,
}

pub async fn route(web: &Web, door: Door, request: Request<Incoming>) -> Answer {
    let path = request.uri().path().to_owned();
    let Some(page) = page(web, door, &path) else {
        return reply::no(StatusCode::NOT_FOUND);
    };
    match (&page, request.method()) {
        (Page::Health | Page::Status, &Method::GET | &Method::HEAD) => {}
        (Page::Health | Page::Status, _) => return reply::not_allowed("GET, HEAD"),
        (Page::Hook(..) | Page::Input | Page::Look, &Method::POST) => {}
        (Page::Hook(..) | Page::Input | Page::Look, _) => return reply::not_allowed("POST"),
    }
    match page {
        Page::Health => health(web),
        Page::Hook(hook, rest) => hook::receive(web, hook, rest, request).await,
        Page::Input => input::receive(web, request).await,
        Page::Look => look::receive(web, request).await,
        Page::Status => status(web),
    }
}

fn page<'w>(web: &'w Web, door: Door, path: &'w str) -> Option<Page<'w>> {
    match (door, path) {
        (Door::Public, "/healthz") => Some(Page::Health),
        (Door::Public, path) => {
            web.hooks.iter().find_map(|hook| Some(Page::Hook(hook, hook.behind(path)?)))
        }
        (Door::Local, "/input") => Some(Page::Input),
        (Door::Local, "/look") => Some(Page::Look),
        (Door::Local, "/status") => Some(Page::Status),
        (Door::Local, _) => None,
    }
}

fn status(web: &Web) -> Answer {
    match (web.status)() {
        Ok(vitals) => reply::json(StatusCode::OK, &vitals),
        Err(fault) => reply::because(StatusCode::INTERNAL_SERVER_ERROR, &fault.to_string()),
    }
}

/// Only whether the shop lives: whoever asks may be anybody.
fn health(web: &Web) -> Answer {
    match (web.alive)() {
        true => reply::ok(),
        false => reply::no(StatusCode::SERVICE_UNAVAILABLE),
    }
}
