//! What is meant, carried out: one arm for each thing a person can ask.

use super::action::{Action, Part};
use super::admin::evidence::Ask;
use super::admin::{
    books, commands, correction, coupon_new, evidence_doubt, fill_stock, order_deeds, product_new,
    transfer_account,
};
use super::command::Command;
use super::customer::{self, deposit, evidence, home, quantity, unpaid};
use super::goods::{self, Occasion};
use super::guard;
use super::layout::paragraphs;
use super::notice::role_name;
use super::owner;
use super::place::Place;
use super::route::{Attached, Intent};
use super::show::show;
use super::turn::{Next, Reply, Turn};
use super::wizard::Wizard;
use crate::domain::alert::Via;
use crate::domain::effect::Lane;
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::OPEN_INVOICES_MAX;
use crate::domain::message::Screen;
use crate::domain::order::{Goods, State};
use crate::domain::refusal::Refusal;
use crate::domain::staff::Admin;
use crate::shop::checkout::{Checkout, Means, checkout};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{
    arrive, browse, cart, coupon, end, evidence as review, pause, payment, product, settings, staff,
};
use crate::words::visible;

pub fn answer(ctx: &mut Ctx, turn: &Turn, intent: Intent) -> Done<Reply> {
    match intent {
        Intent::Command(command, attached) => obey(ctx, turn, &command, attached),
        Intent::Press(action, _) => press(ctx, turn, action),
        Intent::Answer(wizard, answer) => {
            // Whatever a buyer is in the middle of, their transfer's evidence is understood.
            let sent = answer.sent().filter(|_| !wizard.takes_files());
            match sent.map(|sent| evidence::hear(ctx, turn, sent)).transpose()?.flatten() {
                Some(reply) => Ok(reply),
                None => wizard.answer(ctx, turn, answer),
            }
        }
        Intent::File(sent) => {
            let heard = evidence::hear(ctx, turn, sent)?;
            heard.map_or_else(|| no_use(ctx, turn), Ok)
        }
        Intent::Number(number) => {
            let id = product::by_number(&ctx.tx, number)?.id;
            Ok(Place::Product(id).into())
        }
        Intent::Search(words) => search(ctx, turn, words),
        Intent::OldButton => Ok(Next::Go(Place::Home).toast(turn.words.toast_old_button())),
        Intent::Unclear => match evidence::wanted(ctx, turn)? {
            Some(order) => Err(Refusal::NotEvidence(order).into()),
            None => no_use(ctx, turn),
        },
    }
}

/// What came is neither text nor button. Most often it is to show that a QRIS was paid.
fn no_use(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    let hint = unpaid::hint(ctx, turn)?;
    Ok(Next::Say(hint.unwrap_or_else(|| Screen::new(turn.words.general_only_text()))).into())
}

fn obey(ctx: &mut Ctx, turn: &Turn, command: &Command, with: Attached) -> Done<Reply> {
    Ok(match command {
        Command::Start => Place::Home.into(),
        Command::Catalogue => Place::Catalogue { part: Part::All, page: 0 }.into(),
        Command::Cart => open_cart(ctx, turn)?,
        Command::Orders => Place::Orders { page: 0 }.into(),
        Command::Help => Place::Help.into(),
        Command::Leave => Next::say(turn.words.wizard_cancelled()).into(),
        Command::Claim(code) => claim(ctx, turn, code)?,
        // `/bukti W-000001` under a picture is no command of ours, but evidence all the same.
        Command::Unknown => {
            let heard = with.sent().map(|sent| evidence::hear(ctx, turn, sent)).transpose()?;
            let unknown = || Next::say(turn.words.general_not_understood()).into();
            heard.flatten().unwrap_or_else(unknown)
        }
        // For everybody else there is no such command.
        Command::Owner(deed) => match owner::is_owner(ctx, turn.customer.id)? {
            true => {
                owner::obey(ctx, turn.words, turn.customer.id, deed, Via::Shop)?;
                Next::Stay.into()
            }
            false => Next::say(turn.words.general_not_understood()).into(),
        },
        Command::Report(month) => books::report(ctx, turn, month)?,
        Command::Reconcile => books::reconcile(ctx, turn)?,
        Command::Admin
        | Command::Add(_)
        | Command::AddStock(_)
        | Command::SetPrice(_)
        | Command::Delete(_)
        | Command::Photo(_)
        | Command::Stock
        | Command::Order(_)
        | Command::Coupon(_) => commands::run(ctx, turn, command, with)?,
        Command::Credit(rest) => correction::credit(ctx, turn, rest)?,
        Command::Adjust(rest) => correction::adjust(ctx, turn, rest)?,
    })
}

