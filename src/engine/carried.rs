//! A courier is back: what it brought finds its way, and its task ends or is tried again.

use super::quarantine::give_up;
use crate::chat::handle::file_came;
use crate::chat::missed as by_hand;
use crate::chat::staff::setting::trial;
use crate::domain::alert::{OwnerMessage, Via};
use crate::domain::backoff::backoff;
use crate::domain::effect::{
    About, Answer, Carrier, Effect, EffectState, Lane, Never, Outcome, Task,
};
use crate::domain::id::{Address, ChatId, CustomerId, EffectId};
use crate::domain::limit::{
    CALLBACK_LIFE, FILE_ATTEMPTS_MAX, RECONCILE_TRIES, RETRY_AFTER_MAX, SEND_ATTEMPTS_MAX,
    STATUS_GAP, TELL_LIFE, UNCLAIMED_TRIES,
};
use crate::domain::message::{Media, MessageRef, Screen};
use crate::domain::time::Span;
use crate::shop::context::{Ctx, Done};
use crate::shop::{
    arrive, checkout, delivery, file as kept, group, inbox, incident, missed, payment, picture,
    reconcile, settings, staff, unclaimed,
};
use crate::store::read::Read;
use crate::words::Dictionary;

pub fn carried(ctx: &mut Ctx, dictionary: &Dictionary, id: EffectId, outcome: &Outcome) -> Done {
    // A result that comes twice finds its task gone.
    let Some(effect) = ctx.tx.get::<Effect>(id.0)? else { return Ok(()) };
    // What it says of a number that somebody may have made up tells nothing of how it does.
    let ours = !matches!(effect.about, About::Unclaimed(_));
    if effect.task.carrier() == Carrier::Gateway && ours {
        incident::gateway_did(ctx, outcome)?;
    }
    match outcome {
        Outcome::Done(answer) => {
            ctx.tx.remove::<Effect>(id.0)?;
            done(ctx, dictionary, &effect, answer)
        }
        Outcome::Later { after, why } => later(ctx, dictionary, effect, *after, why),
        Outcome::Never(why) => never(ctx, dictionary, effect, why),
    }
}

fn done(ctx: &mut Ctx, dictionary: &Dictionary, effect: &Effect, answer: &Answer) -> Done {
    match (answer, effect.about) {
        (Answer::Invoice(invoice), About::Payment(id)) => {
            checkout::invoiced(ctx, id, invoice.clone())
        }
        (Answer::Status(answer), About::Payment(id)) => payment::answered(ctx, id, answer.clone()),
        (Answer::Status(answer), About::Reconciliation { run, payment }) => {
            reconcile::answered(ctx, run, payment, answer.clone())
        }
        (Answer::Unknown, About::Reconciliation { run, payment }) => {
            reconcile::unknown(ctx, run, payment)
        }
        (Answer::Status(answer), About::Unclaimed(id)) => {
            unclaimed::answered(ctx, id, answer.clone())
        }
        (Answer::Unknown, About::Unclaimed(id)) => unclaimed::unknown(ctx, id),
        (Answer::File(bytes), _) => file_came(ctx, dictionary, effect, Ok(bytes)),
        (Answer::Shown { message, file }, about) => {
            let shown = Shown { message: *message, file: file.as_deref(), about };
            arrived(ctx, dictionary, effect, shown)
        }
        (Answer::Told { upto }, _) => told(ctx, effect, Some(*upto)),
        (Answer::Carried, _) => told(ctx, effect, None),
        // The gateway has closed a transaction, or a button has been answered.
        _ => Ok(()),
    }
}

/// An owner has heard it, or there was nothing to hear any more.
fn told(ctx: &mut Ctx, effect: &Effect, upto: Option<u64>) -> Done {
    match &effect.task {
        Task::Tell { to, message: OwnerMessage::News, .. } => inbox::told(ctx, *to, upto),
        _ => Ok(()),
    }
}

/// A message that stands in its chat now.
struct Shown<'a> {
    message: MessageRef,
    file: Option<&'a str>,
    about: About,
}

