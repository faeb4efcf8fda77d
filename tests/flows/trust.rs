//! Who may do what with money, and what is told of it: staff that leave, owners who come back,
//! goods that got lost, a group that takes nothing, a gateway with odd answers.

use warung::chat::incoming::Said;
use warung::domain::effect::{About, Effect, EffectState, Never, Outcome, Task};
use warung::domain::id::{Address, ChatId, CustomerId, EffectId};
use warung::domain::incident::{Incident, Trouble};
use warung::domain::limit::{GROUP_AGAIN, MISSED_MAX, PAIRING_LIFE, PAIRINGS_MAX, STAFF_MAX};
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, State};
use warung::domain::payment::Status;
use warung::domain::shop::Shop;
use warung::domain::staff::{Colleague, Dismissal, Member, Role};
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::staff::roster;
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Pairing;

use crate::counter::{ADMIN, BUDI, Counter, OPENED, OWNER, SARI, goods_shown, memory, shop};
use crate::damage::tamper;

const PRICE: u64 = 50_000;
const NEW: u64 = 777;
const GROUP: i64 = -4_000;

fn owned() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

fn open_shop() -> Counter {
    let mut counter = Counter::over(memory(), owned());
    counter.say(SARI, "/start");
    counter.stock("Netflix 1 bulan", PRICE, &["a", "b", "c", "d"]);
    counter
}

fn rows<R: Record>(counter: &Counter) -> Vec<R> {
    counter.core.store().snap().unwrap().all(0, 100_000).unwrap()
}

/// Somebody joins the staff by a code.
fn join(counter: &mut Counter, person: u64, role: Role) {
    counter.say(person, "/start");
    let Reply::Code(code) = counter.apply(Input::Pair(role)) else { panic!("no code") };
    counter.say(person, &format!("/claim {code}"));
}

fn staff(counter: &Counter) -> Vec<Colleague> {
    roster(&counter.core.store().snap().unwrap(), &owned()).unwrap()
}

