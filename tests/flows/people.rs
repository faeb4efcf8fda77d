//! The staff in the chat: invited, given another role, taken off it and back, each with the menu,
//! the commands and the limits of what they are.

use warung::chat::action::{Manner, MemberPress, MenuPress, RefundPress};
use warung::chat::codec::encode;
use warung::chat::command::Command;
use warung::chat::incoming::Said;
use warung::chat::menu;
use warung::domain::id::CustomerId;
use warung::domain::limit::{PAIRING_LIFE, WRONG_CODES_MAX, WRONG_CODES_SPAN};
use warung::domain::message::{Keys, Screen};
use warung::domain::money::Rupiah;
use warung::domain::revision::By;
use warung::domain::shop::Shop;
use warung::domain::staff::{Colleague, Role, WrongCodes};
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::settings;
use warung::shop::staff::roster;
use warung::store::read::Read;
use warung::store::schema::{Pairing, Table};

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, memory, shop};
use crate::gallery::shop::{DELIVERED, member, press, seeded};

type Texts = &'static [&'static str];

/// Somebody who is going to join.
const NEW: u64 = 7_001;

fn the_shop() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

fn labels(screen: &Screen) -> Vec<String> {
    match &screen.keys {
        Keys::Inline(rows) => rows.iter().flatten().map(|button| button.label.clone()).collect(),
        Keys::Reply(rows) | Keys::Staying(rows) => rows.concat(),
        Keys::None => Vec::new(),
    }
}

fn open() -> Counter {
    let mut counter = Counter::over(memory(), the_shop());
    counter.apply(Input::Opened);
    for person in [OWNER, ADMIN, NEW, SARI, BUDI] {
        counter.say(person, "/start");
    }
    counter
}

/// The owner invites by the menu; what comes back is the code.
fn invite(counter: &mut Counter, role: &str) -> String {
    counter.say(OWNER, "/staf");
    counter.press(OWNER, "➕ Undang");
    let shown = counter.press(OWNER, role).screen.html.clone();
    let (_, code) = shown.split_once("/claim ").expect("an invitation");
    code.chars().take_while(char::is_ascii_alphanumeric).collect()
}

fn join(counter: &mut Counter, person: u64, role: &str) {
    let code = invite(counter, role);
    counter.say(person, &format!("/claim {code}"));
}

fn who(counter: &Counter, person: u64) -> Option<Colleague> {
    let snap = counter.core.store().snap().unwrap();
    roster(&snap, &the_shop()).unwrap().into_iter().find(|it| it.id.0 == person)
}

fn role(counter: &Counter, person: u64) -> Option<Role> {
    who(counter, person).map(|it| it.role)
}

/// The owner opens somebody's card. All are called the same here: it is the number that counts.
fn card(counter: &mut Counter, by: u64, person: u64) -> String {
    press(counter, by, MemberPress::Card(CustomerId(person)));
    counter.last(by).screen.html.clone()
}

#[test]
fn an_invitation_is_a_link_for_one_person_and_ten_minutes() {
    let mut counter = open();
    let code = invite(&mut counter, "Kasir");
    assert!(counter.last(OWNER).screen.html.contains("10 menit"), "{}", counter.text(OWNER));
    // By the link, as Telegram hands it over.
    let joined = counter.say(NEW, &format!("/start claim_{code}")).screen.html.clone();
    assert!(joined.contains("kasir"), "{joined}");
    assert_eq!(role(&counter, NEW), Some(Role::Cashier));
    let it = who(&counter, NEW).unwrap();
    assert_eq!(
        (it.by, it.configured, it.since),
        (Some(CustomerId(OWNER)), false, Some(counter.now))
    );
    assert!(counter.say(BUDI, &format!("/claim {code}")).screen.html.contains("Kode"));
    assert_eq!(role(&counter, BUDI), None, "it works once");
    let late = invite(&mut counter, "Admin");
    counter.pass(PAIRING_LIFE);
    counter.say(BUDI, &format!("/claim {late}"));
    assert_eq!(role(&counter, BUDI), None, "its ten minutes are over");
    let code = invite(&mut counter, "Penjaga Stok");
    counter.say(BUDI, &format!("/claim {}", code.to_lowercase()));
    assert_eq!(role(&counter, BUDI), Some(Role::StockKeeper));
    counter.prove();
}

