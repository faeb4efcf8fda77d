//! What makes a shop pleasant: a way to a person, deadlines that say how long there is, figures of
//! today, a way back.

use warung::chat::incoming::Said;
use warung::domain::id::CustomerId;
use warung::domain::message::{Button, Keys, Press};
use warung::domain::shop::Shop;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, memory, shop};

const CONTACT: &str = "💬 Hubungi Admin";

fn buttons(counter: &Counter, person: u64) -> Vec<Button> {
    match &counter.last(person).screen.keys {
        Keys::Inline(rows) => rows.iter().flatten().cloned().collect(),
        _ => Vec::new(),
    }
}

/// Where the button to a person leads, if there is one under the last message.
fn contact(counter: &Counter, person: u64) -> Option<String> {
    let found = buttons(counter, person).into_iter().find(|button| button.label == CONTACT)?;
    match found.does {
        Press::Url(url) => Some(url),
        Press::Data(data) => panic!("no link: {data}"),
    }
}

fn send(counter: &mut Counter, person: u64, said: Said) {
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// Somebody who has a name in Telegram says hello.
fn greet_as(counter: &mut Counter, person: u64, username: &str) {
    let update = counter.update(person, Said::Text("/start".into()));
    let Input::Update { id, mut said } = update else { unreachable!("an update is an update") };
    said.from.username = Some(username.to_owned());
    assert_eq!(counter.apply(Input::Update { id, said }), Reply::Done);
    counter.settle();
}

fn html(counter: &Counter, person: u64) -> &str {
    &counter.last(person).screen.html
}

#[test]
fn every_dead_end_leads_to_a_person() {
    let shop = Shop { owners: vec![CustomerId(OWNER)], ..shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.stock("Netflix", 50_000, &["a", "b"]);
    counter.say(SARI, "ℹ️ Informasi");
    assert_eq!(contact(&counter, SARI), None, "nobody can be found");
    greet_as(&mut counter, OWNER, "tokosari");
    let leads = |counter: &Counter, person: u64, place: &str| {
        let found = contact(counter, person);
        assert_eq!(found.as_deref(), Some("https://t.me/tokosari"), "{place}");
    };
    for typed in ["ℹ️ Informasi", "📘 Cara Order", "/tidakada", "99"] {
        counter.say(SARI, typed);
        leads(&counter, SARI, typed);
    }
    send(&mut counter, SARI, Said::Other("sticker".into()));
    leads(&counter, SARI, "a sticker");
    counter.checkout(SARI, 1, 1);
    assert_eq!(contact(&counter, SARI), None, "what is to be done is plain");
    counter.pass(Span::minutes(11));
    leads(&counter, SARI, "an invoice that is over");
    counter.say(SARI, "/pesanan");
    counter.press(SARI, "Lihat W-000001");
    leads(&counter, SARI, "an order");
    // The staff do not ask themselves.
    counter.say(ADMIN, "/tidakada");
    assert_eq!(contact(&counter, ADMIN), None);
    counter.prove();
}

#[test]
fn a_deadline_says_how_long_there_is() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    counter.checkout(SARI, 1, 1);
    let caption = html(&counter, SARI).to_owned();
    assert!(caption.contains("Sebelum: <b>14.15 WIB (10 menit lagi)</b>"), "{caption}");
    let same_phone = "Bayar dari HP ini? Simpan gambarnya, buka m-banking/e-wallet → Scan → Galeri";
    assert!(caption.contains(same_phone), "{caption}");
    assert!(caption.contains("Total bayar: <code>Rp50.310</code> (harus pas)"), "{caption}");
    counter.pass(Span::minutes(4));
    counter.say(SARI, "/pesanan");
    counter.press(SARI, "📦 Lihat W-000001");
    let order = html(&counter, SARI);
    assert!(order.contains("sampai <b>14.15 WIB (6 menit lagi)</b>"), "{order}");
}

#[test]
fn what_was_paid_says_the_fee_that_was_in_it() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let text = counter.text(SARI);
    let row = "💠 Dibayar via QRIS: <b>Rp50.310</b> (termasuk biaya layanan Rp310)";
    assert!(text.contains(row), "{text}");
    assert!(buttons(&counter, SARI).iter().any(|it| it.label == "📦 Lihat pesanan"));
    // Money that comes after the end says the same.
    counter.stock("Spotify", 20_000, &["b"]);
    counter.checkout(BUDI, 2, 1);
    counter.pass(Span::minutes(11));
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    let text = counter.text(BUDI);
    let row = "💠 Dibayar via QRIS: <b>Rp20.310</b> (termasuk biaya layanan Rp310)";
    assert!(text.contains(row), "{text}");
    counter.prove();
}

