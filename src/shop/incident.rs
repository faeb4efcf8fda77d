//! Troubles that last: many failures are one warning, and their end is one all-clear.

use super::context::{Ctx, Done};
use super::inbox;
use crate::domain::alert::Alarm;
use crate::domain::effect::{Never, Outcome};
use crate::domain::fact::Fact;
use crate::domain::incident::{Incident, Sight, Trouble};
use crate::domain::limit::{GATEWAY_FAILURES, SET_ASIDE_QUIET, SILENCE_AFTER, SILENCE_PAYMENTS};
use crate::domain::timer::What;
use crate::domain::webhook::News;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// The gateway has answered, or has not. A healthy shop writes nothing here.
pub fn gateway_did(ctx: &mut Ctx, outcome: &Outcome) -> Done {
    // It was not even asked.
    if let Outcome::Never(Never::Late) = outcome {
        return Ok(());
    }
    if let Outcome::Done(_) = outcome {
        if let Some(before) = over(ctx, Trouble::Gateway)? {
            ctx.fact(Fact::Alarm(Alarm::GatewayUp { down_for: ctx.now.since(before.since) }));
        }
        return Ok(());
    }
    if let Some(Incident { since, failures, .. }) = failed(ctx, Trouble::Gateway, GATEWAY_FAILURES)?
    {
        ctx.fact(Fact::Alarm(Alarm::GatewayDown { since, failures }));
    }
    Ok(())
}

/// The webhook works, or does not. One that is not wanted any more is no trouble, and no news.
pub fn webhook(ctx: &mut Ctx, news: News) -> Done {
    match news {
        News::Down { cut, polling } => {
            if failed(ctx, Trouble::Webhook, 1)?.is_some() {
                ctx.fact(Fact::Alarm(Alarm::WebhookDown { cut, polling }));
            }
        }
        News::Up => {
            if let Some(before) = over(ctx, Trouble::Webhook)? {
                let down_for = ctx.now.since(before.since);
                ctx.fact(Fact::Alarm(Alarm::WebhookUp { down_for }));
            }
        }
        News::Unused => moot(ctx, Trouble::Webhook)?,
    }
    Ok(())
}

/// The ledger has been added up, and so many things are wrong.
pub fn books_added_up(ctx: &mut Ctx, broken: u64) -> Done {
    let news = match broken {
        0 => over(ctx, Trouble::Books)?.map(|it| Alarm::BooksWhole { since: it.since }),
        count => failed(ctx, Trouble::Books, 1)?.map(|_| Alarm::BooksBroken { count }),
    };
    if let Some(news) = news {
        ctx.fact(Fact::Alarm(news));
    }
    Ok(())
}

/// Counts one more failure. The incident comes back when it is time to warn, which is once.
pub fn failed(ctx: &mut Ctx, trouble: Trouble, enough: u32) -> Result<Option<Incident>, Fault> {
    let fresh = Incident { trouble, failures: 0, since: ctx.now, told: false };
    let before = ctx.tx.get::<Incident>(trouble as u64)?.unwrap_or(fresh);
    let failures = before.failures.saturating_add(1);
    let now = Incident { failures, told: before.told || failures >= enough, ..before };
    ctx.tx.put(&now)?;
    Ok(Some(now).filter(|now| now.told && !before.told))
}

/// All is well. The incident comes back if people had been warned of it.
pub fn over(ctx: &mut Ctx, trouble: Trouble) -> Result<Option<Incident>, Fault> {
    let Some(before) = ctx.tx.get::<Incident>(trouble as u64)? else { return Ok(None) };
    ctx.tx.remove::<Incident>(trouble as u64)?;
    Ok(Some(before).filter(|before| before.told))
}

/// It can be neither seen nor heard of any more: nobody is told, and nobody is reminded.
fn moot(ctx: &mut Ctx, trouble: Trouble) -> Done {
    ctx.tx.remove::<Incident>(trouble as u64)?;
    inbox::let_go(ctx, trouble)
}

/// The shop has opened. Where no notices are wanted, none are missing.
pub fn opened(ctx: &mut Ctx) -> Done {
    match ctx.shop.hooked {
        true => Ok(()),
        false => moot(ctx, Trouble::Silence),
    }
}

/// Those who watch the shop from outside say what they see. Saying it twice changes nothing, so
/// that a restart neither forgets nor repeats.
pub fn observed(ctx: &mut Ctx, trouble: Trouble, sight: Sight) -> Done {
    if trouble.passing() {
        if let Sight::Began { since, figure } = sight {
            ctx.fact(Fact::Alarm(Alarm::Began { trouble, since, figure }));
        }
        return Ok(());
    }
    let before = ctx.tx.get::<Incident>(trouble as u64)?;
    match (sight, before) {
        (Sight::Began { since, figure }, None) => {
            ctx.tx.put(&Incident { trouble, failures: 1, since, told: true })?;
            ctx.fact(Fact::Alarm(Alarm::Began { trouble, since, figure }));
        }
        (Sight::Over, Some(_)) => ended(ctx, trouble)?,
        (Sight::Began { .. }, Some(_)) | (Sight::Over, None) => {}
    }
    Ok(())
}

/// An end like most.
fn ended(ctx: &mut Ctx, trouble: Trouble) -> Done {
    if let Some(before) = over(ctx, trouble)? {
        ctx.fact(Fact::Alarm(Alarm::Over { trouble, since: before.since }));
    }
    Ok(())
}

/// Something of ours broke. The alarm comes back when people are to be warned, which is once
/// however many inputs break.
pub fn broke(ctx: &mut Ctx, number: u64) -> Done<Option<Alarm>> {
    let trouble = Trouble::SetAside;
    let Some(Incident { since, .. }) = failed(ctx, trouble, 1)? else {
        inbox::again(ctx, trouble)?;
        return Ok(None);
    };
    ctx.timer(ctx.now.after(SET_ASIDE_QUIET), What::SetAsideQuiet)?;
    Ok(Some(Alarm::Began { trouble, since, figure: number }))
}

/// The clock's look whether nothing has broken for long enough.
pub fn mended(ctx: &mut Ctx) -> Done {
    let last = inbox::lasting(&ctx.tx, Trouble::SetAside)?.map(|lasting| lasting.again);
    let quiet = last.map_or(ctx.now, |last| last.after(SET_ASIDE_QUIET));
    match ctx.now >= quiet {
        true => ended(ctx, Trouble::SetAside),
        false => Ok(ctx.timer(quiet, What::SetAsideQuiet)?),
    }
}

/// A payment was found. The first since a notice is the one that the notice told of.
pub(super) fn found_unasked(ctx: &mut Ctx) -> Result<(), Fault> {
    if !ctx.shop.hooked {
        return Ok(());
    }
    let trouble = Trouble::Silence;
    let fresh = Incident { trouble, failures: 0, since: ctx.now, told: false };
    let mut now = ctx.tx.get::<Incident>(trouble as u64)?.unwrap_or(fresh);
    if now.failures == 1 {
        now.since = ctx.now;
    }
    let found = u64::from(now.failures);
    now.failures = now.failures.saturating_add(1);
    // Not before its time, however many were found.
    let long = ctx.now.since(now.since) >= SILENCE_AFTER;
    if !now.told && long && found >= SILENCE_PAYMENTS {
        now.told = true;
        let since = now.since;
        ctx.fact(Fact::Alarm(Alarm::Began { trouble, since, figure: found }));
    }
    ctx.tx.put(&now)
}

/// The gateway has told us of a payment.
pub(super) fn heard_of_payment(ctx: &mut Ctx) -> Done {
    ended(ctx, Trouble::Silence)
}
