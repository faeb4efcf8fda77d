//! Free text that is no command, no key and no answer: a word that means something by itself, a
//! product's number, an order's number, or words to look for.

use super::action::Manner;
use super::command::Command;
use super::contact;
use super::route::{Intent, behind};
use super::said::Attached;
use super::turn::{Next, Reply, Turn};
use crate::chat::action::ShelfPress;
use crate::chat::place::{MenuPlace, OrderPlace, SalePlace};
use crate::domain::fold::folded;
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::product::{parse_keycap, parse_number};
use crate::domain::staff::Right;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Dictionary, Meant};

pub fn route(dictionary: &Dictionary, text: &str) -> Intent {
    if let Some(intent) = word(dictionary, text) {
        return intent;
    }
    if let Some(number) = number(dictionary, text) {
        return Intent::Number(number);
    }
    match invoice(text) {
        Some(id) => Intent::Order(id),
        None => Intent::Search(text.to_owned()),
    }
}

/// What a word says that means something by itself.
pub fn word(dictionary: &Dictionary, text: &str) -> Option<Intent> {
    let below = |press: ShelfPress| Intent::Press(press.into(), Manner::Below);
    Some(match dictionary.meant(text)? {
        Meant::Key(key) => behind(key),
        Meant::Help => Intent::Command(Command::Help, Attached::Nothing),
        Meant::Contact => Intent::Contact,
        Meant::Categories => below(ShelfPress::Categories),
        Meant::Best => below(ShelfPress::Catalogue { part: Part::Best, page: 0 }),
    })
}

/// `3`, `3️⃣`, `#3`, `3.`, `no 3`.
fn number(dictionary: &Dictionary, text: &str) -> Option<u32> {
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    parse_keycap(text).or_else(|| parse_number(bare).ok()).or_else(|| {
        let folded = folded(text);
        parse_number(dictionary.product_number(&folded)?).ok()
    })
}

/// `W-000013`, `w-13`, `W 000013`: with its dash, or with all its digits.
fn invoice(text: &str) -> Option<OrderId> {
    const DIGITS: usize = 6;
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let rest = bare.strip_prefix(['W', 'w'])?;
    let digits = rest.trim_start_matches(['-', ' ', '\u{2010}', '\u{2011}', '\u{2013}']);
    let dashed = rest.len() > digits.len() && !rest.starts_with(' ');
    (dashed || digits.len() >= DIGITS).then(|| OrderId::parse(digits)).flatten()
}

/// Whom buyers ask. Those who are asked find their own desk.
pub fn contact(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    if staff::role_of(ctx, turn.customer.id)?.is_some() && !turn.preview {
        return Ok(Next::go(MenuPlace::Menu).into());
    }
    let w = turn.words;
    let button = contact::button(ctx, w)?;
    let text = match &button {
        Some(_) => w.contact_card(),
        None => w.contact_nobody(),
    };
    Ok(Next::Say(contact::with(Screen::new(text), button)).into())
}

/// An order by its number: the staff's card of it, or the buyer's own.
pub fn order(ctx: &Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    Ok(match staff::may(ctx, turn.customer.id, Right::Orders)?.filter(|_| !turn.preview) {
        Some(_) => Next::go(SalePlace::Card(id)).into(),
        None => Next::go(OrderPlace::Order(id)).into(),
    })
}

/// A name and how many of it: `netflix 2`, `2 netflix`, `netflix x2`, `netflix 2 pcs`.
pub fn quantity(dictionary: &Dictionary, folded: &str) -> Option<(String, u32)> {
    let words: Vec<&str> = folded.split(' ').collect();
    let count = |word: &str| {
        let digits = word.strip_prefix('x').or_else(|| word.strip_suffix('x')).unwrap_or(word);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().filter(|count| *count > 0)
    };
    let (name, count) = match &words[..] {
        [name @ .., digits, unit] if dictionary.counts(unit) && count(digits).is_some() => {
            (name, count(digits)?)
        }
        [name @ .., "x", digits] => (name, count(digits)?),
        [name @ .., last] if count(last).is_some() => (name, count(last)?),
        [first, name @ ..] => (name, count(first)?),
        [] => return None,
    };
    (!name.is_empty()).then(|| (name.join(" "), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_number_is_told_from_words() {
        for text in ["W-000013", "w-13", "W 000013", "w000013", "#W-000013", "W‑000013."] {
            assert_eq!(invoice(text), Some(OrderId(13)), "{text}");
        }
        for text in ["w11", "w 11", "wifi", "w-", "000013", "W-13 mana"] {
            assert_eq!(invoice(text), None, "{text}");
        }
    }

    #[test]
    fn a_quantity_stands_before_or_behind_a_name() {
        let dictionary = Dictionary::load("Asia/Jakarta").unwrap();
        for text in
            ["netflix 2", "2 netflix", "netflix x2", "netflix 2x", "netflix 2 pcs", "netflix x 2"]
        {
            assert_eq!(quantity(&dictionary, text), Some(("netflix".into(), 2)), "{text}");
        }
        for text in ["netflix", "2", "", "netflix 0", "netflix premium"] {
            assert_eq!(quantity(&dictionary, text), None, "{text}");
        }
    }
}
