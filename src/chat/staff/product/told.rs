//! What is told of products.

use super::prices::rule_name;
use crate::chat::action::{ProductPress, ShelfPress, StockPress};
use crate::chat::layout::{below, person};
use crate::chat::reach::words_of;
use crate::chat::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::ProductFact;
use crate::domain::id::{Address, CategoryId, CustomerId, ProductId};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{Product, Rule};
use crate::domain::staff::Right;
use crate::shop::browse::{self, Stock};
use crate::shop::context::{Ctx, Done};
use crate::shop::{category, price, staff};
use crate::words::{Dictionary, Html, Words, args};

/// Products of one notice that have a button.
const KEYS_MAX: usize = 6;

pub fn told(fact: &ProductFact) -> Option<Told> {
    Some(match fact {
        ProductFact::Back { .. } => return None,
        ProductFact::Shrunk(_) => Told::keepers().waits(),
        ProductFact::PriceCut { by, .. }
        | ProductFact::Lowered { by, .. }
        | ProductFact::Halved { by, .. } => match by {
            Some(by) => Told::owners_by(*by),
            None => Told::owners(),
        },
    })
}

pub fn screen(ctx: &Ctx, w: Words, fact: &ProductFact, to: Address) -> Done<Option<Screen>> {
    match fact {
        ProductFact::Shrunk(products) => shrunk(ctx, w, products, to),
        ProductFact::Back { .. } => Ok(None),
        ProductFact::PriceCut { product, before, after, by } => {
            price_cut(ctx, w, *product, (*before, *after), *by).map(Some)
        }
        ProductFact::Lowered { product, rule, list, price, by } => {
            lowered(ctx, w, (*product, *rule), (*list, *price), *by).map(Some)
        }
        ProductFact::Halved { category, count, by } => {
            halved(ctx, w, *category, *count, *by).map(Some)
        }
    }
}

fn price_cut(
    ctx: &Ctx,
    w: Words,
    id: ProductId,
    (old_price, new_price): (Rupiah, Rupiah),
    by: Option<CustomerId>,
) -> Done<Screen> {
    let product = browse::product(&ctx.tx, id)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    Ok(Screen::new(match by {
        Some(by) => w.notice_price_cut(args::NoticePriceCut {
            name,
            new_price,
            number,
            old_price,
            staff: Html(&person(ctx, by, w)?),
        }),
        None => w.notice_price_cut_machine(args::NoticePriceCutMachine {
            name,
            new_price,
            number,
            old_price,
        }),
    }))
}

fn lowered(
    ctx: &Ctx,
    w: Words,
    (id, rule): (ProductId, Rule),
    (old_price, new_price): (Rupiah, Rupiah),
    by: Option<CustomerId>,
) -> Done<Screen> {
    let product = browse::product(&ctx.tx, id)?;
    Ok(Screen::new(w.notice_lowered(args::NoticeLowered {
        name: product.name.as_str(),
        new_price,
        number: product.number.into(),
        old_price,
        staff: Html(&who(ctx, by, w)?),
        what: &rule_name(rule, w),
    })))
}

fn halved(ctx: &Ctx, w: Words, id: CategoryId, count: u64, by: Option<CustomerId>) -> Done<Screen> {
    let label = category::known(&ctx.tx, id)?.label();
    let staff = who(ctx, by, w)?;
    Ok(Screen::new(w.notice_halved(&label, count, Html(&staff))))
}

/// Who of the staff, or the machine.
fn who(ctx: &Ctx, by: Option<CustomerId>, w: Words) -> Done<String> {
    match by {
        Some(by) => person(ctx, by, w),
        None => Ok(w.plain_audit_machine()),
    }
}

/// All that a sale has left low or sold out, in one message.
fn shrunk(ctx: &Ctx, w: Words, ids: &[ProductId], to: Address) -> Done<Option<Screen>> {
    let mut rows = Vec::new();
    let mut low = Vec::new();
    for id in ids {
        let product = browse::product(&ctx.tx, *id)?;
        // What has been taken off the shelf is not filled again.
        if !product.on_shelf {
            continue;
        }
        let Stock { available, held, .. } = browse::stock_of(&ctx.tx, *id)?;
        let (name, number) = (product.name.as_str(), product.number.into());
        rows.push(match available + held {
            0 => w.shrunk_sold_out(name, number),
            left => w.shrunk_low(args::ShrunkLow { name, number, stock: left }),
        });
        low.push(product);
    }
    if low.is_empty() {
        return Ok(None);
    }
    let (made, kept): (Vec<&Product>, Vec<_>) = low.iter().partition(|it| it.kind.made());
    let fill = if kept.is_empty() { String::new() } else { w.shrunk_fill() };
    let allow = if made.is_empty() { String::new() } else { w.shrunk_allow() };
    let hints = [fill, allow].into_iter().filter(|hint| !hint.is_empty());
    let text = rows.into_iter().chain(hints).collect::<Vec<_>>().join("\n");
    // A cashier hears of it, and fills no stock.
    let fills = match to.chat.person() {
        Some(id) => staff::may(ctx, id, Right::Stock)?.is_some(),
        None => false,
    };
    let several = low.len() > 1;
    let way = |product: &Product| match (product.kind.made(), several) {
        (false, false) => below(w.button_fill_stock(), StockPress::Fill(product.id)),
        (false, true) => {
            let label = w.button_fill_number(product.number.into());
            below(label, StockPress::Fill(product.id))
        }
        (true, false) => below(w.button_kind(), ProductPress::Kind(product.id)),
        (true, true) => {
            let label = w.button_kind_number(product.number.into());
            below(label, ProductPress::Kind(product.id))
        }
    };
    let keys = low.iter().filter(|_| fills).take(KEYS_MAX);
    let keys = keys.map(way);
    let screen = Screen::new(text);
    Ok(Some(keys.map(|key| vec![key]).fold(screen, Screen::buttons)))
}

/// Somebody who has asked to be told that there are units again.
pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &ProductFact) -> Done {
    let ProductFact::Back { product: id, person } = *fact else { return Ok(()) };
    let product = browse::product(&ctx.tx, id)?;
    let w = words_of(ctx, dictionary, person)?;
    let quote = price::tariff(&ctx.tx, ctx.now, person, &product)?.at(product.least());
    let text = w.told_back(product.name.as_str(), quote.price);
    let open = below(w.button_see_product(), ShelfPress::Variant(id));
    let screen = Screen::new(text).buttons(vec![open]);
    let task = Task::Show { to: person.chat().into(), screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Nothing)?;
    Ok(())
}