/// A link that went to the wrong person is void at once, from its screen or from the list.
#[test]
fn an_invitation_is_taken_back_while_nobody_has_used_it() {
    let mut counter = open();
    let code = invite(&mut counter, "Pemilik");
    let shown = counter.last(OWNER).screen.clone();
    let Keys::Inline(rows) = &shown.keys else { panic!("{shown:?}") };
    assert!(rows.iter().flatten().all(|it| !format!("{it:?}").contains(&code)), "{rows:?}");
    let twice = counter.pressed(OWNER, "🗑️ Batalkan Undangan");
    let list = counter.press(OWNER, "🗑️ Batalkan Undangan").screen.html.clone();
    assert!(list.contains("Staf toko") && !list.contains("✉️"), "{list}");
    assert!(counter.toasts.last().unwrap().contains("Undangan 👑 Pemilik sudah dibatalkan"));
    counter.say(NEW, &format!("/claim {code}"));
    assert_eq!(role(&counter, NEW), None);
    counter.apply(twice);
    counter.settle();
    assert!(
        counter.toasts.last().unwrap().contains("sudah tidak berlaku"),
        "{}",
        counter.toasts.last().unwrap()
    );
    // Of two that are open each has its line, and the other one lives on.
    let keeper = invite(&mut counter, "Penjaga Stok");
    let cashier = invite(&mut counter, "Kasir");
    let list = counter.say(OWNER, "/staf").screen.clone();
    let line = "✉️ Undangan 📦 Penjaga Stok, berlaku sampai ";
    assert!(list.html.contains(line) && list.html.contains("✉️ Undangan 💵 Kasir"), "{list:?}");
    assert!(!list.html.contains(&keeper) && !list.html.contains(&cashier), "{list:?}");
    let list = counter.press(OWNER, "🗑️ Undangan 💵 Kasir").screen.html.clone();
    assert!(list.contains(line) && !list.contains("✉️ Undangan 💵 Kasir"), "{list}");
    counter.say(NEW, &format!("/claim {cashier}"));
    assert_eq!(role(&counter, NEW), None);
    counter.say(NEW, &format!("/claim {keeper}"));
    assert_eq!(role(&counter, NEW), Some(Role::StockKeeper));
    // An old button of the one that was used takes nobody off, and only owners may press it.
    let admin = invite(&mut counter, "Admin");
    let snap = counter.core.store().snap().unwrap();
    let [pairing] = &snap.all::<Pairing>(0, 10).unwrap()[..] else { panic!("one is open") };
    for person in [NEW, ADMIN, SARI] {
        press(&mut counter, person, MemberPress::Uninvite(pairing.digest));
    }
    counter.say(BUDI, &format!("/claim {admin}"));
    assert_eq!(role(&counter, BUDI), Some(Role::Admin));
    press(&mut counter, OWNER, MemberPress::Uninvite(pairing.digest));
    assert_eq!(role(&counter, BUDI), Some(Role::Admin));
    // What nobody uses is gone from the list with its time.
    invite(&mut counter, "Dukungan");
    counter.pass(PAIRING_LIFE);
    assert!(!counter.say(OWNER, "/staf").screen.html.contains("✉️"));
    counter.prove();
}

/// The shop keeps to the hour when somebody was there; nobody was there before they joined, and
/// whoever looks is there now.
#[test]
fn nobody_was_last_seen_before_they_joined() {
    let mut counter = open();
    counter.say(NEW, "/start");
    counter.pass(Span::minutes(20));
    join(&mut counter, NEW, "Kasir");
    let it = who(&counter, NEW).unwrap();
    assert_eq!((it.since, it.last_seen), (Some(counter.now), Some(counter.now)));
    let shown = card(&mut counter, OWNER, NEW);
    let moment = |row: &str| {
        let found = shown.lines().find_map(|line| line.strip_prefix(row));
        found.unwrap_or_else(|| panic!("{row}: {shown}")).to_owned()
    };
    assert_eq!(moment("Bergabung: "), moment("Terakhir terlihat: "));
    counter.pass(Span::minutes(20));
    let own = card(&mut counter, OWNER, OWNER);
    assert!(own.contains("Terakhir terlihat: sekarang"), "{own}");
    let list = counter.say(OWNER, "/staf").screen.html.clone();
    assert_eq!(list.matches("terakhir sekarang").count(), 1, "{list}");
}

