//! Whether the shop is true to its promises, and the last lines of its log.

use crate::chat::layout::fitting;
use crate::domain::limit::{LOG_LINE_SHOWN, WHY_CHARS_MAX};
use crate::domain::text::shorten;
use crate::words::{Html, Words, args};

/// Findings told one by one; the rest are for the command line.
const FINDINGS_TOLD: usize = 5;
/// What the frame around a list takes, in units of a message.
const FRAME: usize = 400;

pub struct View {
    pub store: String,
    pub orders: u64,
    pub transfers: u64,
    /// What does not hold.
    pub findings: Vec<String>,
}

pub fn render(v: &View, w: Words) -> String {
    let store = w.alert_store(&v.store);
    let told = v.findings.iter().take(FINDINGS_TOLD);
    let told = told.map(|what| w.owner_check_finding(&shorten(what, WHY_CHARS_MAX)));
    let verdict = match v.findings.len() as u64 {
        0 => w.owner_check_sound(args::OwnerCheckSound { count: v.transfers, orders: v.orders }),
        count => w.owner_check_broken(count, Html(&fitting(told, FRAME).join("\n"))),
    };
    format!("{store}\n{verdict}")
}

/// The newest line last; of lines that do not all fit, the newest.
pub fn log(store: &str, lines: &[String], w: Words) -> String {
    let newest = lines.iter().rev();
    let shown = newest.map(|line| w.owner_log_line(&shorten(line, LOG_LINE_SHOWN)));
    let mut shown = fitting(shown, FRAME);
    shown.reverse();
    let store = w.alert_store(store);
    match shown.is_empty() {
        true => format!("{store}\n{}", w.owner_log_empty()),
        false => format!("{store}\n{}", shown.join("\n")),
    }
}
