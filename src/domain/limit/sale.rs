//! Orders and money: invoices, transfers, refunds, the books.

use crate::domain::time::Span;

/// Messages that one order's goods may take; more than that is a file.
pub const GOODS_MESSAGES_MAX: usize = 4;
/// Unpaid invoices a seller may allow one buyer at a time.
pub const OPEN_INVOICES_MAX: u32 = 5;
/// Orders that one person may leave unpaid within an hour, cancelled or expired: more than anybody
/// changes their mind, and each has bound units, cost the gateway a create, and been told to the
/// sellers twice.
pub const UNPAID_MAX: usize = 10;
pub const UNPAID_WITHIN: Span = Span::hours(1);
/// The gateway's refusals are not the buyer's fault; yet each is an order, and told to the sellers.
/// Who has tried so often within that time does better to wait with us.
pub const NO_INVOICE_MAX: usize = 20;

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
/// Before that, so many nights must have passed since so long: a month that a clock jumps over is
/// no month.
pub const EVIDENCE_NIGHTS: u32 = 2;
/// As many where the time itself is known to be wrong.
pub const EVIDENCE_NIGHTS_ALONE: u32 = 30;
pub const EVIDENCE_LEAVES: Span = Span::hours(27 * 24);
/// A price beyond Rp1.000.000.000 is a typing mistake.
pub const PRICE_RUPIAH_MAX: u64 = 1_000_000_000;

/// The period of a refund is ten years at most, as a coupon's.
pub const REFUND_DAYS_MAX: u32 = 3_650;
/// Factors of a refund are buttons of one screen.
pub const REFUND_FACTORS_MAX: usize = 6;
/// Refunds of one order: its inbox tells them all, and its row stays small.
pub const REFUNDS_MAX: usize = 100;
/// What goes out within this time goes out now: nobody sees the difference.
pub const SEND_SOON: Span = Span::secs(5);
/// A paid order that has not arrived after this long is worth a warning: Telegram takes a
/// message within seconds, and its usual bad moments are over in minutes.
pub const UNDELIVERED_AFTER: Span = Span::minutes(5);

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
/// Transfers of a day that the seller's menu adds up when it is opened: below a tenth of a second
/// of the writer. A shop with some three thousand sales a day reads its reports.
pub const TODAY_TRANSFERS_MAX: u64 = 10_000;
/// Transfers of a month that the chat makes a file of: some 20 MB, of Telegram's 50 and of the
/// memory of a small machine. The command line has no such bound.
pub const REPORT_TRANSFERS_MAX: u64 = 200_000;
/// Findings of a proof told one by one.
pub const FINDINGS_MAX: usize = 1000;
