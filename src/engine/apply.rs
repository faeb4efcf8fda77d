//! One match from input to verb to effects; no logic of its own.

use super::carried::carried;
use super::input::{Batch, Input, Reply};
use super::lent::{Kept, lent};
use crate::chat::staff::config;
use crate::chat::{handle, notice, owner};
use crate::domain::fact::{Fact, SettingFact};
use crate::domain::id::TimerId;
use crate::domain::limit::RECONCILE_AT;
use crate::domain::revision::By;
use crate::domain::settings::{Setting, Value};
use crate::domain::time::Timestamp;
use crate::domain::timer::{Timer, What};
use crate::shop::configuration::Who;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::import as goods;
use crate::shop::reconcile::{self, Asker};
use crate::shop::{
    aim, batch, bot, digest, end, evidence, inbox, incident, intake, invitation, payment, prune,
    rejected_notice, restore, seen, settings, staff, todo, unclaimed, undelivered, waiter, wording,
};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Index;
use crate::words::Dictionary;

/// Applies one input to its end: the deed, and the telling of what came of it.
pub fn apply(ctx: &mut Ctx, dictionary: &Dictionary, kept: &Kept, input: &Input) -> Done<Reply> {
    let dictionary = &*lent(ctx, dictionary, kept)?;
    let reply = match input {
        Input::Update { id, said } => match seen::first_time(ctx, *id)? {
            false => return Ok(Reply::Seen),
            true => handle::handle(ctx, dictionary, said).map(|()| Reply::Done)?,
        },
        Input::Hint(hint) => match payment::hint(ctx, hint)? {
            true => Reply::Hinted,
            false => Reply::Unknown,
        },
        Input::Carried { effect, outcome } => {
            carried(ctx, dictionary, *effect, outcome).map(|()| Reply::Done)?
        }
        Input::Ring { timer, at } => ring(ctx, dictionary, *timer, *at).map(|()| Reply::Done)?,
        Input::Import(batch) => import(ctx, batch)?,
        Input::RejectedNotice { why, count } => {
            rejected_notice::note(ctx, *why, *count).map(|()| Reply::Done)?
        }
        Input::Pair(role) => Reply::Code(invitation::pair(ctx, *role, None)?),
        Input::Dismiss(person) => Reply::Dismissed(staff::dismiss(ctx, By::Machine, *person)?),
        Input::Booted(boot) => aim::booted(ctx, *boot).map(|()| Reply::Done)?,
        Input::Opened => {
            aim::opened(ctx)?;
            incident::opened(ctx)?;
            inbox::opened(ctx)?;
            digest::opened(ctx, digest_hour(ctx, dictionary)?)?;
            reconcile::opened(ctx, quiet_hour(ctx, dictionary)).map(|()| Reply::Done)?
        }
        Input::Stepped(step, boot) => {
            aim::stepped(ctx, *step, *boot)?;
            digest::opened(ctx, digest_hour(ctx, dictionary)?)?;
            reconcile::opened(ctx, quiet_hour(ctx, dictionary)).map(|()| Reply::Done)?
        }
        Input::Set { which, value } => set(ctx, *which, value.clone())?,
        Input::Configure { file, dry_run } => {
            let taken = config::rules::take_in(ctx, dictionary, Who::Machine, file, *dry_run)?;
            Reply::Configured(Box::new(taken))
        }
        Input::Reconcile => Reply::Reconciling(reconcile::begin(ctx, Asker::Command)?),
        Input::Books { broken } => incident::books_added_up(ctx, *broken).map(|()| Reply::Done)?,
        Input::Met(us) => bot::meet(ctx, us)?.map_or(Reply::Done, Reply::Stranger),
        Input::SwapAgreed(next) => bot::agree(ctx, next).map(|()| Reply::Done)?,
        Input::Webhook(news) => incident::webhook(ctx, *news).map(|()| Reply::Done)?,
        Input::Observed { trouble, sight } => {
            incident::observed(ctx, *trouble, *sight).map(|()| Reply::Done)?
        }
        Input::OwnerUpdate { id, said } => match owner::is_heard(ctx, said)? {
            false => return Ok(Reply::Done),
            true => match seen::first_time(ctx, *id | seen::ALERT_UPDATE)? {
                false => return Ok(Reply::Seen),
                true => owner::hear(ctx, dictionary, said).map(|()| Reply::Done)?,
            },
        },
        Input::Ping => Reply::Done,
        Input::Restored(word) => restore::restored(ctx, word).map(|()| Reply::Done)?,
    };
    for id in dictionary.own().failed() {
        wording::fell_back(ctx, id)?;
    }
    tell(ctx, dictionary)?;
    Ok(reply)
}

