//! How to pay: the summary before anything counts.

use super::Express;
use crate::chat::action::{CartPress, PaymentPress, ShelfPress};
use crate::chat::customer::cart::basket::{self as cart, Line};
use crate::chat::layout::{button, paragraphs};
use crate::chat::place::{CartPlace, PaymentPlace};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::cart::BadCart;
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::{NoOrder, State};
use crate::domain::payment::PaymentMethod;
use crate::domain::refusal::Refusal;
use crate::shop::cart::{Saving, refresh};
use crate::shop::checkout::{Checkout, balance_part, by_qris, checkout, outside_qris};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, ledger, product, settings};
use crate::words::format::units;
use crate::words::{Html, Words, args, visible};

pub struct View {
    lines: Vec<Line>,
    price: Rupiah,
    saving: Saving,
    /// What the buyer may spend.
    balance: Rupiah,
    /// The seller takes transfers by hand.
    transfer: bool,
    /// Not the cart, but this alone.
    express: Option<Express>,
}

impl View {
    fn total(&self) -> Rupiah {
        self.saving.off(self.price)
    }

    /// The way to pay, where there is one only. Money on the balance would be gone at once, so
    /// that way is asked for all the same.
    pub fn only_way(&self) -> Option<PaymentMethod> {
        match &self.ways()[..] {
            [method @ (PaymentMethod::Qris | PaymentMethod::Transfer)] => Some(*method),
            [PaymentMethod::Balance] if self.total() == Rupiah::ZERO => {
                Some(PaymentMethod::Balance)
            }
            _ => None,
        }
    }

    /// What the balance pays, and what is left.
    fn parts(&self) -> (Rupiah, Rupiah) {
        let part = balance_part(self.total(), self.balance);
        (part, self.total().minus(part).unwrap_or(Rupiah::ZERO))
    }

    /// The ways that lead to these goods. Whether they still do is decided when one is pressed.
    fn ways(&self) -> Vec<PaymentMethod> {
        let total = self.total();
        if total == Rupiah::ZERO {
            return vec![PaymentMethod::Balance];
        }
        let mut ways = Vec::new();
        if by_qris(total) {
            ways.push(PaymentMethod::Qris);
        }
        let (part, rest) = self.parts();
        if rest == Rupiah::ZERO || (part > Rupiah::ZERO && by_qris(rest)) {
            ways.push(PaymentMethod::Balance);
        }
        if self.transfer {
            ways.push(PaymentMethod::Transfer);
        }
        ways
    }
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let (lines, price) = cart::lines(ctx, turn)?;
    if lines.is_empty() {
        return Err(Refusal::Cart(BadCart::Empty).into());
    }
    let saving = cart::saving(ctx, turn)?;
    view(ctx, turn, (lines, price), saving, None)
}

/// The same for one product that is bought at once.
pub fn load_express(ctx: &Ctx, turn: &Turn, it: Express) -> Done<View> {
    let Express { product, quantity, price } = it;
    let name = product::for_sale(&ctx.tx, product)?.name.as_str().to_owned();
    let total = price.times(quantity).ok_or_else(outside_qris)?;
    let line = Line { product, name, quantity, price };
    view(ctx, turn, (vec![line], total), Saving::None, Some(it))
}

fn view(
    ctx: &Ctx,
    turn: &Turn,
    (lines, price): (Vec<Line>, Rupiah),
    saving: Saving,
    express: Option<Express>,
) -> Done<View> {
    let balance = ledger::free(&ctx.tx, turn.customer.id)?;
    let transfer = settings::settings(&ctx.tx)?.transfer_account.is_some();
    Ok(View { lines, price, saving, balance, transfer, express })
}

pub fn render(v: &View, w: Words) -> Screen {
    let ways = v.ways();
    let savings = cart::savings(v.price, &v.saving, w);
    let text = |lines: String| {
        let lines = paragraphs([lines, savings.clone()]);
        let mut text = w.payment_method(Html(&lines), v.total());
        if v.balance > Rupiah::ZERO {
            text = format!("{text}\n{}", w.payment_balance(v.balance));
        }
        match ways.is_empty() {
            true => paragraphs([text, w.refusal(&outside_qris())]),
            false => text,
        }
    };
    // What the other texts leave is for the lines.
    let around = units(&text(String::new()));
    let mut screen = Screen::new(text(cart::texts(&v.lines, around + cart::BETWEEN, w).join("\n")));
    for method in ways {
        screen = screen.buttons(vec![button(label(v, method, w), press(v, method))]);
    }
    if let Some(it) = v.express {
        // The cart is another matter, and so is its coupon.
        return screen.buttons(vec![button(w.button_back(), ShelfPress::Variant(it.product))]);
    }
    screen = screen.buttons(vec![cart::coupon_button(&v.saving, w)]);
    screen.buttons(vec![
        button(w.button_back(), CartPress::Open),
        button(w.button_cancel_purchase(), CartPress::Clear),
    ])
}

