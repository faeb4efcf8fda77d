//! `/addstock`: units in the command's own lines, or in the file that it stands under.

use super::fill;
use crate::chat::command::numbered;
use crate::chat::field::Field;
use crate::chat::said::{Attached, Document};
use crate::chat::turn::{Next, Turn};
use crate::domain::limit::STOCK_FILE_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::product::{Product, parse_number};
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::stock::{Pasted, Unfit};
use crate::domain::text::invisible;
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::Words;

/// `/addstock 1|baris`, with more lines below, or the caption of a text file.
pub fn add_stock(ctx: &mut Ctx, by: Staff, turn: &Turn, rest: &str, with: Attached) -> Done<Next> {
    let w = turn.words;
    let (number, text) = numbered(rest);
    if number.is_empty() {
        return Ok(Next::say(w.usage_addstock()));
    }
    let product = product::by_number(&ctx.tx, parse_number(number)?)?;
    match (with, text.trim().is_empty()) {
        (Attached::Document(document), _) if text.chars().all(invisible) => {
            fetch_file(ctx, by, w, &product, document)
        }
        (Attached::Document(_), _) => Err(Refusal::Unfit(Unfit::TwoSources).into()),
        (_, true) => Ok(Next::ask(Field::Stock(product.id))),
        (_, false) => fill::pasted(ctx, by, turn, &product, &[Pasted(text.to_owned())]),
    }
}

/// Sends for a stock file. What is in it is told when it is here.
pub fn fetch_file(
    ctx: &mut Ctx,
    by: Staff,
    w: Words,
    product: &Product,
    Document { file, bytes, form, .. }: Document,
) -> Done<Next> {
    if bytes > STOCK_FILE_BYTES_MAX as u64 {
        return Err(Refusal::File(BadFile::TooBig { bytes_max: STOCK_FILE_BYTES_MAX }).into());
    }
    let form = form.map_err(|foreign| Refusal::Unfit(Unfit::Foreign(foreign)))?;
    fill::fetch(ctx, by, product.id, file, form)?;
    let screen = Screen::new(w.fill_reading(product.name.as_str()));
    Ok(Next::Reading { product: product.id, screen })
}
