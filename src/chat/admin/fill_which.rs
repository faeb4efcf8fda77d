//! Wizard: files of stock have come, and nobody has said which product they are for.

use serde::{Deserialize, Serialize};

use super::{commands, fill_pick, products};
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::route::{Answer, Document};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::{Fingerprint, Wizard, sum};
use crate::domain::id::ProductId;
use crate::domain::limit::FILES_WAITING_MAX;
use crate::domain::message::Screen;
use crate::domain::product::parse_number;
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    first: Document,
    /// Sent before the question was answered: an album, most often.
    more: Vec<Document>,
    page: u32,
}

impl Step {
    pub fn new(first: Document) -> Step {
        Step { first, more: Vec::new(), page: 0 }
    }

    /// What the buttons name, so that an old card never sends other files anywhere.
    fn named(&self) -> Fingerprint {
        Fingerprint(sum(self.first.file.as_bytes()))
    }

    /// Whether a button belongs to the question about other files.
    pub fn disowns(&self, choice: &Choice) -> bool {
        matches!(choice, Choice::FilesFor { files, .. } if *files != self.named())
    }
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let list = products::page_of(ctx, step.page)?;
    if list.items.is_empty() {
        let add = button(w.button_add_product(), Action::AddProduct);
        return Ok(Screen::new(w.admin_products_empty()).buttons(vec![add]));
    }
    let text = paragraphs([w.fill_which(), products::lines(&list, w), page_line(w, &list)]);
    let files = step.named();
    let to = |product| Action::Wizard(Choice::FilesFor { product, files });
    let screen = fill_pick::picks(Screen::new(text), &list, to, w);
    let screen = pager(screen, w, &list, |page| Action::Wizard(Choice::Page(page)));
    Ok(screen.buttons(vec![button(w.button_cancel(), Action::Wizard(Choice::Cancel))]))
}

pub fn answer(mut step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let by = guard::allow(ctx, turn.customer.id)?;
    match said {
        Answer::Choice(Choice::FilesFor { product, .. }) => fetch(ctx, by, turn, step, product),
        Answer::Text(number) => {
            let product = product::by_number(&ctx.tx, parse_number(&number)?)?;
            fetch(ctx, by, turn, step, product.id)
        }
        Answer::Choice(Choice::Page(page)) => {
            step.page = page;
            Ok(Next::Open(Wizard::FillWhich(step)).into())
        }
        Answer::Document(_) if step.more.len() + 1 >= FILES_WAITING_MAX => {
            Err(Refusal::EnoughFiles { max: FILES_WAITING_MAX }.into())
        }
        Answer::Document(document) => {
            step.more.push(document);
            Ok(Next::Open(Wizard::FillWhich(step)).into())
        }
        Answer::Choice(_) | Answer::Photo { .. } | Answer::Other => {
            Ok(Next::Open(Wizard::FillWhich(step)).into())
        }
    }
}

/// Sends for all of them. Each is told of when it is here.
fn fetch(ctx: &mut Ctx, by: Staff, turn: &Turn, step: Step, to: ProductId) -> Done<Reply> {
    let product = product::on_shelf(&ctx.tx, to)?;
    for document in step.more {
        commands::fetch_stock(ctx, by, turn.words, &product, document)?;
    }
    Ok(commands::fetch_stock(ctx, by, turn.words, &product, step.first)?.into())
}
