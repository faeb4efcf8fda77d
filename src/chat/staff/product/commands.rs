//! `/add` and `/setprice`. Wrong use is answered by example.

use super::prices::idle;
use super::{field, shelf};
use crate::chat::action::ProductPress;
use crate::chat::command::numbered;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Next;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, parse_number, steep};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Unfit, lines, may_be_goods};
use crate::domain::text::{Description, Name, invisible};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::words::{Words, args};

/// `/add 12|Nama|Kategori|50000|Deskripsi`; `-` stands for "you choose" or "none".
pub fn add(ctx: &mut Ctx, by: Staff, w: Words, text: &str) -> Done<Next> {
    let fields: Vec<&str> = text.splitn(5, '|').map(str::trim).collect();
    if goods_below(text) {
        return Err(Refusal::Unfit(Unfit::Below).into());
    }
    let [number, name, category, price, rest @ ..] = &fields[..] else {
        return Ok(Next::say(w.usage_add()));
    };
    let description = rest.first().copied().unwrap_or_default();
    let given = |field: &str| Some(field.to_owned()).filter(|field| field != "-");
    let description = given(description).unwrap_or_default();
    let new = NewProduct {
        number: given(number).map(|number| parse_number(&number)).transpose()?,
        name: Name::on_shelf(name)?,
        price: Rupiah::parse(price)?,
        category: given(category).map(|name| Name::on_shelf(&name)).transpose()?,
        description: Description::parse(&description)?,
    };
    if let Some(asked) = shelf::offered(ctx, &new)? {
        return Ok(asked);
    }
    shelf::added(ctx, by, w, new)
}

/// Whether stock stands below the line of `/add`, where it would become the description. One that
/// says `-` has no more lines.
fn goods_below(text: &str) -> bool {
    let mut all = lines(text.trim_start_matches(invisible));
    let own = all.next().unwrap_or_default();
    let below = all.collect::<Vec<_>>().join("\n");
    let none = own.split('|').nth(4).is_some_and(|description| description.trim() == "-");
    may_be_goods(&below) || (none && !below.chars().all(invisible))
}

/// `/setprice 3|45000`
pub fn set_price(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let (number, price) = numbered(rest);
    if price.trim().is_empty() {
        return Ok(Next::say(w.usage_setprice()));
    }
    let (number, price) = (parse_number(number)?, Rupiah::parse(price)?);
    let known = product::by_number(&ctx.tx, number)?;
    if steep(known.price, price) {
        return Ok(Next::ask(field::ask_steep(&known, price)));
    }
    let (id, old, before) = (known.id, known.price, Before::here(&ctx.tx)?);
    let product = product::reprice(ctx, by, number, price)?;
    let done = w.done_price(args::DonePrice {
        name: product.name.as_str(),
        new_price: price,
        number: number.into(),
        old_price: old,
    });
    let screen = Screen::new(paragraphs([done, idle(&product.prices, price, w)]));
    let undo = before.act(&ctx.tx)?.map(|act| button(w.button_undo(), ProductPress::Undo(id, act)));
    let card = button(w.button_to_product(), ProductPress::Card(id));
    Ok(Next::Say(screen.buttons(undo.into_iter().chain([card]).collect())))
}
