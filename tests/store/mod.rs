//! The store: true to a model whatever is done to it, shut to strangers, never fooled by bytes.

mod bytes;
mod doors;
mod migrate;
mod model;
mod next;
mod raw;
mod replay;
mod rewrite;
mod shipped;
