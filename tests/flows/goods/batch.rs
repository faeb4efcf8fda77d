//! What came together: frozen, taken back, replaced and refunded as one, whatever happens meanwhile.

use warung::domain::batch::{Batch, Source};
use warung::domain::id::ProductId;
use warung::domain::limit::UNITS_PER_INPUT_MAX;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, State};
use warung::domain::product::NewProduct;
use warung::domain::shop::Shop;
use warung::domain::stock::{Fate, Unit};
use warung::domain::text::{Description, Name};
use warung::domain::time::Span;
use warung::engine::input::{self, Input, Reply};
use warung::shop::import::{Import, Setup};
use warung::store::read::{Direction, Read};
use warung::store::schema::Index;

use super::files;
use crate::counter::{ADMIN, BUDI, Counter, SARI, goods_shown};

fn batches(counter: &Counter) -> Vec<Batch> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

fn unit(counter: &Counter, content: &str) -> Option<Unit> {
    counter.units().into_iter().find(|unit| unit.content == content)
}

fn fate(counter: &Counter, content: &str) -> Fate {
    unit(counter, content).unwrap_or_else(|| panic!("no {content}")).fate
}

/// Opens the newest batch of the only product.
fn open(counter: &mut Counter) {
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "📦 Stok");
    counter.press(ADMIN, "🧾 Riwayat Isian");
    counter.press(ADMIN, "🧾 22 November");
}

fn bought(counter: &mut Counter, person: u64, order: u64, count: u32) {
    counter.checkout(person, 1, count);
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    assert!(counter.order(order).paid());
}

fn shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a|1", "b|2", "c|3", "d|4"]);
    counter
}

#[test]
fn what_was_filled_is_a_batch_and_remembers_where_from() {
    let mut counter = shop();
    let all = batches(&counter);
    let [batch] = &all[..] else { panic!("{all:?}") };
    assert_eq!((batch.count, batch.source, batch.product), (4, Source::Paste, ProductId(1)));
    assert!(counter.units().iter().all(|unit| unit.batch == Some(batch.id)));
    open(&mut counter);
    let card = counter.last(ADMIN).screen.html.clone();
    assert!(card.contains("<b>4</b> unit masuk") && card.contains("4 siap jual"), "{card}");
    counter.press(ADMIN, "💲 Modal");
    counter.say(ADMIN, "9rb");
    counter.press(ADMIN, "📝 Catatan");
    counter.say(ADMIN, "dari <Andi>\nbaris dua");
    let card = counter.last(ADMIN).screen.html.clone();
    assert!(card.contains("Rp9.000") && card.contains("dari &lt;Andi&gt; baris dua"), "{card}");
    assert_eq!(batches(&counter)[0].cost, Some(Rupiah(9_000)));
    // Whatever is no amount is said, and asked again.
    counter.press(ADMIN, "💲 Modal");
    for odd in ["", "gratis", "-1", "📦", "1.5rb.3", &"9".repeat(4_000)] {
        counter.say(ADMIN, odd);
        assert_eq!(batches(&counter)[0].cost, Some(Rupiah(9_000)), "{odd}");
    }
    counter.prove();
}

#[test]
fn a_batch_is_taken_back_as_far_as_it_is_unsold() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    open(&mut counter);
    counter.press(ADMIN, "Batalkan isian ini");
    let asked = counter.last(ADMIN).screen.html.clone();
    assert!(asked.contains("Belum terjual: <b>2</b>"), "{asked}");
    assert!(asked.contains("Batalkan isian <b>Netflix"), "{asked}");
    assert!(asked.contains("Terjual atau dipesan: <b>2</b>"), "{asked}");
    let sure = counter.pressed(ADMIN, "Ya, Batalkan");
    counter.apply(sure.clone());
    counter.settle();
    let left: Vec<String> = counter.units().into_iter().map(|unit| unit.content).collect();
    assert_eq!(left, ["a|1", "b|2"]);
    assert_eq!(counter.toasts.last().map(String::as_str), Some("↩️ 2 unit dibatalkan"));
    // The same update is the same wish.
    assert_eq!(counter.apply(sure), Reply::Seen);
    counter.prove();
    // The open order is paid, and gets what it holds.
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    assert_eq!(goods_shown(&counter.chats[&(BUDI as i64)], counter.order(2).id), 1);
    // What was taken back may be filled in anew.
    counter.stock("Lain", 1_000, &["c|3"]);
    assert_eq!(fate(&counter, "c|3"), Fate::Available);
    counter.prove();
}

