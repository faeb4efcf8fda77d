//! One card, several choices: made, named, put in order, and kept true to the card they are on.

use super::context::{Ctx, Done};
use super::{cart, product, revision, supply, waiter};
use crate::domain::id::ProductId;
use crate::domain::limit::VARIANTS_MAX;
use crate::domain::money::Rupiah;
use crate::domain::product::{NoProduct, Offer, Prices, Product, Variant};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::text::{Description, Name};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// A choice as the seller describes it, before it has a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVariant {
    /// What the product is called among the choices from now on, where it has been the only one.
    pub first: Option<Name>,
    pub label: Name,
    pub price: Rupiah,
    /// `None`: the next free one.
    pub number: Option<u32>,
}

/// The choices on a card, hidden ones too, in their order. Nothing for a product without any.
pub fn choices(read: &impl Read, head: ProductId) -> Result<Vec<Product>, Fault> {
    let mut found: Vec<Product> = Vec::new();
    for id in read.list(Index::VariantsOf, head.0, Direction::Oldest, VARIANTS_MAX)? {
        found.extend(read.passable::<Product>(id)?);
    }
    found.sort_by_key(in_order);
    Ok(found)
}

/// The same of a card that may be off the shelf: what went with it then.
pub fn choices_of(read: &impl Read, head: &Product) -> Result<Vec<Product>, Fault> {
    if head.on_shelf || !head.heads() {
        return choices(read, head.id);
    }
    let along = read.list(Index::VariantsAlong, head.id.0, Direction::Oldest, VARIANTS_MAX)?;
    let mut found = vec![head.clone()];
    for id in along {
        found.extend(read.passable::<Product>(id)?);
    }
    found.sort_by_key(in_order);
    Ok(found)
}

fn in_order(it: &Product) -> (u32, ProductId) {
    (it.variant.as_ref().map_or(0, |variant| variant.place), it.id)
}

/// Those of them that buyers see.
pub fn choices_shown(read: &impl Read, head: ProductId) -> Result<Vec<Product>, Fault> {
    let mut found = choices(read, head)?;
    found.retain(Product::for_sale);
    Ok(found)
}

/// The product whose card it is on: itself, where it has no other, or that is none any more.
pub fn owner(read: &impl Read, product: Product) -> Result<Product, Fault> {
    let head = product.below().map(|head| read.passable::<Product>(head.0));
    let head = head.transpose()?.flatten();
    Ok(head.filter(Product::heads).unwrap_or(product))
}

/// How many units go off the shelf with a product: with a card those of all its choices.
pub fn unsold(read: &impl Read, product: &Product) -> Result<u32, Fault> {
    let mut unsold = 0_u32;
    let choices = if product.heads() { choices(read, product.id)? } else { Vec::new() };
    let with = choices.iter().map(|choice| choice.id).filter(|id| *id != product.id);
    for id in with.chain([product.id]) {
        unsold = unsold.saturating_add(cart::available(read, id)?);
    }
    Ok(unsold)
}

/// Another choice on a product's card.
pub fn add(ctx: &mut Ctx, by: Staff, id: ProductId, new: NewVariant) -> Done<Product> {
    let head = product::on_shelf(&ctx.tx, id)?;
    let head = product::on_shelf(&ctx.tx, head.card_owner())?;
    let head = match (head.heads(), new.first) {
        (true, _) => head,
        (false, Some(first)) => begin(ctx, by.into(), head, first)?,
        (false, None) => return Err(Refusal::Product(NoProduct::Changed).into()),
    };
    put_on_card(ctx, by.into(), head, new.label, new.number, new.price)
}

/// The same without a person: for the operator at the command line.
pub(super) fn put_on_card(
    ctx: &mut Ctx,
    by: By,
    head: Product,
    label: Name,
    number: Option<u32>,
    price: Rupiah,
) -> Done<Product> {
    fits(&ctx.tx, &head, None, &label)?;
    let name = Variant::name(head.card(), &label)?;
    let last = choices(&ctx.tx, head.id)?.into_iter().filter_map(|it| it.variant).next_back();
    let place = last.map_or(1, |last| last.place.saturating_add(1));
    let hidden_along = head.offer.hidden;
    let variant = Variant { hidden_along, ..Variant::new(head.id, label, place) };
    let number = product::number_for_new(&ctx.tx, number)?;
    let choice = Product {
        id: ProductId(ctx.tx.next(Table::Product)?),
        number,
        name,
        price,
        description: Description::default(),
        picture: None,
        offer: Offer { hidden: hidden_along, ..Offer::default() },
        prices: Prices::default(),
        variant: Some(variant),
        // As many as can still be sold of its card, counted from nothing.
        kind: head.kind.clone().with_quota(match head.kind.quota() {
            None => None,
            Some(_) => Some(supply::left(&ctx.tx, &head)?.into()),
        }),
        ..head
    };
    revision::put(ctx, by, &choice)?;
    Ok(choice)
}

