//! Conversations: what is asked, who may answer, and what becomes of the answer.

use super::action::HomePress;
use super::choice::Choice;
use super::customer::{balance, cart, order};
use super::field::Field;
use super::filling;
use super::layout::{button, paragraphs};
use super::question::Question;
use super::said::Answer;
use super::staff::{
    audit, batch, category, config, customer, own_button, product, reseller, restore, review,
    setting, stock, todo, unit, variant, wording,
};
use super::turn::{Next, Reply, Turn};
use super::wizard::Wizard;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::{Unfit, commands, lines};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::{self, Staff};
use crate::words::Words;
use crate::words::format::units;

/// Text that fills a phone's screen, with the buttons below it.
const A_PHONE_UNITS: usize = 500;

/// The question that is open, as it is shown.
pub fn ask(wizard: &Wizard, ctx: &Ctx, person: CustomerId, w: Words) -> Done<Screen> {
    allowed(wizard, ctx, person)?;
    let (question, back) = question(wizard, ctx, person, w)?;
    Ok(question.screen(wizard.fingerprint(), back, w))
}

/// An answer was no use: why, and the question once more.
pub fn ask_again(
    wizard: &Wizard,
    refusal: &Refusal,
    ctx: &Ctx,
    person: CustomerId,
    w: Words,
) -> Done<Screen> {
    let asked = question(wizard, ctx, person, w);
    let why = match (refusal, &asked) {
        (Refusal::Input(BadInput::Tap), Ok((question, _))) if question.saves(w) => {
            w.question_save()
        }
        _ => w.refusal(refusal),
    };
    let (question, back) = match asked {
        // It cannot be asked any more; the way out of it stays.
        Err(Stop::Refused(_)) => (Question::new(why), false),
        // There is no question in it.
        Ok(_) if matches!(wizard, Wizard::Rest(_)) => (Question::new(why), false),
        Ok((question, back)) => {
            // What is wrong stands where it is read: below what fills a phone.
            let text = match units(&question.text) > A_PHONE_UNITS {
                true => paragraphs([question.text.clone(), format!("⚠️ {why}")]),
                false => paragraphs([why, question.text.clone()]),
            };
            (question.said(text), back)
        }
        Err(fault) => return Err(fault),
    };
    Ok(question.screen(wizard.fingerprint(), back, w))
}

/// The right that a wizard needs: asked here, and nowhere else in it.
fn allowed(wizard: &Wizard, ctx: &Ctx, person: CustomerId) -> Done<Option<Staff>> {
    wizard.needs().map(|right| staff::allow(ctx, person, right)).transpose()
}

