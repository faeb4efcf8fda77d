//! What every buyer of a product gets: a text or a file, sent by the staff.

use super::Place;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::file::{NoFile, Purpose};
use crate::domain::id::ProductId;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::Unfit;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{file, product, shared};
use crate::words::Words;

pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::known(&ctx.tx, id)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    Ok(Question::new(match shared::of(&ctx.tx, id)? {
        None => w.shared_ask(name, number),
        Some(_) => w.shared_ask_again(name, number),
    }))
}

pub fn take(
    id: ProductId,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: &Answer,
) -> Done<Option<Reply>> {
    Ok(Some(match said {
        Answer::Text(_) if turn.formatted => {
            return Err(Refusal::Unfit(Unfit::Formatted).into());
        }
        Answer::Text(text) => {
            shared::write(ctx, by, id, text)?;
            Next::go(Place::Of(id)).toast(turn.words.toast_saved())
        }
        Answer::Document(document) => {
            file::send_for(ctx, by, Purpose::Shared(id), document.attached())?;
            Next::say(turn.words.files_coming(product::known(&ctx.tx, id)?.name.as_str())).into()
        }
        Answer::Photo { .. } => return Err(Refusal::Kept(NoFile::NotAFile).into()),
        Answer::Choice(..) | Answer::Other => {
            return Err(Refusal::Input(BadInput::NoText).into());
        }
    }))
}
