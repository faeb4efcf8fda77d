//! The goods of an order as messages: text split at item borders, or a file when long.

use super::layout::below;
use crate::chat::action::OrderPress;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::limit::{GOODS_MESSAGES_MAX, MESSAGE_UNITS_MAX};
use crate::domain::message::{Media, Screen};
use crate::domain::order::{Order, State};
use crate::domain::time::Timestamp;
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::shop::delivery::{self, Content, Parcel};
use crate::words::format::units;
use crate::words::{Words, args, visible};

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
    /// The staff have done it by hand.
    Done,
}

pub struct View {
    id: OrderId,
    at: Timestamp,
    occasion: Occasion,
    goods: Vec<Parcel>,
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
    let view = load(ctx, &order, occasion)?;
    match view.goods.is_empty() {
        true => delivery::nothing_to_send(ctx, id),
        false => delivery::dispatch(ctx, id, render(&view, w)),
    }
}

/// Puts some units of an order on their way: those that make up for others, or are done by now.
pub fn send_units(
    ctx: &mut Ctx,
    id: OrderId,
    units: &[UnitId],
    occasion: Occasion,
    w: Words,
) -> Done {
    let goods = delivery::units_of(&ctx.tx, &browse::order(&ctx.tx, id)?, units)?;
    let view = View { id, at: ctx.now, occasion, goods };
    delivery::dispatch(ctx, id, render(&view, w))
}

impl View {
    /// There is nothing to be shown of it yet.
    pub fn is_empty(&self) -> bool {
        self.goods.is_empty()
    }
}

pub fn render(v: &View, w: Words) -> Vec<Screen> {
    let texts = match split(v, w) {
        Some(parts) => messages(v, parts, w),
        None => vec![file(v, w)],
    };
    let mut screens: Vec<Screen> = texts.into_iter().chain(files(v, w)).collect();
    if let Some(last) = screens.pop() {
        screens.push(last.buttons(vec![below(w.button_order(), OrderPress::Order(v.id))]));
    }
    screens
}

/// Texts as messages: which of them each is, and what to do with them below the last.
fn messages(v: &View, parts: Vec<String>, w: Words) -> Vec<Screen> {
    let pages = parts.len() as u64;
    let numbered = |(page, part): (u64, String)| match pages {
        1 => part,
        _ => format!("{part}\n\n{}", w.goods_part(args::GoodsPart { order: v.id, page, pages })),
    };
    let mut parts: Vec<String> = (1..).zip(parts).map(numbered).collect();
    if let Some(last) = parts.last_mut() {
        *last = format!("{last}\n\n{}", w.goods_footer());
    }
    parts.into_iter().map(Screen::new).collect()
}

/// The files among the goods, each a message of its own.
fn files(v: &View, w: Words) -> Vec<Screen> {
    let mut screens = Vec::new();
    for Parcel { name, contents } in &v.goods {
        for content in contents {
            if let Content::File { id, .. } = content {
                let file = w.goods_file(v.id, name);
                // What was done by hand is told of as a text would be.
                let caption = match v.occasion {
                    Occasion::Done => format!("{}\n\n{file}", w.goods_header_done(v.at, v.id)),
                    Occasion::Paid | Occasion::Again | Occasion::Replaced => file,
                };
                screens.push(Screen::new(caption).with(Media::Kept(*id)));
            }
        }
    }
    screens
}

/// What is told of goods in words.
fn worded(v: &View) -> impl Iterator<Item = (&str, Vec<&Content>)> {
    let said = |content: &&Content| !matches!(content, Content::File { .. });
    let parcels = v.goods.iter();
    let parcels =
        parcels.map(move |it| (it.name.as_str(), it.contents.iter().filter(said).collect()));
    parcels.filter(|(_, words): &(&str, Vec<&Content>)| !words.is_empty())
}

/// Texts that each fit a message, no item cut in two. `None` when a file serves better: an item
/// too long for a message, an item that `<code>` would not bring to the byte, or too many.
fn split(v: &View, w: Words) -> Option<Vec<String>> {
    if worded(v).next().is_none() {
        return Some(Vec::new());
    }
    let header = match v.occasion {
        Occasion::Paid => w.goods_header(v.at, v.id),
        Occasion::Again => w.goods_header_again(v.at, v.id),
        Occasion::Replaced => w.goods_header_replaced(v.at, v.id),
        Occasion::Done => w.goods_header_done(v.at, v.id),
    };
    let room = MESSAGE_UNITS_MAX - RESERVE;
    let mut parts = vec![header];
    for (name, contents) in worded(v) {
        let quantity = contents.len() as u64;
        for (position, content) in (1..).zip(contents) {
            let heading = w.goods_item(args::GoodsItem { position, product: name, quantity });
            let item = format!("{heading}\n{}", said(content, w)?);
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

/// One of them in a message, if Telegram brings it to the byte.
fn said(content: &Content, w: Words) -> Option<String> {
    match content {
        Content::Text(text) => kept_by_telegram(text).then(|| w.goods_content(text)),
        Content::Parts(parts) => {
            let part = |(name, part): &(String, String)| {
                kept_by_telegram(part)
                    .then(|| w.goods_field(args::GoodsField { content: part, field: name }))
            };
            Some(parts.iter().map(part).collect::<Option<Vec<_>>>()?.join("\n"))
        }
        Content::Done => Some(w.goods_done()),
        Content::Gone => Some(w.goods_gone()),
        Content::File { .. } => None,
    }
}

/// A text as its buyer will get it, before anybody has it: in the message, or as a file.
pub fn look(text: &str, name: &str, w: Words) -> (String, Media) {
    let (content, position, quantity) = (Content::Text(text.to_owned()), 1, 1);
    let heading = w.goods_item(args::GoodsItem { position, product: name, quantity });
    let shown = said(&content, w).map(|said| format!("{heading}\n{said}"));
    match shown.filter(|item| units(item) <= MESSAGE_UNITS_MAX - RESERVE) {
        Some(item) => (item, Media::None),
        None => {
            let item = item_of_file(&content, (1, name, 1), w);
            let media = Media::File { name: w.plain_goods_look_file(), bytes: item.into_bytes() };
            (w.goods_look_file(), media)
        }
    }
}

/// The same in a file of text, to the byte.
fn plainly(content: &Content, w: Words) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Parts(parts) => {
            let part = |(name, part): &(String, String)| format!("{name}: {part}");
            parts.iter().map(part).collect::<Vec<_>>().join("\n")
        }
        Content::Done => visible(&w.goods_done()),
        Content::Gone => visible(&w.goods_gone()),
        Content::File { name, .. } => name.clone(),
    }
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
    for (name, contents) in worded(v) {
        let quantity = contents.len() as u64;
        for (position, content) in (1..).zip(contents) {
            count += 1;
            text.push_str(&item_of_file(content, (position, name, quantity), w));
        }
    }
    let media = Media::File { name: w.plain_goods_file(v.id), bytes: text.into_bytes() };
    Screen::new(w.goods_file_caption(count, v.id)).with(media)
}

fn item_of_file(
    content: &Content,
    (position, product, quantity): (u64, &str, u64),
    w: Words,
) -> String {
    let heading = w.plain_goods_file_item(args::PlainGoodsFileItem { position, product, quantity });
    format!("## {heading}\n{}\n\n", plainly(content, w))
}
