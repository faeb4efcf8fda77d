//! Troubles that last: one warning to the owners, one all-clear, however much happens in between.

use warung::chat::incoming::{Incoming, Said};
use warung::domain::alert::Inbox;
use warung::domain::customer::Person;
use warung::domain::effect::{Answer, Effect, EffectState, Outcome, Task};
use warung::domain::id::{ChatId, CustomerId};
use warung::domain::incident::{Incident, Sight, Trouble};
use warung::domain::limit::{
    NEWS_GAP, NEWS_WAIT, REJECTED_FLOOD, REJECTED_MAX, REMIND_AFTER, REMIND_AGAIN,
};
use warung::domain::money::Rupiah;
use warung::domain::order::Order;
use warung::domain::pause::Pause;
use warung::domain::payment::{GatewayAnswer, Payment, Reference, Status};
use warung::domain::rejected_notice::{RejectedNotice, Why};
use warung::domain::shop::Shop;
use warung::domain::staff::Role;
use warung::domain::stock::Unit;
use warung::domain::time::Span;
use warung::domain::webhook::{Cut, News};
use warung::engine::input::{Input, Reply};
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Quarantined;

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, alert_chat, memory};

const DOWN: &str = "Pakasir bermasalah";
const UP: &str = "Pakasir normal lagi";
const FLOOD: &str = "notifikasi pembayaran yang asing";
const QUIET: &str = "Notifikasi asing sudah reda";

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b", "c"]);
    counter
}

/// How often the admin, who is the owner here, has been told.
fn told(counter: &Counter, what: &str) -> usize {
    counter.text(ADMIN).matches(what).count()
}

fn rows<R: Record>(counter: &Counter) -> Vec<R> {
    counter.core.store().snap().unwrap().all(0, 10_000).unwrap()
}

fn incidents(counter: &Counter) -> Vec<Incident> {
    rows(counter)
}

fn incoming(person: u64, text: &str) -> Incoming {
    let (chat, from) = (ChatId(person as i64), Person::new(person, "Orang", ""));
    Incoming { chat, private: true, from, said: Said::Text(text.into()), formatted: false }
}

fn journal(counter: &Counter) -> Vec<RejectedNotice> {
    counter.core.store().snap().unwrap().all(0, 10_000).unwrap()
}

/// Lets the questions that wait for their next try have it, so many times.
fn retry(counter: &mut Counter, times: usize) {
    for _ in 0..times {
        let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
        let due = effects.iter().filter_map(|effect| match effect.state {
            EffectState::Due { at, .. } => Some(at),
            EffectState::Dead { .. } => None,
        });
        counter.now = due.min().expect("nothing waits").max(counter.now);
        counter.settle();
    }
}

fn rejected(counter: &mut Counter, why: Why, count: u64) {
    assert_eq!(counter.apply(Input::RejectedNotice { why, count }), Reply::Done);
    counter.settle();
}

#[test]
fn many_failures_of_the_gateway_are_one_warning_and_one_all_clear() {
    let mut counter = open_shop();
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    retry(&mut counter, 12);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 0));
    assert!(incidents(&counter)[0].failures > 10);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    counter.pass(Span::minutes(5));
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
    assert_eq!(incidents(&counter), []);
    // The next trouble is another one.
    counter.gateway_down = true;
    counter.pass(Span::minutes(1));
    retry(&mut counter, 8);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (2, 1));
    assert!(!counter.text(SARI).contains(DOWN));
    counter.prove();
}

#[test]
fn two_failures_and_a_success_are_nobodys_business() {
    let mut counter = open_shop();
    for _ in 0..2 {
        counter.gateway_down = true;
        counter.checkout(SARI, 1, 1);
        retry(&mut counter, 1);
        assert_eq!(incidents(&counter)[0].failures, 2);
        counter.gateway_down = false;
        retry(&mut counter, 1);
        assert_eq!(incidents(&counter), []);
        counter.press(SARI, "Batalkan");
    }
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (0, 0));
}

