//! What a press leads to, and what is shown where.

use super::{Draft, Place, Press, card, field, kind, limits, list, lower, prices, shelf};
use crate::chat::field::Field;
use crate::chat::form::Form;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::inventory::Which;
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::List { page } => Next::go(Place::List { which: Which::Shelf, page }).into(),
        Press::New => Next::ask(Form::new(Draft::default())).into(),
        Press::Of { which, page } => Next::go(Place::List { which, page }).into(),
        Press::Find => Next::ask(Field::FindProduct).into(),
        Press::Card(id) => Next::go(Place::card(id)).into(),
        Press::Edit(id, what) => field::open(ctx, id, what)?.into(),
        Press::Limits(product) => Next::go(Place::Limits { product, undo: None }).into(),
        Press::SoldOut(id, wish) => limits::sold_out(ctx, turn, by, id, wish)?,
        Press::Hide(id) => card::hide(ctx, turn, by, id, true)?,
        Press::Unhide(id) => card::hide(ctx, turn, by, id, false)?,
        Press::Archive(id) => shelf::archive(ctx, id)?.into(),
        Press::BringBack(id) => shelf::returned(ctx, by, turn.words, id)?.into(),
        Press::Undo(id, act) => card::undo(ctx, turn, by, id, act)?,
        Press::Kind(product) => Next::go(Place::Kind { product, undo: None }).into(),
        Press::SetKind(id, pick) => kind::set(ctx, turn, by, id, pick)?,
        Press::EditKind(id, field) => kind::open(ctx, id, field)?.into(),
        Press::Prices(product) => Next::go(Place::Prices { product, undo: None }).into(),
        Press::Lower(id, rule) => lower::open(ctx, id, rule)?.into(),
        Press::Lift(id, rule) => prices::lift(ctx, turn, by, id, rule)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { which, page } => list::render(&list::load(ctx, which, *page)?, w),
        Place::Card { product, undo } => card::render(&card::load(ctx, *product, *undo)?, w),
        Place::Kind { product, undo } => kind::render(&kind::load(ctx, *product, *undo)?, w),
        Place::Limits { product, undo } => limits::render(&limits::load(ctx, *product, *undo)?, w),
        Place::Prices { product, undo } => prices::render(&prices::load(ctx, *product, *undo)?, w),
    })
}
