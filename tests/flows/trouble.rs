//! Found by review, kept away by these: sequences in which the shop once lost its way.

use std::time::Instant;

use warung::chat::action::{Action, Manner, OrderPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::effect::{About, Answer, Effect, Outcome, Task};
use warung::domain::id::{OrderId, TimerId};
use warung::domain::limit::{LOOKS_LATE, UNDELIVERED_AFTER};
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, State};
use warung::domain::payment::{GatewayAnswer, PaymentState, Reference, Status};
use warung::domain::product::{NewProduct, NoProduct};
use warung::domain::refusal::Refusal;
use warung::domain::stock::Fate;
use warung::domain::text::{Description, Name};
use warung::domain::time::{Span, Timestamp};
use warung::domain::timer::{Timer, What};
use warung::engine::core::ready;
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::stock::{Import, Setup};
use warung::store::open::Store;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, shop};

fn open_shop(units: &[&str]) -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, units);
    counter
}

fn question(counter: &Counter) -> Effect {
    let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    let ask = |effect: &Effect| matches!(effect.task, Task::AskStatus { .. });
    effects.into_iter().find(ask).expect("nothing is asked")
}

fn import(number: Option<u32>, name: &str, price: u64, unit: &str) -> Import {
    let (name, price) = (Name::parse(name).unwrap(), Rupiah(price));
    let description = Description::default();
    let product = NewProduct { number, name, price, category: None, description };
    Import { product, setup: Setup::default(), units: vec![(1, unit.to_owned())] }
}

fn paid(counter: &mut Counter, order: u64) {
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    counter.pass(Span::secs(10));
}

#[test]
fn a_notice_in_time_outweighs_an_older_answer() {
    let mut counter = open_shop(&["a", "b"]);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::secs(590));
    counter.now = counter.now.after(Span::secs(5));
    counter.notify(1);
    let ask = question(&counter);
    let stale = counter.outside(ask.id).unwrap();
    counter.pay(1);
    counter.notify(1);
    counter.now = counter.now.after(Span::secs(6));
    counter.apply(Input::Carried { effect: ask.id, outcome: stale });
    counter.pass(Span::secs(20));
    assert!(counter.order(1).paid());
}

#[test]
fn money_that_comes_when_the_goods_are_gone_can_be_spent() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(11));
    counter.checkout(BUDI, 1, 1);
    paid(&mut counter, 1);
    assert_eq!(counter.balance(SARI), counter.order(1).total());
    counter.pass(Span::minutes(12));
    assert_eq!(counter.units()[0].fate, Fate::Available);
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.press(SARI, "💼 Saldo");
    assert!(counter.text(SARI).contains("<code>a</code>"));
    assert_eq!(counter.balance(SARI), Rupiah::ZERO);
    counter.prove();
}

#[test]
fn an_answer_that_breaks_does_not_silence_its_payment() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::secs(20));
    counter.notify(1);
    counter.now = counter.now.after(Span::secs(5));
    let ask = question(&counter);
    let reference = Reference::parse("W-000009-ABCDEFGH").unwrap();
    let (amount, status) = (Rupiah(1), Status::Pending);
    let proof = GatewayAnswer { reference, amount, status, sandbox: false };
    let outcome = Outcome::Done(Answer::Status(proof));
    let reply = counter.apply(Input::Carried { effect: ask.id, outcome });
    assert_eq!(reply, Reply::Quarantined);
    counter.prove();
    counter.pay(1);
    counter.notify(1);
    counter.pass(Span::minutes(1));
    assert!(matches!(counter.payment(1).state, PaymentState::Settled { .. }));
    assert!(counter.text(ADMIN).contains("Ada pesan yang gagal diproses"));
}

#[test]
fn a_closed_payment_is_looked_at_by_one_clock() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(15));
    let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    let looks = timers.iter().filter(|it| matches!(it.what, What::Ask(_) | What::Sweep(_)));
    assert_eq!(looks.count(), 1);
}

#[test]
fn goods_again_are_no_new_delivery() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    paid(&mut counter, 1);
    let before = counter.text(ADMIN);
    counter.say(SARI, "🧾 Pesanan Saya");
    counter.press(SARI, "W-000001");
    for _ in 0..5 {
        counter.press(SARI, "Lihat Barang Lagi");
    }
    assert_eq!(counter.text(ADMIN), before);
    let press = counter.pressed(SARI, "Lihat Barang Lagi");
    counter.apply(press);
    counter.away.push(SARI as i64);
    counter.settle();
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Delivered { .. }, .. }));
}

#[test]
fn coming_back_by_goods_again_brings_them_once() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    paid(&mut counter, 1);
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Stuck { .. }, .. }));
    counter.away.clear();
    let data =
        codec::encode(&Action::Order(OrderPress::GoodsAgain(OrderId(1))), Manner::Below).unwrap();
    let press = Said::Button { callback: "c".into(), message: None, data };
    let press = counter.update(SARI, press);
    counter.apply(press);
    let snap = counter.core.store().snap().unwrap();
    let goods = |effect: &Effect| matches!(effect.about, About::Goods(_));
    let due = counter.due();
    let goods = due
        .iter()
        .filter(|id| ready(&snap, id.0).unwrap().is_some_and(|(effect, _)| goods(&effect)));
    assert_eq!(goods.count(), 1);
}

