//! The staff's group: tried before it counts, and a refusal told with its reason.

use warung::domain::effect::{Answer, Effect, EffectState, Never, Outcome, Task};
use warung::domain::id::{Address, ChatId};
use warung::domain::incident::{Incident, Trouble};
use warung::domain::message::MessageRef;
use warung::domain::settings::Own;
use warung::engine::input::Input;
use warung::store::read::Read;

use super::{ask, changes, has, now};
use crate::counter::{ADMIN, Counter, SARI};
use crate::desk::{RINA, desk};

const GROUP: i64 = -1_001_234_567_890;
const LINK: &str = "https://t.me/c/1234567890/7/55";

fn place() -> Address {
    Address { chat: ChatId(GROUP), topic: Some(7) }
}

/// What is on its way to the group.
fn trial(counter: &Counter) -> Effect {
    let all: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 9_999).unwrap();
    let mine = |it: &Effect| matches!(&it.task, Task::Show { to, .. } if *to == place());
    all.into_iter().find(mine).expect("no trial")
}

/// Chooses the group; its message is on its way.
fn chosen(counter: &mut Counter, person: u64) {
    ask(counter, person, "Grup staf");
    counter.busy.push(GROUP);
    counter.say(person, LINK);
}

#[test]
fn a_group_counts_once_the_trial_has_arrived() {
    let mut counter = desk();
    chosen(&mut counter, ADMIN);
    has(&counter, ADMIN, "Pesan percobaan");
    assert_eq!(now(&counter).group, Own::Operator, "not yet");
    counter.busy.clear();
    counter.settle();
    assert_eq!(now(&counter).group, Own::Shop(Some(place())));
    has(&counter, ADMIN, "-1001234567890, topik 7");
    assert!(counter.text(GROUP as u64).contains("Pesan percobaan"));
    // From now on news goes there.
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.text(GROUP as u64).contains("W-000001"), "{}", counter.text(GROUP as u64));
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(now(&counter).group, Own::Operator);
    counter.prove();
}

/// The way back to a group is tried like the way to it.
#[test]
fn a_group_that_is_taken_back_is_tried_as_well() {
    let mut counter = desk();
    chosen(&mut counter, ADMIN);
    counter.busy.clear();
    counter.settle();
    counter.press(ADMIN, "♻️");
    assert_eq!(now(&counter).group, Own::Operator);
    counter.busy.push(GROUP);
    counter.press(ADMIN, "↩️ Urungkan");
    has(&counter, ADMIN, "Pesan percobaan");
    assert_eq!(now(&counter).group, Own::Operator, "not yet");
    counter.busy.clear();
    counter.settle();
    assert_eq!(now(&counter).group, Own::Shop(Some(place())));
    counter.prove();
}

#[test]
fn a_group_that_refuses_is_said_with_the_reason() {
    for (why, told) in [
        (Never::Refused("Bad Request: TOPIC_CLOSED".into()), "TOPIC_CLOSED"),
        (Never::Away, "bot tidak ada di sana"),
        (Never::Refused("Bad Request: not enough rights <send>".into()), "&lt;send&gt;"),
    ] {
        let mut counter = desk();
        chosen(&mut counter, ADMIN);
        let effect = trial(&counter).id;
        counter.apply(Input::Carried { effect, outcome: Outcome::Never(why) });
        counter.busy.clear();
        counter.settle();
        has(&counter, ADMIN, told);
        has(&counter, ADMIN, "tidak berubah");
        assert_eq!(changes(&counter).len(), 0);
        counter.prove();
    }
}

#[test]
fn a_group_that_moved_while_it_was_tried_counts_by_its_new_number() {
    let mut counter = desk();
    chosen(&mut counter, ADMIN);
    let effect = trial(&counter).id;
    counter.apply(Input::Carried { effect, outcome: Outcome::Never(Never::Moved(GROUP - 1)) });
    counter.settle();
    let moved = Address { chat: ChatId(GROUP - 1), topic: Some(7) };
    assert_eq!(now(&counter).group, Own::Shop(Some(moved)));
    counter.prove();
}

#[test]
fn of_two_trials_the_one_that_arrives_first_counts() {
    let mut counter = desk();
    chosen(&mut counter, ADMIN);
    let late = trial(&counter);
    assert!(matches!(late.state, EffectState::Due { .. }));
    ask(&mut counter, RINA, "Grup staf");
    counter.say(RINA, "-1009");
    let chosen = Own::Shop(Some(ChatId(-1009).into()));
    assert_eq!(now(&counter).group, chosen);
    let message = MessageRef { id: 1, media: false };
    let outcome = Outcome::Done(Answer::Shown { message, file: None });
    counter.apply(Input::Carried { effect: late.id, outcome });
    counter.settle();
    assert_eq!(now(&counter).group, chosen);
    has(&counter, ADMIN, "Baru saja diubah");
    counter.prove();
}

/// Whatever the group before has refused: the new one gets its news from the first on.
#[test]
fn another_group_ends_the_trouble_of_the_one_before() {
    let mut counter = desk();
    chosen(&mut counter, ADMIN);
    counter.busy.clear();
    counter.settle();
    counter.away.push(GROUP);
    counter.checkout(SARI, 1, 1);
    let lasts = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        snap.get::<Incident>(Trouble::Group as u64).unwrap().is_some()
    };
    assert!(lasts(&counter));
    ask(&mut counter, ADMIN, "Grup staf");
    counter.say(ADMIN, "-1009");
    assert!(!lasts(&counter));
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let heard: Vec<_> = counter.chats[&-1009].iter().map(|it| it.screen.html.clone()).collect();
    assert!(heard.iter().any(|it| it.contains("W-000001")), "{heard:?}");
    counter.prove();
}

#[test]
fn what_is_no_group_is_told_how_one_is_chosen() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "Grup staf");
    for (text, told) in [
        ("https://t.me/tokosari/5", "nama umum"),
        ("https://t.me/+AbCd", "bukan tautan pesan"),
        ("12345", "bukan tautan pesan"),
    ] {
        counter.say(ADMIN, text);
        has(&counter, ADMIN, told);
    }
    assert_eq!(changes(&counter).len(), 0);
}
