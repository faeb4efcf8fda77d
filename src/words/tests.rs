//! tests
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::time::Timestamp;
pub struct Sample<'a> {
    pub text: &'a str,
    pub html: &'a str,
    pub money: Rupiah,
    pub count: u64,
    pub order: OrderId,
    pub moment: Timestamp,
}
