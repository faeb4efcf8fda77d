//! Transfers by hand: what buyers send in evidence, what the staff decide, and every tap that
//! comes twice, too late or from somebody it does not concern.

use warung::chat::action::{Action, Manner, OrderPress, PaymentPress, ReviewPress, SettingPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::evidence::{CommonDoubt, Evidence, Round};
use warung::domain::id::{CustomerId, OrderId};
use warung::domain::ledger::Account;
use warung::domain::limit::{
    ACCOUNT_CHARS_MAX, DOUBT_CHARS_MAX, EVIDENCE_KEPT, EVIDENCE_MAX, REVIEW_REMINDERS,
};
use warung::domain::message::{FileKind, Keys, Media, Sent};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Order, State};
use warung::domain::refusal::Refusal;
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::domain::timer::{Timer, What};
use warung::engine::input::Input;
use warung::engine::input::Reply;
use warung::shop::books::Books;
use warung::shop::context::{Ctx, Done, Stop};
use warung::shop::deposit::Deposit;
use warung::shop::deposit::deposit;
use warung::store::open::Store;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, Shown, memory, shop};
use warung::domain::payment::PaymentMethod;

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
    let (store, shop) = (counter.core.store(), shop());
    let mut batch = store.batch().unwrap();
    let mut ctx = Ctx::new(batch.begin([9; 32]), counter.now, &shop, true);
    match deed(&mut ctx) {
        Ok(done) => {
            let (kept, _) = ctx.finish();
            batch.keep(kept);
            store.commit(batch).unwrap();
            Ok(done)
        }
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
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
fn nobody_approves_their_own_transfer() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, ADMIN);
    photo(&mut counter, ADMIN, "bukti");
    assert!(hollow(&mut counter, ADMIN, approve(1, 0)).contains("Minta admin lain"));
    forge(&mut counter, DEWI, approve(1, 0));
    assert!(counter.order(1).paid());
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
    counter.press(ADMIN, "Hapus");
    assert!(counter.last(DEWI).screen.html.contains("dimatikan"));
    let before = counter.text(DEWI).len();
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Batal");
    assert_eq!(counter.text(DEWI).len(), before, "nothing has changed");
}

#[test]
fn a_document_is_evidence_too() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    let said = |name: &str, caption: &str| Said::Document {
        file: "berkas-1".into(),
        name: name.into(),
        mime: Some("application/pdf".into()),
        bytes: u64::MAX,
        caption: caption.into(),
    };
    let absurd = "<b>\u{202e}&\0".repeat(500);
    send(&mut counter, SARI, said(&absurd, &absurd));
    assert!(in_review(&counter, 1));
    let Media::Sent(sent) = &counter.last(ADMIN).screen.media else { panic!("no file") };
    assert!(*sent == Sent { file: "berkas-1".into(), kind: FileKind::Document });
    assert!(!counter.text(ADMIN).contains('\u{202e}'), "what was written under it stays there");
    // A command that is none, or none of a buyer's, is a caption like any other.
    for caption in ["/bukti W-000001", "/status"] {
        let mut counter = open_shop(&["a"]);
        order_by_transfer(&mut counter, SARI);
        send(&mut counter, SARI, said("x", caption));
        assert!(in_review(&counter, 1), "{caption}");
        counter.prove();
    }
}