#[test]
fn a_restart_forgets_no_failure_and_repeats_no_warning() {
    let mut counter = open_shop();
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    retry(&mut counter, 1);
    let mut counter = counter.reopened(counter.core.store().clone());
    assert_eq!(told(&counter, DOWN), 0);
    retry(&mut counter, 1);
    counter.pass(NEWS_WAIT);
    assert_eq!(told(&counter, DOWN), 1);
    let mut counter = counter.reopened(counter.core.store().clone());
    retry(&mut counter, 3);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    counter.pass(NEWS_GAP);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
}

#[test]
fn broken_books_are_one_warning_and_one_all_clear() {
    let mut counter = open_shop();
    let added_up = |counter: &mut Counter, broken: u64| {
        assert_eq!(counter.apply(Input::Books { broken }), Reply::Done);
        listen(counter);
        [told(counter, "Buku besar tidak cocok"), told(counter, "Buku besar cocok lagi")]
    };
    assert_eq!(added_up(&mut counter, 0), [0, 0]);
    assert!(incidents(&counter).is_empty(), "a healthy shop writes nothing");
    assert_eq!(added_up(&mut counter, 2), [1, 0]);
    let store = counter.core.store().clone();
    counter = counter.reopened(store);
    assert_eq!(added_up(&mut counter, 2), [1, 0], "each start finds the same");
    assert_eq!(added_up(&mut counter, 3), [1, 0]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert!(incidents(&counter).is_empty());
    assert_eq!(added_up(&mut counter, 1), [2, 1], "another trouble");
}

#[test]
fn a_flood_of_strange_notices_is_one_warning_and_changes_nothing() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    let shop = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        let orders: Vec<Order> = snap.all(0, 10_000).unwrap();
        let payments: Vec<Payment> = snap.all(0, 10_000).unwrap();
        let units: Vec<Unit> = snap.all(0, 10_000).unwrap();
        (orders, payments, units)
    };
    let before = shop(&counter);
    let reasons = [Why::WrongSecret, Why::ForeignProject, Why::Malformed, Why::UnknownOrder];
    let flood: Vec<Input> = reasons
        .iter()
        .cycle()
        .take(5_000)
        .map(|why| Input::RejectedNotice { why: *why, count: 1 })
        .collect();
    for some in flood.chunks(250) {
        counter.try_apply(some).unwrap();
    }
    counter.pass(NEWS_WAIT);
    assert_eq!(shop(&counter), before);
    assert_eq!(told(&counter, FLOOD), 1);
    let journal = journal(&counter);
    assert_eq!(journal.len() as u64, REJECTED_MAX);
    assert_eq!(journal.last().unwrap().id, 5_000);
    counter.prove();
    let mut counter = counter.reopened(counter.core.store().clone());
    rejected(&mut counter, Why::Malformed, 1_000_000);
    counter.pass(Span::minutes(59));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(12));
    counter.pass(NEWS_GAP);
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    assert_eq!(incidents(&counter), []);
}

#[test]
fn a_flood_that_goes_on_is_over_an_hour_after_its_end() {
    let mut counter = open_shop();
    for _ in 0..180 {
        rejected(&mut counter, Why::WrongSecret, 30);
        counter.pass(Span::minutes(1));
    }
    counter.pass(Span::minutes(55));
    counter.prove();
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(15));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    counter.pass(Span::hours(3));
    rejected(&mut counter, Why::WrongSecret, 30);
    counter.pass(NEWS_WAIT);
    assert_eq!(told(&counter, FLOOD), 2);
}

#[test]
fn a_few_strange_notices_are_only_written_down() {
    let mut counter = open_shop();
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    rejected(&mut counter, Why::ForeignProject, REJECTED_FLOOD);
    counter.pass(Span::minutes(10));
    rejected(&mut counter, Why::WrongSecret, REJECTED_FLOOD);
    assert_eq!(told(&counter, FLOOD), 0);
    let home = counter.say(ADMIN, "/admin").screen.html.clone();
    assert!(home.contains("20× proyek lain") && home.contains("20× secret salah"), "{home}");
    counter.pass(Span::hours(25));
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    assert_eq!(journal(&counter).len(), 2);
}

