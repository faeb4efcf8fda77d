//! The form in which words are looked for: without case, accents, fancy letters and punctuation.
//!
//! `E-book` is `ebook`, `25.000` is `25000`, `Ｎｅｔｆｌｉｘ` and `𝗡𝗲𝘁𝗳𝗹𝗶𝘅` are `netflix`. Beyond what the
//! standard library knows, only what sellers really write is turned: all of Unicode's
//! compatibility would be a library larger than the search.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::text::invisible;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is looked for: `ebook` of `E-Book`.
    pub whole: String,
    /// What punctuation joins in it: `e` and `book`. Nothing for a word of one part.
    pub parts: Vec<String>,
}

/// A name as it is searched in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folded {
    /// The whole without its blanks: `ebookpremium` of `E-Book Premium`.
    pub solid: String,
    /// Its words, and the parts of those that punctuation joins: `ebook e book premium`.
    words: String,
    /// A bit for each letter and digit in it: a cheap look before a dear one.
    pub letters: u64,
}

/// A bit for each letter and digit that a word has; some share one.
pub fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, sign| letters | 1 << (u32::from(sign) % 64))
}

impl Folded {
    pub fn of(name: &str) -> Folded {
        let folded = words(name);
        let solid: String = folded.iter().map(|word| word.whole.as_str()).collect();
        let mut words = Vec::new();
        for word in folded {
            words.push(word.whole);
            words.extend(word.parts);
        }
        Folded { letters: letters(&solid), solid, words: words.join(" ") }
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_ascii_whitespace()
    }

    /// The letter under which it stands in an alphabet; nothing for digits and other scripts.
    pub fn letter(&self) -> Option<char> {
        self.solid.chars().next().filter(char::is_ascii_lowercase)
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader::default();
    let mut signs = text.chars().map(plain).filter(|sign| !silent(*sign)).peekable();
    while let Some(sign) = signs.next() {
        match sign.is_alphanumeric() {
            true => reader.letter(sign),
            false if joins(sign, reader.last, signs.peek().copied()) => reader.part(),
            false => reader.word(),
        }
    }
    reader.word();
    reader.words
}

/// A text as one string of folded words, each as it is looked for.
pub fn folded(text: &str) -> String {
    words(text).into_iter().map(|word| word.whole).collect::<Vec<_>>().join(" ")
}

/// What a word and all that begin like it are found under: their first eight bytes, in order of
/// the alphabet.
pub fn keys(beginning: &str) -> RangeInclusive<u64> {
    let fill = |with: u8| {
        let mut bytes = [with; KEY_BYTES];
        let own = &beginning.as_bytes()[..beginning.len().min(KEY_BYTES)];
        bytes[..own.len()].copy_from_slice(own);
        u64::from_be_bytes(bytes)
    };
    fill(0)..=fill(u8::MAX)
}

/// What one word is found under.
pub fn key(word: &str) -> u64 {
    *keys(word).start()
}

const KEY_BYTES: usize = 8;

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    parts: Vec<String>,
    part: String,
    /// The letter before, unless something stood between.
    last: Option<char>,
}

impl Reader {
    fn letter(&mut self, sign: char) {
        self.last = Some(sign);
        if sign.is_ascii() {
            return self.part.push(sign.to_ascii_lowercase());
        }
        for lower in sign.to_lowercase().filter(|lower| !silent(*lower)) {
            match BARE.iter().find(|(of, _)| of.contains(lower)) {
                Some((_, bare)) => self.part.push_str(bare),
                None => self.part.push(lower),
            }
        }
    }

    /// A part of a word is at its end.
    fn part(&mut self) {
        self.last = None;
        if !self.part.is_empty() {
            self.parts.push(std::mem::take(&mut self.part));
        }
    }

    fn word(&mut self) {
        self.part();
        let parts = std::mem::take(&mut self.parts);
        let whole = parts.concat();
        match parts.len() {
            0 => {}
            1 => self.words.push(Word { whole, parts: Vec::new() }),
            _ => self.words.push(Word { whole, parts }),
        }
    }
}

/// Whether a sign joins the letters on both its sides to one word.
fn joins(sign: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    match sign {
        ',' => before.is_numeric() && after.is_numeric(),
        '-' | '.' | '_' | '\'' | '’' | '·' | '\u{2010}'..='\u{2015}' => after.is_alphanumeric(),
        _ => false,
    }
}

