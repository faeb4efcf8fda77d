//! The file of a shop: choices on their card, and discounts with their days.

use warung::chat::action::{CategoryPress, ProductPress, VariantPress};
use warung::chat::staff::product::Editable;
use warung::domain::configuration::Fate;
use warung::domain::coupon::Off;
use warung::domain::id::CategoryId;
use warung::domain::limit::VARIANTS_MAX;
use warung::domain::product::{Category, Product};
use warung::store::read::Read;

use super::config::{exported, products, read, send, take};
use crate::counter::{ADMIN, Counter, SARI};
use crate::desk::{has, html, labels, open, tap};
use crate::variants::{self, HEAD, QUARTER, YEAR, choices, names};

/// Netflix with three choices of which the second is first, one hidden by itself; discounts on
/// a card, on a choice and on a category.
fn full() -> Counter {
    let mut counter = choices();
    tap(&mut counter, ADMIN, ProductPress::Card(QUARTER));
    counter.press(ADMIN, "Sembunyikan");
    counter.say(ADMIN, "/diskon 1|10% 4000|2026-11-23|2026-12-24");
    counter.say(ADMIN, "/diskon 4|25000");
    counter.say(ADMIN, "/grosir 4|5+ 390000");
    tap(&mut counter, ADMIN, ProductPress::Edit(YEAR, Editable::Description));
    counter.say(ADMIN, "Satu tahun penuh");
    tap(&mut counter, ADMIN, CategoryPress::Promo(CategoryId(1)));
    counter.press(ADMIN, "Atur Diskon");
    counter.say(ADMIN, "15%");
    counter.say(ADMIN, "31-12-2026");
    counter.press(ADMIN, "✅ Simpan");
    counter
}

#[test]
fn choices_and_discounts_go_along() {
    let mut counter = full();
    let file = exported(&counter);
    for words in [
        "name = \"Streaming\"\ndiscount = { off = \"15%\", until = 2027-01-01T00:00:00+07:00 }",
        "number = 1\nname = \"Netflix\"\nlabel = \"1 bulan\"\ncategory = \"Streaming\"\n\
         description = \"Satu tahun penuh\"\nprice = 50000\n",
        "discount = { off = \"10% 4000\", from = 2026-11-23T00:00:00+07:00, until = \
         2026-12-25T00:00:00+07:00 }\n\n\
         [[product.variant]]\nnumber = 3\nlabel = \"3 bulan\"\nprice = 120000\nhidden = true\n\n\
         [[product.variant]]\nnumber = 4\nlabel = \"1 tahun\"\nprice = 400000\n\
         wholesale = \"5+ 390000\"\n\
         discount = { off = \"25000\" }\n",
    ] {
        assert!(file.contains(words), "{words}\n in\n{file}");
    }
    let before = products(&counter);
    let taken = take(&mut counter, &file);
    assert_eq!((taken.changes(), taken.refused.len()), (0, 0), "{taken:?}");
    let mut other = Counter::new();
    let taken = take(&mut other, &file);
    assert!(taken.refused.is_empty() && taken.count(Fate::Same) == 0, "{taken:?}");
    assert_eq!(exported(&other), file);
    // It has other numbers within, and all that the file says is the same.
    for (here, there) in before.iter().zip(named(&other, &before)) {
        assert_eq!((&here.prices, &here.offer), (&there.prices, &there.offer));
        assert_eq!(here.variant.is_some(), there.variant.is_some(), "{}", here.name.as_str());
    }
    other.prove();
    assert_eq!(products(&counter), before);
    counter.prove();
}

/// The products of a shop in the order of others, by number.
fn named(counter: &Counter, order: &[Product]) -> Vec<Product> {
    let all = products(counter);
    let find = |number| all.iter().find(|it| it.number == number).cloned().expect("there");
    order.iter().map(|it| find(it.number)).collect()
}

