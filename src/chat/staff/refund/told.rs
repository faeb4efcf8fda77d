//! What is told of money that goes back and of goods that are replaced.

use crate::chat::action::SalePress;
use crate::chat::customer::order::refund as shown;
use crate::chat::goods::{self, Occasion};
use crate::chat::layout::{below, name_of, person};
use crate::chat::reach::words_of;
use crate::chat::staff::order::told::send_goods;
use crate::chat::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::RefundFact;
use crate::domain::id::{Address, OrderId, UnitId};
use crate::domain::ledger::{Cause, Step};
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::domain::order::{Goods, Refund, RefundTo, State};
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, ledger};
use crate::words::{Dictionary, Html, Words, args};

pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &RefundFact) -> Done {
    match *fact {
        RefundFact::Refunded { order, part, .. } | RefundFact::PaidOut { order, part, .. } => {
            let to = browse::order(&ctx.tx, order)?.customer;
            let w = words_of(ctx, dictionary, to)?;
            let screen = shown::render(&shown::load(ctx, order, part)?, w);
            let task = Task::Show { to: to.chat().into(), screen, replace: None };
            ctx.ask(Lane::Notice, task, About::Nothing)?;
            Ok(())
        }
        RefundFact::Replaced { order, unit, .. } => send_replacement(ctx, dictionary, order, unit),
    }
}

fn send_replacement(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId, unit: UnitId) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    match order.state {
        // Nothing has arrived yet: all of it goes out once more.
        State::Paid { goods: Goods::Stuck { .. }, .. } => {
            send_goods(ctx, dictionary, id, Occasion::Again)
        }
        _ => {
            let w = words_of(ctx, dictionary, order.customer)?;
            goods::send_units(ctx, id, &[unit], Occasion::Replaced, w)
        }
    }
}

pub fn told(fact: &RefundFact) -> Told {
    match *fact {
        RefundFact::Refunded { order, part, by } => {
            Told::owners_by(by).action(StaffAction::Refunded { order, part, by })
        }
        RefundFact::PaidOut { order, part, by } => {
            Told::owners_by(by).action(StaffAction::PaidOut { order, part, by })
        }
        RefundFact::Replaced { by, .. } => Told::by(by),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &RefundFact, to: Address) -> Done<Option<Screen>> {
    let (text, card) = match *fact {
        RefundFact::Refunded { order, part, .. } => (refunded(ctx, w, order, part)?, Some(order)),
        RefundFact::PaidOut { order, part, .. } => {
            let (refund, buyer) = refund(ctx, w, order, part)?;
            (w.notice_paid_out(refund.amount, Html(&buyer), order), None)
        }
        RefundFact::Replaced { order, .. } => {
            let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, w)?;
            (w.notice_replaced(Html(&buyer), order), Some(order))
        }
    };
    let screen = Screen::new(text);
    Ok(Some(match card.filter(|_| to.chat.person().is_some()) {
        Some(id) => screen.buttons(vec![below(w.button_sale(id), SalePress::Card(id))]),
        None => screen,
    }))
}

/// A refund, and whose money it is.
fn refund(ctx: &Ctx, w: Words, id: OrderId, part: u16) -> Done<(Refund, String)> {
    let order = browse::order(&ctx.tx, id)?;
    let refund = order.refund(part).cloned().ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    Ok((refund, person(ctx, order.customer, w)?))
}

/// Who has given back how much, and why.
fn refunded(ctx: &Ctx, w: Words, id: OrderId, part: u16) -> Done<String> {
    let (refund, buyer) = refund(ctx, w, id, part)?;
    let entry = ledger::entry(&ctx.tx, Cause::Refund(id, part), Step::Moved)?;
    let (by, why) = match entry.and_then(|entry| entry.note) {
        Some(note) => (name_of(ctx, note.by)?, note.why),
        None => (String::new(), String::new()),
    };
    Ok(match refund.to {
        RefundTo::Balance => w.notice_refunded(args::NoticeRefunded {
            amount: refund.amount,
            buyer: Html(&buyer),
            name: &by,
            order: id,
            reason: &why,
        }),
        RefundTo::Outside { .. } => w.notice_refund_promised(args::NoticeRefundPromised {
            amount: refund.amount,
            buyer: Html(&buyer),
            name: &by,
            order: id,
            reason: &why,
        }),
    })
}
