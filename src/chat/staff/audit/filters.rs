//! What a filter is set to: somebody, a kind, a day.

use super::Press;
use super::gist::{kind_name, who as named};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::staff::member::list::called;
use crate::chat::turn::Turn;
use crate::domain::limit::AUDIT_DAYS;
use crate::domain::message::{Button, Screen};
use crate::domain::revision::By;
use crate::domain::time::Span;
use crate::domain::trail::Kind;
use crate::shop::audit::{Cut, Filter};
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::Words;

pub struct People {
    filter: Filter,
    list: Page<(By, String)>,
}

/// The staff, the server and the shop itself. Whoever is staff no more is found by their entries.
pub fn people(ctx: &Ctx, filter: Filter, page: u32, w: Words) -> Done<People> {
    let staff = staff::roster(&ctx.tx, ctx.shop)?;
    let staff = staff.iter().map(|it| (By::Staff(it.id), called(it)));
    let mut people: Vec<(By, String)> = staff.collect();
    for by in [By::Machine, By::Shop] {
        people.push((by, named(ctx, by, w)?));
    }
    Ok(People { filter, list: Page::cut(people, page) })
}

pub fn who(v: &People, w: Words) -> Screen {
    let filter = v.filter;
    let mut screen = Screen::new(paragraphs([w.audit_ask_who(), page_line(w, &v.list)]));
    for pair in v.list.items.chunks(2) {
        let set =
            |(by, name): &(By, String)| set(name.clone(), Filter { who: Some(*by), ..filter });
        screen = screen.buttons(pair.iter().map(set).collect());
    }
    let screen = pager(screen, w, &v.list, |page| Press::AskWho { filter, page });
    screen.buttons(vec![back(filter, w)])
}

pub fn kind(filter: Filter, w: Words) -> Screen {
    let mut screen = Screen::new(w.audit_ask_kind());
    for pair in Kind::ALL.chunks(2) {
        let set = |kind: &Kind| set(kind_name(*kind, w), Filter { kind: Some(*kind), ..filter });
        screen = screen.buttons(pair.iter().map(set).collect());
    }
    screen.buttons(vec![back(filter, w)])
}

/// Today and the days before it.
pub fn day(filter: Filter, ctx: &Ctx, turn: &Turn) -> Screen {
    let (w, calendar) = (turn.words, turn.dictionary.calendar());
    let mut screen = Screen::new(w.audit_ask_day());
    let mut at = calendar.day(ctx.now).start;
    for _ in 0..AUDIT_DAYS {
        let day = Filter { day: Some(calendar.date(at)), ..filter };
        screen = screen.buttons(vec![set(w.button_audit_of_day(at), day)]);
        // Days are not all of one length.
        at = calendar.day(at.before(Span::millis(1))).start;
    }
    screen.buttons(vec![back(filter, w)])
}

fn set(label: String, filter: Filter) -> Button {
    button(label, Press::List { filter, cut: Cut::Newest })
}

fn back(filter: Filter, w: Words) -> Button {
    set(w.button_back(), filter)
}
