//! A whole shop's configuration out to a file and in from one: all of it or nothing, and taken
//! back as a whole. Nothing is ever deleted by it.

use super::category::{self, Counted};
use super::context::{Ctx, Done, Stop};
use super::undo;
use super::{kind, own_button, product, revision, settings, supply, variant, wording};
use crate::domain::act::Act;
use crate::domain::configuration::{
    ButtonPart, CategoryPart, ChoiceName, Configuration, Fate, OfferPart, Part, ProductPart, Taken,
    TextPart, VariantPart, travels,
};
use crate::domain::id::{CategoryId, OwnButtonId, ProductId};
use crate::domain::limit::{CART_QUANTITY_MAX, CONFIGURED_MAX};
use crate::domain::own_button::OwnButton;
use crate::domain::product::{Category, NewProduct, NoProduct, Offer, Prices, Product, Variant};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::{By, Revision, Target};
use crate::domain::settings::{NoSetting, Setting, Settings, Value};
use crate::domain::shop::Language;
use crate::domain::staff::Right;
use crate::domain::text::{Description, Name};
use crate::domain::wording::{OwnText, WordingId};
use crate::shop::staff::{self, Staff};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Table;

/// Who takes a file in.
#[derive(Clone, Copy)]
pub enum Who {
    Staff(Staff),
    /// Whoever has the shop's machine.
    Machine,
}

impl From<Who> for By {
    fn from(who: Who) -> By {
        match who {
            Who::Staff(by) => by.into(),
            Who::Machine => By::Machine,
        }
    }
}

/// What only the texts know.
pub struct Rules<'a> {
    /// A text as it is kept, if it can be shown, below a picture where there is one.
    pub text: &'a dyn Fn(WordingId, &str, bool) -> Result<String, Refusal>,
    /// Whether a button's label and answer can be.
    pub button: &'a dyn Fn(&ButtonPart, bool) -> Result<(), Refusal>,
    /// Whether the shop has texts in a language.
    pub language: &'a dyn Fn(Language) -> bool,
}

/// The shop as a file says it. Settings that are as by default are left out, and so is what was
/// taken off the shelf.
pub fn of(read: &impl Read) -> Result<Configuration, Fault> {
    let (now, defaults) = (settings::settings(read)?, Settings::default());
    let changed = |which: &Setting| now.value(*which) != defaults.value(*which);
    let set = Setting::ALL.into_iter().filter(|which| travels(*which)).filter(changed);
    let counted: Vec<Counted> = category::all(read)?;
    let called = |id: CategoryId| {
        counted.iter().find(|it| it.category.id == id).map(|it| it.category.name.clone())
    };
    let mut products = Vec::new();
    for number in product::numbers_on_shelf(read)? {
        if let Some(known) = product::numbered(read, number)? {
            // Choices stand on their card.
            if known.below().is_none() {
                products.push(product_of(read, &known, known.category.and_then(called))?);
            }
        }
    }
    let texts = wording::own(read)?.into_iter();
    let texts = texts.filter_map(|own| Some(TextPart { id: own.id, text: own.text? }));
    let buttons = own_button::all(read)?.into_iter().map(|button| {
        let OwnButton { id: _, label, text, picture: _, link, position } = button;
        ButtonPart { label, text, link, position }
    });
    Ok(Configuration {
        settings: set.filter_map(|which| Some((which, now.value(which)?))).collect(),
        categories: counted.iter().map(|it| CategoryPart::of(&it.category)).collect(),
        products,
        texts: texts.filter(|part| part.id.text().is_some()).collect(),
        buttons: buttons.collect(),
    })
}

fn product_of(
    read: &impl Read,
    known: &Product,
    category: Option<Name>,
) -> Result<ProductPart, Fault> {
    let mut variants = Vec::new();
    let choices = if known.heads() { variant::choices(read, known.id)? } else { Vec::new() };
    for choice in choices.iter().filter(|choice| choice.id != known.id) {
        variants.extend(VariantPart::of((choice, supply::quota_left(read, choice)?)));
    }
    Ok(ProductPart::of((known, supply::quota_left(read, known)?), category, variants))
}