#[test]
fn whoever_guesses_codes_rests_for_an_hour() {
    let mut counter = open();
    let code = invite(&mut counter, "Admin");
    for _ in 0..WRONG_CODES_MAX {
        assert!(counter.say(BUDI, "/claim SALAHKODE1").screen.html.contains("Kode"));
    }
    let right = format!("/claim {code}");
    let told = counter.say(BUDI, &right).screen.html.clone();
    assert!(told.contains("terlalu banyak") && told.contains("WIB"), "{told}");
    assert_eq!(role(&counter, BUDI), None, "nor does the right one help now");
    // Others are not held up by it, and mistakes of theirs are forgotten once they are in.
    counter.say(NEW, "/claim SALAH");
    counter.say(NEW, &right);
    assert_eq!(role(&counter, NEW), Some(Role::Admin));
    let rows = counter.core.store().snap().unwrap();
    assert!(rows.get::<WrongCodes>(NEW).unwrap().is_none());
    counter.pass(WRONG_CODES_SPAN);
    let code = invite(&mut counter, "Kasir");
    counter.say(BUDI, &format!("/claim {code}"));
    assert_eq!(role(&counter, BUDI), Some(Role::Cashier));
    counter.prove();
}

/// Strangers with wrong codes leave nothing behind for long.
#[test]
fn what_was_mistyped_goes_at_night() {
    let mut counter = open();
    counter.say(BUDI, "/claim SALAH");
    let rows = |counter: &Counter| counter.core.store().snap().unwrap().size(Table::WrongCodes);
    assert_eq!(rows(&counter).unwrap(), 1);
    counter.pass(Span::hours(25));
    assert_eq!(rows(&counter).unwrap(), 0);
}

#[test]
fn a_role_counts_at_the_very_next_press() {
    let mut counter = open();
    join(&mut counter, NEW, "Admin");
    counter.say(ADMIN, "/add -|Netflix|-|50000|-");
    counter.say(NEW, "/stock");
    counter.press(NEW, "Isi Stok");
    counter.press(NEW, "Netflix");
    // In the middle of filling it they become support.
    card(&mut counter, OWNER, NEW);
    counter.press(OWNER, "Ganti Peran");
    let shown = counter.press(OWNER, "Dukungan").screen.html.clone();
    assert!(shown.contains("Dukungan"), "{shown}");
    assert_eq!(role(&counter, NEW), Some(Role::Support));
    assert!(counter.text(NEW).contains("sekarang: <b>dukungan</b>"), "{}", counter.text(NEW));
    let said = counter.say(NEW, "a@x|1").screen.html.clone();
    assert!(said.contains("tugas") && counter.units().is_empty(), "{said}");
    // One tap takes it back, once.
    counter.press(OWNER, "Urungkan");
    assert_eq!(role(&counter, NEW), Some(Role::Admin));
    counter.prove();
}

#[test]
fn two_owners_do_not_decide_on_what_they_did_not_see() {
    let mut counter = open();
    join(&mut counter, NEW, "Kasir");
    join(&mut counter, BUDI, "Pemilik");
    card(&mut counter, OWNER, NEW);
    counter.press(OWNER, "Ganti Peran");
    // Meanwhile the other owner is faster.
    card(&mut counter, BUDI, NEW);
    counter.press(BUDI, "Ganti Peran");
    counter.press(BUDI, "Penjaga Stok");
    let old = counter.pressed(OWNER, "Admin");
    assert_eq!(counter.apply(old), Reply::Done);
    counter.settle();
    assert_eq!(role(&counter, NEW), Some(Role::StockKeeper), "the old card decides nothing");
    let now = "Peran: <b>📦 Penjaga Stok";
    assert!(counter.text(OWNER).contains(now), "the card as it is: {}", counter.text(OWNER));
    // Nor does an older undo take back what was done since.
    counter.press(BUDI, "Urungkan");
    assert_eq!(role(&counter, NEW), Some(Role::Cashier));
    counter.prove();
}

