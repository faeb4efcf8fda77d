//! Objects of a copy: how large their pieces are, and for how long they are kept.

use super::machine::{CHANGE_RECORD_BYTES_MAX, CONFIG_BYTES_MAX};
use crate::domain::time::Span;

/// Rows that lie together in an object, and are in memory together when it is read.
pub const OBJECT_FRAME_BYTES: usize = 256 << 10;
/// One row or one record alone may have more: as much as the commit that it came with, and a few
/// bytes that say what it is.
pub const OBJECT_FRAME_BYTES_MAX: usize = CHANGE_RECORD_BYTES_MAX + 64;
/// Two names, numbers, two digests.
pub const OBJECT_HEADER_BYTES_MAX: usize = 4 << 10;
/// What is unpacked needs a window of so many bytes, as a power of two. Level 3 takes 2 MiB; an
/// object that wants gigabytes is none of ours.
pub const OBJECT_WINDOW_LOG_MAX: u32 = 23;
/// The key, the configuration, and a secret for each place and gateway.
pub const KIT_FILES_MAX: usize = 64;
/// The largest of them is the configuration.
pub const KIT_FILE_BYTES_MAX: usize = CONFIG_BYTES_MAX;
/// A file's name on any disk, with room for `.new`.
pub const KIT_NAME_CHARS_MAX: usize = 100;

/// Logs since the last snapshot, in bytes, after which another is made however young it is: a
/// restore reads them all. A large shop's may have a quarter of its snapshot.
pub const LOCAL_LOG_BYTES_MIN: u64 = 8 << 20;

/// Records that are replayed in one transaction, in bytes: some thousand of them.
pub const REPLAY_BYTES: usize = 4 << 20;

/// Any moment of so long ago can be brought back: a mistake is often seen a weekend later.
pub const KEPT_WHOLE: Span = Span::hours(7 * 24);
/// Then one snapshot a day, a week, a month: for books, and for what is missed late.
pub const KEPT_DAILY: Span = Span::hours(30 * 24);
pub const KEPT_WEEKLY: Span = Span::hours(12 * 7 * 24);
pub const KEPT_MONTHLY: Span = Span::hours(366 * 24);
/// Of a time in which nothing was copied, not even a sign of life, so much counts at most: it may
/// be a clock that has leapt.
pub const SILENCE_COUNTED: Span = Span::hours(24);

/// Room for what is built, in lengths of its snapshot, which is packed: rows unpack to about twice
/// as much, and a database has room between them.
pub const RESTORE_ROOM: u64 = 3;
/// When few people buy, by the shop's clock.
pub const SNAPSHOT_HOUR: u8 = 3;
/// What stays on the shop's own disk: for a mistake that is seen the next day, and for a place that
/// was away for a night. More is the places' business.
pub const SNAPSHOT_KEPT_DAYS: u64 = 2;
pub const LOCAL_DAYS_MAX: u64 = 366;
/// Of the room on the disk: a shop needs its own more than its copies.
pub const SNAPSHOT_KEPT_PERCENT: u64 = 10;
pub const LOCAL_PERCENT_MAX: u64 = 50;
/// How often what stays is looked over.
pub const TRIM_EVERY: Span = Span::hours(1);
/// After a copy that failed there is a rest: what fails on a full disk writes a lot first.
pub const COPY_REST: Span = Span::minutes(1);
/// A drill every week; one that failed is tried again the next day.
pub const DRILL_EVERY: Span = Span::hours(7 * 24);
pub const DRILL_AGAIN: Span = Span::hours(24);
/// The first one soon after the first copies are elsewhere; none while a shop has just begun.
pub const DRILL_AFTER_START: Span = Span::minutes(10);
/// Wishes that may wait while one is carried out: people press twice.
pub const ORDERS_WAITING: usize = 4;
