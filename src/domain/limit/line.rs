//! The line to Telegram: calls, updates, webhook and polling.

use crate::domain::time::Span;

/// Telegram answers a call within a second; after this long nobody is there.
pub const CALL_WAIT: Span = Span::secs(20);
/// The largest picture over a line that sends 1 Mbit/s.
pub const UPLOAD_WAIT: Span = Span::secs(60);
/// How long Telegram may hold a question for updates; its server cuts longer ones to this.
pub const POLL_WAIT: Span = Span::secs(50);
/// On top of it, for the way there and back.
pub const POLL_MARGIN: Span = Span::secs(10);
/// How long the writer may take over a whole answer of updates before that is called hanging.
pub const TAKE_WAIT: Span = Span::secs(60);
/// How long the writer may take to answer before the shop is called not ready.
pub const READY_WAIT: Span = Span::secs(2);
/// Updates in one answer: the most Telegram gives.
pub const POLL_UPDATES_MAX: u8 = 100;
/// Connections on which Telegram may bring updates at once: its own usual number.
pub const WEBHOOK_CONNECTIONS: u8 = 40;
/// One update: a message of 4096 signs with all that may hang on it is some 100 KiB.
pub const UPDATE_BYTES_MAX: usize = 1 << 20;
/// The ports to which Telegram brings updates.
pub const WEBHOOK_PORTS: [u16; 4] = [443, 80, 88, 8443];
/// How often the way updates come is looked at: two looks in a row decide, and a change over
/// must not take longer than `CHANGE_MAX`.
pub const WAY_LOOK: Span = Span::secs(3);
/// How long such a look may take: Telegram answers in a tenth of that, and so does our own door.
pub const WAY_ANSWER: Span = Span::secs(3);
/// The longest time from the first update that does not arrive to the other way of asking, and
/// from the moment the webhook can be reached to its use.
pub const CHANGE_MAX: Span = Span::secs(15);
/// A webhook that fails again soon after is left alone for longer each time.
pub const WEBHOOK_REST: Span = Span::secs(30);
pub const WEBHOOK_REST_MAX: Span = Span::minutes(30);
/// Where we cannot see our own public address from inside, it is tried at such times.
pub const WEBHOOK_BLIND: Span = Span::minutes(1);
/// A webhook that has worked so long may fail once more without being called unsteady.
pub const WEBHOOK_STEADY: Span = Span::minutes(10);
/// A change over that is not undone by then is told to the owners.
pub const WEBHOOK_TELL: Span = Span::minutes(2);
/// So many failures without a steady time between them are told as well.
pub const WEBHOOK_FALLS: u32 = 3;
/// Our own certificate is made for so long, and made anew when less than the second is left:
/// no shop runs for a year without a new start.
pub const CERTIFICATE_LIFE: Span = Span::hours(24 * 3650);
pub const CERTIFICATE_LEFT: Span = Span::hours(24 * 365);
/// Asked for the same updates sooner than this, Telegram gives them one by one.
pub const SAME_OFFSET_GAP: Span = Span::secs(3);
/// Updates come in up to 4 MiB an answer; JSON may write a sign in six bytes, but not them all.
pub const BOT_ANSWER_BYTES_MAX: usize = 8 << 20;
/// Words of the outside that are kept to explain a failure.
pub const REASON_CHARS_MAX: usize = 300;
/// The first pause after Telegram failed to answer; each further one is twice as long.
pub const RETRY_FIRST: Span = Span::millis(500);
/// The longest that Telegram's own word keeps us away: asking again once a minute does no harm,
/// and whoever was told an hour by mistake would be deaf for an hour. Its limit of a group counts
/// by the minute.
pub const RETRY_AFTER_MAX: Span = Span::minutes(1);
/// So many signs of another program with our token are no accident, and without one for so long
/// it has stopped: programs come back within half a minute of being sent away.
pub const RIVAL_SIGNS: usize = 2;
pub const RIVAL_QUIET: Span = Span::minutes(10);
/// Updates that nobody fetches stay at Telegram for at least so long: a button's press goes after
/// 150 s. Numbers further apart in time are not compared.
pub const UPDATES_STAY: Span = Span::minutes(2);
/// After a week without any update the numbers begin anew; a day less, to be sure.
pub const NUMBERS_JUMP: Span = Span::hours(6 * 24);
/// More than so many within two minutes no people send.
pub const RIVAL_GAP_MAX: u64 = 10_000;
/// The longest pause: people wait in front of a shop that has come back.
pub const RETRY_MOST: Span = Span::secs(30);
