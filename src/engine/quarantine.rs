//! Broken inputs are set aside: kept for whoever mends it, counted as applied so that they cannot
//! come again for ever, and whatever waited for them is told.

use std::borrow::Cow;

use super::apply;
use super::input::Input;
use crate::chat::alarm;
use crate::chat::handle::apologise;
use crate::chat::incoming::Incoming;
use crate::chat::missed as by_hand;
use crate::domain::alert::OwnerMessage;
use crate::domain::effect::{About, Answer, Effect, EffectState, Outcome, Task};
use crate::domain::id::{EffectId, TimerId};
use crate::domain::incident::{Sight, Trouble};
use crate::domain::limit::{DEAD_EFFECTS_MAX, QUARANTINED_MAX, STOCK_FILE_BYTES_MAX, TIMER_AGAIN};
use crate::domain::time::Timestamp;
use crate::domain::timer::Timer;
use crate::shop::context::{Ctx, Done};
use crate::shop::{delivery, file, inbox, incident, missed, payment, reconcile, seen, unclaimed};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Quarantined, Seen, Table};
use crate::words::Dictionary;

/// What stands in the way of an input's coming again.
enum Row<'a> {
    Seen(u64, &'a Incoming),
    /// Of the bot that warns, as it is remembered.
    OwnerUpdate(u64),
    Effect(EffectId),
    Timer(TimerId, Timestamp),
    /// It came once, and nothing of ours would bring it again.
    None,
}

impl Row<'_> {
    fn of(input: &Input) -> Row<'_> {
        match input {
            Input::Update { id, said } => Row::Seen(*id, said),
            Input::OwnerUpdate { id, .. } => Row::OwnerUpdate(*id | seen::ALERT_UPDATE),
            Input::Carried { effect, .. } => Row::Effect(*effect),
            Input::Ring { timer, at } => Row::Timer(*timer, *at),
            Input::Hint(_)
            | Input::Import(_)
            | Input::Pair(_)
            | Input::Dismiss(_)
            | Input::Set { .. }
            | Input::Configure { .. }
            | Input::RejectedNotice { .. }
            | Input::Booted(_)
            | Input::Opened
            | Input::Reconcile
            | Input::Books { .. }
            | Input::Met(_)
            | Input::SwapAgreed(_)
            | Input::Webhook(_)
            | Input::Observed { .. }
            | Input::Stepped(..)
            | Input::Ping
            | Input::Restored(_) => Row::None,
        }
    }
}

/// Sets an input aside with everything that belongs to it.
pub fn set_aside(ctx: &mut Ctx, dictionary: &Dictionary, input: &Input, why: &str) -> Done {
    let id = keep(ctx, input, why)?;
    if let Some(alarm) = incident::broke(ctx, id)? {
        alarm::tell(ctx, dictionary, &alarm)?;
    }
    put_right(ctx, dictionary, input, id, why)?;
    apply::tell(ctx, dictionary)
}

/// The same where bytes on the disk have changed: the owners hear what it is.
pub fn set_aside_for_damage(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    input: &Input,
    why: &str,
) -> Done {
    let began = Sight::Began { since: ctx.now, figure: 0 };
    incident::observed(ctx, Trouble::Damage, began)?;
    set_aside(ctx, dictionary, input, why)
}

