//! What lies in the folders of a WebDAV server, asked for one by one, read as it comes.

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderName};

use super::super::error::TargetError;
use super::super::key::{Key, Object};
use super::super::xml::{Broken, Event, Xml};
use super::{Doing, Webdav, method};
use crate::domain::limit::{LIST_BYTES_MAX, LIST_OBJECTS_MAX, TARGET_PATH_PARTS_MAX};

const QUESTION: &str = "<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/>\
                        <getcontentlength/></prop></propfind>";

/// One folder under reading.
struct Folder<'f> {
    /// The path of the place on its server, and where in it this is; decoded, no slash at the end.
    root: &'f str,
    at: &'f str,
    href: Option<String>,
    bytes: Option<u64>,
    is_folder: bool,
    found: Vec<(String, Kind)>,
    /// It calls itself a listing.
    named: bool,
    /// A name that does not belong there.
    stray: bool,
}

enum Kind {
    Folder,
    Object(u64),
}

impl Webdav {
    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let mut folders = vec![under.map(Key::to_string).unwrap_or_default()];
        let mut objects = Vec::new();
        while let Some(folder) = folders.pop() {
            for (path, kind) in self.folder(&folder).await? {
                // What has no name of ours was put there by somebody else, or is on its way.
                let Some(key) = Key::parse(&path) else { continue };
                match kind {
                    Kind::Object(bytes) => objects.push(Object { key, bytes }),
                    Kind::Folder if path.split('/').count() < TARGET_PATH_PARTS_MAX => {
                        folders.push(path);
                    }
                    Kind::Folder => {}
                }
            }
            if objects.len() > LIST_OBJECTS_MAX {
                return Err(strange("more objects than a shop has"));
            }
        }
        Ok(objects)
    }

    /// One folder. One that is not there has nothing in it.
    async fn folder(&self, path: &str) -> Result<Vec<(String, Kind)>, TargetError> {
        let request = self
            .request(method(b"PROPFIND")?, &format!("{path}/"))
            .header(HeaderName::from_static("depth"), "1")
            .header(CONTENT_TYPE, "application/xml")
            .body(QUESTION);
        let answer = match self.http.accepted(self.http.send(request, 0).await?).await {
            Ok(answer) => answer,
            Err(complaint) => {
                return match self.refused(&complaint, Doing::Look, path) {
                    TargetError::Missing(_) => Ok(Vec::new()),
                    error => Err(error),
                };
            }
        };
        let root = decoded(path_of(&self.url)).ok_or_else(|| strange("an address of its own"))?;
        let mut folder = Folder::new(&root, path);
        let mut xml = Xml::default();
        let take = |piece: Bytes| {
            let fed = xml.feed(&piece, &mut |event| folder.take(event));
            match folder.stray {
                true => Err(strange("a listing of names that are not within its address")),
                false => fed.map_err(|_| strange("what is no listing")),
            }
        };
        self.http.read(answer, LIST_BYTES_MAX, take).await?;
        match xml.finish().is_ok() && folder.named {
            true => Ok(folder.found),
            false => Err(strange("what is no whole listing")),
        }
    }
}

impl<'f> Folder<'f> {
    fn new(root: &'f str, at: &'f str) -> Folder<'f> {
        let (href, bytes, is_folder) = (None, None, false);
        let (found, named, stray) = (Vec::new(), false, false);
        Folder { root, at, href, bytes, is_folder, found, named, stray }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Open("multistatus") => self.named = true,
            Event::Open("response") => {
                (self.href, self.bytes, self.is_folder) = (None, None, false);
            }
            Event::Open("collection") => self.is_folder = true,
            Event::Close("href", text) if self.href.is_none() => self.href = Some(text.to_owned()),
            // What an element has not is told as empty.
            Event::Close("getcontentlength", text) if !text.is_empty() => {
                self.bytes = Some(text.parse().map_err(|_| Broken)?);
            }
            Event::Close("response", _) => self.entry()?,
            _ => {}
        }
        Ok(())
    }

    fn entry(&mut self) -> Result<(), Broken> {
        let href = self.href.take().ok_or(Broken)?;
        let path = decoded(path_of(&href)).ok_or(Broken)?;
        let inside = path.trim_end_matches('/').strip_prefix(self.root);
        let Some(inside) = inside.map(|it| it.trim_start_matches('/')) else {
            self.stray = true;
            return Err(Broken);
        };
        let name = match self.at {
            "" => inside,
            at => match inside.strip_prefix(at) {
                Some(rest) => rest.trim_start_matches('/'),
                None => {
                    self.stray = true;
                    return Err(Broken);
                }
            },
        };
        // The folder itself is told as well, and nothing deeper was asked for.
        if name.is_empty() || name.contains('/') {
            return Ok(());
        }
        let kind = match (self.is_folder, self.bytes) {
            (true, _) => Kind::Folder,
            (false, Some(bytes)) => Kind::Object(bytes),
            (false, None) => return Err(Broken),
        };
        self.found.push((inside.to_owned(), kind));
        Ok(())
    }
}

/// What stands behind the host: in a listing the host may be left out.
fn path_of(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    }
    .trim_end_matches('/')
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                (digit(rest.next()?)? * 16 + digit(rest.next()?)?) as u8
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn strange(what: &str) -> TargetError {
    TargetError::Strange(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_with_and_without_a_host() {
        assert_eq!(path_of("https://a.example:8/x%20y/"), "/x%20y");
        assert_eq!(path_of("https://a.example"), "");
        assert_eq!(path_of("/x/"), "/x");
        assert_eq!(decoded("/x%20y%C3%a9").as_deref(), Some("/x yé"));
        assert_eq!(decoded("%2"), None);
        assert_eq!(decoded("%zz"), None);
        assert_eq!(decoded("%ff"), None);
    }

    fn listing(answer: &str) -> Option<Vec<String>> {
        let mut folder = Folder::new("/dav/my shop", "toko");
        let mut xml = Xml::default();
        xml.feed(answer.as_bytes(), &mut |event| folder.take(event)).ok()?;
        xml.finish().ok()?;
        let told = |(path, kind): &(String, Kind)| match kind {
            Kind::Folder => format!("{path}/"),
            Kind::Object(bytes) => format!("{path} {bytes}"),
        };
        Some(folder.found.iter().map(told).collect())
    }

    #[test]
    fn a_listing_has_folders_and_objects_of_this_folder_alone() {
        let entry = |href: &str, prop: &str| {
            format!(
                "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{prop}</d:prop>\
                 <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
            )
        };
        let folder = "<d:resourcetype><d:collection/></d:resourcetype>";
        let none = "<d:getcontentlength/>";
        let all = |entries: &[String]| {
            listing(&format!("<d:multistatus xmlns:d='DAV:'>{}</d:multistatus>", entries.concat()))
        };
        let object = "<d:getcontentlength>12</d:getcontentlength><d:resourcetype/>";
        let good = [
            entry("/dav/my%20shop/toko/", folder),
            entry("/dav/my%20shop/toko/gen/", &format!("{folder}{none}")),
            entry("https://a.example/dav/my%20shop/toko/snap%2d1", object),
        ];
        assert_eq!(all(&good), Some(vec!["toko/gen/".to_owned(), "toko/snap-1 12".to_owned()]));
        assert_eq!(all(&[entry("/elsewhere/toko/x", object)]), None);
        assert_eq!(all(&[entry("/dav/my%20shop/other/x", object)]), None);
        assert_eq!(all(&[entry("/dav/my%20shop/toko/x", none)]), None, "neither one nor other");
    }
}
