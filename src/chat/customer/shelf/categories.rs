//! The categories that have something to sell.

use crate::chat::action::ShelfPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::limit::CATEGORY_BUTTONS_MAX;
use crate::domain::message::Screen;
use crate::domain::product::Category;
use crate::shop::browse;
use crate::shop::browse::{Page, Part};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub struct View {
    categories: Page<(Category, usize)>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    let all = browse::categories(&ctx.tx)?;
    Ok(View { categories: Page::cut_by(all, page, CATEGORY_BUTTONS_MAX) })
}

pub fn render(v: &View, w: Words) -> Screen {
    let list = |part| ShelfPress::Catalogue { part, page: 0 };
    let page = page_line(w, &v.categories);
    let mut screen = Screen::new(paragraphs([w.catalogue_categories(), page]));
    for row in v.categories.items.chunks(2) {
        let category = |(category, count): &(Category, usize)| {
            let label = format!("{} ({count})", category.label());
            button(label, list(Part::Category(category.id)))
        };
        screen = screen.buttons(row.iter().map(category).collect());
    }
    pager(screen, w, &v.categories, |page| ShelfPress::CategoriesAt { page }).buttons(vec![
        button(w.button_all(), list(Part::All)),
        button(w.button_best(), list(Part::Best)),
    ])
}
