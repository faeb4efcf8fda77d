//! The shop that the gallery draws, and that everybody walks through: a little of everything
//! that may be on the shelf, under way, stuck or owed.

use warung::chat::action::{
    Action, BalancePress, BatchPress, CartPress, CategoryPress, CouponPress, Manner, OrderPress,
    OwnButtonPress, PaymentPress, ProductPress, ResellerPress, ReviewPress, SettingPress,
    StockPress, TodoPress, UnitPress, WordingPress,
};
use warung::chat::codec;
use warung::chat::customer::payment::Express;
use warung::chat::incoming::Said;
use warung::chat::staff::batch;
use warung::chat::staff::own_button::Editable as Own;
use warung::chat::staff::product::{Editable, KindField, KindPick};
use warung::domain::cart::Pick;
use warung::domain::evidence::{CommonDoubt, Evidence, Round};
use warung::domain::id::{
    BatchId, CategoryId, CouponId, CustomerId, FileId, IntakeId, OrderId, OwnButtonId, ProductId,
    UnitId,
};
use warung::domain::limit::PAIRING_LIFE;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, Order, State};
use warung::domain::payment::PaymentMethod;
use warung::domain::product::Rule;
use warung::domain::refund::{NewRefund, Portion, Purse};
use warung::domain::rejected_notice::Why;
use warung::domain::revision::By;
use warung::domain::shop::{Language, Shop};
use warung::domain::staff::{Member, Right, Role};
use warung::domain::text::Reason;
use warung::domain::time::Span;
use warung::domain::wording::WordingId;
use warung::engine::input::{Input, Reply};
use warung::shop::context::{Ctx, Done};
use warung::shop::undo::Act;
use warung::shop::{refund, revision, staff};
use warung::store::read::Read;
use warung::store::schema::Pairing;

use super::restored::restored;
use crate::counter::{ADMIN, BUDI, Counter, OPENED, OWNER, SARI, memory, shop};

/// Somebody who has said /start and nothing else.
pub const TINA: u64 = 557;

/// Four in stock, and a description with signs of HTML.
pub const NETFLIX: ProductId = ProductId(1);
/// Sold out.
pub const SPOTIFY: ProductId = ProductId(2);
/// Without a category or a word about it.
pub const CANVA: ProductId = ProductId(3);
/// Taken off the shelf; its number was 4.
pub const VIDIO: ProductId = ProductId(4);
/// Five to fifty an order, in a category with an emoji.
pub const ZOOM: ProductId = ProductId(5);
/// On the shelf, and no buyer sees it.
pub const DRAFT: ProductId = ProductId(6);
/// Three choices, of which the second is sold out.
pub const DISNEY: ProductId = ProductId(7);
pub const DISNEY_3: ProductId = ProductId(8);
pub const DISNEY_12: ProductId = ProductId(9);
/// A text for every buyer, and one of which nobody has said what buyers get.
pub const GUIDE: ProductId = ProductId(10);
pub const EMPTY_GUIDE: ProductId = ProductId(11);
/// Done by hand: with a question to the buyer, and without.
pub const INVITE: ProductId = ProductId(12);
pub const TOP_UP: ProductId = ProductId(13);
/// Files, two of which wait for whoever has sent them.
pub const FILES: ProductId = ProductId(14);
/// A photo for a job, and a file for every buyer, which their sender has not decided about.
pub const PROOF: FileId = FileId(3);
pub const SHEET: FileId = FileId(4);
pub const STREAMING: CategoryId = CategoryId(1);
/// Hidden, with an emoji.
pub const WORK: CategoryId = CategoryId(2);
pub const EMPTY: CategoryId = CategoryId(3);
/// Of Netflix, partly sold, and of Canva, with all that is told of one.
pub const BATCHES: [BatchId; 2] = [BatchId(1), BatchId(2)];
/// Sent for the shelf: with lines of every kind, as accounts of several lines, in, going in, and
/// being looked over.
pub const INTAKES: [IntakeId; 5] =
    [IntakeId(7), IntakeId(8), IntakeId(1), IntakeId(9), IntakeId(10)];
