//! The little XML that servers answer: read piece by piece, strictly, within bounds, and never
//! taken for whole before its end.

use crate::domain::limit::{XML_DEPTH_MAX, XML_TOKEN_BYTES_MAX};

/// What is no XML, or none that these servers speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// An element, by its name without the namespace's letters: it begins, or ends with the text that
/// stood in it last.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'x> {
    Open(&'x str),
    Close(&'x str, &'x str),
}

/// A reader in the middle of a text.
#[derive(Default)]
pub struct Xml {
    /// From `<` on, until it is complete.
    token: Vec<u8>,
    /// The text since the last tag, as it is written.
    text: Vec<u8>,
    open: Vec<String>,
    over: bool,
}

impl Xml {
    /// Reads on, and tells every element as it comes.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        tell: &mut dyn FnMut(Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        for &byte in bytes {
            if self.token.is_empty() && byte != b'<' {
                // What stands around the outermost element is no text of it.
                match self.open.is_empty() {
                    false => push(&mut self.text, byte)?,
                    true if byte.is_ascii_whitespace() || !byte.is_ascii() => {}
                    true => return Err(Broken),
                }
                continue;
            }
            push(&mut self.token, byte)?;
            if byte == b'>' && is_complete(&self.token) {
                let token = std::mem::take(&mut self.token);
                self.take(&token, tell)?;
            }
        }
        Ok(())
    }

    /// Whether the outermost element has been closed: whatever was cut off is not whole.
    pub fn finish(self) -> Result<(), Broken> {
        (self.over && self.token.is_empty()).then_some(()).ok_or(Broken)
    }

    fn take(
        &mut self,
        token: &[u8],
        tell: &mut dyn FnMut(Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let token = std::str::from_utf8(token).map_err(|_| Broken)?;
        let inner = token.get(1..token.len() - 1).ok_or(Broken)?;
        if inner.starts_with('?') || inner.starts_with("!--") {
            return Ok(());
        }
        if let Some(data) = inner.strip_prefix("![CDATA[") {
            let data = data.strip_suffix("]]").ok_or(Broken)?;
            // As it would be written without: one way to read all text.
            let data = data.replace('&', "&amp;");
            return data.bytes().try_for_each(|byte| push(&mut self.text, byte));
        }
        // What else begins so declares entities, which nobody needs here.
        if inner.starts_with('!') {
            return Err(Broken);
        }
        if let Some(name) = inner.strip_prefix('/') {
            return self.close(local(name.trim_end()), tell);
        }
        let (inner, empty) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let name = local(inner.split(|sign: char| sign.is_whitespace()).next().unwrap_or(inner));
        if name.is_empty() || self.over || self.open.len() == XML_DEPTH_MAX {
            return Err(Broken);
        }
        self.text.clear();
        self.open.push(name.to_owned());
        tell(Event::Open(name))?;
        match empty {
            true => self.close(name, tell),
            false => Ok(()),
        }
    }

    fn close(
        &mut self,
        name: &str,
        tell: &mut dyn FnMut(Event<'_>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let opened = self.open.pop().ok_or(Broken)?;
        if opened != name {
            return Err(Broken);
        }
        self.over = self.open.is_empty();
        let text = plain(std::str::from_utf8(&self.text).map_err(|_| Broken)?)?;
        self.text.clear();
        tell(Event::Close(name, text.trim()))
    }
}

/// The texts of single elements of a whole answer, in the order asked for, wherever they stand:
/// the first of each.
pub fn texts<const N: usize>(
    bytes: &[u8],
    names: [&str; N],
) -> Result<[Option<String>; N], Broken> {
    let mut found = [const { None }; N];
    let mut xml = Xml::default();
    xml.feed(bytes, &mut |event| {
        if let Event::Close(name, text) = event
            && let Some(at) = names.iter().position(|it| *it == name)
            && found[at].is_none()
        {
            found[at] = Some(text.to_owned());
        }
        Ok(())
    })?;
    xml.finish().map(|()| found)
}

fn push(to: &mut Vec<u8>, byte: u8) -> Result<(), Broken> {
    if to.len() == XML_TOKEN_BYTES_MAX {
        return Err(Broken);
    }
    to.push(byte);
    Ok(())
}

/// Whether its last `>` is the one that ends it.
fn is_complete(token: &[u8]) -> bool {
    let ends = |start: &[u8], end: &[u8]| {
        token
            .starts_with(start)
            .then(|| token.len() >= start.len() + end.len() && token.ends_with(end))
    };
    let special = [ends(b"<!--", b"-->"), ends(b"<![CDATA[", b"]]>"), ends(b"<?", b"?>")];
    if let Some(complete) = special.into_iter().flatten().next() {
        return complete;
    }
    let mut quote = None;
    for byte in token {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(opened), byte) if opened == byte => quote = None,
            _ => {}
        }
    }
    quote.is_none()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The text with its entities read.
