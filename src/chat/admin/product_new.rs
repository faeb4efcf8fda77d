//! Wizard: add a product.

use serde::{Deserialize, Serialize};

use super::commands;
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::NewProduct;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Unfit, lines};
use crate::domain::text::{Description, Name, invisible};
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, product};
use crate::words::Words;

/// Categories offered as buttons; others can be typed.
const CATEGORY_BUTTONS: usize = 12;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Name,
    Price {
        name: Name,
    },
    Category {
        name: Name,
        price: Rupiah,
    },
    Description {
        name: Name,
        price: Rupiah,
        category: Option<Name>,
    },
    Confirm(NewProduct),
    /// It is on the shelf already; a picture is a gift on top.
    Picture(ProductId),
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let screen = match step {
        Step::Name => Screen::new(w.wizard_name()),
        Step::Price { name } => Screen::new(w.wizard_price(name.as_str())),
        Step::Category { name, .. } => {
            let mut screen = Screen::new(w.wizard_category(name.as_str()));
            let known = browse::categories(&ctx.tx)?;
            for row in known[..known.len().min(CATEGORY_BUTTONS)].chunks(2) {
                let pick = |(category, _): &(crate::domain::product::Category, usize)| {
                    let choice = Choice::Category(category.id);
                    button(category.name.as_str(), Action::Wizard(choice))
                };
                screen = screen.buttons(row.iter().map(pick).collect());
            }
            screen.buttons(vec![button(w.button_skip(), Action::Wizard(Choice::Skip))])
        }
        Step::Description { name, .. } => Screen::new(w.wizard_description(name.as_str()))
            .buttons(vec![button(w.button_skip(), Action::Wizard(Choice::Skip))]),
        Step::Picture(id) => {
            let product = product::on_shelf(&ctx.tx, *id)?;
            Screen::new(w.wizard_photo(product.name.as_str()))
                .buttons(vec![button(w.button_skip(), Action::Wizard(Choice::Skip))])
        }
        Step::Confirm(new) => {
            let none = w.plain_no_category();
            let category = new.category.as_ref().map_or(none.as_str(), Name::as_str);
            let nothing = w.plain_no_description();
            let description = match new.description.as_str() {
                "" => nothing.as_str(),
                text => text,
            };
            Screen::new(w.wizard_confirm(category, description, new.name.as_str(), new.price))
                .buttons(vec![Wizard::ProductNew(step.clone()).save(w)])
        }
    };
    // What is on the shelf is not cancelled by leaving out its picture.
    if matches!(step, Step::Picture(_)) {
        return Ok(screen);
    }
    Ok(screen.buttons(vec![button(w.button_cancel(), Action::Wizard(Choice::Cancel))]))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let next = match (step, said) {
        (Step::Name, Answer::Text(text)) => Step::Price { name: one_line(&text)? },
        (Step::Price { name }, Answer::Text(text)) => {
            Step::Category { name, price: Rupiah::parse(&text)? }
        }
        (Step::Category { name, price }, Answer::Text(text)) => {
            let category = Some(one_line(&text)?);
            Step::Description { name, price, category }
        }
        (Step::Category { name, price }, Answer::Choice(Choice::Skip)) => {
            Step::Description { name, price, category: None }
        }
        (Step::Category { name, price }, Answer::Choice(Choice::Category(id))) => {
            Step::Description { name, price, category: category(ctx, id)? }
        }
        (Step::Description { name, price, category }, Answer::Text(text)) => {
            confirm(name, price, category, Description::parse(&text)?)
        }
        (Step::Description { name, price, category }, Answer::Choice(Choice::Skip)) => {
            confirm(name, price, category, Description::default())
        }
        (Step::Confirm(new), Answer::Choice(Choice::SaveThis(_))) => {
            Step::Picture(product::add(ctx, admin, new)?.id)
        }
        (Step::Picture(id), Answer::Photo { file }) => {
            commands::fetch_picture(ctx, admin, id, file)?;
            return done(ctx, turn, id);
        }
        (Step::Picture(id), Answer::Choice(Choice::Skip)) => return done(ctx, turn, id),
        // Not an answer to this question: it is asked again.
        (step, _) => step,
    };
    Ok(Next::Open(Wizard::ProductNew(next)).into())
}

/// A name is one line: several are something else, goods perhaps, and are not shown again. Nor is
/// an account a name.
fn one_line(text: &str) -> Result<Name, Refusal> {
    let several = lines(text).filter(|line| !line.chars().all(invisible)).count() > 1;
    match several {
        true => Err(Refusal::Unfit(Unfit::OneLine)),
        false => Name::on_shelf(text),
    }
}

fn done(ctx: &Ctx, turn: &Turn, id: ProductId) -> Done<Reply> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let text = turn.words.wizard_done(product.name.as_str(), product.number.into());
    let fill = button(turn.words.button_fill_stock(), Action::Fill(id));
    Ok(Next::Say(Screen::new(text).buttons(vec![fill])).into())
}

fn confirm(name: Name, price: Rupiah, category: Option<Name>, description: Description) -> Step {
    Step::Confirm(NewProduct { number: None, name, price, category, description })
}

fn category(ctx: &Ctx, id: CategoryId) -> Done<Option<Name>> {
    let name = browse::category_name(&ctx.tx, id)?;
    Ok(name.map(|name| Name::parse(&name)).transpose()?)
}
