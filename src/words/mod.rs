//! Texts for people: every text of `lang/` as a typed function, in each language of the shop.
//!
//! A text that is missing, or filled with the wrong things, does not compile: `build/` reads the
//! files and writes the functions of [`Words`].

pub mod calendar;
mod day;
mod doubt;
mod fill;
mod fill_name;
pub mod format;
mod goods;
mod keyboard;
pub mod markup;
mod no_wording;
mod own;
pub mod placeholder;
mod refusal;
mod said;
mod span;
mod status;
pub mod template;
pub mod wording;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use format::Deadline;
use own::Original;
pub use own::OwnTexts;
pub use said::Meant;
use said::Said;

include!(concat!(env!("OUT_DIR"), "/door.rs"));

/// All languages, and the zone whose clock the shop goes by. Loaded once.
#[derive(Clone)]
pub struct Dictionary {
    tongues: Arc<[Tongue]>,
    zone: TimeZone,
    contact: Option<String>,
    /// The languages that people get; none: every one.
    offered: Vec<Language>,
    keyboard: Arc<HashMap<String, Key>>,
    said: Arc<Said>,
    /// What the seller has written in the place of ours.
    own: Arc<OwnTexts>,
}

struct Tongue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The texts in one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    tongue: &'a Tongue,
    tongues: &'a [Tongue],
    zone: &'a TimeZone,
    contact: Option<&'a str>,
    own: &'a OwnTexts,
}

/// A fragment of a message that is HTML already, made of other texts of the door.
#[derive(Clone, Copy, Debug)]
pub struct Html<'a>(pub &'a str);

/// The operator named a time zone that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone(pub String);

impl fmt::Display for UnknownZone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no time zone {:?}; one is Asia/Jakarta", self.0)
    }
}

impl std::error::Error for UnknownZone {}

/// A text of ours as plain text, for places that show no markup.
pub fn visible(html: &str) -> String {
    markup::visible(html).unwrap_or_else(|_| html.to_owned())
}

/// Every language there is a file for.
pub fn languages() -> impl Iterator<Item = Language> {
    FILES.iter().map(|(language, _)| *language)
}

impl Dictionary {
    pub fn load(timezone: &str) -> Result<Dictionary, UnknownZone> {
        let zone = format::zone(timezone).ok_or_else(|| UnknownZone(timezone.to_owned()))?;
        let tongues = FILES.iter().map(|(language, text)| Tongue::new(*language, text)).collect();
        let (keyboard, said, offered, own) = Default::default();
        let contact = None;
        let mut dictionary = Dictionary { tongues, zone, contact, offered, keyboard, said, own };
        dictionary.keyboard = Arc::new(keyboard::labels(&dictionary));
        dictionary.said = Arc::new(Said::of(&dictionary));
        Ok(dictionary)
    }

    /// The same, naming this wherever a text sends somebody to the shop's admin.
    pub fn with_contact(self, contact: Option<String>) -> Dictionary {
        Dictionary { contact, ..self }
    }

    /// The same, in these languages alone; none of them: in every one.
    pub fn offering(self, offered: Vec<Language>) -> Dictionary {
        Dictionary { offered, ..self }
    }

    /// The same, with what the seller has written in the place of ours.
    pub fn with_own(self, own: Arc<OwnTexts>) -> Dictionary {
        Dictionary { own, ..self }
    }

    /// What the seller has written, as far as it is in use.
    pub fn own(&self) -> &Arc<OwnTexts> {
        &self.own
    }

    /// The name of the zone whose clock the shop goes by.
    pub fn zone_name(&self) -> String {
        self.zone.iana_name().unwrap_or("UTC").to_owned()
    }

