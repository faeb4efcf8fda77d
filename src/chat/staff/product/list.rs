//! The staff's lists of products: all of the shelf, what needs a look, what was searched for.

use super::{Place, Press};
use crate::chat::action::{CategoryPress, MenuPress, ProductPress, StockPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::message::{Button, Screen};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::shorten;
use crate::shop::browse::{Item, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::inventory::{self, Counts, Which};
use crate::shop::search::wording;
use crate::words::{Words, args};

/// More of a name does not fit a button on a phone.
const LABEL_CHARS: usize = 36;

pub struct View {
    which: Which,
    list: Page<Item>,
    counts: Counts,
}

pub fn load(ctx: &Ctx, which: &Which, page: u32) -> Done<View> {
    let list = inventory::page(&ctx.tx, which, page)?;
    Ok(View { which: which.clone(), list, counts: inventory::counts(&ctx.tx)? })
}

/// Everything on the shelf, sold out, hidden or not: a seller must be able to reach it all.
pub fn page_of(ctx: &Ctx, page: u32) -> Done<Page<Item>> {
    Ok(inventory::page(&ctx.tx, &Which::Shelf, page)?)
}

pub fn lines(list: &Page<Item>, w: Words) -> String {
    let line = |item: &Item| {
        let product = &item.product;
        let (name, number) = (product.name.as_str(), product.number.into());
        let line = w.admin_product_line(args::AdminProductLine {
            name,
            number,
            price: product.price,
            stock: item.available.into(),
        });
        match (product.on_shelf, product.offer.hidden) {
            (false, _) => format!("{line} · {}", w.plain_archived()),
            (true, true) => format!("{line} · {}", w.plain_hidden()),
            (true, false) => line,
        }
    };
    list.items.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn render(v: &View, w: Words) -> Screen {
    let add = button(w.button_add_product(), ProductPress::New);
    let all_empty = v.counts.shelf + v.counts.archived == 0;
    if v.which == Which::Shelf && v.counts.shelf == 0 && all_empty {
        return Screen::new(w.admin_products_empty()).buttons(vec![add]);
    }
    let text = match v.list.items.is_empty() {
        true => paragraphs([title(v, w), w.products_none()]),
        false => paragraphs([title(v, w), lines(&v.list, w), page_line(w, &v.list)]),
    };
    let mut screen = Screen::new(text);
    for Item { product, .. } in &v.list.items {
        let label =
            w.button_product(&shorten(product.name.as_str(), LABEL_CHARS), product.number.into());
        screen = screen.buttons(vec![button(label, Press::Card(product.id))]);
    }
    let which = v.which.clone();
    let turn = move |page| Press::Of { which: which.clone(), page };
    screen = pager(screen, w, &v.list, turn);
    if v.which == Which::Shelf {
        let fill = button(w.button_fill_stock(), StockPress::Pick { page: 0 });
        screen = screen.buttons(vec![add, fill]);
    }
    let categories = button(w.button_product_category(), CategoryPress::List { page: 0 });
    screen = screen.buttons(vec![button(w.button_find(), Press::Find), categories]);
    for row in filters(v, w).chunks(2) {
        screen = screen.buttons(row.to_vec());
    }
    screen.buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

fn title(v: &View, w: Words) -> String {
    let count = v.list.total as u64;
    match &v.which {
        Which::Shelf => w.admin_products(count),
        Which::SoldOut => w.products_sold_out(count),
        Which::Low => w.products_low(count),
        Which::Hidden => w.products_hidden(count),
        Which::Archived => w.products_archived(count),
        Which::Search(text) => w.products_found(count, text),
    }
}

/// The other lists that have something in them.
fn filters(v: &View, w: Words) -> Vec<Button> {
    let Counts { shelf, sold_out, low, hidden, archived } = v.counts;
    [
        (Which::Shelf, shelf, w.button_filter_all(shelf)),
        (Which::SoldOut, sold_out, w.button_filter_sold_out(sold_out)),
        (Which::Low, low, w.button_filter_low(low)),
        (Which::Hidden, hidden, w.button_filter_hidden(hidden)),
        (Which::Archived, archived, w.button_filter_archived(archived)),
    ]
    .into_iter()
    .filter(|(which, count, _)| *which != v.which && *count > 0)
    .map(|(which, _, label)| button(label, Press::Of { which, page: 0 }))
    .collect()
}

/// `/stock`, or `/stock netflix`.
pub fn stock(text: &str) -> Next {
    match wording(text) {
        words if words.is_empty() => Next::go(Place::shelf()),
        words => Next::go(Place::List { which: Which::Search(words), page: 0 }),
    }
}

pub fn ask(w: Words) -> Question {
    Question::new(w.products_find())
}

pub fn take(said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    match wording(text) {
        words if words.is_empty() => Err(Refusal::Input(BadInput::NoText).into()),
        words => {
            let which = Which::Search(words);
            Ok(Some(Next::go(Place::List { which, page: 0 }).into()))
        }
    }
}
