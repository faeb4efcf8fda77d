//! One setting: what it is and why, within which bounds, and what can be done with it.

use super::shown::{seen, who};
use super::{Note, Press, Wish, shown};
use crate::chat::choice::Fingerprint;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::{Button, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{KeyRow, Kind, NoSetting, Setting, Settings, Value};
use crate::domain::shop::Language;
use crate::domain::text::shorten;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings::{self, Change};
use crate::words::{Html, Words, args};

/// So many numbers are chosen from by a tap; of more, one is typed.
const TAPS_MAX: u32 = 8;

/// As much of the value by default as a button holds; the card has all of it.
const DEFAULT_CHARS: usize = 24;

pub struct View {
    which: Setting,
    kind: Kind,
    value: Value,
    /// The value in words, and that by default.
    now: String,
    default: String,
    /// Nobody has changed it, or somebody has put it back.
    is_default: bool,
    seen: Fingerprint,
    note: Note,
    /// The newest change, who made it, and what it was before and after, in words.
    last: Option<(Change, String, [String; 2])>,
    /// All there are, and whether each is offered.
    languages: Vec<(Language, String, bool)>,
    own: Language,
}

pub fn load(ctx: &Ctx, turn: &Turn, which: Setting, note: Note) -> Done<View> {
    view(ctx, turn.words, which, note)
}

/// The same where nobody's turn it is.
pub fn view(ctx: &Ctx, w: Words, which: Setting, note: Note) -> Done<View> {
    let settings = settings::settings(&ctx.tx)?;
    let kind = which.kind(&settings).ok_or(Refusal::Setting(NoSetting::Unknown))?;
    let value = settings::holds(&settings, ctx.shop, which);
    let said = |value: &Value| shown::value(which, value, w);
    let last = match settings::latest(&ctx.tx, ctx.shop, which)? {
        Some(change) => {
            let (who, values) = (who(ctx, change.by, w)?, [&change.before, &change.after]);
            let values = values.map(said);
            Some((change, who, values))
        }
        None => None,
    };
    let own = ctx.shop.language;
    let offered = |it: &Language| {
        *it == own || settings.languages.is_empty() || settings.languages.contains(it)
    };
    let languages = w.every_language().into_iter().map(|(it, name)| (it, name, offered(&it)));
    Ok(View {
        which,
        kind,
        now: said(&value),
        default: said(&settings::default(ctx.shop, which)),
        is_default: settings.value(which) == Settings::default().value(which),
        seen: seen(&value),
        value,
        note,
        last,
        languages: languages.collect(),
        own,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let which = v.which;
    let mut screen = Screen::new(text(v, w));
    if let Note::Saved(number) | Note::Undone(number) = v.note {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo { which, number })]);
    }
    screen = choices(v, w).into_iter().fold(screen, Screen::buttons);
    let default = shorten(&v.default.replace('\n', " / "), DEFAULT_CHARS);
    let default = (!v.is_default).then(|| to(v, w.button_default(&default), Wish::Default));
    let past = v.last.as_ref();
    let past = past.map(|_| button(w.button_setting_history(), Press::History { which, page: 0 }));
    let below: Vec<Button> = default.into_iter().chain(past).collect();
    if !below.is_empty() {
        screen = screen.buttons(below);
    }
    screen.buttons(vec![button(w.button_back(), Press::Card)])
}

fn text(v: &View, w: Words) -> String {
    let note = match (v.note, &v.last) {
        (Note::Nothing, _) | (Note::Changed, None) => String::new(),
        (Note::Saved(_), _) => w.product_saved(),
        (Note::Undone(_), _) => w.note_undone(),
        (Note::Trying, _) => w.setting_trying(),
        (Note::Changed, Some((change, name, [before, after]))) => {
            w.setting_changed(args::SettingChanged {
                at: change.at,
                name,
                start: before,
                end: after,
            })
        }
    };
    let mut rows: Vec<String> = Vec::new();
    rows.extend(shown::bounds(v.which, v.kind, w).map(|bounds| w.setting_row_bounds(&bounds)));
    rows.push(match v.which.is_in_file() {
        true => w.setting_row_file(&v.default),
        false => w.setting_row_default(&v.default),
    });
    let card = w.setting_of(args::SettingOf {
        name: &shown::name(v.which, w),
        rows: Html(&rows.join("\n")),
        state: &v.now,
        why: Html(&shown::reason(v.which, w)),
    });
    paragraphs([note, card])
}

/// What it can be made by a tap, or the way to the question.
fn choices(v: &View, w: Words) -> Vec<Vec<Button>> {
    let which = v.which;
    match (v.kind, &v.value) {
        (Kind::Flag, Value::Flag(on)) => {
            let label = match (which, !on) {
                (Setting::HideSoldOut, true) => w.button_setting_hide(),
                (Setting::HideSoldOut, false) => w.button_setting_show(),
                (_, true) => w.button_setting_stay(),
                (_, false) => w.button_setting_fold(),
            };
            vec![vec![to(v, label, Wish::Flag(!on))]]
        }
        (Kind::Count { min, max }, Value::Count(now)) if max - min < TAPS_MAX => {
            let tap = |count: u32| {
                let label =
                    if count == *now { format!("· {count} ·") } else { count.to_string() };
                to(v, label, Wish::Count(count))
            };
            vec![(min..=max).map(tap).collect()]
        }
        (Kind::Languages, _) => {
            let tap = |(language, name, on): &(Language, String, bool)| {
                let label = match on {
                    true => w.button_setting_spoken(name),
                    false => w.button_setting_unspoken(name),
                };
                vec![to(v, label, Wish::Speak(*language, !on))]
            };
            // The shop's own is always spoken.
            v.languages.iter().filter(|(it, ..)| *it != v.own).map(tap).collect()
        }
        (Kind::Rows, Value::Rows(rows)) => {
            let away = KeyRow::ALL.into_iter().filter(|row| !rows.contains(row));
            let all = rows.iter().copied().chain(away);
            all.map(|row| row_buttons(v, row, rows, w)).collect()
        }
        _ => vec![vec![button(w.button_setting_edit(), Press::Edit(which))]],
    }
}

/// A row of the keyboard: there or not, and one higher.
fn row_buttons(v: &View, row: KeyRow, rows: &[KeyRow], w: Words) -> Vec<Button> {
    let (at, label) = (rows.iter().position(|it| *it == row), shown::row_label(row, w));
    let there = match at {
        Some(_) => to(v, w.button_setting_there(&label), Wish::Row(row, false)),
        None => to(v, w.button_setting_away(&label), Wish::Row(row, true)),
    };
    let up = at.filter(|at| *at > 0).map(|_| to(v, w.button_setting_up(), Wish::RowUp(row)));
    [there].into_iter().chain(up).collect()
}

fn to(v: &View, label: String, wish: Wish) -> Button {
    button(label, Press::To { which: v.which, wish, seen: v.seen })
}