    /// The texts in the first of the two languages that the shop speaks.
    pub fn words(&self, language: Option<Language>, fallback: Language) -> Words<'_> {
        let find = |wanted| self.tongues.iter().find(|tongue| tongue.language == wanted);
        let offered = language.filter(|it| self.offers(*it));
        let tongue = offered.and_then(find).or_else(|| find(fallback));
        self.speak(tongue.unwrap_or(&self.tongues[0]))
    }

    /// Every language that is offered, with its own name for itself.
    pub fn languages(&self) -> impl Iterator<Item = (Language, String)> {
        let all = self.all().map(|words| (words.language(), words.language_name()));
        all.filter(|(language, _)| self.offers(*language))
    }

    fn offers(&self, language: Language) -> bool {
        self.offered.is_empty() || self.offered.contains(&language)
    }

    /// The key of the keyboard whose label was pressed, or typed with or without its emoji, in
    /// any language: a keyboard stays on the phone when its owner changes the language.
    pub fn key(&self, typed: &str) -> Option<Key> {
        let typed = keyboard::fold(typed);
        self.keyboard.get(keyboard::without_count(&typed)).copied()
    }

    fn all(&self) -> impl Iterator<Item = Words<'_>> {
        self.tongues.iter().map(|tongue| self.speak(tongue))
    }

    fn speak<'a>(&'a self, tongue: &'a Tongue) -> Words<'a> {
        let (tongues, contact) = (&self.tongues[..], self.contact.as_deref());
        Words { tongue, tongues, zone: &self.zone, contact, own: &self.own }
    }
}

impl Tongue {
    fn new(language: Language, text: &str) -> Tongue {
        // The build has parsed every file, and would not have passed a broken one.
        let resource = FluentResource::try_new(text.to_owned());
        let resource = resource.unwrap_or_else(|(sound, _)| sound);
        let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for running text; in a shop's short lines they are only noise.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(fill::grouped));
        bundle.add_resource_overriding(resource);
        Tongue { language, bundle }
    }
}

impl Words<'_> {
    pub fn language(&self) -> Language {
        self.tongue.language
    }

    /// Every language that there is, with its own name for itself.
    pub fn every_language(&self) -> Vec<(Language, String)> {
        let name = |tongue| Words { tongue, ..*self };
        self.tongues.iter().map(name).map(|it| (it.language(), it.language_name())).collect()
    }

    /// The same in another language; in this one where there is no such file.
    pub fn spoken(&self, language: Language) -> Self {
        let tongue = self.tongues.iter().find(|tongue| tongue.language == language);
        Words { tongue: tongue.unwrap_or(self.tongue), ..*self }
    }

    /// What a language calls itself.
    pub fn language_named(&self, language: Language) -> String {
        self.spoken(language).language_name()
    }

    /// Whom buyers ask, as the operator has named them.
    pub fn contact(&self) -> Option<&str> {
        self.contact
    }
}

#[cfg(test)]
mod tests {
    use super::format::units;
    use super::*;
    use crate::domain::limit::{
        DESCRIPTION_CHARS_MAX, MESSAGE_UNITS_MAX, NAME_CHARS_MAX, PRICE_STEPS_MAX, TOAST_CHARS_MAX,
        UNIT_BYTES_MAX,
    };