fn plain(text: &str) -> Result<String, Broken> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, after) = after.split_once(';').ok_or(Broken)?;
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
        let sign = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix("#x") {
                Some(digits) => number(digits, 16).and_then(char::from_u32),
                None => {
                    name.strip_prefix('#').and_then(|it| number(it, 10)).and_then(char::from_u32)
                }
            },
        };
        plain.push(sign.ok_or(Broken)?);
        rest = after;
    }
    plain.push_str(rest);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every way to cut it into two pieces reads the same.
    fn read(text: &str) -> Result<Vec<String>, Broken> {
        let pieces = |cut: usize| {
            let (mut xml, mut told) = (Xml::default(), Vec::new());
            let mut tell = |event: Event<'_>| {
                told.push(match event {
                    Event::Open(name) => format!("<{name}"),
                    Event::Close(name, text) => format!("{name}={text}"),
                });
                Ok(())
            };
            let (start, end) = text.as_bytes().split_at(cut);
            xml.feed(start, &mut tell)?;
            xml.feed(end, &mut tell)?;
            xml.finish().map(|()| told)
        };
        let whole = pieces(0);
        for cut in 0..text.len() {
            assert_eq!(pieces(cut), whole, "{text} cut at {cut}");
        }
        whole
    }

    #[test]
    fn what_these_servers_say_is_read() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<!-- > --><D:a xmlns:D='DAV:' b=\">\">\n\
                    <D:href>/x%20y/&amp;&#x41;&#66;</D:href><D:none/>\
                    <c ><![CDATA[<&>]]></c></D:a>\n";
        let told = read(text).unwrap();
        assert_eq!(told, ["<a", "<href", "href=/x%20y/&AB", "<none", "none=", "<c", "c=<&>", "a="]);
        let found = texts(text.as_bytes(), ["none", "href", "Key"]).unwrap();
        assert_eq!(found, [Some(String::new()), Some("/x%20y/&AB".to_owned()), None]);
    }

    #[test]
    fn what_is_cut_or_crooked_is_not() {
        for wrong in [
            "",
            "nothing",
            "{\"a\": 1}",
            "<a>",
            "<a><b></a></b>",
            "<a></a><b></b>",
            "<a></a><b",
            "<a></a> more",
            "</a>",
            "<>",
            "<a>&lt</a>",
            "<a>&nbsp;</a>",
            "<a>&#xD800;</a>",
            "<!DOCTYPE html><html></html>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        ] {
            assert_eq!(read(wrong), Err(Broken), "{wrong}");
        }
        assert_eq!(texts(&[b'<', b'a', b'>', 0xff, b'<', b'/', b'a', b'>'], []), Err(Broken));
        let deep = "<a>".repeat(XML_DEPTH_MAX + 1);
        assert_eq!(texts(deep.as_bytes(), []), Err(Broken));
        let long = format!("<a>{}</a>", "x".repeat(XML_TOKEN_BYTES_MAX + 1));
        assert_eq!(texts(long.as_bytes(), []), Err(Broken));
        let attribute = format!("<a b='{}'/>", "x".repeat(XML_TOKEN_BYTES_MAX + 1));
        assert_eq!(texts(attribute.as_bytes(), []), Err(Broken));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn nothing_breaks_it(text in "[<>/!?&;#\\[\\]\"'a-b -]{0,60}") {
            let _ = texts(text.as_bytes(), ["a"]);
        }

        #[test]
        fn whatever_is_a_text_comes_back(text in "[ -~é]{0,40}") {
            let mut written = String::new();
            for sign in text.chars() {
                written.push_str(&format!("&#{};", u32::from(sign)));
            }
            let [found] = texts(format!("<a>{written}</a>").as_bytes(), ["a"]).unwrap();
            prop_assert_eq!(found.as_deref(), Some(text.trim()));
        }
    }
}
