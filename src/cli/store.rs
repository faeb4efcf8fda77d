//! Which store a command is about, and where the stores of this machine are.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::Trouble;
use crate::config::{Config, Distress, Mistakes};
use crate::domain::limit::STORE_NAME_CHARS_MAX;
use crate::domain::shop::Language;
use crate::words;

/// A store's name on this machine: of its files, its folder and its unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoreName(String);

impl FromStr for StoreName {
    type Err = String;

    /// The refusal does not repeat what was written: a secret may have slipped in there.
    fn from_str(text: &str) -> Result<StoreName, String> {
        let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let shaped = text.len() <= STORE_NAME_CHARS_MAX
            && text.bytes().next().is_some_and(sign)
            && text.bytes().all(|byte| sign(byte) || byte == b'-');
        match shaped {
            true => Ok(StoreName(text.to_owned())),
            false => Err(format!(
                "a store's name is made of a-z, 0-9 and -, begins with a letter or a digit, and \
                 has at most {STORE_NAME_CHARS_MAX} signs, as toko-sari"
            )),
        }
    }
}

impl StoreName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name that fits what people call their shop; none, if nothing of it can be used.
    pub fn suggested(shop: &str) -> Option<StoreName> {
        let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { ' ' };
        let plain: String = shop.to_ascii_lowercase().chars().map(plain).collect();
        let mut name = plain.split_whitespace().collect::<Vec<_>>().join("-");
        name.truncate(STORE_NAME_CHARS_MAX);
        name.trim_end_matches('-').parse().ok()
    }

    pub fn unit(&self) -> String {
        format!("warung@{self}.service")
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The machine's folders. Another base than `/` is for trying things out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(PathBuf);

impl Root {
    pub fn new(base: Option<PathBuf>) -> Root {
        // What is written into a configuration must not depend on where somebody stands.
        let base = base.unwrap_or_else(|| PathBuf::from("/"));
        Root(std::path::absolute(&base).unwrap_or(base))
    }

    /// Where the configurations are.
    pub fn etc(&self) -> PathBuf {
        self.0.join("etc/warung")
    }

    pub fn config(&self, name: &StoreName) -> PathBuf {
        self.etc().join(format!("{name}.toml"))
    }

    /// Where the stores keep their data, each in a folder of its own.
    pub fn data(&self) -> PathBuf {
        self.0.join("var/lib/warung")
    }

    /// A file of the machine's own.
    pub fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The stores that are set up here, by name.
    pub fn stores(&self) -> Result<Vec<StoreName>, Trouble> {
        let etc = self.etc();
        let entries = match fs::read_dir(&etc) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Trouble::Config(format!("{}: {error}", etc.display()))),
        };
        let name = |path: &Path| -> Option<StoreName> {
            let toml = path.extension().is_some_and(|end| end == "toml");
            path.file_stem().filter(|_| toml)?.to_str()?.parse().ok()
        };
        let mut names: Vec<StoreName> =
            entries.flatten().filter_map(|entry| name(&entry.path())).collect();
        names.sort();
        Ok(names)
    }
}

/// How a command line names a store.
#[derive(clap::Args)]
pub struct Which {
    /// The store, by its name; needless where there is only one
    #[arg(long, value_name = "NAME", conflicts_with = "config")]
    store: Option<StoreName>,
    /// The store, by its configuration
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Which {
    /// The configuration of the store that is meant.
    pub fn path(&self, root: &Root) -> Result<PathBuf, Trouble> {
        match (&self.config, &self.store) {
            (Some(path), _) => Ok(path.clone()),
            (None, Some(name)) => known(root, name),
            (None, None) => only(root),
        }
    }

    /// Whether one is named at all.
    pub fn is_named(&self) -> bool {
        self.config.is_some() || self.store.is_some()
    }

    pub fn load(&self, root: &Root) -> Result<Config, Trouble> {
        load(&self.path(root)?)
    }
}

/// The same, where the name may also stand by itself.
#[derive(clap::Args)]
pub struct Named {
    /// The store, by its name; needless where there is only one
    #[arg(value_name = "NAME", conflicts_with_all = ["store", "config"])]
    name: Option<StoreName>,
    #[command(flatten)]
    which: Which,
}

impl Named {
    pub fn load(&self, root: &Root) -> Result<Config, Trouble> {
        load(&self.path(root)?)
    }

    pub fn path(&self, root: &Root) -> Result<PathBuf, Trouble> {
        match &self.name {
            Some(name) => known(root, name),
            None => self.which.path(root),
        }
    }
}

pub fn load(path: &Path) -> Result<Config, Trouble> {
    let config = Config::load(path, &languages(), credentials().as_deref());
    config.map_err(|mistakes: Mistakes| Trouble::Config(mistakes.to_string()))
}

/// What can be read of a configuration that may be wrong.
pub fn distress(path: &Path) -> Distress {
    Distress::read(path, &languages(), credentials().as_deref())
}

pub fn languages() -> Vec<Language> {
    words::languages().collect()
}

pub fn credentials() -> Option<PathBuf> {
    std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)
}

/// The configuration of a store that is set up here.
pub fn known(root: &Root, name: &StoreName) -> Result<PathBuf, Trouble> {
    let path = root.config(name);
    match path.exists() {
        true => Ok(path),
        false => Err(Trouble::Wrong(match list(&root.stores()?) {
            Some(list) => format!("there is no store \"{name}\" here; there are: {list}"),
            None => format!("there is no store \"{name}\" here; make it: warung setup {name}"),
        })),
    }
}

fn only(root: &Root) -> Result<PathBuf, Trouble> {
    let stores = root.stores()?;
    match &stores[..] {
        [name] => Ok(root.config(name)),
        [] => Err(Trouble::Wrong(format!(
            "there is no store in {} yet; make one with `warung setup`, or name its \
             configuration by --config FILE",
            root.etc().display()
        ))),
        names => {
            let list = list(names).unwrap_or_default();
            Err(Trouble::Wrong(format!("which store? say --store NAME; there are: {list}")))
        }
    }
}

fn list(names: &[StoreName]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(StoreName::as_str).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_files_and_units() {
        let longest = "a".repeat(STORE_NAME_CHARS_MAX);
        for name in ["a", "7", "toko-sari", "a-", &longest] {
            assert!(name.parse::<StoreName>().is_ok(), "{name}");
        }
        let token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
        let longer = format!("{longest}a");
        for name in ["", "-a", "Toko", "a b", "a/b", "..", "a.b", "é", "a\n", token, &longer] {
            let why = name.parse::<StoreName>().unwrap_err();
            assert!(name.len() < 3 || !why.contains(name), "{why}");
        }
    }

    #[test]
    fn a_name_is_suggested_where_one_can_be() {
        let suggested = |shop| StoreName::suggested(shop).map(|name| name.to_string());
        assert_eq!(suggested("Toko Bu Sari!").as_deref(), Some("toko-bu-sari"));
        assert_eq!(suggested("Café 24/7").as_deref(), Some("caf-24-7"));
        assert_eq!(suggested("商店 🛍"), None);
        let long = suggested(&"ab ".repeat(30)).unwrap();
        assert!(long.len() <= STORE_NAME_CHARS_MAX && !long.ends_with('-'), "{long}");
    }
}
