//! What is meant, carried out: one arm for each thing a person can ask.

use super::action::Action;
use super::admin::{
    books, commands, correction, coupon, coupon_new, evidence as review, fill_stock, order_deeds,
    product_new, rest, settings, staff, transfer_account, unasked_file,
};
use super::command::Command;
use super::customer::{
    buy_now, cart, coupon as code, deposit, evidence, find, home, invoice, order, payment, product,
    quantity,
};
use super::guard;
use super::owner;
use super::place::Place;
use super::route::{Attached, Intent};
use super::turn::{Next, Reply, Turn};
use super::typed;
use super::wizard::{self, Wizard};
use crate::domain::alert::Via;
use crate::domain::cart::Pick;
use crate::domain::payment::PaymentMethod;
use crate::domain::refusal::Refusal;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done};
use crate::shop::{end, pause};

pub fn answer(ctx: &mut Ctx, turn: &Turn, intent: Intent) -> Done<Reply> {
    match intent {
        Intent::Command(command, attached) => obey(ctx, turn, &command, attached),
        Intent::Press(action, _) => press(ctx, turn, action),
        Intent::Answer(wizard, answer) => wizard.hear(ctx, turn, answer),
        Intent::File(with, caption) => unasked_file::hear(ctx, turn, with, &caption),
        Intent::Number(number) => find::numbered(ctx, turn, number),
        Intent::Order(id) => typed::order(ctx, turn, id),
        Intent::Contact => typed::contact(ctx, turn),
        Intent::Search(words) => match rest::unsought(ctx, turn, &words)? {
            Some(reply) => Ok(reply),
            None => find::search(ctx, turn, &words),
        },
        Intent::Long(length, intent) => rest::hear(ctx, turn, length, *intent),
        Intent::OldButton => Ok(Next::Go(Place::Home).toast(turn.words.toast_old_button())),
        Intent::Unclear => evidence::unclear(ctx, turn),
    }
}

fn obey(ctx: &mut Ctx, turn: &Turn, command: &Command, with: Attached) -> Done<Reply> {
    Ok(match command {
        Command::Start => Place::Home.into(),
        Command::Catalogue => Place::Catalogue { part: Part::All, page: 0 }.into(),
        Command::Cart => cart::open(ctx, turn)?,
        Command::Orders => Place::Orders { page: 0 }.into(),
        Command::Help => Place::Help.into(),
        Command::Leave => wizard::left(wizard::open(ctx, turn.customer.id)?.as_ref(), turn.words),
        Command::Claim(code) => staff::claim(ctx, turn, code)?,
        Command::Unknown => evidence::captioned(ctx, turn, with)?,
        // For everybody else there is no such command.
        Command::Owner(command) => match owner::is_owner(ctx, turn.customer.id)? {
            true => {
                owner::obey(ctx, turn.words, turn.customer.id, command, Via::Shop)?;
                Next::Stay.into()
            }
            false => evidence::captioned(ctx, turn, with)?,
        },
        Command::Report(month) => books::report(ctx, turn, month)?,
        Command::Reconcile => books::reconcile(ctx, turn)?,
        Command::Admin
        | Command::Add(_)
        | Command::AddStock(_)
        | Command::SetPrice(_)
        | Command::Delete(_)
        | Command::Undelete(_)
        | Command::Several
        | Command::Photo(_)
        | Command::Stock
        | Command::Order(_)
        | Command::Coupon(_) => commands::run(ctx, turn, command, with)?,
        Command::Credit(rest) => correction::credit(ctx, turn, rest)?,
        Command::Adjust(rest) => correction::adjust(ctx, turn, rest)?,
    })
}

/// Whether it leads to a new order. A shop that rests says so before the buyer has chosen.
fn buys(action: &Action) -> bool {
    matches!(
        action,
        Action::CartSet { pick: Pick::Just(1..) | Pick::More, .. }
            | Action::AskQuantity(_)
            | Action::PayMethod
            | Action::BuyNow(_)
            | Action::BuyBy(..)
            | Action::PayQris
            | Action::PayBalance
            | Action::PayTransfer
            | Action::Deposit
            | Action::AskDeposit
            | Action::DepositAmount(_)
            | Action::DepositQris(_)
            | Action::DepositTransfer(_)
    )
}

