//! One unit's life: available, held for an order, sold, given back.

use serde::{Deserialize, Serialize};

use super::id::{OrderId, ProductId, UnitId};
use super::limit::UNIT_BYTES_MAX;

/// One line of stock: goods that are sold once. Sealed on disk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    pub product: ProductId,
    pub content: String,
    /// A keyed digest of the content, by which a repeated line is found without reading all.
    pub digest: u64,
    pub fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Available,
    Held(OrderId),
    Sold(OrderId),
    /// Refunded or replaced: known to its buyer, and so never sold again.
    Returned(OrderId),
}

impl std::fmt::Debug for Unit {
    /// Goods stay out of logs and panic messages.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Unit { id, product, fate, .. } = self;
        write!(out, "Unit({}, product {}, {fate:?})", id.0, product.0)
    }
}

/// Why a line of stock was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reject {
    TooLong,
    /// A byte that no text has (NUL), or bytes that are not UTF-8.
    NotText,
}

/// Splits pasted or uploaded stock into units, one a line. The content of a line is kept to the
/// byte but for its line end; blank lines are separators, not goods.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.split('\n').enumerate();
    numbered
        .map(|(at, line)| (at + 1, line.strip_suffix('\r').unwrap_or(line)))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// Whether a line can be a unit.
pub fn vet(line: &str) -> Result<(), Reject> {
    if line.len() > UNIT_BYTES_MAX {
        return Err(Reject::TooLong);
    }
    if line.contains('\0') {
        return Err(Reject::NotText);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_to_the_byte() {
        let text = "a|b\r\n  c \n\n\t\nuser<1>:p&ss\n";
        let kept: Vec<_> = lines(text).collect();
        assert_eq!(kept, [(1, "a|b"), (2, "  c "), (5, "user<1>:p&ss")]);
    }
}
