//! A folder of a WebDAV server, as Nextcloud is one: sent aside, then moved to its name.

mod listing;

use std::ops::Range;

use reqwest::header::{HeaderName, RANGE};
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};

use super::error::TargetError;
use super::http::{Complaint, Http, Out, Patience, length};
use super::key::{ASIDE, Key};
use super::source::Source;
use super::xml::texts;
use crate::config::backup::Webdav as Config;

pub struct Webdav {
    http: Http,
    /// Without a slash at its end.
    url: String,
    user: String,
    password: SecretString,
}

/// What was asked, for a no may mean something else each time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Look,
    Write,
    Delete,
}

impl Webdav {
    pub fn new(config: &Config, patience: Patience) -> anyhow::Result<Webdav> {
        Ok(Webdav {
            http: Http::new(patience)?,
            url: config.url.clone(),
            user: config.user.clone(),
            password: config.password.clone(),
        })
    }

    pub async fn put(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        let aside = format!("{key}{ASIDE}");
        match self.send(&aside, source).await {
            Err(TargetError::Missing(_)) => {
                self.make_folders(key).await?;
                self.send(&aside, source).await?;
            }
            sent => sent?,
        }
        let moved = self.rename(&aside, key).await;
        if matches!(moved, Err(TargetError::Exists(_))) {
            // What is left aside is in nobody's way: the next of this name takes its place.
            let _ = self.remove(&aside).await;
        }
        moved
    }

    async fn send(&self, path: &str, source: &Source) -> Result<(), TargetError> {
        let bytes = source.bytes().await?;
        let request = self.request(Method::PUT, path).body(source.body(0..bytes));
        let answer = self.http.send(request, bytes).await?;
        let refused = |it| self.refused(&it, Doing::Write, path);
        self.http.accepted(answer).await.map(drop).map_err(refused)
    }

    async fn rename(&self, aside: &str, key: &Key) -> Result<(), TargetError> {
        let request = self
            .request(method(b"MOVE")?, aside)
            .header(HeaderName::from_static("destination"), self.at(key.as_str()))
            .header(HeaderName::from_static("overwrite"), "F");
        let answer = self.http.send(request, 0).await?;
        let refused = |it| self.refused(&it, Doing::Write, key.as_str());
        self.http.accepted(answer).await.map(drop).map_err(refused)
    }

    /// From the outermost on, the place's own folder too. One that is there is as good.
    async fn make_folders(&self, key: &Key) -> Result<(), TargetError> {
        for folder in std::iter::once("").chain(key.folders()) {
            let request = self.request(method(b"MKCOL")?, &format!("{folder}/"));
            let Err(complaint) = self.http.accepted(self.http.send(request, 0).await?).await else {
                continue;
            };
            if complaint.status != 405 {
                return Err(self.refused(&complaint, Doing::Write, "folder above it"));
            }
        }
        Ok(())
    }

    pub async fn get(&self, key: &Key, part: Range<u64>, out: Out<'_>) -> Result<u64, TargetError> {
        let mut request = self.request(Method::GET, key.as_str());
        if part != (0..u64::MAX) {
            let range = format!("bytes={}-{}", part.start, part.end.saturating_sub(1));
            request = request.header(RANGE, range);
        }
        let answer = self.http.send(request, 0).await?;
        // It ends before that.
        if answer.status().as_u16() == 416 {
            return Ok(0);
        }
        match self.http.accepted(answer).await {
            Ok(answer) => self.http.pour(answer, &part, out).await,
            Err(complaint) => Err(self.refused(&complaint, Doing::Look, key.as_str())),
        }
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        let answer = self.http.send(self.request(Method::HEAD, key.as_str()), 0).await?;
        match self.http.accepted(answer).await {
            Ok(answer) => length(&answer)
                .ok_or_else(|| TargetError::Strange("an object without a length".to_owned())),
            Err(complaint) => Err(self.refused(&complaint, Doing::Look, key.as_str())),
        }
    }

    pub async fn delete(&self, key: &Key) -> Result<(), TargetError> {
        match self.remove(key.as_str()).await {
            Err(TargetError::Missing(_)) => Ok(()),
            removed => removed,
        }
    }

    async fn remove(&self, path: &str) -> Result<(), TargetError> {
        let answer = self.http.send(self.request(Method::DELETE, path), 0).await?;
        let refused = |it| self.refused(&it, Doing::Delete, path);
        self.http.accepted(answer).await.map(drop).map_err(refused)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, &self.at(path));
        request.basic_auth(&self.user, Some(self.password.expose_secret()))
    }

    /// Keys need no escaping.
    fn at(&self, path: &str) -> String {
        format!("{}/{}", self.url, path.trim_start_matches('/'))
    }

    fn refused(&self, complaint: &Complaint, doing: Doing, what: &str) -> TargetError {
        let [message] = texts(&complaint.body, ["message"]).unwrap_or_default();
        let why = complaint.words(message.as_deref(), &[self.password.expose_secret()]);
        if let Some(later) = complaint.later(why.clone()) {
            return later;
        }
        match complaint.status {
            507 | 413 => TargetError::Full(why),
            403 | 405 if doing == Doing::Delete => TargetError::AddOnly(why),
            401 | 403 => TargetError::Refused(why),
            // Of a folder above it that is not there.
            404 | 409 => TargetError::Missing(what.to_owned()),
            412 => TargetError::Exists(what.to_owned()),
            _ => TargetError::Strange(why),
        }
    }
}

fn method(name: &[u8]) -> Result<Method, TargetError> {
    Method::from_bytes(name).map_err(|error| TargetError::Strange(error.to_string()))
}
