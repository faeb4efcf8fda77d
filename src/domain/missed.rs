//! What was done by hand with money while an owner could not be told: kept until they can be.

use serde::{Deserialize, Serialize};

use super::fact::{BalanceFact, Fact, OrderFact, RefundFact, SettingFact};
use super::id::{CustomerId, OrderId};
use super::ledger::Cause;
use super::limit::MISSED_MAX;
use super::settings::Setting;

/// Something that a person of the staff did with money, or with where money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffAction {
    /// A balance was changed.
    Corrected(Cause),
    /// A transfer was called received: the order is paid.
    Approved {
        order: OrderId,
        deposit: bool,
    },
    Refunded {
        order: OrderId,
        part: u16,
        by: CustomerId,
    },
    PaidOut {
        order: OrderId,
        part: u16,
        by: CustomerId,
    },
    /// Buyers transfer to somewhere else from now on.
    AccountChanged {
        by: CustomerId,
    },
    /// A setting by which money moves otherwise, in the revision of that number.
    SettingChanged {
        which: Setting,
        by: Option<CustomerId>,
        number: u64,
    },
}

impl StaffAction {
    /// The fact that tells of it.
    pub fn fact(self) -> Fact {
        match self {
            StaffAction::Corrected(cause) => BalanceFact::Corrected(cause).into(),
            StaffAction::Approved { order, deposit: false } => {
                OrderFact::Paid { order, late: false }.into()
            }
            StaffAction::Approved { order, deposit: true } => {
                OrderFact::Deposited { order, late: false }.into()
            }
            StaffAction::Refunded { order, part, by } => {
                RefundFact::Refunded { order, part, by }.into()
            }
            StaffAction::PaidOut { order, part, by } => {
                RefundFact::PaidOut { order, part, by }.into()
            }
            StaffAction::AccountChanged { by } => SettingFact::AccountChanged { by }.into(),
            StaffAction::SettingChanged { which, by, number } => {
                SettingFact::Changed { which, by, number }.into()
            }
        }
    }
}

/// What one owner has missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub owner: CustomerId,
    /// The oldest of those that are kept first.
    pub actions: Vec<StaffAction>,
    /// How many came before those, and were not told either.
    pub more: u32,
    /// The number of the last of them: each has its own.
    pub last: u32,
    /// A message that tells them is on its way.
    pub waiting: bool,
}

impl Missed {
    pub fn nothing(owner: CustomerId) -> Missed {
        Missed { owner, actions: Vec::new(), more: 0, last: 0, waiting: false }
    }

    /// Adds one; of too many the oldest are only counted.
    pub fn add(&mut self, action: StaffAction) {
        if self.actions.contains(&action) {
            return;
        }
        self.last = self.last.saturating_add(1);
        self.actions.push(action);
        if self.actions.len() > MISSED_MAX {
            self.actions.remove(0);
            self.more = self.more.saturating_add(1);
        }
    }

    /// All up to that number have been told.
    pub fn told(&mut self, upto: u32) {
        let newer = self.last.saturating_sub(upto) as usize;
        let older = self.actions.len().saturating_sub(newer);
        self.actions.drain(..older);
        (self.more, self.waiting) = (0, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_and_the_others_counted() {
        let mut missed = Missed::nothing(CustomerId(1));
        let action = |number| StaffAction::Corrected(Cause::Credit(number));
        let count = MISSED_MAX as u32 + 3;
        (0..count).for_each(|number| missed.add(action(number)));
        missed.add(action(count - 1));
        assert_eq!((missed.actions.len(), missed.more, missed.last), (MISSED_MAX, 3, count));
        assert_eq!(missed.actions[0], action(3));
        let upto = missed.last;
        missed.add(action(count));
        missed.told(upto);
        assert_eq!((&missed.actions[..], missed.more), (&[action(count)][..], 0));
    }
}
