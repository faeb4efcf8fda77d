//! Units one by one: found and listed without giving anything away, put right, moved, removed.

use warung::chat::action::StockPress;
use warung::domain::id::ProductId;
use warung::domain::intake::Parted;
use warung::domain::message::Media;
use warung::domain::report::Report;
use warung::domain::stock::{Fate, Unit};
use warung::engine::input::{Input, Reply};
use warung::report::export::{self, Style};
use warung::store::read::Read;

use super::{open_shop, units};
use crate::counter::{ADMIN, Counter, OWNER, SARI, goods_shown, memory, shop as plain};
use crate::damage::bent;
use warung::domain::id::CustomerId;
use warung::domain::shop::Shop;
use warung::domain::staff::Role;
use warung::words::Dictionary;

const FIRST: &str = "netflix02@mail.id|rahasia1";

fn shop() -> Counter {
    let mut counter = open_shop();
    counter.fill(&format!("1|{FIRST}\nbudi7788@mail.id|rahasia2\nxy|z"));
    counter
}

fn owned() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..plain() }
}

fn stock(counter: &mut Counter) {
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "📦 Stok");
}

fn html(counter: &Counter) -> String {
    counter.last(ADMIN).screen.html.clone()
}

fn keys(counter: &Counter) -> String {
    format!("{:?}", counter.last(ADMIN).screen.keys)
}

#[test]
fn a_list_gives_nothing_away_and_a_look_shows_it() {
    let mut counter = shop();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit (3)");
    let shown = format!("{}{}", html(&counter), keys(&counter));
    assert!(shown.contains("ne••••02@…") && shown.contains("••••|…"), "{shown}");
    for secret in ["rahasia", "netflix02", "budi7788", "mail.id"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    counter.press(ADMIN, "ne••••02@…");
    assert!(!html(&counter).contains("rahasia"), "{}", html(&counter));
    counter.press(ADMIN, "Lihat Isinya");
    assert!(html(&counter).contains("<code>netflix02@mail.id|rahasia1</code>"));
    counter.prove();
}

#[test]
fn a_piece_finds_unsold_units_and_a_whole_line_sold_ones() {
    let mut counter = shop();
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let find = |counter: &mut Counter, text: &str| {
        stock(counter);
        counter.press(ADMIN, "Cari Unit");
        counter.say(ADMIN, text);
        format!("{}{}", html(counter), keys(counter))
    };
    let found = find(&mut counter, "BUDI77");
    assert!(found.contains("Ketemu: <b>1</b>") && found.contains("bu••••88@…"), "{found}");
    // Sold: by its whole line, and with its order.
    assert!(find(&mut counter, "netflix02").contains("Tidak ada unit"));
    assert!(find(&mut counter, FIRST).contains("Ketemu: <b>1</b>"));
    counter.press(ADMIN, "ne••••02@…");
    assert!(html(&counter).contains("Terjual di pesanan W-000001"), "{}", html(&counter));
    assert!(!keys(&counter).contains("Hapus") && keys(&counter).contains("Pesanan W-000001"));
    for odd in ["   ", "\u{200b}", "<b>&\"{}", "🙂", "\u{202e}abc", &"x".repeat(900)] {
        let found = find(&mut counter, odd);
        assert!(found.contains("Tidak ada unit") || found.contains("Cari unit"), "{odd}: {found}");
    }
    counter.say(ADMIN, "/batal");
    counter.prove();
}

#[test]
fn a_unit_is_put_right_and_a_line_of_the_shop_is_no_other() {
    let mut counter = shop();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "••••|…");
    counter.press(ADMIN, "Betulkan");
    for (typed, said) in [(FIRST, "sudah ada di toko"), ("8,99E+15", "tidak bisa dipakai")] {
        counter.say(ADMIN, typed);
        let told = counter.text(ADMIN);
        let told = told.rsplit("\n---\n").next().unwrap();
        assert!(told.contains(said), "{told}");
        assert_eq!(units(&counter, 1)[2], "xy|z", "{typed}");
    }
    counter.prove();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "••••|…");
    counter.press(ADMIN, "Betulkan");
    counter.say(ADMIN, " xy|benar ");
    assert_eq!(units(&counter, 1)[2], "xy|benar");
    // The digest went along: the old line is new to the shop, and this one is not.
    counter.fill("2|xy|benar\nxy|z");
    assert_eq!(units(&counter, 2), ["xy|z"]);
    counter.prove();
}

