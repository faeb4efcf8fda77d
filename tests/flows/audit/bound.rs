//! How much one person may change in an hour, and what owners hear at once.

use warung::domain::act::Act;
use warung::domain::fact::{Fact, ProductFact};
use warung::domain::id::{CustomerId, OrderId, ProductId};
use warung::domain::limit::ACTS_AN_HOUR_MAX;
use warung::domain::money::Rupiah;
use warung::domain::product::{NewProduct, Product};
use warung::domain::refusal::Refusal;
use warung::domain::revision::By;
use warung::domain::shop::Shop;
use warung::domain::staff::{Busy, Right};
use warung::domain::text::{Description, Name};
use warung::domain::time::Span;
use warung::engine::input::{Batch, Input};
use warung::shop::context::{Ctx, Done};
use warung::shop::import::{self, Import, Setup};
use warung::shop::{category, product, revision, staff};
use warung::store::read::Read;

use super::{log, run};
use crate::counter::{ADMIN, Counter, OPENED, OWNER, memory, shop};

fn owned() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

fn open() -> Counter {
    let mut counter = Counter::over(memory(), owned());
    counter.say(OWNER, "/start");
    counter.say(ADMIN, "/add -|Netflix|Streaming|50000|-");
    counter.say(ADMIN, "/add -|Viu|Drama|20000|-");
    counter
}

fn priced(ctx: &mut Ctx, price: u64) -> Done {
    let by = staff::allow(ctx, CustomerId(ADMIN), Right::Shelf)?;
    product::reprice(ctx, by, 1, Rupiah(price)).map(drop)
}

fn busy(counter: &Counter) -> u32 {
    let snap = counter.core.store().snap().unwrap();
    snap.get::<Busy>(ADMIN).unwrap().map_or(0, |it| it.count)
}

/// Up to the bound, a change at a time.
fn tire(counter: &Counter) {
    for at in busy(counter)..ACTS_AN_HOUR_MAX {
        run(counter, &owned(), |ctx| priced(ctx, 50_001 + u64::from(at % 2))).unwrap();
    }
}

#[test]
fn whoever_changes_things_without_end_is_told_so() {
    let mut counter = open();
    counter.say(ADMIN, "/rekonsiliasi");
    tire(&counter);
    let entries = log(&counter).len();
    let until = OPENED.after(Span::hours(1));
    let no = Refusal::Busy { max: ACTS_AN_HOUR_MAX, until };
    assert_eq!(run(&counter, &owned(), |ctx| priced(ctx, 60_000)), Err(no.clone()));
    let act =
        |counter: &Counter, by, act| run(counter, &owned(), |ctx| revision::act(ctx, by, act));
    let (admin, owner) = (By::Staff(CustomerId(ADMIN)), By::Staff(CustomerId(OWNER)));
    assert_eq!(act(&counter, admin, Act::Paused), Err(no));
    assert_eq!(log(&counter).len(), entries);
    // A sentence, whichever way it was wished for.
    counter.say(ADMIN, "/setprice 1|61000");
    assert!(counter.text(ADMIN).contains("Sudah 600 perubahan dalam satu jam"));
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Netflix");
    counter.press(ADMIN, "Sembunyikan");
    assert!(counter.toasts.last().unwrap().contains("15.05 WIB"), "{:?}", counter.toasts);
    // Money, the machine and everybody else go on.
    let (order, amount) = (OrderId(1), Rupiah(1));
    let approved = Act::Approved { order, amount };
    assert_eq!(act(&counter, admin, approved), Ok(()));
    assert_eq!(act(&counter, owner, Act::Paused), Ok(()));
    let product = NewProduct {
        number: Some(1),
        name: Name::parse("Netflix").unwrap(),
        price: Rupiah(70_000),
        category: None,
        description: Description::default(),
    };
    let wanted = Import { product, setup: Setup::default(), units: Vec::new() };
    run(&counter, &owned(), |ctx| import::import(ctx, By::Machine, &wanted)).unwrap();
    // An hour later they may again; a clock that goes back an hour locks nobody out.
    counter.now = until;
    run(&counter, &owned(), |ctx| priced(ctx, 71_000)).unwrap();
    assert_eq!(busy(&counter), 1);
    counter.now = OPENED;
    run(&counter, &owned(), |ctx| priced(ctx, 72_000)).unwrap();
    assert_eq!(busy(&counter), 1);
    counter.prove();
}

