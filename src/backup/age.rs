//! Files that only the holder of a key can read, in the format of age (age-encryption.org/v1, as
//! C2SP writes it down): whoever has a key and Debian's `age` opens them without us.
//!
//! A file is a header and a payload. The header has the file's own key once for each recipient,
//! and a MAC under that key, so that nobody changes who can read it. The payload is a chain of
//! sealed chunks of 64 KiB: each is numbered, and the last one says that it is the last, so that
//! none can be changed, moved, left out or added, and a cut file is not a shorter one. Nothing is
//! given out before its tag has been proved.

mod bech32;
mod chunk;
mod header;
mod key;
mod read;
mod refused;
mod write;

pub use key::{Identity, Recipient};
pub use read::Reader;
pub use refused::Refused;
pub use write::Writer;

#[cfg(test)]
mod tests;
