//! A courier is back: what it brought finds its way, and its errand ends or is tried again.

use super::quarantine::give_up;
use crate::chat::handle::file_came;
use crate::chat::missed as by_hand;
use crate::domain::alert::{Tale, Via};
use crate::domain::backoff::backoff;
use crate::domain::effect::{
    About, Answer, Carrier, Effect, EffectState, Errand, Lane, Never, Outcome,
};
use crate::domain::id::{Address, ChatId, CustomerId, EffectId};
use crate::domain::limit::{
    CALLBACK_LIFE, RECONCILE_TRIES, RETRY_AFTER_MAX, SEND_ATTEMPTS_MAX, STATUS_GAP, TELL_LIFE,
};
use crate::domain::message::{Media, MessageRef, Screen};
use crate::domain::time::Span;
use crate::shop::context::{Ctx, Done};
use crate::shop::{
    arrive, checkout, delivery, desk, episode, group, missed, payment, picture, reconcile,
    settings, staff,
};
use crate::store::read::Read;
use crate::words::Dictionary;

pub fn carried(ctx: &mut Ctx, dictionary: &Dictionary, id: EffectId, outcome: &Outcome) -> Done {
    // A result that comes twice finds its errand gone.
    let Some(effect) = ctx.tx.get::<Effect>(id.0)? else { return Ok(()) };
    if effect.errand.carrier() == Carrier::Gateway {
        episode::gateway_did(ctx, outcome)?;
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
        (Answer::Status(proof), About::Payment(id)) => payment::answered(ctx, id, proof.clone()),
        (Answer::Status(proof), About::Reconciliation { run, payment }) => {
            reconcile::answered(ctx, run, payment, proof.clone())
        }
        (Answer::Unknown, About::Reconciliation { run, payment }) => {
            reconcile::unknown(ctx, run, payment)
        }
        (Answer::File(bytes), _) => file_came(ctx, dictionary, effect, Ok(bytes)),
        (Answer::Shown { message, file }, about) => {
            shown(ctx, effect, *message, file.as_deref(), about)
        }
        (Answer::Told { upto }, _) => told(ctx, effect, Some(*upto)),
        (Answer::Carried, _) => told(ctx, effect, None),
        // The gateway has closed a transaction, or a button has been answered.
        _ => Ok(()),
    }
}

/// An owner has heard it, or there was nothing to hear any more.
fn told(ctx: &mut Ctx, effect: &Effect, upto: Option<u64>) -> Done {
    match &effect.errand {
        Errand::Tell { to, tale: Tale::News, .. } => desk::told(ctx, *to, upto),
        _ => Ok(()),
    }
}

