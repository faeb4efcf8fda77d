//! What happened, as one of the staff or their group reads it, and where they go from there.

use super::evidence::{self, Ask, approver, name_of};
use super::order_notice;
use super::staff::role_name;
use crate::chat::action::Action;
use crate::chat::customer::invoice;
use crate::chat::layout::{below, person, signed};
use crate::domain::fact::Fact;
use crate::domain::id::{Address, CustomerId, OrderId};
use crate::domain::ledger::Cause;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Order, State};
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, correction, evidence as reviews, ledger, settings, staff};
use crate::words::{Html, Words};

/// A fact as one of its listeners sees it. What is to be decided comes with its buttons, but not
/// in a group: a group is never listened to.
pub fn screen(ctx: &Ctx, w: Words, fact: &Fact, to: Address) -> Done<Option<Screen>> {
    let person = to.chat.person();
    Ok(match *fact {
        Fact::Evidence { order, back } if person.is_some() => {
            Some(evidence::render(&evidence::load(ctx, w, order, back, Ask::Decision)?, w))
        }
        Fact::ReviewWaits(order) if person.is_some() => {
            let look = below(w.button_review(order), Action::Review { order, back: 0 });
            text(ctx, w, fact)?.map(|text| Screen::new(text).buttons(vec![look]))
        }
        // A group hears of it once, and not of each picture of an album.
        Fact::Evidence { order, back } => match reviews::reviewed(&ctx.tx, order)? {
            (Order { state: State::InReview { .. }, .. }, evidence) if evidence.is_first(back) => {
                text(ctx, w, fact)?.map(Screen::new)
            }
            _ => None,
        },
        _ => text(ctx, w, fact)?.map(|text| {
            let next = order_notice::next_step(fact, w).filter(|_| person.is_some());
            let screen = Screen::new(text);
            match next {
                Some(button) => screen.buttons(vec![button]),
                None => screen,
            }
        }),
    })
}

fn text(ctx: &Ctx, w: Words, fact: &Fact) -> Done<Option<String>> {
    Ok(match *fact {
        Fact::Ordered(id) => {
            let it = Gist::load(ctx, id, w)?;
            // A deposit binds no stock: sellers hear of it when its money is there.
            (!it.deposit).then(|| {
                it.with_lines(|it, lines| {
                    w.notice_ordered(Html(&it.buyer), lines, id, it.total, &it.method)
                })
            })
        }
        Fact::Paid { order: id, late } => {
            let it = Gist::load(ctx, id, w)?;
            Some(it.with_lines(|it, lines| match (late, &it.approver) {
                (true, _) => w.notice_paid_late(Html(&it.buyer), lines, id, it.total, &it.method),
                (false, None) => w.notice_paid(Html(&it.buyer), lines, id, it.total, &it.method),
                (false, Some(name)) => {
                    w.notice_paid_by_hand(Html(&it.buyer), lines, name, id, it.total)
                }
            }))
        }
        Fact::Delivered(id) => {
            let it = Gist::load(ctx, id, w)?;
            Some(w.notice_delivered(Html(&it.buyer), id))
        }
        Fact::Stuck(id) => {
            let it = Gist::load(ctx, id, w)?;
            Some(w.notice_stuck(Html(&it.buyer), id))
        }
        Fact::Deposited { order: id, late } => {
            Some(deposited(&Gist::load(ctx, id, w)?, id, late, w))
        }
        Fact::Ended { order: id, why } => ended(&Gist::load(ctx, id, w)?, id, why, w),
        Fact::Credited { order: id, received } => {
            Some(credited(&Gist::load(ctx, id, w)?, id, received, w))
        }
        Fact::SoldOut(id) => {
            // What has been taken off the shelf is not filled again.
            let product = Some(browse::product(&ctx.tx, id)?).filter(|product| product.on_shelf);
            product.map(|it| w.notice_sold_out(it.name.as_str(), it.number.into()))
        }
        Fact::Joined(id) => {
            let name = browse::customer(&ctx.tx, id)?.map(|it| it.name).unwrap_or_default();
            let role = staff::role_of(ctx, id)?.map(|role| role_name(role, w));
            role.map(|role| w.notice_joined(&name, &role))
        }
        Fact::Dismissed(id) => Some(w.notice_dismissed(&name_of(ctx, id)?)),
        Fact::Refunded { .. } | Fact::PaidOut { .. } | Fact::Replaced { .. } => {
            order_notice::text(ctx, w, fact)?
        }
        Fact::Corrected(cause) => Some(corrected(ctx, cause, w)?),
        Fact::AccountChanged { by } => Some(account_changed(ctx, by, w)?),
        Fact::Paused { by } => Some(w.notice_paused(Html(&person(ctx, by, w)?))),
        Fact::Resumed { by } => Some(w.notice_resumed(Html(&person(ctx, by, w)?))),
        Fact::Evidence { order: id, .. } => {
            let it = Gist::load(ctx, id, w)?;
            Some(w.notice_evidence(Html(&it.buyer), id, it.asked))
        }
        Fact::ReviewWaits(id) => {
            let it = Gist::load(ctx, id, w)?;
            Some(w.notice_review_waits(Html(&it.buyer), id, it.asked))
        }
        Fact::Doubted { order, by } => doubted(ctx, order, by, w)?,
        Fact::InvoiceSlow(_)
        | Fact::Unstuck(_)
        | Fact::Missed(_)
        | Fact::Alarm(_)
        | Fact::Reconciled(_) => None,
    })
}

