//! Somebody who has asked to be told when there are units of a product again.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, ProductId, WaiterId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// In the order in which they have asked.
    pub id: WaiterId,
    pub product: ProductId,
    pub person: CustomerId,
    /// How many nights there had been by then.
    pub night: u32,
}

/// Why nobody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoWait {
    /// There are units.
    InStock,
    /// They wait for so many products already.
    TooMany { max: usize },
    /// So many wait for this one.
    Full,
}
