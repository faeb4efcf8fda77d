//! A lost shop comes back on another machine.

mod kit;