/// What is asked, and whether there is a question before it.
fn question(wizard: &Wizard, ctx: &Ctx, person: CustomerId, w: Words) -> Done<(Question, bool)> {
    Ok(match wizard {
        Wizard::Field(field) => (asked(*field, ctx, w)?, false),
        Wizard::ProductNew(form) => filling::ask(form, ctx, w)?,
        Wizard::CouponNew(form) => filling::ask(form, ctx, w)?,
        Wizard::Setting(it) => (setting::edit::ask(it, ctx, w)?, false),
        Wizard::Refund(form) => filling::ask(form, ctx, w)?,
        Wizard::Shelving(it) => (product::shelf::ask(it, ctx, w)?, false),
        Wizard::Gather(it) => (stock::gather::ask(it, ctx, w)?, false),
        Wizard::Which(it) => (stock::which::ask(it, ctx, w)?, false),
        Wizard::Rest(it) => (stock::rest::ask(*it, w), false),
        Wizard::Correction(it) => (customer::correction::ask(it, ctx, w)?, false),
        Wizard::Evidence(_) => (order::evidence::ask(ctx, person, w)?, false),
        Wizard::ProductEdit(it) => (product::field::ask(it, ctx, w)?, false),
        Wizard::CategoryEdit(it) => (category::field::ask(it, ctx, w)?, false),
        Wizard::BatchEdit(it) => (batch::field::ask(*it, ctx, w)?, false),
        Wizard::UnitEdit(it) => (unit::field::ask(*it, ctx, w)?, false),
        Wizard::UnitFinding(it) => (unit::list::ask(*it, ctx, w)?, false),
        Wizard::Removing(it) => (unit::remove::ask(it, ctx, w)?, false),
        Wizard::KindEdit(it) => (product::kind::ask(it, ctx, w)?, false),
        Wizard::Manual(form) => filling::ask(form, ctx, w)?,
        Wizard::Sharing(it) => (stock::shared::ask_sure(it, ctx, w)?, false),
        Wizard::Finish(it) => (todo::finish::ask(it, ctx, w)?, false),
        Wizard::Labelling(it) => (variant::label::ask(it, ctx, w)?, false),
        Wizard::VariantNew(form) => filling::ask(form, ctx, w)?,
        Wizard::Promo(form) => filling::ask(form, ctx, w)?,
        Wizard::Lower(form) => filling::ask(form, ctx, w)?,
        Wizard::Wording(it) => (wording::edit::ask(it, ctx, person, w)?, false),
        Wizard::WordingPhoto(it) => (wording::photo::ask(it, ctx, w)?, false),
        Wizard::ButtonNew(form) => filling::ask(form, ctx, w)?,
        Wizard::ButtonEdit(it) => (own_button::field::ask(it, ctx, w)?, false),
        Wizard::Configure(it) => (config::import::ask(it, w), false),
    })
}

fn asked(field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
    match field {
        Field::Quantity(id) => cart::quantity::ask(id, ctx, w),
        Field::Coupon => Ok(cart::coupon::ask(w)),
        Field::Deposit => balance::amount::ask(ctx, w),
        Field::Doubt { order, .. } => Ok(review::doubt::ask(order, w)),
        Field::Stock(id) => stock::send::ask(id, ctx, w),
        Field::Picture(id) => product::picture::ask(id, ctx, w),
        Field::FindProduct => Ok(product::list::ask(w)),
        Field::Audit(_) => Ok(audit::list::ask(w)),
        Field::Shared(id) => stock::shared::ask(id, ctx, w),
        Field::Files(id) => stock::files::ask(id, ctx, w),
        Field::Todo { order, product } => order::todo::ask(ctx, order, product, w),
        Field::Reseller => Ok(reseller::list::ask(w)),
        Field::Claimant(_) => Ok(restore::unclaimed::ask(w)),
    }
}

/// Hears what is said meanwhile. Whatever a buyer is in the middle of, their transfer's
/// evidence is understood.
pub fn hear(wizard: Wizard, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let sent = said.sent().filter(|_| !wizard.takes_files());
    let heard = sent.map(|sent| order::evidence::hear(ctx, turn, sent)).transpose()?;
    match heard.flatten() {
        Some(reply) => Ok(reply),
        None => answer(wizard, ctx, turn, said),
    }
}

/// Hears an answer. What cannot be used is said, and the question stays open.
fn answer(wizard: Wizard, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    if let Answer::Choice(choice, question) = &said {
        if *question != wizard.fingerprint() {
            return Ok(Next::Keep(wizard).toast(turn.words.toast_old_button()));
        }
        if *choice == Choice::Cancel {
            return Ok(left(Some(&wizard), turn.words));
        }
    }
    let by = allowed(&wizard, ctx, turn.customer.id)?;
    if let Answer::Text(text) = &said
        && !wizard.takes_stock()
        && lines(text).any(commands)
    {
        return Ok(Next::Again(wizard, Refusal::Unfit(Unfit::SeveralCommands)).into());
    }
    let open = wizard.clone();
    let heard = match &said {
        Answer::Choice(..) => Heard::Choice,
        Answer::Text(_) => Heard::Text,
        Answer::Photo { .. } | Answer::Document(_) | Answer::Other => Heard::Other,
    };
    let mark = ctx.mark();
    let answered = match by {
        Some(by) => answer_staff(wizard, ctx, turn, by, said),
        None => answer_buyer(wizard, ctx, turn, said),
    };
    match answered {
        Err(Stop::Refused(refusal)) if !refusal.of_rights() => {
            ctx.back_to(mark);
            Ok(Next::Again(open, refusal).into())
        }
        Ok(Reply { next: Next::Open(same), toast: None, .. })
            if same == open && heard != Heard::Choice =>
        {
            Ok(match expected(&open, ctx, turn, heard)? {
                Some(why) => Next::Again(open, Refusal::Input(why)).into(),
                None => Next::Open(open).into(),
            })
        }
        answered => answered,
    }
}

