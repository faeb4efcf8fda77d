//! One task at a time, and every answer of Telegram's has its outcome.

mod file;
mod media;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use warung::domain::alert::{OwnerMessage, Via};
use warung::domain::effect::{About, Answer, Effect, EffectState, Lane, Never, Outcome, Task};
use warung::domain::id::{Address, ChatId, CustomerId, EffectId, PictureId};
use warung::domain::limit::IDLE_CONNECTIONS_MAX;
use warung::domain::message::{
    Button, FileKind, Image, Keys, Media, MessageRef, Press, Qr, Screen, Sent, Want,
};
use warung::domain::time::{Span, Timestamp};
use warung::jobs::courier::Courier;
use warung::report::owner_message::Told;
use warung::telegram::client::{Call, Client};
use warung::telegram::send::TelegramCourier;
use warung::telegram::tell::AlertCourier;

use super::server::{Question, Server, TOKEN, client, no};

const TEXT: MessageRef = MessageRef { id: 5, media: false };

const PHOTO: MessageRef = MessageRef { id: 5, media: true };

/// What the server is to be asked, and what it answers.
type Step = (&'static str, Value);

fn courier(client: Arc<Client>) -> TelegramCourier {
    let pictures = |id: PictureId, want: Want| match id.0 {
        1 if want == Want::Name => {
            Some(Image { file: Some("AgAC-known".into()), bytes: Vec::new() })
        }
        2 if want == Want::Name => Some(Image { file: None, bytes: Vec::new() }),
        1 | 2 => Some(Image { file: None, bytes: b"jpeg".to_vec() }),
        _ => None,
    };
    TelegramCourier::new(client, Arc::new(pictures), Arc::new(|_| None))
}

fn qr(code: &str) -> Media {
    Media::Qr(Qr { code: code.into(), shop: "Warung".into(), ..Qr::default() })
}

fn effect(task: Task) -> Effect {
    let state = EffectState::Due { at: Timestamp(0), attempt: 0 };
    let (id, lane, about, at) = (EffectId(1), Lane::Answer, About::Nothing, Timestamp(0));
    Effect { id, lane, task, about, at, state }
}

/// Carries the task while the server answers step by step. Returns what it was asked.
async fn carry(server: &mut Server, task: Task, steps: Vec<Step>) -> (Outcome, Vec<Asked>) {
    carry_by(&courier(server.client.clone()), server, task, steps).await
}

/// The same with a courier that lives on.
async fn carry_by(
    courier: &TelegramCourier,
    server: &mut Server,
    task: Task,
    steps: Vec<Step>,
) -> (Outcome, Vec<Asked>) {
    let effect = effect(task);
    let mut seen = Vec::new();
    let mut steps = steps.into_iter();
    let answering = async {
        for (method, answer) in steps.by_ref() {
            let question = server.asked(method).await;
            seen.push(Asked::answered(question, answer));
        }
        server.asked("nothing more").await;
    };
    let outcome = tokio::select! {
        outcome = courier.carry(&effect, 0) => outcome,
        () = answering => panic!("more was asked than answered"),
    };
    assert_eq!(steps.next(), None, "{outcome:?}");
    (outcome, seen)
}

struct Asked {
    params: Value,
    body: String,
}

impl Asked {
    /// A number is an HTTP status without JSON, `[result]` is a yes, an object goes out as it is.
    fn answered(question: Question, answer: Value) -> Asked {
        let body = question.body.clone();
        let params = match answer {
            Value::Number(status) => question.answer(status.as_u64().unwrap() as u16, "<html>"),
            Value::Array(result) => question.ok(result[0].clone()),
            Value::String(file) => question.answer(200, file),
            error => {
                let status = error["error_code"].as_u64().unwrap() as u16;
                question.answer(status, error.to_string())
            }
        };
        Asked { params, body }
    }
}

fn show(screen: Screen, replace: Option<MessageRef>) -> Task {
    Task::Show { to: ChatId(7).into(), screen, replace }
}

fn shown(id: i32, media: bool, file: Option<&str>) -> Outcome {
    let message = MessageRef { id, media };
    Outcome::Done(Answer::Shown { message, file: file.map(str::to_owned) })
}

/// Telegram's answer to a message.
fn sent(id: i32) -> Value {
    json!([{ "message_id": id, "chat": { "id": 7 }, "date": 1 }])
}

fn sent_photo(id: i32) -> Value {
    json!([{ "message_id": id, "photo": [{ "file_id": "small" }, { "file_id": "large" }] }])
}

fn hi() -> Screen {
    let does = Press::Data("a1".into());
    Screen::new("<b>Hi</b>").buttons(vec![Button { label: "Buy".into(), does }])
}

fn bad(description: &str) -> Value {
    no(400, &format!("Bad Request: {description}"))
}

#[tokio::test]
async fn a_text_is_sent() {
    let mut server = Server::start().await;
    let steps = vec![("sendMessage", sent(9))];
    let (outcome, asked) = carry(&mut server, show(hi(), None), steps).await;
    assert_eq!(outcome, shown(9, false, None));
    assert_eq!(
        asked[0].params,
        json!({
            "chat_id": 7, "text": "<b>Hi</b>", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true },
            "reply_markup": { "inline_keyboard": [[{ "text": "Buy", "callback_data": "a1" }]] },
        })
    );
}

