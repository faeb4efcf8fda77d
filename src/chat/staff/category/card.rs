//! One category: what it is called, who sees it, and what can be done with it.

use super::list::counts;
use super::{Place, Press};
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CategoryId;
use crate::domain::message::Screen;
use crate::domain::product::NoProduct;
use crate::domain::refusal::Refusal;
use crate::shop::category::{self, Counted};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::Staff;
use crate::shop::undo::{self, Act, Before};
use crate::words::{Words, visible};

pub struct View {
    counted: Counted,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: CategoryId, undo: Option<Act>) -> Done<View> {
    Ok(View { counted: category::counted(&ctx.tx, id)?, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (category, id) = (&v.counted.category, v.counted.category.id);
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let seen = match category.hidden {
        true => w.category_hidden(),
        false => w.category_shown(),
    };
    let name = w.category_card(&category.label());
    let mut screen = Screen::new(paragraphs([saved, name, counts(&v.counted, w), seen]));
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(act))]);
    }
    let sight = match category.hidden {
        true => button(w.button_product_show(), Press::Unhide(id)),
        false => button(w.button_product_hide(), Press::Hide(id)),
    };
    screen = screen
        .buttons(vec![
            button(w.button_product_name(), Press::Rename(id)),
            button(w.button_category_emoji(), Press::Emoji(id)),
        ])
        .buttons(vec![
            button(w.button_category_products(), Press::Products { category: id, page: 0 }),
            sight,
        ])
        .buttons(vec![button(w.button_product_prices(), Press::Promo(id))])
        .buttons(vec![
            button(w.button_category_merge(), Press::PickMerge { from: id, page: 0 }),
            button(w.button_category_delete(), Press::AskDelete(id)),
        ]);
    screen.buttons(vec![button(w.button_back(), Press::List { page: 0 })])
}

/// Among the categories that buyers choose from, or not.
pub fn hide(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    category: CategoryId,
    hidden: bool,
) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    category::set_hidden(ctx, by, category, hidden)?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Card { category, undo }).toast(turn.words.toast_saved()))
}

/// The question before it is taken away; one that is in use says so at once.
pub fn ask_delete(ctx: &Ctx, id: CategoryId, w: Words) -> Done<Screen> {
    let counted = category::counted(&ctx.tx, id)?;
    let name = counted.category.label();
    let back = button(w.button_back(), Press::Card(id));
    let (shelf, archived) = (counted.on_shelf(), counted.archived);
    if shelf + archived > 0 {
        let why = Refusal::Product(NoProduct::CategoryInUse { shelf, archived });
        let merge = button(w.button_category_merge(), Press::PickMerge { from: id, page: 0 });
        return Ok(Screen::new(w.refusal(&why)).buttons(vec![merge]).buttons(vec![back]));
    }
    let sure = button(w.button_category_delete_sure(), Press::Delete(id));
    Ok(Screen::new(w.category_ask_delete(&name)).buttons(vec![sure]).buttons(vec![back]))
}

pub fn delete(ctx: &mut Ctx, turn: &Turn, by: Staff, id: CategoryId) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    let category = category::delete(ctx, by, id)?;
    let undo = before.act(&ctx.tx)?;
    let toast = turn.words.toast_category_deleted(category.name.as_str());
    Ok(Next::go(Place::List { page: 0, undo }).toast(toast))
}

/// Puts back what was there before, unless somebody has changed it since.
pub fn undo(ctx: &mut Ctx, turn: &Turn, by: Staff, act: Act) -> Done<Reply> {
    if undo::is_undone(&ctx.tx, act)? {
        return Ok(Next::Stay.toast(turn.words.toast_undone()));
    }
    let mark = ctx.mark();
    let toast = match undo::take_back(ctx, by, act) {
        Ok(_) => turn.words.toast_undone(),
        Err(Stop::Refused(why @ Refusal::Product(_))) => {
            ctx.back_to(mark);
            visible(&turn.words.refusal(&why))
        }
        Err(stop) => return Err(stop),
    };
    Ok(Next::go(Place::List { page: 0, undo: None }).toast(toast))
}
