//! A row of every kind, with every variant of everything that is stored. The steps from one
//! variant to the next are matches, so that a new variant does not compile until it is here.

mod acts;
mod effects;
mod ledger;
mod stock;
mod troubles;
mod words;

use std::fmt::Debug;
use std::iter::successors;

use warung::domain::alert::{Alarm, Inbox, Lasting, Mute, News, OwnerMessage, Reader, Via};
use warung::domain::broom::{Broom, Chore};
use warung::domain::cart::{Cart, CartLine};
use warung::domain::coupon::{Conditions, Coupon, CouponCode, CouponUse, Off, Period, Scope};
use warung::domain::customer::{Customer, Level, Profile};
use warung::domain::effect::{About, Effect, EffectState, Lane, Pictured, Task};
use warung::domain::evidence::{Doubt, Doubted, Evidence, Piece, Round};
use warung::domain::id::{
    Address, BatchId, CategoryId, ChatId, CouponId, CustomerId, EffectId, IntakeId, OrderId,
    OwnButtonId, PaymentId, PictureId, ProductId, ReconciliationId, TimerId, TransferId,
    UnclaimedId, UnitId,
};
use warung::domain::incident::{Incident, Trouble};
use warung::domain::ledger::{Account, Balance, Cause, Note, Step, Transfer};
use warung::domain::message::{Button, FileKind, Keys, Media, MessageRef, Press, Qr, Screen, Sent};
use warung::domain::missed::{Missed, StaffAction};
use warung::domain::money::Rupiah;
use warung::domain::month::Month;
use warung::domain::order::{End, Goods, Kind, Line, Order, Refund, RefundTo, State};
use warung::domain::pause::Pause;
use warung::domain::payment::{
    Invoice, PayCode, Payment, PaymentMethod, PaymentState, Reference, Status, Txn,
};
use warung::domain::product::{
    self, Category, Offer, Prices, Product, Promo, SoldOut, Terms, Variant,
};
use warung::domain::reconciliation::{Difference, Disagreement, Ended, Reconciliation};
use warung::domain::refund::Formula;
use warung::domain::rejected_notice::{RejectedNotice, Why};
use warung::domain::report::Report;
use warung::domain::restore::Restore;
use warung::domain::revision::{By, Revision, RowImage, Target};
use warung::domain::session::Session;
use warung::domain::settings::{Hours, KeyRow, Own, Setting, Settings};
use warung::domain::shop::Language;
use warung::domain::staff::{Busy, Member, Role, WrongCodes};
use warung::domain::stock::Form;
use warung::domain::text::{Description, Emoji, Name};
use warung::domain::time::{Boot, Span, Timestamp};
use warung::domain::timer::{Timer, What};
use warung::domain::title::Title;
use warung::domain::unclaimed::{Claim, Unclaimed};
use warung::domain::webhook::Cut;
use warung::domain::wording::WordingId;
use warung::store::record::Record;
use warung::store::schema::{
    Pairing, Picture, PicturePiece, Quarantined, Seen, image_of, stored_setting,
};

pub use acts::after_act;
use effects::effects;
use ledger::{ledger, reconciliations, restores};
use troubles::{bots, troubles};
use words::words;

/// Whoever wants to see every row.
pub trait See {
    fn see<R: Record + PartialEq + Debug>(&mut self, row: &R);
}

const AT: Timestamp = Timestamp(1_795_331_100_000);

pub fn show(to: &mut impl See) {
    people(to);
    settings(to);
    shelf(to);
    coupons(to);
    evidence(to);
    states().for_each(|state| to.see(&order(state)));
    orders_of_other_kinds(to);
    ledger(to);
    successors(Some(PaymentState::Requested), after_payment).for_each(|it| to.see(&payment(it)));
    reconciliations(to);
    restores(to);
    effects(to);
    successors(Some(What::Expire(OrderId(300))), after_what)
        .for_each(|what| to.see(&Timer { id: TimerId(9), at: AT, what }));
    to.see(&Seen { update: 812_345_678, sequence: 301 });
    to.see(&Picture { id: 4, file: Some("AgACAgU".into()), pieces: 2 });
    to.see(&Picture { id: 5, file: None, pieces: 1 });
    to.see(&PicturePiece { id: 4 << 16, bytes: vec![0xff, 0xd8, 0xff] });
    let (input, why) = (b"{}".to_vec(), "panic: no message".into());
    to.see(&Quarantined { id: 1, at: AT, input, why });
    troubles(to);
    bots(to);
    revisions(to);
    words(to);
}

