//! Customers who pay the reseller price.

use warung::chat::action::{ProductPress, ResellerPress};
use warung::chat::incoming::Said;
use warung::domain::customer::{Level, Profile};
use warung::domain::product::Rule;
use warung::domain::revision::{Revision, Target};
use warung::engine::input::Input;

use super::*;

fn level(counter: &Counter, person: u64) -> Level {
    let snap = counter.core.store().snap().unwrap();
    warung::shop::price::level(&snap, CustomerId(person)).unwrap()
}

/// With a reseller price.
fn chosen() -> Counter {
    let mut counter = priced();
    tap(&mut counter, ADMIN, ProductPress::Lower(NETFLIX, Rule::Reseller));
    counter.say(ADMIN, "40000");
    counter
}

#[test]
fn somebody_becomes_a_reseller_and_sees_it_on_the_next_screen() {
    let mut counter = chosen();
    counter.say(SARI, "1");
    has(&counter, SARI, "Harga: <b>Rp50.000</b>");
    let buy = counter.pressed(SARI, "Beli Sekarang");
    counter.say(ADMIN, "/reseller 555");
    has(&counter, ADMIN, "Harga untuknya: <b>harga biasa</b>");
    counter.press(ADMIN, "⭐ Jadikan reseller");
    has(&counter, ADMIN, "Harga untuknya: <b>⭐ harga reseller</b>");
    // The card they still look at has another price: it is told first.
    counter.apply(buy);
    counter.settle();
    has(&counter, SARI, "<s>Rp50.000</s> Rp40.000 ⭐");
    has(&counter, SARI, "Harga reseller khusus");
    counter.say(SARI, "/katalog");
    has(&counter, SARI, "<s>Rp50.000</s> Rp40.000 ⭐");
    counter.say(BUDI, "/katalog");
    assert!(!html(&counter, BUDI).contains("<s>"));
    counter.checkout(SARI, 1, 1);
    assert_eq!(paid(&counter, 1), [40_000]);
    // No longer one: what is ordered stays as it was promised.
    counter.press(ADMIN, "✖️ Bukan reseller lagi");
    counter.say(SARI, "1");
    has(&counter, SARI, "Harga: <b>Rp50.000</b>");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert_eq!(counter.order(1).total().0, 40_000);
    counter.prove();
}

#[test]
fn the_history_tells_who_made_whom_a_reseller() {
    let mut counter = chosen();
    tap(&mut counter, ADMIN, ResellerPress::Appoint(CustomerId(SARI)));
    // A second tap changes nothing.
    tap(&mut counter, ADMIN, ResellerPress::Appoint(CustomerId(SARI)));
    tap(&mut counter, ADMIN, ResellerPress::Dismiss(CustomerId(SARI)));
    tap(&mut counter, ADMIN, ResellerPress::Dismiss(CustomerId(SARI)));
    let snap = counter.core.store().snap().unwrap();
    let all: Vec<Revision> = snap.all(0, 999).unwrap();
    let theirs = Target::Profile(CustomerId(SARI));
    assert_eq!(all.iter().filter(|it| it.what == theirs).count(), 2);
    assert_eq!(snap.all::<Profile>(0, 99).unwrap(), []);
    counter.say(OWNER, "/riwayat");
    has(&counter, OWNER, "Pembeli Sari · Membayar: harga biasa → ⭐ harga reseller");
    has(&counter, OWNER, "Pembeli Sari · Membayar: ⭐ harga reseller → harga biasa");
    counter.prove();
}

#[test]
fn resellers_are_listed_found_and_nobody_who_never_wrote() {
    let mut counter = chosen();
    counter.say(ADMIN, "/reseller");
    has(&counter, ADMIN, "Belum ada reseller");
    for person in 700..708 {
        counter.say(person, "/start");
        tap(&mut counter, ADMIN, ResellerPress::Appoint(CustomerId(person)));
    }
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "⭐ Reseller");
    has(&counter, ADMIN, "8 pembeli");
    has(&counter, ADMIN, "Halaman 1 dari 2");
    counter.press(ADMIN, "➕ Tambah Reseller");
    for typed in ["@tidakada", "999", "", "<b>", "٣"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "Tidak ada pengguna toko");
    }
    counter.say(ADMIN, "556");
    has(&counter, ADMIN, "Harga untuknya: <b>harga biasa</b>");
    by_name(&mut counter);
    for typed in ["/reseller @tidakada", "/reseller 999"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "Tidak ada pengguna toko");
    }
    // A button may name anything.
    tap(&mut counter, ADMIN, ResellerPress::Appoint(CustomerId(999)));
    assert_eq!(level(&counter, 999), Level::Usual);
    tap(&mut counter, SARI, ResellerPress::Appoint(CustomerId(SARI)));
    assert_eq!(level(&counter, SARI), Level::Usual);
    counter.prove();
}

/// Somebody of that name has written to the shop.
fn named(counter: &mut Counter, id: u64, name: &str, username: Option<&str>) {
    let update = counter.update(id, Said::Text("/start".into()));
    let Input::Update { id, mut said } = update else { panic!("an update") };
    (said.from.name, said.from.username) = (name.into(), username.map(str::to_owned));
    counter.apply(Input::Update { id, said });
    counter.settle();
}

/// One of a name is led to, several are told apart.
fn by_name(counter: &mut Counter) {
    named(counter, 801, "Dewi Lestari", Some("dewil"));
    named(counter, 802, "Déwi <Ayu>", None);
    counter.say(ADMIN, "/reseller");
    counter.press(ADMIN, "➕ Tambah Reseller");
    counter.say(ADMIN, "dewi l");
    has(counter, ADMIN, "ID: <code>801</code>");
    counter.say(ADMIN, "/reseller DEWI");
    has(counter, ADMIN, "Ada 2 pembeli dengan nama itu");
    assert!(counter.shows(ADMIN, "👤 Dewi Lestari · @dewil"), "{}", counter.text(ADMIN));
    counter.press(ADMIN, "👤 Déwi <Ayu> · 802");
    counter.press(ADMIN, "⭐ Jadikan reseller");
    assert_eq!((level(counter, 801), level(counter, 802)), (Level::Usual, Level::Reseller));
}
