//! One text: how it is now, what can be filled in, and what can be done with it.

use super::list::group_name;
use super::sample::Samples;
use super::{Note, Press};
use crate::chat::choice::Fingerprint;
use crate::chat::layout::{button, paragraphs};
use crate::chat::staff::setting::shown::who;
use crate::chat::wizard::encode;
use crate::domain::id::CustomerId;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::domain::wording::{NoWording, OwnText, Text, WordingId};
use crate::shop::context::{Ctx, Done};
use crate::shop::wording;
use crate::words::format::escape;
use crate::words::template::Form;
use crate::words::wording::form;
use crate::words::{Html, Words, args, visible};

/// Names of what can be filled in, beside a text of the greatest length.
const BLANKS_CHARS: usize = 600;
/// The same of the text that would come back.
const DEFAULT_CHARS: usize = 300;

pub struct View {
    own: OwnText,
    text: &'static Text,
    note: Note,
    seen: Fingerprint,
    /// Who changed it last, and when.
    last: Option<(Timestamp, String)>,
}

/// What somebody saw of a text.
pub fn seen(own: &OwnText) -> Fingerprint {
    Fingerprint::of(&encode(own))
}

pub fn gone() -> Refusal {
    Refusal::Wording(NoWording::Gone)
}

pub fn load(ctx: &Ctx, w: Words, id: WordingId, note: Note) -> Done<View> {
    let text = id.text().filter(|_| w.original(id).is_some()).ok_or_else(gone)?;
    let own = wording::text(&ctx.tx, id)?;
    let last = match wording::latest(&ctx.tx, id)? {
        Some(version) => Some((version.at, who(ctx, version.by, w)?)),
        None => None,
    };
    Ok(View { seen: seen(&own), own, text, note, last })
}

/// A text as it is now, with braces; safe to be shown.
pub fn shown(own: &OwnText, w: Words) -> String {
    let written = own.text.as_deref().or_else(|| w.original(own.id)).unwrap_or_default();
    let braced = w.braced(own.id, written);
    match form(own.id) {
        Some(Form::Html) => braced,
        _ => escape(&braced).into_owned(),
    }
}

/// What can be filled in, and what must be.
pub fn blanks(id: WordingId, w: Words) -> String {
    let (can, must) = (w.blanks(id).join(" "), w.needed(id).join(" "));
    let can = match can.is_empty() {
        true => w.wording_no_blanks(),
        false => w.wording_blanks(&shorten(&can, BLANKS_CHARS)),
    };
    match must.is_empty() {
        true => can,
        false => format!("{can}\n{}", w.wording_needed(&must)),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.own.id;
    let mut screen = Screen::new(text(v, w));
    if let Note::Saved(number) = v.note {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo { id, number })]);
    }
    screen = screen.buttons(vec![
        button(w.button_wording_edit(), Press::Edit(id)),
        button(w.button_wording_preview(), Press::Preview(id)),
    ]);
    if v.text.takes_picture() {
        screen = screen.buttons(vec![button(w.button_wording_photo(), Press::Photo(id))]);
    }
    let past = v
        .last
        .as_ref()
        .map(|_| button(w.button_wording_versions(), Press::Versions { id, page: 0 }));
    let default = (!v.own.is_default())
        .then(|| button(w.button_wording_default(), Press::Default { id, seen: v.seen }));
    let below: Vec<Button> = past.into_iter().chain(default).collect();
    if !below.is_empty() {
        screen = screen.buttons(below);
    }
    screen.buttons(vec![button(w.button_back(), back(v))])
}

fn back(v: &View) -> Press {
    use crate::domain::wording::Group;
    let at = Group::ALL.iter().position(|group| *group == v.text.group);
    let group = at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
    Press::Group { group, language: v.own.id.language, page: 0 }
}

fn text(v: &View, w: Words) -> String {
    let id = v.own.id;
    let note = match (v.note, &v.last) {
        (Note::Nothing, _) | (Note::Changed, None) => String::new(),
        (Note::Saved(_), _) => w.product_saved(),
        (Note::Undone, _) => w.note_undone(),
        (Note::Changed, Some((at, name))) => w.wording_changed(*at, name),
    };
    let state = match &v.last {
        _ if v.own.is_default() => w.wording_default(),
        Some((at, name)) => w.wording_own(*at, name),
        None => String::new(),
    };
    let picture = match v.own.picture {
        Some(_) => w.wording_has_photo(),
        None => String::new(),
    };
    let rows: Vec<String> =
        [state, picture, blanks(id, w)].into_iter().filter(|row| !row.is_empty()).collect();
    let card = w.wording_card(args::WordingCard {
        category: &group_name(v.text.group, w),
        language: &w.language_named(id.language),
        rows: Html(&rows.join("\n")),
    });
    paragraphs([note, card, shown(&v.own, w), default(v, w)])
}

/// What comes back with ♻️, as much of it as there is room for beside the seller's own.
fn default(v: &View, w: Words) -> String {
    if v.own.text.is_none() {
        return String::new();
    }
    let original = w.original(v.own.id).unwrap_or_default();
    let original = w.braced(v.own.id, original);
    let plain = match form(v.own.id) {
        Some(Form::Html) => visible(&original),
        _ => original,
    };
    w.wording_comes_back(&shorten(&plain, DEFAULT_CHARS))
}

/// A text as a buyer reads it, with figures of the shop in it.
pub fn preview(ctx: &Ctx, w: Words, person: CustomerId, id: WordingId) -> Done<Screen> {
    let own = wording::text(&ctx.tx, id)?;
    let written = own.text.as_deref().or_else(|| w.original(id)).ok_or_else(gone)?;
    let html = filled(ctx, w, person, id, written)?;
    let media = own.picture.map_or(Media::None, Media::Picture);
    let back = button(w.button_back(), Press::Of(id));
    Ok(Screen::new(html).with(media).buttons(vec![back]))
}

/// A text with figures of the shop in it; safe to be shown.
pub fn filled(
    ctx: &Ctx,
    w: Words,
    person: CustomerId,
    id: WordingId,
    written: &str,
) -> Done<String> {
    let text = id.text().ok_or_else(gone)?;
    let samples = Samples::load(ctx, w, person, id)?;
    let filled = w.filled(id, written, &|wanted| samples.value(text, wanted));
    let filled = filled.ok_or_else(gone)?;
    Ok(match form(id) {
        Some(Form::Html) => filled,
        _ => escape(&filled).into_owned(),
    })
}
