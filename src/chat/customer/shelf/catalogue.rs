//! The shelf, page by page: everything, a category, a letter, the best sellers, what was searched
//! for.

use super::{letters, price as shown};
use crate::chat::action::ShelfPress;
use crate::chat::customer::cart::basket as cart;
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::{Button, Screen};
use crate::domain::product::{Product, Quote};
use crate::domain::text::shorten;
use crate::shop::browse::{self, Item, Page, Part, SoldOut};
use crate::shop::context::{Ctx, Done};
use crate::shop::{price, settings, variant};
use crate::words::{Html, Words, args};

/// More of a name does not fit a button on a phone.
const LABEL_CHARS: usize = 40;

pub struct View {
    part: Part,
    category: String,
    list: Page<Item>,
    /// What one of each item costs whoever looks, and whether other choices on its card cost more.
    quotes: Vec<(Quote, bool)>,
    /// The way to the cart, where something is in it.
    cart: Option<Button>,
}

impl View {
    pub fn of(ctx: &Ctx, turn: &Turn, part: Part, list: Page<Item>) -> Done<View> {
        let category = match &part {
            Part::Category(id) => browse::category_label(&ctx.tx, *id)?,
            _ => None,
        };
        let quote = |Item { product, .. }: &Item| lowest(ctx, turn, product);
        let quotes = list.items.iter().map(quote).collect::<Done<_>>()?;
        let cart = cart::way(ctx, turn)?;
        Ok(View { part, category: category.unwrap_or_default(), list, quotes, cart })
    }
}

/// The least that somebody pays for one of a product, or for one of the choices on its card; and
/// whether these cost different.
fn lowest(ctx: &Ctx, turn: &Turn, product: &Product) -> Done<(Quote, bool)> {
    let quote = |product: &Product| {
        let tariff = price::tariff(&ctx.tx, ctx.now, turn.customer.id, product)?;
        Ok(tariff.at(product.least()))
    };
    let mut quotes: Vec<Quote> = match product.heads() {
        true => {
            let choices = variant::choices_shown(&ctx.tx, product.id)?;
            choices.iter().map(quote).collect::<Done<_>>()?
        }
        false => Vec::new(),
    };
    quotes.sort_unstable_by_key(|quote| quote.price);
    match (quotes.first(), quotes.last()) {
        (Some(first), Some(last)) => Ok((*first, first.price < last.price)),
        _ => Ok((quote(product)?, false)),
    }
}

pub fn sold_out(ctx: &Ctx) -> Done<SoldOut> {
    Ok(match settings::settings(&ctx.tx)?.hide_sold_out {
        true => SoldOut::Hidden,
        false => SoldOut::Shown,
    })
}

pub fn load(ctx: &Ctx, turn: &Turn, part: &Part, page: u32) -> Done<View> {
    let mut list = browse::shelf(&ctx.tx, part, sold_out(ctx)?, page)?;
    if list.total == 0 && matches!(part, Part::Search(_)) {
        list = browse::shelf(&ctx.tx, part, SoldOut::Shown, page)?;
    }
    View::of(ctx, turn, part.clone(), list)
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        return elsewhere(Screen::new(empty(v, w)), v, w);
    }
    let title = match &v.part {
        Part::All => w.catalogue_all(),
        Part::Best => w.catalogue_best(),
        Part::Category(_) => w.catalogue_category(&v.category),
        Part::Letter(letter) => w.catalogue_letter(&letters::name(*letter, w)),
        Part::Search(words) => w.catalogue_search(v.list.total as u64, words),
    };
    let lines: Vec<String> =
        v.list.items.iter().zip(&v.quotes).map(|(item, it)| line(item, *it, w)).collect();
    let text = paragraphs([title, lines.join("\n"), page_line(w, &v.list), w.catalogue_hint()]);
    let mut screen = Screen::new(text);
    for Item { product, .. } in &v.list.items {
        screen = screen.buttons(vec![button(label(product, w), ShelfPress::Product(product.id))]);
    }
    let part = v.part.clone();
    let turn = move |page| ShelfPress::Catalogue { part: part.clone(), page };
    elsewhere(pager(screen, w, &v.list, turn), v, w)
}

/// A product's button in a list.
pub fn label(product: &Product, w: Words) -> String {
    w.button_product(&shorten(product.name.as_str(), LABEL_CHARS), product.number.into())
}

fn line(item: &Item, (quote, several): (Quote, bool), w: Words) -> String {
    let product = &item.product;
    let (name, number) = (product.name.as_str(), product.number.into());
    let cost = shown::shown(quote, w);
    let cost = Html(&cost);
    let stock = item.available.into();
    match (item.available, several) {
        (0, false) => w.catalogue_line_sold_out(cost, name, number),
        (0, true) => w.catalogue_line_sold_out_from(cost, name, number),
        (_, false) => w.catalogue_line(args::CatalogueLine { cost, name, number, stock }),
        (_, true) => w.catalogue_line_from(args::CatalogueLineFrom { cost, name, number, stock }),
    }
}

fn empty(v: &View, w: Words) -> String {
    match &v.part {
        Part::All => w.catalogue_empty(),
        Part::Best => w.catalogue_best_empty(),
        Part::Category(_) => w.catalogue_category_empty(),
        Part::Letter(_) => w.catalogue_letter_empty(),
        Part::Search(words) => w.catalogue_nothing_found(words),
    }
}

/// The other ways to look at the shelf, and the one to the cart.
fn elsewhere(screen: Screen, v: &View, w: Words) -> Screen {
    let list = |part: Part| ShelfPress::Catalogue { part, page: 0 };
    let mut row = Vec::new();
    if v.part != Part::All {
        row.push(button(w.button_all(), list(Part::All)));
    }
    if v.part != Part::Best {
        row.push(button(w.button_best(), list(Part::Best)));
    }
    row.push(button(w.button_categories(), ShelfPress::Categories));
    // What fits a page needs no alphabet.
    if v.list.pages > 1 || matches!(v.part, Part::Letter(_)) {
        row.push(button(w.button_letters(), ShelfPress::Letters));
    }
    let mut screen = screen;
    for row in row.chunks(2) {
        screen = screen.buttons(row.to_vec());
    }
    match &v.cart {
        Some(cart) => screen.buttons(vec![cart.clone()]),
        None => screen,
    }
}
