//! A store's configuration while it is being changed: the seller's own words around it stay.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use toml_edit::{DocumentMut, Item, Table, Value};

use crate::cli::Trouble;
use crate::cli::files;
use crate::cli::store::{Root, StoreName, load};
use crate::config::answer::Secret;
use crate::config::{Backup, Config, folder_of, placed};
use crate::domain::limit::SECRET_BYTES_MAX;
use crate::store::durable;
use crate::words;

pub struct Draft {
    pub path: PathBuf,
    /// There was no such store before.
    pub fresh: bool,
    before: String,
    file: DocumentMut,
    /// What is to lie beside the file from now on, by its name there; `None` is to go.
    secrets: BTreeMap<String, Option<SecretString>>,
    /// It lies in a folder of the operator's own, where rights are theirs to say: the file's.
    mode: Option<u32>,
}

impl Draft {
    pub fn open(root: &Root, name: &StoreName) -> Result<Draft, Trouble> {
        let path = root.config(name);
        let before = match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(Trouble::Config(format!("{}: {error}", path.display()))),
        };
        let fresh = before.is_none();
        let text = before.clone().unwrap_or_else(|| blank(name, &root.data().join(name.as_str())));
        let file = parsed(&path, &text)?;
        let (before, secrets) = (before.unwrap_or_default(), BTreeMap::new());
        Ok(Draft { path, fresh, before, file, secrets, mode: None })
    }

    /// One that is there. `machine`: it lies where the machine's stores have theirs.
    pub fn at(path: &Path, machine: bool) -> Result<Draft, Trouble> {
        let unread = |error| Trouble::Config(format!("{}: {error}", path.display()));
        let before = fs::read_to_string(path).map_err(unread)?;
        let mode = |facts: Metadata| facts.permissions().mode() & 0o777;
        let mode = fs::metadata(path).map(mode).ok().filter(|_| !machine);
        let (file, secrets) = (parsed(path, &before)?, BTreeMap::new());
        Ok(Draft { path: path.to_owned(), fresh: false, before, file, secrets, mode })
    }

    /// A configuration that is only looked at, if there is one that can be read.
    pub fn read(path: &Path) -> Option<Draft> {
        let before = fs::read_to_string(path).ok()?;
        let (file, secrets) = (before.parse::<DocumentMut>().ok()?, BTreeMap::new());
        Some(Draft { path: path.to_owned(), fresh: false, before, file, secrets, mode: None })
    }

    /// Whether a secret stands in the file itself.
    pub fn has_secrets(&self) -> bool {
        Secret::ALL.into_iter().any(|which| {
            let (table, [key, _]) = which.keys();
            self.item(table, key).is_some()
        })
    }

    /// An answer as it stands.
    pub fn text(&self, table: &str, key: &str) -> Option<String> {
        Some(self.item(table, key)?.as_str()?.to_owned())
    }

    pub fn flag(&self, table: &str, key: &str) -> Option<bool> {
        self.item(table, key)?.as_bool()
    }

    pub fn listen(&self) -> Option<SocketAddr> {
        self.text("web", "listen")?.parse().ok()
    }

    /// A secret as it stands, wherever it lies.
    pub fn secret(&self, which: Secret) -> Option<SecretString> {
        if let Some(secret) = self.secrets.get(which.name()) {
            return secret.clone();
        }
        let (table, [key, file_key]) = which.keys();
        if let Some(text) = self.text(table, key) {
            return Some(SecretString::from(text));
        }
        let base = self.path.parent().unwrap_or(Path::new(""));
        match self.text(table, file_key) {
            Some(file) => files::secret(&base.join(file), SECRET_BYTES_MAX).ok(),
            None => beside(&self.path, which.name()),
        }
    }

    /// Secrets that stand in the file itself go beside it: the file is for all to read.
    pub fn move_secrets(&mut self) {
        if self.mode.is_some() {
            return;
        }
        for which in Secret::ALL {
            let (table, [key, file_key]) = which.keys();
            let Some(written) = self.text(table, key) else { continue };
            // Where there is another one as well, the reader says so.
            if !is_other(&self.path, which.name(), &written) && self.item(table, file_key).is_none()
            {
                self.set_secret(which, Some(SecretString::from(written)));
            }
        }
        let may = |name: &str, written: &str| !is_other(&self.path, name, written);
        for (name, secret) in placed::without_secrets(&mut self.file, may) {
            self.secrets.insert(name, Some(secret));
        }
    }

    /// A place for copies; its secrets lie beside.
    pub fn put_place(&mut self, backup: &Backup) {
        placed::put(&mut self.file, backup);
        for (key, secret) in backup.target.secrets() {
            self.secrets.insert(key.credential(&backup.name), Some(secret.clone()));
        }
    }

    pub fn take_out_place(&mut self, backup: &Backup) {
        placed::take_out(&mut self.file, &backup.name);
        for (key, _) in backup.target.secrets() {
            self.secrets.insert(key.credential(&backup.name), None);
        }
    }

    /// Writes an answer down, unless it stands there already. What stands beside it is kept.
    pub fn set(&mut self, table: &str, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let tables = self.file.entry(table).or_insert_with(|| Item::Table(Table::new()));
        let Some(tables) = tables.as_table_like_mut() else { return };
        match tables.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) if plain(old) == plain(&value) => {}
            Some(old) => {
                let around = old.decor().clone();
                *old = value;
                *old.decor_mut() = around;
            }
            None => drop(tables.insert(key, Item::Value(value))),
        }
    }

    pub fn clear(&mut self, table: &str, key: &str) {
        if let Some(table) = self.file.get_mut(table).and_then(Item::as_table_like_mut) {
            table.remove(key);
        }
    }

    /// From now on the secret lies in the folder beside, wherever it was before.
    pub fn set_secret(&mut self, which: Secret, secret: Option<SecretString>) {
        let (table, keys) = which.keys();
        keys.iter().for_each(|key| self.clear(table, key));
        self.secrets.insert(which.name().to_owned(), secret);
    }

    /// Whether anything is different from what was there.
    pub fn changed(&self) -> bool {
        self.before != self.file.to_string() || !self.secrets.is_empty()
    }

    /// The configuration as it will be read.
    pub fn config(&self) -> Result<Config, Trouble> {
        let languages: Vec<_> = words::languages().collect();
        let given: Vec<(&str, Option<SecretString>)> =
            self.secrets.iter().map(|(name, it)| (name.as_str(), it.clone())).collect();
        let text = self.file.to_string();
        let config = Config::read(&text, &self.path, &languages, None, &given);
        config.map_err(|mistakes| Trouble::Config(mistakes.to_string()))
    }

    /// Makes it all durable: secrets first, so that a configuration never lacks one.
    pub fn write(&self) -> anyhow::Result<()> {
        if self.mode.is_none() {
            files::folder(self.path.parent().unwrap_or(Path::new(".")), 0o755)?;
        }
        let folder = folder_of(&self.path);
        if self.mode.is_none() || !self.secrets.is_empty() {
            files::folder(&folder, 0o700)?;
        }
        let gone = |(_, secret): &(_, &Option<SecretString>)| secret.is_none();
        let (gone, put): (Vec<_>, Vec<_>) = self.secrets.iter().partition(gone);
        for (name, secret) in put {
            secret.iter().try_for_each(|it| files::put_secret(&folder.join(name), it))?;
        }
        let text = self.file.to_string();
        durable::put(&self.path, text.as_bytes(), self.mode.unwrap_or(0o644))
            .with_context(|| self.path.display().to_string())?;
        // Last, so that no configuration is without one that it needs.
        gone.into_iter().try_for_each(|(name, _)| files::remove(&folder.join(name)))
    }

    fn item(&self, table: &str, key: &str) -> Option<&Item> {
        self.file.get(table)?.as_table_like()?.get(key)
    }
}

