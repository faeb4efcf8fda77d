//! The seller's list of products, with the ways to add one and to fill its stock.

use crate::chat::action::{MenuPress, ProductPress, StockPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::message::Screen;
use crate::shop::browse::{self, Item, Page, Part, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::words::{Words, args};

pub struct View {
    list: Page<Item>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    Ok(View { list: page_of(ctx, page)? })
}

/// Every product, sold out or not: a seller must be able to reach them all.
pub fn page_of(ctx: &Ctx, page: u32) -> Done<Page<Item>> {
    Ok(browse::shelf(&ctx.tx, &Part::All, SoldOut::Shown, page)?)
}

pub fn lines(list: &Page<Item>, w: Words) -> String {
    let line = |item: &Item| {
        let product = &item.product;
        let (name, number) = (product.name.as_str(), product.number.into());
        w.admin_product_line(args::AdminProductLine {
            name,
            number,
            price: product.price,
            stock: item.available.into(),
        })
    };
    list.items.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn render(v: &View, w: Words) -> Screen {
    let add = button(w.button_add_product(), ProductPress::New);
    if v.list.items.is_empty() {
        return Screen::new(w.admin_products_empty()).buttons(vec![add]);
    }
    let title = w.admin_products(v.list.total as u64);
    let text = paragraphs([title, lines(&v.list, w), page_line(w, &v.list)]);
    let fill = button(w.button_fill_stock(), StockPress::Pick { page: 0 });
    let screen = Screen::new(text).buttons(vec![add, fill]);
    let screen = pager(screen, w, &v.list, |page| ProductPress::List { page });
    screen.buttons(vec![button(w.button_back(), MenuPress::Menu)])
}
