//! Updates reach the writer in order, and are confirmed only when they are durable.

use std::time::{Duration, Instant};

use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use warung::chat::incoming::Said;
use warung::domain::id::ChatId;
use warung::domain::shop::Language;
use warung::domain::vitals::Way;
use warung::domain::webhook::News;
use warung::engine::handle::{Handle, Inbox, Letter};
use warung::engine::input::{Input, Reply};
use warung::telegram::feed::Feed;
use warung::telegram::hook::Gate;
use warung::telegram::link::Link;
use warung::telegram::menu::{self, Menu, Scope};
use warung::telegram::mode::Pace;
use warung::telegram::webhook::{Address, Webhook};

use super::server::{Question, Server, TOKEN, no};

/// A poller at work, and the writer's place, which the test takes.
struct Poller {
    letters: Inbox,
    link: watch::Receiver<Link>,
    way: watch::Receiver<Way>,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

fn start(server: &Server) -> Poller {
    feed(server, None, Pace::default())
}

/// Whatever brings updates, at work.
fn feed(server: &Server, address: Option<&str>, pace: Pace) -> Poller {
    let (handle, letters) = Handle::new();
    let (sender, link) = Link::watched();
    let stop = CancellationToken::new();
    let gate = Gate::new(sender.clone());
    let webhook = address.map(|url| {
        let address = Address::of(&SecretString::from(TOKEN));
        Webhook::new(url, address, None, gate.clone()).unwrap()
    });
    let feed = Feed {
        client: server.client.clone(),
        handle,
        gate,
        link: sender,
        way: watch::Sender::new(Way::Webhook),
        webhook,
        fallback: false,
        pace,
    };
    let way = feed.way.subscribe();
    let running = tokio::spawn(feed.run(stop.clone()));
    Poller { letters, link, way, stop, running }
}

/// Started, with the first question for updates on the table.
async fn polling(server: &mut Server) -> (Poller, Question) {
    let mut poller = start(server);
    poller.begin().await;
    let params = server.asked("deleteWebhook").await.ok(json!(true));
    assert_eq!(params["drop_pending_updates"], false);
    let question = server.asked("getUpdates").await;
    assert_eq!(question.params["offset"], Value::Null);
    (poller, question)
}

impl Poller {
    /// It first tells the shop that there is no webhook to be troubled about.
    async fn begin(&mut self) {
        let letter = self.letters.letters.recv().await.unwrap();
        assert!(matches!(letter.input, Input::Webhook(News::Unused)));
        done(letter, Reply::Done);
        self.way.wait_for(|way| *way == Way::Polling).await.unwrap();
    }

    /// The next update at the writer, unanswered.
    async fn letter(&mut self) -> (u64, String, Letter) {
        let letter = self.letters.letters.recv().await.unwrap();
        let Input::Update { id, said } = &letter.input else { panic!("not an update") };
        let Said::Text(text) = said.said.clone() else { panic!("not a text") };
        (*id, text, letter)
    }

    async fn ended(self) {
        timeout(Duration::from_secs(2), self.running).await.unwrap().unwrap();
    }
}

fn done(letter: Letter, reply: Reply) {
    letter.answer.unwrap().send(reply).unwrap();
}

fn update(id: u64, text: &str) -> Value {
    let sari = json!({ "id": 7, "is_bot": false, "first_name": "Sari" });
    let chat = json!({ "id": 7, "type": "private" });
    json!({ "update_id": id, "message": {
        "message_id": 1, "from": sari, "chat": chat, "text": text,
    } })
}

#[tokio::test]
async fn the_offset_moves_only_after_the_commit() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    let unreadable = json!({ "update_id": 12, "message": 5 });
    let params = question.ok(json!([update(10, "one"), update(11, "two"), unreadable, {}]));
    assert_eq!((&params["limit"], &params["timeout"]), (&json!(100), &json!(50)));
    let kinds = json!(["message", "edited_message", "callback_query", "my_chat_member"]);
    assert_eq!(params["allowed_updates"], kinds);

    // Both are handed over at once, so that they can share a commit.
    let (id, text, first) = poller.letter().await;
    assert_eq!((id, text.as_str()), (10, "one"));
    let (id, text, second) = poller.letter().await;
    assert_eq!((id, text.as_str()), (11, "two"));
    done(first, Reply::Done);
    assert!(timeout(Duration::from_millis(100), server.asked("getUpdates")).await.is_err());
    done(second, Reply::Quarantined);
    let question = server.asked("getUpdates").await;
    assert_eq!(question.params["offset"], 13);

    poller.stop.cancel();
    poller.ended().await;
}

#[tokio::test]
async fn what_was_not_committed_is_asked_for_again() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    question.ok(json!([update(10, "one")]));
    let (id, _, unanswered) = poller.letter().await;
    assert_eq!(id, 10);
    poller.stop.cancel();
    poller.ended().await;
    drop(unanswered);

    let (mut poller, question) = polling(&mut server).await;
    question.ok(json!([update(10, "one")]));
    let (id, _, letter) = poller.letter().await;
    assert_eq!(id, 10);
    done(letter, Reply::Seen);
    assert_eq!(server.asked("getUpdates").await.params["offset"], 11);
}

