//! Transfers by hand: what buyers send in evidence, what the staff decide, and every tap that
//! comes twice, too late or from somebody it does not concern.

mod decision;
mod evidence;

use warung::chat::action::{Action, Manner, OrderPress, PaymentPress, ReviewPress, SettingPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::evidence::{CommonDoubt, Evidence, NoEvidence, Round};
use warung::domain::id::{CustomerId, OrderId};
use warung::domain::ledger::Account;
use warung::domain::limit::{
    ACCOUNT_CHARS_MAX, DOUBT_CHARS_MAX, EVIDENCE_KEPT, EVIDENCE_MAX, REVIEW_REMINDERS,
};
use warung::domain::message::{FileKind, Keys, Media, Sent};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Order, State};
use warung::domain::payment::PaymentMethod;
use warung::domain::refusal::Refusal;
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::domain::timer::{Timer, What};
use warung::engine::input::Input;
use warung::engine::input::Reply;
use warung::shop::books::Books;
use warung::shop::context::{Ctx, Done};
use warung::shop::deposit::Deposit;
use warung::shop::deposit::deposit;
use warung::store::open::Store;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, Shown, memory, shop};

const DEWI: u64 = 223;

const ACCOUNT: &str = "BCA 1234567890\na.n. <Sari & Dewi>";

/// A shop with two admins that takes transfers, and one product.
fn open_shop(units: &[&str]) -> Counter {
    open_shop_in(memory(), units)
}

fn open_shop_in(store: Store, units: &[&str]) -> Counter {
    let admins = vec![CustomerId(ADMIN), CustomerId(DEWI)];
    let mut counter = Counter::over(store, warung::domain::shop::Shop { admins, ..shop() });
    counter.stock("Netflix 1 bulan", 50_000, units);
    counter.say(DEWI, "/start");
    write_account(&mut counter, ACCOUNT);
    counter
}

fn write_account(counter: &mut Counter, text: &str) {
    open_settings(counter);
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    counter.say(ADMIN, text);
    counter.press(ADMIN, "Simpan");
}

fn open_settings(counter: &mut Counter) {
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
}

/// From a product to an invoice that is to be paid by transfer.
fn order_by_transfer(counter: &mut Counter, person: u64) {
    counter.say(person, "1");
    for label in ["➕", "Lanjut ke Keranjang", "Lanjut ke Pembayaran", "Transfer Manual"] {
        counter.press(person, label);
    }
}

fn photo(counter: &mut Counter, person: u64, file: &str) {
    photo_with(counter, person, file, "");
}

fn photo_with(counter: &mut Counter, person: u64, file: &str, caption: &str) {
    send(counter, person, Said::Photo { file: file.into(), caption: caption.into() });
}

fn send(counter: &mut Counter, person: u64, said: Said) {
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// A button with these bytes, whether it ever stood anywhere or not.
fn forge(counter: &mut Counter, person: u64, action: Action) {
    let data = codec::encode(&action, Manner::Here).unwrap();
    send(counter, person, Said::Button { callback: "forged".into(), message: None, data });
}

fn approve(order: u64, round: u8) -> Action {
    Action::Review(ReviewPress::Approve { order: OrderId(order), round: Round(round) })
}

fn doubt(order: u64, round: u8) -> Action {
    let why = CommonDoubt::NotArrived;
    Action::Review(ReviewPress::Doubt { order: OrderId(order), round: Round(round), why })
}

/// Telegram's names of the files that stand in a chat.
fn files(counter: &Counter, person: u64) -> Vec<String> {
    let chat = counter.chats.get(&(person as i64)).map(Vec::as_slice).unwrap_or_default();
    let file = |shown: &Shown| match &shown.screen.media {
        Media::Sent(Sent { file, .. }) => Some(file.clone()),
        _ => None,
    };
    chat.iter().filter_map(file).collect()
}

fn in_review(counter: &Counter, order: u64) -> bool {
    matches!(counter.order(order).state, State::InReview { .. })
}

fn ended(counter: &Counter, order: u64) -> Option<End> {
    match counter.order(order).state {
        State::Ended { why, .. } => Some(why),
        _ => None,
    }
}

fn evidence(counter: &Counter, order: u64) -> Option<Evidence> {
    counter.core.store().snap().unwrap().get(order).unwrap()
}

fn books(counter: &Counter) -> Books {
    Books::add_up(&counter.core.store().snap().unwrap()).unwrap()
}

/// What a tap said that changed nothing.
fn hollow(counter: &mut Counter, person: u64, action: Action) -> String {
    let all = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        (snap.all::<Order>(0, 99).unwrap(), snap.all::<Evidence>(0, 99).unwrap())
    };
    let (before, entered) = (all(counter), books(counter).transfers);
    let toasts = counter.toasts.len();
    forge(counter, person, action);
    assert_eq!(all(counter), before);
    assert_eq!(books(counter).transfers, entered);
    counter.prove();
    counter.toasts[toasts..].join(" ")
}