#[tokio::test]
async fn a_rush_leaves_few_connections_behind() {
    let mut server = Server::start().await;
    let rush = 5 * IDLE_CONNECTIONS_MAX;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..rush {
        let client = server.client.clone();
        let call = Call::new("getMe", &json!({}));
        calls.spawn(async move { client.call::<Value>(&call).await.unwrap() });
    }
    let mut questions = Vec::new();
    for _ in 0..rush {
        questions.push(server.asked("getMe").await);
    }
    assert_eq!(*server.open.borrow(), rush);
    questions.into_iter().for_each(|question| drop(question.ok(json!({}))));
    calls.join_all().await;
    let few = server.open.wait_for(|open| *open <= IDLE_CONNECTIONS_MAX);
    tokio::time::timeout(Duration::from_secs(10), few).await.unwrap().unwrap();
}

#[tokio::test]
async fn like_takes_the_place_of_like() {
    let mut server = Server::start().await;
    let qr = || hi().with(qr("00020101"));
    let file = || hi().with(Media::File { name: "a.txt".into(), bytes: b"a".to_vec() });
    let reply = || Screen { keys: Keys::Reply(vec![vec!["1️⃣".into()]]), ..hi() };
    let gone = || bad("message to edit not found");
    let stuck = || bad("message can't be deleted for everyone");
    let ok = || json!([true]);
    let delete = || ("deleteMessage", ok());
    let new = |media: bool| shown(9, media, media.then_some("large"));
    let rows = vec![
        (TEXT, hi(), vec![("editMessageText", sent(5))], shown(5, false, None)),
        (PHOTO, qr(), vec![("editMessageMedia", sent_photo(5))], shown(5, true, Some("large"))),
        (PHOTO, file(), vec![("editMessageMedia", sent(5))], shown(5, true, None)),
        (
            TEXT,
            hi(),
            vec![("editMessageText", bad("message is not modified: specified new…"))],
            shown(5, false, None),
        ),
        (
            TEXT,
            hi(),
            vec![("editMessageText", gone()), ("sendMessage", sent(9)), delete()],
            new(false),
        ),
        (TEXT, qr(), vec![("sendPhoto", sent_photo(9)), delete()], new(true)),
        (PHOTO, hi(), vec![("sendMessage", sent(9)), delete()], new(false)),
        (TEXT, reply(), vec![("sendMessage", sent(9)), delete()], new(false)),
        (
            PHOTO,
            hi(),
            vec![
                ("sendMessage", sent(9)),
                ("deleteMessage", stuck()),
                ("editMessageReplyMarkup", ok()),
            ],
            new(false),
        ),
        (
            PHOTO,
            hi(),
            vec![
                ("sendMessage", sent(9)),
                ("deleteMessage", bad("message can't be deleted")),
                ("editMessageReplyMarkup", json!(502)),
            ],
            new(false),
        ),
    ];
    for (old, screen, steps, expected) in rows {
        let (outcome, asked) = carry(&mut server, show(screen, Some(old)), steps).await;
        assert_eq!(outcome, expected);
        // Where more than one call is made, the last of them is about the old message.
        if asked.len() > 1 {
            assert_eq!(asked.last().unwrap().params["message_id"], 5);
        }
    }
}

