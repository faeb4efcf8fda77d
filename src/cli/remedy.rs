//! What the operator does about a trouble, in the same words wherever it is told.

use crate::domain::incident::Trouble;

/// Two programs on one token.
pub const RIVAL: &str = "stop the other program (an old server, a copy of this shop), or send \
    /revoke to @BotFather, then `warung setup NAME --token`";
/// The same of the bot that warns.
pub const ALERT_RIVAL: &str = "give each shop an alert bot of its own: another token from \
    @BotFather, then `warung setup NAME --alert-token`";

/// With the store's own name.
pub fn remedy(what: &str, store: &str) -> String {
    what.replace("NAME", store)
}

/// Of those troubles that nobody but the operator ends.
pub fn of(trouble: Trouble, store: &str) -> Option<String> {
    match trouble {
        Trouble::Rival => Some(remedy(RIVAL, store)),
        Trouble::AlertRival => Some(remedy(ALERT_RIVAL, store)),
        _ => None,
    }
}
