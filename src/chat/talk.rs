//! What a person and the shop are in the middle of, kept in the session as an opaque blob.

use serde::{Deserialize, Serialize};

use super::album::Album;
use super::wizard::{Wizard, encode};
use crate::domain::id::CustomerId;
use crate::shop::context::{Ctx, Done};
use crate::shop::session;

/// Goes up whenever what is kept of a conversation changes its shape.
const LAYOUT: u8 = 3;

/// What is remembered of a chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub wizard: Option<Wizard>,
    pub album: Option<Album>,
    /// One of the staff looks at the shop as a buyer.
    pub preview: bool,
}

pub fn talk(ctx: &Ctx, person: CustomerId) -> Done<Talk> {
    Ok(session::wizard(ctx, person)?.and_then(|blob| decode(&blob)).unwrap_or_default())
}

/// The wizard that a person is in the middle of.
pub fn open(ctx: &Ctx, person: CustomerId) -> Done<Option<Wizard>> {
    Ok(talk(ctx, person)?.wizard)
}

/// Remembers it for the next thing they say. Nothing is kept of a chat in which nothing is open.
pub fn remember(ctx: &mut Ctx, person: CustomerId, talk: &Talk) -> Done {
    let blob = (*talk != Talk::default()).then(|| [&[LAYOUT], &encode(talk)[..]].concat());
    session::remember(ctx, person, blob)
}

/// `None` also for a blob of another program: conversations are not migrated.
pub fn decode(blob: &[u8]) -> Option<Talk> {
    let (layout, bytes) = blob.split_first()?;
    if *layout != LAYOUT {
        return None;
    }
    let (talk, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(talk)
}
