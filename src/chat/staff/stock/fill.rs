//! Stock comes in: a paste or a file is read to its end and kept for a look. Nothing is on the
//! shelf before whoever sent it has seen what would be.

use super::look;
use crate::chat::field::Field;
use crate::chat::turn::{Next, Turn};
use crate::domain::batch::Source;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::ProductId;
use crate::domain::limit::{STOCK_FILE_BYTES_MAX, STOCK_FILE_LINES_MAX};
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Form, Parsed, Pasted, Unfit};
use crate::shop::context::{Ctx, Done};
use crate::shop::intake;
use crate::shop::staff::Staff;
use crate::words::Words;

/// A pasted text, in as many messages as Telegram has made of it.
pub fn pasted(
    ctx: &mut Ctx,
    by: Staff,
    turn: &Turn,
    product: &Product,
    pieces: &[Pasted],
) -> Done<Next> {
    if turn.formatted {
        return Err(Refusal::Unfit(Unfit::Formatted).into());
    }
    let parsed = counted(Parsed::pieces(pieces).map_err(Refusal::Unfit)?)?;
    let doubtful = !parsed.suspects.is_empty();
    let id = intake::bring(ctx, by, product.id, Source::Paste, parsed)?;
    if !doubtful {
        return Ok(Next::go(super::Place::Look(id)));
    }
    // What was put right may come without another word.
    let screen = look::render(&look::load(ctx, by.id(), id)?, turn.words);
    Ok(Next::Then(screen, Field::Stock(product.id).into()))
}

/// A file that is here.
pub fn filed(
    ctx: &mut Ctx,
    by: Staff,
    w: Words,
    product: &Product,
    form: Form,
    bytes: &[u8],
) -> Done<Next> {
    // Blank lines take memory too, and are not counted below.
    let ends = bytes.iter().filter(|byte| matches!(**byte, b'\n' | b'\r')).count();
    if ends > 4 * STOCK_FILE_LINES_MAX {
        return Err(Refusal::Unfit(Unfit::TooManyLines { max: STOCK_FILE_LINES_MAX }).into());
    }
    let parsed = counted(Parsed::file(bytes, form, product).map_err(Refusal::Unfit)?)?;
    let id = intake::bring(ctx, by, product.id, Source::File, parsed)?;
    Ok(Next::Say(look::render(&look::load(ctx, by.id(), id)?, w)))
}

/// Sends for a file.
pub fn fetch(ctx: &mut Ctx, by: Staff, product: ProductId, file: String, form: Form) -> Done {
    let task = Task::Fetch { file, bytes_max: STOCK_FILE_BYTES_MAX };
    // Nothing of it is taken unseen any more.
    let sure = false;
    ctx.ask(Lane::Answer, task, About::StockFile { product, by: by.id(), form, sure })?;
    Ok(())
}

fn counted(parsed: Parsed) -> Done<Parsed> {
    if parsed.is_empty() {
        return Err(Refusal::Unfit(Unfit::NoLines).into());
    }
    match parsed.units.len() + parsed.refused.len() > STOCK_FILE_LINES_MAX {
        true => Err(Refusal::Unfit(Unfit::TooManyLines { max: STOCK_FILE_LINES_MAX }).into()),
        false => Ok(parsed),
    }
}
