//! warung: a self-contained shop on Telegram.
//!
//! The map of the house, from the ground up. A line may name only lines above it
//! (`tests/house/mod.rs` keeps this true):
//!
//! | module | what it is | may name |
//! |---|---|---|
//! | `domain` | nouns and rules | – |
//! | `words` | texts for people | domain |
//! | `config` | what the operator wrote, and files of a shop | domain |
//! | `store` | records, transactions, seal | domain |
//! | `shop` | verbs, each within one transaction | domain, store |
//! | `chat` | screens, wizards, routing | domain, words, config, shop |
//! | `report` | what is only looked at | domain, words, store, shop, chat |
//! | `engine` | input → apply → effects | domain, words, store, shop, chat |
//! | `jobs` | outbox, clock, `Courier` | domain, engine |
//! | `telegram` `gateway` `web` `monitor` `backup` | rim: an outside each | above, not each other |
//! | `app` | wiring, start and stop | everything above |
//! | `demo` | the pretend world | app and below; only cli and tests name it |
//! | `cli` | the commands of the binary | everything |

pub mod app;
pub mod backup;
pub mod chat;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod engine;
pub mod gateway;
pub mod jobs;
pub mod monitor;
pub mod report;
pub mod shop;
pub mod store;
pub mod telegram;
pub mod web;
pub mod words;
