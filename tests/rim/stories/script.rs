//! A story as it is written: what the shop looks like, and who does what.

use bytes::Bytes;
use warung::domain::time::Span;

/// The file's head to the letter, and the lines that are played.
pub struct Story {
    pub head: String,
    pub setting: Setting,
    pub lines: Vec<Line>,
}

#[derive(Default)]
pub struct Setting {
    pub wares: Vec<Ware>,
    pub people: Vec<Newcomer>,
    /// Who has pressed /start before the story begins.
    pub known: Vec<String>,
    pub files: Vec<(String, Bytes)>,
    /// Number and topic of the group that gets notices.
    pub group: Option<(i64, Option<i32>)>,
    pub admins: Option<Vec<String>>,
    /// Whom the texts send buyers to.
    pub contact: Option<String>,
    pub hookless: bool,
    /// The gateway is spoken to as version 1 wants it.
    pub v1: bool,
}

pub struct Ware {
    pub name: String,
    pub price: u64,
    pub units: Vec<String>,
    pub category: Option<String>,
    pub about: String,
}

/// Somebody the world does not bring along.
pub struct Newcomer {
    pub called: String,
    pub name: String,
    pub language: String,
    pub username: Option<String>,
}

pub enum Line {
    /// For whoever reads it.
    Remark(String),
    Deed(Deed),
}

pub struct Deed {
    pub who: String,
    pub what: What,
    /// As it is written.
    pub text: String,
}

#[derive(Debug)]
pub enum What {
    Says(String),
    Presses(Press),
    /// Goes from a product's number to the question how to pay for one.
    Wants(String),
}

#[derive(Debug)]
pub struct Press {
    pub label: String,
    pub on: On,
}

/// Which of the buttons with that label.
#[derive(Debug, PartialEq, Eq)]
pub enum On {
    Newest,
    /// One that has stood there for long.
    Oldest,
    /// Bytes that no button ever had.
    Forged,
    /// Somebody else's button, pressed by a hostile client.
    Of(String),
}

impl Story {
    pub fn read(text: &str) -> Story {
        let mut story =
            Story { head: String::new(), setting: Setting::default(), lines: Vec::new() };
        for line in text.lines() {
            if let Some(deed) = Deed::read(line) {
                story.lines.push(Line::Deed(deed));
            } else if story.lines.is_empty() {
                story.setting.take(line);
                story.head.push_str(line);
                story.head.push('\n');
            } else if line.starts_with('#') {
                story.lines.push(Line::Remark(line.to_owned()));
            }
        }
        story
    }
}

impl Deed {
    fn read(line: &str) -> Option<Deed> {
        let (who, rest) = line.split_once(' ')?;
        let rest = rest.trim_start();
        let what = if let Some(number) = rest.strip_prefix("> (wants ") {
            What::Wants(number.trim_end_matches(')').to_owned())
        } else if let Some(words) = rest.strip_prefix("> ") {
            What::Says(unescape(words))
        } else {
            What::Presses(Press::read(rest.strip_prefix("* ")?))
        };
        let plain = !who.is_empty() && who.chars().all(char::is_alphanumeric);
        plain.then(|| Deed { who: who.to_owned(), what, text: line.to_owned() })
    }
}

impl Press {
    fn read(words: &str) -> Press {
        let (label, on) = if let Some(label) = words.strip_suffix(" @oldest") {
            (label, On::Oldest)
        } else if let Some(bytes) = words.strip_prefix("forged ") {
            (bytes, On::Forged)
        } else if let Some((other, label)) = words.split_once("'s ") {
            (label, On::Of(other.to_owned()))
        } else {
            (words, On::Newest)
        };
        Press { label: label.to_owned(), on }
    }
}

impl Setting {
    fn take(&mut self, line: &str) {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let parts: Vec<&str> = rest.split(" | ").collect();
        match (key, &parts[..]) {
            ("" | "story:" | "#", _) => {}
            ("shop", [name, price, rest @ ..]) => {
                let part = |at: usize| rest.get(at).map_or("", |part| part.trim());
                self.wares.push(Ware {
                    name: (*name).to_owned(),
                    price: price.parse().unwrap(),
                    units: units(part(0)),
                    category: Some(part(1).to_owned()).filter(|name| !name.is_empty()),
                    about: unescape(part(2)),
                });
            }
            ("known", _) => self.known = names(rest),
            ("admins", _) => self.admins = Some(names(rest)),
            ("contact", _) => self.contact = Some(rest.to_owned()),
            ("hookless", _) => self.hookless = true,
            ("v1", _) => self.v1 = true,
            ("group", [number]) => self.group = Some((number.parse().unwrap(), None)),
            ("group", [number, topic]) => {
                self.group = Some((number.parse().unwrap(), topic.parse().ok()));
            }
            ("file", [name, content]) => {
                self.files.push(((*name).to_owned(), Bytes::from(unescape(content))));
            }
            ("person", [called, name, language, username @ ..]) => self.people.push(Newcomer {
                called: (*called).to_owned(),
                name: unescape(name),
                language: (*language).to_owned(),
                username: username.first().map(|name| (*name).to_owned()),
            }),
            _ => panic!("not a line of a story's head: {line}"),
        }
    }
}

fn names(list: &str) -> Vec<String> {
    list.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Units one by one, or so many made-up ones of so many signs; `-` for none.
fn units(text: &str) -> Vec<String> {
    if text == "-" {
        return Vec::new();
    }
    let made = text.strip_suffix(" signs").and_then(|text| text.split_once(" of "));
    let Some((count, signs)) = made else {
        return names(text).iter().map(|unit| unescape(unit)).collect();
    };
    let (count, signs): (usize, usize) = (count.parse().unwrap(), signs.parse().unwrap());
    (1..=count).map(|n| format!("kunci-{n:03}-{}", "x".repeat(signs - 10))).collect()
}

/// `\n`, `\r`, `\t` and `\u{…}`, so that everything fits one line and can be seen.
pub fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut signs = after.chars();
        match signs.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let (code, _) = after[1..].trim_start_matches('{').split_once('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                rest = &after[code.len() + 3..];
                continue;
            }
            _ => panic!("what is \\{after}?"),
        }
        rest = signs.as_str();
    }
    out + rest
}

/// `10 minutes`, `5 seconds`, `2 hours`.
pub fn span(text: &str) -> Span {
    let (count, unit) = text.split_once(' ').unwrap();
    let count = count.parse().unwrap();
    match unit.trim_end_matches('s') {
        "second" => Span::secs(count),
        "minute" => Span::minutes(count),
        "hour" => Span::hours(count),
        _ => panic!("how long is {text}?"),
    }
}
