//! How balances and transfers are found.

use super::{ALL, Index, Record, Table};
use crate::domain::ledger::{Account, Balance, Transfer};
use crate::domain::unclaimed::{Claim, Unclaimed};

impl Record for Balance {
    const TABLE: Table = Table::Account;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.account.key()
    }
}

impl Record for Unclaimed {
    const TABLE: Table = Table::Unclaimed;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::UnclaimedReference, self.reference.digest())];
        match self.state {
            Claim::Asked { .. } => ways.push((Index::UnclaimedAsked, ALL)),
            Claim::Open => {
                ways.extend([Index::UnclaimedOpen, Index::UnclaimedAll].map(|it| (it, ALL)))
            }
            _ => ways.push((Index::UnclaimedAll, ALL)),
        }
        ways
    }
}

impl Record for Transfer {
    const TABLE: Table = Table::Transfer;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::TransferCause, self.cause.key(self.step))];
        // What was held and has ended is one thing that happened, listed where it began.
        if self.step.begins() {
            let customers = [self.from, self.to].into_iter().filter_map(Account::customer);
            ways.extend(customers.map(|customer| (Index::TransfersOf, customer.0)));
        }
        ways
    }
}
