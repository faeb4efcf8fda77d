//! A card with several choices: what they have in common, and a button for each.

use crate::chat::action::ShelfPress;
use crate::chat::customer::cart::basket;
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::money::Rupiah;
use crate::domain::product::Product;
use crate::shop::browse::{self, Item, Part};
use crate::shop::context::{Ctx, Done};
use crate::shop::{price, product, variant};
use crate::words::{Words, args};

pub struct View {
    head: Product,
    category: Option<String>,
    /// With what one of each costs whoever looks.
    choices: Vec<(Item, Rupiah)>,
    /// The way to the cart, where something is in it.
    cart: Option<Button>,
}

/// `None`: the product owns no card with several choices that buyers see.
pub fn load(ctx: &Ctx, turn: &Turn, id: ProductId) -> Done<Option<View>> {
    let head = product::for_sale(&ctx.tx, id)?;
    let choices = variant::choices_shown(&ctx.tx, id)?;
    if choices.len() < 2 {
        return Ok(None);
    }
    let choice = |choice: Product| {
        let tariff = price::tariff(&ctx.tx, ctx.now, turn.customer.id, &choice)?;
        let cost = tariff.at(choice.least()).price;
        Ok((browse::item(&ctx.tx, choice)?, cost))
    };
    let choices = choices.into_iter().map(choice).collect::<Done<_>>()?;
    let category = match head.category {
        Some(id) => browse::category_label(&ctx.tx, id)?,
        None => None,
    };
    Ok(Some(View { head, category, choices, cart: basket::way(ctx, turn)? }))
}

pub fn render(v: &View, w: Words) -> Screen {
    let nothing = w.plain_no_description();
    let description = match v.head.description.as_str() {
        "" => nothing.as_str(),
        text => text,
    };
    let none = w.plain_no_category();
    let text = w.choices_card(args::ChoicesCard {
        category: v.category.as_deref().unwrap_or(&none),
        description,
        name: v.head.card(),
        sold: v.choices.iter().map(|(it, _)| it.sold).sum(),
    });
    let media = v.head.picture.map_or(Media::None, Media::Picture);
    let mut screen = Screen::new(text).with(media);
    for (item, cost) in &v.choices {
        let choice = ShelfPress::Variant(item.product.id);
        screen = screen.buttons(vec![button(label(item, *cost, w), choice)]);
    }
    if let Some(cart) = &v.cart {
        screen = screen.buttons(vec![cart.clone()]);
    }
    let back = ShelfPress::Catalogue { part: Part::All, page: 0 };
    screen.buttons(vec![button(w.button_back(), back)])
}

fn label(item: &Item, price: Rupiah, w: Words) -> String {
    let variant = item.product.variant.as_ref();
    let label = variant.map_or(item.product.name.as_str(), |variant| variant.label.as_str());
    match item.available {
        left if left < item.product.least() => w.button_choice_sold_out(label, price),
        stock => w.button_choice(label, price, stock.into()),
    }
}