// What follows is the owners' inbox: what they hear, when, by which bot, and what they may say.

const STATUS_UP: &str = "Berjualan";

/// A shop with an owner, who has never written to the shop's bot, and a bot that warns.
fn watched_shop() -> Counter {
    let alert_bot = true;
    let shop = Shop { owners: vec![CustomerId(OWNER)], alert_bot, ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b", "c"]);
    counter
}

fn began(counter: &mut Counter, trouble: Trouble, figure: u64) {
    let sight = Sight::Began { since: counter.now, figure };
    assert_eq!(counter.apply(Input::Observed { trouble, sight }), Reply::Done);
    counter.settle();
}

fn over(counter: &mut Counter, trouble: Trouble) {
    assert_eq!(counter.apply(Input::Observed { trouble, sight: Sight::Over }), Reply::Done);
    counter.settle();
}

/// What the bot that warns has said to a person.
fn heard(counter: &Counter, person: u64) -> Vec<String> {
    let chat = counter.chats.get(&(alert_chat(person) as i64));
    chat.into_iter().flatten().map(|shown| shown.screen.html.clone()).collect()
}

/// The news that waited have had their time.
fn listen(counter: &mut Counter) {
    counter.pass(NEWS_WAIT);
    counter.pass(NEWS_GAP);
}

#[test]
fn a_flood_of_troubles_is_one_message_and_so_is_its_end() {
    let mut counter = watched_shop();
    let all = [
        (Trouble::Cpu, "Prosesor server kewalahan"),
        (Trouble::Memory, "Memori server hampir habis"),
        (Trouble::Disk, "Disk server hampir penuh"),
        (Trouble::Inodes, "Jumlah file di server"),
        (Trouble::Journal, "Log sistem memenuhi disk"),
        (Trouble::Growth, "tumbuh tidak wajar"),
        (Trouble::Queue, "Pesan keluar tertahan"),
        (Trouble::Errors, "Banyak kesalahan di log"),
        (Trouble::Clock, "Jam server tiba-tiba bergeser"),
        (Trouble::Telegram, "Telegram tidak tersambung"),
    ];
    for (trouble, _) in all {
        began(&mut counter, trouble, 7);
        began(&mut counter, trouble, 8);
    }
    assert_eq!(heard(&counter, OWNER), [""; 0], "company is waited for");
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("🏪 <b>Toko Sari</b>\n"), "{}", told[0]);
    for (_, words) in all {
        assert_eq!(told[0].matches(words).count(), 1, "{words} in {}", told[0]);
    }
    for (trouble, _) in all {
        over(&mut counter, trouble);
        over(&mut counter, trouble);
    }
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("🏪 <b>Toko Sari</b>\n"));
    assert_eq!(told[1].matches("Sudah beres").count(), all.len());
    assert_eq!(incidents(&counter), []);
    assert!(!counter.chats.contains_key(&(OWNER as i64)), "only by the bot that warns");
    assert!(!counter.text(ADMIN).contains("Disk server"), "only to the owner");
    counter.prove();
}

#[test]
fn another_program_with_the_token_is_told_as_what_it_is_with_its_remedy() {
    let mut counter = watched_shop();
    for (trouble, words) in [
        (Trouble::Rival, "Token bot ini dipakai program lain"),
        (Trouble::AlertRival, "Pesan bot peringatan ini dibaca program lain"),
    ] {
        began(&mut counter, trouble, 2);
        listen(&mut counter);
        let told = heard(&counter, OWNER).pop().unwrap();
        for words in [words, "/revoke", "@BotFather", "warung setup --"] {
            assert!(told.contains(words), "no {words} in {told}");
        }
        over(&mut counter, trouble);
        listen(&mut counter);
        let told = heard(&counter, OWNER).pop().unwrap();
        assert!(told.contains("Sudah beres"), "{told}");
    }
}

