//! Plays a story line by line, and writes down what comes of it.

use warung::demo::gateway::{Forgery, Mood, Terms};
use warung::demo::telegram::{Shown, Trouble};
use warung::domain::ledger::Account;
use warung::domain::limit::PAIRING_SIGNS;
use warung::domain::message::Want;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, Order, State};
use warung::domain::payment::Payment;
use warung::domain::product::{Kind, Product};
use warung::domain::staff::Role;
use warung::domain::stock::{Made, Unit};
use warung::domain::time::Span;
use warung::domain::unclaimed::Unclaimed;
use warung::engine::input::{Input, Reply};
use warung::shop::books::Books;
use warung::shop::invariants::prove;
use warung::shop::{file, shared};
use warung::store::read::Read;
use warung::store::snap::Snap;

use super::page::{Page, held};
use super::script::{Deed, Line, On, Press, Story, What, span};
use super::stage::Stage;

/// What people need between two deeds.
const BREATH: Span = Span::secs(5);
/// Ours by its shape, and yet nobody's.
const UNKNOWN: &str = "W-000099-ABCDEFGH";
/// An eight by eight picture.
const PICTURE: &[u8] = include_bytes!("picture.png");

pub struct Player {
    stage: Stage,
    page: Page,
    files: Vec<(String, bytes::Bytes)>,
    /// The newest pairing code, which a story calls `{code}`.
    code: String,
    told: String,
}

impl Drop for Player {
    /// A story that breaks off shows how far it came.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let lines: Vec<&str> = self.told.lines().collect();
            eprintln!("{}", lines[lines.len().saturating_sub(40)..].join("\n"));
        }
    }
}

impl Player {
    pub async fn open(story: &Story) -> Player {
        let mut stage = Stage::open(&story.setting).await;
        for name in &story.setting.known {
            stage.world.telegram.say(stage.person(name), "/start");
            stage.settle().await;
        }
        let mut page = Page::default();
        page.skip(&stage);
        let files = story.setting.files.clone();
        Player { stage, page, files, code: String::new(), told: story.head.clone() }
    }

    /// Plays it to the end, and returns the transcript.
    pub async fn play(mut self, story: &Story) -> String {
        for line in &story.lines {
            match line {
                Line::Remark(text) => self.told.push_str(text),
                Line::Deed(deed) => {
                    self.stage.pass(BREATH).await;
                    self.told.push_str(&deed.text);
                    self.act(deed).await;
                    self.stage.settle().await;
                    self.note(&deed.who);
                }
            }
            self.told.push('\n');
        }
        self.verify();
        self.stage.close().await;
        std::mem::take(&mut self.told)
    }

    /// Writes down what has come.
    fn note(&mut self, actor: &str) {
        let news = self.page.news(&self.stage, actor);
        if let Some(code) = news.iter().find_map(|line| invitation(line)) {
            self.code = code.to_owned();
        }
        for line in news {
            self.told.push('\n');
            self.told.push_str(&self.masked(&line));
        }
    }

    async fn act(&mut self, deed: &Deed) {
        match (deed.who.as_str(), &deed.what) {
            ("clock", What::Says(words)) => self.stage.pass(span(words)).await,
            ("gateway", What::Says(words)) => self.gateway(words),
            ("telegram", What::Says(words)) => self.telegram(words),
            ("shop", What::Says(words)) => self.shop(words).await,
            (name, What::Says(words)) => self.say(self.stage.person(name), words),
            (name, What::Presses(press)) => self.press(self.stage.person(name), press),
            (name, What::Wants(number)) => self.want(name, number).await,
        }
    }

