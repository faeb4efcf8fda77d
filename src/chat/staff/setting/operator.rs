//! What the operator's file alone says, and where it is changed.

use super::Press;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::shop::context::Ctx;
use crate::words::{Html, Words, args};

pub struct View {
    name: String,
    zone: String,
    language: String,
    owners: u64,
    admins: u64,
    sandbox: bool,
    hooked: bool,
    alert_bot: bool,
    file: String,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> View {
    let shop = ctx.shop;
    let mut languages = turn.words.every_language().into_iter();
    let language = languages.find(|(it, _)| *it == shop.language).map(|(_, name)| name);
    View {
        name: shop.name.clone(),
        zone: turn.dictionary.zone_name(),
        language: language.unwrap_or_else(|| shop.language.as_str().to_owned()),
        owners: shop.owners.len() as u64,
        admins: shop.admins.len() as u64,
        sandbox: shop.sandbox,
        hooked: shop.hooked,
        alert_bot: shop.alert_bot,
        file: shop.file.clone(),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let yes = |on| if on { w.plain_yes() } else { w.plain_no() };
    let rows = [
        w.operator_name(&v.name),
        w.operator_zone(&v.zone),
        w.operator_language(&v.language),
        w.operator_people(args::OperatorPeople { count: v.owners, max: v.admins }),
        w.operator_hooked(&yes(v.hooked)),
        w.operator_alert_bot(&yes(v.alert_bot)),
        w.operator_sandbox(&yes(v.sandbox)),
    ];
    let how = match store(&v.file) {
        "" => w.operator_nowhere(),
        store => w.operator_where(args::OperatorWhere { path: &v.file, store }),
    };
    let card = w.operator_card(Html(&rows.join("\n")));
    Screen::new(paragraphs([card, how])).buttons(vec![button(w.button_back(), Press::Card)])
}

/// What the machine calls the shop: the file's own name.
fn store(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".toml").unwrap_or(name)
}
