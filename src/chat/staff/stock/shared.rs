//! What every buyer of a product gets: a text or a file, sent by the staff.

use super::{Place, Press, Sharing};
use crate::chat::action::StockPress;
use crate::chat::choice::Choice;
use crate::chat::field::Field;
use crate::chat::goods;
use crate::chat::layout::button;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::file::{NoFile, Purpose};
use crate::domain::id::{CustomerId, FileId, ProductId};
use crate::domain::message::{Media, Screen};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::Unfit;
use crate::domain::todo::NoTodo;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{file, product, shared};
use crate::words::{Html, Words};

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
            let text = shared::read(text)?;
            Next::ask(Sharing { product: id, text }).into()
        }
        Answer::Document(_) if turn.album.is_some() => {
            return Err(Refusal::Todo(NoTodo::OneFile).into());
        }
        Answer::Document(document) => {
            file::send_for(ctx, by, Purpose::Shared(id), document.attached())?;
            let name = product::known(&ctx.tx, id)?.name;
            let coming = Screen::new(turn.words.files_coming(name.as_str()));
            Next::Then(coming, Field::Shared(id).into()).into()
        }
        Answer::Photo { .. } => return Err(Refusal::Kept(NoFile::NotAFile).into()),
        Answer::Choice(..) | Answer::Other => {
            return Err(Refusal::Input(BadInput::NoText).into());
        }
    }))
}

/// The look at a text, as each buyer will get it.
pub fn ask_sure(it: &Sharing, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::known(&ctx.tx, it.product)?;
    let (rows, media) = goods::look(&it.text, product.name.as_str(), w);
    let text = w.shared_sure(Html(&rows));
    Ok(Question::new(text).with(media).sure(w.button_save(), Choice::Save))
}

pub fn answer(it: Sharing, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let product = it.product;
    match said {
        Answer::Choice(Choice::Save, _) => {
            shared::write(ctx, by, product, &it.text)?;
            Ok(Next::Say(set(ctx, product, turn.words)?).into())
        }
        // Another takes its place.
        _ => Ok(take(product, ctx, turn, by, said)?.unwrap_or_else(|| Next::ask(it).into())),
    }
}

/// What is said of it when it holds.
fn set(ctx: &Ctx, id: ProductId, w: Words) -> Done<Screen> {
    let product = product::known(&ctx.tx, id)?;
    let open = button(w.button_product_stock(), StockPress::Of(id));
    Ok(Screen::new(w.shared_set(product.name.as_str())).buttons(vec![open]))
}

/// A file, as each buyer will get it.
pub fn look(ctx: &Ctx, by: CustomerId, id: FileId, w: Words) -> Done<Screen> {
    let name = product::known(&ctx.tx, of(ctx, by, id)?)?.name;
    Ok(Screen::new(w.shared_file_sure(name.as_str())).with(Media::Kept(id)).buttons(vec![
        button(w.button_save(), Press::Share(id)),
        button(w.button_cancel(), Press::LeaveShared(id)),
    ]))
}

fn of(ctx: &Ctx, by: CustomerId, id: FileId) -> Done<ProductId> {
    match file::look::looked(&ctx.tx, by, id)?.1 {
        Purpose::Shared(product) => Ok(product),
        Purpose::Stock(_) | Purpose::Todo { .. } => Err(Refusal::Kept(NoFile::Gone).into()),
    }
}

pub fn shared(ctx: &mut Ctx, turn: &Turn, by: Staff, id: FileId) -> Done<Next> {
    let product = file::look::share(ctx, by, id)?;
    Ok(Next::Say(set(ctx, product, turn.words)?))
}

pub fn left(ctx: &mut Ctx, turn: &Turn, by: Staff, id: FileId) -> Done<Reply> {
    let product = of(ctx, by.id(), id)?;
    file::look::leave(ctx, by, id)?;
    Ok(Next::go(Place::Of(product)).toast(turn.words.toast_shared_left()))
}
