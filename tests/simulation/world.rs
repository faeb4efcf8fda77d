//! One life of a shop: people, staff, a gateway and a Telegram around it, step by step. A step is
//! whatever happens between two commits.

use std::collections::BTreeSet;

use warung::domain::effect::{Answer, Carrier, Outcome};
use warung::domain::id::{CustomerId, TimerId};
use warung::domain::shop::{Language, Shop};
use warung::domain::time::{Span, Step, Timestamp};
use warung::engine::core::{Core, moot, ready};
use warung::engine::input::Input;
use warung::store::read::{Direction, Read};
use warung::store::schema::Index;

use super::copies::Copies;
use super::disk::Disk;

use super::durable::open;
use super::gateway::Gateway;
use super::life::Machine;
use super::log::{Log, Tally};
use super::luck::Luck;
use super::model::Model;
use super::mood::{Fault, Mood};
use super::outbox::{Flight, Outbox};
use super::prices::Shown;
use super::staff::{ADMINS, Staff};
use super::telegram::Telegram;
use super::words::Greeting;

/// What happens in the world. A new sort of actor is a line here and a function.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    Buyer,
    Staff,
    Complaint,
    Pay,
    Notices,
    /// Couriers leave, or are back.
    SendOff,
    BringBack,
    Time,
}

pub const DEEDS: [(Deed, u64); 8] = [
    (Deed::Buyer, 50),
    (Deed::Staff, 5),
    (Deed::Complaint, 4),
    (Deed::Pay, 15),
    (Deed::Notices, 6),
    (Deed::SendOff, 20),
    (Deed::BringBack, 20),
    (Deed::Time, 8),
];

pub struct World {
    pub luck: Luck,
    pub mood: Mood,
    pub log: Log,
    pub tally: Tally,
    pub now: Timestamp,
    /// How far the clock on the shop's wall is off.
    pub wall: Step,
    pub steps: u64,
    pub inbox: Vec<Input>,
    pub outbox: Outbox,
    pub telegram: Telegram,
    pub gateway: Gateway,
    pub staff: Staff,
    pub model: Model,
    pub shown: Shown,
    pub greeting: Greeting,
    /// Telegram's number of the newest update.
    pub updates: u64,
    /// Updates that the shop has acknowledged, and those it may have applied before a crash.
    pub(super) heard: BTreeSet<u64>,
    pub(super) doubtful: BTreeSet<u64>,
    /// Couriers whose result is to be durable before their line goes on.
    pub(super) returning: Vec<Flight>,
    pub(super) roomy_again: Timestamp,
    /// When somebody will pay after the end, the first of them last.
    pub(super) late_payers: Vec<Timestamp>,
    pub(super) disk: Disk,
    /// Of a life in which machines are lost.
    pub(super) copies: Option<Copies>,
    pub(super) shop: Shop,
    pub(super) core: Core,
}

/// 22 November 2026, 14.05 WIB.
const OPENED: Timestamp = Timestamp(1_795_331_100_000);
/// More writes and syncs than a commit has.
const WRITES: u64 = 40;

impl World {
    pub fn new(seed: u64, machine: Machine, log: Log) -> World {
        let mut luck = Luck::new(seed);
        let mood = Mood::drawn(&mut luck);
        let shop = Shop {
            name: "Toko Sari".into(),
            language: Language::INDONESIAN,
            invoice_after: Span::minutes(luck.range(3, 30)),
            owners: vec![],
            admins: ADMINS.map(CustomerId).to_vec(),
            group: None,
            contact: None,
            messages_per_second: 30,
            file: String::new(),
            alert_bot: false,
            hooked: luck.chance(500),
            sandbox: false,
        };
        let disk = Disk::blank();
        let core = open(&disk, &shop);
        let mut copies = (machine == Machine::IsLost).then(|| Copies::new(seed));
        copies.iter_mut().for_each(|copies| copies.begin(core.store()));
        World {
            gateway: Gateway::new(luck.chance(300)),
            luck,
            mood,
            log,
            tally: Tally::default(),
            now: OPENED,
            wall: Step::default(),
            steps: 0,
            inbox: Vec::new(),
            outbox: Outbox::default(),
            telegram: Telegram::default(),
            staff: Staff::default(),
            model: Model::default(),
            shown: Shown::default(),
            greeting: Greeting::default(),
            updates: 0,
            heard: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            returning: Vec::new(),
            roomy_again: Timestamp::default(),
            late_payers: Vec::new(),
            disk,
            copies,
            shop,
            core,
        }
    }

    /// Whether a fault strikes here.
    pub fn strikes(&mut self, fault: Fault) -> bool {
        let strikes = self.luck.chance(self.mood.rate(fault));
        if strikes {
            self.tally.strike(fault);
            self.log.note(|| format!("! {fault:?}"));
        }
        strikes
    }

