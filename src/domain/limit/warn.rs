//! What owners hear of troubles, and the log.

use crate::domain::time::Span;

/// Troubles come in company: what else breaks within this time is told in the same message.
pub const NEWS_WAIT: Span = Span::secs(5);
/// Between two messages about trouble to one owner: what changes faster than one can read is
/// told as it stands then.
pub const NEWS_GAP: Span = Span::minutes(1);
/// News that cannot be written are tried again: what they are made of may be mended meanwhile.
pub const NEWS_AGAIN: Span = Span::minutes(10);
/// Who has slept over a warning sees it again in the morning, and then once a day.
pub const REMIND_AFTER: Span = Span::hours(6);
pub const REMIND_AGAIN: Span = Span::hours(24);
/// Quiet for a week at most: a shop that nobody listens to for longer has no owner.
pub const MUTE_MAX: Span = Span::hours(7 * 24);
/// How often a stranger hears that the bot is not for them.
pub const STRANGER_GAP: Span = Span::minutes(1);
/// An answer that an owner has waited for this long is no answer to what is now.
pub const TELL_LIFE: Span = Span::minutes(10);
/// The longest pause between two tries of a warning: it is to be there when Telegram is.
pub const ALERT_PAUSE_MAX: Span = Span::secs(30);
/// Warnings under way at once: one that hangs does not hold the others.
pub const ALERTS_AT_ONCE: usize = 8;
/// A shop that cannot start is tried again and again; its owners hear of the same cause twice a
/// working day, and of another one a little later.
pub const DOWN_GAP_SAME: Span = Span::hours(6);
pub const DOWN_GAP: Span = Span::minutes(30);
/// A shop that runs again after this long has only stumbled: longer than systemd waits before it
/// tries again, shorter than what is left of the time that telling may take.
pub const DOWN_DOUBT: Span = Span::secs(20);
pub const DOWN_LOOK: Span = Span::secs(1);
/// Telling it is tried for as long as a unit may take to start.
pub const DOWN_TELL: Span = Span::minutes(1);
/// So that a line that comes back within that minute is used.
pub const DOWN_PAUSE_MAX: Span = Span::secs(10);
/// A shop that has run for this long runs again.
pub const DOWN_OVER: Span = Span::minutes(10);
/// Lines of the log that fit one message, and how many are shown when no number is given.
pub const LOG_LINES_MAX: u16 = 50;
pub const LOG_LINES: u16 = 20;
/// One line of the log in a chat.
pub const LOG_LINE_SHOWN: usize = 300;
/// An input that breaks something is one warning; an hour without another is its end.
pub const SET_ASIDE_QUIET: Span = Span::hours(1);
/// Payments found without any notice of the gateway, over that time, before the owners hear:
/// a notice may be late, but in half an hour one of five would have come.
pub const SILENCE_PAYMENTS: u64 = 5;
pub const SILENCE_AFTER: Span = Span::minutes(30);

/// Lines of the log kept in memory, and the length of each: as much as a chat shows at once,
/// some times over.
pub const LOG_LINES_KEPT: usize = 200;
pub const LOG_LINE_CHARS_MAX: usize = 500;