#[test]
fn a_document_that_shows_nothing_is_no_evidence() {
    let document = |name: &str, mime: Option<&str>| Said::Document {
        file: "berkas".into(),
        name: name.into(),
        mime: mime.map(str::to_owned),
        bytes: 10,
        caption: String::new(),
    };
    for (name, mime, taken) in [
        ("bukti.txt", Some("text/plain"), false),
        ("bukti.pdf", Some("application/zip"), false),
        ("bukti.jpg", Some("text/html"), false),
        ("bukti.apk", None, false),
        ("pdf", None, false),
        ("", None, false),
        ("image", Some("application/image/png"), false),
        ("bukti", Some("image/heic"), true),
        ("bukti", Some("Image/JPEG"), true),
        ("bukti", Some("application/pdf"), true),
        ("Bukti Transfer.PDF", None, true),
        ("IMG_1.jpeg", Some(""), true),
        ("bukti.jpg", Some("application/octet-stream"), true),
        ("bukti.exe", Some("application/octet-stream"), false),
    ] {
        let mut counter = open_shop(&["a", "b"]);
        order_by_transfer(&mut counter, SARI);
        send(&mut counter, SARI, document(name, mime));
        assert_eq!(in_review(&counter, 1), taken, "{name} {mime:?}");
        if !taken {
            let told = &counter.last(SARI).screen.html;
            let parts = ["W-000001", "bukan gambar atau PDF", "foto"];
            assert!(parts.iter().all(|part| told.contains(part)), "{name}: {told}");
            // In the middle of something else, and under a caption, it is no evidence either.
            counter.say(SARI, "1");
            counter.press(SARI, "Ketik Jumlah");
            send(&mut counter, SARI, document(name, mime));
            assert!(counter.last(SARI).screen.html.contains("bukan gambar atau PDF"));
            assert!(!in_review(&counter, 1));
        }
        counter.prove();
    }
    // Where no transfer waits, it is what it always was.
    let mut counter = open_shop(&["a"]);
    send(&mut counter, SARI, document("bukti.txt", Some("text/plain")));
    assert!(counter.last(SARI).screen.html.contains("hanya bisa membaca teks"));
    // Nor may it be added while the shop asks which of two orders is meant.
    let mut counter = open_shop(&["a", "b"]);
    open_settings(&mut counter);
    forge(&mut counter, ADMIN, Action::Setting(SettingPress::OpenInvoices));
    forge(&mut counter, ADMIN, Action::Setting(SettingPress::OpenInvoices));
    order_by_transfer(&mut counter, SARI);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    send(&mut counter, SARI, document("bukti.txt", Some("text/plain")));
    assert!(counter.last(SARI).screen.html.contains("bukan gambar atau PDF"));
    counter.press(SARI, "W-000001");
    assert!(in_review(&counter, 1));
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), 1);
    counter.prove();
}

#[test]
fn refused_evidence_may_be_sent_again_once() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    counter.pass(Span::minutes(59));
    photo(&mut counter, SARI, "buram");
    counter.press(ADMIN, "Tolak");
    counter.press(ADMIN, "Buktinya tidak jelas");
    let until = counter.now.after(Span::hours(1));
    assert_eq!(counter.order(1).state, State::AwaitingTransfer { until });
    let told = &counter.last(SARI).screen.html;
    for part in ["W-000001", "Buktinya tidak jelas", "16.04 WIB", "BCA 1234567890"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(counter.text(DEWI).contains("Bukti ditolak"));
    assert!(!counter.text(ADMIN).contains("Bukti ditolak</b>"), "who did it knows");
    counter.prove();
    // The end that was set before does not count any more.
    counter.pass(Span::minutes(59));
    assert!(counter.order(1).open());

    photo(&mut counter, SARI, "jelas");
    assert!(counter.last(DEWI).screen.html.contains("Sudah ditolak sekali"));
    counter.press(DEWI, "Setujui");
    assert!(counter.order(1).paid());
    counter.prove();

    order_by_transfer(&mut counter, SARI);
    for file in ["palsu-1", "palsu-2"] {
        photo(&mut counter, SARI, file);
        counter.press(ADMIN, "Tolak");
        counter.press(ADMIN, "Tulis alasan");
        counter.say(ADMIN, &"x".repeat(DOUBT_CHARS_MAX + 1));
        assert!(in_review(&counter, 2));
        counter.say(ADMIN, "rekening <lain>\nbukan punya toko");
    }
    assert_eq!(ended(&counter, 2), Some(End::NoTransfer));
    assert_eq!(counter.units()[1].fate, Fate::Available);
    let told = &counter.last(SARI).screen.html;
    assert!(told.contains("W-000002 berakhir") && told.contains("rekening &lt;lain&gt;"), "{told}");
    assert!(counter.text(DEWI).contains("invoice berakhir</b> · W-000002"));
    counter.prove();
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
fn what_is_in_review_cannot_be_cancelled() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    let cancel = || Action::Order(OrderPress::Cancel(OrderId(1)));
    photo(&mut counter, SARI, "bukti");
    forge(&mut counter, SARI, cancel());
    assert!(in_review(&counter, 1) && counter.toasts.last().unwrap().contains("diperiksa admin"));
    forge(&mut counter, ADMIN, doubt(1, 0));
    forge(&mut counter, SARI, cancel());
    assert_eq!(ended(&counter, 1), Some(End::Cancelled));
    assert!(hollow(&mut counter, ADMIN, approve(1, 1)).contains("sudah berakhir"));
    counter.prove();
}

