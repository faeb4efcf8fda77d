//! Each act, done as it is done, and what it leaves.

use std::collections::BTreeSet;
use std::mem::discriminant;

use warung::chat::action::{
    BatchPress, MemberPress, RefundPress, RestorePress, ReviewPress, SalePress, StockPress,
    TodoPress, UnitPress,
};
use warung::chat::incoming::Said;
use warung::chat::staff::{batch, unit};
use warung::domain::act::Act;
use warung::domain::batch::Doing;
use warung::domain::evidence::{CommonDoubt, Round};
use warung::domain::id::CustomerId;
use warung::domain::money::Rupiah;
use warung::domain::product::NewProduct;
use warung::domain::refund::{NewRefund, Portion, Purse};
use warung::domain::restore::Restored;
use warung::domain::revision::{By, Revision, Target};
use warung::domain::staff::{Right, Role};
use warung::domain::text::{Description, Name, Reason};
use warung::engine::input::{Batch, Input};
use warung::shop::import::{Import, Setup};
use warung::shop::invariants::{broken_link, findings};
use warung::shop::{refund, staff};
use warung::store::read::Read;
use warung::store::schema::{Pairing, Table};

use super::{log, run};
use crate::counter::{ADMIN, Counter, OPENED, OWNER, SARI};
use crate::gallery::restored::UNCLAIMED;
use crate::gallery::shop::{
    BATCHES, CANVA, DELIVERED, GUIDE, IN_REVIEW, INVITE, NETFLIX, OWED, READY, ROUND, WITHHELD,
    member, press, seeded, seeded_shop, unit_of,
};
use crate::samples::after_act;

type Deed = fn(&mut Counter);

/// What nobody finds in the log: goods, reasons, evidence.
const SECRETS: &[&str] =
    &["n1@x", "n8@x", "c1@x", "v1@x", "z6@x", "baru1@x", "mesin@x", "rahasia", "bukti-", "hilang"];

fn say(counter: &mut Counter, person: u64, text: &str) {
    counter.say(person, text);
    counter.take_in(person);
}

fn refund_to(counter: &mut Counter, to: Purse, part: u16) {
    run(counter, &seeded_shop(), |ctx| {
        let by = staff::allow(ctx, CustomerId(ADMIN), Right::Refund)?;
        let why = Reason::parse("rahasia").unwrap();
        let new = NewRefund { portion: Portion::Whole, amount: Rupiah(1_000), to, why };
        refund::refund(ctx, by, DELIVERED, part, new)
    })
    .unwrap();
}

fn import(counter: &mut Counter) {
    let product = NewProduct {
        number: Some(1),
        name: Name::parse("Netflix <4K> & teman").unwrap(),
        price: Rupiah(50_000),
        category: None,
        description: Description::default(),
    };
    let products =
        vec![Import { product, setup: Setup::default(), units: vec![(1, "mesin@x|1".to_owned())] }];
    counter.apply(Input::Import(Batch { products, dry_run: false }));
}

const STAFF: By = By::Staff(CustomerId(ADMIN));
const BOSS: By = By::Staff(CustomerId(OWNER));

