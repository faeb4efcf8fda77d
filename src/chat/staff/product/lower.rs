//! Form of one question: wholesale steps, or the price for resellers; and steps by a command.

use super::prices::{self, seen};
use super::{LowerDraft, Place, PromoOf, promo};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::command::numbered;
use crate::chat::filling::{Questions, Taken};
use crate::chat::form::{At, Form};
use crate::chat::layout::paragraphs;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::limit::PRICE_STEPS_MAX;
use crate::domain::money::Rupiah;
use crate::domain::product::{Lower, NoProduct, Product, Rule, Step, parse_number, steep};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{price, product};
use crate::words::{Html, Words, args};

#[derive(Clone, Copy)]
pub enum Field {
    Price,
}

/// The question about a lower price.
pub fn open(ctx: &Ctx, id: ProductId, rule: Rule) -> Done<Next> {
    let known = product::known(&ctx.tx, id)?;
    match rule {
        Rule::Promo => promo::open(ctx, PromoOf::Product(id)),
        Rule::Steps | Rule::Reseller => {
            Ok(Next::ask(Form::new(LowerDraft::new(id, rule, seen(&known)))))
        }
    }
}

impl LowerDraft {
    fn new(product: ProductId, rule: Rule, seen: Fingerprint) -> LowerDraft {
        LowerDraft { product, rule, seen, lower: None }
    }

    fn read(&self, text: &str) -> Result<Lower, Refusal> {
        Ok(match self.rule {
            Rule::Reseller => Lower::Reseller(Rupiah::parse(text)?),
            Rule::Steps | Rule::Promo => Lower::Steps(Step::parse_all(text)?),
        })
    }

    /// The lowest price of it, where that is less than half of what the product costs.
    fn steep(&self, known: &Product) -> Option<Rupiah> {
        let lowest = match self.lower.as_ref()? {
            Lower::Steps(steps) => steps.iter().map(|step| step.price).min()?,
            Lower::Reseller(price) => *price,
            Lower::Promo(promo) => promo.price(known.price)?,
        };
        Some(lowest).filter(|lowest| steep(known.price, *lowest))
    }
}

impl Questions for LowerDraft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Price];

    fn name(_: Field, w: Words) -> String {
        w.plain_field_price()
    }

    fn ask(&self, _: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let known = product::known(&ctx.tx, self.product)?;
        let (name, price) = (known.name.as_str(), known.price);
        Ok(Question::new(match self.rule {
            Rule::Reseller => w.reseller_ask_price(name, price),
            Rule::Steps | Rule::Promo => w.steps_ask(PRICE_STEPS_MAX as u64, name, price),
        }))
    }

    fn take(&mut self, _: Field, ctx: &mut Ctx, _: &Turn, _: Staff, said: &Answer) -> Done<Taken> {
        let text = match said {
            Answer::Text(text) => text,
            Answer::Choice(..) => return Ok(Taken::No),
            _ => return Err(Refusal::Input(BadInput::NoText).into()),
        };
        let lower = self.read(text)?;
        let known = product::known(&ctx.tx, self.product)?;
        known.prices.with(known.price, lower.clone())?;
        self.lower = Some(lower);
        Ok(Taken::In)
    }

    /// Only what is less than half is looked at once more.
    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let known = product::known(&ctx.tx, self.product)?;
        let Some(lowest) = self.steep(&known) else { return Ok(None) };
        let name = known.name.as_str();
        let asked = w.lower_sure(args::LowerSure {
            name,
            new_price: lowest,
            old_price: known.price,
            what: &prices::rule_name(self.rule, w),
        });
        let steps = match &self.lower {
            Some(Lower::Steps(steps)) => w.prices_steps(Html(&prices::steps(steps, w))),
            _ => String::new(),
        };
        let text = paragraphs([asked, steps]);
        Ok(Some(Question::new(text).sure(w.button_price_sure(lowest), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, _: &Turn, by: Staff) -> Done<Reply> {
        let now = seen(&product::known(&ctx.tx, self.product)?);
        let LowerDraft { product, lower: Some(lower), .. } = self else {
            return Err(Refusal::Input(BadInput::NoText).into());
        };
        if now != self.seen {
            let draft = LowerDraft { seen: now, lower: None, ..self };
            let again = Form::new(draft);
            return Ok(Next::Again(again.into(), Refusal::Product(NoProduct::Changed)).into());
        }
        let before = Before::here(&ctx.tx)?;
        price::set(ctx, by, product, lower)?;
        Ok(Next::go(Place::Prices { product, undo: before.act(&ctx.tx)? }).into())
    }
}

/// `/grosir 3|5+ 9000`, with more lines below; `/grosir 3|-` takes them away.
pub fn steps_typed(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let (number, steps) = numbered(rest);
    if steps.trim().is_empty() {
        return Ok(Next::say(w.usage_grosir()));
    }
    let known = product::by_number(&ctx.tx, parse_number(number)?)?;
    let before = Before::here(&ctx.tx)?;
    if steps.trim() == "-" {
        price::lift(ctx, by, known.id, Rule::Steps)?;
    } else {
        let lower = Lower::Steps(Step::parse_all(steps)?);
        known.prices.clone().with(known.price, lower.clone())?;
        let draft = LowerDraft::new(known.id, Rule::Steps, seen(&known));
        let draft = LowerDraft { lower: Some(lower.clone()), ..draft };
        if draft.steep(&known).is_some() {
            return Ok(Next::ask(Form { draft, at: At::Card }));
        }
        price::set(ctx, by, known.id, lower)?;
    }
    Ok(Next::go(Place::Prices { product: known.id, undo: before.act(&ctx.tx)? }))
}