#[test]
fn whoever_is_removed_is_out_at_once_and_comes_back_by_one_tap() {
    let mut counter = open();
    join(&mut counter, NEW, "Admin");
    counter.say(NEW, "/add -|Netflix|-|50000|-");
    counter.say(NEW, "/stock");
    counter.press(NEW, "Isi Stok");
    counter.press(NEW, "Netflix");
    card(&mut counter, OWNER, NEW);
    counter.press(OWNER, "Keluarkan");
    assert!(counter.last(OWNER).screen.html.contains("Keluarkan"), "it is asked first");
    assert_eq!(role(&counter, NEW), Some(Role::Admin));
    counter.press(OWNER, "Ya, Keluarkan");
    assert_eq!(role(&counter, NEW), None);
    assert!(counter.text(NEW).contains("sudah bukan staf"), "{}", counter.text(NEW));
    // With a buyer's keys in place of the staff's.
    let keys = labels(&counter.last(NEW).screen).join("\n");
    assert!(keys.contains("Semua Produk") && !keys.contains("Admin"), "{keys}");
    assert!(!keys.contains("Kelola Produk"), "{keys}");
    counter.say(NEW, "a@x|1");
    assert!(counter.units().is_empty(), "in the middle of a question too");
    let heard = counter.text(NEW).len();
    counter.say(NEW, "/staf");
    counter.say(NEW, "/addstock 1|a");
    assert!(counter.units().is_empty() && counter.text(NEW).len() == heard, "silence");
    counter.press(OWNER, "Urungkan");
    assert_eq!(role(&counter, NEW), Some(Role::Admin), "as they were");
    let chat = &counter.chats[&(NEW as i64)];
    let told = chat.iter().rfind(|it| it.screen.html.contains("Peran Kakak")).expect("it is told");
    let keys = labels(&told.screen).join("\n");
    assert!(keys.contains("Admin Settings") && keys.contains("Kelola Produk"), "{keys}");
    counter.say(NEW, "/addstock 1|a@x");
    assert!(counter.take_in(NEW));
    assert_eq!(counter.units().len(), 1);
    counter.prove();
}

#[test]
fn neither_oneself_nor_those_of_the_configuration() {
    let mut counter = open();
    join(&mut counter, NEW, "Pemilik");
    let named = card(&mut counter, OWNER, OWNER);
    assert!(named.contains("konfigurasi"), "{named}");
    let shown = labels(&counter.last(OWNER).screen);
    assert!(!shown.iter().any(|it| it.contains("Keluarkan") || it.contains("Ganti")), "{shown:?}");
    let oneself = card(&mut counter, NEW, NEW);
    assert!(oneself.contains("Kakak sendiri"), "{oneself}");
    let shown = labels(&counter.last(NEW).screen);
    assert!(!shown.iter().any(|it| it.contains("Keluarkan") || it.contains("Ganti")), "{shown:?}");
}

/// A shop that names no owner is run by its admins, or nobody could ever invite anybody.
#[test]
fn without_an_owner_the_admins_invite() {
    let mut counter = Counter::new();
    counter.apply(Input::Opened);
    counter.say(ADMIN, "/start");
    counter.say(ADMIN, "/staf");
    counter.press(ADMIN, "Undang");
    assert!(counter.press(ADMIN, "Kasir").screen.html.contains("/claim "));
}