fn dismiss(counter: &mut Counter, person: u64) -> Dismissal {
    let reply = counter.apply(Input::Dismiss(CustomerId(person)));
    counter.settle();
    match reply {
        Reply::Dismissed(came) => came,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_staff_are_listed_with_where_they_come_from() {
    let mut counter = open_shop();
    join(&mut counter, NEW, Role::Admin);
    let joined = counter.now;
    counter.now = counter.now.after(Span::minutes(50));
    counter.say(NEW, "/stock");
    let list = staff(&counter);
    let ids: Vec<u64> = list.iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [OWNER, ADMIN, NEW]);
    let new = &list[2];
    assert_eq!((new.role, new.since, new.configured), (Role::Admin, Some(joined), false));
    assert_eq!(new.last_seen, Some(joined), "to the hour");
    counter.now = counter.now.after(Span::minutes(11));
    counter.say(NEW, "/stock");
    assert_eq!(staff(&counter)[2].last_seen, Some(joined.after(Span::minutes(61))));
    let owner = &list[0];
    assert_eq!((owner.role, owner.since, owner.last_seen), (Role::Owner, None, None));
    assert!(owner.configured && list[1].configured && list[1].last_seen.is_some());
    // A clock that ran ahead leaves no moment that is still to come.
    counter.now = counter.now.after(Span::hours(24 * 365));
    counter.say(NEW, "/stock");
    counter.now = counter.now.before(Span::hours(24 * 365));
    counter.say(NEW, "/stock");
    assert_eq!(staff(&counter)[2].last_seen, Some(counter.now));
}

#[test]
fn whoever_leaves_is_no_staff_at_their_next_press() {
    let mut counter = open_shop();
    join(&mut counter, NEW, Role::Owner);
    counter.say(NEW, "/admin");
    counter.press(NEW, "🧰 Pengaturan");
    counter.say(NEW, "/admin");
    counter.press(NEW, "Kelola Produk");
    counter.press(NEW, "Isi Stok");
    counter.press(NEW, "Netflix");
    let before = counter.text(NEW);
    assert_eq!(dismiss(&mut counter, NEW), Dismissal::Gone(Role::Owner));
    // In the middle of a conversation, by command, and by a button from before.
    counter.say(NEW, "e\nf");
    assert_eq!(counter.units().len(), 4, "nothing was taken in");
    for text in ["/stock", "/editsaldo 555|+1000|Saya", "/addstock 1|g", "/status"] {
        counter.say(NEW, text);
    }
    let press = counter.pressed(NEW, "Produk habis");
    assert_eq!(counter.apply(press), Reply::Done);
    counter.settle();
    assert_eq!((counter.units().len(), counter.balance(SARI)), (4, Rupiah::ZERO));
    let after = counter.text(NEW);
    let told = after.strip_prefix(&before).unwrap_or(&after);
    assert!(!told.contains("Netflix 1 bulan · stok"), "{told}");
    // The others hear of it, and of what is sold later only they do.
    assert!(counter.text(ADMIN).contains("bukan staf toko lagi"), "{}", counter.text(ADMIN));
    let heard = counter.text(NEW).len();
    counter.checkout(SARI, 1, 1);
    assert_eq!(counter.text(NEW).len(), heard);
    assert_eq!(dismiss(&mut counter, NEW), Dismissal::Nobody);
    assert_eq!(dismiss(&mut counter, OWNER), Dismissal::Configured(Role::Owner));
    assert_eq!(dismiss(&mut counter, ADMIN), Dismissal::Configured(Role::Admin));
    assert_eq!(staff(&counter).len(), 2);
    counter.prove();
}

#[test]
fn codes_and_staff_have_a_bound() {
    let mut counter = open_shop();
    for _ in 0..PAIRINGS_MAX + 5 {
        counter.apply(Input::Pair(Role::Admin));
    }
    assert_eq!(rows::<Pairing>(&counter).len(), PAIRINGS_MAX);
    counter.now = counter.now.after(PAIRING_LIFE);
    let Reply::Code(code) = counter.apply(Input::Pair(Role::Admin)) else { panic!("no code") };
    assert_eq!(rows::<Pairing>(&counter).len(), 1, "the others are over");
    for id in 0..STAFF_MAX as u64 {
        let (id, role, since) = (CustomerId(10_000 + id), Role::Admin, counter.now);
        tamper(&counter, &Member { id, role, since, by: None });
    }
    let told = counter.say(NEW, &format!("/claim {code}")).screen.html.clone();
    assert!(told.contains(&STAFF_MAX.to_string()) && told.contains("staff remove"), "{told}");
    dismiss(&mut counter, 10_000);
    counter.say(NEW, &format!("/claim {code}"));
    assert!(staff(&counter).iter().any(|it| it.id.0 == NEW), "the code still works");
}

#[test]
fn nobody_moves_money_to_themselves() {
    let mut counter = open_shop();
    join(&mut counter, OWNER, Role::Owner);
    let told = |counter: &mut Counter, text: &str| {
        let text = Said::Text(text.into());
        let Input::Update { id, mut said } = counter.update(ADMIN, text) else {
            panic!("no update")
        };
        said.from.username = Some("sang_admin".into());
        counter.apply(Input::Update { id, said });
        counter.settle();
        counter.last(ADMIN).screen.html.clone()
    };
    for text in [
        format!("/transfer {ADMIN}|50000|Gaji"),
        format!("/editsaldo {ADMIN}|+50000|Gaji"),
        format!("/editsaldo {ADMIN}|-50000|Gaji"),
        "/transfer @sang_admin|50000|Gaji".to_owned(),
        "/editsaldo @Sang_Admin|+50000|Gaji".to_owned(),
    ] {
        let told = told(&mut counter, &text);
        assert!(told.contains("Saldo dan refund sendiri"), "{text}: {told}");
    }
    assert_eq!(counter.balance(ADMIN), Rupiah::ZERO);
    // Nor by a refund of what they bought.
    counter.checkout(ADMIN, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    counter.say(ADMIN, "/order 1");
    let press = counter.pressed(ADMIN, "Refund");
    counter.apply(press);
    counter.settle();
    assert!(counter.toasts.last().unwrap().contains("sendiri"), "{:?}", counter.toasts);
    assert!(counter.order(1).refunds.is_empty());
    // For others all is as ever.
    counter.say(ADMIN, "/transfer 555|50000|Setor tunai");
    counter.press(ADMIN, "Catat");
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    counter.prove();
}

fn credit(counter: &mut Counter, amount: u64) {
    counter.say(ADMIN, &format!("/transfer {SARI}|{amount}|Setor ke-{amount}"));
    counter.press(ADMIN, "Catat");
}

#[test]
fn an_owner_who_never_pressed_start_hears_of_money_by_hand_later() {
    let mut counter = open_shop();
    credit(&mut counter, 10_001);
    credit(&mut counter, 10_002);
    assert!(!counter.chats.contains_key(&(OWNER as i64)));
    counter.say(OWNER, "/start");
    let text = counter.text(OWNER);
    for what in ["Setor ke-10001", "Setor ke-10002", "10.001"] {
        assert!(text.contains(what), "no {what} in: {text}");
    }
    let told = text.len();
    counter.say(OWNER, "/start");
    assert_eq!(counter.text(OWNER)[told..].matches("Setor ke").count(), 0, "told once");
    // From now on they hear it as it happens.
    credit(&mut counter, 10_003);
    assert!(counter.text(OWNER).contains("Setor ke-10003"));
}

#[test]
fn an_owner_who_blocked_the_bot_hears_of_it_when_they_are_back() {
    let mut counter = open_shop();
    counter.say(OWNER, "/start");
    // Telegram says so only when we write to them.
    counter.away.push(OWNER as i64);
    credit(&mut counter, 10_001);
    credit(&mut counter, 10_002);
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Refund");
    counter.press(ADMIN, "Semua Rp50.000");
    counter.press(ADMIN, "Saldo pembeli");
    counter.say(ADMIN, "Akun rusak");
    counter.press(ADMIN, "✅ Refund");
    assert_eq!(counter.order(1).refunds.len(), 1);
    assert!(!counter.text(OWNER).contains("Setor"));
    // The message that tells it does not arrive either, at first.
    let unblocked = counter.update(OWNER, Said::Unblocked);
    counter.apply(unblocked);
    counter.settle();
    assert!(!counter.text(OWNER).contains("Setor"));
    counter.away.clear();
    let unblocked = counter.update(OWNER, Said::Unblocked);
    counter.apply(unblocked);
    counter.settle();
    let text = counter.text(OWNER);
    assert!(text.contains("Setor ke-10001") && text.contains("Setor ke-10002"), "{text}");
    assert!(text.contains("W-000001") && text.contains("Akun rusak"), "{text}");
    counter.prove();
}

#[test]
fn what_an_owner_missed_has_a_bound_and_says_so() {
    let mut counter = open_shop();
    let count = MISSED_MAX as u64 + 7;
    (1..=count).for_each(|number| credit(&mut counter, 10_000 + number));
    counter.say(OWNER, "/start");
    let text = counter.text(OWNER);
    assert!(text.contains(&format!("Setor ke-{}", 10_000 + count)), "the newest is told: {text}");
    let told = text.matches("Setor ke-").count() as u64;
    assert!(text.contains(&format!("dan {} lagi", count - told)), "{told} told: {text}");
}

/// A paid order whose goods have not gone out yet.
fn sending(counter: &mut Counter) -> Effect {
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    let question = counter.due()[0];
    counter.carry(question);
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Sending { .. }, .. }));
    goods(counter).remove(0)
}

