//! What was done by hand with money while an owner could not be told: kept until they can be.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::id::{CustomerId, OrderId};
use super::ledger::Cause;
use super::limit::MISSED_MAX;

/// Something that a person of the staff did with money, or with where money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
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
}

impl Deed {
    /// `approved`: somebody of the staff said that the money is there.
    pub fn of(fact: &Fact, approved: bool) -> Option<Deed> {
        match *fact {
            Fact::Corrected(cause) => Some(Deed::Corrected(cause)),
            Fact::Paid { order, .. } if approved => Some(Deed::Approved { order, deposit: false }),
            Fact::Deposited { order, .. } if approved => {
                Some(Deed::Approved { order, deposit: true })
            }
            Fact::Refunded { order, part, by } => Some(Deed::Refunded { order, part, by }),
            Fact::PaidOut { order, part, by } => Some(Deed::PaidOut { order, part, by }),
            Fact::AccountChanged { by } => Some(Deed::AccountChanged { by }),
            _ => None,
        }
    }

    pub fn fact(self) -> Fact {
        match self {
            Deed::Corrected(cause) => Fact::Corrected(cause),
            Deed::Approved { order, deposit: false } => Fact::Paid { order, late: false },
            Deed::Approved { order, deposit: true } => Fact::Deposited { order, late: false },
            Deed::Refunded { order, part, by } => Fact::Refunded { order, part, by },
            Deed::PaidOut { order, part, by } => Fact::PaidOut { order, part, by },
            Deed::AccountChanged { by } => Fact::AccountChanged { by },
        }
    }
}

/// What one owner has missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub owner: CustomerId,
    /// The oldest of those that are kept first.
    pub deeds: Vec<Deed>,
    /// How many came before those, and were not told either.
    pub more: u32,
    /// The number of the last of them: each has its own.
    pub last: u32,
    /// A message that tells them is on its way.
    pub waiting: bool,
}

impl Missed {
    pub fn nothing(owner: CustomerId) -> Missed {
        Missed { owner, deeds: Vec::new(), more: 0, last: 0, waiting: false }
    }

    /// Adds one; of too many the oldest are only counted.
    pub fn add(&mut self, deed: Deed) {
        if self.deeds.contains(&deed) {
            return;
        }
        self.last = self.last.saturating_add(1);
        self.deeds.push(deed);
        if self.deeds.len() > MISSED_MAX {
            self.deeds.remove(0);
            self.more = self.more.saturating_add(1);
        }
    }

    /// All up to that number have been told.
    pub fn told(&mut self, upto: u32) {
        let newer = self.last.saturating_sub(upto) as usize;
        let older = self.deeds.len().saturating_sub(newer);
        self.deeds.drain(..older);
        (self.more, self.waiting) = (0, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_and_the_others_counted() {
        let mut missed = Missed::nothing(CustomerId(1));
        let deed = |number| Deed::Corrected(Cause::Credit(number));
        let count = MISSED_MAX as u32 + 3;
        (0..count).for_each(|number| missed.add(deed(number)));
        missed.add(deed(count - 1));
        assert_eq!((missed.deeds.len(), missed.more, missed.last), (MISSED_MAX, 3, count));
        assert_eq!(missed.deeds[0], deed(3));
        let upto = missed.last;
        missed.add(deed(count));
        missed.told(upto);
        assert_eq!((&missed.deeds[..], missed.more), (&[deed(count)][..], 0));
    }
}
