//! Lines that would be sold as units and hardly are: an account written over several of them, the
//! heading of a column.

use serde::{Deserialize, Serialize};

use super::file::Form;
use super::heading::heading;
use super::label::label;
use super::sheet;
use crate::domain::text::invisible;

/// Lines to be asked about, by their places: the first and the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    pub looks: Looks,
    pub first: u64,
    pub last: u64,
}

/// What they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// Parts of one account.
    Account,
    /// The heading of a column.
    Heading,
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
    /// Looks over numbered lines, blank ones too: at most one of each kind. The rows of a table
    /// had their heading and their quotes read as such.
    pub fn all(lines: &[(u64, &str)], form: Form) -> Vec<Suspect> {
        let of_lines = form == Form::Lines;
        let heading = if of_lines { heading(lines) } else { None };
        let cell = if of_lines { cell(lines) } else { None };
        let goods = lines.iter().copied().filter(|(at, _)| Some(*at) != heading);
        let account = cell.or_else(|| account(goods));
        let heading = heading.map(|at| (at, at));
        let suspects = [(Looks::Heading, heading), (Looks::Account, account)].into_iter();
        suspects
            .filter_map(|(looks, found)| found.map(|(first, last)| Suspect { looks, first, last }))
            .collect()
    }
}

/// A spreadsheet's cell of several lines, as the clipboard has it: `"a|1`, `PIN 2"`. A password
/// that begins with a quote is one only where a line below could be the end of such a cell.
fn cell(lines: &[(u64, &str)]) -> Option<(u64, u64)> {
    let opens = |(_, line): &(u64, &str)| line.contains('"') && sheet::opens(line);
    let start = lines.iter().position(opens)?;
    let (first, _) = lines[start];
    let ends = |line: &str| line.trim_matches(invisible).ends_with('"') || line.contains("\"\t");
    let (last, _) = lines[start + 1..].iter().find(|(_, line)| ends(line))?;
    Some((first, *last))
}

/// The first lines that look like parts of one account.
fn account<'t>(lines: impl Iterator<Item = (u64, &'t str)>) -> Option<(u64, u64)> {
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
            return Some((at, at));
        }
        if let Some((first, _)) = before.filter(|(_, before)| before.goes_on(&shape)) {
            return Some((first, at));
        }
        before = Some((at, shape));
    }
    blocks.suspect()
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

    fn suspect(mut self) -> Option<(u64, u64)> {
        self.end();
        let alike = self.sizes.windows(2).all(|pair| pair[0] == pair[1]);
        let several = self.sizes.len() > 1 && self.sizes[0] > 1;
        let first = *self.found.first()?;
        (alike && several && !self.whole).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stock::lines;

    fn all(text: &str, form: Form) -> Vec<Suspect> {
        Suspect::all(&(1..).zip(lines(text)).collect::<Vec<_>>(), form)
    }

    fn suspect(text: &str) -> Option<(u64, u64)> {
        let all = all(text, Form::Lines);
        assert!(all.iter().all(|it| it.looks == Looks::Account), "{text}: {all:?}");
        all.first().map(|it| (it.first, it.last))
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
    fn a_cell_of_several_lines_is_seen() {
        for (text, found) in [
            ("\"a@x|p1\nPIN 123\"", (1, 2)),
            ("c@x|3\n\"a@x|p1\nPIN 123\"\nd@x|4", (2, 3)),
            ("\"a@x|p\"\"1\n\nprofil 2\nPIN 123\"", (1, 4)),
            ("a@x\t\"p1\nPIN 123\"\nb@x\tp2", (1, 2)),
            ("\"a@x|p1\nPIN 123\"\tlunas", (1, 2)),
        ] {
            assert_eq!(suspect(text), Some(found), "{text}");
            assert_eq!(all(text, Form::Sheet), [], "{text}");
        }
        for text in [
            "\"rahasia|1\nb@x|2",
            "\"a@x|1\"\n\"b@x|2\"",
            "a@x|\"1\nb@x|2\"",
            "\"a@x|1",
            "5\" layar|1\nb|2\"",
        ] {
            assert_eq!(suspect(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_is_told_beside_an_account() {
        let looks = |text: &str| -> Vec<(Looks, u64, u64)> {
            all(text, Form::Lines).iter().map(|it| (it.looks, it.first, it.last)).collect()
        };
        let heading = (Looks::Heading, 1, 1);
        assert_eq!(looks("isi\na@x|1\nPIN: 1"), [heading, (Looks::Account, 2, 3)]);
        assert_eq!(looks("email\na@x.id\nb@x.id"), [heading]);
        assert_eq!(all("isi\na@x|1", Form::Sheet), []);
    }
}