#[test]
fn every_decision_counts_once() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    assert!(hollow(&mut counter, ADMIN, approve(1, 0)).contains("sudah ditolak"), "no evidence");
    photo(&mut counter, SARI, "bukti");
    forge(&mut counter, ADMIN, approve(1, 0));
    for admin in [ADMIN, DEWI] {
        for action in [approve(1, 0), doubt(1, 0), approve(1, 1)] {
            let said = hollow(&mut counter, admin, action);
            assert!(said.contains("W-000001 sudah disetujui"), "{said}");
        }
    }

    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti-2");
    forge(&mut counter, DEWI, doubt(2, 0));
    for action in [approve(2, 0), doubt(2, 0), approve(2, 1)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("W-000002 sudah ditolak"), "{said}");
    }
    photo(&mut counter, SARI, "bukti-3");
    for action in [approve(2, 0), doubt(2, 0)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("lebih baru untuk W-000002"), "{said}");
    }
    forge(&mut counter, DEWI, doubt(2, 1));
    assert_eq!(ended(&counter, 2), Some(End::NoTransfer));
    for action in [approve(2, 1), doubt(2, 1), approve(2, 0)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("W-000002 sudah berakhir"), "{said}");
    }
    for action in [approve(77, 0), doubt(77, 0)] {
        assert!(hollow(&mut counter, ADMIN, action).contains("sudah tidak ada"));
    }
}

#[test]
fn two_admins_at_once_and_one_who_types_too_long() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.press(DEWI, "Tolak");
    let taps = [counter.pressed(ADMIN, "Setujui"), counter.pressed(DEWI, "Buktinya tidak jelas")];
    counter.try_apply(&taps).unwrap();
    counter.settle();
    assert!(counter.order(1).paid() && evidence(&counter, 1).unwrap().doubts.is_empty());
    assert_eq!(books(&counter).transfers, 1);
    // The buttons are gone for the one who decided, and for the one who came too late.
    for admin in [ADMIN, DEWI] {
        let chat = &counter.chats[&(admin as i64)];
        let card = chat.iter().rev().find(|shown| shown.screen.html.contains("✅ Disetujui oleh"));
        assert_eq!(card.expect("no card").screen.keys, Keys::None);
    }
    counter.prove();

    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti-2");
    counter.press(DEWI, "Tolak");
    counter.press(DEWI, "Tulis alasan");
    counter.press(ADMIN, "Setujui");
    counter.say(DEWI, "uang palsu");
    assert!(counter.order(2).paid());
    assert!(counter.last(DEWI).screen.html.contains("W-000002</b> sudah disetujui"));
    counter.prove();
}

#[test]
fn strangers_hear_nothing() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let (order, round) = (OrderId(1), Round(0));
    counter.say(BUDI, "/start");
    for person in [SARI, BUDI] {
        let (before, toasts) = (counter.text(person), counter.toasts.len());
        for action in [
            approve(1, 0),
            doubt(1, 0),
            Action::Review(ReviewPress::DoubtWhy { order, round }),
            Action::Review(ReviewPress::DoubtTyped { order, round }),
            Action::Review(ReviewPress::Card { order, back: 0 }),
            Action::Review(ReviewPress::List),
            Action::Setting(SettingPress::TransferAccount),
        ] {
            hollow(&mut counter, person, action);
        }
        assert_eq!((counter.text(person), counter.toasts.len()), (before, toasts));
    }
    assert!(in_review(&counter, 1));
    // Nor does a stranger's picture touch somebody else's order.
    photo_with(&mut counter, BUDI, "milik-budi", "W-000001");
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), 1);
    let stolen = vec![Sent { file: "x".into(), kind: FileKind::Photo }];
    let sent = run(&counter, |ctx| {
        warung::shop::evidence::send(ctx, CustomerId(BUDI), OrderId(1), stolen)
    });
    assert_eq!(sent, Err(Refusal::NoOrder));
}

