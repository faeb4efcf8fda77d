//! Is the database true to itself? Every row decodes; every way to a row is there, and no other.

use redb::{ReadableTable, ReadableTableMetadata};

use super::fault::Fault;
use super::guard::guarded;
use super::read::{Direction, Entry, Read};
use super::record::Record;
use super::schema::{Keeps, Pairing, Picture, PicturePiece, Quarantined, Seen, Table};
use super::snap::Snap;
use crate::domain::alert::Desk;
use crate::domain::bot::Identity;
use crate::domain::broom::Broom;
use crate::domain::cart::Cart;
use crate::domain::coupon::{Coupon, CouponUse};
use crate::domain::customer::Customer;
use crate::domain::effect::Effect;
use crate::domain::episode::Episode;
use crate::domain::evidence::Evidence;
use crate::domain::ledger::{Balance, Transfer};
use crate::domain::missed::Missed;
use crate::domain::pause::Pause;
use crate::domain::payment::Payment;
use crate::domain::product::{Category, Product};
use crate::domain::reconciliation::Reconciliation;
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::domain::staff::Member;
use crate::domain::stock::Unit;
use crate::domain::stray::Stray;
use crate::domain::time::Boot;
use crate::domain::timer::Timer;
use crate::domain::title::Title;
use std::collections::HashMap;

/// Rows read at a time.
const STRIDE: usize = 1000;

/// What was found, in words for whoever mends it. Empty: all is well.
pub fn check(snap: &Snap) -> Result<Vec<String>, Fault> {
    let mut ways = Ways::default();
    for table in Table::ALL {
        ways.read(table, snap)?;
    }
    guarded(|| ways.compare(snap))
}

/// Walks all rows of a kind from the first key on.
pub fn each<R: Record>(
    read: &impl Read,
    mut see: impl FnMut(R) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut from = 0;
    loop {
        let rows: Vec<R> = read.all(from, STRIDE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        let end = last.key();
        rows.into_iter().try_for_each(&mut see)?;
        match end.checked_add(1) {
            Some(next) => from = next,
            None => return Ok(()),
        }
    }
}

/// The ways that the rows themselves tell of.
#[derive(Default)]
struct Ways {
    listed: u64,
    titles: u64,
    counts: HashMap<(u16, u64), u64>,
    broken: Vec<String>,
}

impl Ways {
    /// A match, so that no table is left out.
    fn read(&mut self, table: Table, snap: &Snap) -> Result<(), Fault> {
        match table {
            Table::Counter => Table::ALL.into_iter().try_for_each(|of| {
                snap.last_number(of)?;
                Ok(())
            }),
            Table::Customer => self.walk::<Customer>(snap),
            Table::Member => self.walk::<Member>(snap),
            Table::Session => self.walk::<Session>(snap),
            Table::Cart => self.walk::<Cart>(snap),
            Table::Category => self.walk::<Category>(snap),
            Table::Product => self.walk::<Product>(snap),
            Table::Unit => self.walk::<Unit>(snap),
            Table::Order => self.walk::<crate::domain::order::Order>(snap),
            Table::Payment => self.walk::<Payment>(snap),
            Table::Effect => self.walk::<Effect>(snap),
            Table::Timer => self.walk::<Timer>(snap),
            Table::Seen => self.walk::<Seen>(snap),
            Table::Settings => self.walk::<Settings>(snap),
            Table::Picture => self.walk::<Picture>(snap),
            Table::PicturePiece => self.walk::<PicturePiece>(snap),
            Table::Pairing => self.walk::<Pairing>(snap),
            Table::Quarantine => self.walk::<Quarantined>(snap),
            Table::Account => self.walk::<Balance>(snap),
            Table::Transfer => self.walk::<Transfer>(snap),
            Table::Coupon => self.walk::<Coupon>(snap),
            Table::CouponUse => self.walk::<CouponUse>(snap),
            Table::Episode => self.walk::<Episode>(snap),
            Table::Stray => self.walk::<Stray>(snap),
            Table::Evidence => self.walk::<Evidence>(snap),
            Table::Reconciliation => self.walk::<Reconciliation>(snap),
            Table::Bot => self.walk::<Identity>(snap),
            Table::AlertDesk => self.walk::<Desk>(snap),
            Table::Pause => self.walk::<Pause>(snap),
            Table::Boot => self.walk::<Boot>(snap),
            Table::Missed => self.walk::<Missed>(snap),
            Table::Broom => self.walk::<Broom>(snap),
            Table::Title => self.walk::<Title>(snap),
        }
    }

    fn walk<R: Record>(&mut self, snap: &Snap) -> Result<(), Fault> {
        each::<R>(snap, |row| {
            if R::TITLED {
                self.title(&row, snap)?;
            }
            for (index, key) in row.index() {
                let entry: Entry = (index as u16, key, row.key());
                if index.keeps() != Keeps::Count {
                    self.listed += 1;
                    if snap.entries(entry, entry, Direction::Oldest, 1)?.is_empty() {
                        self.broken.push(format!("{index:?} does not lead to {entry:?}"));
                    }
                }
                if index.keeps() != Keeps::List {
                    *self.counts.entry((index as u16, key)).or_default() += 1;
                }
            }
            Ok(())
        })
    }

    /// Whether a row is found by what it tells.
    fn title<R: Record>(&mut self, row: &R, snap: &Snap) -> Result<(), Fault> {
        let (kept, told) = (snap.get::<Title>(row.key())?, row.title());
        self.titles += u64::from(told.is_some());
        if kept != told {
            let kind = R::TABLE.name();
            self.broken.push(format!("{kind} {} has a title of something else", row.key()));
        }
        Ok(())
    }

    fn compare(mut self, snap: &Snap) -> Result<Vec<String>, Fault> {
        let (titles, told) = (snap.size(Table::Title)?, self.titles);
        if titles != told {
            self.broken.push(format!("{titles} titles, and the rows tell of {told}"));
        }
        let listed = snap.entry_table()?.len()?;
        if listed != self.listed {
            let told = self.listed;
            self.broken.push(format!("{listed} index entries, and the rows tell of {told}"));
        }
        for tally in snap.tally_table()?.iter()? {
            let (place, count) = tally?;
            let told = self.counts.remove(&place.value()).unwrap_or(0);
            if told != count.value() {
                let (place, count) = (place.value(), count.value());
                self.broken.push(format!("tally {place:?} is {count}, and should be {told}"));
            }
        }
        for (place, told) in self.counts {
            self.broken.push(format!("tally {place:?} is missing, and should be {told}"));
        }
        Ok(self.broken)
    }
}
