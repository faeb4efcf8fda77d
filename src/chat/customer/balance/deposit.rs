//! Deposit: how much, and by which way.

use crate::chat::action::{BalancePress, OrderPress};
use crate::chat::field::Field;
use crate::chat::layout::button;
use crate::chat::place::BalancePlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::OrderId;
use crate::domain::limit::DEPOSIT_BUTTONS;
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done};
use crate::shop::deposit::{self, Deposit};
use crate::shop::{browse, ledger, settings};
use crate::words::{Words, args};

const BUTTONS_A_ROW: usize = 2;

pub struct View {
    balance: Rupiah,
    least: Rupiah,
    most: Rupiah,
    /// One that waits for its money comes first.
    open: Option<OrderId>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let customer = turn.customer.id;
    let settings = settings::settings(&ctx.tx)?;
    Ok(View {
        balance: ledger::free(&ctx.tx, customer)?,
        least: settings.deposit_min,
        most: settings.deposit_max,
        open: deposit::open_of(&ctx.tx, customer)?,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    if let Some(id) = v.open {
        return Screen::new(w.deposit_open(v.balance, id))
            .buttons(vec![button(w.button_open_invoice(), OrderPress::Invoice(id))]);
    }
    let mut screen = Screen::new(w.deposit_card(args::DepositCard {
        balance: v.balance,
        least: v.least,
        most: v.most,
    }));
    for row in round_amounts(v.least, v.most).chunks(BUTTONS_A_ROW) {
        let one = |amount: &Rupiah| -> Button {
            button(w.button_amount(*amount), BalancePress::Amount(*amount))
        };
        screen = screen.buttons(row.iter().map(one).collect());
    }
    screen
        .buttons(vec![button(w.button_type_amount(), BalancePress::AskAmount)])
        .buttons(vec![button(w.button_history(), BalancePress::History { page: 0 })])
}

/// 1, 2 and 5 with zeros, from the least on: what people pay in.
fn round_amounts(least: Rupiah, most: Rupiah) -> Vec<Rupiah> {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    let round = powers.flat_map(|power| [1, 2, 5].map(|digit| Rupiah(power.saturating_mul(digit))));
    let wanted = round.skip_while(|amount| *amount < least).take_while(|amount| *amount <= most);
    wanted.take(DEPOSIT_BUTTONS).collect()
}

/// How to pay it in, where there is a choice.
pub fn methods(amount: Rupiah, w: Words) -> Screen {
    Screen::new(w.deposit_means(amount))
        .buttons(vec![button(w.button_qris(), BalancePress::Pay(amount, PaymentMethod::Qris))])
        .buttons(vec![button(
            w.button_pay_transfer(),
            BalancePress::Pay(amount, PaymentMethod::Transfer),
        )])
        .buttons(vec![button(w.button_back(), BalancePress::Deposit)])
}

/// Asks for an amount to be typed, unless there is a deposit to be paid first.
pub fn ask_amount(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match deposit::open_of(&ctx.tx, turn.customer.id)? {
        Some(_) => Next::go(BalancePlace::Deposit).into(),
        None => Next::ask(Field::Deposit).into(),
    })
}

/// An amount is chosen. Only a seller with an account of their own leaves a second choice.
pub fn choose(ctx: &mut Ctx, turn: &Turn, amount: Rupiah) -> Done<Reply> {
    deposit::within(&ctx.tx, amount)?;
    match settings::settings(&ctx.tx)?.transfer_account {
        Some(_) => Ok(Next::go(BalancePlace::Method(amount)).into()),
        None => open(ctx, turn, amount, PaymentMethod::Qris),
    }
}

pub fn open(ctx: &mut Ctx, turn: &Turn, amount: Rupiah, method: PaymentMethod) -> Done<Reply> {
    let customer = turn.customer.id;
    match deposit::deposit(ctx, customer, amount, method, turn.pressed)? {
        // A transfer by hand can be paid at once, and tells of itself.
        Deposit::Opened(_) if method == PaymentMethod::Transfer => Ok(Next::Stay.into()),
        Deposit::Opened(id) => Ok(Next::Panel(id).into()),
        Deposit::Already(id) => {
            // The second tap of a double tap: this very message has become the invoice already.
            if browse::panel_of(&ctx.tx, customer, turn.pressed)? == Some(id) {
                return Ok(Next::Panel(id).into());
            }
            Ok(Next::PanelBelow(id).toast(turn.words.toast_open_deposit(id)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_on_buttons_are_round_and_within_the_bounds() {
        for (least, most, offered) in [
            (10_000, 10_000_000, vec![10_000, 20_000, 50_000, 100_000, 200_000, 500_000]),
            (20_001, 150_000, vec![50_000, 100_000]),
            (500, 500, vec![500]),
            (30_000, 45_000, vec![]),
            (5_000_000, 10_000_000, vec![5_000_000, 10_000_000]),
        ] {
            let offered: Vec<Rupiah> = offered.into_iter().map(Rupiah).collect();
            assert_eq!(round_amounts(Rupiah(least), Rupiah(most)), offered, "{least} {most}");
        }
    }
}
