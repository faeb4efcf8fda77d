//! The seller's commands: add, fill, price, take off, picture. Wrong use is answered by example.

use super::fill_stock::Step;
use super::{coupon_new, fill, shelf};
use crate::chat::action::Action;
use crate::chat::command::Command;
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::{Attached, Document};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::{PICTURE_BYTES_MAX, STOCK_FILE_BYTES_MAX};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, Product, parse_number};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Unfit, lines, may_be_goods};
use crate::domain::text::{Description, Name, invisible};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::Words;

/// Carries out a command of the staff. For everybody else there is no such command.
pub fn run(ctx: &mut Ctx, turn: &Turn, command: &Command, with: Attached) -> Done<Reply> {
    let by = guard::allow(ctx, turn.customer.id)?;
    let w = turn.words;
    let next = match command {
        Command::Add(rest) => add(ctx, by, w, rest)?,
        Command::AddStock(rest) => add_stock(ctx, by, turn, rest, with)?,
        Command::SetPrice(rest) => set_price(ctx, by, w, rest)?,
        Command::Delete(rest) => shelf::take_off(ctx, w, rest)?,
        Command::Undelete(rest) => shelf::bring_back(ctx, by, w, rest)?,
        Command::Several => return Err(Refusal::Unfit(Unfit::SeveralCommands).into()),
        Command::Photo(rest) => photo(ctx, by, w, rest, with)?,
        Command::Coupon(rest) => coupon_new::in_one_line(ctx, by, w, rest)?,
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
fn add(ctx: &mut Ctx, by: Staff, w: Words, text: &str) -> Done<Next> {
    let fields: Vec<&str> = text.splitn(5, '|').map(str::trim).collect();
    if goods_below(text) {
        return Err(Refusal::Unfit(Unfit::Below).into());
    }
    let [number, name, category, price, rest @ ..] = &fields[..] else {
        return Ok(Next::say(w.usage_add()));
    };
    let description = rest.first().copied().unwrap_or_default();
    let given = |field: &str| Some(field.to_owned()).filter(|field| field != "-");
    let description = given(description).unwrap_or_default();
    let new = NewProduct {
        number: given(number).map(|number| parse_number(&number)).transpose()?,
        name: Name::on_shelf(name)?,
        price: Rupiah::parse(price)?,
        category: given(category).map(|name| Name::on_shelf(&name)).transpose()?,
        description: Description::parse(&description)?,
    };
    if let Some(asked) = shelf::offered(ctx, &new)? {
        return Ok(asked);
    }
    let product = product::add(ctx, by, new)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    let fill = button(w.button_fill_stock(), Action::Fill(product.id));
    Ok(Next::Say(Screen::new(w.done_add(name, number, product.price)).buttons(vec![fill])))
}

/// Whether stock stands below the line of `/add`, where it would become the description. One that
/// says `-` has no more lines.
fn goods_below(text: &str) -> bool {
    let mut all = lines(text.trim_start_matches(invisible));
    let own = all.next().unwrap_or_default();
    let below = all.collect::<Vec<_>>().join("\n");
    let none = own.split('|').nth(4).is_some_and(|description| description.trim() == "-");
    may_be_goods(&below) || (none && !below.chars().all(invisible))
}

/// `/addstock 1|baris`, with more lines below, or the caption of a text file.
fn add_stock(ctx: &mut Ctx, by: Staff, turn: &Turn, rest: &str, with: Attached) -> Done<Next> {
    let w = turn.words;
    let (number, text) = numbered(rest);
    if number.is_empty() {
        return Ok(Next::say(w.usage_addstock()));
    }
    let product = product::by_number(&ctx.tx, parse_number(number)?)?;
    match (with, text.trim().is_empty()) {
        (Attached::Document(document), _) if text.chars().all(invisible) => {
            fetch_stock(ctx, by, w, &product, document)
        }
        (Attached::Document(_), _) => Err(Refusal::Unfit(Unfit::TwoSources).into()),
        (_, true) => Ok(Next::Open(Wizard::FillStock(Step::Lines(product.id)))),
        (_, false) => fill::pasted(ctx, by, turn, &product, text),
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

/// Sends for a stock file. What is in it is told when it is here.
pub fn fetch_stock(
    ctx: &mut Ctx,
    by: Staff,
    w: Words,
    product: &Product,
    Document { file, bytes, form, .. }: Document,
) -> Done<Next> {
    if bytes > STOCK_FILE_BYTES_MAX as u64 {
        return Err(Refusal::FileTooBig { bytes_max: STOCK_FILE_BYTES_MAX }.into());
    }
    let form = form.map_err(|foreign| Refusal::Unfit(Unfit::Foreign(foreign)))?;
    fill::fetch(ctx, by, product.id, fill::Filed { file, form, sure: false })?;
    let screen = Screen::new(w.fill_reading(product.name.as_str()));
    Ok(Next::Reading { product: product.id, screen })
}

fn set_price(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let (number, price) = numbered(rest);
    if price.trim().is_empty() {
        return Ok(Next::say(w.usage_setprice()));
    }
    let (number, price) = (parse_number(number)?, Rupiah::parse(price)?);
    let old = product::by_number(&ctx.tx, number)?.price;
    let product = product::reprice(ctx, by, number, price)?;
    Ok(Next::say(w.done_price(product.name.as_str(), price, number.into(), old)))
}

fn photo(ctx: &mut Ctx, by: Staff, w: Words, rest: &str, with: Attached) -> Done<Next> {
    let Attached::Photo { file } = with else { return Ok(Next::say(w.usage_photo())) };
    let product = product::by_number(&ctx.tx, parse_number(rest)?)?;
    fetch_picture(ctx, by, product.id, file)?;
    Ok(Next::Stay)
}

/// Sends for a picture; that it is there is told when it is.
pub fn fetch_picture(ctx: &mut Ctx, by: Staff, product: ProductId, file: String) -> Done {
    let task = Task::Fetch { file, bytes_max: PICTURE_BYTES_MAX };
    let about = About::PictureFile { product, by: by.id() };
    ctx.ask(Lane::Answer, task, about)?;
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