#[test]
fn a_unit_moves_to_another_product_and_is_sold_there() {
    let mut counter = shop();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "ne••••02@…");
    counter.press(ADMIN, "Pindahkan");
    for wrong in ["9", "x", "1"] {
        counter.say(ADMIN, wrong);
        assert_eq!(units(&counter, 2), [""; 0], "{wrong}");
    }
    counter.say(ADMIN, "2");
    assert_eq!(units(&counter, 2), [FIRST]);
    counter.prove();
    counter.checkout(SARI, 2, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], counter.order(1).id), 1);
    counter.prove();
}

#[test]
fn a_faulty_unit_is_kept_from_sale_and_what_is_held_stays_its_buyers() {
    let mut counter = shop();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "ne••••02@…");
    let card = counter.last(ADMIN).clone();
    counter.press(ADMIN, "Tandai Rusak");
    assert_eq!(counter.units()[0].fate, Fate::Withheld);
    // An old card's question, answered after somebody has ordered it.
    counter.press(ADMIN, "Jual Lagi");
    counter.checkout(SARI, 1, 1);
    counter.chats.get_mut(&(ADMIN as i64)).unwrap().push(card);
    for label in ["Tandai Rusak", "Hapus"] {
        counter.press(ADMIN, label);
        assert!(matches!(counter.units()[0].fate, Fate::Held(_)), "{label}");
    }
    counter.prove();
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    counter.prove();
}

#[test]
fn a_removed_unit_was_asked_about_and_is_gone() {
    let mut counter = shop();
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    counter.press(ADMIN, "ne••••02@…");
    counter.press(ADMIN, "🗑️ Hapus");
    assert_eq!(counter.units().len(), 3);
    let sure = counter.pressed(ADMIN, "Ya, Hapus");
    assert_eq!(counter.apply(sure), Reply::Done);
    counter.settle();
    assert_eq!(counter.units().len(), 2);
    assert!(html(&counter).contains("Siap jual: <b>2</b>"), "{}", html(&counter));
    counter.prove();
}

#[test]
fn delstock_names_lines_and_asks_before_they_go() {
    let mut counter = shop();
    counter.say(ADMIN, &format!("/delstock 1|{FIRST}\nxy|z\ntidak@ada|1"));
    assert!(html(&counter).contains("Hapus <b>2</b> unit"), "{}", html(&counter));
    assert!(!html(&counter).contains("rahasia"));
    assert_eq!(counter.units().len(), 3);
    counter.press(ADMIN, "Ya, Hapus (2)");
    assert_eq!(units(&counter, 1), ["budi7788@mail.id|rahasia2"]);
    for (typed, said) in [
        ("/delstock", "Tulis nomor produk"),
        ("/delstock 1", "Tulis nomor produk"),
        ("/delstock 9|x", "Tidak ada produk nomor"),
        ("/delstock 1|tidak@ada", "Tidak ada unit belum terjual"),
        (&format!("/delstock 1|{}", "x\n".repeat(51)), "Maksimal 50 baris"),
        ("/delstock 1|a|1\n/del 2", "lebih dari satu perintah"),
    ] {
        counter.say(ADMIN, typed);
        assert!(html(&counter).contains(said), "{typed}: {}", html(&counter));
    }
    assert_eq!(counter.units().len(), 1);
    counter.prove();
}

