//! A product of the file with its choices: each field of its part, which does not compile without
//! it.

use toml::de::DeValue;

use super::{Twice, name, number, unfit};
use crate::config::{Paper, Table, table, text, whole};
use crate::domain::configuration::{ChoiceName, OfferPart, ProductPart, VariantPart};
use crate::domain::coupon::{Off, Period};
use crate::domain::limit::{
    CART_QUANTITY_MAX, LOW_STOCK_MARK_MAX, PRICE_RUPIAH_MAX, PRODUCT_NUMBER_MAX, QUOTA_MAX,
    TODO_QUESTION_CHARS_MAX, TODO_WITHIN_MAX,
};
use crate::domain::money::Rupiah;
use crate::domain::product::{
    Kind, Lower, Prices, Promo, SoldOut, Step, Terms, Variant, parts_named,
};
use crate::domain::text::{Description, Name, lines};
use crate::domain::time::{Span, Timestamp};

pub fn part(mut table: Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<ProductPart> {
    let line = table.line;
    let called = table.required("name", name);
    let category = table.optional("category", name);
    let description = table.or("description", Description::default(), description);
    let sold_out = table.optional("sold_out", |value| match text(value)? {
        "shown" => Ok(SoldOut::Shown),
        "hidden" => Ok(SoldOut::Hidden),
        _ => Err("must be \"shown\" or \"hidden\"".to_owned()),
    });
    let position = table.optional("position", number);
    let label = table.optional("label", label);
    let place = table.or("place", 1, number);
    let twice_labelled = |twice: &mut Twice, at, label: &Name| {
        twice.note(paper, at, "label", format!("{line} {}", label.folded()));
    };
    if let Some(Some(label)) = &label {
        twice_labelled(twice, line, label);
    }
    let offer = offer(&mut table, paper, twice);
    let tables = table.tables("variant");
    if !tables.is_empty() && label == Some(None) {
        table.missing("label", ": of several choices the product is one itself");
    }
    table.close();
    let variants = (2..).zip(tables).filter_map(|(usual, table)| {
        let at = table.line;
        let (label, variant) = variant(table, usual, paper, twice);
        label.iter().for_each(|label| twice_labelled(twice, at, label));
        variant
    });
    let variants = variants.collect();
    let (label, place) = (label?, place?);
    Some(ProductPart {
        name: called?,
        category: category?,
        description: description?,
        sold_out: sold_out?,
        position: position?,
        offer: offer?,
        choice: label.map(|label| ChoiceName { label, place }),
        variants,
    })
}

/// Another choice on the card; its label also where the rest is wrong.
fn variant(
    mut table: Table<'_>,
    usual: u32,
    paper: &Paper<'_>,
    twice: &mut Twice,
) -> (Option<Name>, Option<VariantPart>) {
    let label = table.required("label", label);
    let place = table.or("place", usual, number);
    let offer = offer(&mut table, paper, twice);
    table.close();
    let choice = label.clone().zip(place).map(|(label, place)| ChoiceName { label, place });
    (label, choice.zip(offer).map(|(choice, offer)| VariantPart { choice, offer }))
}

/// What products and choices have in common.
fn offer(table: &mut Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<OfferPart> {
    let line = table.line;
    let own = table.required("number", |value| within(value, 1, PRODUCT_NUMBER_MAX));
    let price = table.required("price", price);
    let hidden = table.or("hidden", false, table::flag);
    let least = table.optional("least", |value| within(value, 1, CART_QUANTITY_MAX));
    let most = table.optional("most", |value| within(value, 1, CART_QUANTITY_MAX));
    let low_mark = table.optional("low_mark", |value| within(value, 0, LOW_STOCK_MARK_MAX));
    if let (Some(Some(least)), Some(Some(most))) = (least, most)
        && least > most
    {
        table.note(line, "least", format!("is more than most, {most}"));
    }
    let kind = kind(table);
    let wholesale = table.or("wholesale", Vec::new(), wholesale);
    let reseller = table.optional("reseller", self::price);
    let discount = discount(table);
    let number = own?;
    twice.note(paper, line, "product", number.to_string());
    Some(OfferPart {
        number,
        price: price?,
        hidden: hidden?,
        least: least?,
        most: most?,
        low_mark: low_mark?,
        kind: kind?,
        wholesale: wholesale?,
        reseller: reseller?,
        discount: discount?,
    })
}

/// Less for a while: `{ off = "10%", from = …, until = … }`.
pub(super) fn discount(table: &mut Table<'_>) -> Option<Option<Promo>> {
    let Some(mut table) = table.inner("discount")? else { return Some(None) };
    let line = table.line;
    let off = table.required("off", |value| {
        let unfit = || "must be such as \"10%\", \"10% 20000\" or \"5000\"".to_owned();
        let off = Off::parse(text(value)?).map_err(|_| unfit())?;
        match off.of(Rupiah(PRICE_RUPIAH_MAX)) < Rupiah(PRICE_RUPIAH_MAX) {
            true => Ok(off),
            false => Err("leaves nothing to pay".to_owned()),
        }
    });
    let (from, until) = (table.optional("from", moment), table.optional("until", moment));
    if let (Some(Some(from)), Some(Some(until))) = (from, until)
        && until <= from
    {
        table.note(line, "until", "is not later than from");
    }
    table.close();
    Some(Some(Promo { off: off?, period: Period { from: from?, until: until? } }))
}

/// With its zone: a file may be taken in where clocks show another time.
fn moment(value: &DeValue<'_>) -> Result<Timestamp, String> {
    let unfit = "must be a moment with its zone, such as 2026-12-31T00:00:00+07:00";
    let written = value.as_datetime().ok_or(unfit)?.to_string();
    let moment: jiff::Timestamp = written.parse().map_err(|_| unfit)?;
    let millis = u64::try_from(moment.as_millisecond()).map_err(|_| unfit)?;
    Ok(Timestamp(millis))
}

fn label(value: &DeValue<'_>) -> Result<Name, String> {
    Variant::label(text(value)?).map_err(|why| unfit(&why))
}

/// What is sold of it; what belongs to another kind is a key that nobody knows.
fn kind(table: &mut Table<'_>) -> Option<Kind> {
    let which = table.or("kind", "unit", |value| match text(value)? {
        known @ ("unit" | "file" | "shared" | "manual") => Ok(known),
        _ => Err("must be \"unit\", \"file\", \"shared\" or \"manual\"".to_owned()),
    })?;
    if which == "unit" {
        return Some(Kind::Unit { fields: table.or("parts", Vec::new(), parts)? });
    }
    if which == "file" {
        return Some(Kind::File);
    }
    let left = |value: &DeValue<'_>| {
        let left = whole(value).ok().and_then(|left| u64::try_from(left).ok());
        let left = left.filter(|left| *left <= QUOTA_MAX);
        left.ok_or_else(|| format!("must be a whole number from 0 to {QUOTA_MAX}"))
    };
    let quota = table.optional("left", left)?;
    if which == "shared" {
        return Some(Kind::Shared { quota });
    }
    let longest = TODO_WITHIN_MAX.0 / Span::minutes(1).0;
    let longest = u32::try_from(longest).unwrap_or(u32::MAX);
    // Nothing is promised that nobody has said.
    let minutes = table.required("within_minutes", |value| within(value, 1, longest))?;
    let promised = Span::minutes(minutes.into());
    let question = table.optional("question", |value| {
        lines(text(value)?, TODO_QUESTION_CHARS_MAX).map_err(|why| unfit(&why))
    })?;
    Some(Kind::Manual { quota, terms: Terms { within: promised, question } })
}

fn parts(value: &DeValue<'_>) -> Result<Vec<Name>, String> {
    let unfit = |_| "is no list of different names, such as \"email|pin\"".to_owned();
    parts_named(text(value)?).map_err(unfit)
}

fn wholesale(value: &DeValue<'_>) -> Result<Vec<Step>, String> {
    let unfit =
        |_| "is no price for each count, such as \"5+ 9000\", the lower the more".to_owned();
    let steps = Step::parse_all(text(value)?).map_err(unfit)?;
    let all = Prices::default().with(Rupiah(u64::MAX), Lower::Steps(steps)).map_err(unfit)?;
    Ok(all.steps)
}

fn within(value: &DeValue<'_>, min: u32, max: u32) -> Result<u32, String> {
    let number = number(value).ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| format!("must be a whole number from {min} to {max}"))
}

fn price(value: &DeValue<'_>) -> Result<Rupiah, String> {
    Rupiah::parse(&whole(value)?.to_string()).map_err(|_| "is not a price in rupiah".to_owned())
}

fn description(value: &DeValue<'_>) -> Result<Description, String> {
    Description::parse(text(value)?).map_err(|why| unfit(&why))
}