#[tokio::test]
async fn nothing_is_confirmed_when_the_writer_has_stopped() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    question.ok(json!([update(10, "one")]));
    drop(poller.letter().await);
    poller.ended().await;
    assert!(server.is_quiet());
}

#[tokio::test]
async fn the_line_breaks_and_heals() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    let began = Instant::now();
    question.answer(502, "<html>Bad Gateway</html>");
    let question = server.asked("getUpdates").await;
    assert!(began.elapsed() >= Duration::from_millis(500));
    let down = poller.link.borrow_and_update().clone();
    assert_eq!((down.up, down.why.as_str()), (false, "HTTP 502, and no word of Telegram's"));
    let params = question.no(409, "Conflict: terminated by other getUpdates request");
    assert_eq!(params["timeout"], 3);
    server.asked("deleteWebhook").await.ok(json!(true));
    let question = server.asked("getUpdates").await;
    assert!(began.elapsed() >= Duration::from_millis(1500));
    assert!(poller.link.borrow().why.contains("Conflict"));
    question.ok(json!([update(10, "one")]));
    done(poller.letter().await.2, Reply::Done);
    assert!(poller.link.borrow().up);
    let params = &server.asked("getUpdates").await.params;
    assert_eq!((&params["offset"], &params["timeout"]), (&json!(11), &json!(50)));
}

/// Another program may set its own at any time, and be gone again.
#[tokio::test]
async fn a_webhook_that_somebody_sets_is_taken_away() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    let conflict = "Conflict: can't use getUpdates method while webhook is active; use \
                    deleteWebhook to delete the webhook first";
    question.no(409, conflict);
    let params = server.asked("deleteWebhook").await.ok(json!(true));
    assert_eq!(params["drop_pending_updates"], false);
    // That alone is no sign of a line that is up.
    let question = server.asked("getUpdates").await;
    assert!(poller.link.borrow().why.contains("Conflict"));
    question.ok(json!([update(10, "one")]));
    done(poller.letter().await.2, Reply::Done);
    assert!(poller.link.borrow().up);
}

/// Whatever comes is read, in smaller pieces if it must be, and nothing is left out.
#[tokio::test]
async fn an_answer_that_is_too_big_is_asked_for_in_halves() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    let big =
        || format!(r#"{{"ok":true,"result":[{{"update_id":9,"x":"{}"}}]}}"#, "x".repeat(9 << 20));
    assert_eq!(question.answer(200, big())["limit"], 100);
    for limit in [50, 25, 12, 6, 3, 1] {
        let question = server.asked("getUpdates").await;
        assert_eq!(question.params["limit"], limit);
        assert_eq!(question.params["offset"], Value::Null, "nothing is passed over");
        if limit == 1 {
            question.ok(json!([update(10, "one")]));
        } else {
            question.answer(200, big());
        }
    }
    done(poller.letter().await.2, Reply::Done);
    assert!(poller.link.borrow().up, "it is no line that is down");
    let question = server.asked("getUpdates").await;
    assert_eq!((&question.params["limit"], &question.params["offset"]), (&json!(2), &json!(11)));
    // One that is too big by itself is no reason to pass over it: the line is told to be down.
    question.answer(200, big());
    server.asked("getUpdates").await.answer(200, big());
    let question = server.asked("getUpdates").await;
    assert_eq!((&question.params["limit"], &question.params["offset"]), (&json!(1), &json!(11)));
    assert!(!poller.link.borrow().up);
    question.ok(json!([]));
    assert_eq!(server.asked("getUpdates").await.params["limit"], 2);
}

/// Two programs on one token: one that is sent away by turns, and one that is quicker.
#[tokio::test]
async fn another_program_with_the_token_is_noticed() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    let seen = |poller: &Poller| poller.link.borrow().signs.seen(Instant::now()).is_some();
    question.no(409, "Conflict: terminated by other getUpdates request");
    server.asked("deleteWebhook").await.ok(json!(true));
    server.asked("getUpdates").await.ok(json!([update(10, "one")]));
    done(poller.letter().await.2, Reply::Done);
    let question = server.asked("getUpdates").await;
    assert!(!seen(&poller), "once is an accident");
    question.no(409, "Conflict: terminated by other getUpdates request");
    server.asked("deleteWebhook").await.ok(json!(true));
    let question = server.asked("getUpdates").await;
    assert!(seen(&poller));
    question.ok(json!([]));

    // Updates that never came here were confirmed.
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    question.ok(json!([update(10, "one")]));
    done(poller.letter().await.2, Reply::Done);
    server.asked("getUpdates").await.ok(json!([update(11, "two")]));
    done(poller.letter().await.2, Reply::Done);
    let question = server.asked("getUpdates").await;
    assert!(!seen(&poller));
    question.ok(json!([update(14, "five")]));
    done(poller.letter().await.2, Reply::Done);
    server.asked("getUpdates").await;
    assert!(seen(&poller) && poller.link.borrow().up);
}

