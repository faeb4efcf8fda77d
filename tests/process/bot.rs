//! Which bot a shop is: its customers are not handed to another one unasked, and what only the
//! bot before could use is forgotten when one takes over.

use warung::chat::incoming::Said;
use warung::domain::bot::Bot;
use warung::domain::effect::{About, Answer, Effect, EffectState, Lane, Outcome, Task};
use warung::domain::id::{ChatId, CustomerId, EffectId};
use warung::domain::message::MessageRef;
use warung::domain::shop::Shop;
use warung::engine::input::{Input, Reply};
use warung::shop::bot;
use warung::store::read::Read;
use warung::store::schema::Picture;

use crate::counter::{ADMIN, Counter, SARI, memory, shop};
use crate::damage::tamper;

fn bot(id: u64) -> Bot {
    Bot { id, name: format!("Toko {id}"), username: format!("t{id}_bot") }
}

fn met(counter: &mut Counter, id: u64) -> Reply {
    counter.apply(Input::Met(bot(id)))
}

fn known(counter: &Counter) -> Option<Bot> {
    bot::ties(&counter.core.store().snap().unwrap()).unwrap().bot
}

/// What Telegram calls the one picture of the shop.
fn name_of_picture(counter: &Counter) -> Option<String> {
    let pictures: Vec<Picture> = counter.core.store().snap().unwrap().all(0, 2).unwrap();
    pictures[0].file.clone()
}

/// Carries everything that is due; Telegram gives the pictures it is shown a name.
fn carry(counter: &mut Counter) {
    for effect in counter.due() {
        let outcome = match counter.outside(effect) {
            Some(Outcome::Done(Answer::Shown { message, .. })) => {
                Outcome::Done(Answer::Shown { message, file: Some("AgAC".into()) })
            }
            Some(outcome) => outcome,
            None => continue,
        };
        counter.apply(Input::Carried { effect, outcome });
    }
}

#[test]
fn another_bot_takes_over_only_when_somebody_agrees() {
    let mut counter = Counter::new();
    assert_eq!(known(&counter), None);
    assert_eq!(met(&mut counter, 1), Reply::Done);
    // A shop without customers may become anybody.
    assert_eq!(met(&mut counter, 2), Reply::Done);
    assert_eq!(met(&mut counter, 1), Reply::Done);
    counter.stock("Netflix", 50_000, &["satu", "dua"]);
    let photo = Said::Photo { file: "f".into(), caption: "/photo 1".into() };
    let photo = counter.update(ADMIN, photo);
    counter.apply(photo);
    counter.settle();
    let first = counter.update(SARI, Said::Text("1".into()));
    counter.apply(first.clone());
    carry(&mut counter);
    assert_eq!(name_of_picture(&counter).as_deref(), Some("AgAC"));
    counter.checkout(SARI, 1, 1);
    assert!(counter.order(1).panel.is_some());
    // An edit of a message that only the bot before could make.
    counter.say(SARI, "1");
    let more = counter.pressed(SARI, "➕");
    counter.apply(more);
    let edits = |counter: &Counter| {
        let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
        let edit = |it: &&Effect| matches!(it.task, Task::Show { replace: Some(_), .. });
        effects.iter().filter(edit).count()
    };
    let before = (known(&counter), name_of_picture(&counter), edits(&counter));
    assert!(before.2 > 0);

    assert_eq!(met(&mut counter, 2), Reply::Stranger(bot(1)));
    assert_eq!((known(&counter), name_of_picture(&counter), edits(&counter)), before);
    assert_eq!(counter.apply(first.clone()), Reply::Seen);
    // Who agreed to one bot has not agreed to another, nor given up the one that is there.
    assert_eq!(counter.apply(Input::SwapAgreed(bot(2))), Reply::Done);
    assert_eq!(met(&mut counter, 3), Reply::Stranger(bot(1)));
    assert_eq!(met(&mut counter, 1), Reply::Done);
    assert_eq!(name_of_picture(&counter).as_deref(), Some("AgAC"));

    assert_eq!(met(&mut counter, 2), Reply::Done);
    assert_eq!(known(&counter), Some(bot(2)));
    assert_eq!((name_of_picture(&counter), edits(&counter)), (None, 0));
    // The new bot's updates have numbers of their own.
    assert_eq!(counter.apply(first), Reply::Done);
    counter.settle();
    counter.prove();
    assert_eq!(met(&mut counter, 1), Reply::Stranger(bot(2)));
    // A bot that has another name is the same bot.
    let renamed = Bot { username: "toko_baru_bot".into(), ..bot(2) };
    assert_eq!(counter.apply(Input::Met(renamed.clone())), Reply::Done);
    assert_eq!(known(&counter), Some(renamed));
}

#[test]
fn an_open_order_is_shown_anew_by_the_new_bot() {
    let mut counter = Counter::new();
    met(&mut counter, 1);
    counter.stock("Netflix", 50_000, &["satu"]);
    counter.checkout(SARI, 1, 1);
    assert!(counter.order(1).panel.is_some());
    counter.apply(Input::SwapAgreed(bot(2)));
    met(&mut counter, 2);
    assert_eq!(counter.order(1).panel, None);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.prove();
    assert!(counter.chats[&(SARI as i64)].iter().any(|it| it.screen.html.contains("satu")));
}

/// Numbers of messages are each bot's own: the same number is another message now.
#[test]
fn messages_of_the_bot_before_are_neither_changed_nor_taken_away() {
    let mut counter = Counter::new();
    met(&mut counter, 1);
    counter.stock("Netflix", 50_000, &["satu"]);
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid() && counter.order(1).panel.is_some());
    let message = MessageRef { id: 1, media: false };
    let task = Task::Retire { to: ChatId(SARI as i64).into(), message };
    let state = EffectState::Due { at: counter.now, attempt: 0 };
    let (id, about, at) = (EffectId(9_000), About::Nothing, counter.now);
    tamper(&counter, &Effect { id, lane: Lane::Answer, task, about, at, state });
    assert_eq!(counter.due(), [id]);
    counter.apply(Input::SwapAgreed(bot(2)));
    met(&mut counter, 2);
    assert_eq!(counter.due(), []);
    assert_eq!(counter.order(1).panel, None);
    // Who comes back gets the goods all the same.
    counter.away.clear();
    counter.say(SARI, "/start");
    assert!(counter.text(SARI).contains("<code>satu</code>"));
    counter.prove();
}

#[test]
fn what_the_bot_that_warns_has_seen_stays_seen() {
    let owners = vec![CustomerId(ADMIN)];
    let mut counter = Counter::over(memory(), Shop { owners, alert_bot: true, ..shop() });
    met(&mut counter, 1);
    let said = Said::Text("/status".into());
    let Input::Update { id, said } = counter.update(ADMIN, said) else { unreachable!() };
    let ordered = Input::OwnerUpdate { id, said };
    assert_eq!(counter.apply(ordered.clone()), Reply::Done);
    counter.say(SARI, "/start");
    counter.apply(Input::SwapAgreed(bot(2)));
    met(&mut counter, 2);
    assert_eq!(known(&counter), Some(bot(2)));
    assert_eq!(counter.apply(ordered), Reply::Seen);
}