/// Signs that are not there for whoever reads: accents by themselves, what asks for an emoji.
fn silent(sign: char) -> bool {
    let marks = matches!(sign, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}');
    marks || (invisible(sign) && !sign.is_whitespace())
}

/// A sign that is only another drawing of a letter or digit, as that letter or digit.
fn plain(sign: char) -> char {
    const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡ-ʏᴢ";
    let code = u32::from(sign);
    let letter = |place: u32| char::from(b'a' + (place % 26) as u8);
    match code {
        0..0x100 => sign,
        0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(sign),
        0x24b6..=0x24e9 => letter(code - 0x24b6),
        0x1d400..=0x1d6a3 => letter(code - 0x1d400),
        0x1d7ce..=0x1d7ff => char::from(b'0' + ((code - 0x1d7ce) % 10) as u8),
        0x1f130..=0x1f149 => letter(code - 0x1f130),
        0x1f150..=0x1f169 => letter(code - 0x1f150),
        0x1f170..=0x1f189 => letter(code - 0x1f170),
        _ => match SMALL_CAPITALS.chars().position(|it| it == sign) {
            Some(place) => letter(place as u32),
            None => sign,
        },
    }
}

/// Letters with an accent, and drawings of letters that lie apart from their alphabet.
const BARE: &[(&str, &str)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("ℬ", "b"),
    ("çćĉċčℂℭ", "c"),
    ("ďđ", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệℯℰ", "e"),
    ("ℱ", "f"),
    ("ĝğġģℊ", "g"),
    ("ĥħℋℌℍℎ", "h"),
    ("ìíîïĩīĭįıǐịỉℐℑ", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀłℒℓ", "l"),
    ("ℳ", "m"),
    ("ñńņňŉℕ", "n"),
    ("òóôõöøōŏőǒọỏốồổỗộơớờởỡợℴ", "o"),
    ("ℙ", "p"),
    ("ℚ", "q"),
    ("ŕŗřℛℜℝ", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűųǔụủưứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("źżžℤℨ", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_is_the_same_however_it_is_written() {
        for (written, sought) in [
            ("E-book", "ebook"),
            ("25.000", "25000"),
            ("25,000", "25000"),
            ("Ｎｅｔｆｌｉｘ　１", "netflix 1"),
            ("𝗡𝗲𝘁𝗳𝗹𝗶𝘅 𝟭", "netflix 1"),
            ("Ⓒⓐⓝⓥⓐ 🅿🆁🄾", "canva pro"),
            ("ᴄᴀɴᴠᴀ", "canva"),
            ("Café Crème", "cafe creme"),
            ("Cafe\u{301}", "cafe"),
            ("Net\u{200b}flix", "netflix"),
            ("1️⃣ bulan", "1 bulan"),
            ("Disney+ & HBO", "disney hbo"),
            ("netflix,spotify/canva", "netflix spotify canva"),
            ("👑 Premium (sharing)!", "premium sharing"),
            ("a -- b.", "a b"),
            ("İstanbul", "istanbul"),
            ("Straße", "strasse"),
            ("Привет", "привет"),
            ("---", ""),
        ] {
            assert_eq!(folded(written), sought, "{written}");
        }
    }

    #[test]
    fn a_joined_word_keeps_its_parts() {
        let parts = |text| words(text).remove(0).parts;
        assert_eq!(parts("Netflix-Premium"), ["netflix", "premium"]);
        assert_eq!(parts("e-book's"), ["e", "book", "s"]);
        assert!(parts("netflix").is_empty());
    }

    #[test]
    fn a_name_has_its_words_and_their_parts() {
        let name = Folded::of("👑 E-Book Premium");
        assert_eq!(name.solid, "ebookpremium");
        assert_eq!(name.words().collect::<Vec<_>>(), ["ebook", "e", "book", "premium"]);
        assert_eq!(name.letter(), Some('e'));
        assert_eq!(Folded::of("3 Bulan").letter(), None);
        assert_eq!(Folded::of("👑").words().count(), 0);
    }

    #[test]
    fn what_begins_alike_lies_together() {
        assert!(keys("net").contains(&key("netflix")));
        assert!(keys("net").contains(&key("net")));
        assert!(!keys("net").contains(&key("neo")));
        assert!(!keys("netflix").contains(&key("net")));
        assert!(keys("premiumplus").contains(&key("premiumplus")));
    }
}
