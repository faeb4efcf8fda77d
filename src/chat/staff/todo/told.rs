//! What is told of what is done by hand: to the buyer, and to the staff.

use crate::chat::action::TodoPress;
use crate::chat::customer::order::todo::remind;
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
    let (id, product) = match *fact {
        TodoFact::Finished { order, product, .. } => (order, product),
        TodoFact::Unanswered { order, product, .. } => {
            return remind(ctx, dictionary, order, product);
        }
        TodoFact::Ready { .. } | TodoFact::Late { .. } => return Ok(()),
    };
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
        TodoFact::Unanswered { .. } => Told::sellers().waits(),
        TodoFact::Finished { by, .. } => Told::by(by).waits(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &TodoFact, to: Address) -> Done<Option<Screen>> {
    let (order, product) = match *fact {
        // The first time it may just have been overlooked.
        TodoFact::Unanswered { round: 0, .. } => return Ok(None),
        TodoFact::Unanswered { order, product, .. }
        | TodoFact::Ready { order, product }
        | TodoFact::Late { order, product } => (order, product),
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
    let Some(job) = found else { return Ok(None) };
    let name = browse::product_name(&ctx.tx, product)?;
    let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, w)?;
    let (buyer, quantity) = (Html(&buyer), job.count.into());
    Ok(match (fact, job.todo.until()) {
        (TodoFact::Unanswered { .. }, None) => Some(w.notice_todo_unanswered(buyer, &name, order)),
        (TodoFact::Late { .. }, Some(until)) => {
            Some(w.notice_todo_late(until, buyer, &name, order))
        }
        (TodoFact::Ready { .. }, Some(until)) => {
            let until = Deadline { until, now: ctx.now };
            Some(w.notice_todo(buyer, &name, order, quantity, until))
        }
        _ => None,
    })
}