#[test]
fn a_tap_counts_once_however_much_it_changes() {
    let mut counter = open();
    let before = busy(&counter);
    let count = |counter: &Counter| log(counter).len();
    let entries = count(&counter);
    let merged = |ctx: &mut Ctx| {
        let by = staff::allow(ctx, CustomerId(ADMIN), Right::Shelf)?;
        let all = category::all(&ctx.tx)?;
        category::merge(ctx, by, all[0].category.id, all[1].category.id)
    };
    run(&counter, &owned(), merged).unwrap();
    assert_eq!(busy(&counter), before + 1);
    assert!(count(&counter) >= entries + 2);
    // What changes nothing counts for nothing.
    run(&counter, &owned(), |ctx| priced(ctx, 50_000)).unwrap();
    assert_eq!(busy(&counter), before + 1);
    counter.say(ADMIN, "/setprice 99|1000");
    assert_eq!(busy(&counter), before + 1);
}

fn cuts(counter: &Counter, deed: impl FnOnce(&mut Ctx) -> Done) -> Vec<(u64, u64)> {
    let facts = run(counter, &owned(), |ctx| {
        deed(ctx)?;
        Ok(ctx.take_facts())
    });
    let cut = |fact| match fact {
        Fact::Product(ProductFact::PriceCut { before, after, .. }) => Some((before.0, after.0)),
        _ => None,
    };
    facts.unwrap().into_iter().filter_map(cut).collect()
}

#[test]
fn a_price_that_is_more_than_halved_is_told_whoever_did_it() {
    let counter = open();
    assert_eq!(cuts(&counter, |ctx| priced(ctx, 25_000)), []);
    assert_eq!(cuts(&counter, |ctx| priced(ctx, 12_499)), [(25_000, 12_499)]);
    assert_eq!(cuts(&counter, |ctx| priced(ctx, 90_000)), []);
    let put = |ctx: &mut Ctx| {
        let row: Product = ctx.tx.need(1)?;
        revision::put(ctx, By::Machine, &Product { price: Rupiah(1_000), ..row })
    };
    assert_eq!(cuts(&counter, put), [(90_000, 1_000)]);
    // Taken back, to what was much less before.
    assert_eq!(cuts(&counter, |ctx| priced(ctx, 80_000)), []);
    let number = log(&counter).last().unwrap().number;
    let undo = |ctx: &mut Ctx| {
        let by = staff::allow(ctx, CustomerId(ADMIN), Right::Shelf)?;
        let act = warung::shop::undo::Act { first: number, last: number };
        warung::shop::undo::take_back(ctx, by, act).map(drop)
    };
    assert_eq!(cuts(&counter, undo), [(80_000, 1_000)]);
    let of = ProductId(1);
    assert_eq!(counter.core.store().snap().unwrap().need::<Product>(of.0).unwrap().price.0, 1_000);
}

#[test]
fn owners_hear_of_it_in_one_line() {
    let told = |counter: &Counter, person: u64| {
        counter.text(person).matches("Harga turun lebih dari separuh").count()
    };
    let mut counter = open();
    counter.say(ADMIN, "/setprice 1|9000");
    assert_eq!(told(&counter, OWNER), 0, "it is asked about first");
    counter.press(ADMIN, "Ya, Rp9.000");
    assert_eq!((told(&counter, OWNER), told(&counter, ADMIN)), (1, 0));
    let line = counter.last(OWNER).screen.html.clone();
    assert!(line.contains("1. Netflix") && line.contains("Rp50.000"), "{line}");
    assert!(line.contains("Rp9.000") && !line.contains('\n'), "{line}");
    counter.say(OWNER, "/setprice 2|1000");
    counter.press(OWNER, "Ya, Rp1.000");
    assert_eq!(told(&counter, OWNER), 1, "whoever does it knows it");
    assert_eq!(told(&counter, ADMIN), 1);
    let product = NewProduct {
        number: Some(1),
        name: Name::parse("Netflix").unwrap(),
        price: Rupiah(1_000),
        category: None,
        description: Description::default(),
    };
    let products = vec![Import { product, setup: Setup::default(), units: Vec::new() }];
    counter.apply(Input::Import(Batch { products, dry_run: false }));
    counter.settle();
    assert_eq!(told(&counter, OWNER), 2);
    assert!(counter.last(OWNER).screen.html.contains("lewat server"));
}
