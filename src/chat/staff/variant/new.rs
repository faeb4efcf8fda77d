//! Form: another choice on a product's card; and the same in one line, `/varian`.

use super::{Draft, Press, label};
use crate::chat::action::VariantPress;
use crate::chat::choice::Choice;
use crate::chat::filling::{Questions, Taken};
use crate::chat::form::{At, Form};
use crate::chat::layout::{button, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::product::kind;
use crate::chat::staff::product::new::one_line;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{Product, Variant, parse_number};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::Name;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::variant::NewVariant;
use crate::shop::{product, variant};
use crate::words::Words;

#[derive(Clone, Copy)]
pub enum Field {
    Label,
    Price,
}

/// What has no choices yet is asked what it is called among them first.
pub fn open(ctx: &Ctx, id: ProductId) -> Done<Next> {
    let known = variant::owner(&ctx.tx, product::on_shelf(&ctx.tx, id)?)?;
    variant::room_for_one(&ctx.tx, known.id)?;
    let draft = Draft::of(known.id);
    Ok(match known.heads() {
        true => Next::ask(Form::new(draft)),
        false => Next::ask(label::first(&known, draft)),
    })
}

/// From the first label on: to what is not known yet, or to the end.
pub(super) fn go_on(ctx: &mut Ctx, turn: &Turn, by: Staff, draft: Draft) -> Done<Next> {
    match &draft {
        Draft { label: Some(_), price: Some(_), .. } => added(ctx, by, turn.words, draft),
        _ => Ok(Next::ask(Form { draft, at: At::Question(0) })),
    }
}

impl Draft {
    /// The name as it will be.
    fn name(&self, ctx: &Ctx) -> Done<String> {
        let card = card_of(ctx, self.product)?;
        let label = self.label.as_ref().map(|label| Variant::name(card.card(), label));
        Ok(label.transpose()?.map_or(card.card().to_owned(), |name| name.as_str().to_owned()))
    }

    fn labelled(&mut self, ctx: &Ctx, label: Name) -> Done {
        let card = card_of(ctx, self.product)?;
        variant::fits(&ctx.tx, &card, self.first.as_ref(), &label)?;
        self.label = Some(label);
        Ok(())
    }
}

fn card_of(ctx: &Ctx, id: ProductId) -> Done<Product> {
    Ok(variant::owner(&ctx.tx, product::on_shelf(&ctx.tx, id)?)?)
}

impl Questions for Draft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Label, Field::Price];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Label => w.plain_field_label(),
            Field::Price => w.plain_field_price(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        Ok(Question::new(match field {
            Field::Label => w.variant_label(card_of(ctx, self.product)?.card()),
            Field::Price => w.variant_price(&self.name(ctx)?),
        }))
    }

    fn take(
        &mut self,
        field: Field,
        ctx: &mut Ctx,
        _: &Turn,
        _: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        match (field, said) {
            (Field::Label, Answer::Text(text)) => {
                self.labelled(ctx, Variant::label(one_line(text)?.as_str())?)?;
            }
            (Field::Price, Answer::Text(text)) => self.price = Some(Rupiah::parse(text)?),
            _ => return Ok(Taken::No),
        }
        Ok(Taken::In)
    }

    fn card(&self, ctx: &Ctx, w: Words) -> Done<Option<Question>> {
        let Some(price) = self.price else { return Ok(None) };
        let first = self.first.as_ref().map(|first| w.variant_card_first(first.as_str()));
        let text = paragraphs([w.variant_card(&self.name(ctx)?, price), first.unwrap_or_default()]);
        Ok(Some(Question::new(text).choice(w.button_save(), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        Ok(added(ctx, by, turn.words, self)?.into())
    }
}

/// The choice is there, and what it needs next: it is of the kind that its card is.
fn added(ctx: &mut Ctx, by: Staff, w: Words, draft: Draft) -> Done<Next> {
    let Draft { product, first, label: Some(label), price: Some(price), number } = draft else {
        return Err(Refusal::Input(BadInput::NoText).into());
    };
    let before = Before::here(&ctx.tx)?;
    let new = NewVariant { first, label, price, number };
    let choice = variant::add(ctx, by, product, new)?;
    let undo = before.act(&ctx.tx)?;
    let undo = undo.map(|act| button(w.button_undo(), Press::Undo(product, act)));
    let (next, way) = kind::next(&choice, w);
    let all = button(w.button_product_variants(), VariantPress::Of(product));
    let done = w.done_variant(choice.name.as_str(), choice.number.into(), price);
    let screen = Screen::new(format!("{done}\n{next}")).buttons(vec![way]);
    Ok(Next::Say(screen.buttons(undo.into_iter().chain([all]).collect())))
}

/// `/varian 3|3 bulan|25000`, or with the number it shall have behind it.
pub fn in_one_line(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    let fields: Vec<&str> = rest.splitn(4, '|').map(str::trim).collect();
    let [number, label, price, more @ ..] = &fields[..] else {
        return Ok(Next::say(w.usage_varian()));
    };
    let known = product::by_number(&ctx.tx, parse_number(number)?)?;
    let known = variant::owner(&ctx.tx, known)?;
    let number = more.first().filter(|number| !number.is_empty());
    let mut draft =
        Draft { number: number.map(|it| parse_number(it)).transpose()?, ..Draft::of(known.id) };
    draft.price = Some(Rupiah::parse(price)?);
    draft.labelled(ctx, Variant::label(one_line(label)?.as_str())?)?;
    match known.heads() {
        true => added(ctx, by, w, draft),
        false => Ok(Next::ask(label::first(&known, draft))),
    }
}
