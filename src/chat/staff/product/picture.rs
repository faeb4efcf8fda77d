//! What a product looks like: asked for once it is on the shelf, or sent with a command.

use super::kind;
use crate::chat::action::{ProductPress, StockPress};
use crate::chat::choice::Choice;
use crate::chat::layout::{below, button};
use crate::chat::question::Question;
use crate::chat::said::{Answer, Attached};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::ProductId;
use crate::domain::limit::PICTURE_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::product::parse_number;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{picture, product};
use crate::words::Words;

/// What is on the shelf is not cancelled by leaving out its picture.
pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, id)?;
    Ok(Question::new(w.wizard_photo(product.name.as_str())).skip(w.button_skip()).for_good())
}

pub fn take(
    id: ProductId,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: &Answer,
) -> Done<Option<Reply>> {
    match said {
        Answer::Photo { file } => fetch(ctx, by, id, file.clone())?,
        Answer::Choice(Choice::Skip, _) => {}
        _ => return Ok(None),
    }
    let product = product::on_shelf(&ctx.tx, id)?;
    let text = turn.words.wizard_done(product.name.as_str(), product.number.into());
    let fill = button(turn.words.button_fill_stock(), StockPress::Fill(id));
    let kind = kind::way(id, turn.words);
    Ok(Some(Next::Say(Screen::new(text).buttons(vec![fill, kind])).into()))
}

/// `/photo 3`, under a photo.
pub fn photo(ctx: &mut Ctx, by: Staff, w: Words, rest: &str, with: Attached) -> Done<Next> {
    let Attached::Photo { file } = with else { return Ok(Next::say(w.usage_photo())) };
    let product = product::by_number(&ctx.tx, parse_number(rest)?)?;
    fetch(ctx, by, product.id, file)?;
    Ok(Next::Stay)
}

/// The picture is here.
pub fn came(ctx: &mut Ctx, by: Staff, w: Words, id: ProductId, bytes: &[u8]) -> Done<Next> {
    let before = Before::here(&ctx.tx)?;
    let product = picture::set(ctx, by, id, bytes)?;
    let act = before.act(&ctx.tx)?;
    let undo = act.map(|act| below(w.button_undo(), ProductPress::Undo(id, act)));
    let card = below(w.button_to_product(), ProductPress::Card(id));
    let screen = Screen::new(w.done_photo(product.name.as_str(), product.number.into()));
    Ok(Next::Say(screen.buttons(undo.into_iter().chain([card]).collect())))
}

/// Sends for a picture; that it is there is told when it is.
pub(super) fn fetch(ctx: &mut Ctx, by: Staff, product: ProductId, file: String) -> Done {
    let task = Task::Fetch { file, bytes_max: PICTURE_BYTES_MAX };
    let about = About::PictureFile { product, by: by.id() };
    ctx.ask(Lane::Answer, task, about)?;
    Ok(())
}
