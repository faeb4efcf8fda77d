//! The categories that have something to sell.

use crate::chat::action::ShelfPress;
use crate::chat::layout::button;
use crate::domain::message::Screen;
use crate::domain::product::Category;
use crate::shop::browse;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub struct View {
    categories: Vec<(Category, usize)>,
}

pub fn load(ctx: &Ctx) -> Done<View> {
    Ok(View { categories: browse::categories(&ctx.tx)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    let list = |part| ShelfPress::Catalogue { part, page: 0 };
    let mut screen = Screen::new(w.catalogue_categories());
    for row in v.categories.chunks(2) {
        let category = |(category, count): &(Category, usize)| {
            let label = format!("{} ({count})", category.name.as_str());
            button(label, list(Part::Category(category.id)))
        };
        screen = screen.buttons(row.iter().map(category).collect());
    }
    screen.buttons(vec![
        button(w.button_all(), list(Part::All)),
        button(w.button_best(), list(Part::Best)),
    ])
}