/// A unit of Netflix that nobody has bought.
pub const FREE: UnitId = UnitId(8);
/// One of Zoom that is kept from being sold.
pub const WITHHELD: UnitId = UnitId(13);
/// Something that was done to a product.
pub const ACT: Act = Act { first: 1, last: 1 };
pub const PRICES: [(ProductId, u64); 3] = [(NETFLIX, 50_000), (SPOTIFY, 20_000), (CANVA, 65_000)];

/// Sari's, delivered.
pub const DELIVERED: OrderId = OrderId(1);
/// Sari's, delivered, and a part of its price is promised back.
pub const OWED: OrderId = OrderId(2);
/// A deposit of hers, on her balance.
pub const DEPOSITED: OrderId = OrderId(3);
pub const EXPIRED: OrderId = OrderId(4);
/// Budi's, who has blocked the bot.
pub const STUCK: OrderId = OrderId(5);
/// Sari's transfer, with two pieces of evidence, the first of which was not enough.
pub const IN_REVIEW: OrderId = OrderId(6);
pub const AWAITING_PAYMENT: OrderId = OrderId(7);
/// A deposit that is to be transferred.
pub const AWAITING_TRANSFER: OrderId = OrderId(8);
/// The gateway has not answered yet.
pub const AWAITING_INVOICE: OrderId = OrderId(9);
/// Sari's, of what is done by hand: with her answer, and without.
pub const READY: OrderId = OrderId(10);
pub const ASKED: OrderId = OrderId(11);
pub const ORDERS: [OrderId; 11] = [
    DELIVERED,
    OWED,
    DEPOSITED,
    EXPIRED,
    STUCK,
    IN_REVIEW,
    AWAITING_PAYMENT,
    AWAITING_TRANSFER,
    AWAITING_INVOICE,
    READY,
    ASKED,
];

pub const COUPON: CouponId = CouponId(1);
pub const WITHDRAWN: CouponId = CouponId(2);

/// The greeting, in the seller's own words and once changed; how to order, with a picture.
pub const GREETING: WordingId = WordingId { text: 1, language: Language::INDONESIAN };
pub const HELP: WordingId = WordingId { text: 11, language: Language::INDONESIAN };
/// A button of the seller's own, with a link and a picture.
pub const GUARANTEE: OwnButtonId = OwnButtonId(1);

/// The round of the evidence that waits.
pub const ROUND: Round = Round(1);

/// The invitation that nobody has used, by its row.
pub const INVITED: u64 = 7;

/// Somebody of each role.
pub fn member(role: Role) -> u64 {
    let at = Role::ALL.iter().position(|it| *it == role);
    600 + at.expect("a role among all of them") as u64
}

/// A unit of an order that was delivered.
pub fn unit_of(counter: &Counter, order: OrderId) -> UnitId {
    counter.order(order.0).units().next().expect("an order with goods")
}

pub fn seeded_shop() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

pub fn seeded() -> Counter {
    let mut counter = Counter::over(memory(), seeded_shop());
    counter.apply(Input::Opened);
    people(&mut counter);
    shelf(&mut counter);
    over(&mut counter);
    under_way(&mut counter);
    kinds(&mut counter);
    fill_cart(&mut counter);
    prices(&mut counter);
    sent(&mut counter);
    own_words(&mut counter);
    let (until, by) = (counter.now.after(PAIRING_LIFE), Some(CustomerId(OWNER)));
    let invited = Pairing { digest: INVITED, role: Role::StockKeeper, until, by };
    run(&counter, |ctx| Ok(ctx.tx.put(&invited)?));
    let why = Why::UnknownOrder;
    counter.apply(Input::RejectedNotice { why, count: 3 });
    counter.settle();
    restored(&mut counter);
    is_what_it_says(&counter);
    counter.prove();
    counter
}

