//! A copy's configuration, with what another one says instead.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::answer::Secret;
use super::backup::{self, KEYS};

/// One configuration of two.
pub struct Overlaid {
    pub text: String,
    /// Secrets that the other one has, by their names: those of the copy are not wanted.
    pub given: Vec<String>,
}

/// `lies`: whether the other one has a secret of that name in the folder beside. `None`: one of
/// them is no TOML.
pub fn overlay(copy: &str, own: &str, lies: impl Fn(&str) -> bool) -> Option<Overlaid> {
    let mut file = copy.parse::<DocumentMut>().ok()?;
    let own = own.parse::<DocumentMut>().ok()?;
    let mut given = Vec::new();
    for which in Secret::ALL {
        let (table, keys) = which.keys();
        let there = own.get(table).and_then(Item::as_table_like);
        let written = there.is_some_and(|it| keys.iter().any(|key| it.contains_key(key)));
        if !written && !lies(which.name()) {
            continue;
        }
        given.push(which.name().to_owned());
        if let Some(table) = file.get_mut(table).and_then(Item::as_table_like_mut) {
            keys.iter().for_each(|key| drop(table.remove(key)));
        }
    }
    for (name, item) in own.iter().filter(|(name, _)| *name != backup::TABLE) {
        match (item.as_table_like(), file.get_mut(name).and_then(Item::as_table_like_mut)) {
            (Some(from), Some(to)) => put(from, to),
            _ => drop(file.insert(name, placeless(item))),
        }
    }
    let places = tables(&own);
    if !places.is_empty() {
        let others = tables(&file).into_iter().filter(|it| places.iter().all(|own| apart(it, own)));
        let mut all = ArrayOfTables::new();
        others.chain(places.iter().cloned()).for_each(|table| all.push(table));
        file.insert(backup::TABLE, Item::ArrayOfTables(all));
        for place in places.iter().filter_map(|it| it.get("name")?.as_str()) {
            given.extend(KEYS.iter().map(|key| key.credential(place)));
        }
    }
    Some(Overlaid { text: file.to_string(), given })
}

/// The same with its data in this folder.
pub fn with_data_dir(text: &str, folder: &Path) -> Option<String> {
    let mut file = text.parse::<DocumentMut>().ok()?;
    let store = file.entry("store").or_insert_with(|| Item::Table(Table::new()));
    let mut wanted = Table::new();
    wanted.insert("data_dir", Item::Value(folder.to_str()?.into()));
    put(&wanted, store.as_table_like_mut()?);
    Some(file.to_string())
}

/// What stands around a value that is there already stays.
fn put(from: &dyn TableLike, to: &mut dyn TableLike) {
    for (key, item) in from.iter() {
        match (to.get_mut(key).and_then(Item::as_value_mut), item.as_value()) {
            (Some(old), Some(new)) => {
                let around = old.decor().clone();
                *old = new.clone();
                *old.decor_mut() = around;
            }
            _ => drop(to.insert(key, placeless(item))),
        }
    }
}

/// Where a table stood in its own file says nothing here: it comes last.
fn placeless(item: &Item) -> Item {
    let mut item = item.clone();
    if let Some(table) = item.as_table_mut() {
        table.set_position(None);
    }
    item
}

/// All places, however they are written.
fn tables(file: &DocumentMut) -> Vec<Table> {
    let tables: Vec<Table> = match file.get(backup::TABLE) {
        Some(Item::ArrayOfTables(tables)) => tables.iter().cloned().collect(),
        Some(Item::Value(Value::Array(list))) => {
            let braces = list.iter().filter_map(Value::as_inline_table);
            braces.map(|it| it.clone().into_table()).collect()
        }
        _ => Vec::new(),
    };
    let placeless = tables.into_iter().map(|mut table| {
        table.set_position(None);
        table
    });
    placeless.collect()
}

/// Whether two are neither called the same nor at the same place.
fn apart(one: &Table, other: &Table) -> bool {
    let text = |table: &Table, key: &str| {
        let item = table.get(key)?;
        let number = || item.as_integer().map(|number| number.to_string());
        let written = item.as_str().map(str::to_owned).or_else(number)?;
        Some(written.trim_matches('/').to_ascii_lowercase())
    };
    let same = |key: &str| text(one, key) == text(other, key);
    !same("name") && !backup::ADDRESS.iter().all(|key| same(key))
}
