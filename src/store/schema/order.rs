//! Orders by their state, and their payments.

use super::{ALL, Index, Record, Table};
use crate::domain::order::{Goods, Order, RefundTo, State};
use crate::domain::payment::Payment;

impl Record for Order {
    const TABLE: Table = Table::Order;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::OrdersOf, self.customer.0)];
        if self.open() {
            let open = if self.deposit() { Index::DepositsOpenOf } else { Index::OrdersOpenOf };
            ways.extend([(open, self.customer.0), (Index::OrdersOpen, ALL)]);
        }
        match self.state {
            State::InReview { .. } => ways.push((Index::OrdersInReview, ALL)),
            State::Paid { goods, .. } if !self.deposit() => {
                ways.push((Index::OrdersPaid, ALL));
                ways.push((Index::OrdersPaidOf, self.customer.0));
                match goods {
                    Goods::Sending { .. } => ways.push((Index::OrdersUndelivered, ALL)),
                    Goods::Stuck { .. } => {
                        ways.extend([(Index::OrdersUndelivered, ALL), (Index::OrdersStuck, ALL)]);
                        ways.push((Index::OrdersStuckOf, self.customer.0));
                    }
                    Goods::Delivered { .. } | Goods::Withdrawn | Goods::ByHand => {}
                }
            }
            _ => {}
        }
        if self.refunds.iter().any(|it| it.to == RefundTo::Outside { paid: None }) {
            ways.push((Index::RefundsOwed, ALL));
        }
        ways
    }
}

impl Record for Payment {
    const TABLE: Table = Table::Payment;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.id.0
    }
}