fn people(to: &mut impl See) {
    let (id, since) = (CustomerId(5_000_000_001), AT);
    let (name, username) = ("Sari 🌸".into(), Some("sari".into()));
    let (spoken, chosen) = (Some(Language(*b"en")), Some(Language::INDONESIAN));
    let (away, seen, night) = (true, AT, 300);
    to.see(&Customer { id, name, username, spoken, chosen, since, away, seen, night });
    let (name, username, spoken, chosen) = (String::new(), None, None, None);
    let (away, night) = (false, 0);
    to.see(&Customer { id, name, username, spoken, chosen, since, away, seen, night });
    for level in [Level::Usual, Level::Reseller] {
        to.see(&Profile { id, level });
    }
    for role in Role::ALL {
        for by in [None, Some(CustomerId(333))] {
            to.see(&Member { id: CustomerId(222), role, since: AT, by });
            to.see(&Pairing { digest: 0x0123_4567_89ab_cdef, role, until: AT, by });
        }
    }
    to.see(&Busy { person: CustomerId(555), count: 300, since: AT });
    to.see(&WrongCodes { person: CustomerId(555), count: 3, since: AT });
    let (order, part, by) = (OrderId(300), 1, CustomerId(222));
    let actions = vec![
        StaffAction::Corrected(Cause::Credit(7)),
        StaffAction::Approved { order, deposit: true },
        StaffAction::Refunded { order, part, by },
        StaffAction::PaidOut { order, part, by },
        StaffAction::AccountChanged { by },
        StaffAction::SettingChanged { which: Setting::DepositMin, by: Some(by), number: 300 },
    ];
    to.see(&Missed { owner: CustomerId(333), actions, more: 300, last: 305, waiting: true });
    to.see(&Session { person: CustomerId(222), wizard: vec![1, 2, 3] });
    let line = CartLine { product: ProductId(3), quantity: 2, price: Rupiah(50_000) };
    to.see(&Cart { customer: CustomerId(555), lines: vec![line], coupon: Some(CouponId(8)) });
}

fn settings(to: &mut impl See) {
    let group_moved = Some((ChatId(-4_000), ChatId(-1_001_234_567_890)));
    let changed = Settings {
        hide_sold_out: true,
        open_invoices_max: 3,
        group_moved,
        deposit_min: Rupiah(20_000),
        deposit_max: Rupiah(2_000_000),
        transfer_account: Some("BCA 1234567890".into()),
        refund: Formula { days: 365, factors: vec![100, 50] },
        keyboard_stays: true,
        invoice_minutes: Own::Shop(300),
        low_mark: 300,
        contact: Own::Shop(Some("@tokosari".into())),
        languages: vec![Language(*b"en"), Language::INDONESIAN],
        quiet_hours: Some(Hours { from: 22, to: 6 }),
        group: Own::Shop(Some(Address { chat: ChatId(-1_001_234_567_890), topic: Some(7) })),
        pace: Own::Shop(300),
        digest_hour: Some(7),
        cashier_refund: Rupiah(250_000),
        keyboard_rows: vec![KeyRow::Numbers, KeyRow::Products],
    };
    for which in Setting::ALL {
        to.see(&stored_setting(&changed, which).unwrap());
        to.see(&stored_setting(&Settings::default(), which).unwrap());
    }
}

fn revisions(to: &mut impl See) {
    let category = Category::new(CategoryId(2), name("Streaming"));
    let image = image_of(&category).unwrap();
    let later = RowImage { layout: 9, bytes: vec![0xff, 0xd8] };
    let (number, at, chain) = (300, AT, [7; 32]);
    let changes =
        [(None, Some(image.clone())), (Some(image), Some(later.clone())), (Some(later), None)];
    let whats = successors(Some(Target::Setting(6)), after_target).map(|what| (By::Shop, what));
    let bys = successors(Some(By::Staff(CustomerId(222))), after_by);
    let bys = bys.map(|by| (by, Target::Category(CategoryId(2))));
    for ((by, what), (before, after)) in whats.chain(bys).zip(changes.into_iter().cycle()) {
        to.see(&Revision { number, at, by, what, before, after, chain });
    }
}

