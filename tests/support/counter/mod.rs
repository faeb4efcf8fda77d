//! A shop without an outside, driven by hand: tests say what comes in, carry what goes out, and
//! set the clock. Nothing here waits or draws lots.

mod outside;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use warung::chat::incoming::{Incoming, Said};
use warung::domain::alert::{OwnerMessage, Via};
use warung::domain::customer::Person;
use warung::domain::effect::{About, Answer, Effect, Outcome, Task};
use warung::domain::id::{ChatId, CustomerId, EffectId, OrderId, TimerId};
use warung::domain::message::{Button, Keys, Media, MessageRef, Press, Screen};
use warung::domain::money::Rupiah;
use warung::domain::order::Order;
use warung::domain::payment::{GatewayAnswer, Invoice, PayCode, Payment, Reference, Status};
use warung::domain::shop::{Language, Shop};
use warung::domain::stock::Unit;
use warung::domain::time::{Span, Timestamp};
use warung::domain::vitals::{Line, Machine, Room, Vitals, Way};
use warung::engine::core::{Committed, Core, Lent, moot, ready};
use warung::engine::input::{Input, Reply};
use warung::report::owner_message::Renderer;
use warung::shop::invariants::prove;
use warung::store::fault::Fault;
use warung::store::log::Shape;
use warung::store::open::Store;
use warung::store::read::{Direction, Read};
use warung::store::schema::Index;
use warung::store::seal::Seal;
use warung::store::snap::Snap;
use warung::words::Dictionary;

pub const SARI: u64 = 555;
pub const BUDI: u64 = 556;
pub const ADMIN: u64 = 222;
pub const OWNER: u64 = 333;
/// Chats of the bot that warns, apart from the shop's.
const ALERT: u64 = 1 << 40;
pub const KEY: [u8; 32] = [7; 32];
/// 22 November 2026, 14.05 WIB.
pub const OPENED: Timestamp = Timestamp(1_795_331_100_000);

/// Read once for all shops of the test program: it takes longer than most of their lives.
static DICTIONARY: LazyLock<Arc<Dictionary>> =
    LazyLock::new(|| Arc::new(Dictionary::load("Asia/Jakarta").unwrap()));

/// A message as it stands in a chat.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: i32,
    pub screen: Screen,
}

/// The shop, what lies in the chats, and what the gateway knows.
pub struct Counter {
    pub core: Core,
    shop: Shop,
    pub now: Timestamp,
    pub roomy: bool,
    pub chats: BTreeMap<i64, Vec<Shown>>,
    /// Amount and status of each transaction the gateway has made.
    pub gateway: BTreeMap<String, (Rupiah, Status)>,
    /// For how long the gateway takes money for an invoice, if it says so.
    pub lives: Option<Span>,
    /// The gateway does not answer.
    pub gateway_down: bool,
    /// Owners cannot be told anything.
    pub telegram_down: bool,
    /// Telegram does not know the files any more that people sent.
    pub files_lost: bool,
    /// What is in the files that people sent; any other has two lines.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Who blocked the bot.
    pub away: Vec<i64>,
    /// Chats that take nothing at the moment: what is for them waits.
    pub busy: Vec<i64>,
    pub toasts: Vec<String>,
    pub calls: Vec<String>,
    next_message: i32,
    next_update: u64,
    seeds: u64,
}

pub fn shop() -> Shop {
    Shop {
        name: "Toko Sari".into(),
        language: Language::INDONESIAN,
        invoice_after: Span::minutes(10),
        owners: vec![],
        admins: vec![CustomerId(ADMIN)],
        group: None,
        contact: None,
        messages_per_second: 30,
        file: String::new(),
        alert_bot: false,
        hooked: true,
        sandbox: false,
    }
}

/// So small that a test sees commits in the log alone, on their way, and in the tables.
const SMALL: Shape =
    Shape { segment_bytes: 16 << 10, segments: 2, segments_max: 9, places: 200, bytes: 64 << 10 };

pub fn memory() -> Store {
    let backend = redb::backends::InMemoryBackend::new;
    Store::open_logged(backend(), backend(), Seal::new(&KEY), SMALL).unwrap()
}

impl Counter {
    pub fn new() -> Counter {
        Counter::over(memory(), shop())
    }

    pub fn over(store: Store, shop: Shop) -> Counter {
        Counter {
            core: Core::new(Arc::new(store), DICTIONARY.clone(), shop.clone()),
            shop,
            now: OPENED,
            roomy: true,
            chats: BTreeMap::new(),
            gateway: BTreeMap::new(),
            lives: None,
            gateway_down: false,
            telegram_down: false,
            files_lost: false,
            files: BTreeMap::new(),
            away: Vec::new(),
            busy: Vec::new(),
            toasts: Vec::new(),
            calls: Vec::new(),
            next_message: 0,
            next_update: 0,
            seeds: 0,
        }
    }

