//! What each setting can be: its kind, its bounds, who may set it, and how it is read from a text.

use serde::{Deserialize, Serialize};

use super::value::{Hours, KeyRow, Value, hour};
use super::{Setting, Settings};
use crate::domain::contact::contact;
use crate::domain::id::{Address, ChatId};
use crate::domain::limit::{
    ACCOUNT_CHARS_MAX, INVOICE_MINUTES_MAX, LOW_STOCK_MARK_MAX, OPEN_INVOICES_MAX, PACE_MAX,
    PRICE_RUPIAH_MAX, QRIS_RUPIAH_MAX, QRIS_RUPIAH_MIN,
};
use crate::domain::money::Rupiah;
use crate::domain::refund::Formula;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::shop::Language;
use crate::domain::staff::Right;
use crate::domain::text::{lines, quoted};
use crate::domain::typed;

/// What a setting can be, with the bounds as the other settings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Flag,
    Count {
        min: u32,
        max: u32,
    },
    Money {
        least: Rupiah,
        most: Rupiah,
    },
    /// Several lines of somebody's own words.
    Account,
    Contact,
    Formula,
    Hours,
    Hour,
    Languages,
    Group,
    Rows,
}

/// Why a setting is not what was wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoSetting {
    Flag,
    Money {
        least: Rupiah,
        most: Rupiah,
    },
    Contact {
        typed: String,
    },
    Formula,
    Hours,
    Hour,
    /// The shop has no texts in it, or it is the shop's own, which everybody falls back on.
    Languages,
    /// Not each row once, or without the one that leads to the products.
    Rows,
    /// No link of a message in a group.
    Group,
    /// One of a group that everybody can find: such a link does not say which group it is.
    PublicGroup,
    /// It is another one by now than they saw.
    Changed,
    /// What is to be taken back, or returned to, cannot be had any more.
    Past,
    /// Of a newer program, or nobody's to set.
    Unknown,
}

impl Setting {
    /// `None`: the shop keeps it by itself.
    pub fn kind(self, now: &Settings) -> Option<Kind> {
        let minutes = u32::try_from(INVOICE_MINUTES_MAX).unwrap_or(u32::MAX);
        Some(match self {
            Setting::GroupMoved => return None,
            Setting::HideSoldOut | Setting::KeyboardStays => Kind::Flag,
            Setting::OpenInvoicesMax => Kind::Count { min: 1, max: OPEN_INVOICES_MAX },
            Setting::InvoiceMinutes => Kind::Count { min: 1, max: minutes },
            Setting::LowMark => Kind::Count { min: 0, max: LOW_STOCK_MARK_MAX },
            Setting::Pace => Kind::Count { min: 1, max: PACE_MAX },
            Setting::DepositMin => {
                Kind::Money { least: Rupiah(QRIS_RUPIAH_MIN), most: now.deposit_max }
            }
            Setting::DepositMax => {
                Kind::Money { least: now.deposit_min, most: Rupiah(QRIS_RUPIAH_MAX) }
            }
            Setting::CashierRefund => {
                Kind::Money { least: Rupiah::ZERO, most: Rupiah(PRICE_RUPIAH_MAX) }
            }
            Setting::TransferAccount => Kind::Account,
            Setting::Refund => Kind::Formula,
            Setting::Contact => Kind::Contact,
            Setting::Languages => Kind::Languages,
            Setting::QuietHours => Kind::Hours,
            Setting::Group => Kind::Group,
            Setting::DigestHour => Kind::Hour,
            Setting::KeyboardRows => Kind::Rows,
        })
    }

    /// By the name that commands and logs have for it.
    pub fn named(name: &str) -> Option<Setting> {
        let name = name.trim().replace('-', "_").to_ascii_lowercase();
        Setting::ALL.into_iter().find(|which| which.name() == name && which.is_for_people())
    }

    /// Whether people set it at all.
    pub fn is_for_people(self) -> bool {
        self.kind(&Settings::default()).is_some()
    }

    /// What whoever changes it must be allowed.
    pub fn right(self) -> Right {
        match self {
            // How far the staff may go is the owner's to say.
            Setting::CashierRefund => Right::Staff,
            _ => Right::Settings,
        }
    }

