//! Wizard: where buyers may transfer to by hand, with a look at it before it counts.

use serde::{Deserialize, Serialize};

use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::limit::ACCOUNT_CHARS_MAX;
use crate::domain::message::Screen;
use crate::domain::text;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Text,
    Confirm { text: String },
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let choice = |label, choice| vec![button(label, Action::Wizard(choice))];
    let screen = match step {
        Step::Text => match settings::settings(&ctx.tx)?.transfer_account {
            Some(account) => Screen::new(w.account_now(&account, ACCOUNT_CHARS_MAX as u64))
                .buttons(choice(w.button_delete(), Choice::Delete)),
            None => Screen::new(w.account_none(ACCOUNT_CHARS_MAX as u64)),
        },
        Step::Confirm { text } => Screen::new(w.account_preview(text))
            .buttons(vec![Wizard::TransferAccount(step.clone()).save(w)]),
    };
    Ok(screen.buttons(choice(w.button_cancel(), Choice::Cancel)))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let account = match (step, said) {
        // While it is looked at, other words take the place of those.
        (_, Answer::Text(text)) => {
            let text = text::lines(&text, ACCOUNT_CHARS_MAX)?;
            return Ok(Next::Open(Wizard::TransferAccount(Step::Confirm { text })).into());
        }
        (Step::Confirm { text }, Answer::Choice(Choice::SaveThis(_))) => Some(text),
        (Step::Text, Answer::Choice(Choice::Delete)) => None,
        (step, _) => return Ok(Next::Open(Wizard::TransferAccount(step)).into()),
    };
    settings::set_account(ctx, admin, account)?;
    Ok(Next::Go(Place::Settings).toast(turn.words.toast_saved()))
}
