//! What is told of orders: to the buyer, and to the staff.

use super::gist::Gist;
use crate::chat::action::SalePress;
use crate::chat::customer::order::{invoice, todo as theirs};
use crate::chat::goods::{self, Occasion};
use crate::chat::layout::below;
use crate::chat::panel::{panel, panel_below};
use crate::chat::reach::words_of;
use crate::chat::told::Told;
use crate::domain::fact::OrderFact;
use crate::domain::id::{Address, OrderId};
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, State};
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, evidence, todo};
use crate::words::{Dictionary, Html, Words, args};

pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &OrderFact) -> Done {
    let plain = |view| view;
    match *fact {
        // The money that came is a fact of its own.
        OrderFact::Ended { why: End::WrongAmount, .. } => Ok(()),
        // Somebody has decided long after the buyer looked at the chat: a change of an old
        // message would not be noticed.
        OrderFact::Ended { order, why: End::NoTransfer } => panel_below(ctx, dictionary, order),
        OrderFact::Deposited { order, late } => match browse::order(&ctx.tx, order)?.method {
            PaymentMethod::Transfer => panel_below(ctx, dictionary, order),
            _ => panel(ctx, dictionary, order, |view| view.late(late)),
        },
        OrderFact::Opened(order)
        | OrderFact::Ended { order, .. }
        | OrderFact::Credited { order, .. } => panel(ctx, dictionary, order, plain),
        OrderFact::InvoiceSlow(id) => panel(ctx, dictionary, id, invoice::View::slow),
        OrderFact::Paid { order: id, late } => {
            panel(ctx, dictionary, id, |view| view.late(late))?;
            send_goods(ctx, dictionary, id, Occasion::Paid)?;
            theirs::promised(ctx, dictionary, id)
        }
        OrderFact::Unstuck(id) => match browse::order(&ctx.tx, id)?.state {
            State::Paid { goods: Goods::Stuck { .. }, .. } => {
                // The invoice still shows its QR: they have not heard that it is paid.
                panel(ctx, dictionary, id, plain)?;
                send_goods(ctx, dictionary, id, Occasion::Again)
            }
            // The buyer has asked for them in the very same moment.
            _ => Ok(()),
        },
        OrderFact::Delivered(_) | OrderFact::Stuck(_) => Ok(()),
    }
}

/// Puts an order's goods on their way, in their buyer's language.
pub fn send_goods(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId, why: Occasion) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    let w = words_of(ctx, dictionary, order.customer)?;
    goods::send(ctx, id, why, w)
}

pub fn told(ctx: &Ctx, fact: &OrderFact) -> Done<Told> {
    Ok(match *fact {
        OrderFact::Paid { order, .. } => by_hand(ctx, order, false)?,
        OrderFact::Deposited { order, .. } => by_hand(ctx, order, true)?,
        OrderFact::Stuck(_) | OrderFact::Credited { .. } => Told::owners(),
        OrderFact::Opened(_)
        | OrderFact::InvoiceSlow(_)
        | OrderFact::Delivered(_)
        | OrderFact::Unstuck(_)
        | OrderFact::Ended { .. } => Told::sellers(),
    })
}

/// Where a person of the staff said that the money is there, it was moved by hand.
fn by_hand(ctx: &Ctx, order: OrderId, deposit: bool) -> Done<Told> {
    Ok(match evidence::approver(&ctx.tx, order)? {
        Some(by) => Told::owners_by(by).action(StaffAction::Approved { order, deposit }),
        None => Told::sellers(),
    })
}

/// As one of the staff or their group reads it, and where they go from there.
pub fn screen(ctx: &Ctx, w: Words, fact: &OrderFact, to: Address) -> Done<Option<Screen>> {
    let card = match *fact {
        OrderFact::Paid { order, .. }
        | OrderFact::Stuck(order)
        | OrderFact::Credited { order, .. } => Some(order),
        OrderFact::Opened(_)
        | OrderFact::InvoiceSlow(_)
        | OrderFact::Delivered(_)
        | OrderFact::Deposited { .. }
        | OrderFact::Unstuck(_)
        | OrderFact::Ended { .. } => None,
    };
    // A group is never listened to.
    let card = card.filter(|_| to.chat.person().is_some());
    let screen = text(ctx, w, fact)?.map(Screen::new);
    Ok(match (screen, card) {
        (Some(screen), Some(id)) => {
            Some(screen.buttons(vec![below(w.button_sale(id), SalePress::Card(id))]))
        }
        (screen, _) => screen,
    })
}

