//! What a press leads to, and what is shown where.

use super::{Place, Press, detained, unclaimed};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{restore, unclaimed as money};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    let list = || Next::go(Place::Detained { page: 0 });
    Ok(match press {
        Press::Detained { page } => Next::go(Place::Detained { page }).into(),
        Press::Product(id) => Next::go(Place::Product(id)).into(),
        Press::Release(id) => {
            let count = restore::release(ctx, by, id)?;
            list().toast(w.toast_detained_released(count.into()))
        }
        Press::AskReleaseAll => Next::go(Place::AskReleaseAll).into(),
        Press::ReleaseAll => {
            let count = restore::release_all(ctx, by)?;
            list().toast(w.toast_detained_released(count.into()))
        }
        Press::AskSold(id) => Next::go(Place::AskSold(id)).into(),
        Press::Sold(id) => {
            let count = restore::sold_before(ctx, by, id)?;
            list().toast(w.toast_detained_sold(count.into()))
        }
        Press::Unclaimed { page } => Next::go(Place::Unclaimed { page }).into(),
        Press::Card(id) => Next::go(Place::Card(id)).into(),
        Press::Find(id) => Next::ask(Field::Claimant(id)).into(),
        Press::AskGive { id, to } => Next::go(Place::AskGive { id, to }).into(),
        Press::Give { id, to } => {
            money::give(ctx, by, id, to)?;
            Next::go(Place::Card(id)).toast(w.toast_unclaimed_given())
        }
        Press::AskSendBack(id) => Next::go(Place::AskSendBack(id)).into(),
        Press::SendBack(id) => {
            money::send_back(ctx, by, id)?;
            Next::go(Place::Card(id)).toast(w.toast_saved())
        }
        Press::Leave(id) => {
            money::leave(ctx, by, id)?;
            Next::go(Place::Card(id)).toast(w.toast_saved())
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::Detained { page } => detained::render(&detained::load(ctx, page)?, w),
        Place::Product(id) => detained::product(&detained::load_product(ctx, id)?, w),
        Place::AskReleaseAll => detained::ask_release_all(ctx, w)?,
        Place::AskSold(id) => detained::ask_sold(&detained::load_product(ctx, id)?, w),
        Place::Unclaimed { page } => unclaimed::render(&unclaimed::load(ctx, page)?, w),
        Place::Card(id) => unclaimed::card(&unclaimed::load_card(ctx, id, w)?, w),
        Place::AskGive { id, to } => unclaimed::ask_give(ctx, id, to, w)?,
        Place::AskSendBack(id) => unclaimed::ask_send_back(ctx, id, w)?,
    })
}
