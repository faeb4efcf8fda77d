//! A large object in parts: begun, sent two at a time, put together, or taken back as a whole.

use std::fmt::Write;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::ETAG;

use super::super::error::TargetError;
use super::super::key::Key;
use super::super::source::Source;
use super::super::xml::texts;
use super::refusal::Doing;
use super::{Load, S3, ask};
use crate::domain::limit::{
    TARGET_ANSWER, UPLOAD_PART_BYTES_MAX, UPLOAD_PART_BYTES_MIN, UPLOAD_PARTS_AT_ONCE,
    UPLOAD_PARTS_MAX, UPLOAD_PAUSE, UPLOAD_TRIES_MAX,
};

/// An object that is on its way in parts.
struct Upload<'u> {
    path: &'u str,
    key: &'u Key,
    id: &'u str,
    source: &'u Source,
    bytes: u64,
    part_bytes: u64,
    /// How many parts have been begun.
    begun: AtomicU64,
}

/// A part's number, and what the server calls it.
type Part = (u64, String);

impl S3 {
    pub(super) async fn upload(
        &self,
        key: &Key,
        source: &Source,
        bytes: u64,
    ) -> Result<(), TargetError> {
        let part_bytes = part_bytes(bytes).ok_or_else(|| {
            TargetError::Here(format!("{bytes} bytes are more than one object can have"))
        })?;
        let path = self.path(key);
        let id = self.begin(key, &path).await?;
        let begun = AtomicU64::default();
        let upload = Upload { path: &path, key, id: &id, source, bytes, part_bytes, begun };
        let sent = self.parts(&upload).await;
        let done = match sent {
            Ok(parts) => self.complete(&upload, parts).await,
            Err(error) => Err(error),
        };
        if done.is_err() {
            // Parts that lie about cost money. Who may not delete leaves it to the bucket's rules.
            let query = [("uploadId", id.as_str())];
            let abort = self.send(ask(Method::DELETE, &path, &query), None);
            let _ = abort.await;
        }
        done
    }

    async fn begin(&self, key: &Key, path: &str) -> Result<String, TargetError> {
        let answer = self.send(ask(Method::POST, path, &[("uploads", "")]), None).await?;
        let answer = self.http.accepted(answer).await;
        let answer = answer.map_err(|it| self.refused(&it, Doing::Put, key.as_str()))?;
        let found = texts(&self.http.whole(answer).await?, ["UploadId"]);
        let [id] = found.map_err(|_| strange("no beginning of an upload"))?;
        id.filter(|id| !id.is_empty()).ok_or_else(|| strange("an upload without a number"))
    }

    /// Each of the lanes takes the next part as long as there is one. The first that fails ends
    /// the others.
    async fn parts(&self, upload: &Upload<'_>) -> Result<Vec<Part>, TargetError> {
        const { assert!(UPLOAD_PARTS_AT_ONCE == 2) };
        let (left, right) = tokio::try_join!(self.lane(upload), self.lane(upload))?;
        let mut parts = [left, right].concat();
        parts.sort_unstable();
        Ok(parts)
    }

    async fn lane(&self, upload: &Upload<'_>) -> Result<Vec<Part>, TargetError> {
        let mut parts = Vec::new();
        loop {
            let number = upload.begun.fetch_add(1, Ordering::Relaxed);
            let start = number * upload.part_bytes;
            if start >= upload.bytes {
                return Ok(parts);
            }
            let part = start..(start + upload.part_bytes).min(upload.bytes);
            let mut tried = 1;
            let tag = loop {
                match self.part(upload, number + 1, part.clone()).await {
                    Err(TargetError::Unreachable { after, .. })
                        if tried < UPLOAD_TRIES_MAX
                            && after.is_none_or(|it| it <= TARGET_ANSWER) =>
                    {
                        tokio::time::sleep(after.unwrap_or(UPLOAD_PAUSE).std()).await;
                        tried += 1;
                    }
                    sent => break sent?,
                }
            };
            parts.push((number + 1, tag));
        }
    }