/// Takes a file in, or looks at what that would come to. With a part that is refused nothing is
/// another than before.
pub fn take_in(
    ctx: &mut Ctx,
    who: Who,
    file: &Configuration,
    rules: &Rules,
    dry_run: bool,
) -> Done<Taken> {
    if let Who::Staff(by) = who {
        for right in [Right::Settings, Right::Shelf, Right::Wording] {
            if !staff::holds(ctx, by.role(), right)? {
                return Err(Refusal::NoRight.into());
            }
        }
    }
    let start = ctx.mark();
    let mut taken = Taken::default();
    settings_in(ctx, who, &file.settings, rules, &mut taken)?;
    for part in &file.categories {
        let done = |ctx: &mut Ctx| category_in(ctx, who, part);
        one(ctx, &mut taken, Part::Category(part.name.clone()), done)?;
    }
    for part in &file.products {
        card_in(ctx, who, part, &mut taken)?;
    }
    for part in &file.texts {
        let done = |ctx: &mut Ctx| text_in(ctx, who, part, rules);
        one(ctx, &mut taken, Part::Text(part.id), done)?;
    }
    for part in &file.buttons {
        let done = |ctx: &mut Ctx| button_in(ctx, who, part, rules);
        one(ctx, &mut taken, Part::Button(part.label.clone()), done)?;
    }
    if dry_run || !taken.refused.is_empty() {
        ctx.back_to(start);
        return Ok(taken);
    }
    if taken.changes() > 0 {
        let changes = u32::try_from(taken.changes()).unwrap_or(u32::MAX);
        revision::act(ctx, who, Act::Configured { changes })?;
    }
    Ok(taken)
}

