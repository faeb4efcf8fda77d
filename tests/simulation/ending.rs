//! The end of a life: moods calm down, time goes by, everything comes in; then the sums are made.

use std::collections::BTreeSet;

use warung::chat::action::Action;
use warung::domain::effect::{Effect, EffectState};
use warung::domain::id::OrderId;
use warung::domain::order::{Goods, Order, State};
use warung::domain::payment::{Payment, PaymentState};
use warung::domain::stock::{Fate, Unit};
use warung::domain::time::{Span, Timestamp};
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Quarantined;

use super::gateway::Txn;
use super::staff::ADMINS;
use super::world::World;

/// A QR lives for a day, and the shop looks an hour longer.
const ALL_LATE: Span = Span::hours(26);
/// More turns than any life has things to do.
const TURNS_MAX: u64 = 200_000;

impl World {
    /// Nothing goes wrong any more, and everybody does what they still have to do.
    pub fn calm_down(&mut self) {
        self.log.note(|| "=== calm".into());
        self.mood.calm();
        self.gateway.calm();
        self.roomy_again = Timestamp::default();
        for away in self.telegram.away.clone() {
            self.comes_back(away as u64);
        }
        self.late_payers_appear();
        self.let_time_pass(ALL_LATE);
        for stuck in self.stuck() {
            self.orders(ADMINS[0], &Action::SendAgain(stuck));
        }
        self.let_time_pass(ALL_LATE);
    }

    /// There is always somebody who pays when nobody expects it any more.
    fn late_payers_appear(&mut self) {
        for _ in 0..self.luck.below(8) {
            let when = Span::millis(self.luck.below(Span::hours(24).0));
            self.late_payers.push(self.now.after(when));
        }
        self.late_payers.sort_by_key(|at| std::cmp::Reverse(*at));
    }

    fn stuck(&self) -> Vec<OrderId> {
        let orders: Vec<Order> = self.all();
        let stuck =
            orders.iter().filter(|it| matches!(it.state, State::Paid { goods: Goods::Stuck, .. }));
        stuck.map(|order| order.id).collect()
    }

    fn let_time_pass(&mut self, span: Span) {
        let until = self.now.after(span);
        for _ in 0..TURNS_MAX {
            self.commit();
            while self.send_off() {}
            while self.outbox.is_anyone_out() {
                self.bring_back();
            }
            self.notices_come();
            if !self.inbox.is_empty() {
                continue;
            }
            self.ring();
            if !self.inbox.is_empty() {
                continue;
            }
            let timer = self.timers(1).first().map(|(_, at)| *at);
            let pays = self.late_payers.last().copied();
            let next = [timer, self.outbox.next(), self.gateway.next_notice(), pays];
            match next.into_iter().flatten().min() {
                Some(next) if next <= until => {
                    self.now = self.now.max(next);
                    if pays == Some(next) {
                        self.late_payers.pop();
                        self.somebody_pays();
                    }
                }
                _ => {
                    self.now = until;
                    return;
                }
            }
        }
        panic!("it never comes to rest");
    }

    fn all<R: Record>(&self) -> Vec<R> {
        self.core.store().snap().unwrap().all(0, usize::MAX).unwrap()
    }

    /// All sums: what was paid has led to goods, and nothing else has.
    pub fn settle_accounts(&mut self) {
        self.prove();
        self.at_rest();
        let orders: Vec<Order> = self.all();
        let payments: Vec<Payment> = self.all();
        for payment in &payments {
            let order = orders.iter().find(|order| order.id == payment.order).expect("no order");
            self.paid_and_sold(payment, order);
        }
        for txn in self.gateway.txns() {
            let known = payments.iter().any(|payment| payment.reference == txn.reference);
            assert!(known, "the gateway has {}, and the shop does not", txn.reference.as_str());
        }
        self.units_are_where_they_belong(&orders);
        self.tally.seeds = 1;
        self.tally.steps = self.steps;
        self.tally.orders = orders.len() as u64;
        self.tally.sales = orders.iter().filter(|order| order.paid()).count() as u64;
    }

    fn at_rest(&self) {
        assert!(self.outbox.is_empty(), "couriers still have something to carry");
        let due = |effect: &&Effect| matches!(effect.state, EffectState::Due { .. });
        let effects: Vec<Effect> = self.all();
        let left: Vec<&Effect> = effects.iter().filter(due).collect();
        assert!(left.is_empty(), "not carried: {left:?}");
        let timers = self.timers(100);
        assert!(timers.is_empty(), "timers without end: {timers:?}");
        let broken: Vec<Quarantined> = self.all();
        assert!(broken.is_empty(), "set aside: {}", broken.len());
    }

    fn paid_and_sold(&self, payment: &Payment, order: &Order) {
        let reference = payment.reference.as_str();
        let txn = self.gateway.txn(reference);
        let told = format!("{reference} {:?} of {} {:?}", payment.state, order.id, order.state);
        assert!(!order.open(), "still open: {told}");
        assert!(!payment.asking, "still asking: {told}");
        match (txn.and_then(|txn| txn.paid), &payment.state) {
            (None, PaymentState::Closed { .. }) => assert!(!order.paid(), "unpaid: {told}"),
            (Some(_), PaymentState::Settled { .. }) => {
                assert!(txn.is_some_and(Txn::paid_in_full), "settled for another amount: {told}");
                assert!(order.paid(), "paid, and no sale: {told}");
                self.goods_are_out(order);
            }
            (Some(paid), PaymentState::Misfit { received }) => {
                assert_eq!(paid, *received, "{told}");
                assert!(!txn.is_some_and(Txn::paid_in_full), "the right amount: {told}");
                assert!(!order.paid(), "sold for another amount: {told}");
            }
            (paid, _) => panic!("paid {paid:?}, and {told}"),
        }
    }

    /// A paid order has been seen whole by its buyer, or is listed as owed.
    fn goods_are_out(&self, order: &Order) {
        let seen = self.model.units_seen_of(order.id.0);
        let bought: u32 = order.lines.iter().map(|line| line.quantity).sum();
        match order.state {
            State::Paid { goods: Goods::Delivered { .. }, .. } => {
                assert_eq!(seen, bought as usize, "{} is delivered", order.id);
                self.model.complete(order.id.0);
            }
            State::Paid { goods: Goods::Owed { .. }, .. } => {
                assert_eq!(seen, 0, "{} is owed", order.id);
            }
            state => panic!("{} has come to rest as {state:?}", order.id),
        }
    }

    fn units_are_where_they_belong(&self, orders: &[Order]) {
        let units: Vec<Unit> = self.all();
        let mut contents = BTreeSet::new();
        for unit in &units {
            assert!(contents.insert(&unit.content), "{unit:?} is there twice");
            assert!(!matches!(unit.fate, Fate::Held(_)), "{unit:?} is still held");
        }
        let waiting =
            |order: &&Order| matches!(order.state, State::Paid { goods: Goods::Owed { .. }, .. });
        let owed: BTreeSet<OrderId> = orders.iter().filter(waiting).map(|it| it.id).collect();
        let out = units.iter().filter(|unit| match unit.fate {
            Fate::Sold(order) => !owed.contains(&order),
            _ => false,
        });
        let out: BTreeSet<&str> = out.map(|unit| unit.content.as_str()).collect();
        assert_eq!(out.len(), self.model.units_seen().len(), "sold and seen differ");
        assert_eq!(out, self.model.units_seen(), "other units are sold than were seen");
    }
}
