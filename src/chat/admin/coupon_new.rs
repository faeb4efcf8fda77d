//! Wizard: make a coupon; and the same in one line, for quick hands.

use serde::{Deserialize, Serialize};

use super::coupon::{conditions, products};
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::{button, paragraphs};
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::coupon::{Conditions, CouponCode, NewCoupon, Off, Scope, parse_uses};
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::payment::readable;
use crate::domain::product::Category;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{browse, coupon};
use crate::words::{Html, Words};

/// Categories offered as buttons; products of others can be named by number.
const CATEGORY_BUTTONS: usize = 12;
/// Signs of a code that nobody chose: enough not to be guessed, few enough to be typed.
const CODE_SIGNS: usize = 8;

/// From the third question on there is a coupon already, with conditions that a skip leaves as they
/// are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Code,
    Off { code: CouponCode },
    Scope(NewCoupon),
    Minimum(NewCoupon),
    Period(NewCoupon),
    Uses(NewCoupon),
    PerBuyer(NewCoupon),
    First(NewCoupon),
    Confirm(NewCoupon),
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let choice = |label: String, choice| button(label, Action::Wizard(choice));
    let skip = || vec![choice(w.button_skip(), Choice::Skip)];
    let screen = match step {
        Step::Code => Screen::new(w.coupon_wizard_code()).buttons(skip()),
        Step::Off { code } => Screen::new(w.coupon_wizard_off(code.as_str())),
        Step::Scope(new) => {
            let mut screen = Screen::new(w.coupon_wizard_scope(new.code.as_str()))
                .buttons(vec![choice(w.button_all(), Choice::Skip)]);
            for row in categories(ctx)?.chunks(2) {
                screen = screen.buttons(row.to_vec());
            }
            screen
        }
        Step::Minimum(new) => {
            Screen::new(w.coupon_wizard_minimum(new.code.as_str())).buttons(skip())
        }
        Step::Period(new) => Screen::new(w.coupon_wizard_period(new.code.as_str())).buttons(skip()),
        Step::Uses(new) => Screen::new(w.coupon_wizard_uses(new.code.as_str())).buttons(skip()),
        Step::PerBuyer(new) => {
            Screen::new(w.coupon_wizard_per_buyer(new.code.as_str())).buttons(vec![
                choice(w.button_once(), Choice::Skip),
                choice(w.button_no_limit(), Choice::NoLimit),
            ])
        }
        Step::First(new) => Screen::new(w.coupon_wizard_first(new.code.as_str()))
            .buttons(vec![choice(w.button_every_buyer(), Choice::Skip)])
            .buttons(vec![choice(w.button_first_purchase(), Choice::FirstPurchase)]),
        Step::Confirm(new) => {
            Screen::new(paragraphs([w.coupon_wizard_confirm(), card(ctx, new, w)?]))
                .buttons(vec![Wizard::CouponNew(step.clone()).save(w)])
        }
    };
    Ok(screen.buttons(vec![choice(w.button_cancel(), Choice::Cancel)]))
}

fn categories(ctx: &Ctx) -> Done<Vec<Button>> {
    let pick = |(category, _): (Category, usize)| {
        button(category.name.as_str(), Action::Wizard(Choice::Category(category.id)))
    };
    let known = browse::categories(&ctx.tx)?;
    Ok(known.into_iter().take(CATEGORY_BUTTONS).map(pick).collect())
}

