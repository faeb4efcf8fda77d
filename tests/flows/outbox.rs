//! The outbox between a real writer and an outside that answers at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use warung::chat::action::{Action, Manner, SettingPress};
use warung::chat::codec::encode;
use warung::chat::incoming::{Incoming, Said};
use warung::chat::staff::setting::{Wish, shown};
use warung::domain::customer::Person;
use warung::domain::effect::{Answer, Effect, Outcome};
use warung::domain::limit::{BATCH_WORK_MAX, LAZY_WAIT, STATUS_GAP};
use warung::domain::message::MessageRef;
use warung::domain::settings::{Setting, Settings, Value};
use warung::domain::time::{Step, Timestamp};
use warung::engine::clock::Clock;
use warung::engine::core::Core;
use warung::engine::handle::Handle;
use warung::engine::input::Input;
use warung::engine::queue_entry::Note;
use warung::engine::writer::{self, Pumps};
use warung::jobs::courier::Courier;
use warung::jobs::outbox::{Load, Outbox};
use warung::jobs::pace::{Messages, Tasks};
use warung::shop::settings::settings;
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::read::Read;
use warung::store::schema::Table;
use warung::words::Dictionary;

use crate::counter::{ADMIN, Counter, OPENED, SARI, memory, shop};

const PEOPLE: u64 = 200;
/// Nothing here takes long, whatever the machine: only a mistake would wait for ever.
const FOR_EVER: Duration = Duration::from_secs(300);

/// A chat app in which every message arrives.
#[derive(Default)]
struct Arrives {
    messages: AtomicUsize,
}

impl Courier for Arrives {
    async fn carry(&self, _: &Effect, _: u16) -> Outcome {
        let id = self.messages.fetch_add(1, Ordering::SeqCst) as i32;
        let message = MessageRef { id, media: false };
        Outcome::Done(Answer::Shown { message, file: None })
    }
}

struct Shop {
    clock: Clock,
    store: Arc<Store>,
    handle: Handle,
    entries: mpsc::UnboundedReceiver<Note>,
    commits: watch::Receiver<u64>,
    writer: JoinHandle<Result<(), Fault>>,
    _folder: tempfile::TempDir,
}

impl Shop {
    fn open() -> Shop {
        Shop::by(Clock::new())
    }

