//! Every upper bound of the appliance on one page, each with its reason.

mod watch;

pub use watch::*;

use super::time::{Span, Timestamp};

/// A message of Telegram holds 4096 UTF-16 units after its markup is read.
pub const MESSAGE_UNITS_MAX: usize = 4096;
/// The text under a photo or document holds 1024.
pub const CAPTION_UNITS_MAX: usize = 1024;
/// What a button may carry, in bytes (Bot API, `callback_data`).
pub const CALLBACK_BYTES_MAX: usize = 64;
/// The toast that answers a button.
pub const TOAST_CHARS_MAX: usize = 200;

/// Names stay readable in a list of ten and inside a caption with all else.
pub const NAME_CHARS_MAX: usize = 80;
/// The name of a store on its machine; systemd puts it into names of its own.
pub const STORE_NAME_CHARS_MAX: usize = 31;
/// A description shares one message with price, stock and the seller's own words.
pub const DESCRIPTION_CHARS_MAX: usize = 1500;
/// The name of a person: longer ones are cut for display, never refused.
pub const PERSON_CHARS_MAX: usize = 64;
/// One unit of stock: as much as a pasted message of Telegram can bring.
pub const UNIT_BYTES_MAX: usize = 4096;
/// Units taken in by one step of an import or a paste: the writer stays free for buyers.
pub const UNITS_PER_INPUT_MAX: usize = 500;
/// A stock file sent in the chat. Telegram lets a bot fetch 20 MB; 2 MB is some 40,000 accounts.
pub const STOCK_FILE_BYTES_MAX: usize = 2 << 20;
/// Lines of one stock file or paste: a tenth of a second for the writer, in which buyers wait.
pub const STOCK_FILE_LINES_MAX: usize = 5000;
/// A catalogue given to `warung import`.
pub const IMPORT_BYTES_MAX: usize = 32 << 20;
/// A product's photo; Telegram takes 10 MB, a phone's picture through Telegram is below 1 MB.
pub const PICTURE_BYTES_MAX: usize = 5 << 20;
/// A picture is stored in pieces that fit a page of the database.
pub const PICTURE_PIECE_BYTES: usize = 3500;

/// Products one shop may have. The list is paged; this bounds what a screen sorts in memory.
pub const PRODUCTS_MAX: usize = 2000;
/// All of them are buttons of one screen, and Telegram takes about a hundred.
pub const CATEGORIES_MAX: usize = 90;
/// Product numbers stay typeable.
pub const PRODUCT_NUMBER_MAX: u32 = 9999;
/// Keys with product numbers on the reply keyboard: five rows of six.
pub const NUMBER_KEYS_MAX: usize = 30;
/// Lines of a page in a list: fits a phone's screen without scrolling.
pub const PAGE_LINES: usize = 8;
/// Different products in one cart.
pub const CART_LINES_MAX: usize = 25;
/// Units of one product in one cart.
pub const CART_QUANTITY_MAX: u32 = 1000;
/// A code is read out and typed on a phone.
pub const COUPON_CODE_CHARS_MAX: usize = 32;
/// Products or categories that one coupon names: all of them are told on its card.
pub const COUPON_SCOPE_MAX: usize = 20;
/// A coupon for more than a million uses is a typing mistake: it means no limit.
pub const COUPON_USES_MAX: u32 = 1_000_000;
/// Coupons ever made, withdrawn ones too: one each day for thirteen years.
pub const COUPONS_MAX: u64 = 5_000;
/// Days that a coupon may be valid: ten years, as a slip of a digit is more likely than twenty.
pub const COUPON_DAYS_MAX: i64 = 3_650;
/// Units in one order: the goods message or file stays far below Telegram's 50 MB.
pub const ORDER_UNITS_MAX: u32 = 1000;

/// Messages that one order's goods may take; more than that is a file.
pub const GOODS_MESSAGES_MAX: usize = 4;
/// Unpaid invoices a seller may allow one buyer at a time.
pub const OPEN_INVOICES_MAX: u32 = 5;
/// Invoices in a row that one person may cancel within an hour: more than anybody changes their
/// mind, and each has cost the gateway a create.
pub const CANCELLED_MAX: usize = 20;
pub const CANCELLED_WITHIN: Span = Span::hours(1);

