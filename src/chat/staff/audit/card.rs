//! One entry of the log: every field that it changed, from what to what.

use super::Press;
use super::gist::{self, about_name};
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::month::Date;
use crate::domain::revision::{By, Revision};
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::domain::trail::About;
use crate::shop::audit::{self, Cut, Filter};
use crate::shop::context::{Ctx, Done};
use crate::words::{Html, Words};

/// More of a name does not fit a button on a phone.
const LABEL_CHARS: usize = 28;
/// What the frame around the fields takes, in units of a message.
const FRAME: usize = 500;

pub struct View {
    number: u64,
    filter: Filter,
    entry: Option<Entry>,
}

struct Entry {
    at: Timestamp,
    day: Date,
    by: By,
    who: String,
    gist: String,
    fields: Vec<String>,
    about: Vec<(About, String)>,
}

pub fn load(ctx: &Ctx, turn: &Turn, number: u64, filter: Filter) -> Done<View> {
    let w = turn.words;
    let entry = match audit::entry(&ctx.tx, number)? {
        Some(it) => Some(Entry {
            at: it.at,
            day: turn.dictionary.calendar().date(it.at),
            by: it.by,
            who: gist::who(ctx, it.by, w)?,
            gist: gist::heading(ctx, &it, w)?,
            fields: gist::fields(ctx, &it, w)?,
            about: about(ctx, &it, w)?,
        }),
        None => None,
    };
    Ok(View { number, filter, entry })
}

fn about(ctx: &Ctx, it: &Revision, w: Words) -> Done<Vec<(About, String)>> {
    let about = it.what.about().into_iter();
    about.map(|about| Ok((about, about_name(ctx, about, w)?))).collect()
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = Press::List { filter: v.filter, cut: Cut::Before(v.number.saturating_add(1)) };
    let back = button(w.button_back(), back);
    let Some(it) = &v.entry else {
        return Screen::new(w.audit_unread_card(v.number)).buttons(vec![back]);
    };
    let fields = fitting(it.fields.iter().cloned(), FRAME).join("\n");
    let rows = paragraphs([it.gist.clone(), fields]);
    let mut screen = Screen::new(w.audit_card(it.at, &it.who, v.number, Html(&rows)));
    let all = |label: String, filter| vec![button(label, Press::List { filter, cut: Cut::Newest })];
    if v.filter.who != Some(it.by) {
        let name = shorten(&it.who, LABEL_CHARS);
        let filter = Filter { who: Some(it.by), ..v.filter };
        screen = screen.buttons(all(w.button_audit_by(&name), filter));
    }
    for (about, name) in it.about.iter().filter(|(about, _)| v.filter.about != Some(*about)) {
        let name = shorten(name, LABEL_CHARS);
        let filter = Filter { about: Some(*about), ..v.filter };
        screen = screen.buttons(all(w.button_audit_about(&name), filter));
    }
    if v.filter.day != Some(it.day) {
        let filter = Filter { day: Some(it.day), ..v.filter };
        screen = screen.buttons(all(w.button_audit_of_day(it.at), filter));
    }
    screen.buttons(vec![back])
}
