//! A change of a customer's balance that a person of the staff decides.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::ledger::{Account, Cause};
use super::money::Rupiah;
use super::refusal::{BadInput, Refusal};
use super::text::{Reason, quoted};

/// As it is shown before anything moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Drawn when it is shown: however often it is confirmed, it is entered once.
    pub number: u32,
    pub customer: CustomerId,
    pub change: Change,
    pub reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Change {
    /// Money that the seller has received outside the shop.
    Received(Rupiah),
    /// What the balance should have had.
    Added(Rupiah),
    /// What the balance should not have had.
    Taken(Rupiah),
}

impl Change {
    /// Reads `+5000` and `-5.000`. Without a sign it may be meant as the new balance, and
    /// guessing at money is worse than asking again.
    pub fn parse(text: &str) -> Result<Change, Refusal> {
        let mut amount = text.trim().chars();
        let change = match amount.next() {
            Some('+') => Change::Added,
            // The long minus is what we write ourselves, and what people copy.
            Some('-' | '−') => Change::Taken,
            _ => return Err(Refusal::Input(BadInput::Change { typed: quoted(text) })),
        };
        Rupiah::parse_amount(amount.as_str()).map(change)
    }

    pub fn amount(self) -> Rupiah {
        match self {
            Change::Received(amount) | Change::Added(amount) | Change::Taken(amount) => amount,
        }
    }
}

impl Correction {
    pub fn cause(&self) -> Cause {
        match self.change {
            Change::Received(_) => Cause::Credit(self.number),
            Change::Added(_) | Change::Taken(_) => Cause::Adjustment(self.number),
        }
    }

    /// From where to where.
    pub fn accounts(&self) -> (Account, Account) {
        let theirs = Account::Balance(self.customer);
        match self.change {
            Change::Received(_) => (Account::Bank, theirs),
            Change::Added(_) => (Account::Adjustments, theirs),
            Change::Taken(_) => (theirs, Account::Adjustments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_by_its_sign_what_it_does() {
        for (text, change) in [
            ("+5000", Change::Added(Rupiah(5_000))),
            (" + 5.000 ", Change::Added(Rupiah(5_000))),
            ("-5000", Change::Taken(Rupiah(5_000))),
            ("−Rp5.000", Change::Taken(Rupiah(5_000))),
        ] {
            assert_eq!(Change::parse(text), Ok(change), "{text}");
        }
        for text in ["", "5000", "Rp5.000", "٣", "1e9"] {
            let refused =
                matches!(Change::parse(text), Err(Refusal::Input(BadInput::Change { .. })));
            assert!(refused, "{text}");
        }
        for text in ["+", "-0", "+-5", "--5", "+1e9", "-10.000,50", "+٣", "+1000000001"] {
            let refused =
                matches!(Change::parse(text), Err(Refusal::Input(BadInput::Amount { .. })));
            assert!(refused, "{text}");
        }
    }
}
