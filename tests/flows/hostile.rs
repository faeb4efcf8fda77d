//! Absurd people: whatever they type or press, at any moment, is answered within Telegram's
//! limits, breaks nothing and costs nobody anything.

use proptest::prelude::*;
use warung::chat::action::{Action, Manner};
use warung::chat::choice::{Choice, Fingerprint};
use warung::chat::codec::encode;
use warung::chat::incoming::Said;
use warung::domain::coupon::Coupon;
use warung::domain::customer::Person;
use warung::domain::effect::{Effect, Task};
use warung::domain::message::{Keys, Media, Press, Screen};
use warung::domain::product::Product;
use warung::engine::input::{Input, Reply};
use warung::shop::settings::settings;
use warung::store::read::Read;
use warung::words::format::units;
use warung::words::markup::visible;

use crate::counter::{ADMIN, BUDI, Counter, SARI};

/// What Telegram would refuse about a screen.
pub fn refused(screen: &Screen) -> Option<String> {
    let most = if screen.media == Media::None { 4096 } else { 1024 };
    if let Err(why) = visible(&screen.html) {
        return Some(why.to_string());
    }
    if units(&screen.html) > most || screen.html.trim().is_empty() {
        return Some(format!("{} units", units(&screen.html)));
    }
    let Keys::Inline(rows) = &screen.keys else { return None };
    let buttons: Vec<_> = rows.iter().flatten().collect();
    let bad = buttons.iter().find(|button| match &button.does {
        Press::Data(data) => data.is_empty() || data.len() > 64 || button.label.trim().is_empty(),
        Press::Url(_) => false,
    });
    match bad {
        Some(button) => Some(format!("button {:?}", button.label)),
        None if buttons.len() > 100 || rows.iter().any(|row| row.len() > 8) => {
            Some("too many buttons".into())
        }
        None => None,
    }
}

/// Every message that is about to be shown could be.
fn all_showable(counter: &Counter) {
    let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    for effect in effects {
        if let Task::Show { screen, .. } = &effect.task {
            assert_eq!(refused(screen), None, "{}", screen.html);
        }
        if let Task::Toast { text: Some(text), .. } = &effect.task {
            assert!(text.chars().count() <= 200, "{text}");
        }
    }
}

const TEXTS: &[&str] = &[
    "/start",
    "1",
    "2️⃣",
    "🔟",
    "²",
    "٣",
    "-1",
    "1e9",
    "nan",
    "12,5",
    "🛍️ Semua Produk",
    "🏷️ Cek Stok",
    "💰 Deposit",
    "ℹ️ Informasi",
    "📘 Cara Order",
    "🧾 Pesanan Saya",
    "⚙️ Admin Settings",
    "🛒 Kelola Produk",
    "❌ Batal",
    "batal",
    "/add",
    "/add -|<b>x&\"|-|5000|-",
    "/add -||-|1|-",
    "/add a|b",
    "/add 1|Netflix|Streaming|50.000|Murah <3",
    "/add -|\u{202e}abc|-|500|\u{200b}",
    "/addstock",
    "/addstock 1|",
    "/addstock 1|a<1>:p&ss\n\n b ",
    "/addstock 99|x",
    "/addstock x",
    "/setprice 1|",
    "/setprice 1|-5",
    "/setprice 1|45000",
    "/del 1",
    "/del",
    "/undel 1",
    "/undel",
    "/addstock 1|a\n/addstock 2|b",
    "/addstock 1|Email: a\nSandi: b",
    "/photo 1",
    "/kupon",
    "/kupon HEMAT|10%",
    "/kupon HEMAT|5000|1|1|1|1",
    "/kupon HEMAT|10%|31/12/2099|5|1|1|tidak ada",
    "/kupon |",
    "hemat",
    "/diskon 1|20%",
    "/diskon 1|99999",
    "/diskon |||",
    "/grosir 1|2+ 40rb\n5+ 30000",
    "/grosir 1|1+ 0",
    "/varian 1|3 bulan|120000",
    "/varian 1|<b>|1",
    "1 bulan",
    "/reseller 555",
    "/reseller @",
    "/respon",
    "/pengaturan",
    "/staf",
    "/riwayat",
    "/exportconfig",
    "/importconfig",
    "/exportstock 1",
    "/delstock 1|a|1",
    "Halo {nama} <b>{toko}</b>",
    "Halo {nma}",
    "email|sandi",
    "2 jam",
    "/transfer 555|25000|tunai",
    "/transfer",
    "/transfer 555|-25000|tunai",
    "/transfer @|9999999999999|x",
    "/editsaldo 555|+5000|bonus",
    "/editsaldo 555|-999999999|salah",
    "/editsaldo 555|5000|tanpa tanda",
    "/editsaldo |||",
    "/laporan",
    "/laporan 2026-11",
    "/laporan 2026-13",
    "/laporan \u{0}",
    "/rekonsiliasi",
    "/rekonsiliasi sekarang",
    "/order W-000001",
    "/order 1",
    "/order W-999999",
    "/order <b>",
    "/stock",
    "/claim",
    "/claim AAAA",
    "/claim \u{0}",
    "/unknown",
    "/",
    "//",
    "<b>",
    "&amp;",
    "{ $name }",
    "netflix",
    "\u{200b}",
    "\u{1f468}\u{200d}\u{1f469}",
    "5",
    "0",
    "1000",
    "99999999999999999999",
];

