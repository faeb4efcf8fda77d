//! News of trouble on their way to the owners: several at once are one message, whoever wants
//! quiet has it, and nothing is forgotten before somebody has heard it.

use std::collections::BTreeSet;

use super::context::{Ctx, Done};
use super::{browse, staff};
use crate::domain::alert::{Alarm, Inbox, Lasting, Mute, OwnerMessage, Reader, Turn, Via};
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};
use crate::domain::id::CustomerId;
use crate::domain::incident::Trouble;
use crate::domain::limit::{NEWS_GAP, NEWS_WAIT, REMIND_AFTER, REMIND_AGAIN, STRANGER_GAP};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::{ALL, Table};

pub fn inbox(read: &impl Read) -> Result<Inbox, Fault> {
    Ok(read.get(ALL)?.unwrap_or_default())
}

/// Something is to be told.
pub fn post(ctx: &mut Ctx, alarm: Alarm) -> Done {
    let mut inbox = inbox(&ctx.tx)?;
    let trouble = alarm.trouble();
    match alarm.turn() {
        Turn::Begins { since } => {
            let since = since.unwrap_or(ctx.now);
            let remind = ctx.now.after(REMIND_AFTER);
            inbox.lasting.retain(|it| it.trouble != trouble);
            inbox.lasting.push(Lasting { trouble, since, again: ctx.now, known: false, remind });
            ctx.timer(remind, What::Remind)?;
        }
        Turn::Goes => {}
        Turn::Ends => inbox.lasting.retain(|it| it.trouble != trouble),
    }
    inbox.put(alarm, ctx.now);
    deliver(ctx, inbox)
}

/// A trouble that lasts has happened once more.
pub fn again(ctx: &mut Ctx, trouble: Trouble) -> Done {
    let mut inbox = inbox(&ctx.tx)?;
    let Some(lasting) = inbox.lasting.iter_mut().find(|it| it.trouble == trouble) else {
        return Ok(());
    };
    lasting.again = ctx.now;
    Ok(ctx.tx.put(&inbox)?)
}

/// A trouble lasts no longer, and that is no news.
pub fn let_go(ctx: &mut Ctx, trouble: Trouble) -> Done {
    let mut inbox = inbox(&ctx.tx)?;
    let before = inbox.lasting.len();
    inbox.lasting.retain(|it| it.trouble != trouble);
    match inbox.lasting.len() == before {
        true => Ok(()),
        false => Ok(ctx.tx.put(&inbox)?),
    }
}

/// The trouble as it stands, if people have been told of it.
pub fn lasting(read: &impl Read, trouble: Trouble) -> Result<Option<Lasting>, Fault> {
    Ok(inbox(read)?.lasting.into_iter().find(|it| it.trouble == trouble))
}

/// Sends for whoever has not heard everything, unless a message to them is on its way already.
fn deliver(ctx: &mut Ctx, mut inbox: Inbox) -> Done {
    let owners = staff::owners(ctx)?;
    let mut listeners = reachable(ctx, &inbox, &owners)?;
    if listeners.is_empty() {
        // Better somebody than nobody.
        listeners = reachable(ctx, &inbox, &staff::sellers(ctx)?)?;
    }
    inbox.readers.retain(|it| owners.contains(&it.id) || listeners.contains(&it.id));
    for id in listeners {
        let (last, now) = (inbox.last, ctx.now);
        let reader = reader(&mut inbox, id, via(ctx));
        if reader.waiting || reader.muted(now) || !reader.curious(last) {
            continue;
        }
        reader.waiting = true;
        // A clock that was put back since has told them in a time that is still to come.
        let gap = reader.at.min(now).after(NEWS_GAP);
        let (at, via) = (now.after(NEWS_WAIT).max(gap), reader.via);
        let task = Task::Tell { to: id, via, message: OwnerMessage::News };
        ctx.ask_at(at, Lane::Notice, task, About::Nothing)?;
    }
    // What everybody has heard is no news.
    let heard = inbox.readers.iter().map(|it| it.told).min().unwrap_or(0);
    inbox.news.retain(|news| news.number > heard);
    Ok(ctx.tx.put(&inbox)?)
}

/// Who hears of what is no news but a word by the way, and by which bot: it waits for nothing, and
/// nothing waits for it.
pub fn listeners(ctx: &Ctx) -> Result<Vec<(CustomerId, Via)>, Fault> {
    let inbox = inbox(&ctx.tx)?;
    let mut people = reachable(ctx, &inbox, &staff::owners(ctx)?)?;
    if people.is_empty() {
        people = reachable(ctx, &inbox, &staff::sellers(ctx)?)?;
    }
    let muted = |id: CustomerId| inbox.reader(id).is_some_and(|reader| reader.muted(ctx.now));
    let by = |id: CustomerId| inbox.reader(id).map_or(via(ctx), |reader| reader.via);
    Ok(people.into_iter().filter(|id| !muted(*id)).map(|id| (id, by(id))).collect())
}