fn after_target(target: &Target) -> Option<Target> {
    match target {
        Target::Setting(_) => Some(Target::Product(ProductId(3))),
        Target::Product(_) => Some(Target::Category(CategoryId(2))),
        Target::Category(_) => Some(Target::Coupon(CouponId(8))),
        Target::Coupon(_) => Some(Target::Member(CustomerId(5_000_000_001))),
        Target::Member(_) => Some(Target::Act(after_act(None)?)),
        Target::Act(act) => Some(match after_act(Some(*act)) {
            Some(act) => Target::Act(act),
            None => Target::Profile(CustomerId(555)),
        }),
        Target::Profile(_) => {
            Some(Target::Text(WordingId { text: 300, language: Language(*b"en") }))
        }
        Target::Text(_) => Some(Target::Button(OwnButtonId(3))),
        Target::Button(_) => None,
    }
}

fn after_by(by: &By) -> Option<By> {
    match by {
        By::Staff(_) => Some(By::Machine),
        By::Machine => Some(By::Shop),
        By::Shop => None,
    }
}

fn shelf(to: &mut impl See) {
    let streaming = Category::new(CategoryId(2), name("Streaming"));
    to.see(&streaming);
    let emoji = Some(Emoji::parse("🎬").unwrap());
    let (off, period) = (Off::Flat(Rupiah(5_000)), Period { from: Some(AT), until: Some(AT) });
    let promo = Some(Promo { off, period });
    to.see(&Category { emoji, hidden: true, position: 3, promo, ..streaming });
    let (id, number, price) = (ProductId(3), 12, Rupiah(50_000));
    let description = Description::parse("Garansi 30 hari.\nSatu perangkat.").unwrap();
    let (category, picture) = (Some(CategoryId(2)), Some(PictureId(4)));
    let name = name("Netflix 1 bulan");
    let full = Product {
        id,
        number,
        name,
        price,
        category,
        description,
        picture,
        on_shelf: true,
        offer: Offer::default(),
        kind: product::Kind::default(),
        kind_since: OrderId(0),
        prices: Prices::default(),
        variant: None,
    };
    let (bare, off) = (full.clone(), Description::default());
    to.see(&Product { category: None, picture: None, description: off, on_shelf: false, ..bare });
    to.see(&full);
    to.see(&Title::of(&full));
    for sold_out in [SoldOut::Shown, SoldOut::Hidden] {
        let (least, most, low_mark) = (Some(2), Some(10), Some(5));
        let (hidden, sold_out, position) = (true, Some(sold_out), Some(1_500));
        let offer = Offer { hidden, least, most, low_mark, sold_out, position };
        let offered = Product { offer, ..full.clone() };
        to.see(&Title::of(&offered));
        to.see(&offered);
    }
    for kind in successors(Some(product::Kind::default()), after_product_kind) {
        let steps = vec![product::Step { from: 5, price: Rupiah(45_000) }];
        let prices = Prices { steps, reseller: Some(Rupiah(40_000)), promo };
        let label = Name::parse("1 bulan").unwrap();
        let variant = Some(Variant::new(ProductId(2), label, 1));
        let other = Product { kind, prices, variant, ..full.clone() };
        to.see(&Title::of(&other));
        to.see(&other);
    }
    stock::units(to);
    stock::batches(to);
    stock::intakes(to);
    stock::waiters(to);
    stock::files(to);
}

fn after_product_kind(kind: &product::Kind) -> Option<product::Kind> {
    let terms = Terms { within: Span::hours(12), question: Some("E-mail?".into()) };
    match kind {
        product::Kind::Unit { fields } if fields.is_empty() => {
            Some(product::Kind::Unit { fields: vec![name("email"), name("sandi")] })
        }
        product::Kind::Unit { .. } => Some(product::Kind::File),
        product::Kind::File => Some(product::Kind::Shared { quota: Some(300) }),
        product::Kind::Shared { .. } => Some(product::Kind::Manual { quota: None, terms }),
        product::Kind::Manual { .. } => None,
    }
}

