//! The sellers' group: whether it can be written to. While it cannot, its notices reach the
//! sellers alone, who get each of them anyway; that is said once, and so is its end.

use super::context::{Ctx, Done};
use super::{inbox, incident, settings};
use crate::domain::effect::Never;
use crate::domain::id::Address;
use crate::domain::incident::{Incident, Sight, Trouble};
use crate::domain::limit::GROUP_AGAIN;
use crate::store::read::Read;

/// What Telegram says where it is the place that takes no message, whatever the message.
const CLOSED: [&str; 13] = [
    "topic",
    "thread",
    "rights",
    "chat not found",
    "deactivated",
    "forbidden",
    "restricted",
    "administrator",
    "not a member",
    "kicked",
    "channel_private",
    "peer_id_invalid",
    "chat_write",
];

/// Whether a message that will never arrive was refused because of where it was to go.
pub fn is_closed(why: &Never) -> bool {
    match why {
        Never::Away => true,
        Never::Refused(words) => {
            let words = words.to_lowercase();
            CLOSED.iter().any(|closed| words.contains(closed))
        }
        Never::Moved(_) | Never::Late => false,
    }
}

/// A message to this place was refused.
pub fn refused(ctx: &mut Ctx, place: Address) -> Done {
    // One that has another number by now is nobody's group any more.
    if settings::group(ctx)?.is_none_or(|group| group != place) {
        return Ok(());
    }
    incident::observed(ctx, Trouble::Group, Sight::Began { since: ctx.now, figure: 0 })?;
    inbox::again(ctx, Trouble::Group)
}

/// A message has arrived there.
pub fn took(ctx: &mut Ctx, place: Address) -> Done {
    match settings::group(ctx)? == Some(place) {
        true => incident::observed(ctx, Trouble::Group, Sight::Over),
        false => Ok(()),
    }
}

/// Where notices of the group go now. While it refuses them it is tried now and then.
pub fn open(ctx: &Ctx) -> Done<Option<Address>> {
    let Some(group) = settings::group(ctx)? else { return Ok(None) };
    if ctx.tx.get::<Incident>(Trouble::Group as u64)?.is_none() {
        return Ok(Some(group));
    }
    let tried = inbox::lasting(&ctx.tx, Trouble::Group)?.map(|it| it.again);
    // One that was tried only in a time to come was so by a clock that was ahead.
    let rests = tried.is_some_and(|at| (at..at.after(GROUP_AGAIN)).contains(&ctx.now));
    Ok((!rests).then_some(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_told_from_the_message() {
        for words in [
            "Bad Request: message thread not found",
            "Bad Request: TOPIC_CLOSED",
            "Bad Request: not enough rights to send text messages to the chat",
            "Bad Request: CHAT_WRITE_FORBIDDEN",
            "Bad Request: chat not found",
        ] {
            assert!(is_closed(&Never::Refused(words.into())), "{words}");
        }
        assert!(is_closed(&Never::Away));
        for words in ["Bad Request: MESSAGE_TOO_LONG", "Bad Request: wrong file identifier"] {
            assert!(!is_closed(&Never::Refused(words.into())), "{words}");
        }
        assert!(!is_closed(&Never::Moved(-7)));
    }
}