#[test]
fn a_batch_of_which_nothing_is_left_is_gone() {
    let mut counter = shop();
    open(&mut counter);
    let card = counter.pressed(ADMIN, "💲 Modal");
    counter.press(ADMIN, "Batalkan isian ini");
    counter.press(ADMIN, "Ya, Batalkan");
    assert!(counter.units().is_empty() && batches(&counter).is_empty());
    assert!(counter.last(ADMIN).screen.html.contains("Siap jual: <b>0</b>"));
    // An old button of its card says so.
    counter.apply(card);
    counter.settle();
    assert!(counter.text(ADMIN).contains("sudah tidak ada lagi"), "{}", counter.text(ADMIN));
    counter.prove();
}

#[test]
fn a_frozen_batch_is_not_sold_and_can_be_again() {
    let mut counter = shop();
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Frozen));
    let card = counter.last(ADMIN).screen.html.clone();
    assert!(card.contains("4 dibekukan"), "{card}");
    counter.say(SARI, "1");
    assert!(counter.last(SARI).screen.html.contains("habis"), "{}", counter.text(SARI));
    counter.prove();
    counter.press(ADMIN, "Jual Lagi");
    bought(&mut counter, SARI, 1, 4);
    counter.prove();
}

#[test]
fn every_buyer_of_a_faulty_batch_gets_another_unit_once() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 2);
    bought(&mut counter, BUDI, 2, 1);
    open(&mut counter);
    // Its own unsold units would make up for its faulty ones.
    counter.press(ADMIN, "Ganti Semua");
    counter.press(ADMIN, "Ya, Ganti (3)");
    assert!(counter.toasts.last().unwrap().contains("Bekukan dulu"), "{:?}", counter.toasts);
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    assert!(counter.toasts.last().unwrap().ends_with("unit dibekukan"), "{:?}", counter.toasts);
    let frozen = counter.last(ADMIN).clone();
    counter.fill("1|x|1\ny|2");
    counter.chats.get_mut(&(ADMIN as i64)).unwrap().push(frozen);
    counter.press(ADMIN, "Ganti Semua");
    counter.press(ADMIN, "Ya, Ganti (3)");
    counter.settle();
    // Two could be had; one buyer has to wait for stock.
    assert_eq!(counter.toasts.last().map(String::as_str), Some("♻️ 2 unit diganti"));
    for faulty in ["a|1", "b|2"] {
        assert!(matches!(fate(&counter, faulty), Fate::Returned(_)), "{faulty}");
    }
    assert!(matches!(fate(&counter, "x|1"), Fate::Sold(_)));
    assert!(counter.text(SARI).contains("x|1") && counter.text(SARI).contains("y|2"));
    assert!(!counter.text(BUDI).contains("y|2"));
    assert_eq!(fate(&counter, "d|4"), Fate::Frozen);
    counter.prove();
    // Once there is stock the rest gets its own, and nobody a second one.
    counter.fill("1|z|3\nzz|4");
    open(&mut counter);
    counter.press(ADMIN, "Ganti Semua");
    counter.press(ADMIN, "Ya, Ganti (1)");
    counter.settle();
    assert!(counter.text(BUDI).contains("z|3"));
    assert_eq!(fate(&counter, "zz|4"), Fate::Available);
    counter.prove();
}

#[test]
fn every_buyer_of_a_faulty_batch_is_refunded_once() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 2);
    bought(&mut counter, BUDI, 2, 1);
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    counter.press(ADMIN, "Refund Semua");
    let sure = counter.pressed(ADMIN, "Ya, Refund (3)");
    counter.apply(sure);
    counter.settle();
    // What an order has of it is one refund.
    assert_eq!((counter.order(1).refunds.len(), counter.order(2).refunds.len()), (1, 1));
    assert_eq!(counter.balance(SARI), Rupiah(100_000));
    assert_eq!(counter.balance(BUDI), Rupiah(50_000));
    assert!(counter.text(SARI).contains("Rp100.000"));
    // Nothing is left to refund.
    open(&mut counter);
    let labels = format!("{:?}", counter.last(ADMIN).screen.keys);
    assert!(!labels.contains("Refund Semua"), "{labels}");
    assert_eq!(counter.balance(SARI), Rupiah(100_000));
    counter.prove();
}