/// A verb by itself, without a conversation around it.
fn run<T>(counter: &Counter, deed: impl FnOnce(&mut Ctx) -> Done<T>) -> Result<T, Refusal> {
    crate::verb::run(counter.core.store(), counter.now, &shop(), deed)
}

#[test]
fn an_order_is_paid_by_transfer() {
    let mut counter = open_shop(&["a@x|1", "b@x|2"]);
    order_by_transfer(&mut counter, SARI);
    let panel = &counter.last(SARI).screen.html;
    for part in ["W-000001", "<code>Rp50.000</code>", "15.05 WIB", "a.n. &lt;Sari &amp; Dewi&gt;"] {
        assert!(panel.contains(part), "{part}: {panel}");
    }
    counter.prove();

    photo(&mut counter, SARI, "bukti-1");
    assert!(in_review(&counter, 1));
    assert!(counter.last(SARI).screen.html.contains("W-000001 sedang diperiksa"));
    for admin in [ADMIN, DEWI] {
        assert_eq!(files(&counter, admin), ["bukti-1"]);
        let card = &counter.last(admin).screen.html;
        for part in ["W-000001", "Sari", "Netflix 1 bulan", "Rp50.000"] {
            assert!(card.contains(part), "{part}: {card}");
        }
    }
    // A picture alone never counts, however long it lies there.
    counter.pass(Span::hours(30));
    assert!(in_review(&counter, 1) && !counter.text(SARI).contains("a@x|1"));
    assert!(matches!(counter.units()[0].fate, Fate::Held(_)));
    counter.prove();

    counter.press(DEWI, "Setujui");
    assert!(counter.order(1).paid());
    assert!(counter.text(SARI).contains("a@x|1"));
    assert!(counter.text(ADMIN).contains("disetujui oleh Orang"));
    let books = books(&counter);
    let sums = [Account::Bank, Account::Sales].map(|account| books.posted(account));
    assert_eq!((books.transfers, sums), (1, [-50_000, 50_000]));
    counter.prove();
}

#[test]
fn the_staff_hear_of_another_account_and_its_author_does_not() {
    let mut counter = open_shop(&["a"]);
    write_account(&mut counter, "BCA 999");
    assert!(counter.text(DEWI).contains("BCA 999"));
    assert!(!counter.last(ADMIN).screen.html.contains("diganti"));
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    counter.press(ADMIN, "Hapus");
    assert!(counter.last(DEWI).screen.html.contains("dimatikan"));
    let before = counter.text(DEWI).len();
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    counter.press(ADMIN, "Batal");
    assert_eq!(counter.text(DEWI).len(), before, "nothing has changed");
}

#[test]
fn without_news_it_expires_and_late_evidence_is_answered() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    counter.pass(Span::minutes(59));
    assert!(counter.order(1).open());
    counter.pass(Span::minutes(2));
    assert_eq!(ended(&counter, 1), Some(End::Expired));
    assert_eq!(counter.units()[0].fate, Fate::Available);
    assert!(counter.text(SARI).contains("Hubungi admin toko"));
    counter.prove();

    photo(&mut counter, SARI, "terlambat");
    let told = &counter.last(SARI).screen.html;
    assert!(told.contains("W-000001") && told.contains("sudah berakhir"), "{told}");
    assert!(files(&counter, ADMIN).is_empty() && ended(&counter, 1).is_some());
    // Long after that a picture is only a picture.
    counter.pass(Span::hours(49));
    photo(&mut counter, SARI, "kucing");
    assert!(counter.last(SARI).screen.html.contains("hanya bisa membaca teks"));
    counter.prove();
}