fn claim(ctx: &mut Ctx, turn: &Turn, code: &str) -> Done<Reply> {
    let w = turn.words;
    if code.trim().is_empty() {
        return Ok(Next::say(w.usage_claim()).into());
    }
    let role = staff::claim(ctx, turn.customer.id, code)?;
    // With the keys of the staff, which the text names.
    let home = home::render(&home::load(ctx, turn)?, w);
    let done = w.done_claim(&turn.customer.name, &role_name(role, w));
    Ok(Next::Say(Screen { html: done, ..home }).into())
}

fn search(ctx: &mut Ctx, turn: &Turn, words: String) -> Done<Reply> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = crate::domain::text::shorten(&words, crate::domain::limit::NAME_CHARS_MAX);
    let part = browse::Part::Search(words.clone());
    let found = browse::shelf(&ctx.tx, &part, browse::SoldOut::Shown, 0)?;
    Ok(match &found.items[..] {
        [] => match evidence::wanted(ctx, turn)? {
            // "I have paid" is no product.
            Some(order) => return Err(Refusal::NotEvidence(order).into()),
            None => nothing_found(ctx, turn, &words)?,
        },
        [only] => Place::Product(only.product.id).into(),
        _ => Place::Catalogue { part: Part::Search(words), page: 0 }.into(),
    })
}

/// Perhaps it was no product they meant: "sudah bayar" is answered too.
fn nothing_found(ctx: &Ctx, turn: &Turn, words: &str) -> Done<Reply> {
    let nothing = turn.words.catalogue_nothing_found(words);
    Ok(match unpaid::hint(ctx, turn)? {
        Some(hint) => Next::Say(Screen { html: paragraphs([nothing, hint.html]), ..hint }).into(),
        None => Next::say(nothing).into(),
    })
}

/// Whether it leads to a new order. A shop that rests says so before the buyer has chosen.
fn buys(action: &Action) -> bool {
    matches!(
        action,
        Action::CartSet { quantity: 1.., .. }
            | Action::AskQuantity(_)
            | Action::PayMethod
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
        return Err(Refusal::Resting.into());
    }
    Ok(match action {
        Action::Nothing => Next::Stay.into(),
        Action::Home => Place::Home.into(),
        Action::Catalogue { part, page } => Place::Catalogue { part, page }.into(),
        Action::Categories => Place::Categories.into(),
        Action::Product(id) => Place::Product(id).into(),
        Action::CartSet { product, quantity } => set_quantity(ctx, turn, product, quantity)?,
        Action::AskQuantity(id) => {
            Next::Open(Wizard::Quantity(quantity::Step::Quantity(id))).into()
        }
        Action::Cart => open_cart(ctx, turn)?,
        Action::CartClear => {
            cart::clear(ctx, turn.customer.id)?;
            let place = Place::Cart { changes: Vec::new() };
            Next::Go(place).toast(turn.words.toast_cart_emptied())
        }
        Action::PayMethod => pay_method(ctx, turn)?,
        Action::PayQris => pay(ctx, turn, Means::Qris)?,
        Action::PayBalance => pay(ctx, turn, Means::Balance)?,
        Action::PayTransfer => pay(ctx, turn, Means::Transfer)?,
        Action::Invoice(id) => reopen(ctx, turn, id)?,
        Action::CheckStatus(id) => check_status(ctx, turn, id)?,
        Action::Cancel(id) => {
            end::cancel(ctx, turn.customer.id, id)?;
            Next::Stay.into()
        }
        Action::Orders { page } => Place::Orders { page }.into(),
        Action::Order(id) => Place::Order(id).into(),
        Action::GoodsAgain(id) => goods_again(ctx, turn, id)?,
        Action::StockList { page } => {
            Next::Go(Place::StockList { page }).toast(turn.words.toast_stock_fresh())
        }
        Action::Account => Place::Account.into(),
        Action::Help => Place::Help.into(),
        Action::Deposit => Place::Deposit.into(),
        Action::Speak(language) => {
            arrive::choose_language(ctx, turn.customer.id, language)?;
            let words = turn.dictionary.words(Some(language), ctx.shop.language);
            Next::Go(Place::Home).toast(words.toast_language())
        }
        Action::UseCoupon => Next::Open(Wizard::Coupon(customer::coupon::Step::Code)).into(),
        Action::DropCoupon => {
            cart::drop_coupon(ctx, turn.customer.id)?;
            let place = Place::Cart { changes: Vec::new() };
            Next::Go(place).toast(turn.words.toast_coupon_dropped())
        }
        Action::DepositAmount(amount) => deposit::choose(ctx, turn, amount)?,
        Action::AskDeposit => deposit::ask_amount(ctx, turn)?,
        Action::DepositQris(amount) => deposit::open(ctx, turn, amount, Means::Qris)?,
        Action::DepositTransfer(amount) => deposit::open(ctx, turn, amount, Means::Transfer)?,
        Action::History { page } => Place::History { page }.into(),
        action => press_staff(ctx, turn, action)?,
    })
}

