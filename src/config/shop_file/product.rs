//! A product of the file: each field of `ProductPart`, which does not compile without it.

use toml::de::DeValue;

use super::{Twice, name, number, unfit};
use crate::config::{Paper, Table, table, text, whole};
use crate::domain::configuration::ProductPart;
use crate::domain::limit::{CART_QUANTITY_MAX, LOW_STOCK_MARK_MAX, PRODUCT_NUMBER_MAX};
use crate::domain::money::Rupiah;
use crate::domain::product::SoldOut;
use crate::domain::text::Description;

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
    })
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
