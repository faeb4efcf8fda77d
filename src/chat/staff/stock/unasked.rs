//! A file that nobody asked for in words: evidence of a transfer, or stock that a seller sends.

use super::{Which, commands};
use crate::chat::customer::order::{evidence, unpaid};
use crate::chat::said::{Attached, Document};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::product::parse_number;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::{self, Staff};

pub fn hear(ctx: &mut Ctx, turn: &Turn, with: Attached, caption: &str) -> Done<Reply> {
    let id = turn.customer.id;
    // Who may not fill stock sends files as any buyer does.
    let by = staff::may(ctx, id, Right::Stock)?;
    let sent = with.sent();
    let stock = matches!(&with, Attached::Document(document) if !document.legible);
    let heard = match (by, sent) {
        // What a seller sends that can show no transfer is not meant as evidence of one.
        (Some(_), _) if stock => None,
        (_, Some(sent)) => evidence::hear(ctx, turn, sent)?,
        (_, None) => None,
    };
    match (heard, by, with) {
        (Some(reply), ..) => Ok(reply),
        (None, Some(by), Attached::Document(document)) => take(ctx, turn, by, document, caption),
        // The first of them was the picture that was asked for.
        (None, Some(_), Attached::Photo { .. }) if turn.album.is_some() => Ok(Next::Stay.into()),
        (None, Some(_), Attached::Photo { .. }) => Ok(Next::say(turn.words.usage_photo()).into()),
        (None, ..) => unpaid::no_use(ctx, turn),
    }
}

/// For the product that its caption or the album names, or else for the one that is asked for.
fn take(ctx: &mut Ctx, turn: &Turn, by: Staff, document: Document, caption: &str) -> Done<Reply> {
    let of_album = turn.album.as_ref().and_then(|album| album.product);
    let product = match (parse_number(caption), of_album) {
        (Ok(number), _) => Some(product::by_number(&ctx.tx, number)?),
        (Err(_), Some(id)) => Some(product::on_shelf(&ctx.tx, id)?),
        (Err(_), None) => None,
    };
    match product {
        Some(product) => Ok(commands::fetch_file(ctx, by, turn.words, &product, document)?.into()),
        None => Ok(Next::ask(Which::new(document)).into()),
    }
}