    /// Puts one into the cart and goes on to the question how to pay, or to the invoice where there
    /// is one way only. Only that is told: what leads to it has stories of its own, and takes no
    /// time, so that nothing else happens.
    async fn want(&mut self, name: &str, number: &str) {
        let person = self.stage.person(name);
        // Their chat has rested then, and takes it all at once.
        self.stage.pass(BREATH).await;
        self.note(name);
        self.stage.world.telegram.say(person, number);
        // Signs are the same in all languages.
        for sign in ["➕", "🧺", "💳"] {
            self.stage.settle().await;
            self.page.skip(&self.stage);
            self.press_sign(person, sign);
        }
    }

    fn press_sign(&self, person: u64, sign: &str) {
        let telegram = &self.stage.world.telegram;
        let chat = telegram.chat(person as i64);
        let keys = chat.iter().rev().filter(|message| !message.deleted);
        let mut keys = keys.flat_map(|it| it.labels().into_iter().map(|label| (it.id, label)));
        let (id, label) = keys.find(|(_, label)| label.starts_with(sign)).unwrap();
        telegram.press(person, id, label).unwrap();
    }

    fn say(&self, person: u64, words: &str) {
        let telegram = &self.stage.world.telegram;
        let words = words.replace("{code}", &self.code);
        match (words.as_str(), words.strip_prefix('[').and_then(|it| it.split_once(']'))) {
            ("(blocks the bot)", _) => telegram.block(person),
            ("(lets the bot in again)", _) => telegram.unblock(person),
            (_, Some(("photo", caption))) => {
                telegram.send_photo(person, PICTURE.into(), caption.trim_start()).unwrap();
            }
            (_, Some(("sticker", emoji))) => drop(telegram.sticker(person, emoji.trim_start())),
            (_, Some((name, caption))) if self.files.iter().any(|(known, _)| known == name) => {
                let file = self.files.iter().find(|(known, _)| known == name);
                let bytes = file.unwrap().1.clone();
                telegram.send_document(person, name, bytes, caption.trim_start()).unwrap();
            }
            (text, _) => drop(telegram.say(person, text)),
        }
    }

    fn press(&self, person: u64, Press { label, on }: &Press) {
        let telegram = &self.stage.world.telegram;
        let chat = telegram.chat(person as i64);
        let has = |message: &&Shown| !message.deleted && message.labels().contains(&label.as_str());
        match on {
            On::Newest => {
                let keyboard = telegram.summary(person as i64).and_then(|chat| chat.keyboard);
                let rows = keyboard.map(|keyboard| keyboard.rows).unwrap_or_default();
                if rows.iter().flatten().any(|key| key == label) {
                    telegram.press_key(person, label);
                } else {
                    let message = chat.iter().rev().find(has);
                    let message = message.unwrap_or_else(|| panic!("no button [{label}]"));
                    telegram.press(person, message.id, label).unwrap();
                }
            }
            On::Oldest => {
                let message = chat.iter().find(has).unwrap_or_else(|| panic!("no [{label}]"));
                telegram.press(person, message.id, label).unwrap();
            }
            On::Forged => {
                let message = chat.iter().rev().find(|message| message.from_bot()).unwrap();
                telegram.press_forged(person, message.id, label);
            }
            On::Of(other) => {
                let chat = telegram.chat(self.stage.chat(other));
                let message = chat.iter().rev().find(has).unwrap();
                let key = message.inline.iter().flatten().find(|key| key.label == *label).unwrap();
                let warung::demo::telegram::markup::Does::Data(data) = &key.does else {
                    panic!("[{label}] is not for the bot");
                };
                telegram.press_forged(person, message.id, data);
            }
        }
    }

