//! Has every unit the batch that it names, and goes on what was begun with one?

use std::collections::HashSet;

use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
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
