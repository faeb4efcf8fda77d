//! Goods and their product: a new one, one that is taken off, one that is imported.

use super::*;

#[test]
fn goods_below_a_new_product_are_never_its_description() {
    for text in [
        "/add -|Canva|-|5000|-\na@x|rahasia77\nb@x|rahasia78",
        "/add -|Canva|-|5000|-\r\nbudi77 rahasia",
        "/add -|Canva|-|5000|Tanpa iklan\n\na@x rahasia77",
        "/add -|Canva|-|5000|Tanpa iklan\u{2028}budi:rahasia77",
        "/add -|Canva|-|5000|Tanpa iklan\nEmail: a77\nPassword: b77",
        "/add -|Canva|-|5000|Tanpa iklan\nKODE-77AB-CD77",
        "/add -|Canva|-|5000|\nrahasia\nsandi77",
        "/add -|Canva|-|5000\na@x|rahasia77",
        "/add -|Canva\na@x rahasia77|-|5000|-",
        "/add\n-|Canva|-|5000|-\na@x|rahasia77",
        "/add 1|Canva|-|5000|-\na@x|rahasia77",
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti barang"), "{text:?}: {told}");
        assert!(told.contains("Isi Stok") && told.contains("/addstock"), "{told}");
        assert!(!told.contains("77") && !told.contains("a@x"), "{text:?}: {told}");
        assert!(!says(&mut counter, "/stock").contains("Canva"), "{text:?}");
        let found = counter.say(SARI, "rahasia77").screen.html.clone();
        assert!(!found.contains("Canva"), "{text:?}: {found}");
        assert_eq!(shelf(&counter), [], "{text:?}");
        counter.prove();
    }
    // On the command's own line it would be read as well.
    for text in ["/add -|Canva|-|5000|a@x|rahasia77", "/add -|Canva|-|5000|a@x:rahasia77"] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
        assert!(!says(&mut counter, "/stock").contains("Canva"), "{text:?}");
    }
}

#[test]
fn a_description_of_several_lines_is_still_one() {
    for text in [
        "/add 3|Canva|-|5000|Tanpa iklan\nGaransi 30 hari, satu layar\n",
        "/add\n3|Canva|-|5000|Tanpa iklan\n\n- Garansi 30 hari\n- Paket: Premium",
        "/add 3|Canva|-|5000|-\n \n\u{200b}",
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("Canva"), "{text:?}: {told}");
        let card = counter.say(SARI, "3").screen.html.clone();
        let described = text.contains("Garansi");
        assert_eq!(card.contains("Garansi 30 hari"), described, "{text:?}: {card}");
    }
}

#[test]
fn an_account_is_neither_the_name_nor_the_description_of_a_new_product() {
    let mut counter = open_shop();
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    let told = says(&mut counter, "a@x|rahasia77");
    assert!(told.contains("tampak seperti akun"), "{told}");
    counter.say(ADMIN, "Canva");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    for text in ["Tanpa iklan\na@x|rahasia77", "Email: a@x77\nPassword: rahasia77", "b@x rahasia77"]
    {
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
    }
    // Nor by command, in whichever field.
    for text in ["/add -|a@x:rahasia77|-|5000|-", "/add -|Canva|a@x:rahasia77|5000|-"] {
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
    }
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    counter.say(ADMIN, "Canva");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    let told = says(&mut counter, "Tanpa iklan | garansi 30 hari\nHubungi admin@toko.id");
    assert!(told.contains("garansi 30 hari") && told.contains("admin@toko.id"), "{told}");
    assert!(!said(&counter).contains("rahasia77"));
}

#[test]
fn taking_a_product_off_asks_with_the_count_and_can_be_undone() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2\nc@x|3");
    let told = says(&mut counter, "/del 1");
    assert!(told.contains("1. Netflix") && told.contains("<b>3 unit tersisa."), "{told}");
    assert!(says(&mut counter, "/stock").contains("Netflix"));
    // The card of before, while another product is asked about: it takes nothing off.
    says(&mut counter, "/del 1");
    let old = counter.pressed(ADMIN, "Ya, Arsipkan");
    says(&mut counter, "/del 2");
    counter.apply(old);
    counter.settle();
    assert!(
        counter.toasts.last().is_some_and(|toast| toast.contains("tidak berlaku")),
        "{:?}",
        counter.toasts
    );
    let stock = says(&mut counter, "/stock");
    assert!(stock.contains("Netflix") && stock.contains("Spotify"), "{stock}");
    // More came in while they were asked: they are asked again.
    says(&mut counter, "/del 1");
    let batch = Batch { products: vec![import(None, "Netflix", "d@x|4")], dry_run: false };
    counter.apply(Input::Import(batch));
    let told = counter.press(ADMIN, "Ya, Arsipkan").screen.html.clone();
    assert!(told.contains("<b>4 unit tersisa."), "{told}");
    counter.press(ADMIN, "Ya, Arsipkan");
    assert!(!says(&mut counter, "/stock").contains("Netflix"));
    assert!(says(&mut counter, "/undel 9").contains("Tidak ada produk nomor"));
    let told = says(&mut counter, "/undel 1");
    assert!(told.contains("nomor <b>1</b>") && told.contains("stok 4"), "{told}");
    counter.say(SARI, "1");
    assert!(counter.text(SARI).contains("Netflix"));
    counter.prove();
}

