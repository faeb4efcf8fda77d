//! What is told of a shop that was brought back, and of money that nobody knows the buyer of.

use super::Press;
use super::unclaimed::order;
use crate::chat::layout::{self, below};
use crate::chat::told::Told;
use crate::domain::fact::RestoreFact;
use crate::domain::id::Address;
use crate::domain::message::Screen;
use crate::domain::restore::Restore;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{restore, staff, unclaimed};
use crate::words::{Html, Words, args};

pub fn told(fact: &RestoreFact) -> Told {
    match *fact {
        RestoreFact::Back => Told::everybody(),
        RestoreFact::Over => Told::owners_alone(),
        RestoreFact::Unclaimed(_) => Told::owners(),
        RestoreFact::SentBack { by, .. } => Told::owners_by(by),
    }
}

/// Buttons are for those of the staff who may go where they lead.
pub fn screen(ctx: &Ctx, w: Words, fact: &RestoreFact, to: Address) -> Done<Option<Screen>> {
    let may = |right| match to.chat.person() {
        Some(person) => Ok::<_, Stop>(staff::may(ctx, person, right)?.is_some()),
        None => Ok(false),
    };
    Ok(match *fact {
        RestoreFact::Back => {
            let looks = may(Right::Stock)?;
            restore::newest(&ctx.tx)?.map(|it| back(&it, looks, w))
        }
        RestoreFact::Over => {
            restore::newest(&ctx.tx)?.map(|it| Screen::new(w.notice_restored_over(it.upto)))
        }
        RestoreFact::Unclaimed(id) => {
            let it = unclaimed::known(&ctx.tx, id)?;
            let text = w.notice_unclaimed(it.amount, order(&it), it.reference.as_str());
            let screen = Screen::new(text);
            Some(match may(Right::Balances)? {
                true => screen.buttons(vec![below(w.button_unclaimed_open(), Press::Card(id))]),
                false => screen,
            })
        }
        RestoreFact::SentBack { id, by } => {
            let it = unclaimed::known(&ctx.tx, id)?;
            let by = layout::person(ctx, by, w)?;
            let reference = it.reference.as_str();
            Some(Screen::new(w.notice_unclaimed_sent_back(it.amount, reference, Html(&by))))
        }
    })
}

/// What may be missing, and what to press next.
fn back(it: &Restore, looks: bool, w: Words) -> Screen {
    if it.complete {
        return Screen::new(w.notice_restored_complete(it.upto, &it.from));
    }
    let (count, products) = (u64::from(it.units), it.products.into());
    let detained = match count {
        0 => w.restored_nothing(),
        count => w.restored_detained(args::RestoredDetained { count, products }),
    };
    let screen = Screen::new(w.notice_restored(args::NoticeRestored {
        at: it.at,
        from: it.upto,
        rows: Html(&detained),
        source: &it.from,
    }));
    match looks && count > 0 {
        true => screen.buttons(vec![below(w.button_detained(count), Press::Detained { page: 0 })]),
        false => screen,
    }
}
