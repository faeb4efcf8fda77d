//! All categories in the order in which buyers see them, to be changed.

use super::{Place, Press};
use crate::chat::action::ProductPress;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CategoryId;
use crate::domain::limit::CATEGORY_LINES;
use crate::domain::message::Screen;
use crate::domain::text::shorten;
use crate::shop::browse::Page;
use crate::shop::category::{self, Counted};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Act;
use crate::words::{Words, args};

/// More of a name does not fit beside two arrows.
const LABEL_CHARS: usize = 22;

pub struct View {
    list: Page<Counted>,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, page: u32, undo: Option<Act>) -> Done<View> {
    let list = Page::cut_by(category::all(&ctx.tx)?, page, CATEGORY_LINES);
    Ok(View { list, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let add = vec![button(w.button_add_category(), Press::New)];
    let back = vec![button(w.button_back(), ProductPress::List { page: 0 })];
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let lines: Vec<String> = v.list.items.iter().map(|it| line(it, w)).collect();
    let text = match v.list.items.is_empty() {
        true => paragraphs([saved, w.categories_none()]),
        false => paragraphs([
            saved,
            w.categories_all(v.list.total as u64),
            lines.join("\n"),
            page_line(w, &v.list),
        ]),
    };
    let mut screen = Screen::new(text);
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(act))]);
    }
    for Counted { category, .. } in &v.list.items {
        let (id, page) = (category.id, v.list.page);
        let shift = |label, up| button(label, Press::Shift { category: id, up, page });
        screen = screen.buttons(vec![
            button(shorten(&category.label(), LABEL_CHARS), Press::Card(id)),
            shift(w.button_up(), true),
            shift(w.button_down(), false),
        ]);
    }
    pager(screen, w, &v.list, |page| Press::List { page }).buttons(add).buttons(back)
}

fn line(it: &Counted, w: Words) -> String {
    let line = w.categories_line(&it.category.label(), it.on_shelf());
    match (it.category.hidden, it.archived) {
        (true, _) => format!("{line} · {}", w.plain_hidden()),
        (false, 0) => line,
        (false, count) => format!("{line} · {}", w.plain_in_archive(count)),
    }
}

/// How many products of each kind a category has.
pub(super) fn counts(it: &Counted, w: Words) -> String {
    w.category_counts(args::CategoryCounts {
        archived: it.archived,
        hidden: it.hidden,
        stock: it.shown,
    })
}

pub fn shift(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    id: CategoryId,
    up: bool,
    page: u32,
) -> Done<Reply> {
    let moved = category::shift(ctx, by, id, up)?;
    let list = Next::go(Place::List { page, undo: None });
    Ok(match moved {
        true => list.into(),
        false => list.toast(turn.words.toast_at_the_end()),
    })
}
