//! What is told of what is done by hand: to the buyer, and to the staff.

use crate::chat::action::TodoPress;
use crate::chat::goods::{self, Occasion};
use crate::chat::layout::{below, person};
use crate::chat::reach::words_of;
use crate::chat::staff::order::told::send_goods;
use crate::chat::told::Told;
use crate::domain::fact::TodoFact;
use crate::domain::id::{Address, OrderId, ProductId};
use crate::domain::message::Screen;
use crate::domain::order::{Goods, State};
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, todo};
use crate::words::format::Deadline;
use crate::words::{Dictionary, Html, Words};

pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &TodoFact) -> Done {
    let TodoFact::Finished { order: id, product, .. } = *fact else { return Ok(()) };
    let order = browse::order(&ctx.tx, id)?;
    match order.state {
        // Nothing has arrived yet: all of it goes out once more.
        State::Paid { goods: Goods::Stuck { .. }, .. } => {
            send_goods(ctx, dictionary, id, Occasion::Again)
        }
        _ => {
            let w = words_of(ctx, dictionary, order.customer)?;
            let line = order.lines.iter().find(|line| line.product == product);
            let units = line.map(|line| line.units.clone()).unwrap_or_default();
            goods::send_units(ctx, id, &units, Occasion::Done, w)
        }
    }
}

pub fn told(fact: &TodoFact) -> Told {
    match *fact {
        TodoFact::Ready { .. } | TodoFact::Late { .. } => Told::sellers(),
        TodoFact::Finished { by, .. } => Told::by(by).waits(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &TodoFact, to: Address) -> Done<Option<Screen>> {
    let (order, product) = match *fact {
        TodoFact::Ready { order, product } | TodoFact::Late { order, product } => (order, product),
        TodoFact::Finished { order, product, .. } => {
            let name = browse::product_name(&ctx.tx, product)?;
            return Ok(Some(Screen::new(w.notice_todo_finished(&name, order))));
        }
    };
    let Some(text) = waits(ctx, w, fact, order, product)? else { return Ok(None) };
    let screen = Screen::new(text);
    // A group is never listened to.
    Ok(Some(match to.chat.person() {
        Some(_) => {
            screen.buttons(vec![below(w.button_todo(order), TodoPress::Card { order, product })])
        }
        None => screen,
    }))
}

fn waits(
    ctx: &Ctx,
    w: Words,
    fact: &TodoFact,
    order: OrderId,
    product: ProductId,
) -> Done<Option<String>> {
    let found = todo::jobs_of(&ctx.tx, order)?.into_iter().find(|job| job.product == product);
    let Some((job, until)) = found.and_then(|job| job.todo.until().map(|until| (job, until)))
    else {
        return Ok(None);
    };
    let name = browse::product_name(&ctx.tx, product)?;
    let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, w)?;
    let (buyer, quantity) = (Html(&buyer), job.count.into());
    Ok(Some(match fact {
        TodoFact::Late { .. } => w.notice_todo_late(until, buyer, &name, order),
        TodoFact::Ready { .. } | TodoFact::Finished { .. } => {
            let until = Deadline { until, now: ctx.now };
            w.notice_todo(buyer, &name, order, quantity, until)
        }
    }))
}
