//! Who the shop thinks you are, and the language it speaks to you.

use crate::chat::action::{BalancePress, HomePress};
use crate::chat::contact;
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::ledger::{Account, Balance};
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::shop::Language;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, ledger};
use crate::words::{Html, Words, args};

pub struct View {
    id: u64,
    name: String,
    orders: u64,
    balance: Balance,
    languages: Vec<(Language, String)>,
    contact: Option<Button>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let customer = &turn.customer;
    let languages = turn.dictionary.languages();
    Ok(View {
        id: customer.id.0,
        name: customer.name.clone(),
        orders: browse::order_count(&ctx.tx, customer.id)?,
        balance: ledger::balance(&ctx.tx, Account::Balance(customer.id))?,
        languages: languages.map(|(language, name)| (language, name.to_string())).collect(),
        contact: contact::button(ctx, turn.words)?,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let friend = w.plain_friend();
    let name = if v.name.is_empty() { &friend } else { &v.name };
    let free = v.balance.free();
    let mut balance = w.account_balance(free);
    if v.balance.held > 0 {
        balance = format!("{balance}\n{}", w.account_held(Rupiah(v.balance.held)));
    }
    let id = v.id.to_string();
    let text = w.account_card(args::AccountCard {
        id: &id,
        language: &w.language_name(),
        name,
        orders: v.orders,
        rows: Html(&balance),
    });
    let speak = |(language, name): &(Language, String)| button(name, HomePress::Speak(*language));
    let history = button(w.button_history(), BalancePress::History { page: 0 });
    let screen = Screen::new(text)
        .buttons(vec![button(w.button_deposit(), BalancePress::Deposit), history])
        .buttons(v.languages.iter().map(speak).collect());
    contact::with(screen, v.contact.clone()).buttons(vec![button(w.button_home(), HomePress::Home)])
}
