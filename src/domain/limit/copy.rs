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
/// A snapshot that is written to a slow disk waits for it after so many bytes: else the kernel
/// gathers hundreds of megabytes, and a commit's sync waits behind all of them.
pub const OBJECT_SYNC_BYTES: usize = 4 << 20;

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
