//! Each kind is told of by its own words: what is asked before it is sold, what it needs next, and
//! whether its goods go out by themselves.

use warung::chat::action::{ProductPress, StockPress, WordingPress};
use warung::chat::incoming::{Incoming, Said};
use warung::chat::staff::product::{KindField, KindPick};
use warung::domain::customer::Person;
use warung::domain::id::ProductId;
use warung::domain::product::{Kind, Terms};
use warung::domain::shop::Language;
use warung::domain::time::Span;
use warung::domain::wording::{TEXTS, WordingId};
use warung::engine::input::Input;

use super::{bought, of, offers, paid, product, said, set};
use crate::counter::{ADMIN, Counter, SARI};
use crate::gallery::shop::{make, press};

const PRODUCT: ProductId = ProductId(1);

fn choose(counter: &mut Counter) {
    press(counter, ADMIN, ProductPress::SetKind(PRODUCT, KindPick::Manual));
}

#[test]
fn what_is_done_by_hand_is_sold_when_its_promise_is_known() {
    let mut counter = Counter::new();
    counter.stock("Undangan", 10_000, &[]);
    choose(&mut counter);
    assert!(said(&counter).contains("(1 dari 2)"), "{}", said(&counter));
    for text in ["sebentar", "2", "31 hari"] {
        counter.say(ADMIN, text);
        assert!(said(&counter).contains("paling lama 30 hari"), "{}", said(&counter));
    }
    counter.say(ADMIN, "2 jam");
    assert!(said(&counter).contains("selesai dalam <b>2 jam</b>"), "{}", said(&counter));
    assert_eq!(product(&counter, 1).kind, Kind::default());
    counter.say(SARI, "1");
    assert!(!counter.shows(SARI, "⚡ Beli Sekarang"), "{}", counter.text(SARI));
    counter.say(ADMIN, "Email yang diundang?");
    let terms = Terms { within: Span::hours(2), question: Some("Email yang diundang?".into()) };
    assert_eq!(product(&counter, 1).kind, Kind::Manual { quota: None, terms });
    counter.say(SARI, "1");
    assert!(counter.shows(SARI, "⚡ Beli Sekarang"), "{}", counter.text(SARI));
    // One act, taken back as any.
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).kind, Kind::default());
    counter.prove();
}

#[test]
fn whoever_leaves_on_the_way_has_changed_nothing() {
    let mut counter = Counter::new();
    counter.stock("Undangan", 10_000, &[]);
    for leave in ["❌ Batal", "/start"] {
        choose(&mut counter);
        counter.press(ADMIN, "⏱️ 1 hari");
        counter.say(ADMIN, leave);
        assert_eq!(product(&counter, 1).kind, Kind::default());
    }
    // Back to the promise, and on without a question.
    choose(&mut counter);
    counter.press(ADMIN, "⏱️ 1 hari");
    counter.press(ADMIN, "⬅️ Kembali");
    counter.say(ADMIN, "30 menit");
    counter.press(ADMIN, "🚫 Tanpa Pertanyaan");
    let terms = Terms { within: Span::minutes(30), question: None };
    assert_eq!(product(&counter, 1).kind, Kind::Manual { quota: None, terms });
    // Chosen once more, it stays as it is.
    choose(&mut counter);
    assert!(said(&counter).contains("30 menit"), "{}", said(&counter));
    counter.prove();
}

#[test]
fn what_stands_in_the_way_is_told_before_anything_is_asked() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a@x|1"]);
    choose(&mut counter);
    assert!(said(&counter).contains("masih ada <b>1</b> unit"), "{}", said(&counter));
    counter.prove();
}

/// Two of the staff at once: the slower one takes nothing away.
#[test]
fn a_promise_that_somebody_else_has_made_meanwhile_holds() {
    let mut counter = Counter::new();
    counter.stock("Undangan", 10_000, &[]);
    choose(&mut counter);
    counter.press(ADMIN, "⏱️ 1 hari");
    let slow = counter.pressed(ADMIN, "🚫 Tanpa Pertanyaan");
    let other = crate::gallery::shop::member(warung::domain::staff::Role::Admin);
    counter.say(other, "/start");
    crate::gallery::shop::join(&counter, other, warung::domain::staff::Role::Admin);
    press(&mut counter, other, ProductPress::SetKind(PRODUCT, KindPick::Manual));
    counter.say(other, "2 jam");
    counter.press(other, "🚫 Tanpa Pertanyaan");
    counter.apply(slow);
    counter.settle();
    let Kind::Manual { terms, .. } = product(&counter, 1).kind else { panic!("by hand") };
    assert_eq!(terms.within, Span::hours(2));
    counter.prove();
}

#[test]
fn no_limit_is_said_in_words() {
    let mut counter = of(KindPick::Manual);
    assert!(
        said(&counter).contains("Masih bisa terjual: <b>tanpa batas</b>"),
        "{}",
        said(&counter)
    );
    press(&mut counter, ADMIN, ProductPress::EditKind(PRODUCT, KindField::Quota));
    assert!(said(&counter).contains("sekarang: <b>tanpa batas</b>"), "{}", said(&counter));
    counter.say(SARI, "🏷️ Cek Stok");
    let text = counter.last(SARI).screen.html.clone();
    assert!(text.contains("➜ <b>tanpa batas</b>") && !text.contains("batasx"), "{text}");
    // In the seller's own words too, and where they look at them.
    let text = TEXTS.iter().find(|text| text.key == "product-card").unwrap().number;
    let id = WordingId { text, language: Language::INDONESIAN };
    press(&mut counter, ADMIN, WordingPress::Edit(id));
    counter.say(ADMIN, "{nama} {harga}: {stok}");
    let draft = said(&counter);
    counter.press(ADMIN, "✅ Simpan");
    counter.say(SARI, "1");
    let shown = counter.last(SARI).screen.html.clone();
    assert!(shown.starts_with("Panduan Rp10.000: tanpa batas"), "{shown}");
    assert!(draft.ends_with("Panduan Rp10.000: tanpa batas"), "{draft}");
}

