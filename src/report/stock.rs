//! The unsold units of a product as a text file that can be filled in again.

use std::io::Write;

use crate::domain::id::ProductId;
use crate::domain::stock::Unit;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// A unit a line, to the byte; where some have several lines, a rule between all of them.
pub fn write(read: &impl Read, product: ProductId, mut out: impl Write) -> Result<(), Fault> {
    let (mut rule, mut first) = (false, true);
    each(read, product, |unit| {
        rule |= unit.content.contains('\n');
        Ok(())
    })?;
    each(read, product, |unit| {
        let between = if rule && !first { "---\n" } else { "" };
        first = false;
        writeln!(out, "{between}{}", unit.content).map_err(|_| Fault::Stopped)
    })
}

fn each(
    read: &impl Read,
    product: ProductId,
    mut see: impl FnMut(Unit) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for index in [Index::UnitsAvailable, Index::UnitsWithheld] {
        for id in read.list(index, product.0, Direction::Oldest, usize::MAX)? {
            see(read.need(id)?)?;
        }
    }
    Ok(())
}