#[test]
fn more_pieces_reach_the_staff_and_are_bounded() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    for piece in 1..=EVIDENCE_MAX + 2 {
        photo(&mut counter, SARI, &format!("bukti-{piece}"));
    }
    assert!(counter.last(SARI).screen.html.contains("sudah cukup"));
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), EVIDENCE_MAX);
    assert_eq!(files(&counter, DEWI).len(), EVIDENCE_MAX);
    counter.prove();
    // From the list all of them can be looked at.
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Bukti transfer (1)");
    counter.press(ADMIN, "Lihat Bukti W-000001");
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 5 dari 5"));
    counter.press(ADMIN, "Sebelumnya");
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 4 dari 5"));
    assert_eq!(files(&counter, ADMIN).last().unwrap(), "bukti-4");
    forge(&mut counter, ADMIN, Action::Review(ReviewPress::Card { order: OrderId(1), back: 255 }));
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 1 dari 5"));
    // A new round has room of its own.
    forge(&mut counter, ADMIN, doubt(1, 0));
    photo(&mut counter, SARI, "lagi");
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), EVIDENCE_MAX + 1);
    forge(&mut counter, ADMIN, approve(1, 1));
    counter.say(ADMIN, "/admin");
    let Keys::Inline(rows) = &counter.last(ADMIN).screen.keys else { panic!("no keys") };
    assert!(rows.iter().flatten().all(|button| !button.label.contains("Bukti transfer")));
    counter.prove();
}

#[test]
fn of_several_orders_the_buyer_says_which() {
    let mut counter = open_shop(&["a", "b"]);
    open_settings(&mut counter);
    forge(&mut counter, ADMIN, Action::Setting(SettingPress::OpenInvoices));
    forge(&mut counter, ADMIN, Action::Setting(SettingPress::OpenInvoices));
    order_by_transfer(&mut counter, SARI);
    order_by_transfer(&mut counter, SARI);
    // An album is several messages.
    photo(&mut counter, SARI, "satu");
    photo(&mut counter, SARI, "dua");
    assert!(counter.last(SARI).screen.html.contains("untuk invoice yang mana"));
    assert!(!in_review(&counter, 1) && !in_review(&counter, 2));
    counter.press(SARI, "W-000001 · Rp50.000");
    assert!(in_review(&counter, 1) && !in_review(&counter, 2));
    assert_eq!(files(&counter, ADMIN), ["satu", "dua"]);
    counter.prove();
    // One of them is decided while the buyer is asked again.
    photo(&mut counter, SARI, "tiga");
    forge(&mut counter, DEWI, approve(1, 0));
    counter.press(SARI, "W-000001 · Rp50.000");
    assert!(counter.text(SARI).contains("W-000001</b> sudah lunas"));
    photo(&mut counter, SARI, "empat");
    assert!(in_review(&counter, 2));
    counter.prove();
}

#[test]
fn evidence_is_understood_in_the_middle_of_anything_else() {
    let mut counter = open_shop(&["a", "b", "c"]);
    order_by_transfer(&mut counter, SARI);
    send(&mut counter, SARI, Said::Other("sticker".into()));
    assert!(counter.last(SARI).screen.html.contains("foto atau PDF"));
    counter.say(SARI, "sudah saya transfer kak");
    assert!(counter.last(SARI).screen.html.contains("foto atau PDF"));
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    photo(&mut counter, SARI, "bukti");
    assert!(in_review(&counter, 1));
    send(&mut counter, SARI, Said::Other("sticker".into()));
    assert!(counter.last(SARI).screen.html.contains("hanya bisa membaca teks"), "enough is sent");
    // A question that a picture answers comes first, though: an admin buys here too.
    order_by_transfer(&mut counter, ADMIN);
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Isi Stok");
    counter.press(ADMIN, "1. Netflix");
    let stock = Said::Document {
        file: "stok".into(),
        name: "stok.txt".into(),
        mime: Some("text/plain".into()),
        bytes: 10,
        caption: String::new(),
    };
    send(&mut counter, ADMIN, stock);
    assert!(!in_review(&counter, 2));
    photo(&mut counter, ADMIN, "bukti-admin");
    assert!(in_review(&counter, 2));
    counter.prove();
}

