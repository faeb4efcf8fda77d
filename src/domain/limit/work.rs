//! The writer, the outbox and the timers: what waits, for how long, how often.

use crate::domain::time::Span;

/// Update ids remembered. Telegram repeats within two minutes what it believes was not taken:
/// so many come in that time where eighty people press something every second.
pub const SEEN_UPDATES: u64 = 10_000;
/// Inputs that may wait for the writer before submitters are held back.
pub const INBOX_INPUTS_MAX: usize = 1024;
/// Inputs that share one transaction. 256 small ones are some 10 ms of work.
pub const BATCH_INPUTS_MAX: usize = 256;
/// Timers rung in one go, so that a backlog after a long stop lets buyers in between.
pub const TIMERS_PER_TICK: usize = 64;
/// Work in one transaction before those who wait for its commit get it.
pub const BATCH_WORK_MAX: Span = Span::millis(20);
/// Rows looked at in one step of the night's sweeping, a few milliseconds of work, and the pause
/// before the next: 100,000 orders take a quarter of an hour in which nobody feels it.
pub const PRUNE_ROWS: usize = 100;
pub const PRUNE_PAUSE: Span = Span::secs(1);
/// Nights that must have passed since an order was made before it may be swept: a clock that
/// jumps by a year makes one of them, and after two true ones nobody can pay it any more.
pub const PRUNE_NIGHTS: usize = 3;
/// Two nights have at least this between them, in which the shop's time has really gone on.
pub const PRUNE_NIGHT: Span = Span::hours(20);
/// Orders that ended unpaid are kept for a quarter: whoever asks about one asks sooner.
pub const UNPAID_KEPT: Span = Span::hours(90 * 24);
/// A conversation that was left in the middle is not gone on with after a week of nights. Nights,
/// because a clock that jumps by a year makes one of them at most.
pub const SESSION_NIGHTS: u32 = 7;
/// A cart waits for its owner as long as an unpaid order.
pub const CART_NIGHTS: u32 = 90;
/// When a timer whose work broke is tried again.
pub const TIMER_AGAIN: Span = Span::hours(1);
/// Tasks that were given up are kept for people to see, but not without end.
pub const DEAD_EFFECTS_MAX: u64 = 500;
/// So are inputs that broke something. One that breaks every hour fills this in two weeks, and
/// most are small: the largest, a file with stock, is some 7 MB.
pub const QUARANTINED_MAX: u64 = 300;

/// Tries of one message to Telegram, spread over about two days, before it is given up.
pub const SEND_ATTEMPTS_MAX: u16 = 60;
/// Tries to fetch a file that is to be sold, some minutes together: the others wait behind it, and
/// whoever sent it can send it again.
pub const FILE_ATTEMPTS_MAX: u16 = 6;
/// The longest pause between two tries of a message.
pub const TELEGRAM_PAUSE_MAX: Span = Span::hours(1);
/// The longest pause between two questions to the gateway: an invoice lives for minutes.
pub const GATEWAY_PAUSE_MAX: Span = Span::secs(15);
/// Questions to the gateway under way at once: one that hangs holds one of them.
pub const QUESTIONS_AT_ONCE: usize = 64;
/// How long stopping may take in all, within the five seconds a supervisor is told.
pub const STOP_MAX: Span = Span::millis(4_500);
/// Failures of the gateway in a row before the owners hear: one is a hiccup, and two are told to
/// the buyer who waits.
pub const GATEWAY_FAILURES: u32 = 3;
/// How long a result that nobody waits for may wait for a commit to ride along with. A crash
/// meanwhile repeats the message: at the usual pace, a second's worth.
pub const LAZY_WAIT: Span = Span::secs(1);
/// More of them than one batch takes get a commit of their own.
pub const LAZY_RESULTS_MAX: usize = BATCH_INPUTS_MAX;
/// How long couriers under way are waited for when the appliance stops.
pub const DRAIN: Span = Span::secs(3);
/// A callback can be answered for 150 s (Bot API server); later there is nobody waiting.
pub const CALLBACK_LIFE: Span = Span::secs(150);
/// Messages under way at once: a slow chat holds one of them.
pub const SENDS_AT_ONCE: usize = 64;
/// What one person may do in a moment, and each second after it: three times what quick thumbs
/// do in a cart, and far below what fills the queue of a chat.
pub const PERSON_BURST: u32 = 60;
pub const PERSON_PER_SECOND: u32 = 4;
/// One chat takes about one message a second, with short bursts.
pub const CHAT_BURST: u32 = 4;
/// A group takes 20 messages a minute.
pub const GROUP_PER_MINUTE: u32 = 20;

/// Answers that one chat may have waiting: who has pressed more than that meanwhile looks at the
/// newest. A chat takes one a second, so that these are read within seconds.
pub const ANSWERS_WAITING_MAX: usize = 3;
/// An answer that has waited for so long is not read any more when a newer one is there.
pub const ANSWER_LIFE: Span = Span::minutes(2);
/// Notices that wait apart for one chat; more of them are gathered into one message.
pub const NOTICES_APART: usize = 3;
/// Rows of buttons under a gathered notice: what fits a phone without much scrolling.
pub const NOTICE_ROWS_MAX: usize = 8;
/// What somebody has said counts half after this long, and is forgotten soon after: a flood is
/// told from a purchase by a minute of it.
pub const TALK_HALF: Span = Span::secs(15);
/// Answers between two clearings of what was said: an address book of a few thousand.
pub const TALK_FORGET_EVERY: usize = 4_096;
/// Rows of effects read at a time when the shop opens: a card is 2 KB, a file may be 2 MB.
pub const SLIPS_AT_ONCE: usize = 64;
/// What is done by hand is promised within a month at most: nobody waits for longer than that.
pub const TODO_WITHIN_MAX: Span = Span::hours(30 * 24);
/// As the shop promises it, where the seller has said nothing else.
pub const TODO_WITHIN: Span = Span::hours(24);
/// Between two reminders of what is not done in time: often enough to be seen, and no alarm.
pub const TODO_AGAIN: Span = Span::hours(3);
/// How long a question waits for its buyer's answer when they are asked again, one after another.
/// The first may have been lost among the goods; after three days they have other things in mind,
/// and somebody of the staff writes to them.
pub const QUESTION_REMINDERS: [Span; 3] = [Span::hours(1), Span::hours(23), Span::hours(48)];
/// A buyer's newest orders that are looked through for a question which they may be answering.
pub const ASKED_ORDERS: usize = 10;
/// A question to the buyer, and their answer: some lines of an address, no letter.
pub const TODO_QUESTION_CHARS_MAX: usize = 200;
pub const TODO_ANSWER_CHARS_MAX: usize = 500;
/// Things to do in one list, and their units: some ten milliseconds of reading. More of them than
/// anybody can do come up as the first are done.
pub const TODOS_MAX: usize = 1_000;
pub const TODO_UNITS_MAX: usize = 10_000;