fn label(v: &View, method: PaymentMethod, w: Words) -> String {
    let (part, rest) = v.parts();
    match method {
        PaymentMethod::Qris => w.button_qris(),
        PaymentMethod::Transfer => w.button_pay_transfer(),
        PaymentMethod::Balance if v.total() == Rupiah::ZERO => w.button_pay_free(),
        PaymentMethod::Balance if rest == Rupiah::ZERO => w.button_pay_balance(v.total()),
        PaymentMethod::Balance => {
            w.button_pay_mixed(args::ButtonPayMixed { amount: part, payable: rest })
        }
    }
}

fn press(v: &View, method: PaymentMethod) -> PaymentPress {
    match v.express {
        Some(it) => PaymentPress::BuyBy(it, method),
        None if method == PaymentMethod::Balance => PaymentPress::FromBalance(v.total()),
        None => PaymentPress::By(method),
    }
}

/// From the cart to the ways to pay, unless the shelf has changed meanwhile. Where there is one
/// way only, there is nothing to ask.
pub fn open(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    if let Some(id) = tapped_twice(ctx, turn)? {
        return Ok(Next::Panel(id).into());
    }
    let (_, changes) = refresh(ctx, turn.customer.id)?;
    if !changes.is_empty() {
        return Ok(Next::go(CartPlace::Cart { changes }).into());
    }
    match load(ctx, turn)?.only_way() {
        Some(method) => pay(ctx, turn, method),
        None => Ok(Next::go(PaymentPlace::Choose).into()),
    }
}

/// The cart has become another since that card: what it comes to now is shown first.
pub fn from_balance(ctx: &mut Ctx, turn: &Turn, seen: Rupiah) -> Done<Reply> {
    let now = match load(ctx, turn) {
        Ok(view) => view.total(),
        // A double tap's second finds the cart empty, and its order.
        Err(Stop::Refused(_)) => seen,
        Err(fault) => return Err(fault),
    };
    match now == seen {
        true => pay(ctx, turn, PaymentMethod::Balance),
        false => open(ctx, turn),
    }
}

/// The order that this very message has become meanwhile: this is a double tap's second.
pub fn tapped_twice(ctx: &Ctx, turn: &Turn) -> Done<Option<OrderId>> {
    let Some(id) = browse::panel_of(&ctx.tx, turn.customer.id, turn.pressed)? else {
        return Ok(None);
    };
    // One that came to nothing may be tried again from where it stands.
    let ended = matches!(browse::order(&ctx.tx, id)?.state, State::Ended { .. });
    Ok(Some(id).filter(|_| !ended))
}

pub fn pay(ctx: &mut Ctx, turn: &Turn, method: PaymentMethod) -> Done<Reply> {
    let checkout = checkout(ctx, turn.customer.id, method, turn.pressed);
    if let Ok(Checkout::Already(_)) | Err(Stop::Refused(Refusal::Cart(BadCart::Empty))) = checkout
        // The second tap of a double tap: this very message has become an invoice already.
        && let Some(id) = browse::panel_of(&ctx.tx, turn.customer.id, turn.pressed)?
    {
        return Ok(Next::Panel(id).into());
    }
    answered(ctx, turn, checkout?)
}

/// What the buyer sees of what it came to.
pub fn answered(ctx: &mut Ctx, turn: &Turn, checkout: Checkout) -> Done<Reply> {
    Ok(match checkout {
        // What can be paid at once, or is paid already, tells of itself.
        Checkout::Opened(id) => match browse::order(&ctx.tx, id)?.state {
            State::AwaitingInvoice { .. } => Next::Panel(id).into(),
            _ => Next::Stay.into(),
        },
        Checkout::Already(id) => {
            let why = match browse::order(&ctx.tx, id)?.state {
                State::InReview { .. } => Refusal::Order(NoOrder::InReview(id)),
                _ => Refusal::Order(NoOrder::Open(id)),
            };
            Next::PanelBelow(id).toast(visible(&turn.words.refusal(&why)))
        }
        Checkout::Changed(changes) => Next::go(CartPlace::Cart { changes }).into(),
    })
}
