//! `warung config`: how the shop is set, and one setting otherwise. The same settings as in the
//! chat, in force at once. Works while the shop runs and while it does not.

use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Value as Json, json};

use super::store::{Root, Which};
use super::{Trouble, config_file, export, reach, refusal, say};
use crate::config::{Config, near};
use crate::domain::id::Address;
use crate::domain::refund::Formula;
use crate::domain::report::Report;
use crate::domain::settings::{Hours, Setting, Settings, Standing, Value};
use crate::engine::input::Reply;
use crate::report::query::{Piece, Query};
use crate::web::ask::Ask;
use crate::words::languages;

#[derive(clap::Subcommand)]
pub enum ConfigCommand {
    /// Show how the shop is set: one setting, or all of them
    Get {
        /// The setting's name, as the list shows it
        key: Option<String>,
        /// For programs
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        store: Which,
    },
    /// Change a setting, in force at once
    Set {
        /// The setting's name, as the list shows it
        key: String,
        /// What it is to be; `default` puts it back, `off` takes it away where it can be none
        #[arg(allow_hyphen_values = true)]
        value: String,
        #[command(flatten)]
        store: Which,
    },
    /// Write settings, categories, products, texts and buttons to a file, without goods
    Export {
        file: PathBuf,
        #[command(flatten)]
        store: Which,
    },
    /// Take such a file in: shows what would change and asks. Nothing is deleted by it
    Import {
        file: PathBuf,
        /// Show what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        store: Which,
    },
}

/// The word that puts a setting back.
const DEFAULT: &str = "default";

pub fn config(root: &Root, what: &ConfigCommand) -> Result<(), Trouble> {
    match what {
        ConfigCommand::Get { key, json, store } => {
            let key = key.as_deref().map(named).transpose()?;
            get(&store.load(root)?, key, *json)
        }
        ConfigCommand::Set { key, value, store } => {
            let which = named(key)?;
            set(&store.load(root)?, which, value)
        }
        ConfigCommand::Export { file, store } => {
            export::export(&store.load(root)?, Report::Configuration, Some(file))?;
            say(&format!("The configuration is in {}.", file.display()));
            Ok(())
        }
        ConfigCommand::Import { file, dry_run, yes, store } => {
            config_file::import(&store.load(root)?, file, *dry_run, *yes)
        }
    }
}

fn named(key: &str) -> Result<Setting, Trouble> {
    Setting::named(key).ok_or_else(|| {
        let known = || Setting::ALL.into_iter().filter(|it| it.is_for_people()).map(Setting::name);
        let names = known().collect::<Vec<_>>().join(", ");
        Trouble::Wrong(match near(key, known()) {
            Some(meant) => format!("no setting is called {key}; did you mean {meant}?"),
            None => format!("no setting is called {key}; there are: {names}"),
        })
    })
}

fn get(config: &Config, key: Option<Setting>, json: bool) -> Result<(), Trouble> {
    let all = standing(config)?;
    let wanted = all.iter().filter(|it| key.is_none_or(|key| it.which == key));
    if json {
        let rows: Vec<Json> = wanted.map(told).collect();
        let told = match (key, rows.first()) {
            (Some(_), Some(row)) => serde_json::to_string_pretty(row),
            _ => serde_json::to_string_pretty(&rows),
        };
        say(&told.map_err(anyhow::Error::from)?);
        return Ok(());
    }
    for it in wanted {
        let value = it.value.to_string();
        match key {
            // Alone, for those who cut it out.
            Some(_) => say(&value),
            None => {
                let (name, line) = (it.which.name(), value.replace('\n', " / "));
                say(&format!("{name:<18}  {line:<28}  {}", origin(it)));
            }
        }
    }
    Ok(())
}

fn standing(config: &Config) -> anyhow::Result<Vec<Standing>> {
    let mut all = None;
    reach::look(config, &Query::Settings, &mut |piece| {
        if let Piece::Settings(found) = piece {
            all = Some(found);
        }
        true
    })?;
    all.context("the shop did not say how it is set")
}

/// Who says so.
fn origin(it: &Standing) -> &'static str {
    match (it.changed, it.which.is_in_file()) {
        (true, _) => "set",
        (false, true) => "file",
        (false, false) => DEFAULT,
    }
}

fn told(it: &Standing) -> Json {
    json!({ "key": it.which.name(), "value": plain(&it.value), "from": origin(it) })
}

/// A value as programs read it.
fn plain(value: &Value) -> Json {
    match value {
        Value::Flag(on) => json!(on),
        Value::Count(count) => json!(count),
        Value::Money(amount) => json!(amount.0),
        Value::Words(words) => json!(words),
        Value::Formula(Formula { days, factors }) => json!({ "days": days, "factors": factors }),
        Value::Hours(hours) => {
            json!(hours.map(|Hours { from, to }| json!({ "from": from, "to": to })))
        }
        Value::Hour(hour) => json!(hour),
        Value::Languages(some) => json!(some.iter().map(|it| it.as_str()).collect::<Vec<_>>()),
        Value::Rows(rows) => json!(rows.iter().map(|row| row.name()).collect::<Vec<_>>()),
        Value::Place(place) => json!(
            place.map(|Address { chat, topic }| { json!({ "chat": chat.0, "topic": topic }) })
        ),
    }
}

fn set(config: &Config, which: Setting, text: &str) -> Result<(), Trouble> {
    let wrong = |why: String| Trouble::Wrong(format!("{}: {why}", which.name()));
    let value = match text.trim() {
        DEFAULT => None,
        text => {
            // Bounds that hang on other settings are the shop's to say.
            let now = standing(config)?;
            let formula = now.iter().find_map(|it| match &it.value {
                Value::Formula(formula) => Some(formula.clone()),
                _ => None,
            });
            let kind = which.kind(&Settings::default());
            let kind = kind.context("nobody sets that")?;
            let read = kind.read(text, &formula.unwrap_or_default());
            Some(read.map_err(|refused| wrong(refusal::reason(&refused)))?)
        }
    };
    if let Some(Value::Languages(some)) = &value
        && let Some(unknown) = some.iter().find(|it| !languages().any(|known| known == **it))
    {
        return Err(wrong(format!("\"{}\" is not spoken here", unknown.as_str())));
    }
    match reach::shop(config)?(Ask::Set(which, value))? {
        Reply::Set(Ok(value)) => {
            say(&format!("{} is {value} now.", which.name()));
            Ok(())
        }
        Reply::Set(Err(refused)) => Err(wrong(refusal::reason(&refused))),
        _ => Err(anyhow::anyhow!("the shop could not do it; its owner is told why").into()),
    }
}
