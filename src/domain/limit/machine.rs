//! The machine: configuration, clock, disk, memory.

use crate::domain::time::{Span, Timestamp};

/// Units of an unpaid order stay reserved for at most a day: the gateway itself gives up then.
pub const INVOICE_MINUTES_MAX: u64 = 24 * 60;
pub const INVOICE_MAX: Span = Span::minutes(INVOICE_MINUTES_MAX);
/// Telegram lets a bot that pays for it send 1000 messages a second. A server of one's own has no
/// such limit; ten times that is more than any disk lets through.
pub const MESSAGES_PER_SECOND_MAX: u32 = 10_000;
/// What can be said of it in the chat: as much as Telegram lets pass, for a server of one's own is
/// the operator's.
pub const PACE_MAX: u32 = 1000;
/// A slug is part of an address and of a log line.
pub const PROJECT_CHARS_MAX: usize = 64;
/// A configuration is a page; a larger file is some other file.
pub const CONFIG_BYTES_MAX: usize = 1 << 20;
/// A process's number and a line's end.
pub const PID_BYTES_MAX: usize = 20;
/// A token is a line, ssh's largest keys are three kilobytes, and a section of rclone's with two
/// long tokens is six; a larger file is some other file.
pub const SECRET_BYTES_MAX: usize = 8 << 10;
/// A local socket's path fits into 108 bytes with the zero behind it (`sun_path`).
pub const SOCKET_PATH_BYTES_MAX: usize = 107;

/// No shop was open before this (1 January 2026): a clock that shows less has lost its time.
pub const CLOCK_LEAST: Timestamp = Timestamp(1_767_225_600_000);
/// From here on wall and monotonic time have parted: a clock that is kept right is moved by less,
/// and what is stored is aimed anew.
pub const CLOCK_STEP: Span = Span::secs(1);
/// How often somebody looks whether they have, when nothing else happens in the shop.
pub const CLOCK_LOOK: Span = Span::secs(1);
/// How far a clock may have been put back since the last sale. More than that, and invoices would
/// stand for hours.
pub const CLOCK_BACK_MAX: Span = Span::hours(1);
/// A clock agrees with another that is less than this away: answers take a moment and have whole
/// seconds, and certificates and deadlines begin to fail beyond it.
pub const CLOCK_AGREES: Span = Span::minutes(5);
/// The system's bus answers within milliseconds, and starts whoever is asked within a second or
/// two; a machine without one is not waited for.
pub const BUS_WAIT: Span = Span::secs(3);
/// A greeting and an answer, and whatever news come between them.
pub const BUS_MESSAGES_MAX: usize = 16;
/// Each of them is some 200 bytes.
pub const BUS_BYTES_MAX: usize = 4 << 10;

/// Below this free space no new order is opened; open ones are still settled and delivered.
/// Small, because the disk of a small server is often nearly full: an order needs 1 KB.
pub const DISK_FREE_BYTES_MIN: u64 = 64 << 20;
/// Kept in a file of its own and let go when the disk is full, so that cleaning up can commit:
/// some hundred commits' worth.
pub const BALLAST_BYTES: u64 = 16 << 20;
/// Copies of the data from before a change of its layout: the way back from the last update, and
/// from the one before.
pub const COPIES_KEPT: usize = 2;
/// Rows held in memory at a time while their layout changes. A product has hundreds of ways, which
/// weigh ten times what its row does: a few megabytes in all.
pub const MIGRATION_PIECE_BYTES: usize = 256 << 10;
/// A commit told as a record, whole in memory: the largest import there is (`IMPORT_BYTES_MAX`),
/// each line of it with its seal, digest and ways, eight times its size.
pub const CHANGE_RECORD_BYTES_MAX: usize = 256 << 20;
/// redb's page cache, of which the books that are added up at the start fill every byte: the
/// whole process shall rest below 20 MB, whatever its past. What is not cached here is in the
/// kernel's cache, where a page costs a copy: purchases after 100,000 orders, with this or four
/// times this, differ by less than one run differs from the next.
pub const CACHE_BYTES: usize = 2 << 20;

/// A segment of the log, and how many are kept, in bytes and number: together room for some
/// seconds of the busiest shop, written once so that no commit has to wait for more of the disk.
pub const LOG_SEGMENT_BYTES: usize = 1 << 20;
pub const LOG_SEGMENTS: usize = 8;
/// What the log may grow to while commits wait to be copied, in bytes. Beyond it they are not
/// waited for any more: better to lose a copy than the shop.
pub const LOG_BYTES_MAX: usize = 64 << 20;
/// Rows, entries and tallies in the log alone, or bytes of rows, after which they are brought into
/// the database's tables: few enough to be read again in milliseconds, and enough that many
/// commits share the pages they change. Three times as much makes a commit wait.
pub const CHECKPOINT_PLACES: usize = 4_096;
pub const CHECKPOINT_BYTES: usize = 1 << 20;
pub const CHECKPOINT_WAITING: usize = 3;
/// After so long they are brought there however few they are.
pub const CHECKPOINT_EVERY: Span = Span::secs(1);