    async fn part(
        &self,
        upload: &Upload<'_>,
        number: u64,
        part: Range<u64>,
    ) -> Result<String, TargetError> {
        let number = number.to_string();
        let query = [("partNumber", number.as_str()), ("uploadId", upload.id)];
        let load = Load { source: upload.source, part, new: false };
        let answer = self.send(ask(Method::PUT, upload.path, &query), Some(load)).await?;
        let answer = self.http.accepted(answer).await;
        let answer = answer.map_err(|it| self.refused(&it, Doing::Put, upload.key.as_str()))?;
        let tag = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
        tag.map(str::to_owned).ok_or_else(|| strange("a part without a tag"))
    }

    async fn complete(&self, upload: &Upload<'_>, parts: Vec<Part>) -> Result<(), TargetError> {
        let mut list = "<CompleteMultipartUpload>".to_owned();
        for (number, tag) in parts {
            let tag = tag.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            // A text takes whatever is written to it.
            let _ =
                write!(list, "<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>");
        }
        let list = Source::Bytes(Bytes::from(list + "</CompleteMultipartUpload>"));
        let query = [("uploadId", upload.id)];
        loop {
            let new = self.conditional();
            let load = Load { source: &list, part: 0..list.bytes().await?, new };
            let answer = self.send(ask(Method::POST, upload.path, &query), Some(load)).await?;
            match self.http.accepted(answer).await {
                Ok(answer) => return completed(&self.http.whole(answer).await?, upload.key),
                Err(complaint) if new && self.unlearn(&complaint) => {}
                Err(complaint) => {
                    return Err(self.refused(&complaint, Doing::Put, upload.key.as_str()));
                }
            }
        }
    }
}

/// The head of the answer comes before it is done: the body says whether it was.
fn completed(body: &[u8], key: &Key) -> Result<(), TargetError> {
    let found = texts(body, ["ETag", "Code"]);
    match found.map_err(|_| strange("no end of an upload"))? {
        [Some(_), None] => Ok(()),
        [_, Some(code)] if code == "PreconditionFailed" => {
            Err(TargetError::Exists(key.to_string()))
        }
        [_, Some(code)] => Err(TargetError::unreachable(format!("HTTP 200, but {code}"))),
        [None, None] => Err(strange("no end of an upload")),
    }
}

/// Parts of one size, since some take no other; whole megabytes, as few parts as may be lost.
fn part_bytes(bytes: u64) -> Option<u64> {
    const MEGABYTE: u64 = 1 << 20;
    let least = bytes.div_ceil(UPLOAD_PARTS_MAX).next_multiple_of(MEGABYTE);
    Some(least.max(UPLOAD_PART_BYTES_MIN)).filter(|bytes| *bytes <= UPLOAD_PART_BYTES_MAX)
}

fn strange(what: &str) -> TargetError {
    TargetError::Strange(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_few_and_small_enough() {
        assert_eq!(part_bytes(20 << 20), Some(8 << 20));
        assert_eq!(part_bytes(100 << 30), Some(11 << 20));
        assert_eq!(part_bytes(156 << 30), Some(16 << 20));
        assert_eq!(part_bytes(157 << 30), None);
    }

    #[test]
    fn the_end_of_an_upload_is_in_the_body() {
        let key = Key::parse("a/b").unwrap();
        let said = |text: &str| completed(text.as_bytes(), &key);
        let good = "\n\n<C><Location>x</Location><ETag>&quot;a-2&quot;</ETag></C>";
        assert_eq!(said(good), Ok(()));
        let error = |code| format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
        let again = said(&error("InternalError")).unwrap_err();
        assert!(again.again(), "{again}");
        assert_eq!(said(&error("PreconditionFailed")), Err(TargetError::Exists("a/b".to_owned())));
        assert!(matches!(said(""), Err(TargetError::Strange(_))));
    }
}