/// The bot that warns, as far as nothing else is known.
fn via(ctx: &Ctx) -> Via {
    if ctx.shop.alert_bot { Via::Alert } else { Via::Shop }
}

/// Those of them to whom one of our bots may write. A bot of its own for warnings can only be
/// tried; who has never written to the shop's bot cannot be reached by it.
fn reachable(
    ctx: &Ctx,
    inbox: &Inbox,
    people: &BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, Fault> {
    let mut found = BTreeSet::new();
    for id in people {
        let by = inbox.reader(*id).map_or(via(ctx), |reader| reader.via);
        let known = || browse::customer(&ctx.tx, *id);
        if by == Via::Alert || known()?.is_some_and(|customer| !customer.away) {
            found.insert(*id);
        }
    }
    Ok(found)
}

/// A new reader begins where the slowest of the others is: what nobody has heard is theirs too.
fn reader(inbox: &mut Inbox, id: CustomerId, via: Via) -> &mut Reader {
    let at = match inbox.readers.iter().position(|it| it.id == id) {
        Some(at) => at,
        None => {
            let slowest = inbox.readers.iter().map(|it| it.told).min();
            let first = || inbox.news.first().map_or(inbox.last, |news| news.number - 1);
            let told = slowest.unwrap_or_else(first);
            let at = Timestamp::default();
            let fresh = Reader { id, told, at, waiting: false, via, mute: None, missed: None };
            inbox.readers.push(fresh);
            inbox.readers.len() - 1
        }
    };
    &mut inbox.readers[at]
}

/// Changes what is known of a reader, and sends for them if there is reason to.
fn change(ctx: &mut Ctx, id: CustomerId, change: impl FnOnce(&mut Reader, u64)) -> Done {
    let before = inbox(&ctx.tx)?;
    let mut inbox = before.clone();
    let last = inbox.last;
    change(reader(&mut inbox, id, via(ctx)), last);
    match inbox == before {
        true => Ok(()),
        false => deliver(ctx, inbox),
    }
}

/// An owner has heard all up to that number. `None`: there was nothing to say.
pub fn told(ctx: &mut Ctx, id: CustomerId, upto: Option<u64>) -> Done {
    let now = ctx.now;
    change(ctx, id, |reader, _| {
        reader.waiting = false;
        if let Some(upto) = upto {
            reader.told = reader.told.max(upto);
            (reader.at, reader.missed) = (now, None);
        }
    })
}

/// What could not be told for a reason of ours is not tried for ever.
pub fn skip(ctx: &mut Ctx, id: CustomerId) -> Done {
    let now = ctx.now;
    change(ctx, id, |reader, last| {
        (reader.told, reader.at) = (last, now);
        (reader.waiting, reader.missed) = (false, None);
    })
}

/// The bot may not write to them.
pub fn away(ctx: &mut Ctx, id: CustomerId) -> Done {
    change(ctx, id, |reader, _| {
        reader.waiting = false;
        reader.via = Via::Shop;
    })
}

/// They have written to the bot that warns.
pub fn back(ctx: &mut Ctx, id: CustomerId) -> Done {
    change(ctx, id, |reader, _| reader.via = Via::Alert)
}

/// Somebody is staff no more: nothing that waits is told to them.
pub fn dismiss(ctx: &mut Ctx, id: CustomerId) -> Done {
    for (key, _) in ctx.tx.rows(Table::Effect, 0, usize::MAX)? {
        let effect = match ctx.tx.get::<Effect>(key) {
            Err(fault) if fault.fatal() => return Err(fault.into()),
            // What cannot be read cannot be carried, and keeps nobody on the staff.
            effect => effect.ok().flatten(),
        };
        let theirs = |it: &Effect| matches!(it.task, Task::Tell { to, .. } if to == id);
        if let Some(effect) = effect.filter(theirs) {
            ctx.call_back(effect)?;
        }
    }
    let mut inbox = inbox(&ctx.tx)?;
    let before = inbox.readers.len();
    inbox.readers.retain(|reader| reader.id != id);
    match inbox.readers.len() == before {
        true => Ok(()),
        false => deliver(ctx, inbox),
    }
}

/// They can be reached now: what they have not heard is told.
pub fn knock(ctx: &mut Ctx, id: CustomerId) -> Done {
    let inbox = inbox(&ctx.tx)?;
    let hears = inbox.reader(id).is_some() || staff::owners(ctx)?.contains(&id);
    match hears && inbox.last > 0 {
        true => deliver(ctx, inbox),
        false => Ok(()),
    }
}

/// Until then nothing is told to them.
pub fn mute(ctx: &mut Ctx, id: CustomerId, span: Span) -> Done<Timestamp> {
    let (since, until) = (ctx.now, ctx.now.after(span));
    change(ctx, id, |reader, _| {
        let since = reader.mute.map_or(since, |mute| mute.since);
        reader.mute = Some(Mute { since, until });
    })?;
    ctx.timer(until, What::Unmute)?;
    Ok(until)
}

/// Before its time. `false` if they were not deaf.
pub fn unmute(ctx: &mut Ctx, id: CustomerId) -> Done<bool> {
    let muted = inbox(&ctx.tx)?.reader(id).is_some_and(|reader| reader.mute.is_some());
    if muted {
        change(ctx, id, |reader, _| reader.missed = reader.mute.take().map(|mute| mute.since))?;
    }
    Ok(muted)
}

/// The clock's look at who wanted quiet until now.
pub fn hear_again(ctx: &mut Ctx) -> Done {
    let over = |reader: &&Reader| reader.mute.is_some_and(|mute| mute.until <= ctx.now);
    let over: Vec<CustomerId> =
        inbox(&ctx.tx)?.readers.iter().filter(over).map(|reader| reader.id).collect();
    for id in over {
        unmute(ctx, id)?;
    }
    Ok(())
}

/// Somebody knows of all that lasts.
pub fn acknowledge(ctx: &mut Ctx) -> Done<Vec<Trouble>> {
    let mut inbox = inbox(&ctx.tx)?;
    inbox.lasting.iter_mut().for_each(|it| it.known = true);
    let known = inbox.lasting.iter().map(|it| it.trouble).collect();
    ctx.tx.put(&inbox)?;
    Ok(known)
}

/// The clock's look at what lasts.
pub fn remind(ctx: &mut Ctx) -> Done {
    let mut inbox = inbox(&ctx.tx)?;
    let due = |it: &&mut Lasting| !it.known && it.remind <= ctx.now;
    let mut still = Vec::new();
    for it in inbox.lasting.iter_mut().filter(due) {
        it.remind = ctx.now.after(REMIND_AGAIN);
        still.push((it.remind, Alarm::Lasts { trouble: it.trouble, since: it.since }));
    }
    if still.is_empty() {
        return Ok(());
    }
    for (next, alarm) in still {
        inbox.put(alarm, ctx.now);
        ctx.timer(next, What::Remind)?;
    }
    deliver(ctx, inbox)
}

/// Whether a stranger is to hear that the bot is not for them: once in a while.
pub fn refuse_stranger(ctx: &mut Ctx) -> Done<bool> {
    let mut inbox = inbox(&ctx.tx)?;
    if ctx.now < inbox.refused.after(STRANGER_GAP) {
        return Ok(false);
    }
    inbox.refused = ctx.now;
    ctx.tx.put(&inbox)?;
    Ok(true)
}

/// The process is to end and begin anew; that owner hears when it has.
pub fn restart(ctx: &mut Ctx, by: CustomerId, via: Via) -> Done {
    let inbox = Inbox { restart: Some((by, via)), ..inbox(&ctx.tx)? };
    ctx.tx.put(&inbox)?;
    ctx.restart();
    Ok(())
}

/// The shop has opened. Who restarted it sees how it is.
pub fn opened(ctx: &mut Ctx) -> Done {
    hear_at_last(ctx)?;
    let mut inbox = inbox(&ctx.tx)?;
    let Some((by, via)) = inbox.restart.take() else { return Ok(()) };
    ctx.tx.put(&inbox)?;
    tell(ctx, by, via, OwnerMessage::Status)
}

/// A message that was on its way may have been taken out of it unread: its reader would be deaf.
fn hear_at_last(ctx: &mut Ctx) -> Done {
    let mut inbox = inbox(&ctx.tx)?;
    if !inbox.readers.iter().any(|reader| reader.waiting) {
        return Ok(());
    }
    let effects: Vec<Effect> = match ctx.tx.all(0, usize::MAX) {
        // One that cannot be read may be theirs, and is out of the way by the next time.
        Err(fault) if !fault.fatal() => return Ok(()),
        effects => effects?,
    };
    let told: BTreeSet<CustomerId> = effects.iter().filter_map(on_its_way).collect();
    inbox.readers.iter_mut().for_each(|reader| reader.waiting &= told.contains(&reader.id));
    deliver(ctx, inbox)
}

fn on_its_way(effect: &Effect) -> Option<CustomerId> {
    match (&effect.task, &effect.state) {
        (Task::Tell { to, message: OwnerMessage::News, .. }, EffectState::Due { .. }) => Some(*to),
        _ => None,
    }
}

/// Answers an owner.
pub fn tell(ctx: &mut Ctx, to: CustomerId, via: Via, message: OwnerMessage) -> Done {
    ctx.ask(Lane::Answer, Task::Tell { to, via, message }, About::Nothing)?;
    Ok(())
}
