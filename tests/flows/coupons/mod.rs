//! Coupons: every way one is refused, how a use is reserved, spent and given back, and the
//! screens through which people get there.

mod chat;

use warung::chat::incoming::Said;
use warung::domain::coupon::{
    BadCoupon, Bought, Conditions, Coupon, CouponCode, NewCoupon, NoCoupon, Off, Period, Scope,
};
use warung::domain::id::{CategoryId, CustomerId, OrderId, ProductId};
use warung::domain::money::Rupiah;
use warung::domain::refusal::Refusal;
use warung::domain::shop::Shop;
use warung::domain::staff::Right;
use warung::domain::time::{Span, Timestamp};
use warung::engine::input::Reply;
use warung::shop::context::{Ctx, Done, Stop};
use warung::shop::coupon::{
    by_code, create, give_back, page, quote, reserve, spend, standing, take_late, withdraw,
};
use warung::shop::staff::{self, Staff};
use warung::store::open::Store;

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI, memory, shop};

const SARI_ID: CustomerId = CustomerId(SARI);

const BUDI_ID: CustomerId = CustomerId(BUDI);

/// What the shop knows its admin by.
fn admin(ctx: &Ctx) -> Staff {
    staff::allow(ctx, CustomerId(ADMIN), Right::Refund).unwrap()
}

/// A store and its shop, for verbs without a conversation around them.
struct Desk {
    store: Store,
    shop: Shop,
    now: Timestamp,
}

impl Desk {
    fn new() -> Desk {
        Desk { store: memory(), shop: shop(), now: OPENED }
    }

    /// Does something in a transaction of its own. A refusal leaves no trace.
    fn run<T>(&self, deed: impl FnOnce(&mut Ctx) -> Done<T>) -> Result<T, Refusal> {
        crate::verb::run(&self.store, self.now, &self.shop, deed)
    }

    fn create(&self, code: &str, conditions: Conditions) -> Coupon {
        self.run(|ctx| {
            let by = admin(ctx);
            create(ctx, by, new(code, conditions))
        })
        .unwrap()
    }

    fn quote(&self, who: CustomerId, coupon: &Coupon) -> Result<Rupiah, Refusal> {
        self.quote_for(who, coupon, &[bought(50_000)])
    }

    fn quote_for(
        &self,
        who: CustomerId,
        coupon: &Coupon,
        lines: &[Bought],
    ) -> Result<Rupiah, Refusal> {
        self.run(|ctx| {
            let coupon = warung::shop::coupon::known(&ctx.tx, coupon.id)?;
            quote(&ctx.tx, ctx.now, who, &coupon, lines)
        })
    }

    fn reserve(&self, order: u64, who: CustomerId, coupon: &Coupon) -> Result<(), Refusal> {
        self.run(|ctx| reserve(ctx, OrderId(order), who, coupon.id))
    }

    fn spend(&self, order: u64) {
        self.run(|ctx| Ok(spend(ctx, OrderId(order))?)).unwrap();
    }

    fn give_back(&self, order: u64) {
        self.run(|ctx| Ok(give_back(ctx, OrderId(order))?)).unwrap();
    }

    fn take_late(&self, order: u64, who: CustomerId, coupon: &Coupon) -> bool {
        self.run(|ctx| Ok(take_late(ctx, OrderId(order), who, coupon.id)?)).unwrap()
    }

    /// Reserved and spent.
    fn uses(&self, coupon: &Coupon) -> (u64, u64) {
        let found = self.run(|ctx| Ok(standing(&ctx.tx, coupon.clone())?)).unwrap();
        (found.reserved, found.spent)
    }
}

fn bought(price: u64) -> Bought {
    let category = Some(CategoryId(1));
    let product = ProductId(1);
    Bought { product, card: product, category, price: Rupiah(price), quantity: 1 }
}

fn new(code: &str, conditions: Conditions) -> NewCoupon {
    NewCoupon { code: CouponCode::parse(code).unwrap(), conditions }
}

fn tenth() -> Conditions {
    Conditions::plain(Off::Percent { percent: 10, most: None })
}