/// More buyers than one step serves: it goes on by itself, also in a shop that was closed meanwhile.
#[test]
fn a_long_recall_goes_on_where_it_was() {
    let mut counter = Counter::new();
    let units: Vec<String> = (0..25).map(|n| format!("u{n}|x")).collect();
    let lines: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix", 1_000, &lines);
    for order in 1..=25 {
        bought(&mut counter, 700 + order, order, 1);
    }
    open(&mut counter);
    counter.press(ADMIN, "Refund Semua");
    counter.press(ADMIN, "Ya, Refund (25)");
    let refunded = |counter: &Counter| {
        (1..=25).filter(|order| !counter.order(*order).refunds.is_empty()).count()
    };
    assert_eq!(refunded(&counter), 10);
    assert!(counter.last(ADMIN).screen.html.contains("Sedang dikerjakan: 10 unit di-refund"));
    counter.prove();
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.apply(Input::Opened);
    counter.pass(Span::secs(5));
    assert_eq!(refunded(&counter), 25);
    for order in 1..=25 {
        assert_eq!(counter.balance(700 + order), Rupiah(1_000), "{order}");
    }
    assert!(counter.text(ADMIN).contains("Selesai: <b>25</b> unit di-refund"));
    counter.prove();
}

/// Whoever began it is no longer one of the staff: it stops.
#[test]
fn a_recall_ends_with_its_sellers_right() {
    let mut counter = Counter::new();
    let units: Vec<String> = (0..15).map(|n| format!("u{n}|x")).collect();
    let lines: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix", 1_000, &lines);
    for order in 1..=15 {
        bought(&mut counter, 700 + order, order, 1);
    }
    open(&mut counter);
    counter.press(ADMIN, "Refund Semua");
    counter.press(ADMIN, "Ya, Refund (15)");
    let shop = Shop { admins: vec![], ..crate::counter::shop() };
    let mut counter = counter.reopened_as(shop);
    counter.pass(Span::secs(5));
    let refunded = (1..=15).filter(|order| !counter.order(*order).refunds.is_empty()).count();
    assert_eq!(refunded, 10);
    assert!(batches(&counter)[0].work.is_none());
    counter.prove();
}

/// A batch larger than a step is frozen, sold again and taken back in steps, with buyers between.
#[test]
fn a_large_batch_is_taken_in_steps() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 1_000, &[]);
    let count = UNITS_PER_INPUT_MAX as u64 * 2 + 7;
    let file: String = (0..count).map(|n| format!("u{n}|x\n")).collect();
    files(&mut counter, "besar.txt", file.as_bytes(), "1");
    let withheld = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        snap.count(Index::UnitsWithheld, 1).unwrap()
    };
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    assert_eq!(withheld(&counter), UNITS_PER_INPUT_MAX as u64);
    // It is not free again before the freezing is over.
    let keys = format!("{:?}", counter.last(ADMIN).screen.keys);
    assert!(!keys.contains("Jual Lagi") && keys.contains("Refresh"), "{keys}");
    counter.prove();
    counter.pass(Span::secs(1));
    assert_eq!(withheld(&counter), count);
    assert!(counter.text(ADMIN).contains("Selesai: <b>1.007</b> unit dibekukan"));
    open(&mut counter);
    counter.press(ADMIN, "Batalkan isian ini");
    counter.press(ADMIN, "Ya, Batalkan");
    counter.pass(Span::secs(1));
    let snap = counter.core.store().snap().unwrap();
    assert!(snap.list(Index::UnitsOfBatch, 1, Direction::Oldest, 9).unwrap().is_empty());
    assert!(batches(&counter).is_empty());
    counter.prove();
    assert_eq!(counter.apply(Input::Ping), Reply::Done);
}

/// What an order holds while its batch is frozen is frozen when the order gives it back.
#[test]
fn what_comes_back_to_a_frozen_batch_is_frozen() {
    let mut counter = shop();
    counter.checkout(SARI, 1, 1);
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    assert!(matches!(fate(&counter, "a|1"), Fate::Held(_)));
    counter.pass(Span::minutes(12));
    assert_eq!(fate(&counter, "a|1"), Fate::Frozen);
    counter.prove();
    open(&mut counter);
    counter.press(ADMIN, "Jual Lagi");
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    counter.prove();
}

