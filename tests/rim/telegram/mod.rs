//! The line to Telegram against a server that says what each test wants to hear.

mod poll;
mod qr;
mod send;
mod server;
mod tell;
