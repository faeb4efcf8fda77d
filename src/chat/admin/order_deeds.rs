//! What the staff do about an order: send again, replace, refund, say that a refund is paid.

use super::{refund, refund_formula};
use crate::chat::action::Action;
use crate::chat::goods::{self, Occasion};
use crate::chat::notice;
use crate::chat::place::Place;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::{self, Wizard};
use crate::domain::id::OrderId;
use crate::domain::order::{Goods, RefundTo};
use crate::domain::refund::Portion;
use crate::domain::refusal::Refusal;
use crate::shop;
use crate::shop::context::{Ctx, Done};
use crate::shop::correction::not_own;
use crate::shop::delivery::{self, Way};
use crate::shop::ledger::Entered;
use crate::shop::refund::{known, payout};
use crate::shop::replace::replace;
use crate::shop::staff::Staff;
use crate::words::Words;

pub fn press(ctx: &mut Ctx, turn: &Turn, by: Staff, action: Action) -> Done<Reply> {
    let w = turn.words;
    Ok(match action {
        Action::Desk(id) => Place::Desk(id).into(),
        Action::Undelivered => Place::Undelivered { page: 0 }.into(),
        Action::UndeliveredList { page } => Place::Undelivered { page }.into(),
        Action::SendAgain(id) => {
            let list = Place::Undelivered { page: 0 };
            match known(&ctx.tx, id)?.waits_since() {
                Some(_) => send_again(ctx, turn, id, list)?,
                // It has arrived since the list was shown.
                None => list.into(),
            }
        }
        Action::Resend(id) => send_again(ctx, turn, id, Place::Desk(id))?,
        Action::PickUnit { order, purpose, page } => {
            Place::PickUnit { order, purpose, page }.into()
        }
        Action::AskReplace { order, unit } => Place::Replace { order, unit }.into(),
        Action::Replace { order, unit } => {
            let toast = match replace(ctx, by, order, unit)? {
                Entered::Now => w.toast_replaced(),
                Entered::Before => w.toast_replaced_before(),
            };
            Next::Go(Place::Desk(order)).toast(toast)
        }
        Action::Refund { order, unit } => {
            not_own(by, known(&ctx.tx, order)?.customer)?;
            let portion = unit.map_or(Portion::Whole, |unit| Portion::Units(vec![unit]));
            Next::Open(Wizard::Refund(refund::Step::Amount { order, portion })).into()
        }
        Action::ConfirmRefund { order, part } => confirm_refund(ctx, turn, by, order, part)?,
        Action::RefundsOwed { page } => Place::RefundsOwed { page }.into(),
        Action::AskPayout { order, part, listed } => ask_payout(ctx, w, order, part, listed)?,
        Action::Payout { order, part } => {
            let toast = paid_out(ctx, turn, by, order, part)?;
            Next::Go(Place::Desk(order)).toast(toast)
        }
        Action::PayoutListed { order, part } => {
            let toast = paid_out(ctx, turn, by, order, part)?;
            Next::Go(Place::RefundsOwed { page: 0 }).toast(toast)
        }
        Action::RefundFormula => {
            Next::Open(Wizard::RefundFormula(refund_formula::Step::Days)).into()
        }
        _ => Place::Admin.into(),
    })
}

/// Sends the goods once more: those that are stuck, and those that a buyer cannot find.
fn send_again(ctx: &mut Ctx, turn: &Turn, id: OrderId, place: Place) -> Done<Reply> {
    let w = turn.words;
    let order = known(&ctx.tx, id)?;
    let goods = order.check_refundable()?;
    if order.kept().next().is_none() {
        return Err(Refusal::GivenBack(id).into());
    }
    // On their way already: a second tap brings nothing more.
    if let Goods::Sending { .. } = goods {
        match delivery::hurry(ctx, id)? {
            Way::Soon => return Ok(Next::Go(place).toast(w.toast_still_sending(id))),
            Way::Hurried => return Ok(Next::Go(place).toast(w.toast_sending_again(id))),
            Way::Lost => {}
        }
    }
    let theirs = notice::words_of(ctx, turn.dictionary, order.customer)?;
    goods::send(ctx, id, Occasion::Again, theirs)?;
    Ok(Next::Go(place).toast(w.toast_sending_again(id)))
}

/// The button names the refund by its number; what it is, the open wizard knows. So a second tap
/// finds the refund there, and an old button finds nothing to do.
fn confirm_refund(ctx: &mut Ctx, turn: &Turn, by: Staff, id: OrderId, part: u16) -> Done<Reply> {
    let w = turn.words;
    let entered = match wizard::open(ctx, turn.customer.id)? {
        Some(Wizard::Refund(refund::Step::Confirm { order, part: drawn, new }))
            if (order, drawn) == (id, part) =>
        {
            Some(shop::refund::refund(ctx, by, id, part, new)?)
        }
        _ => known(&ctx.tx, id)?.refund(part).map(|_| Entered::Before),
    };
    let toast = match entered {
        Some(Entered::Now) => w.toast_refunded(),
        Some(Entered::Before) => w.toast_refunded_before(),
        None => w.toast_old_button(),
    };
    Ok(Next::Go(Place::Desk(id)).toast(toast))
}

/// What was sent already is not asked about again.
fn ask_payout(ctx: &Ctx, w: Words, order: OrderId, part: u16, listed: bool) -> Done<Reply> {
    let back = if listed { Place::RefundsOwed { page: 0 } } else { Place::Desk(order) };
    Ok(match known(&ctx.tx, order)?.refund(part).map(|refund| refund.to) {
        Some(RefundTo::Outside { paid: Some(_) }) => {
            Next::Go(back).toast(w.toast_paid_out_before())
        }
        _ => Place::Payout { order, part, listed }.into(),
    })
}

fn paid_out(ctx: &mut Ctx, turn: &Turn, by: Staff, id: OrderId, part: u16) -> Done<String> {
    Ok(match payout(ctx, by, id, part)? {
        Entered::Now => turn.words.toast_paid_out(),
        Entered::Before => turn.words.toast_paid_out_before(),
    })
}