/// A shop that has set its webhook and knows no other way; with the first look on the table.
async fn watching(server: &mut Server) -> (Poller, Question) {
    let pace = Pace {
        look: Duration::from_millis(20),
        answer: Duration::from_millis(200),
        rest: Duration::from_secs(60),
        ..Pace::default()
    };
    // Nobody is at that address, which only Telegram could know.
    let poller = feed(server, Some("http://127.0.0.1:9"), pace);
    server.asked("setWebhook").await.ok(json!(true));
    let question = server.asked("getWebhookInfo").await;
    (poller, question)
}

#[tokio::test]
async fn telegram_may_be_slow_to_tell_of_the_webhook() {
    let mut server = Server::start().await;
    let (mut poller, question) = watching(&mut server).await;
    assert!(poller.link.borrow_and_update().up);
    // No answer in time; the next look has more of it.
    let began = Instant::now();
    let second = server.asked("getWebhookInfo").await;
    assert!(began.elapsed() >= Duration::from_millis(100), "it had its time");
    drop(question);
    tokio::time::sleep(Duration::from_millis(400)).await;
    // Its answer is heard: the webhook is none of ours, and set again.
    second.ok(json!({ "url": "https://elsewhere.example.com/", "pending_update_count": 0 }));
    server.asked("setWebhook").await.ok(json!(true));
    assert!(!poller.link.has_changed().unwrap() && poller.link.borrow().up);
    // Anything else than silence is told at once.
    server.asked("getWebhookInfo").await.answer(502, "<html>Bad Gateway</html>");
    let down = timeout(Duration::from_secs(2), poller.link.wait_for(|link| !link.up)).await;
    assert_eq!(down.unwrap().unwrap().why, "HTTP 502, and no word of Telegram's");
}

#[tokio::test]
async fn telegram_that_is_busy_has_not_refused_the_webhook() {
    let mut server = Server::start().await;
    let pace = Pace { rest: Duration::from_secs(60), ..Pace::default() };
    let mut poller = feed(&server, Some("http://127.0.0.1:9"), pace);
    let mut busy = no(429, "Too Many Requests: retry after 1");
    busy["parameters"] = json!({ "retry_after": 1 });
    let began = Instant::now();
    server.asked("setWebhook").await.answer(429, busy.to_string());
    let again = timeout(Duration::from_secs(10), server.asked("setWebhook")).await;
    again.expect("left alone for longer than was asked").ok(json!(true));
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert!(poller.letters.letters.try_recv().is_err(), "nobody is told of it");
}

#[tokio::test]
async fn a_wrong_token_is_no_reason_to_hurry() {
    let mut server = Server::start().await;
    let mut poller = start(&server);
    poller.begin().await;
    server.asked("deleteWebhook").await.no(401, "Unauthorized");
    poller.link.changed().await.unwrap();
    assert_eq!(poller.link.borrow().why, "401 Unauthorized");
    poller.stop.cancel();
    poller.ended().await;
}

#[tokio::test]
async fn an_empty_answer_forgets_the_offset_and_waits() {
    let mut server = Server::start().await;
    let (mut poller, question) = polling(&mut server).await;
    question.ok(json!([update(10, "one")]));
    done(poller.letter().await.2, Reply::Done);
    let question = server.asked("getUpdates").await;
    let began = Instant::now();
    question.ok(json!([]));
    let question = server.asked("getUpdates").await;
    assert!(began.elapsed() > Duration::from_millis(2900));
    // Telegram's numbers may begin anew anywhere.
    assert_eq!(question.params["offset"], Value::Null);
    question.ok(json!([update(3, "two")]));
    assert_eq!(poller.letter().await.0, 3);
}

#[tokio::test]
async fn menus_are_registered_in_spite_of_everything() {
    let mut server = Server::start().await;
    let commands = vec![("start".to_owned(), "Mulai".to_owned())];
    let everyone = Menu { scope: Scope::Persons, language: None, commands };
    let stranger = Menu { scope: Scope::Chat(ChatId(8)), ..everyone.clone() };
    let last = Menu { language: Some(Language(*b"en")), ..everyone.clone() };
    let client = server.client.clone();
    let registering = tokio::spawn(async move {
        menu::register(&client, &[everyone, stranger, last], CancellationToken::new()).await;
    });
    server.asked("setMyCommands").await.answer(502, "<html>");
    let params = server.asked("setMyCommands").await.ok(json!(true));
    assert_eq!(params["scope"]["type"], "all_private_chats");
    server.asked("setMyCommands").await.no(400, "Bad Request: chat not found");
    assert_eq!(server.asked("setMyCommands").await.ok(json!(true))["language_code"], "en");
    registering.await.unwrap();
}
