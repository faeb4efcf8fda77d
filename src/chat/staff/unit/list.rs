//! Units of a product as a list that gives none of them away, and those that a search has found.

use super::{Finding, Press};
use crate::chat::action::StockPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Screen};
use crate::domain::product::Product;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::{Unit, masked};
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::unit::{self, Found, Which};
use crate::words::{Words, args};

pub struct View {
    product: Product,
    which: Which,
    list: Page<Unit>,
}

pub fn load(ctx: &Ctx, product: ProductId, which: Which, page: u32) -> Done<View> {
    let list = unit::page(&ctx.tx, product, which, page)?;
    Ok(View { product: browse::product(&ctx.tx, product)?, which, list })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (id, which) = (v.product.id, v.which);
    let (name, number) = (v.product.name.as_str(), v.product.number.into());
    let count = v.list.total as u64;
    let title = match which {
        Which::Available if count == 0 => w.units_available_none(name, number),
        Which::Available => w.units_available(args::UnitsAvailable { count, name, number }),
        Which::Withheld => w.units_withheld(args::UnitsWithheld { count, name, number }),
    };
    let text = paragraphs([title, page_line(w, &v.list)]);
    let rows = v.list.items.iter().map(|unit| vec![open(unit, w)]);
    let screen = rows.fold(Screen::new(text), Screen::buttons);
    let screen = pager(screen, w, &v.list, |page| Press::List { product: id, which, page });
    let screen = match (v.list.total, v.product.on_shelf) {
        (0, true) => screen.buttons(vec![button(w.button_fill_stock(), StockPress::Fill(id))]),
        _ => screen,
    };
    screen
        .buttons(vec![button(w.button_find_unit(), Press::Find(id))])
        .buttons(vec![button(w.button_back(), StockPress::Of(id))])
}

fn open(unit: &Unit, w: Words) -> Button {
    let label = w.button_stock_unit(&masked(&unit.content), unit.id.0);
    button(label, Press::Card(unit.id))
}

pub fn ask(it: Finding, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = browse::product(&ctx.tx, it.product)?;
    Ok(Question::new(w.unit_find(product.name.as_str(), product.number.into())))
}

pub fn answer(it: Finding, ctx: &Ctx, w: Words, said: &Answer) -> Done<Reply> {
    let Answer::Text(text) = said else {
        return Err(Refusal::Input(BadInput::NoText).into());
    };
    let Found { units, more } = unit::search(&ctx.tx, it.product, text)?;
    let (found, note) = match (units.len() as u64, more) {
        (0, false) => (w.unit_found_none(), String::new()),
        (0, true) => (w.unit_found_none(), w.unit_found_more()),
        (count, false) => (w.unit_found(count), String::new()),
        (count, true) => (w.unit_found(count), w.unit_found_more()),
    };
    let rows = units.iter().map(|unit| vec![open(unit, w)]);
    let screen = rows.fold(Screen::new(paragraphs([found, note])), Screen::buttons);
    let again = button(w.button_find_unit(), Press::Find(it.product));
    let back = button(w.button_back(), StockPress::Of(it.product));
    Ok(Next::Say(screen.buttons(vec![again, back])).into())
}
