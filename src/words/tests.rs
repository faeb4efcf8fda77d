//! Every text of every language, filled with the worst that people type.

use super::*;
use crate::domain::limit::{
    DESCRIPTION_CHARS_MAX, MESSAGE_UNITS_MAX, NAME_CHARS_MAX, TOAST_CHARS_MAX, UNIT_BYTES_MAX,
};
use crate::domain::refusal::Refusal;
use crate::domain::text;

#[path = "../../build/markup.rs"]
mod markup;

/// One value for each type of placeholder.
pub(super) struct Sample<'a> {
    pub text: &'a str,
    pub html: &'a str,
    pub money: Rupiah,
    pub count: u64,
    pub order: OrderId,
    pub moment: Timestamp,
}

/// 22 November 2026, 07.05 in UTC.
const AFTERNOON: Timestamp = Timestamp(1_795_331_100_000);
const ENGLISH: Language = Language(*b"en");

const HOSTILE: &str = "<b>&\"</code> { $name } {\"x\"} %s \u{202e}abc\u{5e9}\u{5dc} &lt; 😈";

fn jakarta() -> Dictionary {
    Dictionary::load("Asia/Jakarta").unwrap()
}

fn indonesian(dictionary: &Dictionary) -> Words<'_> {
    dictionary.words(None, Language::INDONESIAN)
}

fn english(dictionary: &Dictionary) -> Words<'_> {
    dictionary.words(Some(ENGLISH), Language::INDONESIAN)
}

fn hostile(text: &str, count: u64) -> Sample<'_> {
    Sample {
        text,
        html: "<b>&lt;</b>",
        money: Rupiah(u64::MAX),
        count,
        order: OrderId(u64::MAX),
        moment: Timestamp(u64::MAX),
    }
}

fn plain(key: &str) -> bool {
    let plain = [
        "button-",
        "command-",
        "key-",
        "language-",
        "month-",
        "pattern-",
        "plain-",
        "state-",
        "toast-",
    ];
    plain.iter().any(|start| key.starts_with(start))
}

#[test]
fn every_text_is_what_telegram_takes() {
    let dictionary = jakarta();
    let longest = "😈".repeat(NAME_CHARS_MAX);
    for words in dictionary.all() {
        let samples = [(HOSTILE, 0), (HOSTILE, 1), ("", 2), (&*longest, u64::MAX)];
        for (text, count) in samples {
            for (key, shown) in render_all(&words, &hostile(text, count)) {
                let place = format!("{}: {key}: {shown:.300}", words.language().as_str());
                assert!(!shown.trim().is_empty() || text.is_empty(), "{place}");
                assert!(!shown.replace(text, "").contains("{$"), "unfilled: {place}");
                if plain(key) {
                    continue;
                }
                let seen = markup::visible(&shown);
                let units = seen.as_deref().map(|seen| seen.encode_utf16().count());
                assert!(matches!(units, Ok(0..=MESSAGE_UNITS_MAX)), "{seen:?} {place}");
            }
        }
    }
}

/// What Telegram counts against its limit.
fn units(html: &str) -> usize {
    markup::visible(html).unwrap().encode_utf16().count()
}

#[test]
fn the_longest_description_and_the_longest_unit_fit() {
    let dictionary = jakarta();
    let (name, price) = ("😈".repeat(NAME_CHARS_MAX), Rupiah(u64::MAX));
    let about = "😈".repeat(DESCRIPTION_CHARS_MAX);
    for words in dictionary.all() {
        let card = words.product_card(&name, &about, &name, price, u64::MAX, u64::MAX);
        let in_cart = words.product_in_cart(u64::MAX, price);
        assert!(units(&card) + units(&in_cart) < MESSAGE_UNITS_MAX);
        let goods = words.goods_content(&"&".repeat(UNIT_BYTES_MAX));
        assert!(units(&goods) <= MESSAGE_UNITS_MAX);
    }
}

#[test]
fn toasts_and_commands_fit() {
    let dictionary = jakarta();
    for words in dictionary.all() {
        for (key, shown) in render_all(&words, &hostile("a name", 1000)) {
            let chars = shown.chars().count();
            assert!(!key.starts_with("toast-") || chars <= TOAST_CHARS_MAX, "{key}: {shown}");
            assert!(!key.starts_with("command-") || (3..=100).contains(&chars), "{key}: {shown}");
            assert!(!plain(key) || !shown.contains('\n'), "{key} has two lines");
        }
    }
}

#[test]
fn foreign_words_stay_words() {
    let dictionary = jakarta();
    let words = indonesian(&dictionary);
    let shown = words.catalogue_category("<b>&\"{ $name }");
    assert_eq!(shown, "🗂 <b>&lt;b&gt;&amp;&quot;{ $name }</b>");
    assert_eq!(words.button_edit_line("<b>&\"{ $name }"), "✏️ <b>&\"{ $name }");
    let lines = Html("• <i>satu</i>");
    assert!(words.cart_changed(lines).contains("\n• <i>satu</i>\n"));
}

