//! A setting that is to be another: as it was seen, by one tap or by what was typed.

use super::shown::seen;
use super::{Note, Place, Wish, trial};
use crate::chat::choice::Fingerprint;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{NoSetting, Setting, Settings, Value};
use crate::domain::shop::Language;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::visible;

/// It is changed if it still is what the button's card showed. What it is already, it stays: a
/// double tap is one.
pub fn to(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    which: Setting,
    (wish, saw): (Wish, Fingerprint),
) -> Done<Reply> {
    let now = settings::settings(&ctx.tx)?;
    let wanted = match wish {
        Wish::Flag(on) => Some(Value::Flag(on)),
        Wish::Count(count) => Some(Value::Count(count)),
        Wish::Default => None,
        Wish::Past(number) => settings::was(&ctx.tx, which, number)?,
        Wish::Speak(language, on) => {
            Some(Value::Languages(spoken(turn, &now, language, on, ctx.shop.language)?))
        }
        Wish::Row(row, there) => {
            let others = now.keyboard_rows.iter().copied().filter(|it| *it != row);
            Some(Value::Rows(others.chain(there.then_some(row)).collect()))
        }
        Wish::RowUp(row) => {
            let mut rows = now.keyboard_rows.clone();
            if let Some(at @ 1..) = rows.iter().position(|it| *it == row) {
                rows.swap(at - 1, at);
            }
            Some(Value::Rows(rows))
        }
    };
    let same = match &wanted {
        Some(value) => now.value(which).as_ref() == Some(value),
        None => now.value(which) == Settings::default().value(which),
    };
    if same {
        return Ok(Next::go(Place::of(which)).into());
    }
    if saw != seen(&settings::holds(&now, ctx.shop, which)) {
        let told = visible(&turn.words.refusal(&Refusal::Setting(NoSetting::Changed)));
        return Ok(Next::go(Place::Of { which, note: Note::Changed }).toast(told));
    }
    change(ctx, turn, by, which, wanted)
}

/// Changes it, or tries first what has to be tried.
pub fn change(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    which: Setting,
    wanted: Option<Value>,
) -> Done<Reply> {
    if let (Setting::Group, Some(Value::Place(Some(place)))) = (which, &wanted) {
        trial::begin(ctx, turn.dictionary, by, *place)?;
        return Ok(Next::go(Place::Of { which, note: Note::Trying }).into());
    }
    Ok(saved(turn, which, settings::set(ctx, by, which, wanted)?))
}

/// The same for what is taken back, which can be taken back too.
pub fn back(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    which: Setting,
    wanted: Option<Value>,
) -> Done<Reply> {
    // A group is tried first, whatever it was before.
    if which == Setting::Group {
        return change(ctx, turn, by, which, wanted);
    }
    let note = settings::set(ctx, by, which, wanted)?.map_or(Note::Nothing, Note::Undone);
    Ok(Next::go(Place::Of { which, note }).toast(turn.words.toast_undone()))
}

pub fn saved(turn: &Turn, which: Setting, number: Option<u64>) -> Reply {
    match number {
        Some(number) => {
            let place = Place::Of { which, note: Note::Saved(number) };
            Next::go(place).toast(turn.words.toast_saved())
        }
        None => Next::go(Place::of(which)).into(),
    }
}

/// The languages with one more or one fewer. All of them are none in the list, so that a language
/// of a newer program is offered too.
fn spoken(
    turn: &Turn,
    now: &Settings,
    language: Language,
    on: bool,
    own: Language,
) -> Done<Vec<Language>> {
    let all: Vec<Language> = turn.words.every_language().into_iter().map(|(it, _)| it).collect();
    if !all.contains(&language) || (language == own && !on) {
        return Err(Refusal::Setting(NoSetting::Languages).into());
    }
    let named = |it: &Language| now.languages.is_empty() || now.languages.contains(it);
    let offered = |it: &Language| *it == own || named(it);
    let mut spoken: Vec<Language> = all.iter().copied().filter(offered).collect();
    spoken.retain(|it| *it != language);
    if on {
        spoken.push(language);
    }
    spoken.sort_by_key(|it| it.0);
    Ok(if spoken.len() == all.len() { Vec::new() } else { spoken })
}
