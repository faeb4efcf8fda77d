//! Files the server keeps: an id for every upload, checks of what a photo may be.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Value, json};

use super::refused::Refused;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Photo,
    Document,
    Sticker,
}

#[derive(Clone, Debug)]
pub struct File {
    pub id: String,
    pub kind: FileKind,
    pub name: String,
    /// Below the server's file address.
    pub path: String,
    pub bytes: Bytes,
    pub width: u32,
    pub height: u32,
}

#[derive(Default)]
pub struct Files {
    kept: BTreeMap<String, File>,
    made: u64,
}

/// A photo that a bot uploads; a document may have fifty.
const PHOTO_BYTES_MAX: usize = 10 << 20;
const DOCUMENT_BYTES_MAX: usize = 50 << 20;
const SIDES_SUM_MAX: u32 = 10_000;
const SIDES_RATIO_MAX: u32 = 20;
/// What a bot may fetch.
pub const DOWNLOAD_BYTES_MAX: usize = 20 << 20;

impl Files {
    /// Takes in an upload under a new id.
    pub fn keep(&mut self, kind: FileKind, name: &str, bytes: Bytes) -> Result<String, Refused> {
        if bytes.is_empty() {
            return Err(Refused::bad("file must be non-empty"));
        }
        let (width, height) = match kind {
            FileKind::Photo => photo_sides(&bytes)?,
            FileKind::Document if bytes.len() > DOCUMENT_BYTES_MAX => {
                return Err(Refused::too_large());
            }
            FileKind::Document => (0, 0),
            FileKind::Sticker => (512, 512),
        };
        self.made += 1;
        let made = self.made;
        let (mark, path) = match kind {
            FileKind::Photo => ("AgACAgUAAxkBAAI", format!("photos/file_{made}.jpg")),
            FileKind::Document => ("BQACAgUAAxkBAAI", format!("documents/file_{made}")),
            FileKind::Sticker => ("CAACAgUAAxkBAAI", format!("stickers/file_{made}.webp")),
        };
        let id = format!("{mark}{made:06X}Qo");
        let name = name.to_owned();
        let file = File { id: id.clone(), kind, name, path, bytes, width, height };
        self.kept.insert(id.clone(), file);
        Ok(id)
    }

    /// A file sent again by its id.
    pub fn again(&self, kind: FileKind, id: &str) -> Result<String, Refused> {
        match self.kept.get(id) {
            Some(file) if file.kind == kind => Ok(file.id.clone()),
            Some(file) => {
                let (is, wanted) = (file.kind, kind);
                Err(Refused::bad(format!("can't use file of type {is:?} as {wanted:?}")))
            }
            None => Err(Refused::bad("wrong file identifier/HTTP URL specified")),
        }
    }

    /// To another bot they are called otherwise: as each was called, and is now.
    pub fn renumber(&mut self) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        for (id, mut file) in std::mem::take(&mut self.kept) {
            file.id = format!("{id}A");
            ids.insert(id, file.id.clone());
            self.kept.insert(file.id.clone(), file);
        }
        ids
    }

    pub fn forget(&mut self, id: &str) {
        self.kept.remove(id);
    }

    pub fn find(&self, id: &str) -> Option<&File> {
        self.kept.get(id)
    }

    pub fn at(&self, path: &str) -> Option<&File> {
        self.kept.values().find(|file| file.path == path)
    }
}

impl File {
    /// Short, and the same for the same upload.
    fn unique(&self) -> String {
        format!("AQAD{}", self.id.chars().rev().take(8).collect::<String>())
    }

    pub fn json(&self) -> Value {
        let mut file = json!({
            "file_id": self.id,
            "file_unique_id": self.unique(),
            "file_size": self.bytes.len(),
        });
        if self.kind == FileKind::Document {
            file["file_name"] = json!(self.name);
            file["mime_type"] = json!(mime(&self.name));
        } else {
            file["width"] = json!(self.width);
            file["height"] = json!(self.height);
        }
        file
    }

    /// What `getFile` answers.
    pub fn link(&self) -> Value {
        json!({
            "file_id": self.id,
            "file_unique_id": self.unique(),
            "file_size": self.bytes.len(),
            "file_path": self.path,
        })
    }
}

/// The kind of content that a file's name promises.
pub fn mime(name: &str) -> &'static str {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match end.as_str() {
        "txt" | "log" => "text/plain",
        "csv" => "text/csv",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

fn photo_sides(bytes: &[u8]) -> Result<(u32, u32), Refused> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(Refused::bad(format!(
            "file of size {} bytes is too big for a photo; the maximum size is {} bytes",
            bytes.len(),
            PHOTO_BYTES_MAX
        )));
    }
    let sides = png_sides(bytes).or_else(|| jpeg_sides(bytes));
    let (width, height) = sides.ok_or_else(|| Refused::bad("IMAGE_PROCESS_FAILED"))?;
    let (short, long) = (width.min(height), width.max(height));
    let sound = short > 0
        && width.saturating_add(height) <= SIDES_SUM_MAX
        && long <= short.saturating_mul(SIDES_RATIO_MAX);
    match sound {
        true => Ok((width, height)),
        false => Err(Refused::bad("PHOTO_INVALID_DIMENSIONS")),
    }
}

fn png_sides(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let side = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
    (rest.get(4..8)? == b"IHDR").then_some((side(8)?, side(12)?))
}

/// Walks a JPEG's segments to the one that tells its size.
fn jpeg_sides(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let &[0xff, marker, high, low, ..] = rest else { return None };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let &[h1, h2, w1, w2] = rest.get(5..9)? else { return None };
            let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
            return Some((side(w1, w2), side(h1, h2)));
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Bytes {
        let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes.into()
    }

    #[test]
    fn photos_are_looked_at() {
        let mut files = Files::default();
        let mut keep = |bytes| files.keep(FileKind::Photo, "a.png", bytes);
        assert!(keep(png(100, 200)).is_ok());
        assert!(keep(png(100, 2001)).is_err());
        assert!(keep(png(6000, 6000)).is_err());
        assert!(keep(Bytes::from_static(b"not a photo")).is_err());
        assert!(keep(Bytes::new()).is_err());
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01";
        assert_eq!(jpeg_sides(jpeg), Some((32, 16)));
    }

    #[test]
    fn an_id_is_good_for_its_kind_alone() {
        let mut files = Files::default();
        let bytes = Bytes::from_static(b"x");
        let id = files.keep(FileKind::Document, "a.txt", bytes.clone()).unwrap();
        assert_ne!(files.keep(FileKind::Document, "a.txt", bytes).unwrap(), id);
        assert_eq!(files.again(FileKind::Document, &id), Ok(id.clone()));
        let refused = files.again(FileKind::Photo, &id).unwrap_err();
        assert_eq!(refused.description, "Bad Request: can't use file of type Document as Photo");
        assert!(files.again(FileKind::Photo, "x").is_err());
    }
}
