//! Form: a new coupon; and the same in one line, for quick hands.

use super::Draft;
use super::card::{conditions, products};
use crate::chat::action::CouponPress;
use crate::chat::choice::Choice;
use crate::chat::filling::{Questions, Taken};
use crate::chat::layout::{button, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::coupon::{Conditions, CouponCode, NewCoupon, Off, Scope, parse_uses};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::payment::readable;
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::coupon;
use crate::shop::staff::Staff;
use crate::words::{Html, Words};

/// Signs of a code that nobody chose: enough not to be guessed, few enough to be typed.
const CODE_SIGNS: usize = 8;

#[derive(Clone, Copy)]
pub enum Field {
    Code,
    Off,
    Scope,
    Minimum,
    Period,
    Uses,
    PerBuyer,
    First,
}

impl Draft {
    fn code(&self) -> &str {
        self.code.as_ref().map_or("", CouponCode::as_str)
    }

    /// Changes a condition, unless nothing is taken off yet.
    fn set(&mut self, ctx: &Ctx, change: impl FnOnce(&mut Conditions)) -> Done<Taken> {
        let Some(conditions) = &mut self.conditions else { return Ok(Taken::No) };
        change(conditions);
        conditions.check(ctx.now)?;
        Ok(Taken::In)
    }
}

impl Questions for Draft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[
        Field::Code,
        Field::Off,
        Field::Scope,
        Field::Minimum,
        Field::Period,
        Field::Uses,
        Field::PerBuyer,
        Field::First,
    ];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Code => w.plain_field_code(),
            Field::Off => w.plain_field_off(),
            Field::Scope => w.plain_field_scope(),
            Field::Minimum => w.plain_field_minimum(),
            Field::Period => w.plain_field_period(),
            Field::Uses => w.plain_field_uses(),
            Field::PerBuyer => w.plain_field_per_buyer(),
            Field::First => w.plain_field_first(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let code = self.code();
        Ok(match field {
            Field::Code => Question::new(w.coupon_wizard_code()).skip(w.button_skip()),
            Field::Off => Question::new(w.coupon_wizard_off(code)),
            Field::Scope => Question::new(w.coupon_wizard_scope(code))
                .choice(w.button_all(), Choice::Skip)
                .categories(ctx)?,
            Field::Minimum => Question::new(w.coupon_wizard_minimum(code)).skip(w.button_skip()),
            Field::Period => Question::new(w.coupon_wizard_period(code)).skip(w.button_skip()),
            Field::Uses => Question::new(w.coupon_wizard_uses(code)).skip(w.button_skip()),
            Field::PerBuyer => Question::new(w.coupon_wizard_per_buyer(code)).choices(vec![
                (w.button_once(), Choice::Skip),
                (w.button_no_limit(), Choice::NoLimit),
            ]),
            Field::First => Question::new(w.coupon_wizard_first(code))
                .choice(w.button_every_buyer(), Choice::Skip)
                .choice(w.button_first_purchase(), Choice::FirstPurchase),
        })
    }

    fn take(
        &mut self,
        field: Field,
        ctx: &mut Ctx,
        turn: &Turn,
        _: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        match (field, said) {
            (Field::Code, Answer::Text(text)) => self.code = Some(free(ctx, text)?),
            (Field::Code, Answer::Choice(Choice::Skip, _)) => {
                let code = readable(ctx.tx.random().bytes::<CODE_SIGNS>());
                self.code = Some(free(ctx, &code)?);
            }
            (Field::Off, Answer::Text(text)) => {
                let off = Off::parse(text)?;
                match &mut self.conditions {
                    Some(_) => return self.set(ctx, |it| it.off = off),
                    None => self.conditions = Some(Conditions::plain(off)),
                }
            }
            (_, Answer::Text(text)) => return self.typed(field, ctx, turn.words, text),
            (_, Answer::Choice(choice, _)) => return self.chosen(field, ctx, *choice),
            _ => return Ok(Taken::No),
        }
        Ok(Taken::In)
    }

    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let card = match (&self.code, &self.conditions) {
            (Some(code), Some(conditions)) => drawn(ctx, code, conditions, w)?,
            _ => String::new(),
        };
        let text = paragraphs([w.coupon_wizard_confirm(), card]);
        Ok(Some(Question::new(text).choice(w.button_save(), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        let Draft { code: Some(code), conditions: Some(conditions) } = self else {
            return Err(Refusal::Input(BadInput::NoText).into());
        };
        Ok(create(ctx, by, NewCoupon { code, conditions }, turn.words)?.into())
    }
}

impl Draft {
    fn typed(&mut self, field: Field, ctx: &Ctx, w: Words, text: &str) -> Done<Taken> {
        match field {
            Field::Scope => {
                let scope = products(ctx, text)?;
                self.set(ctx, |it| it.scope = scope)
            }
            Field::Minimum => {
                let minimum = Rupiah::parse_amount(text)?;
                self.set(ctx, |it| it.minimum = minimum)
            }
            Field::Period => {
                let period = w.period(text, ctx.now)?;
                self.set(ctx, |it| it.period = period)
            }
            Field::Uses => {
                let max = Some(parse_uses(text)?);
                self.set(ctx, |it| it.uses_max = max)
            }
            Field::PerBuyer => {
                let max = Some(parse_uses(text)?);
                self.set(ctx, |it| it.uses_per_buyer_max = max)
            }
            Field::Code | Field::Off | Field::First => Ok(Taken::No),
        }
    }

    /// A skip means what a new coupon has, also where something else was answered before.
    fn chosen(&mut self, field: Field, ctx: &Ctx, choice: Choice) -> Done<Taken> {
        let Some(off) = self.conditions.as_ref().map(|it| it.off) else { return Ok(Taken::No) };
        let plain = Conditions::plain(off);
        match (field, choice) {
            (Field::Scope, Choice::Skip) => self.set(ctx, |it| it.scope = plain.scope),
            (Field::Scope, Choice::Category(id)) => {
                self.set(ctx, |it| it.scope = Scope::Categories(vec![id]))
            }
            (Field::Minimum, Choice::Skip) => self.set(ctx, |it| it.minimum = plain.minimum),
            (Field::Period, Choice::Skip) => self.set(ctx, |it| it.period = plain.period),
            (Field::Uses, Choice::Skip) => self.set(ctx, |it| it.uses_max = plain.uses_max),
            (Field::PerBuyer, Choice::Skip) => {
                self.set(ctx, |it| it.uses_per_buyer_max = plain.uses_per_buyer_max)
            }
            (Field::PerBuyer, Choice::NoLimit) => self.set(ctx, |it| it.uses_per_buyer_max = None),
            (Field::First, Choice::Skip) => {
                self.set(ctx, |it| it.first_purchase = plain.first_purchase)
            }
            (Field::First, Choice::FirstPurchase) => self.set(ctx, |it| it.first_purchase = true),
            _ => Ok(Taken::No),
        }
    }
}

fn drawn(ctx: &Ctx, code: &CouponCode, all: &Conditions, w: Words) -> Done<String> {
    let rows = conditions(ctx, all, w)?.join("\n");
    Ok(w.coupon_card(code.as_str(), Html(&rows)))
}

/// A code that no active coupon has.
fn free(ctx: &Ctx, text: &str) -> Done<CouponCode> {
    let code = CouponCode::parse(text)?;
    coupon::untaken(&ctx.tx, &code)?;
    Ok(code)
}

fn create(ctx: &mut Ctx, by: Staff, new: NewCoupon, w: Words) -> Done<Next> {
    let coupon = coupon::create(ctx, by, new.clone())?;
    let text = paragraphs([
        w.coupon_created(coupon.code.as_str()),
        drawn(ctx, &new.code, &new.conditions, w)?,
    ]);
    let open = button(w.button_coupons(), CouponPress::List { page: 0 });
    Ok(Next::Say(Screen::new(text).buttons(vec![open])))
}

/// `/kupon HEMAT10|10%|50000|31-12-2026|100|1`. In the last four `-` means no limit, and what is
/// left out is as a skip leaves it.
pub fn in_one_line(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let [code, off, bounds @ ..] = &fields[..] else { return Ok(Next::say(w.usage_kupon())) };
    if bounds.len() > 4 {
        return Ok(Next::say(w.usage_kupon()));
    }
    let given = |at: usize| bounds.get(at).copied().filter(|field| !field.is_empty());
    let bound = |at: usize| given(at).filter(|field| *field != "-");
    let code = CouponCode::parse(code)?;
    let mut conditions = Conditions::plain(Off::parse(off)?);
    if let Some(minimum) = bound(0) {
        conditions.minimum = Rupiah::parse_amount(minimum)?;
    }
    if let Some(period) = bound(1) {
        conditions.period = w.period(period, ctx.now)?;
    }
    conditions.uses_max = bound(2).map(parse_uses).transpose()?;
    if given(3).is_some() {
        conditions.uses_per_buyer_max = bound(3).map(parse_uses).transpose()?;
    }
    create(ctx, by, NewCoupon { code, conditions }, w)
}
