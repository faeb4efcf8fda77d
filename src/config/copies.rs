//! How the shop's own copy is kept: when a snapshot is taken, what stays here, who practises.

use super::check;
use super::table::{Table, text};
use crate::domain::limit::{
    LOCAL_DAYS_MAX, LOCAL_PERCENT_MAX, SNAPSHOT_HOUR, SNAPSHOT_KEPT_DAYS, SNAPSHOT_KEPT_PERCENT,
};
use crate::domain::time::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The hour of the shop's clock at which a snapshot is taken.
    pub snapshot_hour: u8,
    /// What is older needs not stay here.
    pub local: Span,
    /// Of the room on the disk, so much at most, but for the newest.
    pub local_percent: u64,
    pub drill: Practice,
}

/// Who practises a restore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// The machine does, every week, with a key of its own to the copies.
    Machine,
    /// Only the owner can, with the key on paper: whoever gets at this machine gets at no copy.
    Owner,
}

impl Default for Copies {
    fn default() -> Copies {
        Copies {
            snapshot_hour: SNAPSHOT_HOUR,
            local: Span::hours(24 * SNAPSHOT_KEPT_DAYS),
            local_percent: SNAPSHOT_KEPT_PERCENT,
            drill: Practice::Machine,
        }
    }
}

pub fn copies(mut table: Table<'_>) -> Option<Copies> {
    let usual = Copies::default();
    let hour = table
        .or("snapshot_hour", usual.snapshot_hour, |value| Ok(check::between(value, 0, 23)? as u8));
    let local = table.or("local_days", usual.local, |value| {
        Ok(Span::hours(24 * check::between(value, 0, LOCAL_DAYS_MAX)?))
    });
    let percent = table.or("local_percent", usual.local_percent, |value| {
        check::between(value, 1, LOCAL_PERCENT_MAX)
    });
    let drill = table.or("drill", usual.drill, |value| match text(value)? {
        "machine" => Ok(Practice::Machine),
        "owner" => Ok(Practice::Owner),
        other => Err(format!("\"{other}\" is not who practises; there are: machine, owner")),
    });
    table.close();
    Some(Copies { snapshot_hour: hour?, local: local?, local_percent: percent?, drill: drill? })
}
