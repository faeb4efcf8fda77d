//! Goods of every kind: shared, by hand, files, units with named parts. Whatever happens, a buyer
//! gets what was sold, once, and nobody else does.

mod by_hand;
mod file;
mod handed;
mod life;
mod parts;
mod room;
mod shared;
mod steps;

use warung::chat::action::{ProductPress, StockPress};
use warung::chat::staff::product::{KindField, KindPick};
use warung::domain::id::ProductId;
use warung::domain::message::Keys;
use warung::domain::order::{Goods, State};
use warung::domain::product::{Kind, Product};
use warung::store::read::Read;

use crate::counter::{ADMIN, Counter};
use crate::gallery::shop::{make, press};

/// A shop with one product of a kind, which is number 1.
fn of(pick: KindPick) -> Counter {
    let mut counter = Counter::new();
    counter.stock("Panduan", 10_000, &[]);
    make(&mut counter, ProductId(1), pick);
    counter
}

fn set(counter: &mut Counter, field: KindField, answer: &str) {
    press(counter, ADMIN, ProductPress::EditKind(ProductId(1), field));
    counter.say(ADMIN, answer);
}

fn fill(counter: &mut Counter, answer: &str) {
    press(counter, ADMIN, StockPress::Fill(ProductId(1)));
    counter.say(ADMIN, answer);
    // What every buyer gets is looked at first.
    if counter.shows(ADMIN, "✅ Simpan") {
        counter.press(ADMIN, "✅ Simpan");
    }
}

fn paid(counter: &mut Counter, order: u64) {
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    assert!(counter.order(order).paid());
}

fn bought(counter: &mut Counter, person: u64, order: u64, count: u32) {
    counter.checkout(person, 1, count);
    paid(counter, order);
    counter.prove();
}

fn goods(counter: &Counter, order: u64) -> Goods {
    match counter.order(order).state {
        State::Paid { goods, .. } => goods,
        state => panic!("{state:?}"),
    }
}

fn product(counter: &Counter, id: u64) -> Product {
    counter.core.store().snap().unwrap().need(id).unwrap()
}

fn said(counter: &Counter) -> String {
    counter.last(ADMIN).screen.html.clone()
}

/// Whether a button of the admin's last message has this in its label.
fn offers(counter: &Counter, part: &str) -> bool {
    let Keys::Inline(rows) = &counter.last(ADMIN).screen.keys else { return false };
    rows.iter().flatten().any(|button| button.label.contains(part))
}

#[test]
fn a_kind_changes_only_while_nothing_of_the_one_before_is_under_way() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Shared));
    assert!(said(&counter).contains("masih ada <b>2</b> unit"), "{}", said(&counter));
    assert_eq!(product(&counter, 1).kind, Kind::default());
    counter.say(ADMIN, "/delstock 1|a@x|1\nb@x|2");
    counter.press(ADMIN, "Ya");
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Shared));
    assert_eq!(product(&counter, 1).kind, Kind::Shared { quota: None });
    // Taken back as any change is, as long as that still fits.
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).kind, Kind::default());
    make(&mut counter, ProductId(1), KindPick::Manual);
    let undo = counter.pressed(ADMIN, "↩️ Urungkan");
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Unit));
    counter.fill("1|c@x|3");
    counter.apply(undo);
    counter.settle();
    assert_eq!(product(&counter, 1).kind, Kind::default());
    counter.prove();
}

#[test]
fn lines_are_for_units_and_files_for_files() {
    for (pick, told) in [
        (KindPick::Shared, "tidak diisi dengan baris"),
        (KindPick::File, "tidak diisi dengan baris"),
    ] {
        let mut counter = of(pick);
        let before = counter.units().len();
        counter.say(ADMIN, "/addstock 1|a@x|1\nb@x|2");
        assert!(counter.text(ADMIN).contains(told), "{}", counter.text(ADMIN));
        assert_eq!(counter.units().len(), before);
        counter.prove();
    }
}

#[test]
fn whatever_is_typed_for_a_kind_is_a_value_or_a_clear_no() {
    let long = "x".repeat(4_096);
    let odd = ["", "   ", &long, "<>&\"{}", "🎉", "\u{202e}abc", "-1", "1e9", "|||", "a|a"];
    for (pick, field) in [
        (KindPick::Unit, KindField::Parts),
        (KindPick::Shared, KindField::Quota),
        (KindPick::Manual, KindField::Quota),
        (KindPick::Manual, KindField::Within),
        (KindPick::Manual, KindField::Question),
    ] {
        let mut counter = of(pick);
        for text in odd {
            press(&mut counter, ADMIN, ProductPress::EditKind(ProductId(1), field));
            if !text.is_empty() {
                counter.say(ADMIN, text);
            }
            counter.say(ADMIN, "❌ Batal");
        }
        let kind = product(&counter, 1).kind;
        match &kind {
            Kind::Unit { fields } => assert!(fields.len() <= 1, "{fields:?}"),
            Kind::Shared { quota } => assert_eq!(*quota, None),
            Kind::Manual { quota, terms } => {
                assert_eq!(*quota, None);
                assert!(terms.question.as_ref().is_none_or(|it| it.chars().count() <= 200));
            }
            Kind::File => panic!("{kind:?}"),
        }
        counter.prove();
    }
}
