//! What a press leads to, and what is shown where.

use super::{Draft, Place, Press, card, field, list};
use crate::chat::form::Form;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::OWN_BUTTONS_MAX;
use crate::domain::message::Screen;
use crate::domain::own_button::{NoButton, OwnButton};
use crate::domain::refusal::Refusal;
use crate::domain::revision::Target;
use crate::shop::context::{Ctx, Done};
use crate::shop::own_button;
use crate::shop::revision::is_undone;
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let saved = || turn.words.toast_saved();
    Ok(match press {
        Press::List => Next::go(Place::List { undo: None }).into(),
        Press::New => {
            if own_button::all(&ctx.tx)?.len() >= OWN_BUTTONS_MAX {
                return Err(Refusal::Button(NoButton::TooMany { max: OWN_BUTTONS_MAX }).into());
            }
            Next::ask(Form::new(Draft::default())).into()
        }
        Press::Card(id) => Next::go(Place::Card { id, undo: None }).into(),
        Press::Edit { id, field } => field::open(ctx, id, field)?.into(),
        Press::Preview(id) => Next::go(Place::Preview(id)).into(),
        Press::Raise(id) => {
            own_button::raise(ctx, by, id)?;
            Next::go(Place::List { undo: None }).toast(saved())
        }
        Press::Remove(id) => {
            let number = own_button::remove(ctx, by, id)?;
            Next::go(Place::List { undo: Some((id, number)) }).toast(saved())
        }
        Press::Undo { id, number } => {
            if is_undone::<OwnButton>(&ctx.tx, Target::Button(id), number)? {
                return Ok(Next::Stay.toast(turn.words.toast_undone()));
            }
            own_button::undo(ctx, by, id, number)?;
            let undone = turn.words.toast_undone();
            match own_button::known(&ctx.tx, id) {
                Ok(_) => Next::go(Place::Card { id, undo: None }).toast(undone),
                Err(_) => Next::go(Place::List { undo: None }).toast(undone),
            }
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::List { undo } => list::render(&list::load(ctx, undo)?, w),
        Place::Card { id, undo } => card::render(&card::load(ctx, id, undo)?, w),
        Place::Preview(id) => card::preview(ctx, w, id)?,
    })
}