    fn gateway(&self, words: &str) {
        let gateway = &self.stage.world.gateway;
        let words: Vec<&str> = words.split(' ').collect();
        let which = |order: &str| {
            let known = gateway.transactions();
            let found = known.iter().find(|seen| seen.reference.starts_with(order));
            found.unwrap_or_else(|| panic!("the gateway knows no {order}")).reference.clone()
        };
        let pay = |order: &str, copies: u32| {
            gateway.notify_times(copies);
            assert!(gateway.pay(&which(order)), "{order} is not open");
        };
        let forge = |order: &str, forgery| gateway.forge(&which(order), forgery);
        match words[..] {
            ["pays", order] => pay(order, 1),
            ["pays", order, "twice"] => pay(order, 2),
            ["pays", order, "quietly"] => pay(order, 0),
            ["pays", order, "and", "tells", "it", copies, "times"] => {
                pay(order, copies.parse().unwrap());
            }
            ["pays", order, "while", "the", "shop", "asks"] => {
                gateway.notify_times(1);
                gateway.pay_when_asked(&which(order));
            }
            ["pays", order, "with", amount] => {
                gateway.notify_times(1);
                assert!(gateway.pay_with(&which(order), Rupiah(amount.parse().unwrap())));
            }
            ["repeats", order] => assert!(gateway.notify(&which(order))),
            ["forges", "an", "unknown", "order"] => gateway.forge(UNKNOWN, Forgery::Unpaid),
            ["forges", order] => forge(order, Forgery::Unpaid),
            ["forges", order, "with", "a", "wrong", "secret"] => forge(order, Forgery::WrongSecret),
            ["forges", order, "for", "another", "project"] => forge(order, Forgery::ForeignProject),
            ["no", "longer", "cancels"] => {
                gateway.agree(Terms { limits: false, cancels: false, ..Terms::default() });
            }
            ["takes", order, "back"] => assert!(gateway.revoke(&which(order))),
            ["gives", "up", order] => assert!(gateway.lapse(&which(order))),
            ["is", mood] => gateway.behave(match mood {
                "down" => Mood::Refusing,
                "silent" => Mood::Closing,
                "garbled" => Mood::Garbled,
                "unheard" => Mood::Forgetful,
                "well" => Mood::Well,
                _ => panic!("how is {mood}?"),
            }),
            _ => panic!("what does the gateway do? {words:?}"),
        }
    }

    fn telegram(&mut self, words: &str) {
        let telegram = self.stage.world.telegram.clone();
        let count = |text: &str| text.parse().unwrap();
        match words.split(' ').collect::<Vec<_>>()[..] {
            ["fails", times, "times"] => telegram.trouble_next(count(times), Trouble::Unavailable),
            ["loses", times, "answers"] => telegram.trouble_next(count(times), Trouble::LoseAnswer),
            ["wants", seconds, "seconds", "of", "rest"] => {
                telegram.trouble(Trouble::TooMany { retry_after: count(seconds) as u64 });
            }
            ["is", "well"] => telegram.trouble(Trouble::None),
            ["repeats", "the", "last", "update"] => telegram.repeat_last_update(),
            ["moves", "the", "group", "to", number] => {
                let moved = number.parse().unwrap();
                telegram.migrate(self.stage.chat("group"), moved);
                self.stage.people.push(("group".to_owned(), moved));
            }
            _ => panic!("what does Telegram do? {words}"),
        }
    }

    async fn shop(&mut self, words: &str) {
        let role = match words {
            "restarts" => return self.stage.restart().await,
            "keeps a copy elsewhere" => return self.stage.keep_copy().await,
            "loses its machine, and is brought back from the copy" => {
                return self.stage.restore().await;
            }
            "pairs an admin" => Role::Admin,
            "pairs an owner" => Role::Owner,
            _ => panic!("what does the shop do? {words}"),
        };
        let reply = self.stage.app().handle().submit(Input::Pair(role)).await.unwrap();
        let Reply::Code(code) = reply else { panic!("{reply:?}") };
        self.code = code;
    }

    fn masked(&self, line: &str) -> String {
        match self.code.as_str() {
            "" => line.to_owned(),
            code => line.replace(code, "{code}"),
        }
    }