fn account_changed(ctx: &Ctx, by: CustomerId, w: Words) -> Done<String> {
    let staff = person(ctx, by, w)?;
    Ok(match settings::settings(&ctx.tx)?.transfer_account {
        Some(account) => w.notice_account_changed(&account, Html(&staff)),
        None => w.notice_account_removed(Html(&staff)),
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
        false if it.deposit => {
            w.notice_deposit_wrong_amount(Html(&it.buyer), it.asked, id, received)
        }
        false => w.notice_wrong_amount(Html(&it.buyer), it.asked, id, received),
    }
}

fn doubted(ctx: &Ctx, id: OrderId, by: CustomerId, w: Words) -> Done<Option<String>> {
    let (order, evidence) = reviews::reviewed(&ctx.tx, id)?;
    let Some(doubt) = evidence.doubts.last() else { return Ok(None) };
    let (it, name, why) = (Gist::load(ctx, id, w)?, name_of(ctx, by)?, w.doubt(&doubt.why));
    Ok(Some(match order.open() {
        true => w.notice_doubted(Html(&it.buyer), &name, id, &why),
        false => w.notice_no_transfer(Html(&it.buyer), &name, id, &why),
    }))
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

/// Who changed whose balance, by how much, and why.
fn corrected(ctx: &Ctx, cause: Cause, w: Words) -> Done<String> {
    let it = correction::entered(&ctx.tx, cause)?;
    let balance = ledger::free(&ctx.tx, it.customer)?;
    let (buyer, staff) = (person(ctx, it.customer, w)?, person(ctx, it.by, w)?);
    let (buyer, staff, change) = (Html(&buyer), Html(&staff), signed(w, it.side, it.amount));
    Ok(match cause {
        Cause::Credit(_) => w.notice_received(balance, buyer, &change, &it.why, staff),
        _ => w.notice_corrected(balance, buyer, &change, &it.why, staff),
    })
}

/// What a notice about an order needs.
struct Gist {
    buyer: String,
    deposit: bool,
    total: Rupiah,
    /// What was to come from outside.
    asked: Rupiah,
    lines: String,
    /// How it is paid, in a word.
    method: String,
    /// Who of the staff has seen the money, where the gateway could not.
    approver: Option<String>,
}

impl Gist {
    fn load(ctx: &Ctx, id: OrderId, w: Words) -> Done<Gist> {
        let order: Order = browse::order(&ctx.tx, id)?;
        Ok(Gist {
            buyer: person(ctx, order.customer, w)?,
            deposit: order.deposit(),
            total: order.total(),
            asked: order.rest(),
            lines: lines(&order, w),
            method: way(&order, w),
            approver: approver(ctx, id)?.map(|by| name_of(ctx, by)).transpose()?,
        })
    }

    fn with_lines(&self, text: impl FnOnce(&Gist, Html) -> String) -> String {
        text(self, Html(&self.lines))
    }
}

/// What is bought, what is taken off it, and what the balance pays beside another way.
fn lines(order: &Order, w: Words) -> String {
    let lines = invoice::lines(order, w);
    match order.from_balance {
        part if part > Rupiah::ZERO && order.method != PaymentMethod::Balance => {
            format!("{lines}\n{}", w.desk_row_balance(part))
        }
        _ => lines,
    }
}

fn way(order: &Order, w: Words) -> String {
    match order.method {
        PaymentMethod::Balance if order.total() == Rupiah::ZERO => w.plain_way_free(),
        PaymentMethod::Balance => w.plain_way_balance(),
        PaymentMethod::Qris if order.from_balance > Rupiah::ZERO => w.plain_way_mixed(),
        PaymentMethod::Qris => w.plain_way_qris(),
        PaymentMethod::Transfer => w.plain_way_transfer(),
    }
}