/// What is hidden with its card is shown with it again, in the shop that the file comes to too.
#[test]
fn a_hidden_card_and_another_order_go_along() {
    let mut counter = full();
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "Sembunyikan");
    tap(&mut counter, ADMIN, VariantPress::Shift { product: YEAR, up: true });
    tap(&mut counter, ADMIN, VariantPress::Shift { product: YEAR, up: true });
    let file = exported(&counter);
    assert!(file.contains("label = \"1 bulan\"\nplace = 2\n"), "{file}");
    assert_eq!(take(&mut counter, &file).changes(), 0);
    let mut other = Counter::new();
    take(&mut other, &file);
    assert_eq!(exported(&other), file);
    other.prove();
    let shown = file.replacen("price = 50000\nhidden = true\n", "price = 50000\n", 1);
    assert_ne!(shown, file);
    take(&mut other, &shown);
    let hidden: Vec<u32> =
        products(&other).iter().filter(|it| it.offer.hidden).map(|it| it.number).collect();
    assert_eq!(hidden, [3], "only what was hidden by itself");
    assert_eq!(exported(&other), shown);
    other.prove();
}

const CHANGED: &str = "warung = 1\n\
    [[category]]\nname = \"Streaming\"\ndiscount = { off = \"20%\" }\n\
    [[product]]\nname = \"Netflix Premium\"\ncategory = \"Streaming\"\nlabel = \"30 hari\"\n\
    number = 1\nprice = 50000\n\
    [[product.variant]]\nlabel = \"3 bulan\"\nnumber = 3\nprice = 110000\n\
    [[product.variant]]\nlabel = \"6 bulan\"\nnumber = 8\nprice = 200000\n\
    discount = { off = \"10%\", until = 2026-12-01T00:00:00+07:00 }\n\
    [[product]]\nname = \"Canva\"\nlabel = \"Pro\"\nnumber = 2\nprice = 15000\n\
    [[product.variant]]\nlabel = \"Tim\"\nnumber = 9\nprice = 30000\n";

