//! The unsold units of a product as a text file that can be filled in again.

use std::io::Write;

use crate::domain::id::ProductId;
use crate::domain::stock::Unit;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// A unit a line, to the byte.
pub fn write(read: &impl Read, product: ProductId, mut out: impl Write) -> Result<(), Fault> {
    for index in [Index::UnitsAvailable, Index::UnitsWithheld] {
        for id in read.list(index, product.0, Direction::Oldest, usize::MAX)? {
            let unit: Unit = read.need(id)?;
            writeln!(out, "{}", unit.content).map_err(|_| Fault::Stopped)?;
        }
    }
    Ok(())
}
