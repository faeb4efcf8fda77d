//! What an entry says: in a line, and field by field.

use super::field::{field_name, value};
use crate::chat::layout::{name_of, signed};
use crate::chat::staff::batch::card::doing_name;
use crate::chat::staff::member::role::role_name;
use crate::chat::turn::Turn;
use crate::domain::act::{Act, Claimed, Touch};
use crate::domain::correction::Change;
use crate::domain::id::{CategoryId, ProductId, UnitId};
use crate::domain::ledger::Side;
use crate::domain::limit::{AUDIT_CARD_CHARS, AUDIT_VALUE_CHARS};
use crate::domain::revision::{By, Revision};
use crate::domain::text::shorten;
use crate::domain::time::Span;
use crate::domain::trail::{About, Kind};
use crate::shop::audit::fields::{Field, Name, Subject, Value};
use crate::shop::audit::{Filter, How, told};
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, coupon, own_button, product};
use crate::words::format::escape;
use crate::words::{Words, args};

/// Fields that are named in one line, of an entry that changed several.
const FIELDS_TOLD: usize = 4;

pub fn who(ctx: &Ctx, by: By, w: Words) -> Done<String> {
    match by {
        By::Staff(id) => name_of(ctx, id),
        By::Machine => Ok(w.plain_audit_machine()),
        By::Shop => Ok(w.plain_audit_shop()),
    }
}

/// An entry in one line.
pub fn line(ctx: &Ctx, it: &Revision, w: Words) -> Done<String> {
    let (subject, how) = told(it);
    let name = shorten(&subject_name(ctx, &subject, w)?, AUDIT_VALUE_CHARS);
    Ok(match how {
        How::Done(act) => done(ctx, act, w)?,
        How::Made(_) => w.audit_made(&name),
        How::Gone(_) => w.audit_gone(&name),
        How::Unread => w.audit_unread(&name),
        How::Changed(fields) => match &fields[..] {
            [(field, before, after)] => w.audit_changed(args::AuditChanged {
                name: &name,
                field: &field_name(*field, w),
                before: &value(ctx, before, AUDIT_VALUE_CHARS, w)?,
                after: &value(ctx, after, AUDIT_VALUE_CHARS, w)?,
            }),
            fields => {
                let names = fields.iter().take(FIELDS_TOLD).map(|(name, ..)| field_name(*name, w));
                let mut change = names.collect::<Vec<_>>().join(", ");
                if fields.len() > FIELDS_TOLD {
                    change.push_str(", …");
                }
                w.audit_changed_many(args::AuditChangedMany { change: &change, name: &name })
            }
        },
    })
}

/// The same above its fields, which tell the rest.
pub fn heading(ctx: &Ctx, it: &Revision, w: Words) -> Done<String> {
    match told(it) {
        (subject, How::Changed(_)) => Ok(w.audit_changed_card(&subject_name(ctx, &subject, w)?)),
        _ => line(ctx, it, w),
    }
}

/// Every field of it that there is, or that has changed.
pub fn fields(ctx: &Ctx, it: &Revision, w: Words) -> Done<Vec<String>> {
    let long = |it: &Value| value(ctx, it, AUDIT_CARD_CHARS, w);
    let there = |(name, value): &Field| {
        Ok(w.audit_row(args::AuditRow { field: &field_name(*name, w), after: &long(value)? }))
    };
    match told(it).1 {
        How::Done(_) | How::Unread => Ok(Vec::new()),
        How::Made(fields) | How::Gone(fields) => fields.iter().map(there).collect(),
        How::Changed(fields) => {
            let changed = |(name, before, after): &(Name, Value, Value)| {
                Ok(w.audit_row_changed(args::AuditRowChanged {
                    field: &field_name(*name, w),
                    before: &long(before)?,
                    after: &long(after)?,
                }))
            };
            fields.iter().map(changed).collect()
        }
    }
}

