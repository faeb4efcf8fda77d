//! Long pastes of the staff. Telegram's programs split what is too long for one message, perhaps
//! in the middle of a unit; so what may be cut off is not taken, and what comes right behind it
//! is neither searched for, nor sold, nor said again.

use serde::{Deserialize, Serialize};

use crate::chat::action::Action;
use crate::chat::answer::answer as carry_out;
use crate::chat::command::Command;
use crate::chat::customer::{evidence, unpaid};
use crate::chat::layout::button;
use crate::chat::route::{Answer, Intent, Length};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::Screen;
use crate::domain::stock::resembles;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff;
use crate::words::Words;

/// What became of the message before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// It may be cut off, and nothing of it was taken.
    Refused,
    /// It was whole; there may be more.
    Heard,
}

pub fn ask(step: Step, w: Words) -> Screen {
    match step {
        Step::Refused => Screen::new(w.paste_cut()),
        Step::Heard => behind(w),
    }
}

/// A text so long that more of it may be on its way. Of buyers it is what it seems.
pub fn hear(ctx: &mut Ctx, turn: &Turn, length: Length, intent: Intent) -> Done<Reply> {
    if staff::role_of(ctx, turn.customer.id)?.is_none() {
        return carry_out(ctx, turn, intent);
    }
    match (length, intent) {
        // More of the same, with more to come.
        (_, Intent::Answer(Wizard::Rest(step), Answer::Text(_))) => {
            Ok(Next::Then(behind(turn.words), Wizard::Rest(step)).into())
        }
        (Length::Full, _) => Ok(Next::Open(Wizard::Rest(Step::Refused)).into()),
        (Length::Half, intent) if fills(&intent) => whole(ctx, turn, intent),
        (Length::Half, intent) => carry_out(ctx, turn, intent),
    }
}

/// Whether it brings stock.
fn fills(intent: &Intent) -> bool {
    let wizard = |it: &Wizard| matches!(it, Wizard::FillStock(_) | Wizard::FillSure(_));
    match intent {
        Intent::Command(command, _) => {
            matches!(command, Command::AddStock(_) | Command::Add(_) | Command::Several)
        }
        Intent::Answer(wizard_open, Answer::Text(_)) => wizard(wizard_open),
        _ => false,
    }
}

/// Carries it out, and waits for what may come behind it.
fn whole(ctx: &mut Ctx, turn: &Turn, intent: Intent) -> Done<Reply> {
    let rest = Wizard::Rest(Step::Heard);
    let mark = ctx.mark();
    let reply = match carry_out(ctx, turn, intent) {
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            Next::Again(rest, refusal).into()
        }
        reply => reply?,
    };
    Ok(match reply.next {
        Next::Say(screen) => Next::Then(screen, Wizard::Rest(Step::Heard)).into(),
        Next::Again(_, refusal) => Next::Again(Wizard::Rest(Step::Heard), refusal).into(),
        _ => reply,
    })
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    Ok(match said {
        Answer::Text(text) if Length::of(&text).is_none() => Next::Say(behind(turn.words)).into(),
        Answer::Text(_) => Next::Then(behind(turn.words), Wizard::Rest(step)).into(),
        Answer::Photo { .. } | Answer::Document(_) => match said.sent() {
            Some(sent) => match evidence::hear(ctx, turn, sent)? {
                Some(reply) => reply,
                None => unpaid::no_use(ctx, turn)?,
            },
            None => Next::Stay.into(),
        },
        Answer::Choice(_) | Answer::Other => Next::Stay.into(),
    })
}

/// Stock that was sent without saying that it is some: it is no search.
pub fn unsought(ctx: &Ctx, turn: &Turn, words: &str) -> Done<Option<Reply>> {
    let staff = staff::role_of(ctx, turn.customer.id)?.is_some();
    let goods = staff && resembles(words);
    Ok(goods.then(|| Next::Say(to_fill(turn.words.goods_not_searched(), turn.words)).into()))
}

/// What is said to it.
pub fn behind(w: Words) -> Screen {
    to_fill(w.paste_behind(), w)
}

fn to_fill(text: String, w: Words) -> Screen {
    Screen::new(text).buttons(vec![button(w.button_fill_stock(), Action::FillPick { page: 0 })])
}
