//! Do the books balance? Every account is what its transfers make of it, all accounts sum to
//! zero, no customer was ever below zero, and what is held has one end at most.

use std::collections::HashMap;

use crate::domain::ledger::{Account, Balance, Cause, Side, Step, Transfer};
use crate::domain::limit::FINDINGS_MAX;
use crate::domain::money::Rupiah;
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// The ledger, added up from its first line.
#[derive(Debug, Default)]
pub struct Books {
    pub transfers: u64,
    pub accounts: HashMap<Account, Balance>,
    /// What is held and has not ended.
    pub holds: HashMap<Cause, Rupiah>,
    /// What is wrong, in words for whoever mends it. Empty: the ledger holds.
    pub broken: Vec<String>,
}

impl Books {
    /// Adds up the whole ledger and compares it with the balances that were kept.
    pub fn add_up(read: &impl Read) -> Result<Books, Fault> {
        let mut books = Books::default();
        each::<Transfer>(read, |transfer| {
            books.enter(&transfer);
            Ok(())
        })?;
        let mut kept = 0;
        each::<Balance>(read, |balance| {
            kept += 1;
            if books.accounts.get(&balance.account) != Some(&balance) {
                let told = books.accounts.get(&balance.account);
                let what = format!("{balance:?} is kept, and the ledger tells {told:?}");
                say(&mut books.broken, what);
            }
            Ok(())
        })?;
        if kept != books.accounts.len() {
            let told = books.accounts.len();
            books.broken.push(format!("{kept} balances are kept, and the ledger tells of {told}"));
        }
        let sum: i128 = books.accounts.values().map(|it| i128::from(it.posted)).sum();
        if sum != 0 {
            books.broken.push(format!("the accounts sum to {sum}"));
        }
        Ok(books)
    }

    /// What lies on an account by its transfers.
    pub fn posted(&self, account: Account) -> i64 {
        self.accounts.get(&account).map_or(0, |balance| balance.posted)
    }

    /// What all customers together may spend, or have set aside.
    pub fn customers(&self) -> i64 {
        let theirs = self.accounts.values().filter(|it| it.account.customer().is_some());
        theirs.map(|balance| balance.posted).sum()
    }

    fn enter(&mut self, transfer: &Transfer) {
        let Transfer { cause, step, from, to, amount, .. } = *transfer;
        self.transfers += 1;
        for (account, side) in [(from, Side::From), (to, Side::To)] {
            let before = self.accounts.entry(account).or_insert(Balance::empty(account));
            match before.after(step, side, amount) {
                Some(after) if after.sound() => *before = after,
                after => {
                    let what = format!("{transfer:?} makes {before:?} {after:?}");
                    say(&mut self.broken, what);
                }
            }
        }
        let held = match step {
            Step::Moved => return,
            Step::Held => self.holds.insert(cause, amount).map_or(Some(amount), |_| None),
            Step::Posted | Step::Voided => self.holds.remove(&cause),
        };
        if held != Some(amount) {
            let what = format!("{transfer:?} does not fit what was held: {held:?}");
            say(&mut self.broken, what);
        }
    }
}

/// A ledger that is broken in every line is not told line by line.
fn say(broken: &mut Vec<String>, what: String) {
    if broken.len() < FINDINGS_MAX {
        broken.push(what);
    }
}
