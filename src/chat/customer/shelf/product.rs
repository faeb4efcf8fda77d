//! One product, with quantity buttons.

use super::price as shown;
use crate::chat::action::{CartPress, PaymentPress, ShelfPress};
use crate::chat::customer::payment::Express;
use crate::chat::layout::{bounds, button, paragraphs};
use crate::chat::place::ShelfPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::cart::{BadCart, Pick};
use crate::domain::id::ProductId;
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::message::{Media, Screen};
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, Product, Quote, Tariff};
use crate::domain::refusal::Refusal;
use crate::shop::browse::{self, Item, Part};
use crate::shop::cart::Picked;
use crate::shop::context::{Ctx, Done};
use crate::shop::{cart, price, product, variant, waiter};
use crate::words::{Html, Words, args, visible};

pub struct View {
    item: Item,
    tariff: Tariff,
    /// Whose card it is on, with picture and description.
    card: Product,
    /// There are other choices on it.
    several: bool,
    category: Option<String>,
    in_cart: u32,
    /// Whoever looks has asked to be told when there are units again.
    waits: bool,
}

impl View {
    /// What a unit costs where an order has as few as it may.
    fn quote(&self) -> Quote {
        self.tariff.at(self.item.product.least())
    }
}

pub fn load(ctx: &Ctx, turn: &Turn, id: ProductId) -> Done<View> {
    let item = browse::item(&ctx.tx, product::for_sale(&ctx.tx, id)?)?;
    let card = variant::owner(&ctx.tx, item.product.clone())?;
    let several = variant::choices_shown(&ctx.tx, card.id)?.len() > 1;
    let category = match item.product.category {
        Some(id) => browse::category_label(&ctx.tx, id)?,
        None => None,
    };
    let in_cart = cart::cart_of(&ctx.tx, turn.customer.id)?.quantity(id);
    let waits = waiter::waits(&ctx.tx, turn.customer.id, id)?;
    let tariff = price::tariff(&ctx.tx, ctx.now, turn.customer.id, &item.product)?;
    Ok(View { item, tariff, card, several, category, in_cart, waits })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Item { product, available, .. } = &v.item;
    let media = v.card.picture.map_or(Media::None, Media::Picture);
    let back = match v.several {
        true => ShelfPress::Product(v.card.id),
        false => ShelfPress::Catalogue { part: Part::All, page: 0 },
    };
    let screen = Screen::new(text(v, w)).with(media);
    let (least, most) = (product.least(), product.most());
    if *available < least {
        let wait = match v.waits {
            true => button(w.button_unwait(), ShelfPress::Unwait(product.id)),
            false => button(w.button_wait(), ShelfPress::Wait(product.id)),
        };
        return screen.buttons(vec![wait]).buttons(vec![button(w.button_back(), back)]);
    }
    let set = |pick| CartPress::Set { product: product.id, pick };
    let quantity = v.in_cart.clamp(least, most).min(*available);
    let counts = [(2, w.button_two()), (5, w.button_five()), (10, w.button_ten())];
    let counts = counts.into_iter().filter(|(count, _)| (least..=most).contains(count));
    let counts = counts.map(|(count, label)| button(label, set(Pick::Just(count)))).collect();
    let price = v.tariff.at(quantity).price;
    let express = Express { product: product.id, quantity, price };
    let screen = screen
        .buttons(vec![button(w.button_buy_now(), PaymentPress::BuyNow(express))])
        .buttons(vec![
            button(w.button_less(), set(Pick::Less)),
            button(w.button_more(), set(Pick::More)),
        ])
        .buttons(counts)
        .buttons(vec![button(w.button_type_quantity(), CartPress::AskQuantity(product.id))]);
    let screen = match v.in_cart {
        0 => screen,
        _ => screen.buttons(vec![button(w.button_to_cart(), CartPress::Open)]),
    };
    screen.buttons(vec![button(w.button_back(), back)])
}

fn text(v: &View, w: Words) -> String {
    let Item { product, available, sold, .. } = &v.item;
    let nothing = w.plain_no_description();
    let description = match v.card.description.as_str() {
        "" => nothing.as_str(),
        text => text,
    };
    let none = w.plain_no_category();
    let category = v.category.as_deref().unwrap_or(&none);
    let (name, quote) = (product.name.as_str(), v.quote());
    let cost = &shown::shown(quote, w);
    let cost = Html(cost);
    let least = product.least();
    let card = match available {
        0 => w.product_card_sold_out(args::ProductCardSoldOut {
            category,
            cost,
            description,
            name,
            sold: *sold,
        }),
        left => w.product_card(args::ProductCard {
            category,
            cost,
            description,
            name,
            sold: *sold,
            stock: (*left).into(),
        }),
    };
    let picked = match v.in_cart {
        0 => String::new(),
        count => {
            let total = v.tariff.at(count).price.times(count).unwrap_or(Rupiah::ZERO);
            w.product_in_cart(count.into(), total)
        }
    };
    let few = match available {
        1.. if *available < least => w.product_too_few((*available).into()),
        _ => String::new(),
    };
    let prices = shown::rows(quote, &v.tariff, product.most(), w);
    let by_hand = by_hand(&v.item.product.kind, w);
    paragraphs([card, by_hand, prices, bounds(&v.item.product.offer, w), few, picked])
}

/// Within what time it is done, and what they are asked, where somebody does it by hand.
fn by_hand(kind: &Kind, w: Words) -> String {
    let Kind::Manual { terms, .. } = kind else { return String::new() };
    let span = &w.span(terms.within);
    match &terms.question {
        None => w.product_by_hand(span),
        Some(question) => w.product_by_hand_asks(args::ProductByHandAsks { question, span }),
    }
}

/// The product with that number, as it is typed or stands on a key.
pub fn numbered(ctx: &Ctx, number: u32) -> Done<Reply> {
    Ok(Next::go(ShelfPlace::Product(product::for_sale_by_number(&ctx.tx, number)?.id)).into())
}

/// Puts so many into the cart, or as many as there are.
pub fn pick(ctx: &mut Ctx, turn: &Turn, id: ProductId, pick: Pick) -> Done<Reply> {
    let w = turn.words;
    let most = product::for_sale(&ctx.tx, id)?.most();
    let toast = match cart::pick(ctx, turn.customer.id, id, pick)? {
        Picked { had: 0, got: 0, .. } => w.toast_not_in_cart(),
        Picked { got: 0, .. } => w.toast_removed(),
        Picked { got: CART_QUANTITY_MAX, wanted, .. } if wanted > CART_QUANTITY_MAX => {
            w.toast_quantity_most(CART_QUANTITY_MAX.into())
        }
        Picked { got, wanted, .. } if got < wanted && got == most => {
            visible(&w.refusal(&Refusal::Cart(BadCart::Most { most })))
        }
        Picked { got, wanted, .. } if got < wanted => w.toast_quantity_capped(got.into()),
        Picked { got, .. } => w.toast_quantity(got.into()),
    };
    Ok(Next::go(ShelfPlace::Variant(id)).toast(toast))
}
