//! Who is on the staff, and what is kept for people meanwhile.

use crate::domain::time::Span;

/// Telegram's number of an album has some twenty digits.
pub const ALBUM_CHARS_MAX: usize = 64;
/// Files that wait to hear which product they are for: an album holds ten.
pub const FILES_WAITING_MAX: usize = 10;

/// A pairing code lives this long: enough to read it out, too short to leave lying about.
pub const PAIRING_LIFE: Span = Span::minutes(10);
/// Signs of a pairing code: fifty bits, which nobody guesses in ten minutes.
pub const PAIRING_SIGNS: usize = 10;
/// Codes that were none, of one person within `WRONG_CODES_SPAN`: after these, none is looked at.
/// Whoever mistypes one has several more tries, and whoever guesses has got nowhere.
pub const WRONG_CODES_MAX: u32 = 5;
pub const WRONG_CODES_SPAN: Span = Span::hours(1);

/// What a cashier may give back of one order until the owner says another amount: one item of what
/// such shops sell, and no day's takings.
pub const CASHIER_REFUND: u64 = 100_000;
/// Codes that nobody has used yet: a shop that invites its whole staff at once needs no more.
pub const PAIRINGS_MAX: usize = 20;

/// A group that refuses messages is tried this often: once its topic is open again, somebody looks.
pub const GROUP_AGAIN: Span = Span::minutes(30);
/// What one owner is told of the time in which they could not be reached: more of it is in the
/// ledger, which has it all.
pub const MISSED_MAX: usize = 50;
/// People on the staff who joined by a code. Each hears of every sale.
pub const STAFF_MAX: usize = 100;
/// How exactly it is noted when somebody came last: a row an hour is no work.
pub const SEEN_EVERY: Span = Span::hours(1);
/// What one of the staff may change within `BUSY_SPAN`, or do of that which has no end: a tap is
/// one, however much it changes. A hand that taps every six seconds for an hour stays below it; a
/// program that was given somebody's account does not fill the log.
pub const ACTS_AN_HOUR_MAX: u32 = 600;
pub const BUSY_SPAN: Span = Span::hours(1);
/// Entries of the log on one page: with what each of them says they fill a phone's screen.
pub const AUDIT_LINES: usize = 8;
/// Steps along the ways of a filter for one page of the log, a blink's work: what lies beyond is
/// looked for when somebody turns the page.
pub const AUDIT_STEPS_MAX: usize = 4_000;
/// Days that the log offers as buttons: a week.
pub const AUDIT_DAYS: u64 = 7;
/// Signs of one value in a line of the log, and on an entry's own card.
pub const AUDIT_VALUE_CHARS: usize = 32;
pub const AUDIT_CARD_CHARS: usize = 300;
/// Customers whose names are looked through for one: some tens of milliseconds of work. Whoever is
/// not among them is found by number or username.
pub const CUSTOMERS_SEARCHED_MAX: usize = 20_000;
/// Customers of one name that are shown: more do not fit a phone's screen.
pub const CUSTOMERS_FOUND_MAX: usize = 10;
/// Signs of a name that is looked for: a single one is in most names.
pub const CUSTOMER_NAME_SIGNS_MIN: usize = 2;
