//! Inputs through the real writer, and how many of them share a sync.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use warung::engine::input::Input;

use crate::disk::Bare;
use crate::effort::Effort;
use crate::stall::Stall;
use crate::table::{Aim, Row, Sample, number, row};

/// Each commit is one record of the log; the tables take in many of them with two more.
pub const SYNCS_PER_COMMIT: f64 = 1.0;
const WAITING: [u64; 3] = [1, 8, 64];

type Make = fn(&Stall, u64, u64) -> Input;

pub fn figures(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let cart: Make = |stall, person, nth| stall.set_cart(person, 1 + nth as u32 % 2);
    let start: Make = |stall, person, _| stall.start(person);
    for (what, make) in [("a button sets the cart", cart), ("/start", start)] {
        for waiting in WAITING {
            let mut rounds = Vec::new();
            for _ in 0..effort.rounds {
                let limit = bare.synced(1, effort.span / 4)?;
                rounds.push(Round::run(runtime, waiting, effort.span, make, limit)?);
            }
            tell(&format!("{what}, {waiting} waiting"), waiting, &rounds);
        }
    }
    Ok(())
}

struct Round {
    inputs_per_second: f64,
    inputs_per_commit: f64,
    syncs_per_second: f64,
    bare: f64,
}

impl Round {
    fn run(
        runtime: &Runtime,
        waiting: u64,
        span: Duration,
        make: Make,
        bare: f64,
    ) -> anyhow::Result<Round> {
        let (stall, _slips) = Stall::open(100)?;
        let stall = Arc::new(stall);
        let (before, began) = (*stall.commits.borrow(), Instant::now());
        let count = runtime.block_on(crowd(stall.clone(), waiting, began + span, make))?;
        let seconds = began.elapsed().as_secs_f64();
        let commits = stall.commits_since(before) as f64;
        if let Some(stall) = Arc::into_inner(stall) {
            stall.close()?;
        }
        Ok(Round {
            inputs_per_second: count as f64 / seconds,
            inputs_per_commit: count as f64 / commits,
            syncs_per_second: commits * SYNCS_PER_COMMIT / seconds,
            bare,
        })
    }
}

/// Persons who each wait for the answer before they do the next thing.
async fn crowd(stall: Arc<Stall>, waiting: u64, until: Instant, make: Make) -> anyhow::Result<u64> {
    let count = Arc::new(AtomicU64::new(0));
    let mut persons = JoinSet::new();
    for person in 1..=waiting {
        let (stall, count) = (stall.clone(), count.clone());
        persons.spawn(async move {
            let mut nth = 0;
            while Instant::now() < until {
                nth += 1;
                stall.handle.submit(make(&stall, 1000 + person, nth)).await?;
                count.fetch_add(1, Ordering::Relaxed);
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = persons.join_next().await {
        ended??;
    }
    Ok(count.load(Ordering::Relaxed))
}

fn tell(what: &str, waiting: u64, rounds: &[Round]) {
    let sample = |of: fn(&Round) -> f64| Sample::of(rounds.iter().map(of));
    let bare = sample(|round| round.bare).median();
    row(Row {
        what: what.to_owned(),
        measured: sample(|round| round.inputs_per_second).told("/s"),
        beside: format!("bare 4 KiB + sync {}/s", number(bare)),
        aim: None,
    });
    let per_commit = sample(|round| round.inputs_per_commit);
    let syncs = sample(|round| round.syncs_per_second).median();
    row(Row {
        what: "  inputs per commit, which is one sync".to_owned(),
        measured: per_commit.told(""),
        beside: format!("{} syncs/s, {:.0} % of bare", number(syncs), 100.0 * syncs / bare),
        aim: match waiting {
            64 => Aim::at_least(20.0, "a commit", per_commit.median()),
            _ => None,
        },
    });
}
