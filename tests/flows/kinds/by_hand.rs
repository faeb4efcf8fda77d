//! What the staff do by hand.

use warung::chat::action::{OrderPress, ProductPress, RefundPress, StockPress, TodoPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::{KindField, KindPick};
use warung::chat::staff::todo::{Finish, Hands};
use warung::chat::wizard::Wizard;
use warung::domain::id::{OrderId, ProductId};
use warung::domain::message::Media;
use warung::domain::order::{Goods, State};
use warung::domain::stock::Made;
use warung::domain::time::{Boot, Span, Step};
use warung::domain::todo::{Handover, Todo};
use warung::engine::input::{Input, Reply};

use super::{bought, goods, of, said, set};
use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::gallery::shop::{make, press};

const PRODUCT: ProductId = ProductId(1);

fn shop(question: bool) -> Counter {
    let mut counter = of(KindPick::Manual);
    set(&mut counter, KindField::Within, "2 jam");
    if question {
        set(&mut counter, KindField::Question, "Email yang diundang?");
    }
    counter
}

fn card(counter: &mut Counter, order: u64) {
    press(counter, ADMIN, TodoPress::Card { order: OrderId(order), product: PRODUCT });
}

fn answer(counter: &mut Counter, person: u64, order: u64, text: &str) {
    press(counter, person, OrderPress::Answer { order: OrderId(order), product: PRODUCT });
    counter.say(person, text);
}

fn todos(counter: &Counter) -> Vec<Todo> {
    let made = counter.units().into_iter().filter_map(|unit| unit.made);
    made.filter_map(|made| match made {
        Made::Manual(todo) => Some(todo),
        Made::Shared => None,
    })
    .collect()
}

#[test]
fn it_is_promised_done_and_handed_over() {
    let mut counter = shop(false);
    bought(&mut counter, SARI, 1, 1);
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    assert!(counter.text(SARI).contains("sedang kami kerjakan"), "{}", counter.text(SARI));
    assert!(counter.text(ADMIN).contains("Ada yang harus dikerjakan"), "{}", counter.text(ADMIN));
    counter.say(ADMIN, "/admin");
    assert!(counter.last(ADMIN).screen.html.contains("harus dikerjakan"));
    counter.press(ADMIN, "🙋 Pekerjaan (1)");
    counter.press(ADMIN, "🙋 Kerjakan W-000001");
    counter.press(ADMIN, "✅ Tandai Selesai");
    counter.say(ADMIN, "kode: 1234");
    assert!(said(&counter).contains("<code>kode: 1234</code>"), "{}", said(&counter));
    assert!(!counter.text(SARI).contains("1234"));
    // Tapped twice: it goes out once.
    let tap = counter.pressed(ADMIN, "✅ Serahkan");
    let again = counter.pressed(ADMIN, "✅ Serahkan");
    assert_eq!(counter.apply(tap), Reply::Done);
    assert_eq!(counter.apply(again), Reply::Done);
    counter.settle();
    counter.prove();
    assert_eq!(counter.text(SARI).matches("kode: 1234").count(), 1, "{}", counter.text(SARI));
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }));
    assert_eq!(counter.text(ADMIN).matches("Terkirim").count(), 1, "{}", counter.text(ADMIN));
    // It stays to be seen.
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert!(counter.last(SARI).screen.html.contains("kode: 1234"));
    card(&mut counter, 1);
    assert!(said(&counter).contains("sudah selesai"), "{}", said(&counter));
}

#[test]
fn the_buyer_is_asked_and_the_time_begins_with_the_answer() {
    let mut counter = shop(true);
    bought(&mut counter, SARI, 1, 2);
    assert!(counter.text(SARI).contains("Email yang diundang?"));
    assert!(!counter.text(ADMIN).contains("Ada yang harus dikerjakan"));
    counter.pass(Span::hours(5));
    assert!(!counter.text(ADMIN).contains("Lewat janji"), "{}", counter.text(ADMIN));
    card(&mut counter, 1);
    assert!(counter.shows(ADMIN, "🔔 Tanyakan Lagi"));
    let asked = counter.text(SARI).matches("Satu hal lagi").count();
    counter.press(ADMIN, "🔔 Tanyakan Lagi");
    assert_eq!(counter.text(SARI).matches("Satu hal lagi").count(), asked + 1);
    // Somebody else's order is nobody's to answer.
    answer(&mut counter, BUDI, 1, "palsu@x");
    assert!(todos(&counter).iter().all(|todo| todo.answer.is_none()));
    answer(&mut counter, SARI, 1, "sari@contoh.id");
    assert!(todos(&counter).iter().all(|it| it.answer.as_deref() == Some("sari@contoh.id")));
    assert_eq!(todos(&counter).len(), 2);
    assert!(counter.text(ADMIN).contains("Ada yang harus dikerjakan"));
    card(&mut counter, 1);
    assert!(said(&counter).contains("sari@contoh.id") && said(&counter).contains("× 2"));
    // An old button asks no second time.
    press(&mut counter, SARI, OrderPress::Answer { order: OrderId(1), product: PRODUCT });
    assert!(counter.text(SARI).contains("sudah kami terima"), "{}", counter.text(SARI));
    // Two hours and nobody has done it: the staff are reminded, and again.
    counter.pass(Span::hours(2));
    assert_eq!(counter.text(ADMIN).matches("Lewat janji").count(), 1, "{}", counter.text(ADMIN));
    counter.pass(Span::hours(3));
    assert_eq!(counter.text(ADMIN).matches("Lewat janji").count(), 2);
    counter.prove();
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.press(ADMIN, "✅ Selesai, tidak ada yang dikirim");
    counter.press(ADMIN, "✅ Ya, Selesai");
    assert!(counter.text(SARI).contains("Sudah dikerjakan"), "{}", counter.text(SARI));
    counter.pass(Span::hours(9));
    assert_eq!(counter.text(ADMIN).matches("Lewat janji").count(), 2);
    counter.prove();
}