#[test]
fn secrets_that_lie_open_are_told_at_each_start_and_trouble_nobody_meanwhile() {
    let mut counter = watched_shop();
    for start in 1..=3 {
        began(&mut counter, Trouble::OpenSecrets, 0);
        listen(&mut counter);
        let told = heard(&counter, OWNER);
        assert_eq!(told.len(), start, "{told:?}");
        assert!(told[start - 1].contains("Rahasia toko bisa dibaca orang lain"));
    }
    assert_eq!(lasting(&counter), []);
    counter.pass(Span::hours(30));
    assert_eq!(heard(&counter, OWNER).len(), 3, "nobody is reminded");
    assert!(incidents(&counter).is_empty());
}

#[test]
fn a_shop_that_did_not_run_says_that_it_runs_again() {
    let mut counter = watched_shop();
    let since = counter.now;
    counter.now = since.after(Span::hours(2));
    let trouble = Trouble::Down;
    let began = Input::Observed { trouble, sight: Sight::Began { since, figure: 0 } };
    let over = Input::Observed { trouble, sight: Sight::Over };
    counter.try_apply(&[began, over]).unwrap();
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("Sudah beres: toko tidak berjalan") && told[0].contains("2 jam"));
}

#[test]
fn a_healthy_shop_writes_nothing() {
    let mut counter = watched_shop();
    for trouble in [Trouble::Cpu, Trouble::Disk, Trouble::Telegram] {
        over(&mut counter, trouble);
    }
    assert_eq!(incidents(&counter), []);
    assert_eq!(rows::<Inbox>(&counter), []);
}

#[test]
fn a_restart_neither_forgets_nor_repeats_what_was_observed() {
    let mut counter = watched_shop();
    began(&mut counter, Trouble::Disk, 200);
    let mut counter = counter.reopened(counter.core.store().clone());
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
    assert!(heard(&counter, OWNER)[0].contains("200 MB"));
    let mut counter = counter.reopened(counter.core.store().clone());
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 2);
}

#[test]
fn what_telegram_would_not_carry_is_told_when_it_does_and_as_it_is_then() {
    let mut counter = watched_shop();
    counter.telegram_down = true;
    began(&mut counter, Trouble::Telegram, 300);
    began(&mut counter, Trouble::Disk, 200);
    for _ in 0..180 {
        counter.pass(Span::minutes(1));
    }
    assert_eq!(heard(&counter, OWNER), [""; 0]);
    // However long it took, there is one message on its way, not one for each try.
    let tells = rows::<Effect>(&counter).into_iter();
    assert_eq!(tells.filter(|it| matches!(it.task, Task::Tell { .. })).count(), 1);
    counter.telegram_down = false;
    over(&mut counter, Trouble::Telegram);
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("Sudah beres: Telegram tidak tersambung"));
    assert!(told[0].contains("3 jam"), "{}", told[0]);
    assert!(told[0].contains("Disk server hampir penuh"));
    assert!(!told[0].contains("🚨 <b>Telegram"), "{}", told[0]);
    assert_eq!(rows::<Quarantined>(&counter), []);
}

#[test]
fn one_who_wants_quiet_has_it_and_hears_what_they_missed() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/mute 2h");
    assert!(heard(&counter, OWNER)[0].contains("dibisukan sampai 22 November 2026, 16.05"));
    counter.pass(Span::minutes(10));
    began(&mut counter, Trouble::Cpu, 99);
    counter.pass(Span::minutes(30));
    over(&mut counter, Trouble::Cpu);
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span::minutes(79));
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.pass(Span::minutes(2));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[1].contains("selama dibisukan, sejak 22 November 2026, 14.05"), "{}", told[1]);
    assert!(told[1].contains("Sudah beres: prosesor") && told[1].contains("Disk server hampir"));
    counter.pass(Span::hours(1));
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 3);
}

#[test]
fn quiet_in_which_nothing_happened_ends_with_a_word() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/bisu 30 menit");
    counter.pass(Span::minutes(31));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2);
    assert!(told[1].contains("Tidak ada kejadian selama dibisukan"));
    // Ended by hand, it ends once.
    counter.command(OWNER, "/mute 1h");
    counter.command(OWNER, "/mute off");
    counter.pass(Span::hours(2));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(told[3].contains("Alert aktif lagi") || told[4].contains("Alert aktif lagi"));
    counter.command(OWNER, "/mute off");
    assert!(heard(&counter, OWNER)[5].contains("memang sedang aktif"));
    counter.command(OWNER, "/mute selamanya");
    assert!(heard(&counter, OWNER)[6].contains("/mute 2h"));
}