/// Whatever waits for an input that will never be applied.
fn put_right(ctx: &mut Ctx, dictionary: &Dictionary, input: &Input, id: u64, why: &str) -> Done {
    match Row::of(input) {
        Row::Seen(update, said) => {
            seen::first_time(ctx, update)?;
            apologise(ctx, dictionary, said, id)
        }
        Row::Effect(effect) => {
            let Some(effect) = ctx.tx.get::<Effect>(effect.0)? else { return Ok(()) };
            give_up(ctx, effect.clone(), why)?;
            match (effect.about, &effect.task) {
                (About::Payment(id), Task::AskStatus { .. }) => payment::unanswered(ctx, id),
                (About::KeptFile(id), Task::Fetch { .. }) => file::lost(ctx, id),
                (About::Goods(order), _) => delivery::lost(ctx, order),
                (About::ByHand(action), Task::Show { to, .. }) => by_hand::lost(ctx, *to, action),
                (About::Missed { owner, .. }, _) => missed::untold(ctx, owner),
                (_, Task::Tell { to, message: OwnerMessage::News, .. }) => inbox::skip(ctx, *to),
                (About::Reconciliation { run, payment }, _) => {
                    reconcile::unanswered(ctx, run, payment)
                }
                (About::Unclaimed(id), _) => Ok(unclaimed::drop(ctx, id)?),
                // An invoice that never comes is ended by its order's timer.
                _ => Ok(()),
            }
        }
        // What it is for is still to be done: in a while the cause may be mended.
        Row::Timer(timer, _) => {
            if let Some(timer) = ctx.tx.get::<Timer>(timer.0)? {
                ctx.tx.put(&Timer { at: ctx.now.after(TIMER_AGAIN), ..timer })?;
            }
            Ok(())
        }
        Row::OwnerUpdate(update) => {
            seen::first_time(ctx, update)?;
            Ok(())
        }
        Row::None => Ok(()),
    }
}

/// The same when even that meets something broken: a row that does not decode. The row is taken
/// out of the way unread, and nobody is told but the log; the shop goes on.
pub fn set_aside_unread(ctx: &mut Ctx, input: &Input, why: &str) -> Result<(), Fault> {
    keep(ctx, input, why)?;
    match Row::of(input) {
        Row::Seen(update, _) => ctx.tx.discard::<Seen>(update),
        Row::Effect(effect) => ctx.tx.discard::<Effect>(effect.0),
        Row::Timer(timer, at) => {
            ctx.tx.discard::<Timer>(timer.0);
            ctx.tx.unlist(Index::TimerDue, at.0, timer.0);
        }
        Row::OwnerUpdate(update) => ctx.tx.discard::<Seen>(update),
        Row::None => {}
    }
    Ok(())
}

/// An input without a file that is larger than any stock: whoever sent it has it still.
fn lightened(input: &Input) -> Cow<'_, Input> {
    match input {
        Input::Carried { effect, outcome: Outcome::Done(Answer::File(bytes)) }
            if bytes.len() > STOCK_FILE_BYTES_MAX =>
        {
            let outcome = Outcome::Done(Answer::File(Vec::new()));
            Cow::Owned(Input::Carried { effect: *effect, outcome })
        }
        input => Cow::Borrowed(input),
    }
}

/// Keeps the input for whoever mends it; the oldest of too many goes.
fn keep(ctx: &mut Ctx, input: &Input, why: &str) -> Result<u64, Fault> {
    let id = ctx.tx.next(Table::Quarantine)?;
    // Whole, goods and all: the row is sealed, and a mender needs what really came.
    let input = serde_json::to_vec(&*lightened(input)).unwrap_or_default();
    ctx.tx.put(&Quarantined { id, at: ctx.now, input, why: why.to_owned() })?;
    if let Some(oldest) = id.checked_sub(QUARANTINED_MAX) {
        // Unread: it may be a row that broke itself.
        ctx.tx.discard::<Quarantined>(oldest);
    }
    Ok(id)
}

/// Keeps an effect that will never be carried, for people to see; the oldest of too many goes.
pub fn give_up(ctx: &mut Ctx, effect: Effect, why: &str) -> Result<(), Fault> {
    let state = EffectState::Dead { at: ctx.now, why: why.to_owned() };
    ctx.tx.put(&Effect { state, ..effect })?;
    if ctx.tx.count(Index::EffectsDead, ALL)? > DEAD_EFFECTS_MAX {
        for oldest in ctx.tx.list(Index::EffectsDead, ALL, Direction::Oldest, 1)? {
            ctx.tx.remove::<Effect>(oldest)?;
        }
    }
    Ok(())
}