#[test]
fn a_buyer_in_the_middle_of_something_else_is_not_interrupted() {
    let mut counter = shop(true);
    bought(&mut counter, SARI, 1, 1);
    counter.press(SARI, "✍️ Jawab");
    counter.say(SARI, "❌ Batal");
    counter.say(SARI, "sari@contoh.id");
    assert!(todos(&counter).iter().all(|todo| todo.answer.is_none()));
    counter.press(SARI, "✍️ Jawab");
    for text in ["   ", &"x".repeat(600)] {
        counter.say(SARI, text);
        assert!(todos(&counter).iter().all(|todo| todo.answer.is_none()), "{text}");
    }
    counter.say(SARI, "baris satu\nbaris dua");
    assert_eq!(todos(&counter)[0].answer.as_deref(), Some("baris satu\nbaris dua"));
    counter.prove();
}

#[test]
fn a_refund_calls_it_off() {
    let mut counter = shop(false);
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, RefundPress::New { order: OrderId(1), unit: None });
    counter.say(ADMIN, "10000");
    counter.press(ADMIN, "Saldo");
    counter.say(ADMIN, "tidak jadi");
    counter.press(ADMIN, "✅");
    assert_eq!(counter.balance(SARI).0, 10_000, "{}", counter.text(ADMIN));
    assert_eq!(goods(&counter, 1), Goods::Withdrawn);
    card(&mut counter, 1);
    assert!(said(&counter).contains("sudah dibatalkan"), "{}", said(&counter));
    counter.pass(Span::hours(9));
    assert!(!counter.text(ADMIN).contains("Lewat janji"));
    counter.prove();
}

#[test]
fn goods_of_two_kinds_go_out_as_far_as_they_can() {
    let mut counter = shop(false);
    counter.stock("Netflix", 50_000, &["a@x|1"]);
    counter.pick(SARI, 1, 1);
    counter.checkout(SARI, 2, 1);
    super::paid(&mut counter, 1);
    counter.prove();
    assert!(counter.text(SARI).contains("a@x|1"));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.press(ADMIN, "✅ Selesai, tidak ada yang dikirim");
    counter.press(ADMIN, "✅ Ya, Selesai");
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }));
    // The other goods do not come a second time.
    assert_eq!(counter.text(SARI).matches("a@x|1").count(), 1);
    counter.prove();
}

#[test]
fn a_file_is_handed_over_too() {
    let mut counter = shop(false);
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.files.insert("hasil".into(), b"%PDF hasil".to_vec());
    let (file, name, caption) = ("hasil".into(), "hasil.pdf".into(), String::new());
    let update =
        counter.update(ADMIN, Said::Document { file, name, mime: None, bytes: 10, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    counter.press(ADMIN, "✅ Serahkan");
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }), "{}", counter.text(ADMIN));
    assert!(matches!(counter.last(SARI).screen.media, Media::Kept(_)), "{}", counter.text(SARI));
    counter.prove();
}

/// What is handed over is somebody's goods, and goods are in no log.
#[test]
fn what_is_handed_over_is_not_told_in_logs() {
    let secret = "kode-9183-rahasia".to_owned();
    let (order, product, text) = (OrderId(7), PRODUCT, secret.clone());
    let finish = Finish { order, product, hands: Some(Hands::Text(text)) };
    let handover = Handover { text: secret.clone(), file: None };
    let wizard = Wizard::Finish(finish.clone());
    let said = [format!("{finish:?}"), format!("{handover:?}"), format!("{wizard:?}")];
    let all = [format!("{finish:#?}"), format!("{handover:#?}"), format!("{wizard:#?}")];
    for told in said.iter().chain(&all) {
        assert!(!told.contains("9183"), "{told}");
        assert!(told.contains(&format!("{}", secret.len())), "how much it is: {told}");
    }
}