    /// Whether money moves otherwise by it: the owners hear of each change.
    pub fn is_of_money(self) -> bool {
        matches!(
            self,
            Setting::DepositMin
                | Setting::DepositMax
                | Setting::Refund
                | Setting::CashierRefund
                | Setting::TransferAccount
        )
    }

    /// Whether the operator's file has a word on it.
    pub fn is_in_file(self) -> bool {
        Settings::default().value(self).is_none() && self.is_for_people()
    }
}

/// Words by which somebody says that there is to be none.
const OFF: [&str; 5] = ["-", "off", "none", "mati", "tidak ada"];

impl Kind {
    /// Whether it can be none at all.
    pub fn off(self) -> Option<Value> {
        match self {
            Kind::Account | Kind::Contact => Some(Value::Words(None)),
            Kind::Hours => Some(Value::Hours(None)),
            Kind::Hour => Some(Value::Hour(None)),
            Kind::Group => Some(Value::Place(None)),
            Kind::Languages => Some(Value::Languages(Vec::new())),
            Kind::Flag | Kind::Count { .. } | Kind::Money { .. } | Kind::Formula | Kind::Rows => {
                None
            }
        }
    }

    /// Reads what somebody typed. Whether it is within the bounds, [`Kind::fit`] says.
    pub fn read(self, text: &str, now: &Formula) -> Result<Value, Refusal> {
        let plain = text.trim();
        if let Some(off) = self.off()
            && OFF.contains(&plain.to_lowercase().as_str())
        {
            return Ok(off);
        }
        if plain.is_empty() {
            return Err(Refusal::Input(BadInput::NoText));
        }
        let no = |why| Refusal::Setting(why);
        Ok(match self {
            Kind::Flag => Value::Flag(flag(plain).ok_or(no(NoSetting::Flag))?),
            Kind::Count { min, max } => {
                let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
                let count = digits.then(|| plain.parse().ok()).flatten();
                Value::Count(count.ok_or(Refusal::Input(BadInput::Between { min, max }))?)
            }
            Kind::Money { .. } => {
                let refuse = || Refusal::Input(BadInput::Amount { typed: quoted(plain) });
                Value::Money(Rupiah(typed::rupiah(plain).ok_or_else(refuse)?))
            }
            Kind::Account => Value::Words(Some(lines(text, ACCOUNT_CHARS_MAX)?)),
            Kind::Contact => Value::Words(Some(plain.to_owned())),
            Kind::Formula => Value::Formula(formula(plain, now)?),
            Kind::Hours => Value::Hours(Some(Hours::parse(plain).ok_or(no(NoSetting::Hours))?)),
            Kind::Hour => Value::Hour(Some(hour(plain).ok_or(no(NoSetting::Hour))?)),
            Kind::Languages => Value::Languages(languages(plain).ok_or(no(NoSetting::Languages))?),
            Kind::Group => Value::Place(Some(group(plain).map_err(no)?)),
            Kind::Rows => Value::Rows(rows(plain).ok_or(no(NoSetting::Rows))?),
        })
    }