    /// The same outside, as it is at this moment, before a shop opened anew, as after a crash.
    pub fn reopened(&self, store: Arc<Store>) -> Counter {
        Counter {
            core: Core::new(store, DICTIONARY.clone(), self.shop.clone()),
            shop: self.shop.clone(),
            chats: self.chats.clone(),
            gateway: self.gateway.clone(),
            away: self.away.clone(),
            busy: self.busy.clone(),
            files: self.files.clone(),
            toasts: self.toasts.clone(),
            calls: self.calls.clone(),
            ..*self
        }
    }

    /// The same with another configuration.
    pub fn reopened_as(&self, shop: Shop) -> Counter {
        let store = self.core.store().clone();
        let core = Core::new(store.clone(), DICTIONARY.clone(), shop.clone());
        Counter { core, shop, ..self.reopened(store) }
    }

    pub fn try_apply(&mut self, inputs: &[Input]) -> Result<Vec<Reply>, Fault> {
        self.committed(inputs).map(|done| done.replies)
    }

    pub fn committed(&mut self, inputs: &[Input]) -> Result<Committed, Fault> {
        let seeds = &mut self.seeds;
        let mut seed = || {
            *seeds += 1;
            let mut seed = [0; 32];
            seed[..8].copy_from_slice(&seeds.to_le_bytes());
            seed
        };
        let mut enough = || false;
        let (now, roomy) = (self.now, self.roomy);
        let mut lent = Lent { now, roomy, seed: &mut seed, enough: &mut enough };
        self.core.run(inputs, &mut lent)
    }

    pub fn apply(&mut self, input: Input) -> Reply {
        self.try_apply(&[input]).unwrap().remove(0)
    }

    pub fn update(&mut self, person: u64, said: Said) -> Input {
        self.next_update += 1;
        let name = if person == SARI { "Sari" } else { "Orang" };
        let from = Person::new(person, name, "");
        let chat = ChatId(person as i64);
        let said = Incoming { chat, private: true, from, said, formatted: false };
        Input::Update { id: self.next_update, said }
    }

    /// Someone writes, and everything that follows from it happens.
    pub fn say(&mut self, person: u64, text: &str) -> &Shown {
        let update = self.update(person, Said::Text(text.into()));
        assert_eq!(self.apply(update), Reply::Done, "{text}");
        self.settle();
        self.last(person)
    }

    /// The press of a button, as an update.
    pub fn pressed(&mut self, person: u64, label: &str) -> Input {
        let (message, data) = self.button(person, label);
        let callback = format!("call-{}", self.next_update);
        let message = Some(message);
        self.update(person, Said::Button { callback, message, data })
    }

    pub fn press(&mut self, person: u64, label: &str) -> &Shown {
        let update = self.pressed(person, label);
        assert_eq!(self.apply(update), Reply::Done, "{label}");
        self.settle();
        self.last(person)
    }

    /// The newest button in a chat whose label has these words.
    pub fn button(&self, person: u64, label: &str) -> (MessageRef, String) {
        let chat = self.chats.get(&(person as i64)).expect("an empty chat");
        for shown in chat.iter().rev() {
            let Keys::Inline(rows) = &shown.screen.keys else { continue };
            let found = rows.iter().flatten().find(|button: &&Button| button.label.contains(label));
            if let Some(Button { does: Press::Data(data), .. }) = found {
                let media = shown.screen.media != Media::None;
                return (MessageRef { id: shown.id, media }, data.clone());
            }
        }
        panic!("no button {label:?} in {chat:#?}");
    }

    pub fn last(&self, person: u64) -> &Shown {
        self.chats.get(&(person as i64)).and_then(|chat| chat.last()).expect("an empty chat")
    }

    /// Everything in a chat, as one text.
    pub fn text(&self, person: u64) -> String {
        let chat = self.chats.get(&(person as i64)).map(Vec::as_slice).unwrap_or_default();
        chat.iter().map(|shown| shown.screen.html.as_str()).collect::<Vec<_>>().join("\n---\n")
    }

    /// Time goes by: every timer due rings, with everything it leads to.
    pub fn pass(&mut self, span: Span) {
        let until = self.now.after(span);
        while let Some((id, at)) = self.next_timer().filter(|(_, at)| *at <= until) {
            self.now = self.now.max(at);
            self.apply(Input::Ring { timer: id, at });
            self.settle();
        }
        self.now = until;
        self.settle();
    }

    pub fn next_timer(&self) -> Option<(TimerId, Timestamp)> {
        let index = Index::TimerDue as u16;
        let snap = self.core.store().snap().unwrap();
        let range = ((index, 0, 0), (index, u64::MAX, u64::MAX));
        let first = snap.entries(range.0, range.1, Direction::Oldest, 1).unwrap();
        first.first().map(|(_, at, id)| (TimerId(*id), Timestamp(*at)))
    }

