//! The seller's own texts as people write and read them: what is wrong with one, how it looks
//! with braces around what is filled in, and how it reads when that is done.

use super::own::Original;
use super::placeholder::Kind;
use super::template::{Fault, Form, Piece, Place, Template};
use super::{Words, format, markup, template};
use crate::domain::limit::{
    ACCOUNT_CHARS_MAX, CAPTION_UNITS_MAX, DESCRIPTION_CHARS_MAX, MESSAGE_UNITS_MAX, NAME_CHARS_MAX,
    OWN_TEXT_BYTES_MAX, TODO_QUESTION_CHARS_MAX,
};
use crate::domain::text::{invisible, shorten};
use crate::domain::wording::{NoWording, Size, Slip, Spot, WordingId};

/// As much of a text as it is called by.
const CALLED_CHARS: usize = 60;
/// What a list of an invoice's lines takes below its picture (`chat/customer/order/invoice.rs`
/// fits it to what is left), and what one takes in a message.
const LINES_UNITS: usize = 120;
const LIST_UNITS: usize = 2_600;
/// Goods that are too long for a message go as a file.
const GOODS_UNITS: usize = 1_000;

/// A value to fill in, as it is shown.
pub struct Filled(String);

impl Filled {
    /// Somebody's words.
    pub fn words(text: &str, form: Form) -> Filled {
        match form {
            Form::Html => Filled(format::escape(text).into_owned()),
            Form::Plain => Filled(text.to_owned()),
        }
    }

    pub fn count(number: u64) -> Filled {
        Filled(format::grouped(number))
    }

    /// A fragment that is right as it is: a figure, or HTML already.
    pub fn shown(text: String) -> Filled {
        Filled(text)
    }
}

/// What a value is wanted for.
pub struct Wanted {
    pub name: &'static str,
    pub kind: Kind,
    pub form: Form,
}

/// Whether a text has formats, or is shown as it is.
pub fn form(id: WordingId) -> Option<Form> {
    Original::of(id.text).map(|original| original.form)
}

/// A text as it is kept is read by this program.
pub fn sound(id: WordingId, written: &str) -> bool {
    let read = id.text().zip(Original::of(id.text));
    read.is_some_and(|(text, it)| it.read(written, text.size.words_max()).is_ok())
}