#[test]
fn the_words_arrive_without_the_file() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    counter.files_lost = true;
    photo(&mut counter, SARI, "hilang");
    let card = &counter.last(ADMIN).screen;
    assert!(card.media == Media::None && card.html.contains("W-000001"));
    counter.press(ADMIN, "Tolak");
    counter.press(ADMIN, "Uangnya belum masuk");
    assert!(counter.text(ADMIN).contains("Menunggu bukti baru"));
    photo(&mut counter, SARI, "hilang-juga");
    counter.press(DEWI, "Setujui");
    assert!(counter.order(1).paid());
    counter.prove();
}

#[test]
fn the_staff_are_reminded_until_somebody_decides_and_not_for_ever() {
    let mut counter = open_shop(&["a"]);
    let reminders = |counter: &Counter| counter.text(DEWI).matches("belum diputuskan").count();
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.pass(Span::minutes(29));
    assert_eq!(reminders(&counter), 0);
    counter.pass(Span::minutes(1));
    assert_eq!(reminders(&counter), 1);
    counter.press(DEWI, "Lihat Bukti W-000001");
    assert_eq!(files(&counter, DEWI).last().unwrap(), "bukti");
    counter.pass(Span::minutes(30));
    assert_eq!(reminders(&counter), 2, "after an hour");
    counter.pass(Span::hours(6));
    assert_eq!(reminders(&counter), 3, "and then every six");
    // The timer of a round that is over does not ring for the next.
    forge(&mut counter, ADMIN, doubt(1, 0));
    photo(&mut counter, SARI, "bukti-2");
    counter.pass(Span::minutes(31));
    assert_eq!(reminders(&counter), 4);
    forge(&mut counter, ADMIN, approve(1, 1));
    counter.pass(Span::hours(100));
    assert_eq!(reminders(&counter), 4, "decided");
    counter.prove();

    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.pass(Span::hours(500));
    assert_eq!(reminders(&counter), REVIEW_REMINDERS.len(), "who never looks is let be");
    assert!(in_review(&counter, 1));
    counter.prove();
}

#[test]
fn a_shop_that_slept_reminds_once_for_all_that_it_missed() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let reminders = |counter: &Counter| counter.text(DEWI).matches("belum diputuskan").count();
    counter.now = counter.now.after(Span::hours(10));
    counter.pass(Span::default());
    assert_eq!(reminders(&counter), 1);
    counter.pass(Span::hours(3));
    assert_eq!(reminders(&counter), 2);
}

#[test]
fn a_reminder_set_by_an_older_program_goes_on_as_the_others_do() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    let ours = |timer: &&Timer| matches!(timer.what, What::ReviewWaits { .. });
    let id = timers.iter().find(ours).expect("a reminder").id;
    let mut batch = counter.core.store().batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    let timer: Timer = tx.need(id.0).unwrap();
    tx.put(&Timer { what: What::RemindReview(OrderId(1)), ..timer }).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    counter.core.store().commit(batch).unwrap();
    counter.pass(Span::hours(1));
    assert_eq!(counter.text(DEWI).matches("belum diputuskan").count(), 2);
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
    counter.press(ADMIN, "Hapus");
    assert_eq!(open(&counter), Err(Refusal::NoTransfers));
}

