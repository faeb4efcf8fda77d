//! Switches of the shop, in force at once.

use super::refund_formula;
use crate::chat::action::{MenuPress, SettingPress};
use crate::chat::layout::button;
use crate::chat::place::SettingPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::OPEN_INVOICES_MAX;
use crate::domain::message::Screen;
use crate::domain::refund::Formula;
use crate::domain::settings::Settings;
use crate::shop::context::{Ctx, Done};
use crate::shop::deposit::Bound;
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::Words;

pub struct View {
    settings: Settings,
}

pub fn load(ctx: &Ctx) -> Done<View> {
    Ok(View { settings: settings::settings(&ctx.tx)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    let max = v.settings.open_invoices_max;
    let sold_out = match v.settings.hide_sold_out {
        true => w.button_sold_out_hidden(),
        false => w.button_sold_out_shown(),
    };
    let keyboard = match v.settings.keyboard_stays {
        true => w.button_keyboard_stays(),
        false => w.button_keyboard_folds(),
    };
    let account = match v.settings.transfer_account {
        Some(_) => w.button_transfers_on(),
        None => w.button_transfers_off(),
    };
    let Formula { days, .. } = v.settings.refund;
    let factors = refund_formula::factors(&v.settings.refund);
    let formula =
        button(w.button_refund_formula(days.into(), &factors), SettingPress::RefundFormula);
    Screen::new(w.settings_card(max.into()))
        .buttons(vec![button(sold_out, SettingPress::ToggleSoldOut)])
        .buttons(vec![button(w.button_open_invoices(max.into()), SettingPress::OpenInvoices)])
        .buttons(vec![formula])
        .buttons(vec![button(
            w.button_deposit_least(v.settings.deposit_min),
            SettingPress::DepositBound(Bound::Least),
        )])
        .buttons(vec![button(
            w.button_deposit_most(v.settings.deposit_max),
            SettingPress::DepositBound(Bound::Most),
        )])
        .buttons(vec![button(account, SettingPress::TransferAccount)])
        .buttons(vec![button(keyboard, SettingPress::ToggleKeyboard)])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

pub fn toggle_sold_out(ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    change(ctx, turn, by, |it| it.hide_sold_out = !it.hide_sold_out)
}

pub fn toggle_keyboard(ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    change(ctx, turn, by, |it| it.keyboard_stays = !it.keyboard_stays)
}

/// One more than there are, and after the most it starts again with one.
pub fn allow_open(ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    change(ctx, turn, by, |it| it.open_invoices_max = it.open_invoices_max % OPEN_INVOICES_MAX + 1)
}

fn change(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    change: impl FnOnce(&mut Settings),
) -> Done<Reply> {
    settings::change(ctx, by, change)?;
    Ok(Next::go(SettingPlace::Card).toast(turn.words.toast_saved()))
}
