//! Texts that have been checked: names and descriptions, cut to length, free of control signs.

use serde::{Deserialize, Serialize};

use super::limit::{DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX, PERSON_CHARS_MAX, WHY_CHARS_MAX};
use super::refusal::{BadInput, Refusal};
use super::stock::{Unfit, has_account, named_account, resembles};

/// Of a wrong answer, enough to know it again.
const QUOTED_CHARS_MAX: usize = 40;

/// The name of a product or category: one line, no control characters, never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    pub fn parse(text: &str) -> Result<Name, Refusal> {
        let name = tidy(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let seen = name.chars().any(|sign| !invisible(sign));
        if !seen {
            return Err(Refusal::Input(BadInput::NoName));
        }
        if name.chars().count() > NAME_CHARS_MAX {
            return Err(Refusal::Input(BadInput::Long { max: NAME_CHARS_MAX }));
        }
        Ok(Name(name))
    }

    /// The same of a product or a category: every buyer reads it, and so it is no account.
    pub fn on_shelf(text: &str) -> Result<Name, Refusal> {
        match named_account(text) {
            true => Err(Refusal::Unfit(Unfit::Published)),
            false => Name::parse(text),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two names count as the same.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// A number that equal names share, by which they are found; others may share it.
    pub fn digest(&self) -> u64 {
        digest(self.folded().bytes())
    }
}

/// What a product is about: several lines allowed, may be empty. Every buyer reads it, and so it
/// has no account in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Description(String);

impl Description {
    pub fn parse(text: &str) -> Result<Description, Refusal> {
        let text = tidy(text);
        if text.chars().all(invisible) {
            return Ok(Description::default());
        }
        if text.chars().count() > DESCRIPTION_CHARS_MAX {
            return Err(Refusal::Input(BadInput::Long { max: DESCRIPTION_CHARS_MAX }));
        }
        if has_account(&text) {
            return Err(Refusal::Unfit(Unfit::Published));
        }
        Ok(Description(text))
    }

    /// The same where it is asked for: what cannot be seen takes none away, there are buttons for
    /// that.
    pub fn typed(text: &str) -> Result<Description, Refusal> {
        match Description::parse(text)? {
            Description(text) if text.is_empty() => Err(Refusal::Input(BadInput::NoText)),
            description => Ok(description),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A picture of one sign, before the name of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Emoji(String);

/// A family of four with joiners and colours has eleven.
const EMOJI_CHARS_MAX: usize = 12;

impl Emoji {
    /// One sign that is no letter and no punctuation; what is joined into one counts as one.
    pub fn parse(text: &str) -> Result<Emoji, Refusal> {
        let text = tidy(text);
        let text = text.trim();
        let count = text.chars().count();
        match (1..=EMOJI_CHARS_MAX).contains(&count) && one_picture(text) {
            true => Ok(Emoji(text.to_owned())),
            false => Err(Refusal::Input(BadInput::Emoji)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether it is a single picture: what follows the first sign only changes it, is joined to it,
/// or is the second letter of a flag.
fn one_picture(text: &str) -> bool {
    let flag = |sign: char| matches!(sign, '\u{1f1e6}'..='\u{1f1ff}');
    let changes = |sign: char| {
        matches!(sign, '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}')
            || matches!(sign, '\u{e0020}'..='\u{e007f}')
    };
    let key = text.ends_with('\u{20e3}');
    let picture = |sign: char| {
        matches!(sign, '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}' | '©' | '®')
            || (key && (sign.is_ascii_digit() || matches!(sign, '#' | '*')))
    };
    let mut before = None;
    for sign in text.chars() {
        let fits = match before {
            None => picture(sign) && !changes(sign),
            Some('\u{200d}') => picture(sign) && !changes(sign),
            Some(last) if flag(sign) => flag(last) && text.chars().count() == 2,
            Some(_) => changes(sign) || sign == '\u{200d}',
        };
        if !fits {
            return false;
        }
        before = Some(sign);
    }
    before.is_some_and(|last| last != '\u{200d}')
}

/// Why somebody of the staff moved money: one line that says something, kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reason(String);

impl Reason {
    pub fn parse(text: &str) -> Result<Reason, Refusal> {
        let reason = tidy(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.chars().all(invisible) {
            return Err(Refusal::Input(BadInput::NoReason));
        }
        if reason.chars().count() > WHY_CHARS_MAX {
            return Err(Refusal::Input(BadInput::Long { max: WHY_CHARS_MAX }));
        }
        Ok(Reason(reason))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody's own words, a line or several: something to read in each, and not too much of it.
pub fn lines(text: &str, chars_max: usize) -> Result<String, Refusal> {
    let text = tidy(text);
    let there = |line: &&str| line.chars().any(|sign| !invisible(sign));
    let text = text.lines().map(str::trim).filter(there).collect::<Vec<_>>().join("\n");
    match text.chars().count() {
        0 => Err(Refusal::Input(BadInput::NoText)),
        chars if chars > chars_max => Err(Refusal::Input(BadInput::Long { max: chars_max })),
        _ => Ok(text),
    }
}

/// The name a person goes by: whatever Telegram says, made safe to show; never refused.
pub fn person(first: &str, last: &str) -> String {
    let whole = tidy(&format!("{first} {last}"));
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    match whole.chars().any(|sign| !invisible(sign)) {
        true => shorten(&whole, PERSON_CHARS_MAX),
        false => String::new(),
    }
}

/// A number that equal bytes share (FNV-1a). No secret: anybody can make two that share one.
pub(in crate::domain) fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    let mix = |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.fold(0xcbf2_9ce4_8422_2325, mix)
}

/// At most `chars_max` characters, the last of them an ellipsis if something was cut.
pub fn shorten(text: &str, chars_max: usize) -> String {
    match text.chars().count() > chars_max {
        false => text.to_owned(),
        true => text.chars().take(chars_max.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// What somebody typed, to be quoted back to them; nothing of it where it may be goods.
pub fn quoted(text: &str) -> String {
    let name = text.strip_prefix('@').unwrap_or(text);
    match resembles(name) {
        true => "…".to_owned(),
        false => shorten(text, QUOTED_CHARS_MAX),
    }
}

/// Control characters out (line ends stay), and the signs that turn the reading direction of
/// everything after them, with which a name could rewrite the price beside it.
fn tidy(text: &str) -> String {
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = |sign: &char| *sign == '\n' || !(sign.is_control() || turns(*sign));
    text.chars().filter(kept).collect::<String>().trim().to_owned()
}

/// Signs that leave no mark on a screen: a name of these alone is an empty name. Blanks, signs of
/// control, and what Unicode lets a program leave out ("default ignorable"), with the blank of
/// Braille and the anchors of annotations.
pub fn invisible(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}')
        || matches!(sign, '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(sign, '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}')
        || matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}')
        || matches!(sign, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(sign, '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_and_visible() {
        assert_eq!(
            Name::parse(" Netflix\n1  bulan ").map(|name| name.0),
            Ok("Netflix 1 bulan".into())
        );
        assert_eq!(Name::parse("<b>&\"").map(|name| name.0), Ok("<b>&\"".into()));
        assert_eq!(Name::parse("\u{200b}\u{200d}"), Err(Refusal::Input(BadInput::NoName)));
        assert_eq!(Name::parse(""), Err(Refusal::Input(BadInput::NoName)));
        assert!(Name::parse(&"a".repeat(4096)).is_err());
    }

    #[test]
    fn a_reason_says_something_in_one_line() {
        let reason = |text: &str| Reason::parse(text).map(|reason| reason.0);
        assert_eq!(reason(" bayar\ntunai  di toko "), Ok("bayar tunai di toko".into()));
        for empty in ["", " \n ", "\u{200b}", "\u{202e}"] {
            assert_eq!(reason(empty), Err(Refusal::Input(BadInput::NoReason)), "{empty:?}");
        }
        let long = Refusal::Input(BadInput::Long { max: WHY_CHARS_MAX });
        assert_eq!(reason(&"x".repeat(5_000)), Err(long));
    }

    #[test]
    fn no_name_turns_the_line_around() {
        let name = Name::parse("\u{202e}000.05pR").map(|name| name.0);
        assert_eq!(name, Ok("000.05pR".into()));
        assert_eq!(person("\u{2067}Sari", ""), "Sari");
    }

    #[test]
    fn somebodys_own_words_are_lines_to_read() {
        assert_eq!(
            lines(" BCA 1\n\n \u{200b}\n a.n. <Sari>\0 ", 20),
            Ok("BCA 1\na.n. <Sari>".into())
        );
        assert_eq!(lines("\n\u{2800} \n", 20), Err(Refusal::Input(BadInput::NoText)));
        assert_eq!(lines("123456", 5), Err(Refusal::Input(BadInput::Long { max: 5 })));
    }

    #[test]
    fn a_person_always_has_a_showable_name() {
        assert_eq!(person("<Budi", "&"), "<Budi &");
        assert_eq!(person("\u{200b}", ""), "");
        assert_eq!(person(&"x".repeat(500), "").chars().count(), PERSON_CHARS_MAX);
    }
}
