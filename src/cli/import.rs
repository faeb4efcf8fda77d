//! `warung import`: a catalogue goes to the shop in parts small enough for buyers in between.

use std::io::{self, Write};

use anyhow::{Context, bail, ensure};

use super::catalogue::Item;
use super::summary::{Outcome, Summary};
use crate::domain::limit::UNITS_PER_INPUT_MAX;
use crate::engine::input::{Batch, Reply};
use crate::shop::stock::Import;
use crate::web::ask::Ask;

/// A part of one product: its place in the file, and what of it goes along.
struct Part {
    place: usize,
    import: Import,
}

/// Sends everything, and tells what came of it. If the shop falls silent half way, sending the
/// same file again is safe: what is in stock already is only counted as doubled.
pub fn import(
    items: Vec<Item>,
    dry_run: bool,
    mut deliver: impl FnMut(Ask) -> anyhow::Result<Reply>,
) -> anyhow::Result<Summary> {
    let mut summary = Summary { dry_run, products: items.iter().map(Outcome::of).collect() };
    let batches = batches(items);
    let count = batches.len();
    for (sent, mut parts) in batches.into_iter().enumerate() {
        if count > 1 {
            // Whoever does not watch loses nothing.
            let _ = writeln!(io::stderr(), "part {} of {count}", sent + 1);
        }
        for part in &mut parts {
            let number = summary.products[part.place].number.filter(|_| !dry_run);
            part.import.product.number = part.import.product.number.or(number);
        }
        let (places, products) =
            parts.into_iter().map(|part| (part.place, part.import)).unzip::<_, _, Vec<_>, _>();
        let asked = deliver(Ask::Import(Batch { products, dry_run }));
        let reply = asked.with_context(|| {
            format!("{sent} of {count} parts are in; import the same file again for the rest")
        })?;
        take(&mut summary, places, reply)?;
    }
    Ok(summary)
}

fn take(summary: &mut Summary, places: Vec<usize>, reply: Reply) -> anyhow::Result<()> {
    let Reply::Imported(outcomes) = reply else {
        bail!("the shop could not take a part of this file; its owner is told why");
    };
    ensure!(outcomes.len() == places.len(), "the shop answered for other products");
    for (place, outcome) in places.into_iter().zip(outcomes) {
        summary.products[place].add(outcome);
    }
    Ok(())
}

/// Cuts a catalogue into inputs. A product weighs at least as much as one unit.
fn batches(items: Vec<Item>) -> Vec<Vec<Part>> {
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut room = UNITS_PER_INPUT_MAX;
    for (place, Item { product, setup, stock, .. }) in items.into_iter().enumerate() {
        let mut units = stock.units.into_iter().peekable();
        loop {
            let part: Vec<_> = units.by_ref().take(room).collect();
            room -= part.len().max(1);
            let (product, setup) = (product.clone(), setup.clone());
            batch.push(Part { place, import: Import { product, setup, units: part } });
            if room == 0 {
                batches.push(std::mem::take(&mut batch));
                room = UNITS_PER_INPUT_MAX;
            }
            if units.peek().is_none() {
                break;
            }
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}