/// What an answer was, as far as it matters to a question that it was no answer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heard {
    Choice,
    Text,
    Other,
}

/// What a question wants that something else was said to.
fn expected(wizard: &Wizard, ctx: &Ctx, turn: &Turn, heard: Heard) -> Done<Option<BadInput>> {
    if matches!(wizard, Wizard::Field(Field::Picture(_))) {
        return Ok(Some(BadInput::NoPicture));
    }
    if matches!(wizard, Wizard::Evidence(_) | Wizard::Rest(_)) {
        return Ok(None);
    }
    let (question, _) = question(wizard, ctx, turn.customer.id, turn.words)?;
    Ok(match heard {
        Heard::Choice => None,
        Heard::Text | Heard::Other if question.chooses() => Some(BadInput::Tap),
        Heard::Text => None,
        // A file may be what it asks for; its own words say which.
        Heard::Other if wizard.takes_files() => None,
        Heard::Other => Some(BadInput::NoText),
    })
}

fn answer_buyer(wizard: Wizard, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let taken = match wizard {
        Wizard::Evidence(pieces) => {
            return order::evidence::answer(pieces, ctx, turn, said);
        }
        Wizard::Field(Field::Quantity(id)) => cart::quantity::take(id, ctx, turn, &said)?,
        Wizard::Field(Field::Coupon) => cart::coupon::take(ctx, turn, &said)?,
        Wizard::Field(Field::Deposit) => balance::amount::take(ctx, turn, &said)?,
        Wizard::Field(Field::Todo { order, product }) => {
            order::todo::take(ctx, turn, order, product, &said)?
        }
        // These have a right that they need.
        Wizard::Field(
            Field::Doubt { .. }
            | Field::Stock(_)
            | Field::Picture(_)
            | Field::FindProduct
            | Field::Shared(_)
            | Field::Files(_)
            | Field::Audit(_)
            | Field::Reseller
            | Field::Claimant(_),
        )
        | Wizard::ProductNew(_)
        | Wizard::Shelving(_)
        | Wizard::Gather(_)
        | Wizard::Which(_)
        | Wizard::Rest(_)
        | Wizard::CouponNew(_)
        | Wizard::Correction(_)
        | Wizard::Setting(_)
        | Wizard::Refund(_)
        | Wizard::ProductEdit(_)
        | Wizard::CategoryEdit(_)
        | Wizard::BatchEdit(_)
        | Wizard::UnitEdit(_)
        | Wizard::UnitFinding(_)
        | Wizard::Removing(_)
        | Wizard::KindEdit(_)
        | Wizard::Manual(_)
        | Wizard::Sharing(_)
        | Wizard::Finish(_)
        | Wizard::Labelling(_)
        | Wizard::VariantNew(_)
        | Wizard::Promo(_)
        | Wizard::Lower(_)
        | Wizard::Wording(_)
        | Wizard::WordingPhoto(_)
        | Wizard::ButtonNew(_)
        | Wizard::ButtonEdit(_)
        | Wizard::Configure(_) => return Err(Refusal::NotAllowed.into()),
    };
    // What is no answer to it leaves it open.
    Ok(taken.unwrap_or_else(|| Next::Open(wizard).into()))
}

