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
    let digit = |line: &&str| line.contains(|sign: char| sign.is_ascii_digit());
    let words = all.len() > 1
        && all.iter().all(|line| !line.contains(char::is_whitespace))
        && all.iter().any(digit);
    words || all.into_iter().any(doubtful)
}

/// Whether a line may be a unit, and is hardly a sentence.
pub fn doubtful(line: &str) -> bool {
    let line = line.trim_matches(invisible);
    let alone = !line.contains(char::is_whitespace)
        && !line.contains([':', ';'])
        && line.chars().count() >= WORD_CHARS
        && line.contains(|sign: char| sign.is_ascii_digit());
    alone
        || line.contains(['|', '@', '\t'])
        || line.contains("://")
        || secret(line)
        || line.split_whitespace().any(|word| code(word) || pair(word))
}

/// `budi:rahasia7`, and not `08:00-22:00`, `Garansi:30hari` or `1Bulan:25.000`.
fn pair(word: &str) -> bool {
    word.split_once([':', ';'])
        .is_some_and(|(before, after)| !before.is_empty() && secretive(after))
}

/// Letters and digits together, as a secret has them and few words do: not a length of time, a
/// size or a price.
fn secretive(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let unit = value[digits..].trim_start_matches(['.', ',']).to_lowercase();
    let measured = digits > 0 && unit.chars().all(char::is_alphabetic) && unit.chars().count() < 7;
    !measured
        && value.chars().count() >= WORD_CHARS
        && value.contains(char::is_alphabetic)
        && value.contains(|sign: char| sign.is_ascii_digit())
}

/// A voucher's or a licence's: `ABCD-1234-EFGH`, and not `Garansi30hari` or `FullHD1080p`.
fn voucher(word: &str) -> bool {
    code(word) && !word.contains(|sign: char| sign.is_lowercase())
}

/// Whether a text that everybody would read has accounts in it: one a line, field by field, or
/// words that are nothing else, several or alone.
pub fn has_account(text: &str) -> bool {
    let value = |line: &str| {
        line.split_once([':', '=', '：'])
            .map_or("", |(_, value)| value)
            .trim_matches(invisible)
            .to_owned()
    };
    let field = |line: &&str| secret(line) && value(line).split_whitespace().count() == 1;
    let told = |line: &str| value(line).contains(|sign: char| sign == '@' || sign.is_ascii_digit());
    let link = |line: &str| line.contains("://") || line.starts_with('@');
    let bare = |line: &&str| {
        let alone = !line.contains(char::is_whitespace) && !link(line);
        alone && (voucher(line) || (pair(line) && label(line).is_none()))
    };
    let fields: Vec<&str> = seen(text).filter(field).collect();
    // One word like a code may be a promise.
    let alone = seen(text).count() == 1 && seen(text).all(|line| bare(&line) && pair(line));
    let several =
        (fields.len() > 1 && fields.into_iter().any(told)) || seen(text).filter(bare).count() > 1;
    alone || several || seen(text).any(account)
}

/// Whether a line can hardly be anything but an account. A mail address by itself is somebody's
/// to write to, and `HD | 4K` is words.
pub fn account(line: &str) -> bool {
    let line = line.trim_matches(invisible);
    let words: Vec<&str> = line.split_whitespace().collect();
    let between = |sign: char| matches!(sign, '|' | ';' | ':' | '\t' | ',' | '/');
    let mail = |word: &str| {
        let name = word.rsplit(between).next().unwrap_or(word);
        name.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
    };
    let digit = |word: &str| word.contains(|sign: char| sign.is_ascii_digit());
    // `08.00-22.00`, `(CS)`
    let remark = |word: &str| word.starts_with('(') || !word.contains(char::is_alphabetic);
    let glued = words.len() == 1
        && line
            .split_once('|')
            .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    let behind = line.match_indices(between).any(|(at, sign)| {
        let (before, after) = (&line[..at], &line[at + sign.len()..]);
        let name = before.trim_end().split(char::is_whitespace).next_back().unwrap_or_default();
        let first = after.split_whitespace().next().unwrap_or_default();
        let field = match sign {
            // Both stand in sentences as well.
            "," | "/" => digit(first) && after.starts_with(first),
            _ => {
                !remark(first) && (after.split_whitespace().count() == 1 || first.contains(between))
            }
        };
        mail(name) && !first.is_empty() && field
    });
    let spaced = match words[..] {
        [name, word] | [name, "-" | "/", word] => mail(name) && !remark(word),
        _ => false,
    };
    let fields = secrets(line) > 1 && words.iter().any(|word| mail(word));
    glued || behind || spaced || fields
}

/// Whether a name of a product or a category is one. `Canva|Pro` is none.
pub fn named_account(name: &str) -> bool {
    account(name) && (name.contains('@') || name.split(['|', ' ']).any(secretive))
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
            "budi:rahasia7",
            "Password: rahasia",
            "Pin = 1234",
            "ABCD-1234-EFGH",
            "AB12CD",
            "08123456789",
            "budi7\nrahasia",
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
            "Sharing\nAntilimit",
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
            "Dua akun\nbudi:rahasia7\nsari:rahasia8",
            "Dua kode\nABCD-1234-EFGH\nABCD-1234-EFGI",
            "budi:rahasia7",
            "a@x.id,rahasia1",
            "a@x.id/rahasia1",
            "a@x.id - rahasia1",
            "a@x:p1|2026|profil 2",
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
            "Garansi30hari\nFullHD1080p",
            "Durasi:30hari\nGaransi:Full",
            "Stok:Ready",
            "1Bulan:25.000\n3Bulan:60.000",
            "Email: dikirim\nPassword: dikirim",
            "Akun: Private\nPin: Custom",
            "CS: admin@toko.id | 08.00-22.00",
            "Email ke admin@toko.id: dibalas cepat",
            "admin@toko.id (CS)",
            "Hubungi admin@toko.id, fast respon",
        ] {
            assert!(!has_account(text), "{text}");
        }
    }

    #[test]
    fn a_name_is_refused_for_an_account_alone() {
        for name in ["a@x|rahasia77", "a@x:rahasia77", "budi|rahasia77"] {
            assert!(named_account(name), "{name}");
        }
        for name in
            ["Canva|Pro", "⚡|Netflix", "Games|PC", "Netflix:Premium", "Netflix 1P1U", "@toko"]
        {
            assert!(!named_account(name), "{name}");
        }
    }
}
