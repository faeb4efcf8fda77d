//! What has moved on the balance of the person who asks, newest first.

use crate::chat::action::{BalancePress, HomePress};
use crate::chat::layout::{button, page_line, pager, paragraphs, signed};
use crate::chat::turn::Turn;
use crate::domain::ledger::{Account, Balance};
use crate::domain::message::Screen;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::history::{self, Fate, Movement, Why};
use crate::shop::ledger;
use crate::words::{Html, Words};

pub struct View {
    balance: Balance,
    list: Page<Movement>,
}

pub fn load(ctx: &Ctx, turn: &Turn, page: u32) -> Done<View> {
    let customer = turn.customer.id;
    Ok(View {
        balance: ledger::balance(&ctx.tx, Account::Balance(customer))?,
        list: history::page(&ctx.tx, customer, page)?,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), HomePress::Account)];
    if v.list.items.is_empty() {
        let deposit = vec![button(w.button_deposit(), BalancePress::Deposit)];
        return Screen::new(w.history_empty()).buttons(deposit).buttons(back);
    }
    let title = w.history_title(v.balance.free());
    let lines: Vec<String> = v.list.items.iter().map(|it| line(it, w)).collect();
    let text = paragraphs([title, lines.join("\n\n"), page_line(w, &v.list)]);
    pager(Screen::new(text), w, &v.list, |page| BalancePress::History { page }).buttons(back)
}

fn line(it: &Movement, w: Words) -> String {
    let change = signed(w, it.side, it.amount);
    let why = why(&it.why, w);
    let (at, why) = (it.at, Html(&why));
    match it.fate {
        Fate::Done => w.history_done(at, &change, why),
        Fate::Held => w.history_held(at, &change, why),
        Fate::GivenBack => w.history_given_back(at, &change, why),
    }
}

fn why(why: &Why, w: Words) -> String {
    match why {
        Why::Deposit(id) => w.history_deposit(*id),
        Why::Credited(id) => w.history_credited(*id),
        Why::Purchase(id) => w.history_purchase(*id),
        Why::Refund(id) => w.history_refund(*id),
        Why::Received { reason } => w.history_received(reason),
        Why::Corrected { reason } => w.history_corrected(reason),
        Why::Claimed { reference } => w.history_claimed(reference),
    }
}