#[test]
fn numbers_have_thousands_and_names_of_things_have_none() {
    let dictionary = jakarta();
    for words in dictionary.all() {
        let shown = words.catalogue_line("Pulsa", 1250, Rupiah(1_250_000), 12_500);
        assert!(shown.starts_with("<b>1250.</b> Pulsa\nRp1.250.000 · "), "{shown}");
        assert!(shown.contains("12.500"), "{shown}");
    }
}

#[test]
fn english_counts_in_plurals() {
    let dictionary = jakarta();
    let words = english(&dictionary);
    assert!(words.catalogue_search(1, "x").ends_with("1 product"));
    for (count, end) in [(0, "0 products"), (2, "2 products"), (1000, "1.000 products")] {
        assert!(words.catalogue_search(count, "x").ends_with(end), "{count}");
    }
    assert!(words.invoice_owed(1, OrderId(7)).contains("<b>1</b> item is still"));
}

#[test]
fn moments_are_told_by_the_clock_of_the_shop() {
    let zones = [
        ("Asia/Jakarta", "22 November 2026, 14.05 WIB", "22 November 2026, 14:05 WIB"),
        ("Asia/Pontianak", "22 November 2026, 14.05 WIB", "22 November 2026, 14:05 WIB"),
        ("Asia/Makassar", "22 November 2026, 15.05 WITA", "22 November 2026, 15:05 WITA"),
        ("Asia/Jayapura", "22 November 2026, 16.05 WIT", "22 November 2026, 16:05 WIT"),
        ("UTC", "22 November 2026, 07.05 UTC", "22 November 2026, 07:05 UTC"),
        ("Asia/Dubai", "22 November 2026, 11.05 +04", "22 November 2026, 11:05 +04"),
    ];
    for (zone, in_indonesian, in_english) in zones {
        let dictionary = Dictionary::load(zone).unwrap();
        assert_eq!(indonesian(&dictionary).moment(AFTERNOON), in_indonesian);
        assert_eq!(english(&dictionary).moment(AFTERNOON), in_english);
    }
    let dictionary = jakarta();
    let slow = indonesian(&dictionary).invoice_slow(OrderId(1), AFTERNOON);
    assert!(slow.contains("<b>14.05 WIB</b>"), "{slow}");
    let new_year = Timestamp(1_798_736_400_000);
    assert_eq!(indonesian(&dictionary).date(new_year), "1 Januari 2027");
}

#[test]
fn a_zone_that_does_not_exist_is_refused() {
    for zone in ["", "Asia/Bandung", "../../etc/passwd", "WIB"] {
        let refused = Dictionary::load(zone).err();
        assert_eq!(refused, Some(UnknownZone(zone.to_owned())));
    }
}

#[test]
fn a_person_gets_their_language_or_the_shops() {
    let dictionary = jakarta();
    let french = Language::parse("fr-FR");
    assert_eq!(dictionary.words(Some(ENGLISH), Language::INDONESIAN).language(), ENGLISH);
    assert_eq!(dictionary.words(french, ENGLISH).language(), ENGLISH);
    assert_eq!(indonesian(&dictionary).language(), Language::INDONESIAN);
    let nobody = Language(*b"xx");
    assert_eq!(dictionary.words(Some(nobody), nobody).language(), Language::INDONESIAN);
    let names: Vec<_> = dictionary.languages().map(|(_, name)| name).collect();
    assert_eq!(names[..2], ["Bahasa Indonesia", "English"]);
}

#[test]
fn labels_are_recognised_as_they_are_pressed_and_typed() {
    let dictionary = jakarta();
    for words in dictionary.all() {
        for key in Key::ALL {
            let label = words.label(*key);
            let bare = label.replace('\u{fe0f}', "");
            let spoken = bare.split_once(' ').unwrap().1.to_owned();
            for typed in [&label, &bare, &spoken, &spoken.to_uppercase(), &format!("  {label}\n")] {
                assert_eq!(dictionary.key(typed), Some(*key), "{typed}");
            }
        }
    }
    assert_eq!(dictionary.key("semua  produk"), Some(Key::AllProducts));
    assert_eq!(dictionary.key("my orders"), Some(Key::MyOrders));
    for typed in ["", "🛍", "semua", "semua produk murah", "3"] {
        assert_eq!(dictionary.key(typed), None, "{typed}");
    }
}

#[test]
fn refusals_name_what_they_are_about() {
    let dictionary = jakarta();
    let words = indonesian(&dictionary);
    let typed = text::shorten("<script>", 40);
    let shown = words.refusal(&Refusal::BadPrice { typed });
    assert!(shown.starts_with("“&lt;script&gt;” "), "{shown}");
    let shown = words.refusal(&Refusal::BadTotal { min: 500, max: 10_000_000 });
    assert!(shown.contains("Rp500 sampai Rp10.000.000"), "{shown}");
}

#[test]
fn the_dictionary_serves_every_thread() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&jakarta());
}
