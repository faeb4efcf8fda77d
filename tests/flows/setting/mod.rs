//! Settings: the list, a card for each, whatever is typed, history and the way back, two at once,
//! and each in force at once.

mod digest;
mod force;
mod group;

use warung::chat::action::SettingPress;
use warung::chat::choice::Fingerprint;
use warung::chat::incoming::Said;
use warung::chat::staff::setting::Wish;
use warung::domain::id::CustomerId;
use warung::domain::money::Rupiah;
use warung::domain::revision::Revision;
use warung::domain::settings::{Hours, Own, Setting, Settings};
use warung::domain::shop::Shop;
use warung::engine::input::Reply;
use warung::shop::settings::settings;
use warung::store::read::Read;

use crate::counter::{ADMIN, Counter, OWNER, SARI, memory, shop};
use crate::desk::{RINA, desk, html, labels, tap};

pub fn now(counter: &Counter) -> Settings {
    settings(&counter.core.store().snap().unwrap()).unwrap()
}

pub fn changes(counter: &Counter) -> Vec<Revision> {
    let all: Vec<Revision> = counter.core.store().snap().unwrap().all(0, 9_999).unwrap();
    let of_settings = |it: &Revision| it.what.to_string().starts_with("setting");
    all.into_iter().filter(of_settings).collect()
}

/// To a setting's card, by the list.
pub fn open(counter: &mut Counter, person: u64, name: &str) {
    counter.say(person, "/admin");
    counter.press(person, "Pengaturan");
    counter.press(person, name);
}

/// To its question.
pub fn ask(counter: &mut Counter, person: u64, name: &str) {
    open(counter, person, name);
    counter.press(person, "✏️ Ubah");
}

pub fn has(counter: &Counter, person: u64, words: &str) {
    let shown = html(counter, person);
    assert!(shown.contains(words), "{words:?} in {shown}");
}

#[test]
fn the_list_has_each_setting_and_each_card_its_reason() {
    let mut counter = desk();
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    for group in ["Pesanan", "Uang", "Pembeli", "Staf", "Teknis"] {
        has(&counter, ADMIN, group);
    }
    let known = Setting::ALL.into_iter().filter(|it| it.is_for_people()).count();
    let shown = labels(&counter, ADMIN);
    assert_eq!(shown.len(), known + 2, "each, the operator's file and the way back: {shown:?}");
    for name in &shown[..known] {
        open(&mut counter, ADMIN, name);
        for words in ["Sekarang: ", "Bawaan"] {
            has(&counter, ADMIN, words);
        }
        assert!(html(&counter, ADMIN).lines().nth(1).unwrap().ends_with('.'), "{name}");
        assert_eq!(labels(&counter, ADMIN).last().unwrap(), "⬅️ Kembali");
    }
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Diatur di server");
    has(&counter, ADMIN, "Toko Sari");
    has(&counter, ADMIN, "Asia/Jakarta");
    assert_eq!(changes(&counter).len(), 0, "looking changes nothing");
    counter.prove();
}

#[test]
fn what_only_the_file_says_is_shown_with_where_to_change_it() {
    let file = "/etc/warung/toko-sari.toml".to_owned();
    let mut counter = Counter::over(memory(), Shop { file, ..shop() });
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Diatur di server");
    has(&counter, ADMIN, "<code>/etc/warung/toko-sari.toml</code>");
    has(&counter, ADMIN, "<code>warung setup toko-sari</code>");
}

#[test]
fn a_change_counts_at_once_and_is_taken_back_by_one_tap() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "Batas waktu bayar");
    counter.say(ADMIN, "45");
    has(&counter, ADMIN, "Sekarang: <b>45 menit</b>");
    assert_eq!(now(&counter).invoice_minutes, Own::Shop(45));
    counter.press(ADMIN, "↩️ Urungkan");
    has(&counter, ADMIN, "Sekarang: <b>10 menit</b>");
    has(&counter, ADMIN, "Sudah diurungkan");
    assert_eq!(now(&counter), Settings::default());
    // That too is taken back.
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(now(&counter).invoice_minutes, Own::Shop(45));
    // What comes back is said before.
    counter.press(ADMIN, "♻️ Bawaan: 10 menit");
    assert_eq!(now(&counter), Settings::default());
    assert!(!labels(&counter, ADMIN).iter().any(|label| label.starts_with("♻️ Bawaan")));
    counter.prove();
}

