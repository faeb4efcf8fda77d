//! Has every unit the batch that it names, and goes on what was begun with one, or with what was
//! sent for the shelf?

use std::collections::HashSet;

use crate::domain::batch::Batch;
use crate::domain::id::{BatchId, IntakeId};
use crate::domain::intake::{Intake, Piece, Stage};
use crate::domain::stock::Unit;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// A unit that names a batch came in it, and lies with the same product.
pub fn unit_fault(read: &impl Read, unit: &Unit) -> Result<Option<String>, Fault> {
    let Some(id) = unit.batch else { return Ok(None) };
    let batch = read.get::<Batch>(id.0)?;
    let right = batch.is_some_and(|batch| batch.product == unit.product);
    Ok((!right).then(|| format!("{unit:?} names batch {}, which is not its own", id.0)))
}

/// Whoever began something with a batch waits for its end.
pub fn fault(batch: &Batch, working: &HashSet<BatchId>) -> Option<String> {
    let stands = batch.work.is_some() && !working.contains(&batch.id);
    stands.then(|| format!("batch {} is being worked on, and nothing goes on", batch.id.0))
}

/// What is being read or taken in goes on, and its pieces are there.
pub fn intake_faults(
    read: &impl Read,
    intake: &Intake,
    going: &HashSet<IntakeId>,
) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let under_way = matches!(intake.stage, Stage::Looking { .. } | Stage::Taking { .. });
    if under_way && !going.contains(&intake.id) {
        broken.push(format!("{intake:?} is under way, and nothing goes on"));
    }
    let there = |way: u8, from: u16, to: u16| -> Result<bool, Fault> {
        for piece in from..to {
            if read.get::<Piece>(Piece::key(intake.id, way, piece))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    };
    for (way, it) in (0..).zip(&intake.ways) {
        let from = match intake.stage {
            Stage::Looking { .. } | Stage::Waiting => 0,
            Stage::Taking { way: taken, piece, .. } if taken == way => piece,
            Stage::Taking { .. } | Stage::Done { .. } => it.pieces,
        };
        if !there(way, from, it.pieces)? {
            broken.push(format!("{intake:?} has lost a piece"));
        }
    }
    Ok(broken)
}
