//! The frame of all forms: question after question, back, a card to look at, and what on it is
//! put right.

use super::choice::Choice;
use super::form::{At, Form};
use super::question::Question;
use super::said::Answer;
use super::turn::{Next, Reply, Turn};
use super::wizard::Wizard;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::words::Words;

/// What a form asks.
pub trait Questions: Sized {
    type Field: Copy + 'static;
    /// In the order in which they are asked.
    const FIELDS: &'static [Self::Field];

    /// What the field is called on the card's button.
    fn name(field: Self::Field, w: Words) -> String;

    fn ask(&self, field: Self::Field, ctx: &Ctx, w: Words) -> Done<Question>;

    /// Puts an answer in.
    fn take(
        &mut self,
        field: Self::Field,
        ctx: &mut Ctx,
        turn: &Turn,
        by: Staff,
        said: &Answer,
    ) -> Done<Taken>;

    /// Everything is answered, and will be looked at.
    fn ready(&mut self, _: &Ctx) -> Done {
        Ok(())
    }

    /// All of it, with the button that makes it count; `None` where the last answer does.
    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>>;

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply>;
}

/// What became of an answer.
pub enum Taken {
    In,
    /// It is none to this question, which is asked again.
    No,
    /// It ends the whole conversation.
    Over(Box<Reply>),
}

/// Its question, and whether there is one before it.
pub fn ask<Q: Questions>(form: &Form<Q>, ctx: &Ctx, w: Words) -> Done<(Question, bool)> {
    let (at, card) = match within::<Q>(form.at) {
        At::Card => (last::<Q>(), form.draft.card(ctx, w)?),
        At::Question(at) | At::Edit(at) => (at, None),
    };
    if let Some(card) = card {
        let edit = |(at, field): (u8, &Q::Field)| {
            (w.button_edit_field(&Q::name(*field, w)), Choice::Edit(at))
        };
        return Ok((card.pairs((0..).zip(Q::FIELDS).map(edit).collect()), true));
    }
    let back = at > 0 || matches!(form.at, At::Edit(_));
    Ok((form.draft.ask(Q::FIELDS[usize::from(at)], ctx, w)?, back))
}

fn last<Q: Questions>() -> u8 {
    Q::FIELDS.len().saturating_sub(1) as u8
}

/// Where a form stands, if it has that question.
fn within<Q: Questions>(at: At) -> At {
    match at {
        At::Question(number) | At::Edit(number) if number > last::<Q>() => At::Card,
        at => at,
    }
}

pub fn answer<Q>(form: Form<Q>, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply>
where
    Q: Questions,
    Wizard: From<Form<Q>>,
{
    let (mut draft, at, last) = (form.draft, within::<Q>(form.at), last::<Q>());
    let go = |draft, at| Ok(Next::ask(Form { draft, at }).into());
    let (number, after) = match (at, said) {
        (At::Card, Answer::Choice(Choice::Save, _)) => return draft.finish(ctx, turn, by),
        (At::Card, Answer::Choice(Choice::Edit(at), _)) if *at <= last => {
            return go(draft, At::Edit(*at));
        }
        // Back from the card, the last answer stands until it is given anew.
        (At::Card, Answer::Choice(Choice::Back, _)) => return go(draft, At::Edit(last)),
        // Words take the place of a single one.
        (At::Card, Answer::Text(_)) if last == 0 => (0, At::Card),
        (At::Card, _) => return go(draft, at),
        (At::Question(number @ 1..), Answer::Choice(Choice::Back, _)) => {
            return go(draft, At::Question(number - 1));
        }
        (At::Edit(_), Answer::Choice(Choice::Back, _)) => return go(draft, At::Card),
        (At::Question(number), _) if number < last => (number, At::Question(number + 1)),
        (At::Question(number) | At::Edit(number), _) => (number, At::Card),
    };
    match draft.take(Q::FIELDS[usize::from(number)], ctx, turn, by, said)? {
        Taken::Over(reply) => Ok(*reply),
        Taken::No => go(draft, at),
        Taken::In if after != At::Card => go(draft, after),
        Taken::In => {
            draft.ready(ctx)?;
            match draft.card(ctx, turn.words)? {
                Some(_) => go(draft, At::Card),
                None => draft.finish(ctx, turn, by),
            }
        }
    }
}
