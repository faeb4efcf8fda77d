//! What a reconciliation has found, told to those who asked for it and to those it concerns.

use std::collections::BTreeSet;

use crate::chat::layout::{fitting, paragraphs};
use crate::chat::reach::words_of;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::{CustomerId, ReconciliationId};
use crate::domain::limit::{CAPTION_UNITS_MAX, MESSAGE_UNITS_MAX};
use crate::domain::message::{Media, Screen};
use crate::domain::payment::Status;
use crate::domain::reconciliation::{Difference, Disagreement, Reconciliation};
use crate::domain::report::Report;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::{reconcile, staff};
use crate::words::{Dictionary, Words, args};

/// Room for what stands around the list.
const AROUND: usize = 500;

pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, id: ReconciliationId) -> Done {
    let Some(run) = reconcile::run(&ctx.tx, id)? else { return Ok(()) };
    for person in listeners(ctx, &run)? {
        let screen = render(&run, words_of(ctx, dictionary, person)?);
        let task = Task::Show { to: person.chat().into(), screen, replace: None };
        ctx.ask(Lane::Notice, task, About::Nothing)?;
    }
    Ok(())
}

/// Whoever asked; and of a night in which something differs, everybody it concerns.
fn listeners(ctx: &Ctx, run: &Reconciliation) -> Done<BTreeSet<CustomerId>> {
    let mut people = BTreeSet::new();
    for asker in &run.askers {
        // One who is staff no more is told nothing of the books.
        if staff::may(ctx, *asker, Right::Books)?.is_some() {
            people.insert(*asker);
        }
    }
    if run.nightly && run.found() > 0 {
        people.extend(staff::owners(ctx)?);
        people.extend(staff::sellers(ctx)?);
    }
    Ok(people)
}

fn render(run: &Reconciliation, w: Words) -> Screen {
    let compared = run.compared.into();
    let left = run.ended.and_then(|ended| ended.left_from);
    let left = left.map(|at| w.reconciled_left_out(at)).unwrap_or_default();
    let lines: Vec<String> = run.differences.iter().map(|it| line(it, w)).collect();
    if lines.is_empty() {
        return Screen::new(paragraphs([w.reconciled_fine(compared, run.since), left]));
    }
    let title = w.reconciled_differences(args::ReconciledDifferences {
        compared,
        count: run.found(),
        from: run.since,
    });
    let shown = fitting(lines.iter().cloned(), AROUND);
    if shown.len() as u64 == run.found() {
        return Screen::new(paragraphs([title, shown.join("\n\n"), left]));
    }
    // The list goes along as a file, and the text is what fits under one.
    let shown = fitting(lines, MESSAGE_UNITS_MAX - CAPTION_UNITS_MAX + AROUND);
    let more = w.reconciled_more(run.found() - shown.len() as u64);
    Screen::new(paragraphs([title, shown.join("\n\n"), more, left]))
        .with(Media::Report(Report::Differences(run.id)))
}

fn line(difference: &Difference, w: Words) -> String {
    let order = difference.order;
    match difference.how {
        Disagreement::Found { received } => w.reconciled_found(order, received),
        Disagreement::NotCompleted { ours, status } => {
            w.reconciled_not_completed(ours, order, &status_name(status, w))
        }
        Disagreement::Amount { ours, gateway } => {
            w.reconciled_amount(args::ReconciledAmount { expected: ours, order, received: gateway })
        }
        Disagreement::PlayMoney { ours } => w.reconciled_play_money(ours, order),
        Disagreement::Ledger { .. } => w.reconciled_ledger(order),
        Disagreement::Unknown => w.reconciled_unknown(order),
        Disagreement::NoAnswer => w.reconciled_no_answer(order),
    }
}

fn status_name(status: Status, w: Words) -> String {
    match status {
        Status::Pending => w.plain_status_pending(),
        Status::Completed => w.plain_status_completed(),
        Status::Cancelled => w.plain_status_cancelled(),
    }
}
