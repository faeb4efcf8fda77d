//! The command menu beside the text field: told to Telegram at every start.

use serde_json::Value;
use teloxide::payloads::{SetMyCommands, SetMyCommandsSetters};
use teloxide::types::{self, BotCommand, BotCommandScope, Recipient};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::client::{Call, Client};
use crate::domain::id::ChatId;
use crate::domain::shop::Language;

/// What one audience finds in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    pub scope: Scope,
    /// People with this language; everyone whose language has no menu of its own if `None`.
    pub language: Option<Language>,
    /// Command without its slash, and what it does.
    pub commands: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody in their own chat with the bot.
    Persons,
    /// One chat, with a menu of its own.
    Chat(ChatId),
}

/// Registers all menus; tries on until Telegram has taken or refused each of them, or `stop`.
pub async fn register(client: &Client, menus: &[Menu], stop: CancellationToken) {
    let all = async {
        for menu in menus {
            put(client, menu).await;
        }
    };
    stop.run_until_cancelled(all).await;
}

async fn put(client: &Client, menu: &Menu) {
    let call = menu.call();
    let mut tries = 0;
    while let Err(err) = client.call::<Value>(&call).await {
        if err.code() == Some(400) {
            // Telegram has no chat with somebody who never wrote: their menu waits for the
            // next start, and everyone has the common one.
            tracing::debug!(%err, scope = ?menu.scope, "a command menu was refused");
            return;
        }
        sleep(err.pause(tries)).await;
        tries += 1;
    }
}

impl Menu {
    fn call(&self) -> Call {
        let scope = match self.scope {
            Scope::Persons => BotCommandScope::AllPrivateChats,
            Scope::Chat(ChatId(id)) => {
                BotCommandScope::Chat { chat_id: Recipient::Id(types::ChatId(id)) }
            }
        };
        let commands = self.commands.iter().map(|(name, about)| BotCommand::new(name, about));
        let mut payload = SetMyCommands::new(commands).scope(scope);
        payload.language_code = self.language.map(|language| language.as_str().to_owned());
        Call::new("setMyCommands", &payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_menu_is_for_one_audience() {
        let commands = vec![("start".to_owned(), "Mulai".to_owned())];
        let menu = Menu { scope: Scope::Persons, language: Some(Language::INDONESIAN), commands };
        let listed = json!([{ "command": "start", "description": "Mulai" }]);
        let params = json!({
            "commands": listed, "scope": { "type": "all_private_chats" }, "language_code": "id",
        });
        assert_eq!(menu.call().params, params);
        let menu = Menu { scope: Scope::Chat(ChatId(7)), language: None, ..menu };
        let scope = json!({ "type": "chat", "chat_id": 7 });
        assert_eq!(menu.call().params, json!({ "commands": listed, "scope": scope }));
    }
}
