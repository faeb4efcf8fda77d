//! Accounts and transfers: double entry, append-only, whole rupiah.
//!
//! A transfer moves an amount from one account to another, so the accounts always sum to zero.
//! It is known by what caused it: the same cause a second time is "already there".

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, OrderId, PaymentId, TransferId, UnclaimedId};
use super::money::Rupiah;
use super::refusal::Refusal;
use super::time::Timestamp;

/// Where money can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Account {
    /// The outside, by way of the gateway. What came in makes it negative.
    Gateway,
    /// The outside, by way of the seller's own bank account.
    Bank,
    /// What the shop has earned.
    Sales,
    /// What the gateway keeps for its service, where the seller bears it.
    Fees,
    /// Refunds promised outside the shop and not yet paid out.
    Owed,
    /// Corrections by hand.
    Adjustments,
    /// What the shop holds for a customer, who may spend it.
    Balance(CustomerId),
    /// What came in and is nobody's yet.
    Unclaimed,
}

/// Accounts of the shop itself lie beyond every number Telegram gives to people (52 bits).
const OURS: u64 = 1 << 63;

impl Account {
    /// The shop's own accounts, in the order of reports.
    pub const OURS: [Account; 7] = [
        Account::Gateway,
        Account::Bank,
        Account::Sales,
        Account::Fees,
        Account::Owed,
        Account::Unclaimed,
        Account::Adjustments,
    ];

    /// The account's row.
    pub fn key(self) -> u64 {
        match self {
            Account::Balance(customer) => customer.0,
            Account::Gateway => OURS | 1,
            Account::Bank => OURS | 2,
            Account::Sales => OURS | 3,
            Account::Fees => OURS | 4,
            Account::Owed => OURS | 5,
            Account::Adjustments => OURS | 6,
            Account::Unclaimed => OURS | 7,
        }
    }

    pub fn customer(self) -> Option<CustomerId> {
        match self {
            Account::Balance(customer) => Some(customer),
            _ => None,
        }
    }
}

/// Why money moves. Each cause has one transfer at most, or one that is held and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cause {
    /// The gateway has confirmed a payment.
    Payment(PaymentId),
    /// What the gateway keeps of it.
    Fee(PaymentId),
    /// The part of an order that its buyer's balance pays.
    Spending(OrderId),
    /// The same for an order that had ended before its money came.
    LateSpending(OrderId),
    /// A transfer to the seller's bank that a person of the staff has seen.
    Transfer(OrderId),
    /// Money back for an order, which may happen several times.
    Refund(OrderId, u16),
    /// A promised refund has been paid outside the shop.
    Payout(OrderId, u16),
    /// A credit by hand, numbered.
    Credit(u32),
    /// A correction by hand, numbered.
    Adjustment(u32),
    /// The gateway has confirmed what no payment of ours was for.
    Unclaimed(UnclaimedId),
    /// Somebody has said whose that is.
    Claim(UnclaimedId),
    /// It was sent back outside the shop.
    SentBack(UnclaimedId),
}

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// Done at once.
    Moved,
    /// Set aside on the first account until it is posted or voided.
    Held,
    /// What was held has moved.
    Posted,
    /// What was held is free again.
    Voided,
}

impl Step {
    /// The first that is heard of a cause.
    pub fn begins(self) -> bool {
        matches!(self, Step::Moved | Step::Held)
    }
}

/// One line of the ledger. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub id: TransferId,
    pub cause: Cause,
    pub step: Step,
    pub from: Account,
    pub to: Account,
    pub amount: Rupiah,
    pub at: Timestamp,
    /// Who decided it and why, where a person did.
    pub note: Option<Note>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub by: CustomerId,
    pub why: String,
}

impl fmt::Debug for Note {
    /// Why is a person's own words, which may name people and accounts: not for logs.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Note by {}", self.by.0)
    }
}

/// What lies on an account: kept with every transfer, and derivable from all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    pub account: Account,
    pub posted: i64,
    /// Of it, set aside for open orders.
    pub held: u64,
}

/// 40 bits are a trillion orders.
const NUMBER: u64 = (1 << 40) - 1;

