//! What the process takes of its machine: threads, connections, pictures in memory.

use crate::domain::time::Span;

/// Connections to one outside that are kept open while nothing goes over them. Thirty messages a
/// second to a Telegram that answers in a fifth of one are six at a time; each that is kept costs
/// a descriptor and some 30 KB for its encryption, at both ends.
pub const IDLE_CONNECTIONS_MAX: usize = 8;
/// How long: a purchase's pauses, and not the quiet hour after a rush.
pub const IDLE_CONNECTION_LIFE: Span = Span::secs(30);
/// Threads for what blocks: files, proofs, books, names that are looked up. They come when needed
/// and go ten seconds later. Mostly there is none; but where no server of names answers, each
/// message on its way holds one for that long, and who watches over the shop must not wait behind
/// them all. Half of what the unit allows.
pub const BLOCKING_THREADS_MAX: usize = 64;
/// Looks of commands at the same time: one that nobody takes away holds a thread.
pub const LOOKS_AT_ONCE: usize = 3;
/// Pictures of invoices that are kept drawn, 6 KB each: whoever has their invoice shown again
/// does so within minutes, and a message that is tried again has the same picture.
pub const QR_PICTURES_KEPT: usize = 32;