#[test]
fn one_tap_goes_back_to_any_value_it_had() {
    let mut counter = desk();
    for (person, text) in [(ADMIN, "20"), (RINA, "30rb"), (ADMIN, "30")] {
        ask(&mut counter, person, "Batas waktu bayar");
        counter.say(person, text);
        counter.say(person, "❌ Batal");
    }
    open(&mut counter, RINA, "Batas waktu bayar");
    counter.press(RINA, "🕘 Riwayat");
    has(&counter, RINA, "20 menit");
    has(&counter, RINA, "22 November 2026");
    assert_eq!(labels(&counter, RINA), ["↩️ 20 menit", "⬅️ Kembali"]);
    counter.press(RINA, "↩️ 20 menit");
    has(&counter, RINA, "Sekarang: <b>20 menit</b>");
    assert_eq!(now(&counter).invoice_minutes, Own::Shop(20));
    // A history of many has pages.
    for minutes in 1..=30 {
        ask(&mut counter, ADMIN, "Batas waktu bayar");
        counter.say(ADMIN, &minutes.to_string());
    }
    open(&mut counter, ADMIN, "Batas waktu bayar");
    counter.press(ADMIN, "🕘 Riwayat");
    counter.press(ADMIN, "➡️");
    has(&counter, ADMIN, "Riwayat");
    counter.prove();
}

#[test]
fn whoever_sees_something_old_sees_what_it_is_and_is_asked_again() {
    let mut counter = desk();
    open(&mut counter, ADMIN, "Maks. invoice belum dibayar");
    let old = counter.pressed(ADMIN, "4");
    open(&mut counter, RINA, "Maks. invoice belum dibayar");
    counter.press(RINA, "3");
    assert_eq!(counter.apply(old), Reply::Done);
    counter.settle();
    has(&counter, ADMIN, "Baru saja diubah Orang: <b>1</b> → <b>3</b>");
    assert_eq!(now(&counter).open_invoices_max, 3);
    counter.press(ADMIN, "4");
    assert_eq!(now(&counter).open_invoices_max, 4);
    // A question is the same.
    ask(&mut counter, ADMIN, "Minimal deposit");
    ask(&mut counter, RINA, "Minimal deposit");
    counter.say(RINA, "15rb");
    counter.say(ADMIN, "20rb");
    has(&counter, ADMIN, "Sementara itu");
    has(&counter, ADMIN, "Sekarang: <b>Rp15.000</b>");
    assert_eq!(now(&counter).deposit_min, Rupiah(15_000));
    counter.say(ADMIN, "20rb");
    assert_eq!(now(&counter).deposit_min, Rupiah(20_000));
    // What has been changed since is not taken back.
    let undo = counter.pressed(ADMIN, "↩️ Urungkan");
    ask(&mut counter, RINA, "Minimal deposit");
    counter.say(RINA, "25rb");
    counter.apply(undo);
    counter.settle();
    assert_eq!(now(&counter).deposit_min, Rupiah(25_000));
    assert!(counter.toasts.last().unwrap().contains("tidak diurungkan"), "{:?}", counter.toasts);
    counter.prove();
}

/// What nobody should be able to make of a setting.
fn odd() -> Vec<Said> {
    let text = |text: &str| Said::Text(text.to_owned());
    let mut odd: Vec<Said> =
        ["", "   ", "<b>&\"{ $x }", "😀", "\u{202e}\u{5e9}\u{5dc}", "\u{200b}", "{\"a\":1}"]
            .map(text)
            .into();
    odd.push(text(&"x".repeat(4096)));
    odd.push(Said::Photo { file: "foto".into(), caption: String::new() });
    odd.push(Said::Other("sticker".into()));
    odd.push(Said::Edited);
    odd
}

#[test]
fn nothing_odd_becomes_a_setting_and_nothing_is_lost() {
    let known = Setting::ALL.into_iter().filter(|it| it.is_for_people());
    for which in known.filter(|it| *it != Setting::TransferAccount) {
        let mut counter = desk();
        tap(&mut counter, ADMIN, SettingPress::Edit(which));
        for said in odd() {
            let update = counter.update(ADMIN, said.clone());
            assert_eq!(counter.apply(update), Reply::Done, "{which:?} {:?}", said.kind());
            counter.settle();
            assert_eq!(now(&counter), Settings::default(), "{which:?} {:?}", said.kind());
        }
        // A key of the keyboard leaves it, and is no answer.
        counter.say(ADMIN, "🛍️ Semua Produk");
        counter.say(ADMIN, "5");
        assert_eq!(changes(&counter).len(), 0, "{which:?}");
        tap(&mut counter, ADMIN, SettingPress::Edit(which));
        counter.say(ADMIN, "❌ Batal");
        counter.say(ADMIN, "/start");
        assert_eq!(changes(&counter).len(), 0, "{which:?}");
        counter.prove();
    }
}