fn open_cart(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    let (_, changes) = cart::refresh(ctx, turn.customer.id)?;
    Ok(Place::Cart { changes }.into())
}

fn set_quantity(ctx: &mut Ctx, turn: &Turn, id: ProductId, wanted: u32) -> Done<Reply> {
    let w = turn.words;
    let got = cart::set(ctx, turn.customer.id, id, wanted)?;
    let toast = match got {
        0 => w.toast_removed(),
        got if got < wanted => w.toast_quantity_capped(got.into()),
        got => w.toast_quantity(got.into()),
    };
    Ok(Next::Go(Place::Product(id)).toast(toast))
}

fn pay_method(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    let (_, changes) = cart::refresh(ctx, turn.customer.id)?;
    Ok(match changes.is_empty() {
        true => Place::PayMethod.into(),
        false => Place::Cart { changes }.into(),
    })
}

fn pay(ctx: &mut Ctx, turn: &Turn, means: Means) -> Done<Reply> {
    let checkout = checkout(ctx, turn.customer.id, means, turn.pressed);
    if let Ok(Checkout::Already(_)) | Err(Stop::Refused(Refusal::EmptyCart)) = checkout
        // The second tap of a double tap: this very message has become an invoice already.
        && let Some(id) = browse::panel_of(&ctx.tx, turn.customer.id, turn.pressed)?
    {
        return Ok(Next::Panel(id).into());
    }
    Ok(match checkout? {
        // What can be paid at once, or is paid already, tells of itself.
        Checkout::Opened(id) => match browse::order(&ctx.tx, id)?.state {
            State::AwaitingInvoice { .. } => Next::Panel(id).into(),
            _ => Next::Stay.into(),
        },
        Checkout::Already(id) => {
            let why = match browse::order(&ctx.tx, id)?.state {
                State::InReview { .. } => Refusal::InReview(id),
                _ => Refusal::OpenInvoice(id),
            };
            Next::PanelBelow(id).toast(visible(&turn.words.refusal(&why)))
        }
        Checkout::Changed(changes) => Place::Cart { changes }.into(),
    })
}

/// Shows an invoice again where the buyer is looking, whatever has become of it.
fn reopen(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?.ok_or(Refusal::NoOrder)?;
    Ok(match order.open() {
        true => Next::PanelBelow(id).into(),
        false => Place::Order(id).into(),
    })
}

/// The nervous buyer's button. It asks at most as often as the gateway allows.
fn check_status(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let w = turn.words;
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?.ok_or(Refusal::NoOrder)?;
    let (order, bill) = browse::order_and_payment(&ctx.tx, order.id)?;
    let toast = match order.state {
        State::Paid { .. } => w.toast_already_paid(id),
        State::Ended { .. } => w.toast_invoice_ended(id),
        State::AwaitingInvoice { .. } => w.toast_wait(),
        State::InReview { .. } => w.toast_in_review(),
        _ if bill.as_ref().is_some_and(|bill| bill.asking) => w.toast_being_checked(),
        _ => w.toast_not_paid(),
    };
    if let Some(bill) = bill.filter(|_| !order.paid())
        && (!bill.asking || !payment::put_forward(ctx, bill.id, Lane::Goods)?)
    {
        payment::ask(ctx, bill, Lane::Goods)?;
    }
    Ok(Next::Stay.toast(toast))
}