fn parsed(path: &Path, text: &str) -> Result<DocumentMut, Trouble> {
    text.parse().or_else(|_| {
        // The reader of configurations says what is wrong, line by line.
        load(path)?;
        Err(Trouble::Config(format!("{}: is no TOML", path.display())))
    })
}

/// A secret that lies beside a configuration.
fn beside(path: &Path, name: &str) -> Option<SecretString> {
    files::secret(&folder_of(path).join(name), SECRET_BYTES_MAX).ok()
}

/// Whether another one lies beside than the one that is written.
fn is_other(path: &Path, name: &str, written: &str) -> bool {
    beside(path, name).is_some_and(|it| it.expose_secret() != written)
}

/// A value by itself, without the spaces and comments that stand around it.
fn plain(value: &Value) -> String {
    value.clone().decorated("", "").to_string()
}

/// What a new store's file begins with.
fn blank(name: &StoreName, data: &Path) -> String {
    let mut file = DocumentMut::new();
    for table in ["store", "telegram", "gateway", "web"] {
        file[table] = Item::Table(Table::new());
    }
    file["store"]["data_dir"] = Item::Value(data.to_string_lossy().as_ref().into());
    format!(
        "# The store \"{name}\" of warung. `warung setup {name}` asks again and keeps what you \
         write here.\n# Its secrets lie in {name}.secrets/. `man warung.toml` explains every \
         key.\n\n{file}"
    )
}
