//! What is told of a balance that was changed by hand.

use crate::chat::customer::order::invoice;
use crate::chat::layout::{person, signed};
use crate::chat::reach::words_of;
use crate::chat::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::BalanceFact;
use crate::domain::ledger::{Cause, Side};
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::shop::context::{Ctx, Done};
use crate::shop::{correction, ledger};
use crate::words::{Dictionary, Html, Words, args};

pub fn buyer(ctx: &mut Ctx, dictionary: &Dictionary, fact: &BalanceFact) -> Done {
    let BalanceFact::Corrected(cause) = *fact;
    let it = correction::entered(&ctx.tx, cause)?;
    let w = words_of(ctx, dictionary, it.customer)?;
    let balance = ledger::free(&ctx.tx, it.customer)?;
    let text = match it.side {
        Side::To if matches!(cause, Cause::Claim(_)) => {
            w.balance_claimed(args::BalanceClaimed { amount: it.amount, balance, reason: &it.why })
        }
        Side::To => {
            w.balance_added(args::BalanceAdded { amount: it.amount, balance, reason: &it.why })
        }
        Side::From => {
            w.balance_taken(args::BalanceTaken { amount: it.amount, balance, reason: &it.why })
        }
    };
    let to = it.customer.chat().into();
    let screen = Screen::new(text).buttons(vec![invoice::history(w)]);
    let task = Task::Show { to, screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Nothing)?;
    Ok(())
}

pub fn told(ctx: &Ctx, fact: &BalanceFact) -> Done<Told> {
    let BalanceFact::Corrected(cause) = *fact;
    let by = correction::entered(&ctx.tx, cause)?.by;
    Ok(Told::owners_by(by).action(StaffAction::Corrected(cause)))
}

pub fn screen(ctx: &Ctx, w: Words, fact: &BalanceFact) -> Done<Option<Screen>> {
    let BalanceFact::Corrected(cause) = *fact;
    Ok(Some(Screen::new(corrected(ctx, cause, w)?)))
}

/// Who changed whose balance, by how much, and why.
fn corrected(ctx: &Ctx, cause: Cause, w: Words) -> Done<String> {
    let it = correction::entered(&ctx.tx, cause)?;
    let balance = ledger::free(&ctx.tx, it.customer)?;
    let (buyer, staff) = (person(ctx, it.customer, w)?, person(ctx, it.by, w)?);
    let (buyer, staff, change) = (Html(&buyer), Html(&staff), signed(w, it.side, it.amount));
    Ok(match cause {
        Cause::Credit(_) => w.notice_received(args::NoticeReceived {
            balance,
            buyer,
            change: &change,
            reason: &it.why,
            staff,
        }),
        Cause::Claim(_) => w.notice_claimed(args::NoticeClaimed {
            balance,
            buyer,
            change: &change,
            reason: &it.why,
            staff,
        }),
        _ => w.notice_corrected(args::NoticeCorrected {
            balance,
            buyer,
            change: &change,
            reason: &it.why,
            staff,
        }),
    })
}
