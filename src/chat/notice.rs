//! What happened, told to the people it concerns: the buyer, the sellers, their group.

use std::collections::BTreeSet;

use super::customer::invoice;
use super::goods::{self, Occasion};
use super::layout::buyer;
use crate::domain::customer::Customer;
use crate::domain::effect::{About, Errand, Lane};
use crate::domain::fact::Fact;
use crate::domain::id::{Address, CustomerId, OrderId};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, Order, State};
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, delivery, settings, staff};
use crate::words::{Dictionary, Html, Words};

/// Tells one fact to everyone it concerns.
pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    tell_buyer(ctx, dictionary, fact)?;
    tell_sellers(ctx, dictionary, fact)
}

fn tell_buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    let plain = |view| view;
    match *fact {
        // `WrongAmount` is a fact of its own.
        Fact::Ended { why: End::WrongAmount, .. } => Ok(()),
        Fact::Ordered(id) | Fact::Ended { order: id, .. } => panel(ctx, dictionary, id, plain),
        Fact::InvoiceSlow(id) => panel(ctx, dictionary, id, invoice::View::slow),
        Fact::Credited { order, .. } => panel(ctx, dictionary, order, plain),
        Fact::Deposited { order, late } => panel(ctx, dictionary, order, |view| view.late(late)),
        Fact::Paid { order: id, late } => {
            panel(ctx, dictionary, id, |view| view.late(late))?;
            send_goods(ctx, dictionary, id, Occasion::Paid)
        }
        Fact::Unstuck(id) => match browse::order(&ctx.tx, id)?.state {
            State::Paid { goods: Goods::Stuck, .. } => {
                // The invoice still shows its QR: they have not heard that it is paid.
                panel(ctx, dictionary, id, plain)?;
                send_goods(ctx, dictionary, id, Occasion::Again)
            }
            // The buyer has asked for them in the very same moment.
            _ => Ok(()),
        },
        Fact::Delivered(_) | Fact::Stuck(_) | Fact::SoldOut(_) | Fact::Joined(_) => Ok(()),
    }
}

fn send_goods(ctx: &mut Ctx, dictionary: &Dictionary, id: OrderId, why: Occasion) -> Done {
    let order = browse::order(&ctx.tx, id)?;
    let w = words_of(ctx, dictionary, order.customer)?;
    goods::send(ctx, id, why, w)
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
        if let Some(text) = text(ctx, w, fact)? {
            let errand = Errand::Show { to, screen: Screen::new(text), replace: None };
            ctx.ask(Lane::Notice, errand, About::Nothing)?;
        }
    }
    Ok(())
}

/// Tells the owners that something of ours broke, with the number to look for.
pub fn broken(ctx: &mut Ctx, dictionary: &Dictionary, number: u64) -> Done {
    for id in staff::owners(ctx)? {
        let w = words_of(ctx, dictionary, id)?;
        let screen = Screen::new(w.notice_broken(&number.to_string()));
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
    let mut people = staff::sellers(ctx)?;
    if let Fact::Joined(newcomer) = fact {
        // Who is let in concerns everyone who is in.
        people.extend(staff::owners(ctx)?);
        people.remove(newcomer);
    }
    if let Fact::Stuck(_) | Fact::Credited { .. } = fact {
        people.extend(staff::owners(ctx)?);
    }
    let mut listeners = reachable(ctx, dictionary, people)?;
    if listeners.is_empty() {
        // Better the owner than nobody.
        listeners = reachable(ctx, dictionary, staff::owners(ctx)?)?;
    }
    if let Some(group) = settings::group(ctx)? {
        listeners.push((group, dictionary.words(None, ctx.shop.language)));
    }
    Ok(listeners)
}

/// Those who can be written to: who has never written to the bot cannot.
fn reachable<'d>(
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

fn text(ctx: &Ctx, w: Words, fact: &Fact) -> Done<Option<String>> {
    Ok(match *fact {
        Fact::Ordered(id) => Some(
            Gist::load(ctx, id, w)?
                .with_lines(|it, lines| w.notice_ordered(Html(&it.buyer), lines, id, it.total)),
        ),
        Fact::Paid { order: id, late } => {
            let it = Gist::load(ctx, id, w)?;
            Some(it.with_lines(|it, lines| match late {
                true => w.notice_paid_late(Html(&it.buyer), lines, id, it.total),
                false => w.notice_paid(Html(&it.buyer), lines, id, it.total),
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
        Fact::Deposited { order: id, .. } => {
            let it = Gist::load(ctx, id, w)?;
            Some(w.notice_deposited(it.total, Html(&it.buyer), id))
        }
        Fact::Ended { order: id, why } => ended(&Gist::load(ctx, id, w)?, id, why, w),
        Fact::Credited { order: id, received } => {
            let it = Gist::load(ctx, id, w)?;
            Some(match it.asked == received {
                true => w.notice_credited(Html(&it.buyer), id, received),
                false => w.notice_wrong_amount(Html(&it.buyer), it.asked, id, received),
            })
        }
        Fact::SoldOut(id) => {
            let product = browse::product(&ctx.tx, id)?;
            Some(w.notice_sold_out(product.name.as_str(), product.number.into()))
        }
        Fact::Joined(id) => {
            let name = browse::customer(&ctx.tx, id)?.map(|it| it.name).unwrap_or_default();
            let role = staff::role_of(ctx, id)?.map(|role| role_name(role, w));
            role.map(|role| w.notice_joined(&name, &role))
        }
        Fact::InvoiceSlow(_) | Fact::Unstuck(_) => None,
    })
}

fn ended(it: &Gist, id: OrderId, why: End, w: Words) -> Option<String> {
    match why {
        End::Expired => Some(w.notice_expired(Html(&it.buyer), id, it.total)),
        End::Cancelled => Some(w.notice_cancelled(Html(&it.buyer), id, it.total)),
        End::NoInvoice => Some(w.notice_no_invoice(Html(&it.buyer), id)),
        // `WrongAmount` is a fact of its own.
        End::WrongAmount => None,
    }
}

pub fn role_name(role: crate::domain::staff::Role, w: Words) -> String {
    match role {
        crate::domain::staff::Role::Admin => w.plain_role_admin(),
        crate::domain::staff::Role::Owner => w.plain_role_owner(),
    }
}

/// What a notice about an order needs.
struct Gist {
    buyer: String,
    total: Rupiah,
    /// What was to come from outside.
    asked: Rupiah,
    lines: String,
}

impl Gist {
    fn load(ctx: &Ctx, id: OrderId, w: Words) -> Done<Gist> {
        let order: Order = browse::order(&ctx.tx, id)?;
        let customer = browse::customer(&ctx.tx, order.customer)?;
        let (name, username) = match &customer {
            Some(customer) => (customer.name.as_str(), customer.username.as_deref()),
            None => ("", None),
        };
        Ok(Gist {
            buyer: buyer(w, order.customer, name, username),
            total: order.total(),
            asked: order.rest(),
            lines: invoice::lines(&order, w),
        })
    }

    fn with_lines(&self, text: impl FnOnce(&Gist, Html) -> String) -> String {
        text(self, Html(&self.lines))
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
