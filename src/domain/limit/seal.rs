//! Sealed copies, and the key that opens them.

/// The head of a sealed file takes a hundred bytes for each key that opens it, of which a shop has
/// two. Whoever seals for hundreds is somebody else, and a file without lines is some other file.
pub const AGE_HEADER_BYTES_MAX: usize = 64 << 10;
