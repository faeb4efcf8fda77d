//! What fields are called, and what stands in them, in words.

use super::gist::about_name;
use crate::chat::layout::name_of;
use crate::chat::staff::coupon::card::off;
use crate::chat::staff::member::role::role_name;
use crate::chat::staff::product::kind::kind_name;
use crate::chat::staff::reseller::card::level_name;
use crate::chat::staff::setting::shown;
use crate::domain::product::SoldOut;
use crate::domain::settings::Setting;
use crate::domain::text::shorten;
use crate::domain::trail::About;
use crate::shop::audit::fields::{Name, Value};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub fn field_name(name: Name, w: Words) -> String {
    match name {
        Name::Number => w.plain_audit_number(),
        Name::Name => w.plain_field_name(),
        Name::Price => w.plain_field_price(),
        Name::Category => w.plain_field_category(),
        Name::Description => w.plain_field_description(),
        Name::Picture => w.plain_audit_picture(),
        Name::OnShelf => w.plain_audit_on_shelf(),
        Name::Hidden => w.plain_audit_hidden(),
        Name::Least => w.plain_audit_least(),
        Name::Most => w.plain_audit_most(),
        Name::LowMark => w.plain_audit_low_mark(),
        Name::SoldOut => w.plain_audit_sold_out(),
        Name::Position => w.plain_audit_position(),
        Name::Emoji => w.plain_audit_emoji(),
        Name::Kind => w.plain_audit_kind(),
        Name::Parts => w.plain_audit_parts(),
        Name::Quota => w.plain_audit_quota(),
        Name::Within => w.plain_audit_within(),
        Name::Question => w.plain_audit_question(),
        Name::Steps => w.plain_audit_steps(),
        Name::Reseller => w.plain_audit_reseller(),
        Name::Variant => w.plain_audit_variant(),
        Name::Head => w.plain_audit_head(),
        Name::Place => w.plain_audit_place(),
        Name::Code => w.plain_field_code(),
        Name::Off => w.plain_field_off(),
        Name::Scope => w.plain_field_scope(),
        Name::Minimum => w.plain_field_minimum(),
        Name::From => w.plain_audit_from(),
        Name::Until => w.plain_audit_until(),
        Name::UsesMax => w.plain_audit_uses_max(),
        Name::PerBuyerMax => w.plain_audit_per_buyer(),
        Name::FirstPurchase => w.plain_audit_first(),
        Name::Active => w.plain_audit_active(),
        Name::Role => w.plain_audit_role(),
        Name::Since => w.plain_audit_since(),
        Name::By => w.plain_audit_by(),
        Name::Level => w.plain_audit_level(),
        Name::Text => w.plain_audit_text(),
        Name::Label => w.plain_own_label(),
        Name::Link => w.plain_own_link(),
        Name::Setting(number) => setting_name(number, w),
    }
}

fn setting_name(number: u16, w: Words) -> String {
    let Some(which) = Setting::numbered(number) else {
        return w.plain_setting_unknown(number.into());
    };
    match which {
        Setting::GroupMoved => w.plain_setting_group_moved(),
        which => shown::name(which, w),
    }
}

/// A value in as many signs as there is room for.
pub fn value(ctx: &Ctx, value: &Value, chars_max: usize, w: Words) -> Done<String> {
    let told = match value {
        Value::Nothing => w.plain_value_nothing(),
        Value::Flag(true) => w.plain_value_yes(),
        Value::Flag(false) => w.plain_value_no(),
        Value::Number(number) => number.to_string(),
        Value::Money(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
        Value::Moment(at) => w.moment(*at),
        Value::Category(id) => about_name(ctx, About::Category(*id), w)?,
        Value::Picture(id) => w.plain_value_picture(id.0),
        Value::SoldOut(SoldOut::Shown) => w.plain_sold_out_shown(),
        Value::SoldOut(SoldOut::Hidden) => w.plain_sold_out_hidden(),
        Value::Kind(kind) => kind_name(kind, w),
        Value::Span(span) => w.span(*span),
        Value::Steps(steps) => {
            let steps = steps.iter().map(|it| w.plain_step(it.from.into(), it.price));
            steps.collect::<Vec<_>>().join(", ")
        }
        Value::Off(it) => off(*it, w),
        Value::AllGoods => w.plain_value_all(),
        Value::Products(ids) => named(ctx, ids.iter().map(|id| About::Product(*id)), w)?,
        Value::Categories(ids) => named(ctx, ids.iter().map(|id| About::Category(*id)), w)?,
        Value::Role(role) => role_name(*role, w),
        Value::Level(level) => level_name(*level, w),
        Value::Person(id) => name_of(ctx, *id)?,
        Value::Set(which, value) => shown::value(*which, value, w),
        Value::Operator => w.plain_value_operator(),
        Value::Chats(from, to) => format!("{} → {}", from.0, to.0),
        Value::Unread => w.plain_value_unread(),
    };
    Ok(shorten(&told, chars_max))
}

fn named(ctx: &Ctx, things: impl Iterator<Item = About>, w: Words) -> Done<String> {
    let names: Vec<String> = things.map(|about| about_name(ctx, about, w)).collect::<Done<_>>()?;
    Ok(names.join(", "))
}
