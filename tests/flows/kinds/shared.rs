//! One text for every buyer.

use warung::chat::action::{OrderPress, ProductPress, StockPress};
use warung::chat::staff::product::{KindField, KindPick};
use warung::domain::id::{OrderId, ProductId};
use warung::domain::order::{Goods, State};
use warung::domain::product::Kind;
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::store::schema::Table;

use super::{bought, fill, goods, of, paid, said, set};
use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::damage::bent;
use crate::gallery::shop::{make, press};

fn shop() -> Counter {
    let mut counter = of(KindPick::Shared);
    fill(&mut counter, "https://contoh.id/kelas?kode=abc");
    counter
}

#[test]
fn every_buyer_gets_the_same_and_nothing_runs_out() {
    let mut counter = shop();
    for (order, person) in [(1, SARI), (2, BUDI)] {
        bought(&mut counter, person, order, 1);
        let text = counter.text(person);
        assert!(text.contains("<code>https://contoh.id/kelas?kode=abc</code>"), "{text}");
        assert!(matches!(goods(&counter, order), Goods::Delivered { .. }));
    }
    counter.say(SARI, "1");
    let shown = &counter.last(SARI).screen.html;
    assert!(shown.contains("Stok tersedia: <b>tanpa batas</b>"), "{shown}");
}

#[test]
fn until_somebody_says_what_it_is_nobody_can_buy_it() {
    let mut counter = of(KindPick::Shared);
    counter.say(SARI, "1");
    assert!(counter.shows(SARI, "🔔 Kabari saya"), "{}", counter.text(SARI));
    counter.press(SARI, "🔔 Kabari saya");
    fill(&mut counter, "isi rahasia");
    // Whoever waited hears of it.
    assert!(counter.text(SARI).contains("sudah ada lagi"), "{}", counter.text(SARI));
    bought(&mut counter, SARI, 1, 1);
}

#[test]
fn a_quota_is_sold_once_and_comes_back_with_what_was_not_paid() {
    let mut counter = shop();
    set(&mut counter, KindField::Quota, "2");
    bought(&mut counter, SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    counter.prove();
    counter.say(SARI, "1");
    assert!(counter.last(SARI).screen.html.contains("Stok"), "{}", counter.text(SARI));
    assert!(counter.shows(SARI, "🔔 Kabari saya"));
    // The invoice's time is over: the last place is free again, and paid for late it is taken.
    counter.pass(Span::minutes(12));
    assert!(matches!(counter.order(2).state, State::Ended { .. }));
    assert!(counter.units().iter().all(|unit| !matches!(unit.fate, Fate::Held(_))));
    counter.prove();
    paid(&mut counter, 2);
    counter.prove();
    assert!(counter.text(BUDI).contains("kode=abc"));
    counter.say(SARI, "1");
    assert!(!counter.shows(SARI, "⚡ Beli Sekarang"));
    // So many more, from now on.
    set(&mut counter, KindField::Quota, "5");
    counter.say(SARI, "1");
    assert!(counter.last(SARI).screen.html.contains("<b>5</b>"), "{}", counter.text(SARI));
}

#[test]
fn late_money_for_the_last_place_that_somebody_else_has_is_on_the_balance() {
    let mut counter = shop();
    set(&mut counter, KindField::Quota, "1");
    counter.checkout(BUDI, 1, 1);
    counter.pass(Span::minutes(12));
    bought(&mut counter, SARI, 2, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.prove();
    assert!(!counter.order(1).paid());
    assert_eq!(counter.balance(BUDI).0, 10_000);
    assert!(!counter.text(BUDI).contains("kode=abc"));
}

#[test]
fn what_has_changed_is_what_earlier_buyers_see_too() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 1);
    fill(&mut counter, "sandi baru: mawar");
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert!(counter.last(SARI).screen.html.contains("sandi baru: mawar"));
    counter.prove();
}

#[test]
fn a_line_that_is_sold_once_is_not_given_to_everybody() {
    let mut counter = shop();
    counter.stock("Netflix", 50_000, &["a@x|1"]);
    fill(&mut counter, "a@x|1");
    assert!(said(&counter).contains("sudah ada"), "{}", said(&counter));
    // And what everybody gets is no line of stock.
    counter.say(ADMIN, "/addstock 2|https://contoh.id/kelas?kode=abc\nbaru@x|2");
    counter.take_in(ADMIN);
    assert_eq!(counter.units().iter().filter(|it| it.content.contains("kode=abc")).count(), 1);
    counter.prove();
}

