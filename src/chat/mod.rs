//! Conversations: what people say becomes a deed of the shop and a screen to show.

pub mod incoming;
