//! Who changed what: every verb leaves one revision, and none can be taken out or altered unseen.
//! Settings are rows of their own, and one that is broken hurts no other.

mod proof;
mod setting;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use warung::domain::act::Act;
use warung::domain::batch::Source;
use warung::domain::coupon::{Conditions, CouponCode, NewCoupon, Off};
use warung::domain::id::{CategoryId, ChatId, CouponId, CustomerId, ProductId};
use warung::domain::intake::Parted;
use warung::domain::money::Rupiah;
use warung::domain::product::{NewProduct, Product};
use warung::domain::refund::Formula;
use warung::domain::refusal::Refusal;
use warung::domain::revision::{By, Revision, RowImage, Target};
use warung::domain::settings::{Hours, KeyRow, Own, Setting, Settings, StoredSetting, Value};
use warung::domain::shop::{Language, Shop};
use warung::domain::staff::{Member, Right, Role};
use warung::domain::stock::Parsed;
use warung::domain::text::{Description, Name};
use warung::engine::input::Input;
use warung::shop::context::{Ctx, Done, Stop};
use warung::shop::import::{Import, Setup};
use warung::shop::invariants::prove;
use warung::shop::revision::{EachRevised, Revised, each_kind, kind_of};
use warung::shop::staff::{self, Staff};
use warung::shop::{coupon, import, intake, invitation, picture, product, revision, settings};
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::read::{Direction, Read};
use warung::store::record::Record;
use warung::store::schema::{ALL, Index, Table, image_of, row_of};
use warung::store::snap::Snap;
use warung::store::tx::Tx;

use crate::counter::{ADMIN, Counter, OPENED, OWNER, SARI, memory, shop};
use crate::damage::bent;

const NEW: CustomerId = CustomerId(4_711);

const NETFLIX: Target = Target::Product(ProductId(1));

/// A shop without chats: its verbs, and what they leave.
struct Desk {
    store: Store,
    shop: Shop,
}

impl Desk {
    fn new() -> Desk {
        let (owners, group) = (vec![CustomerId(OWNER)], Some(ChatId(-4_000).into()));
        Desk { store: memory(), shop: Shop { owners, group, ..shop() } }
    }

    /// Does something in a transaction of its own. A refusal leaves no trace.
    fn run<T>(&self, deed: impl FnOnce(&mut Ctx) -> Done<T>) -> Result<T, Refusal> {
        crate::verb::run(&self.store, OPENED, &self.shop, deed)
    }

    /// Writes past all verbs.
    fn slip(&self, write: impl FnOnce(&mut Tx) -> Result<(), Fault>) {
        let mut batch = self.store.batch().unwrap();
        let mut tx = batch.begin([2; 32]);
        write(&mut tx).unwrap();
        let kept = tx.finish();
        batch.keep(kept);
        self.store.commit(batch, OPENED).unwrap();
    }

    fn snap(&self) -> Snap {
        self.store.snap().unwrap()
    }

    fn log(&self) -> Vec<Revision> {
        self.snap().all(0, usize::MAX).unwrap()
    }

    /// The same without acts.
    fn changes(&self) -> Vec<Revision> {
        let mut log = self.log();
        log.retain(|it| !matches!(it.what, Target::Act(_)));
        log
    }

    fn images(&self) -> BTreeMap<Target, RowImage> {
        let snap = self.snap();
        let mut images = Images { snap: &snap, found: BTreeMap::new() };
        each_kind(&mut images).unwrap();
        images.found
    }

    fn broken(&self) -> Vec<String> {
        prove(&self.snap()).unwrap()
    }

    fn settings(&self) -> Settings {
        settings::settings(&self.snap()).unwrap()
    }

    /// Writes what was there before a revision.
    fn roll_back(&self, revision: &Revision) {
        self.run(|ctx| Ok(kind_of(revision.what, &mut Back { ctx, revision })?)).unwrap();
    }
}

/// Every row that has a history, as it stands.
struct Images<'s> {
    snap: &'s Snap,
    found: BTreeMap<Target, RowImage>,
}

impl EachRevised for Images<'_> {
    fn kind<R: Revised>(&mut self) -> Result<(), Fault> {
        for row in self.snap.all::<R>(0, usize::MAX)? {
            self.found.insert(R::target(row.key()), image_of(&row)?);
        }
        Ok(())
    }
}

struct Back<'c, 'b> {
    ctx: &'c mut Ctx<'b>,
    revision: &'c Revision,
}