#[test]
fn under_todays_date_stand_todays_figures() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a", "b", "c"]);
    let buy = |counter: &mut Counter, order: u64| {
        counter.checkout(SARI, 1, 1);
        counter.pay(order);
        counter.notify(order);
        counter.settle();
    };
    let home = |counter: &mut Counter| counter.say(ADMIN, "/admin").screen.html.clone();
    let first = home(&mut counter);
    assert!(first.contains("Hari ini: <b>0</b> pesanan · <b>Rp0</b>"), "{first}");
    buy(&mut counter, 1);
    buy(&mut counter, 2);
    let busy = home(&mut counter);
    assert!(busy.contains("22 November 2026"), "{busy}");
    assert!(busy.contains("Hari ini: <b>2</b> pesanan · <b>Rp100.000</b>"), "{busy}");
    assert!(busy.contains("✅ Semua beres") && !busy.contains("🚨"), "{busy}");
    assert!(buttons(&counter, ADMIN).iter().all(|it| !it.label.contains("🚨")));
    // Midnight by the shop's clock.
    counter.pass(Span::hours(10));
    buy(&mut counter, 3);
    let next = home(&mut counter);
    assert!(next.contains("23 November 2026"), "{next}");
    assert!(next.contains("Hari ini: <b>1</b> pesanan · <b>Rp50.000</b>"), "{next}");
    counter.away.push(BUDI as i64);
    counter.stock("Spotify", 20_000, &["x"]);
    counter.prove();
}

#[test]
fn what_is_late_is_an_alarm_and_nothing_is_none() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let home = counter.say(ADMIN, "/admin").screen.html.clone();
    assert!(home.contains("🚨 Lunas, belum terkirim: <b>1</b>"), "{home}");
    assert!(buttons(&counter, ADMIN).iter().any(|it| it.label == "🚨 Lunas, belum terkirim (1)"));
}

#[test]
fn what_is_cancelled_has_a_way_back() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    counter.press(SARI, "❌ Batal");
    assert!(html(&counter, SARI).contains("Dibatalkan"));
    assert!(counter.press(SARI, "⬅️ Kembali").screen.html.contains("Stok tersedia"));
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "➕ Tambah Produk");
    counter.say(ADMIN, "/batal");
    assert!(html(&counter, ADMIN).contains("Dibatalkan"));
    assert!(counter.press(ADMIN, "⬅️ Kembali").screen.html.contains("Kelola Produk"));
    // Nothing was open: the way home.
    counter.say(SARI, "/batal");
    assert!(counter.press(SARI, "🏠 Menu Utama").screen.html.contains("Selamat datang"));
}

#[test]
fn money_is_typed_as_people_type_it_wherever_it_is_typed() {
    let mut counter = Counter::new();
    assert!(counter.say(ADMIN, "/add -|Netflix|-|50rb|-").screen.html.contains("Rp50.000"));
    assert!(counter.say(ADMIN, "/setprice 1|Rp 45.000,-").screen.html.contains("Rp45.000"));
    assert!(counter.say(ADMIN, "/kupon HEMAT|5k|1,5jt|-|-|-").screen.html.contains("Rp1.500.000"));
    counter.say(SARI, "/start");
    counter.say(ADMIN, &format!("/transfer {SARI}|1jt|tunai"));
    counter.press(ADMIN, "Ya, Catat");
    assert_eq!(counter.balance(SARI).0, 1_000_000);
    counter.say(ADMIN, &format!("/editsaldo {SARI}|-250rb|salah"));
    counter.press(ADMIN, "Ya, Catat");
    assert_eq!(counter.balance(SARI).0, 750_000);
    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "✏️ Ketik Jumlah");
    counter.say(SARI, "banyak");
    assert!(html(&counter, SARI).contains("Jumlah “banyak” tidak dikenali"));
    counter.say(SARI, "75rb");
    assert!(html(&counter, SARI).contains("Rp75.310"), "{}", html(&counter, SARI));
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Minimal deposit");
    counter.press(ADMIN, "Ubah");
    assert!(counter.say(ADMIN, "25k").screen.html.contains("Sekarang: <b>Rp25.000</b>"));
    let told = counter.say(ADMIN, "/setprice 1|mahal").screen.html.clone();
    assert!(told.contains("Harga “mahal” tidak dikenali"), "{told}");
}
