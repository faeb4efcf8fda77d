//! What a press leads to, and what is shown where.

use super::{Draft, Place, Press, new, owed};
use crate::chat::form::Form;
use crate::chat::place::{RefundPlace, SalePlace};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::order::RefundTo;
use crate::domain::refund::Portion;
use crate::shop::context::{Ctx, Done};
use crate::shop::correction::not_own;
use crate::shop::ledger::Entered;
use crate::shop::refund::{known, payout};
use crate::shop::staff::Staff;
use crate::words::Words;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::New { order, unit } => {
            not_own(by, known(&ctx.tx, order)?.customer)?;
            let portion = unit.map_or(Portion::Whole, |unit| Portion::Units(vec![unit]));
            Next::ask(Form::new(Draft::of(order, portion))).into()
        }
        Press::Confirm { order, part, asked } => new::confirm(ctx, turn, by, (order, part), asked)?,
        Press::Owed { page } => Next::go(Place::Owed { page }).into(),
        Press::AskPayout { order, part, listed } => {
            ask_payout(ctx, turn.words, order, part, listed)?
        }
        Press::Payout { order, part } => {
            let toast = paid_out(ctx, turn, by, order, part)?;
            Next::go(SalePlace::Card(order)).toast(toast)
        }
        Press::PayoutListed { order, part } => {
            let toast = paid_out(ctx, turn, by, order, part)?;
            Next::go(Place::Owed { page: 0 }).toast(toast)
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Owed { page } => owed::render(&owed::load(ctx, *page, w)?, w),
        Place::Payout { order, part, listed } => owed::ask_payout(ctx, *order, *part, *listed, w)?,
    })
}

/// What was sent already is not asked about again.
fn ask_payout(ctx: &Ctx, w: Words, order: OrderId, part: u16, listed: bool) -> Done<Reply> {
    let back = match listed {
        true => Next::go(RefundPlace::Owed { page: 0 }),
        false => Next::go(SalePlace::Card(order)),
    };
    Ok(match known(&ctx.tx, order)?.refund(part).map(|refund| refund.to) {
        Some(RefundTo::Outside { paid: Some(_) }) => back.toast(w.toast_paid_out_before()),
        _ => Next::go(RefundPlace::Payout { order, part, listed }).into(),
    })
}

fn paid_out(ctx: &mut Ctx, turn: &Turn, by: Staff, id: OrderId, part: u16) -> Done<String> {
    Ok(match payout(ctx, by, id, part)? {
        Entered::Now => turn.words.toast_paid_out(),
        Entered::Before => turn.words.toast_paid_out_before(),
    })
}
