//! A product of the file: each field of `ProductPart`, which does not compile without it.

use toml::de::DeValue;

use super::{Twice, name, number, unfit};
use crate::config::{Paper, Table, table, text, whole};
use crate::domain::configuration::ProductPart;
use crate::domain::limit::{
    CART_QUANTITY_MAX, LOW_STOCK_MARK_MAX, PRODUCT_NUMBER_MAX, QUOTA_MAX, TODO_QUESTION_CHARS_MAX,
    TODO_WITHIN_MAX,
};
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, Lower, Prices, SoldOut, Step, Terms, parts_named};
use crate::domain::text::{Description, Name, lines};
use crate::domain::time::Span;

pub fn part(mut table: Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<ProductPart> {
    let line = table.line;
    let own = table.required("number", |value| within(value, 1, PRODUCT_NUMBER_MAX));
    let called = table.required("name", name);
    let price = table.required("price", price);
    let category = table.optional("category", name);
    let description = table.or("description", Description::default(), description);
    let hidden = table.or("hidden", false, table::flag);
    let least = table.optional("least", |value| within(value, 1, CART_QUANTITY_MAX));
    let most = table.optional("most", |value| within(value, 1, CART_QUANTITY_MAX));
    let low_mark = table.optional("low_mark", |value| within(value, 0, LOW_STOCK_MARK_MAX));
    let sold_out = table.optional("sold_out", |value| match text(value)? {
        "shown" => Ok(SoldOut::Shown),
        "hidden" => Ok(SoldOut::Hidden),
        _ => Err("must be \"shown\" or \"hidden\"".to_owned()),
    });
    let position = table.optional("position", number);
    if let (Some(Some(least)), Some(Some(most))) = (least, most)
        && least > most
    {
        table.note(line, "least", format!("is more than most, {most}"));
    }
    let kind = kind(&mut table);
    let wholesale = table.or("wholesale", Vec::new(), wholesale);
    let reseller = table.optional("reseller", self::price);
    table.close();
    let number = own?;
    twice.note(paper, line, "product", number.to_string());
    Some(ProductPart {
        number,
        name: called?,
        price: price?,
        category: category?,
        description: description?,
        hidden: hidden?,
        least: least?,
        most: most?,
        low_mark: low_mark?,
        sold_out: sold_out?,
        position: position?,
        kind: kind?,
        wholesale: wholesale?,
        reseller: reseller?,
    })
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
