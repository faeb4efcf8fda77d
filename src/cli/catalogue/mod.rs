//! A catalogue file, TOML or CSV: products with their stock, read whole or not at all.

mod cells;
mod setup;
mod sheet;
mod stock;
mod tables;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Trouble;
use crate::config::{Mistakes, read_within};
use crate::domain::limit::IMPORT_BYTES_MAX;
use crate::domain::product::NewProduct;
use crate::shop::import::Setup;
pub use stock::Stock;

/// One product of the file.
#[derive(Debug)]
pub struct Item {
    pub product: NewProduct,
    pub setup: Setup,
    /// The line it begins on.
    pub line: usize,
    pub stock: Stock,
    /// The file that the lines of its stock belong to.
    pub source: PathBuf,
}

/// Whether lines that look like one account over several are units all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EachLine {
    /// They are a mistake.
    Doubtful,
    /// The operator has said so.
    Sure,
}

/// Reads a catalogue by the ending of its name.
pub fn read(path: &Path) -> Result<Vec<Item>, Trouble> {
    read_with(path, EachLine::Doubtful)
}

pub fn read_with(path: &Path, each: EachLine) -> Result<Vec<Item>, Trouble> {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let parse = match ending.as_deref() {
        Some("toml") => tables::parse,
        Some("csv") => sheet::parse,
        _ => {
            let shown = path.display();
            return Err(Trouble::Wrong(format!("{shown}: must be a .toml or a .csv file")));
        }
    };
    let bytes = read_within(path, IMPORT_BYTES_MAX).map_err(|why| Mistakes::of(path, why))?;
    let items = parse(path, &bytes, each)?;
    refuse_strangers(&items)?;
    Ok(items)
}

/// A unit is one product's: of two nobody knows which one is meant.
fn refuse_strangers(items: &[Item]) -> Result<(), Mistakes> {
    let mut met: HashMap<&str, (&Path, u64, usize)> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        for (line, unit) in &item.stock.units {
            match met.insert(unit, (&item.source, *line, at)) {
                Some((source, first, owner)) if owner != at => {
                    let what = format!("is {}:{first} again, of another product", source.display());
                    return Err(Mistakes::at(&item.source, *line as usize, what));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

impl From<Mistakes> for Trouble {
    fn from(mistakes: Mistakes) -> Trouble {
        Trouble::Failed(anyhow::anyhow!("nothing was imported\n{mistakes}"))
    }
}