#[test]
fn a_text_that_was_looked_at_is_not_lost_to_a_file() {
    let mut counter = shop(false);
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 77");
    counter.files.insert("hasil".into(), b"%PDF hasil".to_vec());
    let (file, name, caption) = ("hasil".into(), "hasil.pdf".into(), String::new());
    let update =
        counter.update(ADMIN, Said::Document { file, name, mime: None, bytes: 10, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    assert!(said(&counter).contains("tidak keduanya"), "{}", said(&counter));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    counter.press(ADMIN, "✅ Serahkan");
    assert!(counter.text(SARI).contains("kode: 77"), "{}", counter.text(SARI));
    counter.prove();
}

/// Each job is told of by its name, and no more often for being one of several.
#[test]
fn every_late_job_of_an_order_is_reminded_of_by_itself() {
    let mut counter = shop(false);
    counter.say(ADMIN, "/add -|Top Up|-|5000|-");
    make(&mut counter, ProductId(2), KindPick::Manual);
    counter.pick(SARI, 1, 1);
    counter.checkout(SARI, 2, 1);
    super::paid(&mut counter, 1);
    let told = |counter: &Counter| counter.text(ADMIN).matches("Lewat janji").count();
    counter.pass(Span::hours(2));
    assert_eq!(told(&counter), 1, "{}", counter.text(ADMIN));
    assert!(!counter.text(ADMIN).contains("W-000001 · Top Up\n👤"), "{}", counter.text(ADMIN));
    counter.pass(Span::hours(22));
    let before = told(&counter);
    counter.pass(Span::hours(3));
    assert_eq!(told(&counter) - before, 2, "{}", counter.text(ADMIN));
    counter.prove();
}

/// The clock was far ahead when it was promised, and right when the machine came back.
#[test]
fn a_promise_under_a_wrong_clock_is_looked_at_in_time_when_it_is_right() {
    let mut counter = shop(false);
    counter.now = counter.now.after(Span::hours(400 * 24));
    bought(&mut counter, SARI, 1, 1);
    counter.now = counter.now.shifted(Step(-400 * 24 * 3_600_000));
    let store = counter.core.store().clone();
    counter = counter.reopened(store);
    counter.apply(Input::Booted(Boot { id: 8, at: counter.now }));
    counter.apply(Input::Opened);
    counter.settle();
    assert!(todos(&counter)[0].until().unwrap() <= counter.now.after(Span::hours(2)));
    counter.pass(Span::hours(2));
    assert!(counter.text(ADMIN).contains("Lewat janji"), "{}", counter.text(ADMIN));
    counter.prove();
}

#[test]
fn a_clock_that_is_set_keeps_the_promise_as_long_as_it_was() {
    let mut counter = shop(false);
    bought(&mut counter, SARI, 1, 1);
    let until = |counter: &Counter| todos(counter)[0].until().unwrap();
    assert_eq!(until(&counter), counter.now.after(Span::hours(2)));
    for days in [-40_i64, 40] {
        let step = Step(days * 24 * 3_600_000);
        counter.now = counter.now.shifted(step);
        counter.apply(Input::Stepped(step, None));
        counter.settle();
        assert_eq!(until(&counter), counter.now.after(Span::hours(2)), "{days}");
        counter.prove();
    }
    counter.pass(Span::hours(2));
    assert_eq!(counter.text(ADMIN).matches("Lewat janji").count(), 1);
}

#[test]
fn who_cannot_be_reached_gets_all_of_it_when_they_are_back() {
    let mut counter = shop(false);
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    super::paid(&mut counter, 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 77");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Stuck { .. }, .. }));
    counter.prove();
    counter.away.clear();
    counter.say(SARI, "/start");
    assert!(counter.text(SARI).contains("kode: 77"), "{}", counter.text(SARI));
    counter.prove();
}

/// A question may have been overlooked, or its buyer has forgotten it.
#[test]
fn a_question_without_an_answer_is_asked_again_and_then_somebody_looks_after_it() {
    let mut counter = shop(true);
    bought(&mut counter, SARI, 1, 1);
    let asked = |counter: &Counter| counter.text(SARI).matches("Satu hal lagi").count();
    let told = |counter: &Counter| counter.text(ADMIN).matches("belum menjawab").count();
    counter.pass(Span::minutes(59));
    assert_eq!((asked(&counter), told(&counter)), (1, 0));
    counter.pass(Span::minutes(2));
    assert_eq!((asked(&counter), told(&counter)), (2, 0));
    counter.pass(Span::hours(23));
    assert_eq!((asked(&counter), told(&counter)), (3, 1), "{}", counter.text(ADMIN));
    counter.pass(Span::hours(48));
    assert_eq!((asked(&counter), told(&counter)), (4, 2));
    for _ in 0..10 {
        counter.pass(Span::hours(24));
    }
    assert_eq!((asked(&counter), told(&counter)), (4, 2), "it is not asked without end");
    counter.prove();
}

#[test]
fn an_answer_ends_the_asking() {
    let mut counter = shop(true);
    bought(&mut counter, SARI, 1, 1);
    answer(&mut counter, SARI, 1, "sari@contoh.id");
    for _ in 0..4 {
        counter.pass(Span::hours(24));
    }
    assert_eq!(counter.text(SARI).matches("Satu hal lagi").count(), 1);
    assert!(!counter.text(ADMIN).contains("belum menjawab"), "{}", counter.text(ADMIN));
    counter.prove();
}

/// What somebody could still buy is not given away, and what was given away is not sold.
#[test]
fn what_is_handed_over_is_in_stock_neither_before_nor_after() {
    let mut counter = shop(false);
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "a@x|1");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(said(&counter).contains("masih ada di stok"), "{}", said(&counter));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    counter.say(ADMIN, "c@x|3");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(counter.text(SARI).contains("c@x|3"), "{}", counter.text(SARI));
    counter.prove();
    press(&mut counter, ADMIN, StockPress::Fill(ProductId(2)));
    counter.say(ADMIN, "c@x|3\nd@x|4");
    assert!(said(&counter).contains("Sudah pernah terjual"), "{}", said(&counter));
    counter.prove();
}

/// A list by order, however many units an order has.
#[test]
fn many_units_of_one_order_hide_no_other() {
    let mut counter = shop(false);
    for (order, person) in [(1, SARI), (2, BUDI), (3, SARI)] {
        bought(&mut counter, person, order, 900);
    }
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "🙋 Pekerjaan (3)");
    for order in ["W-000001", "W-000002", "W-000003"] {
        assert!(said(&counter).contains(order), "{}", said(&counter));
    }
    assert!(said(&counter).contains("× 900"), "{}", said(&counter));
    counter.prove();
}

/// Each question of an order is asked again by itself.
#[test]
fn every_question_of_an_order_is_asked_again() {
    let mut counter = shop(true);
    counter.stock("Undangan", 15_000, &[]);
    make(&mut counter, ProductId(2), KindPick::Manual);
    press(&mut counter, ADMIN, ProductPress::EditKind(ProductId(2), KindField::Question));
    counter.say(ADMIN, "Nomor yang diisi?");
    counter.pick(SARI, 1, 1);
    counter.checkout(SARI, 2, 1);
    super::paid(&mut counter, 1);
    counter.pass(Span::minutes(61));
    for question in ["Email yang diundang?", "Nomor yang diisi?"] {
        let asked = counter.text(SARI).matches(question).count();
        assert_eq!(asked, 2, "{question}\n{}", counter.text(SARI));
    }
    counter.prove();
}

/// Whoever waited for what was sold out by pieces hears that it is done by hand from now on.
#[test]
fn who_waits_hears_of_another_kind() {
    let mut counter = Counter::new();
    counter.stock("Panduan", 10_000, &[]);
    counter.say(BUDI, "1");
    counter.press(BUDI, "🔔 Kabari saya");
    make(&mut counter, PRODUCT, KindPick::Manual);
    counter.pass(Span::minutes(1));
    assert!(counter.text(BUDI).contains("sudah ada lagi"), "{}", counter.text(BUDI));
    counter.prove();
}

/// Whoever types the answer without pressing anything is shown the way to it.
#[test]
fn an_answer_that_is_typed_at_once_is_shown_its_question() {
    let mut counter = shop(true);
    bought(&mut counter, SARI, 1, 1);
    counter.say(SARI, "sari@contoh.id");
    let html = counter.last(SARI).screen.html.clone();
    assert!(html.contains("Email yang diundang?"), "{html}");
    assert!(todos(&counter).iter().all(|todo| todo.answer.is_none()));
    counter.press(SARI, "✍️ Jawab");
    counter.say(SARI, "sari@contoh.id");
    assert_eq!(todos(&counter)[0].answer.as_deref(), Some("sari@contoh.id"));
    // Nobody else is, and nobody who has answered.
    for person in [SARI, BUDI] {
        counter.say(person, "sari@contoh.id");
        let html = counter.last(person).screen.html.clone();
        assert!(!html.contains("diundang?"), "{html}");
    }
    counter.prove();
}
