//! `warung stores`: what is set up on this machine, and how each is.

use std::fs;
use std::path::Path;

use secrecy::ExposeSecret;
use serde::Serialize;

use super::setup::draft::Draft;
use super::store::{self, Root, StoreName};
use super::{Trouble, reach, say};
use crate::config::Config;
use crate::config::answer::Secret;
use crate::domain::bot::Bot;

#[derive(Serialize)]
struct Row {
    store: String,
    /// The shop's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// As `@toko_bot`, or its number where the shop cannot be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    bot: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
    running: bool,
    data_bytes: u64,
    /// What is wrong with its configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    wrong: Option<String>,
}

pub fn stores(root: &Root, json: bool) -> Result<(), Trouble> {
    let names = root.stores()?;
    let rows: Vec<Row> = names.iter().map(|name| row(root, name)).collect();
    if json {
        say(&serde_json::to_string_pretty(&rows).map_err(anyhow::Error::from)?);
        return Ok(());
    }
    if rows.is_empty() {
        say("There is no store yet. Make one: warung setup");
    }
    let width = rows.iter().map(|row| row.store.len()).max().unwrap_or_default();
    for row in &rows {
        let state = match (&row.wrong, row.running) {
            (Some(_), _) => "wrong",
            (None, true) => "open",
            (None, false) => "closed",
        };
        let bot = row.bot.as_deref().unwrap_or("-");
        let port = row.port.map_or("-".to_owned(), |port| port.to_string());
        let size = row.data_bytes.div_ceil(1 << 20);
        let name = row.name.as_deref().unwrap_or_default();
        let store = &row.store;
        say(&format!("{store:<width$}  {state:<6}  {bot:<24}  port {port:<5}  {size} MB  {name}"));
        if let Some(wrong) = &row.wrong {
            wrong.lines().for_each(|line| say(&format!("{:<width$}  {line}", "")));
        }
    }
    Ok(())
}

fn row(root: &Root, name: &StoreName) -> Row {
    let path = root.config(name);
    let number = || {
        let token = Draft::read(&path)?.secret(Secret::Token)?;
        Bot::id_of(token.expose_secret()).map(|id| id.to_string())
    };
    let store = name.to_string();
    match store::load(&path) {
        Ok(config) => {
            let running = reach::running(&config).unwrap_or(true);
            Row {
                store,
                name: Some(config.shop.name.clone()),
                bot: handle(&config, running).or_else(number),
                port: Some(config.web.listen.port()),
                running,
                data_bytes: bytes_below(&config.data_dir),
                wrong: None,
            }
        }
        Err(trouble) => Row {
            store,
            name: None,
            bot: number(),
            port: None,
            running: false,
            data_bytes: 0,
            wrong: Some(trouble.why()),
        },
    }
}

fn handle(config: &Config, running: bool) -> Option<String> {
    // The data of a closed shop is not opened for a name.
    let ties = running.then(|| reach::ties(config).ok())??;
    ties.bot.map(|bot| bot.handle())
}

/// All that a store keeps, with what lies in folders below.
fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(facts) if facts.is_dir() => bytes_below(&entry.path()),
        Ok(facts) => facts.len(),
        Err(_) => 0,
    };
    entries.map(size).sum()
}