fn shown(
    ctx: &mut Ctx,
    effect: &Effect,
    message: MessageRef,
    file: Option<&str>,
    about: About,
) -> Done {
    if let (Errand::Show { screen, .. }, Some(file)) = (&effect.errand, file)
        && let Media::Picture(id) = screen.media
    {
        picture::named(ctx, id, file.to_owned())?;
    }
    if let Errand::Show { to, .. } = &effect.errand
        && to.chat.person().is_none()
    {
        group::took(ctx, *to)?;
    }
    match about {
        About::Panel(order) => delivery::panel_moved(ctx, order, message),
        About::Goods(order) => delivery::arrived(ctx, order),
        About::Missed { owner, upto } => missed::told(ctx, owner, upto),
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
    let wanted = match (&effect.errand, effect.about) {
        (Errand::Toast { .. }, _) => ctx.now < effect.at.after(CALLBACK_LIFE),
        (Errand::MakeInvoice { .. }, About::Payment(id)) => payment::invoice_wanted(&ctx.tx, id)?,
        (Errand::AskStatus { .. }, About::Payment(id)) => {
            payment::still_wanted(ctx, id, effect.at)?
        }
        (Errand::CancelInvoice { .. }, About::Payment(id)) => {
            payment::cancel_wanted(ctx, id, effect.at)?
        }
        (Errand::Tell { tale, .. }, _) => {
            *tale == Tale::News || ctx.now < effect.at.after(TELL_LIFE)
        }
        _ => true,
    };
    if !wanted {
        ctx.tx.remove::<Effect>(effect.id.0)?;
        return Ok(());
    }
    // The gateway is asked as long as somebody waits; a message is given up at some time.
    let carrier = effect.errand.carrier();
    if carrier == Carrier::Telegram && attempt >= SEND_ATTEMPTS_MAX {
        return never(ctx, dictionary, effect, &Never::Refused(why.to_owned()));
    }
    // One failure is a hiccup; after the second the buyer hears why nothing happens.
    if let (Errand::MakeInvoice { .. }, About::Payment(id), 2) =
        (&effect.errand, effect.about, attempt)
    {
        checkout::invoice_slow(ctx, id)?;
    }
    let pause = after.unwrap_or_else(|| backoff(carrier, attempt));
    let pause = match effect.errand {
        Errand::AskStatus { .. } => pause.max(STATUS_GAP),
        _ => pause.min(backoff(carrier, attempt).max(RETRY_AFTER_MAX)),
    };
    let state = EffectState::Due { at: ctx.now.after(pause), attempt };
    Ok(ctx.again(Effect { state, ..effect })?)
}

/// It will never work: whoever waits for it is told, and what must not be forgotten stays.
fn never(ctx: &mut Ctx, dictionary: &Dictionary, effect: Effect, why: &Never) -> Done {
    tracing::warn!(effect_id = effect.id.0, about = ?effect.about, ?why, "an errand is given up");
    ctx.tx.remove::<Effect>(effect.id.0)?;
    match (why, &effect.errand) {
        (Never::Moved(to), Errand::Show { to: from, .. }) => {
            let (from, to) = (*from, ChatId(*to));
            settings::group_moved(ctx, from.chat, to)?;
            return send_elsewhere(ctx, effect, Address { chat: to, ..from });
        }
        // The sellers have been told by themselves.
        (why, Errand::Show { to, .. }) if to.chat.person().is_none() && group::is_closed(why) => {
            return group::refused(ctx, *to);
        }
        (Never::Away, Errand::Show { to, .. }) => {
            if let Some(person) = to.chat.person() {
                arrive::leave(ctx, person)?;
            }
        }
        // Telegram knows the file no longer. The words and buttons under it matter more.
        (Never::Refused(_), Errand::Show { to, screen, replace })
            if matches!(screen.media, Media::Sent(_)) =>
        {
            let screen = Screen { media: Media::None, ..screen.clone() };
            let errand = Errand::Show { to: *to, screen, replace: *replace };
            ctx.ask(effect.lane, errand, effect.about)?;
            return Ok(());
        }
        // A warning that fails is no reason for another one.
        (_, Errand::Tell { to, via, tale }) => return untold(ctx, *to, *via, tale, why),
        (Never::Refused(why), _) => {
            give_up(ctx, effect.clone(), why)?;
        }
        _ => {}
    }
    match (&effect.errand, effect.about) {
        (Errand::MakeInvoice { .. }, About::Payment(id)) => checkout::not_invoiced(ctx, id),
        (Errand::AskStatus { .. }, About::Payment(id)) => payment::unanswered(ctx, id),
        (Errand::Fetch { .. }, _) => file_came(ctx, dictionary, &effect, Err(())),
        (_, About::Reconciliation { run, payment }) => reconcile::unanswered(ctx, run, payment),
        (_, About::Goods(order)) => delivery::lost(ctx, order),
        (Errand::Show { to, .. }, About::ByHand(deed)) => by_hand::lost(ctx, *to, deed),
        (_, About::Missed { owner, .. }) => missed::untold(ctx, owner),
        _ => Ok(()),
    }
}

/// An owner could not be told. Where one bot may not write, the other may.
fn untold(ctx: &mut Ctx, to: CustomerId, via: Via, tale: &Tale, why: &Never) -> Done {
    match (why, via) {
        (Never::Away, Via::Alert) if *tale == Tale::News => desk::away(ctx, to),
        (Never::Away, Via::Alert) => match staff::owners(ctx)?.contains(&to) {
            true => {
                desk::away(ctx, to)?;
                desk::tell(ctx, to, Via::Shop, tale.clone())
            }
            // A stranger who was sent away.
            false => Ok(()),
        },
        (Never::Away, Via::Shop) => {
            arrive::leave(ctx, to)?;
            desk::away(ctx, to)
        }
        _ if *tale == Tale::News => desk::skip(ctx, to),
        _ => Ok(()),
    }
}

fn send_elsewhere(ctx: &mut Ctx, effect: Effect, to: Address) -> Done {
    let Errand::Show { screen, .. } = effect.errand else { return Ok(()) };
    let errand = Errand::Show { to, screen, replace: None };
    ctx.ask(Lane::Notice, errand, effect.about)?;
    Ok(())
}
