//! The end of a life: moods calm down, time goes by, and everything comes in that still can.

use std::cmp::Reverse;

use warung::chat::action::{Action, SalePress};
use warung::domain::effect::{Effect, EffectState};
use warung::domain::id::OrderId;
use warung::domain::limit::LATE_LOOKS;
use warung::domain::order::{Goods, Order, State};
use warung::domain::time::{Span, Step, Timestamp};
use warung::domain::timer::{Timer, What};
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Quarantined;

use super::copies::Copies;
use super::staff::ADMINS;
use super::world::World;

/// A QR lives for a day. The shop looks an hour longer, and until it has looked as often as a day
/// has looks: those after a jump of the clock have four hours between them.
const ALL_LATE: Span = Span::hours(26 + 4 * LATE_LOOKS as u64);
/// The clock of the end goes in strides, so that what is due about the same time comes together.
const STRIDE: Span = Span::minutes(20);
/// What is sent without any trouble takes no longer.
const TO_THE_DOOR: Span = Span::hours(1);
/// More turns than any life has things to do.
const TURNS_MAX: u64 = 200_000;

impl World {
    /// Nothing goes wrong any more, and everybody does what they still have to do.
    pub fn calm_down(&mut self) {
        self.log.note(|| "=== calm".into());
        self.mood.calm();
        self.gateway.calm();
        self.copies.iter_mut().for_each(Copies::calm);
        self.roomy_again = Timestamp::default();
        for away in self.telegram.away.clone() {
            self.comes_back(away as u64);
        }
        self.late_payers_appear();
        self.looks_after_restore();
        self.let_time_pass(ALL_LATE);
        self.looks_after_restore();
        self.finish_all();
        self.let_time_pass(TO_THE_DOOR);
        for stuck in self.stuck() {
            self.presses_known(ADMINS[0], &Action::Sale(SalePress::SendAgain(stuck)));
        }
        self.let_time_pass(TO_THE_DOOR);
        // A night's reconciliation may have begun at the last moment.
        if !self.outbox.is_empty() {
            self.let_time_pass(STRIDE);
        }
        self.at_rest();
    }

    /// There is always somebody who pays when nobody expects it any more.
    fn late_payers_appear(&mut self) {
        for _ in 0..self.luck.below(16) {
            let within = if self.luck.chance(500) { Span::minutes(10) } else { Span::hours(24) };
            let when = Span::millis(self.luck.below(within.0));
            self.late_payers.push(self.now.after(when));
        }
        self.late_payers.sort_by_key(|at| Reverse(*at));
    }

    fn stuck(&self) -> Vec<OrderId> {
        let orders: Vec<Order> = self.all();
        let stuck = orders
            .iter()
            .filter(|it| matches!(it.state, State::Paid { goods: Goods::Stuck { .. }, .. }));
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
            if self.inbox.is_empty() {
                self.ring();
            }
            if !self.inbox.is_empty() {
                continue;
            }
            match self.next_event().filter(|next| *next <= until) {
                Some(next) => {
                    let later = Span::millis(self.luck.below(STRIDE.0));
                    self.now = self.now.max(next.after(later));
                }
                None => {
                    self.now = until;
                    return;
                }
            }
            while self.late_payers.pop_if(|at| *at <= self.now).is_some() {
                self.somebody_pays();
            }
        }
        panic!("it never comes to rest");
    }

    fn next_event(&self) -> Option<Timestamp> {
        let timer = self.timers(1).first().map(|(_, at)| at.shifted(Step(-self.wall.0)));
        let pays = self.late_payers.last().copied();
        let next = [timer, self.outbox.next(), self.gateway.next_notice(), pays];
        next.into_iter().flatten().min()
    }

    /// Nothing is left to do, and nothing was set aside.
    fn at_rest(&self) {
        assert!(self.outbox.is_empty(), "couriers still have something to carry");
        let due = |effect: &&Effect| matches!(effect.state, EffectState::Due { .. });
        let effects: Vec<Effect> = self.all();
        let left: Vec<&Effect> = effects.iter().filter(due).collect();
        assert!(left.is_empty(), "not carried: {left:?}");
        let timers: Vec<Timer> = self.all();
        // A reminder rings once more after its trouble is over, and finds nothing to say.
        // The end may come in the middle of a night's sweeping, whose own end `prune` shows.
        let night = |what| match what {
            What::Reconcile | What::Remind | What::Prune { .. } => true,
            What::Promise { order, product } | What::Unanswered { order, product, .. } => {
                !self.is_to_do(order, product)
            }
            _ => false,
        };
        let ours = |timer: &&Timer| !night(timer.what);
        let others: Vec<&Timer> = timers.iter().filter(ours).collect();
        assert!(others.is_empty(), "timers without end: {others:?}");
        let broken: Vec<Quarantined> = self.all();
        assert!(broken.is_empty(), "set aside: {}", broken.len());
    }

    pub fn all<R: Record>(&self) -> Vec<R> {
        self.core.store().snap().unwrap().all(0, usize::MAX).unwrap()
    }
}
