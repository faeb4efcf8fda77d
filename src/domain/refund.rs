//! Money back: what is left to give, what the seller's formula suggests, and what a refund is for.

use serde::{Deserialize, Serialize};

use super::id::UnitId;
use super::limit::{REFUND_DAYS_MAX, REFUND_FACTORS_MAX};
use super::money::Rupiah;
use super::order::{Goods, Line, Order, Refund, RefundTo, State};
use super::refusal::{BadInput, Refusal};
use super::text::Reason;
use super::time::{Span, Timestamp};

/// The seller's own numbers of the formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// What the price is for, in days.
    pub days: u32,
    /// What is granted of the days that remain, in percent: the largest first, each once.
    pub factors: Vec<u8>,
}

impl Default for Formula {
    /// A month, and all that remains of it.
    fn default() -> Formula {
        Formula { days: 30, factors: vec![100] }
    }
}

impl Formula {
    pub fn parse_days(text: &str) -> Result<u32, Refusal> {
        let days = text.trim().parse().ok().filter(|days| (1..=REFUND_DAYS_MAX).contains(days));
        days.ok_or(Refusal::Input(BadInput::Days { max: REFUND_DAYS_MAX }))
    }

    /// Reads `100 80 50`, `100%, 80%`: in any order, each counted once.
    pub fn parse_factors(text: &str) -> Result<Vec<u8>, Refusal> {
        let refuse = || Refusal::Input(BadInput::Factors { max: REFUND_FACTORS_MAX });
        let words = text.split([' ', ',', '/', '\n', '%']).filter(|word| !word.is_empty());
        let mut factors: Vec<u8> = Vec::new();
        for word in words {
            let factor = word.parse::<u8>().ok().filter(|factor| (1..=100).contains(factor));
            factors.push(factor.ok_or_else(refuse)?);
        }
        factors.sort_unstable_by(|one, other| other.cmp(one));
        factors.dedup();
        match (1..=REFUND_FACTORS_MAX).contains(&factors.len()) {
            true => Ok(factors),
            false => Err(refuse()),
        }
    }

    /// Whether they could have been typed.
    pub fn makes_sense(&self) -> bool {
        let falls = self.factors.windows(2).all(|pair| pair[0] > pair[1]);
        (1..=REFUND_DAYS_MAX).contains(&self.days)
            && (1..=REFUND_FACTORS_MAX).contains(&self.factors.len())
            && falls
            && self.factors.iter().all(|factor| (1..=100).contains(factor))
    }

    /// Days of the period that remain: a day counts once 24 hours have gone by since the sale,
    /// whatever the calendar of the shop's zone says.
    pub fn remaining(&self, since_sale: Span) -> u32 {
        let used = u32::try_from(since_sale.0 / Span::hours(24).0).unwrap_or(u32::MAX);
        self.days.saturating_sub(used)
    }

    /// The formula: price × remaining ÷ period × factor, in whole rupiah rounded down.
    pub fn suggest(&self, price: Rupiah, remaining: u32, factor: u8) -> Rupiah {
        let share = u128::from(remaining.min(self.days)) * u128::from(factor.min(100));
        let whole = u128::from(self.days.max(1)) * 100;
        Rupiah(part(price, share, whole))
    }
}

/// A part of an amount, rounded down. Never more than the amount.
fn part(amount: Rupiah, share: u128, whole: u128) -> u64 {
    let share = share.min(whole);
    // 64 bits times the 39 of a share fit into 128; the result is at most the amount.
    (u128::from(amount.0) * share / whole.max(1)) as u64
}

/// What of an order is refunded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Portion {
    /// Everything that has not been refunded yet.
    Whole,
    Units(Vec<UnitId>),
}

/// Where the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purse {
    Balance,
    /// The seller sends it by hand, and says when that is done.
    Outside,
}

/// A refund as it is wished for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefund {
    pub portion: Portion,
    pub amount: Rupiah,
    pub to: Purse,
    pub why: Reason,
}

/// Why no money is given back for an order, or no unit of it replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoRefund {
    /// Not paid, or a deposit: there is nothing to give back.
    NotPaid,
    /// All that was paid has been given back.
    NothingLeft,
    /// Nothing, or more than is left of what was paid.
    Beyond {
        most: Rupiah,
    },
    /// More than a cashier may give back of this order, where so much is left.
    AboveLimit {
        most: Rupiah,
    },
    TooMany {
        max: usize,
    },
    /// Somebody else has refunded meanwhile.
    Changed,
    /// The order does not have that refund, or it is nothing to be paid outside.
    Unknown,
    /// Not one of the order's units, or refunded or replaced before.
    NotItsUnit,
    /// Its goods are on their way.
    StillSending,
    /// Nothing on the shelf to put in its place.
    NoSpare {
        name: String,
    },
}

impl NewRefund {
    /// Whether that is what this wish has led to.
    pub fn is(&self, refund: &Refund) -> bool {
        let units = match &self.portion {
            Portion::Whole => &[][..],
            Portion::Units(units) => units,
        };
        let to = match refund.to {
            RefundTo::Balance => Purse::Balance,
            RefundTo::Outside { .. } => Purse::Outside,
        };
        (self.amount, self.to, units) == (refund.amount, to, &refund.units[..])
    }
}

