//! Goods on their way: how many messages they take, which have arrived, who cannot be reached.

use super::context::{Ctx, Done};
use super::undelivered;
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};
use crate::domain::fact::OrderFact;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::limit::SEND_SOON;
use crate::domain::message::{MessageRef, Screen};
use crate::domain::order::{Goods, Order, State};
use crate::domain::stock::Unit;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::Table;

/// Puts an order's goods on their way, one message each.
pub fn dispatch(ctx: &mut Ctx, id: OrderId, screens: Vec<Screen>) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    let State::Paid { at, goods } = order.state else {
        return Err(Fault::Broken(format!("goods for {id}, which is not paid")).into());
    };
    // What is under way already is still to arrive.
    let before = match goods {
        Goods::Sending { messages, .. } => messages,
        _ => 0,
    };
    let messages = before + screens.len() as u32;
    // Sent once more, they have been waited for all the while.
    let since = order.waits_since().unwrap_or(ctx.now);
    for screen in screens {
        let task = Task::Show { to: order.customer.chat().into(), screen, replace: None };
        ctx.ask(Lane::Goods, task, About::Goods(id))?;
    }
    let goods = Goods::Sending { messages, since };
    ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
    Ok(undelivered::watch(ctx)?)
}

/// One message of the goods has arrived.
pub fn arrived(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    let State::Paid { at, goods: Goods::Sending { messages, since } } = order.state else {
        return Ok(());
    };
    let goods = match messages.saturating_sub(1) {
        0 => Goods::Delivered { at: ctx.now },
        messages => Goods::Sending { messages, since },
    };
    ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
    if matches!(goods, Goods::Delivered { .. }) {
        ctx.fact(OrderFact::Delivered(id));
        undelivered::arrived(ctx)?;
    }
    Ok(())
}

/// A message of the goods will never arrive. Said once for the order, which stays listed.
pub fn lost(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    let State::Paid { at, goods: Goods::Sending { since, .. } } = order.state else {
        return Ok(());
    };
    ctx.fact(OrderFact::Stuck(id));
    ctx.tx.put(&Order { state: State::Paid { at, goods: Goods::Stuck { since } }, ..order })?;
    Ok(())
}

/// How goods stand that somebody wants to be sent, and that are on their way already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// All their messages go out within a moment.
    Soon,
    /// Some of them waited for a later try, and go now.
    Hurried,
    /// Some of them are gone: nothing is on its way any more.
    Lost,
}

/// Looks after goods on their way. A message that waits for another try is not made twice, and
/// need not wait; where one is gone, whatever has become of it, they may be sent anew.
pub fn hurry(ctx: &mut Ctx, id: OrderId) -> Done<Way> {
    let order = ctx.tx.need::<Order>(id.0)?;
    let State::Paid { at, goods: Goods::Sending { messages, since } } = order.state else {
        return Ok(Way::Lost);
    };
    let mine = under_way(ctx, id)?;
    if mine.len() < messages as usize {
        for effect in mine {
            ctx.tx.remove::<Effect>(effect.id.0)?;
        }
        ctx.tx.put(&Order { state: State::Paid { at, goods: Goods::Stuck { since } }, ..order })?;
        return Ok(Way::Lost);
    }
    let soon = ctx.now.after(SEND_SOON);
    let mut way = Way::Soon;
    for effect in mine {
        let EffectState::Due { at, attempt } = effect.state else { continue };
        if at > soon {
            let state = EffectState::Due { at: ctx.now, attempt };
            ctx.again(Effect { state, ..effect })?;
            way = Way::Hurried;
        }
    }
    Ok(way)
}

/// The messages of an order's goods that have not arrived. Effects are not indexed by what they
/// are about: this is rare. One that cannot be read never arrives.
fn under_way(ctx: &Ctx, id: OrderId) -> Result<Vec<Effect>, Fault> {
    let mut found = Vec::new();
    for (key, bytes) in ctx.tx.rows(Table::Effect, 0, usize::MAX)? {
        let Ok(effect) = decode::<Effect>(key, &bytes, ctx.tx.seal()) else { continue };
        let due = matches!(effect.state, EffectState::Due { .. });
        if due && effect.about == About::Goods(id) {
            found.push(effect);
        }
    }
    Ok(found)
}

/// Nothing of an order is to be delivered any more: what has not gone yet is called back.
pub(super) fn withdraw(ctx: &mut Ctx, order: Order) -> Result<(), Fault> {
    let id = order.id;
    let State::Paid { at, goods: Goods::Sending { .. } | Goods::Stuck { .. } } = order.state else {
        return Ok(());
    };
    for effect in under_way(ctx, id)? {
        ctx.call_back(effect)?;
    }
    ctx.tx.put(&Order { state: State::Paid { at, goods: Goods::Withdrawn }, ..order })?;
    undelivered::arrived(ctx)
}

/// An order's invoice stands in another message now.
pub fn panel_moved(ctx: &mut Ctx, id: OrderId, panel: MessageRef) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    ctx.tx.put(&Order { panel: Some(panel), ..order })?;
    Ok(())
}

/// An order's invoice will be shown in a new message; which one has shown it so far.
pub fn panel_leaves(ctx: &mut Ctx, id: OrderId) -> Done<Option<MessageRef>> {
    let order = ctx.tx.need::<Order>(id.0)?;
    ctx.tx.put(&Order { panel: None, ..order.clone() })?;
    Ok(order.panel)
}

/// The goods of a paid order, line by line: all that its buyer has not been refunded for.
pub fn goods_of(read: &impl Read, order: &Order) -> Result<Vec<(String, Vec<String>)>, Fault> {
    let mut goods = Vec::new();
    for line in &order.lines {
        let mut contents = Vec::new();
        for id in line.units.iter().filter(|id| !order.gave_back(**id)) {
            contents.push(read.need::<Unit>(id.0)?.content);
        }
        if !contents.is_empty() {
            goods.push((line.name.as_str().to_owned(), contents));
        }
    }
    Ok(goods)
}

/// One unit of an order, as goods to be shown.
pub fn unit_of(
    read: &impl Read,
    order: &Order,
    unit: UnitId,
) -> Result<(String, Vec<String>), Fault> {
    let line = order.lines.iter().find(|line| line.units.contains(&unit));
    let line = line.ok_or_else(|| Fault::Broken(format!("{} has no {unit:?}", order.id)))?;
    Ok((line.name.as_str().to_owned(), vec![read.need::<Unit>(unit.0)?.content]))
}

/// An effect with the message it replaces filled in: an order's panel may have moved since the
/// effect was asked for.
pub fn aimed(read: &impl Read, mut effect: Effect) -> Result<Effect, Fault> {
    if let (About::Panel(id), Task::Show { replace, .. }) = (effect.about, &mut effect.task) {
        *replace = read.need::<Order>(id.0)?.panel;
    }
    Ok(effect)
}
