//! `warung audit`: who did what. Works while the shop runs and while it does not.

use std::io::{self, Write};

use anyhow::Context;

use super::reach;
use super::store::Which;
use crate::config::Config;
use crate::domain::month::Date;
use crate::report::query::{Piece, Query};

#[derive(clap::Args)]
pub struct Audit {
    /// From this day on, by the shop's clock
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    since: Option<Date>,
    /// For programs: number, at, who, kind, what, before, after
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    pub store: Which,
}

fn day(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("is written like 2026-11-30")
}

pub fn audit(config: &Config, what: &Audit) -> anyhow::Result<()> {
    let query = Query::Audit { since: what.since, csv: what.csv };
    let (mut out, mut written) = (io::stdout().lock(), Ok(()));
    reach::look(config, &query, &mut |piece| {
        if let Piece::Text(text) = piece {
            written = out.write_all(text.as_bytes());
        }
        written.is_ok()
    })?;
    written.and_then(|()| out.flush()).context("the output")
}
