//! What has become of a setting, newest first, and one tap back to any of it.

use super::shown::{seen, who};
use super::{Press, Wish, shown};
use crate::chat::choice::Fingerprint;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::settings::Setting;
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::{Html, Words, args};

/// As much of a value as a line and a button hold.
const VALUE_CHARS: usize = 40;

pub struct View {
    which: Setting,
    /// What of the past can still be read.
    lines: Page<Option<Line>>,
    seen: Fingerprint,
}

struct Line {
    number: u64,
    at: Timestamp,
    who: String,
    value: String,
    /// It is so now.
    now: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn, which: Setting, page: u32) -> Done<View> {
    let settings = settings::settings(&ctx.tx)?;
    let holds = settings::holds(&settings, ctx.shop, which);
    let Page { items, page, pages, total } = settings::history(&ctx.tx, ctx.shop, which, page)?;
    let mut lines = Vec::new();
    for change in items {
        lines.push(match change {
            Some(change) => Some(Line {
                number: change.number,
                at: change.at,
                who: who(ctx, change.by, turn.words)?,
                value: one_line(&shown::value(which, &change.after, turn.words)),
                now: change.after == holds,
            }),
            None => None,
        });
    }
    Ok(View { which, lines: Page { items: lines, page, pages, total }, seen: seen(&holds) })
}

pub fn render(v: &View, w: Words) -> Screen {
    let which = v.which;
    let there = || v.lines.items.iter().flatten();
    let line = |it: &Line| {
        w.setting_past(args::SettingPast { at: it.at, name: &it.who, state: &it.value })
    };
    let lines: Vec<String> = there().map(line).collect();
    let text = w.setting_history(&shown::name(which, w), Html(&lines.join("\n")));
    let mut screen = Screen::new(paragraphs([text, page_line(w, &v.lines)]));
    let mut offered: Vec<&str> = Vec::new();
    for it in there().filter(|it| !it.now) {
        // Of those that are alike the newest will do.
        if offered.contains(&it.value.as_str()) {
            continue;
        }
        offered.push(&it.value);
        let wish = Wish::Past(it.number);
        let back = Press::To { which, wish, seen: v.seen };
        screen = screen.buttons(vec![button(w.button_setting_return(&it.value), back)]);
    }
    pager(screen, w, &v.lines, |page| Press::History { which, page })
        .buttons(vec![button(w.button_back(), Press::Of(which))])
}

fn one_line(value: &str) -> String {
    shorten(&value.replace('\n', " / "), VALUE_CHARS)
}
