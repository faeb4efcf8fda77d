//! The recovery key: one secret of 28 signs that is kept on paper, and opens every copy of a shop.
//!
//! The server knows only whom to seal for (`kept`). A key of the machine's own opens copies as
//! well, for drills and quick restores (`machine`): whoever owns the server could read the shop
//! anyway, and with that key its old copies too.

pub mod code;
pub mod kept;
pub mod machine;

pub use code::{Code, Mistyped};
pub use kept::Kept;
