//! It is done: what the buyer gets of it, looked at before it goes out.

use super::Finish;
use crate::chat::action::TodoPress;
use crate::chat::choice::Choice;
use crate::chat::layout::button;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::file::{NoFile, Purpose};
use crate::domain::id::OrderId;
use crate::domain::limit::UNIT_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::account;
use crate::domain::todo::{Handover, NoTodo};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{browse, file, todo};
use crate::words::{Words, args};

pub fn ask(it: &Finish, ctx: &Ctx, w: Words) -> Done<Question> {
    todo::known(&ctx.tx, it.order, it.product)?;
    let name = browse::product_name(&ctx.tx, it.product)?;
    Ok(match &it.text {
        Some(text) => Question::new(w.todo_finish_sure(args::TodoFinishSure {
            content: text,
            name: &name,
            order: it.order,
        }))
        .sure(w.button_todo_send(), Choice::Save),
        None => Question::new(w.todo_finish(&name, it.order))
            .choice(w.button_todo_nothing(), Choice::Save),
    })
}

pub fn answer(it: Finish, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let Finish { order, product, text } = it;
    match said {
        Answer::Text(typed) => {
            let text = match account(typed) {
                Ok(Some(text)) => text,
                Ok(None) => return Err(Refusal::Input(BadInput::NoText).into()),
                Err(_) => {
                    return Err(Refusal::Input(BadInput::Long { max: UNIT_BYTES_MAX }).into());
                }
            };
            Ok(Next::ask(Finish { order, product, text: Some(text) }).into())
        }
        // A file takes the place of nothing: what was typed and looked at would be lost.
        Answer::Document(_) if text.is_some() => Err(Refusal::Todo(NoTodo::TextWaits).into()),
        Answer::Document(document) => {
            todo::known(&ctx.tx, order, product)?;
            file::send_for(ctx, by, Purpose::Todo { order, product }, document.attached())?;
            Ok(Next::say(turn.words.todo_file_coming(order)).into())
        }
        Answer::Choice(Choice::Save, _) => {
            let handover = Handover { text: text.unwrap_or_default(), file: None };
            todo::finish(ctx, by, order, product, handover)?;
            Ok(done(turn.words, order).into())
        }
        Answer::Photo { .. } => Err(Refusal::Kept(NoFile::NotAFile).into()),
        Answer::Choice(..) | Answer::Other => Err(Refusal::Input(BadInput::NoText).into()),
    }
}

/// What is said of it, and the way to the next.
pub fn done(w: Words, order: OrderId) -> Next {
    let more = button(w.button_todo_list(), TodoPress::List { page: 0 });
    Next::Say(Screen::new(w.todo_finished(order)).buttons(vec![more]))
}