/// One part by itself: what is refused of it is told, and takes back what it had written.
fn one(
    ctx: &mut Ctx,
    taken: &mut Taken,
    part: Part,
    deed: impl FnOnce(&mut Ctx) -> Done<Fate>,
) -> Done {
    let mark = ctx.mark();
    match deed(ctx) {
        Ok(fate) => taken.parts.push((part, fate)),
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            taken.refused.push((part, refusal));
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}

/// Bounds of some hang on others: what is refused at first is tried once more behind the rest.
fn settings_in(
    ctx: &mut Ctx,
    who: Who,
    file: &[(Setting, Value)],
    rules: &Rules,
    taken: &mut Taken,
) -> Done {
    let mut first = Taken::default();
    for (which, value) in file {
        let done = |ctx: &mut Ctx| setting_in(ctx, who, *which, value, rules);
        one(ctx, &mut first, Part::Setting(*which), done)?;
    }
    taken.parts.append(&mut first.parts);
    for (part, _) in first.refused {
        let again = file.iter().find(|(which, _)| part == Part::Setting(*which));
        if let Some((which, value)) = again {
            let done = |ctx: &mut Ctx| setting_in(ctx, who, *which, value, rules);
            one(ctx, taken, part, done)?;
        }
    }
    Ok(())
}

fn setting_in(ctx: &mut Ctx, who: Who, which: Setting, value: &Value, rules: &Rules) -> Done<Fate> {
    if !travels(which) {
        return Err(Refusal::Setting(NoSetting::Unknown).into());
    }
    if let Value::Languages(some) = value
        && !some.iter().all(|language| (rules.language)(*language))
    {
        return Err(Refusal::Setting(NoSetting::Languages).into());
    }
    let now = settings::settings(&ctx.tx)?;
    if settings::holds(&now, ctx.shop, which) == *value {
        return Ok(Fate::Same);
    }
    let value = Some(value.clone());
    let changed = match who {
        Who::Staff(by) => settings::set(ctx, by, which, value)?.is_some(),
        Who::Machine => {
            settings::set_here(ctx, which, value)?;
            true
        }
    };
    Ok(if changed { Fate::Changed } else { Fate::Same })
}

fn category_in(ctx: &mut Ctx, who: Who, part: &CategoryPart) -> Done<Fate> {
    let CategoryPart { name, emoji, hidden, position, discount: promo } = part.clone();
    let known = category::named(&ctx.tx, &name)?;
    let (id, fate) = match known {
        Some(id) => (id, Fate::Changed),
        None => (category::of_name(ctx, who.into(), name.clone())?, Fate::Added),
    };
    let before = category::known(&ctx.tx, id)?;
    let after = Category { id, name, emoji, hidden, position, promo };
    match (fate, before == after) {
        (Fate::Changed, true) => Ok(Fate::Same),
        _ => {
            revision::put(ctx, who, &after)?;
            Ok(fate)
        }
    }
}

/// A product, and each choice on its card by itself.
fn card_in(ctx: &mut Ctx, who: Who, part: &ProductPart, taken: &mut Taken) -> Done {
    let own = Part::Product(part.offer.number, part.name.clone());
    let refused = taken.refused.len();
    one(ctx, taken, own.clone(), |ctx| product_in(ctx, who, part))?;
    // What is to be on a card that is refused says nothing by itself.
    if part.choice.is_none() || taken.refused.len() > refused {
        return Ok(());
    }
    let head = product::by_number(&ctx.tx, part.offer.number)?;
    for variant in &part.variants {
        let name = Variant::name(head.card(), &variant.choice.label);
        let name = name.unwrap_or_else(|_| variant.choice.label.clone());
        let done = |ctx: &mut Ctx| variant_in(ctx, who, head.id, variant);
        one(ctx, taken, Part::Product(variant.offer.number, name), done)?;
    }
    match variant::distinct(&ctx.tx, head.id) {
        Err(Stop::Refused(refusal)) => taken.refused.push((own, refusal)),
        sound => sound?,
    }
    Ok(())
}

fn product_in(ctx: &mut Ctx, who: Who, part: &ProductPart) -> Done<Fate> {
    let category = match &part.category {
        None => None,
        Some(name) => Some(category::of_name(ctx, who.into(), name.clone())?),
    };
    let number = part.offer.number;
    let (before, fate) = match product::numbered(&ctx.tx, number)? {
        Some(known) => (known, Fate::Changed),
        None => {
            let new = NewProduct {
                number: Some(number),
                name: part.name.clone(),
                price: part.offer.price,
                category: None,
                description: part.description.clone(),
            };
            (product::put_on_shelf(ctx, who.into(), new)?, Fate::Added)
        }
    };
    if before.below().is_some() {
        return Err(Refusal::Product(NoProduct::IsChoice).into());
    }
    let after = part.clone().onto(before.clone(), category)?;
    let after = offered(&ctx.tx, &before, after)?;
    if before == after && fate == Fate::Changed {
        return Ok(Fate::Same);
    }
    product::put(ctx, who.into(), &before, &after)?;
    kind::had(ctx, &before, &after)?;
    Ok(fate)
}

/// Another choice on a card, or one that is there already.
fn variant_in(ctx: &mut Ctx, who: Who, head: ProductId, part: &VariantPart) -> Done<Fate> {
    let head = product::on_shelf(&ctx.tx, head)?;
    if !head.heads() {
        return Err(Refusal::Product(NoProduct::Changed).into());
    }
    let number = part.offer.number;
    let known = product::numbered(&ctx.tx, number)?;
    if known.as_ref().is_some_and(|known| known.below() != Some(head.id)) {
        return Err(Refusal::Product(NoProduct::NumberTaken { number }).into());
    }
    let before = match &known {
        Some(known) => known.clone(),
        None => new_variant(ctx, head.clone(), part)?,
    };
    let after = part.clone().onto(before.clone(), &head)?;
    let after = offered(&ctx.tx, &before, after)?;
    match known {
        Some(known) if known == after => Ok(Fate::Same),
        Some(_) => {
            product::put(ctx, who.into(), &before, &after)?;
            kind::had(ctx, &before, &after)?;
            Ok(Fate::Changed)
        }
        None => {
            revision::put(ctx, who, &after)?;
            Ok(Fate::Added)
        }
    }
}

/// One that nobody has written yet.
fn new_variant(ctx: &mut Ctx, head: Product, part: &VariantPart) -> Done<Product> {
    let VariantPart { choice: ChoiceName { label, place }, offer } = part.clone();
    variant::room_for_one(&ctx.tx, head.id)?;
    let OfferPart { number, price, kind, .. } = offer;
    let number = product::number_for_new(&ctx.tx, Some(number))?;
    Ok(Product {
        id: ProductId(ctx.tx.next(Table::Product)?),
        number,
        price,
        description: Description::default(),
        picture: None,
        offer: Offer::default(),
        kind,
        prices: Prices::default(),
        variant: Some(Variant::new(head.id, label, place)),
        ..head
    })
}

/// Whether the shop can offer a product so.
fn offered(read: &impl Read, before: &Product, after: Product) -> Done<Product> {
    let min = after.offer.least.unwrap_or(1);
    match min > after.offer.most.unwrap_or(CART_QUANTITY_MAX) {
        true => Err(Refusal::Input(BadInput::Between { min, max: CART_QUANTITY_MAX }).into()),
        false => {
            let kind = match kind::turns(before, &after) && after.kind.made() {
                true => kind::with_left(read, before.id, after.kind.clone(), after.kind.quota())?,
                false => after.kind.clone(),
            };
            kind::turned(read, before, Product { kind, ..after })
        }
    }
}

fn text_in(ctx: &mut Ctx, who: Who, part: &TextPart, rules: &Rules) -> Done<Fate> {
    let before = wording::text(&ctx.tx, part.id)?;
    if before.text.as_ref() == Some(&part.text) {
        return Ok(Fate::Same);
    }
    let kept = (rules.text)(part.id, &part.text, before.picture.is_some())?;
    if before.text.as_ref() == Some(&kept) {
        return Ok(Fate::Same);
    }
    let fate = if before.text.is_none() { Fate::Added } else { Fate::Changed };
    let after = OwnText { text: Some(kept), ..before.clone() };
    wording::put(ctx, who.into(), &before, after)?;
    Ok(fate)
}

fn button_in(ctx: &mut Ctx, who: Who, part: &ButtonPart, rules: &Rules) -> Done<Fate> {
    let ButtonPart { label, text, link, position } = part.clone();
    let all = own_button::all(&ctx.tx)?;
    let known = all.into_iter().find(|button| button.label.words() == label.words());
    (rules.button)(part, known.as_ref().is_some_and(|button| button.picture.is_some()))?;
    let (id, picture) = match &known {
        Some(known) => (known.id, known.picture),
        None => (OwnButtonId(ctx.tx.next(Table::OwnButton)?), None),
    };
    let after = OwnButton { id, label, text, picture, link, position };
    match known {
        Some(known) if known == after => Ok(Fate::Same),
        Some(_) => own_button::put(ctx, who, &after).map(|()| Fate::Changed),
        None => own_button::put(ctx, who, &after).map(|()| Fate::Added),
    }
}

/// Takes a whole file back: everything it changed is what it was before, as long as nobody has
/// changed it since. A product that it brought goes off the shelf, where its goods stay.
pub fn take_back(ctx: &mut Ctx, by: Staff, act: undo::Act) -> Done {
    let undo::Act { first, last } = act;
    let since = || Refusal::Product(NoProduct::ChangedSince);
    let ended = ctx.tx.passable::<Revision>(last)?;
    let ended = matches!(ended, Some(it) if matches!(it.what, Target::Act(Act::Configured { .. })));
    if !ended || first > last || last - first >= CONFIGURED_MAX {
        return Err(since().into());
    }
    if !staff::holds(ctx, by.role(), Right::Wording)? {
        return Err(Refusal::NoRight.into());
    }
    let mut products = Vec::new();
    for number in (first..last).rev() {
        let revision: Revision = ctx.tx.get(number)?.ok_or_else(since)?;
        undo::one(ctx, by, &revision)?;
        if let Target::Product(id) = revision.what {
            products.push(id);
        }
    }
    for id in products {
        undo::on_its_card(&ctx.tx, id)?;
    }
    let changes = u32::try_from(last - first).unwrap_or(u32::MAX);
    revision::act(ctx, by, Act::Unconfigured { changes })
}
