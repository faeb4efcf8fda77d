//! The shelf, page by page: everything, a category, the best sellers, what was searched for.

use super::{evidence, unpaid};
use crate::chat::action::{Action, Part};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::place::Place;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::NAME_CHARS_MAX;
use crate::domain::message::Screen;
use crate::domain::product::keycap;
use crate::domain::refusal::Refusal;
use crate::domain::text::shorten;
use crate::shop::browse::{self, Item, Page, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::Words;

const BUTTONS_A_ROW: usize = 4;

pub struct View {
    part: Part,
    category: String,
    list: Page<Item>,
}

pub fn load(ctx: &Ctx, part: &Part, page: u32) -> Done<View> {
    let sold_out = match settings::settings(&ctx.tx)?.hide_sold_out {
        true => SoldOut::Hidden,
        false => SoldOut::Shown,
    };
    let (shelf, category) = match part {
        Part::All => (browse::Part::All, None),
        Part::Best => (browse::Part::Best, None),
        Part::Search(words) => (browse::Part::Search(words.clone()), None),
        Part::Category(id) => (browse::Part::Category(*id), browse::category_name(&ctx.tx, *id)?),
    };
    let list = browse::shelf(&ctx.tx, &shelf, sold_out, page)?;
    Ok(View { part: part.clone(), category: category.unwrap_or_default(), list })
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        return empty(v, w);
    }
    let title = match &v.part {
        Part::All => w.catalogue_all(),
        Part::Best => w.catalogue_best(),
        Part::Category(_) => w.catalogue_category(&v.category),
        Part::Search(words) => w.catalogue_search(v.list.total as u64, words),
    };
    let lines: Vec<String> = v.list.items.iter().map(|item| line(item, w)).collect();
    let text = paragraphs([title, lines.join("\n"), page_line(w, &v.list), w.catalogue_hint()]);
    let mut screen = Screen::new(text);
    for row in v.list.items.chunks(BUTTONS_A_ROW) {
        let number =
            |item: &Item| button(keycap(item.product.number), Action::Product(item.product.id));
        screen = screen.buttons(row.iter().map(number).collect());
    }
    let part = v.part.clone();
    let turn = move |page| Action::Catalogue { part: part.clone(), page };
    elsewhere(pager(screen, w, &v.list, turn), &v.part, w)
}

fn line(item: &Item, w: Words) -> String {
    let product = &item.product;
    let (name, number) = (product.name.as_str(), product.number.into());
    match item.available {
        0 => w.catalogue_line_sold_out(name, number, product.price),
        stock => w.catalogue_line(name, number, product.price, stock.into()),
    }
}

fn empty(v: &View, w: Words) -> Screen {
    let text = match &v.part {
        Part::All => w.catalogue_empty(),
        Part::Best => w.catalogue_best_empty(),
        Part::Category(_) => w.catalogue_category_empty(),
        Part::Search(words) => w.catalogue_nothing_found(words),
    };
    elsewhere(Screen::new(text), &v.part, w)
}

/// The other ways to look at the shelf.
fn elsewhere(screen: Screen, here: &Part, w: Words) -> Screen {
    let list = |part: Part| Action::Catalogue { part, page: 0 };
    let mut row = Vec::new();
    if *here != Part::All {
        row.push(button(w.button_all(), list(Part::All)));
    }
    if *here != Part::Best {
        row.push(button(w.button_best(), list(Part::Best)));
    }
    row.push(button(w.button_categories(), Action::Categories));
    screen.buttons(row)
}

/// What somebody typed that is nothing else: words to look for on the shelf.
pub fn search(ctx: &Ctx, turn: &Turn, words: &str) -> Done<Reply> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = shorten(&words, NAME_CHARS_MAX);
    let part = browse::Part::Search(words.clone());
    let found = browse::shelf(&ctx.tx, &part, SoldOut::Shown, 0)?;
    Ok(match &found.items[..] {
        [] => match evidence::wanted(ctx, turn)? {
            // "I have paid" is no product.
            Some(order) => return Err(Refusal::NotEvidence(order).into()),
            None => nothing_found(ctx, turn, &words)?,
        },
        [only] => Place::Product(only.product.id).into(),
        _ => Place::Catalogue { part: Part::Search(words), page: 0 }.into(),
    })
}

/// Perhaps it was no product they meant: "sudah bayar" is answered too.
fn nothing_found(ctx: &Ctx, turn: &Turn, words: &str) -> Done<Reply> {
    let nothing = turn.words.catalogue_nothing_found(words);
    Ok(match unpaid::hint(ctx, turn)? {
        Some(hint) => Next::Say(Screen { html: paragraphs([nothing, hint.html]), ..hint }).into(),
        None => Next::say(nothing).into(),
    })
}
