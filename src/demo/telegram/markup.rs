//! Keyboards as the server takes them: shapes, limits, one action a button.

use serde_json::{Value, json};

use super::call::Call;
use super::refused::Refused;
use crate::domain::limit::CALLBACK_BYTES_MAX;

/// What a message brings besides its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Markup {
    #[default]
    None,
    Inline(Vec<Vec<InlineKey>>),
    Reply(ReplyKeyboard),
    /// The keyboard under the chat goes away.
    Remove,
    /// The client opens a reply to this message.
    Force,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InlineKey {
    pub label: String,
    pub does: Does,
    pub style: Option<String>,
    raw: Value,
}

/// What pressing an inline key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    Data(String),
    Url(String),
    Copy(String),
    /// Something this world does not play.
    Other(String),
}

/// Keys in the place of the phone's keyboard.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyKeyboard {
    pub rows: Vec<Vec<String>>,
    pub placeholder: Option<String>,
    pub one_time: bool,
    pub persistent: bool,
}

/// Telegram gives no number; beyond this it answers REPLY_MARKUP_TOO_LONG in practice.
const KEYS_MAX: usize = 100;
/// More than eight in a row are cut off by the clients.
const ROW_KEYS_MAX: usize = 8;
const COPY_CHARS_MAX: usize = 256;
const ACTIONS: [&str; 10] = [
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
];

impl Markup {
    pub fn read(call: &Call) -> Result<Markup, Refused> {
        let Some(markup) = call.object("reply_markup").transpose()? else {
            return Ok(Markup::None);
        };
        let markup =
            markup.as_object().ok_or_else(|| Refused::bad("object expected as reply markup"))?;
        if let Some(rows) = markup.get("inline_keyboard") {
            return Ok(match rows_of(rows, "inline keyboard", inline_key)? {
                rows if rows.is_empty() => Markup::None,
                rows => Markup::Inline(rows),
            });
        }
        if let Some(rows) = markup.get("keyboard") {
            let flag = |name: &str| markup.get(name).and_then(Value::as_bool).unwrap_or(false);
            let placeholder = markup.get("input_field_placeholder").and_then(Value::as_str);
            return Ok(Markup::Reply(ReplyKeyboard {
                rows: rows_of(rows, "keyboard", reply_key)?,
                placeholder: placeholder.map(str::to_owned),
                one_time: flag("one_time_keyboard"),
                persistent: flag("is_persistent"),
            }));
        }
        if markup.get("remove_keyboard") == Some(&Value::Bool(true)) {
            return Ok(Markup::Remove);
        }
        if markup.get("force_reply") == Some(&Value::Bool(true)) {
            return Ok(Markup::Force);
        }
        Ok(Markup::None)
    }

    /// For edits: only inline keys may change.
    pub fn read_inline(call: &Call) -> Result<Markup, Refused> {
        match Markup::read(call)? {
            kept @ (Markup::None | Markup::Inline(_)) => Ok(kept),
            _ => Err(Refused::bad("inline keyboard expected")),
        }
    }

    pub fn inline(&self) -> &[Vec<InlineKey>] {
        match self {
            Markup::Inline(rows) => rows,
            _ => &[],
        }
    }

    /// As it stands in a message; other keyboards are not part of one.
    pub fn json(&self) -> Option<Value> {
        let Markup::Inline(rows) = self else { return None };
        let rows: Vec<Vec<&Value>> =
            rows.iter().map(|row| row.iter().map(|key| &key.raw).collect()).collect();
        Some(json!({ "inline_keyboard": rows }))
    }
}

fn rows_of<Key>(
    rows: &Value,
    what: &str,
    read: fn(&Value) -> Result<Key, Refused>,
) -> Result<Vec<Vec<Key>>, Refused> {
    let shape = |part: &str| Refused::bad(format!("field \"{what}\" must be {part}"));
    let rows = rows.as_array().ok_or_else(|| shape("an Array of Arrays"))?;
    let mut kept = Vec::new();
    for row in rows {
        let row = row.as_array().ok_or_else(|| shape("an Array of Arrays"))?;
        if row.len() > ROW_KEYS_MAX {
            return Err(Refused::bad("REPLY_MARKUP_TOO_LONG"));
        }
        let row = row.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        if !row.is_empty() {
            kept.push(row);
        }
    }
    match kept.iter().map(Vec::len).sum::<usize>() > KEYS_MAX {
        true => Err(Refused::bad("REPLY_MARKUP_TOO_LONG")),
        false => Ok(kept),
    }
}