/// Rp500 is the least and Rp10.000.000 the most that QRIS carries (the gateway's own bounds).
pub const QRIS_RUPIAH_MIN: u64 = 500;
pub const QRIS_RUPIAH_MAX: u64 = 10_000_000;
/// A deposit costs the gateway's fee once; many tiny ones would only feed the gateway.
pub const DEPOSIT_RUPIAH_MIN: u64 = 10_000;
/// Amounts offered as buttons: three rows of two, and the rest can be typed.
pub const DEPOSIT_BUTTONS: usize = 6;
/// Why money was moved by hand: a sentence. Eight of them share a page of the history.
pub const WHY_CHARS_MAX: usize = 200;
/// To the seller's own account one goes by hand, perhaps to a machine in the next street.
pub const TRANSFER_AFTER: Span = Span::hours(1);
/// Bank, number and holder, for two or three banks; it shares one message with the order.
pub const ACCOUNT_CHARS_MAX: usize = 500;
/// Where buyers reach a person stands in the middle of sentences.
pub const CONTACT_CHARS_MAX: usize = 100;
/// Pieces of evidence in one round: an album of both sides of things, not a film.
pub const EVIDENCE_MAX: usize = 5;
/// Once it may have been a bad picture. After the second doubt the goods are for others.
pub const DOUBTS_MAX: usize = 2;
/// A doubt in somebody's own words shares a picture's caption with the order.
pub const DOUBT_CHARS_MAX: usize = 150;
/// How long evidence waits for a person when the staff are reminded of it: after half an hour a
/// buyer begins to doubt the shop. Whoever has not looked after a day would not for one message
/// more; the order stays in the list.
pub const REVIEW_REMINDERS: [Span; 6] = [
    Span::minutes(30),
    Span::hours(1),
    Span::hours(7),
    Span::hours(13),
    Span::hours(19),
    Span::hours(25),
];
/// Evidence after its order's end: a buyer who slept over it still hears what is the matter.
pub const EVIDENCE_LATE: Span = Span::hours(48);
/// How long evidence is kept once it is decided: a bank's own deadline for questions.
pub const EVIDENCE_KEPT: Span = Span::hours(30 * 24);
/// A price beyond Rp1.000.000.000 is a typing mistake.
pub const PRICE_RUPIAH_MAX: u64 = 1_000_000_000;

/// The period of a refund is ten years at most, as a coupon's.
pub const REFUND_DAYS_MAX: u32 = 3_650;
/// Factors of a refund are buttons of one screen.
pub const REFUND_FACTORS_MAX: usize = 6;
/// Refunds of one order: its desk tells them all, and its row stays small.
pub const REFUNDS_MAX: usize = 100;
/// A paid order that has not arrived after this long is worth a warning: Telegram takes a
/// message within seconds, and its usual bad moments are over in minutes.
pub const UNDELIVERED_AFTER: Span = Span::minutes(5);

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
/// When a timer whose work broke is tried again.
pub const TIMER_AGAIN: Span = Span::hours(1);
/// Errands that were given up are kept for people to see, but not without end.
pub const DEAD_EFFECTS_MAX: u64 = 500;
/// So are inputs that broke something. One that breaks every hour fills this in two weeks, and
/// most are small: the largest, a file with stock, is some 7 MB.
pub const QUARANTINED_MAX: u64 = 300;

/// The gateway answers one status question per transaction in 4 s; half a second of margin.
pub const STATUS_GAP: Span = Span::millis(4_500);
/// Questions about all transactions together: never more than ten within a second. The gateway
/// names no limit for them; six are three times what it takes in creates, and still look at
/// 1,000 open invoices within three minutes.
pub const QUESTIONS_PER_SECOND: u32 = 6;
/// So many at once after a rest, so that in a small shop no question ever waits.
pub const QUESTION_BURST: u32 = 4;
/// The gateway takes about two creates a second.
pub const CREATES_PER_SECOND: u32 = 2;
/// When an open invoice is looked at, counted from the look before. Without notices from the
/// gateway these looks do all the work, so the first ones are quick.
pub const LOOKS_ALONE: [Span; 6] =
    [Span::secs(6), Span::secs(6), Span::secs(8), Span::secs(10), Span::secs(15), Span::secs(20)];
/// The same with notices: then the looks only catch what was lost on the way.
pub const LOOKS_HOOKED: [Span; 4] =
    [Span::secs(15), Span::secs(20), Span::secs(30), Span::secs(60)];
