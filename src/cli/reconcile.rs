//! `warung reconcile`: compares our payments with the gateway and the ledger, and waits for it.

use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use super::progress::Progress;
use super::{reach, say};
use crate::config::Config;
use crate::domain::payment::Status;
use crate::domain::reconciliation::{Difference, Disagreement, Reconciliation};
use crate::engine::input::Reply;
use crate::report::query::{Piece, Query};
use crate::web::ask::Ask;

/// How often to see how far it is: the gateway takes about a second for each answer.
const EVERY: Duration = Duration::from_millis(300);

pub fn reconcile(config: &Config) -> anyhow::Result<()> {
    ensure!(
        reach::running(config)?,
        "the shop is not running, and only a running shop asks the gateway; start it first"
    );
    let Reply::Reconciling(id) = reach::shop(config)?(Ask::Reconcile)? else {
        bail!("the shop could not begin; its owner is told why");
    };
    let mut progress = Progress::new();
    let run = loop {
        let mut seen = None;
        reach::look(config, &Query::Reconciliation(id), &mut |piece| {
            if let Piece::Reconciliation(run) = piece {
                seen = run;
            }
            true
        })
        .context("the reconciliation goes on with the shop, and the owners hear of it")?;
        let run = seen.context("the shop has forgotten this reconciliation")?;
        if !run.running() {
            break run;
        }
        progress.tell(&format!("{} payments compared …", run.compared));
        sleep(EVERY);
    };
    drop(progress);
    tell(&run);
    match run.found() {
        0 => Ok(()),
        1 => bail!("one difference"),
        count => bail!("{count} differences"),
    }
}

fn tell(run: &Reconciliation) {
    say(&format!("Payments compared with the gateway and the ledger: {}.", run.compared));
    run.differences.iter().for_each(|difference| say(&line(difference)));
    if run.more > 0 {
        say(&format!("… and {} more.", run.more));
    }
    if run.ended.is_some_and(|ended| ended.left_from.is_some()) {
        say("Not all could be compared; the next reconciliation begins where this one stopped.");
    }
    if run.found() == 0 {
        say("All agree.");
    }
}

fn line(difference: &Difference) -> String {
    let what = match difference.how {
        Disagreement::Found { received } => {
            format!("{received} had come and nobody had told us; it went the way of a late payment")
        }
        Disagreement::NotCompleted { ours, status } => {
            let status = match status {
                Status::Pending => "not paid",
                Status::Completed => "paid",
                Status::Cancelled => "cancelled",
            };
            format!("{ours} is noted as paid, the gateway says {status}; look at its dashboard")
        }
        Disagreement::Amount { ours, gateway } => {
            format!("{ours} is noted, the gateway says {gateway}; look at its dashboard")
        }
        Disagreement::PlayMoney { ours } => {
            format!("{ours} is noted as paid, and was the sandbox's money")
        }
        Disagreement::Ledger { .. } => {
            "payment and ledger do not agree; run `warung check --data`".to_owned()
        }
        Disagreement::Unknown => {
            "the gateway knows no such transaction; is it the same project?".to_owned()
        }
        Disagreement::NoAnswer => {
            "the gateway did not answer; it is asked again next time".to_owned()
        }
    };
    format!("{}: {what}", difference.order)
}
