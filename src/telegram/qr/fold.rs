//! Any text in the signs that we have letters for: marks are left off, ornaments too, and fancy
//! alphabets become the plain one.

use super::print::drawn;

/// Letters with marks, and others that stand for one of the plain ones.
const LETTERS: &[(char, &str)] = &[
    ('A', "ÀÁÂÃÄÅĀĂĄǍ"),
    ('C', "ÇĆĈĊČ"),
    ('D', "ĎĐÐ"),
    ('E', "ÈÉÊËĒĔĖĘĚ"),
    ('G', "ĜĞĠĢ"),
    ('H', "ĤĦ"),
    ('I', "ÌÍÎÏĨĪĬĮİ"),
    ('K', "Ķ"),
    ('L', "ĹĻĽŁ"),
    ('N', "ÑŃŅŇ"),
    ('O', "ÒÓÔÕÖØŌŎŐ"),
    ('R', "ŔŖŘ"),
    ('S', "ŚŜŞŠȘ"),
    ('T', "ŢŤŦȚ"),
    ('U', "ÙÚÛÜŨŪŬŮŰŲ"),
    ('W', "Ŵ"),
    ('Y', "ÝŸŶ"),
    ('Z', "ŹŻŽ"),
    ('a', "àáâãäåāăąǎªᴀ"),
    ('b', "ʙ"),
    ('c', "çćĉċčᴄ"),
    ('d', "ďđðᴅ"),
    ('e', "èéêëēĕėęěᴇ"),
    ('f', "ғꜰ"),
    ('g', "ĝğġģɢ"),
    ('h', "ĥħʜ"),
    ('i', "ìíîïĩīĭįıɪ"),
    ('j', "ĵᴊ"),
    ('k', "ķᴋ"),
    ('l', "ĺļľłʟ"),
    ('m', "ᴍ"),
    ('n', "ñńņňɴ"),
    ('o', "òóôõöøōŏőºᴏ"),
    ('p', "ᴘ"),
    ('q', "ǫ"),
    ('r', "ŕŗřʀ"),
    ('s', "śŝşšșꜱ"),
    ('t', "ţťŧțᴛ"),
    ('u', "ùúûüũūŭůűųᴜ"),
    ('v', "ᴠ"),
    ('w', "ŵᴡ"),
    ('x', "×✕✖"),
    ('y', "ýÿŷʏ"),
    ('z', "źżžᴢ"),
    ('\'', "‘’‚‛′´"),
    ('"', "“”„‟″«»"),
    ('-', "‐‑‒–—―−"),
    ('·', "•‧∙⋅●"),
];

/// Alphabets of 26 letters in a row, by their first: bold, slanted, round, in boxes.
const ALPHABETS: &[(u32, char)] = &[
    (0xff21, 'A'),
    (0xff41, 'a'),
    (0x24b6, 'A'),
    (0x24d0, 'a'),
    (0x1f130, 'A'),
    (0x1f150, 'A'),
    (0x1f170, 'A'),
];
/// Thirteen more, capitals and small letters in turn.
const MATHEMATICAL: std::ops::Range<u32> = 0x1d400..0x1d400 + 13 * 52;
/// Digits in rows of ten, by their zero.
const DIGITS: &[u32] = &[0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6];

/// The text without anything that cannot be drawn. A letter of another script becomes `?`;
/// nothing where there would be nothing else to read.
pub fn fold(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        match plain(sign) {
            Some(sign) => folded.push(sign),
            None if sign == '…' => folded.push_str("..."),
            None if joins(sign) => {}
            None if sign.is_alphanumeric() => folded.push('?'),
            None => folded.push(' '),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let folded = words.join(" ");
    folded.contains(|sign: char| sign.is_ascii_alphanumeric()).then_some(folded)
}

fn plain(sign: char) -> Option<char> {
    if drawn(sign) {
        return Some(sign);
    }
    let code = u32::from(sign);
    let nth = |first: u32, count: u32| code.checked_sub(first).filter(|nth| *nth < count);
    let after = |first: char, nth: u32| char::from_u32(u32::from(first) + nth);
    if let Some((first, nth)) =
        ALPHABETS.iter().find_map(|(from, first)| Some((*first, nth(*from, 26)?)))
    {
        return after(first, nth);
    }
    if MATHEMATICAL.contains(&code) {
        let nth = (code - MATHEMATICAL.start) % 52;
        return after(if nth < 26 { 'A' } else { 'a' }, nth % 26);
    }
    if let Some(nth) = DIGITS.iter().find_map(|zero| nth(*zero, 10)) {
        return after('0', nth);
    }
    LETTERS.iter().find(|(_, like)| like.contains(sign)).map(|(letter, _)| *letter)
}

/// Marks upon a letter and what holds signs together: nothing is missing without them.
fn joins(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shops_are_called_what_they_are_called() {
        let rows = [
            ("Warung Budi & Co.", "Warung Budi & Co."),
            ("Toko “Sari” – Kafé", "Toko \"Sari\" - Kafe"),
            ("🔥 𝗧𝗼𝗸𝗼 𝓑𝓾𝓭𝓲 🔥", "Toko Budi"),
            ("ⓣⓞⓚⓞ ＳＡＲＩ ２４", "toko SARI 24"),
            ("ᴛᴏᴋᴏ ꜱᴀʀɪ", "toko sari"),
            ("🅰🅱 Store™️ • Jakarta", "AB Store · Jakarta"),
            ("Cafe\u{301}\u{200b}ku…", "Cafeku..."),
            ("Toko 小店", "Toko ??"),
            ("a\u{202e}b\tc\nd", "a b c d"),
        ];
        for (typed, shown) in rows {
            assert_eq!(fold(typed).as_deref(), Some(shown), "{typed}");
        }
        for nothing in ["", " ", "🔥🔥", "小店", "---"] {
            assert_eq!(fold(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn whatever_is_typed_can_be_drawn() {
        for sign in ('\0'..=char::MAX).filter(|sign| *sign < '\u{30000}') {
            let folded = fold(&format!("a{sign}")).unwrap();
            assert!(folded.chars().all(|sign| sign == ' ' || drawn(sign)), "{sign:?}: {folded}");
        }
    }
}
