//! Who the shop thinks you are, and the language it speaks to you.

use crate::chat::action::Action;
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::shop::Language;
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub struct View {
    id: u64,
    name: String,
    orders: u64,
    languages: Vec<(Language, String)>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let customer = &turn.customer;
    let languages = turn.dictionary.languages();
    Ok(View {
        id: customer.id.0,
        name: customer.name.clone(),
        orders: browse::order_count(&ctx.tx, customer.id)?,
        languages: languages.map(|(language, name)| (language, name.to_string())).collect(),
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let friend = w.plain_friend();
    let name = if v.name.is_empty() { &friend } else { &v.name };
    let text = w.account_card(&v.id.to_string(), &w.language_name(), name, v.orders);
    let speak = |(language, name): &(Language, String)| button(name, Action::Speak(*language));
    Screen::new(text)
        .buttons(v.languages.iter().map(speak).collect())
        .buttons(vec![button(w.button_home(), Action::Home)])
}