#[test]
fn one_who_wants_quiet_is_quiet_for_themselves_alone() {
    let alert_bot = true;
    let owners = vec![CustomerId(OWNER), CustomerId(BUDI)];
    let shop = Shop { owners, alert_bot, ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.command(OWNER, "/mute 1h");
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!((heard(&counter, OWNER).len(), heard(&counter, BUDI).len()), (1, 1));
    counter.pass(Span::hours(1));
    assert_eq!((heard(&counter, OWNER).len(), heard(&counter, BUDI).len()), (2, 1));
}

#[test]
fn what_lasts_is_repeated_rarely_unless_somebody_knows() {
    let mut counter = watched_shop();
    let still = |counter: &Counter| {
        heard(counter, OWNER).iter().filter(|told| told.contains("Masih berlangsung")).count()
    };
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span(REMIND_AFTER.0 - Span::minutes(1).0));
    assert_eq!(still(&counter), 0);
    counter.pass(Span::minutes(2));
    assert_eq!(still(&counter), 1);
    counter.pass(REMIND_AGAIN);
    assert_eq!(still(&counter), 2);
    counter.command(OWNER, "/ack");
    assert!(heard(&counter, OWNER).last().unwrap().contains("• disk server hampir penuh"));
    counter.pass(Span::hours(72));
    assert_eq!(still(&counter), 2);
    over(&mut counter, Trouble::Disk);
    counter.command(OWNER, "/ack");
    assert!(heard(&counter, OWNER).iter().any(|told| told.contains("Tidak ada gangguan")));
    // The next one is another one.
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span::hours(7));
    assert_eq!(still(&counter), 3);
}

#[test]
fn an_owner_is_told_by_whichever_bot_may_write_to_them() {
    let mut counter = watched_shop();
    counter.say(OWNER, "/start");
    counter.away.push(alert_chat(OWNER) as i64);
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER), [""; 0]);
    assert!(counter.text(OWNER).contains("Disk server hampir penuh"));
    // And by neither: better somebody than nobody.
    counter.away.extend([OWNER as i64, alert_chat(ADMIN) as i64]);
    over(&mut counter, Trouble::Disk);
    (0..4).for_each(|_| listen(&mut counter));
    assert!(counter.text(ADMIN).contains("Sudah beres: disk server"), "{}", counter.text(ADMIN));
    // Who has written to the bot that warns hears there again.
    counter.away.clear();
    counter.command(OWNER, "/help");
    began(&mut counter, Trouble::Cpu, 99);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Prosesor server"));
    assert!(!counter.text(ADMIN).contains("Prosesor server"));
}

#[test]
fn a_stranger_at_the_bot_that_warns_is_sent_away_once_and_does_nothing() {
    let mut counter = watched_shop();
    for words in ["/start", "/pause", "/restart", "/status", "halo"] {
        counter.command(SARI, words);
    }
    let told = heard(&counter, SARI);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("hanya untuk pemilik Toko Sari"));
    // An admin is no owner.
    counter.pass(Span::minutes(2));
    counter.command(ADMIN, "/pause");
    assert!(heard(&counter, ADMIN)[0].contains("hanya untuk pemilik"));
    assert_eq!(rows::<Pause>(&counter), []);
    // Nor are these commands anybody else's at the shop's own bot.
    for person in [SARI, ADMIN] {
        let nonsense = counter.say(person, "/nonsense").screen.html.clone();
        assert_eq!(counter.say(person, "/pause").screen.html, nonsense);
    }
    assert_eq!(rows::<Pause>(&counter), []);
}

