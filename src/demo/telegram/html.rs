//! Telegram's HTML, read as strictly as Telegram reads it: plain text and entities, or an error.

use serde_json::{Value, json};

/// A text after its markup has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    pub text: String,
    pub entities: Vec<Entity>,
}

/// A stretch of the text, in UTF-16 units, and how it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub offset: usize,
    pub length: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything that is a name and nothing more: `bold`, `italic`, `code`, `bot_command`.
    Plain(&'static str),
    Pre(Option<String>),
    Link(String),
    Emoji(String),
    Time(String),
}

/// How deep tags may stand in one another before we stop believing it is a message.
const DEPTH_MAX: usize = 32;

impl Rich {
    /// A text without markup, trimmed as Telegram does.
    pub fn plain(text: &str) -> Rich {
        trim(Rich { text: text.to_owned(), entities: Vec::new() })
    }

    /// Reads Telegram's HTML. The error is what follows "can't parse entities: ".
    pub fn parse(html: &str) -> Result<Rich, String> {
        let mut reader = Reader { html, at: 0, units: 0, open: Vec::new(), rich: Rich::default() };
        while let Some(sign) = reader.peek() {
            match sign {
                '<' if reader.html[reader.at..].starts_with("</") => reader.end_tag()?,
                '<' => reader.start_tag()?,
                '&' => reader.reference(),
                _ => reader.push(sign, sign.len_utf8()),
            }
        }
        if let Some(tag) = reader.open.last() {
            let name = &tag.name;
            return Err(format!("Can't find end tag corresponding to start tag \"{name}\""));
        }
        let mut rich = reader.rich;
        settle(&mut rich.entities);
        Ok(trim(rich))
    }

    pub fn units(&self) -> usize {
        units(&self.text)
    }
}

pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

impl Entity {
    pub fn json(&self) -> Value {
        let mut entity = json!({ "offset": self.offset, "length": self.length });
        let name = match &self.kind {
            Kind::Plain(name) => name,
            Kind::Pre(language) => {
                if let Some(language) = language {
                    entity["language"] = json!(language);
                }
                "pre"
            }
            Kind::Link(url) => {
                entity["url"] = json!(url);
                "text_link"
            }
            Kind::Emoji(id) => {
                entity["custom_emoji_id"] = json!(id);
                "custom_emoji"
            }
            Kind::Time(unix) => {
                entity["unix_time"] = json!(unix.parse::<i64>().unwrap_or_default());
                "date_time"
            }
        };
        entity["type"] = json!(name);
        entity
    }

    fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Nothing else may stand inside it.
    fn literal(&self) -> bool {
        matches!(self.kind, Kind::Plain("code") | Kind::Pre(_))
    }
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    offset: usize,
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    units: usize,
    open: Vec<Tag>,
    rich: Rich,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.html[self.at..].chars().next()
    }

    fn push(&mut self, sign: char, bytes: usize) {
        self.rich.text.push(sign);
        self.units += sign.len_utf16();
        self.at += bytes;
    }

    /// Takes what satisfies `part`.
    fn take(&mut self, part: impl Fn(char) -> bool) -> String {
        let rest = &self.html[self.at..];
        let end = rest.find(|sign| !part(sign)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }

    fn reference(&mut self) {
        let (sign, bytes) = reference(&self.html[self.at..]).unwrap_or(('&', 1));
        self.push(sign, bytes);
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let name = self.take(|sign| !sign.is_ascii_whitespace() && sign != '>');
        let name = name.to_ascii_lowercase();
        if !known(&name) {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
        }
        let attributes = self.attributes(&name, begin)?;
        let spoiler = ("class".to_owned(), "tg-spoiler".to_owned());
        if name == "span" && !attributes.contains(&spoiler) {
            let why = "must have class \"tg-spoiler\"";
            return Err(format!("Tag \"span\" {why} at byte offset {begin}"));
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(format!("Too many nested tags at byte offset {begin}"));
        }
        self.open.push(Tag { name, attributes, offset: self.units });
        Ok(())
    }

    fn attributes(&mut self, tag: &str, begin: usize) -> Result<Vec<(String, String)>, String> {
        let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
        let mut found = Vec::new();
        loop {
            self.take(|sign| sign.is_ascii_whitespace());
            if self.peek().ok_or_else(unclosed)? == '>' {
                self.at += 1;
                return Ok(found);
            }
            let name = self
                .take(|sign| !sign.is_ascii_whitespace() && !matches!(sign, '=' | '>' | '/' | '"'));
            if name.is_empty() {
                let at = self.at;
                let why = format!("Empty attribute name in the tag \"{tag}\"");
                return Err(format!("{why} at byte offset {at}"));
            }
            self.take(|sign| sign.is_ascii_whitespace());
            let value = match self.peek().ok_or_else(unclosed)? {
                '=' => {
                    self.at += 1;
                    self.value().ok_or_else(unclosed)?
                }
                // The one attribute that stands alone.
                _ if name == "expandable" => String::new(),
                _ => {
                    let why = "Expected equal sign in declaration of an attribute of the tag";
                    return Err(format!("{why} \"{tag}\" at byte offset {}", self.at));
                }
            };
            found.push((name.to_ascii_lowercase(), value));
        }
    }

    fn value(&mut self) -> Option<String> {
        self.take(|sign| sign.is_ascii_whitespace());
        let raw = match self.peek()? {
            quote @ ('"' | '\'') => {
                self.at += 1;
                let raw = self.take(|sign| sign != quote);
                self.peek()?;
                self.at += 1;
                raw
            }
            _ => self.take(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-')),
        };
        Some(decode(&raw))
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 2;
        let name = self.take(|sign| !sign.is_ascii_whitespace() && sign != '>');
        let name = name.to_ascii_lowercase();
        self.take(|sign| sign.is_ascii_whitespace());
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        let Some(tag) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        if !name.is_empty() && name != tag.name {
            let expected = tag.name;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", \
                 found \"</{name}>\""
            ));
        }
        let inside = &self.rich.text[byte_at(&self.rich.text, tag.offset)..];
        if let Some(kind) = kind(&tag, inside) {
            let length = self.units - tag.offset;
            self.rich.entities.push(Entity { offset: tag.offset, length, kind });
        }
        Ok(())
    }
}