#[test]
fn a_code_finds_its_coupon_until_it_is_withdrawn() {
    let desk = Desk::new();
    let first = desk.create("hemat", tenth());
    let found = |code: &str| desk.run(|ctx| by_code(&ctx.tx, code));
    assert_eq!(found(" Hemat "), Ok(first.clone()));
    assert_eq!(found("HEMAT2"), Err(Refusal::Coupon(NoCoupon::Unknown)));
    let taken = Refusal::NewCoupon(BadCoupon::Taken { code: first.code.clone() });
    assert_eq!(
        desk.run(|ctx| {
            let by = admin(ctx);
            create(ctx, by, new("HEMAT", tenth()))
        }),
        Err(taken)
    );

    let order = 1;
    desk.reserve(order, SARI_ID, &first).unwrap();
    desk.run(|ctx| {
        let by = admin(ctx);
        withdraw(ctx, by, first.id)
    })
    .unwrap();
    assert_eq!(found("HEMAT"), Err(Refusal::Coupon(NoCoupon::Unknown)));
    assert_eq!(desk.quote(BUDI_ID, &first), Err(Refusal::Coupon(NoCoupon::Unknown)));
    assert_eq!(desk.reserve(2, BUDI_ID, &first), Err(Refusal::Coupon(NoCoupon::Unknown)));
    desk.spend(order);
    assert_eq!(desk.uses(&first), (0, 1), "what an invoice promised is kept");

    let second = desk.create("hemat", tenth());
    assert_eq!(found("HEMAT"), Ok(second.clone()));
    assert_eq!(desk.uses(&second), (0, 0), "a code begins anew");
    let listed = desk.run(|ctx| Ok(page(&ctx.tx, 0)?)).unwrap();
    let listed: Vec<_> = listed.items.into_iter().map(|it| (it.coupon.id, it.spent)).collect();
    assert_eq!(listed, [(second.id, 0), (first.id, 1)]);
}

#[test]
fn a_coupon_says_why_it_takes_off_nothing() {
    let mut desk = Desk::new();
    let period = Period {
        from: Some(OPENED.after(Span::hours(1))),
        until: Some(OPENED.after(Span::hours(2))),
    };
    let scope = Scope::Categories(vec![CategoryId(1)]);
    let minimum = Rupiah(20_000);
    let coupon = desk.create("A", Conditions { period, scope, minimum, ..tenth() });
    let early = Refusal::Coupon(NoCoupon::Early { from: OPENED.after(Span::hours(1)) });
    assert_eq!(desk.quote(SARI_ID, &coupon), Err(early));

    desk.now = OPENED.after(Span::hours(1));
    assert_eq!(desk.quote(SARI_ID, &coupon), Ok(Rupiah(5_000)));
    let elsewhere = Bought { category: None, ..bought(500_000) };
    let quote = |lines: &[Bought]| desk.quote_for(SARI_ID, &coupon, lines);
    assert_eq!(quote(&[elsewhere]), Err(Refusal::Coupon(NoCoupon::NotHere)));
    assert_eq!(quote(&[]), Err(Refusal::Coupon(NoCoupon::NotHere)));
    let below = Err(Refusal::Coupon(NoCoupon::Below { least: minimum }));
    assert_eq!(quote(&[bought(19_999), elsewhere]), below, "other goods do not help");
    assert_eq!(quote(&[bought(20_000), elsewhere]), Ok(Rupiah(2_000)));

    desk.now = OPENED.after(Span::hours(2));
    assert_eq!(desk.quote(SARI_ID, &coupon), Err(Refusal::Coupon(NoCoupon::Over)));
    assert_eq!(desk.reserve(1, SARI_ID, &coupon), Err(Refusal::Coupon(NoCoupon::Over)));
}

#[test]
fn nobody_uses_up_a_coupon_for_nothing() {
    let desk = Desk::new();
    let coupon = desk.create("A", tenth());
    let quote = |price| desk.quote_for(SARI_ID, &coupon, &[bought(price)]);
    assert_eq!(quote(9), Err(Refusal::Coupon(NoCoupon::Below { least: Rupiah(10) })));
    assert_eq!(quote(10), Ok(Rupiah(1)));
}

#[test]
fn the_last_use_goes_to_one() {
    let desk = Desk::new();
    let coupon = desk.create("A", Conditions { uses_max: Some(1), ..tenth() });
    assert_eq!(desk.quote(SARI_ID, &coupon), Ok(Rupiah(5_000)));
    assert_eq!(desk.quote(BUDI_ID, &coupon), Ok(Rupiah(5_000)));
    assert_eq!(desk.reserve(1, SARI_ID, &coupon), Ok(()));
    assert_eq!(desk.quote(BUDI_ID, &coupon), Err(Refusal::Coupon(NoCoupon::UsedUp)));
    assert_eq!(desk.reserve(2, BUDI_ID, &coupon), Err(Refusal::Coupon(NoCoupon::UsedUp)));
    desk.give_back(1);
    assert_eq!(desk.uses(&coupon), (0, 0));
    assert_eq!(desk.reserve(2, BUDI_ID, &coupon), Ok(()));
    assert_eq!(desk.uses(&coupon), (1, 0));
}

