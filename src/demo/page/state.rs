//! The whole world as the page draws it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::demo::levers;
use crate::demo::telegram::chat::ChatKind;
use crate::demo::telegram::file::FileKind;
use crate::demo::telegram::html::Entity;
use crate::demo::telegram::markup::{Does, InlineKey};
use crate::demo::telegram::message::Author;
use crate::demo::telegram::{Called, Outcome, Shown, Summary, Trouble};
use crate::demo::world::{DEDI, RINA, World};

/// How long a browser waits for news; proxies and laptops that sleep dislike more.
const WAIT: Duration = Duration::from_secs(25);
/// News comes in flocks: a moment's patience draws them once.
const FLOCK: Duration = Duration::from_millis(30);
/// What a phone shows of a chat without being asked for more.
const MESSAGES: usize = 150;
const CALLS: usize = 60;
const TOASTS: usize = 20;

/// The state, as soon as it is another one than `after`.
pub async fn after(world: &World, after: Option<&str>) -> Value {
    let mut telegram = world.telegram.watch();
    let mut gateway = world.gateway.revision();
    let mut levers = world.levers.watch();
    let revision = revision(world);
    if after.is_some_and(|after| after == revision.to_string()) {
        tokio::select! {
            _ = telegram.changed() => {}
            _ = gateway.changed() => {}
            _ = levers.changed() => {}
            () = tokio::time::sleep(WAIT) => {}
        }
        tokio::time::sleep(FLOCK).await;
    }
    state(world)
}

/// Each part only counts up, so does the sum.
fn revision(world: &World) -> u64 {
    let parts = [world.telegram.watch(), world.gateway.revision(), world.levers.watch()];
    parts.iter().map(|part| *part.borrow()).sum()
}

fn state(world: &World) -> Value {
    // First, so that what comes in between is news the next time.
    let revision = revision(world);
    let chats = world.telegram.summaries();
    let toasts = world.telegram.toasts();
    let fresh = toasts.iter().enumerate().skip(toasts.len().saturating_sub(TOASTS));
    let calls = world.telegram.last_calls(CALLS);
    json!({
        "revision": revision,
        "now": world.clock.now().0,
        "skipped": world.clock.ahead().0,
        "chats": chats.iter().map(|summary| chat(world, summary)).collect::<Vec<_>>(),
        "toasts": fresh.map(|(number, toast)| json!({
            "number": number + 1,
            "chat": toast.chat,
            "text": toast.text,
            "alert": toast.alert,
        })).collect::<Vec<_>>(),
        "gateway": levers::told(&world.gateway),
        "gateway_down": world.levers.gateway_is_down(),
        "telegram": match world.telegram.weather() {
            Trouble::None => "up",
            Trouble::TooMany { .. } => "busy",
            _ => "down",
        },
        "calls": calls.iter().rev().map(call).collect::<Vec<_>>(),
    })
}

fn chat(world: &World, summary: &Summary) -> Value {
    let (title, side, language) = match &summary.kind {
        ChatKind::Private(person) => {
            let seller = [RINA, DEDI].contains(&person.id);
            let side = if seller { "seller" } else { "customer" };
            (&person.first_name, side, person.language.as_deref().unwrap_or("id"))
        }
        ChatKind::Group { title, .. } => (title, "group", "id"),
        ChatKind::Channel(channel) => (&channel.title, "group", "id"),
    };
    let messages = world.telegram.chat(summary.id);
    let standing: Vec<&Shown> = messages.iter().filter(|message| !message.deleted).collect();
    let from = standing.len().saturating_sub(MESSAGES);
    json!({
        "id": summary.id,
        "title": title,
        "side": side,
        "blocked": summary.blocked,
        "keyboard": summary.keyboard.as_ref().map(|keyboard| json!({
            "rows": keyboard.rows,
            "placeholder": keyboard.placeholder,
        })),
        "pending": summary.pending,
        "commands": world.telegram.commands(summary.id, language),
        "messages": standing[from..].iter().map(|message| bubble(message)).collect::<Vec<_>>(),
    })
}

fn bubble(message: &Shown) -> Value {
    json!({
        "id": message.id,
        "bot": message.author == Author::Bot,
        "at": message.at.0,
        "edited": message.edits > 0,
        "text": message.text,
        "entities": message.entities.iter().map(Entity::json).collect::<Vec<_>>(),
        "guarded": message.guarded,
        "file": message.attachment.as_ref().map(|file| json!({
            "kind": match file.kind {
                FileKind::Photo => "photo",
                FileKind::Document => "document",
                FileKind::Sticker => "sticker",
            },
            "id": file.file,
            "name": file.name,
            "bytes": file.bytes.len(),
        })),
        "inline": message
            .inline
            .iter()
            .map(|row| row.iter().map(key).collect::<Vec<_>>())
            .collect::<Vec<_>>(),
    })
}

fn key(key: &InlineKey) -> Value {
    let (does, value) = match &key.does {
        Does::Data(data) => ("data", data),
        Does::Url(url) => ("url", url),
        Does::Copy(text) => ("copy", text),
        Does::Other(name) => ("other", name),
    };
    json!({ "label": key.label, "style": key.style, does: value })
}

fn call(call: &Called) -> Value {
    let (word, code) = match &call.outcome {
        Outcome::Done => ("", 200),
        Outcome::Refused { code, description } => (description.as_str(), *code),
        Outcome::Unanswered => ("no answer", 503),
        Outcome::Lost => ("answer lost", 0),
    };
    json!({
        "at": call.at.0,
        "method": call.method,
        "chat": call.chat,
        "code": code,
        "word": word,
    })
}
