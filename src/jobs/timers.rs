//! Sleeps until the next timer is due, then rings it.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::domain::id::TimerId;
use crate::domain::limit::{CLOCK_LOOK, TIMERS_PER_TICK};
use crate::domain::time::{Span, Timestamp};
use crate::engine::clock::Clock;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::read::{Direction, Entry, Read};
use crate::store::schema::Index;

/// How long to wait after the timers could not be read.
const PAUSE: Span = Span::secs(5);

pub async fn run(
    store: Arc<Store>,
    handle: Handle,
    clock: Clock,
    mut alarm: watch::Receiver<Timestamp>,
    stop: CancellationToken,
) {
    loop {
        alarm.mark_unchanged();
        let now = clock.now();
        let (due, next) = look(&store, now).unwrap_or_else(|fault| {
            tracing::error!(%fault, "the timers cannot be read");
            (Vec::new(), Some(now.after(PAUSE)))
        });
        if !due.is_empty() {
            match stop.run_until_cancelled(ring(&handle, due)).await {
                Some(Ok(())) => continue,
                Some(Err(Stopped)) | None => return,
            }
        }
        let until = next.unwrap_or(Timestamp(u64::MAX));
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep(&clock, &handle, until) => {}
            changed = alarm.changed() => if changed.is_err() { return },
        }
    }
}

/// Sleeps until that time. Where the wall is set meanwhile, the writer is told: it aims all that
/// is stored anew, and with it what is waited for here.
async fn sleep(clock: &Clock, handle: &Handle, until: Timestamp) {
    loop {
        let now = clock.now();
        if clock.parted() {
            // Before its next batch the writer looks at the wall, if there still is one.
            let _ = handle.submit(Input::Ping).await;
            return;
        }
        if now >= until {
            return;
        }
        clock.wait_until(until.min(now.after(CLOCK_LOOK))).await;
    }
}

type Due = (TimerId, Timestamp);

/// The timers that are due, and when the first of the others will be.
fn look(store: &Store, now: Timestamp) -> Result<(Vec<Due>, Option<Timestamp>), Fault> {
    let index = Index::TimerDue as u16;
    let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
    let soonest = store.snap()?.entries(from, to, Direction::Oldest, TIMERS_PER_TICK)?;
    let timer = |(_, at, id): &Entry| (TimerId(*id), Timestamp(*at));
    let due = soonest.iter().map(timer).filter(|(_, at)| *at <= now);
    let next = soonest.iter().find(|(_, at, _)| *at > now.0).map(|(_, at, _)| Timestamp(*at));
    Ok((due.collect(), next))
}

/// Rings them together, each as an input of its own.
async fn ring(handle: &Handle, due: Vec<Due>) -> Result<(), Stopped> {
    let mut rung = Vec::new();
    for (timer, at) in due {
        rung.push(handle.post(Input::Ring { timer, at }).await?);
    }
    for answer in rung {
        answer.reply().await?;
    }
    Ok(())
}