/// A product becomes the first choice of a card of its own. What was bought of it stays as it was.
pub(super) fn begin(ctx: &mut Ctx, by: By, product: Product, label: Name) -> Done<Product> {
    let name = Variant::name(product.name.as_str(), &label)?;
    let variant = Some(Variant::new(product.id, label, 1));
    let head = Product { name, variant, ..product };
    revision::put(ctx, by, &head)?;
    Ok(head)
}

/// Whether a card takes one more.
pub fn room_for_one(read: &impl Read, head: ProductId) -> Done {
    match read.count(Index::VariantsOf, head.0)? >= VARIANTS_MAX as u64 {
        true => Err(Refusal::Product(NoProduct::TooManyVariants { max: VARIANTS_MAX }).into()),
        false => Ok(()),
    }
}

/// Whether a new choice of that label fits on a product's card, which is called `first` there if it
/// has been without choices.
pub fn fits(read: &impl Read, owner: &Product, first: Option<&Name>, label: &Name) -> Done {
    room_for_one(read, owner.id)?;
    untaken(read, owner.id, None, label)?;
    if first.is_some_and(|first| first.folded() == label.folded()) {
        return Err(Refusal::Product(NoProduct::VariantTaken).into());
    }
    Variant::name(owner.card(), label)?;
    Ok(())
}

/// Refuses a label that another choice of the card has.
fn untaken(read: &impl Read, head: ProductId, but: Option<ProductId>, label: &Name) -> Done {
    let same = |it: &Product| {
        let theirs = it.variant.as_ref().map(|variant| variant.label.folded());
        Some(it.id) != but && theirs == Some(label.folded())
    };
    match choices(read, head)?.iter().any(same) {
        true => Err(Refusal::Product(NoProduct::VariantTaken).into()),
        false => Ok(()),
    }
}

/// Refuses two choices of a card that have one label.
pub(super) fn distinct(read: &impl Read, head: ProductId) -> Done {
    for choice in choices(read, head)? {
        if let Some(variant) = choice.variant {
            untaken(read, head, Some(choice.id), &variant.label)?;
        }
    }
    Ok(())
}

/// A choice on the shelf by another label.
pub fn relabel(ctx: &mut Ctx, by: Staff, id: ProductId, label: Name) -> Done<Product> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let Some(variant) = product.variant.clone() else {
        return Err(Refusal::Product(NoProduct::Changed).into());
    };
    untaken(&ctx.tx, variant.head, Some(id), &label)?;
    let name = Variant::name(product.card(), &label)?;
    let product = Product { name, variant: Some(Variant { label, ..variant }), ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// A choice one place up or down on its card; whether there was one.
pub fn shift(ctx: &mut Ctx, by: Staff, id: ProductId, up: bool) -> Done<bool> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let mut order = choices(&ctx.tx, product.card_owner())?;
    let Some(at) = order.iter().position(|it| it.id == id) else { return Ok(false) };
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < order.len()) };
    let Some(to) = to else { return Ok(false) };
    order.swap(at, to);
    for (place, choice) in (1..).zip(order) {
        let variant = choice.variant.map(|variant| Variant { place, ..variant });
        revision::put(ctx, by, &Product { variant, ..choice })?;
    }
    Ok(true)
}

