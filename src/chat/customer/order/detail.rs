//! One order of the person who asks, with the way back to its goods.

use super::{Press, invoice, refund};
use crate::chat::action::OrderPress;
use crate::chat::contact;
use crate::chat::goods::{self, Occasion};
use crate::chat::layout::{below, button, paragraphs};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::OrderId;
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, NoOrder, Order, State};
use crate::domain::payment::PaymentState;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::delivery::{self, Way};
use crate::shop::todo::{self, Job};
use crate::shop::{browse, waiting};
use crate::words::format::Deadline;
use crate::words::{Html, Words};

pub struct View {
    order: Order,
    /// Money that came for it and lies on the balance.
    credited: Option<Rupiah>,
    /// There are goods of it to be seen.
    shows: bool,
    /// What the staff have still to do for it.
    jobs: Vec<(Job, String)>,
    now: Timestamp,
    contact: Option<Button>,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: OrderId) -> Done<View> {
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?
        .ok_or(Refusal::Order(NoOrder::NotYours))?;
    let (order, payment) = browse::order_and_payment(&ctx.tx, order.id)?;
    let credited = match payment.map(|payment| payment.state) {
        Some(PaymentState::Credited { received, .. }) => Some(received),
        _ => None,
    };
    let mut jobs = Vec::new();
    for job in todo::jobs_of(&ctx.tx, id)? {
        let name = browse::product_name(&ctx.tx, job.product)?;
        jobs.push((job, name));
    }
    let shows = match order.state {
        State::Paid { goods: Goods::ByHand, .. } => {
            !goods::load(ctx, &order, Occasion::Again)?.is_empty()
        }
        State::Paid { .. } => order.kept().next().is_some(),
        _ => false,
    };
    let contact = contact::button(ctx, turn.words)?;
    Ok(View { order, credited, shows, jobs, now: ctx.now, contact })
}

pub fn render(v: &View, w: Words) -> Screen {
    let order = &v.order;
    let detail = match order.deposit() {
        true => w.order_detail_deposit(order.at, order.id, order.total()),
        false => {
            let lines = invoice::lines(order, w);
            let detail = w.order_detail(order.at, Html(&lines), order.id, order.total());
            // In the end an unpaid order takes nothing from the balance.
            match order.from_balance {
                part if part > Rupiah::ZERO && (order.open() || order.paid()) => {
                    format!("{detail}\n{}", w.invoice_row_balance(part))
                }
                _ => detail,
            }
        }
    };
    let credited = v.credited.map(|amount| w.order_credited(amount)).unwrap_or_default();
    let refunds = refund::lines(order, w);
    let parts = [detail, state(order, v.now, w), jobs(v, w), credited, refunds];
    let mut screen = Screen::new(paragraphs(parts));
    for (job, name) in v.jobs.iter().filter(|(job, _)| job.todo.asks().is_some()) {
        let answer = Press::Answer { order: order.id, product: job.product };
        screen = screen.buttons(vec![below(w.button_todo_answer_for(name), answer)]);
    }
    if order.open() {
        let mut row = vec![button(w.button_open_invoice(), OrderPress::Invoice(order.id))];
        // What is being looked at cannot be cancelled.
        if !matches!(order.state, State::InReview { .. }) {
            row.push(invoice::cancel(order, w));
        }
        screen = screen.buttons(row);
    }
    if v.shows {
        let again = below(w.button_goods_again(), OrderPress::GoodsAgain(order.id));
        screen = screen.buttons(vec![again]);
    }
    contact::with(screen, v.contact.clone())
        .buttons(vec![button(w.button_back(), OrderPress::List { page: 0 })])
}

