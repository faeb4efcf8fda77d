//! The goods of an order as messages: text split at item borders, or a file when long.

use super::layout::below;
use crate::chat::action::OrderPress;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::limit::{GOODS_MESSAGES_MAX, MESSAGE_UNITS_MAX};
use crate::domain::message::{Media, Screen};
use crate::domain::order::{Order, State};
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, delivery};
use crate::words::format::units;
use crate::words::{Words, args};

/// Units of a message kept free for the part number and the closing words.
const RESERVE: usize = 300;

/// Why the goods are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// They have just been paid for.
    Paid,
    /// The buyer wants to see them again.
    Again,
    /// One of them makes up for a faulty one.
    Replaced,
}

pub struct View {
    id: OrderId,
    at: Timestamp,
    occasion: Occasion,
    goods: Vec<(String, Vec<String>)>,
}

pub fn load(ctx: &Ctx, order: &Order, occasion: Occasion) -> Done<View> {
    let goods = delivery::goods_of(&ctx.tx, order)?;
    // Beside "paid" stands the time of the money, which may have come late.
    let at = match order.state {
        State::Paid { at, .. } => at,
        _ => order.at,
    };
    Ok(View { id: order.id, at, occasion, goods })
}

/// Loads an order's goods and puts them on their way.
pub fn send(ctx: &mut Ctx, id: OrderId, occasion: Occasion, w: Words) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    let screens = render(&load(ctx, &order, occasion)?, w);
    delivery::dispatch(ctx, id, screens)
}

/// Puts one unit of an order on its way: the one that makes up for another.
pub fn send_replacement(ctx: &mut Ctx, id: OrderId, unit: UnitId, w: Words) -> Done {
    let goods = vec![delivery::unit_of(&ctx.tx, &browse::order(&ctx.tx, id)?, unit)?];
    let view = View { id, at: ctx.now, occasion: Occasion::Replaced, goods };
    delivery::dispatch(ctx, id, render(&view, w))
}

pub fn render(v: &View, w: Words) -> Vec<Screen> {
    let Some(parts) = split(v, w) else { return vec![file(v, w)] };
    let pages = parts.len() as u64;
    let last = parts.len() - 1;
    let mut screens = Vec::new();
    for (at, mut part) in parts.into_iter().enumerate() {
        if pages > 1 {
            part = format!(
                "{part}\n\n{}",
                w.goods_part(args::GoodsPart { order: v.id, page: at as u64 + 1, pages })
            );
        }
        if at == last {
            part = format!("{part}\n\n{}", w.goods_footer());
        }
        screens.push(Screen::new(part));
    }
    if let Some(last) = screens.pop() {
        screens.push(last.buttons(vec![below(w.button_order(), OrderPress::Order(v.id))]));
    }
    screens
}

/// Texts that each fit a message, no item cut in two. `None` when a file serves better: an item
/// too long for a message, an item that `<code>` would not bring to the byte, or too many.
fn split(v: &View, w: Words) -> Option<Vec<String>> {
    let header = match v.occasion {
        Occasion::Paid => w.goods_header(v.at, v.id),
        Occasion::Again => w.goods_header_again(v.at, v.id),
        Occasion::Replaced => w.goods_header_replaced(v.at, v.id),
    };
    let room = MESSAGE_UNITS_MAX - RESERVE;
    let mut parts = vec![header];
    for (name, contents) in &v.goods {
        let quantity = contents.len() as u64;
        for (at, content) in contents.iter().enumerate() {
            if !kept_by_telegram(content) {
                return None;
            }
            let heading =
                w.goods_item(args::GoodsItem { position: at as u64 + 1, product: name, quantity });
            let item = format!("{heading}\n{}", w.goods_content(content));
            let taken = units(&item);
            let open = parts.last_mut()?;
            if taken > room {
                return None;
            }
            match units(open) + 2 + taken > room {
                true => parts.push(item),
                false => *open = format!("{open}\n\n{item}"),
            }
        }
    }
    (parts.len() <= GOODS_MESSAGES_MAX).then_some(parts)
}

/// Telegram trims spaces at the ends, and drops or rewrites control characters, signs of
/// direction, some that combine and some that separate: such goods go as a file, so that they
/// arrive to the byte.
fn kept_by_telegram(content: &str) -> bool {
    let changed = |sign: char| {
        // The end of a line within an account stays where it is.
        (sign.is_control() && sign != '\n')
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(sign, '\u{2060}'..='\u{206f}' | '\u{feff}')
            || matches!(sign, '\u{30a}' | '\u{333}' | '\u{33f}')
    };
    content.trim() == content && !content.chars().any(changed)
}

/// All goods in one text file: a heading per item, then the item to the byte.
fn file(v: &View, w: Words) -> Screen {
    let mut text = String::new();
    let mut count = 0;
    for (name, contents) in &v.goods {
        let quantity = contents.len() as u64;
        for (at, content) in contents.iter().enumerate() {
            count += 1;
            let heading = w.plain_goods_file_item(args::PlainGoodsFileItem {
                position: at as u64 + 1,
                product: name,
                quantity,
            });
            text.push_str(&format!("## {heading}\n{content}\n\n"));
        }
    }
    let media = Media::File { name: w.plain_goods_file(v.id), bytes: text.into_bytes() };
    Screen::new(w.goods_file_caption(count, v.id))
        .with(media)
        .buttons(vec![below(w.button_order(), OrderPress::Order(v.id))])
}
