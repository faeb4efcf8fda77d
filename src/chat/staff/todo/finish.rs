//! It is done: what the buyer gets of it, looked at before it goes out.

use super::{Finish, Hands};
use crate::chat::action::TodoPress;
use crate::chat::choice::Choice;
use crate::chat::goods;
use crate::chat::layout::button;
use crate::chat::question::Question;
use crate::chat::said::{Answer, photo_attached};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::file::{Attached, Purpose};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::UNIT_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::account;
use crate::domain::todo::{Handover, NoTodo};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{browse, file, todo};
use crate::words::{Html, Words};

pub fn ask(it: &Finish, ctx: &Ctx, w: Words) -> Done<Question> {
    todo::known(&ctx.tx, it.order, it.product)?;
    let name = browse::product_name(&ctx.tx, it.product)?;
    Ok(match &it.hands {
        Some(Hands::Text(text)) => {
            let (rows, media) = goods::look(text, &name, w);
            let sure = w.todo_finish_sure(&name, it.order, Html(&rows));
            Question::new(sure).with(media).sure(w.button_todo_send(), Choice::Save)
        }
        Some(Hands::Nothing) => Question::new(w.todo_finish_nothing(&name, it.order))
            .sure(w.button_todo_nothing_sure(), Choice::Save),
        None => Question::new(w.todo_finish(&name, it.order))
            .choice(w.button_todo_nothing(), Choice::Save),
    })
}

pub fn answer(it: Finish, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let Finish { order, product, hands } = it;
    let next = |hands| Ok(Next::ask(Finish { order, product, hands }).into());
    match (said, hands) {
        (Answer::Text(typed), _) => match account(typed) {
            Ok(Some(text)) => {
                // It takes the place of a file that they have sent for it before.
                file::look::leave_all(ctx, by, Purpose::Todo { order, product })?;
                next(Some(Hands::Text(text)))
            }
            Ok(None) => Err(Refusal::Input(BadInput::NoText).into()),
            Err(_) => Err(Refusal::Input(BadInput::Long { max: UNIT_BYTES_MAX }).into()),
        },
        // A file takes the place of nothing: what was typed and looked at would be lost.
        (Answer::Document(_) | Answer::Photo { .. }, Some(Hands::Text(_))) => {
            Err(Refusal::Todo(NoTodo::TextWaits).into())
        }
        (Answer::Document(_) | Answer::Photo { .. }, _) if turn.album.is_some() => {
            Err(Refusal::Todo(NoTodo::OneFile).into())
        }
        (Answer::Document(document), _) => {
            sent(ctx, turn, by, (order, product), document.attached())
        }
        (Answer::Photo { file }, _) => sent(ctx, turn, by, (order, product), photo_attached(file)),
        (Answer::Choice(Choice::Save, _), None) => next(Some(Hands::Nothing)),
        (Answer::Choice(Choice::Save, _), Some(hands)) => {
            let text = match hands {
                Hands::Text(text) => text,
                Hands::Nothing => String::new(),
            };
            todo::finish(ctx, by, order, product, Handover { text, file: None })?;
            Ok(done(turn.words, order).into())
        }
        (Answer::Choice(..) | Answer::Other, _) => Err(Refusal::Input(BadInput::NoText).into()),
    }
}

/// It is fetched, and looked at when it is here. Others of its album are heard as what they are.
fn sent(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    (order, product): (OrderId, ProductId),
    file: Attached,
) -> Done<Reply> {
    todo::known(&ctx.tx, order, product)?;
    file::send_for(ctx, by, Purpose::Todo { order, product }, file)?;
    let coming = Screen::new(turn.words.todo_file_coming(order));
    Ok(Next::Then(coming, Finish { order, product, hands: None }.into()).into())
}

/// What is said of it, and the way to the next.
pub fn done(w: Words, order: OrderId) -> Next {
    let more = button(w.button_todo_list(), TodoPress::List { page: 0 });
    Next::Say(Screen::new(w.todo_finished(order)).buttons(vec![more]))
}
