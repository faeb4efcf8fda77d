//! Money moved by hand, for owners who cannot be told at the moment: put down for each, and told
//! in one message when they write again.

use super::layout::{fitting, paragraphs};
use super::reach::words_of;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::Fact;
use crate::domain::id::{Address, CustomerId};
use crate::domain::message::Screen;
use crate::domain::missed::{Missed, StaffAction};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{missed, staff};
use crate::words::{Dictionary, Words};

/// Room for what stands around the list.
const AROUND: usize = 300;

/// What a notice is about: one that does not arrive must not be forgotten.
pub fn about(action: Option<StaffAction>, to: Address) -> About {
    match (action, to.chat.person()) {
        (Some(action), Some(_)) => About::ByHand(action),
        _ => About::Nothing,
    }
}

/// Puts it down for the owners who are not among those who are told now. Whoever did it knows.
pub fn note(
    ctx: &mut Ctx,
    action: StaffAction,
    by: Option<CustomerId>,
    told: &[CustomerId],
) -> Done {
    for owner in staff::owners(ctx)? {
        if Some(owner) != by && !told.contains(&owner) {
            missed::note(ctx, owner, action)?;
        }
    }
    Ok(())
}

/// A notice has not arrived.
pub fn lost(ctx: &mut Ctx, to: Address, action: StaffAction) -> Done {
    match to.chat.person() {
        Some(person) if staff::owners(ctx)?.contains(&person) => missed::note(ctx, person, action),
        _ => Ok(()),
    }
}

/// A fact as its listener sees it.
type Shown = fn(&Ctx, Words, &Fact, Address) -> Done<Option<Screen>>;

/// Tells an owner what they missed.
pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, owner: CustomerId, shown: Shown) -> Done {
    if !staff::owners(ctx)?.contains(&owner) {
        return missed::forget(ctx, owner);
    }
    let Some(missed) = missed::of(ctx, owner)? else { return Ok(()) };
    let screen = render(ctx, &missed, words_of(ctx, dictionary, owner)?, shown)?;
    let task = Task::Show { to: owner.chat().into(), screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Missed { owner, upto: missed.last })?;
    Ok(())
}

fn render(ctx: &Ctx, missed: &Missed, w: Words, shown: Shown) -> Done<Screen> {
    let mut told = Vec::new();
    let to = missed.owner.chat().into();
    // The newest matter most, where not all of them fit.
    for action in missed.actions.iter().rev() {
        match shown(ctx, w, &action.fact(), to) {
            // One whose row is broken hides no other; it is among those that are counted.
            Err(Stop::Fault(fault)) if !fault.fatal() => {}
            screen => told.extend(screen?.map(|screen| screen.html)),
        }
    }
    let count = missed.actions.len();
    let mut lines = fitting(told, AROUND);
    let more = (count - lines.len()) as u64 + u64::from(missed.more);
    lines.reverse();
    let more = if more > 0 { w.notice_missed_more(more) } else { String::new() };
    Ok(Screen::new(paragraphs([w.notice_missed(), lines.join("\n\n"), more])))
}
