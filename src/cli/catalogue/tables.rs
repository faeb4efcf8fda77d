//! A catalogue in TOML: one `[[product]]` each, with its stock inside or in a file beside it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use toml::de::DeValue;

use super::{EachLine, Item, Stock};
use crate::cli::refusal::reason;
use crate::config::{Mistakes, Paper, Table, read_within, text, text_of, whole};
use crate::domain::limit::IMPORT_BYTES_MAX;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, parse_number};
use crate::domain::stock::Form;
use crate::domain::text::{Description, Name, invisible};
use crate::shop::import::Setup;

pub fn parse(path: &Path, bytes: &[u8], each: EachLine) -> Result<Vec<Item>, Mistakes> {
    let written = text_of(bytes).map_err(|(line, why)| Mistakes::at(path, line, why))?;
    let paper = Paper::new(written);
    let mut root = paper.root();
    let tables = root.tables("product");
    if tables.is_empty() {
        root.missing("product", ": a catalogue has a [[product]] or more");
    }
    let items: Vec<Item> = tables.into_iter().filter_map(|table| item(table, path, each)).collect();
    root.close();
    refuse_repeats(&paper, &items);
    paper.finish(path, Some(items))
}

fn item(mut table: Table<'_>, path: &Path, each: EachLine) -> Option<Item> {
    let line = table.line;
    let number = table.optional("number", number);
    let name = table.required("name", name);
    let price = table.required("price", price);
    let category = table.optional("category", self::name);
    let description = table.or("description", Description::default(), description);
    let stock = stock(&mut table, path, each);
    table.close();
    let (stock, source) = stock?;
    let product = NewProduct {
        number: number?,
        name: name?,
        price: price?,
        category: category?,
        description: description?,
    };
    let setup = Setup::default();
    Some(Item { product, setup, line, stock, source })
}

fn stock(table: &mut Table<'_>, path: &Path, each: EachLine) -> Option<(Stock, PathBuf)> {
    let base = path.parent().unwrap_or(Path::new(""));
    let units = table.list("stock", |value| match text(value)? {
        blank if blank.chars().all(invisible) => Err("is blank".to_owned()),
        unit => Ok(unit.to_owned()),
    });
    let file = table.optional("stock_file", |value| {
        let name = text(value)?;
        let file = base.join(name);
        let bytes = read_within(&file, IMPORT_BYTES_MAX);
        let bytes = bytes.map_err(|why| format!("{} {why}", file.display()))?;
        let stock = Stock::filed(&bytes, name, each).map_err(|bad| match bad.line {
            Some(line) => format!("{}:{line}: {}", file.display(), bad.why),
            None => format!("{}: {}", file.display(), bad.why),
        })?;
        Ok((stock, file))
    });
    let (listed, filed) = (table.line_of("stock"), table.line_of("stock_file"));
    if let (Some(_), Some(line)) = (listed, filed) {
        table.note(line, "stock_file", "give either stock or stock_file, not both");
    }
    let units: Vec<_> = units?.into_iter().map(|(line, unit)| (line as u64, unit)).collect();
    match (file?, Stock::of(&units, Form::Lines, each)) {
        (Some(filed), _) => Some(filed),
        (None, Ok(stock)) => Some((stock, path.to_owned())),
        (None, Err(bad)) => {
            let line = bad.line.map_or(table.line, |line| line as usize);
            table.note(line, "stock", bad.why);
            None
        }
    }
}

/// A product is described once: of two descriptions nobody knows which one counts.
fn refuse_repeats(paper: &Paper<'_>, items: &[Item]) {
    let (mut numbers, mut names) = (HashMap::new(), HashMap::new());
    for Item { product, line, .. } in items {
        let numbered = product.number.and_then(|number| numbers.insert(number, *line));
        let named = match product.number {
            Some(_) => None,
            None => names.insert(product.name.folded(), *line),
        };
        if let Some(first) = numbered.or(named) {
            paper.note(*line, "product", format!("is the product of line {first} again"));
        }
    }
}

fn number(value: &DeValue<'_>) -> Result<u32, String> {
    parse_number(&whole(value)?.to_string()).map_err(|refusal| reason(&refusal))
}

fn price(value: &DeValue<'_>) -> Result<Rupiah, String> {
    Rupiah::parse(&whole(value)?.to_string()).map_err(|refusal| reason(&refusal))
}

fn name(value: &DeValue<'_>) -> Result<Name, String> {
    Name::on_shelf(text(value)?).map_err(|refusal| reason(&refusal))
}

fn description(value: &DeValue<'_>) -> Result<Description, String> {
    Description::parse(text(value)?).map_err(|refusal| reason(&refusal))
}
