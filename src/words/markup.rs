//! Telegram's HTML: whether a text is what Telegram will take, and what a reader sees of it.
//! The build reads this too.

use std::fmt;

/// The tags of the Bot API that our texts use.
const TAGS: &[&str] =
    &["b", "i", "u", "s", "code", "pre", "blockquote", "a", "tg-spoiler", "tg-emoji"];
pub(super) const ENTITIES: &[(&str, char)] =
    &[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];

/// As much of a foreign text as is named in a fault.
const BRIEF_CHARS: usize = 40;

/// Why Telegram would refuse a text, and the byte at which it would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A `<` without its `>`.
    HalfTag,
    /// A `>` or `&` that must be written as an entity.
    Bare(char),
    /// The name of a tag that Telegram does not know.
    Unknown(String),
    /// A tag with what it cannot have.
    Attributes(String),
    /// The end of a tag, while another one is open.
    Crossed { end: String, open: String },
    /// The end of a tag that was never opened.
    Unopened(String),
    /// A tag that is still open at the end; it was opened at this place.
    Unclosed(String),
}

impl fmt::Display for Why {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::HalfTag => out.write_str("a tag is not closed with >"),
            Why::Bare('&') => out.write_str("a bare &: write &amp;"),
            Why::Bare(_) => out.write_str("a > outside a tag: write &gt;"),
            Why::Unknown(name) => write!(out, "Telegram does not know <{name}>"),
            Why::Attributes(tag) => write!(out, "<{tag}> has the wrong attributes"),
            Why::Crossed { end, open } => write!(out, "</{end}> closes <{open}>"),
            Why::Unopened(name) => write!(out, "</{name}> closes nothing"),
            Why::Unclosed(name) => write!(out, "<{name}> is never closed"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.why.fmt(out)
    }
}

impl std::error::Error for Fault {}

/// The visible text, or why Telegram would refuse it.
pub fn visible(html: &str) -> Result<String, Fault> {
    let mut rest = html;
    let mut seen = String::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    while let Some(sign) = rest.chars().next() {
        let at = html.len() - rest.len();
        let fault = |why: Why| Fault { at, why };
        match sign {
            '<' => {
                let end = rest.find('>').ok_or_else(|| fault(Why::HalfTag))?;
                tag(at, &rest[1..end], &mut open).map_err(fault)?;
                rest = &rest[end + 1..];
            }
            '>' => return Err(fault(Why::Bare(sign))),
            '&' => {
                let entity = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
                let (entity, sign) = entity.ok_or_else(|| fault(Why::Bare(sign)))?;
                seen.push(*sign);
                rest = &rest[entity.len()..];
            }
            _ => {
                seen.push(sign);
                rest = &rest[sign.len_utf8()..];
            }
        }
    }
    match open.pop() {
        Some((at, name)) => Err(Fault { at, why: Why::Unclosed(name.to_owned()) }),
        None => Ok(seen),
    }
}

/// Opens or closes one tag, given without its brackets.
fn tag<'a>(at: usize, inside: &'a str, open: &mut Vec<(usize, &'a str)>) -> Result<(), Why> {
    if let Some(name) = inside.strip_prefix('/') {
        return match open.pop() {
            Some((_, last)) if last == name => Ok(()),
            Some((_, last)) => Err(Why::Crossed { end: brief(name), open: last.to_owned() }),
            None => Err(Why::Unopened(brief(name))),
        };
    }
    let (name, attribute) = inside.split_once(' ').unwrap_or((inside, ""));
    if !TAGS.contains(&name) {
        return Err(Why::Unknown(brief(name)));
    }
    let fits = match name {
        "a" => quoted(attribute, "href=\"").is_some(),
        "tg-emoji" => quoted(attribute, "emoji-id=\"")
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())),
        "blockquote" => ["", "expandable"].contains(&attribute),
        _ => attribute.is_empty(),
    };
    if !fits {
        return Err(Why::Attributes(brief(inside)));
    }
    open.push((at, name));
    Ok(())
}

/// What stands between the quotes of a tag's only attribute.
fn quoted<'a>(attribute: &'a str, begin: &str) -> Option<&'a str> {
    let inside = attribute.strip_prefix(begin)?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}

/// The beginning of somebody's text, to name it by.
pub(super) fn brief(text: &str) -> String {
    text.chars().take(BRIEF_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_no_markup() {
        let html = "<b>5 &lt; 6</b> &amp; <a href=\"tg://user?id=1\">\u{1f600} <i>x</i></a>";
        assert_eq!(visible(html), Ok("5 < 6 & \u{1f600} x".to_owned()));
    }

    #[test]
    fn what_telegram_refuses_is_an_error() {
        for html in ["<", "<b", ">", "&", "&nbsp;", "<b>", "</b>", "<b></i>", "<>", "<B>x</B>"] {
            assert!(visible(html).is_err(), "{html}");
        }
        for html in [
            "<a href=\"x\" y=\"z\">x</a>",
            "<a href=\"x\"y>x</a>",
            "<br>",
            "<blockquote cite>x</blockquote>",
        ] {
            assert!(visible(html).is_err(), "{html}");
        }
    }

    #[test]
    fn a_fault_says_where_it_is() {
        let name = |name: &str| name.to_owned();
        for (html, at, why) in [
            ("😈 <b", 5, Why::HalfTag),
            ("a > b", 2, Why::Bare('>')),
            ("a & b", 2, Why::Bare('&')),
            ("<b><h1>", 3, Why::Unknown(name("h1"))),
            ("x <i y>", 2, Why::Attributes(name("i y"))),
            ("<b><i></b>", 6, Why::Crossed { end: name("b"), open: name("i") }),
            ("<b>x</b></b>", 8, Why::Unopened(name("b"))),
            ("<b><i>x</i>", 0, Why::Unclosed(name("b"))),
        ] {
            assert_eq!(visible(html), Err(Fault { at, why }), "{html}");
        }
        let long = format!("<{}>", "x".repeat(5000));
        assert!(visible(&long).unwrap_err().to_string().len() < 100);
    }
}
