//! All conversations of several steps: one enum, ask and answer.

use serde::{Deserialize, Serialize};

use super::action::{Action, Choice};
use super::album::Album;
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
    FillWhich(admin::fill_which::Step),
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
            Wizard::FillWhich(step) => admin::fill_which::ask(step, ctx, turn.words),
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
                | Wizard::FillWhich(_)
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
            | Wizard::FillWhich(_)
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
            return Ok(left(Some(&self), turn.words));
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
            Wizard::FillWhich(step) => admin::fill_which::answer(step, ctx, turn, said),
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
            choice => matches!(self, Wizard::FillWhich(step) if step.disowns(choice)),
        }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint(sum(&encode(self)))
    }

    /// An answer was no use, and the question stays open; so does the way out of it.
    pub fn refused(&self, refusal: &Refusal, w: Words) -> Screen {
        let screen = Screen::new(w.refusal(refusal));
        match self {
            // What is on the shelf is not cancelled by leaving out its picture.
            Wizard::ProductNew(admin::product_new::Step::Picture(_)) => screen,
            _ => screen.buttons(vec![button(w.button_cancel(), Action::Wizard(Choice::Cancel))]),
        }
    }

    /// Where it was begun.
    fn origin(&self) -> Action {
        match self {
            Wizard::Quantity(customer::quantity::Step::Quantity(id)) => Action::Product(*id),
            Wizard::ProductNew(_) | Wizard::FillWhich(_) => Action::AdminProducts { page: 0 },
            Wizard::FillStock(_) | Wizard::FillSure(_) => Action::FillPick { page: 0 },
            Wizard::Shelf(_) => Action::AdminProducts { page: 0 },
            Wizard::Rest(_) => Action::FillPick { page: 0 },
            Wizard::Coupon(_) => Action::Cart,
            Wizard::CouponNew(_) => Action::Coupons { page: 0 },
            Wizard::DepositAmount => Action::Deposit,
            Wizard::DepositBound(_) | Wizard::TransferAccount(_) | Wizard::RefundFormula(_) => {
                Action::Settings
            }
            Wizard::Correction(_) => Action::Admin,
            Wizard::Evidence(_) => Action::Orders { page: 0 },
            Wizard::Doubt(admin::evidence_doubt::Step::Words { order, .. }) => {
                Action::Review { order: *order, back: 0 }
            }
            Wizard::Refund(step) => Action::Desk(step.order()),
        }
    }
}

/// A wizard is left, with the way back to where it was begun.
pub fn left(wizard: Option<&Wizard>, w: Words) -> Reply {
    let back = match wizard {
        Some(wizard) => button(w.button_back(), wizard.origin()),
        None => button(w.button_home(), Action::Home),
    };
    Next::Say(Screen::new(w.wizard_cancelled()).buttons(vec![back])).into()
}

/// FNV-1a. Nobody gains by two things that look alike: it only tells slips apart.
pub fn sum(bytes: &[u8]) -> u32 {
    let mixed = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, mixed)
}

/// What is remembered of a chat, kept in the session as an opaque blob.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub wizard: Option<Wizard>,
    pub album: Option<Album>,
}

/// What a person and the shop are in the middle of.
pub fn talk(ctx: &Ctx, person: CustomerId) -> Done<Talk> {
    Ok(session::wizard(ctx, person)?.and_then(|blob| decode(&blob)).unwrap_or_default())
}

/// The wizard that a person is in the middle of.
pub fn open(ctx: &Ctx, person: CustomerId) -> Done<Option<Wizard>> {
    Ok(talk(ctx, person)?.wizard)
}

/// Remembers it for the next thing they say. Nothing is kept of a chat in which nothing is open.
pub fn remember(ctx: &mut Ctx, person: CustomerId, talk: &Talk) -> Done {
    let blob = (*talk != Talk::default()).then(|| encode(talk));
    session::remember(ctx, person, blob)
}

pub fn encode(wizard: &impl Serialize) -> Vec<u8> {
    // A value of our own types always encodes; an empty blob reads as no wizard.
    postcard::to_stdvec(wizard).unwrap_or_default()
}

/// `None` also for a blob of an older program: conversations are not migrated.
pub fn decode(blob: &[u8]) -> Option<Talk> {
    let (talk, rest) = postcard::take_from_bytes(blob).ok()?;
    rest.is_empty().then_some(talk)
}
