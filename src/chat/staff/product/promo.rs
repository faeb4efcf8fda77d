//! Form: less for a while, for a product or all of a category; and the same in one line.

use super::prices::{self, when};
use super::{Place, PromoDraft, PromoOf};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::filling::{Questions, Taken};
use crate::chat::form::{At, Form};
use crate::chat::layout::paragraphs;
use crate::chat::place::CategoryPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::coupon::card::off;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::encode;
use crate::domain::coupon::{Off, Period};
use crate::domain::product::{Lower, NoProduct, Product, Promo, Rule, parse_number, steep};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::price::{self, Spread};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{category, product};
use crate::words::{Words, args};

#[derive(Clone, Copy)]
pub enum Field {
    Off,
    Period,
}

/// What it is for in short: it tells whether somebody has changed it meanwhile.
fn seen(ctx: &Ctx, of: PromoOf) -> Done<Fingerprint> {
    Ok(match of {
        PromoOf::Product(id) => prices::seen(&product::known(&ctx.tx, id)?),
        PromoOf::Category(id) => Fingerprint::of(&encode(&category::known(&ctx.tx, id)?.promo)),
    })
}

/// The questions about it.
pub fn open(ctx: &Ctx, of: PromoOf) -> Done<Next> {
    Ok(Next::ask(Form::new(PromoDraft::new(of, seen(ctx, of)?))))
}

fn name(ctx: &Ctx, of: PromoOf) -> Done<String> {
    Ok(match of {
        PromoOf::Product(id) => product::known(&ctx.tx, id)?.name.as_str().to_owned(),
        PromoOf::Category(id) => category::known(&ctx.tx, id)?.label(),
    })
}

impl PromoDraft {
    fn new(of: PromoOf, seen: Fingerprint) -> PromoDraft {
        PromoDraft { of, seen, off: None, period: Period::default() }
    }

    fn promo(&self) -> Option<Promo> {
        self.off.map(|off| Promo { off, period: self.period })
    }

    /// Refuses what cannot be a promo here, while it can still be typed again.
    fn check(&self, ctx: &Ctx) -> Done {
        let Some(promo) = self.promo() else { return Ok(()) };
        promo.period.check(ctx.now)?;
        match self.of {
            PromoOf::Product(id) => {
                let known = product::known(&ctx.tx, id)?;
                known.prices.with(known.price, Lower::Promo(promo))?;
            }
            PromoOf::Category(_) => price::reduces(&promo)?,
        }
        Ok(())
    }
}

impl Questions for PromoDraft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Off, Field::Period];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Off => w.plain_field_off(),
            Field::Period => w.plain_field_period(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let name = name(ctx, self.of)?;
        Ok(match field {
            Field::Off => Question::new(w.promo_ask_off(&name)),
            Field::Period => Question::new(w.promo_ask_period(&name)).skip(w.button_skip()),
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
            (Field::Off, Answer::Text(text)) => self.off = Some(Off::parse(text)?),
            (Field::Period, Answer::Text(text)) => {
                self.period = turn.words.period(text, ctx.now)?
            }
            (Field::Period, Answer::Choice(Choice::Skip, _)) => self.period = Period::default(),
            (_, Answer::Choice(..)) => return Ok(Taken::No),
            _ => return Err(Refusal::Input(BadInput::NoText).into()),
        }
        self.check(ctx)?;
        Ok(Taken::In)
    }

    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let Some(promo) = self.promo() else { return Ok(None) };
        let name = name(ctx, self.of)?;
        let (comes, save) = match self.of {
            PromoOf::Product(id) => of_product(&product::known(&ctx.tx, id)?, &promo, w),
            PromoOf::Category(id) => {
                (of_category(price::spread(&ctx.tx, id, &promo)?, w), w.button_save())
            }
        };
        let text = paragraphs([
            w.promo_confirm(args::PromoConfirm { name: &name, off: &off(promo.off, w) }),
            comes,
            when(promo.period, ctx.now, w),
        ]);
        Ok(Some(Question::new(text).choice(save, Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, _: &Turn, by: Staff) -> Done<Reply> {
        let Some(promo) = self.promo() else {
            return Err(Refusal::Input(BadInput::NoText).into());
        };
        let now = seen(ctx, self.of)?;
        if now != self.seen {
            let again = Form { draft: PromoDraft { seen: now, ..self }, at: At::Card };
            return Ok(Next::Again(again.into(), Refusal::Product(NoProduct::Changed)).into());
        }
        let before = Before::here(&ctx.tx)?;
        match self.of {
            PromoOf::Product(product) => {
                price::set(ctx, by, product, Lower::Promo(promo))?;
                let undo = before.act(&ctx.tx)?;
                Ok(Next::go(Place::Prices { product, undo }).into())
            }
            PromoOf::Category(category) => {
                price::set_general(ctx, by, category, Some(promo))?;
                let undo = before.act(&ctx.tx)?;
                Ok(Next::go(CategoryPlace::Promo { category, undo }).into())
            }
        }
    }
}

/// What it costs then; where that is less than half, the button says it once more.
fn of_product(known: &Product, promo: &Promo, w: Words) -> (String, String) {
    let list = known.price;
    let price = promo.price(list).unwrap_or(list);
    let comes = w.price_reduced(args::PriceReduced { new_price: price, old_price: list });
    match steep(list, price) {
        true => (format!("{comes}\n{}", w.promo_steep()), w.button_price_sure(price)),
        false => (comes, w.button_save()),
    }
}

pub fn of_category(spread: Spread, w: Words) -> String {
    let Spread { has, halved, left } = spread;
    let mut rows = vec![w.promo_has(has)];
    rows.extend((left > 0).then(|| w.promo_left(left)));
    rows.extend((halved > 0).then(|| w.promo_halved(halved)));
    rows.join("\n")
}

/// `/diskon 3|10%|2026-12-01|2026-12-31`, with as many days as are given; `/diskon 3|-` takes it
/// away. One that is more than half is asked about.
pub fn in_one_line(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let [number, off, days @ ..] = &fields[..] else { return Ok(Next::say(w.usage_diskon())) };
    if off.is_empty() || days.len() > 2 {
        return Ok(Next::say(w.usage_diskon()));
    }
    let known = product::by_number(&ctx.tx, parse_number(number)?)?;
    let id = known.id;
    let before = Before::here(&ctx.tx)?;
    if *off == "-" {
        price::lift(ctx, by, id, Rule::Promo)?;
        return Ok(Next::go(Place::Prices { product: id, undo: before.act(&ctx.tx)? }));
    }
    let days: Vec<&str> = days.iter().copied().filter(|it| !it.is_empty() && *it != "-").collect();
    let off = Off::parse(off)?;
    let period = match days.is_empty() {
        true => Period::default(),
        false => w.period(&days.join(" "), ctx.now)?,
    };
    let of = PromoOf::Product(id);
    let draft = PromoDraft { of, seen: seen(ctx, of)?, off: Some(off), period };
    draft.check(ctx)?;
    let promo = Promo { off, period };
    if promo.price(known.price).is_some_and(|price| steep(known.price, price)) {
        return Ok(Next::ask(Form { draft, at: At::Card }));
    }
    price::set(ctx, by, id, Lower::Promo(promo))?;
    Ok(Next::go(Place::Prices { product: id, undo: before.act(&ctx.tx)? }))
}
