//! Why a shop does not open: what its data and its configuration could not know.

use std::fmt;
use std::io;

use crate::domain::bot::Bot;
use crate::domain::time::Timestamp;
use crate::words::format::utc;

#[derive(Debug)]
pub enum Failure {
    /// The machine's clock shows a time that cannot be: it was later than `least` already.
    /// `outside`: what other clocks say, where one that says otherwise would do.
    Clock { now: Timestamp, least: Timestamp, outside: Option<String> },
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
            Failure::Clock { now, least, outside } => {
                write!(
                    out,
                    "the machine's clock shows {}, and it was {} already",
                    utc(*now),
                    utc(*least)
                )?;
                if let Some(outside) = outside {
                    write!(out, "; {outside}")?;
                }
                out.write_str(
                    "; set it right (`timedatectl` tells how it stands), and the shop opens",
                )?;
                match outside {
                    Some(_) => out.write_str(
                        "; if it is right now, and was ahead at the last sale, say so: \
                         `warung run --clock-is-right`",
                    ),
                    None => Ok(()),
                }
            }
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
