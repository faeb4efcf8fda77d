//! All conversations of several steps: one enum, ask and answer.

use serde::{Deserialize, Serialize};

use super::action::{Action, Choice};
use super::guard;
use super::layout::button;
use super::route::Answer;
use super::turn::{Next, Reply, Turn};
use super::{admin, customer};
use crate::domain::correction::Correction;
use crate::domain::id::CustomerId;
use crate::domain::message::{Button, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Unfit, commands, lines};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::deposit::Bound;
use crate::shop::session;
use crate::words::Words;

/// An open conversation. Each step carries what is known already, so that a step without its
/// past cannot be made. Kept in the session as an opaque blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wizard {
    Quantity(customer::quantity::Step),
    ProductNew(admin::product_new::Step),
    FillStock(admin::fill_stock::Step),
    Coupon(customer::coupon::Step),
    CouponNew(admin::coupon_new::Step),
    DepositAmount,
    DepositBound(Bound),
    Correction(Correction),
    Evidence(customer::evidence::Step),
    Doubt(admin::evidence_doubt::Step),
    TransferAccount(admin::transfer_account::Step),
    Refund(admin::refund::Step),
    RefundFormula(admin::refund_formula::Step),
    FillSure(admin::fill_sure::Step),
    Shelf(admin::shelf::Step),
    Rest(admin::rest::Step),
}

/// What stands on a card, in short: the button under it carries it, and the open wizard knows
/// the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub u32);

impl Wizard {
    pub fn ask(&self, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
        match self {
            Wizard::Quantity(step) => customer::quantity::ask(step, ctx, turn.words),
            Wizard::ProductNew(step) => admin::product_new::ask(step, ctx, turn.words),
            Wizard::FillStock(step) => admin::fill_stock::ask(step, ctx, turn.words),
            Wizard::Coupon(step) => Ok(customer::coupon::ask(step, turn.words)),
            Wizard::CouponNew(step) => admin::coupon_new::ask(step, ctx, turn.words),
            Wizard::DepositAmount => customer::deposit_amount::ask(ctx, turn.words),
            Wizard::DepositBound(bound) => admin::deposit_bound::ask(*bound, ctx, turn.words),
            Wizard::Correction(correction) => admin::correction::ask(correction, ctx, turn.words),
            Wizard::Evidence(step) => customer::evidence::ask(step, ctx, turn),
            Wizard::Doubt(step) => Ok(admin::evidence_doubt::ask(step, turn.words)),
            Wizard::TransferAccount(step) => admin::transfer_account::ask(step, ctx, turn.words),
            Wizard::Refund(step) => admin::refund::ask(step, ctx, turn.words),
            Wizard::RefundFormula(step) => admin::refund_formula::ask(step, ctx, turn.words),
            Wizard::FillSure(step) => admin::fill_sure::ask(step, ctx, turn.words),
            Wizard::Shelf(step) => admin::shelf::ask(step, ctx, turn.words),
            Wizard::Rest(step) => Ok(admin::rest::ask(*step, turn.words)),
        }
    }

    /// Whether its question may be answered by a photo or document. To any other question such a
    /// file is no answer, and may be meant for something else.
    fn takes_files(&self) -> bool {
        use admin::product_new::Step::Picture;
        matches!(
            self,
            Wizard::ProductNew(Picture(_))
                | Wizard::FillStock(_)
                | Wizard::FillSure(_)
                | Wizard::Evidence(_)
        )
    }

    /// Whether its question is answered by goods, which are looked over line by line.
    fn takes_stock(&self) -> bool {
        matches!(self, Wizard::FillStock(_) | Wizard::FillSure(_) | Wizard::Rest(_))
    }

    /// Whether only the staff may be in the middle of it: asked at each of its steps.
    fn of_staff(&self) -> bool {
        match self {
            Wizard::Quantity(_)
            | Wizard::Coupon(_)
            | Wizard::DepositAmount
            | Wizard::Evidence(_) => false,
            Wizard::ProductNew(_)
            | Wizard::FillStock(_)
            | Wizard::CouponNew(_)
            | Wizard::DepositBound(_)
            | Wizard::Correction(_)
            | Wizard::Doubt(_)
            | Wizard::TransferAccount(_)
            | Wizard::Refund(_)
            | Wizard::RefundFormula(_)
            | Wizard::FillSure(_)
            | Wizard::Shelf(_)
            | Wizard::Rest(_) => true,
        }
    }

    /// Whether its question is how many or how much.
    pub fn asks_number(&self) -> bool {
        matches!(self, Wizard::Quantity(_) | Wizard::DepositAmount)
    }