#[test]
fn a_number_that_was_taken_off_is_offered_back() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2");
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    let told = says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    assert!(
        told.contains("Nomor 1 milik Netflix") && told.contains("tersimpan: <b>2</b>"),
        "{told}"
    );
    assert!(!says(&mut counter, "/stock").contains("Netflix"));
    says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    let told = counter.press(ADMIN, "Kembalikan Netflix").screen.html.clone();
    assert!(told.contains("stok 2") && told.contains("Rp50.000"), "{told}");
    // Or the new one takes the number, and the old one is still to be had, under another.
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    let told = counter.press(ADMIN, "Tambah Netflix Baru").screen.html.clone();
    assert!(told.contains("Produk <b>1. Netflix Baru</b>"), "{told}");
    let told = says(&mut counter, "/undel 1");
    assert!(told.contains("nomor <b>3</b>") && told.contains("stok 2"), "{told}");
    counter.prove();
}

/// Filled into the wrong product: it is taken off, and its goods are free for the right one.
#[test]
fn goods_of_a_product_that_was_taken_off_move_and_are_never_two() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2");
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    let told = says(&mut counter, "/addstock 2|a@x|1\nb@x|2\nc@x|3");
    assert!(told.contains("Ditambahkan: <b>3</b>"), "{told}");
    assert!(told.contains("Dipindahkan dari produk yang diarsipkan: 2"), "{told}");
    says(&mut counter, "/undel 1");
    assert_eq!(units(&counter, 1).len(), 0);
    assert_eq!(units(&counter, 2).len(), 3);
    counter.prove();
    // Money for the invoice of before finds no goods of its product: it becomes a balance.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    counter.prove();
}

fn import(number: Option<u32>, name: &str, unit: &str) -> Import {
    Import {
        product: NewProduct {
            number,
            name: Name::parse(name).unwrap(),
            price: Rupiah(50_000),
            category: None,
            description: Description::default(),
        },
        setup: Setup::default(),
        units: vec![(2, unit.to_owned())],
    }
}

/// The same twice: looked at, and done.
fn imports(counter: &mut Counter, one: Import) -> Imported {
    let mut came = [true, false].map(|dry_run| {
        let batch = Batch { products: vec![one.clone()], dry_run };
        let Reply::Imported(mut all) = counter.apply(Input::Import(batch)) else { panic!() };
        all.remove(0).unwrap()
    });
    came[0].number = came[1].number;
    let [looked, done] = came;
    assert_eq!(looked, done);
    done
}

#[test]
fn an_import_changes_what_it_says_and_keeps_the_rest() {
    let mut counter = Counter::new();
    counter.say(ADMIN, "/add 1|Netflix|Streaming|45000|Garansi");
    let kept = imports(&mut counter, import(None, "NETFLIX", " a@x|1\u{200b}"));
    assert_eq!(kept.changed, [Change::Price { old: Rupiah(45_000), new: Rupiah(50_000) }]);
    let names = ["Netflix", "Streaming"].map(str::to_owned);
    let [name, category] = names;
    assert_eq!(kept.kept, [Kept::Name(name), Kept::Category(category.clone()), Kept::Description]);
    let mut whole = import(Some(1), "Netflix", "b@x|2");
    whole.product.category = Some(Name::parse("Film").unwrap());
    whole.product.description = Description::parse("Tanpa iklan").unwrap();
    let changed = imports(&mut counter, whole.clone());
    let film = Change::Category { old: Some(category), new: "Film".into() };
    assert_eq!(changed.changed, [film, Change::Description]);
    assert_eq!(changed.kept, []);
    let card = counter.say(SARI, "1").screen.html.clone();
    assert!(card.contains("Film") && card.contains("Tanpa iklan"), "{card}");
    let again = imports(&mut counter, whole);
    assert_eq!((again.changed, again.stock.doubled), (vec![], vec![2]));
    assert_eq!(units(&counter, 1), ["a@x|1", "b@x|2"]);
    counter.prove();
}

/// Whatever comes by the local door is looked over like a paste.
#[test]
fn an_import_takes_no_line_that_is_no_unit() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1");
    let mut one = import(None, "Spotify", "a@x|1 ");
    one.product.price = Rupiah(20_000);
    let lines = ["8,99E+15", "b\nc", "\u{200b}", "d@x|2"];
    one.units.extend((3..).zip(lines.map(str::to_owned)));
    let came = imports(&mut counter, one);
    assert_eq!(came.stock.added, 1);
    assert_eq!(came.stock.refused, [(3, Reject::Ruin), (4, Reject::Lines)]);
    let elsewhere = Elsewhere { number: 1, name: "Netflix".into(), lines: vec![2] };
    assert_eq!(came.stock.elsewhere, [elsewhere]);
    assert_eq!(units(&counter, 2), ["d@x|2"]);
}