/// In the seeded shop, one after the other.
const ACTS: &[(Deed, By, &str)] = &[
    (|it| say(it, ADMIN, "/addstock 1|baru1@x|1\nbaru2@x|2"), STAFF, "2 units into product 1"),
    (|it| press(it, ADMIN, SalePress::Resend(DELIVERED)), STAFF, "goods of W-000001 sent again"),
    (
        |it| {
            let (order, unit) = (DELIVERED, unit_of(it, DELIVERED));
            press(it, ADMIN, SalePress::Replace { order, unit });
        },
        STAFF,
        "unit 1 of product 1 in W-000001 replaced by",
    ),
    (|it| refund_to(it, Purse::Outside, 1), STAFF, "refund 1 of W-000001: Rp1.000 promised"),
    (
        |it| press(it, ADMIN, RefundPress::Payout { order: OWED, part: 1 }),
        STAFF,
        "refund 1 of W-000002 sent: Rp20.000",
    ),
    (
        |it| press(it, ADMIN, ReviewPress::Approve { order: IN_REVIEW, round: ROUND }),
        STAFF,
        "transfer for W-000006 is in: Rp50.000",
    ),
    (
        |it| {
            it.say(ADMIN, "/editsaldo 555|+5000|rahasia");
            it.press(ADMIN, "Ya, Catat");
        },
        STAFF,
        "balance of 555, correction 1: Rp5.000 added",
    ),
    (|it| press(it, OWNER, MemberPress::InviteAs(Role::Support)), BOSS, "invitation as support"),
    (
        |it| {
            let open: Vec<Pairing> = it.core.store().snap().unwrap().all(0, 9).unwrap();
            let fresh = open.iter().find(|it| it.role == Role::Support).unwrap();
            press(it, OWNER, MemberPress::Uninvite(fresh.digest));
        },
        BOSS,
        "invitation as support taken back",
    ),
    (|it| say(it, OWNER, "/pause"), BOSS, "shop paused"),
    (|it| say(it, OWNER, "/resume"), BOSS, "shop resumed"),
    (|it| say(it, OWNER, "/mute 2h"), BOSS, "warnings muted for 120 minutes"),
    (|it| say(it, OWNER, "/mute off"), BOSS, "warnings no longer muted"),
    (
        |it| {
            it.apply(Input::Books { broken: 1 });
            it.say(OWNER, "/ack");
        },
        BOSS,
        "troubles acknowledged",
    ),
    (|it| say(it, OWNER, "/restart"), BOSS, "shop restarted"),
    (|it| say(it, ADMIN, "/rekonsiliasi"), STAFF, "reconciliation 1 begun"),
    (|it| say(it, ADMIN, "/laporan"), STAFF, "books of 2026-11 sent"),
    (|it| drop(it.apply(Input::Pair(Role::Admin))), By::Machine, "invitation as admin"),
    (import, By::Machine, "1 units into product 1, 0 of them moved"),
    (
        |it| press(it, ADMIN, BatchPress::Do { batch: BATCHES[0], doing: Doing::Freeze, seen: 0 }),
        STAFF,
        "batch 1 of product 1: 2 units, Freeze",
    ),
    (
        |it| {
            press(it, ADMIN, BatchPress::Edit(BATCHES[0], batch::Editable::Note));
            it.say(ADMIN, "rahasia");
        },
        STAFF,
        "batch 1 of product 1: noted",
    ),
    (|it| press(it, ADMIN, UnitPress::Reveal(WITHHELD)), STAFF, "unit 13 of product 5: Seen"),
    (
        |it| {
            press(it, ADMIN, UnitPress::Edit(WITHHELD, unit::Editable::Content));
            it.say(ADMIN, "rahasia lain|1");
        },
        STAFF,
        "unit 13 of product 5: Corrected",
    ),
    (
        |it| {
            press(it, ADMIN, UnitPress::Edit(WITHHELD, unit::Editable::Product));
            it.say(ADMIN, "3");
        },
        STAFF,
        "unit 13 of product 3: Moved",
    ),
    (|it| press(it, ADMIN, UnitPress::Release(WITHHELD)), STAFF, "unit 13 of product 3: Released"),
    (|it| press(it, ADMIN, UnitPress::Withhold(WITHHELD)), STAFF, "unit 13 of product 3: Withheld"),
    (|it| press(it, ADMIN, UnitPress::Remove(WITHHELD)), STAFF, "unit 13 of product 3: Removed"),
    (|it| press(it, OWNER, UnitPress::Export(NETFLIX)), BOSS, "units of product 1 out as a file"),
    (
        |it| {
            press(it, ADMIN, TodoPress::Finish { order: READY, product: INVITE });
            it.say(ADMIN, "rahasia untuk pembeli");
            it.press(ADMIN, "✅ Serahkan");
        },
        STAFF,
        "product 12 for W-000010 done by hand",
    ),
    (
        |it| {
            press(it, ADMIN, StockPress::Fill(GUIDE));
            it.say(ADMIN, "rahasia untuk semua");
            it.press(ADMIN, "✅ Simpan");
        },
        STAFF,
        "shared goods of product 10 set",
    ),
    (
        |it| press(it, ADMIN, RestorePress::Release(CANVA)),
        STAFF,
        "2 units of product 3 that were kept from sale: for sale again",
    ),
    (
        |it| press(it, ADMIN, RestorePress::Give { id: UNCLAIMED[0], to: CustomerId(SARI) }),
        STAFF,
        "unclaimed payment 1, Rp25.000: to the balance of 555",
    ),
    (
        |it| press(it, ADMIN, RestorePress::SendBack(UNCLAIMED[1])),
        STAFF,
        "unclaimed payment 2, Rp50.000: sent back",
    ),
    (
        |it| {
            let (upto, at, from) = (it.now, it.now, "rahasia".to_owned());
            it.apply(Input::Restored(Restored { upto, at, from, complete: false }));
        },
        By::Machine,
        "brought back from a copy, ",
    ),
    (
        |it| press(it, ADMIN, RestorePress::Sold(CANVA)),
        STAFF,
        "units of product 3 that were kept from sale: sold already",
    ),
];

