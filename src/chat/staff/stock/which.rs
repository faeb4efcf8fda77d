//! Files of stock have come, and nobody has said which product they are for.

use super::{Which, commands, pick};
use crate::chat::action::ProductPress;
use crate::chat::choice::Choice;
use crate::chat::layout::{button, page_line, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::{Answer, Document};
use crate::chat::staff::product::list;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::limit::FILES_WAITING_MAX;
use crate::domain::product::parse_number;
use crate::domain::refusal::{BadFile, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::Words;

impl Which {
    pub fn new(first: Document) -> Which {
        Which { first, more: Vec::new(), page: 0 }
    }
}

pub fn ask(it: &Which, ctx: &Ctx, w: Words) -> Done<Question> {
    let list = list::page_of(ctx, it.page)?;
    if list.items.is_empty() {
        let add = button(w.button_add_product(), ProductPress::New);
        return Ok(Question::new(w.admin_products_empty()).way(add).for_good());
    }
    let text = paragraphs([w.fill_which(), list::lines(&list, w), page_line(w, &list)]);
    let picks = list
        .items
        .iter()
        .map(|item| (pick::label(&item.product, w), Choice::FilesFor(item.product.id)));
    Ok(Question::new(text).pairs(picks.collect()).pages(w, &list))
}

pub fn answer(mut it: Which, ctx: &mut Ctx, turn: &Turn, by: Staff, said: Answer) -> Done<Reply> {
    match said {
        Answer::Choice(Choice::FilesFor(product), _) => fetch(ctx, by, turn, it, product),
        Answer::Text(number) => {
            let product = product::by_number(&ctx.tx, parse_number(&number)?)?;
            fetch(ctx, by, turn, it, product.id)
        }
        Answer::Choice(Choice::Page(page), _) => {
            it.page = page;
            Ok(Next::ask(it).into())
        }
        Answer::Document(_) if it.more.len() + 1 >= FILES_WAITING_MAX => {
            Err(Refusal::File(BadFile::Enough { max: FILES_WAITING_MAX }).into())
        }
        Answer::Document(document) => {
            it.more.push(document);
            Ok(Next::ask(it).into())
        }
        Answer::Choice(..) | Answer::Photo { .. } | Answer::Other => Ok(Next::ask(it).into()),
    }
}

/// Sends for all of them. Each is told of when it is here.
fn fetch(ctx: &mut Ctx, by: Staff, turn: &Turn, it: Which, to: ProductId) -> Done<Reply> {
    let product = product::on_shelf(&ctx.tx, to)?;
    for document in it.more {
        commands::fetch_file(ctx, by, turn.words, &product, document)?;
    }
    Ok(commands::fetch_file(ctx, by, turn.words, &product, it.first)?.into())
}
