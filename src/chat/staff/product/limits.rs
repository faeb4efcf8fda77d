//! How few and how many of a product one order has, and what becomes of it when it runs out.

use super::{Editable, Place, Press};
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::product::{Offer, Product, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::shop::{product, settings};
use crate::words::{Words, args};

pub struct View {
    product: Product,
    /// What the shop does with what is sold out.
    shop: SoldOut,
    /// From how few on what has no mark of its own runs low.
    low: u32,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: ProductId, undo: Option<Act>) -> Done<View> {
    let product = product::known(&ctx.tx, id)?;
    let settings = settings::settings(&ctx.tx)?;
    let shop = match settings.hide_sold_out {
        true => SoldOut::Hidden,
        false => SoldOut::Shown,
    };
    Ok(View { product, shop, low: settings.low_mark, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Product { id, name, offer, .. } = &v.product;
    let text = w.limits_card(args::LimitsCard {
        count: offer.low_mark(v.low).into(),
        max: v.product.most().into(),
        fewest: v.product.least().into(),
        name: name.as_str(),
        state: &wish(offer.sold_out, v.shop, w),
    });
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let mut screen = Screen::new(paragraphs([saved, text]));
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(*id, act))]);
    }
    let edit = |label, what| button(label, Press::Edit(*id, what));
    // What it is, and one tap makes the next of the three of it.
    let next = match offer.sold_out {
        None => Some(SoldOut::Shown),
        Some(SoldOut::Shown) => Some(SoldOut::Hidden),
        Some(SoldOut::Hidden) => None,
    };
    let sold_out = w.button_limits_sold_out();
    let screen = screen
        .buttons(vec![
            edit(w.button_limits_least(), Editable::Least),
            edit(w.button_limits_most(), Editable::Most),
        ])
        .buttons(vec![edit(w.button_limits_low(), Editable::LowMark)]);
    // What is listed is the card, which goes by its owner's wish.
    let screen = match v.product.below() {
        Some(_) => screen,
        None => screen.buttons(vec![button(sold_out, Press::SoldOut(*id, next))]),
    };
    screen.buttons(vec![button(w.button_back(), Press::Card(*id))])
}

fn wish(wish: Option<SoldOut>, shop: SoldOut, w: Words) -> String {
    match (wish, shop) {
        (Some(SoldOut::Shown), _) => w.plain_sold_out_shown(),
        (Some(SoldOut::Hidden), _) => w.plain_sold_out_hidden(),
        (None, SoldOut::Shown) => w.plain_sold_out_as_shop_shown(),
        (None, SoldOut::Hidden) => w.plain_sold_out_as_shop_hidden(),
    }
}

pub fn sold_out(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    product: ProductId,
    sold_out: Option<SoldOut>,
) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    product::change(ctx, by, product, |it| Product {
        offer: Offer { sold_out, ..it.offer },
        ..it
    })?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Limits { product, undo }).toast(turn.words.toast_saved()))
}
