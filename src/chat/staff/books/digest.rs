//! The day before in a few lines, for owners and admins.

use crate::chat::layout::paragraphs;
use crate::chat::reach::reachable;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::limit::TODAY_TRANSFERS_MAX;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Figures};
use crate::shop::context::{Ctx, Done};
use crate::shop::inventory::{self, Counts};
use crate::shop::turnover::{self, Turnover};
use crate::shop::{evidence, restore, staff, unclaimed};
use crate::words::{Dictionary, Html, Words};

struct Digest {
    /// Within the day.
    day: Timestamp,
    /// Nothing where adding it up would keep buyers waiting.
    turnover: Option<Turnover>,
    figures: Figures,
    in_review: u64,
    detained: u64,
    unclaimed: u64,
    shelf: Counts,
}

pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary) -> Done {
    let digest = load(ctx, dictionary)?;
    for (to, w) in reachable(ctx, dictionary, staff::leaders(ctx)?)? {
        let task = Task::Show { to, screen: render(&digest, w), replace: None };
        ctx.ask(Lane::Notice, task, About::CanWait)?;
    }
    Ok(())
}

fn load(ctx: &Ctx, dictionary: &Dictionary) -> Done<Digest> {
    let calendar = dictionary.calendar();
    let midnight = calendar.day(ctx.now).start;
    let yesterday = Timestamp(midnight.0.saturating_sub(1));
    let day = calendar.day(yesterday);
    let turnover = match turnover::transfers(&ctx.tx, &day)? > TODAY_TRANSFERS_MAX {
        true => None,
        false => {
            let days = turnover::turnover(&ctx.tx, &day, |at| calendar.date(at))?;
            Some(days.into_values().next().unwrap_or_default())
        }
    };
    Ok(Digest {
        day: yesterday,
        turnover,
        figures: browse::figures(&ctx.tx)?,
        in_review: evidence::waiting(&ctx.tx)?,
        detained: restore::detained(&ctx.tx)?,
        unclaimed: unclaimed::waiting(&ctx.tx)?,
        shelf: inventory::counts(&ctx.tx)?,
    })
}

fn render(it: &Digest, w: Words) -> Screen {
    let mut rows = match &it.turnover {
        Some(day) => sold(day, w),
        None => vec![w.digest_busy()],
    };
    let Figures { undelivered, owed, .. } = it.figures;
    let waits = [
        (it.in_review, w.admin_home_in_review(it.in_review)),
        (undelivered, w.admin_home_undelivered(undelivered)),
        (owed, w.admin_home_owed(owed)),
        (it.detained, w.admin_home_detained(it.detained)),
        (it.unclaimed, w.admin_home_unclaimed(it.unclaimed)),
        (it.shelf.sold_out, w.digest_sold_out(it.shelf.sold_out)),
        (it.shelf.low, w.digest_low(it.shelf.low)),
    ];
    rows.extend(waits.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line));
    Screen::new(paragraphs([w.digest(it.day, Html(&rows.join("\n")))]))
}

/// What came in and went, each where there was any.
fn sold(day: &Turnover, w: Words) -> Vec<String> {
    let money = |amount: i64| Rupiah(u64::try_from(amount).unwrap_or(0));
    let mut rows = vec![w.digest_orders(day.orders, money(day.gross - day.discounts))];
    let others = [
        (day.deposits, w.digest_deposits(money(day.deposits))),
        (day.credited, w.digest_credited(money(day.credited))),
        (day.refunds, w.digest_refunds(money(day.refunds))),
        (day.fees, w.digest_fees(money(day.fees))),
    ];
    rows.extend(others.into_iter().filter(|(amount, _)| *amount > 0).map(|(_, line)| line));
    rows
}