#[test]
fn bounds_are_told_and_money_is_read_as_people_write_it() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "Minimal deposit");
    has(&counter, ADMIN, "dari Rp500 sampai Rp10.000.000");
    for text in ["499", "10.000.001", "1.5", "-5", "lima"] {
        counter.say(ADMIN, text);
        assert_eq!(now(&counter).deposit_min, Rupiah(10_000), "{text}");
    }
    counter.say(ADMIN, "Rp 25.000,-");
    assert_eq!(now(&counter).deposit_min, Rupiah(25_000));
    ask(&mut counter, ADMIN, "Maksimal deposit");
    counter.say(ADMIN, "24rb");
    has(&counter, ADMIN, "Rp25.000");
    counter.say(ADMIN, "1,5jt");
    assert_eq!(now(&counter).deposit_max, Rupiah(1_500_000));
    for (name, bad, good) in [
        ("Batas waktu bayar", "1441", "1440"),
        ("Batas stok menipis", "1001", "0"),
        ("Kecepatan kirim", "0", "25"),
        ("Jam tenang", "22-22", "22-6"),
        ("Ringkasan harian", "24", "7"),
        ("Kontak untuk pembeli", "0812", "@tokosari"),
        ("Rumus refund", "30 0", "30 100 80"),
    ] {
        ask(&mut counter, ADMIN, name);
        let before = changes(&counter).len();
        counter.say(ADMIN, bad);
        assert_eq!(changes(&counter).len(), before, "{name} {bad}");
        counter.say(ADMIN, good);
        assert_eq!(changes(&counter).len(), before + 1, "{name} {good}");
    }
    let settings = now(&counter);
    assert_eq!(settings.quiet_hours, Some(Hours { from: 22, to: 6 }));
    assert_eq!(settings.digest_hour, Some(7));
    ask(&mut counter, ADMIN, "Jam tenang");
    counter.press(ADMIN, "🚫 Matikan");
    assert_eq!(now(&counter).quiet_hours, None);
    counter.prove();
}

#[test]
fn how_far_a_cashier_goes_is_the_owners_to_say() {
    let shop = Shop { owners: vec![CustomerId(OWNER)], ..shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    assert!(!labels(&counter, ADMIN).iter().any(|it| it.contains("kasir")));
    let which = Setting::CashierRefund;
    tap(&mut counter, ADMIN, SettingPress::Of(which));
    tap(&mut counter, ADMIN, SettingPress::Edit(which));
    counter.say(ADMIN, "1");
    let to = SettingPress::To { which, wish: Wish::Default, seen: Fingerprint(0) };
    tap(&mut counter, ADMIN, to);
    assert_eq!(changes(&counter).len(), 0);
    ask(&mut counter, OWNER, "Batas refund kasir");
    counter.say(OWNER, "0");
    assert_eq!(now(&counter).cashier_refund, Rupiah::ZERO);
    for person in [SARI, 999] {
        counter.say(person, "/start");
        let before = counter.text(person);
        tap(&mut counter, person, SettingPress::Edit(which));
        tap(&mut counter, person, SettingPress::Card);
        counter.say(person, "5");
        assert!(counter.text(person).starts_with(&before));
    }
    assert_eq!(changes(&counter).len(), 1);
    counter.prove();
}

#[test]
fn owners_hear_of_settings_of_money_in_one_line() {
    let shop = Shop { owners: vec![CustomerId(OWNER)], ..shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.say(OWNER, "/start");
    let told = |counter: &Counter| counter.text(OWNER).matches("mengubah").count();
    ask(&mut counter, ADMIN, "Minimal deposit");
    counter.say(ADMIN, "15000");
    let line = html(&counter, OWNER);
    assert_eq!(line.lines().count(), 1, "{line}");
    for words in ["Orang", "Minimal deposit", "Rp10.000 → <b>Rp15.000</b>"] {
        assert!(line.contains(words), "{words} in {line}");
    }
    assert_eq!(told(&counter), 1);
    // What moves no money is none of it.
    ask(&mut counter, ADMIN, "Batas waktu bayar");
    counter.say(ADMIN, "15");
    assert_eq!(told(&counter), 1);
    // Who did it knows.
    ask(&mut counter, OWNER, "Rumus refund");
    counter.say(OWNER, "10 50");
    assert_eq!(told(&counter), 1);
    // An owner who cannot be reached hears of it when they come back.
    counter.away.push(OWNER as i64);
    ask(&mut counter, ADMIN, "Maksimal deposit");
    counter.say(ADMIN, "2jt");
    assert_eq!(told(&counter), 1);
    counter.away.clear();
    counter.say(OWNER, "/start");
    assert!(counter.text(OWNER).contains("Rp2.000.000"), "{}", counter.text(OWNER));
    counter.prove();
}

#[test]
fn old_buttons_lead_to_their_setting_and_change_nothing() {
    use warung::shop::deposit::Bound;
    let mut counter = desk();
    for (press, name) in [
        (SettingPress::ToggleSoldOut, "Produk habis"),
        (SettingPress::ToggleKeyboard, "Tombol menu"),
        (SettingPress::OpenInvoices, "Maks. invoice"),
        (SettingPress::DepositBound(Bound::Most), "Maksimal deposit"),
        (SettingPress::TransferAccount, "Transfer manual"),
        (SettingPress::RefundFormula, "Rumus refund"),
    ] {
        tap(&mut counter, ADMIN, press);
        has(&counter, ADMIN, name);
        has(&counter, ADMIN, "Sekarang");
    }
    assert_eq!(changes(&counter).len(), 0);
}