fn done(ctx: &Ctx, act: Act, w: Words) -> Done<String> {
    let named = |product| about_name(ctx, About::Product(product), w);
    Ok(match act {
        Act::Refunded { order, amount, outside: false, .. } => {
            w.audit_refunded_balance(amount, order)
        }
        Act::Refunded { order, amount, outside: true, .. } => {
            w.audit_refunded_outside(amount, order)
        }
        Act::PaidOut { order, amount, .. } => w.audit_paid_out(amount, order),
        Act::Replaced { order, product, faulty, spare } => w.audit_replaced(args::AuditReplaced {
            order,
            product: &named(product)?,
            before: &faulty.0.to_string(),
            after: &spare.0.to_string(),
        }),
        Act::SentAgain { order } => w.audit_sent_again(order),
        Act::Approved { order, amount } => w.audit_approved(amount, order),
        Act::Doubted { order, last: false } => w.audit_doubted(order),
        Act::Doubted { order, last: true } => w.audit_doubted_last(order),
        Act::Corrected { customer, change, .. } => corrected(change, &name_of(ctx, customer)?, w),
        Act::StockIn { product, added, moved } => {
            let name = named(product)?;
            let (product, added, moved) = (&name[..], added.into(), moved.into());
            match moved {
                0 => w.audit_stock_in(added, product),
                moved => w.audit_stock_moved(args::AuditStockMoved { added, moved, product }),
            }
        }
        Act::Invited { role } => w.audit_invited(&role_name(role, w)),
        Act::Uninvited { role } => w.audit_uninvited(&role_name(role, w)),
        Act::Configured { changes } => w.audit_configured(changes.into()),
        Act::Unconfigured { changes } => w.audit_unconfigured(changes.into()),
        Act::Paused => w.audit_paused(),
        Act::Resumed => w.audit_resumed(),
        Act::Restarted => w.audit_restarted(),
        Act::Muted { minutes } => w.audit_muted(&w.span(Span::minutes(minutes.into()))),
        Act::Unmuted => w.audit_unmuted(),
        Act::Acknowledged { troubles } => w.audit_acknowledged(troubles.into()),
        Act::Reconciling { .. } => w.audit_reconciling(),
        Act::BooksSent { month } => w.audit_books_sent(&w.month_of_year(month)),
        Act::BatchWorked { product, doing, count, .. } => w.audit_batch(args::AuditBatch {
            count: count.into(),
            product: &named(product)?,
            what: &doing_name(doing, w),
        }),
        Act::BatchNoted { product, .. } => w.audit_batch_noted(&named(product)?),
        Act::Unit { unit, product, touch } => {
            let product = named(product)?;
            touched(unit, &product, touch, w)
        }
        Act::Finished { order, product } => w.audit_finished(order, &named(product)?),
        Act::SharedSet { product } => w.audit_shared(&named(product)?),
        Act::StockOut { product, count } => w.audit_stock_out(count.into(), &named(product)?),
        Act::Restored { units } => w.audit_restored(units.into()),
        Act::Loosed { product, count, gone: false } => {
            w.audit_loosed(count.into(), &named(product)?)
        }
        Act::Loosed { product, count, gone: true } => {
            w.audit_loosed_gone(count.into(), &named(product)?)
        }
        Act::Claimed { amount, what, .. } => match what {
            Claimed::Given(to) => w.audit_claim_given(amount, &name_of(ctx, to)?),
            Claimed::SentBack => w.audit_claim_sent_back(amount),
            Claimed::Left => w.audit_claim_left(amount),
        },
    })
}

fn corrected(change: Change, name: &str, w: Words) -> String {
    match change {
        Change::Received(amount) => {
            let change = &signed(w, Side::To, amount);
            w.audit_received(args::AuditReceived { change, name })
        }
        Change::Added(amount) => {
            let change = &signed(w, Side::To, amount);
            w.audit_corrected(args::AuditCorrected { change, name })
        }
        Change::Taken(amount) => {
            let change = &signed(w, Side::From, amount);
            w.audit_corrected(args::AuditCorrected { change, name })
        }
    }
}

fn touched(unit: UnitId, product: &str, touch: Touch, w: Words) -> String {
    let what = &match touch {
        Touch::Seen => w.plain_touch_seen(),
        Touch::Corrected => w.plain_touch_corrected(),
        Touch::Moved => w.plain_touch_moved(),
        Touch::Removed => w.plain_touch_removed(),
        Touch::Withheld => w.plain_touch_withheld(),
        Touch::Released => w.plain_touch_released(),
    };
    w.audit_unit(args::AuditUnit { id: &unit.0.to_string(), product, what })
}

