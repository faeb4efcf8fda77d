//! Names that somebody may have meant who found nothing.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::word::{Quality, Wanted};
use crate::domain::id::ProductId;
use crate::domain::title::Title;

/// Of the pairs of letters that were typed, this part must be in a name: a third of them.
const SHARED_MIN: (u32, u32) = (1, 3);

/// The nearest first: names with most of the words, then those that share most pairs of letters.
pub fn near<'t>(
    titles: impl Iterator<Item = &'t Title>,
    wanted: &[Wanted],
    limit: usize,
) -> Vec<ProductId> {
    let typed: String = wanted.iter().map(|it| it.word.as_str()).collect();
    let typed = Pairs::of(&typed);
    let mut near = Vec::new();
    for title in titles {
        let has = |it: &&Wanted| it.in_name(&title.name, Quality::Lenient).is_some();
        let words = wanted.iter().filter(has).count();
        let shared = typed.shared(&Pairs::of(&title.name.solid));
        let alike = shared * SHARED_MIN.1 >= typed.count() * SHARED_MIN.0 && shared > 1;
        if words > 0 || alike {
            let card = title.head.unwrap_or(title.product);
            near.push((Reverse((words, shared)), title.number, card));
        }
    }
    near.sort_unstable();
    let mut cards = HashSet::new();
    let ids = near.into_iter().map(|(_, _, id)| id).filter(|id| cards.insert(*id));
    ids.take(limit).collect()
}

/// Which pairs of letters a word has, as bits: two pairs may share one, which does no harm here.
struct Pairs(u128);

impl Pairs {
    fn of(word: &str) -> Pairs {
        let mut before = 0;
        let mut bits = 0;
        for byte in word.bytes() {
            bits |= 1 << ((before * 31 + u32::from(byte) * 7) % 128);
            before = u32::from(byte);
        }
        Pairs(bits)
    }

    fn count(&self) -> u32 {
        self.0.count_ones()
    }

    fn shared(&self, other: &Pairs) -> u32 {
        (self.0 & other.0).count_ones()
    }
}
