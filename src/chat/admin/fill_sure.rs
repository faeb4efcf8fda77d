//! Wizard: lines that are hardly units, as one account over several. They are asked about, not
//! taken.

use serde::{Deserialize, Serialize};

use super::fill::{self, Filed};
use super::{commands, rest};
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::{button, paragraphs};
use crate::chat::route::{Answer, Length};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Batch, Looks, Pasted, Suspect};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub product: ProductId,
    pub source: Source,
    pub suspects: Vec<Suspect>,
    /// Units it would make.
    pub count: u32,
}

/// What it is about: kept until they have answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    Text(Pasted),
    /// A file is fetched once more instead.
    File(Filed),
}

impl Source {
    /// Whether more of the same message may come behind it, which is no answer.
    fn may_go_on(&self) -> bool {
        matches!(self, Source::Text(Pasted(text)) if Length::of(text).is_some())
    }
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let product = product::on_shelf(&ctx.tx, step.product)?;
    let look = |Suspect { looks, first, last }: &Suspect| match looks {
        Looks::Account => w.fill_sure_account(&first.to_string(), &last.to_string()),
        Looks::Heading => w.fill_sure_heading(&first.to_string()),
    };
    let mut looks: Vec<String> = step.suspects.iter().map(look).collect();
    looks.push(w.fill_sure_each(step.count.into()));
    let title = w.fill_sure(product.name.as_str(), product.number.into());
    let text = paragraphs([title, looks.join("\n")]);
    let sure = Wizard::FillSure(step.clone()).sure(w.button_each_line(step.count.into()));
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![sure]).buttons(vec![cancel]))
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let w = turn.words;
    let product = product::on_shelf(&ctx.tx, step.product)?;
    let next = match (said, step.source) {
        (Answer::Choice(Choice::SaveThis(_)), Source::Text(Pasted(text))) => {
            let batch = Batch::paste(&text).map_err(Refusal::Unfit)?;
            fill::take(ctx, admin, w, &product, &batch)?
        }
        (Answer::Choice(Choice::SaveThis(_)), Source::File(filed)) => {
            fill::fetch(ctx, admin, product.id, Filed { sure: true, ..filed })?;
            Next::say(w.fill_reading(product.name.as_str()))
        }
        // Put right, and sent once more.
        (Answer::Document(document), _) => {
            commands::fetch_stock(ctx, admin, w, &product, document)?
        }
        (Answer::Text(_), source) if source.may_go_on() => {
            Next::Then(rest::behind(w), Wizard::FillSure(Step { source, ..step }))
        }
        (Answer::Text(text), _) => fill::pasted(ctx, admin, turn, &product, &text)?,
        (_, source) => Next::Open(Wizard::FillSure(Step { source, ..step })),
    };
    Ok(next.into())
}