    fn by(clock: Clock) -> Shop {
        let store = Arc::new(memory());
        let core = Core::new(store.clone(), Dictionary::load("Asia/Jakarta").unwrap(), shop());
        let (handle, letters) = Handle::new();
        let (telegram, entries) = mpsc::unbounded_channel();
        let (committed, commits) = watch::channel(0);
        let pumps = Pumps {
            telegram,
            gateway: mpsc::unbounded_channel().0,
            alarm: watch::Sender::new(Timestamp::default()),
            commits: committed,
            alert: mpsc::unbounded_channel().0,
            settings: watch::Sender::new(Settings::default()),
            restart: watch::Sender::new(false),
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let writer = writer::start(core, clock.clone(), path, letters, pumps).unwrap();
        Shop { clock, store, handle, entries, commits, writer, _folder: folder }
    }

    /// Everybody says /start, and it is durable.
    async fn greeted(&self) {
        let mut answers = Vec::new();
        for id in 1..=PEOPLE {
            let from = Person::new(id, "Orang", "");
            let said = Said::Text("/start".to_owned());
            let said =
                Incoming { chat: from.id.chat(), private: true, from, said, formatted: false };
            answers.push(self.handle.post(Input::Update { id, said }).await.unwrap());
        }
        for answer in answers {
            answer.reply().await.unwrap();
        }
    }

    fn due(&self) -> usize {
        self.store.snap().unwrap().all::<Effect>(0, usize::MAX).unwrap().len()
    }

    fn outbox(&self, courier: Arc<Arrives>) -> Outbox<Arrives, Messages> {
        Outbox {
            courier,
            pace: Messages::new(1_000_000, self.clock.clone()),
            at_once: 8,
            store: self.store.clone(),
            handle: self.handle.clone(),
            clock: self.clock.clone(),
            load: Default::default(),
        }
    }
}

/// The clock stands still, so that no pause ends because the machine is slow.
#[tokio::test]
async fn a_burst_of_messages_costs_few_commits() {
    let clock = Clock::stopped(OPENED);
    let mut shop = Shop::by(clock.clone());
    shop.greeted().await;
    assert_eq!(shop.due(), PEOPLE as usize);
    let before = *shop.commits.borrow();
    let (courier, stop) = (Arc::new(Arrives::default()), CancellationToken::new());
    let outbox = shop.outbox(courier.clone());
    let (_, none) = mpsc::unbounded_channel();
    let entries = std::mem::replace(&mut shop.entries, none);
    let running = tokio::spawn(outbox.run(Vec::new(), entries, stop.clone()));
    let all_left = async {
        while shop.handle.left() < PEOPLE as usize {
            tokio::task::yield_now().await;
        }
    };
    timeout(FOR_EVER, all_left).await.expect("every result is left for the next commit");
    assert_eq!(*shop.commits.borrow(), before, "nobody waits for any of them");
    let began = Instant::now();
    clock.advance(LAZY_WAIT);
    let mut changes = shop.commits.clone();
    let carried = async {
        while shop.due() > 0 {
            changes.changed().await.unwrap();
        }
    };
    timeout(FOR_EVER, carried).await.unwrap();
    // One for all of them, and one more for each time that the work of one has taken its while.
    let commits = u128::from(*shop.commits.borrow() - before);
    let most = 1 + began.elapsed().as_millis() / u128::from(BATCH_WORK_MAX.0);
    assert!(commits <= most, "{commits} commits for {PEOPLE} results, {most} at most");
    stop.cancel();
    running.await.unwrap();
}

/// The change, its revision, the card and the word on the button are one transaction, and that
/// both have arrived rides along with whatever is committed next.
#[tokio::test]
async fn a_change_of_a_setting_costs_one_commit() {
    let clock = Clock::stopped(OPENED);
    let mut shop = Shop::by(clock);
    let stop = CancellationToken::new();
    let (_, none) = mpsc::unbounded_channel();
    let entries = std::mem::replace(&mut shop.entries, none);
    let outbox = shop.outbox(Arc::default());
    let running = tokio::spawn(outbox.run(Vec::new(), entries, stop.clone()));
    let which = Setting::OpenInvoicesMax;
    let (before, seen) = (*shop.commits.borrow(), shown::seen(&Value::Count(1)));
    let press = SettingPress::To { which, wish: Wish::Count(4), seen };
    let data = encode(&Action::Setting(press), Manner::Here).unwrap();
    let from = Person::new(ADMIN, "Admin", "");
    let said = Said::Button { callback: "c".into(), message: None, data };
    let said = Incoming { chat: from.id.chat(), private: true, from, said, formatted: false };
    shop.handle.submit(Input::Update { id: 1, said }).await.unwrap();
    let home = async {
        while shop.handle.left() < 2 {
            tokio::task::yield_now().await;
        }
    };
    timeout(FOR_EVER, home).await.expect("card and toast are left for the next commit");
    assert_eq!(*shop.commits.borrow() - before, 1);
    assert_eq!(settings(&shop.store.snap().unwrap()).unwrap().open_invoices_max, 4);
    assert_eq!(shop.store.snap().unwrap().size(Table::Revision).unwrap(), 1);
    stop.cancel();
    running.await.unwrap();
}

/// A gateway that thinks until it is told to answer, and then cannot.
struct Thinks {
    asked: AtomicUsize,
    may_answer: Semaphore,
}

impl Courier for Thinks {
    async fn carry(&self, _: &Effect, _: u16) -> Outcome {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.may_answer.acquire().await.unwrap().forget();
        Outcome::Later { after: None, why: "down".into() }
    }
}

#[tokio::test]
async fn a_question_put_forward_while_it_is_asked_is_not_asked_twice() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a"]);
    counter.checkout(SARI, 1, 1);
    let (timer, at) = counter.next_timer().unwrap();
    let (clock, store) = (Clock::stopped(at), counter.core.store().clone());
    let core = Core::new(store.clone(), Dictionary::load("Asia/Jakarta").unwrap(), shop());
    let folder = tempfile::tempdir().unwrap();
    let (handle, letters) = Handle::new();
    let (gateway, entries) = mpsc::unbounded_channel();
    let pumps = Pumps {
        telegram: mpsc::unbounded_channel().0,
        gateway,
        alarm: watch::Sender::new(Timestamp::default()),
        commits: watch::Sender::new(0),
        alert: mpsc::unbounded_channel().0,
        settings: watch::Sender::new(Settings::default()),
        restart: watch::Sender::new(false),
    };
    let path = folder.path().to_owned();
    writer::start(core, clock.clone(), path, letters, pumps).unwrap();
    let courier = Arc::new(Thinks { asked: AtomicUsize::new(0), may_answer: Semaphore::new(0) });
    let (load, mut loads) = watch::channel(Load::default());
    let outbox = Outbox {
        courier: courier.clone(),
        pace: Tasks::new(clock.clone()),
        at_once: 8,
        store: store.clone(),
        handle: handle.clone(),
        clock: clock.clone(),
        load,
    };
    let stop = CancellationToken::new();
    let running = tokio::spawn(outbox.run(Vec::new(), entries, stop.clone()));
    handle.submit(Input::Ring { timer, at }).await.unwrap();
    loads.wait_for(|load| load.under_way == 1).await.unwrap();
    // Under way, and now somebody tells of it: the same question, more urgent.
    handle.submit(Input::Hint(counter.payment(1).reference.into())).await.unwrap();
    loads.wait_for(|load| load.waiting == 1).await.unwrap();
    courier.may_answer.add_permits(1);
    let rests = |load: &Load| load.under_way == 0 && !load.ready && load.waiting == 1;
    let rested = timeout(FOR_EVER, loads.wait_for(rests)).await.is_ok();
    assert!(rested, "asked again before its time");
    assert_eq!(courier.asked.load(Ordering::SeqCst), 1);
    clock.advance(STATUS_GAP);
    loads.wait_for(|load| load.under_way == 1).await.unwrap();
    assert_eq!(courier.asked.load(Ordering::SeqCst), 2);
    courier.may_answer.add_permits(1);
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_stop_forgets_no_result() {
    let mut shop = Shop::open();
    shop.greeted().await;
    let (courier, stop) = (Arc::new(Arrives::default()), CancellationToken::new());
    let outbox = shop.outbox(courier.clone());
    let (_, none) = mpsc::unbounded_channel();
    let entries = std::mem::replace(&mut shop.entries, none);
    let running = tokio::spawn(outbox.run(Vec::new(), entries, stop.clone()));
    while courier.messages.load(Ordering::SeqCst) < 20 {
        tokio::task::yield_now().await;
    }
    stop.cancel();
    running.await.unwrap();
    // What has been sent is noted as sent, and the rest waits.
    assert_eq!(shop.due() + courier.messages.load(Ordering::SeqCst), PEOPLE as usize);
    drop(shop.handle);
    shop.writer.join().unwrap().unwrap();
}

/// A year ahead and back while a message waits to be heard of: it goes at once all the same.
#[tokio::test]
async fn what_is_heard_of_after_a_step_is_due_as_it_was_before() {
    let year = Step(365 * 24 * 3_600_000);
    let clock = Clock::stopped(OPENED);
    let mut shop = Shop::by(clock.clone());
    clock.set_wall(year);
    shop.greeted().await;
    clock.set_wall(Step(-year.0));
    let pinged = shop.handle.post(Input::Ping).await.unwrap();
    pinged.reply().await.unwrap();
    assert!(!clock.parted(), "the writer has taken the wall over, there and back");
    let (courier, stop) = (Arc::new(Arrives::default()), CancellationToken::new());
    let outbox = shop.outbox(courier.clone());
    let (_, none) = mpsc::unbounded_channel();
    let entries = std::mem::replace(&mut shop.entries, none);
    let running = tokio::spawn(outbox.run(Vec::new(), entries, stop.clone()));
    let all = async {
        while courier.messages.load(Ordering::SeqCst) < PEOPLE as usize {
            tokio::task::yield_now().await;
        }
    };
    timeout(FOR_EVER, all).await.expect("none waits for a year");
    stop.cancel();
    running.await.unwrap();
}
