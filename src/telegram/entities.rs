//! Telegram's formats of a text, as HTML.

use super::wire::Mark;
use crate::words::format::escape;

/// Telegram gives a message no more formats than these.
const MARKS_MAX: usize = 100;

/// The text with its formats as tags; nothing where it has none that we know. Formats that lie
/// across one another are opened anew, so that what comes out is whole.
pub fn html(text: &str, marks: &[Mark]) -> Option<String> {
    let length = text.encode_utf16().count();
    let mut formats: Vec<Format> =
        marks.iter().take(MARKS_MAX).filter_map(|mark| Format::of(mark, length)).collect();
    if formats.is_empty() {
        return None;
    }
    // What is longer stands outside.
    formats.sort_by_key(|it| (it.begin, std::cmp::Reverse(it.end)));
    let mut formats = formats.into_iter().peekable();
    let (mut html, mut open, mut at) = (String::new(), Vec::<Format>::new(), 0);
    for sign in text.chars() {
        close(&mut html, &mut open, at);
        while let Some(format) = formats.next_if(|format| format.begin <= at) {
            html.push_str(&format.tag());
            open.push(format);
        }
        html.push_str(&escape(sign.encode_utf8(&mut [0; 4])));
        at += sign.len_utf16();
    }
    close(&mut html, &mut open, at);
    Some(html)
}

/// Closes what ends here; what was opened within it and goes on is opened again.
fn close(html: &mut String, open: &mut Vec<Format>, at: usize) {
    let Some(first) = open.iter().position(|format| format.end <= at) else { return };
    let inner = open.split_off(first);
    inner.iter().rev().for_each(|format| html.push_str(&format!("</{}>", format.name)));
    for format in inner.into_iter().filter(|format| format.end > at) {
        html.push_str(&format.tag());
        open.push(format);
    }
}

struct Format {
    begin: usize,
    end: usize,
    name: &'static str,
    attribute: Option<String>,
}

impl Format {
    fn of(mark: &Mark, length: usize) -> Option<Format> {
        let end = mark.offset.checked_add(mark.length)?;
        let there = mark.length > 0 && end <= length;
        let (name, attribute) = match mark.kind.as_str() {
            "bold" => ("b", None),
            "italic" => ("i", None),
            "underline" => ("u", None),
            "strikethrough" => ("s", None),
            "spoiler" => ("tg-spoiler", None),
            "code" => ("code", None),
            "pre" => ("pre", None),
            "blockquote" => ("blockquote", None),
            "expandable_blockquote" => ("blockquote", Some("expandable".to_owned())),
            "text_link" => ("a", Some(format!("href=\"{}\"", escape(mark.url.as_deref()?)))),
            "custom_emoji" => {
                let id = mark
                    .emoji
                    .as_deref()
                    .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))?;
                ("tg-emoji", Some(format!("emoji-id=\"{id}\"")))
            }
            _ => return None,
        };
        there.then_some(Format { begin: mark.offset, end, name, attribute })
    }

    fn tag(&self) -> String {
        match &self.attribute {
            Some(attribute) => format!("<{} {attribute}>", self.name),
            None => format!("<{}>", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::markup::visible;

    fn mark(kind: &str, offset: usize, length: usize) -> Mark {
        let (url, emoji) = (Some("https://a.id/?a&b".to_owned()), Some("5368".to_owned()));
        Mark { kind: kind.to_owned(), offset, length, url, emoji }
    }

    #[test]
    fn formats_become_tags() {
        for (text, marks, html_of) in [
            ("halo", vec![mark("bold", 0, 4)], Some("<b>halo</b>")),
            ("a<b", vec![mark("italic", 1, 1)], Some("a<i>&lt;</i>b")),
            ("😈x", vec![mark("spoiler", 2, 1)], Some("😈<tg-spoiler>x</tg-spoiler>")),
            (
                "👍",
                vec![mark("custom_emoji", 0, 2)],
                Some("<tg-emoji emoji-id=\"5368\">👍</tg-emoji>"),
            ),
            ("ab", vec![mark("text_link", 0, 2)], Some("<a href=\"https://a.id/?a&amp;b\">ab</a>")),
            (
                "abc",
                vec![mark("bold", 0, 2), mark("italic", 1, 2)],
                Some("<b>a<i>b</i></b><i>c</i>"),
            ),
            (
                "abc",
                vec![mark("underline", 1, 1), mark("expandable_blockquote", 0, 3)],
                Some("<blockquote expandable>a<u>b</u>c</blockquote>"),
            ),
            ("halo", vec![mark("url", 0, 4)], None),
            ("halo", vec![mark("bold", 2, 9), mark("bold", 1, 0)], None),
            ("halo", vec![], None),
        ] {
            assert_eq!(html(text, &marks).as_deref(), html_of, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_whole(
            text in "(a|<|&|😈|\n){0,20}",
            marks in prop::collection::vec((0usize..11, 0usize..30, 0usize..30), 0..8),
        ) {
            const KINDS: [&str; 11] = [
                "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre",
                "blockquote", "expandable_blockquote", "text_link", "custom_emoji",
            ];
            let marks: Vec<Mark> =
                marks.into_iter().map(|(kind, at, length)| mark(KINDS[kind], at, length)).collect();
            if let Some(html) = html(&text, &marks) {
                prop_assert_eq!(visible(&html), Ok(text));
            }
        }
    }
}
