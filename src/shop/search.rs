//! What somebody looks for on the shelf, found by the products' titles and the words of their
//! descriptions. The products themselves are not read.

mod near;
mod word;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use near::near;
use word::{Quality, Wanted};

use super::browse::categories_on_shelf;
use crate::domain::fold::{self, Folded};
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::limit::{SEARCH_BYTES_MAX, SEARCH_ENTRIES_MAX};
use crate::domain::product::Category;
use crate::domain::title::Title;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// The words of a search as they are looked for, as many as a button can carry.
pub fn wording(text: &str) -> String {
    let mut words = String::new();
    for word in fold::words(text) {
        let room = SEARCH_BYTES_MAX.saturating_sub(words.len() + usize::from(!words.is_empty()));
        if word.whole.len() > room {
            // A single word that is too long is looked for by its beginning.
            if words.is_empty() {
                let fits = word.whole.char_indices().map(|(at, sign)| at + sign.len_utf8());
                let end = fits.take_while(|end| *end <= room).last().unwrap_or(0);
                words.push_str(&word.whole[..end]);
            }
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&word.whole);
    }
    words
}

fn wanted(text: &str) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for word in wording(text).split(' ').filter(|word| !word.is_empty()) {
        if wanted.iter().all(|known| known.word != word) {
            wanted.push(Wanted::new(word));
        }
    }
    wanted
}

/// What is on the shelf, as far as one looks for it: read once, looked through several times.
pub struct Finder {
    titles: Arc<Vec<Title>>,
    categories: HashMap<CategoryId, Folded>,
    /// Also what no buyer sees.
    all: bool,
}

fn folded(categories: impl Iterator<Item = Category>) -> HashMap<CategoryId, Folded> {
    categories.map(|category| (category.id, Folded::of(category.name.as_str()))).collect()
}

/// A product that has all words: how well, and where it is among the titles.
struct Hit {
    rank: u16,
    place: usize,
}

impl Finder {
    pub fn read(read: &impl Read) -> Result<Finder, Fault> {
        let there = categories_on_shelf(read)?.into_iter().map(|(category, _)| category);
        let categories = folded(there.filter(|category| !category.hidden));
        Ok(Finder { titles: read.titles()?, categories, all: false })
    }

    /// The same for staff: what is hidden from buyers is found too.
    pub fn read_all(read: &impl Read) -> Result<Finder, Fault> {
        let categories = folded(read.all::<Category>(0, usize::MAX)?.into_iter());
        Ok(Finder { titles: read.titles()?, categories, all: true })
    }

    /// Products that have all words of a text, the best first: the name itself, names that begin
    /// with it, names with these words, then words inside names, words with a slip of the
    /// finger, categories and descriptions; among equals those that sell best.
    pub fn search(&self, read: &impl Read, text: &str) -> Result<Vec<u64>, Fault> {
        let wanted = wanted(text);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let about = self.about(read, &wanted)?;
        for quality in [Quality::Exact, Quality::Lenient] {
            let found = self.matches(&wanted, &about, quality);
            if !found.is_empty() {
                return self.sorted(read, found);
            }
        }
        Ok(Vec::new())
    }

    /// The same in names alone and to the letter.
    pub fn named(&self, read: &impl Read, text: &str) -> Result<Vec<u64>, Fault> {
        let wanted = wanted(text);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let nowhere = vec![vec![false; self.titles.len()]; wanted.len()];
        self.sorted(read, self.matches(&wanted, &nowhere, Quality::Named))
    }

    /// What somebody may have meant who found nothing: the products whose names are nearest.
    pub fn perhaps(&self, text: &str, limit: usize) -> Vec<ProductId> {
        near(self.titles.iter().filter(|title| !title.offer.hidden), &wanted(text), limit)
    }

