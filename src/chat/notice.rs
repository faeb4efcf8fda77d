//! What happened, told to the people it concerns: the buyer, the sellers, their group.

use std::collections::BTreeSet;

use super::admin::evidence::approver;
use super::admin::notice;
use super::alarm;
use super::customer::{invoice, refund};
use super::goods::{self, Occasion};
use super::missed;
use super::reconciled;
use crate::domain::customer::Customer;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::Fact;
use crate::domain::id::{Address, CustomerId, OrderId, UnitId};
use crate::domain::ledger::{Cause, Side};
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::domain::order::{End, Goods, State};
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, correction, delivery, group, ledger, staff};
use crate::words::{Dictionary, Words};

/// Tells one fact to everyone it concerns.
pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    if let Fact::Alarm(alarm) = fact {
        return alarm::tell(ctx, dictionary, alarm);
    }
    tell_buyer(ctx, dictionary, fact)?;
    // What has happened stands, even where the staff cannot be told: nobody's money is undone for
    // the sake of a notice.
    let mark = ctx.mark();
    let told = match *fact {
        Fact::Reconciled(id) => reconciled::tell(ctx, dictionary, id),
        Fact::Missed(owner) => missed::tell(ctx, dictionary, owner),
        _ => tell_sellers(ctx, dictionary, fact),
    };
    match told {
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
        Fact::Deposited { order, .. }
            if browse::order(&ctx.tx, order)?.method == PaymentMethod::Transfer =>
        {
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
            let task = Task::Show { to: to.chat().into(), screen, replace: None };
            ctx.ask(Lane::Notice, task, About::Nothing)?;
            Ok(())
        }
        Fact::Replaced { order, unit, .. } => send_replacement(ctx, dictionary, order, unit),
        Fact::Delivered(_)
        | Fact::Stuck(_)
        | Fact::SoldOut(_)
        | Fact::Joined(_)
        | Fact::Dismissed(_)
        | Fact::AccountChanged { .. }
        | Fact::Paused { .. }
        | Fact::Resumed { .. }
        | Fact::Missed(_)
        | Fact::Alarm(_)
        | Fact::Reconciled(_) => Ok(()),
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
    let screen = invoice::render(&adjust(invoice::load(ctx, id, w)?), w);
    let to = order.customer.chat().into();
    // The outbox puts the newest panel in here: this one may still be on its way.
    let task = Task::Show { to, screen, replace: None };
    ctx.ask(Lane::Answer, task, About::Panel(id))?;
    Ok(())
}

/// Shows an order's invoice as a new message, and takes the one that showed it before away.
pub fn panel_below(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId) -> Done {
    let before = delivery::panel_leaves(ctx, id)?;
    panel(ctx, dictionary, id, |view| view)?;
    if let Some(message) = before {
        let to = browse::order(&ctx.tx, id)?.customer.chat().into();
        ctx.ask(Lane::Answer, Task::Retire { to, message }, About::Nothing)?;
    }
    Ok(())
}

fn tell_sellers(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    let by = actor(ctx, fact)?;
    let listeners = listeners(ctx, dictionary, fact, by)?;
    let action = StaffAction::of(fact, by.is_some());
    if let Some(action) = action {
        let told: Vec<_> = listeners.iter().filter_map(|(to, _)| to.chat.person()).collect();
        missed::note(ctx, action, by, &told)?;
    }
    for (to, w) in listeners {
        if let Some(screen) = notice::screen(ctx, w, fact, to)? {
            let task = Task::Show { to, screen, replace: None };
            ctx.ask(Lane::Notice, task, missed::about(action, to))?;
        }
    }
    Ok(())
}

/// The sellers, each once and in their own language, and the group in the shop's.
fn listeners<'d>(
    ctx: &Ctx,
    dictionary: &'d Dictionary,
    fact: &Fact,
    by: Option<CustomerId>,
) -> Done<Vec<(Address, Words<'d>)>> {
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
    if let Some(group) = group::open(ctx)? {
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
        | Fact::Dismissed(_)
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
    let task = Task::Show { to, screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Nothing)?;
    Ok(())
}

/// The texts in a person's own language.
pub fn words_of<'d>(ctx: &Ctx, dictionary: &'d Dictionary, id: CustomerId) -> Done<Words<'d>> {
    let language = browse::customer(&ctx.tx, id)?.and_then(|customer| customer.language());
    Ok(dictionary.words(language, ctx.shop.language))
}

fn words_for<'d>(ctx: &Ctx, dictionary: &'d Dictionary, customer: &Customer) -> Words<'d> {
    dictionary.words(customer.language(), ctx.shop.language)
}
