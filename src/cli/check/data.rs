//! `warung check --data`: proves the shop's data, and says how to mend what is broken.

use anyhow::{Context, bail};

use crate::cli::progress::Progress;
use crate::cli::reach::{self, Way};
use crate::cli::say;
use crate::config::Config;
use crate::report::query::{Piece, Proof, Query};
use crate::shop::invariants::{Finding, Part, broken_link};
use crate::store::open::OpenError;

pub fn check(config: &Config, json: bool) -> anyhow::Result<()> {
    let (proof, way) = prove(config)?;
    match json {
        true => say(&serde_json::to_string_pretty(&proof)?),
        false => tell(&proof, way),
    }
    match proof.findings.len() {
        0 => Ok(()),
        1 => bail!("the data is broken in one place"),
        count => bail!("the data is broken in {count} places"),
    }
}

/// Everything that can be proved, whoever can read the data.
pub fn prove(config: &Config) -> anyhow::Result<(Proof, Way)> {
    let mut progress = Progress::new();
    let mut proof = None;
    let way = match reach::look(config, &Query::Proof, &mut |piece| {
        match piece {
            Piece::Walked(rows) => progress.tell(&format!("{rows} rows read …")),
            Piece::Proof(found) => proof = Some(found),
            _ => {}
        }
        true
    }) {
        // Where nothing can be read any more, that is what was found.
        Err(error) if is_damage(&error) => return Ok((damaged(&error), Way::Data)),
        way => way?,
    };
    Ok((proof.context("the shop gave no proof")?, way))
}

fn is_damage(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(OpenError::Damaged { .. }))
}

fn damaged(error: &anyhow::Error) -> Proof {
    let finding = Finding { part: Part::Rows, what: error.to_string() };
    let (orders, transfers, accounts, entries, millis) = Default::default();
    Proof { orders, transfers, accounts, entries, millis, findings: vec![finding] }
}

fn tell(proof: &Proof, way: Way) {
    let Proof { orders, transfers, accounts, entries, millis, findings } = proof;
    let seconds = *millis as f64 / 1000.0;
    let by = match way {
        Way::Shop => "by the running shop",
        Way::Data => "in the data, for no shop is running",
    };
    let size = format!(
        "orders {orders}, transfers {transfers}, accounts {accounts}; \
         proved in {seconds:.1} s {by}"
    );
    let audit = match broken_link(findings) {
        None if findings.iter().any(|it| it.part == Part::Rows) && *entries == 0 => None,
        None => Some(format!("audit: chain of {entries} entries is whole")),
        Some(first) => Some(format!("audit: chain of {entries} entries is BROKEN: {}", first.what)),
    };
    if findings.is_empty() {
        say(&format!("The data is sound: {size}."));
        return audit.iter().for_each(|line| say(line));
    }
    say(&format!("The data is BROKEN: {size}. Nothing has been changed."));
    audit.iter().for_each(|line| say(line));
    for part in [Part::Rows, Part::Ledger, Part::Orders, Part::Times, Part::Revisions] {
        let broken: Vec<&Finding> = findings.iter().filter(|it| it.part == part).collect();
        if broken.is_empty() {
            continue;
        }
        let (title, remedy) = words(part);
        say(&format!("\n{title}"));
        broken.iter().for_each(|finding| say(&format!("  - {}", finding.what)));
        say(&format!("What to do: {remedy}"));
    }
}

fn words(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Rows => (
            "Rows and the ways to them:",
            "bytes have changed that nobody wrote. Stop the shop, keep a copy of data_dir and the\n\
             key file as they are, look after the disk, and go back to the last good copy.",
        ),
        Part::Ledger => (
            "The ledger:",
            "the transfers are the truth, and what is kept beside them is added up from them.\n\
             Keep a copy of data_dir, compare the named account with `warung export ledger`, and\n\
             put money right only by an entry with a reason, never in the file.",
        ),
        Part::Orders => (
            "Orders, payments and goods:",
            "look at each order in the chat: send again, replace or refund what its buyer lacks.\n\
             What only waits for something forgotten goes on after `warung reconcile`.",
        ),
        Part::Times => (
            "Times that lie too far ahead:",
            "the machine's clock was wrong when they were set, or it is wrong now. Put it right\n\
             (`timedatectl`), then restart the shop: it aims all of them anew.",
        ),
        Part::Revisions => (
            "The log of who changed what:",
            "rows were written past the shop, or the disk has changed them. Keep a copy of\n\
             data_dir as it is, look at what is named in the chat, and set it there as it should\n\
             be: that is entered as a change like any other.",
        ),
    }
}
