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
    /// Whether it is looked at before it counts.
    const CARD: bool = true;

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

    /// All of it, with the button that makes it count.
    fn card(&self, ctx: &Ctx, w: Words) -> Done<Question>;

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply>;
}

/// What became of an answer.
pub enum Taken {
    In,
    /// It is none to this question, which is asked again.
    No,
    /// It ends the whole conversation.
    Over(Reply),
}

/// Its question, and whether there is one before it.
pub fn ask<Q: Questions>(form: &Form<Q>, ctx: &Ctx, w: Words) -> Done<(Question, bool)> {
    let fields = Q::FIELDS;
    Ok(match form.at {
        At::Question(at) | At::Edit(at) if usize::from(at) < fields.len() => {
            let back = at > 0 || matches!(form.at, At::Edit(_));
            (form.draft.ask(fields[usize::from(at)], ctx, w)?, back)
        }
        _ => {
            let card = form.draft.card(ctx, w)?;
            // Words take the place of a single one.
            let edits = if fields.len() > 1 { fields } else { &[] };
            let edit = |(at, field): (u8, &Q::Field)| {
                (w.button_edit_field(&Q::name(*field, w)), Choice::Edit(at))
            };
            (card.pairs((0..).zip(edits).map(edit).collect()), true)
        }
    })
}

pub fn answer<Q>(form: Form<Q>, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply>
where
    Q: Questions,
    Wizard: From<Form<Q>>,
{
    let Form { mut draft, at } = form;
    let last = Q::FIELDS.len().saturating_sub(1) as u8;
    let single = last == 0 && matches!(said, Answer::Text(_));
    let (number, after) = match (at, said) {
        (At::Card, Answer::Choice(Choice::Save, _)) => return draft.finish(ctx, turn, by),
        (At::Card, Answer::Choice(Choice::Edit(at), _)) if *at <= last => {
            return Ok(Next::ask(Form { draft, at: At::Edit(*at) }).into());
        }
        (At::Card, Answer::Choice(Choice::Back, _)) => {
            return Ok(Next::ask(Form { draft, at: At::Question(last) }).into());
        }
        (At::Card, _) if !single => return Ok(Next::ask(Form { draft, at }).into()),
        (At::Card, _) => (0, At::Card),
        (At::Question(number @ 1..), Answer::Choice(Choice::Back, _)) => {
            return Ok(Next::ask(Form { draft, at: At::Question(number - 1) }).into());
        }
        (At::Edit(_), Answer::Choice(Choice::Back, _)) => {
            return Ok(Next::ask(Form { draft, at: At::Card }).into());
        }
        (At::Question(number), _) if number < last => (number, At::Question(number + 1)),
        (At::Question(number) | At::Edit(number), _) => (number.min(last), At::Card),
    };
    match draft.take(Q::FIELDS[usize::from(number)], ctx, turn, by, said)? {
        Taken::Over(reply) => Ok(reply),
        Taken::No => Ok(Next::ask(Form { draft, at }).into()),
        Taken::In if after == At::Card && !Q::CARD => draft.finish(ctx, turn, by),
        Taken::In => {
            if after == At::Card {
                draft.ready(ctx)?;
            }
            Ok(Next::ask(Form { draft, at: after }).into())
        }
    }
}
