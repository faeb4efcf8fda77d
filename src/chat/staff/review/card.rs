//! Evidence of a transfer as the staff see it: what was sent, what should have come, and the
//! two buttons that decide.

use super::Ask;
use crate::chat::action::ReviewPress;
use crate::chat::customer::order::invoice;
use crate::chat::layout::{below, button, name_of, paragraphs, person};
use crate::domain::evidence::{CommonDoubt, Doubted, Evidence};
use crate::domain::id::OrderId;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::order::{Order, State};
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::evidence;
use crate::words::format::Deadline;
use crate::words::{Html, Words, args};

pub struct View {
    order: Order,
    evidence: Evidence,
    /// Which piece is shown: so many before the newest.
    back: u8,
    buyer: String,
    /// Who approved it, or doubted it last.
    decided_by: String,
    ask: Ask,
    now: Timestamp,
}

pub fn load(ctx: &Ctx, w: Words, id: OrderId, back: u8, ask: Ask) -> Done<View> {
    let (order, evidence) = evidence::reviewed(&ctx.tx, id)?;
    let buyer = person(ctx, order.customer, w)?;
    let doubter = evidence.doubts.last().map(|doubt| doubt.by);
    let decided_by = match evidence::approver(&ctx.tx, id)?.or(doubter) {
        Some(by) => name_of(ctx, by)?,
        None => String::new(),
    };
    Ok(View { order, evidence, back, buyer, decided_by, ask, now: ctx.now })
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.order.id;
    let count = v.evidence.pieces.len();
    let place = count.saturating_sub(usize::from(v.back) + 1);
    let piece = v.evidence.pieces.get(place);
    let at = piece.map_or(v.order.at, |piece| piece.at);
    let lines = invoice::gist(&v.order, w);
    let card = w.evidence_card(args::EvidenceCard {
        at,
        buyer: Html(&v.buyer),
        lines: Html(&lines),
        order: id,
        payable: v.order.rest(),
    });
    let which = match count {
        0 | 1 => String::new(),
        _ => w.evidence_piece(args::EvidencePiece { page: place as u64 + 1, pages: count as u64 }),
    };
    let mut screen = Screen::new(paragraphs([card, which, standing(v, w)]));
    if let Some(piece) = piece {
        screen = screen.with(Media::Sent(piece.sent.clone()));
    }
    if matches!(v.order.state, State::InReview { .. }) {
        screen = decisions(v, w).into_iter().fold(screen, Screen::buttons);
    }
    let turn = if v.ask == Ask::Decision { pages(id, place, count, w) } else { Vec::new() };
    match turn.is_empty() {
        true => screen,
        false => screen.buttons(turn),
    }
}

/// The way to the pieces before and after this one.
fn pages(order: OrderId, place: usize, count: usize, w: Words) -> Vec<Button> {
    let look = |place: usize| ReviewPress::Card { order, back: (count - place - 1) as u8 };
    let before = place.checked_sub(1).map(|place| button(w.button_previous(), look(place)));
    let after = (place + 1 < count).then(|| button(w.button_next(), look(place + 1)));
    before.into_iter().chain(after).collect()
}

/// The rows of buttons that lead to a decision.
fn decisions(v: &View, w: Words) -> Vec<Vec<Button>> {
    let (order, round) = (v.order.id, v.evidence.round());
    if v.ask == Ask::Decision {
        let approve = button(w.button_approve(), ReviewPress::Approve { order, round });
        let doubt = button(w.button_doubt(), ReviewPress::DoubtWhy { order, round });
        return vec![vec![approve, doubt]];
    }
    let common = |why: CommonDoubt| {
        vec![button(w.doubt(&why.into()), ReviewPress::Doubt { order, round, why })]
    };
    // The answer comes below, so that what is answered stays in sight.
    let typed = below(w.button_doubt_typed(), ReviewPress::DoubtTyped { order, round });
    let back = button(w.button_back(), ReviewPress::Card { order, back: v.back });
    CommonDoubt::ALL.map(common).into_iter().chain([vec![typed], vec![back]]).collect()
}

/// How it stands, in a sentence.
fn standing(v: &View, w: Words) -> String {
    let last = v.evidence.doubts.last();
    match (v.order.state, last) {
        (State::InReview { .. }, _) if v.ask == Ask::Doubt => w.evidence_why(),
        (State::InReview { .. }, Some(Doubted { why, .. })) => {
            w.evidence_look_again(args::EvidenceLookAgain {
                name: &v.decided_by,
                reason: &w.doubt(why),
            })
        }
        (State::InReview { .. }, None) => w.evidence_look(),
        (State::Paid { .. }, _) => w.evidence_approved(&v.decided_by),
        (State::Ended { .. }, Some(Doubted { why, .. })) => {
            w.evidence_ended_doubted(args::EvidenceEndedDoubted {
                name: &v.decided_by,
                reason: &w.doubt(why),
            })
        }
        (State::Ended { .. }, None) => w.evidence_ended(),
        (_, Some(Doubted { why, .. })) => {
            w.evidence_doubted(args::EvidenceDoubted { name: &v.decided_by, reason: &w.doubt(why) })
        }
        (State::AwaitingTransfer { until }, None) => {
            w.order_awaiting_transfer(Deadline { until, now: v.now })
        }
        (_, None) => String::new(),
    }
}
