//! A product in the file of a shop, and the choices on its card: every field they have, but their
//! goods and pictures.

use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use crate::domain::id::CategoryId;
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, Offer, Prices, Product, Promo, SoldOut, Step, Variant};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Description, Name};

/// What is sold under a number: what products and choices have in common. A field that is new in
/// `Product` does not compile without its line here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferPart {
    /// By which it is known again.
    pub number: u32,
    pub price: Rupiah,
    pub hidden: bool,
    pub least: Option<u32>,
    pub most: Option<u32>,
    pub low_mark: Option<u32>,
    /// Its quota is what can still be sold of it.
    pub kind: Kind,
    pub wholesale: Vec<Step>,
    pub reseller: Option<Rupiah>,
    pub discount: Option<Promo>,
}

/// A product, or a card with its choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPart {
    /// As its card is called.
    pub name: Name,
    pub category: Option<Name>,
    pub description: Description,
    pub sold_out: Option<SoldOut>,
    pub position: Option<u32>,
    pub offer: OfferPart,
    /// Which of the choices it is itself, where it has such.
    pub choice: Option<ChoiceName>,
    /// The others.
    pub variants: Vec<VariantPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceName {
    pub label: Name,
    /// Where it stands among the choices of its card.
    pub place: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantPart {
    pub choice: ChoiceName,
    pub offer: OfferPart,
}

impl ChoiceName {
    fn of(variant: Variant) -> ChoiceName {
        // Whose card it is, and what its card takes along, follow from where it stands.
        let Variant { head: _, label, place, hidden_along: _, off_along: _ } = variant;
        ChoiceName { label, place }
    }
}

impl OfferPart {
    /// `left`: how many can be sold of what has a quota.
    fn of(product: &Product, left: Option<u64>) -> OfferPart {
        let Product {
            id: _,
            number,
            name: _,
            price,
            // What a card has in common.
            category: _,
            description: _,
            picture: _,
            // What was taken off it is in no file.
            on_shelf: _,
            offer,
            kind,
            kind_since: _,
            prices: Prices { steps: wholesale, reseller, promo: discount },
            variant,
        } = product.clone();
        let Offer { hidden, least, most, low_mark, sold_out: _, position: _ } = offer;
        let along = variant.is_some_and(|variant| variant.hidden_along);
        OfferPart {
            number,
            price,
            hidden: hidden && !along,
            least,
            most,
            low_mark,
            kind: kind.with_quota(left),
            wholesale,
            reseller,
            discount,
        }
    }

    /// A product as the file says; what no file says stays.
    fn onto(self, product: Product) -> Product {
        let OfferPart {
            number,
            price,
            hidden,
            least,
            most,
            low_mark,
            kind,
            wholesale: steps,
            reseller,
            discount: promo,
        } = self;
        // What has been sold meanwhile is sold.
        let kind = match discriminant(&kind) == discriminant(&product.kind) {
            true => kind.with_quota(product.kind.quota()),
            false => kind,
        };
        let prices = Prices { steps, reseller, promo };
        let offer = Offer { hidden, least, most, low_mark, ..product.offer };
        Product { number, price, offer, kind, prices, ..product }
    }
}

impl ProductPart {
    /// `category`: what its category is called. `variants`: the other choices on its card. What has
    /// a quota comes with what is left of it.
    pub fn of(
        (product, left): (&Product, Option<u64>),
        category: Option<Name>,
        variants: Vec<VariantPart>,
    ) -> ProductPart {
        ProductPart {
            name: product.clone().as_card().name,
            category,
            description: product.description.clone(),
            sold_out: product.offer.sold_out,
            position: product.offer.position,
            offer: OfferPart::of(product, left),
            choice: product.variant.clone().map(ChoiceName::of),
            variants,
        }
    }

    /// The product itself as the file says. One that is a choice stays such where no file says
    /// which: the others on its card are deleted by none.
    pub fn onto(self, product: Product, category: Option<CategoryId>) -> Result<Product, Refusal> {
        let ProductPart { name, category: _, description, sold_out, position, .. } = self;
        let ProductPart { offer, choice, variants: _, .. } = self;
        let variant = match (choice, product.variant.clone()) {
            (Some(ChoiceName { label, place }), Some(was)) => Some(Variant { label, place, ..was }),
            (Some(it), None) => Some(Variant::new(product.id, it.label, it.place)),
            (None, was) => was,
        };
        let product = offer.onto(product);
        let offer = Offer { sold_out, position, ..product.offer };
        let product = Product { category, description, offer, variant, ..product };
        product.on_card(name.as_str())
    }
}

impl VariantPart {
    pub fn of((product, left): (&Product, Option<u64>)) -> Option<VariantPart> {
        let choice = ChoiceName::of(product.variant.clone()?);
        Some(VariantPart { choice, offer: OfferPart::of(product, left) })
    }

    /// A choice as the file says, on a card that is as the shop has it by now.
    pub fn onto(self, product: Product, head: &Product) -> Result<Product, Refusal> {
        let VariantPart { choice: ChoiceName { label, place }, offer } = self;
        let hidden_along = head.offer.hidden && !offer.hidden;
        let variant = Variant { hidden_along, ..Variant::new(head.id, label, place) };
        let product = offer.onto(product);
        let offer = Offer { hidden: product.offer.hidden || hidden_along, ..product.offer };
        let (category, variant) = (head.category, Some(variant));
        Product { category, offer, variant, ..product }.on_card(head.card())
    }
}
