//! From /start to delivered goods, and every way it can turn out; without any outside.

use warung::chat::incoming::Said;
use warung::domain::effect::Outcome;
use warung::domain::id::OrderId;
use warung::domain::message::{Keys, Media};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Goods, State};
use warung::domain::payment::PaymentState;
use warung::domain::payment::Status;
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};

use crate::counter::{ADMIN, BUDI, Counter, SARI, goods_shown};

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2", "c@x|3"]);
    counter
}

fn delivered(counter: &Counter, order: u64) -> bool {
    matches!(counter.order(order).state, State::Paid { goods: Goods::Delivered { .. }, .. })
}

#[test]
fn a_purchase_from_start_to_goods() {
    let mut counter = open_shop();
    let home = counter.say(SARI, "/start");
    assert!(home.screen.html.contains("Sari") && home.screen.html.contains("Toko Sari"));
    assert!(matches!(&home.screen.keys, Keys::Reply(rows) if rows[0][0] == "🛍️ Semua Produk"));
    let list = counter.say(SARI, "🛍️ Semua Produk");
    assert!(list.screen.html.contains("Netflix 1 bulan"));
    counter.checkout(SARI, 1, 2);
    let invoice = counter.last(SARI);
    let Media::Qr(picture) = &invoice.screen.media else { panic!("no picture to pay by") };
    assert_eq!(picture.shop, "Toko Sari");
    assert_eq!(picture.order, "Invoice W-000001");
    assert_eq!(picture.total, "Bayar Rp100.310");
    assert_eq!(picture.until, "Sebelum 22 November 2026, 14.15 WIB");
    for part in ["W-000001", "Rp100.310", "14.15 WIB"] {
        assert!(invoice.screen.html.contains(part), "{part} in {}", invoice.screen.html);
    }
    counter.prove();
    counter.pay(1);
    assert_eq!(counter.notify(1), Reply::Hinted);
    counter.settle();
    assert!(delivered(&counter, 1));
    let text = counter.text(SARI);
    assert!(text.contains("<code>a@x|1</code>") && text.contains("<code>b@x|2</code>"), "{text}");
    assert!(
        !counter.chats[&(SARI as i64)].iter().any(|it| matches!(it.screen.media, Media::Qr(_)))
    );
    let told = counter.text(ADMIN);
    for part in ["Pesanan Baru", "Lunas", "Terkirim"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    counter.prove();
}

#[test]
fn notices_in_any_number_settle_once() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    // Unpaid: a forged notice makes us ask, and nothing else.
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).open());
    counter.pay(1);
    for _ in 0..20 {
        counter.notify(1);
    }
    counter.pass(Span::secs(10));
    for _ in 0..20 {
        counter.notify(1);
    }
    counter.pass(Span::hours(30));
    assert!(delivered(&counter, 1));
    let sold = counter.units().iter().filter(|unit| unit.fate == Fate::Sold(OrderId(1))).count();
    assert_eq!(sold, 1);
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], OrderId(1)), 1);
    counter.prove();
}

#[test]
fn a_lost_notice_is_found_by_looking() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.pass(Span::minutes(1));
    assert!(delivered(&counter, 1));
    counter.prove();
}

#[test]
fn unpaid_goes_back_on_the_shelf_and_everyone_is_told() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 3);
    let list = counter.say(BUDI, "1").screen.html.clone();
    assert!(list.contains("habis"), "{list}");
    counter.pass(Span::minutes(11));
    assert!(matches!(counter.order(1).state, State::Ended { why: End::Expired, .. }));
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    assert!(counter.text(SARI).contains("kedaluwarsa"));
    assert!(counter.text(ADMIN).contains("Kedaluwarsa"));
    assert_eq!(counter.gateway.values().next().unwrap().1, Status::Cancelled);
    counter.prove();
}

#[test]
fn the_last_look_saves_a_payment_in_the_last_second() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::secs(599));
    counter.pay(1);
    counter.pass(Span::secs(60));
    assert!(delivered(&counter, 1));
    assert!(!counter.text(SARI).contains("kedaluwarsa"));
}

#[test]
fn a_silent_gateway_does_not_keep_units_for_ever() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 3);
    counter.gateway_down = true;
    counter.pass(Span::minutes(12));
    assert!(matches!(counter.order(1).state, State::Ended { why: End::Expired, .. }));
    counter.prove();
    counter.gateway_down = false;
    counter.pay(1);
    counter.pass(Span::hours(1));
    assert!(delivered(&counter, 1));
    counter.prove();
}

#[test]
fn late_money_gets_the_same_units_then_others_then_is_credited() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 2);
    counter.press(SARI, "Batalkan Pembelian");
    assert!(matches!(counter.order(1).state, State::Ended { why: End::Cancelled, .. }));
    let before: Vec<_> = counter.order(1).units().collect();
    counter.pay(1);
    counter.pass(Span::minutes(5));
    assert!(delivered(&counter, 1));
    assert_eq!(counter.order(1).units().collect::<Vec<_>>(), before);
    counter.prove();

    // One is left; two buyers' late money meets it.
    counter.checkout(BUDI, 1, 1);
    counter.press(BUDI, "Batalkan Pembelian");
    counter.checkout(SARI, 1, 1);
    counter.pay(3);
    counter.notify(3);
    counter.settle();
    counter.pay(2);
    counter.pass(Span::minutes(5));
    assert!(matches!(counter.order(2).state, State::Ended { why: End::Cancelled, .. }));
    let price = counter.order(2).total();
    assert!(
        matches!(counter.payment(2).state, PaymentState::Credited { received, .. } if received == price)
    );
    assert_eq!(counter.balance(BUDI), price);
    assert!(counter.text(BUDI).contains("masuk ke saldo Kakak"));
    assert!(counter.text(ADMIN).contains("Masuk ke saldo"));
    counter.prove();
}

