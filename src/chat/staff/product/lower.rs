//! Form of one question: wholesale steps, or the price for resellers; and steps by a command.

use super::prices::{self, seen};
use super::{LowerDraft, LowerOf, Place, PromoOf, promo};
use crate::chat::choice::Choice;
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
    let of = match rule {
        Rule::Promo => return promo::open(ctx, PromoOf::Product(id)),
        Rule::Steps => LowerOf::Steps(None),
        Rule::Reseller => LowerOf::Reseller(None),
    };
    let known = product::known(&ctx.tx, id)?;
    Ok(Next::ask(Form::new(LowerDraft::new(&known, of))))
}

impl LowerOf {
    fn rule(&self) -> Rule {
        match self {
            LowerOf::Steps(_) => Rule::Steps,
            LowerOf::Reseller(_) => Rule::Reseller,
        }
    }

    fn read(&self, text: &str) -> Result<LowerOf, Refusal> {
        Ok(match self {
            LowerOf::Steps(_) => LowerOf::Steps(Some(Step::parse_all(text)?)),
            LowerOf::Reseller(_) => LowerOf::Reseller(Some(Rupiah::parse(text)?)),
        })
    }

    fn lower(&self) -> Option<Lower> {
        match self {
            LowerOf::Steps(steps) => steps.clone().map(Lower::Steps),
            LowerOf::Reseller(price) => price.map(Lower::Reseller),
        }
    }

    /// The lowest price of it, where that is less than half of what the product costs.
    fn steep(&self, known: &Product) -> Option<Rupiah> {
        let lowest = match self {
            LowerOf::Steps(steps) => steps.as_ref()?.iter().map(|step| step.price).min()?,
            LowerOf::Reseller(price) => (*price)?,
        };
        Some(lowest).filter(|lowest| steep(known.price, *lowest))
    }
}

impl LowerDraft {
    fn new(known: &Product, of: LowerOf) -> LowerDraft {
        LowerDraft { product: known.id, of, seen: seen(known) }
    }

    /// Refuses what cannot be such a price here, while it can still be typed again.
    fn check(&self, known: &Product) -> Result<(), Refusal> {
        match self.of.lower() {
            Some(lower) => known.prices.clone().with(known.price, lower).map(|_| ()),
            None => Ok(()),
        }
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
        Ok(Question::new(match self.of {
            LowerOf::Reseller(_) => w.reseller_ask_price(name, price),
            LowerOf::Steps(_) => w.steps_ask(PRICE_STEPS_MAX as u64, name, price),
        }))
    }

    fn take(&mut self, _: Field, ctx: &mut Ctx, _: &Turn, _: Staff, said: &Answer) -> Done<Taken> {
        let text = match said {
            Answer::Text(text) => text,
            Answer::Choice(..) => return Ok(Taken::No),
            _ => return Err(Refusal::Input(BadInput::NoText).into()),
        };
        self.of = self.of.read(text)?;
        self.check(&product::known(&ctx.tx, self.product)?)?;
        Ok(Taken::In)
    }

    /// Only what is less than half is looked at once more.
    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let known = product::known(&ctx.tx, self.product)?;
        let Some(lowest) = self.of.steep(&known) else { return Ok(None) };
        let name = known.name.as_str();
        let asked = w.lower_sure(args::LowerSure {
            name,
            new_price: lowest,
            old_price: known.price,
            what: &prices::rule_name(self.of.rule(), w),
        });
        let steps = match &self.of {
            LowerOf::Steps(Some(steps)) => w.prices_steps(Html(&prices::steps(steps, w))),
            LowerOf::Steps(None) | LowerOf::Reseller(_) => String::new(),
        };
        let text = paragraphs([asked, steps]);
        Ok(Some(Question::new(text).sure(w.button_price_sure(lowest), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, _: &Turn, by: Staff) -> Done<Reply> {
        let LowerDraft { product, of, seen: asked } = self;
        let known = product::known(&ctx.tx, product)?;
        let Some(lower) = of.lower() else {
            return Err(Refusal::Input(BadInput::NoText).into());
        };
        if seen(&known) != asked {
            let again = Form::new(LowerDraft::new(&known, of));
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
        let steps = Step::parse_all(steps)?;
        let draft = LowerDraft::new(&known, LowerOf::Steps(Some(steps.clone())));
        draft.check(&known)?;
        if draft.of.steep(&known).is_some() {
            return Ok(Next::ask(Form { draft, at: At::Card }));
        }
        price::set(ctx, by, known.id, Lower::Steps(steps))?;
    }
    Ok(Next::go(Place::Prices { product: known.id, undo: before.act(&ctx.tx)? }))
}
