//! The seller's commands: add, fill, price, take off, picture. Wrong use is answered by example.

use super::coupon_new;
use super::fill_stock::Step;
use crate::chat::action::Action;
use crate::chat::command::Command;
use crate::chat::guard;
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::place::Place;
use crate::chat::route::{Attached, Document};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::effect::{About, Errand, Lane};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::{PICTURE_BYTES_MAX, STOCK_FILE_BYTES_MAX, STOCK_FILE_LINES_MAX};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, Product, parse_number};
use crate::domain::refusal::Refusal;
use crate::domain::staff::Admin;
use crate::domain::stock::{Reject, lines};
use crate::domain::text::{Description, Name};
use crate::shop::context::{Ctx, Done};
use crate::shop::stock::Tally;
use crate::shop::{cart, product, stock};
use crate::words::Words;

/// Refused or doubled lines told one by one; beyond that they are only counted.
const LINES_TOLD: usize = 20;

/// Carries out a command of the staff. For everybody else there is no such command.
pub fn run(ctx: &mut Ctx, turn: &Turn, command: &Command, with: Attached) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let w = turn.words;
    let next = match command {
        Command::Add(rest) => add(ctx, admin, w, rest)?,
        Command::AddStock(rest) => add_stock(ctx, admin, w, rest, with)?,
        Command::SetPrice(rest) => set_price(ctx, admin, w, rest)?,
        Command::Delete(rest) => delete(ctx, admin, w, rest)?,
        Command::Photo(rest) => photo(ctx, admin, w, rest, with)?,
        Command::Coupon(rest) => coupon_new::in_one_line(ctx, admin, w, rest)?,
        Command::Stock => Next::Go(Place::AdminProducts { page: 0 }),
        Command::Order(rest) => match OrderId::parse(rest) {
            Some(id) => Next::Go(Place::Desk(id)),
            None => Next::say(w.usage_order()),
        },
        _ => Next::Go(Place::Admin),
    };
    Ok(next.into())
}

/// `/add 12|Nama|Kategori|50000|Deskripsi`; `-` stands for "you choose" or "none".
fn add(ctx: &mut Ctx, admin: Admin, w: Words, rest: &str) -> Done<Next> {
    let fields: Vec<&str> = rest.splitn(5, '|').map(str::trim).collect();
    let [number, name, category, price, rest @ ..] = &fields[..] else {
        return Ok(Next::say(w.usage_add()));
    };
    let given = |field: &str| Some(field.to_owned()).filter(|field| field != "-");
    let description = rest.first().and_then(|text| given(text)).unwrap_or_default();
    let new = NewProduct {
        number: given(number).map(|number| parse_number(&number)).transpose()?,
        name: Name::parse(name)?,
        price: Rupiah::parse(price)?,
        category: given(category).map(|name| Name::parse(&name)).transpose()?,
        description: Description::parse(&description)?,
    };
    let product = product::add(ctx, admin, new)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    let fill = button(w.button_fill_stock(), Action::Fill(product.id));
    Ok(Next::Say(Screen::new(w.done_add(name, number, product.price)).buttons(vec![fill])))
}

/// `/addstock 1|baris`, with more lines below, or the caption of a text file.
fn add_stock(ctx: &mut Ctx, admin: Admin, w: Words, rest: &str, with: Attached) -> Done<Next> {
    let (number, text) = numbered(rest);
    if number.is_empty() {
        return Ok(Next::say(w.usage_addstock()));
    }
    let product = product::by_number(&ctx.tx, parse_number(number)?)?;
    match (with, text.trim().is_empty()) {
        (Attached::Document(document), true) => fetch_stock(ctx, admin, w, &product, document),
        // Lines in a file and lines beside it: one of them would be left out in silence.
        (Attached::Document(_), false) => Ok(Next::say(w.usage_addstock())),
        (_, true) => Ok(Next::Open(Wizard::FillStock(Step::Lines(product.id)))),
        (_, false) => fill(ctx, admin, w, &product, text),
    }
}

/// The number before a command's words, and these: behind `|`, a blank, or the end of the line.
/// What stands behind it is kept to the byte.
fn numbered(rest: &str) -> (&str, &str) {
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| sign == '|' || sign.is_whitespace()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let blank = rest.trim_start_matches([' ', '\t']);
    let ends = ["|", "\r\n", "\n", "\r"];
    (number, ends.iter().find_map(|end| blank.strip_prefix(end)).unwrap_or(blank))
}

