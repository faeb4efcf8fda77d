//! A file that was sent for a job: looked at as its buyer gets it, and handed over once.

use super::{Place, Press, finish};
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::file::{File, NoFile, Purpose};
use crate::domain::id::{CustomerId, FileId, OrderId, ProductId};
use crate::domain::message::{Media, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::todo::NoTodo;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::Staff;
use crate::shop::{browse, file, todo};
use crate::words::Words;

pub struct View {
    file: File,
    order: OrderId,
    name: String,
}

pub fn load(ctx: &Ctx, by: CustomerId, id: FileId) -> Done<View> {
    let (file, order, product) = job(ctx, by, id)?;
    Ok(View { file, order, name: browse::product_name(&ctx.tx, product)? })
}

fn job(ctx: &Ctx, by: CustomerId, id: FileId) -> Done<(File, OrderId, ProductId)> {
    match file::look::looked(&ctx.tx, by, id)? {
        (file, Purpose::Todo { order, product }) => Ok((file, order, product)),
        (_, Purpose::Stock(_) | Purpose::Shared(_)) => Err(Refusal::Kept(NoFile::Gone).into()),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.file.id;
    let text = paragraphs([w.goods_file(v.order, &v.name), w.todo_file_sure()]);
    Screen::new(text).with(Media::Kept(id)).buttons(vec![
        button(w.button_todo_send(), Press::HandOver(id)),
        button(w.button_cancel(), Press::Leave(id)),
    ])
}

/// Its buyer gets it. Where the job is over by now, the file is not kept for nothing.
pub fn hand_over(ctx: &mut Ctx, turn: &Turn, by: Staff, id: FileId) -> Done<Reply> {
    let (_, order, product) = job(ctx, by.id(), id)?;
    match todo::known(&ctx.tx, order, product) {
        Err(Stop::Refused(why @ Refusal::Todo(NoTodo::Gone))) => {
            file::look::leave(ctx, by, id)?;
            Ok(Next::say(turn.words.refusal(&why)).into())
        }
        Err(stop) => Err(stop),
        Ok(_) => Ok(finish::done(turn.words, file::look::hand_over(ctx, by, id)?).into()),
    }
}

pub fn leave(ctx: &mut Ctx, turn: &Turn, by: Staff, id: FileId) -> Done<Reply> {
    let (_, order, product) = job(ctx, by.id(), id)?;
    file::look::leave(ctx, by, id)?;
    let toast = turn.words.toast_file_left();
    Ok(match todo::known(&ctx.tx, order, product) {
        Ok(_) => Next::go(Place::Card { order, product }).toast(toast),
        Err(_) => Next::go(Place::List { page: 0 }).toast(toast),
    })
}
