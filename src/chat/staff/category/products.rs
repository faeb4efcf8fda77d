//! The products of a category in their order, each to be put one place up or down.

use super::{Place, Press};
use crate::chat::action::ProductPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::staff::product::list;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::message::Screen;
use crate::domain::product::Category;
use crate::domain::text::shorten;
use crate::shop::browse::{Item, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{category, inventory, product};
use crate::words::Words;

/// More of a name does not fit beside two arrows.
const LABEL_CHARS: usize = 22;

pub struct View {
    category: Category,
    list: Page<Item>,
}

pub fn load(ctx: &Ctx, id: CategoryId, page: u32) -> Done<View> {
    let category = category::known(&ctx.tx, id)?;
    Ok(View { category, list: inventory::within(&ctx.tx, id, page)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (label, category) = (v.category.label(), v.category.id);
    let title = w.category_products(&label, v.list.total as u64);
    let lines = match v.list.items.is_empty() {
        true => w.products_none(),
        false => list::lines(&v.list, w),
    };
    let mut screen = Screen::new(paragraphs([title, lines, page_line(w, &v.list)]));
    for Item { product, .. } in &v.list.items {
        let (id, page) = (product.id, v.list.page);
        let name = shorten(product.name.as_str(), LABEL_CHARS);
        let shift = |label, up| button(label, Press::ShiftProduct { product: id, up, page });
        screen = screen.buttons(vec![
            button(w.button_product(&name, product.number.into()), ProductPress::Card(id)),
            shift(w.button_up(), true),
            shift(w.button_down(), false),
        ]);
    }
    let screen = pager(screen, w, &v.list, |page| Press::Products { category, page });
    screen.buttons(vec![button(w.button_back(), Press::Card(category))])
}

pub fn shift(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    id: ProductId,
    up: bool,
    page: u32,
) -> Done<Reply> {
    let known = product::on_shelf(&ctx.tx, id)?;
    let Some(category) = known.category else {
        return Ok(Next::go(Place::List { page: 0, undo: None }).into());
    };
    let moved = category::shift_product(ctx, by, id, up)?;
    let list = Next::go(Place::Products { category, page });
    Ok(match moved {
        true => list.into(),
        false => list.toast(turn.words.toast_at_the_end()),
    })
}
