//! What Telegram shows of ours, and who is on the staff.

use crate::domain::time::Span;

/// A message of Telegram holds 4096 UTF-16 units after its markup is read.
pub const MESSAGE_UNITS_MAX: usize = 4096;
/// The text under a photo or document holds 1024.
pub const CAPTION_UNITS_MAX: usize = 1024;
/// What a button may carry, in bytes (Bot API, `callback_data`).
pub const CALLBACK_BYTES_MAX: usize = 64;
/// The toast that answers a button.
pub const TOAST_CHARS_MAX: usize = 200;

/// Telegram's number of an album has some twenty digits.
pub const ALBUM_CHARS_MAX: usize = 64;
/// Files that wait to hear which product they are for: an album holds ten.
pub const FILES_WAITING_MAX: usize = 10;

/// A pairing code lives this long: enough to read it out, too short to leave lying about.
pub const PAIRING_LIFE: Span = Span::minutes(30);
/// Signs of a pairing code: fifty bits, which nobody guesses in half an hour.
pub const PAIRING_SIGNS: usize = 10;

/// People on the staff.
pub const STAFF_MAX: usize = 100;
/// Orders looked through when a buyer comes back.
pub const ORDERS_STUCK_MAX: usize = 500;
