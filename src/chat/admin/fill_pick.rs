//! Which product's stock to fill.

use super::products;
use crate::chat::action::Action;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::text::shorten;
use crate::shop::browse::{Item, Page};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

const LABEL_CHARS: usize = 28;

pub struct View {
    list: Page<Item>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    Ok(View { list: products::page_of(ctx, page)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        let add = button(w.button_add_product(), Action::AddProduct);
        return Screen::new(w.admin_products_empty()).buttons(vec![add]);
    }
    let title = w.fill_pick();
    let screen =
        Screen::new(paragraphs([title, products::lines(&v.list, w), page_line(w, &v.list)]));
    let screen = picks(screen, &v.list, Action::Fill, w);
    let screen = pager(screen, w, &v.list, |page| Action::FillPick { page });
    screen.buttons(vec![button(w.button_back(), Action::AdminProducts { page: 0 })])
}

/// A button for each product of a page.
pub(super) fn picks(
    mut screen: Screen,
    list: &Page<Item>,
    to: impl Fn(ProductId) -> Action,
    w: Words,
) -> Screen {
    for row in list.items.chunks(2) {
        let pick = |item: &Item| {
            let name = shorten(item.product.name.as_str(), LABEL_CHARS);
            let label = w.button_product(&name, item.product.number.into());
            button(label, to(item.product.id))
        };
        screen = screen.buttons(row.iter().map(pick).collect());
    }
    screen
}
