//! A paste so long that Telegram may have split it: its pieces are put together, and nothing of it
//! is taken before all of it is here and whoever sent it has looked.

use super::{Gather, commands, fill};
use crate::chat::choice::Choice;
use crate::chat::command::numbered;
use crate::chat::field::Field;
use crate::chat::question::Question;
use crate::chat::said::{Answer, Length};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::ProductId;
use crate::domain::limit::{PIECE_AFTER, PIECES_MAX};
use crate::domain::product::parse_number;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Pasted, Unfit};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::{Words, args};

/// Which product somebody fills.
pub enum Of<'t> {
    Known(ProductId),
    Numbered(&'t str),
}

/// What `/addstock` brings.
pub fn commanded(rest: &str) -> Option<(Of<'_>, &str)> {
    let (number, text) = numbered(rest);
    Some((Of::Numbered(number), text))
}

/// What an answer brings.
pub fn answered<'t>(wizard: &Wizard, text: &'t str) -> Option<(Of<'t>, &'t str)> {
    match wizard {
        Wizard::Field(Field::Stock(product)) => Some((Of::Known(*product), text)),
        _ => None,
    }
}

/// The first piece, or all of it.
pub fn begin(ctx: &Ctx, turn: &Turn, of: Of, text: &str) -> Done<Next> {
    if turn.formatted {
        return Err(Refusal::Unfit(Unfit::Formatted).into());
    }
    let product = match of {
        Of::Known(id) => product::on_shelf(&ctx.tx, id)?,
        Of::Numbered(number) => product::by_number(&ctx.tx, parse_number(number)?)?,
    };
    let pieces = vec![Pasted(text.to_owned())];
    Ok(Next::ask(Gather { product: product.id, pieces, at: ctx.now }))
}

pub fn ask(it: &Gather, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, it.product)?;
    let text = w.paste_gather(args::PasteGather {
        count: it.pieces.len() as u64,
        name: product.name.as_str(),
        number: product.number.into(),
    });
    Ok(Question::new(text).choice(w.button_paste_whole(), Choice::Save))
}

pub fn answer(it: Gather, ctx: &mut Ctx, turn: &Turn, by: Staff, said: Answer) -> Done<Reply> {
    let product = product::on_shelf(&ctx.tx, it.product)?;
    Ok(match said {
        Answer::Choice(Choice::Save, _) => fill::pasted(ctx, by, turn, &product, &it.pieces)?,
        Answer::Text(_) if turn.formatted => {
            return Err(Refusal::Unfit(Unfit::Formatted).into());
        }
        // The clock may have been set meanwhile: what is of the future has just come.
        Answer::Text(_) if ctx.now.since(it.at) > PIECE_AFTER => {
            return Err(Refusal::Unfit(Unfit::LatePiece).into());
        }
        Answer::Text(_) if it.pieces.len() >= PIECES_MAX => {
            return Err(Refusal::Unfit(Unfit::ManyPieces { max: PIECES_MAX }).into());
        }
        Answer::Text(text) => {
            let last = Length::of(&text).is_none();
            let mut pieces = it.pieces;
            pieces.push(Pasted(text));
            match last {
                true => fill::pasted(ctx, by, turn, &product, &pieces)?,
                false => Next::ask(Gather { pieces, at: ctx.now, ..it }),
            }
        }
        // A file instead.
        Answer::Document(document) => {
            commands::fetch_file(ctx, by, turn.words, &product, document)?
        }
        Answer::Choice(..) | Answer::Photo { .. } | Answer::Other => Next::ask(it),
    }
    .into())
}