impl EachRevised for Back<'_, '_> {
    fn kind<R: Revised>(&mut self) -> Result<(), Fault> {
        let key = self.revision.what.row();
        let done = match &self.revision.before {
            Some(image) => revision::put(self.ctx, By::Shop, &row_of::<R>(key, image)?),
            None => revision::remove::<R>(self.ctx, By::Shop, key),
        };
        match done {
            Err(Stop::Refused(refusal)) => panic!("{refusal:?}"),
            Err(Stop::Fault(fault)) => Err(fault),
            Ok(()) => Ok(()),
        }
    }
}

fn staff_of(ctx: &Ctx) -> Staff {
    staff::allow(ctx, CustomerId(ADMIN), Right::Settings).unwrap()
}

fn wanted(name: &str, category: Option<&str>) -> NewProduct {
    NewProduct {
        number: None,
        name: Name::parse(name).unwrap(),
        price: Rupiah(50_000),
        category: category.map(|name| Name::parse(name).unwrap()),
        description: Description::parse("Garansi 30 hari").unwrap(),
    }
}

fn catalogue(name: &str, price: u64) -> Import {
    let product = NewProduct { price: Rupiah(price), ..wanted(name, None) };
    Import { product, setup: Setup::default(), units: vec![(1, "akun@x|sandi".to_owned())] }
}

fn conditions(code: &str) -> NewCoupon {
    let conditions = Conditions::plain(Off::Flat(Rupiah(5_000)));
    NewCoupon { code: CouponCode::parse(code).unwrap(), conditions }
}

/// Joins by a code that somebody gave out.
fn join(ctx: &mut Ctx, role: Role, by: Option<CustomerId>) -> Done {
    let code = invitation::pair(ctx, role, by)?;
    invitation::claim(ctx, NEW, &code).map(drop)
}

type Deed = fn(&mut Ctx, Staff) -> Done;

