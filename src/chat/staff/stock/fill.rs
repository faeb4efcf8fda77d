//! Stock comes in: a paste or a file is read to its end, asked about where it is doubtful, taken,
//! and told line by line, without a word of what stands in the lines.

use super::{Filed, Source, Sure};
use crate::chat::action::{BatchPress, ProductPress, StockPress};
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::talk;
use crate::chat::turn::{Next, Turn};
use crate::domain::batch;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::ProductId;
use crate::domain::limit::{STOCK_FILE_BYTES_MAX, STOCK_FILE_LINES_MAX};
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Parsed, Pasted, Reject, Unfit};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::stock::Tally;
use crate::shop::{cart, stock};
use crate::words::{Words, args};

/// Refused or doubled lines told one by one; beyond that they are only counted.
const LINES_TOLD: usize = 20;
/// Other products that have some of the lines.
const PRODUCTS_TOLD: usize = 5;

/// Takes in a pasted text, one unit a line, and says what came of it; or asks first.
pub fn pasted(ctx: &mut Ctx, by: Staff, turn: &Turn, product: &Product, text: &str) -> Done<Next> {
    if turn.formatted {
        return Err(Refusal::Unfit(Unfit::Formatted).into());
    }
    let parsed = Parsed::paste(text).map_err(Refusal::Unfit)?;
    let count = counted(&parsed)?;
    if parsed.suspects.is_empty() {
        return take(ctx, by, turn.words, product, batch::Source::Paste, &parsed);
    }
    let (source, suspects) = (Source::Text(Pasted(text.to_owned())), parsed.suspects);
    Ok(Next::ask(Sure { product: product.id, source, suspects, count }))
}

/// The same for a file that is here.
pub fn filed(
    ctx: &mut Ctx,
    by: Staff,
    w: Words,
    product: &Product,
    filed: Filed,
    bytes: &[u8],
) -> Done<Next> {
    let parsed = Parsed::file(bytes, filed.form, product).map_err(Refusal::Unfit)?;
    let count = counted(&parsed)?;
    let Some(suspect) = parsed.suspects.first().filter(|_| !filed.sure) else {
        return take(ctx, by, w, product, batch::Source::File, &parsed);
    };
    // What they are in the middle of by now is not pushed aside by a file.
    if talk::open(ctx, by.id())?.is_some() {
        return Err(Refusal::Unfit(Unfit::Doubtful(*suspect)).into());
    }
    let suspects = parsed.suspects;
    Ok(Next::ask(Sure { product: product.id, source: Source::File(filed), suspects, count }))
}

/// Sends for a file.
pub fn fetch(ctx: &mut Ctx, by: Staff, product: ProductId, filed: Filed) -> Done {
    let Filed { file, form, sure } = filed;
    let task = Task::Fetch { file, bytes_max: STOCK_FILE_BYTES_MAX };
    let about = About::StockFile { product, by: by.id(), form, sure };
    ctx.ask(Lane::Answer, task, about)?;
    Ok(())
}

fn counted(parsed: &Parsed) -> Done<u32> {
    if parsed.is_empty() {
        return Err(Refusal::Unfit(Unfit::NoLines).into());
    }
    let count = parsed.units.len() + parsed.refused.len();
    match count > STOCK_FILE_LINES_MAX {
        true => Err(Refusal::Unfit(Unfit::TooManyLines { max: STOCK_FILE_LINES_MAX }).into()),
        false => Ok(parsed.units.len() as u32),
    }
}

/// Takes it in as it is.
pub fn take(
    ctx: &mut Ctx,
    by: Staff,
    w: Words,
    product: &Product,
    source: batch::Source,
    parsed: &Parsed,
) -> Done<Next> {
    let units = parsed.units.iter().map(|(at, unit)| (*at, unit.as_str()));
    let (mut tally, batch) = stock::add(ctx, by, product.id, source, units)?;
    tally.refused.extend(&parsed.refused);
    tally.refused.sort_unstable_by_key(|(at, _)| *at);
    let left = cart::available(&ctx.tx, product.id)?;
    let again = button(w.button_fill_more(), StockPress::Fill(product.id));
    let back = button(w.button_back(), ProductPress::List { page: 0 });
    let undo = batch.map(|id| vec![button(w.button_batch_open(), BatchPress::Card(id))]);
    let screen = Screen::new(told(w, product, &tally, left));
    let screen = undo.into_iter().fold(screen, Screen::buttons);
    Ok(Next::Say(screen.buttons(vec![again, back])))
}

fn told(w: Words, product: &Product, tally: &Tally, left: u32) -> String {
    let (known, refused) = (tally.known() as u64, tally.refused.len() as u64);
    let (name, number) = (product.name.as_str(), product.number.into());
    let sum = w.fill_result(args::FillResult {
        added: tally.added.into(),
        doubled: known,
        name,
        number,
        refused,
        stock: left.into(),
    });
    let mut notes = Vec::new();
    if tally.moved > 0 {
        notes.push(w.fill_moved(tally.moved.into()));
    }
    if !tally.doubled.is_empty() {
        notes.push(w.fill_doubled_lines(&places(w, &tally.doubled)));
    }
    if !tally.sold.is_empty() {
        notes.push(w.fill_sold_lines(&places(w, &tally.sold)));
    }
    for other in tally.elsewhere.iter().take(PRODUCTS_TOLD) {
        let lines = places(w, &other.lines);
        notes.push(w.fill_elsewhere_lines(args::FillElsewhereLines {
            name: &other.name,
            number: other.number.into(),
            places: &lines,
        }));
    }
    let mut reasons = fitting(tally.refused.iter().take(LINES_TOLD).map(|it| reason(w, it)), 2000);
    let more = tally.refused.len().saturating_sub(reasons.len());
    if more > 0 {
        reasons.push(w.fill_more_lines(more as u64));
    }
    paragraphs([sum, notes.join("\n"), reasons.join("\n")])
}

fn reason(w: Words, (at, reject): &(u64, Reject)) -> String {
    let reason = w.reject(*reject);
    w.fill_refused_line(args::FillRefusedLine { line: &at.to_string(), reason: &reason })
}

/// `3, 4, 9`, and that there are more.
fn places(w: Words, lines: &[u64]) -> String {
    let told: Vec<String> = lines.iter().take(LINES_TOLD).map(u64::to_string).collect();
    match lines.len().saturating_sub(told.len()) {
        0 => told.join(", "),
        more => format!("{} {}", told.join(", "), w.plain_more_lines(more as u64)),
    }
}