    /// The value as it is kept, if it is of this kind and within the bounds.
    pub fn fit(self, value: Value) -> Result<Value, Refusal> {
        let no = |why| Err(Refusal::Setting(why));
        match (self, value) {
            (Kind::Flag, value @ Value::Flag(_)) => Ok(value),
            (Kind::Count { min, max }, Value::Count(count)) => match (min..=max).contains(&count) {
                true => Ok(Value::Count(count)),
                false => Err(Refusal::Input(BadInput::Between { min, max })),
            },
            (Kind::Money { least, most }, Value::Money(amount)) => {
                match (least..=most).contains(&amount) {
                    true => Ok(Value::Money(amount)),
                    false => no(NoSetting::Money { least, most }),
                }
            }
            (Kind::Account, Value::Words(Some(text))) => {
                Ok(Value::Words(Some(lines(&text, ACCOUNT_CHARS_MAX)?)))
            }
            (Kind::Contact, Value::Words(Some(text))) => match contact(&text) {
                Some(contact) => Ok(Value::Words(Some(contact))),
                None => no(NoSetting::Contact { typed: quoted(&text) }),
            },
            (Kind::Formula, Value::Formula(formula)) => match formula.makes_sense() {
                true => Ok(Value::Formula(formula)),
                false => no(NoSetting::Formula),
            },
            (Kind::Hours, Value::Hours(Some(hours))) => {
                let makes_sense = hours.from < 24 && hours.to < 24 && hours.from != hours.to;
                if makes_sense { Ok(Value::Hours(Some(hours))) } else { no(NoSetting::Hours) }
            }
            (Kind::Hour, Value::Hour(Some(hour))) => {
                if hour < 24 {
                    Ok(Value::Hour(Some(hour)))
                } else {
                    no(NoSetting::Hour)
                }
            }
            (Kind::Languages, value @ Value::Languages(_)) => Ok(value),
            (Kind::Rows, Value::Rows(rows)) => {
                let twice = |at: usize| rows[..at].contains(&rows[at]);
                // Without it a buyer finds nothing.
                let leads = rows.contains(&KeyRow::Products);
                match leads && !(0..rows.len()).any(twice) {
                    true => Ok(Value::Rows(rows)),
                    false => no(NoSetting::Rows),
                }
            }
            (Kind::Group, Value::Place(Some(place))) => {
                let makes_sense = place.chat.0 < 0 && place.topic.is_none_or(|topic| topic > 0);
                if makes_sense { Ok(Value::Place(Some(place))) } else { no(NoSetting::Group) }
            }
            (kind, value) => match kind.off() == Some(value) {
                true => kind.off().ok_or(Refusal::Setting(NoSetting::Unknown)),
                false => no(NoSetting::Unknown),
            },
        }
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "on" | "ya" | "1" => Some(true),
        "no" | "false" | "off" | "tidak" | "0" => Some(false),
        _ => None,
    }
}

/// Days, and then the factors: `30 100 80`. Days alone leave the factors as they are.
fn formula(text: &str, now: &Formula) -> Result<Formula, Refusal> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (days, rest) = text.split_at(digits);
    let days = Formula::parse_days(days)?;
    // Between the two there is something, so that `1e9` is neither.
    let behind = rest.trim_start_matches([' ', ',', ':', '\n']);
    let unit = ["hari", "days", "day"].iter().find_map(|unit| behind.strip_prefix(unit));
    match unit.unwrap_or(behind) {
        factors if factors.trim().is_empty() => Ok(Formula { days, factors: now.factors.clone() }),
        _ if behind == rest && unit.is_none() => Err(Refusal::Setting(NoSetting::Formula)),
        factors => Ok(Formula { days, factors: Formula::parse_factors(factors)? }),
    }
}

/// `id, en`; `all` for every one.
fn languages(text: &str) -> Option<Vec<Language>> {
    if matches!(text.to_lowercase().as_str(), "all" | "semua") {
        return Some(Vec::new());
    }
    let codes = text.split([',', ' ']).filter(|code| !code.is_empty());
    let mut languages: Vec<Language> =
        codes.map(Language::parse).collect::<Option<Vec<Language>>>()?;
    languages.sort_by_key(|language| language.0);
    languages.dedup();
    (!languages.is_empty()).then_some(languages)
}

/// `products,stock`
fn rows(text: &str) -> Option<Vec<KeyRow>> {
    let names = text.split([',', ' ']).filter(|name| !name.is_empty());
    names.map(|name| KeyRow::named(&name.to_lowercase())).collect()
}

/// A group by the link of a message in it, or by its number as `-100123` and `-100123:7`.
fn group(text: &str) -> Result<Address, NoSetting> {
    let bare = text.trim_start_matches("https://").trim_start_matches("http://");
    let link = ["t.me/", "telegram.me/", "telegram.dog/"];
    if let Some(path) = link.iter().find_map(|host| bare.strip_prefix(host)) {
        return linked(path);
    }
    let (chat, topic) = match text.split_once(':') {
        Some((chat, topic)) => (chat, Some(topic.trim().parse().map_err(|_| NoSetting::Group)?)),
        None => (text, None),
    };
    let chat: i64 = chat.trim().parse().map_err(|_| NoSetting::Group)?;
    match chat < 0 {
        true => Ok(Address { chat: ChatId(chat), topic }),
        false => Err(NoSetting::Group),
    }
}

/// What stands before a supergroup's number in its chat id.
const SUPERGROUP: &str = "-100";