/// What a verb leaves: by whom, and of each thing whether it was there before and is after.
type Leaves = (By, &'static [(Target, bool, bool)]);

const BY_ADMIN: By = By::Staff(CustomerId(ADMIN));

const MEMBER: Target = Target::Member(NEW);

/// Every verb that changes what has a history, one after the other.
const VERBS: &[(&str, Deed, Leaves)] = &[
    (
        "add, with a category that is new",
        |ctx, by| product::add(ctx, by, wanted("Netflix", Some("Streaming"))).map(drop),
        (BY_ADMIN, &[(Target::Category(CategoryId(1)), false, true), (NETFLIX, false, true)]),
    ),
    (
        "add, with one that is there",
        |ctx, by| product::add(ctx, by, wanted("Viu", Some("streaming"))).map(drop),
        (BY_ADMIN, &[(Target::Product(ProductId(2)), false, true)]),
    ),
    (
        "reprice",
        |ctx, by| product::reprice(ctx, by, 1, Rupiah(60_000)).map(drop),
        (BY_ADMIN, &[(NETFLIX, true, true)]),
    ),
    (
        "picture",
        |ctx, by| picture::set(ctx, by, ProductId(1), b"a picture").map(drop),
        (BY_ADMIN, &[(NETFLIX, true, true)]),
    ),
    (
        "take off",
        |ctx, by| product::take_off(ctx, by, ProductId(1)).map(drop),
        (BY_ADMIN, &[(NETFLIX, true, true)]),
    ),
    (
        "bring back",
        |ctx, by| product::bring_back(ctx, by, ProductId(1)).map(drop),
        (BY_ADMIN, &[(NETFLIX, true, true)]),
    ),
    (
        "import of something known",
        |ctx, _| import::import(ctx, By::Machine, &catalogue("Netflix", 70_000)).map(drop),
        (By::Machine, &[(NETFLIX, true, true)]),
    ),
    (
        "import of something new",
        |ctx, _| import::import(ctx, By::Machine, &catalogue("Spotify", 20_000)).map(drop),
        (By::Machine, &[(Target::Product(ProductId(3)), false, true)]),
    ),
    (
        "coupon",
        |ctx, by| coupon::create(ctx, by, conditions("HEMAT")).map(drop),
        (BY_ADMIN, &[(Target::Coupon(CouponId(1)), false, true)]),
    ),
    (
        "withdraw",
        |ctx, by| coupon::withdraw(ctx, by, CouponId(1)).map(drop),
        (BY_ADMIN, &[(Target::Coupon(CouponId(1)), true, true)]),
    ),
    (
        "bank account",
        |ctx, by| account(ctx, by, Some("BCA 1")),
        (BY_ADMIN, &[(Target::Setting(6), false, true)]),
    ),
    (
        "bank account, taken away",
        |ctx, by| account(ctx, by, None),
        (BY_ADMIN, &[(Target::Setting(6), true, true)]),
    ),
    (
        "least deposit",
        |ctx, by| least(ctx, by, 20_000),
        (BY_ADMIN, &[(Target::Setting(4), false, true)]),
    ),
    (
        "two settings at once",
        |ctx, by| {
            settings::change(ctx, by, |it| (it.hide_sold_out, it.keyboard_stays) = (true, true))
        },
        (BY_ADMIN, &[(Target::Setting(1), false, true), (Target::Setting(8), false, true)]),
    ),
    (
        "group moved",
        |ctx, _| settings::group_moved(ctx, ChatId(-4_000), ChatId(-1_001)),
        (By::Shop, &[(Target::Setting(3), false, true)]),
    ),
    (
        "join by a code of the machine's",
        |ctx, _| join(ctx, Role::Admin, None),
        (By::Machine, &[(MEMBER, false, true)]),
    ),
    (
        "join as more, by a colleague's code",
        |ctx, by| join(ctx, Role::Owner, Some(by.id())),
        (BY_ADMIN, &[(MEMBER, true, true)]),
    ),
    (
        "dismiss",
        |ctx, _| staff::dismiss(ctx, By::Machine, NEW).map(drop),
        (By::Machine, &[(MEMBER, true, false)]),
    ),
];

fn account(ctx: &mut Ctx, by: Staff, text: Option<&str>) -> Done {
    let value = Value::Words(text.map(str::to_owned));
    settings::set(ctx, by, Setting::TransferAccount, Some(value)).map(drop)
}

fn least(ctx: &mut Ctx, by: Staff, amount: u64) -> Done {
    settings::set(ctx, by, Setting::DepositMin, Some(Value::Money(Rupiah(amount)))).map(drop)
}

/// Verbs that change nothing: refused, or asked for what is so already. After all of the others.
const IDLE: &[(&str, Deed)] = &[
    ("a number that is not there", |ctx, by| {
        product::reprice(ctx, by, 99, Rupiah(1_000)).map(drop)
    }),
    ("the same price", |ctx, by| product::reprice(ctx, by, 1, Rupiah(70_000)).map(drop)),
    ("a number that is taken", |ctx, by| {
        let new = NewProduct { number: Some(1), ..wanted("Lain", Some("Baru")) };
        product::add(ctx, by, new).map(drop)
    }),
    ("on the shelf already", |ctx, by| product::bring_back(ctx, by, ProductId(1)).map(drop)),
    ("no picture", |ctx, by| picture::set(ctx, by, ProductId(1), b"").map(drop)),
    ("the same catalogue", |ctx, _| {
        import::import(ctx, By::Machine, &catalogue("Netflix", 70_000)).map(drop)
    }),
    ("units", |ctx, by| {
        let parsed = Parsed::paste("b|2").unwrap();
        let id = intake::bring(ctx, by, ProductId(1), Source::Paste, parsed)?;
        intake::take(ctx, by, id, Parted::Lines)
    }),
    ("no coupon of ours", |ctx, by| coupon::withdraw(ctx, by, CouponId(9)).map(drop)),
    ("withdrawn already", |ctx, by| coupon::withdraw(ctx, by, CouponId(1)).map(drop)),
    ("the same account", |ctx, by| account(ctx, by, None)),
    ("a bound beyond the other", |ctx, by| least(ctx, by, 100_000_000)),
    ("the default, where nothing was set", |ctx, by| {
        settings::change(ctx, by, |it| it.open_invoices_max = 1)
    }),
    ("another group", |ctx, _| settings::group_moved(ctx, ChatId(-5), ChatId(-6))),
    ("a wrong code", |ctx, _| invitation::claim(ctx, NEW, "SALAH").map(drop)),
    ("nobody of the staff", |ctx, _| staff::dismiss(ctx, By::Machine, CustomerId(SARI)).map(drop)),
];

#[test]
fn every_verb_leaves_one_revision_of_each_thing_it_changes() {
    let desk = Desk::new();
    for (name, deed, (by, leaves)) in VERBS {
        let (before, known) = (desk.images(), desk.changes().len());
        desk.run(|ctx| deed(ctx, staff_of(ctx))).unwrap();
        let after = desk.images();
        let fresh = desk.changes().split_off(known);
        let told: Vec<_> =
            fresh.iter().map(|it| (it.what, it.before.is_some(), it.after.is_some())).collect();
        assert_eq!(told, *leaves, "{name}");
        for revision in &fresh {
            assert_eq!((revision.by, revision.at), (*by, OPENED), "{name}");
            assert_eq!(revision.before.as_ref(), before.get(&revision.what), "{name}");
            assert_eq!(revision.after.as_ref(), after.get(&revision.what), "{name}");
        }
        assert_eq!(desk.broken(), [""; 0], "{name}");
        // Back and forth again: the row is what it was, to the byte.
        for revision in fresh.iter().rev() {
            desk.roll_back(revision);
        }
        assert_eq!(desk.images(), before, "{name}");
        for revision in desk.changes().split_off(known + fresh.len()).iter().rev() {
            desk.roll_back(revision);
        }
        assert_eq!(desk.images(), after, "{name}");
        assert_eq!(desk.broken(), [""; 0], "{name}");
    }
    let known = desk.changes();
    for (name, deed) in IDLE {
        let _ = desk.run(|ctx| deed(ctx, staff_of(ctx)));
        assert_eq!(desk.changes(), known, "{name}");
    }
    assert_eq!(desk.broken(), [""; 0]);
}

#[test]
fn the_history_of_one_thing_is_found_newest_first() {
    let desk = Desk::new();
    for (_, deed, _) in VERBS {
        desk.run(|ctx| deed(ctx, staff_of(ctx))).unwrap();
    }
    let snap = desk.snap();
    let found = snap.list(Index::RevisionsOf, NETFLIX.key(), Direction::Newest, 3).unwrap();
    let all: Vec<u64> =
        desk.log().iter().filter(|it| it.what == NETFLIX).map(|it| it.number).collect();
    assert!(found.iter().eq(all.iter().rev().take(3)), "{found:?} of {all:?}");
    assert_eq!(snap.count(Index::RevisionsOf, NETFLIX.key()).unwrap(), all.len() as u64);
    // Things of different kinds under the same number are told apart.
    let whats = [
        Target::Setting(1),
        NETFLIX,
        Target::Category(CategoryId(1)),
        Target::Coupon(CouponId(1)),
        Target::Member(CustomerId(1)),
        Target::Act(Act::Paused),
        Target::Profile(CustomerId(1)),
    ];
    let keys: BTreeMap<u64, Target> = whats.into_iter().map(|what| (what.key(), what)).collect();
    assert_eq!(keys.len(), whats.len());
}

#[test]
fn an_image_of_another_layout_or_row_is_refused() {
    let desk = Desk::new();
    desk.run(|ctx| product::add(ctx, staff_of(ctx), wanted("Netflix", None))).unwrap();
    let image = desk.images().remove(&NETFLIX).unwrap();
    assert_eq!(row_of::<Product>(1, &image).unwrap().name.as_str(), "Netflix");
    let refused = |key, image: &RowImage| row_of::<Product>(key, image).unwrap_err().to_string();
    let later = RowImage { layout: image.layout + 1, ..image.clone() };
    let (other, own) = (later.layout, Product::VERSION);
    let told = format!("product 1 is corrupt: layout {other}, not {own}");
    assert_eq!(refused(1, &later), told);
    assert!(refused(2, &image).contains("another number"));
    let longer = RowImage { bytes: [&image.bytes[..], &[0]].concat(), ..image };
    assert!(refused(1, &longer).contains("left over"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Verbs in any order, refused ones among them. Undone from the newest on, all is as before.
    #[test]
    fn whatever_was_done_can_be_undone(
        deeds in vec(0..VERBS.len() + IDLE.len(), 0..40), from in any::<prop::sample::Index>(),
    ) {
        let desk = Desk::new();
        let (mut then, mut known) = (desk.images(), 0);
        let from = from.index(deeds.len() + 1);
        for (at, deed) in deeds.iter().enumerate() {
            if at == from {
                (then, known) = (desk.images(), desk.changes().len());
            }
            let deed = VERBS.get(*deed).map(|it| it.1).unwrap_or_else(|| IDLE[deed - VERBS.len()].1);
            let (before, count) = (desk.images(), desk.changes().len());
            let refused = desk.run(|ctx| deed(ctx, staff_of(ctx))).is_err();
            let changed = desk.images() != before;
            prop_assert_eq!(desk.changes().len() > count, changed);
            prop_assert!(!(refused && changed));
        }
        if from == deeds.len() {
            (then, known) = (desk.images(), desk.changes().len());
        }
        for revision in desk.changes().split_off(known).iter().rev() {
            desk.roll_back(revision);
        }
        prop_assert_eq!(desk.images(), then);
        prop_assert_eq!(desk.broken(), [""; 0]);
    }
}

/// A shop with five revisions: a product, three prices, a coupon.
fn changed() -> Desk {
    let desk = Desk::new();
    desk.run(|ctx| product::add(ctx, staff_of(ctx), wanted("Netflix", None))).unwrap();
    for price in [60_000, 70_000, 80_000] {
        desk.run(|ctx| product::reprice(ctx, staff_of(ctx), 1, Rupiah(price))).unwrap();
    }
    desk.run(|ctx| coupon::create(ctx, staff_of(ctx), conditions("HEMAT"))).unwrap();
    assert_eq!(desk.broken(), [""; 0]);
    desk
}

fn revision(tx: &Tx, number: u64) -> Revision {
    tx.need(number).unwrap()
}
