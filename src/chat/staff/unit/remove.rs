//! Units leave the shop: one, those that `/delstock` names, or all unsold ones as a file to keep.

use super::{Press, Removing};
use crate::chat::action::StockPress;
use crate::chat::choice::Choice;
use crate::chat::command::numbered;
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::place::StockPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::{ProductId, UnitId};
use crate::domain::limit::UNITS_NAMED_MAX;
use crate::domain::message::{Media, Screen};
use crate::domain::product::{NoProduct, Product, parse_number};
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::stock::{NoUnit, Unfit, lines, masked};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::Staff;
use crate::shop::{browse, product, unit};
use crate::words::{Words, args};

/// Text beside the units that a question names.
const RESERVE: usize = 600;

pub fn one(ctx: &mut Ctx, turn: &Turn, by: Staff, id: UnitId) -> Done<Reply> {
    let product = unit::remove(ctx, by, id)?;
    Ok(Next::go(StockPlace::Of(product)).toast(turn.words.toast_unit_removed()))
}

/// `/delstock 1|baris`, with more lines below.
pub fn named(ctx: &Ctx, turn: &Turn, rest: &str) -> Done<Next> {
    let (number, text) = numbered(rest);
    if number.is_empty() || text.trim().is_empty() {
        return Ok(Next::say(turn.words.usage_delstock()));
    }
    if turn.formatted {
        return Err(Refusal::Unfit(Unfit::Formatted).into());
    }
    let product = known_by_number(ctx, parse_number(number)?)?;
    let lines: Vec<&str> = lines(text).filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > UNITS_NAMED_MAX {
        return Err(Refusal::Unit(NoUnit::TooMany { max: UNITS_NAMED_MAX }).into());
    }
    let units = unit::named(&ctx.tx, product.id, &lines)?;
    Ok(Next::ask(Removing { product: product.id, units }))
}

/// On the shelf or off it: units of both can leave the shop.
fn known_by_number(ctx: &Ctx, number: u32) -> Done<Product> {
    match product::numbered(&ctx.tx, number)? {
        Some(product) => Ok(product),
        None => Ok(product::archived(&ctx.tx, number)?
            .ok_or(Refusal::Product(NoProduct::Unknown { number }))?),
    }
}

pub fn ask(it: &Removing, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = browse::product(&ctx.tx, it.product)?;
    let mut told = Vec::new();
    for id in &it.units {
        told.push(w.units_remove_line(&masked(&unit::known(&ctx.tx, *id)?.content)));
    }
    let count = it.units.len() as u64;
    let title = w.units_ask_remove(args::UnitsAskRemove {
        count,
        name: product.name.as_str(),
        number: product.number.into(),
    });
    let text = paragraphs([title, fitting(told, RESERVE).join("\n")]);
    Ok(Question::new(text).sure(w.button_units_remove_sure(count), Choice::Save))
}

pub fn answer(it: Removing, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let Answer::Choice(Choice::Save, _) = said else { return Ok(Next::ask(it).into()) };
    let mut removed = 0;
    for id in &it.units {
        match unit::remove(ctx, by, *id) {
            Ok(_) => removed += 1,
            // Sold or gone meanwhile.
            Err(Stop::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    let toast = turn.words.toast_units_removed(removed);
    Ok(Next::go(StockPlace::Of(it.product)).toast(toast))
}

/// The question before goods leave the shop's seal.
pub fn ask_export(ctx: &Ctx, id: ProductId, w: Words) -> Done<Screen> {
    let product = browse::product(&ctx.tx, id)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    let count = browse::stock_of(&ctx.tx, id)?.available + unit::withheld(&ctx.tx, id)?;
    Ok(Screen::new(w.export_ask(args::ExportAsk { count, name, number }))
        .buttons(vec![button(w.button_export_sure(count), Press::Export(id))])
        .buttons(vec![button(w.button_back(), StockPress::Of(id))]))
}

/// `/exportstock 1`
pub fn asked(ctx: &Ctx, w: Words, rest: &str) -> Done<Next> {
    if rest.trim().is_empty() {
        return Ok(Next::say(w.usage_exportstock()));
    }
    let product = known_by_number(ctx, parse_number(rest)?)?;
    Ok(Next::go(super::Place::AskExport(product.id)))
}

/// The file is made when it is sent.
pub fn export(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId) -> Done<Next> {
    let product = browse::product(&ctx.tx, id)?;
    let (name, number) = (product.name.as_str(), product.number);
    unit::export(ctx, by, id)?;
    let screen = Screen::new(turn.words.export_caption(name, number.into()));
    Ok(Next::Say(screen.with(Media::Report(Report::Stock { product: id, number }))))
}
