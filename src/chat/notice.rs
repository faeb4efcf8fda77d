//! What happened, told to the people it concerns: the buyer, the sellers, their group.

use std::collections::BTreeSet;

use super::action::Action;
use super::admin::evidence::{self, Ask, approver, name_of};
use super::admin::order_notice;
use super::alarm;
use super::customer::{invoice, refund};
use super::goods::{self, Occasion};
use super::layout::{below, person, signed};
use super::reconciled;
use crate::domain::customer::Customer;
use crate::domain::effect::{About, Errand, Lane};
use crate::domain::fact::Fact;
use crate::domain::id::{Address, CustomerId, OrderId, UnitId};
use crate::domain::ledger::{Cause, Side};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, Order, State, Way};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, correction, delivery, evidence as reviews, ledger, settings, staff};
use crate::words::{Dictionary, Html, Words};

/// Tells one fact to everyone it concerns.
pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    match *fact {
        Fact::Alarm(alarm) => return alarm::tell(ctx, dictionary, &alarm),
        Fact::Reconciled(id) => return reconciled::tell(ctx, dictionary, id),
        Fact::BooksBroken { count } => return books_broken(ctx, dictionary, count),
        _ => {}
    }
    tell_buyer(ctx, dictionary, fact)?;
    // What has happened stands, even where the staff cannot be told: nobody's money is undone for
    // the sake of a notice.
    let mark = ctx.mark();
    match tell_sellers(ctx, dictionary, fact) {
        Err(Stop::Fault(fault)) if !fault.fatal() => {
            ctx.back_to(mark);
            tracing::error!(%fault, ?fact, "the staff could not be told");
            Ok(())
        }
        told => told,
    }
}

fn tell_buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    let plain = |view| view;
    match *fact {
        // `WrongAmount` is a fact of its own.
        Fact::Ended { why: End::WrongAmount, .. } => Ok(()),
        // Somebody has decided long after the buyer looked at the chat: a change of an old
        // message would not be noticed.
        Fact::Ended { order, why: End::NoTransfer } => panel_below(ctx, dictionary, order),
        Fact::Doubted { order, .. } if browse::order(&ctx.tx, order)?.open() => {
            panel_below(ctx, dictionary, order)
        }
        Fact::Deposited { order, .. } if browse::order(&ctx.tx, order)?.way == Way::Transfer => {
            panel_below(ctx, dictionary, order)
        }
        Fact::Ordered(id) | Fact::Ended { order: id, .. } => panel(ctx, dictionary, id, plain),
        Fact::InvoiceSlow(id) => panel(ctx, dictionary, id, invoice::View::slow),
        Fact::Credited { order, .. } => panel(ctx, dictionary, order, plain),
        Fact::Deposited { order, late } => panel(ctx, dictionary, order, |view| view.late(late)),
        Fact::Paid { order: id, late } => {
            panel(ctx, dictionary, id, |view| view.late(late))?;
            send_goods(ctx, dictionary, id, Occasion::Paid)
        }
        Fact::Unstuck(id) => match browse::order(&ctx.tx, id)?.state {
            State::Paid { goods: Goods::Stuck { .. }, .. } => {
                // The invoice still shows its QR: they have not heard that it is paid.
                panel(ctx, dictionary, id, plain)?;
                send_goods(ctx, dictionary, id, Occasion::Again)
            }
            // The buyer has asked for them in the very same moment.
            _ => Ok(()),
        },
        Fact::Refunded { order, part, .. } | Fact::PaidOut { order, part, .. } => {
            let to = browse::order(&ctx.tx, order)?.customer;
            let w = words_of(ctx, dictionary, to)?;
            let screen = refund::render(&refund::load(ctx, order, part)?, w);
            let errand = Errand::Show { to: to.chat().into(), screen, replace: None };
            ctx.ask(Lane::Notice, errand, About::Nothing)?;
            Ok(())
        }
        Fact::Replaced { order, unit, .. } => send_replacement(ctx, dictionary, order, unit),
        Fact::Delivered(_)
        | Fact::Stuck(_)
        | Fact::SoldOut(_)
        | Fact::Joined(_)
        | Fact::AccountChanged { .. }
        | Fact::Paused { .. }
        | Fact::Resumed { .. }
        | Fact::Alarm(_)
        | Fact::Reconciled(_)
        | Fact::BooksBroken { .. } => Ok(()),
        Fact::Corrected(cause) => tell_corrected(ctx, dictionary, cause),
        // The buyer has done it themselves, or has nothing to do about it.
        Fact::Evidence { .. } | Fact::ReviewWaits(_) | Fact::Doubted { .. } => Ok(()),
    }
}

