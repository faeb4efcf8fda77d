//! The cart: what is in it, what it costs, and what changed since it was last looked at.

use crate::chat::action::{CartPress, PaymentPress, ShelfPress};
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::place::CartPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::coupon::Discount;
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::text::shorten;
use crate::shop::browse;
use crate::shop::browse::Part;
use crate::shop::cart::{self, Change, Changed, Saving};
use crate::shop::context::{Ctx, Done};
use crate::words::format::units;
use crate::words::{Html, Words, args};

/// Units of a message kept for title, total and changes.
const RESERVE: usize = 1600;
/// Blank lines between the parts.
pub const BETWEEN: usize = 8;
const LABEL_CHARS: usize = 24;

pub struct View {
    lines: Vec<Line>,
    price: Rupiah,
    saving: Saving,
    changes: Vec<Change>,
}

/// `🧺 Keranjang (2)`, where something is in it.
pub fn way(ctx: &Ctx, turn: &Turn) -> Done<Option<Button>> {
    let count = cart::cart_of(&ctx.tx, turn.customer.id)?.units();
    Ok((count > 0).then(|| button(counted(count, turn.words), CartPress::Open)))
}

/// A screen with the way to the cart below it.
pub fn reach(ctx: &Ctx, turn: &Turn, screen: Screen) -> Done<Screen> {
    Ok(match way(ctx, turn)? {
        Some(cart) => screen.buttons(vec![cart]),
        None => screen,
    })
}

/// The cart's label, with how much is in it.
pub fn counted(units: u64, w: Words) -> String {
    match units {
        0 => w.key_cart(),
        units => format!("{} ({units})", w.key_cart()),
    }
}

pub struct Line {
    pub product: ProductId,
    pub name: String,
    pub quantity: u32,
    pub price: Rupiah,
}

pub fn load(ctx: &Ctx, turn: &Turn, changes: &[Change]) -> Done<View> {
    let (lines, price) = lines(ctx, turn)?;
    let saving = saving(ctx, turn)?;
    Ok(View { lines, price, saving, changes: changes.to_vec() })
}

/// As it is now, after a look at the shelf.
pub fn open(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    let (_, changes) = cart::refresh(ctx, turn.customer.id)?;
    Ok(Next::go(CartPlace::Cart { changes }).into())
}

pub fn clear(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    cart::clear(ctx, turn.customer.id)?;
    Ok(Next::go(CartPlace::Cart { changes: Vec::new() }).toast(turn.words.toast_cart_emptied()))
}

pub fn drop_coupon(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    cart::drop_coupon(ctx, turn.customer.id)?;
    Ok(Next::go(CartPlace::Cart { changes: Vec::new() }).toast(turn.words.toast_coupon_dropped()))
}

/// The lines of the stored cart and what they cost together.
pub fn lines(ctx: &Ctx, turn: &Turn) -> Done<(Vec<Line>, Rupiah)> {
    let mut total = Rupiah::ZERO;
    let mut lines = Vec::new();
    for line in cart::cart_of(&ctx.tx, turn.customer.id)?.lines {
        let name = browse::product_name(&ctx.tx, line.product)?;
        let cost = line.price.times(line.quantity).and_then(|cost| total.plus(cost));
        total = cost.unwrap_or(Rupiah(u64::MAX));
        let (quantity, price) = (line.quantity, line.price);
        lines.push(Line { product: line.product, name, quantity, price });
    }
    Ok((lines, total))
}

/// What the stored cart's coupon comes to.
pub fn saving(ctx: &Ctx, turn: &Turn) -> Done<Saving> {
    Ok(cart::saving(&ctx.tx, ctx.now, &cart::cart_of(&ctx.tx, turn.customer.id)?)?)
}

/// What stands between the lines and the total: nothing when there is no coupon.
pub fn savings(price: Rupiah, saving: &Saving, w: Words) -> String {
    match saving {
        Saving::None => String::new(),
        Saving::Fits(Discount { code, amount, .. }) => {
            format!("{}\n{}", w.cart_subtotal(price), w.cart_discount(code.as_str(), *amount))
        }
        Saving::Lost { code, why } => w.cart_coupon_lost(code.as_str(), Html(&w.refusal(why))),
    }
}

/// Puts a coupon in, or takes it out.
pub fn coupon_button(saving: &Saving, w: Words) -> Button {
    match saving {
        Saving::None => button(w.button_use_coupon(), CartPress::UseCoupon),
        Saving::Fits(Discount { code, .. }) | Saving::Lost { code, .. } => {
            button(w.button_drop_coupon(code.as_str()), CartPress::DropCoupon)
        }
    }
}

pub fn texts(lines: &[Line], around: usize, w: Words) -> Vec<String> {
    let text = |line: &Line| {
        let subtotal = line.price.times(line.quantity).unwrap_or(Rupiah::ZERO);
        w.cart_line(args::CartLine {
            name: &line.name,
            price: line.price,
            quantity: line.quantity.into(),
            subtotal,
        })
    };
    fitting(lines.iter().map(text), around.max(RESERVE))
}

pub fn render(v: &View, w: Words) -> Screen {
    let list = ShelfPress::Catalogue { part: Part::All, page: 0 };
    let changed = changed(&v.changes, w);
    if v.lines.is_empty() {
        let text = paragraphs([changed, w.cart_empty()]);
        return Screen::new(text).buttons(vec![button(w.button_browse(), list)]);
    }
    let look = if v.changes.is_empty() { String::new() } else { w.cart_look_again() };
    let total = w.cart_total(v.saving.off(v.price));
    let savings = savings(v.price, &v.saving, w);
    let above = paragraphs([changed, look, w.cart_title()]);
    let below = paragraphs([savings, total]);
    // What the other texts leave is for the lines.
    let around = units(&above) + units(&below) + BETWEEN;
    let lines = texts(&v.lines, around, w).join("\n");
    let text = paragraphs([above, lines, below]);
    let mut screen = Screen::new(text)
        .buttons(vec![button(w.button_checkout(), PaymentPress::Choose)])
        .buttons(vec![coupon_button(&v.saving, w)]);
    for row in v.lines.chunks(2) {
        let edit = |line: &Line| {
            let label = w.button_edit_line(&shorten(&line.name, LABEL_CHARS));
            button(label, ShelfPress::Variant(line.product))
        };
        screen = screen.buttons(row.iter().map(edit).collect());
    }
    screen.buttons(vec![
        button(w.button_browse(), list),
        button(w.button_empty_cart(), CartPress::Clear),
    ])
}

fn changed(changes: &[Change], w: Words) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let line = |change: &Change| match &change.what {
        Changed::Price { from, to } => w.cart_price_changed(args::CartPriceChanged {
            name: &change.name,
            new_price: *to,
            old_price: *from,
        }),
        Changed::Short { left } => w.cart_stock_short(&change.name, (*left).into()),
        Changed::Least { least } => w.cart_least((*least).into(), &change.name),
        Changed::Most { most } => w.cart_most((*most).into(), &change.name),
        Changed::Few { least, left } => w.cart_few(args::CartFew {
            fewest: (*least).into(),
            name: &change.name,
            stock: (*left).into(),
        }),
        Changed::Gone => w.cart_product_gone(&change.name),
        Changed::Coupon(why) => w.cart_coupon_gone(&change.name, Html(&w.refusal(why))),
    };
    // A cart of the most lines, all changed, must still leave room for the lines themselves.
    let lines = fitting(changes.iter().map(line), RESERVE + 1200);
    w.cart_changed(Html(&lines.join("\n")))
}