#[test]
fn what_is_spent_does_not_come_back() {
    let desk = Desk::new();
    let coupon = desk.create("A", tenth());
    desk.reserve(1, SARI_ID, &coupon).unwrap();
    for _ in 0..2 {
        desk.spend(1);
        assert_eq!(desk.uses(&coupon), (0, 1));
    }
    desk.give_back(1);
    assert_eq!(desk.uses(&coupon), (0, 1));
    // An order without a coupon has nothing to spend or to give back.
    desk.spend(2);
    desk.give_back(2);
    assert_eq!(desk.uses(&coupon), (0, 1));
}

#[test]
fn each_buyer_has_their_own_uses() {
    let desk = Desk::new();
    let (one, other) = (desk.create("A", tenth()), desk.create("B", tenth()));
    desk.reserve(1, SARI_ID, &one).unwrap();
    assert_eq!(desk.quote(SARI_ID, &one), Err(Refusal::Coupon(NoCoupon::UsedByYou)));
    assert_eq!(desk.reserve(2, SARI_ID, &one), Err(Refusal::Coupon(NoCoupon::UsedByYou)));
    assert_eq!(desk.quote(BUDI_ID, &one), Ok(Rupiah(5_000)));
    assert_eq!(desk.quote(SARI_ID, &other), Ok(Rupiah(5_000)));
    let twice = desk.create("C", Conditions { uses_per_buyer_max: Some(2), ..tenth() });
    for (order, left) in [(3, Ok(())), (4, Ok(())), (5, Err(Refusal::Coupon(NoCoupon::UsedByYou)))]
    {
        assert_eq!(desk.reserve(order, SARI_ID, &twice), left);
    }
}

#[test]
fn late_money_takes_a_use_only_if_one_is_left() {
    let mut desk = Desk::new();
    let until = Some(OPENED.after(Span::hours(1)));
    let period = Period { from: None, until };
    let coupon = desk
        .create("A", Conditions { uses_max: Some(2), period, uses_per_buyer_max: None, ..tenth() });
    for order in [1, 2] {
        desk.reserve(order, SARI_ID, &coupon).unwrap();
        desk.give_back(order);
    }
    // Its last day and its withdrawal take nothing from what an invoice has promised.
    desk.now = OPENED.after(Span::hours(9));
    desk.run(|ctx| {
        let by = admin(ctx);
        withdraw(ctx, by, coupon.id)
    })
    .unwrap();
    assert!(desk.take_late(1, SARI_ID, &coupon));
    assert_eq!(desk.uses(&coupon), (0, 1));
    assert!(desk.take_late(1, SARI_ID, &coupon), "told twice, taken once");
    assert_eq!(desk.uses(&coupon), (0, 1));
    assert!(desk.take_late(2, SARI_ID, &coupon));
    assert!(!desk.take_late(3, BUDI_ID, &coupon));
    assert_eq!(desk.uses(&coupon), (0, 2));
}

#[test]
fn a_first_purchase_happens_once() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2", "c@x|3"]);
    counter.checkout(SARI, 1, 1);
    let desk_of = |counter: &Counter, deed: &dyn Fn(&mut Ctx) -> Done| {
        let (shop, now) = (shop(), counter.now);
        let mut batch = counter.core.store().batch().unwrap();
        let mut ctx = Ctx::new(batch.begin([1; 32]), now, &shop, true);
        let done = deed(&mut ctx);
        let (kept, _) = ctx.finish();
        batch.keep(kept);
        counter.core.store().commit(batch, OPENED).unwrap();
        match done {
            Err(Stop::Fault(fault)) => panic!("{fault}"),
            Err(Stop::Refused(refusal)) => Some(refusal),
            Ok(()) => None,
        }
    };
    let conditions = Conditions { first_purchase: true, ..tenth() };
    desk_of(&counter, &|ctx| {
        let by = admin(ctx);
        create(ctx, by, new("PERTAMA", conditions.clone())).map(drop)
    });
    let quoted = |counter: &Counter, who| {
        desk_of(counter, &|ctx| {
            let coupon = by_code(&ctx.tx, "pertama")?;
            quote(&ctx.tx, ctx.now, who, &coupon, &[bought(50_000)]).map(drop)
        })
    };
    assert_eq!(quoted(&counter, SARI_ID), None, "an unpaid order is no purchase");
    desk_of(&counter, &|ctx| {
        let coupon = by_code(&ctx.tx, "pertama")?;
        reserve(ctx, OrderId(1), SARI_ID, coupon.id)
    });
    assert_eq!(quoted(&counter, SARI_ID), Some(Refusal::Coupon(NoCoupon::UsedByYou)));
    desk_of(&counter, &|ctx| Ok(give_back(ctx, OrderId(1))?));
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert_eq!(quoted(&counter, SARI_ID), Some(Refusal::Coupon(NoCoupon::FirstOnly)));
    assert_eq!(quoted(&counter, BUDI_ID), None);
    counter.prove();
}
