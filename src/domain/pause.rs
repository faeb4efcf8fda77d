//! The shop takes no orders for a while, because somebody said so.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::time::Timestamp;

/// There is a row only while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub by: CustomerId,
    pub since: Timestamp,
}