fn coupons(to: &mut impl See) {
    let (id, code) = (CouponId(8), CouponCode::parse("HEMAT-10").unwrap());
    let minimum = Rupiah(50_000);
    let scopes = successors(Some(Scope::All), after_scope).map(|it| (it, Off::Flat(Rupiah(5_000))));
    let offs = successors(after_off(&Off::Flat(Rupiah(5_000))), after_off);
    let offs = offs.map(|it| (Scope::All, it));
    for (scope, off) in scopes.chain(offs) {
        let period = Period { from: Some(AT), until: Some(Timestamp(AT.0 + 1)) };
        let (uses_max, uses_per_buyer_max, first_purchase) = (Some(100), None, true);
        let conditions = Conditions {
            off,
            scope,
            minimum,
            period,
            uses_max,
            uses_per_buyer_max,
            first_purchase,
        };
        to.see(&Coupon { id, code: code.clone(), conditions, active: false });
    }
    let (order, customer) = (OrderId(300), CustomerId(555));
    to.see(&CouponUse { order, coupon: id, customer, spent: true });
}

fn evidence(to: &mut impl See) {
    let kinds = successors(Some(FileKind::Photo), after_kind);
    let whys = successors(Some(Doubt::NotArrived), after_doubt);
    to.see(&Evidence {
        order: OrderId(300),
        customer: CustomerId(555),
        account: "BCA 1234567890\na.n. Sari".into(),
        pieces: kinds.map(|kind| Piece { sent: sent(kind), at: AT, round: Round(0) }).collect(),
        doubts: whys.map(|why| Doubted { by: CustomerId(222), at: AT, why }).collect(),
        leaves: Some(300),
    });
}

fn sent(kind: FileKind) -> Sent {
    Sent { file: "AgACAgU".into(), kind }
}

fn after_kind(kind: &FileKind) -> Option<FileKind> {
    match kind {
        FileKind::Photo => Some(FileKind::Document),
        FileKind::Document => None,
    }
}

