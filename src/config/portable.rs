//! A configuration for another machine: no secret of it lies in a file of this one.

use secrecy::SecretString;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::answer::Secret;
use super::{Backup, Config, Mistakes, backup};

/// What is put on another machine, where it means the same.
pub struct Portable {
    pub text: String,
    /// By their names in the folder beside. Those that are written down stay in the text.
    pub secrets: Vec<(String, SecretString)>,
}

impl Config {
    /// `text`: what this was read from. Paths of files with secrets go, and so does the key's: it
    /// lies with the data there.
    pub fn portable(&self, text: &str) -> Result<Portable, Mistakes> {
        let mut file = self.parsed(text)?;
        let secrets = self.moved(&mut file, |table, [key, file_key]| {
            let written = table.contains_key(key);
            if !written {
                table.remove(file_key);
            }
            !written
        });
        if let Some(store) = file.get_mut("store").and_then(Item::as_table_like_mut) {
            store.remove("key_file");
        }
        Ok(Portable { text: file.to_string(), secrets })
    }

    /// Secrets that are written down go beside the file, which is for all to read.
    pub fn bare(&self, text: &str) -> Result<Portable, Mistakes> {
        let mut file = self.parsed(text)?;
        let secrets = self.moved(&mut file, |table, [key, _]| table.remove(key).is_some());
        Ok(Portable { text: file.to_string(), secrets })
    }

    fn parsed(&self, text: &str) -> Result<DocumentMut, Mistakes> {
        text.parse().map_err(|_| Mistakes::of(self.shop.file.as_ref(), "is no TOML"))
    }

    /// Secrets of which a table says so; `goes` may change it.
    fn moved(
        &self,
        file: &mut DocumentMut,
        goes: impl Fn(&mut dyn TableLike, [&str; 2]) -> bool,
    ) -> Vec<(String, SecretString)> {
        let mut secrets = Vec::new();
        for which in Secret::ALL {
            let (table, keys) = which.keys();
            let goes = match file.get_mut(table).and_then(Item::as_table_like_mut) {
                Some(table) => goes(table, keys),
                None => goes(&mut Table::new(), keys),
            };
            let secret = self.secret(which).filter(|_| goes);
            secrets.extend(secret.map(|it| (which.name().to_owned(), it.clone())));
        }
        each_backup(file, |table| {
            let known = |it: &&Backup| Some(&*it.name) == table.get("name").and_then(Item::as_str);
            let Some(place) = self.backups.iter().find(known) else { return };
            for (key, secret) in place.target.secrets() {
                if goes(table, key.names()) {
                    secrets.push((key.credential(&place.name), secret.clone()));
                }
            }
        });
        secrets
    }

    fn secret(&self, which: Secret) -> Option<&SecretString> {
        match which {
            Secret::Token => Some(&self.telegram.token),
            Secret::ApiKey => Some(&self.gateway.api_key),
            Secret::WebhookSecret => self.gateway.webhook_secret.as_ref(),
            Secret::AlertToken => self.alert.token.as_ref(),
        }
    }
}

/// However they are written: `[[backup]]`, or a list of tables in braces.
pub(super) fn each_backup(file: &mut DocumentMut, mut see: impl FnMut(&mut dyn TableLike)) {
    match file.get_mut(backup::TABLE) {
        Some(Item::ArrayOfTables(tables)) => tables.iter_mut().for_each(|table| see(table)),
        Some(Item::Value(Value::Array(list))) => {
            list.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|table| see(table));
        }
        _ => {}
    }
}
