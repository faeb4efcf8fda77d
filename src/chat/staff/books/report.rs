//! The books in the chat: reports of a month as files, and a reconciliation on demand.

use crate::chat::show::show;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::act::Act;
use crate::domain::limit::REPORT_TRANSFERS_MAX;
use crate::domain::message::{Media, Screen};
use crate::domain::month::Month;
use crate::domain::report::Report;
use crate::shop::context::{Ctx, Done};
use crate::shop::reconcile::{self, Asker};
use crate::shop::staff::Staff;
use crate::shop::{revision, turnover};
use crate::words::args;

/// `/laporan 2026-11`. The files are made when they are sent, so that a large month keeps nobody
/// waiting.
pub fn report(ctx: &mut Ctx, turn: &Turn, by: Staff, typed: &str) -> Done<Reply> {
    let (w, calendar) = (turn.words, turn.dictionary.calendar());
    let current = calendar.month(ctx.now);
    let month = match typed.trim() {
        "" => Some(current),
        typed => Month::parse(typed).filter(|month| *month <= current),
    };
    let Some(month) = month else {
        return Ok(Next::say(w.usage_laporan(&current.to_string())).into());
    };
    revision::act(ctx, by, Act::BooksSent { month })?;
    let period = w.month_of_year(month);
    let turnover = Screen::new(w.report_turnover(&period));
    show(ctx, by.id(), turnover.with(Media::Report(Report::Turnover(month))))?;
    let count = turnover::transfers(&ctx.tx, &calendar.bounds(month))?;
    let ledger = match count > REPORT_TRANSFERS_MAX {
        true => Screen::new(w.report_too_large(args::ReportTooLarge {
            count,
            max: REPORT_TRANSFERS_MAX,
            period: &period,
            typed: &month.to_string(),
        })),
        false => {
            let file = Media::Report(Report::Ledger(month));
            Screen::new(w.report_ledger(&period)).with(file)
        }
    };
    Ok(Next::Say(ledger).into())
}

/// `/rekonsiliasi`. What it finds comes as a message of its own.
pub fn reconcile(ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    reconcile::begin(ctx, Asker::Person(by.id()))?;
    Ok(Next::say(turn.words.reconcile_begun()).into())
}
