//! Wizard: give money back for an order.

use serde::{Deserialize, Serialize};

use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::OrderId;
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refund::{NewRefund, Portion, Purse};
use crate::domain::text::Reason;
use crate::shop::context::{Ctx, Done};
use crate::shop::refund::{check_amount, known, meant};
use crate::shop::settings;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Amount {
        order: OrderId,
        portion: Portion,
    },
    To {
        order: OrderId,
        portion: Portion,
        amount: Rupiah,
    },
    Why {
        order: OrderId,
        portion: Portion,
        amount: Rupiah,
        to: Purse,
    },
    /// The number it will have is drawn here: confirmed twice, it is done once.
    Confirm {
        order: OrderId,
        part: u16,
        new: NewRefund,
    },
}

impl Step {
    pub fn order(&self) -> OrderId {
        match self {
            Step::Amount { order, .. }
            | Step::To { order, .. }
            | Step::Why { order, .. }
            | Step::Confirm { order, .. } => *order,
        }
    }
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let choice = |label: String, choice| button(label, Action::Wizard(choice));
    let screen = match step {
        Step::Amount { order, portion } => amount(ctx, &known(&ctx.tx, *order)?, portion, w)?,
        Step::To { order, amount, .. } => {
            Screen::new(w.wizard_refund_to(*amount, *order)).buttons(vec![
                choice(w.button_to_balance(), Choice::ToBalance),
                choice(w.button_outside(), Choice::Outside),
            ])
        }
        Step::Why { order, amount, .. } => Screen::new(w.wizard_refund_why(*amount, *order)),
        Step::Confirm { order, part, new } => {
            let confirm = Action::ConfirmRefund { order: *order, part: *part };
            Screen::new(summary(ctx, *order, new, w)?)
                .buttons(vec![button(w.button_confirm_refund(new.amount), confirm)])
        }
    };
    Ok(screen.buttons(vec![choice(w.button_cancel(), Choice::Cancel)]))
}

/// How much: by the seller's formula, all of it, or as typed.
fn amount(ctx: &Ctx, order: &Order, portion: &Portion, w: Words) -> Done<Screen> {
    order.check_refundable()?;
    meant(order, portion)?;
    let most = order.refundable();
    check_amount(order, most)?;
    let (paid, name) = (order.worth(portion), named(order, portion, w));
    let formula = settings::settings(&ctx.tx)?.refund;
    let used = order.paid_at().map(|at| ctx.now.since(at)).unwrap_or_default();
    let remaining = formula.remaining(used);
    let text =
        w.wizard_refund_amount(formula.days.into(), most, &name, order.id, paid, remaining.into());
    let mut screen = Screen::new(text);
    let pick = |label, amount| button(label, Action::Wizard(Choice::Amount(amount)));
    let suggested = formula.factors.iter().map(|factor| {
        let amount = formula.suggest(paid, remaining, *factor);
        (amount, pick(w.button_suggested(amount, (*factor).into()), amount))
    });
    let suggested: Vec<Button> =
        suggested.filter(|(amount, _)| amount.0 > 0).map(|(_, button)| button).collect();
    for row in suggested.chunks(2) {
        screen = screen.buttons(row.to_vec());
    }
    // Of an order whose parts were refunded in part, there is more than what its other units cost.
    let all = match portion {
        Portion::Units(_) if paid.0 > 0 => paid,
        Portion::Whole | Portion::Units(_) => most,
    };
    Ok(screen.buttons(vec![pick(w.button_refund_all(all), all)]))
}

/// What is refunded, in words.
fn named(order: &Order, portion: &Portion, w: Words) -> String {
    let Portion::Units(units) = portion else { return w.plain_whole_order() };
    let of = |line: &&crate::domain::order::Line| line.units.iter().any(|it| units.contains(it));
    let names: Vec<&str> = order.lines.iter().filter(of).map(|line| line.name.as_str()).collect();
    names.join(", ")
}

fn summary(ctx: &Ctx, id: OrderId, new: &NewRefund, w: Words) -> Done<String> {
    let order = known(&ctx.tx, id)?;
    let name = named(&order, &new.portion, w);
    let to = match new.to {
        Purse::Balance => w.wizard_refund_to_balance(),
        Purse::Outside => w.wizard_refund_outside(),
    };
    let text = w.wizard_refund_confirm(new.amount, &name, id, new.why.as_str());
    Ok(format!("{text}\n{to}"))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    guard::allow(ctx, turn.customer.id)?;
    let next = match (step, said) {
        (Step::Amount { order, portion }, Answer::Choice(Choice::Amount(amount))) => {
            to(ctx, order, portion, amount)?
        }
        (Step::Amount { order, portion }, Answer::Text(text)) => {
            to(ctx, order, portion, Rupiah::parse_amount(&text)?)?
        }
        (Step::To { order, portion, amount }, Answer::Choice(Choice::ToBalance)) => {
            Step::Why { order, portion, amount, to: Purse::Balance }
        }
        (Step::To { order, portion, amount }, Answer::Choice(Choice::Outside)) => {
            Step::Why { order, portion, amount, to: Purse::Outside }
        }
        (Step::Why { order, portion, amount, to }, Answer::Text(text)) => {
            let part = known(&ctx.tx, order)?.next_refund();
            let why = Reason::parse(&text)?;
            Step::Confirm { order, part, new: NewRefund { portion, amount, to, why } }
        }
        // Not an answer to this question: it is asked again.
        (step, _) => step,
    };
    Ok(Next::Open(Wizard::Refund(next)).into())
}

fn to(ctx: &Ctx, order: OrderId, portion: Portion, amount: Rupiah) -> Done<Step> {
    check_amount(&known(&ctx.tx, order)?, amount)?;
    Ok(Step::To { order, portion, amount })
}
