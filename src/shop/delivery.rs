//! Goods on their way: how many messages they take, which have arrived, who cannot be reached.

use super::context::{Ctx, Done};
use super::{file, supply, undelivered};
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};
use crate::domain::fact::OrderFact;
use crate::domain::id::{FileId, OrderId, ProductId, UnitId};
use crate::domain::limit::SEND_SOON;
use crate::domain::message::{MessageRef, Screen};
use crate::domain::order::{Goods, Line, Order, State};
use crate::domain::product::Product;
use crate::domain::stock::{Made, Unit, parts};
use crate::domain::text::Name;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::{Index, Table};

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
        0 => rest(ctx, id)?,
        messages => Goods::Sending { messages, since },
    };
    ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
    if !matches!(goods, Goods::Sending { .. }) {
        undelivered::arrived(ctx)?;
    }
    Ok(())
}

/// How an order stands of which nothing is under way.
fn rest(ctx: &mut Ctx, id: OrderId) -> Result<Goods, Fault> {
    if ctx.tx.count(Index::ToDoOf, id.0)? > 0 {
        return Ok(Goods::ByHand);
    }
    ctx.fact(OrderFact::Delivered(id));
    Ok(Goods::Delivered { at: ctx.now })
}

/// Nothing can be sent of an order now, or there is less to do for it by hand: it may be at its
/// end.
pub(super) fn settle(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    let State::Paid { at, goods: before @ (Goods::Sending { messages: 0, .. } | Goods::ByHand) } =
        order.state
    else {
        return Ok(());
    };
    let goods = rest(ctx, id)?;
    if goods != before {
        ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
    }
    Ok(())
}

/// There is nothing of an order to be sent, whether it has just been paid or its buyer is back.
pub fn nothing_to_send(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    match order.state {
        State::Paid { at, goods: Goods::Stuck { .. } } => {
            let goods = rest(ctx, id)?;
            ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
            Ok(undelivered::arrived(ctx)?)
        }
        _ => settle(ctx, id),
    }
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
    let State::Paid { at, goods } = order.state else { return Ok(()) };
    match goods {
        Goods::Sending { .. } | Goods::Stuck { .. } | Goods::ByHand => {}
        Goods::Delivered { .. } | Goods::Withdrawn => return Ok(()),
    }
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

/// What a buyer has of one line of an order.
#[derive(Clone, PartialEq, Eq)]
pub struct Parcel {
    pub name: String,
    pub contents: Vec<Content>,
}

/// What a buyer gets for one unit.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    Text(String),
    /// Each part, by its name.
    Parts(Vec<(String, String)>),
    File {
        id: FileId,
        name: String,
    },
    /// It was done by hand, and there is nothing to hand over.
    Done,
    /// A file that has made room for others long ago, and that Telegram does not know any more.
    Gone,
}

/// The goods of a paid order, line by line: all that its buyer has not been refunded for. What is
/// still to be done by hand is not among them.
pub fn goods_of(read: &impl Read, order: &Order) -> Result<Vec<Parcel>, Fault> {
    let mut goods = Vec::new();
    for line in &order.lines {
        let kept: Vec<UnitId> =
            line.units.iter().filter(|id| !order.gave_back(**id)).copied().collect();
        let parcel = parcel(read, line, &kept)?;
        if !parcel.contents.is_empty() {
            goods.push(parcel);
        }
    }
    Ok(goods)
}

/// Some units of an order, as goods to be shown.
pub fn units_of(read: &impl Read, order: &Order, units: &[UnitId]) -> Result<Vec<Parcel>, Fault> {
    let mut goods = Vec::new();
    for line in &order.lines {
        let those: Vec<UnitId> =
            line.units.iter().filter(|id| units.contains(id)).copied().collect();
        let parcel = parcel(read, line, &those)?;
        if !parcel.contents.is_empty() {
            goods.push(parcel);
        }
    }
    match goods.is_empty() {
        true => Err(Fault::Broken(format!("{} has none of {units:?}", order.id))),
        false => Ok(goods),
    }
}

fn parcel(read: &impl Read, line: &Line, units: &[UnitId]) -> Result<Parcel, Fault> {
    let product = read.passable::<Product>(line.product.0)?;
    let names = product.as_ref().map_or(&[][..], |product| product.kind.parts());
    let (mut contents, mut made) = (Vec::new(), true);
    for id in units {
        let unit = read.need::<Unit>(id.0)?;
        made &= unit.made.is_some();
        let content = match &unit.made {
            None => Some(content(read, unit, names)?),
            Some(Made::Shared) => Some(shared(read, line.product)?),
            Some(Made::Manual(todo)) => todo.done.map(|_| content(read, unit, &[])).transpose()?,
        };
        contents.extend(content);
    }
    // Every unit of what is shared, or was done in one go, is the same.
    let same = contents.windows(2).all(|pair| pair[0] == pair[1]);
    if same && made {
        contents.truncate(1);
    }
    Ok(Parcel { name: line.name.as_str().to_owned(), contents })
}

fn shared(read: &impl Read, product: ProductId) -> Result<Content, Fault> {
    let unit = supply::shared(read, product)?;
    let unit = unit.ok_or_else(|| {
        Fault::Broken(format!("nobody knows what buyers of product {} get", product.0))
    })?;
    content(read, read.need(unit.0)?, &[])
}

/// A unit by itself; by the names of its parts where it has as many.
fn content(read: &impl Read, unit: Unit, names: &[Name]) -> Result<Content, Fault> {
    if let Some(id) = unit.file {
        return Ok(match file::can_be_sent(read, id)? {
            true => Content::File { id, name: unit.content },
            false => Content::Gone,
        });
    }
    if unit.content.is_empty() {
        return Ok(Content::Done);
    }
    Ok(match parts(&unit.content, names.len()) {
        Some(parts) if !names.is_empty() => {
            let named = names.iter().zip(parts);
            let named = named.map(|(name, part)| (name.as_str().to_owned(), part.to_owned()));
            Content::Parts(named.collect())
        }
        _ => Content::Text(unit.content),
    })
}

/// An effect with the message it replaces filled in: an order's panel may have moved since the
/// effect was asked for.
pub fn aimed(read: &impl Read, mut effect: Effect) -> Result<Effect, Fault> {
    if let (About::Panel(id), Task::Show { replace, .. }) = (effect.about, &mut effect.task) {
        *replace = read.need::<Order>(id.0)?.panel;
    }
    Ok(effect)
}
