//! Conversations in several steps: back, put right, double taps and buttons of earlier questions.

use warung::chat::incoming::Said;
use warung::domain::coupon::Coupon;
use warung::domain::id::CustomerId;
use warung::domain::message::MessageRef;
use warung::domain::money::Rupiah;
use warung::domain::order::RefundTo;
use warung::domain::product::Product;
use warung::domain::staff::{Member, Role};
use warung::domain::time::Timestamp;
use warung::engine::input::{Input, Reply};
use warung::store::read::Read;

use crate::counter::{ADMIN, Counter, SARI};

const OLD: &str = "sudah tidak berlaku";

fn tap(counter: &mut Counter, person: u64, (message, data): &(MessageRef, String)) {
    let said =
        Said::Button { callback: "call".into(), message: Some(*message), data: data.clone() };
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

fn asked(counter: &Counter, words: &str) {
    let html = &counter.last(ADMIN).screen.html;
    assert!(html.contains(words), "{words}: {html}");
}

fn begin(counter: &mut Counter, way: [&str; 2]) {
    counter.say(ADMIN, "/admin");
    for label in way {
        counter.press(ADMIN, label);
    }
}

fn coupons(counter: &Counter) -> Vec<Coupon> {
    counter.core.store().snap().unwrap().all(0, 10).unwrap()
}

fn products(counter: &Counter) -> Vec<Product> {
    counter.core.store().snap().unwrap().all(0, 10).unwrap()
}

/// To the question when a new coupon ends.
fn coupon_period(counter: &mut Counter) {
    begin(counter, ["Kelola Voucher", "Buat Kupon"]);
    counter.say(ADMIN, "HEMAT");
    counter.say(ADMIN, "10%");
    counter.press(ADMIN, "Semua Produk");
}

#[test]
fn a_double_tap_on_skip_passes_one_question_over() {
    let mut counter = Counter::new();
    coupon_period(&mut counter);
    let skip = counter.button(ADMIN, "Lewati");
    tap(&mut counter, ADMIN, &skip);
    asked(&counter, "Berlaku sampai kapan");
    tap(&mut counter, ADMIN, &skip);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    asked(&counter, "Berlaku sampai kapan");
    // So the coupon gets the end that its maker types.
    counter.say(ADMIN, "31-12-2030");
    for label in ["Lewati", "1x", "Semua", "Simpan"] {
        counter.press(ADMIN, label);
    }
    assert!(coupons(&counter)[0].conditions.period.last().is_some());
    counter.prove();
}

#[test]
fn an_amount_of_an_earlier_question_answers_no_other() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    counter.checkout(SARI, 1, 2);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.say(ADMIN, "/order W-000001");
    counter.press(ADMIN, "Refund");
    counter.press(ADMIN, "Seluruh");
    let all = counter.button(ADMIN, "Semua Rp");
    counter.say(ADMIN, "20000");
    let balance = counter.button(ADMIN, "Saldo pembeli");
    tap(&mut counter, ADMIN, &all);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    tap(&mut counter, ADMIN, &balance);
    // The purse of the question before is no reason.
    tap(&mut counter, ADMIN, &balance);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    counter.say(ADMIN, "Rusak satu");
    // The amount was a slip, and is put right on the card. The card before confirms nothing.
    let slip = counter.button(ADMIN, "✅ Refund");
    counter.press(ADMIN, "✏️ Nominal");
    counter.say(ADMIN, "25000");
    tap(&mut counter, ADMIN, &slip);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    assert!(counter.order(1).refunds.is_empty());
    counter.press(ADMIN, "✅ Refund");
    let refund = &counter.order(1).refunds[0];
    assert_eq!((refund.amount, refund.to), (Rupiah(25_000), RefundTo::Balance));
    assert_eq!(counter.balance(SARI), Rupiah(25_000));
    counter.prove();
}

#[test]
fn a_slip_is_put_right_on_the_card_and_nothing_else_is_asked_again() {
    let mut counter = Counter::new();
    begin(&mut counter, ["Kelola Produk", "Tambah Produk"]);
    counter.say(ADMIN, "Netflix");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    counter.press(ADMIN, "Lewati");
    asked(&counter, "Rp5.000");
    counter.press(ADMIN, "✏️ Harga");
    // What is no price is told with the question, and can be left as it was.
    counter.say(ADMIN, "murah");
    asked(&counter, "murah");
    asked(&counter, "Ketik harganya");
    counter.press(ADMIN, "Kembali");
    asked(&counter, "Rp5.000");
    counter.press(ADMIN, "✏️ Harga");
    counter.say(ADMIN, "50000");
    asked(&counter, "Rp50.000");
    counter.press(ADMIN, "✏️ Nama");
    counter.say(ADMIN, "Netflix 1 bulan");
    counter.press(ADMIN, "Simpan");
    let made = products(&counter);
    assert_eq!((made.len(), made[0].price), (1, Rupiah(50_000)));
    assert_eq!(made[0].name.as_str(), "Netflix 1 bulan");
}

