//! A customer, and whether they pay the reseller price.

use super::{Place, Press};
use crate::chat::layout::{button, person};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::customer::Level;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::reseller::{self, Standing};
use crate::shop::staff::Staff;
use crate::words::{Html, Words, args};

pub struct View {
    standing: Standing,
    buyer: String,
}

pub fn load(ctx: &Ctx, id: CustomerId, w: Words) -> Done<View> {
    Ok(View { standing: reseller::standing(&ctx.tx, id)?, buyer: person(ctx, id, w)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Standing { customer, level, orders } = &v.standing;
    let text = w.reseller_card(args::ResellerCard {
        buyer: Html(&v.buyer),
        id: &customer.id.0.to_string(),
        orders: *orders,
        state: &level_name(*level, w),
    });
    let change = match level {
        Level::Usual => button(w.button_appoint(), Press::Appoint(customer.id)),
        Level::Reseller => button(w.button_dismiss(), Press::Dismiss(customer.id)),
    };
    let back = button(w.button_back(), Press::List { page: 0 });
    Screen::new(text).buttons(vec![change]).buttons(vec![back])
}

pub fn level_name(level: Level, w: Words) -> String {
    match level {
        Level::Usual => w.plain_level_usual(),
        Level::Reseller => w.plain_level_reseller(),
    }
}

/// The same button takes it back.
pub fn set(ctx: &mut Ctx, turn: &Turn, by: Staff, id: CustomerId, level: Level) -> Done<Reply> {
    reseller::set(ctx, by, id, level)?;
    Ok(Next::go(Place::Card(id)).toast(turn.words.toast_saved()))
}
