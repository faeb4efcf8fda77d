//! Conversations: what people say becomes a deed of the shop and a screen to show.

pub mod action;
pub mod admin;
pub mod alarm;
pub mod album;
pub mod answer;
pub mod codec;
pub mod command;
pub mod contact;
pub mod customer;
pub mod files;
pub mod goods;
pub mod guard;
pub mod handle;
pub mod incoming;
pub mod layout;
pub mod menu;
pub mod missed;
pub mod notice;
pub mod owner;
pub mod place;
pub mod reconciled;
pub mod route;
pub mod show;
pub mod turn;
pub mod typed;
pub mod wizard;