fn after_doubt(doubt: &Doubt) -> Option<Doubt> {
    match doubt {
        Doubt::NotArrived => Some(Doubt::OtherAmount),
        Doubt::OtherAmount => Some(Doubt::Unclear),
        Doubt::Unclear => Some(Doubt::Typed("rekening lain".into())),
        Doubt::Typed(_) => None,
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn order(state: State) -> Order {
    let (product, price, units) = (ProductId(3), Rupiah(50_000), vec![UnitId(7), UnitId(70_000)]);
    let line = Line { product, name: name("Netflix 1 bulan"), price, quantity: 2, units };
    let unit = UnitId(7);
    let outside = RefundTo::Outside { paid: None };
    let refund = |to| Refund { at: AT, amount: Rupiah(9_000), to, units: vec![unit] };
    Order {
        id: OrderId(300),
        customer: CustomerId(555),
        kind: Kind::Goods,
        lines: vec![line],
        discount: None,
        from_balance: Rupiah(1_000),
        method: PaymentMethod::Qris,
        at: AT,
        state,
        panel: Some(MessageRef { id: -5, media: true }),
        refunds: vec![refund(RefundTo::Balance), refund(outside)],
    }
}

fn orders_of_other_kinds(to: &mut impl See) {
    let plain = order(State::AwaitingTransfer { until: AT });
    let kind = Kind::Deposit(Rupiah(50_000));
    to.see(&Order { kind, lines: Vec::new(), method: PaymentMethod::Transfer, ..plain.clone() });
    let paid = State::Paid { at: AT, goods: Goods::Delivered { at: AT } };
    let to_bank = RefundTo::Outside { paid: Some(AT) };
    let refunds = vec![Refund { at: AT, amount: Rupiah(9_000), to: to_bank, units: Vec::new() }];
    to.see(&Order { method: PaymentMethod::Balance, state: paid, refunds, ..plain });
}

fn states() -> impl Iterator<Item = State> {
    let paid = successors(Some(Goods::Sending { messages: 2, since: AT }), after_goods);
    let ended = successors(Some(End::Expired), after_end);
    successors(Some(State::AwaitingInvoice { until: AT }), after_state)
        .chain(paid.map(|goods| State::Paid { at: AT, goods }))
        .chain(ended.map(|why| State::Ended { at: AT, why }))
}

fn payment(state: PaymentState) -> Payment {
    let open = matches!(state, PaymentState::Open(_));
    Payment {
        id: PaymentId(301),
        order: OrderId(300),
        reference: reference(),
        amount: Rupiah(100_000),
        at: AT,
        state,
        txn: open.then(|| Txn {
            number: "txn-1".into(),
            fee: Rupiah(310),
            payable: Rupiah(100_310),
        }),
        asking: open,
        again: !open,
        asked: open.then_some(AT),
        looks: 300,
    }
}

fn reference() -> Reference {
    Reference::new(PaymentId(301), *b"entropy!")
}

fn after_scope(scope: &Scope) -> Option<Scope> {
    match scope {
        Scope::All => Some(Scope::Products(vec![ProductId(3), ProductId(300)])),
        Scope::Products(_) => Some(Scope::Categories(vec![CategoryId(2)])),
        Scope::Categories(_) => None,
    }
}

fn after_off(off: &Off) -> Option<Off> {
    match off {
        Off::Flat(_) => Some(Off::Percent { percent: 10, most: Some(Rupiah(20_000)) }),
        Off::Percent { .. } => None,
    }
}

/// The states that have no variants of their own; the others are told one by one.
fn after_state(state: &State) -> Option<State> {
    match state {
        State::AwaitingInvoice { until } => Some(State::AwaitingPayment { until: *until }),
        State::AwaitingPayment { until } => Some(State::AwaitingTransfer { until: *until }),
        State::AwaitingTransfer { until } => Some(State::InReview { since: *until }),
        State::InReview { .. } | State::Paid { .. } | State::Ended { .. } => None,
    }
}

fn after_goods(goods: &Goods) -> Option<Goods> {
    match goods {
        Goods::Sending { .. } => Some(Goods::Delivered { at: AT }),
        Goods::Delivered { .. } => Some(Goods::Stuck { since: AT }),
        Goods::Stuck { .. } => Some(Goods::Withdrawn),
        Goods::Withdrawn => Some(Goods::ByHand),
        Goods::ByHand => None,
    }
}

fn after_end(end: &End) -> Option<End> {
    match end {
        End::Expired => Some(End::Cancelled),
        End::Cancelled => Some(End::NoInvoice),
        End::NoInvoice => Some(End::WrongAmount),
        End::WrongAmount => Some(End::NoTransfer),
        End::NoTransfer => None,
    }
}

fn after_payment(state: &PaymentState) -> Option<PaymentState> {
    match state {
        PaymentState::Requested => {
            let code = PayCode { qr: "000201".into(), page: Some("https://x.test/1".into()) };
            let (payable, fee) = (Rupiah(100_310), Rupiah(310));
            Some(PaymentState::Open(Invoice {
                txn: "txn-1".into(),
                payable,
                fee,
                code,
                lives: Some(Span::hours(24)),
            }))
        }
        PaymentState::Open(_) => Some(PaymentState::Closed),
        PaymentState::Closed => Some(PaymentState::Settled { at: AT }),
        PaymentState::Settled { .. } => {
            Some(PaymentState::Credited { at: AT, received: Rupiah(49_000) })
        }
        PaymentState::Credited { .. } => None,
    }
}

fn after_what(what: &What) -> Option<What> {
    match what {
        What::Expire(order) => Some(What::LetGo(*order)),
        What::LetGo(_) => Some(What::Ask(PaymentId(301))),
        What::Ask(payment) => Some(What::Sweep(*payment)),
        What::Sweep(_) => Some(What::RejectedQuiet),
        What::RejectedQuiet => Some(What::RemindReview(OrderId(300))),
        What::RemindReview(order) => Some(What::ForgetEvidence(*order)),
        What::ForgetEvidence(_) => Some(What::Reconcile),
        What::Reconcile => Some(What::Undelivered),
        What::Undelivered => Some(What::ReviewWaits { order: OrderId(300), round: Round(1) }),
        What::ReviewWaits { .. } => Some(What::Unmute),
        What::Unmute => Some(What::Remind),
        What::Remind => Some(What::SetAsideQuiet),
        What::SetAsideQuiet => Some(What::Prune { chore: Chore::Codes, from: 0 }),
        What::Prune { chore, .. } => Some(match chore.next() {
            Some(chore) => What::Prune { chore, from: 300 },
            None => What::BatchWork(BatchId(300)),
        }),
        What::BatchWork(_) => Some(What::Intake(IntakeId(300))),
        What::Intake(_) => Some(What::Digest),
        What::Digest => Some(What::Restocked { product: ProductId(3), count: 300 }),
        What::Restocked { .. } => {
            Some(What::Promise { order: OrderId(300), product: ProductId(7) })
        }
        What::Promise { order, product } => {
            Some(What::Unanswered { order: *order, product: *product, round: 1 })
        }
        What::Unanswered { .. } => Some(What::AskUnclaimed(UnclaimedId(300))),
        What::AskUnclaimed(_) => Some(What::Restored),
        What::Restored => None,
    }
}
