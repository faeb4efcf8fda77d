//! From where on a figure of the machine or of the shop is a trouble, and when it is over.

use super::super::time::Span;

/// A figure that is watched: from where on it is bad, from where on it is good again, and for
/// how long each must be so without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    pub bad: u64,
    pub good: u64,
    pub bad_for: Span,
    pub good_for: Span,
}

impl Bound {
    const fn new(bad: u64, good: u64, bad_for: Span, good_for: Span) -> Bound {
        Bound { bad, good, bad_for, good_for }
    }

    /// Whether more of it is worse.
    const fn rises(&self) -> bool {
        self.bad > self.good
    }

    pub const fn bad(&self, value: u64) -> bool {
        if self.rises() { value >= self.bad } else { value <= self.bad }
    }

    pub const fn good(&self, value: u64) -> bool {
        if self.rises() { value <= self.good } else { value >= self.good }
    }
}

/// How often the machine is looked at: often enough for a disk that fills, and some 10 ms each.
pub const WATCH_EVERY: Span = Span::secs(15);
/// The journal is many files, and grows slowly.
pub const JOURNAL_EVERY: Span = Span::minutes(5);
/// Telegram's own bad moments are over within minutes.
pub const LINE_DOWN: Bound = Bound::new(300, 0, Span(0), Span(0));
/// Signs of another program with our token, as they are counted (`RIVAL_SIGNS`).
pub const RIVAL: Bound = Bound::new(2, 0, Span(0), Span(0));
/// A small machine is at its end while it installs an update, and that is no trouble: a quarter
/// of an hour without a break is.
pub const CPU_PERCENT: Bound = Bound::new(95, 85, Span::minutes(15), Span::minutes(5));
/// Of 512 MB these are 25 and 50; what the kernel gives back when asked counts as free.
pub const MEMORY_PERCENT: Bound = Bound::new(5, 10, Span::minutes(5), Span::minutes(5));
/// Four times what the shop needs to take orders: an hour to act in, on a disk that fills by
/// 50 KB a second. Small servers are often nearly full, so it is no share of the whole.
pub const DISK_MEGABYTES: Bound = Bound::new(256, 384, Span::minutes(1), Span::minutes(1));
pub const INODES_PERCENT: Bound = Bound::new(3, 5, Span::minutes(1), Span::minutes(1));
/// The journal keeps itself below a tenth of its disk unless somebody told it otherwise.
pub const JOURNAL_PERCENT: Bound = Bound::new(15, 12, Span::minutes(1), Span::minutes(1));
/// Megabytes in a day. A hundred thousand orders are some hundred, and so are a hundred photos.
pub const GROWTH_MEGABYTES: Bound = Bound::new(512, 256, Span(0), Span(0));
pub const GROWTH_WINDOW: Span = Span::hours(24);
pub const GROWTH_EVERY: Span = Span::hours(1);
/// Seconds that something which could go has waited: a broadcast to a thousand takes forty.
pub const QUEUE_LATE: Bound = Bound::new(300, 60, Span::minutes(1), Span::minutes(1));
/// Our own errors are rare: ten within the window have a cause that stays. None within it are
/// its end.
pub const ERRORS: Bound = Bound::new(10, 0, Span(0), Span(0));
pub const ERRORS_WINDOW: Span = Span::minutes(10);
/// Every page of the data is read once a day: a disk loses them in silence, and the longer one is
/// not missed, the older is the copy that still has it.
pub const SCRUB_EVERY: Span = Span::hours(24);
/// Seconds. A clock that is kept right moves by fractions; invoices live for minutes.
pub const CLOCK_JUMP: Bound = Bound::new(120, 0, Span(0), Span(0));
/// A jump from that many seconds on is remembered for that long.
pub const CLOCK_JUMP_KEPT: (u64, Span) = (CLOCK_JUMP.bad, Span::hours(1));
/// Tasks looked through for what is late, beyond those that were given up.
pub const LATE_LOOKED_AT: usize = 500;

/// Seconds of the shop's latest past that are nowhere else. Copies follow within five; a line that
/// is down for a moment is no reason to wake anybody.
pub const COPIES_BEHIND: Bound = Bound::new(300, 60, Span(0), Span(0));
/// Seconds. A snapshot every night, and two hours for one that takes long.
pub const COPIES_OLD: Bound = Bound::new(26 * 3600, 25 * 3600, Span(0), Span(0));
/// Seconds for which a place has not done what it should: after a quarter of an hour it is no
/// restart of a server.
pub const COPIES_REFUSED: Bound = Bound::new(900, 0, Span(0), Span(0));
/// It failed, or not.
pub const DRILL_FAILED: Bound = Bound::new(1, 0, Span(0), Span(0));
/// Not confirmed, or it is: whoever has just set up the shop has an hour to type it.
pub const KEY_UNCONFIRMED: Bound = Bound::new(1, 0, Span::hours(1), Span(0));
/// It is so, or not: each minute may sell something twice.
pub const TAKEN_OVER: Bound = Bound::new(1, 0, Span(0), Span(0));
