//! The message that shows an order's invoice: one at a time, always as the order is now.

use super::customer::order::invoice;
use super::reach::words_of;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::OrderId;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, delivery};
use crate::words::Dictionary;

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