#[tokio::test]
async fn bad_markup_loses_no_message_and_a_lost_topic_is_told() {
    let mut server = Server::start().await;
    let to = Address { chat: ChatId(-7), topic: Some(12) };
    let task = Task::Show { to, screen: Screen::new("<b>a &lt; b"), replace: None };
    let steps = vec![
        ("sendMessage", bad("can't parse entities: can't find end tag")),
        ("sendMessage", sent(9)),
    ];
    let (outcome, asked) = carry(&mut server, task.clone(), steps).await;
    assert_eq!(outcome, shown(9, false, None));
    assert_eq!(asked[0].params["message_thread_id"], 12);
    assert_eq!(asked[1].params["text"], "a < b");
    assert_eq!(asked[1].params["parse_mode"], Value::Null);
    // The shop tells those whom the topic was for, and says that it is gone.
    let steps = vec![("sendMessage", bad("message thread not found"))];
    let (outcome, _) = carry(&mut server, task, steps).await;
    let why = "Bad Request: message thread not found".to_owned();
    assert_eq!(outcome, Outcome::Never(Never::Refused(why)));

    let steps = vec![
        ("editMessageText", bad("can't parse entities")),
        ("editMessageText", bad("can't parse entities")),
        // A message that cannot be changed, for whatever reason, is shown as a new one.
        ("sendMessage", bad("can't parse entities")),
    ];
    let (outcome, _) = carry(&mut server, show(hi(), Some(TEXT)), steps).await;
    let why = "Bad Request: can't parse entities".to_owned();
    assert_eq!(outcome, Outcome::Never(Never::Refused(why)));
}

#[tokio::test]
async fn every_no_has_its_outcome() {
    let mut server = Server::start().await;
    let later = |after: Option<u64>, why: &str| Outcome::Later {
        after: after.map(Span::secs),
        why: why.to_owned(),
    };
    let refused = |why: &str| Outcome::Never(Never::Refused(why.to_owned()));
    let mut flood = no(429, "Too Many Requests: retry after 5");
    flood["parameters"] = json!({ "retry_after": 5 });
    let mut moved = bad("group chat was upgraded to a supergroup chat");
    moved["parameters"] = json!({ "migrate_to_chat_id": -1007 });
    let nowhere = format!("no such thing as /bot{TOKEN}/sendMessage");
    let rows = [
        (no(403, "Forbidden: bot was blocked by the user"), Outcome::Never(Never::Away)),
        (bad("chat not found"), Outcome::Never(Never::Away)),
        (bad("BUTTON_DATA_INVALID"), refused("Bad Request: BUTTON_DATA_INVALID")),
        (no(400, &nowhere), refused("no such thing as /bot***/sendMessage")),
        (moved, Outcome::Never(Never::Moved(-1007))),
        (flood, later(Some(5), "Too Many Requests: retry after 5")),
        (no(401, "Unauthorized"), later(None, "Unauthorized")),
        (no(404, "Not Found"), later(None, "Not Found")),
        (json!(404), later(None, "HTTP 404, and no word of Telegram's")),
        (json!(502), later(None, "HTTP 502, and no word of Telegram's")),
        (json!(403), later(None, "HTTP 403, and no word of Telegram's")),
        (no(500, "Internal Server Error"), later(None, "Internal Server Error")),
        (no(413, "Request Entity Too Large"), refused("Request Entity Too Large")),
        (json!(200), later(None, "HTTP 200, and no word of Telegram's")),
        (json!([true]), later(None, "HTTP 200, and no word of Telegram's")),
    ];
    for (answer, expected) in rows {
        let steps = vec![("sendMessage", answer)];
        assert_eq!(carry(&mut server, show(hi(), None), steps).await.0, expected);
    }
}