fn subject_name(ctx: &Ctx, subject: &Subject, w: Words) -> Done<String> {
    Ok(match subject {
        Subject::Product { number, name } => w.plain_audit_product(name, (*number).into()),
        Subject::Category(name) => w.plain_audit_category(name),
        Subject::Coupon(code) => w.plain_audit_coupon(code),
        Subject::Member(id) => w.plain_audit_member(&name_of(ctx, *id)?),
        Subject::Customer(id) => w.plain_audit_customer(&name_of(ctx, *id)?),
        Subject::Setting(_) => w.plain_audit_setting(),
        Subject::Text(id) => w.plain_audit_wording(&w.text_name(*id)),
        Subject::Button(label) => w.plain_audit_button(label),
        Subject::Unread => w.plain_audit_unknown(),
    })
}

/// What something is called now.
pub fn about_name(ctx: &Ctx, about: About, w: Words) -> Done<String> {
    let unknown = || w.plain_audit_unknown();
    Ok(match about {
        About::Product(id) => match product_called(ctx, id)? {
            Some((number, name)) => w.plain_audit_product(&name, number.into()),
            None => unknown(),
        },
        About::Order(order) => w.plain_audit_order(order),
        About::Category(id) => {
            let label = category_called(ctx, id)?;
            label.map_or_else(unknown, |label| w.plain_audit_category(&label))
        }
        About::Coupon(id) => match coupon::known(&ctx.tx, id) {
            Ok(known) => w.plain_audit_coupon(known.code.as_str()),
            Err(_) => unknown(),
        },
        About::Person(id) => name_of(ctx, id)?,
        About::Setting(number) => field_name(Name::Setting(number), w),
        About::Text(id) => w.plain_audit_wording(&w.text_name(id)),
        About::Button(id) => match own_button::known(&ctx.tx, id) {
            Ok(known) => w.plain_audit_button(known.label.as_str()),
            Err(_) => unknown(),
        },
    })
}

fn product_called(ctx: &Ctx, id: ProductId) -> Done<Option<(u32, String)>> {
    let known = product::legible(&ctx.tx, id)?;
    Ok(known.map(|known| (known.number, known.name.as_str().to_owned())))
}

/// One that has been taken away has no name any more.
fn category_called(ctx: &Ctx, id: CategoryId) -> Done<Option<String>> {
    Ok(browse::category_legible(&ctx.tx, id)?.map(|category| category.label()))
}

pub fn kind_name(kind: Kind, w: Words) -> String {
    match kind {
        Kind::Product => w.plain_kind_product(),
        Kind::Category => w.plain_kind_category(),
        Kind::Coupon => w.plain_kind_coupon(),
        Kind::Staff => w.plain_kind_staff(),
        Kind::Setting => w.plain_kind_setting(),
        Kind::Stock => w.plain_kind_stock(),
        Kind::Order => w.plain_kind_order(),
        Kind::Money => w.plain_kind_money(),
        Kind::Shop => w.plain_kind_shop(),
        Kind::Books => w.plain_kind_books(),
        Kind::Customer => w.plain_kind_customer(),
        Kind::Wording => w.plain_kind_wording(),
    }
}

/// What a filter says, part by part, safe to be shown.
pub fn filter_parts(ctx: &Ctx, turn: &Turn, filter: &Filter) -> Done<Vec<String>> {
    let w = turn.words;
    let Filter { who, kind, about, day } = *filter;
    let mut parts = Vec::new();
    if let Some(by) = who {
        parts.push(self::who(ctx, by, w)?);
    }
    parts.extend(kind.map(|kind| kind_name(kind, w)));
    if let Some(about) = about {
        parts.push(about_name(ctx, about, w)?);
    }
    parts.extend(day.map(|day| w.date(turn.dictionary.calendar().bounds_of(day).start)));
    Ok(parts.iter().map(|part| escape(part).into_owned()).collect())
}
