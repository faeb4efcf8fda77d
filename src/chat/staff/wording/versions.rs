//! What a text has been, newest first, and one tap back to any of it.

use super::Press;
use super::card::{gone, seen};
use crate::chat::choice::Fingerprint;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::staff::setting::shown::who;
use crate::domain::message::Screen;
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::domain::wording::{OwnText, WordingId};
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::wording;
use crate::words::{Html, Words, args, visible};

/// As much of a version as a line and a button hold.
const VERSION_CHARS: usize = 40;

pub struct View {
    id: WordingId,
    /// What of the past can still be read.
    lines: Page<Option<Line>>,
    seen: Fingerprint,
}

struct Line {
    number: u64,
    at: Timestamp,
    who: String,
    text: String,
    /// It is so now.
    now: bool,
}

pub fn load(ctx: &Ctx, w: Words, id: WordingId, page: u32) -> Done<View> {
    w.original(id).ok_or_else(gone)?;
    let now = wording::text(&ctx.tx, id)?;
    let Page { items, page, pages, total } = wording::versions(&ctx.tx, id, page)?;
    let mut lines = Vec::new();
    for version in items {
        lines.push(match version {
            Some(version) => Some(Line {
                number: version.number,
                at: version.at,
                who: who(ctx, version.by, w)?,
                text: brief(&version.own, w),
                now: version.own == now,
            }),
            None => None,
        });
    }
    Ok(View { id, lines: Page { items: lines, page, pages, total }, seen: seen(&now) })
}

fn brief(own: &OwnText, w: Words) -> String {
    let Some(text) = &own.text else { return w.plain_wording_default() };
    let line = visible(&w.braced(own.id, text)).replace('\n', " / ");
    shorten(&line, VERSION_CHARS)
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.id;
    let there = || v.lines.items.iter().flatten();
    let line = |it: &Line| {
        let (at, name, state) = (it.at, it.who.as_str(), it.text.as_str());
        match it.now {
            true => w.wording_version_now(args::WordingVersionNow { at, name, state }),
            false => w.wording_version(args::WordingVersion { at, name, state }),
        }
    };
    let lines: Vec<String> = there().map(line).collect();
    let text = w.wording_versions(&w.text_name(id), Html(&lines.join("\n")));
    let mut screen = Screen::new(paragraphs([text, page_line(w, &v.lines)]));
    for it in there().filter(|it| !it.now) {
        let (number, seen) = (it.number, v.seen);
        let label = w.button_wording_return(it.at, &it.text);
        screen = screen.buttons(vec![button(label, Press::Past { id, number, seen })]);
    }
    pager(screen, w, &v.lines, |page| Press::Versions { id, page })
        .buttons(vec![button(w.button_back(), Press::Of(id))])
}