#[tokio::test]
async fn nobody_hears_the_token() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut told = String::new();
    for api_url in [format!("http://127.0.0.1:{port}"), "nonsense".into(), "ftp://x".into()] {
        let client = client(api_url);
        told += &format!("{client:?}");
        let outcome = courier(client.clone()).carry(&effect(show(hi(), None)), 0).await;
        assert!(matches!(outcome, Outcome::Later { after: None, .. }), "{outcome:?}");
        let fetch = Task::Fetch { file: "a".into(), bytes_max: 9 };
        told += &format!("{outcome:?} {:?}", courier(client).carry(&effect(fetch), 0).await);
    }
    assert!(!told.contains("SECRET") && !told.contains("/bot"), "{told}");
}

#[tokio::test]
async fn a_toast_is_short_and_in_time() {
    let mut server = Server::start().await;
    let toast = |text: &str| Task::Toast {
        callback: "99".into(),
        text: Some(text.to_owned()),
        alert: true,
    };
    let steps = vec![("answerCallbackQuery", json!([true]))];
    let (outcome, asked) = carry(&mut server, toast(&"x".repeat(500)), steps).await;
    assert_eq!(outcome, Outcome::Done(Answer::Carried));
    let params = &asked[0].params;
    assert_eq!((&params["callback_query_id"], &params["show_alert"]), (&json!("99"), &json!(true)));
    assert_eq!(params["text"].as_str().unwrap().chars().count(), 200);
    let old = bad("query is too old and response timeout expired or query ID is invalid");
    let steps = vec![("answerCallbackQuery", old)];
    let (outcome, _) = carry(&mut server, toast("x"), steps).await;
    assert_eq!(outcome, Outcome::Never(Never::Late));
}

/// A token may be another bot's: nothing is said in its name before the shop has met it.
#[tokio::test]
async fn no_owner_is_told_by_a_bot_that_may_be_a_stranger() {
    let mut server = Server::start().await;
    let shop = Arc::new(courier(server.client.clone()));
    let met = CancellationToken::new();
    let screen = Screen { html: "Disk penuh".into(), media: Media::None, keys: Keys::None };
    let told = Told { screen, upto: Some(3) };
    let messages = Arc::new(move |_, _, _: &OwnerMessage| Ok(Some(told.clone())));
    let courier = AlertCourier {
        alert: shop.clone(),
        shop,
        messages,
        unwritten: String::new(),
        met: met.clone(),
    };
    let tell = |via| effect(Task::Tell { to: CustomerId(7), via, message: OwnerMessage::News });
    let early = courier.carry(&tell(Via::Shop), 0).await;
    assert!(matches!(early, Outcome::Later { after: None, .. }), "{early:?}");
    assert!(server.is_quiet());
    met.cancel();
    let answered = async { server.asked("sendMessage").await.ok(json!({ "message_id": 1 })) };
    let shop = tell(Via::Shop);
    let (outcome, _) = tokio::join!(courier.carry(&shop, 1), answered);
    assert_eq!(outcome, Outcome::Done(Answer::Told { upto: 3 }));
}

#[tokio::test]
async fn what_can_wait_makes_no_sound_in_the_quiet_hours() {
    let mut server = Server::start().await;
    for (about, hush, silent) in [
        (About::CanWait, true, json!(true)),
        (About::CanWait, false, Value::Null),
        (About::Nothing, true, Value::Null),
    ] {
        let courier = courier(server.client.clone()).hushed(Arc::new(move || hush));
        let notice = Effect { about, ..effect(show(Screen::new("Habis"), None)) };
        let carried = courier.carry(&notice, 0);
        let asked = async { server.asked("sendMessage").await.ok(json!({ "message_id": 9 })) };
        let (outcome, params) = tokio::join!(carried, asked);
        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
        assert_eq!(params["disable_notification"], silent, "{about:?}");
    }
}