impl Words<'_> {
    /// A text as it comes, as it is kept; nothing where there is no such text or language.
    pub fn original(&self, id: WordingId) -> Option<&'static str> {
        let written = Original::of(id.text)?.written.iter();
        written.clone().find(|(language, _)| *language == id.language).map(|(_, text)| *text)
    }

    /// What a text is called: its own beginning, as it comes.
    pub fn text_name(&self, id: WordingId) -> String {
        let shown = self.original(id).map(|text| super::visible(&self.braced(id, text)));
        let shown = shown.unwrap_or_else(|| id.text.to_string());
        let lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
        shorten(&lines.collect::<Vec<_>>().join(" / "), CALLED_CHARS)
    }

    /// A text that is kept, with braces around the names that people know: `{toko}`.
    pub fn braced(&self, id: WordingId, written: &str) -> String {
        let Some(template) = read(id, written) else { return format::escape(written).into_owned() };
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Filled(name, _) => format!("{{{}}}", self.fill_name(name)),
            Piece::Quoted(key) => format!("{{{key}}}"),
        };
        template.pieces().iter().map(piece).collect()
    }

    /// What can be filled in.
    pub fn blanks(&self, id: WordingId) -> Vec<String> {
        let filled = Original::of(id.text).map(|it| it.filled).unwrap_or_default();
        filled.iter().map(|(name, _)| format!("{{{}}}", self.fill_name(name))).collect()
    }

    /// What has to be filled in.
    pub fn needed(&self, id: WordingId) -> Vec<String> {
        let must = id.text().map(|text| text.must).unwrap_or_default();
        must.iter().map(|name| format!("{{{}}}", self.fill_name(name))).collect()
    }

    /// A text with these values; nothing where it cannot be read.
    pub fn filled(
        &self,
        id: WordingId,
        written: &str,
        value: &dyn Fn(&Wanted) -> Filled,
    ) -> Option<String> {
        let (original, template) = (Original::of(id.text)?, read(id, written)?);
        let fill = |name: &str| {
            let (name, kind) = *original.filled.iter().find(|(known, _)| *known == name)?;
            Some(value(&Wanted { name, kind, form: original.form }).0)
        };
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => Some(words.clone()),
            Piece::Filled(name, _) => fill(name),
            Piece::Quoted(_) => None,
        };
        template.pieces().iter().map(piece).collect()
    }

    /// Reads a text that somebody has typed, in our HTML or in plain words, or that Telegram has
    /// given formats, as HTML. Returns it as it is kept.
    pub fn own_text(
        &self,
        id: WordingId,
        typed: &str,
        formatted: Option<&str>,
    ) -> Result<String, NoWording> {
        let text = id.text().ok_or(NoWording::Gone)?;
        let original = Original::of(id.text).ok_or(NoWording::Gone)?;
        let typed = match (original.form, formatted) {
            (Form::Html, Some(html)) => html.trim().to_owned(),
            (Form::Html, None) if !tagged(typed) => format::escape(typed.trim()).into_owned(),
            _ => typed.trim().to_owned(),
        };
        if original.form == Form::Html {
            markup::visible(&typed).map_err(|fault| {
                let spot = spot(template::place(&typed, fault.at));
                NoWording::Markup { spot, slip: slip(fault.why) }
            })?;
        }
        let max = text.size.words_max() as u64;
        if typed.len() > OWN_TEXT_BYTES_MAX {
            return Err(NoWording::Long { units: format::units(&typed) as u64, max });
        }
        let written = self.unbraced(id, original, &typed)?;
        self.kept_text(id, &written)?;
        Ok(written)
    }

    /// Whether a text as it is kept says what it must and fits, whatever is filled in.
    pub fn kept_text(&self, id: WordingId, written: &str) -> Result<(), NoWording> {
        let text = id.text().ok_or(NoWording::Gone)?;
        let original = Original::of(id.text).ok_or(NoWording::Gone)?;
        let template = original.read(written, text.size.words_max());
        let template = template.map_err(|fault| self.fault(fault))?;
        if unseen(&template) {
            return Err(NoWording::Empty);
        }
        let names = |it: &&&str| !template.pieces().iter().any(|piece| fills(piece, it));
        let missing: Vec<String> = text
            .must
            .iter()
            .filter(names)
            .map(|it| format!("{{{}}}", self.fill_name(it)))
            .collect();
        if !missing.is_empty() {
            return Err(NoWording::Missing { names: missing.join(", ") });
        }
        self.goods_in_mono(written)?;
        let (units, max) = (longest(&template, text.size), text.size.filled_max());
        match units > max {
            true => Err(NoWording::Long { units: units as u64, max: max as u64 }),
            false => Ok(()),
        }
    }

    /// Goods stand in `<code>` or `<pre>`, where nothing of them is taken for an address or a
    /// command.
    fn goods_in_mono(&self, written: &str) -> Result<(), NoWording> {
        const GOODS: &str = "content";
        let open = |before: &str, tag: &str| {
            before.matches(&format!("<{tag}>")).count()
                > before.matches(&format!("</{tag}>")).count()
        };
        let mono = |(at, _): (usize, &str)| {
            let before = &written[..at];
            open(before, "code") || open(before, "pre")
        };
        match written.match_indices(&format!("{{ ${GOODS} }}")).all(mono) {
            true => Ok(()),
            false => Err(NoWording::NotMono { name: format!("{{{}}}", self.fill_name(GOODS)) }),
        }
    }

    /// Names between braces as the program has them.
    fn unbraced(
        &self,
        id: WordingId,
        original: &Original,
        typed: &str,
    ) -> Result<String, NoWording> {
        let (mut written, mut rest) = (String::new(), typed);
        while let Some(brace) = rest.find(['{', '}']) {
            let at = typed.len() - rest.len() + brace;
            let spot = || spot(template::place(typed, at));
            written.push_str(&rest[..brace]);
            let inside = rest[brace..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let (name, after) = inside
                .filter(|(name, _)| !name.contains('{'))
                .ok_or_else(|| NoWording::Brace { spot: spot() })?;
            let known = self.named(original, name).ok_or_else(|| NoWording::Unfilled {
                name: format!("{{{}}}", markup::brief(name)),
                known: self.blanks(id).join(", "),
            })?;
            written.push_str(&format!("{{ ${known} }}"));
            rest = after;
        }
        written.push_str(rest);
        Ok(written)
    }

    /// What somebody means by a name: as their own language has it, another, or the program.
    fn named(&self, original: &Original, name: &str) -> Option<&'static str> {
        let name = super::visible(name).trim().trim_start_matches('$').to_lowercase();
        let name = name.replace([' ', '-'], "_");
        let called = |words: &Words| {
            let all = original.filled.iter();
            all.clone().find(|(known, _)| words.fill_name(known) == name).map(|(known, _)| *known)
        };
        let others = || self.tongues.iter().find_map(|tongue| called(&Words { tongue, ..*self }));
        let ours = || original.filled.iter().map(|(known, _)| *known).find(|it| *it == name);
        called(self).or_else(others).or_else(ours)
    }

    fn fault(&self, fault: Fault) -> NoWording {
        let braced = |name: String| format!("{{{}}}", self.fill_name(&name));
        match fault {
            Fault::Empty => NoWording::Empty,
            Fault::Long { units, max } => NoWording::Long { units: units as u64, max: max as u64 },
            Fault::Lines => NoWording::Lines,
            Fault::Brace(at) | Fault::Braces { at, .. } => NoWording::Brace { spot: spot(at) },
            Fault::Marked(at) => NoWording::Plain { spot: spot(at) },
            Fault::Markup { at, why } => NoWording::Markup { spot: spot(at), slip: slip(why) },
            Fault::InTag { name } | Fault::NotPlain { name } => {
                NoWording::InTag { name: braced(name) }
            }
            // Names have been looked up before.
            Fault::Unknown { name } | Fault::Quote { key: name } => {
                NoWording::Unfilled { name: braced(name), known: String::new() }
            }
        }
    }
}