#[test]
fn a_number_in_a_catalogue_does_not_rename_what_it_finds() {
    let mut counter = open_shop(&["a"]);
    let products = vec![import(Some(1), "Spotify", 1_000, "spotify|x")];
    for dry_run in [true, false] {
        let batch = Batch { products: products.clone(), dry_run };
        let refused = Err(Refusal::Product(NoProduct::NumberTaken { number: 1 }));
        assert_eq!(counter.apply(Input::Import(batch)), Reply::Imported(vec![refused]));
    }
    assert_eq!(counter.units().len(), 1);
}

#[test]
fn a_row_that_does_not_decode_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("k");
    let path = folder.path().join("warung.redb");
    {
        let mut counter = Counter::over(Store::open(folder.path(), &key).unwrap(), shop());
        counter.stock("Netflix 1 bulan", 50_000, &["a"]);
        counter.checkout(SARI, 1, 1);
    }
    bend(&path, "timer", 1);
    bend(&path, "effect", 0);
    let store = Store::open(folder.path(), &key).unwrap();
    let mut counter = Counter::over(store, shop());
    assert!(counter.core.unfinished().is_ok());
    let at = Timestamp(1);
    for _ in 0..2 {
        let ring = Input::Ring { timer: TimerId(1), at };
        assert!(counter.try_apply(&[ring]).is_ok());
    }
    // The numbers of the updates go on where the first counter left off.
    (0..100).for_each(|_| drop(counter.update(BUDI, Said::Blocked)));
    let update = counter.update(BUDI, Said::Text("/start".into()));
    assert_eq!(counter.apply(update), Reply::Done);
}

/// Changes a bit of a row, as a bad disk would; of the first row if there is none of that key.
fn bend(path: &std::path::Path, table: &'static str, key: u64) {
    use redb::ReadableTable;
    let writing = redb::Database::open(path).unwrap().begin_write().unwrap();
    {
        let table: redb::TableDefinition<u64, &[u8]> = redb::TableDefinition::new(table);
        let mut rows = writing.open_table(table).unwrap();
        let first = rows.first().unwrap().map(|(first, _)| first.value());
        let Some(key) = rows.get(key).unwrap().map(|_| key).or(first) else { return };
        let mut bytes = rows.get(key).unwrap().unwrap().value().to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        rows.insert(key, bytes.as_slice()).unwrap();
    }
    writing.commit().unwrap();
}

/// Looks at a closed invoice grew four hours apart, and the last of them came before the last
/// moment in which its QR could be paid.
#[test]
fn money_of_the_last_hour_of_a_qr_is_found_without_a_notice() {
    let mut counter = open_shop(&["a@x|1"]);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(23 * 60 + 50));
    counter.pay(1);
    counter.pass(Span::hours(2));
    assert!(counter.text(SARI).contains("a@x|1"), "{}", counter.text(SARI));
    counter.prove();
}

/// A shop that was closed for longer than it looks after invoices looks once more all the same,
/// and again if the gateway does not answer at once.
#[test]
fn money_that_came_while_the_shop_was_closed_is_found() {
    let mut counter = open_shop(&["a@x|1"]);
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    counter.pay(1);
    counter.now = counter.now.after(Span::hours(40));
    counter.gateway_down = true;
    counter.pass(Span::minutes(5));
    counter.gateway_down = false;
    counter.pass(Span::hours(1));
    assert!(counter.text(SARI).contains("a@x|1"), "{}", counter.text(SARI));
    // The last looks of all are whether the goods have arrived, and what became of the invoice.
    counter.pass(UNDELIVERED_AFTER);
    counter.pass(LOOKS_LATE.into_iter().fold(Span::default(), |sum, gap| Span(sum.0 + gap.0)));
    assert_eq!(counter.next_timer(), None);
    counter.prove();
}

#[test]
fn a_kill_during_the_first_start_leaves_a_shop_that_opens() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("k");
    let half = std::fs::File::create(folder.path().join("warung.redb.new")).unwrap();
    half.set_len(1 << 20).unwrap();
    Store::open(folder.path(), &key).unwrap();
    Store::open(folder.path(), &key).unwrap();
}

#[test]
fn a_large_shop_answers_and_imports_quickly() {
    let mut counter = Counter::new();
    let long = Description::parse(&"kata ".repeat(290)).unwrap();
    for part in 0..20 {
        let products = (1..=100).map(|at| {
            let number = part * 100 + at;
            let mut one = import(Some(number), &format!("Produk {number}"), 5_000, "satu");
            one.product.description = long.clone();
            one
        });
        let batch = Batch { products: products.collect(), dry_run: false };
        counter.apply(Input::Import(batch));
    }
    let time = |counter: &mut Counter, input: Input| {
        let began = Instant::now();
        counter.apply(input);
        began.elapsed()
    };
    let start = counter.update(SARI, Said::Text("/start".into()));
    time(&mut counter, start);
    let page = counter.update(SARI, Said::Text("🛍️ Semua Produk".into()));
    let page = time(&mut counter, page);
    let products = (1400..1500).map(|at| import(None, &format!("Produk {at}"), 5_000, "lagi"));
    let batch = Batch { products: products.collect(), dry_run: false };
    let import = time(&mut counter, Input::Import(batch));
    // A shop of this size answered in 14 ms and took 10 ms for each product by name. Machines
    // differ, so the bound is what no machine needs unless all products are read again.
    println!("page {page:?}, import of 100 by name {import:?}");
    assert!(import.as_millis() < 1_000, "{import:?}");
}