#[test]
fn everybody_has_their_own_menu_and_help() {
    let mut counter = seeded();
    // What each finds in the menu, in the help, and what they must never see there.
    let cases: [(Role, Texts, Texts, Texts); 5] = [
        (Role::Support, &["belum terkirim"], &["/admin"], &["Rp", "Kelola", "/add"]),
        (
            Role::StockKeeper,
            &["Kelola Produk"],
            &["/add ", "/addstock"],
            &["Rp", "pesanan", "/order"],
        ),
        (
            Role::Cashier,
            &["Hari ini", "Bukti transfer"],
            &["/order"],
            &["Kelola", "/laporan", "/add"],
        ),
        (
            Role::Admin,
            &["Kelola Produk", "Kelola Voucher"],
            &["/laporan"],
            &["👤 Staf", "/restart"],
        ),
        (Role::Owner, &["👤 Staf", "🧰 Pengaturan"], &["/staf", "/restart", "/add "], &[]),
    ];
    for (role, in_menu, in_help, never) in cases {
        let shown = counter.say(member(role), "/admin").screen.clone();
        let menu = format!("{}\n{}", shown.html, labels(&shown).join("\n"));
        let help = counter.say(member(role), "/help").screen.html.clone();
        assert!(in_menu.iter().all(|it| menu.contains(it)), "{role:?}: {menu}");
        assert!(in_help.iter().all(|it| help.contains(it)), "{role:?}: {help}");
        let said = |text: &str| menu.contains(text) || help.contains(text);
        assert!(!never.iter().any(|it| said(it)), "{role:?}: {menu}\n{help}");
    }
    let buyer = counter.say(SARI, "/help").screen.html.clone();
    assert!(buyer.contains("Cara Order") && !buyer.contains("/add"), "{buyer}");
}

/// Every example of the help is a command that does what it says, or asks for something else of
/// the same kind: none is unknown.
#[test]
fn examples_of_the_help_are_commands() {
    let counter = seeded();
    let dictionary = counter.core.dictionary();
    for (language, _) in dictionary.languages() {
        let w = dictionary.words(Some(language), language);
        for listed in menu::staff(w) {
            let read = Command::parse(&listed.example);
            let known = matches!(read, Some(Command::Staff(_) | Command::Owner(_)));
            assert!(known, "{}: {read:?}", listed.example);
        }
    }
}

#[test]
fn a_cashier_refunds_up_to_the_limit_of_an_order() {
    let mut counter = seeded();
    let cashier = member(Role::Cashier);
    let order = DELIVERED;
    let open = |counter: &mut Counter, person: u64| {
        press(counter, person, RefundPress::New { order, unit: None });
    };
    crate::refund::run(&counter, |ctx| {
        settings::change(ctx, By::Machine, |it| it.cashier_refund = Rupiah(30_000))
    })
    .unwrap();
    open(&mut counter, cashier);
    let refused = counter.say(cashier, "30001").screen.html.clone();
    assert!(refused.contains("Rp30.000") && refused.contains("admin"), "{refused}");
    counter.say(cashier, "20000");
    counter.press(cashier, "Saldo");
    counter.say(cashier, "Salah satu akun macet");
    counter.press(cashier, "Rp20.000");
    assert_eq!(counter.order(order.0).refunds.len(), 1);
    // What is left of the limit is what is left of the order's.
    open(&mut counter, cashier);
    let refused = counter.say(cashier, "20000").screen.html.clone();
    assert!(refused.contains("Rp10.000"), "{refused}");
    open(&mut counter, member(Role::Admin));
    let shown = counter.say(member(Role::Admin), "40000").screen.html.clone();
    assert!(!shown.contains("Kasir"), "{shown}");
    counter.prove();
}