fn press(ctx: &mut Ctx, turn: &Turn, action: Action) -> Done<Reply> {
    if buys(&action) && pause::pause_of(&ctx.tx)?.is_some() {
        return Err(Refusal::Paused.into());
    }
    Ok(match action {
        Action::Nothing => Next::Stay.into(),
        Action::Home => Place::Home.into(),
        Action::Catalogue { part, page } => Place::Catalogue { part, page }.into(),
        Action::Categories => Place::Categories.into(),
        Action::Letters => Place::Letters.into(),
        Action::BuyNow(it) => buy_now::open(ctx, turn, it)?,
        Action::BuyBy(it, method) => buy_now::pay(ctx, turn, it, method)?,
        Action::Product(id) => Place::Product(id).into(),
        Action::CartSet { product, pick } => product::pick(ctx, turn, product, pick)?,
        Action::AskQuantity(id) => {
            Next::Open(Wizard::Quantity(quantity::Step::Quantity(id))).into()
        }
        Action::Cart => cart::open(ctx, turn)?,
        Action::CartClear => cart::clear(ctx, turn)?,
        Action::PayMethod => payment::open(ctx, turn)?,
        Action::PayQris => payment::pay(ctx, turn, PaymentMethod::Qris)?,
        Action::PayBalance => payment::pay(ctx, turn, PaymentMethod::Balance)?,
        Action::PayTransfer => payment::pay(ctx, turn, PaymentMethod::Transfer)?,
        Action::Invoice(id) => invoice::reopen(ctx, turn, id)?,
        Action::CheckStatus(id) => invoice::check_status(ctx, turn, id)?,
        Action::Cancel(id) => end::cancel(ctx, turn.customer.id, id).map(|()| Next::Stay.into())?,
        Action::Orders { page } => Place::Orders { page }.into(),
        Action::Order(id) => Place::Order(id).into(),
        Action::GoodsAgain(id) => order::goods_again(ctx, turn, id)?,
        Action::StockList { page } => {
            Next::Go(Place::StockList { page }).toast(turn.words.toast_stock_fresh())
        }
        Action::Account => Place::Account.into(),
        Action::Help => Place::Help.into(),
        Action::Deposit => Place::Deposit.into(),
        Action::Speak(language) => home::speak(ctx, turn, language)?,
        Action::UseCoupon => Next::Open(Wizard::Coupon(code::Step::Code)).into(),
        Action::DropCoupon => cart::drop_coupon(ctx, turn)?,
        Action::DepositAmount(amount) => deposit::choose(ctx, turn, amount)?,
        Action::AskDeposit => deposit::ask_amount(ctx, turn)?,
        Action::DepositQris(amount) => deposit::open(ctx, turn, amount, PaymentMethod::Qris)?,
        Action::DepositTransfer(amount) => {
            deposit::open(ctx, turn, amount, PaymentMethod::Transfer)?
        }
        Action::History { page } => Place::History { page }.into(),
        action => press_staff(ctx, turn, action)?,
    })
}

fn press_staff(ctx: &mut Ctx, turn: &Turn, action: Action) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    Ok(match action {
        Action::AdminProducts { page } => Place::AdminProducts { page }.into(),
        Action::AddProduct => Next::Open(Wizard::ProductNew(product_new::Step::Name)).into(),
        Action::FillPick { page } => Place::FillPick { page }.into(),
        Action::Fill(id) => Next::Open(Wizard::FillStock(fill_stock::Step::Lines(id))).into(),
        Action::Settings => Place::Settings.into(),
        Action::ToggleSoldOut => settings::toggle_sold_out(ctx, turn, admin)?,
        Action::ToggleKeyboard => settings::toggle_keyboard(ctx, turn, admin)?,
        Action::OpenInvoices => settings::allow_open(ctx, turn, admin)?,
        Action::Coupons { page } => Place::Coupons { page }.into(),
        Action::Coupon(id) => Place::Coupon(id).into(),
        Action::AddCoupon => Next::Open(Wizard::CouponNew(coupon_new::Step::Code)).into(),
        Action::AskWithdraw(id) => Place::CouponWithdraw(id).into(),
        Action::Withdraw(id) => coupon::withdraw(ctx, turn, admin, id)?,
        Action::AskDepositBound(bound) => Next::Open(Wizard::DepositBound(bound)).into(),
        Action::TransferAccount => {
            Next::Open(Wizard::TransferAccount(transfer_account::Step::Text)).into()
        }
        Action::ConfirmCorrection(number) => correction::confirm(ctx, turn, admin, number)?,
        Action::ReviewList
        | Action::Review { .. }
        | Action::Approve { .. }
        | Action::DoubtWhy { .. }
        | Action::Doubt { .. }
        | Action::DoubtTyped { .. } => review::press(ctx, turn, admin, action)?,
        action => order_deeds::press(ctx, turn, admin, action)?,
    })
}
