//! Reports and reconciliations.

pub mod digest;
pub mod reconciled;
pub mod report;