fn goods(counter: &Counter) -> Vec<Effect> {
    let is = |effect: &Effect| matches!(effect.about, About::Goods(_));
    rows::<Effect>(counter).into_iter().filter(is).collect()
}

fn delivered(counter: &Counter) -> bool {
    matches!(counter.order(1).state, State::Paid { goods: Goods::Delivered { .. }, .. })
}

/// Its next try is far off in time.
fn put_off(counter: &Counter, effect: Effect, by: Span) {
    let state = EffectState::Due { at: counter.now.after(by), attempt: 3 };
    tamper(counter, &Effect { state, ..effect });
}

fn removed(counter: &Counter, id: EffectId) {
    let store = counter.core.store();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    tx.remove::<Effect>(id.0).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
}

#[test]
fn goods_that_wait_for_next_year_go_when_staff_say_so() {
    let mut counter = open_shop();
    let effect = sending(&mut counter);
    counter.settle_but(effect.id);
    put_off(&counter, effect, Span::hours(24 * 365));
    counter.now = counter.now.after(Span::minutes(6));
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "belum terkirim");
    counter.press(ADMIN, "W-000001");
    assert!(delivered(&counter), "{:?}", counter.order(1).state);
    let shown = &counter.chats[&(SARI as i64)];
    assert_eq!(goods_shown(shown, warung::domain::id::OrderId(1)), 1, "once, not twice");
    counter.prove();
}

