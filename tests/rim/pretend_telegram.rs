//! The pretend Telegram over real HTTP: it must be as strict as the real one, or it proves nothing.

use std::time::Duration;

use reqwest::multipart::{Form, Part};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use warung::demo::telegram::act::Pressed;
use warung::demo::telegram::{Outcome, Trouble};
use warung::demo::world::{JAMES, SARI, World};
use warung::domain::time::Span;

/// The smallest picture Telegram would take: 8 by 8, one bit a pixel.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header().unwrap().write_image_data(&[0x55; 8]).unwrap();
    bytes
}

/// A bot of few words, which calls what it is told to.
struct Bot {
    world: World,
    client: reqwest::Client,
    token: String,
}

impl Bot {
    async fn start() -> Bot {
        let world = World::start(0).await.unwrap();
        let config = world.config("/nowhere".as_ref(), "127.0.0.1:0".parse().unwrap());
        let token = config.telegram.token.expose_secret().to_owned();
        Bot { world, client: reqwest::Client::new(), token }
    }

    fn address(&self, method: &str) -> String {
        format!("{}/telegram/bot{}/{method}", self.world.url(), self.token)
    }

    /// The answer as it is.
    async fn raw(&self, method: &str, body: Value) -> reqwest::Result<(u16, Value)> {
        let answer = self.client.post(self.address(method)).json(&body).send().await?;
        Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
    }

    /// The result of a call that must succeed.
    async fn call(&self, method: &str, body: Value) -> Value {
        let (status, answer) = self.raw(method, body).await.unwrap();
        assert_eq!((status, &answer["ok"]), (200, &json!(true)), "{answer}");
        answer["result"].clone()
    }

    /// The description of a call that must be refused.
    async fn refused(&self, method: &str, body: Value) -> String {
        let (status, answer) = self.raw(method, body).await.unwrap();
        assert_eq!(answer["error_code"], json!(status), "{answer}");
        assert_ne!(status, 200);
        answer["description"].as_str().unwrap().to_owned()
    }

    async fn send(&self, text: &str) -> i64 {
        let sent = self.call("sendMessage", json!({ "chat_id": SARI, "text": text })).await;
        sent["message_id"].as_i64().unwrap()
    }

    async fn upload(&self, method: &str, form: Form) -> Value {
        let answer = self.client.post(self.address(method)).multipart(form).send().await.unwrap();
        answer.json().await.unwrap()
    }

    async fn updates(&self, offset: i64) -> Vec<Value> {
        let asked = json!({ "offset": offset, "timeout": 5 });
        self.call("getUpdates", asked).await.as_array().unwrap().clone()
    }
}

fn key(label: &str, data: &str) -> Value {
    json!({ "inline_keyboard": [[{ "text": label, "callback_data": data }]] })
}

#[tokio::test]
async fn an_update_lives_until_a_higher_offset() {
    let bot = Bot::start().await;
    for text in ["a", "b", "c"] {
        bot.world.telegram.say(SARI, text);
    }
    let first = bot.updates(0).await;
    assert_eq!(first.len(), 3);
    let id = first[0]["update_id"].as_i64().unwrap();
    assert_eq!(bot.updates(id + 1).await.len(), 2);
    let last = bot.updates(-1).await;
    assert_eq!((last.len(), &last[0]["message"]["text"]), (1, &json!("c")));
    // The offset is confirmed now; only a repetition brings it back.
    bot.world.telegram.repeat_last_update();
    let again = bot.updates(id + 3).await;
    assert_eq!(again[0]["update_id"], json!(id + 2));
}

#[tokio::test]
async fn a_poll_waits_and_a_second_one_ends_it() {
    let bot = Bot::start().await;
    let (waiting, ()) = tokio::join!(bot.updates(0), async {
        bot.world.telegram.idle().await;
        bot.world.telegram.say(SARI, "hello");
    });
    assert_eq!(waiting[0]["message"]["text"], json!("hello"));

    let offset = waiting[0]["update_id"].as_i64().unwrap() + 1;
    let ask = |secs: u64| json!({ "offset": offset, "timeout": secs });
    let (first, second) = tokio::join!(bot.refused("getUpdates", ask(50)), async {
        bot.world.telegram.idle().await;
        bot.call("getUpdates", ask(0)).await
    });
    assert!(first.starts_with("Conflict: terminated by other getUpdates request"), "{first}");
    assert_eq!(second, json!([]));
}

