//! A text in which something is filled in, and the rules that it must keep before anybody is
//! shown it. The build holds every text of `lang/` against them; the shop has them too, for texts
//! that come later. As the build reads this file, it names nothing but its two neighbours.
//!
//! It is written as a text of `lang/` is: `{ $name }` is filled in, `{ key }` quotes another text,
//! and `{ "{" }` is what stands between the quotes. Plurals are Fluent's own and not read here.

use std::fmt;

use super::markup;
use super::placeholder::Kind;

/// What a text is for decides what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A message: Telegram's HTML.
    Html,
    /// A label, a toast, a name of a file: what stands there is what is shown, on one line.
    Plain,
}

/// What one text may contain.
pub struct Rules<'a> {
    pub form: Form,
    /// What can be filled in, and as what it is shown.
    pub known: &'a dyn Fn(&str) -> Option<Kind>,
    /// Whether it may quote other texts.
    pub quotes: bool,
    /// How much a reader may see, in UTF-16 units, with nothing filled in.
    pub units_max: usize,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Filled(String, Kind),
    Quoted(String),
}

/// A text that keeps its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A place in a text as people count: from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub sign: usize,
}

/// The first rule that a text breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing to see.
    Empty,
    Long {
        units: usize,
        max: usize,
    },
    /// A plain text of several lines.
    Lines,
    /// A brace without its other half.
    Brace(Place),
    /// Braces around something that is none of what may stand there.
    Braces {
        at: Place,
        inside: String,
    },
    /// Nothing of this name can be filled in.
    Unknown {
        name: String,
    },
    /// This is HTML, and the text is plain.
    NotPlain {
        name: String,
    },
    /// This is HTML, and stands inside a tag.
    InTag {
        name: String,
    },
    /// Another text is quoted, which this one may not do; perhaps the `$` is missing.
    Quote {
        key: String,
    },
    /// Markup in a plain text.
    Marked(Place),
    /// Markup that Telegram would refuse.
    Markup {
        at: Place,
        why: markup::Why,
    },
}

/// A part, and the byte at which it begins.
type Part = (usize, Piece);

/// What Fluent skips around a placeholder's name.
const BLANK: &[char] = &[' ', '\n', '\r'];

impl Template {
    pub fn read(text: &str, rules: &Rules) -> Result<Template, Fault> {
        let parts = parts(text, rules)?;
        match rules.form {
            Form::Html => html(text, &parts)?,
            Form::Plain => plain(text, &parts)?,
        }
        fits(&parts, rules)?;
        Ok(Template { pieces: parts.into_iter().map(|(_, piece)| piece).collect() })
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text with `{name}` where something is filled in.
    pub fn shown(&self) -> String {
        self.pieces.iter().map(Piece::to_string).collect()
    }
}

impl Piece {
    /// As it is written, so that it is read as the same again.
    pub fn written(&self) -> String {
        match self {
            Piece::Words(words) => {
                let brace = |sign: char| match sign {
                    '{' | '}' => format!("{{ \"{sign}\" }}"),
                    sign => sign.to_string(),
                };
                words.chars().map(brace).collect()
            }
            Piece::Filled(name, _) => format!("{{ ${name} }}"),
            Piece::Quoted(key) => format!("{{ {key} }}"),
        }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Piece::Words(words) => out.write_str(words),
            Piece::Filled(name, _) => write!(out, "{{{name}}}"),
            Piece::Quoted(key) => write!(out, "{{{key}}}"),
        }
    }
}

fn parts(text: &str, rules: &Rules) -> Result<Vec<Part>, Fault> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(brace) = rest.find(['{', '}']) {
        let (words, braced) = rest.split_at(brace);
        let begin = text.len() - rest.len();
        if !words.is_empty() {
            parts.push((begin, Piece::Words(words.to_owned())));
        }
        let at = begin + brace;
        let (inside, after) = braces(braced).map_err(|inside| match inside {
            Some(inside) => Fault::Braces { at: place(text, at), inside: markup::brief(inside) },
            None => Fault::Brace(place(text, at)),
        })?;
        parts.push((at, admitted(inside, rules)?));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((text.len() - rest.len(), Piece::Words(rest.to_owned())));
    }
    Ok(parts)
}

