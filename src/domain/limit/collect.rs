//! The gateway: how often it is asked, and what it may say.

use crate::domain::time::Span;

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
/// So many looks a closed invoice has within the day in which it can be paid. By a clock that runs
/// ahead that day is over early: it is watched until it was looked at so often.
pub const LATE_LOOKS: u16 = 11;
/// How long the last look before expiring may take before the units go back anyway.
pub const LAST_LOOK: Span = Span::secs(30);
/// The gateway cancels an unpaid transaction after 24 h; an hour more for its own delays.
pub const LATE_PAYMENT: Span = Span::hours(25);
/// A gateway that does not answer a question about an invoice that is over is asked for a day:
/// nobody waits in front of the shop, but the last question decides about somebody's money.
pub const LATE_ANSWER: Span = Span::hours(24);
/// The most that the gateway may put on top of a price or keep of it: a twentieth and this. Its
/// own fee is 0.7 % and Rp310; far more than that is a slip or somebody else's answer, and no
/// buyer is asked to pay it.
pub const FEE_RUPIAH_MAX: u64 = 5_000;
pub const FEE_PERCENT_MAX: u64 = 5;
/// Half a second between creates is what the gateway takes; a tenth more for the way there.
pub const CREATE_GAP: Span = Span::millis(550);
/// A working line connects within a second; a lost first packet is sent again after one or three.
pub const GATEWAY_CONNECT: Span = Span::secs(5);
/// The gateway answers in a second or two. A buyer who waits longer presses again.
pub const GATEWAY_ANSWER: Span = Span::secs(15);
/// An answer of the gateway is below 2 KB; beyond this it is a page of somebody else.
pub const GATEWAY_BYTES_MAX: usize = 64 << 10;
/// However long the gateway asks for rest, an invoice lives for minutes only, and somebody waits
/// before it.
pub const GATEWAY_REST_MAX: Span = Span::minutes(1);
/// A transaction number becomes part of an address and of a record; the gateway's have 36.
pub const TXN_BYTES_MAX: usize = 100;
/// The address of a pay page, which must fit a button.
pub const PAGE_BYTES_MAX: usize = 512;
/// The payload of an EMV QR (EMVCo, merchant-presented mode, 3.1).
pub const QR_BYTES_MAX: usize = 512;
/// What the gateway says when it refuses: enough for a sentence in a log or a chat.
pub const REFUSAL_CHARS_MAX: usize = 200;