fn send_goods(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId, why: Occasion) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    let w = words_of(ctx, dictionary, order.customer)?;
    goods::send(ctx, id, why, w)
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
            goods::send_replacement(ctx, id, unit, w)
        }
    }
}

/// Shows an order's invoice as it is now, in the place of the message that showed it before.
pub fn panel(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    id: OrderId,
    adjust: impl FnOnce(invoice::View) -> invoice::View,
) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    let w = words_of(ctx, dictionary, order.customer)?;
    let screen = invoice::render(&adjust(invoice::load(ctx, id)?), w);
    let to = order.customer.chat().into();
    // The outbox puts the newest panel in here: this one may still be on its way.
    let errand = Errand::Show { to, screen, replace: None };
    ctx.ask(Lane::Answer, errand, About::Panel(id))?;
    Ok(())
}

/// Shows an order's invoice as a new message, and takes the one that showed it before away.
pub fn panel_below(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId) -> Done {
    let before = delivery::panel_leaves(ctx, id)?;
    panel(ctx, dictionary, id, |view| view)?;
    if let Some(message) = before {
        let to = browse::order(&ctx.tx, id)?.customer.chat().into();
        ctx.ask(Lane::Answer, Errand::Retire { to, message }, About::Nothing)?;
    }
    Ok(())
}

fn tell_sellers(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    for (to, w) in listeners(ctx, dictionary, fact)? {
        if let Some(screen) = screen(ctx, w, fact, to)? {
            let errand = Errand::Show { to, screen, replace: None };
            ctx.ask(Lane::Notice, errand, About::Nothing)?;
        }
    }
    Ok(())
}

fn books_broken(ctx: &mut Ctx, dictionary: &Dictionary, count: u64) -> Done {
    tell_owners(ctx, dictionary, |w| w.notice_books_broken(count))
}

fn tell_owners(ctx: &mut Ctx, dictionary: &Dictionary, text: impl Fn(Words) -> String) -> Done {
    for id in staff::owners(ctx)? {
        let screen = Screen::new(text(words_of(ctx, dictionary, id)?));
        let errand = Errand::Show { to: id.chat().into(), screen, replace: None };
        ctx.ask(Lane::Notice, errand, About::Nothing)?;
    }
    Ok(())
}

/// The sellers, each once and in their own language, and the group in the shop's.
fn listeners<'d>(
    ctx: &Ctx,
    dictionary: &'d Dictionary,
    fact: &Fact,
) -> Done<Vec<(Address, Words<'d>)>> {
    let by = actor(ctx, fact)?;
    let mut people = staff::sellers(ctx)?;
    if concerns_owners(fact, by) {
        people.extend(staff::owners(ctx)?);
    }
    let mut listeners = reachable(ctx, dictionary, people)?;
    if listeners.is_empty() {
        // Better the owner than nobody.
        listeners = reachable(ctx, dictionary, staff::owners(ctx)?)?;
    }
    listeners.retain(|(to, _)| by.is_none() || to.chat.person() != by);
    if let Some(group) = settings::group(ctx)? {
        listeners.push((group, dictionary.words(None, ctx.shop.language)));
    }
    Ok(listeners)
}

/// Who of the staff did it, and sees what came of it without a notice.
fn actor(ctx: &Ctx, fact: &Fact) -> Done<Option<CustomerId>> {
    Ok(match *fact {
        Fact::Joined(by)
        | Fact::AccountChanged { by }
        | Fact::Paused { by }
        | Fact::Resumed { by }
        | Fact::Doubted { by, .. }
        | Fact::Refunded { by, .. }
        | Fact::PaidOut { by, .. }
        | Fact::Replaced { by, .. } => Some(by),
        Fact::Corrected(cause) => Some(correction::entered(&ctx.tx, cause)?.by),
        Fact::Paid { order, .. } | Fact::Deposited { order, .. } => approver(ctx, order)?,
        _ => None,
    })
}

