//! A machine is lost before its last moments were copied, and the shop comes back without them.
//! What was handed out then goes to nobody else as long as it is kept from sale, and all money that
//! the shop hears of is in its books.

use std::collections::{BTreeMap, BTreeSet};

use warung::chat::action::Action;
use warung::chat::staff::restore::Press;
use warung::domain::id::OrderId;
use warung::domain::ledger::Account;
use warung::domain::order::{Order, State};
use warung::domain::payment::{Hint, Payment, PaymentState};
use warung::domain::restore::Restored;
use warung::domain::stock::{Fate, Unit};
use warung::domain::unclaimed::{Claim, Unclaimed};
use warung::engine::input::Input;
use warung::shop::books::Books;
use warung::shop::restore;

use super::copies::Copies;
use super::disk::Disk;
use super::model::{Model, number_in};
use super::staff::ADMINS;
use super::world::World;

/// What was seen of a unit: by whom, as part of which order.
type Owner = (i64, u64);

/// What the outside holds against a shop that has forgotten something.
#[derive(Default)]
pub struct Aftermath {
    /// Units that people saw for the first time in the lost moments.
    lost: BTreeMap<usize, Owner>,
    /// Orders of which anything was seen in them.
    served: BTreeSet<u64>,
    /// Those that the shop kept from sale when it came back, or held for an order.
    guarded: BTreeMap<usize, Option<OrderId>>,
    /// Payments that a notice told of since, when they had been made.
    told: BTreeSet<String>,
    /// Units of the lost moments that went to somebody else as well, with nobody to blame.
    pub twice: u64,
}

impl Aftermath {
    /// A unit is seen by somebody else than before. Says whether the shop can do nothing about it.
    pub fn excuses(&mut self, unit: usize, order: u64) -> bool {
        if self.lost.remove(&unit).is_none() {
            return false;
        }
        // Whoever had ordered it before has it, where their money has come after all.
        let free = match self.guarded.get(&unit) {
            None => true,
            Some(holder) => *holder == Some(OrderId(order)),
        };
        self.twice += u64::from(free);
        free
    }

    /// A notice was taken, of a payment that was made or was not.
    pub fn hears(&mut self, hint: &Hint, paid: bool) {
        if paid {
            self.told.insert(hint.reference.as_str().into());
        }
    }

    /// The gateway has said that it will not answer about it.
    pub fn refused(&mut self, reference: &str) {
        self.told.remove(reference);
    }
}

impl World {
    /// The last moments of a life are lost with its machine, and it goes on.
    pub fn forget(&mut self) {
        let now = self.shop_now();
        let Some(copies) = &mut self.copies else { return };
        let Some(steps) = copies.forgets(now) else { return };
        let (upto, sequence) = (now, self.core.store().position());
        let (before, read) = (self.model.owners(), self.model.kinds.read_ones());
        let (greeting, effect) = (self.greeting.now.clone(), self.shown.effect);
        for _ in 0..steps {
            self.step();
        }
        self.disk.spare();
        let lost = self.core.store().position().sequence - sequence.sequence;
        self.log.note(|| format!("=== the machine is lost with {lost} commits"));
        self.tally.forgotten += lost;
        self.disk.unplugged();
        let at = self.shop_now();
        let copies = self.copies.as_mut().expect("a life with copies");
        let (data, report) = copies.back(at);
        assert_eq!(report.position, sequence, "it is not up to where it was copied");
        self.tally.losses += 1;
        // Witnesses of what the shop says take it up where the shop does.
        (self.greeting.now, self.shown.effect) = (greeting, effect);
        // Whatever it acknowledged may come again, and is new to it or is not.
        let heard = std::mem::take(&mut self.heard);
        self.doubtful.extend(heard);
        let lost = self.model.owners();
        let lost: BTreeMap<usize, Owner> =
            lost.into_iter().filter(|(unit, _)| !before.contains_key(unit)).collect();
        let mut served: BTreeSet<u64> = self.model.kinds.read_ones();
        served.retain(|order| !read.contains(order));
        served.extend(lost.values().map(|(_, order)| *order));
        self.model.after = Some(Aftermath { lost, served, ..Aftermath::default() });
        self.begin_anew(Disk::with(data));
        let (from, complete) = ("usb".to_owned(), false);
        self.inbox.insert(1, Input::Restored(Restored { upto, at, from, complete }));
        self.commit();
        self.guard();
        self.copies.iter_mut().for_each(Copies::resume);
        for _ in 0..self.mood.steps / 2 {
            self.step();
        }
    }

    /// What the shop keeps for the time being.
    fn guard(&mut self) {
        let units: Vec<Unit> = self.all();
        let mut guarded = BTreeMap::new();
        for unit in units {
            let holder = match unit.fate {
                Fate::Detained => None,
                Fate::Held(order) => Some(order),
                _ => continue,
            };
            guarded.extend(number_in(&self.content(&unit)).map(|number| (number, holder)));
        }
        self.model.after.iter_mut().for_each(|after| after.guarded = guarded.clone());
    }