/// Only an owner takes goods out, is asked before, and the other owners hear of it.
#[test]
fn stock_leaves_as_a_file_for_an_owner_alone() {
    const OTHER: u64 = 334;
    let owners = vec![CustomerId(OWNER), CustomerId(OTHER)];
    let mut counter = Counter::over(memory(), Shop { owners, ..plain() });
    assert_eq!(counter.apply(Input::Opened), Reply::Done);
    for person in [OWNER, OTHER, ADMIN] {
        counter.say(person, "/start");
    }
    counter.stock("Netflix", 50_000, &[FIRST, "budi|2"]);
    counter.say(ADMIN, "/exportstock 1");
    assert!(!Role::Admin.may(warung::domain::staff::Right::Export));
    assert!(!keys(&counter).contains("Ekspor"), "{}", keys(&counter));
    counter.say(OWNER, "/exportstock 1");
    let asked = counter.last(OWNER).screen.html.clone();
    assert!(asked.contains("<b>2</b> unit") && !asked.contains("rahasia"), "{asked}");
    counter.press(OWNER, "Ya, Ekspor (2)");
    let Media::Report(report) = counter.last(OWNER).screen.media else {
        panic!("{:?}", counter.last(OWNER))
    };
    assert!(matches!(report, Report::Stock { number: 1, .. }));
    let (mut file, dictionary) = (Vec::new(), Dictionary::load("Asia/Jakarta").unwrap());
    let snap = counter.core.store().snap().unwrap();
    export::write(&snap, dictionary.calendar(), report, Style::Tapped, &mut file).unwrap();
    assert_eq!(String::from_utf8(file).unwrap(), format!("{FIRST}\nbudi|2\n"));
    assert!(counter.text(OTHER).contains("mengekspor stok"), "{}", counter.text(OTHER));
    assert!(!counter.text(OWNER).contains("mengekspor stok"));
    counter.prove();
}

/// Accounts of several lines go out as a file that can be filled in again, and are put right.
#[test]
fn an_account_of_several_lines_is_one_unit_all_the_way() {
    let mut counter = Counter::over(memory(), owned());
    assert_eq!(counter.apply(Input::Opened), Reply::Done);
    counter.say(OWNER, "/start");
    counter.stock("Netflix", 50_000, &[]);
    counter.say(ADMIN, "/addstock 1|Email: satu77@x\nSandi: 1\n\nEmail: dua88xx@x\nSandi: 2");
    counter.press(ADMIN, "Masukkan per Blok (2)");
    let wanted = ["Email: satu77@x\nSandi: 1", "Email: dua88xx@x\nSandi: 2"];
    assert_eq!(units(&counter, 1), wanted);
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    assert!(keys(&counter).contains("Email: s••••@…"), "{}", keys(&counter));
    counter.press(ADMIN, "Email: du••••xx@…");
    counter.press(ADMIN, "Betulkan");
    counter.say(ADMIN, "Email: dua88xx@x\nSandi: benar\nPIN: 3");
    assert_eq!(units(&counter, 1)[1], "Email: dua88xx@x\nSandi: benar\nPIN: 3");
    let report = Report::Stock { product: ProductId(1), number: 1 };
    let (mut file, dictionary) = (Vec::new(), Dictionary::load("Asia/Jakarta").unwrap());
    let snap = counter.core.store().snap().unwrap();
    export::write(&snap, dictionary.calendar(), report, Style::Tapped, &mut file).unwrap();
    let text = String::from_utf8(file).unwrap();
    let mut other = Counter::new();
    other.stock("Netflix", 50_000, &[]);
    other.say(ADMIN, &format!("/addstock 1|{text}"));
    other.press(ADMIN, "Masukkan per Blok (2)");
    assert_eq!(units(&other, 1), units(&counter, 1));
    // Its buyer gets it as it is.
    other.checkout(SARI, 1, 1);
    other.pay(1);
    other.notify(1);
    other.settle();
    assert!(other.text(SARI).contains("<code>Email: satu77@x\nSandi: 1</code>"));
    other.prove();
}

