//! The methods of the Bot API that this server knows.

use serde_json::{Value, json};

use super::call::Call;
use super::file::DOWNLOAD_BYTES_MAX;
use super::refused::Refused;
use super::state::{State, Toast};
use crate::domain::limit::{CALLBACK_LIFE, TOAST_CHARS_MAX};

const COMMANDS_MAX: usize = 100;
const COMMAND_CHARS_MAX: usize = 32;
const COMMAND_DESCRIPTION_CHARS_MAX: usize = 256;

impl State {
    /// Carries out every method that needs nobody outside.
    pub fn carry_out(&mut self, call: &Call) -> Result<Value, Refused> {
        match call.method.to_ascii_lowercase().as_str() {
            "getme" => Ok(self.get_me()),
            "sendmessage" => self.send_message(call),
            "sendphoto" => self.send_photo(call),
            "senddocument" => self.send_document(call),
            "editmessagetext" => self.edit_text(call),
            "editmessagecaption" => self.edit_caption(call),
            "editmessagemedia" => self.edit_media(call),
            "editmessagereplymarkup" => self.edit_markup(call),
            "deletemessage" => self.delete_message(call),
            "deletemessages" => self.delete_messages(call),
            "answercallbackquery" => self.answer_callback(call),
            "getfile" => self.get_file(call),
            "sendchataction" => self.address(call).map(|_| json!(true)),
            "getchat" => self.get_chat(call),
            "getchatmember" => self.get_chat_member(call),
            "forwardmessage" => self.forward_message(call),
            "pinchatmessage" => self.pin_message(call),
            "setmycommands" => self.set_commands(call),
            "getmycommands" => Ok(self.commands.get(&scope(call)?).cloned().unwrap_or(json!([]))),
            "deletemycommands" => {
                self.commands.remove(&scope(call)?);
                Ok(json!(true))
            }
            "getwebhookinfo" => Ok(self.webhook_info()),
            _ => Err(Refused::not_found()),
        }
    }

    fn get_me(&self) -> Value {
        let mut me = self.bot_json();
        for (field, value) in [
            ("can_join_groups", true),
            ("can_read_all_group_messages", false),
            ("supports_inline_queries", false),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
        ] {
            me[field] = json!(value);
        }
        me
    }

    fn answer_callback(&mut self, call: &Call) -> Result<Value, Refused> {
        let id = call.text("callback_query_id").unwrap_or_default();
        let text = call.text("text").unwrap_or_default();
        if text.chars().count() > TOAST_CHARS_MAX {
            return Err(Refused::bad("MESSAGE_TOO_LONG"));
        }
        let now = self.clock.now();
        let waiting = self
            .queries
            .get_mut(id)
            .filter(|query| !query.answered && now.since(query.at) <= CALLBACK_LIFE);
        let Some(query) = waiting else {
            let why = "query is too old and response timeout expired or query ID is invalid";
            return Err(Refused::bad(why));
        };
        query.answered = true;
        if !text.is_empty() {
            let (query, chat) = (id.to_owned(), query.chat);
            let (text, alert) = (text.to_owned(), call.flag("show_alert"));
            self.toasts.push(Toast { query, chat, text, alert });
        }
        Ok(json!(true))
    }

    fn get_file(&self, call: &Call) -> Result<Value, Refused> {
        let file = self.files.find(call.text("file_id").unwrap_or_default());
        let why = "wrong file_id or the file is temporarily unavailable";
        let file = file.ok_or_else(|| Refused::bad(why))?;
        match file.bytes.len() > DOWNLOAD_BYTES_MAX {
            true => Err(Refused::bad("file is too big")),
            false => Ok(file.link()),
        }
    }

    fn get_chat(&self, call: &Call) -> Result<Value, Refused> {
        let id = call.number("chat_id").unwrap_or_default();
        let chat = self.chats.get(&id).ok_or_else(|| Refused::bad("chat not found"))?;
        self.reaches(id)?;
        let mut told = chat.json();
        self.tell_channel(id, &mut told);
        Ok(told)
    }

    fn set_commands(&mut self, call: &Call) -> Result<Value, Refused> {
        let commands = call.object("commands").transpose()?.unwrap_or(json!([]));
        let list = commands.as_array().map(Vec::as_slice).unwrap_or_default();
        if list.len() > COMMANDS_MAX {
            return Err(Refused::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        for command in list {
            let field = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default();
            let name = field("command").trim_start_matches('/');
            let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if !(1..=COMMAND_CHARS_MAX).contains(&name.len()) || !name.chars().all(sign) {
                return Err(Refused::bad("BOT_COMMAND_INVALID"));
            }
            let length = field("description").chars().count();
            if !(1..=COMMAND_DESCRIPTION_CHARS_MAX).contains(&length) {
                return Err(Refused::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
            }
        }
        self.commands.insert(scope(call)?, commands);
        Ok(json!(true))
    }
}

/// For whom commands are meant: a scope and a language.
fn scope(call: &Call) -> Result<(String, String), Refused> {
    let scope = call.object("scope").transpose()?.unwrap_or(json!({ "type": "default" }));
    let kind = scope.get("type").and_then(Value::as_str).unwrap_or("default");
    let chat = scope.get("chat_id").map(|id| format!(" {id}")).unwrap_or_default();
    let language = call.text("language_code").unwrap_or_default();
    Ok((format!("{kind}{chat}"), language.to_owned()))
}