#[test]
fn a_double_tap_and_several_at_once_are_counted() {
    let mut counter = shop();
    set(&mut counter, KindField::Quota, "3");
    bought(&mut counter, SARI, 1, 3);
    // Three places, and the text once.
    assert_eq!(counter.order(1).units().count(), 3);
    let shown = counter.text(SARI).matches("kode=abc").count();
    assert_eq!(shown, 1, "{}", counter.text(SARI));
    counter.say(BUDI, "1");
    assert!(!counter.shows(BUDI, "⚡ Beli Sekarang"));
}

/// What it was when it was ordered is not what it is now: the money is the buyer's.
#[test]
fn late_money_buys_nothing_of_another_kind() {
    let mut counter = shop();
    counter.checkout(BUDI, 1, 1);
    counter.pass(Span::minutes(12));
    make(&mut counter, ProductId(1), KindPick::Manual);
    assert!(matches!(super::product(&counter, 1).kind, Kind::Manual { .. }));
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(!counter.order(1).paid());
    assert_eq!(counter.balance(BUDI).0, 10_000, "{}", counter.text(BUDI));
    counter.prove();
    // Nor where the change was taken back, for those who ordered in between.
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(12));
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Shared));
    counter.press(ADMIN, "✅ Ya, Pakai Lagi");
    assert!(matches!(super::product(&counter, 1).kind, Kind::Shared { .. }));
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    assert_eq!(counter.balance(SARI).0, 10_000, "{}", counter.text(SARI));
    counter.prove();
}

/// What all buyers had once is on sale again only when somebody has looked at it.
#[test]
fn what_was_shared_before_is_asked_about() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 1);
    make(&mut counter, ProductId(1), KindPick::Manual);
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Shared));
    assert!(said(&counter).contains("kode=abc"), "{}", said(&counter));
    assert!(matches!(super::product(&counter, 1).kind, Kind::Manual { .. }));
    counter.press(ADMIN, "❌ Batal");
    assert!(matches!(super::product(&counter, 1).kind, Kind::Manual { .. }));
    press(&mut counter, ADMIN, ProductPress::SetKind(ProductId(1), KindPick::Shared));
    counter.press(ADMIN, "✅ Ya, Pakai Lagi");
    bought(&mut counter, BUDI, 2, 1);
    assert!(counter.text(BUDI).contains("kode=abc"), "{}", counter.text(BUDI));
    counter.prove();
}

/// Nobody pays for what nobody can read, and what is there is put right by writing it anew.
#[test]
fn a_text_that_cannot_be_read_is_not_sold() {
    let begin = |counter: &mut Counter| {
        counter.say(ADMIN, "/add -|Kelas|-|10000|-");
        let kelas = ProductId(2);
        press(counter, ADMIN, ProductPress::SetKind(kelas, KindPick::Shared));
        press(counter, ADMIN, StockPress::Fill(kelas));
        counter.say(ADMIN, "https://contoh.id/kelas?kode=abc");
        counter.press(ADMIN, "✅ Simpan");
        counter.pick(SARI, 2, 1);
    };
    let text = |counter: &Counter| {
        let text = counter.units().into_iter().find(|unit| unit.fate == Fate::Shared);
        ("unit", text.expect("a text").id.0)
    };
    let (mut counter, _folder) = bent(&["a@x|1"], begin, text);
    // It was in somebody's cart already.
    counter.press(SARI, "Lanjut ke Pembayaran");
    assert!(!counter.text(SARI).contains("Invoice"), "{}", counter.text(SARI));
    counter.say(BUDI, "2");
    assert!(counter.shows(BUDI, "🔔 Kabari saya"), "{}", counter.text(BUDI));
    assert!(!counter.shows(BUDI, "⚡ Beli Sekarang"));
    assert_eq!(counter.core.store().snap().unwrap().size(Table::Order).unwrap(), 0);
    // The rest of the shop goes on.
    counter.checkout(BUDI, 1, 1);
    paid(&mut counter, 1);
    assert!(counter.text(BUDI).contains("a@x|1"));
}

/// What may be sold is a number of its own, whether there is something to hand out or not.
#[test]
fn a_quota_can_be_set_before_there_is_anything() {
    let mut counter = of(KindPick::Shared);
    set(&mut counter, KindField::Quota, "2");
    let card = said(&counter);
    assert!(card.contains("<b>2</b>") && card.contains("Belum ada isinya"), "{card}");
    fill(&mut counter, "https://contoh.id/kelas");
    press(&mut counter, ADMIN, ProductPress::Kind(ProductId(1)));
    assert!(!said(&counter).contains("Belum ada isinya"), "{}", said(&counter));
}
