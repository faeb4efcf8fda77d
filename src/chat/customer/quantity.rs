//! Wizard: how many of a product, typed.

use serde::{Deserialize, Serialize};

use crate::chat::action::{Action, Choice};
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::ProductId;
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::{cart, product};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Quantity(ProductId),
}

pub fn ask(Step::Quantity(id): &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let product = product::on_shelf(&ctx.tx, *id)?;
    let max = most(ctx, *id)?;
    let text = w.product_ask_quantity(max.into(), product.name.as_str());
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![cancel]))
}

/// How many can be bought: there is no word to tell that fewer than typed were put in.
fn most(ctx: &Ctx, id: ProductId) -> Done<u32> {
    match cart::available(&ctx.tx, id)?.min(CART_QUANTITY_MAX) {
        0 => Err(Refusal::SoldOut.into()),
        max => Ok(max),
    }
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let Step::Quantity(id) = step;
    let Answer::Text(text) = said else { return Ok(Next::Open(Wizard::Quantity(step)).into()) };
    let max = most(ctx, id)?;
    let plain = !text.trim().is_empty() && text.trim().bytes().all(|it| it.is_ascii_digit());
    let quantity: Option<u32> = plain.then(|| text.trim().parse().ok()).flatten();
    let quantity =
        quantity.filter(|quantity| *quantity <= max).ok_or(Refusal::BadQuantity { max })?;
    cart::set(ctx, turn.customer.id, id, quantity)?;
    Ok(Place::Product(id).into())
}
