//! Which units a product gets: a paste or a file.

use super::{commands, fill};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::stock::Pasted;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{cart, product};
use crate::words::{Words, args};

pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let stock = cart::available(&ctx.tx, id)?;
    Ok(Question::new(w.fill_send(args::FillSend {
        name: product.name.as_str(),
        number: product.number.into(),
        stock: stock.into(),
    })))
}

pub fn take(
    id: ProductId,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: &Answer,
) -> Done<Option<Reply>> {
    let product = product::on_shelf(&ctx.tx, id)?;
    Ok(match said {
        Answer::Text(text) => {
            let pieces = [Pasted(text.clone())];
            Some(fill::pasted(ctx, by, turn, &product, &pieces)?.into())
        }
        Answer::Document(document) => {
            let document = document.clone();
            Some(commands::fetch_file(ctx, by, turn.words, &product, document)?.into())
        }
        Answer::Choice(..) | Answer::Photo { .. } | Answer::Other => None,
    })
}
