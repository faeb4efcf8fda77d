//! Which unit of an order: by its place there, because goods are not for the staff to read.

use super::Purpose;
use crate::chat::action::{Action, RefundPress, SalePress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::id::{OrderId, UnitId};
use crate::domain::message::Screen;
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::domain::text::shorten;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::refund::known;
use crate::words::Words;

const LABEL_CHARS: usize = 40;

/// A unit with its place among all of the order, from 1 on.
struct Item {
    unit: UnitId,
    position: u64,
    name: String,
}

pub struct View {
    order: OrderId,
    purpose: Purpose,
    list: Page<Item>,
}

/// The units that are still the order's.
fn places(ctx: &Ctx, id: OrderId) -> Done<Vec<Item>> {
    let order = known(&ctx.tx, id)?;
    order.check_refundable()?;
    let named = order.lines.iter().flat_map(|line| line.units.iter().map(move |it| (*it, line)));
    let kept = (1..).zip(named).filter(|(_, (unit, _))| !order.gave_back(*unit));
    let places = kept.map(|(position, (unit, line))| {
        let name = shorten(line.name.as_str(), LABEL_CHARS);
        Item { unit, position, name }
    });
    Ok(places.collect())
}

pub fn load(ctx: &Ctx, id: OrderId, purpose: Purpose, page: u32) -> Done<View> {
    Ok(View { order: id, purpose, list: Page::cut(places(ctx, id)?, page) })
}

/// The question before a unit is replaced.
pub fn ask_replace(ctx: &Ctx, order: OrderId, unit: UnitId, w: Words) -> Done<Screen> {
    let place = places(ctx, order)?.into_iter().find(|place| place.unit == unit);
    let place = place.ok_or(Refusal::Refund(order, NoRefund::NotItsUnit))?;
    let back = SalePress::PickUnit { order, purpose: Purpose::Replace, page: 0 };
    Ok(Screen::new(w.replace_ask(&place.name, order, place.position))
        .buttons(vec![button(w.button_replace_sure(), SalePress::Replace { order, unit })])
        .buttons(vec![button(w.button_back(), back)]))
}

pub fn render(v: &View, w: Words) -> Screen {
    let (order, purpose) = (v.order, v.purpose);
    let title = match purpose {
        Purpose::Refund => w.refund_pick(order),
        Purpose::Replace => w.replace_pick(order),
    };
    let mut screen = Screen::new(paragraphs([title, page_line(w, &v.list)]));
    if purpose == Purpose::Refund {
        let whole = button(w.button_refund_whole(), RefundPress::New { order, unit: None });
        screen = screen.buttons(vec![whole]);
    }
    for place in &v.list.items {
        let unit = place.unit;
        let action: Action = match purpose {
            Purpose::Refund => RefundPress::New { order, unit: Some(unit) }.into(),
            Purpose::Replace => SalePress::AskReplace { order, unit }.into(),
        };
        screen = screen.buttons(vec![button(w.button_unit(&place.name, place.position), action)]);
    }
    let screen = pager(screen, w, &v.list, |page| SalePress::PickUnit { order, purpose, page });
    screen.buttons(vec![button(w.button_back(), SalePress::Card(order))])
}
