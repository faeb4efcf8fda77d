//! Form: a new product.

use super::{Draft, shelf};
use crate::chat::choice::Choice;
use crate::chat::field::Field as Single;
use crate::chat::filling::{Questions, Taken};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::money::Rupiah;
use crate::domain::product::NewProduct;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::{Unfit, lines};
use crate::domain::text::{Description, Name, invisible};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{browse, product};
use crate::words::{Words, args};

#[derive(Clone, Copy)]
pub enum Field {
    Name,
    Price,
    Category,
    Description,
}

impl Draft {
    fn name(&self) -> &str {
        self.name.as_ref().map_or("", Name::as_str)
    }
}

impl Questions for Draft {
    type Field = Field;
    const FIELDS: &'static [Field] =
        &[Field::Name, Field::Price, Field::Category, Field::Description];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Name => w.plain_field_name(),
            Field::Price => w.plain_field_price(),
            Field::Category => w.plain_field_category(),
            Field::Description => w.plain_field_description(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        Ok(match field {
            Field::Name => Question::new(w.wizard_name()),
            Field::Price => Question::new(w.wizard_price(self.name())),
            Field::Category => {
                Question::new(w.wizard_category(self.name())).categories(ctx)?.skip(w.button_skip())
            }
            Field::Description => {
                Question::new(w.wizard_description(self.name())).skip(w.button_skip())
            }
        })
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
            (Field::Name, Answer::Text(text)) => self.name = Some(one_line(text)?),
            (Field::Price, Answer::Text(text)) => self.price = Some(Rupiah::parse(text)?),
            (Field::Category, Answer::Text(text)) => self.category = Some(one_line(text)?),
            (Field::Category, Answer::Choice(Choice::Skip, _)) => self.category = None,
            (Field::Category, Answer::Choice(Choice::Category(id), _)) => {
                let name = browse::category_name(&ctx.tx, *id)?;
                self.category = name.map(|name| Name::parse(&name)).transpose()?;
            }
            (Field::Description, Answer::Text(text)) => {
                self.description = Description::typed(text)?;
            }
            (Field::Description, Answer::Choice(Choice::Skip, _)) => {
                self.description = Description::default();
            }
            _ => return Ok(Taken::No),
        }
        Ok(Taken::In)
    }

    fn card(&self, _: &Ctx, w: Words) -> Done<Option<Question>> {
        let none = w.plain_no_category();
        let category = self.category.as_ref().map_or(none.as_str(), Name::as_str);
        let nothing = w.plain_no_description();
        let description = match self.description.as_str() {
            "" => nothing.as_str(),
            text => text,
        };
        let price = self.price.unwrap_or_default();
        let text = w.wizard_confirm(args::WizardConfirm {
            category,
            description,
            name: self.name(),
            price,
        });
        Ok(Some(Question::new(text).choice(w.button_save(), Choice::Save)))
    }

    fn finish(self, ctx: &mut Ctx, _: &Turn, by: Staff) -> Done<Reply> {
        let Draft { name: Some(name), price: Some(price), category, description } = self else {
            return Err(Refusal::Input(BadInput::NoName).into());
        };
        let new = NewProduct { number: None, name, price, category, description };
        if let Some(asked) = shelf::offered(ctx, &new)? {
            return Ok(asked.into());
        }
        Ok(Next::ask(Single::Picture(product::add(ctx, by, new)?.id)).into())
    }
}

/// A name is one line: several are something else, goods perhaps, and are not shown again. Nor is
/// an account a name.
pub fn one_line(text: &str) -> Result<Name, Refusal> {
    let several = lines(text).filter(|line| !line.chars().all(invisible)).count() > 1;
    match several {
        true => Err(Refusal::Unfit(Unfit::OneLine)),
        false => Name::on_shelf(text),
    }
}