fn known(tag: &str) -> bool {
    matches!(
        tag,
        "b" | "strong" | "i" | "em" | "u" | "ins" | "s" | "strike" | "del" | "span" | "a" | "code"
    ) || matches!(tag, "pre" | "blockquote" | "tg-spoiler" | "tg-emoji" | "tg-time")
}

/// What a closed tag makes of its text; nothing if it lacks what it needs.
fn kind(tag: &Tag, inside: &str) -> Option<Kind> {
    let attribute = |name: &str| {
        tag.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    };
    Some(match tag.name.as_str() {
        "b" | "strong" => Kind::Plain("bold"),
        "i" | "em" => Kind::Plain("italic"),
        "u" | "ins" => Kind::Plain("underline"),
        "s" | "strike" | "del" => Kind::Plain("strikethrough"),
        "span" | "tg-spoiler" => Kind::Plain("spoiler"),
        "code" => match attribute("class").as_deref().and_then(|c| c.strip_prefix("language-")) {
            Some(language) => Kind::Pre(Some(language.to_owned())),
            None => Kind::Plain("code"),
        },
        "pre" => Kind::Pre(None),
        "blockquote" if attribute("expandable").is_some() => Kind::Plain("expandable_blockquote"),
        "blockquote" => Kind::Plain("blockquote"),
        "a" => {
            let url = attribute("href").unwrap_or_else(|| inside.to_owned());
            let opens = ["http://", "https://", "tg://", "mailto:", "tel:"];
            return opens.iter().any(|open| url.starts_with(open)).then_some(Kind::Link(url));
        }
        "tg-emoji" => return attribute("emoji-id").map(Kind::Emoji),
        _ => return attribute("unix").map(Kind::Time),
    })
}

/// In order of place, the outer before the inner; nothing within code, no quote within a quote.
fn settle(entities: &mut Vec<Entity>) {
    entities.retain(|entity| entity.length > 0);
    entities.reverse();
    entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    let quote = |entity: &Entity| matches!(&entity.kind, Kind::Plain(k) if k.contains("quote"));
    let mut kept: Vec<Entity> = Vec::new();
    for entity in entities.drain(..) {
        let around = |outer: &&mut Entity| {
            entity.end() <= outer.end() && (outer.literal() || (quote(outer) && quote(&entity)))
        };
        match kept.iter_mut().find(around) {
            None => kept.push(entity),
            // `<pre><code class="language-x">` is one block.
            Some(Entity { kind: Kind::Pre(language @ None), .. }) => {
                if let Kind::Pre(inner) = entity.kind {
                    *language = inner;
                }
            }
            Some(_) => {}
        }
    }
    *entities = kept;
}

