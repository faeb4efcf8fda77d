//! People, their conversations and their carts.

use super::{ALL, Index, Record, Table};
use crate::domain::cart::Cart;
use crate::domain::customer::{Customer, Level, Profile};
use crate::domain::session::Session;
use crate::domain::staff::{Busy, Member, WrongCodes};

impl Record for Customer {
    const TABLE: Table = Table::Customer;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let name = self.username.as_deref().map(Customer::username_digest);
        let mut ways = vec![(Index::Customers, ALL)];
        ways.extend(name.map(|digest| (Index::Username, digest)));
        ways
    }
}

impl Record for Profile {
    const TABLE: Table = Table::Profile;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        match self.level {
            Level::Usual => Vec::new(),
            Level::Reseller => vec![(Index::Resellers, ALL)],
        }
    }
}

impl Record for Member {
    const TABLE: Table = Table::Member;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::Staff, ALL)]
    }
}

impl Record for Busy {
    const TABLE: Table = Table::Busy;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.person.0
    }
}

impl Record for WrongCodes {
    const TABLE: Table = Table::WrongCodes;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.person.0
    }
}

impl Record for Session {
    const TABLE: Table = Table::Session;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.person.0
    }
}

impl Record for Cart {
    const TABLE: Table = Table::Cart;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.customer.0
    }
}
