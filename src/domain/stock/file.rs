//! A file of stock: what kind it is, by its name and its first bytes, and the lines in it.

use serde::{Deserialize, Serialize};

use super::line::lines;

/// How the goods stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// One a line.
    Lines,
    /// A table with a header.
    Sheet,
}

/// What a file is that is no list of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// A workbook of Excel, LibreOffice, Numbers.
    Workbook,
    /// A text with a layout: Word, RTF, ODT.
    Document,
    /// HTML or XML, whatever its name.
    Page,
    Pdf,
    Picture,
    Archive,
    Json,
    /// UTF-16 or UTF-32 in a shape that cannot be read for certain.
    Wide,
    /// Not a text at all.
    Binary,
}

/// Numbered lines, blank ones too. `None`: bytes that are not UTF-8.
pub type Written = Vec<(u64, Option<String>)>;

impl Form {
    /// What a file's name says. A name that says nothing is read line by line.
    pub fn named(name: &str) -> Result<Form, Foreign> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).trim().to_lowercase();
        Err(match ending.as_str() {
            "csv" | "tsv" | "tab" => return Ok(Form::Sheet),
            "xls" | "xlsx" | "xlsm" | "xlsb" | "xlt" | "xltx" | "ods" | "fods" | "numbers" => {
                Foreign::Workbook
            }
            "doc" | "docx" | "odt" | "rtf" | "pages" | "wps" => Foreign::Document,
            "htm" | "html" | "mht" | "mhtml" | "xml" => Foreign::Page,
            "pdf" => Foreign::Pdf,
            "jpg" | "jpeg" | "png" | "gif" | "webp" | "heic" | "bmp" => Foreign::Picture,
            "zip" | "rar" | "7z" | "gz" | "tar" => Foreign::Archive,
            "json" => Foreign::Json,
            _ => return Ok(Form::Lines),
        })
    }
}

/// What the first bytes of a file say, when they say that it is no plain text.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const MAGIC: &[(&[u8], Foreign)] = &[
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign::Workbook),
        (b"{\\rtf", Foreign::Document),
        (b"%PDF-", Foreign::Pdf),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"Rar!", Foreign::Archive),
        (b"7z\xbc\xaf", Foreign::Archive),
        (b"\x1f\x8b", Foreign::Archive),
        (b"\xff\xfe\0\0", Foreign::Wide),
        (b"\0\0\xfe\xff", Foreign::Wide),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        return Some(
            match (holds(b"xl/") || holds(b"opendocument.spreadsheet"), holds(b"word/")) {
                (true, _) => Foreign::Workbook,
                (_, true) => Foreign::Document,
                _ => Foreign::Archive,
            },
        );
    }
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind);
    known.or_else(|| page(bytes).then_some(Foreign::Page))
}

/// Old programs export a table as HTML and call it `.xls`, `.csv` or `.txt`.
fn page(bytes: &[u8]) -> bool {
    const TAGS: [&str; 8] =
        ["<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<?xml"];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    TAGS.iter().any(|tag| {
        bytes.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

/// The lines of a file: UTF-8, or UTF-16 that says so. Lines of an older encoding are told one by
/// one, because nobody knows which letters were meant.
pub fn written(bytes: &[u8]) -> Result<Written, Foreign> {
    if let Some(foreign) = foreign(bytes) {
        return Err(foreign);
    }
    let numbered =
        |text: &str| (1..).zip(lines(text)).map(|(at, line)| (at, Some(line.to_owned()))).collect();
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        let whole = rest.len().is_multiple_of(2);
        let text = String::from_utf16(&units).ok().filter(|_| whole).ok_or(Foreign::Wide)?;
        Ok(numbered(&text))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // UTF-16 without its mark has a NUL in nearly every pair.
    if bytes.iter().filter(|byte| **byte == 0).count() * 3 > bytes.len() {
        return Err(Foreign::Wide);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(numbered(text)),
        Err(_) if bytes.iter().any(|byte| odd(*byte)) => Err(Foreign::Binary),
        Err(_) => Ok(mixed(bytes)),
    }
}

/// A sign of control that no text of any encoding has.
fn odd(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xe..=0x19)
}

/// Lines of which some are not UTF-8. Line ends of one byte are the same in all of them.
fn mixed(bytes: &[u8]) -> Written {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0xb | 0xc | 0x1c..=0x1e);
    let mut found = Written::new();
    let mut rest = Some(bytes);
    while let Some(bytes) = rest {
        let end = bytes.iter().position(ends);
        let line = &bytes[..end.unwrap_or(bytes.len())];
        rest = end
            .map(|end| &bytes[end..])
            .map(|behind| behind.strip_prefix(b"\r\n").unwrap_or_else(|| &behind[1..]));
        match std::str::from_utf8(line) {
            Ok(text) => {
                for line in lines(text) {
                    found.push((found.len() as u64 + 1, Some(line.to_owned())));
                }
            }
            Err(_) => found.push((found.len() as u64 + 1, None)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Result<Vec<Option<String>>, Foreign> {
        written(bytes).map(|lines| lines.into_iter().map(|(_, line)| line).collect())
    }

    fn some(lines: &[&str]) -> Result<Vec<Option<String>>, Foreign> {
        Ok(lines.iter().map(|line| Some((*line).to_owned())).collect())
    }

    #[test]
    fn every_encoding_is_read_or_told() {
        let text = "a|é\r\nb|2\r";
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let lines = ["a|é", "b|2", ""];
        assert_eq!(texts(text.as_bytes()), some(&lines));
        assert_eq!(texts(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), some(&lines));
        assert_eq!(texts(&[b"\xff\xfe" as &[u8], &little].concat()), some(&lines));
        assert_eq!(texts(&[b"\xfe\xff" as &[u8], &big].concat()), some(&lines));
        assert_eq!(texts(&[b"\xff\xfe" as &[u8], &little, b"x"].concat()), Err(Foreign::Wide));
        assert_eq!(texts(&little), Err(Foreign::Wide));
        // Windows-1252: the line with the accent is told, the others are what they are.
        let old = texts(b"a|\xe9\rb|2\x0bc|\x85");
        assert_eq!(old, Ok(vec![None, Some("b|2".into()), None]));
        assert_eq!(texts(b"\x01\x02\xff\xff"), Err(Foreign::Binary));
        assert_eq!(texts(b""), some(&[""]));
    }

    #[test]
    fn files_of_another_kind_are_known_by_name_and_by_bytes() {
        for (name, kind) in [
            ("stok.txt", Ok(Form::Lines)),
            ("stok", Ok(Form::Lines)),
            ("STOK.CSV", Ok(Form::Sheet)),
            ("stok.xlsx", Err(Foreign::Workbook)),
            ("stok.txt.rtf", Err(Foreign::Document)),
        ] {
            assert_eq!(Form::named(name), kind, "{name}");
        }
        for (bytes, kind) in [
            (b"PK\x03\x04....xl/workbook.xml" as &[u8], Foreign::Workbook),
            (b"PK\x03\x04....word/document.xml", Foreign::Document),
            (b"PK\x03\x04....a.txt", Foreign::Archive),
            (b"{\\rtf1\\ansi a|1\\par b|2}", Foreign::Document),
            (b"\xef\xbb\xbf\r\n<HTML xmlns:o=''><table>", Foreign::Page),
            (b"<table><tr><td>a|1", Foreign::Page),
            (b"%PDF-1.7", Foreign::Pdf),
        ] {
            assert_eq!(texts(bytes), Err(kind), "{bytes:?}");
        }
        assert_eq!(texts(b"<b>a|1"), some(&["<b>a|1"]));
    }
}