#[test]
fn the_seller_says_where_to_and_when_not() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b"]);
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual: tidak aktif");
    for absurd in ["\u{200b}\n\u{2800}", &"x".repeat(ACCOUNT_CHARS_MAX + 1)] {
        counter.say(ADMIN, absurd);
    }
    counter.say(ADMIN, "<b>BCA</b> 1\n\n\n 2 & 3");
    assert!(counter.last(ADMIN).screen.html.contains("&lt;b&gt;BCA&lt;/b&gt; 1\n2 &amp; 3"));
    counter.say(ADMIN, "BCA 42");
    counter.press(ADMIN, "Simpan");
    assert!(counter.last(ADMIN).screen.html.contains("Pengaturan"));
    order_by_transfer(&mut counter, SARI);
    assert!(counter.last(SARI).screen.html.contains("BCA 42"));

    counter.say(BUDI, "1");
    for label in ["➕", "Lanjut ke Keranjang", "Lanjut ke Pembayaran"] {
        counter.press(BUDI, label);
    }
    open_settings(&mut counter);
    counter.press(ADMIN, "Transfer manual: aktif");
    assert!(counter.last(ADMIN).screen.html.contains("BCA 42"));
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

/// Decided in a year that never was: thirty nights, and not until that year is over.
#[test]
fn evidence_decided_in_a_wrong_year_goes_by_nights() {
    let mut counter = open_shop(&["a"]);
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "AgACAgUAAxkBAAI");
    let year = warung::domain::time::Step(365 * 24 * 3_600_000);
    counter.now = counter.now.shifted(year);
    counter.apply(Input::Stepped(year, None));
    counter.press(ADMIN, "Setujui");
    let back = warung::domain::time::Step(-year.0);
    counter.now = counter.now.shifted(back);
    counter.apply(Input::Stepped(back, None));
    counter.pass(Span::hours(24 * 29));
    assert!(evidence(&counter, 1).is_some());
    counter.pass(Span::hours(24 * 40));
    assert_eq!(evidence(&counter, 1), None);
    counter.prove();
}

/// A clock that is two months ahead for an hour, twice: what was decided yesterday is kept.
#[test]
fn evidence_outlives_a_clock_that_runs_ahead() {
    let mut counter = open_shop(&["a"]);
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "AgACAgUAAxkBAAI");
    counter.press(ADMIN, "Setujui");
    counter.pass(Span::hours(24));
    for _ in 0..2 {
        let true_time = counter.now;
        counter.now = counter.now.after(Span(2 * EVIDENCE_KEPT.0));
        counter.apply(Input::Opened);
        counter.pass(Span::hours(1));
        counter.now = true_time.after(Span::hours(1));
        counter.apply(Input::Opened);
        counter.pass(Span::hours(1));
        assert!(evidence(&counter, 1).is_some());
        counter.prove();
    }
    counter.pass(Span(EVIDENCE_KEPT.0 - Span::hours(48).0));
    assert!(evidence(&counter, 1).is_some());
    counter.pass(Span::hours(48));
    assert_eq!(evidence(&counter, 1), None);
}

#[test]
fn evidence_is_sealed_and_forgotten_in_the_end() {
    const FILE: &str = "AgACAgUAAxkBAAI-rahasia";
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
    let mut counter = open_shop_in(store, &["a"]);
    // A shop that has opened has nights.
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, FILE);
    let found = || {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files = files.filter(|path| path.file_name().unwrap() != "ballast");
        files.any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(FILE.len()).any(|window| window == FILE.as_bytes())
        })
    };
    assert!(!found(), "a file's name in the clear");
    assert!(!format!("{:?}", evidence(&counter, 1)).contains("rahasia"));
    // Not while it is undecided.
    counter.pass(EVIDENCE_KEPT);
    assert!(evidence(&counter, 1).is_some());
    counter.press(ADMIN, "Setujui");
    counter.pass(Span(EVIDENCE_KEPT.0 - 1));
    assert!(evidence(&counter, 1).is_some());
    counter.prove();
    counter.pass(EVIDENCE_KEPT);
    assert_eq!(evidence(&counter, 1), None);
    assert!(hollow(&mut counter, ADMIN, doubt(1, 0)).contains("sudah tidak ada"));
    assert!(!found());
}
