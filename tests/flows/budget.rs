//! A thousand open invoices, and the gateway is never asked more than it bears: simulated minutes
//! over the real engine, lines and pace.

use std::collections::{BTreeMap, HashMap};

use warung::chat::action::{Action, CartPress, Manner, OrderPress, PaymentPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::cart::Pick;
use warung::domain::effect::{About, Answer, Carrier, Effect, Lane, Outcome, Task};
use warung::domain::id::{EffectId, OrderId, PaymentId, ProductId, TimerId};
use warung::domain::limit::{
    QUESTION_BURST, QUESTIONS_PER_SECOND, TIMERS_PER_TICK, UNITS_PER_INPUT_MAX,
};
use warung::domain::message::MessageRef;
use warung::domain::money::Rupiah;
use warung::domain::payment::{GatewayAnswer, Invoice, PayCode, PaymentMethod, Status};
use warung::domain::product::NewProduct;
use warung::domain::text::{Description, Name};
use warung::domain::time::{Span, Tick, Timestamp};
use warung::engine::clock::Clock;
use warung::engine::core::Lent;
use warung::engine::input::{Batch, Input};
use warung::engine::queue_entry::{QueueEntry, Weight, Word};
use warung::jobs::lines::Lines;
use warung::jobs::pace::Tasks;
use warung::shop::stock::{Import, Setup};
use warung::store::read::{Direction, Entry, Read};
use warung::store::schema::Index;

use crate::counter::{Counter, OPENED};

const BUYERS: u64 = 1000;
/// How long the pretended gateway thinks.
const THINKS: Span = Span::millis(400);
const SECOND: Span = Span::secs(1);

/// The counter with an outbox to the gateway whose time is made of plain steps.
struct Rush {
    counter: Counter,
    clock: Clock,
    lines: Lines,
    pace: Tasks,
    /// Answers on their way back.
    answers: BTreeMap<(Timestamp, EffectId), QueueEntry>,
    /// When each question was asked, about which payment and how urgently.
    asked: Vec<(Timestamp, PaymentId, Lane)>,
    paid: Vec<PaymentId>,
    seeds: u64,
}

impl Rush {
    /// Everybody has an invoice that was made this very moment.
    fn open(buyers: u64) -> Rush {
        let clock = Clock::stopped(OPENED);
        let (lines, pace) = (Lines::default(), Tasks::new(clock.clone()));
        let (answers, asked, paid) = (BTreeMap::new(), Vec::new(), Vec::new());
        let counter = Counter::new();
        let mut rush = Rush { counter, clock, lines, pace, answers, asked, paid, seeds: 0 };
        let all: Vec<u64> = (1..=buyers).collect();
        for some in all.chunks(UNITS_PER_INPUT_MAX) {
            let units = some.iter().map(|n| (*n, format!("akun {n}"))).collect();
            let products = vec![Import { product: netflix(), setup: Setup::default(), units }];
            rush.run(&[Input::Import(Batch { products, dry_run: false })]);
        }
        let cart = Action::Cart(CartPress::Set { product: ProductId(1), pick: Pick::Just(1) });
        let carts: Vec<Input> = all.iter().map(|who| rush.press(*who, &cart)).collect();
        rush.run(&carts);
        let pays: Vec<Input> = all
            .iter()
            .map(|who| rush.press(*who, &Action::Payment(PaymentPress::By(PaymentMethod::Qris))))
            .collect();
        let made = rush.run(&pays).into_iter().filter_map(|word| match word {
            Word::Carry(entry) if entry.weight == Weight::Invoice => Some(entry),
            Word::Carry(_) | Word::Leave(_) => None,
        });
        let invoices: Vec<Input> = made.map(|entry| invoiced(entry.id)).collect();
        assert_eq!(invoices.len(), all.len());
        rush.run(&invoices);
        rush
    }

    fn press(&mut self, person: u64, action: &Action) -> Input {
        let data = codec::encode(action, Manner::Here).unwrap();
        let message = Some(MessageRef { id: 7, media: false });
        self.counter.update(person, Said::Button { callback: "c".into(), message, data })
    }

    fn hint(&self, payment: u64) -> Input {
        Input::Hint(self.counter.payment(payment).reference.into())
    }

    fn run(&mut self, inputs: &[Input]) -> Vec<Word> {
        let seeds = &mut self.seeds;
        let mut seed = || {
            *seeds += 1;
            let mut seed = [7; 32];
            seed[..8].copy_from_slice(&seeds.to_le_bytes());
            seed
        };
        let now = self.clock.now();
        let mut enough = || false;
        let mut lent = Lent { now, roomy: true, seed: &mut seed, enough: &mut enough };
        self.counter.core.run(inputs, &mut lent).unwrap().words
    }

    /// Applies inputs; what the gateway is asked in consequence gets in line.
    fn apply(&mut self, inputs: &[Input]) {
        for word in self.run(inputs) {
            let now = self.clock.tick();
            match word {
                Word::Carry(entry) if entry.carrier == Carrier::Gateway => {
                    let due = now.after(entry.at.since(self.clock.now()));
                    self.lines.put(entry, due, now);
                }
                Word::Leave(entry) => self.lines.leave(&entry, now),
                Word::Carry(_) => {}
            }
        }
    }

    /// Time goes by, from one thing that happens to the next.
    fn pass(&mut self, span: Span) {
        let end = self.clock.now().after(span);
        loop {
            let now = self.clock.now();
            let home = self.answers.extract_if(..=(now, EffectId(u64::MAX)), |_, _| true);
            let home: Vec<QueueEntry> = home.map(|(_, entry)| entry).collect();
            let mut inputs: Vec<Input> = home.iter().map(|entry| self.answer(entry.id)).collect();
            let (rings, next_ring) = self.rings(now);
            inputs.extend(rings);
            self.apply(&inputs);
            for entry in home {
                self.lines.end(&entry.line, None, self.clock.tick());
            }
            while let Some(entry) = self.lines.release(&self.pace, self.clock.tick()) {
                self.send_off(entry, now);
            }
            let next_home = self.answers.first_key_value().map(|((at, _), _)| *at);
            let times = [Some(end), next_ring, next_home, self.next_turn()];
            let next = times.into_iter().flatten().min().unwrap_or(end);
            if now == end {
                return;
            }
            self.clock.advance(next.since(now).max(Span::millis(1)));
        }
    }

    /// The lines go by the clock that nobody sets; here that began when the shop opened.
    fn next_turn(&self) -> Option<Timestamp> {
        self.lines.next().map(|Tick(tick)| OPENED.after(Span(tick)))
    }

    fn rings(&self, now: Timestamp) -> (Vec<Input>, Option<Timestamp>) {
        let index = Index::TimerDue as u16;
        let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
        let snap = self.counter.core.store().snap().unwrap();
        let soonest = snap.entries(from, to, Direction::Oldest, TIMERS_PER_TICK).unwrap();
        let next = soonest.iter().map(|(_, at, _)| Timestamp(*at)).find(|at| *at > now);
        let more = soonest.len() == TIMERS_PER_TICK;
        let due = soonest.iter().filter(|(_, at, _)| *at <= now.0);
        let ring = |(_, at, id): &Entry| Input::Ring { timer: TimerId(*id), at: Timestamp(*at) };
        (due.map(ring).collect(), next.or(more.then_some(now)))
    }

    fn send_off(&mut self, entry: QueueEntry, now: Timestamp) {
        let snap = self.counter.core.store().snap().unwrap();
        let effect = snap.get::<Effect>(entry.id.0).unwrap();
        let Some(Effect { about: About::Payment(id), lane, .. }) = effect else {
            return self.lines.end(&entry.line, None, self.clock.tick());
        };
        self.asked.push((now, id, lane));
        self.answers.insert((now.after(THINKS), entry.id), entry);
    }

    fn answer(&self, effect: EffectId) -> Input {
        let snap = self.counter.core.store().snap().unwrap();
        let Effect { task, about: About::Payment(id), .. } = snap.need(effect.0).unwrap() else {
            panic!("about nothing")
        };
        let Task::AskStatus { reference, amount, .. } = task else { panic!("{task:?}") };
        let status = if self.paid.contains(&id) { Status::Completed } else { Status::Pending };
        let proof = GatewayAnswer { reference, amount, status, sandbox: false };
        Input::Carried { effect, outcome: Outcome::Done(Answer::Status(proof)) }
    }

    /// When a payment was asked about, from a moment on.
    fn looks(&self, payment: u64, from: Timestamp) -> Vec<Timestamp> {
        let asked = self.asked.iter().filter(|(at, id, _)| id.0 == payment && *at >= from);
        asked.map(|(at, ..)| *at).collect()
    }
}

fn netflix() -> NewProduct {
    let (name, description) = (Name::parse("Netflix").unwrap(), Description::default());
    NewProduct { number: Some(1), name, price: Rupiah(50_000), category: None, description }
}

fn invoiced(effect: EffectId) -> Input {
    let code = PayCode { qr: "QR".into(), page: None };
    let (txn, payable, fee) = (format!("txn-{}", effect.0), Rupiah(50_310), Rupiah(310));
    let invoice = Invoice { txn, payable, fee, code, lives: None };
    Input::Carried { effect, outcome: Outcome::Done(Answer::Invoice(invoice)) }
}

#[test]
fn a_thousand_open_invoices_stay_within_the_budget() {
    let mut rush = Rush::open(BUYERS);
    rush.pass(Span::minutes(2));
    // One that has not had its turn yet is paid, and the gateway tells of it.
    let last = (1..=BUYERS).rfind(|id| rush.looks(*id, OPENED).is_empty()).expect("all are done");
    rush.paid.push(PaymentId(last));
    let hint = rush.hint(last);
    rush.apply(&[hint]);
    rush.pass(SECOND);
    assert!(rush.counter.order(last).paid());
    rush.pass(Span::secs(70));
    for id in 1..=BUYERS {
        assert!(!rush.looks(id, OPENED).is_empty(), "payment {id} has never been looked at");
    }
    // Notices rain down, and everybody presses the button; one more hint is true.
    let storm = rush.clock.now();
    let hints: Vec<Input> = (1..=50).map(|id| rush.hint(id)).collect();
    (0..10).for_each(|_| rush.apply(&hints));
    let press = |id| rush.press(id, &Action::Order(OrderPress::CheckStatus(OrderId(id))));
    let presses: Vec<Input> = (1..=BUYERS).map(press).collect();
    rush.apply(&presses);
    rush.pass(Span::secs(10));
    let hint = rush.hint(700);
    rush.paid.push(PaymentId(700));
    rush.apply(&[hint]);
    rush.pass(Span::millis(1_500));
    assert!(rush.counter.order(700).paid());
    rush.pass(Span::minutes(3));
    for id in (1..=BUYERS).filter(|id| !rush.paid.contains(&PaymentId(*id))) {
        assert!(!rush.looks(id, storm).is_empty(), "payment {id} has been forgotten");
    }
    within_the_budget(&rush.asked);
    rush.counter.prove();
    let last_minute = rush.clock.now().0 - Span::minutes(1).0;
    let asked = rush.asked.iter().filter(|(at, ..)| at.0 > last_minute).count();
    println!("{asked} status queries a minute with {BUYERS} open invoices");
}

/// Never more in a second than the pace says, and never the same payment within the gateway's
/// four seconds.
fn within_the_budget(asked: &[(Timestamp, PaymentId, Lane)]) {
    let second = (QUESTIONS_PER_SECOND + QUESTION_BURST) as usize;
    for some in asked.windows(second + 1) {
        assert!(some[second].0.since(some[0].0) >= SECOND, "{some:?}");
    }
    let mut before: HashMap<PaymentId, Timestamp> = HashMap::new();
    for (at, id, _) in asked {
        if let Some(last) = before.insert(*id, *at) {
            assert!(at.since(last) >= Span::secs(4), "payment {} after {:?}", id.0, at.since(last));
        }
    }
}

#[test]
fn who_is_waited_for_goes_before_the_clock() {
    let mut rush = Rush::open(100);
    rush.pass(Span::secs(16));
    let before = rush.asked.len();
    let (pressed, hinted) = (97, 98);
    assert!([pressed, hinted].iter().all(|id| rush.looks(*id, OPENED).is_empty()));
    let press = rush.press(pressed, &Action::Order(OrderPress::CheckStatus(OrderId(pressed))));
    let hint = rush.hint(hinted);
    rush.apply(&[press, hint]);
    rush.pass(SECOND);
    let lanes: Vec<(u64, Lane)> =
        rush.asked[before..].iter().map(|(_, id, lane)| (id.0, *lane)).collect();
    // Which of the two goes first depends on whose turn it is; the clock's own looks go last.
    let told = [(hinted, Lane::Answer), (pressed, Lane::Goods)];
    assert!(told.iter().all(|it| lanes[..2].contains(it)), "{lanes:?}");
    assert!(lanes[2..].iter().all(|(_, lane)| *lane == Lane::Notice), "{lanes:?}");
    // The button's question was the one that waited already: it is not asked a second time.
    rush.pass(Span::secs(5));
    assert_eq!(rush.looks(pressed, OPENED).len(), 1);
}
