//! `warung status`: how the stores of this machine stand, asked of each through its own socket.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::{ConfigFile, Trouble, say};
use crate::config::{Config, store_of};
use crate::domain::shop::Language;
use crate::domain::vitals::{Line, State, Vitals};
use crate::web::ask;
use crate::words::{Dictionary, Words};

/// Where the machine's stores have their configurations.
pub const STORES: &str = "/etc/warung";
const ENGLISH: Language = Language(*b"en");

/// One store, as it was found.
struct Found {
    store: String,
    /// `Err`: why there is nothing to tell of.
    answer: Result<(Config, Vitals), String>,
}

/// One store, or all there are.
pub fn status(config: Option<PathBuf>, as_json: bool) -> Result<(), Trouble> {
    let paths = match config {
        Some(path) => vec![path],
        None => stores_in(Path::new(STORES))?,
    };
    let found: Vec<Found> = paths.into_iter().map(found).collect();
    match as_json {
        true => say(&serde_json::to_string_pretty(&json_of(&found)).map_err(anyhow::Error::from)?),
        false => found.iter().try_for_each(tell)?,
    }
    let bad = found.iter().filter(|store| !store.fine()).count();
    match (bad, found.len()) {
        (0, _) => Ok(()),
        // What there was to say has been said.
        (_, _) => Err(Trouble::Told(super::exit::FAILED)),
    }
}

/// Every configuration in a folder, in order of names.
fn stores_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    let is_config = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml");
    let mut stores: Vec<PathBuf> = paths.into_iter().filter(is_config).collect();
    stores.sort();
    if stores.is_empty() {
        bail!("there is no store in {}; `warung setup` makes one", folder.display());
    }
    Ok(stores)
}

fn found(path: PathBuf) -> Found {
    let store = store_of(&path);
    let answer = ConfigFile { path }.load().map_err(|trouble| match trouble {
        Trouble::Wrong(why) | Trouble::Config(why) => why,
        Trouble::Failed(error) => format!("{error:#}"),
        Trouble::Told(_) => String::new(),
    });
    let answer = answer.and_then(|config| {
        let vitals = ask_after(&config).map_err(|error| format!("{error:#}"))?;
        Ok((config, vitals))
    });
    Found { store, answer }
}

fn ask_after(config: &Config) -> anyhow::Result<Vitals> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(ask::status(&config.socket()))?)
}

impl Found {
    /// It is up, and nobody needs to look.
    fn fine(&self) -> bool {
        self.answer.as_ref().is_ok_and(|(_, vitals)| vitals.state() == State::Selling)
    }
}

fn json_of(found: &[Found]) -> Value {
    let store = |Found { store, answer }: &Found| match answer {
        Ok((_, vitals)) => {
            json!({ "store": store, "up": true, "state": vitals.state(), "vitals": vitals })
        }
        Err(why) => json!({ "store": store, "up": false, "why": why }),
    };
    found.iter().map(store).collect()
}

fn tell(found: &Found) -> anyhow::Result<()> {
    let Found { store, answer } = found;
    match answer {
        Err(why) => say(&format!("{store}: DOWN: {why}")),
        Ok((config, vitals)) => {
            let dictionary = Dictionary::load(&config.timezone)?;
            let words = dictionary.words(Some(ENGLISH), config.shop.language);
            say(&format!("{store}: {}", words.status(vitals)));
            lines(&words, vitals).iter().for_each(|line| say(line));
        }
    }
    Ok(())
}

/// What the one line has no room for.
fn lines(words: &Words, vitals: &Vitals) -> Vec<String> {
    let Vitals { counts, room, line: Line { up, since, .. }, .. } = vitals;
    let moment = |at| words.moment(at);
    let heard =
        vitals.heard.map_or("no update yet".into(), |at| format!("last update {}", moment(at)));
    let line = if *up { "answers" } else { "away" };
    let oldest = counts.waiting_since.map_or(String::new(), |since| {
        format!(", the oldest for {} s", vitals.now.since(since).0 / 1000)
    });
    let row = |name: &str, what: String| format!("  {name:<9} {what}");
    vec![
        row("shop", format!("{}, warung {}", vitals.shop, vitals.version)),
        row("open", format!("since {}", moment(vitals.opened))),
        row("Telegram", format!("{line} since {}; {heard}", moment(*since))),
        row(
            "orders",
            format!(
                "{} open, {} paid, {} of them not delivered yet",
                counts.orders_open, counts.orders_paid, counts.orders_undelivered
            ),
        ),
        row("people", format!("{} customers, {} products", counts.customers, counts.products)),
        row("outbox", format!("{} waiting{oldest}", counts.waiting)),
        row(
            "broken",
            format!("{} given up, {} inputs set aside", counts.given_up, counts.set_aside),
        ),
        row(
            "disk",
            format!(
                "{} MB free, database {} MB",
                room.free_bytes >> 20,
                room.database_bytes.div_ceil(1 << 20)
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_configuration_of_a_folder_is_a_store() {
        let folder = tempfile::tempdir().unwrap();
        assert!(stores_in(folder.path()).is_err());
        assert!(stores_in(&folder.path().join("nowhere")).is_err());
        for name in ["sari.toml", "andi.toml", "sari.toml.bak", "notes.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let stores: Vec<String> =
            stores_in(folder.path()).unwrap().iter().map(|path| store_of(path)).collect();
        assert_eq!(stores, ["andi", "sari"]);
    }
}
