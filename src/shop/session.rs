//! What a person and the shop are in the middle of.

use super::context::{Ctx, Done};
use crate::domain::id::CustomerId;
use crate::domain::session::Session;
use crate::store::read::Read;

/// The open wizard of a person, as the blob it was remembered as.
pub fn wizard(ctx: &Ctx, person: CustomerId) -> Done<Option<Vec<u8>>> {
    Ok(ctx.tx.get::<Session>(person.0)?.map(|session| session.wizard))
}

/// Remembers an open wizard, or forgets the one there was.
pub fn remember(ctx: &mut Ctx, person: CustomerId, wizard: Option<Vec<u8>>) -> Done {
    match wizard {
        Some(wizard) => ctx.tx.put(&Session { person, wizard })?,
        None => ctx.tx.remove::<Session>(person.0)?,
    }
    Ok(())
}