#[test]
fn owners_ask_how_the_shop_is() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/start");
    counter.command(OWNER, "apa kabar");
    let told = heard(&counter, OWNER);
    assert!(told[0].contains("/mute 2h") && told[0] == told[1]);
    counter.command(OWNER, "/status");
    assert!(heard(&counter, OWNER)[2].contains(STATUS_UP));
    began(&mut counter, Trouble::Disk, 100);
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("ada gangguan") && told.contains("• disk server hampir penuh"), "{told}");
    counter.command(OWNER, "/check");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("Data utuh"), "{told}");
    counter.command(OWNER, "/log 3");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.ends_with("<code>line 1</code>\n<code>line 2</code>\n<code>line 3</code>"));
}

#[test]
fn without_a_bot_of_its_own_the_shops_warns_and_listens() {
    let mut counter = open_shop();
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert!(counter.text(ADMIN).contains("Disk server hampir penuh"));
    counter.say(ADMIN, "/status");
    assert!(counter.text(ADMIN).contains("ada gangguan"));
    counter.say(ADMIN, "/mute 1h");
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert!(!counter.text(ADMIN).contains("Sudah beres"));
    counter.pass(Span::hours(1));
    assert!(counter.text(ADMIN).contains("Sudah beres"));
}

#[test]
fn a_restart_is_wanted_once_and_reported_when_it_has_happened() {
    let mut counter = watched_shop();
    let Input::Update { id, said } = counter.update(OWNER, Said::Text("/restart".into())) else {
        unreachable!("an update is an update")
    };
    let order = [Input::OwnerUpdate { id, said }];
    let done = counter.committed(&order).unwrap();
    assert!(done.restart);
    // Telegram brings it again to the process that was started anew, for nobody confirmed it.
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.settle();
    let done = counter.committed(&order).unwrap();
    assert_eq!((done.restart, done.replies), (false, vec![Reply::Seen]));
    for _ in 0..2 {
        counter.apply(Input::Opened);
        counter.settle();
    }
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("dimulai ulang") && told[1].contains(STATUS_UP));
    // The shop's own bot counts its updates by itself.
    let update = Input::Update { id, said: incoming(SARI, "/start") };
    assert_eq!(counter.apply(update), Reply::Done);
}

/// The gateway answers about somebody else's payment: an input that breaks.
pub fn break_one(counter: &mut Counter) {
    counter.notify(1);
    let asks = |effect: &Effect| matches!(effect.task, Task::AskStatus { .. });
    let ask = rows::<Effect>(counter).into_iter().find(asks).expect("nothing is asked");
    let reference = Reference::parse("W-000009-ABCDEFGH").unwrap();
    let proof =
        GatewayAnswer { reference, amount: Rupiah(1), status: Status::Pending, sandbox: false };
    let outcome = Outcome::Done(Answer::Status(proof));
    let reply = counter.apply(Input::Carried { effect: ask.id, outcome });
    assert_eq!(reply, Reply::Quarantined);
}

#[test]
fn many_inputs_that_break_are_one_warning() {
    let mut counter = watched_shop();
    counter.checkout(SARI, 1, 1);
    for _ in 0..50 {
        counter.pass(Span::minutes(2));
        break_one(&mut counter);
    }
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("kode laporan <code>1</code>"));
    counter.pass(Span::minutes(50));
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.pass(Span::minutes(20));
    assert_eq!(heard(&counter, OWNER).len(), 2);
    assert_eq!(rows::<Quarantined>(&counter).len(), 50);
    assert!(incidents(&counter).iter().all(|it| it.trouble != Trouble::SetAside));
}

#[test]
fn notices_that_never_come_are_told_and_their_coming_ends_it() {
    let mut counter = watched_shop();
    let units: Vec<String> = (0..20).map(|n| format!("unit {n}")).collect();
    counter.stock("Spotify", 20_000, &units.iter().map(String::as_str).collect::<Vec<_>>());
    for order in 1..=6 {
        counter.checkout(SARI, 2, 1);
        counter.pay(order);
        counter.pass(Span::minutes(9));
        assert!(counter.order(order).paid(), "found by asking");
    }
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.iter().filter(|it| it.contains("Notifikasi Pakasir tidak datang")).count(), 1);
    counter.checkout(SARI, 2, 1);
    counter.pay(7);
    counter.notify(7);
    counter.settle();
    counter.pass(Span::minutes(2));
    let told = heard(&counter, OWNER);
    assert!(told.last().unwrap().contains("Sudah beres: notifikasi Pakasir"), "{told:#?}");
}