impl Cause {
    /// A number that no other cause and step share: kind, step, part and number side by side.
    pub fn key(self, step: Step) -> u64 {
        let (kind, number, part) = match self {
            Cause::Payment(id) => (1, id.0, 0),
            Cause::Fee(id) => (2, id.0, 0),
            Cause::Spending(id) => (3, id.0, 0),
            Cause::LateSpending(id) => (4, id.0, 0),
            Cause::Transfer(id) => (5, id.0, 0),
            Cause::Refund(id, part) => (6, id.0, part),
            Cause::Payout(id, part) => (7, id.0, part),
            Cause::Credit(number) => (8, number.into(), 0),
            Cause::Adjustment(number) => (9, number.into(), 0),
            Cause::Unclaimed(id) => (10, id.0, 0),
            Cause::Claim(id) => (11, id.0, 0),
            Cause::SentBack(id) => (12, id.0, 0),
        };
        (kind << 58) | ((step as u64) << 56) | (u64::from(part) << 40) | (number & NUMBER)
    }

    /// The order it is about. An order's payment has its number.
    pub fn order(self) -> Option<OrderId> {
        match self {
            Cause::Payment(payment) | Cause::Fee(payment) => Some(OrderId(payment.0)),
            Cause::Spending(order)
            | Cause::LateSpending(order)
            | Cause::Transfer(order)
            | Cause::Refund(order, _)
            | Cause::Payout(order, _) => Some(order),
            Cause::Credit(_)
            | Cause::Adjustment(_)
            | Cause::Unclaimed(_)
            | Cause::Claim(_)
            | Cause::SentBack(_) => None,
        }
    }
}

impl fmt::Display for Cause {
    /// `payment W-000123`, `refund W-000123/1`, `adjustment 17`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Payment(payment) => write!(out, "payment {}", OrderId(payment.0)),
            Cause::Fee(payment) => write!(out, "fee {}", OrderId(payment.0)),
            Cause::Spending(order) => write!(out, "spending {order}"),
            Cause::LateSpending(order) => write!(out, "late spending {order}"),
            Cause::Transfer(order) => write!(out, "transfer {order}"),
            Cause::Refund(order, part) => write!(out, "refund {order}/{part}"),
            Cause::Payout(order, part) => write!(out, "payout {order}/{part}"),
            Cause::Credit(number) => write!(out, "credit {number}"),
            Cause::Adjustment(number) => write!(out, "adjustment {number}"),
            Cause::Unclaimed(id) => write!(out, "unclaimed {}", id.0),
            Cause::Claim(id) => write!(out, "claim {}", id.0),
            Cause::SentBack(id) => write!(out, "sent back {}", id.0),
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Account::Gateway => out.write_str("gateway"),
            Account::Bank => out.write_str("bank"),
            Account::Sales => out.write_str("sales"),
            Account::Fees => out.write_str("fees"),
            Account::Owed => out.write_str("owed"),
            Account::Adjustments => out.write_str("adjustments"),
            Account::Unclaimed => out.write_str("unclaimed"),
            Account::Balance(customer) => write!(out, "balance {}", customer.0),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Step::Moved => "moved",
            Step::Held => "held",
            Step::Posted => "posted",
            Step::Voided => "voided",
        })
    }
}

impl Balance {
    pub fn empty(account: Account) -> Balance {
        Balance { account, posted: 0, held: 0 }
    }

    /// What may be spent.
    pub fn free(&self) -> Rupiah {
        Rupiah(u64::try_from(self.posted).unwrap_or(0).saturating_sub(self.held))
    }

    /// The balance after one more transfer. A customer's cannot be overdrawn; `None` stands for
    /// a sum beyond all numbers, or an end of something that was never held.
    pub fn after(self, step: Step, side: Side, amount: Rupiah) -> Option<Balance> {
        let signed = i64::try_from(amount.0).ok()?;
        let (posted, held) = match (step, side) {
            (Step::Moved, Side::From) => (self.posted.checked_sub(signed)?, self.held),
            (Step::Moved | Step::Posted, Side::To) => (self.posted.checked_add(signed)?, self.held),
            (Step::Held, Side::From) => (self.posted, self.held.checked_add(amount.0)?),
            (Step::Posted, Side::From) => {
                (self.posted.checked_sub(signed)?, self.held.checked_sub(amount.0)?)
            }
            (Step::Voided, Side::From) => (self.posted, self.held.checked_sub(amount.0)?),
            (Step::Held | Step::Voided, Side::To) => (self.posted, self.held),
        };
        Some(Balance { posted, held, ..self })
    }

