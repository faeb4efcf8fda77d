//! One field of a product: what it is now, what it shall be, and back to the product.

use super::new::one_line;
use super::{Edit, Editable, Place, picture};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::chat::wizard::encode;
use crate::domain::id::ProductId;
use crate::domain::limit::{CATEGORY_BUTTONS_MAX, LOW_STOCK_MARK_MAX};
use crate::domain::money::Rupiah;
use crate::domain::product::{NoProduct, Offer, Product, steep};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::Description;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{category, picture as pictures, product, settings, variant};
use crate::words::format::grouped;
use crate::words::{Words, args};

/// The question about a field, from the value that it has now.
pub fn open(ctx: &Ctx, id: ProductId, field: Editable) -> Done<Next> {
    let known = product::known(&ctx.tx, id)?;
    // What all choices of a card have in common is its owner's.
    let known = match field {
        Editable::Name | Editable::Category | Editable::Description | Editable::Picture => {
            variant::owner(&ctx.tx, known)?
        }
        Editable::Price | Editable::Least | Editable::Most | Editable::LowMark => known,
    };
    Ok(Next::ask(Edit { product: known.id, field, seen: seen(&known, field), page: 0, sure: None }))
}

/// The question whether such a price is meant.
pub fn ask_steep(known: &Product, to: Rupiah) -> Edit {
    let field = Editable::Price;
    let seen = seen(known, field);
    Edit { product: known.id, field, seen, page: 0, sure: Some(to) }
}

/// A value in short: it tells whether somebody has changed it meanwhile.
fn seen(it: &Product, field: Editable) -> Fingerprint {
    Fingerprint::of(&match field {
        Editable::Name => encode(&it.name),
        Editable::Price => encode(&it.price),
        Editable::Category => encode(&it.category),
        Editable::Description => encode(&it.description),
        Editable::Picture => encode(&it.picture),
        Editable::Least => encode(&it.offer.least),
        Editable::Most => encode(&it.offer.most),
        Editable::LowMark => encode(&it.offer.low_mark),
    })
}

pub fn ask(it: &Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = product::known(&ctx.tx, it.product)?;
    let (name, offer) = (known.name.as_str(), &known.offer);
    if let Some(price) = it.sure {
        let (old_price, new_price) = (known.price, price);
        let asked = w.edit_price_sure(args::EditPriceSure { name, new_price, old_price });
        return Ok(Question::new(asked).sure(w.button_price_sure(price), Choice::Save));
    }
    Ok(match it.field {
        Editable::Name => Question::new(w.edit_name(known.card())),
        Editable::Price => Question::new(w.edit_price(name, known.price)),
        Editable::Category => return ask_category(it, &known, ctx, w),
        Editable::Description => ask_description(&known, w),
        Editable::Picture => match known.picture {
            Some(_) => {
                Question::new(w.edit_photo(name)).choice(w.button_remove_photo(), Choice::Delete)
            }
            None => Question::new(w.edit_photo_none(name)),
        },
        Editable::Least => usually(w.edit_least(known.least().into(), name), 1, w),
        Editable::Most => usually(w.edit_most(known.most().into(), name), known.kind.most(), w),
        Editable::LowMark => {
            let shop = settings::settings(&ctx.tx)?.low_mark;
            usually(w.edit_low(offer.low_mark(shop).into(), name), shop, w)
        }
    })
}

/// With the way back to what holds for every product.
fn usually(text: String, usual: u32, w: Words) -> Question {
    let label = w.button_default(&grouped(usual.into()));
    Question::new(text).choice(label, Choice::Delete)
}

fn ask_description(known: &Product, w: Words) -> Question {
    let name = known.name.as_str();
    match known.description.as_str() {
        "" => Question::new(w.edit_description_none(name)),
        text => {
            Question::new(w.edit_description(args::EditDescription { description: text, name }))
                .choice(w.button_empty_field(), Choice::Delete)
        }
    }
}

fn ask_category(it: &Edit, known: &Product, ctx: &Ctx, w: Words) -> Done<Question> {
    let now = match known.category {
        Some(id) => browse::category_label(&ctx.tx, id)?,
        None => None,
    };
    let now = now.unwrap_or_else(|| w.plain_no_category());
    let all = category::all(&ctx.tx)?.into_iter().map(|it| it.category).collect();
    let list = Page::cut_by(all, it.page, CATEGORY_BUTTONS_MAX);
    let pick = list.items.iter().map(|it| (it.label(), Choice::Category(it.id)));
    let question = Question::new(
        w.edit_category(args::EditCategory { category: &now, name: known.name.as_str() }),
    );
    let question = question.pairs(pick.collect()).pages(w, &list);
    Ok(match known.category {
        Some(_) => question.choice(w.button_no_category(), Choice::Delete),
        None => question,
    })
}