    /// For each word: whether the description of each title's product has it, or one that begins
    /// with it.
    fn about(&self, read: &impl Read, wanted: &[Wanted]) -> Result<Vec<Vec<bool>>, Fault> {
        let mut about = Vec::new();
        for Wanted { word, whole, .. } in wanted {
            let keys = fold::keys(word);
            // The beginning of a number is another number, and two letters begin too much.
            let last = if *whole { *keys.start() } else { *keys.end() };
            let index = Index::AboutWord as u16;
            let (from, to) = ((index, *keys.start(), 0), (index, last, u64::MAX));
            let entries = read.entries(from, to, Direction::Oldest, SEARCH_ENTRIES_MAX)?;
            about.push(self.places(entries.into_iter().map(|(_, _, id)| id)));
        }
        Ok(about)
    }

    /// Which of the titles some products are. Those of one word come in order, so that one walk
    /// finds them all.
    fn places(&self, products: impl Iterator<Item = u64>) -> Vec<bool> {
        let mut places = vec![false; self.titles.len()];
        let mut at = 0;
        for id in products {
            let before = |title: &Title| title.product.0 < id;
            if at > 0 && !before(&self.titles[at - 1]) {
                at = self.titles.partition_point(before);
            }
            at += self.titles[at..].iter().take_while(|title| before(title)).count();
            if self.titles.get(at).is_some_and(|title| title.product.0 == id) {
                places[at] = true;
            }
        }
        places
    }

    fn matches(&self, wanted: &[Wanted], about: &[Vec<bool>], quality: Quality) -> Vec<Hit> {
        let whole: String = wanted.iter().map(|it| it.word.as_str()).collect();
        let all = Wanted::new(&whole);
        let mut of_category = HashMap::new();
        if quality != Quality::Named {
            for (id, name) in &self.categories {
                let ranks: Vec<_> = wanted.iter().map(|it| it.in_category(name, quality)).collect();
                of_category.insert(*id, ranks);
            }
        }
        let hit = |(at, title): (usize, &Title)| {
            if title.offer.hidden && !self.all {
                return None;
            }
            // What is told of a card is told of all its choices, and buyers are led to it.
            let place = match title.head {
                Some(head) => self.place(head)?,
                None => at,
            };
            let category = title.category.and_then(|id| of_category.get(&id));
            let mut worst = 0;
            for (at, wanted) in wanted.iter().enumerate() {
                let named = wanted.in_name(&title.name, quality);
                let category = category.and_then(|ranks| ranks[at]);
                let told = about[at][place].then_some(word::ABOUT);
                worst = worst.max([named, category, told].into_iter().flatten().min()?);
            }
            let rank = match title.name.solid.strip_prefix(whole.as_str()) {
                Some("") => 0,
                Some(_) => 1,
                None if quality == Quality::Lenient && all.nearly(&title.name.solid) => 1,
                None => 2 + worst,
            };
            Some(Hit { rank, place: if self.all { at } else { place } })
        };
        let mut hits: Vec<Hit> = self.titles.iter().enumerate().filter_map(hit).collect();
        if !self.all {
            hits.sort_by_key(|hit| (hit.place, hit.rank));
            hits.dedup_by_key(|hit| hit.place);
        }
        hits
    }

    /// Where a product is among the titles.
    fn place(&self, product: ProductId) -> Option<usize> {
        self.titles.binary_search_by_key(&product, |title| title.product).ok()
    }

    fn sorted(&self, read: &impl Read, mut found: Vec<Hit>) -> Result<Vec<u64>, Fault> {
        if found.len() < 2 {
            return Ok(found.iter().map(|hit| self.titles[hit.place].product.0).collect());
        }
        let sold = read.counts(Index::UnitsSold, usize::MAX)?;
        let mut sold: HashMap<u64, u64> = sold.into_iter().collect();
        for title in self.titles.iter().filter(|_| !self.all) {
            if let (Some(head), Some(count)) = (title.head, sold.get(&title.product.0).copied()) {
                *sold.entry(head.0).or_default() += count;
            }
        }
        let order = |hit: &Hit| {
            let title = &self.titles[hit.place];
            let sold = sold.get(&title.product.0).copied().unwrap_or(0);
            (hit.rank, Reverse(sold), title.number)
        };
        found.sort_by_cached_key(order);
        Ok(found.iter().map(|hit| self.titles[hit.place].product.0).collect())
    }
}
