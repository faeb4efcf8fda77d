//! Which product's stock to fill.

use crate::chat::action::{ProductPress, StockPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::staff::product::list;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::text::shorten;
use crate::shop::browse::{Item, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::{file, product};
use crate::words::Words;

const LABEL_CHARS: usize = 28;

pub struct View {
    list: Page<Item>,
    /// Products that whoever looks has sent files for and not decided about, and how many.
    waiting: Vec<(Product, u32)>,
}

pub fn load(ctx: &Ctx, by: CustomerId, page: u32) -> Done<View> {
    let mut waiting = Vec::new();
    for (id, count) in file::look::waiting_of(&ctx.tx, by)? {
        waiting.extend(product::legible(&ctx.tx, id)?.map(|product| (product, count)));
    }
    Ok(View { list: list::page_of(ctx, page)?, waiting })
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        let add = button(w.button_add_product(), ProductPress::New);
        return Screen::new(w.admin_products_empty()).buttons(vec![add]);
    }
    let title = w.fill_pick();
    let mut screen =
        Screen::new(paragraphs([title, list::lines(&v.list, w), page_line(w, &v.list)]));
    for (product, count) in &v.waiting {
        let name = shorten(product.name.as_str(), LABEL_CHARS);
        let label = w.button_files_waiting_for((*count).into(), &name);
        screen = screen.buttons(vec![button(label, StockPress::Files(product.id))]);
    }
    for row in v.list.items.chunks(2) {
        let fill = |it: &Item| button(label(&it.product, w), StockPress::Fill(it.product.id));
        screen = screen.buttons(row.iter().map(fill).collect());
    }
    let screen = pager(screen, w, &v.list, |page| StockPress::Pick { page });
    screen.buttons(vec![button(w.button_back(), ProductPress::List { page: 0 })])
}

/// A product as a button says it.
pub(super) fn label(product: &Product, w: Words) -> String {
    w.button_product(&shorten(product.name.as_str(), LABEL_CHARS), product.number.into())
}
