//! What only the operator can put right: no restart helps.

use std::fmt;

use crate::domain::bot::Bot;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Telegram knows no bot with this token.
    Token { why: String },
    /// The token is of another bot than the one that the customers know.
    Bot { known: Bot, here: Bot },
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Token { why } => write!(
                out,
                "Telegram does not know this bot token ({why}); take the right one from \
                 @BotFather, then `warung setup NAME --token`"
            ),
            Wrong::Bot { known, here } => write!(
                out,
                "the token is of {}, but this shop's customers know {}; give back its token, or \
                 agree to the change with `warung setup NAME --token`",
                here.handle(),
                known.handle()
            ),
        }
    }
}

impl std::error::Error for Wrong {}
