//! What a press leads to, and what is shown where.

use super::{Place, Press, card, undelivered, unit_pick};
use crate::chat::goods::{self, Occasion};
use crate::chat::reach::words_of;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::act::Act;
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::order::{Goods, NoOrder};
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::delivery::{self, Way};
use crate::shop::ledger::Entered;
use crate::shop::refund::known;
use crate::shop::replace::replace;
use crate::shop::revision;
use crate::shop::staff::{self, Staff};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    Ok(match press {
        Press::Card(id) => Next::go(Place::Card(id)).into(),
        Press::Undelivered => Next::go(Place::Undelivered { page: 0 }).into(),
        Press::UndeliveredList { page } => Next::go(Place::Undelivered { page }).into(),
        Press::SendAgain(id) => {
            let list = Place::Undelivered { page: 0 };
            match known(&ctx.tx, id)?.waits_since() {
                Some(_) => send_again(ctx, turn, by, id, list)?,
                // It has arrived since the list was shown.
                None => Next::go(list).into(),
            }
        }
        Press::Resend(id) => send_again(ctx, turn, by, id, after_resend(ctx, id, by)?)?,
        Press::PickUnit { order, purpose, page } => {
            Next::go(Place::PickUnit { order, purpose, page }).into()
        }
        Press::AskReplace { order, unit } => Next::go(Place::Replace { order, unit }).into(),
        Press::Replace { order, unit } => {
            let toast = match replace(ctx, by, order, unit)? {
                Entered::Now => w.toast_replaced(),
                Entered::Before => w.toast_replaced_before(),
            };
            Next::go(Place::Card(order)).toast(toast)
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Card(id) => card::render(&card::load(ctx, turn, *id)?, w),
        Place::Undelivered { page } => undelivered::render(&undelivered::load(ctx, *page, w)?, w),
        Place::PickUnit { order, purpose, page } => {
            unit_pick::render(&unit_pick::load(ctx, *order, *purpose, *page)?, w)
        }
        Place::Replace { order, unit } => unit_pick::ask_replace(ctx, *order, *unit, w)?,
    })
}

/// Back to the order's card, for those who may see orders.
fn after_resend(ctx: &Ctx, id: OrderId, by: Staff) -> Done<Place> {
    Ok(match staff::may(ctx, by.id(), Place::Card(id).needs())? {
        Some(_) => Place::Card(id),
        None => Place::Undelivered { page: 0 },
    })
}

/// Sends the goods once more: those that are stuck, and those that a buyer cannot find.
fn send_again(ctx: &mut Ctx, turn: &Turn, by: Staff, id: OrderId, place: Place) -> Done<Reply> {
    let w = turn.words;
    let order = known(&ctx.tx, id)?;
    let goods = order.check_refundable()?;
    if order.kept().next().is_none() {
        return Err(Refusal::Order(NoOrder::GivenBack(id)).into());
    }
    // On their way already: a second tap brings nothing more.
    if let Goods::Sending { .. } = goods {
        match delivery::hurry(ctx, id)? {
            Way::Soon => return Ok(Next::go(place).toast(w.toast_still_sending(id))),
            Way::Hurried => {
                revision::act(ctx, by, Act::SentAgain { order: id })?;
                return Ok(Next::go(place).toast(w.toast_sending_again(id)));
            }
            Way::Lost => {}
        }
    }
    let theirs = words_of(ctx, turn.dictionary, order.customer)?;
    revision::act(ctx, by, Act::SentAgain { order: id })?;
    goods::send(ctx, id, Occasion::Again, theirs)?;
    Ok(Next::go(place).toast(w.toast_sending_again(id)))
}
