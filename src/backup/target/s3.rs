//! A bucket of whoever speaks S3: requests of our own, signed in a header with all they carry.

mod listing;
mod refusal;
mod upload;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{AUTHORIZATION, IF_NONE_MATCH, RANGE};
use reqwest::{Method, Response};
use secrecy::ExposeSecret;

use self::refusal::{Doing, refusal};
use super::error::TargetError;
use super::http::{Complaint, Http, Out, Patience, length};
use super::key::{Key, Object};
use super::sigv4::{Signable, Signer, escape};
use super::source::Source;
use crate::config::backup::S3 as Config;
use crate::domain::limit::ONE_PIECE_BYTES_MAX;
use crate::engine::clock::Clock;

pub struct S3 {
    http: Http,
    signer: Signer,
    clock: Clock,
    /// Scheme and host, with the bucket where it is part of that.
    origin: String,
    host: String,
    /// The path of the bucket, with a slash at its end.
    bucket: String,
    /// In front of every key, with a slash at its end, or nothing.
    prefix: String,
    /// It has refused to put one object in the place of another: it need not be asked before.
    guards: AtomicBool,
    /// It knows nothing of such a condition, and says so.
    unconditional: AtomicBool,
}

/// What is asked of which path, with the query's fields.
struct Ask<'a> {
    method: Method,
    /// From the bucket on, prefix and all.
    path: &'a str,
    query: &'a [(&'a str, &'a str)],
}

/// What goes with it: so much of a source, and whether only where nothing lies yet.
struct Load<'a> {
    source: &'a Source,
    part: Range<u64>,
    new: bool,
}