    /// A customer never owes the shop.
    pub fn sound(&self) -> bool {
        self.account.customer().is_none()
            || u64::try_from(self.posted).is_ok_and(|posted| posted >= self.held)
    }

    /// No, for want of money.
    pub fn too_little(&self) -> Refusal {
        Refusal::Balance(NoBalance::Low { have: self.free() })
    }
}

/// Which end of a transfer an account is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    From,
    To,
}

impl Transfer {
    /// What a customer's account gained or lost by it; nothing while it is held or given up.
    pub fn effect_on(&self, account: Account) -> i64 {
        let amount = i64::try_from(self.amount.0).unwrap_or(i64::MAX);
        match self.step {
            Step::Held | Step::Voided => 0,
            Step::Moved | Step::Posted if self.from == account => -amount,
            Step::Moved | Step::Posted if self.to == account => amount,
            Step::Moved | Step::Posted => 0,
        }
    }
}

/// Why money does not move on a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoBalance {
    /// Not enough on it.
    Low { have: Rupiah },
    /// A deposit outside the seller's bounds.
    Deposit { min: Rupiah, max: Rupiah },
    /// A correction would take more from a customer than lies free on their balance.
    Overdrawn { have: Rupiah, held: Rupiah },
    /// Nobody moves money to themselves.
    Own,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_two_causes_share_a_key() {
        let mut keys = HashSet::new();
        for number in [1, 2, 255, 256, 65_535, 65_536, (1 << 40) - 1] {
            for step in [Step::Moved, Step::Held, Step::Posted, Step::Voided] {
                let (order, payment) = (OrderId(number), PaymentId(number));
                let causes = [
                    Cause::Payment(payment),
                    Cause::Fee(payment),
                    Cause::Spending(order),
                    Cause::LateSpending(order),
                    Cause::Transfer(order),
                    Cause::Refund(order, 1),
                    Cause::Refund(order, u16::MAX),
                    Cause::Payout(order, 1),
                    Cause::Payout(order, u16::MAX),
                ];
                for cause in causes {
                    assert!(keys.insert(cause.key(step)), "{cause:?} {step:?} {number}");
                }
            }
        }
    }

    #[test]
    fn accounts_of_the_shop_are_nobody_s() {
        let mut keys: HashSet<u64> = Account::OURS.map(Account::key).into();
        assert_eq!(keys.len(), 7);
        assert!(keys.iter().all(|key| *key >= OURS));
        assert!(keys.insert(Account::Balance(CustomerId((1 << 52) - 1)).key()));
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![Just(Step::Moved), Just(Step::Held), Just(Step::Posted), Just(Step::Voided),]
    }

    proptest! {
        /// Whatever happens to two accounts, what one loses the other gains.
        #[test]
        fn a_transfer_makes_and_loses_nothing(step in step(), amount in 0..u64::from(u32::MAX)) {
            let before = Balance { account: Account::Bank, posted: 1 << 40, held: 1 << 40 };
            let from = before.after(step, Side::From, Rupiah(amount)).unwrap();
            let to = before.after(step, Side::To, Rupiah(amount)).unwrap();
            prop_assert_eq!(from.posted + to.posted, 2 * before.posted);
            prop_assert!(to.held == before.held);
        }

        #[test]
        fn no_amount_wraps_around(step in step(), amount: u64, posted: i64, held: u64) {
            let before = Balance { account: Account::Sales, posted, held };
            for side in [Side::From, Side::To] {
                if let Some(after) = before.after(step, side, Rupiah(amount)) {
                    let moved = i128::from(after.posted) - i128::from(posted);
                    prop_assert!(moved == 0 || moved.unsigned_abs() == u128::from(amount));
                }
            }
        }
    }
}
