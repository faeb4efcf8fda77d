//! What staff look at: everything on the shelf and off it, by what needs them.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::browse::{self, Item, Page};
use super::product;
use super::search::Finder;
use super::settings::settings;
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::product::{Product, parse_keycap, parse_number};
use crate::domain::title::Title;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// Which of all products. Buttons carry it: variants are appended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// On the shelf, hidden or not.
    Shelf,
    SoldOut,
    /// As few as their mark, or fewer.
    Low,
    Hidden,
    Archived,
    /// By name, number or category, on the shelf and off it.
    Search(String),
}

/// How many there are of each. What is hidden waits for nobody, and so is neither sold out nor low.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub shelf: u64,
    pub sold_out: u64,
    pub low: u64,
    pub hidden: u64,
    pub archived: u64,
}

/// What a product on the shelf is, besides being there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Well,
    SoldOut,
    Low,
    Hidden,
}

fn standing(title: &Title, stock: u64, low: u32) -> Standing {
    match stock {
        _ if title.offer.hidden => Standing::Hidden,
        0 => Standing::SoldOut,
        few if few <= u64::from(title.offer.low_mark(low)) => Standing::Low,
        _ => Standing::Well,
    }
}

/// By titles and tallies; no product is read.
pub fn counts(read: &impl Read) -> Result<Counts, Fault> {
    let (titles, stock) = (read.titles()?, browse::stock(read)?);
    let low = settings(read)?.low_mark;
    let mut counts = Counts { archived: read.count(Index::Archived, ALL)?, ..Counts::default() };
    for title in titles.iter() {
        counts.shelf += 1;
        match standing(title, stock.get(&title.product.0).copied().unwrap_or(0), low) {
            Standing::Well => {}
            Standing::SoldOut => counts.sold_out += 1,
            Standing::Low => counts.low += 1,
            Standing::Hidden => counts.hidden += 1,
        }
    }
    Ok(counts)
}

/// One page of them. Only the products on the page are read.
pub fn page(read: &impl Read, which: &Which, page: u32) -> Result<Page<Item>, Fault> {
    let ids = match which {
        Which::Shelf => standing_so(read, None)?,
        Which::SoldOut => standing_so(read, Some(Standing::SoldOut))?,
        Which::Low => standing_so(read, Some(Standing::Low))?,
        Which::Hidden => standing_so(read, Some(Standing::Hidden))?,
        Which::Archived => return each(read, browse::newest(read, Index::Archived, ALL, page)?),
        Which::Search(text) => search(read, text)?,
    };
    each(read, Page::cut(ids, page))
}

/// The cards of a category on the shelf, in its order.
pub fn within(read: &impl Read, category: CategoryId, page: u32) -> Result<Page<Item>, Fault> {
    let page = Page::cut(ordered(read, category)?, page);
    page.each(|id| browse::whole_card(read, read.need::<Product>(id)?))
}

/// The same, all of them.
pub fn ordered(read: &impl Read, category: CategoryId) -> Result<Vec<u64>, Fault> {
    let titles = read.titles()?;
    let cards = titles.iter().filter(|title| title.head.is_none());
    Ok(browse::in_order(cards.filter(|title| title.category == Some(category))))
}

fn each(read: &impl Read, page: Page<u64>) -> Result<Page<Item>, Fault> {
    page.each(|id| browse::item(read, read.need::<Product>(id)?))
}

fn standing_so(read: &impl Read, wanted: Option<Standing>) -> Result<Vec<u64>, Fault> {
    let (titles, stock) = (read.titles()?, browse::stock(read)?);
    let low = settings(read)?.low_mark;
    let fits = |title: &&Title| {
        let stock = stock.get(&title.product.0).copied().unwrap_or(0);
        wanted.is_none_or(|wanted| standing(title, stock, low) == wanted)
    };
    let mut titles: Vec<&Title> = titles.iter().filter(fits).collect();
    // Choices stand behind their card, wherever their own numbers would put them.
    let numbers: HashMap<ProductId, u32> =
        titles.iter().map(|it| (it.product, it.number)).collect();
    let card = |title: &Title| title.head.and_then(|head| numbers.get(&head).copied());
    titles.sort_by_key(|it| (card(it).unwrap_or(it.number), card(it).is_some(), it.number));
    Ok(titles.into_iter().map(|title| title.product.0).collect())
}

/// The product of that number first, then those that have the words, then those off the shelf.
fn search(read: &impl Read, text: &str) -> Result<Vec<u64>, Fault> {
    let mut found = Vec::new();
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    if let Some(number) = parse_keycap(text).or_else(|| parse_number(bare).ok()) {
        found.extend(product::numbered(read, number)?.map(|product| product.id.0));
        found.extend(read.list(
            Index::ProductArchived,
            number.into(),
            Direction::Newest,
            usize::MAX,
        )?);
    }
    let more = Finder::read_all(read)?.search(read, text)?;
    let off = product::archived_with(read, text)?;
    let numbered: HashSet<u64> = found.iter().copied().collect();
    found.extend(more.into_iter().chain(off).filter(|id| !numbered.contains(id)));
    Ok(found)
}
