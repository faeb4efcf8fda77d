//! Of a configuration that may lack all else: where the data is to be, and where copies lie.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;

use super::channel::Bot;
use super::paper::{Paper, read_within, text_of};
use super::secret::{self, Places, folder_of};
use super::table::Table;
use super::{Backup, Mistakes, backup, check, section, store_of};
use crate::domain::limit::CONFIG_BYTES_MAX;

/// A file that was read, of which not all has to be right.
pub struct Outline {
    path: PathBuf,
    pub text: Zeroizing<String>,
    pub data_dir: PathBuf,
}

impl Outline {
    pub fn load(path: &Path) -> Result<Outline, Mistakes> {
        let bytes = read_within(path, CONFIG_BYTES_MAX).map_err(|why| Mistakes::of(path, why))?;
        let bytes = Zeroizing::new(bytes);
        let text = text_of(&bytes).map_err(|(line, why)| Mistakes::at(path, line, why))?;
        let paper = Paper::new(text);
        let base = path.parent().unwrap_or(Path::new(""));
        let mut store = paper.root().table("store");
        let data_dir = section::data_dir(&mut store, &store_of(path), base);
        let data_dir = paper.finish(path, data_dir)?;
        Ok(Outline { path: path.to_owned(), text: Zeroizing::new(text.to_owned()), data_dir })
    }

    /// All `[[backup]]`, each as it has to be.
    pub fn backups(&self, credentials: Option<&Path>) -> Result<Vec<Backup>, Mistakes> {
        self.read(credentials, |_| true)
    }

    /// Those alone that take a program of others; the rest may be wrong, and its secrets closed.
    pub fn carried(&self, credentials: Option<&Path>) -> Result<Vec<Backup>, Mistakes> {
        self.read(credentials, backup::is_carried)
    }

    fn read(
        &self,
        credentials: Option<&Path>,
        wanted: impl Fn(&mut Table<'_>) -> bool,
    ) -> Result<Vec<Backup>, Mistakes> {
        let paper = Paper::new(&self.text);
        let base = self.path.parent().unwrap_or(Path::new(""));
        let (beside, inline) = (folder_of(&self.path), Cell::default());
        let places = Places { base, credentials, beside, given: &[], inline };
        let mut tables = paper.root().tables(backup::TABLE);
        tables.retain_mut(wanted);
        // Whoever only carries may not read the shop's own token.
        let writes = tables.iter_mut().any(backup::is_channel);
        let bot = writes.then(|| {
            let mut telegram = paper.root().table("telegram");
            let token = places.read(&mut telegram, &section::TOKEN, secret::token);
            let api_url = telegram.or("api_url", section::TELEGRAM_URL.to_owned(), check::url);
            token.zip(api_url).map(|(token, api_url)| Bot { token, api_url })
        });
        let bot = bot.flatten();
        let backups = backup::backups(tables, &places, Some(&self.data_dir), bot.as_ref());
        paper.finish(&self.path, backups)
    }
}

/// By which clocks a shop lives; by the usual ones where its configuration does not say.
pub fn timezone_in(text: &str) -> String {
    let paper = Paper::new(text);
    let zone = paper.root().table("store").optional("timezone", check::timezone);
    zone.flatten().unwrap_or_else(|| section::DEFAULT_TIMEZONE.to_owned())
}
