//! Programs of others that carry copies, and the protocol that is spoken to them.

use crate::domain::time::Span;

/// A host's name by DNS.
pub const HOST_CHARS_MAX: usize = 253;

/// Lines to one place at once: the shop has one, a restore or somebody who tries it another.
pub const OFFSITE_LINES_MAX: usize = 4;
/// A program that signs in at the other end of the world has answered by then.
pub const OFFSITE_BEGIN: Span = Span::secs(45);
/// A line on which nothing goes is closed. The shop looks at its places every minute.
pub const OFFSITE_IDLE: Span = Span::minutes(5);
/// However busy it is, a line ends: what leaks in a program of others leaks for so long.
pub const OFFSITE_LIFE: Span = Span::hours(24);
/// A line is given up for a new one after so long, between two things to do.
pub const OFFSITE_RENEW: Span = Span::hours(1);
/// One that has rested is asked whether it lives before it is relied on: what lies between may
/// have forgotten it without a word.
pub const OFFSITE_DOUBT: Span = Span::secs(20);
/// Of what a program says, its last words are kept: the reason is in there.
pub const OFFSITE_WORDS_BYTES_MAX: usize = 4 << 10;
/// A program that has closed its mouth is gone in a moment; what it said is waited for so long.
pub const OFFSITE_LAST_WORDS: Span = Span::secs(2);
/// Told to go and with its ends closed, a program is gone by then, or does not know how.
pub const OFFSITE_GONE: Span = Span::secs(10);
/// Programs that stay although they were told to go. The carrier's unit lets it signal nobody, and
/// four of rclone's fill its memory: it ends, and whoever starts it anew takes them away first.
pub const OFFSITE_LINGER_MAX: usize = 4;
/// Why there are no lines is told once in so long: whoever cannot be reached is tried all day.
pub const OFFSITE_TOLD: Span = Span::minutes(1);
/// Where a socket cannot be listened to, as without a file's number left.
pub const OFFSITE_PAUSE: Span = Span::secs(1);
/// What is copied from one side to the other at once.
pub const OFFSITE_PIECE_BYTES: usize = 64 << 10;

/// What every server takes and gives in one answer: the standard's least.
pub const SFTP_PIECE_BYTES: usize = 32 << 10;
/// Pieces on their way at once, a megabyte: ten a second go round the world, and so ten megabytes.
pub const SFTP_PIECES_AT_ONCE: usize = 32;
/// OpenSSH's own bound of an answer. One of ours is a piece, or a hundred names.
pub const SFTP_ANSWER_BYTES_MAX: usize = 256 << 10;
/// A handle, by the standard.
pub const SFTP_HANDLE_BYTES_MAX: usize = 256;
/// Half a million names, a hundred with each answer, from the other end of the world.
pub const SFTP_LIST_MAX: Span = Span::minutes(30);
