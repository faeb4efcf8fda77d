//! What waits for a chat has a bound: of answers the newest few, and notices are gathered.
//!
//! A chat takes about a message a second. Whoever presses faster than that, or sells faster, must
//! neither fill the disk nor stand in their own way. One that is called back here and is under
//! way already arrives all the same: then its words are read twice, and never not at all.

use super::context::Ctx;
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};
use crate::domain::id::ChatId;
use crate::domain::limit::{
    ANSWER_LIFE, ANSWERS_WAITING_MAX, MESSAGE_UNITS_MAX, NOTICE_ROWS_MAX, NOTICES_APART,
};
use crate::domain::message::{Keys, Media, Screen};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// Makes room for an effect that is about to be asked for. It comes back as it is to be kept: a
/// notice may have others in it.
pub(super) fn make_room(ctx: &mut Ctx, effect: Effect) -> Result<Effect, Fault> {
    let (Task::Show { .. }, About::Nothing | About::CanWait) = (&effect.task, effect.about) else {
        return Ok(effect);
    };
    match effect.lane {
        Lane::Staff | Lane::Answer => {
            drop_unread(ctx, &effect)?;
            Ok(effect)
        }
        Lane::Notice => gather(ctx, effect),
        Lane::Goods | Lane::Alarm | Lane::Bulk => Ok(effect),
    }
}

/// Answers of earlier wishes that nobody will miss: in the place of the same message, too old, or
/// too many. What this very wish is answered with stays together.
fn drop_unread(ctx: &mut Ctx, fresh: &Effect) -> Result<(), Fault> {
    let mut waiting = earlier(ctx, Index::AnswersTo, fresh)?;
    waiting.retain(|it| !kept(it));
    let excess = (waiting.len() + 1).saturating_sub(ANSWERS_WAITING_MAX);
    let unread = |at: usize, it: &Effect| {
        at < excess || same_place(it, fresh) || ctx.now >= it.at.after(ANSWER_LIFE)
    };
    let mut dropped = Vec::new();
    for (at, it) in waiting.drain(..).enumerate() {
        if unread(at, &it) {
            dropped.push(it);
        }
    }
    dropped.into_iter().try_for_each(|it| ctx.call_back(it))
}

/// Goods that are shown again, and a month's books: nobody has them from a newer card.
fn kept(effect: &Effect) -> bool {
    let books = |screen: &Screen| matches!(screen.media, Media::Report(_));
    effect.lane == Lane::Goods || matches!(&effect.task, Task::Show { screen, .. } if books(screen))
}

/// Whether goods that are shown again wait for a chat.
pub fn brings_goods(read: &impl Read, chat: ChatId) -> Result<bool, Fault> {
    for id in read.list(Index::AnswersTo, chat.key(), Direction::Newest, usize::MAX)? {
        match read.get::<Effect>(id) {
            Ok(Some(Effect { lane: Lane::Goods, .. })) => return Ok(true),
            Err(fault) if fault.fatal() => return Err(fault),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(false)
}

/// Both would stand in the place of the same message.
fn same_place(one: &Effect, other: &Effect) -> bool {
    match (&one.task, &other.task) {
        (Task::Show { replace: Some(one), .. }, Task::Show { replace: Some(other), .. }) => {
            one.id == other.id
        }
        _ => false,
    }
}

/// Where many notices wait for a chat, the newest of them takes this one in.
fn gather(ctx: &mut Ctx, fresh: Effect) -> Result<Effect, Fault> {
    let waiting = earlier(ctx, Index::NoticesTo, &fresh)?;
    if waiting.len() < NOTICES_APART {
        return Ok(fresh);
    }
    let Some(last) = waiting.last() else { return Ok(fresh) };
    let untried = matches!(last.state, EffectState::Due { attempt: 0, .. });
    let Some(both) = both(last, &fresh).filter(|_| untried) else { return Ok(fresh) };
    ctx.call_back(last.clone())?;
    Ok(both)
}

/// Two notices as one message, if they fit one.
fn both(one: &Effect, other: &Effect) -> Option<Effect> {
    let (
        Task::Show { to, screen: first, replace: None },
        Task::Show { to: too, screen: second, replace: None },
    ) = (&one.task, &other.task)
    else {
        return None;
    };
    if to != too {
        return None;
    }
    let (Media::None, Media::None) = (&first.media, &second.media) else { return None };
    let html = format!("{}\n\n{}", first.html, second.html);
    let keys = match (&first.keys, &second.keys) {
        (Keys::None, keys) | (keys, Keys::None) => keys.clone(),
        (Keys::Inline(first), Keys::Inline(second)) => {
            Keys::Inline(first.iter().chain(second).cloned().collect())
        }
        // Those of the phone's keyboard stand alone.
        _ => return None,
    };
    let rows = if let Keys::Inline(rows) = &keys { rows.len() } else { 0 };
    // With its markup it is longer than what Telegram counts.
    if html.encode_utf16().count() > MESSAGE_UNITS_MAX || rows > NOTICE_ROWS_MAX {
        return None;
    }
    let task =
        Task::Show { to: *to, screen: Screen { html, media: Media::None, keys }, replace: None };
    // One that cannot wait takes the other along.
    let about = if one.about == other.about { one.about } else { About::Nothing };
    // As old as the older of them: that is how long somebody has waited.
    Some(Effect { task, about, at: one.at.min(other.at), ..other.clone() })
}

/// What waits for the same chat since before this input, oldest first.
fn earlier(ctx: &mut Ctx, index: Index, fresh: &Effect) -> Result<Vec<Effect>, Fault> {
    let Task::Show { to, .. } = &fresh.task else { return Ok(Vec::new()) };
    let key = to.chat.key();
    let mut earlier = Vec::new();
    for id in ctx.tx.list(index, key, Direction::Oldest, usize::MAX)? {
        if ctx.bore(id) {
            continue;
        }
        match ctx.tx.get::<Effect>(id) {
            Ok(Some(effect)) => earlier.push(effect),
            Err(fault) if fault.fatal() => return Err(fault),
            // One whose row is gone or cannot be read is out of the way.
            Ok(None) | Err(_) => ctx.tx.unlist(index, key, id),
        }
    }
    Ok(earlier)
}
