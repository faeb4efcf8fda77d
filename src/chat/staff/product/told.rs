//! What is told of products.

use crate::chat::action::StockPress;
use crate::chat::layout::{below, person};
use crate::chat::told::Told;
use crate::domain::fact::ProductFact;
use crate::domain::id::{Address, CustomerId, ProductId};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, staff};
use crate::words::{Html, Words, args};

pub fn told(fact: &ProductFact) -> Told {
    match fact {
        ProductFact::SoldOut(_) => Told::keepers().waits(),
        ProductFact::PriceCut { by: Some(by), .. } => Told::owners_by(*by),
        ProductFact::PriceCut { by: None, .. } => Told::owners(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &ProductFact, to: Address) -> Done<Option<Screen>> {
    match *fact {
        ProductFact::SoldOut(id) => sold_out(ctx, w, id, to),
        ProductFact::PriceCut { product, before, after, by } => {
            price_cut(ctx, w, product, (before, after), by).map(Some)
        }
    }
}

fn price_cut(
    ctx: &Ctx,
    w: Words,
    id: ProductId,
    (old_price, new_price): (Rupiah, Rupiah),
    by: Option<CustomerId>,
) -> Done<Screen> {
    let product = browse::product(&ctx.tx, id)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    Ok(Screen::new(match by {
        Some(by) => w.notice_price_cut(args::NoticePriceCut {
            name,
            new_price,
            number,
            old_price,
            staff: Html(&person(ctx, by, w)?),
        }),
        None => w.notice_price_cut_machine(args::NoticePriceCutMachine {
            name,
            new_price,
            number,
            old_price,
        }),
    }))
}

fn sold_out(ctx: &Ctx, w: Words, id: ProductId, to: Address) -> Done<Option<Screen>> {
    let product = browse::product(&ctx.tx, id)?;
    // What has been taken off the shelf is not filled again.
    if !product.on_shelf {
        return Ok(None);
    }
    let screen = Screen::new(w.notice_sold_out(product.name.as_str(), product.number.into()));
    // A cashier hears of it, and fills no stock.
    let fills = match to.chat.person() {
        Some(id) => staff::may(ctx, id, Right::Stock)?,
        None => None,
    };
    Ok(Some(match fills {
        Some(_) => screen.buttons(vec![below(w.button_fill_stock(), StockPress::Fill(id))]),
        None => screen,
    }))
}
