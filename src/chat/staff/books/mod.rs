//! Reports and reconciliations.

pub mod reconciled;
pub mod report;