fn goods_again(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?.ok_or(Refusal::NoOrder)?;
    let State::Paid { goods, .. } = order.state else { return Err(Refusal::NoOrder.into()) };
    if order.kept().next().is_none() {
        return Err(Refusal::GivenBack(id).into());
    }
    match goods {
        // On their way already: a second tap brings nothing more.
        Goods::Sending { .. } | Goods::Withdrawn => {}
        // A look at what has arrived changes nothing, and nobody else needs to hear of it.
        Goods::Delivered { .. } => {
            for screen in goods::render(&goods::load(ctx, &order, Occasion::Again)?, turn.words) {
                show(ctx, turn.customer.id, screen)?;
            }
        }
        // This may be what unsticks them, so it counts as the delivery.
        Goods::Stuck { .. } => {
            goods::send(ctx, id, Occasion::Again, turn.words)?;
        }
    }
    Ok(Next::Stay.toast(turn.words.toast_goods_again(id)))
}

fn press_staff(ctx: &mut Ctx, turn: &Turn, action: Action) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let w = turn.words;
    Ok(match action {
        Action::AdminProducts { page } => Place::AdminProducts { page }.into(),
        Action::AddProduct => Next::Open(Wizard::ProductNew(product_new::Step::Name)).into(),
        Action::FillPick { page } => Place::FillPick { page }.into(),
        Action::Fill(id) => Next::Open(Wizard::FillStock(fill_stock::Step::Lines(id))).into(),
        Action::Settings => Place::Settings.into(),
        Action::ToggleSoldOut => {
            settings::change(ctx, admin, |it| it.hide_sold_out = !it.hide_sold_out)?;
            Next::Go(Place::Settings).toast(w.toast_saved())
        }
        Action::OpenInvoices(max) => {
            let max = max.clamp(1, OPEN_INVOICES_MAX);
            settings::change(ctx, admin, |it| it.open_invoices_max = max)?;
            Next::Go(Place::Settings).toast(w.toast_saved())
        }
        Action::Coupons { page } => Place::Coupons { page }.into(),
        Action::Coupon(id) => Place::Coupon(id).into(),
        Action::AddCoupon => Next::Open(Wizard::CouponNew(coupon_new::Step::Code)).into(),
        Action::AskWithdraw(id) => Place::CouponWithdraw(id).into(),
        Action::Withdraw(id) => {
            let coupon = coupon::withdraw(ctx, admin, id)?;
            let toast = w.toast_coupon_withdrawn(coupon.code.as_str());
            Next::Go(Place::Coupon(id)).toast(toast)
        }
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
        | Action::DoubtTyped { .. } => press_review(ctx, turn, admin, action)?,
        action => order_deeds::press(ctx, turn, admin, action)?,
    })
}

/// Evidence of a transfer: looked at, and decided.
fn press_review(ctx: &mut Ctx, turn: &Turn, admin: Admin, action: Action) -> Done<Reply> {
    let w = turn.words;
    let card = |order, ask| Place::Review { order, back: 0, ask };
    Ok(match action {
        Action::Review { order, back } => Place::Review { order, back, ask: Ask::Decision }.into(),
        Action::Approve { order, round } => {
            review::approve(ctx, admin, order, round, w.plain_transfer_seen())?;
            Next::Go(card(order, Ask::Decision)).toast(w.toast_approved(order))
        }
        Action::DoubtWhy { order, round } => {
            review::in_review(ctx, order, round)?;
            card(order, Ask::Doubt).into()
        }
        Action::Doubt { order, round, why } => {
            review::doubt(ctx, admin, order, round, why.into())?;
            Next::Go(card(order, Ask::Decision)).toast(w.toast_doubted(order))
        }
        Action::DoubtTyped { order, round } => {
            review::in_review(ctx, order, round)?;
            Next::Open(Wizard::Doubt(evidence_doubt::Step::Words { order, round })).into()
        }
        _ => Place::ReviewList.into(),
    })
}