fn arrived(ctx: &mut Ctx, dictionary: &Dictionary, effect: &Effect, shown: Shown) -> Done {
    let Shown { message, file, about } = shown;
    if let (Task::Show { screen, .. }, Some(name)) = (&effect.task, file) {
        match screen.media {
            Media::Picture(id) => picture::named(ctx, id, name.to_owned())?,
            Media::Kept(id) => kept::named(ctx, id, name.to_owned())?,
            _ => {}
        }
    }
    if let Task::Show { to, .. } = &effect.task
        && to.chat.person().is_none()
    {
        group::took(ctx, *to)?;
    }
    match about {
        About::Panel(order) => delivery::panel_moved(ctx, order, message),
        About::Goods(order) => delivery::arrived(ctx, order),
        About::Missed { owner, upto } => missed::told(ctx, owner, upto),
        About::GroupTrial { by, seen } => match &effect.task {
            Task::Show { to, .. } => trial::arrived(ctx, dictionary, by, seen, *to),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Tries again, unless nobody waits any more.
fn later(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    effect: Effect,
    after: Option<Span>,
    why: &str,
) -> Done {
    let EffectState::Due { attempt, .. } = effect.state else { return Ok(()) };
    let attempt = attempt.saturating_add(1);
    if let About::Reconciliation { run, payment } = effect.about
        && attempt >= RECONCILE_TRIES
    {
        ctx.tx.remove::<Effect>(effect.id.0)?;
        return reconcile::unanswered(ctx, run, payment);
    }
    if let About::Unclaimed(id) = effect.about
        && attempt >= UNCLAIMED_TRIES
    {
        ctx.tx.remove::<Effect>(effect.id.0)?;
        return unclaimed::later(ctx, id);
    }
    let wanted = match (&effect.task, effect.about) {
        (Task::Toast { .. }, _) => ctx.now < effect.at.after(CALLBACK_LIFE),
        (Task::MakeInvoice { .. }, About::Payment(id)) => payment::invoice_wanted(&ctx.tx, id)?,
        (Task::AskStatus { .. }, About::Payment(id)) => payment::still_wanted(ctx, id, effect.at)?,
        (Task::CancelInvoice { .. }, About::Payment(id)) => {
            payment::cancel_wanted(ctx, id, effect.at)?
        }
        (Task::Tell { message, .. }, _) => {
            *message == OwnerMessage::News || ctx.now < effect.at.after(TELL_LIFE)
        }
        _ => true,
    };
    if !wanted {
        ctx.tx.remove::<Effect>(effect.id.0)?;
        return Ok(());
    }
    // The gateway is asked as long as somebody waits; a message is given up at some time.
    let carrier = effect.task.carrier();
    let attempts_max = match (&effect.task, effect.about) {
        (Task::Fetch { .. }, About::KeptFile(_)) => FILE_ATTEMPTS_MAX,
        _ => SEND_ATTEMPTS_MAX,
    };
    if carrier == Carrier::Telegram && attempt >= attempts_max {
        return never(ctx, dictionary, effect, &Never::Refused(why.to_owned()));
    }
    // One failure is a hiccup; after the second the buyer hears why nothing happens.
    if let (Task::MakeInvoice { .. }, About::Payment(id), 2) = (&effect.task, effect.about, attempt)
    {
        checkout::invoice_slow(ctx, id)?;
    }
    let pause = after.unwrap_or_else(|| backoff(carrier, attempt));
    let pause = match effect.task {
        Task::AskStatus { .. } => pause.max(STATUS_GAP),
        _ => pause.min(backoff(carrier, attempt).max(RETRY_AFTER_MAX)),
    };
    let state = EffectState::Due { at: ctx.now.after(pause), attempt };
    Ok(ctx.again(Effect { state, ..effect })?)
}

/// It will never work: whoever waits for it is told, and what must not be forgotten stays.
fn never(ctx: &mut Ctx, dictionary: &Dictionary, effect: Effect, why: &Never) -> Done {
    tracing::warn!(effect_id = effect.id.0, about = ?effect.about, ?why, "a task is given up");
    ctx.tx.remove::<Effect>(effect.id.0)?;
    match (why, &effect.task) {
        (Never::Moved(to), Task::Show { to: from, .. }) => {
            let (from, to) = (*from, ChatId(*to));
            settings::group_moved(ctx, from.chat, to)?;
            return send_elsewhere(ctx, effect, Address { chat: to, ..from });
        }
        (why, Task::Show { .. }) if let About::GroupTrial { by, .. } = effect.about => {
            return trial::refused(ctx, dictionary, by, why);
        }
        // The sellers have been told by themselves.
        (why, Task::Show { to, .. }) if to.chat.person().is_none() && group::is_closed(why) => {
            return group::refused(ctx, *to);
        }
        (Never::Away, Task::Show { to, .. }) => {
            if let Some(person) = to.chat.person() {
                arrive::leave(ctx, person)?;
            }
        }
        // Telegram knows the file no longer. The words and buttons under it matter more.
        (Never::Refused(_), Task::Show { to, screen, replace })
            if matches!(screen.media, Media::Sent(_)) =>
        {
            let screen = Screen { media: Media::None, ..screen.clone() };
            let task = Task::Show { to: *to, screen, replace: *replace };
            ctx.ask(effect.lane, task, effect.about)?;
            return Ok(());
        }
        // A warning that fails is no reason for another one.
        (_, Task::Tell { to, via, message }) => return untold(ctx, *to, *via, message, why),
        // Whoever makes up numbers fills no list that a mender reads.
        (_, Task::AskStatus { .. }) if let About::Unclaimed(id) = effect.about => {
            return Ok(unclaimed::drop(ctx, id)?);
        }
        (Never::Refused(why), _) => {
            give_up(ctx, effect.clone(), why)?;
        }
        _ => {}
    }
    match (&effect.task, effect.about) {
        (Task::MakeInvoice { .. }, About::Payment(id)) => checkout::not_invoiced(ctx, id),
        (Task::AskStatus { .. }, About::Payment(id)) => payment::unanswered(ctx, id),
        (Task::Fetch { .. }, _) => file_came(ctx, dictionary, &effect, Err(())),
        (_, About::Reconciliation { run, payment }) => reconcile::unanswered(ctx, run, payment),
        (task, About::Goods(order)) => {
            if let Task::Show { screen, .. } = task
                && let Media::Kept(file) = screen.media
            {
                kept::unknown(ctx, file)?;
            }
            delivery::lost(ctx, order)
        }
        (Task::Show { to, .. }, About::ByHand(action)) => by_hand::lost(ctx, *to, action),
        (_, About::Missed { owner, .. }) => missed::untold(ctx, owner),
        _ => Ok(()),
    }
}

/// An owner could not be told. Where one bot may not write, the other may.
fn untold(ctx: &mut Ctx, to: CustomerId, via: Via, message: &OwnerMessage, why: &Never) -> Done {
    match (why, via) {
        (Never::Away, Via::Alert) if *message == OwnerMessage::News => inbox::away(ctx, to),
        (Never::Away, Via::Alert) => match staff::owners(ctx)?.contains(&to) {
            true => {
                inbox::away(ctx, to)?;
                inbox::tell(ctx, to, Via::Shop, message.clone())
            }
            // A stranger who was sent away.
            false => Ok(()),
        },
        (Never::Away, Via::Shop) => {
            arrive::leave(ctx, to)?;
            inbox::away(ctx, to)
        }
        _ if *message == OwnerMessage::News => inbox::skip(ctx, to),
        _ => Ok(()),
    }
}

fn send_elsewhere(ctx: &mut Ctx, effect: Effect, to: Address) -> Done {
    let Task::Show { screen, .. } = effect.task else { return Ok(()) };
    let task = Task::Show { to, screen, replace: None };
    ctx.ask(Lane::Notice, task, effect.about)?;
    Ok(())
}
