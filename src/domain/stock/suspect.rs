//! Accounts written over several lines, which would become several units; and goods that were
//! typed where nothing of that kind is awaited.

use serde::{Deserialize, Serialize};

use super::line::lines;
use crate::domain::limit::NAME_CHARS_MAX;
use crate::domain::text::invisible;

/// What stands before a colon in an account that somebody wrote down field by field.
const LABELS: &[&str] = &[
    "email",
    "e-mail",
    "e mail",
    "mail",
    "gmail",
    "user",
    "username",
    "user name",
    "userid",
    "user id",
    "id",
    "login",
    "akun",
    "account",
    "nama",
    "nama akun",
    "name",
    "password",
    "pass",
    "passwd",
    "pasword",
    "pw",
    "pwd",
    "sandi",
    "kata sandi",
    "kode",
    "code",
    "pin",
    "otp",
    "2fa",
    "profil",
    "profile",
    "link",
    "url",
    "exp",
    "expired",
    "masa aktif",
    "aktif",
    "berlaku",
    "region",
    "negara",
    "paket",
    "plan",
    "catatan",
    "note",
    "nomor",
    "no",
    "no hp",
    "hp",
    "phone",
    "telp",
    "server",
    "key",
    "serial",
    "token",
    "recovery",
    "pemulihan",
    "backup",
];
/// A word at least so long that has letters and digits is more likely a code than a search.
const CODE_CHARS: usize = 10;

/// Lines that look like parts of one account, by their places: the first and the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    pub first: u64,
    pub last: u64,
}

/// What a line looks like.
#[derive(Clone, PartialEq, Eq)]
enum Shape {
    /// A whole account: fields and what separates them.
    Whole,
    /// One field with its name.
    Field(String),
    /// A mail address and nothing else.
    Mail,
    /// No letter and no digit: a rule between accounts.
    Rule,
    Other,
}

impl Suspect {
    /// Looks over numbered lines, blank ones too.
    pub fn of<'t>(lines: impl Iterator<Item = (u64, &'t str)>) -> Option<Suspect> {
        let mut before: Option<(u64, Shape)> = None;
        let mut blocks = Blocks::default();
        for (at, line) in lines {
            let line = line.trim_matches(invisible);
            if line.is_empty() {
                blocks.end();
                continue;
            }
            let shape = Shape::of(line);
            blocks.line(at, shape == Shape::Whole);
            if shape == Shape::Rule {
                return Some(Suspect { first: at, last: at });
            }
            if let Some((first, _)) = before.filter(|(_, before)| before.goes_on(&shape)) {
                return Some(Suspect { first, last: at });
            }
            before = Some((at, shape));
        }
        blocks.suspect()
    }
}

impl Shape {
    fn of(line: &str) -> Shape {
        if !line.contains(char::is_alphanumeric) && line.chars().count() > 2 {
            return Shape::Rule;
        }
        if line.contains('|') {
            return Shape::Whole;
        }
        if let Some(label) = label(line) {
            return Shape::Field(label);
        }
        let fields = line.contains(|sign: char| matches!(sign, ':' | ';') || sign.is_whitespace());
        match (line.contains('@'), fields) {
            (true, false) => Shape::Mail,
            (true, true) => Shape::Whole,
            (false, _) if line.contains(':') => Shape::Whole,
            (false, _) => Shape::Other,
        }
    }

    /// Whether the next line looks like more of the same account.
    fn goes_on(&self, next: &Shape) -> bool {
        match (self, next) {
            (Shape::Field(one), Shape::Field(other)) => one != other,
            (Shape::Field(_), _) | (_, Shape::Field(_)) => true,
            (Shape::Mail, Shape::Other) | (Shape::Other, Shape::Mail) => true,
            _ => false,
        }
    }
}

/// Groups of lines with blank ones between: where each has as many as the next, and no line is
/// an account by itself, each group is one.
#[derive(Default)]
struct Blocks {
    found: Vec<(u64, u64)>,
    open: Option<(u64, u64)>,
    count: usize,
    sizes: Vec<usize>,
    whole: bool,
}

impl Blocks {
    fn line(&mut self, at: u64, whole: bool) {
        let (first, _) = self.open.unwrap_or((at, at));
        self.open = Some((first, at));
        self.count += 1;
        self.whole |= whole;
    }

    fn end(&mut self) {
        if let Some(block) = self.open.take() {
            self.found.push(block);
            self.sizes.push(std::mem::take(&mut self.count));
        }
    }

