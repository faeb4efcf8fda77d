//! A row that went bad while the shop was closed takes nothing else with it: a category, one of
//! the staff, a change of long ago.

use warung::domain::id::{CustomerId, ProductId};
use warung::domain::limit::PICTURE_BACK;
use warung::domain::money::Rupiah;
use warung::domain::product::{Category, Product};
use warung::domain::revision::By;
use warung::domain::staff::{Member, Right, Role};
use warung::shop::context::{Ctx, Done};
use warung::shop::{category, picture, product, revision, staff};
use warung::store::read::Read;
use warung::store::schema::{Picture, Table};

use super::{log, run};
use crate::counter::{ADMIN, Counter, OPENED, SARI, shop};
use crate::damage::bent;
use crate::desk::html;

fn allowed(ctx: &Ctx) -> Done<staff::Staff> {
    staff::allow(ctx, CustomerId(ADMIN), Right::Shelf)
}

fn paint(counter: &Counter, bytes: &[u8]) {
    let set = |ctx: &mut Ctx| {
        let by = allowed(ctx)?;
        picture::set(ctx, by, ProductId(1), bytes)
    };
    run(counter, &shop(), set).unwrap();
}

fn pictures(counter: &Counter) -> Vec<u64> {
    let rows: Vec<Picture> = counter.core.store().snap().unwrap().all(0, 99).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

fn shown(counter: &Counter) -> Option<u64> {
    let product: Product = counter.core.store().snap().unwrap().need(1).unwrap();
    product.picture.map(|id| id.0)
}

#[test]
fn a_category_that_cannot_be_read_hides_no_other() {
    let begin = |counter: &mut Counter| {
        counter.say(ADMIN, "/add -|Viu|Drama|20000|-");
        counter.say(ADMIN, "/add -|Zoom|Kerja|30000|-");
    };
    let (mut counter, _folder) = bent(&["a"], begin, |_| ("category", 1));
    let snap = counter.core.store().snap().unwrap();
    assert!(snap.get::<Category>(1).is_err());
    let names: Vec<String> =
        category::all(&snap).unwrap().iter().map(|it| it.category.label()).collect();
    assert_eq!(names, ["Kerja"]);
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Kategori");
    assert!(html(&counter, ADMIN).contains("Kerja"));
    // Buyers choose among the others, and a new one can be made.
    counter.say(SARI, "/katalog");
    counter.press(SARI, "Kategori");
    assert!(counter.text(SARI).contains("Kerja") || !html(&counter, SARI).is_empty());
    counter.say(ADMIN, "/add -|Gemini|Baru|40000|-");
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(category::all(&snap).unwrap().len(), 2);
}

#[test]
fn one_of_the_staff_who_cannot_be_read_stops_nobody() {
    const LOST: u64 = 700;
    let begin = |counter: &mut Counter| {
        for (id, role) in [(LOST, Role::Owner), (701, Role::Cashier)] {
            let (id, since) = (CustomerId(id), OPENED);
            let member = Member { id, role, since, by: None };
            run(counter, &shop(), |ctx| revision::put(ctx, By::Machine, &member)).unwrap();
        }
    };
    let (mut counter, _folder) = bent(&["a"], begin, |_| ("member", LOST));
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid() && counter.text(SARI).contains("<code>a</code>"));
    let shop = shop();
    let (sellers, roster, role) = run(&counter, &shop, |ctx| {
        let lost = CustomerId(LOST);
        Ok((staff::sellers(ctx)?, staff::roster(&ctx.tx, ctx.shop)?, staff::role_of(ctx, lost)?))
    })
    .unwrap();
    assert_eq!(sellers, [CustomerId(ADMIN), CustomerId(701)].into());
    assert_eq!((roster.len(), role), (2, None), "nobody until they are invited anew");
    // They may have been its owner: no admin becomes one for that.
    let machine = run(&counter, &shop, |ctx| {
        Ok(staff::may(ctx, CustomerId(ADMIN), Right::Machine)?.is_some())
    });
    assert_eq!(machine, Ok(false));
    let back = run(&counter, &shop, |ctx| {
        let code = warung::shop::invitation::pair(ctx, Role::Owner, None)?;
        let claimed = warung::shop::invitation::claim(ctx, CustomerId(LOST), &code)?;
        Ok((claimed.is_ok(), staff::role_of(ctx, CustomerId(LOST))?))
    });
    assert_eq!(back, Ok((true, Some(Role::Owner))));
}

/// The picture before the last goes when there is another, and the last one is kept for an undo.
#[test]
fn a_past_that_cannot_be_read_stops_no_picture() {
    let begin = |counter: &mut Counter| {
        paint(counter, b"first");
        paint(counter, b"second");
    };
    let newest = |counter: &Counter| ("revision", log(counter).last().unwrap().number);
    let (counter, _folder) = bent(&["a"], begin, newest);
    assert_eq!((pictures(&counter), shown(&counter)), (vec![1, 2], Some(2)));
    paint(&counter, b"third");
    assert_eq!(shown(&counter), Some(3));
    assert!(pictures(&counter).contains(&2), "what was shown until now can be taken back");
    paint(&counter, b"fourth");
    assert_eq!(shown(&counter), Some(4));
    assert!(pictures(&counter).contains(&3));
    assert!(!pictures(&counter).contains(&2));
}

#[test]
fn a_long_past_is_not_walked_for_a_picture() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    paint(&counter, b"first");
    paint(&counter, b"second");
    let price = |ctx: &mut Ctx, price: u64| {
        let by = allowed(ctx)?;
        product::reprice(ctx, by, 1, Rupiah(price))
    };
    let past = PICTURE_BACK as u64;
    for at in 0..past {
        run(&counter, &shop(), |ctx| price(ctx, 60_000 + at)).unwrap();
    }
    paint(&counter, b"third");
    assert_eq!((pictures(&counter), shown(&counter)), (vec![1, 2, 3], Some(3)));
    // Within the bound the one before the last goes.
    for at in 0..past - 1 {
        run(&counter, &shop(), |ctx| price(ctx, 70_000 + at)).unwrap();
    }
    paint(&counter, b"fourth");
    assert_eq!(pictures(&counter), [1, 3, 4]);
    counter.prove();
    assert!(counter.core.store().snap().unwrap().size(Table::PicturePiece).unwrap() == 3);
}