/// When a closed invoice is looked at, in case it was paid after all.
pub const LOOKS_LATE: [Span; 6] = [
    Span::secs(45),
    Span::minutes(3),
    Span::minutes(10),
    Span::minutes(30),
    Span::hours(2),
    Span::hours(4),
];
/// How long the last look before expiring may take before the units go back anyway.
pub const LAST_LOOK: Span = Span::secs(30);
/// The gateway cancels an unpaid transaction after 24 h; an hour more for its own delays.
pub const LATE_PAYMENT: Span = Span::hours(25);
/// A gateway that does not answer a question about an invoice that is over is asked for a day:
/// nobody waits in front of the shop, but the last question decides about somebody's money.
pub const LATE_ANSWER: Span = Span::hours(24);
/// Half a second between creates is what the gateway takes; a tenth more for the way there.
pub const CREATE_GAP: Span = Span::millis(550);
/// A working line connects within a second; a lost first packet is sent again after one or three.
pub const GATEWAY_CONNECT: Span = Span::secs(5);
/// The gateway answers in a second or two. A buyer who waits longer presses again.
pub const GATEWAY_ANSWER: Span = Span::secs(15);
/// An answer of the gateway is below 2 KB; beyond this it is a page of somebody else.
pub const GATEWAY_BYTES_MAX: usize = 64 << 10;
/// However long the gateway asks for rest, an invoice lives for minutes only.
pub const GATEWAY_REST_MAX: Span = Span::minutes(5);
/// A transaction number becomes part of an address and of a record; the gateway's have 36.
pub const TXN_BYTES_MAX: usize = 100;
/// The address of a pay page, which must fit a button.
pub const PAGE_BYTES_MAX: usize = 512;
/// The payload of an EMV QR (EMVCo, merchant-presented mode, 3.1).
pub const QR_BYTES_MAX: usize = 512;
/// What the gateway says when it refuses: enough for a sentence in a log or a chat.
pub const REFUSAL_CHARS_MAX: usize = 200;

/// Units of an unpaid order stay reserved for at most a day: the gateway itself gives up then.
pub const INVOICE_MINUTES_MAX: u64 = 24 * 60;
/// Telegram lets a bot that pays for it send 1000 messages a second.
pub const MESSAGES_PER_SECOND_MAX: u32 = 1000;
/// A slug is part of an address and of a log line.
pub const PROJECT_CHARS_MAX: usize = 64;
/// A configuration is a page; a larger file is some other file.
pub const CONFIG_BYTES_MAX: usize = 1 << 20;
/// A process's number and a line's end.
pub const PID_BYTES_MAX: usize = 20;
/// A token or key is a line; a larger file is some other file.
pub const SECRET_BYTES_MAX: usize = 4 << 10;
/// A local socket's path fits into 108 bytes with the zero behind it (`sun_path`).
pub const SOCKET_PATH_BYTES_MAX: usize = 107;

/// A notice of the gateway is some 300 bytes.
pub const HOOK_BYTES_MAX: usize = 16 << 10;
/// A notice is flat; a few storeys more for fields that are not known yet.
pub const NOTICE_DEPTH_MAX: usize = 8;
/// A person who sends a request header more slowly than this is not the gateway.
pub const HOOK_READ: Span = Span::secs(10);
/// A notice waits this long for its commit; then its sender is told to try again.
pub const HOOK_WAIT: Span = Span::secs(5);
/// Connections to one door at once; more of them wait in the kernel's line.
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
/// Requests under way when the shop stops get this long.
pub const STOP_GRACE: Span = Span::secs(2);
/// Refused requests are told to the log and the journal once in this time and for each reason:
/// strangers do not fill the disk.
pub const REFUSAL_GAP: Span = Span::minutes(1);
/// Lines kept of notices that are none of ours: a flood for all five reasons fills them in three
/// hours, and a few a day last for months.
pub const STRAYS_MAX: u64 = 1_000;
/// More than this many within that time are worth a warning: a mistyped setting makes as many
/// with every sale, a misguided sender a few.
pub const STRAYS_FLOOD: u64 = 20;
pub const STRAYS_WINDOW: Span = Span::minutes(10);
/// A flood is over when a whole hour brought no more than that, looked at every ten minutes.
pub const STRAYS_QUIET: Span = Span::hours(1);
pub const STRAYS_LOOK: Span = Span::minutes(10);
/// The seller's menu speaks of strange notices of the last day, in a few lines.
pub const STRAYS_SHOWN: Span = Span::hours(24);
pub const STRAY_LINES: usize = 3;

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