#[test]
fn goods_whose_message_is_gone_go_when_the_buyer_asks() {
    let mut counter = open_shop();
    let effect = sending(&mut counter);
    counter.settle_but(effect.id);
    removed(&counter, effect.id);
    counter.say(SARI, "🧾 Pesanan Saya");
    counter.press(SARI, "W-000001");
    counter.press(SARI, "Lihat Barang");
    assert!(delivered(&counter), "{:?}", counter.order(1).state);
    counter.prove();
}

#[test]
fn goods_that_go_out_within_a_moment_are_not_made_twice() {
    let mut counter = open_shop();
    let effect = sending(&mut counter);
    counter.settle_but(effect.id);
    put_off(&counter, effect, Span::secs(2));
    for _ in 0..3 {
        counter.say(SARI, "🧾 Pesanan Saya");
        counter.press(SARI, "W-000001");
        let press = counter.pressed(SARI, "Lihat Barang");
        counter.apply(press);
    }
    assert_eq!(goods(&counter).len(), 1);
    counter.now = counter.now.after(Span::secs(3));
    counter.settle();
    let shown = &counter.chats[&(SARI as i64)];
    assert_eq!(goods_shown(shown, warung::domain::id::OrderId(1)), 1);
}

#[test]
fn whoever_comes_back_is_served_however_many_do_not() {
    let mut counter = open_shop();
    let effect = sending(&mut counter);
    counter.away.push(SARI as i64);
    counter.carry(effect.id);
    counter.settle();
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Stuck { .. }, .. }));
    // Six hundred others came before, and never come back.
    let stuck = counter.order(1);
    for id in 0..600 {
        let order = warung::domain::order::Order {
            id: warung::domain::id::OrderId(1_000_000 + id),
            customer: CustomerId(BUDI),
            lines: Vec::new(),
            method: warung::domain::payment::PaymentMethod::Balance,
            ..stuck.clone()
        };
        tamper(&counter, &order);
    }
    // As if theirs were the last of them.
    let late = warung::domain::order::Order {
        id: warung::domain::id::OrderId(2_000_000),
        lines: Vec::new(),
        method: warung::domain::payment::PaymentMethod::Balance,
        ..stuck.clone()
    };
    tamper(&counter, &late);
    counter.away.clear();
    counter.say(SARI, "/start");
    assert!(delivered(&counter), "{:?}", counter.order(1).state);
    let last = counter.order(2_000_000).state;
    assert!(!matches!(last, State::Paid { goods: Goods::Stuck { .. }, .. }), "{last:?}");
}

fn group_shop() -> Counter {
    let group = Some(Address { chat: ChatId(GROUP), topic: Some(7) });
    let mut counter = Counter::over(memory(), Shop { group, ..owned() });
    counter.say(OWNER, "/start");
    counter.stock("Netflix 1 bulan", PRICE, &["a", "b", "c", "d"]);
    counter
}

/// Carries everything, but the group refuses what comes to it.
fn settle_refused(counter: &mut Counter, why: &str) -> usize {
    let mut refused = 0;
    while let Some(id) = counter.due().first().copied() {
        let effect: Effect = counter.core.store().snap().unwrap().need(id.0).unwrap();
        match effect.task {
            Task::Show { to, .. } if to.chat == ChatId(GROUP) => {
                refused += 1;
                let outcome = Outcome::Never(Never::Refused(why.into()));
                counter.apply(Input::Carried { effect: id, outcome });
            }
            _ => counter.carry(id),
        }
    }
    refused
}