/// What the newer parts of the shelf have.
fn lately(counter: &mut Counter) {
    counter.say(ADMIN, "/add -|Zoom Kursi|Kerja|15000|Per kursi, minimal lima.");
    counter.fill("4|z1@x|1\nz2@x|2\nz3@x|3\nz4@x|4\nz5@x|5\nz6@x|6");
    counter.say(ADMIN, "/add -|Paket Draf|Kerja|99000|-");
    for (what, answer) in [(Editable::Least, "5"), (Editable::Most, "50"), (Editable::LowMark, "9")]
    {
        press(counter, ADMIN, ProductPress::Edit(ZOOM, what));
        counter.say(ADMIN, answer);
    }
    press(counter, ADMIN, UnitPress::Withhold(WITHHELD));
    for (what, answer) in [(batch::Editable::Cost, "9000"), (batch::Editable::Note, "dari <Andi>")]
    {
        press(counter, ADMIN, BatchPress::Edit(BATCHES[1], what));
        counter.say(ADMIN, answer);
    }
    press(counter, ADMIN, ProductPress::Hide(DRAFT));
    choices(counter);
    press(counter, ADMIN, CategoryPress::Emoji(WORK));
    counter.say(ADMIN, "💼");
    press(counter, ADMIN, CategoryPress::Hide(WORK));
    press(counter, ADMIN, CategoryPress::New);
    counter.say(ADMIN, "Musik");
}

/// Goods of every kind, and what is done by hand.
fn kinds(counter: &mut Counter) {
    for line in [
        "/add -|Panduan <PDF>|Kerja|10000|Satu isi untuk semua.",
        "/add -|Panduan Baru|Kerja|10000|-",
        "/add -|Undangan YouTube|Kerja|12000|Diundang admin.",
        "/add -|Isi Pulsa|Kerja|11000|-",
        "/add -|Template Toko|Kerja|25000|-",
    ] {
        counter.say(ADMIN, line);
    }
    // What was for every buyer once, and is not any more.
    make(counter, TOP_UP, KindPick::Shared);
    press(counter, ADMIN, StockPress::Fill(TOP_UP));
    counter.say(ADMIN, "kode lama <123>");
    counter.press(ADMIN, "✅ Simpan");
    for (product, pick) in [
        (GUIDE, KindPick::Shared),
        (EMPTY_GUIDE, KindPick::Shared),
        (INVITE, KindPick::Manual),
        (TOP_UP, KindPick::Manual),
        (FILES, KindPick::File),
    ] {
        make(counter, product, pick);
    }
    for (product, field, answer) in [
        (GUIDE, KindField::Quota, "25"),
        (INVITE, KindField::Within, "2 jam"),
        (INVITE, KindField::Question, "Email <Google> yang diundang?"),
        (ZOOM, KindField::Parts, "email|sandi"),
    ] {
        press(counter, ADMIN, ProductPress::EditKind(product, field));
        counter.say(ADMIN, answer);
    }
    press(counter, ADMIN, StockPress::Fill(GUIDE));
    counter.say(ADMIN, "https://contoh.id/panduan?kode=<rahasia>");
    counter.press(ADMIN, "✅ Simpan");
    // One of those whom the gallery is drawn for.
    let sender = member(Role::Admin);
    press(counter, sender, StockPress::Fill(FILES));
    for file in ["toko-satu.zip", "toko <dua>.zip"] {
        counter.files.insert(file.into(), file.repeat(200).into_bytes());
        let (name, caption) = (file.into(), String::new());
        let said = Said::Document { file: file.into(), name, mime: None, bytes: 2_600, caption };
        hear(counter, sender, said);
    }
    for _ in 0..2 {
        let it = Express { product: INVITE, quantity: 1, price: Rupiah(12_000) };
        press(counter, SARI, PaymentPress::BuyBy(it, PaymentMethod::Balance));
    }
    press(counter, SARI, OrderPress::Answer { order: READY, product: INVITE });
    counter.say(SARI, "sari <satu>@contoh.id");
    press(counter, sender, TodoPress::Finish { order: READY, product: INVITE });
    photo(counter, sender, "bukti undangan");
    press(counter, sender, StockPress::Fill(GUIDE));
    let (file, name, caption) = ("panduan".to_owned(), "panduan <2>.pdf".into(), String::new());
    counter.files.insert(file.clone(), b"%PDF panduan".to_vec());
    hear(counter, sender, Said::Document { file, name, mime: None, bytes: 12, caption });
}