/// Takes in a text, one unit a line, and says what came of it.
pub fn fill(ctx: &mut Ctx, admin: Admin, w: Words, product: &Product, text: &str) -> Done<Next> {
    let count = lines(text).take(STOCK_FILE_LINES_MAX + 1).count();
    if count == 0 {
        return Err(Refusal::NoLines.into());
    }
    if count > STOCK_FILE_LINES_MAX {
        return Err(Refusal::TooManyLines { max: STOCK_FILE_LINES_MAX }.into());
    }
    let units = lines(text).map(|(at, line)| (at as u64, line));
    let tally = stock::add(ctx, admin, product.id, units)?;
    let left = cart::available(&ctx.tx, product.id)?;
    let again = button(w.button_fill_more(), Action::Fill(product.id));
    let back = button(w.button_back(), Action::AdminProducts { page: 0 });
    Ok(Next::Say(Screen::new(told(w, product, &tally, left)).buttons(vec![again, back])))
}

fn told(w: Words, product: &Product, tally: &Tally, left: u32) -> String {
    let (doubled, refused) = (tally.doubled.len() as u64, tally.refused.len() as u64);
    let (name, number) = (product.name.as_str(), product.number.into());
    let sum = w.fill_result(tally.added.into(), doubled, name, number, refused, left.into());
    let places: Vec<String> = tally.doubled.iter().take(LINES_TOLD).map(u64::to_string).collect();
    let places = match places.is_empty() {
        true => String::new(),
        false => w.fill_doubled_lines(&places.join(", ")),
    };
    let line = |(at, reject): &(u64, Reject)| {
        let reason = match reject {
            Reject::TooLong => w.plain_reject_too_long(),
            Reject::NotText => w.plain_reject_not_text(),
        };
        w.fill_refused_line(&at.to_string(), &reason)
    };
    let mut reasons = fitting(tally.refused.iter().take(LINES_TOLD).map(line), 1500);
    let more = tally.refused.len().saturating_sub(reasons.len());
    if more > 0 {
        reasons.push(w.fill_more_lines(more as u64));
    }
    paragraphs([sum, places, reasons.join("\n")])
}

/// Sends for a stock file. What is in it is told when it is here.
pub fn fetch_stock(
    ctx: &mut Ctx,
    admin: Admin,
    w: Words,
    product: &Product,
    Document { file, bytes, .. }: Document,
) -> Done<Next> {
    if bytes > STOCK_FILE_BYTES_MAX as u64 {
        return Err(Refusal::FileTooBig { bytes_max: STOCK_FILE_BYTES_MAX }.into());
    }
    let errand = Errand::Fetch { file, bytes_max: STOCK_FILE_BYTES_MAX };
    let about = About::StockFile { product: product.id, by: admin.id };
    ctx.ask(Lane::Answer, errand, about)?;
    let screen = Screen::new(w.fill_reading(product.name.as_str()));
    Ok(Next::Reading { product: product.id, screen })
}

fn set_price(ctx: &mut Ctx, admin: Admin, w: Words, rest: &str) -> Done<Next> {
    let (number, price) = numbered(rest);
    if price.trim().is_empty() {
        return Ok(Next::say(w.usage_setprice()));
    }
    let (number, price) = (parse_number(number)?, Rupiah::parse(price)?);
    let old = product::by_number(&ctx.tx, number)?.price;
    let product = product::reprice(ctx, admin, number, price)?;
    Ok(Next::say(w.done_price(product.name.as_str(), price, number.into(), old)))
}

fn delete(ctx: &mut Ctx, admin: Admin, w: Words, rest: &str) -> Done<Next> {
    if rest.trim().is_empty() {
        return Ok(Next::say(w.usage_del()));
    }
    let product = product::take_off(ctx, admin, parse_number(rest)?)?;
    Ok(Next::say(w.done_delete(product.name.as_str(), product.number.into())))
}

fn photo(ctx: &mut Ctx, admin: Admin, w: Words, rest: &str, with: Attached) -> Done<Next> {
    let Attached::Photo { file } = with else { return Ok(Next::say(w.usage_photo())) };
    let product = product::by_number(&ctx.tx, parse_number(rest)?)?;
    fetch_picture(ctx, admin, product.id, file)?;
    Ok(Next::Stay)
}

/// Sends for a picture; that it is there is told when it is.
pub fn fetch_picture(ctx: &mut Ctx, admin: Admin, product: ProductId, file: String) -> Done {
    let errand = Errand::Fetch { file, bytes_max: PICTURE_BYTES_MAX };
    let about = About::PictureFile { product, by: admin.id };
    ctx.ask(Lane::Answer, errand, about)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_at_whatever_stands_behind_it() {
        for (typed, text) in [
            ("1|a\nb", "a\nb"),
            ("1\na\nb", "a\nb"),
            ("1\r\na", "a"),
            ("1 a b", "a b"),
            (" 1 | a ", " a "),
            ("1 |a", "a"),
            ("1 \na", "a"),
            ("1|\na", "\na"),
            ("1||a", "|a"),
            ("1", ""),
            ("1 ", ""),
        ] {
            assert_eq!(numbered(typed), ("1", text), "{typed:?}");
        }
        assert_eq!(numbered(" "), ("", ""));
        assert_eq!(numbered("|a"), ("", "a"));
    }
}