    /// Hears what is said meanwhile. Whatever a buyer is in the middle of, their transfer's
    /// evidence is understood.
    pub fn hear(self, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
        let sent = said.sent().filter(|_| !self.takes_files());
        let heard = sent.map(|sent| customer::evidence::hear(ctx, turn, sent)).transpose()?;
        match heard.flatten() {
            Some(reply) => Ok(reply),
            None => self.answer(ctx, turn, said),
        }
    }

    /// Hears an answer. What cannot be used is said, and the question stays open.
    fn answer(self, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
        if said == Answer::Choice(Choice::Cancel) {
            return Ok(Next::say(turn.words.wizard_cancelled()).into());
        }
        if let Answer::Choice(choice) = &said
            && self.disowns(choice)
        {
            return Ok(Next::Open(self).toast(turn.words.toast_old_button()));
        }
        if self.of_staff() {
            guard::allow(ctx, turn.customer.id)?;
        }
        if let Answer::Text(text) = &said
            && !self.takes_stock()
            && lines(text).any(commands)
        {
            return Ok(Next::Again(self, Refusal::Unfit(Unfit::SeveralCommands)).into());
        }
        let open = self.clone();
        let mark = ctx.mark();
        let answered = match self {
            Wizard::Quantity(step) => customer::quantity::answer(step, ctx, turn, said),
            Wizard::ProductNew(step) => admin::product_new::answer(step, ctx, turn, said),
            Wizard::FillStock(step) => admin::fill_stock::answer(step, ctx, turn, said),
            Wizard::Coupon(step) => customer::coupon::answer(step, ctx, turn, said),
            Wizard::CouponNew(step) => admin::coupon_new::answer(step, ctx, turn, said),
            Wizard::DepositAmount => customer::deposit_amount::answer(ctx, turn, said),
            Wizard::DepositBound(bound) => admin::deposit_bound::answer(bound, ctx, turn, said),
            Wizard::Correction(it) => admin::correction::answer(it, ctx, turn),
            Wizard::Evidence(step) => customer::evidence::answer(step, ctx, turn, said),
            Wizard::Doubt(step) => admin::evidence_doubt::answer(step, ctx, turn, said),
            Wizard::TransferAccount(step) => admin::transfer_account::answer(step, ctx, turn, said),
            Wizard::Refund(step) => admin::refund::answer(step, ctx, turn, said),
            Wizard::RefundFormula(step) => admin::refund_formula::answer(step, ctx, turn, said),
            Wizard::FillSure(step) => admin::fill_sure::answer(step, ctx, turn, said),
            Wizard::Shelf(step) => admin::shelf::answer(step, ctx, turn, said),
            Wizard::Rest(step) => admin::rest::answer(step, ctx, turn, said),
        };
        match answered {
            Err(Stop::Refused(refusal)) if refusal != Refusal::NotAllowed => {
                ctx.back_to(mark);
                Ok(Next::Again(open, refusal).into())
            }
            answered => answered,
        }
    }
}

impl Wizard {
    /// The button under its last card, which saves what that card shows.
    pub fn save(&self, w: Words) -> Button {
        button(w.button_save(), Action::Wizard(Choice::SaveThis(self.fingerprint())))
    }

    /// The same button in other words, for what is more than saved.
    pub fn sure(&self, label: String) -> Button {
        button(label, Action::Wizard(Choice::SaveThis(self.fingerprint())))
    }

    /// The button for the other thing that the card offers.
    pub fn instead(&self, label: String) -> Button {
        button(label, Action::Wizard(Choice::OtherThis(self.fingerprint())))
    }

    /// Whether it is the button of another card, of the same kind perhaps.
    fn disowns(&self, choice: &Choice) -> bool {
        match choice {
            Choice::SaveThis(shown) | Choice::OtherThis(shown) => *shown != self.fingerprint(),
            Choice::Save => true,
            _ => false,
        }
    }

    fn fingerprint(&self) -> Fingerprint {
        // FNV-1a. Nobody gains by two cards that look alike: it only tells slips apart.
        let mixed = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        Fingerprint(encode(self).iter().fold(0x811c_9dc5, mixed))
    }
}

/// The wizard that a person is in the middle of.
pub fn open(ctx: &Ctx, person: CustomerId) -> Done<Option<Wizard>> {
    Ok(session::wizard(ctx, person)?.and_then(|blob| decode(&blob)))
}

pub fn encode(wizard: &Wizard) -> Vec<u8> {
    // A value of our own types always encodes; an empty blob reads as no wizard.
    postcard::to_stdvec(wizard).unwrap_or_default()
}

/// `None` also for a blob of an older program: conversations are not migrated.
pub fn decode(blob: &[u8]) -> Option<Wizard> {
    let (wizard, rest) = postcard::take_from_bytes(blob).ok()?;
    rest.is_empty().then_some(wizard)
}