/// What is still to be done by hand, and by when.
fn jobs(v: &View, w: Words) -> String {
    let line = |(job, name): &(Job, String)| match job.todo.until() {
        None => w.order_todo_asks(name),
        Some(until) => w.order_todo(name, Deadline { until, now: v.now }),
    };
    v.jobs.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An order's state in a sentence.
fn state(order: &Order, now: Timestamp, w: Words) -> String {
    let deadline = |until| Deadline { until, now };
    match order.state {
        State::AwaitingInvoice { .. } => w.order_awaiting_invoice(),
        State::AwaitingPayment { until } => w.order_awaiting_payment(deadline(until)),
        State::AwaitingTransfer { until } => w.order_awaiting_transfer(deadline(until)),
        State::InReview { .. } => w.order_in_review(),
        State::Ended { why: End::NoTransfer, .. } => w.order_no_transfer(),
        State::Paid { .. } | State::Ended { .. } if order.deposit() => deposit_state(order, w),
        State::Paid { goods: Goods::Sending { .. }, .. } => w.order_sending(),
        State::Paid { .. } if order.kept().next().is_none() && !order.deposit() => {
            w.order_withdrawn()
        }
        State::Paid { goods: Goods::Delivered { at }, .. } => w.order_delivered(at),
        State::Paid { goods: Goods::Stuck { .. }, .. } => w.order_stuck(),
        State::Paid { goods: Goods::Withdrawn, .. } => w.order_withdrawn(),
        State::Paid { goods: Goods::ByHand, .. } => w.order_by_hand(),
        State::Ended { why: End::Expired, .. } => w.order_expired(),
        State::Ended { why: End::Cancelled, .. } => w.order_cancelled(),
        State::Ended { why: End::NoInvoice, .. } => w.order_no_invoice(),
        State::Ended { why: End::WrongAmount, .. } => w.order_wrong_amount(),
    }
}

/// How a deposit ended. Until then it is an invoice like any other.
fn deposit_state(order: &Order, w: Words) -> String {
    match order.state {
        State::Paid { at, .. } => w.order_deposited(at),
        State::Ended { why: End::Cancelled, .. } => w.order_deposit_cancelled(),
        State::Ended { why: End::NoInvoice, .. } => w.order_deposit_no_invoice(),
        State::Ended { why: End::WrongAmount, .. } => w.order_deposit_wrong_amount(),
        _ => w.order_deposit_expired(),
    }
}

/// The buyer wants to see the goods once more.
pub fn goods_again(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?
        .ok_or(Refusal::Order(NoOrder::NotYours))?;
    let State::Paid { goods, .. } = order.state else {
        return Err(Refusal::Order(NoOrder::NotYours).into());
    };
    if order.kept().next().is_none() {
        return Err(Refusal::Order(NoOrder::GivenBack(id)).into());
    }
    match goods {
        Goods::Withdrawn => {}
        // On their way already: a second tap brings nothing more, unless they got lost.
        Goods::Sending { .. } => {
            if delivery::hurry(ctx, id)? == Way::Lost {
                goods::send(ctx, id, Occasion::Again, turn.words)?;
            }
        }
        // A look at what has arrived changes nothing, and nobody else needs to hear of it.
        Goods::Delivered { .. } | Goods::ByHand => {
            let to = turn.customer.id.chat();
            // In a lane of their own: no press that follows takes a part of them away. And those
            // that wait to be shown are not asked for twice.
            if !waiting::brings_goods(&ctx.tx, to)? {
                let goods = goods::load(ctx, &order, Occasion::Again)?;
                if goods.is_empty() {
                    return Ok(Next::Stay.toast(turn.words.toast_by_hand(id)));
                }
                for screen in goods::render(&goods, turn.words) {
                    let task = Task::Show { to: to.into(), screen, replace: None };
                    ctx.ask(Lane::Goods, task, About::Nothing)?;
                }
            }
        }
        // This may be what unsticks them, so it counts as the delivery.
        Goods::Stuck { .. } => {
            goods::send(ctx, id, Occasion::Again, turn.words)?;
        }
    }
    Ok(Next::Stay.toast(turn.words.toast_goods_again(id)))
}
