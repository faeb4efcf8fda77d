//! What is told of a shop that was brought back, and of money that nobody knows the buyer of.

use super::Press;
use super::unclaimed::order;
use crate::chat::layout::{below, person};
use crate::chat::told::Told;
use crate::domain::fact::RestoreFact;
use crate::domain::message::Screen;
use crate::domain::restore::Restore;
use crate::shop::context::{Ctx, Done};
use crate::shop::{restore, unclaimed};
use crate::words::{Html, Words, args};

pub fn told(fact: &RestoreFact) -> Told {
    match *fact {
        RestoreFact::Back => Told { keepers: true, ..Told::owners() },
        RestoreFact::Over => Told::owners_alone(),
        RestoreFact::Unclaimed(_) => Told::owners(),
        RestoreFact::SentBack { by, .. } => Told::owners_by(by),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &RestoreFact) -> Done<Option<Screen>> {
    Ok(match *fact {
        RestoreFact::Back => restore::newest(&ctx.tx)?.map(|it| back(&it, w)),
        RestoreFact::Over => {
            restore::newest(&ctx.tx)?.map(|it| Screen::new(w.notice_restored_over(it.upto)))
        }
        RestoreFact::Unclaimed(id) => {
            let it = unclaimed::known(&ctx.tx, id)?;
            let text = w.notice_unclaimed(it.amount, order(&it), it.reference.as_str());
            let open = below(w.button_unclaimed_open(), Press::Card(id));
            Some(Screen::new(text).buttons(vec![open]))
        }
        RestoreFact::SentBack { id, by } => {
            let it = unclaimed::known(&ctx.tx, id)?;
            let staff = person(ctx, by, w)?;
            let reference = it.reference.as_str();
            Some(Screen::new(w.notice_unclaimed_sent_back(it.amount, reference, Html(&staff))))
        }
    })
}

/// What may be missing, and what to press next.
fn back(it: &Restore, w: Words) -> Screen {
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
    match count {
        0 => screen,
        count => screen.buttons(vec![below(w.button_detained(count), Press::Detained { page: 0 })]),
    }
}
