//! A catalogue file, TOML or CSV: products with their stock, read whole or not at all.

mod cells;
mod rows;
mod sheet;
mod stock;
mod tables;

use std::path::{Path, PathBuf};

use super::Trouble;
use crate::config::{Mistakes, read_within};
use crate::domain::limit::IMPORT_BYTES_MAX;
use crate::domain::product::NewProduct;
pub use stock::Stock;

/// One product of the file.
#[derive(Debug)]
pub struct Item {
    pub product: NewProduct,
    /// The line it begins on.
    pub line: usize,
    pub stock: Stock,
    /// The file that the lines of its stock belong to.
    pub source: PathBuf,
}

/// Reads a catalogue by the ending of its name.
pub fn read(path: &Path) -> Result<Vec<Item>, Trouble> {
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
    Ok(parse(path, &bytes)?)
}

impl From<Mistakes> for Trouble {
    fn from(mistakes: Mistakes) -> Trouble {
        Trouble::Failed(anyhow::anyhow!("nothing was imported\n{mistakes}"))
    }
}
