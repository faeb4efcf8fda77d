//! What Telegram shows of ours. The build reads this file too, which therefore names no other.

/// A message of Telegram holds 4096 UTF-16 units after its markup is read.
pub const MESSAGE_UNITS_MAX: usize = 4096;
/// The text under a photo or document holds 1024.
pub const CAPTION_UNITS_MAX: usize = 1024;
/// What a button may carry, in bytes (Bot API, `callback_data`).
pub const CALLBACK_BYTES_MAX: usize = 64;
/// The toast that answers a button.
pub const TOAST_CHARS_MAX: usize = 200;
