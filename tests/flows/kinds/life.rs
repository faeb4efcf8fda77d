//! Many lives of a small shop with goods of every kind, at random: after every deed each promise
//! holds, and at the end everybody has what they paid for.

use proptest::prelude::*;
use warung::chat::action::{OrderPress, ProductPress, SalePress, StockPress, TodoPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::{KindField, KindPick};
use warung::domain::id::{CustomerId, OrderId, ProductId};
use warung::domain::order::{Goods, Order, State};
use warung::domain::refund::{NewRefund, Portion, Purse};
use warung::domain::staff::Right;
use warung::domain::stock::{Fate, Made};
use warung::domain::text::Reason;
use warung::domain::time::{Span, Step};
use warung::engine::input::Input;
use warung::shop::{refund, staff};
use warung::store::read::Read;
use warung::store::schema::Quarantined;

use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::gallery::shop::{make, press};
use crate::verb::run;

const SHARED: ProductId = ProductId(1);
const MANUAL: ProductId = ProductId(2);
const FILES: ProductId = ProductId(3);

#[derive(Clone, Debug)]
enum Deed {
    Buy { person: bool, product: u8, count: u8 },
    Pay { order: u8 },
    Pass { minutes: u16 },
    Cancel { order: u8 },
    Answer { order: u8 },
    Finish { order: u8, text: bool },
    Refund { order: u8 },
    Again { order: u8 },
    Resend { order: u8 },
    Quota { product: u8, left: u8 },
    Kind { product: u8, pick: u8 },
    Fill { file: u8 },
    Share { nth: u8 },
    Block { on: bool },
    Clock { hours: i8 },
    Crash,
}

fn deed() -> impl Strategy<Value = Deed> {
    let order = 1..=8_u8;
    prop_oneof![
        8 => (any::<bool>(), 1..=4_u8, 1..=3_u8)
            .prop_map(|(person, product, count)| Deed::Buy { person, product, count }),
        8 => order.clone().prop_map(|order| Deed::Pay { order }),
        3 => (1..400_u16).prop_map(|minutes| Deed::Pass { minutes }),
        1 => order.clone().prop_map(|order| Deed::Cancel { order }),
        3 => order.clone().prop_map(|order| Deed::Answer { order }),
        3 => (order.clone(), any::<bool>()).prop_map(|(order, text)| Deed::Finish { order, text }),
        2 => order.clone().prop_map(|order| Deed::Refund { order }),
        1 => order.clone().prop_map(|order| Deed::Again { order }),
        1 => order.prop_map(|order| Deed::Resend { order }),
        2 => (1..=2_u8, 0..5_u8).prop_map(|(product, left)| Deed::Quota { product, left }),
        1 => (1..=4_u8, 0..4_u8).prop_map(|(product, pick)| Deed::Kind { product, pick }),
        2 => (0..9_u8).prop_map(|file| Deed::Fill { file }),
        1 => (0..9_u8).prop_map(|nth| Deed::Share { nth }),
        1 => any::<bool>().prop_map(|on| Deed::Block { on }),
        1 => (-30..30_i8).prop_map(|hours| Deed::Clock { hours }),
        1 => Just(Deed::Crash),
    ]
}

fn shop() -> Counter {
    let mut counter = Counter::new();
    counter.apply(Input::Opened);
    for name in ["Kelas", "Undangan", "Template", "Netflix"] {
        counter.say(ADMIN, &format!("/add -|{name}|-|10000|-"));
    }
    for (product, pick) in
        [(SHARED, KindPick::Shared), (MANUAL, KindPick::Manual), (FILES, KindPick::File)]
    {
        make(&mut counter, product, pick);
    }
    press(&mut counter, ADMIN, ProductPress::EditKind(MANUAL, KindField::Question));
    counter.say(ADMIN, "Email?");
    press(&mut counter, ADMIN, StockPress::Fill(SHARED));
    counter.say(ADMIN, "isi bersama nol");
    counter.press(ADMIN, "✅ Simpan");
    counter.fill("4|u1@x|1\nu2@x|2\nu3@x|3\nu4@x|4");
    for person in [SARI, BUDI] {
        counter.say(person, "/start");
    }
    counter
}

/// Everything is done by buttons and words, whether they fit or not.
fn act(counter: &mut Counter, deed: &Deed) {
    let orders: Vec<Order> = counter.core.store().snap().unwrap().all(0, 99).unwrap();
    let known = |order: u8| orders.iter().find(|it| it.id.0 == u64::from(order));
    let job = |order: u8| (OrderId(order.into()), MANUAL);
    match *deed {
        Deed::Buy { person, product, count } => {
            let person = if person { SARI } else { BUDI };
            counter.say(person, &product.to_string());
            for _ in 0..count {
                if counter.shows(person, "➕") {
                    counter.press(person, "➕");
                }
            }
            if counter.shows(person, "🧺 Lanjut ke Keranjang") {
                counter.press(person, "Lanjut ke Keranjang");
                counter.press(person, "Lanjut ke Pembayaran");
            }
        }
        Deed::Pay { order } => {
            let asked = known(order).and_then(Order::payment);
            let asked = asked.map(|_| counter.payment(order.into()).reference);
            if asked.is_some_and(|it| counter.gateway.contains_key(it.as_str())) {
                counter.pay(order.into());
                counter.notify(order.into());
            }
        }
        Deed::Pass { minutes } => counter.pass(Span::minutes(minutes.into())),
        Deed::Cancel { order } => {
            if let Some(order) = known(order) {
                press(counter, order.customer.0, OrderPress::Cancel(order.id));
            }
        }
        Deed::Answer { order } => {
            if let Some(it) = known(order) {
                let (order, product) = job(order);
                press(counter, it.customer.0, OrderPress::Answer { order, product });
                counter.say(it.customer.0, "saya@contoh.id");
                counter.say(it.customer.0, "❌ Batal");
            }
        }
        Deed::Finish { order, text } => {
            let (order, product) = job(order);
            press(counter, ADMIN, TodoPress::Finish { order, product });
            if text {
                counter.say(ADMIN, &format!("hasil untuk {order}"));
            }
            for label in ["✅ Serahkan", "✅ Selesai, tidak ada yang dikirim", "✅ Ya, Selesai"]
            {
                if counter.shows(ADMIN, label) {
                    counter.press(ADMIN, label);
                }
            }
            counter.say(ADMIN, "❌ Batal");
        }
        Deed::Refund { order } => {
            if let Some(it) = known(order).filter(|it| it.paid()) {
                give_back(counter, it);
            }
        }
        Deed::Again { order } => {
            if let Some(order) = known(order) {
                press(counter, order.customer.0, OrderPress::GoodsAgain(order.id));
            }
        }
        Deed::Resend { order } => press(counter, ADMIN, SalePress::Resend(OrderId(order.into()))),
        Deed::Quota { product, left } => {
            let product = ProductId(product.into());
            press(counter, ADMIN, ProductPress::EditKind(product, KindField::Quota));
            counter.say(ADMIN, &left.to_string());
            counter.say(ADMIN, "❌ Batal");
        }
        Deed::Kind { product, pick } => {
            let picks = [KindPick::Unit, KindPick::File, KindPick::Shared, KindPick::Manual];
            let pick = picks[usize::from(pick)];
            make(counter, ProductId(product.into()), pick);
        }
        Deed::Fill { file } => {
            press(counter, ADMIN, StockPress::Fill(FILES));
            let file = format!("berkas {file}");
            counter.files.insert(file.clone(), file.repeat(30).into_bytes());
            let (name, caption) = (format!("{file}.pdf"), String::new());
            let said = Said::Document { file, name, mime: None, bytes: 300, caption };
            let update = counter.update(ADMIN, said);
            counter.apply(update);
            counter.settle();
            press(counter, ADMIN, StockPress::TakeFiles(FILES));
            counter.say(ADMIN, "❌ Batal");
        }
        Deed::Share { nth } => {
            press(counter, ADMIN, StockPress::Fill(SHARED));
            counter.say(ADMIN, &format!("isi bersama {nth}"));
            if counter.shows(ADMIN, "✅ Simpan") {
                counter.press(ADMIN, "✅ Simpan");
            }
            counter.say(ADMIN, "❌ Batal");
        }
        Deed::Block { on: true } => counter.away.push(SARI as i64),
        Deed::Block { on: false } => {
            counter.away.clear();
            counter.say(SARI, "/start");
        }
        Deed::Clock { hours } => {
            let step = Step(i64::from(hours) * 3_600_000);
            counter.now = counter.now.shifted(step);
            counter.apply(Input::Stepped(step, None));
        }
        Deed::Crash => *counter = counter.reopened(counter.core.store().clone()),
    }
    counter.settle();
}

fn give_back(counter: &mut Counter, order: &Order) {
    let (id, part, now) = (order.id, order.next_refund(), counter.now);
    let (portion, to, amount) = (Portion::Whole, Purse::Balance, order.refundable());
    let why = Reason::parse("tidak jadi").unwrap();
    let new = NewRefund { portion, amount, to, why };
    let shop = crate::counter::shop();
    let _ = run(counter.core.store(), now, &shop, |ctx| {
        let by = staff::allow(ctx, CustomerId(ADMIN), Right::Refund)?;
        refund::refund(ctx, by, id, part, new).map(|_| ())
    });
}

/// Nobody has paid for what they cannot have, and nothing was sold twice.
fn judge(counter: &Counter) {
    let orders: Vec<Order> = counter.core.store().snap().unwrap().all(0, 99).unwrap();
    let units = counter.units();
    for order in orders.iter().filter(|order| order.paid()) {
        let State::Paid { goods, .. } = order.state else { continue };
        let waits = units.iter().any(|unit| {
            let todo = matches!(&unit.made, Some(Made::Manual(todo)) if todo.done.is_none());
            todo && unit.fate == Fate::Sold(order.id)
        });
        match goods {
            Goods::ByHand => assert!(waits, "{}", order.id),
            Goods::Delivered { .. } => assert!(!waits, "{}", order.id),
            Goods::Sending { .. } | Goods::Stuck { .. } | Goods::Withdrawn => {}
        }
    }
    let snap = counter.core.store().snap().unwrap();
    assert!(snap.all::<Quarantined>(0, 9).unwrap().is_empty(), "something was set aside");
    let mut files: Vec<_> = units.iter().filter_map(|unit| unit.file).collect();
    let sold_once = files.len();
    files.sort_unstable();
    files.dedup();
    assert_eq!(files.len(), sold_once, "a file is two units");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..Default::default() })]
    #[test]
    fn whatever_happens_everybody_has_what_they_paid_for(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut counter = shop();
        for deed in &deeds {
            act(&mut counter, deed);
            counter.prove();
            judge(&counter);
        }
    }
}
