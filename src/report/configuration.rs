//! How a shop is set up, as a file that can be taken in again.

use std::fmt::Write as _;
use std::io::Write;

use crate::domain::configuration::{
    ButtonPart, CategoryPart, ChoiceName, Configuration, FORMAT, OfferPart, ProductPart, TextPart,
};
use crate::domain::coupon::{Off, Period};
use crate::domain::own_button::Link;
use crate::domain::product::{Kind, Promo, SoldOut, Step, Terms};
use crate::domain::text::Name;
use crate::domain::time::{Span, Timestamp};
use crate::shop::configuration;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::words::calendar::Calendar;

const HEAD: &str = "\
# How a shop is set up: settings, categories, products with their choices and prices, texts and
# buttons, without goods and pictures. What is taken in adds and changes; nothing is ever deleted
# by it.
";

pub fn write(read: &impl Read, calendar: Calendar, mut out: impl Write) -> Result<(), Fault> {
    let text = toml(&configuration::of(read)?, calendar);
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|_| Fault::Stopped)
}

/// The file's text. `calendar`: by whose clock its moments read.
pub fn toml(it: &Configuration, calendar: Calendar) -> String {
    let mut out = Toml { text: format!("{HEAD}warung = {FORMAT}\n"), calendar };
    if !it.settings.is_empty() {
        out.head("[settings]");
    }
    for (which, value) in &it.settings {
        out.text(which.name(), &value.to_string());
    }
    it.categories.iter().for_each(|part| out.category(part));
    it.products.iter().for_each(|part| out.product(part));
    it.texts.iter().for_each(|part| out.own_text(part));
    it.buttons.iter().for_each(|part| out.button(part));
    out.text
}

struct Toml<'c> {
    text: String,
    calendar: Calendar<'c>,
}

impl Toml<'_> {
    fn category(&mut self, part: &CategoryPart) {
        let CategoryPart { name, emoji, hidden, position, discount } = part;
        self.head("[[category]]");
        self.text("name", name.as_str());
        if let Some(emoji) = emoji {
            self.text("emoji", emoji.as_str());
        }
        self.flag("hidden", *hidden);
        self.number("position", Some(*position).filter(|place| *place > 0));
        self.discount(discount.as_ref());
    }

    fn product(&mut self, part: &ProductPart) {
        let ProductPart { name, category, description, sold_out, position, .. } = part;
        let ProductPart { offer, choice, variants, .. } = part;
        self.head("[[product]]");
        self.number("number", Some(offer.number));
        self.text("name", name.as_str());
        if let Some(choice) = choice {
            self.choice(choice, 1);
        }
        if let Some(category) = category {
            self.text("category", category.as_str());
        }
        if !description.as_str().is_empty() {
            self.text("description", description.as_str());
        }
        match sold_out {
            Some(SoldOut::Shown) => self.text("sold_out", "shown"),
            Some(SoldOut::Hidden) => self.text("sold_out", "hidden"),
            None => {}
        }
        self.number("position", *position);
        self.offer(offer);
        for (usual, variant) in (2..).zip(variants) {
            self.head("[[product.variant]]");
            self.number("number", Some(variant.offer.number));
            self.choice(&variant.choice, usual);
            self.offer(&variant.offer);
        }
    }

    /// `usual`: where it stands by its place in the file.
    fn choice(&mut self, choice: &ChoiceName, usual: u32) {
        let ChoiceName { label, place } = choice;
        self.text("label", label.as_str());
        self.number("place", Some(*place).filter(|place| *place != usual));
    }

    fn offer(&mut self, part: &OfferPart) {
        let OfferPart { number: _, price, hidden, least, most, low_mark, .. } = part;
        let OfferPart { kind, wholesale, reseller, discount, .. } = part;
        self.line("price", &price.0.to_string());
        self.flag("hidden", *hidden);
        self.number("least", *least);
        self.number("most", *most);
        self.number("low_mark", *low_mark);
        self.kind(kind);
        if !wholesale.is_empty() {
            let steps = wholesale.iter().map(|Step { from, price }| format!("{from}+ {}", price.0));
            self.text("wholesale", &steps.collect::<Vec<_>>().join("\n"));
        }
        if let Some(reseller) = reseller {
            self.line("reseller", &reseller.0.to_string());
        }
        self.discount(discount.as_ref());
    }

    fn discount(&mut self, promo: Option<&Promo>) {
        let Some(Promo { off, period: Period { from, until } }) = promo else { return };
        let off = match off {
            Off::Percent { percent, most: None } => format!("{percent}%"),
            Off::Percent { percent, most: Some(most) } => format!("{percent}% {}", most.0),
            Off::Flat(amount) => amount.0.to_string(),
        };
        let moment = |key, at: &Option<Timestamp>| {
            at.map(|at| format!(", {key} = {}", self.calendar.iso(at))).unwrap_or_default()
        };
        let (from, until) = (moment("from", from), moment("until", until));
        self.line("discount", &format!("{{ off = {}{from}{until} }}", quoted(&off)));
    }

    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Unit { fields } if fields.is_empty() => {}
            Kind::Unit { fields } => {
                let parts = fields.iter().map(Name::as_str).collect::<Vec<_>>();
                self.text("parts", &parts.join("|"));
            }
            Kind::File => self.text("kind", "file"),
            Kind::Shared { .. } => self.text("kind", "shared"),
            Kind::Manual { terms: Terms { within, question }, .. } => {
                self.text("kind", "manual");
                self.line("within_minutes", &within.0.div_ceil(Span::minutes(1).0).to_string());
                if let Some(question) = question {
                    self.text("question", question);
                }
            }
        }
        if let Some(left) = kind.quota() {
            self.line("left", &left.to_string());
        }
    }

    fn own_text(&mut self, part: &TextPart) {
        let Some(text) = part.id.text() else { return };
        self.head("[[text]]");
        self.text("key", text.key);
        self.text("language", part.id.language.as_str());
        self.text("text", &part.text);
    }

    fn button(&mut self, part: &ButtonPart) {
        let ButtonPart { label, text, link, position } = part;
        self.head("[[button]]");
        self.text("label", label.as_str());
        self.text("text", text);
        if let Some(link) = link.as_ref().map(Link::as_str) {
            self.text("link", link);
        }
        self.number("position", Some(*position));
    }

    fn head(&mut self, head: &str) {
        self.text.push_str(&format!("\n{head}\n"));
    }

    fn line(&mut self, key: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    /// Left out where it is as usual.
    fn flag(&mut self, key: &str, on: bool) {
        if on {
            self.line(key, "true");
        }
    }

    fn number(&mut self, key: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.line(key, &number.to_string());
        }
    }
}

/// A text in quotes: of several lines as it reads, else on one.
fn quoted(text: &str) -> String {
    let mut inside = String::new();
    for sign in text.chars() {
        match sign {
            '"' => inside.push_str("\\\""),
            '\\' => inside.push_str("\\\\"),
            '\n' => inside.push('\n'),
            sign if sign.is_control() => inside.push_str(&format!("\\u{:04X}", u32::from(sign))),
            sign => inside.push(sign),
        }
    }
    match inside.contains('\n') {
        // The line's end right behind the quotes is none of the text.
        true => format!("\"\"\"\n{inside}\"\"\""),
        false => format!("\"{inside}\""),
    }
}