#[derive(Clone, Debug)]
enum Deed {
    Say(String),
    /// Presses the n-th of all buttons that were ever shown, whoever they were shown to.
    Press(usize),
    Data(String),
    Photo,
    Document(String),
    Sticker,
    Pay(u64),
    Wait(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => proptest::sample::select(TEXTS).prop_map(|text| Deed::Say(text.to_owned())),
        1 => ".{0,60}".prop_map(Deed::Say),
        1 => "[<>&\"{}a]{1,5000}".prop_map(Deed::Say),
        12 => any::<prop::sample::Index>().prop_map(|at| Deed::Press(at.index(usize::MAX))),
        1 => "[ab][A-Za-z0-9_-]{0,70}".prop_map(Deed::Data),
        1 => Just(Deed::Photo),
        1 => ".{0,20}".prop_map(Deed::Document),
        1 => Just(Deed::Sticker),
        2 => (1u64..5).prop_map(Deed::Pay),
        1 => (1u64..900).prop_map(Deed::Wait),
    ]
}

fn act(counter: &mut Counter, buttons: &mut Vec<String>, person: u64, deed: &Deed) {
    let said = match deed {
        Deed::Say(text) => Said::Text(text.clone()),
        Deed::Press(_) if buttons.is_empty() => return,
        Deed::Press(at) => {
            let data = buttons[at % buttons.len()].clone();
            Said::Button { callback: "c".into(), message: None, data }
        }
        Deed::Data(data) => {
            Said::Button { callback: "c".into(), message: None, data: data.clone() }
        }
        Deed::Photo => Said::Photo { file: "f".into(), caption: "/photo 1".into() },
        Deed::Document(caption) => {
            let (file, name, caption) = ("f".into(), "n.txt".into(), caption.clone());
            Said::Document { file, name, mime: None, bytes: 9, caption }
        }
        Deed::Sticker => Said::Other("sticker".into()),
        Deed::Pay(order) => {
            let known = counter.gateway.len() as u64;
            if *order <= known {
                counter.pay(*order);
                counter.notify(*order);
            }
            return;
        }
        Deed::Wait(secs) => return counter.pass(warung::domain::time::Span::secs(*secs)),
    };
    let update = counter.update(person, said);
    let reply = counter.apply(update);
    assert_eq!(reply, Reply::Done, "{person} {deed:?}");
    all_showable(counter);
    counter.settle();
    for shown in counter.chats.values().flatten() {
        if let Keys::Inline(rows) = &shown.screen.keys {
            for button in rows.iter().flatten() {
                if let Press::Data(data) = &button.does
                    && !buttons.contains(data)
                {
                    buttons.push(data.clone());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 200, ..Default::default() })]

    #[test]
    fn nobody_breaks_the_shop(deeds in proptest::collection::vec((0usize..3, deed()), 1..60)) {
        let mut counter = Counter::new();
        counter.stock("Netflix", 50_000, &["a|1", "b|2", "c|3"]);
        let mut buttons = Vec::new();
        for (who, deed) in &deeds {
            act(&mut counter, &mut buttons, [SARI, BUDI, ADMIN][*who], deed);
        }
        counter.prove();
        counter.pass(warung::domain::time::Span::hours(30));
        counter.prove();
    }
}

#[test]
fn absurd_names_are_greeted() {
    let mut counter = Counter::new();
    let long = "x".repeat(4096);
    for name in ["<Budi", "&amp;", "\u{202e}evil", "", "\u{200b}", "👨‍👩‍👧‍👦", "{ $name }", long.as_str()]
    {
        let Input::Update { id, mut said } = counter.update(SARI, Said::Text("/start".into()))
        else {
            panic!()
        };
        said.from = Person::new(SARI, name, name);
        assert_eq!(counter.apply(Input::Update { id, said }), Reply::Done);
        all_showable(&counter);
        counter.settle();
    }
}

#[test]
fn strangers_hear_nothing_of_staff_commands() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a|1"]);
    counter.say(SARI, "/start");
    let before = counter.text(SARI);
    for text in [
        "/add -|a|-|500|-",
        "/addstock 1|x",
        "/setprice 1|1",
        "/del 1",
        "/undel 1",
        "/addstock 1|x\n/del 1",
        "/stock",
        "/kupon A|10%",
        "/admin",
    ] {
        counter.say(SARI, text);
    }
    counter.say(SARI, "⚙️ Admin Settings");
    assert_eq!(counter.text(SARI), before);
    assert_eq!(counter.units().len(), 1);
}