#[test]
fn cards_are_looked_at_changed_and_taken_back_as_a_whole() {
    let mut counter = choices();
    let category = |counter: &Counter| {
        counter.core.store().snap().unwrap().get::<Category>(1).unwrap().unwrap()
    };
    let before = (products(&counter), category(&counter));
    send(&mut counter, CHANGED);
    has(&counter, ADMIN, "Yang akan berubah");
    for words in ["✏️ Kategori Streaming", "Netflix Premium · 6 bulan", "Canva · Tim"] {
        has(&counter, ADMIN, words);
    }
    assert_eq!((products(&counter), category(&counter)), before, "looking changes nothing");
    counter.press(ADMIN, "✅ Terapkan");
    has(&counter, ADMIN, "Konfigurasi diterapkan");
    assert_eq!(
        names(&counter),
        [
            "Netflix Premium · 30 hari",
            "Canva · Pro",
            "Netflix Premium · 3 bulan",
            "Netflix Premium · 1 tahun",
            "Netflix Premium · 6 bulan",
            "Canva · Tim"
        ]
    );
    assert_eq!(category(&counter).promo.unwrap().off, Off::Percent { percent: 20, most: None });
    counter.say(SARI, "1");
    let shown = html(&counter, SARI) + &labels(&counter, SARI).join(" ");
    for words in ["30 hari", "3 bulan", "6 bulan"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    has(&counter, ADMIN, "sudah dikembalikan");
    let (now, new) = (products(&counter), before.0.len());
    assert_eq!((&now[..new], category(&counter)), (&before.0[..], before.1));
    assert!(now.len() == new + 2 && now[new..].iter().all(|it| !it.on_shelf));
    counter.prove();
}

#[test]
fn what_stands_on_no_card_is_refused_and_named() {
    let mut counter = choices();
    let before = products(&counter);
    let card = |variants: &str| {
        format!(
            "warung = 1\n[[product]]\nname = \"Netflix\"\ncategory = \"Streaming\"\n\
             label = \"1 bulan\"\nnumber = 1\nprice = 50000\n{variants}"
        )
    };
    let variant = |label: &str, number: usize| {
        format!("[[product.variant]]\nlabel = \"{label}\"\nnumber = {number}\nprice = 9000\n")
    };
    let many: String = (10..10 + VARIANTS_MAX).map(|at| variant(&at.to_string(), at)).collect();
    for (file, words) in [
        (card(&variant("2 bulan", 2)), vec!["Netflix · 2 bulan", "sudah dipakai"]),
        (card(&variant("3 bulan", 9)), vec!["Netflix", "dipakai varian lain"]),
        (card("").replace("1 bulan", "1 tahun"), vec!["Netflix", "dipakai varian lain"]),
        (card(&many), vec!["Netflix · 21"]),
        (
            "warung = 1\n[[product]]\nname = \"A\"\nnumber = 3\nprice = 1\n".to_owned(),
            vec!["varian di kartu produk lain"],
        ),
    ] {
        send(&mut counter, &file);
        has(&counter, ADMIN, "belum bisa diterapkan");
        for words in words {
            has(&counter, ADMIN, words);
        }
        assert_eq!(products(&counter), before);
    }
    // Two choices change their labels with each other, and one that no file says stays a choice.
    let file = card(&(variant("1 tahun", 3) + &variant("3 bulan", 4)));
    assert_eq!(take(&mut counter, &file).refused, []);
    assert_eq!(variants::variant(&counter, QUARTER).label.as_str(), "1 tahun");
    let bare = "warung = 1\n[[product]]\nname = \"Netflix\"\nnumber = 1\nprice = 50000\n";
    assert_eq!(take(&mut counter, bare).refused, []);
    assert_eq!(variants::variant(&counter, HEAD).label.as_str(), "1 bulan");
    counter.prove();
}

#[test]
fn mistakes_of_choices_and_discounts_are_told_with_their_lines() {
    let file = "warung = 1\n[[category]]\nname = \"A\"\ndiscount = 5\n\
                [[product]]\nname = \"B\"\nnumber = 1\nprice = 9\n\
                discount = { off = \"100%\", from = 2026-12-01, of = 1 }\n\
                [[product.variant]]\nlabel = \"x\"\nnumber = 1\nprice = 8\n\
                [[product.variant]]\nlabel = \"X\"\nnumber = 2\nprice = 8\n\
                discount = { off = \"5%\", from = 2026-12-02T00:00:00+07:00, \
                until = 2026-12-01T17:00:00Z }\n\
                [[product.variant]]\nlabel = \"yang terlalu panjang untuk satu tombol\"\n\
                number = 3\nprice = 8\ncategory = \"A\"\n\
                [[product]]\nname = \"C\"\nnumber = 4\nprice = 9\nvariant = 3\n\
                discount = { from = 2026-12-02T00:00:00Z }\n";
    let told = read(file).unwrap_err();
    for line in [
        "toko.toml:4: category.discount: must be a table in {braces}",
        "toko.toml:5: product.label: is missing: of several choices the product is one itself",
        "toko.toml:9: product.discount.off: leaves nothing to pay",
        "toko.toml:9: product.discount.from: must be a moment with its zone, such as 2026-12-31T",
        "toko.toml:9: product.discount.of: no such key; did you mean \"off\"?",
        "toko.toml:10: product: is the product of line 5 again",
        "toko.toml:14: label: is the label of line 10 again",
        "toko.toml:18: product.variant.discount.until: is not later than from",
        "toko.toml:20: product.variant.label: is longer than 24 signs",
        "toko.toml:23: product.variant.category: no such key",
        "toko.toml:28: product.variant: must be written as [[product.variant]]",
        "toko.toml:29: product.discount.off: is missing",
    ] {
        assert!(told.contains(line), "{line}\n in\n{told}");
    }
}
