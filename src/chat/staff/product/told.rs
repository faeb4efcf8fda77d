//! What is told of products.

use crate::chat::action::StockPress;
use crate::chat::layout::below;
use crate::chat::told::Told;
use crate::domain::fact::ProductFact;
use crate::domain::id::Address;
use crate::domain::message::Screen;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, staff};
use crate::words::Words;

pub fn told(fact: &ProductFact) -> Told {
    match fact {
        ProductFact::SoldOut(_) => Told::keepers().waits(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &ProductFact, to: Address) -> Done<Option<Screen>> {
    let ProductFact::SoldOut(id) = *fact;
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