    /// What must be true at the end of every story.
    fn verify(&self) {
        let snap = self.stage.app().store().snap().unwrap();
        assert_eq!(prove(&snap).unwrap(), [""; 0]);
        self.verify_money(&snap);
        let telegram = &self.stage.world.telegram;
        for chat in telegram.summaries() {
            assert!(chat.pending.is_empty(), "a button without an answer: {chat:?}");
            assert_eq!(chat.crowded, 0, "too fast: {chat:?}");
        }
        let buyers: Vec<i64> = self.stage.people.iter().map(|(_, chat)| *chat).collect();
        for order in snap.all::<Order>(0, usize::MAX).unwrap() {
            let delivered =
                matches!(order.state, State::Paid { goods: Goods::Delivered { .. }, .. });
            for id in order.units() {
                let unit: Unit = snap.need(id.0).unwrap();
                let goods = brought(&snap, &unit);
                for chat in &buyers {
                    let theirs = bought(&snap, &order, &unit, *chat);
                    let whole = |text: &String| goods.iter().all(|part| text.contains(part));
                    let has = held(telegram, *chat).iter().any(whole);
                    let sold = matches!(order.state, State::Paid { .. });
                    assert!(has || !(theirs && delivered), "{} lacks {goods:?}", order.id);
                    assert!(!has || theirs || !sold, "{chat} has goods of {}", order.id);
                }
            }
        }
    }

    /// Each transaction is one payment's, or came when that was lost; and what has been paid at the gateway is in the ledger.
    fn verify_money(&self, snap: &Snap) {
        let transactions = self.stage.world.gateway.transactions();
        let payments: Vec<Payment> = snap.all(0, usize::MAX).unwrap();
        let unclaimed: Vec<Unclaimed> = snap.all(0, usize::MAX).unwrap();
        let known = payments.iter().map(|it| &it.reference);
        let known: Vec<_> = known.chain(unclaimed.iter().map(|it| &it.reference)).collect();
        for seen in &transactions {
            let ours = known.iter().filter(|it| it.as_str() == seen.reference);
            assert_eq!(ours.count(), 1, "{seen:?}");
        }
        let received: u64 = transactions.iter().map(|seen| seen.received.0).sum();
        let books = Books::add_up(snap).unwrap();
        assert_eq!(books.posted(Account::Gateway), -(received as i64));
    }
}

/// What a buyer gets of a unit: its parts, its file's bytes, what everybody gets, or its line.
fn brought(snap: &Snap, unit: &Unit) -> Vec<String> {
    if let Some(file) = unit.file {
        let (_, image) = file::load(snap, file, Want::Bytes).unwrap().expect("a file that is kept");
        return vec![String::from_utf8_lossy(&image.bytes).into_owned()];
    }
    let product: Product = snap.need(unit.product.0).unwrap();
    match product.kind {
        Kind::Shared { .. } => vec![shared::of(snap, product.id).unwrap().unwrap().content],
        Kind::Unit { fields } if !fields.is_empty() => {
            unit.content.split('|').map(str::to_owned).collect()
        }
        Kind::Unit { .. } | Kind::File | Kind::Manual { .. } => vec![unit.content.clone()],
    }
}

/// Whether whoever has this chat has bought the unit; of what everybody gets, any.
fn bought(snap: &Snap, order: &Order, unit: &Unit, chat: i64) -> bool {
    let shared = matches!(unit.made, Some(Made::Shared));
    let same = |it: &Order| it.paid() && it.lines.iter().any(|line| line.product == unit.product);
    let orders: Vec<Order> = snap.all(0, usize::MAX).unwrap();
    let theirs = orders.iter().filter(|it| it.customer.chat().0 == chat);
    theirs.into_iter().any(|it| it.id == order.id || shared && same(it))
}

/// The code of an invitation that somebody is told.
fn invitation(line: &str) -> Option<&str> {
    let told = line.split_once("start=claim_").or_else(|| line.split_once("/claim "))?.1;
    let code = told.split_whitespace().next()?;
    let drawn = |sign: char| sign.is_ascii_digit() || sign.is_ascii_uppercase();
    (code.len() == PAIRING_SIGNS && code.chars().all(drawn)).then_some(code)
}
