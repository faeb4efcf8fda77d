//! What happened, told to the people it concerns: the buyer, the sellers, their group.

use std::collections::BTreeSet;

use super::alarm;
use super::missed;
use super::reach::reachable;
use super::staff::books::{digest, reconciled};
use super::staff::{
    batch, customer, member, order, product, refund, restore, review, setting, todo, wording,
};
use super::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::Fact;
use crate::domain::id::Address;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{group, staff};
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
        Fact::Digest => digest::tell(ctx, dictionary),
        Fact::Missed(owner) => missed::tell(ctx, dictionary, owner, screen),
        _ => tell_staff(ctx, dictionary, fact),
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
    match fact {
        Fact::Order(fact) => order::told::buyer(ctx, dictionary, fact),
        Fact::Review(fact) => review::told::buyer(ctx, dictionary, fact),
        Fact::Refund(fact) => refund::told::buyer(ctx, dictionary, fact),
        Fact::Balance(fact) => customer::told::buyer(ctx, dictionary, fact),
        Fact::Member(fact) => member::told::person(ctx, dictionary, fact),
        Fact::Stock(fact) => batch::told::person_told(ctx, dictionary, fact),
        Fact::Product(fact) => product::told::buyer(ctx, dictionary, fact),
        Fact::Todo(fact) => todo::told::buyer(ctx, dictionary, fact),
        Fact::Setting(_)
        | Fact::Wording(_)
        | Fact::Restore(_)
        | Fact::Missed(_)
        | Fact::Reconciled(_)
        | Fact::Digest
        | Fact::Alarm(_) => Ok(()),
    }
}

/// Who of the staff hears of it, and who not; `None` where it is no matter of theirs.
fn told(ctx: &Ctx, fact: &Fact) -> Done<Option<Told>> {
    Ok(Some(match fact {
        Fact::Order(fact) => order::told::told(ctx, fact)?,
        Fact::Review(fact) => review::told::told(fact),
        Fact::Refund(fact) => refund::told::told(fact),
        Fact::Balance(fact) => customer::told::told(ctx, fact)?,
        Fact::Product(fact) => return Ok(product::told::told(fact)),
        Fact::Todo(fact) => todo::told::told(fact),
        Fact::Stock(fact) => return Ok(batch::told::told(fact)),
        Fact::Member(fact) => member::told::told(fact),
        Fact::Setting(fact) => return Ok(setting::told::told(fact)),
        Fact::Wording(fact) => wording::told::told(fact),
        Fact::Restore(fact) => restore::told::told(fact),
        Fact::Missed(_) | Fact::Reconciled(_) | Fact::Digest | Fact::Alarm(_) => return Ok(None),
    }))
}

/// A fact as one of its listeners sees it.
fn screen(ctx: &Ctx, w: Words, fact: &Fact, to: Address) -> Done<Option<Screen>> {
    match fact {
        Fact::Order(fact) => order::told::screen(ctx, w, fact, to),
        Fact::Review(fact) => review::told::screen(ctx, w, fact, to),
        Fact::Refund(fact) => refund::told::screen(ctx, w, fact, to),
        Fact::Balance(fact) => customer::told::screen(ctx, w, fact),
        Fact::Product(fact) => product::told::screen(ctx, w, fact, to),
        Fact::Todo(fact) => todo::told::screen(ctx, w, fact, to),
        Fact::Stock(fact) => batch::told::screen(ctx, w, fact),
        Fact::Member(fact) => member::told::screen(ctx, w, fact),
        Fact::Setting(fact) => setting::told::screen(ctx, w, fact),
        Fact::Wording(fact) => Ok(Some(wording::told::screen(w, fact))),
        Fact::Restore(fact) => restore::told::screen(ctx, w, fact, to),
        Fact::Missed(_) | Fact::Reconciled(_) | Fact::Digest | Fact::Alarm(_) => Ok(None),
    }
}

fn tell_staff(ctx: &mut Ctx, dictionary: &Dictionary, fact: &Fact) -> Done {
    let Some(told) = told(ctx, fact)? else { return Ok(()) };
    let listeners = listeners(ctx, dictionary, &told)?;
    if let Some(action) = told.action {
        let heard: Vec<_> = listeners.iter().filter_map(|(to, _)| to.chat.person()).collect();
        missed::note(ctx, action, told.by, &heard)?;
    }
    for (to, w) in listeners {
        if let Some(screen) = screen(ctx, w, fact, to)? {
            let task = Task::Show { to, screen, replace: None };
            let about = match told.waits {
                true => About::CanWait,
                false => missed::about(told.action, to),
            };
            ctx.ask(Lane::Notice, task, about)?;
        }
    }
    Ok(())
}

/// The sellers, each once and in their own language, and the group in the shop's.
fn listeners<'d>(
    ctx: &Ctx,
    dictionary: &'d Dictionary,
    told: &Told,
) -> Done<Vec<(Address, Words<'d>)>> {
    let mut people = match told.alone {
        true => BTreeSet::new(),
        false => staff::sellers(ctx)?,
    };
    if told.keepers {
        people.extend(staff::keepers(ctx)?);
    }
    if told.everybody {
        people.extend(staff::supporters(ctx)?);
    }
    if told.owners {
        people.extend(staff::owners(ctx)?);
    }
    let mut listeners = reachable(ctx, dictionary, people)?;
    if listeners.is_empty() {
        // Better the owner than nobody.
        listeners = reachable(ctx, dictionary, staff::owners(ctx)?)?;
    }
    listeners.retain(|(to, _)| told.by.is_none() || to.chat.person() != told.by);
    if let Some(group) = group::open(ctx)?.filter(|_| !told.alone) {
        listeners.push((group, dictionary.words(None, ctx.shop.language)));
    }
    Ok(listeners)
}
