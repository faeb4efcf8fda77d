//! Fills a database, replays what came after, and proves what has become of it.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::object::records::Records;
use super::super::object::snapshot::{Cells, Kit};
use super::super::object::{Header, KIT_KEY, Name, ObjectError};
use super::refused::Good;
use super::{Progress, Rebuild, RebuildError, Rebuilt, Report};
use crate::domain::limit::REPLAY_BYTES;
use crate::domain::time::Timestamp;
use crate::shop::invariants::findings;
use crate::store::change_record::{ChangeError, ChangeRecord};
use crate::store::durable;
use crate::store::fault::Fault;
use crate::store::lock::hold;
use crate::store::open::{DATABASE_ASIDE, OpenError, Store};
use crate::store::pour::Building;
use crate::store::schema::{SCHEMA, Table};

/// `of`: how long the snapshot's file is.
pub fn build(order: &Rebuild, kit: Kit<File>, of: u64) -> Result<Rebuilt, RebuildError> {
    let Kit { header, cells, .. } = kit;
    let building = begin(order, &header, cells, of)?;
    match complete(order, &building, &header) {
        Ok(report) => Ok(Rebuilt { building, report }),
        Err(error) => {
            // What it says counts more than what is left.
            let _ = building.give_up(order.data);
            Err(error)
        }
    }
}

fn begin(
    order: &Rebuild,
    header: &Header,
    mut cells: Cells<File>,
    of: u64,
) -> Result<Building, RebuildError> {
    let (name, mut done) = (header.name(), 0);
    let cells = std::iter::from_fn(|| {
        let cell = cells.next()?.map_err(RebuildError::object(name, None));
        if cells.read_bytes() == done {
            return Some(cell);
        }
        done = cells.read_bytes();
        let told = order.go_on(Progress::Snapshot { done, of });
        Some(cell.and_then(|cell| told.map(|()| cell)))
    });
    let key = order.kit.join(KIT_KEY);
    let begun = Building::begin::<RebuildError>(order.data, &key, &header.place(), cells);
    begun.map_err(|error| match error {
        RebuildError::Open(error @ OpenError::Held { .. }) => RebuildError::open(order.data, error),
        RebuildError::Open(error @ OpenError::Taken { .. }) => error.into(),
        error => {
            take_away(order.data);
            error
        }
    })
}

/// What broke off makes room, unless somebody else has begun meanwhile.
fn take_away(data: &Path) {
    if let Ok(_alone) = hold(data) {
        let _ = durable::gone(&data.join(DATABASE_ASIDE));
    }
}

fn complete(order: &Rebuild, building: &Building, header: &Header) -> Result<Report, RebuildError> {
    let (plan, mut good) = (order.plan, Good::of(&header.name(), order.plan));
    let mut closed = header.closed;
    for (at, name) in plan.logs.iter().enumerate() {
        let refused = RebuildError::object(*name, Some(good));
        let replayed = replay(order, building, name).map_err(|error| match error {
            ObjectError::Fault(fault) => of_fault(order, fault),
            error => refused(error),
        })?;
        good = Good::of(name, plan);
        order.go_on(Progress::Logs { done: at + 1, of: plan.logs.len() })?;
        closed = replayed == Replayed::Whole { closed: true };
        if replayed == Replayed::Cut {
            break;
        }
    }
    let closed = closed && plan.until.is_none();
    Ok(Report { closed, ..report(order, building.store(), header)? })
}

/// What became of a log.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Replayed {
    /// All of it; whether it says that the shop was closed with it.
    Whole { closed: bool },
    /// What is in it, and what follows, is of after the wanted moment.
    Cut,
}

fn replay(order: &Rebuild, building: &Building, name: &Name) -> Result<Replayed, ObjectError> {
    let (object, _) = order.open(name)?;
    let header = object.header().clone();
    let here = building.store().position();
    if header.follows().sequence == here.sequence && header.follows() != here {
        return Err(ChangeError::Fork { sequence: here.sequence }.into());
    }
    let beyond = |at: Timestamp| order.plan.until.is_some_and(|until| at > until);
    let mut records = Records::read(object);
    let (mut batch, mut replayed) = (Vec::new(), 0);
    let mut over = false;
    while !over {
        let record = records.next().transpose()?;
        over = record.as_ref().is_none_or(|record| beyond(record.at));
        let cut = over && record.is_some();
        batch.extend(record.filter(|_| !over));
        if over || records.bytes() - replayed >= REPLAY_BYTES {
            replayed = records.bytes();
            replay_batch(building, &mut batch)?;
        }
        if cut {
            return Ok(Replayed::Cut);
        }
    }
    match building.store().position() == header.leads_to() {
        true => Ok(Replayed::Whole { closed: header.closed }),
        false => Err(ChangeError::Fork { sequence: name.upto() }.into()),
    }
}

fn replay_batch(building: &Building, batch: &mut Vec<ChangeRecord>) -> Result<(), ObjectError> {
    building.replay(batch).map_err(|error| match error {
        ChangeError::Fault(fault) => ObjectError::from(fault),
        error => error.into(),
    })?;
    batch.clear();
    Ok(())
}

/// What went wrong with the database, and not with what it is filled from.
fn of_fault(order: &Rebuild, fault: Fault) -> RebuildError {
    match fault {
        Fault::Full => OpenError::Full { folder: order.data.to_owned() }.into(),
        fault => OpenError::Fault(fault).into(),
    }
}

fn report(order: &Rebuild, store: &Store, header: &Header) -> Result<Report, RebuildError> {
    let fault = |fault| of_fault(order, fault);
    let (hear, read) = (order.hear.clone(), AtomicUsize::new(0));
    let snap = store.snap().map_err(fault)?.watched(move |rows| {
        let rows = read.fetch_add(rows, Ordering::Relaxed) + rows;
        hear(Progress::Proof { rows })
    });
    let found = match header.layout == SCHEMA {
        true => Some(findings(&snap, order.now).map_err(fault)?),
        false => None,
    };
    let file = order.data.join(DATABASE_ASIDE);
    let bytes = fs::metadata(&file).map_err(|error| RebuildError::at(&file, error))?.len();
    Ok(Report {
        shop: header.shop.clone(),
        layout: header.layout,
        generation: header.generation,
        position: store.position(),
        upto: order.plan.upto,
        orders: snap.size(Table::Order).map_err(fault)?,
        units: snap.size(Table::Unit).map_err(fault)?,
        bytes,
        closed: false,
        findings: found,
    })
}