fn inline_key(key: &Value) -> Result<InlineKey, Refused> {
    let refuse = |why: &str| Refused::bad(format!("can't parse inline keyboard button: {why}"));
    if key.is_string() {
        return Err(refuse("Text buttons are unallowed in the inline keyboard"));
    }
    let label = key.get("text").and_then(Value::as_str);
    let label = label.ok_or_else(|| refuse("Can't find field \"text\""))?;
    if label.trim().is_empty() {
        return Err(refuse("Field \"text\" must be non-empty"));
    }
    let actions: Vec<&str> =
        ACTIONS.into_iter().filter(|name| key.get(name).is_some_and(|v| !v.is_null())).collect();
    let [action] = actions[..] else {
        return Err(refuse("exactly one action is expected"));
    };
    let does = does(action, &key[action])?;
    Ok(InlineKey { label: label.to_owned(), does, style: style(key)?, raw: key.clone() })
}

fn does(action: &str, value: &Value) -> Result<Does, Refused> {
    let text = value.as_str().unwrap_or_default();
    match action {
        "callback_data" if text.is_empty() || text.len() > CALLBACK_BYTES_MAX => {
            Err(Refused::bad("BUTTON_DATA_INVALID"))
        }
        "callback_data" => Ok(Does::Data(text.to_owned())),
        "url" => {
            let opens = ["http://", "https://", "tg://"].iter().any(|open| text.starts_with(open));
            match opens && !text.contains(char::is_whitespace) {
                true => Ok(Does::Url(text.to_owned())),
                false => Err(Refused::bad("BUTTON_URL_INVALID")),
            }
        }
        "copy_text" => {
            let text = value.get("text").and_then(Value::as_str).unwrap_or_default();
            match (1..=COPY_CHARS_MAX).contains(&text.chars().count()) {
                true => Ok(Does::Copy(text.to_owned())),
                false => Err(Refused::bad("BUTTON_COPY_TEXT_INVALID")),
            }
        }
        other => Ok(Does::Other(other.to_owned())),
    }
}

fn reply_key(key: &Value) -> Result<String, Refused> {
    let label = key.as_str().or_else(|| key.get("text").and_then(Value::as_str));
    match label {
        Some(label) if !label.trim().is_empty() => {
            style(key)?;
            Ok(label.to_owned())
        }
        _ => Err(Refused::bad("can't parse keyboard button: Text must be non-empty")),
    }
}

fn style(key: &Value) -> Result<Option<String>, Refused> {
    match key.get("style").and_then(Value::as_str) {
        None => Ok(None),
        Some(style @ ("danger" | "success" | "primary")) => Ok(Some(style.to_owned())),
        Some(_) => Err(Refused::bad("invalid button style specified")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_does_exactly_one_thing() {
        let one = json!({ "text": "a", "callback_data": "x" });
        assert_eq!(inline_key(&one).map(|key| key.does), Ok(Does::Data("x".into())));
        let bad = [
            json!("a"),
            json!({ "text": "a" }),
            json!({ "text": " ", "callback_data": "x" }),
            json!({ "text": "a", "callback_data": "x", "url": "https://a.b" }),
            json!({ "text": "a", "callback_data": "é".repeat(33) }),
            json!({ "text": "a", "callback_data": "" }),
            json!({ "text": "a", "url": "javascript:1" }),
            json!({ "text": "a", "callback_data": "x", "style": "pink" }),
        ];
        for key in bad {
            assert!(inline_key(&key).is_err(), "{key}");
        }
    }

    #[test]
    fn a_keyboard_has_a_bound() {
        let key = json!({ "text": "a", "callback_data": "x" });
        let rows = |rows: usize, keys: usize| json!(vec![vec![key.clone(); keys]; rows]);
        let read = |rows: &Value| rows_of(rows, "inline keyboard", inline_key);
        assert!(read(&rows(12, 8)).is_ok());
        assert!(read(&rows(13, 8)).is_err());
        assert!(read(&rows(1, 9)).is_err());
        assert!(read(&json!([key])).is_err());
        assert_eq!(read(&json!([[]])), Ok(vec![]));
    }
}
