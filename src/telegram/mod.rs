//! The line to Telegram: updates in, messages out. The only folder that says teloxide.
//!
//! One thing at a time is carried here. What waits, in which order and at which pace is the
//! outbox's business, and what an update means is the chat's.

pub mod client;
mod content;
mod drawn;
mod entities;
pub mod failure;
pub mod feed;
pub mod fetch;
mod flood;
pub mod hook;
pub mod keyboard;
pub mod letter;
pub mod link;
pub mod markup;
pub mod me;
pub mod menu;
pub mod mode;
pub mod poll;
pub mod qr;
pub mod receive;
pub mod rival;
pub mod send;
pub mod tell;
pub mod webhook;
mod wire;