fn card(ctx: &Ctx, new: &NewCoupon, w: Words) -> Done<String> {
    let rows = conditions(ctx, &new.conditions, w)?.join("\n");
    Ok(w.coupon_card(new.code.as_str(), Html(&rows)))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let by = guard::allow(ctx, turn.customer.id)?;
    let next = match (step, said) {
        (Step::Code, Answer::Text(text)) => Step::Off { code: free(ctx, &text)? },
        (Step::Code, Answer::Choice(Choice::Skip)) => {
            let code = readable(ctx.tx.random().bytes::<CODE_SIGNS>());
            Step::Off { code: free(ctx, &code)? }
        }
        (Step::Off { code }, Answer::Text(text)) => {
            Step::Scope(NewCoupon { code, conditions: Conditions::plain(Off::parse(&text)?) })
        }
        (Step::Confirm(new), Answer::Choice(Choice::SaveThis(_))) => {
            return Ok(create(ctx, by, new, turn.words)?.into());
        }
        (step, said) => further(step, ctx, turn.words, said)?,
    };
    Ok(Next::Open(Wizard::CouponNew(next)).into())
}

/// The questions about conditions. What is no answer to one leaves it open.
fn further(step: Step, ctx: &Ctx, w: Words, said: Answer) -> Done<Step> {
    Ok(match (step, said) {
        (Step::Scope(new), Answer::Choice(Choice::Skip)) => Step::Minimum(new),
        (Step::Scope(new), Answer::Choice(Choice::Category(id))) => {
            let scope = Scope::Categories(vec![id]);
            Step::Minimum(with(new, ctx, |conditions| conditions.scope = scope)?)
        }
        (Step::Scope(new), Answer::Text(text)) => {
            let scope = products(ctx, &text)?;
            Step::Minimum(with(new, ctx, |conditions| conditions.scope = scope)?)
        }
        (Step::Minimum(new), Answer::Choice(Choice::Skip)) => Step::Period(new),
        (Step::Minimum(new), Answer::Text(text)) => {
            let minimum = Rupiah::parse_amount(&text)?;
            Step::Period(with(new, ctx, |conditions| conditions.minimum = minimum)?)
        }
        (Step::Period(new), Answer::Choice(Choice::Skip)) => Step::Uses(new),
        (Step::Period(new), Answer::Text(text)) => {
            let period = w.period(&text, ctx.now)?;
            Step::Uses(with(new, ctx, |conditions| conditions.period = period)?)
        }
        (Step::Uses(new), Answer::Choice(Choice::Skip)) => Step::PerBuyer(new),
        (Step::Uses(new), Answer::Text(text)) => {
            let max = Some(parse_uses(&text)?);
            Step::PerBuyer(with(new, ctx, |conditions| conditions.uses_max = max)?)
        }
        (Step::PerBuyer(new), Answer::Choice(Choice::Skip)) => Step::First(new),
        (Step::PerBuyer(new), Answer::Choice(Choice::NoLimit)) => {
            Step::First(with(new, ctx, |conditions| conditions.uses_per_buyer_max = None)?)
        }
        (Step::PerBuyer(new), Answer::Text(text)) => {
            let max = Some(parse_uses(&text)?);
            Step::First(with(new, ctx, |conditions| conditions.uses_per_buyer_max = max)?)
        }
        (Step::First(new), Answer::Choice(Choice::Skip)) => Step::Confirm(new),
        (Step::First(new), Answer::Choice(Choice::FirstPurchase)) => {
            Step::Confirm(with(new, ctx, |conditions| conditions.first_purchase = true)?)
        }
        (step, _) => step,
    })
}

fn with(mut new: NewCoupon, ctx: &Ctx, change: impl FnOnce(&mut Conditions)) -> Done<NewCoupon> {
    change(&mut new.conditions);
    new.conditions.check(ctx.now)?;
    Ok(new)
}

/// A code that no active coupon has.
fn free(ctx: &Ctx, text: &str) -> Done<CouponCode> {
    let code = CouponCode::parse(text)?;
    coupon::untaken(&ctx.tx, &code)?;
    Ok(code)
}

fn create(ctx: &mut Ctx, by: Staff, new: NewCoupon, w: Words) -> Done<Next> {
    let coupon = coupon::create(ctx, by, new.clone())?;
    let text = paragraphs([w.coupon_created(coupon.code.as_str()), card(ctx, &new, w)?]);
    let open = button(w.button_coupons(), Action::Coupons { page: 0 });
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
