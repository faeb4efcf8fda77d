//! Units of a product as a list that gives none of them away, and those that a search has found.

use super::card::known_by;
use super::{Finding, Press};
use crate::chat::action::StockPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::message::{Button, Screen};
use crate::domain::product::{Kind, Product};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::Unit;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::file;
use crate::shop::unit::{self, Found, Which};
use crate::words::{Words, args};

pub struct View {
    product: Product,
    which: Which,
    list: Page<Unit>,
    /// Files that whoever looks has sent for it and not decided about.
    waiting: u64,
}

pub fn load(ctx: &Ctx, by: CustomerId, of: ProductId, which: Which, page: u32) -> Done<View> {
    let list = unit::page(&ctx.tx, of, which, page)?;
    let waiting = file::sent(&ctx.tx, by, of)?.0.len() as u64;
    Ok(View { product: browse::product(&ctx.tx, of)?, which, list, waiting })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (id, which) = (v.product.id, v.which);
    let (name, number) = (v.product.name.as_str(), v.product.number.into());
    let count = v.list.total as u64;
    let files = matches!(v.product.kind, Kind::File);
    let title = match (which, files) {
        (Which::Available, false) if count == 0 => w.units_available_none(name, number),
        (Which::Available, true) if count == 0 => w.files_available_none(name, number),
        (Which::Available, false) => {
            w.units_available(args::UnitsAvailable { count, name, number })
        }
        (Which::Available, true) => w.files_available(args::FilesAvailable { count, name, number }),
        (Which::Withheld, false) => w.units_withheld(args::UnitsWithheld { count, name, number }),
        (Which::Withheld, true) => w.files_withheld(args::FilesWithheld { count, name, number }),
        (Which::Detained, false) => w.units_detained(args::UnitsDetained { count, name, number }),
        (Which::Detained, true) => w.files_detained(args::FilesDetained { count, name, number }),
    };
    let text = paragraphs([title, page_line(w, &v.list)]);
    let rows = v.list.items.iter().map(|unit| vec![open(unit, w)]);
    let screen = rows.fold(Screen::new(text), Screen::buttons);
    let screen = pager(screen, w, &v.list, |page| Press::List { product: id, which, page });
    let screen = match (v.list.total, v.product.on_shelf) {
        (0, true) => screen.buttons(vec![button(w.button_fill_stock(), StockPress::Fill(id))]),
        _ => screen,
    };
    let screen = match v.waiting {
        0 => screen,
        count => screen.buttons(vec![button(w.button_files_waiting(count), StockPress::Files(id))]),
    };
    screen
        .buttons(vec![button(find(&v.product, w), Press::Find(id))])
        .buttons(vec![button(w.button_back(), StockPress::Of(id))])
}

/// Looks for another of them.
fn find(product: &Product, w: Words) -> String {
    match product.kind {
        Kind::File => w.button_find_file(),
        _ => w.button_find_unit(),
    }
}

fn open(unit: &Unit, w: Words) -> Button {
    let label = w.button_stock_unit(&known_by(unit), unit.id.0);
    button(label, Press::Card(unit.id))
}

pub fn ask(it: Finding, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = browse::product(&ctx.tx, it.product)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    Ok(Question::new(match product.kind {
        Kind::File => w.file_find(name, number),
        _ => w.unit_find(name, number),
    }))
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
    let product = browse::product(&ctx.tx, it.product)?;
    let again = button(find(&product, w), Press::Find(it.product));
    let back = button(w.button_back(), StockPress::Of(it.product));
    Ok(Next::Say(screen.buttons(vec![again, back])).into())
}