    fn suspect(mut self) -> Option<Suspect> {
        self.end();
        let alike = self.sizes.windows(2).all(|pair| pair[0] == pair[1]);
        let several = self.sizes.len() > 1 && self.sizes[0] > 1;
        let (first, last) = *self.found.first()?;
        (alike && several && !self.whole).then_some(Suspect { first, last })
    }
}

/// The name of the field that a line is, if it begins with one: `Email: a`, `• Kata Sandi = p`,
/// `2. Akun 1:`. `user1:p` is no field: there the name is somebody's.
fn label(line: &str) -> Option<String> {
    let (before, _) = line.split_once([':', '=', '：'])?;
    let before = before.to_lowercase();
    let mut words: Vec<&str> = before.split_whitespace().map(bare).collect();
    words.retain(|word| !word.is_empty());
    let counts = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    if words.len() > 1 && words.first().is_some_and(counts) {
        words.remove(0);
    }
    if words.len() > 1 && words.last().is_some_and(counts) {
        words.pop();
    }
    let words = words.join(" ");
    LABELS.contains(&words.as_str()).then_some(words)
}

/// A word without the signs around it: `*Email*`, `1.`
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

/// Whether a text may be goods, wherever it was typed: such a text is not quoted back.
pub fn resembles(text: &str) -> bool {
    let seen = lines(text).filter(|line| !line.trim_matches(invisible).is_empty()).count();
    let inside = |sign: char| {
        let text = text.trim_matches(invisible);
        text.split_once(sign).is_some_and(|(before, after)| {
            !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace)
        })
    };
    let code = |word: &str| {
        word.chars().count() >= CODE_CHARS
            && word.contains(|sign: char| sign.is_ascii_digit())
            && word.contains(char::is_alphabetic)
    };
    seen > 1
        || text.contains(['|', '@'])
        || text.contains("://")
        || inside(':')
        || text.chars().count() > NAME_CHARS_MAX
        || label(text).is_some()
        || text.split_whitespace().any(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspect(text: &str) -> Option<(u64, u64)> {
        Suspect::of((1..).zip(lines(text))).map(|it| (it.first, it.last))
    }

    #[test]
    fn accounts_over_several_lines_are_seen() {
        for (text, found) in [
            ("Email: a\nPassword: p", (1, 2)),
            ("Email: a\n\nPassword: p", (1, 3)),
            ("a@x|1\nPIN: 1234", (1, 2)),
            ("a@x.id\nrahasia1\nb@x.id\nrahasia2", (1, 2)),
            ("• E-mail : a@x\n• Kata Sandi = p", (1, 2)),
            ("Akun 1:\nuser a\n", (1, 2)),
            ("📧 Email: a@x\n🔑 Pass: p\n-----\n", (1, 2)),
            ("a@x|1\n------\nb@x|2", (2, 2)),
            ("budi\nrahasia\n\nsari\nrahasia\n", (1, 2)),
            ("Username：a\nSandi：b", (1, 2)),
            ("1. *Email*: a\n2. *2FA*: b", (1, 2)),
        ] {
            assert_eq!(suspect(text), Some(found), "{text}");
        }
    }

    #[test]
    fn one_account_a_line_is_none_of_that() {
        for text in [
            "a@x|1\nb@x|2\n\nc@x|3",
            "a@x|1\nb@x|2\n\nc@x|3\nd@x|4",
            "a@x:1\nb@x:2",
            "a@x.id\nb@x.id\nc@x.id",
            "Email: a Password: p\nEmail: b Password: q",
            "Email: a | Password: p\nEmail: b | Password: q",
            "budi:rahasia\nsari:rahasia",
            "KODE-1\nKODE-2\n\nKODE-3",
            "https://x.id/1\nhttps://x.id/2",
            "a|b\n  c \n\n\t\nuser<1>:p&ss",
            "user1:rahasia\nadmin1:rahasia",
            "satu",
            "",
        ] {
            assert_eq!(suspect(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_goods_is_told_from_a_search() {
        for text in [
            "a@x|p",
            "satu\ndua",
            "budi:rahasia",
            "password: p",
            "https://x.id/a",
            "ABCD-1234-EFGH",
            &"x".repeat(81),
        ] {
            assert!(resembles(text), "{text}");
        }
        for text in ["netflix 1 bulan", "e-book", "25.000", "W-000013", "spotify: murah", "50k"] {
            assert!(!resembles(text), "{text}");
        }
    }
}
