//! Is what may be lost since a copy looked after, and does money that is nobody's lie where it
//! should?

use super::Later;
use crate::domain::ledger::Account;
use crate::domain::restore::Restore;
use crate::domain::unclaimed::{Claim, Unclaimed};
use crate::shop::ledger::balance;
use crate::shop::restore::newest;
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;

pub(super) fn faults(read: &impl Read, later: &Later) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let lasts = newest(read)?.is_some_and(|it: Restore| it.lasts());
    if lasts != later.restored {
        broken.push(format!("a restore lasts: {lasts}, and is looked after: {}", later.restored));
    }
    let mut lies = 0;
    each::<Unclaimed>(read, |it| {
        let asked = matches!(it.state, Claim::Asked { .. });
        if asked && !later.unclaimed.contains(&it.id) {
            broken.push(format!("unclaimed payment {}: nobody asks about it", it.id.0));
        }
        lies += if it.lies() { it.amount.0 as i64 } else { 0 };
        Ok(())
    })?;
    let posted = balance(read, Account::Unclaimed)?.posted;
    if posted != lies {
        broken.push(format!("{lies} is nobody's, and the ledger says {posted}"));
    }
    Ok(broken)
}
