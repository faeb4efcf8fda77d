//! Who we are: Telegram's word on a token, asked before anything else is done with it.

use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::sleep;

use super::client::{Call, Client};
use super::failure::CallError;
use super::link::{Line, Link};
use crate::domain::bot::Bot;
use crate::domain::limit::{CALL_WAIT, TAKE_WAIT};
use crate::domain::time::Timestamp;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::{Input, Reply};

/// What came of introducing ourselves to the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// We are the bot that the shop is, or may become.
    Welcome,
    /// We are another one than its customers know.
    Stranger { known: Bot, here: Bot },
    /// The shop could not tell: something in its data is broken.
    Unclear,
    /// The token is no bot's.
    Nobody { why: String },
}

/// Asks Telegram whose token it is, and what time it is there.
pub async fn me(client: &Client) -> Result<(Bot, Option<Timestamp>), CallError> {
    #[derive(Deserialize)]
    struct Me {
        id: u64,
        first_name: String,
        #[serde(default)]
        username: String,
    }
    let (me, date) = client.call_dated::<Me>(&Call::new("getMe", &json!({}))).await?;
    Ok((Bot { id: me.id, name: me.first_name, username: me.username }, date))
}

/// Whether Telegram's answer says that it knows no such token.
pub fn unknown(err: &CallError) -> bool {
    matches!(err.code(), Some(401 | 404))
}

/// Asks until there is an answer, and tells the shop.
pub async fn meet(
    client: &Client,
    handle: &Handle,
    link: &watch::Sender<Link>,
) -> Result<Meeting, Stopped> {
    let mut line = Line::new(link.clone());
    let here = loop {
        line.step(CALL_WAIT.std());
        match me(client).await {
            Ok((bot, _)) => break bot,
            Err(err) if unknown(&err) => return Ok(Meeting::Nobody { why: err.to_string() }),
            Err(err) => sleep(line.lost(&err)).await,
        }
    };
    line.back();
    line.step(TAKE_WAIT.std());
    Ok(match handle.submit(Input::Met(here.clone())).await? {
        Reply::Done => Meeting::Welcome,
        Reply::Stranger(known) => Meeting::Stranger { known, here },
        _ => Meeting::Unclear,
    })
}
