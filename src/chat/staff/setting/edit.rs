//! The question what a setting is to be. What buyers send their money to is looked at once more.

use super::shown::seen;
use super::wish::change;
use super::{Edit, Place, shown};
use crate::chat::choice::Choice;
use crate::chat::layout::paragraphs;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::ACCOUNT_CHARS_MAX;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::settings::{Kind, NoSetting, Setting, Value};
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::{Words, args};

pub fn open(ctx: &Ctx, which: Setting) -> Done<Next> {
    if let Kind::Flag | Kind::Languages | Kind::Rows = kind(ctx, which)? {
        return Ok(Next::go(Place::of(which)));
    }
    Ok(Next::ask(Edit { which, seen: seen(&now(ctx, which)?), draft: None }))
}

fn now(ctx: &Ctx, which: Setting) -> Done<Value> {
    Ok(settings::holds(&settings::settings(&ctx.tx)?, ctx.shop, which))
}

fn kind(ctx: &Ctx, which: Setting) -> Done<Kind> {
    let kind = which.kind(&settings::settings(&ctx.tx)?);
    Ok(kind.ok_or(Refusal::Setting(NoSetting::Unknown))?)
}

pub fn ask(it: &Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let Edit { which, draft, .. } = it;
    let name = shown::name(*which, w);
    if let Some(Value::Words(Some(account))) = draft {
        let preview = Question::new(w.account_preview(account));
        return Ok(preview.choice(w.button_save(), Choice::Save));
    }
    let (kind, now) = (kind(ctx, *which)?, now(ctx, *which)?);
    let name = name.as_str();
    let text = match (kind, &now) {
        (Kind::Count { min, max }, _) => {
            let (fewest, max) = (min.into(), max.into());
            w.setting_ask_count(args::SettingAskCount { fewest, max, name })
        }
        (Kind::Money { least, most }, _) => {
            w.setting_ask_money(args::SettingAskMoney { least, most, name })
        }
        (Kind::Account, Value::Words(Some(account))) => {
            w.account_now(account, ACCOUNT_CHARS_MAX as u64)
        }
        (Kind::Account, _) => w.account_none(ACCOUNT_CHARS_MAX as u64),
        (Kind::Contact, _) => w.setting_ask_contact(name),
        (Kind::Formula, _) => w.setting_ask_formula(name),
        (Kind::Hours, _) => w.setting_ask_hours(name),
        (Kind::Hour, _) => w.setting_ask_hour(name),
        (Kind::Group, _) => w.setting_ask_group(name),
        // Chosen by a tap on the card; by an old button it can still be typed.
        (Kind::Flag, _) => w.refusal_setting_flag(),
        (Kind::Languages, _) => w.refusal_setting_languages(),
        (Kind::Rows, _) => w.refusal_setting_rows(),
    };
    // An account is in its question already.
    let stands = match kind {
        Kind::Account => String::new(),
        _ => w.setting_now(&shown::value(*which, &now, w)),
    };
    let question = Question::new(paragraphs([text, stands]));
    // There is nothing to be taken away where there is nothing.
    Ok(match kind.off().filter(|off| *off != now && kind != Kind::Languages) {
        Some(Value::Words(_)) => question.choice(w.button_delete(), Choice::Delete),
        Some(_) => question.choice(w.button_setting_off(), Choice::Delete),
        None => question,
    })
}

pub fn answer(it: Edit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let which = it.which;
    let now = now(ctx, which)?;
    if seen(&now) != it.seen {
        // They answer what is no longer so: they see what it is, and are asked once more.
        let again = Edit { seen: seen(&now), draft: None, which };
        return Ok(Next::Again(again.into(), Refusal::Setting(NoSetting::Changed)).into());
    }
    let kind = kind(ctx, which)?;
    if let Kind::Flag | Kind::Languages | Kind::Rows = kind {
        return Ok(Next::go(Place::of(which)).into());
    }
    let formula = settings::settings(&ctx.tx)?.refund;
    let wanted = match (said, &it.draft) {
        (Answer::Choice(Choice::Save, _), Some(draft)) => draft.clone(),
        (Answer::Choice(Choice::Delete, _), _) => match kind.off() {
            Some(off) => off,
            None => return Ok(Next::Open(it.into()).into()),
        },
        (Answer::Text(text), _) => {
            let value = kind.fit(kind.read(text, &formula)?)?;
            if let (Kind::Account, Value::Words(Some(_))) = (kind, &value) {
                return Ok(Next::ask(Edit { draft: Some(value), ..it }).into());
            }
            value
        }
        (Answer::Choice(..), _) => return Ok(Next::Open(it.into()).into()),
        (Answer::Photo { .. } | Answer::Document(_) | Answer::Other, _) => {
            let why = Refusal::Input(BadInput::NoText);
            return Ok(Next::Again(it.into(), why).into());
        }
    };
    change(ctx, turn, by, which, Some(wanted))
}
