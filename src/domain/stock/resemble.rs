//! Texts that may be goods, wherever they were typed: such a text is not said again, and none that
//! can hardly be anything else is published.

use super::label::{label, secret, secrets};
use super::line::lines;
use crate::domain::limit::NAME_CHARS_MAX;
use crate::domain::text::invisible;

/// A word at least so long that has letters and digits is more likely a code than a search.
const CODE_CHARS: usize = 10;
/// A line of one word at least so long that has a digit says little of a product.
const WORD_CHARS: usize = 5;

/// Whether a text may be goods, wherever it was typed: such a text is not quoted back.
pub fn resembles(text: &str) -> bool {
    let seen = seen(text).count();
    let inside = |sign: char| {
        let text = text.trim_matches(invisible);
        text.split_once(sign).is_some_and(|(before, after)| {
            !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace)
        })
    };
    seen > 1
        || text.contains(['|', '@'])
        || text.contains("://")
        || inside(':')
        || text.chars().count() > NAME_CHARS_MAX
        || label(text).is_some()
        || text.split_whitespace().any(code)
}

/// The lines of a text that have something to see, without what is invisible around it.
fn seen(text: &str) -> impl Iterator<Item = &str> {
    lines(text).map(|line| line.trim_matches(invisible)).filter(|line| !line.is_empty())
}

fn code(word: &str) -> bool {
    word.chars().count() >= CODE_CHARS
        && word.contains(|sign: char| sign.is_ascii_digit())
        && word.contains(char::is_alphabetic)
}

/// Whether lines below a text that is published may be goods. In doubt they are: whoever meant
/// words sends them once more, and goods that everybody has read are worth nothing.
pub fn may_be_goods(below: &str) -> bool {
    let all: Vec<&str> = seen(below).collect();
    let words = all.len() > 1 && all.iter().all(|line| !line.contains(char::is_whitespace));
    words || all.into_iter().any(doubtful)
}

/// Whether a line may be a unit, and is hardly a sentence.
pub fn doubtful(line: &str) -> bool {
    let line = line.trim_matches(invisible);
    let alone = !line.contains(char::is_whitespace)
        && line.chars().count() >= WORD_CHARS
        && line.contains(|sign: char| sign.is_ascii_digit());
    alone
        || line.contains(['|', '@', '\t'])
        || line.contains("://")
        || secret(line)
        || line.split_whitespace().any(|word| code(word) || pair(word))
}

/// `budi:rahasia`, and not `08:00-22:00`.
fn pair(word: &str) -> bool {
    let short = |digits: &str| digits.len() <= 2;
    let hours = !word.contains(char::is_alphabetic)
        && word.split(|sign: char| !sign.is_ascii_digit()).all(short);
    let both = |(before, after): (&str, &str)| !before.is_empty() && !after.is_empty();
    !hours && word.split_once([':', ';']).is_some_and(both)
}

/// Whether a text that everybody would read has accounts in it: one a line, field by field, or
/// words that are nothing else, several or alone.
pub fn has_account(text: &str) -> bool {
    let field = |line: &&str| {
        let value = line.split_once([':', '=', '：']).map_or("", |(_, value)| value);
        secret(line) && value.split_whitespace().count() == 1
    };
    let link = |line: &str| line.contains("://") || line.starts_with('@');
    let bare = |line: &&str| {
        let alone = !line.contains(char::is_whitespace) && !link(line);
        alone && (code(line) || (pair(line) && label(line).is_none()))
    };
    // One word like a code may be a promise: `Garansi30hari`.
    let alone = seen(text).count() == 1
        && seen(text).all(|line| bare(&line) && line.split_whitespace().any(pair));
    let several = seen(text).filter(field).count() > 1 || seen(text).filter(bare).count() > 1;
    alone || several || seen(text).any(account)
}

/// Whether a line can hardly be anything but an account. A mail address by itself is somebody's
/// to write to, and `HD | 4K` is words.
pub fn account(line: &str) -> bool {
    let line = line.trim_matches(invisible);
    let words: Vec<&str> = line.split_whitespace().collect();
    let between = |sign: char| matches!(sign, '|' | ';' | ':' | '\t');
    let mail = |word: &str| {
        let name = word.rsplit(between).next().unwrap_or(word);
        name.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
    };
    let glued = words.len() == 1
        && line
            .split_once('|')
            .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    let behind = line.match_indices(between).any(|(at, sign)| {
        let (before, after) = (&line[..at], &line[at + sign.len()..]);
        let name = before.trim_end().split(char::is_whitespace).next_back().unwrap_or_default();
        mail(name) && !after.trim_matches(invisible).is_empty()
    });
    let spaced = words.len() == 2 && mail(words[0]);
    let fields = secrets(line) > 1 && words.iter().any(|word| mail(word));
    glued || behind || spaced || fields
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn what_stands_below_a_text_is_goods_in_doubt() {
        for text in [
            "a@x|p1",
            "a@x p1",
            "budi:rahasia",
            "Password: rahasia",
            "Pin = 1234",
            "ABCD-1234-EFGH",
            "AB12CD",
            "08123456789",
            "budi\nrahasia",
            "budi\trahasia",
            "Tanpa iklan\na@x|p1",
            "https://x.id/a",
        ] {
            assert!(may_be_goods(text), "{text}");
        }
        for text in [
            "",
            "\n\u{200b}\n",
            "Tanpa iklan",
            "Garansi 30 hari\nTanpa iklan, satu layar",
            "Buka 08:00-22:00 setiap hari",
            "Paket: Premium",
            "- 4K\n- HD\nMasa aktif: 1 bulan",
            "Kirim pesan ke admin kalau ada kendala: dibalas dalam satu jam, juga di hari libur.",
        ] {
            assert!(!may_be_goods(text), "{text}");
        }
    }

    #[test]
    fn an_account_is_told_from_a_description() {
        for text in [
            "a@x|p1",
            "a@x | p1",
            "a@x:p1",
            "1. a@x:p1",
            "a@x.id rahasia1",
            "user|pass",
            "Akun pribadi\na@x;p1",
            "Email: a@x Password: p1",
            "Email: a@x\nPassword: p1",
            "a@x\tp1",
            "Dua akun\nbudi:rahasia\nsari:rahasia",
            "Dua kode\nABCD-1234-EFGH\nABCD-1234-EFGI",
            "budi:rahasia",
        ] {
            assert!(has_account(text), "{text}");
        }
        for text in [
            "",
            "Akun pribadi | garansi 30 hari",
            "Akun pribadi|garansi 30 hari",
            "Hubungi @toko",
            "Hubungi admin@toko.id kalau ada kendala",
            "Kendala? Email: admin@toko.id",
            "Email: dari kami\nPassword: boleh diganti",
            "Durasi: 30 hari\nRegion: Indonesia",
            "https://toko.id/cara1\nhttps://toko.id/cara2",
            "@toko_netflix1\n@toko_netflix2",
            "Kode promo\nHEMAT-2026",
            "Paket:Premium\nRegion:Indonesia\nGaransi:30hari",
            "Paket A|B",
            "Garansi30hari",
        ] {
            assert!(!has_account(text), "{text}");
        }
    }
}
