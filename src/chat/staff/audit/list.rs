//! A page of the log, newest first: a line for each entry, and a button that shows all of it.

use super::gist::{self, filter_parts};
use super::{Place, Press};
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::month::Date;
use crate::domain::product::{keycap, parse_number};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::quoted;
use crate::domain::time::Timestamp;
use crate::domain::trail::About;
use crate::shop::audit::{self, Cut, Filter};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::words::{Html, Words};

/// Buttons of entries in a row.
const IN_A_ROW: usize = 4;

pub struct View {
    filter: Filter,
    /// What the filter says.
    parts: Vec<String>,
    lines: Vec<Line>,
    newer: Option<Cut>,
    older: Option<Cut>,
}

struct Line {
    number: u64,
    /// `None`: it cannot be read.
    entry: Option<Entry>,
}

struct Entry {
    at: Timestamp,
    day: Date,
    who: String,
    gist: String,
}

pub fn load(ctx: &Ctx, turn: &Turn, filter: Filter, cut: Cut) -> Done<View> {
    let (w, calendar) = (turn.words, turn.dictionary.calendar());
    let time = filter.day.map(|day| calendar.bounds_of(day));
    let page = audit::page(&ctx.tx, &filter, time, cut)?;
    let mut lines = Vec::new();
    for (number, revision) in page.entries {
        let entry = match revision {
            Some(it) => Some(Entry {
                at: it.at,
                day: calendar.date(it.at),
                who: gist::who(ctx, it.by, w)?,
                gist: gist::line(ctx, &it, w)?,
            }),
            None => None,
        };
        lines.push(Line { number, entry });
    }
    let parts = filter_parts(ctx, turn, &filter)?;
    Ok(View { filter, parts, lines, newer: page.newer, older: page.older })
}

pub fn render(v: &View, w: Words) -> Screen {
    let filter = v.filter;
    let title = match v.parts.is_empty() {
        true => w.audit_title(),
        false => w.audit_title_of(Html(&v.parts.join(" · "))),
    };
    let lines = match v.lines.is_empty() {
        true => w.audit_empty(),
        false => lines(v, w),
    };
    let mut screen = Screen::new(paragraphs([title, lines]));
    for (row, entries) in v.lines.chunks(IN_A_ROW).enumerate() {
        let entry = |(at, line): (usize, &Line)| {
            let label = keycap((row * IN_A_ROW + at + 1) as u32);
            button(label, Press::Card { number: line.number, filter })
        };
        screen = screen.buttons(entries.iter().enumerate().map(entry).collect());
    }
    let turn =
        |label: String, cut: Option<Cut>| cut.map(|cut| button(label, Press::List { filter, cut }));
    let turns = turn(w.button_audit_newer(), v.newer).into_iter();
    let turns: Vec<_> = turns.chain(turn(w.button_audit_older(), v.older)).collect();
    if !turns.is_empty() {
        screen = screen.buttons(turns);
    }
    screen = screen
        .buttons(vec![
            button(w.button_audit_who(), Press::AskWho { filter, page: 0 }),
            button(w.button_audit_kind(), Press::AskKind(filter)),
        ])
        .buttons(vec![
            button(w.button_audit_day(), Press::AskDay(filter)),
            button(w.button_find(), Press::Find(filter)),
        ]);
    if filter != Filter::default() {
        let all = Press::List { filter: Filter::default(), cut: Cut::Newest };
        screen = screen.buttons(vec![button(w.button_audit_clear(), all)]);
    }
    screen.buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

/// With the day above the first entry of each.
fn lines(v: &View, w: Words) -> String {
    let (mut lines, mut day) = (Vec::new(), None);
    for (position, line) in (1..).zip(&v.lines) {
        let Some(entry) = &line.entry else {
            lines.push(w.audit_unread_line(position));
            continue;
        };
        if day != Some(entry.day) {
            let gap = if day.is_some() { "\n" } else { "" };
            lines.push(format!("{gap}{}", w.audit_day(entry.at)));
            day = Some(entry.day);
        }
        lines.push(w.audit_line(entry.at, &entry.who, position, Html(&entry.gist)));
    }
    lines.join("\n")
}

/// `/riwayat`, or `/riwayat W-000123`.
pub fn typed(ctx: &Ctx, text: &str) -> Done<Next> {
    let filter = match text.trim() {
        "" => Filter::default(),
        text => read(ctx, Filter::default(), text)?,
    };
    Ok(Next::go(Place::newest(filter)))
}

pub fn ask(w: Words) -> Question {
    Question::new(w.audit_find())
}

pub fn take(filter: Filter, ctx: &Ctx, said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    Ok(Some(Next::go(Place::newest(read(ctx, filter, text)?)).into()))
}

/// A filter with what somebody has typed: a day, an order, a product by its number.
fn read(ctx: &Ctx, filter: Filter, text: &str) -> Done<Filter> {
    let text = text.trim();
    if let Some(day) = Date::parse(text) {
        return Ok(Filter { day: Some(day), ..filter });
    }
    if let Ok(number) = parse_number(text) {
        let known = match product::numbered(&ctx.tx, number)? {
            Some(known) => Some(known),
            None => product::archived(&ctx.tx, number)?,
        };
        if let Some(known) = known {
            return Ok(Filter { about: Some(About::Product(known.id)), ..filter });
        }
    }
    match OrderId::parse(text).filter(|_| text.starts_with(['W', 'w'])) {
        Some(order) => Ok(Filter { about: Some(About::Order(order)), ..filter }),
        None => Err(Refusal::Input(BadInput::Trail { typed: quoted(text) }).into()),
    }
}
