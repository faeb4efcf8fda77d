//! One product as staff see it: all that is known of it, and a button for each thing to change.

use super::prices::idle;
use super::{Editable, Place, Press, kind};
use crate::chat::action::{ProductPress, StockPress, VariantPress};
use crate::chat::layout::{bounds, button, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::customer::Level;
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::money::Rupiah;
use crate::domain::product::{NoProduct, Offer, Product, Tariff};
use crate::domain::refusal::Refusal;
use crate::shop::browse::{self, Stock};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::Staff;
use crate::shop::undo::{self, Act, Before};
use crate::shop::{price, product, settings, variant};
use crate::words::{Words, args, visible};

pub struct View {
    product: Product,
    /// Whose card it is on: itself, where it is on no other's.
    owner: Product,
    /// How many choices are on its own card.
    choices: usize,
    category: Option<String>,
    stock: Stock,
    /// What a buyer pays for one now, where that is another price.
    pays: Option<Rupiah>,
    /// From how few on it runs low, where it has no mark of its own.
    low: u32,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: ProductId, undo: Option<Act>) -> Done<View> {
    let product = product::known(&ctx.tx, id)?;
    let category = match product.category {
        Some(category) => browse::category_label(&ctx.tx, category)?,
        None => None,
    };
    let owner = variant::owner(&ctx.tx, product.clone())?;
    let choices = variant::choices(&ctx.tx, id)?.len();
    let (stock, low) = (browse::stock_of(&ctx.tx, id)?, settings::settings(&ctx.tx)?.low_mark);
    let general = price::general(&ctx.tx, &product)?;
    let usual = Tariff::new(product.price, &product.prices, general, Level::Usual, ctx.now);
    let pays = Some(usual.at(product.least()).price).filter(|price| *price != product.price);
    Ok(View { product, owner, choices, category, stock, pays, low, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.product.id;
    let media = v.owner.picture.map_or(Media::None, Media::Picture);
    let edit = |label, what| button(label, Press::Edit(id, what));
    // What all choices of a card have in common is its owner's.
    let common = |label, what| button(label, Press::Edit(v.owner.id, what));
    let mut screen = Screen::new(text(v, w)).with(media);
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(id, act))]);
    }
    let stock = button(w.button_product_stock(), StockPress::Of(id));
    let picture = common(w.button_product_photo(), Editable::Picture);
    screen
        .buttons(vec![
            common(w.button_product_name(), Editable::Name),
            edit(w.button_product_price(), Editable::Price),
        ])
        .buttons(vec![
            common(w.button_product_category(), Editable::Category),
            common(w.button_product_description(), Editable::Description),
        ])
        .buttons(vec![picture, stock])
        .buttons(vec![
            button(w.button_product_limits(), Press::Limits(id)),
            button(w.button_product_prices(), Press::Prices(id)),
        ])
        .buttons([kind::way(id, w)].into_iter().chain(choices(v, w)).collect())
        .buttons(vec![sight(v, w), shelf(v, w)])
        .buttons(vec![button(w.button_back(), ProductPress::List { page: 0 })])
}

/// Whether buyers see it, to be changed.
fn sight(v: &View, w: Words) -> Button {
    match v.product.offer.hidden {
        true => button(w.button_product_show(), Press::Unhide(v.product.id)),
        false => button(w.button_product_hide(), Press::Hide(v.product.id)),
    }
}

/// The way to its choices; what is in the archive gets none.
fn choices(v: &View, w: Words) -> Option<Button> {
    let there = v.product.on_shelf || v.product.variant.is_some();
    there.then(|| button(w.button_product_variants(), VariantPress::Of(v.product.id)))
}

fn shelf(v: &View, w: Words) -> Button {
    match v.product.on_shelf {
        true => button(w.button_product_archive(), Press::Archive(v.product.id)),
        false => button(w.button_product_return(), Press::BringBack(v.product.id)),
    }
}

fn text(v: &View, w: Words) -> String {
    let Product { name, number, price, .. } = &v.product;
    let nothing = w.plain_no_description();
    let description = match v.owner.description.as_str() {
        "" => nothing.as_str(),
        text => text,
    };
    let none = w.plain_no_category();
    let Stock { available, held, sold } = v.stock;
    let card = w.product_screen(args::ProductScreen {
        category: v.category.as_deref().unwrap_or(&none),
        description,
        name: name.as_str(),
        number: (*number).into(),
        price: *price,
        reserved: held,
        sold,
        state: &state(&v.product, available, v.low, w),
        stock: available,
    });
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let pays = v.pays.map_or(String::new(), |price| w.product_pays(price));
    let idle = idle(&v.product.prices, *price, w);
    paragraphs([saved, card, pays, idle, bounds(&v.product.offer, w), on_card(v, w)])
}

/// What it has to do with other choices.
fn on_card(v: &View, w: Words) -> String {
    match v.choices {
        _ if v.owner.id != v.product.id => w.variant_of(v.owner.card()),
        0 | 1 => String::new(),
        several => w.variant_head(several as u64, v.owner.card()),
    }
}

fn state(product: &Product, available: u64, low: u32, w: Words) -> String {
    match available {
        _ if !product.on_shelf => w.state_archived(),
        _ if product.offer.hidden => w.state_hidden(),
        0 => w.state_sold_out(),
        few if few <= u64::from(product.offer.low_mark(low)) => w.state_low(),
        _ => w.state_for_sale(),
    }
}

/// Buyers see it no more, or again.
pub fn hide(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    product: ProductId,
    hidden: bool,
) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    product::change(ctx, by, product, |it| Product { offer: Offer { hidden, ..it.offer }, ..it })?;
    let w = turn.words;
    let toast = if hidden { w.toast_hidden() } else { w.toast_unhidden() };
    Ok(Next::go(Place::Card { product, undo: before.act(&ctx.tx)? }).toast(toast))
}

/// Puts back what was there before, unless somebody has changed it since.
pub fn undo(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId, act: Act) -> Done<Reply> {
    taken_back(ctx, turn, by, act, Next::go(Place::card(id)))
}

/// The same, and what there is then to be seen. To a second tap it is there already.
pub fn taken_back(ctx: &mut Ctx, turn: &Turn, by: Staff, act: Act, next: Next) -> Done<Reply> {
    if undo::is_undone(&ctx.tx, act)? {
        return Ok(Next::Stay.toast(turn.words.toast_undone()));
    }
    let mark = ctx.mark();
    let toast = match undo::take_back(ctx, by, act) {
        Ok(_) => turn.words.toast_undone(),
        Err(Stop::Refused(why @ Refusal::Product(NoProduct::ChangedSince))) => {
            ctx.back_to(mark);
            visible(&turn.words.refusal(&why))
        }
        Err(stop) => return Err(stop),
    };
    Ok(next.toast(toast))
}