#[test]
fn a_shop_that_rests_takes_no_orders_and_finishes_what_is_open() {
    let mut counter = watched_shop();
    counter.checkout(SARI, 1, 1);
    counter.pick(BUDI, 1, 1);
    counter.command(OWNER, "/pause");
    assert!(heard(&counter, OWNER)[0].contains("Toko dijeda"));
    assert!(counter.text(ADMIN).contains("Toko dijeda"));
    assert!(counter.say(ADMIN, "/admin").screen.html.contains("Toko dijeda sejak"));
    let toasts = counter.toasts.len();
    counter.press(BUDI, "Lanjut ke Pembayaran");
    assert!(counter.toasts[toasts].contains("Sebentar ya, Kak"), "{:?}", counter.toasts);
    assert_eq!(rows::<Order>(&counter).len(), 1);
    counter.say(BUDI, "/keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    counter.say(BUDI, "💰 Deposit");
    assert!(counter.last(BUDI).screen.html.contains("Sebentar ya, Kak"));
    // What is open is paid and delivered.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.pass(Span::secs(10));
    assert!(counter.order(1).paid() && counter.text(SARI).contains("<code>a</code>"));
    counter.command(OWNER, "/jeda");
    assert!(heard(&counter, OWNER)[1].contains("memang sedang dijeda"));
    // It is still so after a restart.
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.command(OWNER, "/status");
    assert!(heard(&counter, OWNER)[2].contains("Dijeda"));
    counter.command(OWNER, "/resume");
    counter.command(OWNER, "/resume");
    assert!(heard(&counter, OWNER)[4].contains("memang sedang buka"));
    counter.say(BUDI, "/keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    counter.by_qris(BUDI);
    assert_eq!(rows::<Order>(&counter).len(), 2);
    counter.prove();
}

/// What the inbox believes to last.
fn lasting(counter: &Counter) -> Vec<Trouble> {
    let desks = rows::<Inbox>(counter).into_iter();
    desks.flat_map(|inbox| inbox.lasting).map(|lasting| lasting.trouble).collect()
}

#[test]
fn a_webhook_that_is_not_wanted_any_more_is_not_reminded_of() {
    let mut counter = watched_shop();
    let down = News::Down { cut: Cut::Silent, polling: true };
    assert_eq!(counter.apply(Input::Webhook(down)), Reply::Done);
    listen(&mut counter);
    assert_eq!((heard(&counter, OWNER).len(), lasting(&counter)), (1, vec![Trouble::Webhook]));
    for _ in 0..2 {
        assert_eq!(counter.apply(Input::Webhook(News::Unused)), Reply::Done);
    }
    assert_eq!((incidents(&counter), lasting(&counter)), (vec![], vec![]));
    counter.pass(REMIND_AFTER);
    counter.pass(REMIND_AGAIN);
    assert_eq!(heard(&counter, OWNER).len(), 1, "neither a reminder nor an all-clear");
}

#[test]
fn notices_that_nobody_waits_for_are_missed_no_longer() {
    let mut counter = watched_shop();
    let silence = |counter: &mut Counter| {
        began(counter, Trouble::Silence, 5);
        listen(counter);
        counter.apply(Input::Opened);
        lasting(counter)
    };
    assert_eq!(silence(&mut counter), [Trouble::Silence]);
    let told = heard(&counter, OWNER).len();
    // The secret of the gateway's notices is taken away, and the shop opens anew.
    let owners = vec![CustomerId(OWNER)];
    let shop = Shop { owners, alert_bot: true, hooked: false, ..crate::counter::shop() };
    let mut counter = counter.reopened_as(shop);
    counter.apply(Input::Opened);
    assert_eq!((incidents(&counter), lasting(&counter)), (vec![], vec![]));
    counter.pass(REMIND_AFTER);
    counter.pass(REMIND_AGAIN);
    assert_eq!(heard(&counter, OWNER).len(), told);
}

#[test]
fn a_clock_that_is_put_back_delays_no_warning() {
    let mut counter = watched_shop();
    let right = counter.now;
    counter.now = right.after(Span::hours(7));
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.now = right;
    began(&mut counter, Trouble::Clock, 25_200);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Jam server tiba-tiba bergeser"));
}

#[test]
fn quiet_that_was_asked_for_in_a_wrong_time_ends_with_it() {
    let mut counter = watched_shop();
    let right = counter.now;
    counter.now = right.after(Span::hours(7));
    counter.command(OWNER, "/mute 1h");
    counter.now = right;
    began(&mut counter, Trouble::Clock, 25_200);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Jam server tiba-tiba bergeser"));
}

#[test]
fn who_becomes_an_owner_hears_what_is_wrong() {
    let shop = Shop { admins: vec![], ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    let Reply::Code(code) = counter.apply(Input::Pair(Role::Owner)) else { panic!("no code") };
    counter.say(OWNER, &format!("/claim {code}"));
    listen(&mut counter);
    let told = counter.text(OWNER);
    assert_eq!(told.matches("Disk server hampir penuh").count(), 1, "{told}");
}

#[test]
fn an_owner_who_comes_for_the_first_time_hears_what_is_wrong() {
    let shop = Shop { owners: vec![CustomerId(OWNER)], admins: vec![], ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    began(&mut counter, Trouble::Disk, 100);
    counter.say(SARI, "/start");
    listen(&mut counter);
    counter.say(OWNER, "/start");
    listen(&mut counter);
    let told = counter.text(OWNER);
    assert_eq!(told.matches("Disk server hampir penuh").count(), 1, "{told}");
    assert!(!counter.text(SARI).contains("Disk server"));
}

#[test]
fn a_shop_that_rests_says_so_whatever_else_is_wrong() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/pause");
    began(&mut counter, Trouble::Journal, 30);
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("ada gangguan") && told.contains("Dijeda"), "{told}");
    assert!(told.contains("• log sistem memenuhi disk"), "{told}");
    counter.roomy = false;
    over(&mut counter, Trouble::Journal);
    counter.command(OWNER, "/resume");
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("disk hampir penuh") && !told.contains("Berjualan"), "{told}");
}

#[test]
fn an_owner_whose_message_was_lost_is_told_after_a_restart() {
    let mut counter = watched_shop();
    began(&mut counter, Trouble::Disk, 100);
    let tells = |counter: &Counter| {
        let tell = |it: &Effect| matches!(it.task, Task::Tell { .. });
        rows::<Effect>(counter).iter().filter(|it| tell(it)).count()
    };
    counter.apply(Input::Opened);
    assert_eq!(tells(&counter), 1, "what is on its way is not sent twice");
    // One that could not be read was taken out of the way.
    let mut batch = counter.core.store().batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    rows::<Effect>(&counter).iter().for_each(|it| tx.discard::<Effect>(it.id.0));
    let kept = tx.finish();
    batch.keep(kept);
    counter.core.store().commit(batch).unwrap();
    assert_eq!(tells(&counter), 0);
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.apply(Input::Opened);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
}

#[test]
fn a_stranger_who_blocks_the_bot_that_warns_hears_nothing_by_the_shops() {
    let mut counter = watched_shop();
    counter.say(SARI, "/start");
    counter.away.push(alert_chat(SARI) as i64);
    counter.command(SARI, "halo");
    listen(&mut counter);
    assert!(!counter.text(SARI).contains("hanya untuk pemilik"), "{}", counter.text(SARI));
    // An owner's answer comes by the bot that may write to them.
    counter.say(OWNER, "/start");
    counter.away.push(alert_chat(OWNER) as i64);
    counter.command(OWNER, "/status");
    assert!(counter.text(OWNER).contains(STATUS_UP), "{}", counter.text(OWNER));
}
