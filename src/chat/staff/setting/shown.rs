//! Settings in words: what each is called, what it is for, and how its value reads.

use crate::chat::choice::Fingerprint;
use crate::chat::layout::name_of;
use crate::chat::wizard::encode;
use crate::domain::id::Address;
use crate::domain::refund::Formula;
use crate::domain::revision::By;
use crate::domain::settings::{Hours, KeyRow, Kind, Setting, Value};
use crate::shop::context::{Ctx, Done};
use crate::words::{Words, args};

/// What it is called, on buttons too.
pub fn name(which: Setting, w: Words) -> String {
    match which {
        Setting::HideSoldOut => w.plain_setting_sold_out(),
        Setting::OpenInvoicesMax => w.plain_setting_open_invoices(),
        // Nobody sets it.
        Setting::GroupMoved => String::new(),
        Setting::DepositMin => w.plain_setting_least_deposit(),
        Setting::DepositMax => w.plain_setting_most_deposit(),
        Setting::TransferAccount => w.plain_setting_account(),
        Setting::Refund => w.plain_setting_refund(),
        Setting::KeyboardStays => w.plain_setting_keyboard(),
        Setting::KeyboardRows => w.plain_setting_rows(),
        Setting::InvoiceMinutes => w.plain_setting_invoice_minutes(),
        Setting::LowMark => w.plain_setting_low_mark(),
        Setting::Contact => w.plain_setting_contact(),
        Setting::Languages => w.plain_setting_languages(),
        Setting::QuietHours => w.plain_setting_quiet_hours(),
        Setting::Group => w.plain_setting_group(),
        Setting::Pace => w.plain_setting_pace(),
        Setting::DigestHour => w.plain_setting_digest_hour(),
        Setting::CashierRefund => w.plain_setting_cashier_refund(),
    }
}

/// Why there is such a setting, in a sentence.
pub fn reason(which: Setting, w: Words) -> String {
    match which {
        Setting::HideSoldOut => w.setting_why_sold_out(),
        Setting::OpenInvoicesMax => w.setting_why_open_invoices(),
        Setting::GroupMoved => String::new(),
        Setting::DepositMin => w.setting_why_least_deposit(),
        Setting::DepositMax => w.setting_why_most_deposit(),
        Setting::TransferAccount => w.setting_why_account(),
        Setting::Refund => w.setting_why_refund(),
        Setting::KeyboardStays => w.setting_why_keyboard(),
        Setting::KeyboardRows => w.setting_why_rows(),
        Setting::InvoiceMinutes => w.setting_why_invoice_minutes(),
        Setting::LowMark => w.setting_why_low_mark(),
        Setting::Contact => w.setting_why_contact(),
        Setting::Languages => w.setting_why_languages(),
        Setting::QuietHours => w.setting_why_quiet_hours(),
        Setting::Group => w.setting_why_group(),
        Setting::Pace => w.setting_why_pace(),
        Setting::DigestHour => w.setting_why_digest_hour(),
        Setting::CashierRefund => w.setting_why_cashier_refund(),
    }
}

/// What it may be, where that has a measure.
pub fn bounds(which: Setting, kind: Kind, w: Words) -> Option<String> {
    let count = |count| value(which, &Value::Count(count), w);
    match kind {
        Kind::Count { min, max } => Some(between(&count(min), &count(max), w)),
        Kind::Money { least, most } => Some(between(&least.to_string(), &most.to_string(), w)),
        Kind::Flag
        | Kind::Account
        | Kind::Contact
        | Kind::Formula
        | Kind::Hours
        | Kind::Hour
        | Kind::Languages
        | Kind::Group
        | Kind::Rows => None,
    }
}

fn between(start: &str, end: &str, w: Words) -> String {
    w.plain_setting_between(args::PlainSettingBetween { end, start })
}

/// A value as people read it.
pub fn value(which: Setting, value: &Value, w: Words) -> String {
    match value {
        Value::Flag(on) => match (which, *on) {
            (Setting::HideSoldOut, true) => w.plain_setting_hidden(),
            (Setting::HideSoldOut, false) => w.plain_setting_shown(),
            (_, true) => w.plain_setting_stays(),
            (_, false) => w.plain_setting_folds(),
        },
        Value::Count(count) => {
            let count = u64::from(*count);
            match which {
                Setting::InvoiceMinutes => w.plain_setting_minutes(count),
                Setting::LowMark => w.plain_setting_units(count),
                Setting::Pace => w.plain_setting_per_second(count),
                _ => count.to_string(),
            }
        }
        Value::Money(amount) => amount.to_string(),
        Value::Words(Some(words)) => words.clone(),
        Value::Formula(formula) => w.plain_setting_formula(formula.days.into(), &factors(formula)),
        Value::Hours(Some(Hours { from, to })) => between(&clock(*from), &clock(*to), w),
        Value::Hour(Some(hour)) => clock(*hour),
        Value::Languages(some) => {
            let offered = |it: &str| some.is_empty() || some.iter().any(|one| one.as_str() == it);
            let names = w.every_language().into_iter().filter(|(it, _)| offered(it.as_str()));
            names.map(|(_, name)| name).collect::<Vec<_>>().join(", ")
        }
        Value::Place(Some(Address { chat, topic })) => match topic {
            Some(topic) => w.plain_setting_topic(&chat.0.to_string(), topic.unsigned_abs().into()),
            None => chat.0.to_string(),
        },
        Value::Rows(rows) => {
            let labels: Vec<String> = rows.iter().map(|row| row_label(*row, w)).collect();
            labels.join(", ")
        }
        Value::Words(None) | Value::Place(None) => w.plain_setting_none(),
        Value::Hours(None) | Value::Hour(None) => w.plain_setting_off(),
    }
}

/// The same in a line of the list: of several lines, only that they are there.
pub fn brief(which: Setting, it: &Value, w: Words) -> String {
    match it {
        Value::Words(Some(_)) if which == Setting::TransferAccount => w.plain_setting_on(),
        Value::Rows(rows) => w.plain_setting_row_count(rows.len() as u64),
        _ => value(which, it, w),
    }
}

/// What stands in a row of the keyboard.
pub fn row_label(row: KeyRow, w: Words) -> String {
    let two = |one: String, other: String| format!("{one} {other}");
    match row {
        KeyRow::Products => w.key_all_products(),
        KeyRow::Stock => two(w.key_stock(), w.key_deposit()),
        KeyRow::Account => two(w.key_account(), w.key_how_to_order()),
        KeyRow::Orders => two(w.key_my_orders(), w.key_cart()),
        KeyRow::Numbers => w.plain_row_numbers(),
        KeyRow::Own => w.button_own_buttons(),
    }
}

/// `22.00`
fn clock(hour: u8) -> String {
    format!("{hour:02}.00")
}

/// `100%, 80%, 50%`
fn factors(formula: &Formula) -> String {
    let percent: Vec<String> = formula.factors.iter().map(|it| format!("{it}%")).collect();
    percent.join(", ")
}

/// Who has changed something, by name.
pub fn who(ctx: &Ctx, by: By, w: Words) -> Done<String> {
    Ok(match by {
        By::Staff(person) => name_of(ctx, person)?,
        By::Machine => w.plain_by_machine(),
        By::Shop => w.plain_by_shop(),
    })
}

/// The value that somebody saw.
pub fn seen(value: &Value) -> Fingerprint {
    Fingerprint::of(&encode(value))
}