/// A file of the whole shop ends with an act behind all that it changes, in and back.
fn configured(counter: &mut Counter) {
    let bytes = b"warung = 1\n[settings]\nlow_mark = \"9\"\n".to_vec();
    counter.files.insert("toko".into(), bytes);
    let (file, name, caption) = ("toko".into(), "toko.toml".into(), "/importconfig".into());
    let said = Said::Document { file, name, mime: None, bytes: 40, caption };
    let update = counter.update(ADMIN, said);
    counter.apply(update);
    counter.settle();
    for (tap, told) in [
        ("Terapkan", "configuration imported: 1 changes"),
        ("Urungkan", "imported configuration taken back: 1 changes"),
    ] {
        let before = log(counter).len();
        counter.press(ADMIN, tap);
        let fresh = log(counter).split_off(before);
        let [change, act] = &fresh[..] else { panic!("{told}: {fresh:#?}") };
        assert_eq!(change.what.to_string(), "setting low_mark");
        assert_eq!((act.what.to_string().as_str(), act.by), (told, STAFF));
        counter.prove();
    }
}

#[test]
fn every_act_leaves_one_entry_and_no_goods_in_it() {
    let mut counter = seeded();
    for (at, (deed, by, told)) in ACTS.iter().enumerate() {
        let before = log(&counter).len();
        deed(&mut counter);
        let fresh = log(&counter).split_off(before);
        let [entry] = &fresh[..] else { panic!("{at}: {told}: {fresh:#?}") };
        let what = entry.what.to_string();
        assert!(what.contains(told), "{what} is not {told}");
        assert_eq!((entry.by, entry.at), (*by, counter.now), "{told}");
        assert_eq!((&entry.before, &entry.after), (&None, &None), "{told}");
        counter.prove();
    }
    configured(&mut counter);
    // The second doubt ends an order; in the seeded shop there was the first.
    let all = log(&counter);
    let bytes = postcard::to_stdvec(&all).unwrap();
    for secret in SECRETS {
        let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "{secret} is in the log");
    }
    let acts = all.iter().filter_map(|it| match it.what {
        Target::Act(act) => Some(act),
        _ => None,
    });
    let seen: BTreeSet<String> = acts.map(|act| format!("{:?}", discriminant(&act))).collect();
    let mut next = after_act(None);
    while let Some(act) = next {
        assert!(seen.contains(&format!("{:?}", discriminant(&act))), "nobody has done {act}");
        next = after_act(Some(act));
    }
}

#[test]
fn what_has_come_to_nothing_leaves_no_entry() {
    let mut counter = seeded();
    counter.say(OWNER, "/pause");
    let before = log(&counter).len();
    let idle: &[Deed] = &[
        |it| say(it, ADMIN, "/addstock 1|n1@x|1"),
        |it| say(it, OWNER, "/pause"),
        |it| say(it, OWNER, "/mute off"),
        |it| say(it, OWNER, "/mute selamanya"),
        |it| say(it, ADMIN, "/editsaldo 555|+5000|rahasia"),
        |it| say(it, ADMIN, "/laporan kemarin"),
        |it| press(it, ADMIN, ReviewPress::Approve { order: IN_REVIEW, round: Round(0) }),
        |it| press(it, member(Role::Support), RefundPress::Payout { order: OWED, part: 1 }),
    ];
    for (at, deed) in idle.iter().enumerate() {
        deed(&mut counter);
        assert_eq!(log(&counter).len(), before, "{at}");
    }
    let why = CommonDoubt::NotArrived;
    press(&mut counter, ADMIN, ReviewPress::Doubt { order: IN_REVIEW, round: ROUND, why });
    let last = log(&counter).pop().unwrap();
    assert_eq!(last.what, Target::Act(Act::Doubted { order: IN_REVIEW, last: true }));
}

/// Each entry altered, taken out or put elsewhere: the first broken link is named, by its number
/// and what it is.
#[test]
fn a_chain_that_is_broken_says_where() {
    let mut counter = seeded();
    counter.say(ADMIN, &format!("/setprice {}|45000", NETFLIX.0));
    let store = counter.core.store().clone();
    let all = log(&counter);
    let sound = findings(&store.snap().unwrap(), counter.now).unwrap();
    assert_eq!(broken_link(&sound), None);
    for entry in &all {
        let write = |row: &Revision| {
            let mut batch = store.batch().unwrap();
            let mut tx = batch.begin([3; 32]);
            tx.put(row).unwrap();
            let kept = tx.finish();
            batch.keep(kept);
            store.commit(batch, OPENED).unwrap();
        };
        let mut other = entry.clone();
        other.at.0 += 1;
        write(&other);
        let broken = findings(&store.snap().unwrap(), counter.now).unwrap();
        let first = broken_link(&broken).unwrap().what.clone();
        let name = format!("revision {} ({}) does not follow", entry.number, entry.what);
        assert!(first.starts_with(&name), "{first} is not {name}");
        write(entry);
    }
    let gone = all[3].number;
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([4; 32]);
    tx.remove::<Revision>(gone).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    let snap = store.snap().unwrap();
    let broken = findings(&snap, counter.now).unwrap();
    assert_eq!(broken_link(&broken).unwrap().what, format!("revision {gone} is missing"));
    assert_eq!(snap.size(Table::Revision).unwrap(), all.len() as u64 - 1);
}
