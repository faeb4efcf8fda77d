//! Filters and pages of the log, against what looking at every entry finds.

use std::ops::Range;

use warung::domain::act::Act;
use warung::domain::id::{CustomerId, OrderId, ProductId};
use warung::domain::limit::AUDIT_LINES;
use warung::domain::money::Rupiah;
use warung::domain::revision::{By, Revision};
use warung::domain::time::{Span, Timestamp};
use warung::domain::trail::{About, Kind, Trail};
use warung::shop::audit::{Cut, Filter, page};
use warung::shop::revision::act;
use warung::store::read::Read;
use warung::store::snap::Snap;

use super::{log, run};
use crate::counter::{ADMIN, Counter, OPENED, OWNER, shop};

const ANA: By = By::Staff(CustomerId(ADMIN));
const BOSS: By = By::Staff(CustomerId(OWNER));
const DAYS: u64 = 3;

fn deed(at: u64) -> (By, Act) {
    let by = [ANA, BOSS, By::Machine, ANA, By::Shop][at as usize % 5];
    let (order, amount, part) = (OrderId(at % 7), Rupiah(at), 1);
    let (product, added) = (ProductId(at % 3), 1);
    let act = match at % 4 {
        0 => Act::Refunded { order, part, amount, outside: false },
        1 => Act::StockIn { product, added, moved: 0 },
        2 => Act::Doubted { order, last: false },
        _ => Act::Approved { order, amount },
    };
    (by, act)
}

/// A log of some days.
fn filled(entries: u64) -> Counter {
    let mut counter = Counter::new();
    for at in 0..entries {
        counter.now = OPENED.after(Span::hours(24 * DAYS * at / entries));
        let (by, what) = deed(at);
        run(&counter, &shop(), |ctx| act(ctx, by, what)).unwrap();
    }
    counter
}

fn filters() -> Vec<Filter> {
    let who = [None, Some(ANA), Some(BOSS), Some(By::Machine), Some(By::Shop)];
    let kinds = [None, Some(Kind::Money), Some(Kind::Stock), Some(Kind::Books)];
    let abouts = [
        None,
        Some(About::Order(OrderId(3))),
        Some(About::Product(ProductId(1))),
        Some(About::Person(CustomerId(9))),
    ];
    let mut all = Vec::new();
    for who in who {
        for kind in kinds {
            all.extend(abouts.map(|about| Filter { who, kind, about, day: None }));
        }
    }
    all
}

fn fits(filter: &Filter, time: &Option<Range<Timestamp>>, it: &Revision) -> bool {
    let trails = it.trails();
    let wanted =
        [filter.who.map(Trail::By), filter.kind.map(Trail::Kind), filter.about.map(Trail::About)];
    wanted.into_iter().flatten().all(|trail| trails.contains(&trail))
        && time.as_ref().is_none_or(|time| time.contains(&it.at))
}

/// All pages from the newest on, and back again.
fn walked(snap: &Snap, filter: &Filter, time: &Option<Range<Timestamp>>) -> Vec<u64> {
    let (mut found, mut cut) = (Vec::new(), Some(Cut::Newest));
    let mut pages = Vec::new();
    while let Some(at) = cut {
        let it = page(snap, filter, time.clone(), at).unwrap();
        assert_eq!(it.newer.is_some(), !pages.is_empty(), "{filter:?} {at:?}");
        let numbers: Vec<u64> = it.entries.iter().map(|(number, _)| *number).collect();
        assert!(numbers.len() == AUDIT_LINES || it.older.is_none());
        found.extend(&numbers);
        pages.push((numbers, it.newer));
        cut = it.older;
    }
    for at in (1..pages.len()).rev() {
        let back = page(snap, filter, time.clone(), pages[at].1.unwrap()).unwrap();
        let numbers: Vec<u64> = back.entries.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, pages[at - 1].0, "{filter:?} {at}");
        assert!(back.older.is_some());
    }
    found
}

#[test]
fn every_filter_finds_what_it_says_page_by_page() {
    let counter = filled(230);
    let (snap, all) = (counter.core.store().snap().unwrap(), log(&counter));
    let day = |n| OPENED.after(Span::hours(24 * n))..OPENED.after(Span::hours(24 * (n + 1)));
    let times = [None, Some(day(0)), Some(day(1)), Some(day(DAYS - 1)), Some(day(DAYS + 9))];
    let (mut looks, mut most) = (0, 0);
    for filter in filters() {
        for time in &times {
            let right: Vec<u64> =
                all.iter().rev().filter(|it| fits(&filter, time, it)).map(|it| it.number).collect();
            assert_eq!(walked(&snap, &filter, time), right, "{filter:?} {time:?}");
            looks += 1;
            most = most.max(right.len());
        }
    }
    assert!(looks == 400 && most == 230);
    counter.prove();
}

/// Entries that come meanwhile move no page.
#[test]
fn a_page_stays_where_it_is_while_new_entries_come() {
    let counter = filled(30);
    let filter = Filter::default();
    let look = |cut| {
        let snap = counter.core.store().snap().unwrap();
        page(&snap, &filter, None, cut).unwrap()
    };
    let second = look(Cut::Newest).older.unwrap();
    let before = look(second).entries;
    run(&counter, &shop(), |ctx| act(ctx, BOSS, Act::Paused)).unwrap();
    assert_eq!(look(second).entries, before);
    assert_eq!(look(Cut::Newest).entries[0].0, 31);
    // A cut of numbers that are not there is the page nearest to it.
    assert_eq!(look(Cut::Before(9_999)).entries[0].0, 31);
    assert_eq!(look(Cut::After(9_999)).entries[0].0, 31);
    assert!(look(Cut::Before(1)).entries.is_empty());
    assert_eq!(look(Cut::Before(1)).newer, Some(Cut::After(1)));
}

/// Two filters that never meet: a page says so without walking everything, and goes on from there.
#[test]
fn a_filter_that_finds_nothing_for_long_is_looked_through_in_pieces() {
    let counter = Counter::new();
    let (one, other) = (Act::Paused, Act::StockIn { product: ProductId(1), added: 1, moved: 0 });
    for at in 0..3_000_u64 {
        let (by, what) = if at % 2 == 0 { (BOSS, one) } else { (By::Machine, other) };
        // Past the bound of an hour, which is not what is looked at here.
        let by = if by == BOSS { By::Shop } else { by };
        run(&counter, &shop(), |ctx| act(ctx, by, what)).unwrap();
    }
    let snap = counter.core.store().snap().unwrap();
    let filter = Filter { who: Some(By::Shop), kind: Some(Kind::Stock), ..Filter::default() };
    let (mut cut, mut pages) = (Some(Cut::Newest), 0);
    while let Some(at) = cut {
        let it = page(&snap, &filter, None, at).unwrap();
        assert!(it.entries.is_empty());
        (cut, pages) = (it.older, pages + 1);
        assert!(pages < 9, "it goes on");
    }
    assert!(pages <= 2, "{pages}");
    assert_eq!(snap.last_number(warung::store::schema::Table::Revision).unwrap(), 3_000);
}
