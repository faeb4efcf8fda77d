//! The promo for all of a category: what it is, what it does to the prices, set and taken away.

use super::{Place, Press};
use crate::chat::layout::{button, paragraphs};
use crate::chat::staff::coupon::card::off;
use crate::chat::staff::product::prices::when;
use crate::chat::staff::product::promo::of_category;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CategoryId;
use crate::domain::message::Screen;
use crate::domain::product::Category;
use crate::domain::time::Timestamp;
use crate::shop::category;
use crate::shop::context::{Ctx, Done};
use crate::shop::price::{self, Spread};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::words::{Words, args};

pub struct View {
    category: Category,
    spread: Spread,
    at: Timestamp,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: CategoryId, undo: Option<Act>) -> Done<View> {
    let category = category::known(&ctx.tx, id)?;
    let spread = match &category.promo {
        Some(promo) => price::spread(&ctx.tx, id, promo)?,
        None => Spread::default(),
    };
    Ok(View { category, spread, at: ctx.now, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Category { id, promo, .. } = &v.category;
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let text = match promo {
        None => paragraphs([saved, w.category_no_promo(&v.category.label())]),
        Some(promo) => paragraphs([
            saved,
            w.category_promo(args::CategoryPromo {
                category: &v.category.label(),
                off: &off(promo.off, w),
            }),
            when(promo.period, v.at, w),
            of_category(v.spread, w),
            w.category_promo_hint(),
        ]),
    };
    let mut screen = Screen::new(text);
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(act))]);
    }
    let mut row = vec![button(w.button_promo(), Press::AskPromo(*id))];
    if promo.is_some() {
        row.push(button(w.button_lift_promo(), Press::LiftPromo(*id)));
    }
    screen.buttons(row).buttons(vec![button(w.button_back(), Press::Card(*id))])
}

pub fn lift(ctx: &mut Ctx, turn: &Turn, by: Staff, category: CategoryId) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    price::set_general(ctx, by, category, None)?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Promo { category, undo }).toast(turn.words.toast_saved()))
}
