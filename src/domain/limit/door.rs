//! What comes in from outside: requests, connections, strange notices.

use crate::domain::time::Span;

/// A notice of the gateway is some 300 bytes.
pub const HOOK_BYTES_MAX: usize = 16 << 10;
/// A notice is flat; a few storeys more for fields that are not known yet.
pub const NOTICE_DEPTH_MAX: usize = 8;
/// A person who sends a request header more slowly than this is not the gateway.
pub const HOOK_READ: Span = Span::secs(10);
/// A notice waits this long for its commit; then its sender is told to try again.
pub const HOOK_WAIT: Span = Span::secs(5);
/// Connections to one door at once. Where it is full, who has said nothing goes for whoever comes;
/// while all are at work, more of them wait in the kernel's line.
pub const CONNECTIONS_MAX: usize = 256;
/// Of one address: Telegram's own, and room for the gateway behind the same proxy.
pub const CONNECTIONS_OF_ONE_MAX: usize = 64;
/// A connection from outside is closed after this long, however busy: nobody holds a place.
pub const CONNECTION_LIFE: Span = Span::minutes(5);
/// What a request may bring in its head.
pub const HEAD_BYTES_MAX: usize = 16 << 10;
/// A part of an import from the command line may wait this long behind buyers.
pub const LOCAL_WAIT: Span = Span::minutes(1);
/// What a command wants to look at, in a few words of JSON.
pub const LOOK_BYTES_MAX: usize = 4 << 10;
/// A command waits for the shop a little longer than the shop for its writer.
pub const ANSWER_WAIT: Span = Span::secs(90);
/// Whoever waits for a copy or a drill hears of it now and then; the proof of a large shop is
/// silent for minutes on a small machine.
pub const COPY_WAIT: Span = Span::minutes(15);
/// Requests under way when the shop stops get this long.
pub const STOP_GRACE: Span = Span::secs(2);
/// Refused requests are told to the log and the journal once in this time and for each reason:
/// strangers do not fill the disk.
pub const REFUSAL_GAP: Span = Span::minutes(1);
/// Lines kept of notices that are none of ours: a flood for all five reasons fills them in three
/// hours, and a few a day last for months.
pub const REJECTED_MAX: u64 = 1_000;
/// More than this many within that time are worth a warning: a mistyped setting makes as many
/// with every sale, a misguided sender a few.
pub const REJECTED_FLOOD: u64 = 20;
pub const REJECTED_WINDOW: Span = Span::minutes(10);
/// A flood is over when a whole hour brought no more than that, looked at every ten minutes.
pub const REJECTED_QUIET: Span = Span::hours(1);
pub const REJECTED_LOOK: Span = Span::minutes(10);
/// The seller's menu speaks of strange notices of the last day, in a few lines.
pub const REJECTED_SHOWN: Span = Span::hours(24);
pub const REJECTED_LINES: usize = 3;