    pub fn order(&self, id: u64) -> Order {
        self.core.store().snap().unwrap().need(id).unwrap()
    }

    pub fn payment(&self, id: u64) -> Payment {
        self.core.store().snap().unwrap().need(id).unwrap()
    }

    /// What a person may spend.
    pub fn balance(&self, person: u64) -> Rupiah {
        let snap = self.core.store().snap().unwrap();
        warung::shop::ledger::free(&snap, CustomerId(person)).unwrap()
    }

    pub fn units(&self) -> Vec<Unit> {
        self.core.store().snap().unwrap().all(0, 10_000).unwrap()
    }

    /// The buyer pays at their bank.
    pub fn pay(&mut self, order: u64) {
        let reference = self.payment(order).reference;
        self.gateway.get_mut(reference.as_str()).expect("no invoice").1 = Status::Completed;
    }

    /// The gateway's notice comes in.
    pub fn notify(&mut self, order: u64) -> Reply {
        let reference = self.payment(order).reference;
        self.apply(Input::Hint(reference.into()))
    }

    /// A product with units, put up by the admin.
    pub fn stock(&mut self, name: &str, price: u64, units: &[&str]) {
        self.say(ADMIN, &format!("/add -|{name}|-|{price}|-"));
        let snap = self.core.store().snap().unwrap();
        let numbers = warung::shop::product::numbers(&snap, 100).unwrap();
        let number = numbers.last().unwrap();
        if !units.is_empty() {
            self.fill(&format!("{number}|{}", units.join("\n")));
        }
    }

    /// `/addstock` with these words, and what it shows is right.
    pub fn fill(&mut self, words: &str) -> &Shown {
        self.say(ADMIN, &format!("/addstock {words}"));
        self.take_in(ADMIN);
        self.last(ADMIN)
    }

    /// Somebody who is shown what they have sent for the shelf takes it, where nothing is doubtful.
    pub fn take_in(&mut self, person: u64) -> bool {
        if self.shows(person, "✅ Sudah Semua") {
            self.press(person, "✅ Sudah Semua");
        }
        self.wait_for_intake(person);
        let shown = self.shows(person, "✅ Masukkan");
        if shown {
            self.press(person, "✅ Masukkan");
            self.wait_for_intake(person);
        }
        shown
    }

    /// What is looked over or taken in goes on piece by piece.
    fn wait_for_intake(&mut self, person: u64) {
        if self.last(person).screen.html.starts_with('⏳') {
            self.pass(Span::millis(0));
        }
    }

    /// Whether the newest message has such a button.
    pub fn shows(&self, person: u64, label: &str) -> bool {
        let Keys::Inline(rows) = &self.last(person).screen.keys else { return false };
        rows.iter().flatten().any(|button| button.label == label)
    }

    /// From a product to an open invoice.
    pub fn checkout(&mut self, person: u64, number: u32, quantity: u32) {
        self.fill_cart(person, number, quantity);
        self.by_qris(person);
    }

    /// Answers the question how to pay, where it is one: a shop with one way does not ask.
    pub fn by_qris(&mut self, person: u64) {
        if let Keys::Inline(rows) = &self.last(person).screen.keys
            && rows.iter().flatten().any(|button| button.label == "💠 QRIS")
        {
            self.press(person, "💠 QRIS");
        }
    }

    /// From a product to the cart.
    pub fn pick(&mut self, person: u64, number: u32, quantity: u32) {
        self.say(person, &number.to_string());
        for _ in 0..quantity {
            self.press(person, "➕");
        }
        self.press(person, "Lanjut ke Keranjang");
    }

    /// Buyers may transfer by hand as well: a second way to pay, so that they are asked.
    pub fn take_transfers(&mut self) {
        self.say(ADMIN, "/admin");
        self.press(ADMIN, "Pengaturan");
        self.press(ADMIN, "Transfer manual");
        self.press(ADMIN, "Ubah");
        self.say(ADMIN, "BCA 1234567890");
        self.press(ADMIN, "Simpan");
    }

    /// From a product to the question how to pay; to the invoice, where there is one way only.
    pub fn fill_cart(&mut self, person: u64, number: u32, quantity: u32) {
        self.pick(person, number, quantity);
        self.press(person, "Lanjut ke Pembayaran");
    }

    /// Every promise holds at this moment.
    pub fn prove(&self) {
        let snap = self.core.store().snap().unwrap();
        let broken = prove(&snap).unwrap();
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

/// Where the bot that warns talks with a person.
pub fn alert_chat(person: u64) -> u64 {
    person + ALERT
}

pub fn goods_shown(shown: &[Shown], order: OrderId) -> usize {
    let name = order.to_string();
    let goods = |shown: &&Shown| {
        let holds = shown.screen.html.contains("<code>") && shown.screen.media == Media::None;
        shown.screen.html.contains(&name) && holds
    };
    shown.iter().filter(goods).count()
}