impl S3 {
    pub fn new(config: &Config, clock: &Clock, patience: Patience) -> anyhow::Result<S3> {
        let (scheme, rest) = config.endpoint.split_once("://").unwrap_or(("https", ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        // As it is sent, and so as it is signed.
        let host = host.to_ascii_lowercase();
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        let (host, bucket) = match config.path_style {
            true => (host, format!("{path}{}/", config.bucket)),
            false => (format!("{}.{host}", config.bucket), path),
        };
        // The port that goes without saying is not said in the head either, and so not signed.
        let said = match scheme {
            "https" => host.strip_suffix(":443"),
            _ => host.strip_suffix(":80"),
        };
        let prefix = match config.prefix.as_str() {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        Ok(S3 {
            http: Http::new(patience)?,
            signer: Signer {
                access_key: config.access_key.clone(),
                secret_key: config.secret_key.clone(),
                region: config.region.clone(),
            },
            clock: clock.clone(),
            origin: format!("{scheme}://{host}"),
            host: said.unwrap_or(&host).to_owned(),
            bucket,
            prefix,
            guards: AtomicBool::default(),
            unconditional: AtomicBool::default(),
        })
    }

    pub async fn put(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        let bytes = source.bytes().await?;
        if !self.guards.load(Ordering::Relaxed) {
            match self.size(key).await {
                Err(TargetError::Missing(_)) => {}
                Ok(_) => return Err(TargetError::Exists(key.to_string())),
                // Whoever may add may not always look, and what is wrong is not said to HEAD: the
                // answer to the put itself says it.
                Err(TargetError::Refused(_) | TargetError::Strange(_)) => {}
                Err(error) => return Err(error),
            }
        }
        match bytes <= ONE_PIECE_BYTES_MAX {
            true => self.put_whole(key, source, bytes).await,
            false => self.upload(key, source, bytes).await,
        }
    }

    async fn put_whole(&self, key: &Key, source: &Source, bytes: u64) -> Result<(), TargetError> {
        let path = self.path(key);
        loop {
            let new = self.conditional();
            let load = Load { source, part: 0..bytes, new };
            let answer = self.send(ask(Method::PUT, &path, &[]), Some(load)).await?;
            match self.http.accepted(answer).await {
                Ok(_) => return Ok(()),
                Err(complaint) if new && self.unlearn(&complaint) => {}
                Err(complaint) => return Err(self.refused(&complaint, Doing::Put, key.as_str())),
            }
        }
    }

    pub async fn get(&self, key: &Key, part: Range<u64>, out: Out<'_>) -> Result<u64, TargetError> {
        let path = self.path(key);
        let mut request = self.request(ask(Method::GET, &path, &[]), None).await?;
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
            Err(complaint) => Err(self.refused(&complaint, Doing::Get, key.as_str())),
        }
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        let path = self.path(key);
        let answer = self.send(ask(Method::HEAD, &path, &[]), None).await?;
        match self.http.accepted(answer).await {
            Ok(answer) => length(&answer)
                .ok_or_else(|| TargetError::Strange("an object without a length".to_owned())),
            Err(complaint) => Err(self.refused(&complaint, Doing::Get, key.as_str())),
        }
    }

    pub async fn delete(&self, key: &Key) -> Result<(), TargetError> {
        let path = self.path(key);
        let answer = self.send(ask(Method::DELETE, &path, &[]), None).await?;
        match self.http.accepted(answer).await {
            Ok(_) => Ok(()),
            Err(complaint) => match self.refused(&complaint, Doing::Delete, key.as_str()) {
                TargetError::Missing(what) if what == key.as_str() => Ok(()),
                error => Err(error),
            },
        }
    }

    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        self.pages(under).await
    }

    /// Tries whether it refuses to put an object in the place of one that is there, and keeps in
    /// mind what came of it. The object stays what it was.
    pub async fn learn(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        if !self.conditional() {
            return Ok(());
        }
        match self.put_whole(key, source, source.bytes().await?).await {
            Err(TargetError::Exists(_)) => {
                self.guards.store(true, Ordering::Relaxed);
                Ok(())
            }
            other => other,
        }
    }

    /// Sends it, signed at this moment, and waits for the head of the answer.
    async fn send(&self, ask: Ask<'_>, load: Option<Load<'_>>) -> Result<Response, TargetError> {
        let bytes = load.as_ref().map_or(0, |load| load.part.end - load.part.start);
        self.http.send(self.request(ask, load).await?, bytes).await
    }

    async fn request(
        &self,
        ask: Ask<'_>,
        load: Option<Load<'_>>,
    ) -> Result<reqwest::RequestBuilder, TargetError> {
        let empty = Source::Bytes(bytes::Bytes::new());
        let load = load.unwrap_or(Load { source: &empty, part: 0..0, new: false });
        let payload = load.source.hash(load.part.clone()).await?;
        let mut query: Vec<String> =
            ask.query.iter().map(|(key, value)| format!("{key}={}", escape(value))).collect();
        query.sort_unstable();
        let (path, query) = (format!("{}{}", self.bucket, ask.path), query.join("&"));
        let signable = Signable {
            method: &ask.method,
            host: &self.host,
            path: &path,
            query: &query,
            payload: &payload,
        };
        let signed = self.signer.sign(&signable, self.clock.now());
        let mut url = format!("{}{path}", self.origin);
        if !query.is_empty() {
            url = format!("{url}?{query}");
        }
        let bodied = ask.method == Method::PUT || ask.method == Method::POST;
        let mut request = self
            .http
            .request(ask.method, &url)
            .header("x-amz-content-sha256", signed.payload)
            .header("x-amz-date", signed.date)
            .header(AUTHORIZATION, signed.authorization);
        if load.new {
            request = request.header(IF_NONE_MATCH, "*");
        }
        // An empty one too: without it no length is told, which some take for a mistake.
        Ok(if bodied { request.body(load.source.body(load.part)) } else { request })
    }

    fn path(&self, key: &Key) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Whether a put says that it is for something new.
    fn conditional(&self) -> bool {
        !self.unconditional.load(Ordering::Relaxed)
    }

    /// Whether it is the condition that it knows nothing of. It is not asked for one again.
    fn unlearn(&self, complaint: &Complaint) -> bool {
        let body = || String::from_utf8_lossy(&complaint.body).to_ascii_lowercase();
        let knows_nothing =
            complaint.status == 501 || complaint.status == 400 && body().contains("if-none-match");
        self.unconditional.fetch_or(knows_nothing, Ordering::Relaxed);
        knows_nothing
    }

    fn refused(&self, complaint: &Complaint, doing: Doing, what: &str) -> TargetError {
        let secrets =
            [self.signer.secret_key.expose_secret(), self.signer.access_key.expose_secret()];
        refusal(complaint, doing, what, &secrets, self.clock.now())
    }
}

fn ask<'a>(method: Method, path: &'a str, query: &'a [(&'a str, &'a str)]) -> Ask<'a> {
    Ask { method, path, query }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bucket_is_in_the_path_or_in_the_host() {
        let at = |endpoint: &str, path_style| {
            let config = Config {
                endpoint: endpoint.to_owned(),
                bucket: "toko".to_owned(),
                prefix: "warung".to_owned(),
                region: "auto".to_owned(),
                path_style,
                access_key: "a".to_owned().into(),
                secret_key: "s".to_owned().into(),
            };
            let s3 = S3::new(&config, &Clock::new(), Patience::default()).unwrap();
            let path = s3.path(&Key::parse("sari/x").unwrap());
            (format!("{}{}{path}", s3.origin, s3.bucket), s3.host)
        };
        for (endpoint, path_style, url, host) in [
            ("https://AKUN.r2.example", true, "akun.r2.example/toko/", "akun.r2.example"),
            ("https://r2.example:443", true, "r2.example:443/toko/", "r2.example"),
            (
                "https://r2.example:8443/s3/v1",
                true,
                "r2.example:8443/s3/v1/toko/",
                "r2.example:8443",
            ),
            ("https://ams.example", false, "toko.ams.example/", "toko.ams.example"),
            ("https://ams.example/s3", false, "toko.ams.example/s3/", "toko.ams.example"),
        ] {
            let (asked, signed) = at(endpoint, path_style);
            assert_eq!(asked, format!("https://{url}warung/sari/x"));
            assert_eq!(signed, host);
            // What is sent is what was signed.
            let sent = reqwest::Url::parse(&asked).unwrap();
            let port = sent.port().map(|port| format!(":{port}")).unwrap_or_default();
            assert_eq!(format!("{}{port}", sent.host_str().unwrap()), host);
        }
    }
}
