//! What is in stock, on one page that can be refreshed.

use super::catalogue;
use crate::chat::action::ShelfPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::message::Screen;
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Item, Page, Part, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::words::{Words, args};

pub struct View {
    at: Timestamp,
    list: Page<Item>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    Ok(View { at: ctx.now, list: browse::shelf(&ctx.tx, &Part::All, SoldOut::Shown, page)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        return Screen::new(w.catalogue_empty());
    }
    let line = |item: &Item| {
        let (name, number) = (item.product.name.as_str(), item.product.number.into());
        match item.available {
            0 => w.stock_line_sold_out(name, number),
            _ if item.endless() => w.stock_line_endless(name, number),
            stock => w.stock_line(args::StockLine { name, number, stock: stock.into() }),
        }
    };
    let lines: Vec<String> = v.list.items.iter().map(line).collect();
    let (title, page) = (w.stock_title(v.at), page_line(w, &v.list));
    let mut screen = Screen::new(paragraphs([title, lines.join("\n"), page, w.stock_hint()]));
    for Item { product, .. } in &v.list.items {
        let label = catalogue::label(product, w);
        screen = screen.buttons(vec![button(label, ShelfPress::Product(product.id))]);
    }
    let here = ShelfPress::StockList { page: v.list.page };
    let screen = pager(screen, w, &v.list, |page| ShelfPress::StockList { page });
    screen.buttons(vec![button(w.button_refresh(), here)])
}