#[test]
fn an_owner_looks_at_the_shop_as_a_buyer() {
    let mut counter = seeded();
    let owner = member(Role::Owner);
    let keys = |counter: &Counter| labels(&counter.last(owner).screen).join("\n");
    counter.say(owner, "/admin");
    let home = counter.press(owner, "Lihat sebagai pembeli").screen.html.clone();
    assert!(home.contains("sebagai pembeli") && home.contains("/admin"), "{home}");
    assert!(!keys(&counter).contains("Admin"), "{}", keys(&counter));
    counter.say(owner, "/start");
    assert!(!keys(&counter).contains("Admin"), "it stays until they come back");
    assert!(counter.say(owner, "/help").screen.html.contains("Cara Order"));
    let menu = counter.button(owner, "Lihat sebagai pembeli").0;
    counter.say(owner, "/admin");
    // The keys of the staff are there again at once, with a message of their own above the menu.
    let chat = &counter.chats[&(owner as i64)];
    let [.., back, last] = &chat[..] else { panic!("{chat:?}") };
    let there = labels(&back.screen).join("\n");
    assert!(there.contains("Admin Settings") && there.contains("Kelola Produk"), "{there}");
    assert!(back.screen.html.contains("kembali sebagai staf"), "{back:?}");
    assert!(matches!(last.screen.keys, Keys::Inline(_)), "{last:?}");
    // So they are where the way back was an old button, and once.
    counter.press(owner, "Lihat sebagai pembeli");
    let data = encode(&MenuPress::Menu.into(), Manner::Here).unwrap();
    let said = Said::Button { callback: "c".into(), message: Some(menu), data };
    for told in [2, 0] {
        let before = counter.chats[&(owner as i64)].len();
        let update = counter.update(owner, said.clone());
        counter.apply(update);
        counter.settle();
        assert_eq!(counter.chats[&(owner as i64)].len(), before + told);
    }
    counter.say(owner, "/start");
    assert!(keys(&counter).contains("Admin Settings"), "{}", keys(&counter));
    // For an admin as well, and for nobody whose work is something else.
    counter.say(member(Role::Cashier), "/admin");
    let shown = labels(&counter.last(member(Role::Cashier)).screen);
    assert!(!shown.iter().any(|it| it.contains("pembeli")), "{shown:?}");
}

/// Product, stock, an order on trial: whoever joins is led there.
#[test]
fn whoever_joins_an_empty_shop_is_led() {
    let mut counter = open();
    join(&mut counter, NEW, "Admin");
    let text = counter.text(NEW);
    assert!(text.contains("Selamat bergabung") && text.contains("Langkah awal"), "{text}");
    counter.press(NEW, "Tambah Produk");
    counter.say(NEW, "Netflix");
    counter.say(NEW, "50rb");
    counter.say(NEW, "/batal");
    counter.say(NEW, "/add -|Netflix|-|50000|-");
    let steps = |counter: &mut Counter| {
        counter.say(NEW, "/admin");
        counter.press(NEW, "Langkah Awal").screen.html.clone()
    };
    let after = steps(&mut counter);
    assert!(after.contains("✅ 1.") && after.contains("▫️ 2."), "{after}");
    counter.press(NEW, "Isi Stok");
    counter.press(NEW, "Netflix");
    counter.say(NEW, "a@x|1");
    assert!(counter.take_in(NEW));
    let after = steps(&mut counter);
    assert!(after.contains("✅ 2.") && after.contains("▫️ 3."), "{after}");
    counter.press(NEW, "Lihat sebagai pembeli");
    counter.checkout(NEW, 1, 1);
    let shown = labels(&counter.say(NEW, "/admin").screen);
    assert!(!shown.iter().any(|it| it.contains("Langkah")), "{shown:?}");
    counter.prove();
}

/// Cashiers hear of orders and of evidence as the admins do; who keeps the stock hears when it is
/// gone, and of nothing else.
#[test]
fn each_hears_of_what_is_theirs() {
    let mut counter = open();
    counter.stock("Netflix", 50_000, &["a@x|1"]);
    join(&mut counter, NEW, "Penjaga Stok");
    join(&mut counter, BUDI, "Kasir");
    let (before, cashier) = (counter.text(NEW).len(), counter.text(BUDI).len());
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let heard = counter.text(NEW)[before..].to_owned();
    assert!(heard.contains("habis") && !heard.contains("W-000001"), "{heard}");
    let heard = counter.text(BUDI)[cashier..].to_owned();
    assert!(heard.contains("W-000001"), "{heard}");
    assert!(!labels(&counter.last(BUDI).screen).iter().any(|it| it.contains("Isi Stok")));
}
