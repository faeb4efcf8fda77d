//! What is left when all is over, held against what was promised.

use std::collections::{BTreeMap, BTreeSet};

use warung::demo::gateway::{PretendGateway, Seen};
use warung::demo::telegram::{Shown, Summary};
use warung::demo::world::{DEDI, RINA, World};
use warung::domain::id::CustomerId;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, Order, State};
use warung::domain::payment::{Payment, Status};
use warung::domain::stock::{Fate, Unit};
use warung::shop::invariants::prove;
use warung::shop::ledger;
use warung::store::open::Store;
use warung::store::read::Read;

use super::UNITS;
use super::buyer::{ODD, Told, brings};
use crate::daemon::Daemon;

/// Copies of one message that are still few.
const COPIES_MAX: usize = 5;

pub struct Aftermath {
    pub paid: Vec<Order>,
    payments: BTreeMap<String, Payment>,
    orders: Vec<Order>,
    balances: BTreeMap<i64, Rupiah>,
    units: BTreeMap<u64, Unit>,
    added: Vec<String>,
    told: Vec<Told>,
    transactions: Vec<Seen>,
    /// What the bot has sent into each chat.
    chats: BTreeMap<i64, Vec<Shown>>,
    summaries: Vec<Summary>,
}

impl Aftermath {
    /// The shop must be closed.
    pub fn of(world: &World, daemon: &Daemon, told: Vec<Told>, added: Vec<String>) -> Aftermath {
        let data = &daemon.config.data_dir;
        let store = Store::open(data, &data.join("warung.key")).unwrap();
        let snap = store.snap().unwrap();
        assert_eq!(prove(&snap).unwrap(), [""; 0]);
        let orders: Vec<Order> = snap.all(0, usize::MAX).unwrap();
        let units = snap.all::<Unit>(0, usize::MAX).unwrap().into_iter();
        let payments = snap.all::<Payment>(0, usize::MAX).unwrap().into_iter();
        let balance = |told: &Told| {
            let customer = CustomerId(told.chat as u64);
            (told.chat, ledger::free(&snap, customer).unwrap())
        };
        let summaries = world.telegram.summaries();
        let mut chats = BTreeMap::new();
        for summary in &summaries {
            let mut sent = world.telegram.chat(summary.id);
            sent.retain(Shown::from_bot);
            chats.insert(summary.id, sent);
        }
        let gateway: &PretendGateway = &world.gateway;
        Aftermath {
            paid: orders.iter().filter(|order| order.paid()).cloned().collect(),
            payments: payments.map(|it| (it.reference.as_str().to_owned(), it)).collect(),
            orders,
            balances: told.iter().map(balance).collect(),
            units: units.map(|unit| (unit.id.0, unit)).collect(),
            added,
            told,
            transactions: gateway.transactions(),
            chats,
            summaries,
        }
    }

    pub fn verify(&self) {
        self.stock();
        self.money();
        for order in &self.paid {
            self.goods(order);
        }
        self.answers();
        for (message, copies) in self.copies() {
            assert!(copies <= COPIES_MAX, "{copies} copies of {message}");
        }
    }

    pub fn wishes(&self) -> usize {
        self.told.iter().map(|told| told.wishes.len()).sum()
    }

    /// Messages that came more than once.
    pub fn repeated(&self) -> usize {
        self.copies().values().map(|copies| copies - 1).sum()
    }

    /// Every line of stock came in once, and has one fate.
    fn stock(&self) {
        let made =
            (1..=UNITS).flat_map(|n| [format!("voucher-{n:04}-isi"), format!("pulsa-{n:04}-isi")]);
        let mut wanted: Vec<String> = made.chain(self.added.iter().cloned()).collect();
        let mut found: Vec<String> = self.units.values().map(|it| it.content.clone()).collect();
        wanted.sort();
        found.sort();
        assert_eq!(found, wanted);
        let sold = self.paid.iter().flat_map(Order::units);
        let sold: BTreeSet<u64> = sold.map(|id| id.0).collect();
        for unit in self.units.values() {
            assert_eq!(matches!(unit.fate, Fate::Sold(_)), sold.contains(&unit.id.0), "{unit:?}");
        }
    }