/// What stands between braces.
enum Inside<'a> {
    Name(&'a str),
    Key(&'a str),
    Words(String),
}

/// Reads from a brace on; returns what follows the other one too. What cannot be read is returned
/// as it stands between braces, or as none where these are no pair.
fn braces(text: &str) -> Result<(Inside<'_>, &str), Option<&str>> {
    let Some(inside) = text.strip_prefix('{') else { return Err(None) };
    let bare = inside.trim_start_matches(BLANK);
    let read = match bare.chars().next() {
        Some('"') => words(&bare[1..]).map(|(words, rest)| (Inside::Words(words), rest)),
        Some('$') => name(&bare[1..]).map(|(name, rest)| (Inside::Name(name), rest)),
        _ => name(bare).map(|(key, rest)| (Inside::Key(key), rest)),
    };
    let closed = read.and_then(|(inside, rest)| {
        rest.trim_start_matches(BLANK).strip_prefix('}').map(|rest| (inside, rest))
    });
    closed.ok_or_else(|| inside.split_once('}').map(|(inside, _)| inside))
}

/// A name of Fluent's, and what follows.
fn name(text: &str) -> Option<(&str, &str)> {
    let more = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-');
    let end = text.find(|sign| !more(sign)).unwrap_or(text.len());
    text.starts_with(|sign: char| sign.is_ascii_alphabetic()).then(|| text.split_at(end))
}

/// Words up to the quote that ends them, and what follows it. A backslash takes itself or a
/// quote as a word.
fn words(text: &str) -> Option<(String, &str)> {
    let (mut words, mut signs) = (String::new(), text.chars());
    loop {
        match signs.next()? {
            '"' => return Some((words, signs.as_str())),
            '\\' => words.push(signs.next().filter(|sign| matches!(sign, '"' | '\\'))?),
            sign => words.push(sign),
        }
    }
}

fn admitted(inside: Inside, rules: &Rules) -> Result<Piece, Fault> {
    let name = match inside {
        Inside::Words(words) => return Ok(Piece::Words(words)),
        Inside::Key(key) if rules.quotes => return Ok(Piece::Quoted(key.to_owned())),
        Inside::Key(key) => return Err(Fault::Quote { key: markup::brief(key) }),
        Inside::Name(name) => name,
    };
    match (rules.known)(name) {
        None => Err(Fault::Unknown { name: markup::brief(name) }),
        Some(Kind::Html) if rules.form == Form::Plain => {
            Err(Fault::NotPlain { name: name.to_owned() })
        }
        Some(kind) => Ok(Piece::Filled(name.to_owned(), kind)),
    }
}

fn html(text: &str, parts: &[Part]) -> Result<(), Fault> {
    let (mut shown, mut begins) = (String::new(), Vec::new());
    for (_, piece) in parts {
        begins.push(shown.len());
        shown.push_str(&piece.to_string());
    }
    if let Err(markup::Fault { at, why }) = markup::visible(&shown) {
        return Err(Fault::Markup { at: origin(text, parts, &begins, at), why });
    }
    for ((_, piece), begin) in parts.iter().zip(begins) {
        // The markup is sound: a bracket before it that opens has not closed yet.
        let in_tag =
            || shown[..begin].rfind(['<', '>']).is_some_and(|at| shown[at..].starts_with('<'));
        match piece {
            Piece::Filled(name, Kind::Html) if in_tag() => {
                return Err(Fault::InTag { name: name.clone() });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Where something of what is shown was written. Of words in quotes, their brace is the place.
fn origin(text: &str, parts: &[Part], begins: &[usize], at: usize) -> Place {
    let part = begins.partition_point(|begin| *begin <= at).saturating_sub(1);
    let (Some((written, piece)), Some(begin)) = (parts.get(part), begins.get(part)) else {
        return place(text, 0);
    };
    let as_it_is = matches!(piece, Piece::Words(words) if text[*written..].starts_with(words));
    place(text, written + if as_it_is { at - begin } else { 0 })
}

fn plain(text: &str, parts: &[Part]) -> Result<(), Fault> {
    for (at, piece) in parts {
        let Piece::Words(words) = piece else { continue };
        if words.contains(['\n', '\r']) {
            return Err(Fault::Lines);
        }
        if let Some(inside) = words.find(['<', '>', '&']) {
            return Err(Fault::Marked(origin(text, &[(*at, piece.clone())], &[0], inside)));
        }
    }
    Ok(())
}

fn fits(parts: &[Part], rules: &Rules) -> Result<(), Fault> {
    let words = |(_, piece): &Part| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Filled(..) | Piece::Quoted(_) => String::new(),
    };
    let bare: String = parts.iter().map(words).collect();
    let seen = match rules.form {
        Form::Html => markup::visible(&bare).unwrap_or(bare),
        Form::Plain => bare,
    };
    let units = seen.encode_utf16().count();
    if units > rules.units_max {
        return Err(Fault::Long { units, max: rules.units_max });
    }
    let only_words = parts.iter().all(|(_, piece)| matches!(piece, Piece::Words(_)));
    if only_words && seen.trim().is_empty() { Err(Fault::Empty) } else { Ok(()) }
}

/// The place of a byte.
pub(super) fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Place { line: before.matches('\n').count() + 1, sign: line.chars().count() + 1 }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, sign {}", self.line, self.sign)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => out.write_str("nothing stands there"),
            Fault::Long { units, max } => write!(out, "{units} signs, and {max} fit"),
            Fault::Lines => out.write_str("a plain text has one line"),
            Fault::Brace(at) => write!(out, "{at}: a brace without its other half"),
            Fault::Braces { at, inside } => {
                write!(out, "{at}: {{{inside}}} is neither {{ $name }} nor {{ \"words\" }}")
            }
            Fault::Unknown { name } => write!(out, "${name} is not known here"),
            Fault::NotPlain { name } => write!(out, "${name} is HTML, and this text is plain"),
            Fault::InTag { name } => write!(out, "${name} is HTML, and stands inside a tag"),
            Fault::Quote { key } => write!(out, "{{ {key} }} quotes a text: write {{ ${key} }}"),
            Fault::Marked(at) => write!(out, "{at}: markup in a plain text"),
            Fault::Markup { at, why } => write!(out, "{at}: {why}"),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::format::escape;

    /// What a seller's own text of a sale might be filled with.
    fn known(name: &str) -> Option<Kind> {
        Kind::of(name).filter(|_| ["name", "total", "lines", "url"].contains(&name))
    }

    fn rules(form: Form) -> Rules<'static> {
        Rules { form, known: &known, quotes: false, units_max: 20 }
    }

    fn read(form: Form, text: &str) -> Result<Template, Fault> {
        Template::read(text, &rules(form))
    }

    #[test]
    fn a_sound_text_is_read_to_its_pieces() {
        let words = |words: &str| Piece::Words(words.to_owned());
        let filled = |name: &str, kind| Piece::Filled(name.to_owned(), kind);
        let template =
            read(Form::Html, "<b>Hai {$name}</b>\n{\n $total }{ \"{\\\"}\\\\\" }").unwrap();
        let pieces = [
            words("<b>Hai "),
            filled("name", Kind::Text),
            words("</b>\n"),
            filled("total", Kind::Money),
            words("{\"}\\"),
        ];
        assert_eq!(template.pieces(), pieces);
        assert_eq!(template.shown(), "<b>Hai {name}</b>\n{total}{\"}\\");
        let link = "<a href=\"{ $url }\">{ $lines }</a>";
        assert!(read(Form::Html, link).is_ok());
        let quoting = Rules { quotes: true, ..rules(Form::Plain) };
        let template = Template::read("{ key-home }", &quoting).unwrap();
        assert_eq!(template.pieces(), [Piece::Quoted("key-home".into())]);
    }

    #[test]
    fn a_fault_names_the_placeholder_or_the_place() {
        let at = |line, sign| Place { line, sign };
        let name = |name: &str| name.to_owned();
        let unclosed = |tag: &str| markup::Why::Unclosed(tag.to_owned());
        for (text, fault) in [
            ("", Fault::Empty),
            ("<b> </b>\n", Fault::Empty),
            ("123456789012345678😈 ", Fault::Long { units: 21, max: 20 }),
            ("a\n😈{ $name", Fault::Brace(at(2, 2))),
            ("a }", Fault::Brace(at(1, 3))),
            ("{ \"a }", Fault::Braces { at: at(1, 1), inside: name(" \"a ") }),
            ("a {}", Fault::Braces { at: at(1, 3), inside: name("") }),
            ("{ $name -> }", Fault::Braces { at: at(1, 1), inside: name(" $name -> ") }),
            ("{ $1 }", Fault::Braces { at: at(1, 1), inside: name(" $1 ") }),
            ("{ $ name }", Fault::Braces { at: at(1, 1), inside: name(" $ name ") }),
            ("{ $nmae }", Fault::Unknown { name: name("nmae") }),
            ("{ $price }", Fault::Unknown { name: name("price") }),
            ("{ name }", Fault::Quote { key: name("name") }),
            ("a\n{ $name } <b>x", Fault::Markup { at: at(2, 11), why: unclosed("b") }),
            ("{ \"😈<i>\" }x", Fault::Markup { at: at(1, 1), why: unclosed("i") }),
            ("a &", Fault::Markup { at: at(1, 3), why: markup::Why::Bare('&') }),
            ("<a href=\"{ $lines }\">x</a>", Fault::InTag { name: name("lines") }),
        ] {
            assert_eq!(read(Form::Html, text), Err(fault), "{text}");
        }
        for (text, fault) in [
            ("{ $lines }", Fault::NotPlain { name: name("lines") }),
            ("a\nb", Fault::Lines),
            ("{ $name } a & b", Fault::Marked(at(1, 13))),
        ] {
            assert_eq!(read(Form::Plain, text), Err(fault), "{text}");
        }
    }

    /// Parts of texts, put together well or badly.
    fn scraps() -> impl Strategy<Value = String> {
        let scraps = "{ } {$name} {$lines} {$total} {$url} {$x} {key} $ {\" \"} \\ <b> </b> <i> \
                      </i> <a|href=\" \"> </a> < > & &lt; | \n| \r| a 😈";
        let scraps: Vec<String> = scraps.split(' ').map(|scrap| scrap.replace('|', " ")).collect();
        let scrap = prop_oneof![8 => prop::sample::select(scraps), 1 => ".{0,3}"];
        prop::collection::vec(scrap, 0..12).prop_map(|scraps| scraps.concat())
    }

    /// The text as somebody gets it.
    fn fill(template: &Template, words: &str) -> String {
        let fill = |piece: &Piece| match piece {
            Piece::Filled(_, Kind::Html) => "<b>&lt;</b>".to_owned(),
            Piece::Filled(..) => escape(words).into_owned(),
            Piece::Words(words) => words.clone(),
            Piece::Quoted(_) => String::new(),
        };
        template.pieces().iter().map(fill).collect()
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in any::<String>(), form in prop::bool::ANY) {
            let form = if form { Form::Html } else { Form::Plain };
            if let Err(fault) = read(form, &text) {
                prop_assert!(fault.to_string().len() < 300);
            }
        }

        #[test]
        fn what_is_read_may_be_filled_with_anything(text in scraps(), words in any::<String>()) {
            if let Ok(template) = read(Form::Html, &text) {
                let filled = fill(&template, &words);
                prop_assert!(markup::visible(&filled).is_ok(), "{text}: {filled}");
            }
            if let Ok(template) = read(Form::Plain, &text) {
                prop_assert!(!template.shown().contains(['\n', '<', '>', '&']));
            }
        }
    }
}
