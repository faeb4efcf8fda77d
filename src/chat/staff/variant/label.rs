//! What a choice is called: another label, or the first of what has been without choices.

use super::{Draft, Labelling, Place, new};
use crate::chat::choice::Fingerprint;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::product::new::one_line;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::encode;
use crate::domain::id::ProductId;
use crate::domain::product::{NoProduct, Product, Variant};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{product, variant};
use crate::words::Words;

/// The question, from the label that it has now. What has none needs another choice to get one.
pub fn open(ctx: &Ctx, id: ProductId) -> Done<Next> {
    let known = product::on_shelf(&ctx.tx, id)?;
    match known.variant {
        Some(_) => Ok(Next::ask(Labelling { product: id, seen: seen(&known), new: None })),
        None => new::open(ctx, id),
    }
}

/// The question what a product is called of which there is to be another choice.
pub(super) fn first(known: &Product, new: Draft) -> Labelling {
    Labelling { product: known.id, seen: seen(known), new: Some(new) }
}

/// The choice in short: it tells whether somebody has changed it meanwhile.
fn seen(it: &Product) -> Fingerprint {
    Fingerprint::of(&encode(&it.variant.as_ref().map(|variant| &variant.label)))
}

pub fn ask(it: &Labelling, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = product::on_shelf(&ctx.tx, it.product)?;
    Ok(Question::new(match &known.variant {
        Some(variant) => w.variant_edit_label(variant.label.as_str()),
        None => w.variant_first(known.name.as_str()),
    }))
}

pub fn answer(it: Labelling, ctx: &mut Ctx, turn: &Turn, by: Staff, said: Answer) -> Done<Reply> {
    let known = product::on_shelf(&ctx.tx, it.product)?;
    let now = seen(&known);
    if now != it.seen {
        let why = Refusal::Product(NoProduct::Changed);
        return Ok(match it.new {
            // It is a choice by now, and needs no first label any more.
            Some(new) => new::go_on(ctx, turn, by, new)?.into(),
            None => Next::Again(Labelling { seen: now, ..it }.into(), why).into(),
        });
    }
    let Answer::Text(text) = said else { return Err(Refusal::Input(BadInput::NoText).into()) };
    let label = Variant::label(one_line(&text)?.as_str())?;
    if let Some(new) = it.new {
        Variant::name(known.name.as_str(), &label)?;
        return Ok(new::go_on(ctx, turn, by, Draft { first: Some(label), ..new })?.into());
    }
    let before = Before::here(&ctx.tx)?;
    variant::relabel(ctx, by, it.product, label)?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Choices { product: it.product, undo }).into())
}