/// The last choice of a card is a product without any again.
pub fn end(ctx: &mut Ctx, by: Staff, id: ProductId) -> Done<Product> {
    let product = product::on_shelf(&ctx.tx, id)?;
    if !product.heads() {
        return Err(Refusal::Product(NoProduct::Changed).into());
    }
    if choices(&ctx.tx, id)?.len() > 1 {
        return Err(Refusal::Product(NoProduct::VariantsLeft).into());
    }
    let name = Name::parse(product.card())?;
    let product = Product { name, variant: None, ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// A choice that is changed by itself: it is not shown while its card is not, and what is hidden
/// or shown by hand does not follow its card any more.
pub(super) fn by_hand(read: &impl Read, was: &Product, now: Product) -> Done<Product> {
    let Some(head) = now.below() else { return Ok(now) };
    if now.for_sale() && !read.get::<Product>(head.0)?.is_some_and(|head| head.for_sale()) {
        return Err(Refusal::Product(NoProduct::CardHidden).into());
    }
    let along = was.offer.hidden && now.offer.hidden;
    let variant = now.variant.map(|it| Variant { hidden_along: it.hidden_along && along, ..it });
    Ok(Product { variant, ..now })
}

/// What has become of a card becomes of all its choices.
pub(super) fn follow(ctx: &mut Ctx, by: By, was: &Product, head: &Product) -> Done {
    if !head.heads() {
        return Ok(());
    }
    if head.on_shelf && !was.on_shelf {
        for id in ctx.tx.list(Index::VariantsAlong, head.id.0, Direction::Oldest, VARIANTS_MAX)? {
            let Some(choice) = ctx.tx.passable::<Product>(id)? else { continue };
            let back = product::fit_for_shelf(&ctx.tx, choice)?;
            revision::put(ctx, by, &back)?;
            waiter::shown(ctx, false, &back)?;
        }
    }
    for choice in concerned(&ctx.tx, was, head)? {
        let shown = choice.for_sale();
        let now = led(choice, was, head)?;
        revision::put(ctx, by, &now)?;
        waiter::shown(ctx, shown, &now)?;
    }
    Ok(())
}

/// The other choices of a card, where it has changed in what they have from it.
fn concerned(read: &impl Read, was: &Product, head: &Product) -> Result<Vec<Product>, Fault> {
    let changed = was.card() != head.card()
        || was.category != head.category
        || was.offer.hidden != head.offer.hidden
        || was.on_shelf != head.on_shelf;
    let mut others = if changed { choices(read, head.id)? } else { Vec::new() };
    others.retain(|it| it.below() == Some(head.id));
    Ok(others)
}

/// A choice on the shelf as its card has it now.
fn led(choice: Product, was: &Product, head: &Product) -> Result<Product, Refusal> {
    let choice = choice.on_card(head.card())?;
    let mut choice = Product { category: head.category, ..choice };
    let Some(variant) = &mut choice.variant else { return Ok(choice) };
    match (was.offer.hidden, head.offer.hidden) {
        (false, true) if !choice.offer.hidden => {
            (choice.offer.hidden, variant.hidden_along) = (true, true);
        }
        (true, false) if variant.hidden_along => {
            (choice.offer.hidden, variant.hidden_along) = (false, false);
        }
        _ => {}
    }
    if was.on_shelf && !head.on_shelf {
        (choice.on_shelf, variant.off_along) = (false, true);
    }
    Ok(choice)
}

/// A choice that comes back onto the shelf, as its card is by now. Where there is no card any more
/// it is a product of its own.
pub(super) fn fitted(read: &impl Read, product: Product) -> Done<Product> {
    let (Some(head), Some(variant)) = (product.below(), product.variant.clone()) else {
        return Ok(product);
    };
    let head = read.get::<Product>(head.0)?.filter(Product::heads);
    let Some(head) = head else { return Ok(Product { variant: None, ..product }) };
    room_for_one(read, head.id)?;
    untaken(read, head.id, Some(product.id), &variant.label)?;
    let own = product.offer.hidden && !variant.hidden_along;
    let hidden_along = head.offer.hidden && !own;
    let variant = Some(Variant { hidden_along, off_along: false, ..variant });
    let offer = Offer { hidden: own || hidden_along, ..product.offer.clone() };
    let product = product.on_card(head.card())?;
    Ok(Product { category: head.category, offer, variant, ..product })
}

/// What is wrong with a product as a choice on a card, if something is.
pub fn fault(read: &impl Read, product: &Product) -> Result<Option<&'static str>, Fault> {
    let Some(variant) = product.variant.as_ref().filter(|_| product.on_shelf) else {
        return Ok(None);
    };
    if read.count(Index::VariantsOf, variant.head.0)? > VARIANTS_MAX as u64 {
        return Ok(Some("more choices than a card has"));
    }
    let Some(head) = read.get::<Product>(variant.head.0)?.filter(Product::heads) else {
        return Ok(Some("a choice on a card that is none"));
    };
    let named = Variant::name(head.card(), &variant.label).is_ok_and(|name| name == product.name);
    Ok(match () {
        _ if !head.on_shelf => Some("a choice on the shelf without its card"),
        _ if product.for_sale() && !head.for_sale() => Some("a choice that is seen on no card"),
        _ if product.category != head.category => {
            Some("a choice in another category than its card")
        }
        _ if !named => Some("a choice by another name than its card's"),
        _ => None,
    })
}
