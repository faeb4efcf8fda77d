//! What a press leads to, and what is shown where.

use super::{Place, Press, files, look, of, pick, shared};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::product::Kind;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{intake, product};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Pick { page } => Next::go(Place::Pick { page }).into(),
        Press::Fill(id) => fill(ctx, id)?.into(),
        Press::Of(product) => Next::go(Place::Of(product)).into(),
        Press::Look(id) => Next::go(Place::Look(id)).into(),
        Press::Take(id, parted) => {
            intake::take(ctx, by, id, parted)?;
            Next::go(Place::Look(id)).into()
        }
        Press::Drop(id) => {
            let product = intake::drop_it(ctx, by, id)?;
            Next::go(Place::Of(product)).toast(turn.words.toast_intake_dropped())
        }
        Press::Files(id) => Next::go(Place::Files(id)).into(),
        Press::TakeFiles(id) => files::taken(ctx, turn, by, id)?.into(),
        Press::DropFiles(id) => files::dropped(ctx, turn, by, id)?,
        Press::LookShared(id) => Next::go(Place::Shared(id)).into(),
        Press::Share(id) => shared::shared(ctx, turn, by, id)?.into(),
        Press::LeaveShared(id) => shared::left(ctx, turn, by, id)?,
    })
}

/// The question for what a product of its kind is filled with.
fn fill(ctx: &Ctx, id: ProductId) -> Done<Next> {
    Ok(match product::on_shelf(&ctx.tx, id)?.kind {
        Kind::Unit { .. } => Next::ask(Field::Stock(id)),
        Kind::File => Next::ask(Field::Files(id)),
        Kind::Shared { .. } => Next::ask(Field::Shared(id)),
        // There is nothing to be filled; what can be set is how many.
        Kind::Manual { .. } => Next::go(Place::Of(id)),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Pick { page } => pick::render(&pick::load(ctx, turn.customer.id, *page)?, w),
        Place::Of(product) => of::render(&of::load(ctx, turn, *product)?, w),
        Place::Files(id) => files::render(&files::load(ctx, turn.customer.id, *id)?, w),
        Place::Shared(id) => shared::look(ctx, turn.customer.id, *id, w)?,
        Place::Look(id) => look::render(&look::load(ctx, turn.customer.id, *id)?, w),
    })
}
