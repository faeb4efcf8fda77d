//! What is to happen at a later time, as data.

use serde::{Deserialize, Serialize};

use super::broom::Chore;
use super::evidence::Round;
use super::id::{BatchId, IntakeId, OrderId, PaymentId, ProductId, TimerId, UnclaimedId};
use super::limit::{
    EVIDENCE_KEPT, LAST_LOOK, LOOKS_HOOKED, LOOKS_LATE, MUTE_MAX, PRUNE_PAUSE, QUESTION_REMINDERS,
    RECALL_PAUSE, REJECTED_QUIET, REMIND_AGAIN, RESTORED_LOOK, REVIEW_REMINDERS, SET_ASIDE_QUIET,
    TODO_WITHIN_MAX, TRANSFER_AFTER, UNCLAIMED_LOOKS, UNDELIVERED_AFTER,
};
use super::time::{Span, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    pub id: TimerId,
    pub at: Timestamp,
    pub what: What,
}

/// The one timer of the quiet hour: numbers are given from 1 on, so there is never a second.
pub const NIGHTLY: TimerId = TimerId(0);

/// The one timer of the digest. Numbers are given in turn, and none comes as far.
pub const DIGEST: TimerId = TimerId(1 << 62);

/// The one timer of a shop that was brought back.
pub const RESTORED: TimerId = TimerId((1 << 62) + 1);

/// Each is harmless when it rings too late, twice, or for something that has moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The invoice's time is over: one last look at the gateway.
    Expire(OrderId),
    /// The last look has had its time: the units go back whatever the gateway does.
    LetGo(OrderId),
    /// Has the open invoice been paid?
    Ask(PaymentId),
    /// Has a closed invoice been paid after all?
    Sweep(PaymentId),
    /// Is a flood of strange notices over?
    RejectedQuiet,

    /// As `ReviewWaits`, of an older program, which did not say for which round.
    RemindReview(OrderId),
    /// Evidence has been kept for long enough.
    ForgetEvidence(OrderId),
    /// It is the quiet hour of the night: do the books agree with the gateway?
    Reconcile,
    /// Does a paid order wait too long for its goods to arrive?
    Undelivered,
    /// Has anybody looked at this round of evidence of a transfer?
    ReviewWaits { order: OrderId, round: Round },
    /// Is the time over in which an owner wanted to hear nothing?
    Unmute,
    /// Does a trouble last that nobody says they know of?
    Remind,
    /// Has nothing been set aside for long enough?
    SetAsideQuiet,
    /// The night's sweeping goes on here.
    Prune { chore: Chore, from: u64 },
    /// What was begun with a batch goes on.
    BatchWork(BatchId),
    /// The next piece of what was sent for the shelf.
    Intake(IntakeId),
    /// So many units are there for those who still wait to be told.
    Restocked { product: ProductId, count: u64 },
    /// It is the hour in which the day before is summed up.
    Digest,
    /// The time is over by which something was promised that is done by hand.
    Promise { order: OrderId, product: ProductId },
    /// Has the buyer said by now what they were asked? `round`: how often they were reminded.
    Unanswered { order: OrderId, product: ProductId, round: u8 },
    /// Is money there by now that no payment of ours was for?
    AskUnclaimed(UnclaimedId),
    /// Has all been looked after that the shop may have forgotten?
    Restored,
}

impl What {
    /// How long one of its kind may have to wait from any moment on. `invoice_after`: how long
    /// the shop's invoices stand.
    pub fn wait_max(self, invoice_after: Span) -> Span {
        let [.., last_reminder] = REVIEW_REMINDERS;
        match self {
            What::Expire(_) => invoice_after.max(TRANSFER_AFTER),
            What::LetGo(_) => LAST_LOOK,
            // Looks grow rarer, and an invoice that should long be closed is looked at rarely.
            What::Ask(_) => {
                LOOKS_HOOKED[LOOKS_HOOKED.len() - 1].max(LOOKS_LATE[LOOKS_LATE.len() - 1])
            }
            What::Sweep(_) => LOOKS_LATE[LOOKS_LATE.len() - 1],
            What::RejectedQuiet => REJECTED_QUIET,
            What::RemindReview(_) | What::ReviewWaits { .. } => last_reminder,
            What::ForgetEvidence(_) => EVIDENCE_KEPT,
            // A night may have an hour more where clocks are put back.
            What::Reconcile | What::Digest => Span::hours(25),
            What::Undelivered => UNDELIVERED_AFTER,
            What::Promise { .. } => TODO_WITHIN_MAX,
            What::Unanswered { round, .. } => {
                let [first, ..] = QUESTION_REMINDERS;
                QUESTION_REMINDERS.get(usize::from(round)).copied().unwrap_or(first)
            }
            What::Unmute => MUTE_MAX,
            What::Remind => REMIND_AGAIN,
            What::SetAsideQuiet => SET_ASIDE_QUIET,
            What::Prune { .. } => PRUNE_PAUSE,
            What::AskUnclaimed(_) => UNCLAIMED_LOOKS[UNCLAIMED_LOOKS.len() - 1],
            What::Restored => RESTORED_LOOK,
            What::BatchWork(_) | What::Intake(_) | What::Restocked { .. } => RECALL_PAUSE,
        }
    }
}
