//! Wizard: fill a product's stock by a paste or a file.

use serde::{Deserialize, Serialize};

use super::{commands, fill};
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::{cart, product};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Lines(ProductId),
}

pub fn ask(Step::Lines(id): &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let product = product::on_shelf(&ctx.tx, *id)?;
    let stock = cart::available(&ctx.tx, *id)?;
    let text = w.fill_send(product.name.as_str(), product.number.into(), stock.into());
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![cancel]))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let Step::Lines(id) = step;
    let product = product::on_shelf(&ctx.tx, id)?;
    match said {
        Answer::Text(text) => Ok(fill::pasted(ctx, admin, turn, &product, &text)?.into()),
        Answer::Document(document) => {
            Ok(commands::fetch_stock(ctx, admin, turn.words, &product, document)?.into())
        }
        Answer::Choice(_) | Answer::Photo { .. } | Answer::Other => {
            Ok(Next::Open(Wizard::FillStock(Step::Lines(id))).into())
        }
    }
}