/// A product of that kind; what is done by hand is promised within a day, and nothing is asked.
pub fn make(counter: &mut Counter, product: ProductId, pick: KindPick) {
    press(counter, ADMIN, ProductPress::SetKind(product, pick));
    if pick == KindPick::Manual && counter.shows(ADMIN, "⏱️ 1 hari") {
        counter.press(ADMIN, "⏱️ 1 hari");
        counter.press(ADMIN, "🚫 Tanpa Pertanyaan");
    }
}

/// One card with several choices.
fn choices(counter: &mut Counter) {
    counter.say(ADMIN, "/add -|Disney <Plus>|Streaming|15000|Satu layar & garansi.");
    counter.say(ADMIN, "/varian 6|3 bulan|40000");
    counter.say(ADMIN, "1 bulan");
    counter.say(ADMIN, "/varian 6|1 tahun|150000");
    counter.fill("6|d1@x|1\nd2@x|2\nd3@x|3");
    counter.fill("8|d4@x|4\nd5@x|5");
}

/// Somebody is one of the staff from now on.
pub fn join(counter: &Counter, id: u64, role: Role) {
    let (id, since) = (CustomerId(id), counter.now);
    run(counter, |ctx| revision::put(ctx, By::Machine, &Member { id, role, since, by: None }));
}

/// What waits for whoever has sent it.
fn sent(counter: &mut Counter) {
    let odd = "baru@x|<satu> & \"dua\"\nn8@x|8\nc3@x|3\nn1@x|1\n8,99E+15\nbaru@x|3\nbaru@x|3";
    counter.say(ADMIN, &format!("/addstock 1|{odd}"));
    let several = "Email: a@x\nSandi: <1>\n\nEmail: b@x\nSandi: 2\nPIN: 3";
    counter.say(ADMIN, &format!("/addstock 2|{several}"));
    for file in ["besar", "lebih besar"] {
        let lines: String = (0..1_200).map(|nth| format!("{file}{nth}@x|{nth}\n")).collect();
        counter.files.insert(file.into(), lines.into_bytes());
        let (name, caption) = (format!("{file}.txt"), "/addstock 3".into());
        let said = Said::Document { file: file.into(), name, mime: None, bytes: 20_000, caption };
        hear(counter, ADMIN, said);
        if file == "besar" {
            counter.pass(Span::millis(0));
            counter.press(ADMIN, "✅ Masukkan");
        }
    }
}

/// What buyers read in the seller's own words, and a button of their own.
fn own_words(counter: &mut Counter) {
    for text in ["Halo {nama}!", "Halo <b>{nama}</b>, ini {toko} &amp; <i>kawan</i>."] {
        press(counter, ADMIN, WordingPress::Edit(GREETING));
        counter.say(ADMIN, text);
        counter.press(ADMIN, "Simpan");
    }
    press(counter, ADMIN, WordingPress::Photo(HELP));
    photo(counter, ADMIN, "cara");
    press(counter, ADMIN, OwnButtonPress::New);
    counter.say(ADMIN, "🛡️ Garansi");
    counter.say(ADMIN, "Garansi <b>30 hari</b> &amp; ganti baru.");
    for (field, answer) in [(Own::Link, "https://toko.example/garansi"), (Own::Picture, "")] {
        press(counter, ADMIN, OwnButtonPress::Edit { id: GUARANTEE, field });
        match answer {
            "" => photo(counter, ADMIN, "garansi"),
            answer => _ = counter.say(ADMIN, answer),
        }
    }
}