    /// Somebody of the staff looks at what is kept from sale, and leaves nothing to luck.
    pub fn looks_after_restore(&mut self) {
        let kept = restore::products(&self.core.store().snap().unwrap()).unwrap();
        for (product, _) in kept {
            self.presses_known(ADMINS[0], &Action::Restore(Press::Sold(product)));
        }
    }

    /// The sums at the end of a life in which something was forgotten.
    pub fn settle_aftermath(&mut self) {
        self.prove();
        let orders: Vec<Order> = self.all();
        let payments: Vec<Payment> = self.all();
        for order in &orders {
            assert!(!order.open(), "{} is still open: {:?}", order.id, order.state);
            match order.state {
                State::Ended { .. } if self.was_served(order) => self.tally.more += 1,
                State::Paid { .. } if self.was_served(order) && self.has_more(order) => {
                    self.tally.more += 1;
                }
                _ => self.goods_are_out(order),
            }
        }
        for payment in &payments {
            let order = orders.iter().find(|order| order.id == payment.order).expect("no order");
            if !self.is_unheard_of(payment) {
                self.payment_fits(payment, order);
            }
        }
        self.money_is_known(&payments);
        let newest = restore::newest(&self.core.store().snap().unwrap()).unwrap();
        assert!(newest.is_some_and(|it| !it.lasts()), "a restore that nobody can look after");
        let after = self.model.after.as_ref().expect("something was forgotten");
        let (twice, lost) = (after.twice, after.lost.clone());
        for unit in self.all::<Unit>() {
            let Some(number) = number_in(&self.content(&unit)) else { continue };
            let seen = self.model.owners().contains_key(&number);
            let right = match unit.fate {
                Fate::Sold(_) => seen,
                Fate::Returned(_) | Fate::Shared | Fate::Detained => true,
                Fate::Held(_) => false,
                Fate::Available | Fate::Withheld | Fate::Frozen => {
                    !seen || lost.contains_key(&number)
                }
            };
            assert!(right, "{unit:?} has been seen: {seen}");
        }
        self.tally.twice += twice;
        self.count(&orders);
    }

    /// Late money revived an order in the lost moments. Now it cannot be known whether it had the
    /// units then that were free before, or another had them: it gets others, or has its balance.
    fn was_served(&self, order: &Order) -> bool {
        self.model.after.as_ref().is_some_and(|after| after.served.contains(&order.id.0))
    }

    fn has_more(&self, order: &Order) -> bool {
        let bought: u32 = order.lines.iter().map(|line| line.quantity).sum();
        self.model.units_seen_of(order.id.0) > bought as usize
    }

    /// An invoice was made and paid in the lost moments, and the shop has given up to make one:
    /// only a notice can tell it.
    fn is_unheard_of(&self, payment: &Payment) -> bool {
        let paid = self.gateway.txn(payment.reference.as_str()).is_some_and(|it| it.paid.is_some());
        payment.state == PaymentState::Closed && payment.txn.is_none() && paid
    }

    /// Every payment that the shop has heard of is settled, on a balance, or nobody's for now; and
    /// the books have that and no more.
    fn money_is_known(&mut self, payments: &[Payment]) {
        let unclaimed: Vec<Unclaimed> = self.all();
        let mut sum = 0;
        for it in &unclaimed {
            assert!(!matches!(it.state, Claim::Asked { .. }), "still asked about: {it:?}");
            let paid = self.gateway.txn(it.reference.as_str()).and_then(|txn| txn.paid);
            assert_eq!(paid, Some(it.amount), "{it:?}");
            sum += it.amount.0;
        }
        let told = &self.model.after.as_ref().expect("something was forgotten").told;
        for txn in self.gateway.txns() {
            let Some(paid) = txn.paid else { continue };
            let kept = payments.iter().find(|payment| payment.reference == txn.reference);
            let nobodys = unclaimed.iter().filter(|it| it.reference == txn.reference).count();
            let done = kept.is_some_and(|it| {
                matches!(it.state, PaymentState::Settled { .. } | PaymentState::Credited { .. })
            });
            let reference = txn.reference.as_str();
            assert!(usize::from(done) + nobodys < 2, "{reference} is in the books twice");
            let silent = kept.is_none_or(|it| self.is_unheard_of(it));
            let silent = silent && !told.contains(reference);
            assert!(done || nobodys == 1 || silent, "{reference} is paid, and nowhere");
            if done {
                sum += paid.0;
            }
            self.tally.untold += u64::from(!done && nobodys == 0);
            self.tally.unclaimed += nobodys as u64;
        }
        let books = Books::add_up(&self.core.store().snap().unwrap()).unwrap();
        let come = books.posted(Account::Gateway) + books.posted(Account::Fees);
        assert_eq!(i128::from(come), -i128::from(sum), "what came by the gateway");
    }
}

impl Model {
    pub fn owners(&self) -> BTreeMap<usize, Owner> {
        self.seen.clone()
    }
}
