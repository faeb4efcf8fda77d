//! What is not as it should be is refused in one sentence, with how far the copies are good.

use std::fs;

use warung::backup::age::Identity;
use warung::backup::object::{Header, Name, ObjectError, What, records, snapshot};
use warung::backup::plan::{Plan, PlanError, Wanted};
use warung::backup::rebuild::{Good, RebuildError};
use warung::domain::time::{Span, Timestamp};
use warung::store::change_record::{ChangeError, Place};
use warung::store::schema::SCHEMA;

use super::rebuild::copied;
use super::{Shop, kit};

/// Of the copies of `copied`: the snapshot, the first log, the second.
fn pieces(shop: &Shop) -> [Name; 3] {
    let plan = shop.plan(None);
    [plan.snapshot, plan.logs[0], plan.logs[1]]
}

/// What is wrong with that object, and what is good before it.
fn told(shop: &Shop, wrong: Name) -> (ObjectError, Option<Good>) {
    match shop.refusal() {
        RebuildError::Object { name, error, good } => {
            assert_eq!(name, wrong, "{error}");
            (*error, good)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn bytes_that_changed_are_noticed_wherever_they_are() {
    let shop = copied();
    for (nth, name) in pieces(&shop).into_iter().enumerate() {
        let whole = fs::read(shop.path(&name)).unwrap();
        let good = nth.checked_sub(1).map(|before| pieces(&shop)[before]);
        let good = good.map(|name| Good { upto: name.at, sequence: name.upto() });
        for at in [0, 30, 200, whole.len() / 2, whole.len() - 1] {
            let mut bent = whole.clone();
            bent[at] ^= 1;
            fs::write(shop.path(&name), &bent).unwrap();
            let (error, upto) = told(&shop, name);
            match at {
                0 => assert!(matches!(error, ObjectError::Foreign), "{at}: {error}"),
                30 => {}
                _ => assert!(matches!(error, ObjectError::Damaged { .. }), "{at}: {error}"),
            }
            assert_eq!(upto, good, "{at}");
        }
        for at in [0, 10, 150, 400, whole.len() - 17, whole.len() - 1] {
            fs::write(shop.path(&name), &whole[..at]).unwrap();
            let (error, upto) = told(&shop, name);
            let cut = matches!(error, ObjectError::Cut | ObjectError::Damaged { .. });
            assert!(cut, "{at}: {error}");
            assert_eq!(upto, good, "{at}");
        }
        fs::write(shop.path(&name), [&whole[..], b"!"].concat()).unwrap();
        assert!(matches!(told(&shop, name), (ObjectError::Damaged { .. }, upto) if upto == good));
        fs::write(shop.path(&name), whole).unwrap();
    }
    shop.finished(&shop.plan(None));
}

#[test]
fn what_is_good_before_it_can_be_had() {
    let shop = copied();
    let [_, first, second] = pieces(&shop);
    let mut bent = fs::read(shop.path(&second)).unwrap();
    *bent.last_mut().unwrap() ^= 1;
    fs::write(shop.path(&second), bent).unwrap();
    let refused = shop.refusal();
    let words =
        format!("{second}: it is damaged: it is damaged or cut; its first 0 bytes are sound");
    let upto = "; what comes before it is good up to 2026-11-22T07:07:00.000Z";
    assert_eq!(refused.to_string(), format!("{words}{upto}"));
    let RebuildError::Object { good: Some(good), .. } = refused else { panic!("{refused}") };
    // Without what is broken: by that moment, or by leaving its name out.
    let names: Vec<Name> = shop.names().into_iter().filter(|name| *name != second).collect();
    let without = Plan::of(&names, &Wanted::default(), shop.counter.now).unwrap();
    for plan in [shop.plan(Some(good.upto)), without] {
        let (report, ..) = shop.finished(&plan);
        assert_eq!((report.upto, report.position.sequence), (first.at, good.sequence));
        assert_eq!(report.findings, Some(vec![]));
    }
}

#[test]
fn one_that_is_missing_is_told() {
    let shop = copied();
    let [snapshot, first, second] = pieces(&shop);
    let plan = shop.plan(None);
    fs::remove_file(shop.path(&first)).unwrap();
    // By its name already, where that is looked for.
    let told = shop.plan(None);
    let What::Log { from, to } = first.what else { panic!("{first}") };
    let missing = told.missing.unwrap();
    assert_eq!((missing.from, missing.to), (from, to));
    assert_eq!((told.logs.as_slice(), told.upto), (&[][..], snapshot.at));
    let to = tempfile::tempdir().unwrap();
    let refused = shop.rebuild(&plan, to.path()).err().unwrap().to_string();
    assert!(refused.starts_with(&format!("{first}: it is not there; ")), "{refused}");
    // A plan that leaves one out is refused by the chain.
    let gap = Plan { logs: vec![second], ..plan };
    let refused = shop.rebuild(&gap, to.path()).err().unwrap();
    let gap = |error: &ObjectError| matches!(error, ObjectError::Records(ChangeError::Gap { .. }));
    assert!(matches!(&refused, RebuildError::Object { error, .. } if gap(error)), "{refused}");
    fs::remove_file(shop.path(&snapshot)).unwrap();
    let nothing = Plan::of(&shop.names(), &Wanted::default(), shop.counter.now);
    assert_eq!(nothing, Err(PlanError::Nothing));
}

#[test]
fn one_in_the_place_of_another_is_known() {
    let shop = copied();
    let [snapshot, first, second] = pieces(&shop);
    let bytes = |name: &Name| fs::read(shop.path(name)).unwrap();
    for (place, other) in [(first, second), (second, first), (first, snapshot), (snapshot, first)] {
        let whole = bytes(&place);
        fs::write(shop.path(&place), bytes(&other)).unwrap();
        let (error, _) = told(&shop, place);
        let says = matches!(error, ObjectError::Misnamed { says } if says == other);
        assert!(says, "{other} as {place}");
        fs::write(shop.path(&place), whole).unwrap();
    }
    // Renamed to another time: a wanted moment would be missed.
    let late = Name { at: first.at.after(Span::secs(7)), ..first };
    fs::rename(shop.path(&first), shop.path(&late)).unwrap();
    let (error, _) = told(&shop, late);
    assert_eq!(error.to_string(), format!("it is not what its name says, but {first}"));
}

#[test]
fn of_another_shop_or_another_chain_nothing_is_taken() {
    let shop = copied();
    let [_, first, _] = pieces(&shop);
    let place = Place { last: shop.upto.last, ..shop.upto };
    let put = |header: &Header, name: &Name| {
        let sealed = records::write(Vec::new(), &[shop.key.recipient()], header, &[]).unwrap();
        fs::write(shop.path(name), sealed).unwrap();
    };
    let whole = fs::read(shop.path(&first)).unwrap();
    let header = Header::log(&shop.about(), &place, &[]).unwrap();
    put(&Header { store: "lain".into(), ..header.clone() }, &first);
    let words = "it is of the store \"lain\", and not of \"toko\"";
    assert_eq!(told(&shop, first).0.to_string(), words);
    let other = warung::store::change_record::Generation([9; 16]);
    put(&Header { generation: other, ..header.clone() }, &first);
    let words = "it is of another generation, 09090909090909090909090909090909";
    assert_eq!(told(&shop, first).0.to_string(), words);
    fs::write(shop.path(&first), whole).unwrap();
    // A sign of life of a chain that has parted from this one.
    let mut parted = header;
    parted.at = parted.at.after(Span::secs(1));
    parted.before[0] ^= 1;
    parted.after = parted.before;
    put(&parted, &parted.name());
    let mut shop = shop;
    shop.counter.pass(Span::minutes(1));
    let (error, good) = told(&shop, parted.name());
    assert!(matches!(error, ObjectError::Records(ChangeError::Fork { .. })), "{error}");
    assert_eq!(good.unwrap().upto, pieces(&shop)[2].at);
}

#[test]
fn a_wrong_key_opens_nothing() {
    let (shop, to) = (copied(), tempfile::tempdir().unwrap());
    let stranger = Identity::fresh().unwrap();
    let plan = shop.plan(None);
    let hear = std::sync::Arc::new(|_| true);
    let refused = shop.rebuild_as(&stranger, &plan, to.path(), hear).err().unwrap().to_string();
    let words = "it was sealed for another key; nothing that needs it can be brought back";
    assert_eq!(refused, format!("{}: {words}", plan.snapshot));
    assert_eq!(super::left(to.path()), [""; 0]);
}

#[test]
fn a_copy_of_a_newer_warung_says_so() {
    let mut shop = Shop::new();
    let snap = shop.store().snap().unwrap();
    let place = Place { layout: SCHEMA + 1, ..shop.store().place(&snap) };
    let header = Header::snapshot(&shop.about(), &place);
    let contents = snapshot::Contents { header, kit: &kit(), snap: &snap };
    let recipients = [shop.key.recipient()];
    snapshot::keep(shop.elsewhere.path(), &recipients, &contents, &mut |_| true).unwrap();
    shop.upto = place;
    let words = format!(
        "it was written by a newer warung (layout {}, this one knows {SCHEMA}); install that \
         version",
        SCHEMA + 1
    );
    assert_eq!(told(&shop, shop.names()[0]).0.to_string(), words);
}

#[test]
fn a_moment_before_the_first_or_in_the_future_is_refused() {
    let shop = copied();
    let first = pieces(&shop)[0].at;
    let of = |until| {
        let wanted = Wanted { until: Some(until), generation: None };
        Plan::of(&shop.names(), &wanted, shop.counter.now)
    };
    let early = of(Timestamp(first.0 - 1));
    assert_eq!(early, Err(PlanError::Early { first }));
    let future = of(Timestamp(shop.counter.now.0 + 1));
    assert_eq!(future, Err(PlanError::Future { now: shop.counter.now }));
    assert!(of(first).is_ok() && of(shop.counter.now).is_ok());
}