/// Whether nothing of a text leaves a mark on a screen: Telegram takes no such message.
fn unseen(template: &Template) -> bool {
    let blank = |piece: &Piece| match piece {
        Piece::Words(words) => markup::visible(words).is_ok_and(|seen| seen.chars().all(invisible)),
        Piece::Filled(..) | Piece::Quoted(_) => false,
    };
    template.pieces().iter().all(blank)
}

/// Whether somebody has written a text as HTML. `<3` and `a & b` are words.
fn tagged(text: &str) -> bool {
    let tag = |(at, _): (usize, &str)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|sign: char| sign.is_ascii_alphabetic())
    };
    text.match_indices('<').any(tag) || markup::ENTITIES.iter().any(|(it, _)| text.contains(it))
}

/// Reads the answer of a button of the seller's own, in which nothing is filled in.
pub fn own_answer(
    typed: &str,
    formatted: Option<&str>,
    units_max: usize,
) -> Result<String, NoWording> {
    let html = match formatted {
        Some(html) => html.trim().to_owned(),
        None if tagged(typed) => typed.trim().to_owned(),
        None => format::escape(typed.trim()).into_owned(),
    };
    let seen = markup::visible(&html).map_err(|fault| {
        let spot = spot(template::place(&html, fault.at));
        NoWording::Markup { spot, slip: slip(fault.why) }
    })?;
    match seen.encode_utf16().count() {
        _ if seen.chars().all(invisible) => Err(NoWording::Empty),
        units if units > units_max || html.len() > OWN_TEXT_BYTES_MAX => {
            Err(NoWording::Long { units: units as u64, max: units_max as u64 })
        }
        _ => Ok(html),
    }
}

/// A text below a picture has less room.
pub fn fits_below_picture(id: WordingId, written: &str) -> Result<(), NoWording> {
    let (Some(text), Some(template)) = (id.text(), read(id, written)) else { return Ok(()) };
    let units = longest(&template, text.size);
    match units > CAPTION_UNITS_MAX {
        true => Err(NoWording::BelowPicture { units: units as u64, max: CAPTION_UNITS_MAX as u64 }),
        false => Ok(()),
    }
}

fn read(id: WordingId, written: &str) -> Option<Template> {
    Original::of(id.text)?.read(written, MESSAGE_UNITS_MAX).ok()
}

fn fills(piece: &Piece, wanted: &str) -> bool {
    matches!(piece, Piece::Filled(name, _) if name == wanted)
}

/// How much a reader may see of a text at most.
fn longest(template: &Template, size: Size) -> usize {
    let (mut words, mut values) = (String::new(), 0);
    for piece in template.pieces() {
        match piece {
            Piece::Words(piece) => words.push_str(piece),
            Piece::Filled(name, kind) => values += longest_value(name, *kind, size),
            Piece::Quoted(_) => {}
        }
    }
    format::units(&words) + values
}

