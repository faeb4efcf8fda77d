//! What a press leads to, and what is shown where.

use super::role::role_label;
use super::{Place, Press, card, invite, list};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::revision::Target;
use crate::domain::staff::Member;
use crate::shop::context::{Ctx, Done};
use crate::shop::invitation;
use crate::shop::revision::{is_undone, newest};
use crate::shop::staff::{self, Staff};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    Ok(match press {
        Press::List { page } => Next::go(Place::List { page, undo: None }).into(),
        Press::Card(person) => Next::go(Place::Card { person, undo: None }).into(),
        Press::Invite => Next::go(Place::Invite).into(),
        Press::InviteAs(role) => {
            let code = invitation::pair(ctx, role, Some(by.id()))?;
            Next::go(Place::Invited { code, role }).into()
        }
        Press::AskRole(person) => Next::go(Place::Role(person)).into(),
        Press::GiveRole { person, was, role } => {
            staff::give_role(ctx, by, person, was, role)?;
            let undo = change(ctx, person)?;
            Next::go(Place::Card { person, undo }).toast(w.toast_role_given())
        }
        Press::AskExpel(person) => Next::go(Place::Expel(person)).into(),
        Press::Expel { person, was } => {
            staff::expel(ctx, by, person, was)?;
            let undo = change(ctx, person)?.map(|change| (person, change));
            Next::go(Place::List { page: 0, undo }).toast(w.toast_expelled())
        }
        Press::TakeBack { person, change } => {
            if is_undone::<Member>(&ctx.tx, Target::Member(person), change)? {
                return Ok(Next::Stay.toast(w.toast_undone()));
            }
            staff::take_back(ctx, by, person, change)?;
            Next::go(Place::Card { person, undo: None }).toast(w.toast_taken_back())
        }
        Press::Uninvite(key) => {
            let role = role_label(invitation::cancel(ctx, by, key)?, w);
            Next::go(Place::List { page: 0, undo: None }).toast(w.toast_uninvited(&role))
        }
    })
}

/// The number of what was just changed about somebody.
fn change(ctx: &Ctx, person: CustomerId) -> Done<Option<u64>> {
    Ok(newest(&ctx.tx, Target::Member(person))?.map(|revision| revision.number))
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { page, undo } => list::render(&list::load(ctx, turn, *page, *undo)?, w),
        Place::Card { person, undo } => card::render(&card::load(ctx, turn, *person, w)?, *undo, w),
        Place::Invite => invite::ask(w),
        Place::Invited { code, role } => invite::render(&invite::load(ctx, code, *role)?, w),
        Place::Role(person) => card::ask_role(&card::load(ctx, turn, *person, w)?, w),
        Place::Expel(person) => card::ask_expel(&card::load(ctx, turn, *person, w)?, w),
    })
}
