//! Telegram's HTML as far as we must read it: how long it is, as plain text, and in two halves.

use crate::domain::text::shorten;

/// The tags that Telegram reads. Anything else in angle brackets is text.
const TAGS: &[&str] = &[
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "a",
    "code",
    "pre",
    "blockquote",
    "tg-emoji",
    "tg-time",
];
/// The longest character reference is `&#1114111;`.
const REFERENCE_BYTES_MAX: usize = 10;

/// One step through HTML.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Open {
        tag: &'a str,
        name: &'a str,
    },
    Close {
        tag: &'a str,
    },
    /// A character, and how many bytes it took to write it.
    Sign {
        sign: char,
        bytes: usize,
    },
}

impl Piece<'_> {
    fn bytes(&self) -> usize {
        match self {
            Piece::Open { tag, .. } | Piece::Close { tag } => tag.len(),
            Piece::Sign { bytes, .. } => *bytes,
        }
    }
}

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let piece = tag(rest).or_else(|| reference(rest)).or_else(|| {
            let sign = rest.chars().next()?;
            Some(Piece::Sign { sign, bytes: sign.len_utf8() })
        })?;
        rest = &rest[piece.bytes()..];
        Some(piece)
    })
}

fn tag(html: &str) -> Option<Piece<'_>> {
    let inner = html.strip_prefix('<')?;
    let end = inner.find('>')?;
    let tag = &html[..end + 2];
    let (closing, inner) = match inner[..end].strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, &inner[..end]),
    };
    let name = inner.split_ascii_whitespace().next()?;
    let known = inner.starts_with(name) && TAGS.contains(&name.to_ascii_lowercase().as_str());
    match (known, closing) {
        (false, _) => None,
        (true, true) => Some(Piece::Close { tag }),
        (true, false) => Some(Piece::Open { tag, name }),
    }
}

fn reference(html: &str) -> Option<Piece<'static>> {
    let inner = html.strip_prefix('&')?;
    let end = inner.bytes().take(REFERENCE_BYTES_MAX).position(|byte| byte == b';')?;
    let sign = match &inner[..end] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(Piece::Sign { sign, bytes: end + 2 })
}

/// The text as people see it, without its markup.
pub fn plain(html: &str) -> String {
    let signs = pieces(html).filter_map(|piece| match piece {
        Piece::Sign { sign, .. } => Some(sign),
        _ => None,
    });
    signs.collect()
}

/// At most that many UTF-16 units, which is how Telegram counts; an ellipsis says what is missing.
pub fn cut(text: &str, units_max: usize) -> String {
    let mut units = 0;
    let fits = text.chars().take_while(|sign| {
        units += sign.len_utf16();
        units <= units_max
    });
    let fits = fits.count();
    match fits < text.chars().count() {
        true => shorten(text, fits),
        false => text.to_owned(),
    }
}

/// Where HTML may be cut, and which tags are open there.
#[derive(Clone)]
struct Cut<'a> {
    at: usize,
    open: Vec<(&'a str, &'a str)>,
}

/// The longest beginning of at most that many units that ends with a line, and the rest, if
/// there is any. Tags that are open at the cut are closed before and opened again behind it.
pub fn split(html: &str, units_max: usize) -> (String, Option<String>) {
    let mut here = Cut { at: 0, open: Vec::new() };
    let mut line: Option<Cut> = None;
    let mut units = 0;
    for piece in pieces(html) {
        if let Piece::Sign { sign, .. } = piece {
            units += sign.len_utf16();
            if units > units_max {
                let (head, tail) = line.unwrap_or(here).halves(html);
                return (head, Some(tail));
            }
        }
        here.at += piece.bytes();
        match piece {
            Piece::Open { tag, name } => here.open.push((tag, name)),
            Piece::Close { .. } => drop(here.open.pop()),
            Piece::Sign { sign: '\n', .. } => line = Some(here.clone()),
            Piece::Sign { .. } => {}
        }
    }
    (html.to_owned(), None)
}

impl Cut<'_> {
    fn halves(&self, html: &str) -> (String, String) {
        let (head, tail) = html.split_at(self.at);
        let closed = self.open.iter().rev().map(|(_, name)| format!("</{name}>"));
        let opened = self.open.iter().map(|(tag, _)| *tag);
        let head = head.trim_end().to_owned() + &closed.collect::<String>();
        (head, opened.collect::<String>() + tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_goes_and_goods_stay() {
        let html =
            "<b>Hi</b> &lt;you&gt; &amp; <a href=\"https://x.id/?a&amp;b\">me</a> &#33;&#x21;";
        assert_eq!(plain(html), "Hi <you> & me !!");
        for goods in ["a < b > c", "user<1>:p&ss;", "</", "<", "&", "&#xffffffff;", "&bogus;"] {
            assert_eq!(plain(goods), goods);
        }
    }

    #[test]
    fn a_cut_counts_as_telegram_does() {
        assert_eq!(cut("🌟🌟🌟", 6), "🌟🌟🌟");
        assert_eq!(cut("🌟🌟🌟", 5), "🌟…");
        assert_eq!(cut("abc", 2), "a…");
    }

    #[test]
    fn halves_part_at_a_line() {
        assert_eq!(split("one\ntwo", 7), ("one\ntwo".into(), None));
        assert_eq!(split("one\ntwo\nthree", 9), ("one\ntwo".into(), Some("three".into())));
        assert_eq!(split("<b>one\ntwo</b>", 5), ("<b>one</b>".into(), Some("<b>two</b>".into())));
        assert_eq!(split("&lt;&lt;&lt;", 2), ("&lt;&lt;".into(), Some("&lt;".into())));
        let quoted = "<blockquote expandable>a\nb</blockquote>";
        let (head, tail) = split(quoted, 2);
        assert_eq!(head, "<blockquote expandable>a</blockquote>");
        assert_eq!(tail.unwrap(), "<blockquote expandable>b</blockquote>");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_the_halves(
            html in "(<b>|</b>|<i>|</i>|&lt;|&|<|>|🌟|a|b| |\n){0,60}", units_max in 0usize..40,
        ) {
            let (head, tail) = split(&html, units_max);
            prop_assert!(plain(&head).encode_utf16().count() <= units_max || tail.is_none());
            let whole = plain(&head) + &plain(&tail.unwrap_or_default());
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&whole), bare(&plain(&html)));
        }

        #[test]
        fn any_text_is_read(html in "\\PC*", units_max in 1usize..9) {
            split(&html, units_max);
            let text = cut(&plain(&html), units_max);
            prop_assert!(text.encode_utf16().count() <= units_max);
        }
    }
}