impl Refund {
    /// It was for the order as a whole.
    pub fn whole(&self) -> bool {
        self.units.is_empty()
    }

    /// Promised, and not paid yet.
    pub fn owed(&self) -> bool {
        self.to == RefundTo::Outside { paid: None }
    }
}

impl Order {
    /// What may still be given back of what was paid.
    pub fn refundable(&self) -> Rupiah {
        self.total().minus(self.refunded()).unwrap_or(Rupiah::ZERO)
    }

    /// Whether a unit on its lines has been refunded.
    pub fn gave_back(&self, unit: UnitId) -> bool {
        self.refunds.iter().any(|refund| refund.whole() || refund.units.contains(&unit))
    }

    /// The units that are its buyer's: on its lines and not refunded.
    pub fn kept(&self) -> impl Iterator<Item = UnitId> {
        self.units().filter(|unit| !self.gave_back(*unit))
    }

    /// What the buyer paid for a portion: a coupon has taken its share off every unit. Never
    /// more than is left to give back.
    pub fn worth(&self, portion: &Portion) -> Rupiah {
        let meant = |unit: &UnitId| match portion {
            Portion::Whole => !self.gave_back(*unit),
            Portion::Units(units) => units.contains(unit),
        };
        let price = |line: &Line| {
            let count = line.units.iter().filter(|unit| meant(unit)).count() as u64;
            line.price.0 * count
        };
        let price: u64 = self.lines.iter().map(price).sum();
        let paid = part(self.total(), price.into(), self.price().0.into());
        Rupiah(paid).min(self.refundable())
    }

    /// When it was paid: the period of the formula begins there.
    pub fn paid_at(&self) -> Option<Timestamp> {
        match self.state {
            State::Paid { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The number its next refund has.
    pub fn next_refund(&self) -> u16 {
        self.refunds.len() as u16 + 1
    }

    pub fn refund(&self, part: u16) -> Option<&Refund> {
        self.refunds.get(usize::from(part).checked_sub(1)?)
    }

    /// Refunds promised outside the shop and not paid yet, with their numbers.
    pub fn owed(&self) -> impl Iterator<Item = (u16, &Refund)> {
        (1..).zip(&self.refunds).filter(|(_, refund)| refund.owed())
    }

    /// Whether money may be given back for it: goods, paid for.
    pub fn check_refundable(&self) -> Result<Goods, Refusal> {
        match self.state {
            State::Paid { goods, .. } if !self.deposit() => Ok(goods),
            _ => Err(Refusal::Refund(self.id, NoRefund::NotPaid)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn formula(days: u32) -> Formula {
        Formula { days, factors: vec![100] }
    }

    #[test]
    fn the_formula_by_examples() {
        let price = Rupiah(50_000);
        for (days_used, factor, suggested) in [
            (0, 100, 50_000),
            (7, 100, 38_333),
            (7, 80, 30_666),
            (29, 100, 1_666),
            (30, 100, 0),
            (400, 100, 0),
        ] {
            let remaining = formula(30).remaining(Span::hours(24 * days_used));
            assert_eq!(formula(30).suggest(price, remaining, factor), Rupiah(suggested));
        }
    }

    #[test]
    fn a_day_counts_when_it_is_over() {
        assert_eq!(formula(30).remaining(Span(0)), 30);
        assert_eq!(formula(30).remaining(Span(Span::hours(24).0 - 1)), 30);
        assert_eq!(formula(30).remaining(Span::hours(24)), 29);
        assert_eq!(formula(30).remaining(Span(u64::MAX)), 0);
    }

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        assert_eq!(Formula::parse_factors("50, 100% 80 80"), Ok(vec![100, 80, 50]));
        for text in ["", "0", "101", "-5", "8o", "1 2 3 4 5 6 7", "٣"] {
            assert!(Formula::parse_factors(text).is_err(), "{text}");
        }
        assert_eq!(Formula::parse_days(" 365 "), Ok(365));
        for text in ["", "0", "-1", "1e3", "99999999999"] {
            assert!(Formula::parse_days(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_suggestion_is_more_than_the_price(
            price: u64, days: u32, remaining: u32, factor: u8,
        ) {
            prop_assert!(formula(days).suggest(Rupiah(price), remaining, factor).0 <= price);
        }

        #[test]
        fn more_that_remains_is_never_worth_less(
            price: u64, days: u32, less: u32, more: u32, factor: u8,
        ) {
            let (less, more) = (less.min(more), less.max(more));
            let suggest = |remaining| formula(days).suggest(Rupiah(price), remaining, factor);
            prop_assert!(suggest(less) <= suggest(more));
        }

        #[test]
        fn rounding_takes_less_than_a_rupiah(
            price in 0..1_000_000_000u64, days in 1..3650u32, remaining in 0..3650u32,
            factor in 1..=100u8,
        ) {
            let remaining = remaining.min(days);
            let suggested = formula(days).suggest(Rupiah(price), remaining, factor).0;
            let exact = u128::from(price) * u128::from(remaining) * u128::from(factor);
            let whole = u128::from(days) * 100;
            prop_assert!(u128::from(suggested) * whole <= exact);
            prop_assert!(exact < (u128::from(suggested) + 1) * whole);
        }
    }
}