/// A unit that somebody has marked as bad is no matter of its batch.
#[test]
fn a_batch_that_is_sold_again_leaves_bad_units_alone() {
    let mut counter = shop();
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "📦 Stok");
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "#2");
    counter.press(ADMIN, "Tandai Rusak");
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    counter.press(ADMIN, "Jual Lagi");
    assert_eq!(fate(&counter, "b|2"), Fate::Withheld);
    assert_eq!(fate(&counter, "a|1"), Fate::Available);
    counter.prove();
}

/// An ended order that is paid after all finds others in the place of a unit that was removed.
#[test]
fn a_removed_unit_costs_no_late_payer_their_goods() {
    let mut counter = shop();
    counter.checkout(SARI, 1, 2);
    counter.pass(Span::minutes(12));
    counter.say(ADMIN, "/delstock 1|a|1");
    counter.press(ADMIN, "Ya, Hapus (1)");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], counter.order(1).id), 1);
    assert!(counter.text(SARI).contains("b|2") && counter.text(SARI).contains("c|3"));
    counter.prove();
}

/// The question counts what it is about; what was sold since is asked about anew.
#[test]
fn an_old_question_refunds_nobody_it_did_not_show() {
    let mut counter = shop();
    bought(&mut counter, SARI, 1, 1);
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    counter.press(ADMIN, "Refund Semua");
    let old = counter.last(ADMIN).clone();
    counter.press(ADMIN, "⬅️ Kembali");
    counter.press(ADMIN, "Jual Lagi");
    bought(&mut counter, BUDI, 2, 1);
    open(&mut counter);
    counter.press(ADMIN, "🧊 Bekukan");
    counter.chats.get_mut(&(ADMIN as i64)).unwrap().push(old);
    counter.press(ADMIN, "Ya, Refund (1)");
    assert_eq!((counter.balance(SARI), counter.balance(BUDI)), (Rupiah(0), Rupiah(0)));
    assert!(counter.toasts.last().unwrap().contains("sudah berubah"));
    counter.prove();
}

/// Several units of one order go out as several messages, and each of them counts.
#[test]
fn an_order_of_many_units_is_replaced_at_once() {
    let mut counter = Counter::new();
    let units: Vec<String> = (0..15).map(|nth| format!("u{nth}|x")).collect();
    let lines: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix", 1_000, &lines);
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    counter.say(SARI, "15");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let spares: Vec<String> = (0..20).map(|nth| format!("baru{nth}|x")).collect();
    counter.fill(&format!("1|{}", spares.join("\n")));
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "📦 Stok");
    counter.press(ADMIN, "🧾 Riwayat Isian");
    counter.press(ADMIN, "(15)");
    counter.press(ADMIN, "Ganti Semua");
    let press = counter.pressed(ADMIN, "Ya, Ganti (15)");
    counter.apply(press);
    let State::Paid { goods: Goods::Sending { messages, .. }, .. } = counter.order(1).state else {
        panic!("{:?}", counter.order(1).state)
    };
    assert_eq!(messages, 15);
    counter.settle();
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Delivered { .. }, .. }));
    let returned = counter.units().iter().filter(|it| matches!(it.fate, Fate::Returned(_))).count();
    assert_eq!(returned, 15);
    counter.prove();
}

/// A large import comes in several parts, and is taken back as the one thing that it was.
#[test]
fn an_import_in_parts_is_one_batch() {
    let mut counter = Counter::new();
    for part in 0..3 {
        let product = NewProduct {
            number: None,
            name: Name::parse("Netflix").unwrap(),
            price: Rupiah(1_000),
            category: None,
            description: Description::default(),
        };
        let units = (0..4).map(|nth| (nth, format!("u{part}{nth}|x"))).collect();
        let products = vec![Import { product, setup: Setup::default(), units }];
        counter.apply(Input::Import(input::Batch { products, dry_run: false }));
        counter.now = counter.now.after(Span::secs(5));
    }
    let all = batches(&counter);
    let [batch] = &all[..] else { panic!("{all:?}") };
    assert_eq!((batch.count, batch.source), (12, Source::Import));
    counter.prove();
    open(&mut counter);
    counter.press(ADMIN, "Batalkan isian ini");
    counter.press(ADMIN, "Ya, Batalkan (12)");
    assert!(counter.units().is_empty() && batches(&counter).is_empty());
    counter.prove();
}