/// A bot's own door, which answers what it is told to; each request as it came.
async fn door(answers: &'static [&'static str]) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (told, requests) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut request, mut piece) = (String::new(), [0; 4096]);
            let whole = |request: &str| {
                let body = request.split_once("\r\n\r\n").map(|(_, body)| body);
                body.is_some_and(|body| serde_json::from_str::<Value>(body).is_ok())
            };
            while !whole(&request) {
                let count = stream.read(&mut piece).await.unwrap();
                request.push_str(str::from_utf8(&piece[..count]).unwrap());
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
            told.send(request).unwrap();
        }
    });
    (format!("http://{address}/hook"), requests)
}

const TAKEN: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
const BROKEN: &str = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";

#[tokio::test]
async fn a_webhook_is_brought_every_update_until_it_takes_it() {
    let bot = Bot::start().await;
    let (url, mut requests) = door(&[BROKEN, TAKEN, TAKEN]).await;
    let (parked, ()) = tokio::join!(bot.refused("getUpdates", json!({ "timeout": 50 })), async {
        bot.world.telegram.idle().await;
        let hook = json!({ "url": url, "secret_token": "rahasia", "max_connections": 7 });
        bot.call("setWebhook", hook).await;
    });
    assert!(parked.contains("terminated by setWebhook"), "{parked}");
    bot.world.telegram.say(SARI, "satu");
    bot.world.telegram.say(SARI, "dua");
    let mut texts = Vec::new();
    for _ in 0..3 {
        let request = requests.recv().await.unwrap();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("x-telegram-bot-api-secret-token: rahasia"), "{head}");
        let update: Value = serde_json::from_str(body).unwrap();
        texts.push(update["message"]["text"].as_str().unwrap().to_owned());
    }
    // In order, and the next only when the one before was taken.
    assert_eq!(texts, ["satu", "satu", "dua"]);
    bot.world.telegram.idle().await;
    let info = bot.call("getWebhookInfo", json!({})).await;
    assert_eq!((&info["url"], &info["max_connections"]), (&json!(url), &json!(7)));
    assert_eq!(info["pending_update_count"], 0);
    let words = info["last_error_message"].as_str().unwrap();
    assert!(words.starts_with("Wrong response from the webhook: 502"), "{words}");
    assert!(info["last_error_date"].as_u64().is_some());

    let why = bot.refused("getUpdates", json!({})).await;
    assert!(why.starts_with("Conflict: can't use getUpdates"), "{why}");
    bot.call("deleteWebhook", json!({})).await;
    assert_eq!(bot.call("getWebhookInfo", json!({})).await["url"], "");
    bot.world.telegram.say(SARI, "tiga");
    assert_eq!(bot.updates(0).await[0]["message"]["text"], "tiga");
}

#[tokio::test]
async fn a_webhook_has_a_proper_address_and_secret() {
    let bot = Bot::start().await;
    for (hook, why) in [
        (json!({ "url": "http://toko.example.com" }), "HTTPS"),
        (json!({ "url": "https://toko.example.com:8080" }), "ports 80, 88, 443 or 8443"),
        (json!({ "url": "https://toko.example.com", "secret_token": "a b" }), "unallowed"),
    ] {
        let refused = bot.refused("setWebhook", hook).await;
        assert!(refused.contains(why), "{refused}");
    }
    assert_eq!(bot.world.telegram.webhook(), None);
}

