//! A trouble that lasts: since when, how often, and whether people have been told of it.

use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// What may go wrong for a while. The number is the row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Trouble {
    /// The gateway does not answer, or refuses whatever it is asked.
    Gateway = 1,
    /// Strangers knock at the door for notices.
    RejectedNotices = 2,
    /// Paid goods do not leave the shop.
    Undelivered = 3,
    /// The ledger does not add up.
    Books = 4,
    /// Telegram does not bring updates to our door, so we ask for them.
    Webhook = 5,
    /// Telegram does not answer.
    Telegram = 6,
    /// The processor has no rest.
    Cpu = 7,
    /// Little memory is left.
    Memory = 8,
    /// Little room is left on the disk.
    Disk = 9,
    /// The disk takes few more files.
    Inodes = 10,
    /// The system's journal fills the disk.
    Journal = 11,
    /// The database grows faster than any shop's.
    Growth = 12,
    /// What is due is not carried.
    Queue = 13,
    /// Our own errors come often.
    Errors = 14,
    /// Inputs broke something of ours.
    SetAside = 15,
    /// The machine's clock jumped.
    Clock = 16,
    /// The gateway tells us of no payment; we only find them by asking.
    Silence = 17,
    /// The shop did not run at all.
    Down = 18,
    /// Another program takes the updates of the shop's bot.
    Rival = 19,
    /// The same of the bot that warns.
    AlertRival = 20,
    /// The configuration holds secrets and can be read by everybody.
    OpenSecrets = 21,
    /// Bytes of the database have changed that nobody wrote.
    Damage = 22,
    /// The sellers' group takes no messages from us.
    Group = 23,
    /// Copies elsewhere do not follow the shop.
    CopiesBehind = 24,
    /// No snapshot elsewhere is of the last night.
    CopiesOld = 25,
    /// A place takes no copies.
    CopiesRefused = 26,
    /// A restore for practice failed.
    Drill = 27,
    /// Nobody has shown that they have the recovery key.
    RecoveryKey = 28,
    /// Another program ships as this shop: it takes no orders any more.
    TakenOver = 29,
}

impl Trouble {
    /// For machines that watch: never changed.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::Gateway => "gateway",
            Trouble::RejectedNotices => "strays",
            Trouble::Undelivered => "undelivered",
            Trouble::Books => "books",
            Trouble::Webhook => "webhook",
            Trouble::Telegram => "telegram",
            Trouble::Cpu => "cpu",
            Trouble::Memory => "memory",
            Trouble::Disk => "disk",
            Trouble::Inodes => "inodes",
            Trouble::Journal => "journal",
            Trouble::Growth => "growth",
            Trouble::Queue => "queue",
            Trouble::Errors => "errors",
            Trouble::SetAside => "set_aside",
            Trouble::Clock => "clock",
            Trouble::Silence => "silence",
            Trouble::Down => "down",
            Trouble::Rival => "rival",
            Trouble::AlertRival => "alert_rival",
            Trouble::OpenSecrets => "open_secrets",
            Trouble::Damage => "damage",
            Trouble::Group => "group",
            Trouble::CopiesBehind => "copies_behind",
            Trouble::CopiesOld => "copies_old",
            Trouble::CopiesRefused => "copies_refused",
            Trouble::Drill => "drill",
            Trouble::RecoveryKey => "recovery_key",
            Trouble::TakenOver => "taken_over",
        }
    }

    /// Seen at a start, and told then: there is no end to watch for, and no reminding but the next
    /// start.
    pub fn passing(self) -> bool {
        self == Trouble::OpenSecrets
    }
}

/// There is a row only while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    pub trouble: Trouble,
    /// In a row.
    pub failures: u32,
    pub since: Timestamp,
    pub told: bool,
}

/// What those who watch from outside have seen of a trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sight {
    /// It lasts, and this is how bad it is: in the unit that the trouble's text tells.
    Began {
        since: Timestamp,
        figure: u64,
    },
    Over,
}
