//! One card, several choices: each is a product of its own, and one of them owns the card.

use serde::{Deserialize, Serialize};

use super::{NoProduct, Product};
use crate::domain::id::ProductId;
use crate::domain::limit::{NAME_CHARS_MAX, VARIANT_LABEL_CHARS_MAX};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::{Name, digest};

/// A choice on the card of another product, which is a choice there itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Whose card it is on.
    pub head: ProductId,
    /// What tells it from the others: `1 bulan`.
    pub label: Name,
    /// What the choices of a card are sorted by.
    pub place: u32,
    /// Hidden together with its head, with which it is shown again.
    pub hidden_along: bool,
    /// Off the shelf together with its head, with which it comes back.
    pub off_along: bool,
}

impl Variant {
    pub fn new(head: ProductId, label: Name, place: u32) -> Variant {
        Variant { head, label, place, hidden_along: false, off_along: false }
    }

    /// A label as somebody types it: short, for it shares a button with a price.
    pub fn label(text: &str) -> Result<Name, Refusal> {
        let label = Name::on_shelf(text)?;
        match label.as_str().chars().count() > VARIANT_LABEL_CHARS_MAX {
            true => Err(Refusal::Input(BadInput::Long { max: VARIANT_LABEL_CHARS_MAX })),
            false => Ok(label),
        }
    }

    /// What a choice is called wherever it stands alone: in carts, on invoices, in lists of staff.
    pub fn name(card: &str, label: &Name) -> Result<Name, Refusal> {
        let long = Refusal::Product(NoProduct::VariantLong { max: NAME_CHARS_MAX });
        Name::parse(&format!("{card}{JOINT}{}", label.as_str())).map_err(|_| long)
    }
}

/// Between the name of a card and the label of a choice.
const JOINT: &str = " · ";

impl Product {
    /// The product on whose card it is a choice, where that is another one.
    pub fn below(&self) -> Option<ProductId> {
        self.variant.as_ref().map(|variant| variant.head).filter(|head| *head != self.id)
    }

    /// Whose card it is on; its own, where it has no other.
    pub fn card_owner(&self) -> ProductId {
        self.below().unwrap_or(self.id)
    }

    /// Whether it owns a card of several choices.
    pub fn heads(&self) -> bool {
        self.variant.is_some() && self.below().is_none()
    }

    /// What its card is called: its name without the label.
    pub fn card(&self) -> &str {
        let name = self.name.as_str();
        let label = self.variant.as_ref().map(|variant| variant.label.as_str());
        let card = label.and_then(|label| name.strip_suffix(label)?.strip_suffix(JOINT));
        card.unwrap_or(name)
    }

    /// The same as its card stands in a list.
    pub fn as_card(self) -> Product {
        match Name::parse(self.card()) {
            Ok(name) => Product { name, ..self },
            Err(_) => self,
        }
    }

    /// The same product on a card of that name.
    pub fn on_card(self, card: &str) -> Result<Product, Refusal> {
        let name = match &self.variant {
            Some(variant) => Variant::name(card, &variant.label)?,
            None => Name::parse(card)?,
        };
        Ok(Product { name, ..self })
    }

    /// A number that its card shares with names that equal its own.
    pub fn card_digest(&self) -> u64 {
        digest(self.card().to_lowercase().bytes())
    }

    /// Whether somebody who names it so means this one: a card goes by its own name too.
    pub fn goes_by(&self, name: &Name) -> bool {
        let wanted = name.folded();
        self.name.folded() == wanted || self.heads() && self.card().to_lowercase() == wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_short_and_no_account() {
        assert_eq!(Variant::label(" 1  bulan ").unwrap().as_str(), "1 bulan");
        let longest = "x".repeat(VARIANT_LABEL_CHARS_MAX);
        assert!(Variant::label(&longest).is_ok());
        for text in ["", " ", "\u{200b}", "a@x.id|rahasia1", &format!("{longest}x")] {
            assert!(Variant::label(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_is_the_cards_with_the_label_as_long_as_names_are() {
        let label = Variant::label("1 bulan").unwrap();
        assert_eq!(Variant::name("A · B", &label).unwrap().as_str(), "A · B · 1 bulan");
        let long = "x".repeat(NAME_CHARS_MAX - 9);
        let refused = Refusal::Product(NoProduct::VariantLong { max: NAME_CHARS_MAX });
        assert_eq!(Variant::name(&long, &label), Err(refused));
    }
}
