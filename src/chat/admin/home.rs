//! The seller's menu, with the figures that need a look.

use crate::chat::action::Action;
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Figures};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub struct View {
    store: String,
    at: Timestamp,
    figures: Figures,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    guard::allow(ctx, turn.customer.id)?;
    let figures = browse::figures(&ctx.tx)?;
    Ok(View { store: ctx.shop.name.clone(), at: ctx.now, figures })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Figures { open, paid, undelivered: late, .. } = v.figures;
    let undelivered = button(w.button_undelivered(late), Action::Undelivered);
    Screen::new(w.admin_home(v.at, open, paid, &v.store, late))
        .buttons(vec![button(w.button_manage_products(), Action::AdminProducts { page: 0 })])
        .buttons(vec![undelivered])
        .buttons(vec![button(w.button_coupons(), Action::Coupons { page: 0 })])
        .buttons(vec![button(w.button_settings(), Action::Settings)])
}
