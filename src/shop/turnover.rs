//! What was sold and what came in, day by day: added up from the ledger and its orders.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Range};

use crate::domain::ledger::{Account, Cause, Step, Transfer};
use crate::domain::money::Rupiah;
use crate::domain::month::Date;
use crate::domain::order::Order;
use crate::domain::payment::PaymentMethod;
use crate::domain::time::Timestamp;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::seek::{each_within, first_since};

/// One day, or several together. Every amount is in whole rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Orders paid, deposits apart.
    pub orders: u64,
    /// Their prices before coupons.
    pub gross: i64,
    pub discounts: i64,
    pub refunds: i64,
    /// What the gateway kept, where the seller bears its fee.
    pub fees: i64,
    /// Of the orders, paid from balances: no new money.
    pub from_balance: i64,
    /// New money on balances, as their owners wished.
    pub deposits: i64,
    /// Put on balances by corrections, less what they took: no new money.
    pub adjustments: i64,
    /// New money on balances because it could not pay its order.
    pub credited: i64,
    /// New money that came through the gateway, for whatever.
    pub gateway: i64,
    /// New money that came to the seller's own account, for whatever.
    pub transfers: i64,
}

impl Turnover {
    /// By so much the account of sales has grown.
    pub fn net(&self) -> i64 {
        self.gross - self.discounts - self.refunds
    }

    fn sold(&mut self, order: &Order) {
        self.orders += 1;
        self.gross += signed(order.price());
        self.discounts += signed(order.price()) - signed(order.total());
    }
}

impl AddAssign for Turnover {
    fn add_assign(&mut self, other: Turnover) {
        self.orders += other.orders;
        self.gross += other.gross;
        self.discounts += other.discounts;
        self.refunds += other.refunds;
        self.adjustments += other.adjustments;
        self.fees += other.fees;
        self.from_balance += other.from_balance;
        self.deposits += other.deposits;
        self.credited += other.credited;
        self.gateway += other.gateway;
        self.transfers += other.transfers;
    }
}

/// About how many transfers there are of a time, without reading them.
pub fn transfers(read: &impl Read, time: &Range<Timestamp>) -> Result<u64, Fault> {
    let first = |since| first_since(read, since, |transfer: &Transfer| transfer.at);
    Ok(first(time.end)?.saturating_sub(first(time.start)?))
}

/// The days of a time on which anything happened.
pub fn turnover(
    read: &impl Read,
    time: &Range<Timestamp>,
    date: impl Fn(Timestamp) -> Date,
) -> Result<BTreeMap<Date, Turnover>, Fault> {
    let mut days: BTreeMap<Date, Turnover> = BTreeMap::new();
    each_within(
        read,
        time,
        |transfer: &Transfer| transfer.at,
        |transfer| enter(read, days.entry(date(transfer.at)).or_default(), &transfer),
    )?;
    // What a coupon pays wholly moves no money, and is paid in the moment it is ordered.
    each_within(
        read,
        time,
        |order: &Order| order.at,
        |order| {
            if order.paid() && order.total() == Rupiah::ZERO {
                days.entry(date(order.at)).or_default().sold(&order);
            }
            Ok(())
        },
    )?;
    Ok(days)
}

fn enter(read: &impl Read, day: &mut Turnover, transfer: &Transfer) -> Result<(), Fault> {
    let Transfer { cause, step, to, amount, .. } = *transfer;
    if let Step::Held | Step::Voided = step {
        return Ok(());
    }
    let amount = signed(amount);
    match cause {
        Cause::Payment(_) => day.gateway += amount,
        Cause::Transfer(_) => day.transfers += amount,
        Cause::Spending(_) | Cause::LateSpending(_) => day.from_balance += amount,
        Cause::Refund(..) => day.refunds -= transfer.effect_on(Account::Sales),
        Cause::Fee(_) => day.fees += amount,
        // Staff put in by hand what came to the seller's own account.
        Cause::Credit(_) => {
            day.transfers += amount;
            day.deposits += amount;
        }
        Cause::Adjustment(_) => day.adjustments -= transfer.effect_on(Account::Adjustments),
        Cause::Payout(..) => {}
        // New money that could not pay its order, whoever's it turns out to be.
        Cause::Unclaimed(_) => {
            day.gateway += amount;
            day.credited += amount;
        }
        Cause::Claim(_) | Cause::SentBack(_) => {}
    }
    let Some(id) = cause.order().filter(|_| earning(cause)) else { return Ok(()) };
    let order = read.need::<Order>(id.0)?;
    match to {
        // Part of an order that is paid in two ways: the other part counts it.
        _ if spending(cause) && order.method != PaymentMethod::Balance => {}
        Account::Sales => day.sold(&order),
        _ if order.deposit() && order.paid() => day.deposits += amount,
        _ => day.credited += amount,
    }
    Ok(())
}

fn spending(cause: Cause) -> bool {
    matches!(cause, Cause::Spending(_) | Cause::LateSpending(_))
}

/// Money that comes in for an order.
fn earning(cause: Cause) -> bool {
    spending(cause) || matches!(cause, Cause::Payment(_) | Cause::Transfer(_))
}

fn signed(amount: Rupiah) -> i64 {
    i64::try_from(amount.0).unwrap_or(i64::MAX)
}
