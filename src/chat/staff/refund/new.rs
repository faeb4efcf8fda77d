//! Form: money back for an order.

use super::Draft;
use crate::chat::action::RefundPress;
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::filling::{Questions, Taken};
use crate::chat::form::{At, Form};
use crate::chat::layout::button;
use crate::chat::place::SalePlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::talk;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refund::{NewRefund, NoRefund, Portion, Purse};
use crate::domain::refusal::Refusal;
use crate::domain::text::Reason;
use crate::shop::context::{Ctx, Done};
use crate::shop::ledger::Entered;
use crate::shop::refund::{check_amount, check_limit, known, meant, refund};
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::{Words, args};

#[derive(Clone, Copy)]
pub enum Field {
    Amount,
    To,
    Why,
}

impl Questions for Draft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Amount, Field::To, Field::Why];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Amount => w.plain_field_amount(),
            Field::To => w.plain_field_to(),
            Field::Why => w.plain_field_why(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let sum = self.amount.unwrap_or_default();
        Ok(match field {
            Field::Amount => amount(ctx, &known(&ctx.tx, self.order)?, &self.portion, w)?,
            Field::To => Question::new(w.wizard_refund_to(sum, self.order)).choices(vec![
                (w.button_to_balance(), Choice::ToBalance),
                (w.button_outside(), Choice::Outside),
            ]),
            Field::Why => Question::new(w.wizard_refund_why(sum, self.order)),
        })
    }

    fn take(
        &mut self,
        field: Field,
        ctx: &mut Ctx,
        _: &Turn,
        by: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        match (field, said) {
            (Field::Amount, Answer::Choice(Choice::Amount(sum), _)) => self.set(ctx, by, *sum)?,
            (Field::Amount, Answer::Text(text)) => {
                self.set(ctx, by, Rupiah::parse_amount(text)?)?
            }
            (Field::To, Answer::Choice(Choice::ToBalance, _)) => self.to = Some(Purse::Balance),
            (Field::To, Answer::Choice(Choice::Outside, _)) => self.to = Some(Purse::Outside),
            (Field::Why, Answer::Text(text)) => self.why = Some(Reason::parse(text)?),
            _ => return Ok(Taken::No),
        }
        Ok(Taken::In)
    }

    fn ready(&mut self, ctx: &Ctx) -> Done {
        // It stays while the amount does: a refund that a colleague has made meanwhile is not
        // made once more because its reason was put right.
        if self.part.is_none() {
            self.part = Some(known(&ctx.tx, self.order)?.next_refund());
        }
        Ok(())
    }

    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let order = self.order;
        let (Some(part), Some(new)) = (self.part, self.refund()) else {
            return Err(Refusal::Refund(order, NoRefund::Unknown).into());
        };
        let card = Wizard::Refund(Form { draft: self.clone(), at: At::Card });
        let confirm = RefundPress::Confirm { order, part, asked: card.fingerprint() };
        let text = summary(ctx, order, &new, w)?;
        let sure = button(w.button_confirm_refund(new.amount), confirm);
        Ok(Some(Question::new(text).way(sure)))
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        let order = self.order;
        let (Some(part), Some(new)) = (self.part, self.refund()) else {
            return Err(Refusal::Refund(order, NoRefund::Unknown).into());
        };
        let toast = match refund(ctx, by, order, part, new)? {
            Entered::Now => turn.words.toast_refunded(),
            Entered::Before => turn.words.toast_refunded_before(),
        };
        Ok(Next::go(SalePlace::Card(order)).toast(toast))
    }
}

impl Draft {
    fn set(&mut self, ctx: &Ctx, by: Staff, amount: Rupiah) -> Done {
        let order = known(&ctx.tx, self.order)?;
        check_amount(&order, amount)?;
        check_limit(&ctx.tx, by, &order, amount)?;
        // The question showed what is left: from here on it is a refund of its own.
        (self.amount, self.part) = (Some(amount), None);
        Ok(())
    }

    /// What it comes to, once everything is answered.
    fn refund(&self) -> Option<NewRefund> {
        let (portion, why) = (self.portion.clone(), self.why.clone()?);
        Some(NewRefund { portion, amount: self.amount?, to: self.to?, why })
    }
}

/// The button names what its card shows, and the refund by its number. So an old button confirms
/// no other card, and a second tap finds the refund there.
pub fn confirm(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    (id, part): (OrderId, u16),
    asked: Fingerprint,
) -> Done<Reply> {
    let w = turn.words;
    match talk::open(ctx, turn.customer.id)? {
        Some(Wizard::Refund(Form { draft, at: At::Card })) if draft.order == id => {
            let card = Wizard::Refund(Form { draft: draft.clone(), at: At::Card });
            if card.fingerprint() == asked {
                return draft.finish(ctx, turn, by);
            }
            return Ok(Next::Keep(card).toast(w.toast_old_button()));
        }
        _ => {}
    }
    let toast = match known(&ctx.tx, id)?.refund(part) {
        Some(_) => w.toast_refunded_before(),
        None => w.toast_old_button(),
    };
    Ok(Next::go(SalePlace::Card(id)).toast(toast))
}

/// How much: by the seller's formula, all of it, or as typed.
fn amount(ctx: &Ctx, order: &Order, portion: &Portion, w: Words) -> Done<Question> {
    order.check_refundable()?;
    meant(order, portion)?;
    let most = order.refundable();
    check_amount(order, most)?;
    let (paid, name) = (order.worth(portion), named(order, portion, w));
    let formula = settings::settings(&ctx.tx)?.refund;
    let used = order.paid_at().map(|at| ctx.now.since(at)).unwrap_or_default();
    let remaining = formula.remaining(used);
    let text = w.wizard_refund_amount(args::WizardRefundAmount {
        days: formula.days.into(),
        most,
        name: &name,
        order: order.id,
        price: paid,
        remaining: remaining.into(),
    });
    let suggested = formula.factors.iter().map(|factor| {
        let amount = formula.suggest(paid, remaining, *factor);
        (w.button_suggested(amount, (*factor).into()), amount)
    });
    let suggested = suggested.filter(|(_, amount)| amount.0 > 0);
    let suggested = suggested.map(|(label, amount)| (label, Choice::Amount(amount)));
    // Of an order whose parts were refunded in part, there is more than what its other units cost.
    let all = match portion {
        Portion::Units(_) if paid.0 > 0 => paid,
        Portion::Whole | Portion::Units(_) => most,
    };
    Ok(Question::new(text)
        .pairs(suggested.collect())
        .choice(w.button_refund_all(all), Choice::Amount(all)))
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
    let text = w.wizard_refund_confirm(args::WizardRefundConfirm {
        amount: new.amount,
        name: &name,
        order: id,
        reason: new.why.as_str(),
    });
    Ok(format!("{text}\n{to}"))
}
