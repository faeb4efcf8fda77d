//! Joining the staff by a code.

use super::role::role_name;
use crate::chat::contact;
use crate::chat::customer::home::welcome;
use crate::chat::place::MenuPlace;
use crate::chat::show::show;
use crate::chat::staff::menu::first_steps;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::{invitation, staff};
use crate::words::args;

pub fn claim(ctx: &mut Ctx, turn: &Turn, code: &str) -> Done<Reply> {
    let w = turn.words;
    if code.trim().is_empty() {
        return Ok(Next::say(w.usage_claim()).into());
    }
    let role = match invitation::claim(ctx, turn.customer.id, code)? {
        Ok(role) => role,
        // Said and not refused: a refusal would take back that it was counted.
        Err(why) => {
            let no = Screen::new(w.refusal(&Refusal::Staff(why)));
            return Ok(Next::Say(contact::under(ctx, turn, no)?).into());
        }
    };
    // With the keys of the staff, which the text names.
    let home = welcome::render(&welcome::load(ctx, turn)?, w);
    let done =
        w.done_claim(args::DoneClaim { name: &turn.customer.name, role: &role_name(role, w) });
    let welcome = Screen { html: done, ..home };
    if !staff::holds(ctx, role, Right::Shelf)? || first_steps::load(ctx, turn)?.are_done() {
        return Ok(Next::Say(welcome).into());
    }
    // The keys come with a message of their own: what there is to do has buttons.
    show(ctx, turn.customer.id, welcome)?;
    Ok(Next::go(MenuPlace::FirstSteps).into())
}