pub fn answer(it: Edit, ctx: &mut Ctx, by: Staff, said: Answer) -> Done<Reply> {
    let known = product::known(&ctx.tx, it.product)?;
    let now = seen(&known, it.field);
    if let Answer::Choice(Choice::Page(page), _) = said {
        return Ok(Next::ask(Edit { page, ..it }).into());
    }
    if now != it.seen {
        // They answer what is no longer so: they see what it is, and are asked once more.
        let again = Edit { seen: now, sure: None, ..it };
        return Ok(Next::Again(again.into(), Refusal::Product(NoProduct::Changed)).into());
    }
    let before = Before::here(&ctx.tx)?;
    match change(it, known, ctx, by, said)? {
        Changed::Done => {}
        Changed::Asked(edit) => return Ok(Next::ask(edit).into()),
        // That it is here is told when it is.
        Changed::Sent => return Ok(Next::Stay.into()),
        Changed::No => {
            let why = match it.field {
                Editable::Picture => Refusal::Input(BadInput::NoPicture),
                _ => Refusal::Input(BadInput::NoText),
            };
            return Ok(Next::Again(it.into(), why).into());
        }
    }
    let (product, undo) = (it.product, before.act(&ctx.tx)?);
    Ok(Next::go(match it.field {
        Editable::Least | Editable::Most | Editable::LowMark => Place::Limits { product, undo },
        _ => Place::Card { product, undo },
    })
    .into())
}

enum Changed {
    Done,
    /// There is one question more.
    Asked(Edit),
    /// A picture is being fetched; it is told when it is here.
    Sent,
    /// What they said is no answer to it.
    No,
}

fn change(it: Edit, known: Product, ctx: &mut Ctx, by: Staff, said: Answer) -> Done<Changed> {
    let id = it.product;
    let changed: Product = match (it.field, said) {
        (Editable::Name, Answer::Text(text)) => known.on_card(one_line(&text)?.as_str())?,
        (Editable::Price, Answer::Text(text)) => {
            let price = Rupiah::parse(&text)?;
            if steep(known.price, price) {
                return Ok(Changed::Asked(ask_steep(&known, price)));
            }
            Product { price, ..known }
        }
        (Editable::Price, Answer::Choice(Choice::Save, _)) => match it.sure {
            Some(price) => Product { price, ..known },
            None => return Ok(Changed::No),
        },
        (Editable::Category, Answer::Text(text)) => {
            product::categorise(ctx, by, id, one_line(&text)?)?;
            return Ok(Changed::Done);
        }
        (Editable::Category, Answer::Choice(Choice::Category(to), _)) => {
            let to = category::known(&ctx.tx, to)?.id;
            known.moved_to(Some(to))
        }
        (Editable::Category, Answer::Choice(Choice::Delete, _)) => known.moved_to(None),
        (Editable::Description, Answer::Text(text)) => {
            Product { description: Description::typed(&text)?, ..known }
        }
        (Editable::Description, Answer::Choice(Choice::Delete, _)) => {
            Product { description: Description::default(), ..known }
        }
        (Editable::Picture, Answer::Photo { file }) => {
            picture::fetch(ctx, by, id, file)?;
            return Ok(Changed::Sent);
        }
        (Editable::Picture, Answer::Choice(Choice::Delete, _)) => {
            pictures::take_off(ctx, by, id)?;
            return Ok(Changed::Done);
        }
        (Editable::Least | Editable::Most | Editable::LowMark, said) => {
            match limited(it.field, &known, said)? {
                Some(offer) => Product { offer, ..known },
                None => return Ok(Changed::No),
            }
        }
        _ => return Ok(Changed::No),
    };
    product::change(ctx, by, id, |_| changed)?;
    Ok(Changed::Done)
}

/// The offer with another limit: a number within what makes sense, or the usual one again.
fn limited(field: Editable, known: &Product, said: Answer) -> Done<Option<Offer>> {
    let (min, max) = match field {
        Editable::Most => (known.least(), known.kind.most()),
        Editable::LowMark => (0, LOW_STOCK_MARK_MAX),
        _ => (1, known.most()),
    };
    let value = match said {
        Answer::Choice(Choice::Delete, _) => None,
        Answer::Text(text) => Some(between(&text, min, max)?),
        _ => return Ok(None),
    };
    let (offer, all) = (known.offer.clone(), known.kind.most());
    Ok(Some(match field {
        Editable::Most => Offer { most: value.filter(|most| *most < all), ..offer },
        Editable::LowMark => Offer { low_mark: value, ..offer },
        _ => Offer { least: value.filter(|least| *least > 1), ..offer },
    }))
}

fn between(text: &str, min: u32, max: u32) -> Result<u32, Refusal> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: Option<u32> = plain.then(|| text.parse().ok()).flatten();
    let number = number.filter(|number| (min..=max).contains(number));
    number.ok_or(Refusal::Input(BadInput::Between { min, max }))
}