/// Tells what has happened to the people it concerns. Telling one fact may settle another (goods
/// that go out), so until there are none left.
pub(super) fn tell(ctx: &mut Ctx, dictionary: &Dictionary) -> Done {
    loop {
        let facts = ctx.take_facts();
        if facts.is_empty() {
            return Ok(());
        }
        for fact in facts {
            if let Fact::Setting(SettingFact::Changed { which: Setting::DigestHour, .. }) = fact {
                digest::aim(ctx, digest_hour(ctx, dictionary)?)?;
            }
            notice::tell(ctx, dictionary, &fact)?;
        }
    }
}

fn ring(ctx: &mut Ctx, dictionary: &Dictionary, id: TimerId, at: Timestamp) -> Done {
    let Some(timer) = ctx.tx.get::<Timer>(id.0)? else {
        // Rung already. Should the list still have it, it must not ring for ever.
        ctx.tx.unlist(Index::TimerDue, at.0, id.0);
        return Ok(());
    };
    // Found due by a clock that has gone back by a moment since: it is still to come.
    if timer.at > ctx.now {
        return Ok(ctx.wind(timer)?);
    }
    ctx.tx.remove::<Timer>(id.0)?;
    match timer.what {
        What::Expire(order) => end::time_over(ctx, order),
        What::LetGo(order) => end::let_go(ctx, order),
        What::Ask(payment) => payment::look(ctx, payment),
        What::Sweep(payment) => payment::sweep(ctx, payment),
        What::RejectedQuiet => rejected_notice::quiet(ctx),
        What::RemindReview(order) => evidence::remind(ctx, order, None),
        What::ReviewWaits { order, round } => evidence::remind(ctx, order, Some(round)),
        What::ForgetEvidence(order) => evidence::forget(ctx, order),
        What::Reconcile => {
            prune::nightly(ctx)?;
            reconcile::nightly(ctx, quiet_hour(ctx, dictionary))
        }
        What::Digest => digest::due(ctx, digest_hour(ctx, dictionary)?),
        What::Undelivered => undelivered::look(ctx),
        What::Unmute => inbox::hear_again(ctx),
        What::Remind => inbox::remind(ctx),
        What::SetAsideQuiet => incident::mended(ctx),
        What::Prune { chore, from } => prune::step(ctx, chore, from),
        What::BatchWork(id) => batch::step(ctx, id),
        What::Intake(id) => intake::step(ctx, id),
        What::Promise { order, product } => todo::look(ctx, order, product),
        What::Unanswered { order, product, round } => todo::remind(ctx, order, product, round),
        What::AskUnclaimed(id) => unclaimed::look(ctx, id),
        What::Restored => restore::look(ctx),
        What::Restocked { product, count } => Ok(waiter::step(ctx, product, count)?),
    }
}

/// When the next night's work begins.
fn quiet_hour(ctx: &Ctx, dictionary: &Dictionary) -> Timestamp {
    dictionary.calendar().next(ctx.now, RECONCILE_AT)
}

/// When the day before is summed up next, if it is.
fn digest_hour(ctx: &Ctx, dictionary: &Dictionary) -> Result<Option<Timestamp>, Fault> {
    let hour = settings::settings(&ctx.tx)?.digest_hour.and_then(|hour| i8::try_from(hour).ok());
    Ok(hour.map(|hour| dictionary.calendar().next(ctx.now, (hour, 0))))
}

/// A setting by a command. What is refused is told, and changes nothing.
fn set(ctx: &mut Ctx, which: Setting, value: Option<Value>) -> Done<Reply> {
    let mark = ctx.mark();
    match settings::set_here(ctx, which, value) {
        Ok(value) => Ok(Reply::Set(Ok(value))),
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            Ok(Reply::Set(Err(refusal)))
        }
        Err(fault) => Err(fault),
    }
}

/// Each product of a catalogue by itself: one that is refused takes nothing from the others.
fn import(ctx: &mut Ctx, batch: &Batch) -> Done<Reply> {
    let start = ctx.mark();
    let mut results = Vec::new();
    for one in &batch.products {
        let mark = ctx.mark();
        match goods::import(ctx, By::Machine, one) {
            // Which number it gets is not said before it has it.
            Ok(it) if batch.dry_run && it.new => {
                let number = one.product.number;
                results.push(Ok(goods::Imported { number, ..it }));
            }
            Ok(imported) => results.push(Ok(imported)),
            Err(Stop::Refused(refusal)) => {
                ctx.back_to(mark);
                results.push(Err(refusal));
            }
            Err(fault) => return Err(fault),
        }
    }
    if batch.dry_run {
        ctx.back_to(start);
    }
    Ok(Reply::Imported(results))
}