#[test]
fn wrong_use_is_answered_by_example() {
    let mut counter = Counter::new();
    for (text, example) in [
        ("/add", "/add -|"),
        ("/add a|b", "/add -|"),
        ("/addstock", "/addstock 1|"),
        ("/setprice 1", "/setprice 1|45000"),
        ("/del", "/del 1"),
        ("/undel", "/undel 1"),
        ("/photo 1", "/photo 1"),
        ("/kupon A", "/kupon HEMAT10|"),
        ("/claim", "/claim"),
        ("/add -|Netflix|-|12,5|-", "50000"),
        ("/add -|Netflix|-|nan|-", "50000"),
        ("/add -|Netflix|-|1e9|-", "50000"),
        ("/add -|Netflix|-|-5|-", "50000"),
    ] {
        let answer = counter.say(ADMIN, text).screen.html.clone();
        assert!(answer.contains(example), "{text}: {answer}");
    }
}

/// Presses whatever bytes a client still has.
fn press_bytes(counter: &mut Counter, person: u64, data: &str) {
    let said = Said::Button { callback: "c".into(), message: None, data: data.to_owned() };
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// How many things a shop has that a wizard may have saved.
fn saved(counter: &Counter) -> usize {
    let read = counter.core.store().snap().unwrap();
    let coupons: Vec<Coupon> = read.all(0, 10).unwrap();
    let products: Vec<Product> = read.all(0, 10).unwrap();
    let account = settings(&read).unwrap().transfer_account;
    coupons.len() + products.len() + account.into_iter().count()
}

#[test]
fn a_save_button_saves_what_stands_above_it_and_nothing_else() {
    // What an older program wrote on every such button.
    let plain = encode(&Action::Answer(Choice::Save, Fingerprint(0)), Manner::Here).unwrap();
    for (way, names, then) in [
        (&["Pengaturan", "Transfer manual", "Ubah"][..], ["BCA 111", "BCA 999"], &[][..]),
        (
            &["Kelola Produk", "Tambah Produk"],
            ["Netflix", "Spotify"],
            &["> 5000", "* Lewati", "* Lewati"],
        ),
        (
            &["Kelola Voucher", "Buat Kupon"],
            ["HEMAT", "MURAH"],
            &["> 10%", "* Semua Produk", "* Lewati", "* Lewati", "* Lewati", "* 1x", "* Semua"],
        ),
    ] {
        let mut counter = Counter::new();
        let [old, new] = names.map(|name| {
            counter.say(ADMIN, "/admin");
            for label in way {
                counter.press(ADMIN, label);
            }
            counter.say(ADMIN, name);
            for step in then {
                match step.split_at(2) {
                    ("> ", text) => counter.say(ADMIN, text),
                    (_, label) => counter.press(ADMIN, label),
                };
            }
            counter.button(ADMIN, "Simpan").1
        });
        assert_ne!(old, new);
        for data in [&old, &plain] {
            press_bytes(&mut counter, ADMIN, data);
            assert_eq!(saved(&counter), 0, "{names:?}");
            assert!(counter.toasts.last().unwrap().contains("sudah tidak berlaku"));
            let open = &counter.last(ADMIN).screen.html;
            assert!(open.contains(names[1]) && open.contains("Sudah benar?"), "{open}");
        }
        for data in [&new, &new] {
            press_bytes(&mut counter, ADMIN, data);
            assert_eq!(saved(&counter), 1, "{names:?}");
        }
        counter.prove();
    }
}

/// But for what cannot be seen at their ends.
#[test]
fn goods_arrive_to_the_byte() {
    let mut counter = Counter::new();
    let nasty =
        ["user<1>:p&ss\"", "שלום\u{200f} x", "  spaces inside  kept ", "tab\there", "{ $x }"];
    counter.stock("Aneh", 10_000, &nasty);
    for (at, content) in nasty.iter().enumerate() {
        counter.checkout(SARI, 1, 1);
        let order = at as u64 + 1;
        counter.pay(order);
        counter.notify(order);
        counter.settle();
        let arrived = counter.chats[&(SARI as i64)].iter().any(|shown| match &shown.screen.media {
            Media::File { bytes, .. } => String::from_utf8_lossy(bytes).contains(content.trim()),
            _ => visible(&shown.screen.html).is_ok_and(|text| text.contains(content.trim())),
        });
        assert!(arrived, "{content:?} in {}", counter.text(SARI));
    }
}

#[test]
fn sixty_long_goods_come_as_a_file() {
    let mut counter = Counter::new();
    let units: Vec<String> = (0..60).map(|at| format!("{at:02}{}", "x".repeat(498))).collect();
    for part in units.chunks(7) {
        let lines: Vec<&str> = part.iter().map(String::as_str).collect();
        match counter.units().is_empty() {
            true => counter.stock("Panjang", 1_000, &lines),
            false => {
                counter.fill(&format!("1|{}", lines.join("\n")));
            }
        }
    }
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    counter.say(SARI, "60");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let Media::File { name, bytes } = &counter.last(SARI).screen.media else {
        panic!("{:?}", counter.last(SARI))
    };
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(name, "pesanan-W-000001.txt");
    assert!(units.iter().all(|unit| text.contains(unit)));
    counter.prove();
}
