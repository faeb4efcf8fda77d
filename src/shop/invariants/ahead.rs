//! Nothing waits longer than the longest pause of its kind, and nothing has happened in the future.

use crate::domain::effect::{Effect, EffectState};
use crate::domain::incident::Incident;
use crate::domain::limit::{CLOCK_STEP, INVOICE_MAX, TIMER_AGAIN, TRANSFER_AFTER};
use crate::domain::order::{Order, State};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::Timer;
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// What is stored, held against this moment.
pub(super) fn faults(read: &impl Read, now: Timestamp) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    // As much as a clock may be off before anybody looks.
    let late = |at: Timestamp, longest: Span| at > now.after(longest).after(CLOCK_STEP);
    each::<Effect>(read, |effect| {
        let id = effect.id.0;
        match effect.state {
            EffectState::Due { at, .. } if late(at, effect.pause_max()) => {
                broken.push(format!("task {id} waits {}", until(at, now)));
            }
            EffectState::Due { .. } if late(effect.at, Span(0)) => {
                broken.push(format!("task {id} was asked for {}", until(effect.at, now)));
            }
            EffectState::Due { .. } | EffectState::Dead { .. } => {}
        }
        Ok(())
    })?;
    each::<Timer>(read, |timer| {
        if late(timer.at, timer.what.wait_max(INVOICE_MAX).max(TIMER_AGAIN)) {
            broken.push(format!("{:?} waits {}", timer.what, until(timer.at, now)));
        }
        Ok(())
    })?;
    for index in [Index::OrdersOpen, Index::OrdersUndelivered] {
        for id in read.list(index, ALL, Direction::Oldest, usize::MAX)? {
            let order = read.need::<Order>(id)?;
            let (at, longest) = match order.state {
                State::AwaitingInvoice { until } | State::AwaitingPayment { until } => {
                    (until, INVOICE_MAX)
                }
                State::AwaitingTransfer { until } => (until, TRANSFER_AFTER),
                State::InReview { since } => (since, Span(0)),
                State::Paid { at, .. } => (order.waits_since().unwrap_or(at), Span(0)),
                State::Ended { at, .. } => (at, Span(0)),
            };
            if late(at, longest) {
                broken.push(format!("{} stands {}", order.id, until(at, now)));
            }
        }
    }
    each::<Incident>(read, |incident| {
        if late(incident.since, Span(0)) {
            let what = incident.trouble;
            broken.push(format!("{what:?} began {}", until(incident.since, now)));
        }
        Ok(())
    })?;
    Ok(broken)
}

fn until(at: Timestamp, now: Timestamp) -> String {
    let minutes = at.since(now).0 / Span::minutes(1).0;
    format!("until {minutes} minutes from now, which no clock that is right has set")
}