#[test]
fn the_next_step_fits_the_kind() {
    for (pick, next, button) in [
        (KindPick::Unit, "kirim akun atau kodenya", "📦 Isi Stok"),
        (KindPick::File, "kirim berkasnya", "📦 Isi Stok"),
        (KindPick::Shared, "diterima semua pembelinya", "➕ Isi"),
        (KindPick::Manual, "Tidak ada stok yang perlu diisi", "🧬 Jenis"),
    ] {
        let mut counter = of(pick);
        counter.say(ADMIN, "/varian 1|3 bulan|25000");
        counter.say(ADMIN, "1 bulan");
        let text = said(&counter);
        assert!(text.contains(next) && !text.contains("/addstock"), "{text}");
        assert!(counter.shows(ADMIN, button), "{text}");
        counter.say(ADMIN, "/add -|Baru|-|5000|-");
        let text = said(&counter);
        assert!(text.contains("📦 Isi Stok") && !text.contains("/addstock"), "{text}");
        counter.prove();
    }
}

#[test]
fn the_staff_are_told_who_does_the_order() {
    let mut counter = of(KindPick::Manual);
    bought(&mut counter, SARI, 1, 1);
    let text = counter.text(ADMIN);
    assert!(text.contains("Pesanan ini dikerjakan manual oleh staf."), "{text}");
    assert!(!text.contains("dikirim otomatis"), "{text}");
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    counter.pick(SARI, 1, 1);
    counter.checkout(SARI, 2, 1);
    paid(&mut counter, 2);
    assert!(counter.text(ADMIN).contains("Sebagian sedang dikirim otomatis, sisanya dikerjakan"));
    // Late money tells the same.
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(12));
    paid(&mut counter, 3);
    let late = "masuk setelah invoice berakhir. Pesanan ini dikerjakan manual oleh staf.";
    assert!(counter.text(ADMIN).contains(late), "{}", counter.text(ADMIN));
    counter.checkout(SARI, 2, 1);
    paid(&mut counter, 4);
    assert!(counter.text(ADMIN).contains(". Barang sedang dikirim otomatis."));
}

/// Buyers are promised nothing at once of what somebody does by hand.
#[test]
fn an_english_buyer_reads_the_truth_about_what_is_done_by_hand() {
    let mut counter = of(KindPick::Manual);
    let update = counter.update(SARI, Said::Text("/start".into()));
    let Input::Update { id, mut said } = update else { panic!("an update") };
    said.from.language = Some(Language(*b"en"));
    counter.apply(Input::Update { id, said });
    // What they say afterwards tells it too.
    let hears = |counter: &mut Counter, said: Said| {
        let update = counter.update(SARI, said);
        let Input::Update { id, said } = update else { panic!("an update") };
        let language = Some(Language(*b"en"));
        let from = Person { language, ..said.from.clone() };
        counter.apply(Input::Update { id, said: Incoming { from, ..said } });
        counter.settle();
    };
    hears(&mut counter, Said::Text("/bantuan".into()));
    assert!(counter.text(SARI).contains("What an admin does by hand has a promised time."));
    hears(&mut counter, Said::Text("1".into()));
    let (message, data) = counter.button(SARI, "Buy Now");
    hears(&mut counter, Said::Button { callback: "buy".into(), message: Some(message), data });
    let text = counter.text(SARI);
    assert!(text.contains("your order is processed right here"), "{text}");
    paid(&mut counter, 1);
    let text = counter.text(SARI);
    let after = text.split("has a promised time.").last().unwrap();
    assert!(after.contains("The rest is in the next message."), "{after}");
    for promise in ["at once", "by themselves", "Your goods are in"] {
        assert!(!after.contains(promise), "{promise}: {after}");
    }
}

/// The log calls it what its button calls it.
#[test]
fn one_word_for_one_thing() {
    let counter = Counter::new();
    let dictionary = counter.core.dictionary();
    for (language, _) in dictionary.languages() {
        let w = dictionary.words(Some(language), language);
        let (button, log) = (w.button_product_variants(), w.plain_audit_variant());
        assert!(button.contains(&log), "{button}, and {log}");
    }
}

/// What is nearly sold out is filled by the way of its kind.
#[test]
fn what_runs_low_is_filled_as_its_kind_is() {
    let mut counter = of(KindPick::Manual);
    set(&mut counter, KindField::Quota, "4");
    bought(&mut counter, SARI, 1, 1);
    let text = counter.text(ADMIN);
    assert!(text.contains("Tambah jatah jualnya di <b>🧬 Jenis</b>"), "{text}");
    assert!(!text.contains("/addstock 1"), "{text}");
    make(&mut counter, PRODUCT, KindPick::Manual);
    press(&mut counter, ADMIN, StockPress::Of(PRODUCT));
    assert!(offers(&counter, "🧬 Jenis") && !offers(&counter, "📋"), "{}", said(&counter));
}