    /// One value for each type of placeholder.
    pub(super) struct Sample<'a> {
        pub text: &'a str,
        pub html: &'a str,
        pub money: Rupiah,
        pub count: u64,
        pub order: OrderId,
        pub moment: Timestamp,
    }

    impl Sample<'_> {
        pub fn deadline(&self) -> Deadline {
            Deadline { until: self.moment, now: Timestamp(0) }
        }
    }

    /// A text as somebody would read it.
    pub(super) struct Shown {
        pub key: &'static str,
        pub plain: bool,
        pub text: String,
    }

    const ENGLISH: Language = Language(*b"en");

    const HOSTILE: &str = "<b>&\"</code> { $name } {\"x\"} %s \u{202e}abc\u{5e9}\u{5dc} &lt; 😈";

    pub(super) fn jakarta() -> Dictionary {
        Dictionary::load("Asia/Jakarta").unwrap()
    }

    pub(super) fn indonesian(dictionary: &Dictionary) -> Words<'_> {
        dictionary.words(None, Language::INDONESIAN)
    }

    pub(super) fn english(dictionary: &Dictionary) -> Words<'_> {
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

    #[test]
    fn every_text_is_what_telegram_takes() {
        let dictionary = jakarta();
        let longest = "😈".repeat(NAME_CHARS_MAX);
        for words in dictionary.all() {
            let samples = [(HOSTILE, 0), (HOSTILE, 1), ("", 2), (&*longest, u64::MAX)];
            for (typed, count) in samples {
                for Shown { key, plain, text: shown } in render_all(&words, &hostile(typed, count))
                {
                    let place = format!("{}: {key}: {shown:.300}", words.language().as_str());
                    assert!(!shown.trim().is_empty() || typed.is_empty(), "{place}");
                    assert!(!shown.replace(typed, "").contains("{$"), "unfilled: {place}");
                    if plain {
                        continue;
                    }
                    assert_eq!(markup::visible(&shown).err(), None, "{place}");
                    assert!(units(&shown) <= MESSAGE_UNITS_MAX, "{place}");
                }
            }
        }
    }

    #[test]
    fn the_longest_description_and_the_longest_unit_fit() {
        let dictionary = jakarta();
        let (name, price) = ("😈".repeat(NAME_CHARS_MAX), Rupiah(u64::MAX));
        let about = "😈".repeat(DESCRIPTION_CHARS_MAX);
        for words in dictionary.all() {
            let (new_price, old_price) = (price, price);
            let cost = words.price_reseller(args::PriceReseller { new_price, old_price });
            let step = words.plain_step(u64::MAX, price).repeat(PRICE_STEPS_MAX);
            let steps = format!("{}{}{step}", words.price_yours(), words.price_steps());
            let card = words.product_card(args::ProductCard {
                category: &name,
                cost: Html(&cost),
                description: &about,
                name: &name,
                sold: u64::MAX,
                stock: u64::MAX,
            });
            let in_cart = words.product_in_cart(u64::MAX, price);
            assert!(units(&card) + units(&steps) + units(&in_cart) < MESSAGE_UNITS_MAX);
            let goods = words.goods_content(&"&".repeat(UNIT_BYTES_MAX));
            assert!(units(&goods) <= MESSAGE_UNITS_MAX);
        }
    }

    #[test]
    fn toasts_and_commands_fit() {
        let dictionary = jakarta();
        for words in dictionary.all() {
            for Shown { key, plain, text: shown } in render_all(&words, &hostile("a name", 1000)) {
                let chars = shown.chars().count();
                assert!(!key.starts_with("toast-") || chars <= TOAST_CHARS_MAX, "{key}: {shown}");
                assert!(
                    !key.starts_with("command-") || (3..=100).contains(&chars),
                    "{key}: {shown}"
                );
                assert!(!plain || !shown.contains('\n'), "{key} has two lines");
            }
        }
    }

    #[test]
    fn foreign_words_stay_words() {
        let dictionary = jakarta();
        let words = indonesian(&dictionary);
        let shown = words.catalogue_category("<b>&\"{ $name }");
        assert_eq!(shown, "🗂️ <b>&lt;b&gt;&amp;&quot;{ $name }</b>");
        assert_eq!(words.button_edit_line("<b>&\"{ $name }"), "✏️ <b>&\"{ $name }");
        let lines = Html("• <i>satu</i>");
        assert!(words.cart_changed(lines).ends_with("\n• <i>satu</i>"));
    }

    #[test]
    fn english_counts_in_plurals() {
        let dictionary = jakarta();
        let words = english(&dictionary);
        assert!(words.catalogue_search(1, "x").ends_with("1 product"));
        for (count, end) in [(0, "0 products"), (2, "2 products"), (1000, "1.000 products")] {
            assert!(words.catalogue_search(count, "x").ends_with(end), "{count}");
        }
    }

    #[test]
    fn whom_to_ask_is_named_where_the_shop_says_so() {
        let ask = |words: Words| {
            [
                words.invoice_transfer_expired(OrderId(1)),
                words.invoice_transfer_cancelled(OrderId(1)),
                words.invoice_no_transfer(OrderId(1), ""),
                words.order_no_transfer(),
                words.refusal_late_evidence(OrderId(1)),
            ]
        };
        let named = jakarta().with_contact(Some("https://wa.me/62?a&b".to_owned()));
        for (dictionary, told) in [(&jakarta(), false), (&named, true)] {
            for text in ask(indonesian(dictionary)) {
                assert_eq!(text.contains("ubungi admin toko dan sebutkan"), !told, "{text}");
                let named = text.contains("ubungi admin toko (https://wa.me/62?a&amp;b) dan");
                assert_eq!(named, told, "{text}");
            }
            for text in ask(english(dictionary)) {
                assert_eq!(text.contains("ontact the shop's admin and name"), !told, "{text}");
                let named = text.contains("the shop's admin (https://wa.me/62?a&amp;b) and");
                assert_eq!(named, told, "{text}");
            }
        }
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
    fn the_dictionary_serves_every_thread() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&jakarta());
    }
}