fn people(counter: &mut Counter) {
    for person in [SARI, BUDI, TINA, ADMIN, OWNER] {
        counter.say(person, "/start");
    }
    for role in Role::ALL {
        counter.say(member(role), "/start");
        join(counter, member(role), role);
    }
}

fn shelf(counter: &mut Counter) {
    for line in [
        "/add -|Netflix <4K> & teman|Streaming|50000|Garansi <b>30 hari</b> & ganti baru.\nSatu \"profil\".",
        "/add -|Spotify 3 Bulan|Streaming|20000|Tanpa iklan.",
        "/add -|Canva Pro|-|65000|-",
        "/add -|Vidio 1 Bulan|Streaming|30000|-",
        "/addstock 1|n1@x|1\nn2@x|2\nn3@x|3\nn4@x|4\nn5@x|5\nn6@x|6\nn7@x|7\nn8@x|8",
        "/addstock 3|c1@x|1\nc2@x|2\nc3@x|3",
        "/addstock 4|v1@x|1",
        "/del 4",
        "/kupon HEMAT10|10%|50000|31-12-2026|100|1",
        "/kupon LEBARAN|5000",
    ] {
        counter.say(ADMIN, line);
        counter.take_in(ADMIN);
        if line.starts_with("/del") {
            counter.press(ADMIN, "Ya, Arsipkan");
        }
    }
    press(counter, ADMIN, CouponPress::Withdraw(WITHDRAWN));
    lately(counter);
    counter.take_transfers();
    press(counter, ADMIN, SettingPress::OpenInvoices);
    counter.press(ADMIN, "4");
}

/// What has come to its end, or got stuck on the way.
fn over(counter: &mut Counter) {
    buy(counter, SARI, NETFLIX, 2, PaymentMethod::Qris);
    settle(counter, DELIVERED);
    buy(counter, SARI, CANVA, 1, PaymentMethod::Qris);
    settle(counter, OWED);
    counter.pass(Span::minutes(3));
    run(counter, |ctx| {
        let by = staff::allow(ctx, CustomerId(ADMIN), Right::Refund)?;
        let (portion, to) = (Portion::Whole, Purse::Outside);
        let why = Reason::parse("akun <mati> & hilang")?;
        let new = NewRefund { portion, amount: Rupiah(20_000), to, why };
        refund::refund(ctx, by, OWED, 1, new).map(|_| ())
    });
    press(counter, SARI, BalancePress::Pay(Rupiah(75_000), PaymentMethod::Qris));
    settle(counter, DEPOSITED);
    buy(counter, SARI, NETFLIX, 1, PaymentMethod::Qris);
    counter.pass(Span::minutes(11));
    buy(counter, BUDI, NETFLIX, 1, PaymentMethod::Qris);
    counter.away.push(BUDI as i64);
    settle(counter, STUCK);
    counter.pass(Span::minutes(6));
}

fn under_way(counter: &mut Counter) {
    buy(counter, SARI, NETFLIX, 1, PaymentMethod::Transfer);
    photo(counter, SARI, "bukti-1");
    let (order, why) = (IN_REVIEW, CommonDoubt::Unclear);
    press(counter, ADMIN, ReviewPress::Doubt { order, round: Round(0), why });
    photo(counter, SARI, "bukti-2");
    buy(counter, SARI, NETFLIX, 1, PaymentMethod::Qris);
    press(counter, SARI, BalancePress::Pay(Rupiah(50_000), PaymentMethod::Transfer));
    counter.gateway_down = true;
    buy(counter, SARI, CANVA, 1, PaymentMethod::Qris);
    counter.gateway_down = false;
}

fn fill_cart(counter: &mut Counter) {
    for (product, pick) in [(NETFLIX, Pick::Just(2)), (CANVA, Pick::Just(1))] {
        press(counter, SARI, CartPress::Set { product, pick });
    }
    press(counter, SARI, CartPress::UseCoupon);
    counter.say(SARI, "HEMAT10");
}

