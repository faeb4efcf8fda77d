//! What somebody typed that is nothing else: words to look for on the shelf.

use super::{catalogue, product as card};
use crate::chat::action::ShelfPress;
use crate::chat::contact;
use crate::chat::customer::cart::basket;
use crate::chat::customer::order::{evidence, todo, unpaid};
use crate::chat::layout::{button, paragraphs};
use crate::chat::place::ShelfPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::typed;
use crate::domain::evidence::NoEvidence;
use crate::domain::fold::folded;
use crate::domain::id::ProductId;
use crate::domain::limit::{NAME_CHARS_MAX, NEAR_NAMES_MAX};
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::text::shorten;
use crate::shop::browse::{self, Part, SoldOut};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::search::{Finder, wording};
use crate::shop::{cart, pause, product, variant};

pub fn search(ctx: &mut Ctx, turn: &Turn, typed: &str) -> Done<Reply> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = shorten(&typed, NAME_CHARS_MAX);
    let finder = Finder::read(&ctx.tx)?;
    let words = folded(&typed);
    if let Some((name, count)) = typed::quantity(turn.dictionary, &words)
        && finder.named(&ctx.tx, &words)?.is_empty()
    {
        // The number is in no name: it says how many.
        let found = finder.search(&ctx.tx, &name)?;
        match &found[..] {
            [] => {}
            [only] => return so_many(ctx, turn, ProductId(*only), count),
            _ => return listed(ctx, turn, &name, found),
        }
    }
    // Fillers are words of a name too, so they are left out only where they find nothing.
    let bare = turn.dictionary.without_fillers(&words);
    for text in [Some(&words), Some(&bare).filter(|bare| **bare != words)].into_iter().flatten() {
        let found = finder.search(&ctx.tx, text)?;
        match &found[..] {
            [] => {}
            [only] => return Ok(Next::go(ShelfPlace::Product(ProductId(*only))).into()),
            _ => return listed(ctx, turn, text, found),
        }
    }
    match evidence::wanted(ctx, turn)? {
        // "I have paid" is no product.
        Some(order) => Err(Refusal::Evidence(NoEvidence::Neither(order)).into()),
        None => nothing_found(ctx, turn, &finder, &typed),
    }
}

/// A product by its number; a number that no product has may be part of a name.
pub fn numbered(ctx: &mut Ctx, turn: &Turn, number: u32) -> Done<Reply> {
    match card::numbered(ctx, number) {
        Err(Stop::Refused(none)) => {
            let text = number.to_string();
            let found = Finder::read(&ctx.tx)?.named(&ctx.tx, &text)?;
            match &found[..] {
                [] => Err(none.into()),
                [only] => Ok(Next::go(ShelfPlace::Product(ProductId(*only))).into()),
                _ => listed(ctx, turn, &text, found),
            }
        }
        card => card,
    }
}

/// One page of what was found. The shelf has been looked through already.
fn listed(ctx: &Ctx, turn: &Turn, words: &str, found: Vec<u64>) -> Done<Reply> {
    let mut list = browse::page_of(&ctx.tx, found.clone(), catalogue::sold_out(ctx)?, 0)?;
    if list.total == 0 {
        // All of it is sold out, and not shown in lists: who asks for it hears as much.
        list = browse::page_of(&ctx.tx, found, SoldOut::Shown, 0)?;
    }
    let part = Part::Search(wording(words));
    let view = catalogue::View::of(ctx, turn, part, list)?;
    Ok(Next::Say(catalogue::render(&view, turn.words)).into())
}

/// So many of a product into the cart, or as many as there are, and its card.
fn so_many(ctx: &mut Ctx, turn: &Turn, id: ProductId, count: u32) -> Done<Reply> {
    // Of several choices nobody has said which.
    let several = variant::choices_shown(&ctx.tx, id)?.len() > 1;
    let buyable =
        !several && pause::pause_of(&ctx.tx)?.is_none() && cart::available(&ctx.tx, id)? > 0;
    if buyable {
        cart::set(ctx, turn.customer.id, id, count)?;
    }
    Ok(Next::go(ShelfPlace::Product(id)).into())
}

/// Perhaps it was no product they meant: "sudah bayar" is answered too. Else the names that are
/// nearest, the categories, and a person to ask.
fn nothing_found(ctx: &Ctx, turn: &Turn, finder: &Finder, typed: &str) -> Done<Reply> {
    let w = turn.words;
    let nothing = w.catalogue_nothing_found(typed);
    if let Some(hint) = unpaid::hint(ctx, turn)? {
        let html = paragraphs([nothing, hint.html.clone()]);
        return Ok(Next::Say(Screen { html, ..hint }).into());
    }
    if let Some(asked) = todo::hint(ctx, turn)? {
        let html = paragraphs([nothing, asked.html.clone()]);
        return Ok(Next::Say(Screen { html, ..asked }).into());
    }
    let near = finder.perhaps(typed, NEAR_NAMES_MAX);
    let perhaps = if near.is_empty() { String::new() } else { w.catalogue_perhaps() };
    let mut screen = Screen::new(paragraphs([nothing, perhaps]));
    for id in near {
        let product = product::for_sale(&ctx.tx, id)?.as_card();
        let label = catalogue::label(&product, w);
        screen = screen.buttons(vec![button(label, ShelfPress::Product(id))]);
    }
    let all = ShelfPress::Catalogue { part: Part::All, page: 0 };
    let mut row = vec![button(w.button_all(), all)];
    if !browse::categories(&ctx.tx)?.is_empty() {
        row.insert(0, button(w.button_categories(), ShelfPress::Categories));
    }
    let screen = basket::reach(ctx, turn, screen.buttons(row))?;
    Ok(Next::Say(contact::under(ctx, turn, screen)?).into())
}
