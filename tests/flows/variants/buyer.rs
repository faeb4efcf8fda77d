//! The buyer's side: one product in every list, its choices on its card, each to be bought.

use warung::chat::action::{PaymentPress, ShelfPress};
use warung::chat::customer::payment::Express;
use warung::domain::id::{CategoryId, CustomerId};
use warung::domain::money::Rupiah;
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::browse::{self, Part, SoldOut};
use warung::shop::product::numbers;
use warung::shop::stock::{Import, Setup};

use super::{
    ADMIN, BUDI, Counter, HEAD, QUARTER, SARI, YEAR, choices, desk, has, html, labels, product, tap,
};

fn listed(counter: &Counter, part: Part) -> Vec<u64> {
    let snap = counter.core.store().snap().unwrap();
    let page = browse::shelf(&snap, &part, SoldOut::Shown, 0).unwrap();
    page.items.into_iter().map(|it| it.product.id.0).collect()
}

#[test]
fn every_list_has_the_card_once() {
    let mut counter = choices();
    counter.say(SARI, "/katalog");
    has(&counter, SARI, "<b>1.</b> Netflix\nmulai Rp50.000 · stok 6");
    assert_eq!(labels(&counter, SARI)[..2], ["1. Netflix", "2. Canva"]);
    assert_eq!(listed(&counter, Part::All), [1, 2]);
    assert_eq!(listed(&counter, Part::Category(CategoryId(1))), [1]);
    assert_eq!(listed(&counter, Part::Letter(Some('n'))), [1]);
    tap(&mut counter, SARI, ShelfPress::Letters);
    assert!(labels(&counter, SARI).contains(&"N (1)".to_owned()));
    tap(&mut counter, SARI, ShelfPress::Categories);
    assert!(labels(&counter, SARI).contains(&"Streaming (1)".to_owned()));
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(numbers(&snap, 12).unwrap(), [1, 2], "the keys of the keyboard");
    // What sells is the card, by all of its choices.
    counter.checkout(BUDI, 3, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert_eq!(listed(&counter, Part::Best), [1]);
    counter.prove();
}

#[test]
fn whatever_finds_a_choice_leads_to_its_card() {
    let mut counter = choices();
    for typed in ["netflix", "netflix 3 bulan", "3 bulan", "netflx tahun", "garansi tahun"] {
        counter.say(SARI, typed);
        has(&counter, SARI, "<b>Netflix</b>");
        let there = labels(&counter, SARI);
        assert_eq!(there[0], "1 bulan · Rp50.000 · 4", "{typed}");
        assert_eq!(there[1..3], ["3 bulan · Rp120.000 · 2", "1 tahun · Rp400.000 · habis"]);
    }
    // So many of it: nobody has said of which.
    counter.say(SARI, "netflix 2");
    has(&counter, SARI, "Pilih variannya");
    counter.say(SARI, "/keranjang");
    assert!(!html(&counter, SARI).contains("Netflix"));
    // What is hidden of it is not found.
    counter.say(ADMIN, "/del 4");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(SARI, "netflix tahun");
    assert!(!html(&counter, SARI).contains("1 tahun"));
    // Who mistypes is offered the card once.
    counter.say(SARI, "netfilx xyzzy");
    let offered = labels(&counter, SARI);
    assert_eq!(offered.iter().filter(|label| label.contains("Netflix")).count(), 1, "{offered:?}");
    assert!(offered.contains(&"1. Netflix".to_owned()));
}

#[test]
fn a_choice_is_bought_under_its_full_name() {
    let mut counter = choices();
    counter.say(SARI, "1");
    counter.press(SARI, "3 bulan · Rp120.000");
    has(&counter, SARI, "<b>Netflix · 3 bulan</b>");
    has(&counter, SARI, "Garansi 30 hari.");
    has(&counter, SARI, "Stok tersedia: <b>2</b>");
    let more = [0, 1].map(|_| counter.pressed(SARI, "➕"));
    // Each tap counts, and one that comes twice counts once.
    for tap in more.iter().chain(&more) {
        counter.apply(tap.clone());
    }
    counter.settle();
    has(&counter, SARI, "Di keranjang: <b>2</b>");
    counter.press(SARI, "➖");
    counter.press(SARI, "⬅️ Kembali");
    has(&counter, SARI, "Pilih variannya");
    // The card's own choice has its buy card as well.
    counter.press(SARI, "1 bulan · Rp50.000");
    has(&counter, SARI, "<b>Netflix · 1 bulan</b>");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    has(&counter, SARI, "Netflix · 3 bulan");
    has(&counter, SARI, "Netflix · 1 bulan");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    assert!(counter.text(SARI).contains("Netflix · 3 bulan"));
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    assert_eq!(counter.order(1).price(), Rupiah(170_000));
    counter.prove();
    // By its own number, at once.
    counter.say(SARI, "3");
    has(&counter, SARI, "<b>Netflix · 3 bulan</b>");
    counter.press(SARI, "⚡ Beli Sekarang");
    counter.by_qris(SARI);
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    assert!(counter.order(2).paid());
    // Staff hear of the choice that is sold out, by its name.
    assert!(counter.text(ADMIN).contains("Netflix · 3 bulan"));
    counter.prove();
}

#[test]
fn sold_out_is_what_all_choices_are() {
    let mut counter = choices();
    counter.say(SARI, "4");
    has(&counter, SARI, "habis");
    counter.press(SARI, "🔔 Kabari saya");
    has(&counter, SARI, "Netflix · 1 tahun");
    for (order, label, count) in [(1, "1 bulan ·", 4), (2, "3 bulan ·", 2)] {
        counter.say(BUDI, "1");
        counter.press(BUDI, label);
        for _ in 0..count {
            counter.press(BUDI, "➕");
        }
        counter.press(BUDI, "Lanjut ke Keranjang");
        counter.press(BUDI, "Lanjut ke Pembayaran");
        counter.by_qris(BUDI);
        counter.pay(order);
        counter.notify(order);
        counter.settle();
    }
    counter.say(SARI, "/katalog");
    has(&counter, SARI, "mulai Rp50.000 · <i>stok habis</i>");
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(browse::shelf(&snap, &Part::All, SoldOut::Hidden, 0).unwrap().total, 0);
    // One of the choices is enough.
    counter.fill("4|z@x|9");
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(browse::shelf(&snap, &Part::All, SoldOut::Hidden, 0).unwrap().total, 1);
    has(&counter, SARI, "<b>Netflix · 1 tahun</b> sudah ada lagi");
    counter.press(SARI, "🛍️ Lihat produk");
    has(&counter, SARI, "<b>Netflix · 1 tahun</b>");
    counter.prove();
}

#[test]
fn buttons_of_before_lead_to_what_it_is_now() {
    let mut counter = desk();
    counter.say(SARI, "/katalog");
    let card = counter.pressed(SARI, "1. Netflix");
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    let buy = counter.pressed(SARI, "⚡ Beli Sekarang");
    counter.say(ADMIN, "/varian 1|3 bulan|120000");
    counter.say(ADMIN, "1 bulan");
    assert_eq!(counter.apply(card), Reply::Done);
    counter.settle();
    assert!(counter.text(SARI).contains("Pilih variannya"));
    tap(&mut counter, SARI, ShelfPress::Product(QUARTER));
    has(&counter, SARI, "<b>Netflix · 3 bulan</b>");
    // What lies in the cart is the choice that it was.
    counter.say(SARI, "/keranjang");
    has(&counter, SARI, "Netflix · 1 bulan");
    assert_eq!(counter.apply(buy), Reply::Done);
    counter.settle();
    counter.by_qris(SARI);
    assert_eq!(counter.order(1).price(), Rupiah(50_000));
    // Nobody buys what is off its card, by whatever button.
    counter.say(ADMIN, "/del 3");
    counter.press(ADMIN, "Ya, Arsipkan");
    let it = Express { product: QUARTER, quantity: 1, price: Rupiah(120_000) };
    tap(&mut counter, BUDI, PaymentPress::BuyNow(it));
    assert!(counter.toasts.last().unwrap().contains("tidak dijual"));
    // One choice alone needs no list of choices.
    counter.say(SARI, "1");
    has(&counter, SARI, "Stok tersedia");
    counter.prove();
}

#[test]
fn a_coupon_of_the_card_holds_for_its_choices() {
    let mut counter = choices();
    tap(&mut counter, ADMIN, warung::chat::action::CouponPress::New);
    counter.say(ADMIN, "KARTU");
    counter.say(ADMIN, "10%");
    counter.say(ADMIN, "1");
    for _ in 0..3 {
        counter.press(ADMIN, "Lewati");
    }
    counter.press(ADMIN, "Tanpa Batas");
    counter.press(ADMIN, "Semua Pembeli");
    has(&counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "✅ Simpan");
    counter.pick(SARI, 3, 1);
    counter.press(SARI, "Gunakan Kupon");
    counter.say(SARI, "KARTU");
    has(&counter, SARI, "Rp108.000");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    assert_eq!(counter.order(1).total(), Rupiah(108_000));
    // And for nothing else.
    counter.fill("2|c@x|1");
    counter.pick(BUDI, 2, 1);
    counter.press(BUDI, "Gunakan Kupon");
    counter.say(BUDI, "KARTU");
    assert!(!html(&counter, BUDI).contains("Rp18.000"));
    counter.prove();
}

#[test]
fn a_catalogue_knows_cards_and_choices() {
    let mut counter = choices();
    let import = |counter: &mut Counter, line: &str| {
        let fields: Vec<&str> = line.split('|').collect();
        let [number, name, price, about, category] = fields[..] else { panic!("{line}") };
        let product = warung::domain::product::NewProduct {
            number: number.parse().ok(),
            name: warung::domain::text::Name::parse(name).unwrap(),
            price: Rupiah(price.parse().unwrap()),
            category: warung::domain::text::Name::parse(category).ok(),
            description: warung::domain::text::Description::parse(about).unwrap(),
        };
        let products = vec![Import { product, setup: Setup::default(), units: Vec::new() }];
        counter.apply(Input::Import(Batch { products, dry_run: false }))
    };
    // By the card's name, with or without its number, or by the choice's own.
    import(&mut counter, "-|netflix|55000|Baru.|Film");
    import(&mut counter, "1|NETFLIX|56000||");
    import(&mut counter, "3|Netflix · 3 bulan|130000|Tidak dipakai.|Lain");
    counter.settle();
    assert_eq!(product(&counter, 1).price, Rupiah(56_000));
    assert_eq!(product(&counter, 3).price, Rupiah(130_000));
    assert_eq!(product(&counter, 1).description.as_str(), "Baru.");
    assert_eq!(product(&counter, 3).description.as_str(), "");
    assert_eq!(product(&counter, 3).category, product(&counter, HEAD.0).category);
    assert_eq!(product(&counter, YEAR.0).category, product(&counter, 1).category);
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(browse::order_count(&snap, CustomerId(SARI)).unwrap(), 0);
    counter.prove();
}

#[test]
fn what_is_ordered_is_delivered_whatever_becomes_of_its_card() {
    let mut counter = choices();
    counter.checkout(SARI, 3, 1);
    counter.pick(BUDI, 3, 1);
    counter.say(ADMIN, "/del 1");
    // What is held for an open order is none of what is left.
    has(&counter, ADMIN, "5 unit tersisa");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(BUDI, "/keranjang");
    has(&counter, BUDI, "Netflix · 3 bulan: sudah tidak tersedia");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    assert!(counter.text(SARI).contains("e@x|5"));
    counter.prove();
    // The number of a card leads nowhere meanwhile, and to all of it afterwards.
    counter.say(BUDI, "1");
    has(&counter, BUDI, "Tidak ada produk nomor");
    counter.say(ADMIN, "/undel 1");
    counter.say(BUDI, "1");
    has(&counter, BUDI, "Pilih variannya");
    counter.prove();
}