/// A stock keeper sees what nobody has bought, and nothing of what buyers have.
#[test]
fn what_a_buyer_has_is_not_for_the_stock_keeper() {
    const KEEPER: u64 = 901;
    let mut counter = shop();
    counter.say(KEEPER, "/start");
    crate::gallery::shop::join(&counter, KEEPER, Role::StockKeeper);
    let reveal = |unit| warung::chat::action::UnitPress::Reveal(warung::domain::id::UnitId(unit));
    crate::gallery::shop::press(&mut counter, KEEPER, reveal(2));
    assert!(counter.text(KEEPER).contains("rahasia2"));
    counter.checkout(SARI, 1, 1);
    crate::gallery::shop::press(&mut counter, KEEPER, reveal(1));
    assert!(!counter.text(KEEPER).contains("rahasia1"));
    crate::gallery::shop::press(&mut counter, ADMIN, reveal(1));
    assert!(counter.text(ADMIN).contains("rahasia1"));
    counter.prove();
}

/// What somebody has sent is for them to look at and to take.
#[test]
fn nobody_looks_at_what_a_colleague_has_sent() {
    const KEEPER: u64 = 901;
    let mut counter = open_shop();
    counter.say(KEEPER, "/start");
    crate::gallery::shop::join(&counter, KEEPER, Role::StockKeeper);
    counter.say(ADMIN, "/addstock 1|rahasia77|x");
    let id = warung::domain::id::IntakeId(1);
    for wish in [StockPress::Look(id), StockPress::Take(id, Parted::Lines), StockPress::Drop(id)] {
        crate::gallery::shop::press(&mut counter, KEEPER, wish);
        assert!(!counter.text(KEEPER).contains("rahasia77"));
        assert_eq!(units(&counter, 1), [""; 0]);
    }
    assert!(counter.take_in(ADMIN));
    assert_eq!(units(&counter, 1), ["rahasia77|x"]);
    counter.prove();
}

/// One that went bad while the shop was closed hides no other, and is not sold a second time.
#[test]
fn a_unit_that_cannot_be_read_hides_no_other() {
    let goods = ["lama0001@x.id|1", "baru0002@x.id|2", "akhir003@x.id|3"];
    let (mut counter, _folder) = bent(&goods, |_| {}, |_| ("unit", 2));
    assert!(counter.core.store().snap().unwrap().get::<Unit>(2).is_err());
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit (3)");
    let list = keys(&counter);
    assert!(list.contains("la••••01@…") && list.contains("ak••••03@…"), "{list}");
    assert!(!list.contains("ba••••02@…"), "{list}");
    for (text, found) in [("x.id", "Ketemu: <b>2</b>"), (goods[1], "Tidak ada unit")] {
        stock(&mut counter);
        counter.press(ADMIN, "Cari Unit");
        counter.say(ADMIN, text);
        assert!(html(&counter).contains(found), "{text}: {}", html(&counter));
    }
    // Its line may have been sold, so that it does not come in again; the others of a paste do.
    counter.fill(&format!("1|{}\nbeda04@x.id|4", goods[1]));
    let filled = html(&counter);
    assert!(filled.contains("Ditambahkan: <b>1<") && filled.contains("baris 1"), "{filled}");
    counter.say(ADMIN, &format!("/delstock 1|{}", goods[1]));
    assert!(html(&counter).contains("Tidak ada unit belum terjual"), "{}", html(&counter));
    counter.say(ADMIN, &format!("/delstock 1|{}", goods[0]));
    counter.press(ADMIN, "Ya, Hapus");
    stock(&mut counter);
    counter.press(ADMIN, "Daftar Unit");
    assert!(!keys(&counter).contains("la••••01@…"), "{}", keys(&counter));
}
