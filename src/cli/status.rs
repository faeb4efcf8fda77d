//! `warung status`: how the stores of this machine stand, asked of each through its own socket.

use std::path::PathBuf;

use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::store::{self, Root, Which};
use super::{Trouble, remedy, say};
use crate::config::{Config, store_of};
use crate::domain::shop::Language;
use crate::domain::vitals::{Line, State, Vitals};
use crate::web::ask;
use crate::words::{Dictionary, Words};

const ENGLISH: Language = Language(*b"en");

/// One store, as it was found.
struct Found {
    store: String,
    /// `Err`: why there is nothing to tell of.
    answer: Result<(Config, Vitals), String>,
}

/// One store, or all there are.
pub fn status(root: &Root, which: &Which, as_json: bool) -> Result<(), Trouble> {
    let paths = match which.is_named() {
        true => vec![which.path(root)?],
        false => all(root)?,
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

/// The configurations of all stores, in order of names.
fn all(root: &Root) -> Result<Vec<PathBuf>, Trouble> {
    let stores = root.stores()?;
    match stores.is_empty() {
        true => Err(Trouble::Wrong("there is no store here; `warung setup` makes one".into())),
        false => Ok(stores.iter().map(|name| root.config(name)).collect()),
    }
}

fn found(path: PathBuf) -> Found {
    let store = store_of(&path);
    let answer = store::load(&path).map_err(|trouble| trouble.why());
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
            let remedies = vitals.troubles().filter_map(|it| remedy::of(it, store));
            remedies.for_each(|remedy| say(&format!("  → {remedy}")));
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
        row("copies", copies(vitals)),
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

/// How much of the shop lies elsewhere.
fn copies(Vitals { copies, .. }: &Vitals) -> String {
    let places = copies.targets.len();
    match copies.behind() {
        _ if places == 0 => "none but on this machine".to_owned(),
        None => format!("{places} places, nothing there yet"),
        Some(behind) => {
            let fine = copies.targets.iter().filter(|target| target.ok).count();
            format!("{fine} of {places} places take them, {} s behind", behind.0 / 1000)
        }
    }
}
