//! Who is on the staff.

pub mod claim;
pub mod told;