#[test]
fn a_deposit_is_paid_by_transfer() {
    let mut counter = open_shop(&["a"]);
    let open = |counter: &Counter| {
        let (amount, sari) = (Rupiah(75_000), CustomerId(SARI));
        run(counter, |ctx| deposit(ctx, sari, amount, PaymentMethod::Transfer, None))
    };
    counter.say(SARI, "/start");
    assert_eq!(open(&counter), Ok(Deposit::Opened(OrderId(1))));
    counter.prove();
    photo(&mut counter, SARI, "bukti");
    assert!(counter.last(ADMIN).screen.html.contains("Deposit saldo: Rp75.000"));
    counter.press(ADMIN, "Setujui");
    assert_eq!(counter.balance(SARI), Rupiah(75_000));
    assert!(counter.last(SARI).screen.html.contains("Deposit W-000001 berhasil"));
    assert!(counter.text(DEWI).contains("disetujui oleh Orang"));
    hollow(&mut counter, DEWI, approve(1, 0));
    assert_eq!(counter.balance(SARI), Rupiah(75_000));
    let books = books(&counter);
    assert_eq!((books.posted(Account::Bank), books.customers()), (-75_000, 75_000));
    counter.prove();

    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    counter.press(ADMIN, "Hapus");
    assert_eq!(open(&counter), Err(Refusal::Evidence(NoEvidence::NoTransfers)));
}

#[test]
fn the_seller_says_where_to_and_when_not() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b"]);
    open_settings(&mut counter);
    assert!(counter.last(ADMIN).screen.html.contains("Transfer manual: <b>tidak ada</b>"));
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    for absurd in ["\u{200b}\n\u{2800}", &"x".repeat(ACCOUNT_CHARS_MAX + 1)] {
        counter.say(ADMIN, absurd);
    }
    counter.say(ADMIN, "<b>BCA</b> 1\n\n\n 2 & 3");
    assert!(counter.last(ADMIN).screen.html.contains("&lt;b&gt;BCA&lt;/b&gt; 1\n2 &amp; 3"));
    counter.say(ADMIN, "BCA 42");
    counter.press(ADMIN, "Simpan");
    assert!(counter.last(ADMIN).screen.html.contains("Sekarang: <b>BCA 42</b>"));
    order_by_transfer(&mut counter, SARI);
    assert!(counter.last(SARI).screen.html.contains("BCA 42"));

    counter.say(BUDI, "1");
    for label in ["➕", "Lanjut ke Keranjang", "Lanjut ke Pembayaran"] {
        counter.press(BUDI, label);
    }
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual");
    assert!(counter.last(ADMIN).screen.html.contains("BCA 42"));
    counter.press(ADMIN, "Ubah");
    counter.press(ADMIN, "Hapus");
    // The old button, and one that somebody made.
    counter.press(BUDI, "Transfer Manual");
    assert!(counter.toasts.last().unwrap().contains("sedang tidak tersedia"));
    forge(&mut counter, BUDI, Action::Payment(PaymentPress::By(PaymentMethod::Transfer)));
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(snap.all::<Order>(0, 99).unwrap().len(), 1);
    assert!(matches!(counter.units()[1].fate, Fate::Available));
    drop(snap);
    counter.say(BUDI, "/keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    let Keys::Inline(rows) = &counter.last(BUDI).screen.keys else { panic!("no keys") };
    assert!(rows.iter().flatten().all(|button| !button.label.contains("Transfer")));
    // What is open goes on as it was begun.
    write_account(&mut counter, "Bank lain 7");
    counter.say(SARI, "/pesanan");
    counter.press(SARI, "W-000001");
    counter.press(SARI, "Lihat Invoice");
    assert!(counter.last(SARI).screen.html.contains("BCA 42"));
    counter.prove();
}
