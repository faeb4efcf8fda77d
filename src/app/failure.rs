//! Why a shop does not open: what its data and its configuration could not know.

use std::fmt;
use std::io;

use crate::domain::bot::Bot;
use crate::domain::time::Timestamp;
use crate::words::format::utc;

#[derive(Debug)]
pub enum Failure {
    /// The machine's clock shows a time that cannot be: it was later than `least` already.
    Clock { now: Timestamp, least: Timestamp },
    /// A door cannot be opened.
    Door(io::Error),
    /// Telegram knows no bot with our token, in its own words.
    Token { why: String },
    /// The token is of another bot than the one that the customers know.
    Stranger { known: Bot, here: Bot },
    /// Whether it is that bot cannot be read from the data.
    Identity,
    /// A part of it has ended by itself.
    Part,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Clock { now, least } => write!(
                out,
                "the machine's clock shows {}, and it was {} already; set it right \
                 (`timedatectl` tells how it stands), and the shop opens",
                utc(*now),
                utc(*least)
            ),
            Failure::Door(error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(out, "{error}; another program is there: stop it, or give another `listen`")
            }
            Failure::Door(error) => write!(out, "{error}"),
            Failure::Token { why } => write!(
                out,
                "Telegram does not know this bot token ({why}); take the right one from \
                 @BotFather, then `warung setup NAME --token`"
            ),
            Failure::Stranger { known, here } => write!(
                out,
                "the token is of {}, but this shop's customers know {}; give back its token, or \
                 agree to the change with `warung setup NAME --token`",
                here.handle(),
                known.handle()
            ),
            Failure::Part => out.write_str(
                "a part of the shop broke, and the lines of the log before this one tell how; see \
                 `warung check`, and start it again",
            ),
            Failure::Identity => out.write_str(
                "the shop cannot make sure which bot its customers know: something in its data \
                 is broken, and `warung check --data` tells what; put back the last good copy, or, \
                 if it has another token now, the one that it had before",
            ),
        }
    }
}

impl std::error::Error for Failure {}