#[test]
fn a_double_tap_opens_one_invoice() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    let first = counter.pressed(SARI, "Lanjut ke Pembayaran");
    let second = counter.pressed(SARI, "Lanjut ke Pembayaran");
    counter.try_apply(&[first.clone(), second]).unwrap();
    assert_eq!(counter.apply(first), Reply::Seen);
    counter.settle();
    assert_eq!(counter.gateway.len(), 1);
    let qrs = counter.chats[&(SARI as i64)].iter();
    assert_eq!(qrs.filter(|it| matches!(it.screen.media, Media::Qr(_))).count(), 1);
    counter.prove();
}

#[test]
fn fifty_buyers_meet_five_units() {
    let mut counter = Counter::new();
    counter.stock("Voucher", 25_000, &["1", "2", "3", "4", "5"]);
    let mut rush = Vec::new();
    for buyer in 1000..1050 {
        counter.say(buyer, "1");
        counter.press(buyer, "➕");
        counter.press(buyer, "Lanjut ke Keranjang");
        rush.push(counter.pressed(buyer, "Lanjut ke Pembayaran"));
    }
    counter.try_apply(&rush).unwrap();
    counter.settle();
    assert_eq!(counter.gateway.len(), 5);
    counter.prove();
    counter.pass(Span::minutes(15));
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    counter.prove();
}

#[test]
fn a_changed_price_is_shown_and_asked_again() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    let pay = counter.pressed(SARI, "Lanjut ke Pembayaran");
    counter.say(ADMIN, "/setprice 1|60000");
    counter.apply(pay);
    counter.settle();
    assert!(counter.gateway.is_empty());
    let cart = &counter.last(SARI).screen.html;
    assert!(cart.contains("Rp50.000") && cart.contains("Rp60.000"), "{cart}");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    assert_eq!(counter.payment(1).amount, Rupiah(60_000));
    // The frozen price holds from here on.
    counter.say(ADMIN, "/setprice 1|70000");
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(delivered(&counter, 1));
    counter.prove();
}

#[test]
fn a_gateway_that_is_down_loses_no_cart_and_keeps_no_unit() {
    let mut counter = open_shop();
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 2);
    counter.pass(Span::secs(10));
    assert!(counter.text(SARI).contains("lambat"), "{}", counter.text(SARI));
    counter.pass(Span::minutes(11));
    assert!(matches!(counter.order(1).state, State::Ended { why: End::NoInvoice, .. }));
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    counter.prove();
    counter.gateway_down = false;
    counter.press(SARI, "Coba Lagi");
    counter.by_qris(SARI);
    assert!(matches!(counter.last(SARI).screen.media, Media::Qr(_)));
    counter.prove();
}

#[test]
fn a_buyer_who_blocked_us_gets_the_goods_on_coming_back() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Stuck { .. }, .. }));
    assert!(counter.text(ADMIN).contains("TERTAHAN"));
    counter.prove();
    counter.away.clear();
    counter.say(SARI, "/start");
    assert!(delivered(&counter, 1));
    assert!(counter.text(SARI).contains("a@x|1"));
    counter.prove();
}

#[test]
fn goods_come_again_and_only_to_their_buyer() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.say(SARI, "🧾 Pesanan Saya");
    counter.press(SARI, "W-000001");
    let again = counter.pressed(SARI, "Lihat Barang Lagi");
    counter.apply(again.clone());
    counter.settle();
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], OrderId(1)), 2);
    // Somebody else's forged press of the same button.
    let Input::Update { said, .. } = again else { panic!() };
    let stolen = counter.update(BUDI, said.said);
    counter.apply(stolen);
    counter.settle();
    assert!(!counter.text(BUDI).contains("a@x"));
}

#[test]
fn a_wrong_amount_hands_out_nothing_and_is_said_loudly() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.gateway.values_mut().for_each(|it| it.0 = Rupiah(49_000));
    counter.notify(1);
    counter.settle();
    assert!(matches!(counter.order(1).state, State::Ended { why: End::WrongAmount, .. }));
    assert!(counter.text(ADMIN).contains("JUMLAH TIDAK SESUAI"));
    assert!(counter.text(SARI).contains("W-000001"));
    assert!(!counter.text(SARI).contains("a@x"));
    counter.prove();
}

#[test]
fn a_broken_courier_result_never_loops() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.notify(1);
    let ask = counter.due()[0];
    counter.carry(ask);
    let never = Outcome::Never(warung::domain::effect::Never::Late);
    assert_eq!(counter.apply(Input::Carried { effect: ask, outcome: never }), Reply::Done);
    counter.prove();
}

#[test]
fn a_full_disk_takes_no_new_order_and_finishes_the_open_ones() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.roomy = false;
    counter.checkout(BUDI, 1, 1);
    assert_eq!(counter.gateway.len(), 1);
    assert!(counter.toasts.iter().any(|it| it.contains("tidak menerima pesanan baru")));
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(delivered(&counter, 1));
}

#[test]
fn nothing_is_shown_in_groups() {
    let mut counter = open_shop();
    let Input::Update { id, mut said } = counter.update(SARI, Said::Text("/start".into())) else {
        panic!()
    };
    said.private = false;
    said.chat = warung::domain::id::ChatId(-100);
    counter.apply(Input::Update { id, said });
    assert!(counter.due().is_empty());
}
