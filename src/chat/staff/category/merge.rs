//! Two categories become one: into which, whether they are sure, and what came of it.

use super::{Place, Press};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::{Next, Reply};
use crate::domain::id::CategoryId;
use crate::domain::limit::CATEGORY_BUTTONS_MAX;
use crate::domain::message::Screen;
use crate::domain::text::shorten;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::shop::{category, coupon};
use crate::words::{Words, args};

const LABEL_CHARS: usize = 28;

pub fn pick(ctx: &Ctx, from: CategoryId, page: u32, w: Words) -> Done<Screen> {
    let known = category::known(&ctx.tx, from)?;
    let mut all = category::all(&ctx.tx)?;
    all.retain(|it| it.category.id != from);
    let list = Page::cut_by(all, page, CATEGORY_BUTTONS_MAX);
    let text = match list.items.is_empty() {
        true => w.category_merge_none(),
        false => w.category_merge_pick(&known.label()),
    };
    let mut screen = Screen::new(paragraphs([text, page_line(w, &list)]));
    for row in list.items.chunks(2) {
        let into = |it: &category::Counted| {
            let label = shorten(&it.category.label(), LABEL_CHARS);
            button(label, Press::AskMerge { from, into: it.category.id })
        };
        screen = screen.buttons(row.iter().map(into).collect());
    }
    let screen = pager(screen, w, &list, |page| Press::PickMerge { from, page });
    Ok(screen.buttons(vec![button(w.button_back(), Press::Card(from))]))
}

pub fn ask(ctx: &Ctx, from: CategoryId, into: CategoryId, w: Words) -> Done<Screen> {
    let (counted, other) = (category::counted(&ctx.tx, from)?, category::known(&ctx.tx, into)?);
    let asked = w.category_merge_ask(args::CategoryMergeAsk {
        category: &other.label(),
        count: counted.on_shelf() + counted.archived,
        name: &counted.category.label(),
    });
    let coupons = match coupon::naming(&ctx.tx, from)? {
        0 => String::new(),
        count => w.category_merge_coupons(count),
    };
    let sure = button(w.button_category_merge_sure(), Press::Merge { from, into });
    Ok(Screen::new(paragraphs([asked, coupons]))
        .buttons(vec![sure])
        .buttons(vec![button(w.button_back(), Press::Card(from))]))
}

pub fn merge(ctx: &mut Ctx, by: Staff, from: CategoryId, into: CategoryId) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    let merged = category::merge(ctx, by, from, into)?;
    let (moved, undo) = (merged.moved as u32, before.act(&ctx.tx)?);
    let from = (merged.left > 0).then_some(from);
    Ok(Next::go(Place::Merged { from, into, moved, undo }).into())
}

/// What is left of the one is where it was, and one more tap moves it.
pub fn merged(
    ctx: &Ctx,
    (from, into): (Option<CategoryId>, CategoryId),
    moved: u32,
    undo: Option<Act>,
    w: Words,
) -> Done<Screen> {
    let other = category::known(&ctx.tx, into)?;
    let done = w.category_merged(&other.label(), moved.into());
    let mut screen = match from.map(|from| category::counted(&ctx.tx, from)).transpose()? {
        None => Screen::new(done),
        Some(rest) => {
            let left = w.category_merge_left(rest.on_shelf() + rest.archived);
            let again = Press::Merge { from: rest.category.id, into };
            Screen::new(paragraphs([done, left]))
                .buttons(vec![button(w.button_category_merge_sure(), again)])
        }
    };
    if let Some(act) = undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(act))]);
    }
    Ok(screen.buttons(vec![button(w.button_back(), Press::List { page: 0 })]))
}