#[test]
fn back_leads_to_the_question_before() {
    let mut counter = Counter::new();
    begin(&mut counter, ["Kelola Produk", "Tambah Produk"]);
    counter.say(ADMIN, "Netflix");
    asked(&counter, "Ketik harganya");
    let back = counter.button(ADMIN, "Kembali");
    tap(&mut counter, ADMIN, &back);
    asked(&counter, "nama produk");
    // A second tap is no answer to the question before it.
    tap(&mut counter, ADMIN, &back);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    counter.say(ADMIN, "Spotify");
    counter.say(ADMIN, "15000");
    counter.press(ADMIN, "Lewati");
    counter.press(ADMIN, "Lewati");
    counter.press(ADMIN, "Kembali");
    counter.say(ADMIN, "Keluarga");
    counter.press(ADMIN, "Simpan");
    let made = products(&counter);
    assert_eq!((made[0].name.as_str(), made[0].price), ("Spotify", Rupiah(15_000)));
    assert_eq!(made[0].description.as_str(), "Keluarga");
}

#[test]
fn a_skip_after_going_back_means_a_skip() {
    let mut counter = Counter::new();
    coupon_period(&mut counter);
    counter.say(ADMIN, "100000");
    counter.press(ADMIN, "Kembali");
    counter.press(ADMIN, "Lewati");
    for label in ["Lewati", "Lewati", "1x", "Semua", "Simpan"] {
        counter.press(ADMIN, label);
    }
    assert_eq!(coupons(&counter)[0].conditions.minimum, Rupiah::ZERO);
}

#[test]
fn a_reason_put_right_gives_no_money_back_a_second_time() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    counter.checkout(SARI, 1, 2);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let colleague = 78;
    let Reply::Code(code) = counter.apply(Input::Pair(Role::Admin)) else { panic!("no code") };
    counter.say(colleague, &format!("/claim {code}"));
    for person in [ADMIN, colleague] {
        counter.say(person, "/order W-000001");
        counter.press(person, "Refund");
        counter.press(person, "Seluruh");
        counter.say(person, "20000");
        counter.press(person, "Saldo pembeli");
        counter.say(person, "Rusak satu");
    }
    counter.press(colleague, "✅ Refund");
    counter.press(ADMIN, "✏️ Alasan");
    counter.say(ADMIN, "Rusak satu akun");
    counter.press(ADMIN, "✅ Refund");
    assert_eq!(counter.order(1).refunds.len(), 1);
    assert_eq!(counter.balance(SARI), Rupiah(20_000));
    counter.prove();
}

#[test]
fn the_no_of_an_earlier_question_ends_no_other() {
    let mut counter = Counter::new();
    begin(&mut counter, ["Kelola Produk", "Tambah Produk"]);
    let no = counter.button(ADMIN, "Batal");
    counter.say(ADMIN, "Netflix");
    tap(&mut counter, ADMIN, &no);
    assert!(counter.toasts.last().unwrap().contains(OLD));
    asked(&counter, "Ketik harganya");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Batal");
    asked(&counter, "Dibatalkan");
}

fn member(id: u64, role: Role) -> Member {
    Member { id: CustomerId(id), role, since: Timestamp(1), by: None }
}

/// Roles that are not given out yet are held to their rights all the same.
#[test]
fn who_loses_the_right_in_the_middle_of_it_goes_no_further() {
    let mut counter = Counter::new();
    let keeper = 77;
    counter.say(keeper, "/start");
    crate::damage::tamper(&counter, &member(keeper, Role::Admin));
    counter.say(keeper, "/admin");
    counter.press(keeper, "Kelola Voucher");
    counter.press(keeper, "Buat Kupon");
    crate::damage::tamper(&counter, &member(keeper, Role::StockKeeper));
    counter.say(keeper, "HEMAT");
    let told = &counter.last(keeper).screen.html;
    assert!(told.contains("bukan bagian dari tugas Kakak"), "{told}");
    assert!(coupons(&counter).is_empty());
}

/// What is no answer to a question is told what would be one, whichever conversation it is.
#[test]
fn a_wrong_answer_hears_what_is_expected() {
    let mut counter = Counter::new();
    let photo = |counter: &mut Counter| {
        let said = Said::Photo { file: "foto".into(), caption: String::new() };
        let update = counter.update(ADMIN, said);
        counter.apply(update);
        counter.settle();
    };
    begin(&mut counter, ["Kelola Produk", "Tambah Produk"]);
    counter.say(ADMIN, "Netflix");
    photo(&mut counter);
    asked(&counter, "Di langkah ini ketik jawabannya sebagai teks.");
    asked(&counter, "Ketik harganya");
    counter.say(ADMIN, "50000");
    photo(&mut counter);
    asked(&counter, "ketik nama kategori baru");
    counter.press(ADMIN, "Lewati");
    photo(&mut counter);
    asked(&counter, "Di langkah ini ketik jawabannya sebagai teks.");
    counter.press(ADMIN, "Lewati");
    counter.say(ADMIN, "iya");
    asked(&counter, "Tekan <b>✅ Simpan</b> kalau sudah benar.");
    asked(&counter, "Sudah benar?");
    assert_eq!(products(&counter).len(), 0);
    counter.press(ADMIN, "Simpan");
    asked(&counter, "tersimpan. Mau pasang foto?");
    counter.say(ADMIN, "nanti saja");
    asked(&counter, "Kirim satu foto, bukan teks atau berkas.");
    asked(&counter, "tekan <b>⏭️ Lewati</b>");
    assert_eq!(products(&counter).len(), 1);
    counter.prove();
}
