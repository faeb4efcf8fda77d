//! Keys under a message, as Telegram wants them.

use teloxide::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, KeyboardMarkup, ReplyMarkup,
};

use crate::domain::message::{Button, Keys, Press};

/// The keys that come with a new message.
pub fn markup(keys: &Keys) -> Option<ReplyMarkup> {
    match keys {
        Keys::None => None,
        Keys::Inline(rows) => Some(ReplyMarkup::InlineKeyboard(inline(rows))),
        Keys::Reply(rows) => Some(ReplyMarkup::Keyboard(reply(rows))),
        Keys::Staying(rows) => Some(ReplyMarkup::Keyboard(reply(rows).persistent())),
    }
}

/// The buttons that an edited message has from now on. None given, none left.
pub fn buttons(keys: &Keys) -> Option<InlineKeyboardMarkup> {
    match keys {
        Keys::Inline(rows) => Some(inline(rows)),
        Keys::None | Keys::Reply(_) | Keys::Staying(_) => None,
    }
}

fn inline(rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().filter_map(button)))
}

/// A button that leads nowhere is left out: the message is worth more than the button.
fn button(Button { label, does }: &Button) -> Option<InlineKeyboardButton> {
    match does {
        Press::Data(data) => Some(InlineKeyboardButton::callback(label, data)),
        Press::Url(url) => Some(InlineKeyboardButton::url(label, url.parse().ok()?)),
    }
}

fn reply(rows: &[Vec<String>]) -> KeyboardMarkup {
    let keys = rows.iter().map(|row| row.iter().map(KeyboardButton::new));
    KeyboardMarkup::new(keys).resize_keyboard()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn button(label: &str, does: Press) -> Button {
        Button { label: label.to_owned(), does }
    }

    #[test]
    fn keys_look_as_the_bot_api_wants_them() {
        let row = vec![
            button("Buy", Press::Data("a1".into())),
            button("Page", Press::Url("https://warung.id/p?x=1".into())),
            button("Lost", Press::Url("nowhere".into())),
        ];
        let json = json!({ "inline_keyboard": [[
            { "text": "Buy", "callback_data": "a1" },
            { "text": "Page", "url": "https://warung.id/p?x=1" },
        ]] });
        let keys = Keys::Inline(vec![row]);
        assert_eq!(serde_json::to_value(markup(&keys)).unwrap(), json);
        assert_eq!(serde_json::to_value(buttons(&keys)).unwrap(), json);

        let rows = vec![vec!["1️⃣".to_owned(), "2️⃣".into()], vec!["🧺".into()]];
        let mut json = json!({
            "keyboard": [[{ "text": "1️⃣" }, { "text": "2️⃣" }], [{ "text": "🧺" }]],
            "resize_keyboard": true,
        });
        let keys = Keys::Reply(rows.clone());
        assert_eq!(serde_json::to_value(markup(&keys)).unwrap(), json);
        assert_eq!(buttons(&keys), None);

        let keys = Keys::Staying(rows);
        json["is_persistent"] = json!(true);
        assert_eq!(serde_json::to_value(markup(&keys)).unwrap(), json);
        assert_eq!(buttons(&keys), None);
    }
}