fn answer_staff(
    wizard: Wizard,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: Answer,
) -> Done<Reply> {
    let taken = match wizard {
        Wizard::ProductNew(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::CouponNew(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Setting(it) => return setting::edit::answer(it, ctx, turn, by, &said),
        Wizard::Refund(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Shelving(it) => return product::shelf::answer(it, ctx, turn, by, said),
        Wizard::Gather(it) => return stock::gather::answer(it, ctx, turn, by, said),
        Wizard::Which(it) => return stock::which::answer(it, ctx, turn, by, said),
        Wizard::Rest(it) => return stock::rest::answer(it, ctx, turn, said),
        Wizard::ProductEdit(it) => return product::field::answer(it, ctx, by, said),
        Wizard::CategoryEdit(it) => return category::field::answer(it, ctx, by, said),
        Wizard::BatchEdit(it) => return batch::field::answer(it, ctx, turn, by, &said),
        Wizard::UnitEdit(it) => return unit::field::answer(it, ctx, turn, by, &said),
        Wizard::UnitFinding(it) => return unit::list::answer(it, ctx, turn.words, &said),
        Wizard::Removing(it) => return unit::remove::answer(it, ctx, turn, by, &said),
        Wizard::KindEdit(it) => return product::kind::answer(it, ctx, turn, by, &said),
        Wizard::Manual(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Sharing(it) => return stock::shared::answer(it, ctx, turn, by, &said),
        Wizard::Finish(it) => return todo::finish::answer(it, ctx, turn, by, &said),
        Wizard::Labelling(it) => return variant::label::answer(it, ctx, turn, by, said),
        Wizard::VariantNew(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Promo(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Lower(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::Wording(it) => return wording::edit::answer(it, ctx, turn, by, &said),
        Wizard::WordingPhoto(it) => return wording::photo::answer(it, ctx, turn, by, &said),
        Wizard::ButtonNew(form) => return filling::answer(form, ctx, turn, by, &said),
        Wizard::ButtonEdit(it) => return own_button::field::answer(it, ctx, turn, by, &said),
        Wizard::Configure(it) => return config::import::answer(it, ctx, turn, by, &said),
        // Words are no answer to it: it is looked at again.
        Wizard::Correction(_) => None,
        Wizard::Field(Field::Doubt { order, round }) => {
            review::doubt::take(order, round, ctx, turn, by, &said)?
        }
        Wizard::Field(Field::Stock(id)) => stock::send::take(id, ctx, turn, by, &said)?,
        Wizard::Field(Field::Picture(id)) => product::picture::take(id, ctx, turn, by, &said)?,
        Wizard::Field(Field::FindProduct) => product::list::take(&said)?,
        Wizard::Field(Field::Audit(filter)) => audit::list::take(filter, ctx, &said)?,
        Wizard::Field(Field::Shared(id)) => stock::shared::take(id, ctx, turn, by, &said)?,
        Wizard::Field(Field::Files(id)) => stock::files::take(id, ctx, turn, by, &said)?,
        Wizard::Field(Field::Reseller) => reseller::list::take(ctx, turn.words, &said)?,
        Wizard::Field(Field::Claimant(id)) => restore::unclaimed::take(id, ctx, turn.words, &said)?,
        Wizard::Evidence(_)
        | Wizard::Field(Field::Quantity(_) | Field::Coupon | Field::Deposit | Field::Todo { .. }) =>
        {
            return answer_buyer(wizard, ctx, turn, said);
        }
    };
    Ok(taken.unwrap_or_else(|| Next::Open(wizard).into()))
}

/// A wizard is left, with the way back to where it was begun.
pub fn left(wizard: Option<&Wizard>, w: Words) -> Reply {
    let back = match wizard {
        Some(wizard) => button(w.button_back(), wizard.origin()),
        None => button(w.button_home(), HomePress::Home),
    };
    Next::Say(Screen::new(w.wizard_cancelled()).buttons(vec![back])).into()
}