/// Tries of one message to Telegram, spread over about two days, before it is given up.
pub const SEND_ATTEMPTS_MAX: u16 = 60;
/// The longest pause that the outside may ask for: beyond it we would rather be told again.
pub const PAUSE_MAX: Span = Span::hours(2);
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
/// How long a result that nobody waits for may wait to share a sync. A crash meanwhile repeats
/// the message: at the usual pace, one or two.
pub const LAZY_WAIT: Span = Span::millis(40);
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
/// The longest pause: people wait in front of a shop that has come back.
pub const RETRY_MOST: Span = Span::secs(30);

/// A pairing code lives this long: enough to read it out, too short to leave lying about.
pub const PAIRING_LIFE: Span = Span::minutes(30);
/// Signs of a pairing code: fifty bits, which nobody guesses in half an hour.
pub const PAIRING_SIGNS: usize = 10;

/// When the night's reconciliation begins, by the shop's clock: buyers sleep, and the gateway's
/// own closing of the day is over.
pub const RECONCILE_AT: (i8, i8) = (3, 30);
/// A reconciliation looks back over the day in which a late payment may come, twice.
pub const RECONCILE_BACK: Span = Span::hours(48);
/// Questions of a reconciliation under way at once: it is in nobody's way and in no hurry.
pub const RECONCILE_AT_ONCE: usize = 4;
/// Payments that one reconciliation compares: at the gateway's usual second an answer, two hours.
pub const RECONCILE_MAX: u32 = 20_000;
/// Times that it asks about one payment.
pub const RECONCILE_TRIES: u16 = 4;
/// So many payments in a row without an answer, and the gateway is left alone till next time.
pub const RECONCILE_SILENCE_MAX: u32 = 20;
/// One that takes longer has lost an answer; the next begins all the same.
pub const RECONCILE_LIFE: Span = Span::hours(12);
/// Differences told one by one: more of them have one cause, and a list of all is no help.
pub const DIFFERENCES_MAX: usize = 1000;
/// Reconciliations that are kept: two months of nights.
pub const RECONCILIATIONS_MAX: u64 = 60;
/// Rows of a time are looked for this much around it, for clocks that were put right.
pub const CLOCK_SLACK: Span = Span::hours(24);
/// Transfers of a month that the chat makes a file of: some 20 MB, of Telegram's 50 and of the
/// memory of a small machine. The command line has no such bound.
pub const REPORT_TRANSFERS_MAX: u64 = 200_000;
/// Findings of a proof told one by one.
pub const FINDINGS_MAX: usize = 1000;

/// No shop was open before this (1 January 2026): a clock that shows less has lost its time.
pub const CLOCK_LEAST: Timestamp = Timestamp(1_767_225_600_000);
/// How far a clock may have been put back since the last sale. More than that, and invoices would
/// stand for hours.
pub const CLOCK_BACK_MAX: Span = Span::hours(1);

/// Lines of the log kept in memory, and the length of each: as much as a chat shows at once,
/// some times over.
pub const LOG_LINES_KEPT: usize = 200;
pub const LOG_LINE_CHARS_MAX: usize = 500;

/// People on the staff.
pub const STAFF_MAX: usize = 100;
/// Orders looked through when a buyer comes back.
pub const ORDERS_STUCK_MAX: usize = 500;

/// Below this free space no new order is opened; open ones are still settled and delivered.
/// Small, because the disk of a small server is often nearly full: an order needs 1 KB.
pub const DISK_FREE_BYTES_MIN: u64 = 64 << 20;
/// Kept in a file of its own and let go when the disk is full, so that cleaning up can commit:
/// some hundred commits' worth.
pub const BALLAST_BYTES: u64 = 16 << 20;
/// Copies of the data from before a change of its layout: the way back from the last update, and
/// from the one before.
pub const COPIES_KEPT: usize = 2;
/// redb's page cache, of which the books that are added up at the start fill every byte: the
/// whole process shall rest below 20 MB, whatever its past. What is not cached here is in the
/// kernel's cache, where a page costs a copy: purchases after 100,000 orders, with this or four
/// times this, differ by less than one run differs from the next.
pub const CACHE_BYTES: usize = 2 << 20;