/// Owners who sell nothing hear of trouble, of money moved by hand, and of who may move it.
fn concerns_owners(fact: &Fact, by: Option<CustomerId>) -> bool {
    match fact {
        Fact::Paid { .. } | Fact::Deposited { .. } => by.is_some(),
        Fact::Stuck(_)
        | Fact::Credited { .. }
        | Fact::ReviewWaits(_)
        | Fact::Joined(_)
        | Fact::AccountChanged { .. }
        | Fact::Paused { .. }
        | Fact::Resumed { .. }
        | Fact::Corrected(_)
        | Fact::Refunded { .. }
        | Fact::PaidOut { .. } => true,
        _ => false,
    }
}

/// Those who can be written to: who has never written to the bot cannot.
pub fn reachable<'d>(
    ctx: &Ctx,
    dictionary: &'d Dictionary,
    people: BTreeSet<CustomerId>,
) -> Done<Vec<(Address, Words<'d>)>> {
    let mut listeners = Vec::new();
    for id in people {
        let known = browse::customer(&ctx.tx, id)?.filter(|customer| !customer.away);
        if let Some(customer) = known {
            listeners.push((id.chat().into(), words_for(ctx, dictionary, &customer)));
        }
    }
    Ok(listeners)
}

/// A fact as one of its listeners sees it. What is to be decided comes with its buttons, but not
/// in a group: a group is never listened to.
fn screen(ctx: &Ctx, w: Words, fact: &Fact, to: Address) -> Done<Option<Screen>> {
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
            (Order { state: State::InReview { since }, .. }, evidence)
                if evidence.first_since(since, back) =>
            {
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
                    w.notice_ordered(Html(&it.buyer), lines, id, it.total, &it.way)
                })
            })
        }
        Fact::Paid { order: id, late } => {
            let it = Gist::load(ctx, id, w)?;
            Some(it.with_lines(|it, lines| match (late, &it.approver) {
                (true, _) => w.notice_paid_late(Html(&it.buyer), lines, id, it.total, &it.way),
                (false, None) => w.notice_paid(Html(&it.buyer), lines, id, it.total, &it.way),
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
        | Fact::Alarm(_)
        | Fact::Reconciled(_)
        | Fact::BooksBroken { .. } => None,
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

pub fn role_name(role: crate::domain::staff::Role, w: Words) -> String {
    match role {
        crate::domain::staff::Role::Admin => w.plain_role_admin(),
        crate::domain::staff::Role::Owner => w.plain_role_owner(),
    }
}

fn tell_corrected(ctx: &mut Ctx, dictionary: &Dictionary, cause: Cause) -> Done {
    let it = correction::entered(&ctx.tx, cause)?;
    let w = words_of(ctx, dictionary, it.customer)?;
    let balance = ledger::free(&ctx.tx, it.customer)?;
    let text = match it.side {
        Side::To => w.balance_added(it.amount, balance, &it.why),
        Side::From => w.balance_taken(it.amount, balance, &it.why),
    };
    let to = it.customer.chat().into();
    let screen = Screen::new(text).buttons(vec![invoice::history(w)]);
    let errand = Errand::Show { to, screen, replace: None };
    ctx.ask(Lane::Answer, errand, About::Nothing)?;
    Ok(())
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
    way: String,
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
            way: way(&order, w),
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
        part if part > Rupiah::ZERO && order.way != Way::Balance => {
            format!("{lines}\n{}", w.desk_row_balance(part))
        }
        _ => lines,
    }
}

fn way(order: &Order, w: Words) -> String {
    match order.way {
        Way::Balance if order.total() == Rupiah::ZERO => w.plain_way_free(),
        Way::Balance => w.plain_way_balance(),
        Way::Gateway(_) if order.from_balance > Rupiah::ZERO => w.plain_way_mixed(),
        Way::Gateway(_) => w.plain_way_qris(),
        Way::Transfer => w.plain_way_transfer(),
    }
}

/// The texts in a person's own language.
pub fn words_of<'d>(ctx: &Ctx, dictionary: &'d Dictionary, id: CustomerId) -> Done<Words<'d>> {
    let language = browse::customer(&ctx.tx, id)?.and_then(|customer| customer.language());
    Ok(dictionary.words(language, ctx.shop.language))
}

fn words_for<'d>(ctx: &Ctx, dictionary: &'d Dictionary, customer: &Customer) -> Words<'d> {
    dictionary.words(customer.language(), ctx.shop.language)
}