    /// What the gateway has collected is what was delivered; nothing was asked for twice.
    fn money(&self) {
        let completed: BTreeSet<&str> = self
            .transactions
            .iter()
            .filter(|seen| seen.status == Status::Completed)
            .map(|seen| seen.reference.as_str())
            .collect();
        let told = self.told.iter().flat_map(|told| told.paid.iter().chain(&told.odd));
        assert_eq!(completed, told.map(String::as_str).collect());
        let of = |reference: &String| self.payments[reference].order;
        let paid: BTreeSet<_> =
            self.told.iter().flat_map(|told| told.paid.iter().map(of)).collect();
        assert_eq!(paid, self.paid.iter().map(|order| order.id).collect());
        for order in &self.paid {
            let State::Paid { goods, .. } = order.state else { unreachable!() };
            assert!(matches!(goods, Goods::Delivered { .. }), "{}: {goods:?}", order.id);
        }
        // What did not fit is on its buyer's balance, to the rupiah.
        for told in &self.told {
            assert_eq!(self.balances[&told.chat].0, ODD.0 * told.odd.len() as u64, "{}", told.chat);
        }
        // Each order has its own transaction, and each transaction its order.
        assert_eq!(self.transactions.len(), self.orders.len());
        assert!(self.transactions.iter().all(|seen| self.payments.contains_key(&seen.reference)));
    }

    /// The buyer was shown exactly the units of the order, each time; nobody else any of them.
    fn goods(&self, order: &Order) {
        let number = order.id.to_string();
        let units: Vec<&str> = order.units().map(|id| self.units[&id.0].content.as_str()).collect();
        let buyer = order.customer.chat().0;
        let brought: Vec<&Shown> =
            self.chats[&buyer].iter().filter(|message| brings(message, &number)).collect();
        assert!(!brought.is_empty(), "{number} never arrived");
        for message in brought {
            let lines = message.text.lines().filter(|line| line.ends_with("-isi"));
            assert_eq!(lines.collect::<Vec<_>>(), units, "{number}");
        }
        for (chat, messages) in self.chats.iter().filter(|(chat, _)| **chat != buyer) {
            let leaked = |message: &Shown| units.iter().any(|unit| message.text.contains(unit));
            assert!(!messages.iter().any(leaked), "{chat} has goods of {number}");
        }
    }

    /// Every wish and every pressed button has had its answer, every line of stock its receipt.
    fn answers(&self) {
        for told in &self.told {
            for wish in &told.wishes {
                let says = |message: &Shown| message.text.contains(wish.as_str());
                assert!(self.chats[&told.chat].iter().any(says), "{wish} was never answered");
            }
        }
        for summary in &self.summaries {
            assert!(summary.pending.is_empty(), "a button without an answer: {summary:?}");
        }
        let owner = self.chats[&(RINA as i64)].iter();
        let receipts = owner.filter(|message| message.text.contains("Ditambahkan"));
        assert!(receipts.count() >= self.added.len());
        let staff = &self.chats[&(DEDI as i64)];
        for order in &self.paid {
            for kind in ["Pesanan Baru", "Lunas", "Terkirim"] {
                let notice = format!("{kind} · {}", order.id);
                assert!(staff.iter().any(|it| it.text.contains(&notice)), "nobody told: {notice}");
            }
        }
    }

    /// How often each thing that is said once was said: answers to wishes, goods, notices.
    fn copies(&self) -> BTreeMap<String, usize> {
        let mut copies: BTreeMap<String, usize> = BTreeMap::new();
        let mut count = |what: String| *copies.entry(what).or_default() += 1;
        for told in &self.told {
            for message in &self.chats[&told.chat] {
                let wish = told.wishes.iter().find(|wish| message.text.contains(wish.as_str()));
                wish.into_iter().for_each(|wish| count(wish.clone()));
                let order = self.paid.iter().find(|it| brings(message, &it.id.to_string()));
                order.into_iter().for_each(|order| count(format!("goods of {}", order.id)));
            }
        }
        for message in &self.chats[&(DEDI as i64)] {
            let first = message.text.lines().next().unwrap_or_default();
            if first.contains("W-") {
                count(first.to_owned());
            }
        }
        copies
    }
}