/// What costs less: Zoom in every way, the draft by its category, and a price that no longer counts.
fn prices(counter: &mut Counter) {
    counter.say(ADMIN, "/diskon 4|10%|2026-12-31");
    counter.say(ADMIN, "/grosir 4|10+ 12000\n20+ 11rb");
    for (product, price) in [(ZOOM, "13000"), (DRAFT, "90000")] {
        press(counter, ADMIN, ProductPress::Lower(product, Rule::Reseller));
        counter.say(ADMIN, price);
    }
    counter.say(ADMIN, "/setprice 5|80000");
    press(counter, ADMIN, CategoryPress::AskPromo(WORK));
    counter.say(ADMIN, "5000");
    counter.say(ADMIN, "1-12-2026 31-12-2026");
    counter.press(ADMIN, "✅ Simpan");
    press(counter, ADMIN, ResellerPress::Appoint(CustomerId(TINA)));
}

/// The names above are right.
fn is_what_it_says(counter: &Counter) {
    let state = |id: OrderId| counter.order(id.0).state;
    let goods = |id| match state(id) {
        State::Paid { goods, .. } => Some(goods),
        _ => None,
    };
    for id in [DELIVERED, OWED] {
        assert!(matches!(goods(id), Some(Goods::Delivered { .. })), "{id:?}: {:?}", state(id));
    }
    assert!(counter.order(DEPOSITED.0).paid() && counter.order(DEPOSITED.0).deposit());
    assert_eq!(counter.order(OWED.0).owed().count(), 1);
    assert!(matches!(goods(STUCK), Some(Goods::Stuck { .. })), "{:?}", state(STUCK));
    assert!(matches!(state(EXPIRED), State::Ended { .. }), "{:?}", state(EXPIRED));
    assert!(matches!(state(IN_REVIEW), State::InReview { .. }), "{:?}", state(IN_REVIEW));
    assert!(matches!(state(AWAITING_PAYMENT), State::AwaitingPayment { .. }));
    assert!(matches!(state(AWAITING_TRANSFER), State::AwaitingTransfer { .. }));
    assert!(matches!(state(AWAITING_INVOICE), State::AwaitingInvoice { .. }));
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(snap.all::<Order>(0, 99).unwrap().len(), ORDERS.len());
    let evidence: Evidence = snap.need(IN_REVIEW.0).unwrap();
    assert_eq!((evidence.pieces.len(), evidence.doubts.len()), (2, 1));
    assert_eq!(evidence.pieces[1].round, ROUND);
}

/// Presses a button, whether it ever stood anywhere or not.
pub fn press(counter: &mut Counter, person: u64, action: impl Into<Action>) {
    let data = codec::encode(&action.into(), Manner::Here).unwrap();
    hear(counter, person, Said::Button { callback: "press".into(), message: None, data });
}

fn photo(counter: &mut Counter, person: u64, file: &str) {
    hear(counter, person, Said::Photo { file: file.into(), caption: String::new() });
}

fn hear(counter: &mut Counter, person: u64, said: Said) {
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// One product, at the price it has.
pub fn express(product: ProductId, quantity: u32) -> Express {
    let (_, price) = PRICES.into_iter().find(|(it, _)| *it == product).expect("on the shelf");
    Express { product, quantity, price: Rupiah(price) }
}

fn buy(counter: &mut Counter, person: u64, product: ProductId, count: u32, by: PaymentMethod) {
    press(counter, person, PaymentPress::BuyBy(express(product, count), by));
}

fn settle(counter: &mut Counter, order: OrderId) {
    counter.pay(order.0);
    counter.notify(order.0);
    counter.settle();
}

/// Does something in a transaction of its own.
pub fn run(counter: &Counter, deed: impl FnOnce(&mut Ctx) -> Done) {
    let (store, shop) = (counter.core.store(), seeded_shop());
    let mut batch = store.batch().unwrap();
    let mut ctx = Ctx::new(batch.begin([1; 32]), counter.now, &shop, true);
    deed(&mut ctx).unwrap();
    let (kept, _) = ctx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
}
