//! A bucket's listing, page by page to its end.

use bytes::Bytes;
use reqwest::{Method, Response};

use super::super::error::TargetError;
use super::super::key::{Key, Object};
use super::super::xml::{Broken, Event, Xml};
use super::refusal::Doing;
use super::{S3, ask};
use crate::domain::limit::{LIST_OBJECTS_MAX, LIST_PAGE_BYTES_MAX, LIST_PAGE_OBJECTS};

/// A page under reading.
#[derive(Default)]
struct Page {
    objects: Vec<(String, u64)>,
    key: Option<String>,
    bytes: Option<u64>,
    more: bool,
    next: Option<String>,
    /// It calls itself a listing.
    named: bool,
}

impl S3 {
    pub(super) async fn pages(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let start = match under {
            Some(under) => format!("{}{under}/", self.prefix),
            None => self.prefix.clone(),
        };
        let mut objects = Vec::new();
        let mut token: Option<String> = None;
        let count = LIST_PAGE_OBJECTS.to_string();
        loop {
            let mut query =
                vec![("list-type", "2"), ("max-keys", count.as_str()), ("prefix", start.as_str())];
            query.extend(token.as_deref().map(|token| ("continuation-token", token)));
            let answer = self.send(ask(Method::GET, "", &query), None).await?;
            let answer = self.http.accepted(answer).await;
            let answer = answer.map_err(|it| self.refused(&it, Doing::List, &start))?;
            let page = self.page(answer).await?;
            // What has no name of ours was put there by somebody else.
            let ours = page.objects.into_iter().filter_map(|(key, bytes)| {
                let key = Key::parse(key.strip_prefix(&self.prefix)?)?;
                Some(Object { key, bytes })
            });
            objects.extend(ours);
            let next = match (page.more, page.next) {
                (false, _) => break,
                (true, Some(next)) if token.as_ref() != Some(&next) => next,
                (true, _) => return Err(strange("a listing that comes to no end")),
            };
            if objects.len() > LIST_OBJECTS_MAX {
                return Err(strange("more objects than a shop has"));
            }
            token = Some(next);
        }
        Ok(objects)
    }

    async fn page(&self, answer: Response) -> Result<Page, TargetError> {
        let (mut page, mut xml) = (Page::default(), Xml::default());
        let take = |piece: Bytes| {
            let fed = xml.feed(&piece, &mut |event| page.take(event));
            fed.map_err(|_| strange("what is no listing"))
        };
        self.http.read(answer, LIST_PAGE_BYTES_MAX, take).await?;
        match xml.finish().is_ok() && page.named {
            true => Ok(page),
            false => Err(strange("what is no whole listing")),
        }
    }
}

impl Page {
    fn take(&mut self, event: Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Open("ListBucketResult") => self.named = true,
            Event::Open("Contents") => (self.key, self.bytes) = (None, None),
            Event::Close("Key", text) => self.key = Some(text.to_owned()),
            Event::Close("Size", text) => self.bytes = text.parse().ok(),
            Event::Close("Contents", _) => {
                let object = self.key.take().zip(self.bytes.take());
                self.objects.push(object.ok_or(Broken)?);
            }
            Event::Close("IsTruncated", text) => self.more = text == "true",
            Event::Close("NextContinuationToken", text) => self.next = Some(text.to_owned()),
            _ => {}
        }
        Ok(())
    }
}

fn strange(what: &str) -> TargetError {
    TargetError::Strange(what.to_owned())
}
