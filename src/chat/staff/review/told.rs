//! What is told of evidence: to the buyer, and to the staff with its buttons.

use super::{Ask, card};
use crate::chat::action::ReviewPress;
use crate::chat::layout::{below, name_of};
use crate::chat::panel::panel_below;
use crate::chat::staff::order::gist::Gist;
use crate::chat::told::Told;
use crate::domain::fact::ReviewFact;
use crate::domain::id::{Address, CustomerId, OrderId};
use crate::domain::message::Screen;
use crate::domain::order::{Order, State};
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, evidence};
use crate::words::{Dictionary, Html, Words, args};

pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &ReviewFact) -> Done {
    match *fact {
        ReviewFact::Doubted { order, .. } => match browse::order(&ctx.tx, order)?.open() {
            true => panel_below(ctx, dictionary, order),
            // That it is over is a fact of its own.
            false => Ok(()),
        },
        // The buyer has done it themselves, or has nothing to do about it.
        ReviewFact::Evidence { .. } | ReviewFact::Waits(_) => Ok(()),
    }
}

pub fn told(fact: &ReviewFact) -> Told {
    match *fact {
        ReviewFact::Evidence { .. } => Told::sellers(),
        ReviewFact::Waits(_) => Told::owners(),
        ReviewFact::Doubted { by, .. } => Told::by(by),
    }
}

/// What is to be decided comes with its buttons, but not in a group: a group is never listened to.
pub fn screen(ctx: &Ctx, w: Words, fact: &ReviewFact, to: Address) -> Done<Option<Screen>> {
    let person = to.chat.person().is_some();
    Ok(match *fact {
        ReviewFact::Evidence { order, back } if person => {
            Some(card::render(&card::load(ctx, w, order, back, Ask::Decision)?, w))
        }
        // A group hears of it once, and not of each picture of an album.
        ReviewFact::Evidence { order, back } => match evidence::reviewed(&ctx.tx, order)? {
            (Order { state: State::InReview { .. }, .. }, evidence) if evidence.is_first(back) => {
                let it = Gist::load(ctx, order, w)?;
                Some(Screen::new(w.notice_evidence(Html(&it.buyer), order, it.asked)))
            }
            _ => None,
        },
        ReviewFact::Waits(order) => {
            let it = Gist::load(ctx, order, w)?;
            let screen = Screen::new(w.notice_review_waits(Html(&it.buyer), order, it.asked));
            let look = ReviewPress::Card { order, back: 0 };
            Some(match person {
                true => screen.buttons(vec![below(w.button_review(order), look)]),
                false => screen,
            })
        }
        ReviewFact::Doubted { order, by } => doubted(ctx, order, by, w)?.map(Screen::new),
    })
}

fn doubted(ctx: &Ctx, id: OrderId, by: CustomerId, w: Words) -> Done<Option<String>> {
    let (order, evidence) = evidence::reviewed(&ctx.tx, id)?;
    let Some(doubt) = evidence.doubts.last() else { return Ok(None) };
    let (it, name, why) = (Gist::load(ctx, id, w)?, name_of(ctx, by)?, w.doubt(&doubt.why));
    Ok(Some(match order.open() {
        true => w.notice_doubted(args::NoticeDoubted {
            buyer: Html(&it.buyer),
            name: &name,
            order: id,
            reason: &why,
        }),
        false => w.notice_no_transfer(args::NoticeNoTransfer {
            buyer: Html(&it.buyer),
            name: &name,
            order: id,
            reason: &why,
        }),
    }))
}
