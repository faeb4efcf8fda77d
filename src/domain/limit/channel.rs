//! A channel of Telegram's as a place for copies: what its server takes and gives, and at which
//! pace.

use crate::domain::time::Span;

/// A bot fetches files of at most 20 MiB: larger ones could be sent and never be had back. One
/// less, for whatever is counted besides.
pub const CHANNEL_PART_BYTES: u64 = 19 << 20;
/// Objects of one round go together up to here: so much is held in memory while each of them is
/// read back, so that it is fetched once.
pub const CHANNEL_BUNDLE_BYTES: u64 = 4 << 20;
/// For so long is what was fetched handed out again: while the objects of one bundle are read.
pub const CHANNEL_HELD: Span = Span::minutes(1);
/// A channel takes about 20 messages a minute from a bot that has buyers to answer as well. Two
/// every five minutes are nothing to it, and what is sold in five minutes can be asked for again.
pub const CHANNEL_EVERY: Span = Span::minutes(5);
/// Its list goes there whole each time: one of a busy shop, larger than this when sealed, goes
/// more rarely, or it would be more than the copies themselves.
pub const CHANNEL_LIST_LARGE: u64 = 1 << 20;
pub const CHANNEL_EVERY_LARGE: Span = Span::minutes(15);
/// Unpacked. A shop that sells every five seconds has 120,000 objects in a week, of which the
/// list tells 150 bytes each.
pub const CHANNEL_LIST_BYTES_MAX: u64 = 64 << 20;
/// A link to a file is good for an hour at least.
pub const CHANNEL_LINK_LIFE: Span = Span::minutes(30);
/// Rights that the owner takes away are found out when something is refused; what would only
/// matter on the day of a restore is looked after so often.
pub const CHANNEL_CHECK_EVERY: Span = Span::hours(24);
