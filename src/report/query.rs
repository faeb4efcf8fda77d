//! What can be learnt of the shop without asking the writer: from a snapshot, however long it
//! takes, piece by piece.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::audit;
use super::export::{self, Style};
use crate::domain::bot::Ties;
use crate::domain::id::ReconciliationId;
use crate::domain::month::Date;
use crate::domain::reconciliation::Reconciliation;
use crate::domain::report::Report;
use crate::domain::settings::Standing;
use crate::domain::shop::Shop;
use crate::domain::staff::Colleague;
use crate::domain::time::Timestamp;
use crate::shop::invariants::{Finding, findings};
use crate::shop::{bot, reconcile, settings, staff};
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::schema::Table;
use crate::store::snap::Snap;
use crate::words::Dictionary;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Query {
    /// Is the shop true to its promises?
    Proof,
    Report(Report),
    /// How far a reconciliation is.
    Reconciliation(ReconciliationId),
    /// Which bot the shop is, and for whom.
    Ties,
    /// Who is on the staff.
    Staff,
    /// Who did what, from a day on.
    Audit {
        since: Option<Date>,
        csv: bool,
    },
    /// How the shop is set.
    Settings,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// So many rows have been read by now.
    Walked(u64),
    Proof(Proof),
    Text(String),
    /// `None`: it is forgotten, or never was.
    Reconciliation(Option<Reconciliation>),
    Ties(Ties),
    Staff(Vec<Colleague>),
    Settings(Vec<Standing>),
    Failed(String),
    /// Nothing follows.
    End,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    pub orders: u64,
    pub transfers: u64,
    pub accounts: u64,
    /// Entries of the log of who did what.
    pub entries: u64,
    pub millis: u64,
    pub findings: Vec<Finding>,
}

/// Takes a piece; says whether there is still anybody to take more.
pub type Give = Arc<dyn Fn(Piece) -> bool + Send + Sync>;

/// Rows between two words on how far it is: a blink's work.
const ROWS_A_WORD: u64 = 20_000;
/// Text is given in pieces of this size.
const TEXT_BYTES: usize = 32 << 10;

/// Queries, and gives what is seen. What goes wrong is a piece too.
pub fn look(
    store: &Store,
    dictionary: &Dictionary,
    now: Timestamp,
    shop: &Shop,
    look: &Query,
    give: &Give,
) {
    let seen = store.snap().and_then(|snap| match look {
        Query::Proof => Ok(Some(Piece::Proof(prove(snap, now, give)?))),
        Query::Report(report) => {
            let text = Text { give, held: Vec::with_capacity(TEXT_BYTES) };
            export::write(&snap, dictionary.calendar(), *report, Style::Plain, text)?;
            Ok(None)
        }
        Query::Audit { since, csv } => {
            let text = Text { give, held: Vec::with_capacity(TEXT_BYTES) };
            audit::write(&snap, dictionary.calendar(), *since, *csv, text)?;
            Ok(None)
        }
        Query::Staff => Ok(Some(Piece::Staff(staff::roster(&snap, shop)?))),
        Query::Settings => Ok(Some(Piece::Settings(settings::standing(&snap, shop)?))),
        Query::Ties => Ok(Some(Piece::Ties(bot::ties(&snap)?))),
        Query::Reconciliation(id) => Ok(Some(Piece::Reconciliation(reconcile::run(&snap, *id)?))),
    });
    let end = match seen {
        Ok(seen) => seen.is_none_or(|piece| give(piece)).then_some(Piece::End),
        Err(Fault::Stopped) => None,
        Err(fault) => Some(Piece::Failed(fault.to_string())),
    };
    end.map(|piece| give(piece));
}

fn prove(snap: Snap, now: Timestamp, give: &Give) -> Result<Proof, Fault> {
    let began = Instant::now();
    let (walked, told) = (AtomicU64::new(0), give.clone());
    let snap = snap.watched(move |rows| {
        let before = walked.fetch_add(rows as u64, Ordering::Relaxed);
        let now = before + rows as u64;
        before / ROWS_A_WORD == now / ROWS_A_WORD || told(Piece::Walked(now))
    });
    let findings = findings(&snap, now)?;
    // What cannot be counted is among the findings.
    let size = |table| snap.size(table).unwrap_or_default();
    Ok(Proof {
        orders: size(Table::Order),
        transfers: size(Table::Transfer),
        accounts: size(Table::Account),
        entries: size(Table::Revision),
        millis: began.elapsed().as_millis() as u64,
        findings,
    })
}

/// Text on its way, in pieces of some size.
struct Text<'a> {
    give: &'a Give,
    held: Vec<u8>,
}

impl Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= TEXT_BYTES {
            self.hand_over()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_over()
    }
}

impl Text<'_> {
    /// Whole signs only: a piece is a text by itself.
    fn hand_over(&mut self) -> io::Result<()> {
        let whole = match std::str::from_utf8(&self.held) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = self.held.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.held, rest));
        let text = text.map_err(io::Error::other)?;
        match text.is_empty() || (self.give)(Piece::Text(text)) {
            true => Ok(()),
            false => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}
