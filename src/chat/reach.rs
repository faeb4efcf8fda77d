//! Who can be written to, and in which language.

use std::collections::BTreeSet;

use crate::domain::customer::Customer;
use crate::domain::id::{Address, CustomerId};
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::words::{Dictionary, Words};

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

/// The texts in a person's own language.
pub fn words_of<'d>(ctx: &Ctx, dictionary: &'d Dictionary, id: CustomerId) -> Done<Words<'d>> {
    let language = browse::customer(&ctx.tx, id)?.and_then(|customer| customer.language());
    Ok(dictionary.words(language, ctx.shop.language))
}

fn words_for<'d>(ctx: &Ctx, dictionary: &'d Dictionary, customer: &Customer) -> Words<'d> {
    dictionary.words(customer.language(), ctx.shop.language)
}