#[tokio::test]
async fn what_telegram_refuses_is_refused() {
    let bot = Bot::start().await;
    let text = |text: &str| json!({ "chat_id": SARI, "text": text, "parse_mode": "HTML" });
    let keys = |markup: Value| json!({ "chat_id": SARI, "text": "a", "reply_markup": markup });
    let refusals = [
        (text(""), "message text is empty"),
        (text(" \n"), "text must be non-empty"),
        (text("a<br>b"), "can't parse entities: Unsupported start tag \"br\" at byte offset 1"),
        (text(&"😀".repeat(2049)), "message is too long"),
        (json!({ "text": "a" }), "chat_id is empty"),
        (json!({ "chat_id": 5, "text": "a" }), "chat not found"),
        (
            json!({ "chat_id": SARI, "text": "a", "message_thread_id": 7 }),
            "message thread not found",
        ),
        (keys(key("a", &"x".repeat(65))), "BUTTON_DATA_INVALID"),
        (keys(json!([])), "object expected as reply markup"),
    ];
    for (body, why) in refusals {
        assert_eq!(bot.refused("sendMessage", body).await, format!("Bad Request: {why}"));
    }
    bot.call("sendMessage", text(&format!("<b>{}</b>", "😀".repeat(2048)))).await;
    assert_eq!(bot.refused("sendSomething", json!({})).await, "Not Found");
    let stranger = format!("{}/telegram/bot1:x/getMe", bot.world.url());
    assert_eq!(bot.client.get(stranger).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn edits_follow_the_rules() {
    let bot = Bot::start().await;
    let id = bot.send("one").await;
    let edit = |text: &str, id: i64| json!({ "chat_id": SARI, "message_id": id, "text": text });
    let why = bot.refused("editMessageText", edit("one", id)).await;
    assert!(why.starts_with("Bad Request: message is not modified"), "{why}");
    bot.call("editMessageText", edit("two", id)).await;
    let why = bot.refused("editMessageCaption", json!({ "chat_id": SARI, "message_id": id })).await;
    assert_eq!(why, "Bad Request: there is no caption in the message to edit");

    let said = bot.world.telegram.say(SARI, "mine");
    let why = bot.refused("editMessageText", edit("yours", i64::from(said))).await;
    assert_eq!(why, "Bad Request: message can't be edited");
    let keyboard = json!({ "keyboard": [["a"]] });
    let body = json!({ "chat_id": SARI, "text": "keys", "reply_markup": keyboard });
    let keyed = bot.call("sendMessage", body).await["message_id"].as_i64().unwrap();
    let why = bot.refused("editMessageText", edit("no", keyed)).await;
    assert_eq!(why, "Bad Request: message can't be edited");

    bot.call("deleteMessage", json!({ "chat_id": SARI, "message_id": id })).await;
    let why = bot.refused("editMessageText", edit("three", id)).await;
    assert_eq!(why, "Bad Request: message to edit not found");
    let shown = bot.world.telegram.chat(SARI as i64);
    assert!(shown[0].deleted && shown[0].edits == 1 && shown[0].text == "two");
}

#[tokio::test]
async fn a_button_is_answered_once_and_in_time() {
    let bot = Bot::start().await;
    let body = json!({ "chat_id": SARI, "text": "a", "reply_markup": key("Buy", "b1") });
    let id = bot.call("sendMessage", body).await["message_id"].as_i64().unwrap() as i32;
    let telegram = &bot.world.telegram;
    let press = || match telegram.press(SARI, id, "Buy").unwrap() {
        Pressed::Query(query) => query,
        Pressed::Local(does) => panic!("{does:?}"),
    };
    let answer = |query: &str| json!({ "callback_query_id": query, "text": "ok" });
    let first = press();
    let update = bot.updates(0).await.remove(0);
    assert_eq!(update["callback_query"]["data"], json!("b1"));
    assert_eq!(update["callback_query"]["message"]["message_id"], json!(id));
    bot.call("answerCallbackQuery", answer(&first)).await;
    assert_eq!(telegram.toasts()[0].text, "ok");

    let second = press();
    bot.world.levers.skip(Span::secs(151));
    for query in [first, second] {
        let why = bot.refused("answerCallbackQuery", answer(&query)).await;
        assert!(why.contains("query is too old"), "{why}");
    }
    let long = json!({ "callback_query_id": press(), "text": "x".repeat(201) });
    assert_eq!(bot.refused("answerCallbackQuery", long).await, "Bad Request: MESSAGE_TOO_LONG");
    assert!(telegram.press(SARI, id, "Sell").is_err());
}

#[tokio::test]
async fn people_leave_and_groups_move() {
    let bot = Bot::start().await;
    let telegram = &bot.world.telegram;
    telegram.block(SARI);
    let body = json!({ "chat_id": SARI, "text": "a" });
    let why = bot.refused("sendMessage", body.clone()).await;
    assert_eq!(why, "Forbidden: bot was blocked by the user");
    telegram.say(SARI, "/start");
    bot.call("sendMessage", body).await;
    let updates = bot.updates(0).await;
    let status = |at: usize| updates[at]["my_chat_member"]["new_chat_member"]["status"].as_str();
    assert_eq!((status(0), status(1)), (Some("kicked"), Some("member")));

    telegram.group(-500, "Notices", &[11]);
    let to_group = |topic: i32| json!({ "chat_id": -500, "text": "a", "message_thread_id": topic });
    bot.call("sendMessage", to_group(11)).await;
    telegram.close_topic(-500, 11);
    let why = bot.refused("sendMessage", to_group(11)).await;
    assert_eq!(why, "Bad Request: message thread not found");
    telegram.migrate(-500, -1_000_000_000_500);
    let (status, answer) = bot.raw("sendMessage", to_group(0)).await.unwrap();
    assert_eq!(status, 400);
    assert_eq!(answer["parameters"]["migrate_to_chat_id"], json!(-1_000_000_000_500_i64));
}

#[tokio::test]
async fn files_keep_their_bytes_and_ids() {
    let bot = Bot::start().await;
    let part = Part::bytes(picture()).file_name("qr.png");
    let form =
        Form::new().text("chat_id", SARI.to_string()).text("caption", "c").part("photo", part);
    let sent = bot.upload("sendPhoto", form).await;
    let file = sent["result"]["photo"][0]["file_id"].clone();
    let again = json!({ "chat_id": JAMES, "photo": file });
    bot.call("sendPhoto", again.clone()).await;
    let mixed = json!({ "chat_id": JAMES, "document": file });
    let why = bot.refused("sendDocument", mixed).await;
    assert_eq!(why, "Bad Request: can't use file of type Photo as Document");
    let shown = bot.world.telegram.chat(JAMES as i64).pop().unwrap();
    assert_eq!(shown.attachment.unwrap().bytes, picture());

    let stock = b"a|b\r\nc|d".as_slice();
    bot.world.telegram.send_document(SARI, "stock.txt", stock.into(), "all").unwrap();
    let update = bot.updates(0).await.pop().unwrap();
    let document = &update["message"]["document"];
    assert_eq!(
        (&document["file_name"], &update["message"]["caption"]),
        (&json!("stock.txt"), &json!("all"))
    );
    let link = bot.call("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = link["file_path"].as_str().unwrap();
    let address = format!("{}/telegram/file/bot{}/{path}", bot.world.url(), bot.token);
    assert_eq!(bot.client.get(address).send().await.unwrap().bytes().await.unwrap(), stock);

    let id = sent["result"]["message_id"].clone();
    let media = json!({ "type": "document", "media": "attach://it", "caption": "<b>x</b>", "parse_mode": "HTML" });
    let form = Form::new()
        .text("chat_id", SARI.to_string())
        .text("message_id", id.to_string())
        .text("media", media.to_string())
        .part("it", Part::bytes(stock).file_name("it.txt"));
    let edited = bot.upload("editMessageMedia", form).await;
    assert_eq!(edited["result"]["caption_entities"][0]["type"], json!("bold"));
    assert_eq!(edited["result"]["document"]["file_name"], json!("it.txt"));
}

#[tokio::test]
async fn weather_comes_and_goes() {
    let bot = Bot::start().await;
    let telegram = &bot.world.telegram;
    let body = json!({ "chat_id": SARI, "text": "a" });
    telegram.trouble(Trouble::Unavailable);
    assert_eq!(bot.raw("sendMessage", body.clone()).await.unwrap(), (503, Value::Null));
    telegram.trouble(Trouble::Refuse);
    assert!(bot.raw("sendMessage", body.clone()).await.is_err());
    telegram.trouble(Trouble::Hang(Span::millis(10)));
    assert!(bot.raw("sendMessage", body.clone()).await.is_err());
    telegram.trouble(Trouble::None);
    assert!(telegram.chat(SARI as i64).is_empty());

    telegram.trouble_next(1, Trouble::LoseAnswer);
    assert!(bot.raw("sendMessage", body.clone()).await.is_err());
    assert_eq!(telegram.chat(SARI as i64).len(), 1);
    telegram.trouble_next(1, Trouble::TooMany { retry_after: 7 });
    let (status, answer) = bot.raw("sendMessage", body.clone()).await.unwrap();
    assert_eq!((status, &answer["parameters"]["retry_after"]), (429, &json!(7)));
    bot.call("sendMessage", body.clone()).await;

    let outcomes: Vec<_> = telegram.calls().into_iter().map(|call| call.outcome).collect();
    assert_eq!(
        outcomes[..4],
        [Outcome::Unanswered, Outcome::Unanswered, Outcome::Unanswered, Outcome::Lost]
    );
    assert!(matches!(outcomes[4], Outcome::Refused { code: 429, .. }));
    assert_eq!(outcomes[5], Outcome::Done);
}

#[tokio::test]
async fn one_chat_takes_one_message_a_second() {
    let bot = Bot::start().await;
    let body = json!({ "chat_id": JAMES, "text": "a" });
    for _ in 0..8 {
        bot.call("sendMessage", body.clone()).await;
    }
    assert!(bot.world.telegram.summary(JAMES as i64).unwrap().crowded > 0);
    bot.world.telegram.enforce_pace();
    assert_eq!(bot.raw("sendMessage", body.clone()).await.unwrap().0, 429);
    bot.world.levers.skip(Span::secs(1));
    bot.call("sendMessage", body).await;
}

#[tokio::test]
async fn every_update_is_readable_to_a_strict_reader() {
    use teloxide::types::{Update, UpdateKind};
    let bot = Bot::start().await;
    let telegram = &bot.world.telegram;
    let id = bot.send("a").await as i32;
    telegram.say(SARI, "/start now");
    telegram.send_photo(SARI, picture().into(), "look").unwrap();
    telegram.send_document(SARI, "a.txt", "x".into(), "").unwrap();
    telegram.sticker(SARI, "🎉");
    telegram.press_forged(SARI, id, "forged");
    telegram.press_forged(SARI, 9999, "gone");
    telegram.block(SARI);
    telegram.group(-500, "Notices", &[]);
    telegram.migrate(-500, -1_000_000_000_500);
    let updates = bot.updates(0).await;
    assert_eq!(updates.len(), 9);
    for update in updates {
        let read: Update = serde_json::from_str(&update.to_string()).unwrap();
        assert!(!matches!(read.kind, UpdateKind::Error(_)), "{update}");
    }
}

#[tokio::test]
async fn a_person_says_presses_and_sees() {
    let bot = Bot::start().await;
    let sari = bot.world.person(SARI);
    sari.say("/start");
    let body = json!({
        "chat_id": SARI, "text": "<b>Welcome</b>", "parse_mode": "HTML",
        "reply_markup": { "keyboard": [["🛍️ All"]] },
    });
    let (seen, _) = tokio::join!(sari.see("Welcome"), bot.call("sendMessage", body));
    let seen = seen.unwrap();
    assert_eq!((seen.html.as_str(), seen.text.as_str()), ("<b>Welcome</b>", "Welcome"));
    sari.press("🛍️ All").await.unwrap();
    let update = bot.updates(0).await.pop().unwrap();
    assert_eq!(update["message"]["text"], json!("🛍️ All"));
    // What was there before the last act is not an answer to it.
    let quick = tokio::time::timeout(Duration::from_millis(50), sari.see("Welcome"));
    assert!(quick.await.is_err());
    let body = json!({ "chat_id": SARI, "text": "list", "reply_markup": key("1", "p1") });
    bot.call("sendMessage", body).await;
    sari.press("1").await.unwrap();
    let update = bot.updates(update["update_id"].as_i64().unwrap() + 1).await.pop().unwrap();
    assert_eq!(update["callback_query"]["data"], json!("p1"));
}

#[tokio::test]
async fn the_page_shows_and_does() {
    let bot = Bot::start().await;
    let url = bot.world.url();
    let get = |path: &str| bot.client.get(format!("{url}{path}")).send();
    for (path, kind) in
        [("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")]
    {
        let answer = get(path).await.unwrap();
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(kind));
        assert!(!answer.text().await.unwrap().is_empty());
    }
    let state: Value = get("/world/state").await.unwrap().json().await.unwrap();
    let after = format!("/world/state?after={}", state["revision"]);
    let news = async { get(&after).await.unwrap().json::<Value>().await.unwrap() };
    let deed =
        |deed: Value| bot.client.post(format!("{url}/world/do")).body(deed.to_string()).send();
    let (news, done) =
        tokio::join!(news, deed(json!({ "do": "say", "person": SARI, "text": "/start" })));
    assert_eq!(done.unwrap().status(), 204);
    let chat = news["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == json!(SARI));
    assert_eq!(chat.unwrap()["messages"][0]["text"], json!("/start"));
    assert_eq!(deed(json!({ "do": "vanish" })).await.unwrap().status(), 400);
    assert_eq!(get("/nothing").await.unwrap().status(), 404);
}
