//! What there is to do in a shop that is still empty: a product, its stock, an order on trial.

use crate::chat::action::{MenuPress, ProductPress, ShelfPress, StockPress};
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::message::{Button, Screen};
use crate::domain::staff::Right;
use crate::shop::browse::{self, FirstSteps, Part};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Html, Words, args};

pub struct View {
    store: String,
    steps: FirstSteps,
    /// Whoever looks may do these.
    may_add: bool,
    may_fill: bool,
    may_preview: bool,
}

impl View {
    pub fn are_done(&self) -> bool {
        let FirstSteps { product, stock, order } = self.steps;
        product && stock && order
    }
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let may = |right| staff::may(ctx, turn.customer.id, right).map(|staff| staff.is_some());
    Ok(View {
        store: ctx.shop.name.clone(),
        steps: browse::first_steps(&ctx.tx)?,
        may_add: may(Right::Shelf)?,
        may_fill: may(Right::Stock)?,
        may_preview: may(Right::Preview)?,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let FirstSteps { product, stock, order } = v.steps;
    let mark = |done: bool| if done { w.plain_step_done() } else { w.plain_step_open() };
    let rows =
        [w.step_product(&mark(product)), w.step_stock(&mark(stock)), w.step_order(&mark(order))];
    let next = match (product, stock, order) {
        (false, ..) => w.step_product_how(),
        (_, false, _) => w.step_stock_how(),
        (.., false) => w.step_order_how(),
        (true, true, true) => w.steps_are_done(),
    };
    let text = w.first_steps(args::FirstSteps {
        lines: Html(&next),
        rows: Html(&rows.join("\n")),
        store: &v.store,
    });
    let screen = match next_button(v, w) {
        Some(button) => Screen::new(text).buttons(vec![button]),
        None => Screen::new(text),
    };
    screen.buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

fn next_button(v: &View, w: Words) -> Option<Button> {
    if !v.steps.product {
        return v.may_add.then(|| button(w.button_add_product(), ProductPress::New));
    }
    if !v.steps.stock {
        return v.may_fill.then(|| button(w.button_fill_stock(), StockPress::Pick { page: 0 }));
    }
    if v.steps.order {
        return None;
    }
    Some(match v.may_preview {
        true => button(w.button_preview(), MenuPress::Preview),
        false => button(w.key_all_products(), ShelfPress::Catalogue { part: Part::All, page: 0 }),
    })
}