/// How much a reader may see of a value at most.
fn longest_value(name: &str, kind: Kind, size: Size) -> usize {
    match (kind, name) {
        (Kind::Html, "cost") => 2 * NAME_CHARS_MAX,
        (Kind::Html, _) if size == Size::Caption => LINES_UNITS,
        (Kind::Html, "lines") => LIST_UNITS,
        (Kind::Html, _) => LINES_UNITS * 3,
        (Kind::Text, "description") => 2 * DESCRIPTION_CHARS_MAX,
        (Kind::Text, "account") => ACCOUNT_CHARS_MAX,
        (Kind::Text, "question") => TODO_QUESTION_CHARS_MAX,
        (Kind::Text, "content") => GOODS_UNITS,
        (Kind::Text, "name" | "product" | "category" | "store") => 2 * NAME_CHARS_MAX,
        (Kind::Text | Kind::Admin, _) => NAME_CHARS_MAX,
        (Kind::Money | Kind::Count | Kind::Number | Kind::Order, _) => 16,
        (Kind::Moment | Kind::Date | Kind::Clock | Kind::Deadline, _) => 48,
    }
}

fn spot(Place { line, sign }: Place) -> Spot {
    Spot { line: line as u64, sign: sign as u64 }
}

fn slip(why: markup::Why) -> Slip {
    match why {
        markup::Why::HalfTag => Slip::HalfTag,
        markup::Why::Bare(_) => Slip::Bare,
        markup::Why::Unknown(name) => Slip::Unknown(name),
        markup::Why::Attributes(tag) => Slip::Attributes(tag),
        markup::Why::Crossed { end, open } => Slip::Crossed { end, open },
        markup::Why::Unopened(name) => Slip::Unopened(name),
        markup::Why::Unclosed(name) => Slip::Unclosed(name),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::wording::TEXTS;
    use crate::words::format::units;
    use crate::words::tests::{indonesian, jakarta};

    /// What the shop comes with can be saved as it is shown.
    #[test]
    fn every_text_as_it_comes_keeps_its_own_rules() {
        let dictionary = jakarta();
        for words in dictionary.all() {
            for text in TEXTS {
                let id = WordingId { text: text.number, language: words.language() };
                let written = words.original(id).unwrap();
                let shown = words.braced(id, written);
                let html = (form(id) == Some(Form::Html)).then_some(shown.as_str());
                let place = format!("{} {}", text.key, words.language().as_str());
                let read = words.own_text(id, &shown, html);
                assert_eq!(read.as_deref(), Ok(written), "{place}");
                assert!(sound(id, written) && !words.text_name(id).is_empty(), "{place}");
            }
        }
    }

    #[test]
    fn words_are_told_from_html() {
        for words in ["a & b", "<3", "5 < 6 > 4", "", "{toko}", "a < b"] {
            assert!(!tagged(words), "{words}");
        }
        for html in ["<b>a</b>", "</b>", "a<i", "&lt;", "<h1>"] {
            assert!(tagged(html), "{html}");
        }
    }

    #[test]
    fn an_answer_is_what_telegram_takes() {
        assert_eq!(own_answer("a & b", None, 9), Ok("a &amp; b".to_owned()));
        assert_eq!(own_answer("a", Some("<b>a</b>"), 9), Ok("<b>a</b>".to_owned()));
        for nothing in [" ", "\u{200b}\u{2060}", "\u{3164}"] {
            assert_eq!(own_answer(nothing, None, 9), Err(NoWording::Empty));
        }
        assert_eq!(own_answer("0123456789", None, 9), Err(NoWording::Long { units: 10, max: 9 }));
        assert!(own_answer("<b>a", None, 9).is_err());
    }

    proptest! {
        /// Whatever is taken is what Telegram takes, with whatever is filled in.
        #[test]
        fn what_is_taken_can_be_shown(
            typed in "(\\{nama\\}|\\{toko\\}|<b>|</b>|<i>|</i>|&amp;|&|<|a|\n|\\{|\\}){0,12}",
            value in ".{0,20}",
        ) {
            let dictionary = jakarta();
            let words = indonesian(&dictionary);
            let id = WordingId { text: 1, language: words.language() };
            if let Ok(written) = words.own_text(id, &typed, None) {
                let fill = |wanted: &Wanted| Filled::words(&value, wanted.form);
                let filled = words.filled(id, &written, &fill).unwrap();
                prop_assert!(markup::visible(&filled).is_ok(), "{typed}: {filled}");
                prop_assert!(units(&filled) <= MESSAGE_UNITS_MAX);
                let shown = words.braced(id, &written);
                let again = words.own_text(id, &shown, Some(&shown));
                prop_assert_eq!(again, Ok(written));
            }
        }
    }
}