/// `c/1234567890/55`, in a topic `c/1234567890/7/55`.
fn linked(path: &str) -> Result<Address, NoSetting> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<i32>().ok().filter(|number| *number > 0);
    match parts[..] {
        ["c", group, message] if number(message).is_some() => supergroup(group, None),
        ["c", group, topic, message] if number(message).is_some() => {
            supergroup(group, Some(number(topic).ok_or(NoSetting::Group)?))
        }
        [name, message, ..] if name != "c" && number(message).is_some() => {
            Err(NoSetting::PublicGroup)
        }
        _ => Err(NoSetting::Group),
    }
}

fn supergroup(digits: &str, topic: Option<i32>) -> Result<Address, NoSetting> {
    let plain = (1..=12).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    let chat = plain.then(|| format!("{SUPERGROUP}{digits}").parse().ok()).flatten();
    chat.map(|chat| Address { chat: ChatId(chat), topic }).ok_or(NoSetting::Group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_from_the_link_of_a_message() {
        let place = |chat, topic| Ok(Address { chat: ChatId(chat), topic });
        for (text, read) in [
            ("https://t.me/c/1234567890/55", place(-1_001_234_567_890, None)),
            ("t.me/c/1234567890/7/55?single", place(-1_001_234_567_890, Some(7))),
            ("-1001234567890", place(-1_001_234_567_890, None)),
            ("-1001234567890:7", place(-1_001_234_567_890, Some(7))),
            ("https://t.me/tokosari/55", Err(NoSetting::PublicGroup)),
            ("https://t.me/c/abc/55", Err(NoSetting::Group)),
            ("https://t.me/c/1234567890", Err(NoSetting::Group)),
            ("https://t.me/+AbCdEf", Err(NoSetting::Group)),
            ("1234567890", Err(NoSetting::Group)),
            ("-100:x", Err(NoSetting::Group)),
            ("😀", Err(NoSetting::Group)),
        ] {
            assert_eq!(group(text), read, "{text}");
        }
    }

    #[test]
    fn what_is_shown_for_commands_is_read_again() {
        let settings = Settings::default();
        let formula = Formula { days: 10, factors: vec![100, 50] };
        let some = [
            (Setting::HideSoldOut, Value::Flag(true)),
            (Setting::OpenInvoicesMax, Value::Count(3)),
            (Setting::DepositMin, Value::Money(Rupiah(20_000))),
            (Setting::TransferAccount, Value::Words(Some("BCA 1\nBRI 2".into()))),
            (Setting::TransferAccount, Value::Words(None)),
            (Setting::Contact, Value::Words(Some("@tokosari".into()))),
            (Setting::Refund, Value::Formula(formula)),
            (Setting::QuietHours, Value::Hours(Some(Hours { from: 22, to: 6 }))),
            (Setting::QuietHours, Value::Hours(None)),
            (Setting::DigestHour, Value::Hour(Some(7))),
            (Setting::KeyboardRows, Value::Rows(vec![KeyRow::Numbers, KeyRow::Products])),
            (Setting::Languages, Value::Languages(vec![Language(*b"en"), Language(*b"id")])),
            (Setting::Languages, Value::Languages(Vec::new())),
            (
                Setting::Group,
                Value::Place(Some(Address { chat: ChatId(-100_123), topic: Some(7) })),
            ),
        ];
        for (which, value) in some {
            let kind = which.kind(&settings).unwrap();
            let read = kind.read(&value.to_string(), &settings.refund).unwrap();
            assert_eq!(kind.fit(read), Ok(value), "{}", which.name());
        }
    }

    #[test]
    fn nothing_odd_is_a_value() {
        let settings = Settings::default();
        let long = "x".repeat(4096);
        for which in Setting::ALL {
            let Some(kind) = which.kind(&settings) else { continue };
            let odd = ["", " ", &long, "<b>&\"{x}", "😀", "\u{202e}abc", "٣", "1e9", "-0", "0.5"];
            for text in odd {
                let read = kind.read(text, &settings.refund).and_then(|value| kind.fit(value));
                let fits = matches!(kind, Kind::Account) && !text.trim().is_empty();
                assert!(read.is_err() || (fits && text.len() < 500), "{which:?} {text:.20}");
            }
        }
    }
}