fn troubled(counter: &Counter) -> bool {
    rows::<Incident>(counter).iter().any(|it| it.trouble == Trouble::Group)
}

#[test]
fn a_group_that_refuses_is_told_once_and_tried_now_and_then() {
    let mut counter = group_shop();
    let order = |counter: &mut Counter, person: u64| {
        counter.say(person, "1");
        counter.press(person, "➕");
        counter.press(person, "Lanjut ke Keranjang");
        let press = counter.pressed(person, "Lanjut ke Pembayaran");
        counter.apply(press);
    };
    order(&mut counter, SARI);
    assert_eq!(settle_refused(&mut counter, "Bad Request: TOPIC_CLOSED"), 1);
    counter.now = counter.now.after(Span::secs(10));
    counter.settle();
    let warned = |counter: &Counter, who| {
        counter.text(who).matches("Grup notifikasi tidak bisa ditulisi").count()
    };
    assert_eq!((warned(&counter, OWNER), warned(&counter, ADMIN)), (1, 1));
    assert!(counter.text(ADMIN).contains("Pesanan Baru"), "sellers are told all the same");
    // While it lasts the group is left alone, and no task is kept for nobody.
    counter.press(SARI, "Batalkan Pembelian");
    assert!(!counter.chats.contains_key(&GROUP));
    assert!(rows::<Effect>(&counter).is_empty());
    counter.now = counter.now.after(GROUP_AGAIN);
    order(&mut counter, BUDI);
    assert_eq!(settle_refused(&mut counter, "Forbidden: not enough rights"), 1, "tried again");
    counter.now = counter.now.after(GROUP_AGAIN);
    counter.press(BUDI, "Batalkan Pembelian");
    assert!(counter.chats.contains_key(&GROUP), "it takes them again");
    counter.now = counter.now.after(Span::minutes(2));
    counter.settle();
    assert!(!troubled(&counter));
    assert_eq!((warned(&counter, OWNER), warned(&counter, ADMIN)), (1, 1), "said once");
}

#[test]
fn an_amount_with_the_fee_in_it_pays_the_order() {
    let mut counter = open_shop();
    for (order, named) in [(1, PRICE + 310), (2, PRICE)] {
        counter.checkout(SARI, 1, 1);
        let reference = counter.payment(order).reference;
        counter.gateway.insert(reference.as_str().to_owned(), (Rupiah(named), Status::Completed));
        counter.notify(order);
        counter.settle();
        assert!(counter.order(order).paid(), "{named}");
    }
    assert_eq!(counter.balance(SARI), Rupiah::ZERO);
    counter.apply(Input::Reconcile);
    counter.pass(Span::minutes(1));
    let snap = counter.core.store().snap().unwrap();
    let run = warung::shop::reconcile::latest(&snap).unwrap().unwrap();
    assert!(run.compared == 2 && run.differences.is_empty(), "{run:?}");
    // Another amount is another amount.
    counter.checkout(BUDI, 1, 1);
    let reference = counter.payment(3).reference;
    counter.gateway.insert(reference.as_str().to_owned(), (Rupiah(PRICE + 311), Status::Completed));
    counter.notify(3);
    counter.settle();
    assert_eq!(counter.balance(BUDI), Rupiah(PRICE + 311));
    counter.prove();
}

#[test]
fn a_gateway_that_closes_early_shortens_the_promise() {
    for (lives, minutes) in [(Some(Span::minutes(4)), 4), (Some(Span::hours(24)), 10), (None, 10)] {
        let mut counter = open_shop();
        counter.lives = lives;
        counter.checkout(SARI, 1, 1);
        let until = counter.now.after(Span::minutes(minutes));
        assert_eq!(counter.order(1).state, State::AwaitingPayment { until }, "{lives:?}");
        let clock = if minutes == 4 { "14.09 WIB" } else { "14.15 WIB" };
        assert!(counter.text(SARI).contains(clock), "{}", counter.text(SARI));
        counter.pass(Span::minutes(minutes).min(Span::secs(minutes * 60 - 1)));
        assert!(counter.order(1).open());
        counter.pass(Span::minutes(1));
        assert!(!counter.order(1).open(), "{lives:?}");
        counter.prove();
    }
}
