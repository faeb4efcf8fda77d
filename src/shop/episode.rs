//! Troubles that last: many failures are one warning, and their end is one all-clear.

use super::context::{Ctx, Done};
use crate::domain::effect::{Never, Outcome};
use crate::domain::episode::{Episode, Trouble};
use crate::domain::fact::{Alarm, Fact};
use crate::domain::limit::GATEWAY_FAILURES;
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
    if let Some(Episode { since, failures, .. }) = failed(ctx, Trouble::Gateway, GATEWAY_FAILURES)?
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
        News::Unused => drop(over(ctx, Trouble::Webhook)?),
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

/// Counts one more failure. The episode comes back when it is time to warn, which is once.
pub fn failed(ctx: &mut Ctx, trouble: Trouble, enough: u32) -> Result<Option<Episode>, Fault> {
    let fresh = Episode { trouble, failures: 0, since: ctx.now, told: false };
    let before = ctx.tx.get::<Episode>(trouble as u64)?.unwrap_or(fresh);
    let failures = before.failures.saturating_add(1);
    let now = Episode { failures, told: failures >= enough, ..before };
    ctx.tx.put(&now)?;
    Ok(Some(now).filter(|now| now.told && !before.told))
}

/// All is well. The episode comes back if people had been warned of it.
pub fn over(ctx: &mut Ctx, trouble: Trouble) -> Result<Option<Episode>, Fault> {
    let Some(before) = ctx.tx.get::<Episode>(trouble as u64)? else { return Ok(None) };
    ctx.tx.remove::<Episode>(trouble as u64)?;
    Ok(Some(before).filter(|before| before.told))
}
