//! What is kept from sale since the shop was brought back: by product, and those of one.

use super::Press;
use crate::chat::action::{MenuPress, UnitPress};
use crate::chat::layout::{button, fitting, page_line, pager, paragraphs};
use crate::chat::staff::unit::card::known_by;
use crate::domain::id::ProductId;
use crate::domain::limit::DETAINED_SHOWN;
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::restore::Restore;
use crate::domain::stock::Unit;
use crate::domain::text::shorten;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::restore;
use crate::shop::unit::Which;
use crate::words::{Html, Words, args};

/// More of a name does not fit a button on a phone.
const LABEL_CHARS: usize = 28;
/// Text beside the units.
const RESERVE: usize = 600;

pub struct View {
    restore: Option<Restore>,
    list: Page<(Product, u64)>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    let Page { items, page, pages, total } = Page::cut(restore::products(&ctx.tx)?, page);
    let mut products = Vec::new();
    for (id, count) in items {
        products.push((browse::product(&ctx.tx, id)?, count));
    }
    let list = Page { items: products, page, pages, total };
    Ok(View { restore: restore::newest(&ctx.tx)?, list })
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    let Some(it) = v.restore.as_ref().filter(|_| !v.list.items.is_empty()) else {
        return Screen::new(w.detained_none()).buttons(back);
    };
    let title = w.detained_list(args::DetainedList { at: it.at, from: it.upto });
    let mut screen = Screen::new(paragraphs([title, page_line(w, &v.list)]));
    for (product, count) in &v.list.items {
        let name = shorten(product.name.as_str(), LABEL_CHARS);
        let label = w.button_detained_product(args::ButtonDetainedProduct {
            count: *count,
            name: &name,
            number: product.number.into(),
        });
        screen = screen.buttons(vec![button(label, Press::Product(product.id))]);
    }
    pager(screen, w, &v.list, |page| Press::Detained { page })
        .buttons(vec![button(w.button_detained_release_all(), Press::AskReleaseAll)])
        .buttons(back)
}

pub struct One {
    product: Product,
    count: u64,
    first: Vec<Unit>,
}

pub fn load_product(ctx: &Ctx, id: ProductId) -> Done<One> {
    Ok(One {
        product: browse::product(&ctx.tx, id)?,
        count: restore::detained_of(&ctx.tx, id)?,
        first: restore::first_of(&ctx.tx, id, DETAINED_SHOWN)?,
    })
}

/// None of them is given away: what stands in one is shown on its card, to those who may see it.
pub fn product(v: &One, w: Words) -> Screen {
    let back = vec![button(w.button_back(), Press::Detained { page: 0 })];
    if v.count == 0 {
        return Screen::new(w.detained_none()).buttons(back);
    }
    let id = v.product.id;
    let mut lines: Vec<String> =
        v.first.iter().map(|unit| w.units_remove_line(&known_by(unit))).collect();
    if v.count > lines.len() as u64 {
        lines.push("…".to_owned());
    }
    let text = w.detained_of(args::DetainedOf {
        count: v.count,
        lines: Html(&fitting(lines, RESERVE).join("\n")),
        name: v.product.name.as_str(),
        number: v.product.number.into(),
    });
    let units = UnitPress::List { product: id, which: Which::Detained, page: 0 };
    Screen::new(text)
        .buttons(vec![
            button(w.button_detained_release(), Press::Release(id)),
            button(w.button_detained_sold(), Press::AskSold(id)),
        ])
        .buttons(vec![button(w.button_detained_units(), units)])
        .buttons(back)
}

pub fn ask_release_all(ctx: &Ctx, w: Words) -> Done<Screen> {
    let count = restore::detained(&ctx.tx)?;
    let back = vec![button(w.button_back(), Press::Detained { page: 0 })];
    if count == 0 {
        return Ok(Screen::new(w.detained_none()).buttons(back));
    }
    let sure = button(w.button_detained_release_all_sure(), Press::ReleaseAll);
    Ok(Screen::new(w.detained_ask_release_all(count)).buttons(vec![sure]).buttons(back))
}

pub fn ask_sold(v: &One, w: Words) -> Screen {
    let id = v.product.id;
    let text = w.detained_ask_sold(args::DetainedAskSold {
        count: v.count,
        name: v.product.name.as_str(),
        number: v.product.number.into(),
    });
    Screen::new(text)
        .buttons(vec![button(w.button_detained_sold_sure(), Press::Sold(id))])
        .buttons(vec![button(w.button_back(), Press::Product(id))])
}
