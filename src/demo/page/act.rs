//! What somebody at the page does in the world.

use bytes::Bytes;
use serde::Deserialize;

use super::Query;
use crate::demo::levers::Paying;
use crate::demo::telegram::Trouble;
use crate::demo::world::World;
use crate::domain::time::Span;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Command {
    Say { person: u64, text: String },
    Key { person: u64, label: String },
    Press { person: u64, message: i32, data: String },
    Block { person: u64 },
    Unblock { person: u64 },
    Pay { reference: String, how: Paying },
    GatewayDown,
    GatewayUp,
    TelegramDown,
    TelegramBusy,
    TelegramUp,
    Skip { minutes: u64 },
}

/// How long a busy Telegram asks to wait: long enough to see it, short enough to see the end.
const RETRY_SECS: u64 = 3;
/// Nobody needs to skip more than a day at once.
const SKIP_MINUTES_MAX: u64 = 24 * 60;

/// Does it; nothing if it is not a command.
pub async fn act(world: &World, body: &[u8]) -> Option<()> {
    let telegram = &world.telegram;
    match serde_json::from_slice(body).ok()? {
        Command::Say { person, text } if text.trim().is_empty() => drop((person, text)),
        Command::Say { person, text } => drop(telegram.say(person, text.trim())),
        Command::Key { person, label } => drop(telegram.press_key(person, &label)),
        Command::Press { person, message, data } => {
            telegram.press(person, message, &data).ok()?;
        }
        Command::Block { person } => telegram.block(person),
        Command::Unblock { person } => telegram.unblock(person),
        Command::Pay { reference, how } => {
            world.levers.pay(&reference, how, world.invoice_after()).await;
        }
        Command::GatewayDown => world.levers.gateway_down(),
        Command::GatewayUp => world.levers.gateway_up(),
        Command::TelegramDown => telegram.trouble(Trouble::Unavailable),
        Command::TelegramBusy => telegram.trouble(Trouble::TooMany { retry_after: RETRY_SECS }),
        Command::TelegramUp => telegram.trouble(Trouble::None),
        Command::Skip { minutes } => {
            world.levers.skip(Span::minutes(minutes.min(SKIP_MINUTES_MAX)));
        }
    }
    Some(())
}

/// Sends a file into a chat.
pub fn upload(world: &World, query: &Query, body: Bytes) -> Option<()> {
    let person = query.get("person")?.parse().ok()?;
    let caption = query.get("caption").unwrap_or_default();
    let sent = match query.get("as")? {
        "photo" => world.telegram.send_photo(person, body, caption),
        "document" => {
            let name = query.get("name").unwrap_or("berkas.txt");
            world.telegram.send_document(person, name, body, caption)
        }
        _ => return None,
    };
    sent.ok().map(drop)
}
