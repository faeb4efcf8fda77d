//! Buttons, pages of a list, and the parts that many screens share.

use super::action::{Action, Manner};
use super::codec;
use crate::domain::id::CustomerId;
use crate::domain::ledger::Side;
use crate::domain::limit::MESSAGE_UNITS_MAX;
use crate::domain::message::{Button, Press, Screen};
use crate::domain::money::Rupiah;
use crate::domain::product::Offer;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::words::format::units;
use crate::words::{Words, args};

/// A button whose answer takes the place of its message.
pub fn button(label: impl Into<String>, action: impl Into<Action>) -> Button {
    pressed(label.into(), &action.into(), Manner::Here)
}

/// A button on a message to keep: its answer comes below.
pub fn below(label: impl Into<String>, action: impl Into<Action>) -> Button {
    pressed(label.into(), &action.into(), Manner::Below)
}

fn pressed(label: String, action: &Action, manner: Manner) -> Button {
    // Only a search can be too long, and `pager` leaves those out; any other label that does
    // not fit would be caught by the golden list of the codec.
    let data = codec::encode(action, manner).or_else(|| codec::encode(&Action::Nothing, manner));
    Button { label, does: Press::Data(data.unwrap_or_default()) }
}

pub fn link(label: impl Into<String>, url: impl Into<String>) -> Button {
    Button { label: label.into(), does: Press::Url(url.into()) }
}

/// The rows that turn pages; nothing when there is one page.
pub fn pager<T, A: Into<Action>>(
    screen: Screen,
    w: Words,
    list: &Page<T>,
    turn: impl Fn(u32) -> A,
) -> Screen {
    let fits = |(label, page): &(String, u32)| {
        let action = turn(*page).into();
        codec::encode(&action, Manner::Here).is_some().then(|| button(label, action))
    };
    let rows = turns(w, list).into_iter();
    let rows = rows.map(|row| row.iter().filter_map(fits).collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).fold(screen, Screen::buttons)
}

/// The pages that can be turned to, with their labels: the ones before and after, and the ends
/// where these do not lead there in one step.
pub fn turns<T>(w: Words, list: &Page<T>) -> [Vec<(String, u32)>; 2] {
    let before = list.page.checked_sub(1).map(|page| (w.button_previous(), page));
    let after = Some(list.page + 1).filter(|page| *page < list.pages);
    let after = after.map(|page| (w.button_next(), page));
    let first = (list.page > 1).then(|| (w.button_first(1), 0));
    let last = list.page + 2 < list.pages;
    let last = last.then(|| (w.button_last(list.pages.into()), list.pages - 1));
    [before.into_iter().chain(after).collect(), first.into_iter().chain(last).collect()]
}

/// Which page it is, when there are several.
pub fn page_line<T>(w: Words, list: &Page<T>) -> String {
    match list.pages {
        0 | 1 => String::new(),
        pages => w.catalogue_page(args::CataloguePage {
            page: u64::from(list.page) + 1,
            pages: pages.into(),
        }),
    }
}

/// Joins the parts of a text that are there with blank lines between them.
pub fn paragraphs<const N: usize>(parts: [String; N]) -> String {
    let there: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    there.join("\n\n")
}

/// Lines of a list as far as a message can hold them beside `reserve` units of other text.
/// A line that would not fit is left out whole, so that no tag is cut.
pub fn fitting(lines: impl IntoIterator<Item = String>, reserve: usize) -> Vec<String> {
    let mut room = MESSAGE_UNITS_MAX.saturating_sub(reserve);
    let fits = |line: &String| {
        let units = units(line) + 1;
        let fits = units <= room;
        room = room.saturating_sub(units);
        fits
    };
    lines.into_iter().take_while(fits).collect()
}

/// How many one order may have, where that is not as usual.
pub fn bounds(offer: &Offer, w: Words) -> String {
    match (offer.least.map(u64::from), offer.most.map(u64::from)) {
        (None, None) => String::new(),
        (Some(fewest), None) => w.product_least(fewest),
        (None, Some(max)) => w.product_most(max),
        (Some(fewest), Some(max)) => {
            w.product_least_and_most(args::ProductLeastAndMost { fewest, max })
        }
    }
}

/// An amount that came to an account or went from it.
pub fn signed(w: Words, side: Side, amount: Rupiah) -> String {
    match side {
        Side::To => w.plain_came(amount),
        Side::From => w.plain_went(amount),
    }
}

/// A person as staff see them, by what is known of them: a link to their chat.
pub fn person(ctx: &Ctx, id: CustomerId, w: Words) -> Done<String> {
    let known = browse::customer(&ctx.tx, id)?;
    let name = known.as_ref().map_or("", |customer| customer.name.as_str());
    let username = known.as_ref().and_then(|customer| customer.username.as_deref());
    Ok(buyer(w, id, name, username))
}

fn buyer(w: Words, id: CustomerId, name: &str, username: Option<&str>) -> String {
    let friend = w.plain_friend();
    let name = if name.is_empty() { &friend } else { name };
    let id = id.0.to_string();
    match username {
        Some(username) => {
            w.person_link_username(args::PersonLinkUsername { id: &id, name, username })
        }
        None => w.person_link(args::PersonLink { id: &id, name }),
    }
}

/// A person of the staff, by name if they have one.
pub fn name_of(ctx: &Ctx, id: CustomerId) -> Done<String> {
    let name = browse::customer(&ctx.tx, id)?.map(|customer| customer.name);
    Ok(name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.0.to_string()))
}