/// Telegram cuts white space off both ends of a message.
fn trim(mut rich: Rich) -> Rich {
    let start = rich.text.len() - rich.text.trim_start().len();
    let cut = units(&rich.text[..start]);
    rich.text = rich.text.trim().to_owned();
    let whole = units(&rich.text);
    for entity in &mut rich.entities {
        let end = entity.end().saturating_sub(cut).min(whole);
        entity.offset = entity.offset.saturating_sub(cut);
        entity.length = end.saturating_sub(entity.offset);
    }
    rich.entities.retain(|entity| entity.length > 0);
    rich
}

fn byte_at(text: &str, units: usize) -> usize {
    let mut passed = 0;
    let place = text.char_indices().find(|(_, sign)| {
        passed += sign.len_utf16();
        passed > units
    });
    place.map_or(text.len(), |(at, _)| at)
}

fn decode(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (sign, bytes) = reference(rest).unwrap_or((sign, sign.len_utf8()));
        decoded.push(sign);
        rest = &rest[bytes..];
    }
    decoded
}

/// `&lt;`, `&#60;` or `&#x3c;` at the start: the sign it stands for and the bytes it takes.
/// Whatever else begins with an ampersand is just text.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(body.len());
    let (name, after) = body.split_at(end);
    let named = [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"')];
    if let Some((_, sign)) = named.iter().find(|(known, _)| *known == name) {
        return Some((*sign, 1 + end + usize::from(after.starts_with(';'))));
    }
    let digits = body.strip_prefix('#')?;
    let (digits, radix, head) = match digits.strip_prefix('x') {
        Some(digits) => (digits, 16, 3),
        None => (digits, 10, 2),
    };
    let end = digits.find(|sign: char| !sign.is_digit(radix)).unwrap_or(digits.len());
    let sign = char::from_u32(u32::from_str_radix(&digits[..end], radix).ok()?)?;
    let closed = usize::from(digits[end..].starts_with(';'));
    (sign != '\0').then_some((sign, head + end + closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> (String, Vec<(usize, usize, Kind)>) {
        let rich = Rich::parse(html).expect(html);
        let flat = |entity: Entity| (entity.offset, entity.length, entity.kind);
        (rich.text, rich.entities.into_iter().map(flat).collect())
    }

    #[test]
    fn markup_becomes_entities_in_utf16_units() {
        let (text, entities) = read("😀<b>a<i>b</i></b> &lt;&amp;&quot;&#62;&nbsp; &");
        assert_eq!(text, "😀ab <&\">&nbsp; &");
        assert_eq!(entities, [(2, 2, Kind::Plain("bold")), (3, 1, Kind::Plain("italic"))]);
    }

    #[test]
    fn code_holds_nothing_else() {
        let (_, entities) = read("<code>a<b>b</b></code>");
        assert_eq!(entities, [(0, 2, Kind::Plain("code"))]);
        let (_, entities) = read("<pre><code class=\"language-rust\">x</code></pre>");
        assert_eq!(entities, [(0, 1, Kind::Pre(Some("rust".into())))]);
    }

    #[test]
    fn links_keep_their_address() {
        let (text, entities) = read("<a href=\"https://a.b/?x=1&amp;y=2\">here</a>");
        assert_eq!(text, "here");
        assert_eq!(entities, [(0, 4, Kind::Link("https://a.b/?x=1&y=2".into()))]);
        assert_eq!(read("<a>plain</a>").1, []);
    }

    #[test]
    fn white_space_at_the_ends_is_cut() {
        let (text, entities) = read("\n <b> a </b>\n");
        assert_eq!(text, "a");
        assert_eq!(entities, [(0, 1, Kind::Plain("bold"))]);
    }

    #[test]
    fn one_bad_tag_rejects_the_whole() {
        let bad = [
            ("a<br>b", "Unsupported start tag \"br\" at byte offset 1"),
            ("1 < 2", "Unsupported start tag \"\" at byte offset 2"),
            ("<b>a", "Can't find end tag corresponding to start tag \"b\""),
            ("a</b>", "Unexpected end tag at byte offset 1"),
            (
                "<b><i>a</b></i>",
                "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
            ),
            ("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
            ("<b", "Unclosed start tag \"b\" at byte offset 0"),
            ("<a href=\"x>y</a>", "Unclosed start tag \"a\" at byte offset 0"),
        ];
        for (html, why) in bad {
            assert_eq!(Rich::parse(html), Err(why.to_owned()), "{html}");
        }
    }
}
