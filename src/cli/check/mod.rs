//! `warung check`: is all well with a store, and what to do where it is not. Works while the shop
//! runs and while it does not; changes nothing.

mod data;
mod inside;
mod outside;

use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use super::store::{self, Root};
use super::{Trouble, say};
use crate::config::Config;
use crate::words::Dictionary;

/// What to look at, and for whom.
#[derive(clap::Args)]
pub struct How {
    /// Only the data: every row, the ledger, and every promise to a buyer
    #[arg(long)]
    data: bool,
    /// For programs
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    /// The shop sells, but somebody should look after this.
    Warn,
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    check: &'static str,
    state: State,
    says: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    ok: bool,
    version: &'static str,
    config: &'a Path,
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<&'a str>,
    checks: &'a [Line],
}

pub fn ok(check: &'static str, says: impl Into<String>) -> Line {
    Line { check, state: State::Ok, says: says.into(), remedy: None }
}

pub fn warn(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Line {
    Line { check, state: State::Warn, says: says.into(), remedy: Some(remedy.into()) }
}

pub fn bad(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Line {
    Line { check, state: State::Bad, says: says.into(), remedy: Some(remedy.into()) }
}

pub fn check(root: &Root, path: &Path, how: &How) -> Result<(), Trouble> {
    let config = match store::load(path) {
        Ok(config) => config,
        Err(Trouble::Config(mistakes)) => return Err(unreadable(path, mistakes, how)),
        Err(trouble) => return Err(trouble),
    };
    if how.data {
        return Ok(data::check(&config, how.json)?);
    }
    let lines = look(root, path, &config)?;
    let worst = lines.iter().map(|line| line.state).max();
    let ok = worst != Some(State::Bad);
    let store = Some(config.shop.name.as_str());
    show(&Report { ok, version: VERSION, config: path, store, checks: &lines }, how)?;
    match lines.iter().filter(|line| line.state == State::Bad).count() {
        0 => Ok(()),
        bad => Err(found(bad, lines.len())),
    }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn found(bad: usize, all: usize) -> Trouble {
    Trouble::Failed(anyhow::anyhow!("{bad} of {all} checks are bad"))
}

/// Without a configuration there is nothing else to look at.
fn unreadable(path: &Path, mistakes: String, how: &How) -> Trouble {
    if how.json {
        let remedy = "put the lines right that are named, then check again";
        let checks = [bad("config", &mistakes, remedy)];
        let report =
            Report { ok: false, version: VERSION, config: path, store: None, checks: &checks };
        if let Err(error) = show(&report, how) {
            return error.into();
        }
    }
    Trouble::Config(mistakes)
}

fn look(root: &Root, path: &Path, config: &Config) -> anyhow::Result<Vec<Line>> {
    let dictionary = Dictionary::load(&config.timezone)?;
    let mut lines = vec![ok("config", format!("{} is sound", path.display()))];
    let inside = inside::Inside::of(config);
    lines.extend(inside::secrets(path, config));
    lines.extend(inside.shop(root, path));
    lines.extend(inside.data(&dictionary));
    lines.push(inside.disk());
    lines.push(inside.backup());
    lines.push(inside.recovery(&dictionary));
    lines.push(inside.zone(&dictionary));
    lines.extend(outside::lines(config, &inside)?);
    Ok(lines)
}

fn show(report: &Report, how: &How) -> anyhow::Result<()> {
    if how.json {
        say(&serde_json::to_string_pretty(report)?);
        return Ok(());
    }
    if report.checks.is_empty() {
        bail!("nothing was looked at");
    }
    for line in report.checks {
        let state = match line.state {
            State::Ok => "ok",
            State::Warn => "warn",
            State::Bad => "BAD",
        };
        say(&format!("{state:<5} {:<9} {}", line.check, line.says));
        if let Some(remedy) = &line.remedy {
            say(&format!("{:<16}→ {remedy}", ""));
        }
    }
    Ok(())
}