    /// Opens the shop with a few products.
    pub fn open_doors(&mut self) {
        self.inbox.extend([self.booted(), Input::Opened]);
        for admin in ADMINS {
            self.types(admin, "/start");
        }
        for _ in 0..self.luck.range(1, 5) {
            self.add_product(ADMINS[0]);
            let product = self.staff.products();
            self.fill(ADMINS[0], product);
        }
        if self.luck.chance(400) {
            self.open_with_kinds();
        }
        self.commit();
    }

    pub fn step(&mut self) {
        for _ in 0..self.luck.range(1, self.mood.together) {
            self.something_happens();
        }
        if self.strikes(Fault::UpdateTwice) {
            let updates: Vec<Input> = self
                .inbox
                .iter()
                .filter(|it| matches!(it, Input::Update { .. }))
                .cloned()
                .collect();
            self.inbox.extend(self.luck.pick(&updates).cloned());
        }
        if self.strikes(Fault::WallSet) {
            self.set_the_wall();
        }
        if self.strikes(Fault::CrashBeforeCommit) {
            return self.crash();
        }
        if self.strikes(Fault::PowerCut) {
            self.disk.cut_after(self.luck.below(WRITES));
        }
        self.commit();
    }

    fn something_happens(&mut self) {
        match self.mood.deeds.roll(&mut self.luck) {
            Deed::Buyer => self.buyer_acts(),
            Deed::Staff => self.staff_acts(),
            Deed::Complaint => self.complaint(),
            Deed::Pay => self.somebody_pays(),
            Deed::Notices => self.notices_come(),
            Deed::SendOff => {
                let couriers = self.luck.range(1, 40);
                (0..couriers).all(|_| self.send_off());
            }
            Deed::BringBack => (0..self.luck.range(1, 40)).for_each(|_| self.bring_back()),
            Deed::Time => {
                let span = self.a_while();
                self.now = self.now.after(span);
                self.log.note(|| format!("{} ms go by", span.0));
                self.ring();
            }
        }
    }

    fn a_while(&mut self) -> Span {
        let luck = &mut self.luck;
        match luck.below(100) {
            0..40 => Span::millis(luck.range(1, 1_000)),
            40..75 => Span::secs(luck.range(1, 30)),
            75..95 => Span::secs(luck.range(30, 300)),
            95..99 => Span::minutes(luck.range(5, 60)),
            _ => Span::minutes(luck.range(60, 600)),
        }
    }

    /// Rings what is due, unless it rings late; some things twice.
    pub fn ring(&mut self) {
        for (timer, at) in self.timers(100) {
            if at > self.shop_now() || self.strikes(Fault::TimerLate) {
                continue;
            }
            let twice = self.strikes(Fault::TimerTwice);
            for _ in 0..1 + usize::from(twice) {
                self.inbox.push(Input::Ring { timer, at });
            }
        }
    }

    /// The timers that ring first.
    pub fn timers(&self, most: usize) -> Vec<(TimerId, Timestamp)> {
        let index = Index::TimerDue as u16;
        let snap = self.core.store().snap().unwrap();
        let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
        let first = snap.entries(from, to, Direction::Oldest, most).unwrap();
        first.iter().map(|(_, at, id)| (TimerId(*id), Timestamp(*at))).collect()
    }

    /// Sends a courier off with any effect that may go. What they do outside is done, whatever
    /// becomes of the shop.
    pub fn send_off(&mut self) -> bool {
        let Some(entry) = self.outbox.take(&mut self.luck, self.now) else { return false };
        let snap = self.core.store().snap().unwrap();
        let Some((effect, attempt)) = ready(&snap, entry.id.0).unwrap() else {
            self.outbox.depart(Flight::nothing(entry));
            return true;
        };
        let fresh = self.outbox.is_fresh(&entry);
        if moot(&snap, &effect, attempt, fresh, self.shop_now()).unwrap() {
            self.log.note(|| format!("effect {} is not wanted any more", entry.id.0));
            self.outbox.depart(Flight::moot(entry));
            return true;
        }
        let overtaken = self.outbox.overtaken(&entry) && self.luck.chance(500);
        let outcome = match effect.task.carrier() {
            Carrier::Telegram if overtaken => Outcome::Done(Answer::Carried),
            Carrier::Telegram => self.at_telegram(&effect.task),
            Carrier::Gateway => self.at_gateway(&effect),
            Carrier::Alert => self.at_owners(&effect.task, &snap),
        };
        self.log.note(|| format!("effect {} {:?} out: {outcome:?}", entry.id.0, effect.task));
        self.outbox.depart(Flight::of(entry, &effect, outcome));
        true
    }

    pub fn bring_back(&mut self) {
        let Some(flight) = self.outbox.arrive(&mut self.luck) else { return };
        self.log.note(|| format!("effect {} is back", flight.entry.id.0));
        let twice = flight.outcome.is_some() && self.strikes(Fault::ResultTwice);
        self.inbox.extend(flight.input());
        if twice {
            self.inbox.extend(flight.input());
        }
        match flight.leisurely {
            true => self.outbox.end(&flight.entry, flight.held(self.now)),
            false => self.returning.push(flight),
        }
    }
}