fn text(ctx: &Ctx, w: Words, fact: &OrderFact) -> Done<Option<String>> {
    let (OrderFact::Opened(id)
    | OrderFact::Paid { order: id, .. }
    | OrderFact::Delivered(id)
    | OrderFact::Stuck(id)
    | OrderFact::Deposited { order: id, .. }
    | OrderFact::Credited { order: id, .. }
    | OrderFact::Ended { order: id, .. }) = *fact
    else {
        return Ok(None);
    };
    let it = Gist::load(ctx, id, w)?;
    let buyer = Html(&it.buyer);
    Ok(match *fact {
        // A deposit binds no stock: sellers hear of it when its money is there.
        OrderFact::Opened(_) => (!it.deposit).then(|| {
            w.notice_ordered(args::NoticeOrdered {
                buyer,
                lines: Html(&it.lines),
                order: id,
                total: it.total,
                way: &it.method,
            })
        }),
        OrderFact::Paid { late, .. } => {
            let goods = goods(ctx, id, w)?;
            Some(format!("{} {goods}", paid(&it, id, late, w)))
        }
        OrderFact::Delivered(_) => Some(w.notice_delivered(buyer, id)),
        OrderFact::Stuck(_) => Some(w.notice_stuck(buyer, id)),
        OrderFact::Deposited { late, .. } => Some(deposited(&it, id, late, w)),
        OrderFact::Ended { why, .. } => ended(&it, id, why, w),
        OrderFact::Credited { received, .. } => Some(credited(&it, id, received, w)),
        OrderFact::InvoiceSlow(_) | OrderFact::Unstuck(_) => None,
    })
}

fn paid(it: &Gist, id: OrderId, late: bool, w: Words) -> String {
    let (buyer, lines) = (Html(&it.buyer), Html(&it.lines));
    match (late, &it.approver) {
        (true, _) => w.notice_paid_late(args::NoticePaidLate {
            buyer,
            lines,
            order: id,
            total: it.total,
            way: &it.method,
        }),
        (false, None) => w.notice_paid(args::NoticePaid {
            buyer,
            lines,
            order: id,
            total: it.total,
            way: &it.method,
        }),
        (false, Some(name)) => w.notice_paid_by_hand(args::NoticePaidByHand {
            buyer,
            lines,
            name,
            order: id,
            total: it.total,
        }),
    }
}

/// Whether its goods go out by themselves, or somebody has to do them.
fn goods(ctx: &Ctx, id: OrderId, w: Words) -> Done<String> {
    let all = browse::order(&ctx.tx, id)?.units().count() as u64;
    Ok(match todo::waiting_of(&ctx.tx, id)? {
        0 => w.notice_goods_sent(),
        open if open < all => w.notice_goods_partly(),
        _ => w.notice_goods_by_hand(),
    })
}

fn deposited(it: &Gist, id: OrderId, late: bool, w: Words) -> String {
    match (&it.approver, late) {
        (Some(name), _) => w.notice_deposited_by_hand(it.total, Html(&it.buyer), name, id),
        (None, true) => w.notice_deposited_late(it.total, Html(&it.buyer), id),
        (None, false) => w.notice_deposited(it.total, Html(&it.buyer), id),
    }
}

fn credited(it: &Gist, id: OrderId, received: Rupiah, w: Words) -> String {
    match it.asked == received {
        true => w.notice_credited(Html(&it.buyer), id, received),
        false if it.deposit => w.notice_deposit_wrong_amount(args::NoticeDepositWrongAmount {
            buyer: Html(&it.buyer),
            expected: it.asked,
            order: id,
            received,
        }),
        false => w.notice_wrong_amount(args::NoticeWrongAmount {
            buyer: Html(&it.buyer),
            expected: it.asked,
            order: id,
            received,
        }),
    }
}

fn ended(it: &Gist, id: OrderId, why: End, w: Words) -> Option<String> {
    match why {
        // They have not heard of it either.
        _ if it.deposit => None,
        End::Expired => Some(w.notice_expired(Html(&it.buyer), id, it.total)),
        End::Cancelled => Some(w.notice_cancelled(Html(&it.buyer), id, it.total)),
        End::NoInvoice => Some(w.notice_no_invoice(Html(&it.buyer), id)),
        // These are facts of their own.
        End::WrongAmount | End::NoTransfer => None,
    }
}
