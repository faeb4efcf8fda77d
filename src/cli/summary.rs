//! What an import came to, product by product: added, doubled, refused.

use std::fmt;
use std::path::PathBuf;

use anyhow::bail;

use super::catalogue::Item;
use super::refusal::{fault, reason};
use crate::domain::refusal::Refusal;
use crate::domain::stock::Reject;
use crate::shop::import::{Change, Imported, Kept};
use crate::shop::stock::Elsewhere;

pub struct Summary {
    pub dry_run: bool,
    pub products: Vec<Outcome>,
}

/// One product's part.
pub struct Outcome {
    pub number: Option<u32>,
    pub name: String,
    source: PathBuf,
    line: usize,
    new: bool,
    changed: Vec<Change>,
    kept: Vec<Kept>,
    added: u64,
    moved: u64,
    doubled: Vec<u64>,
    sold: Vec<u64>,
    elsewhere: Vec<Elsewhere>,
    refused: Vec<(u64, Reject)>,
    /// The shop would not have the product itself.
    refusal: Option<Refusal>,
    /// The shop has answered for a part of it.
    begun: bool,
}

impl Outcome {
    /// What is known before the shop was asked.
    pub fn of(item: &Item) -> Outcome {
        Outcome {
            number: item.product.number,
            name: item.name(),
            source: item.source.clone(),
            line: item.line,
            new: false,
            changed: Vec::new(),
            kept: Vec::new(),
            added: 0,
            moved: 0,
            doubled: item.stock.doubled.clone(),
            sold: Vec::new(),
            elsewhere: Vec::new(),
            refused: item.stock.refused.clone(),
            refusal: None,
            begun: false,
        }
    }

    /// Adds what the shop made of one part of it.
    pub fn add(&mut self, part: Result<Imported, Refusal>) {
        match part {
            Ok(Imported { number, name, new, changed, kept, stock }) => {
                self.number = number.or(self.number);
                self.name = name;
                self.new |= new;
                // Later parts find the product as the first has left it.
                self.changed.extend(changed.into_iter().filter(|_| !self.begun));
                self.kept.extend(kept.into_iter().filter(|_| !self.begun));
                self.begun = true;
                self.added += u64::from(stock.added);
                self.moved += u64::from(stock.moved);
                self.doubled.extend(stock.doubled);
                self.sold.extend(stock.sold);
                self.elsewhere.extend(stock.elsewhere);
                self.refused.extend(stock.refused);
            }
            Err(refusal) => self.refusal = Some(refusal),
        }
    }

    /// Lines that the shop has already, wherever.
    fn known(&self) -> usize {
        let elsewhere: usize = self.elsewhere.iter().map(|it| it.lines.len()).sum();
        self.doubled.len() + self.sold.len() + elsewhere
    }
}

impl Summary {
    /// Something refused is a failure for whoever calls from a script.
    pub fn verdict(&self) -> anyhow::Result<()> {
        let refused = |outcome: &Outcome| outcome.refusal.is_some() || !outcome.refused.is_empty();
        match self.products.iter().any(refused) {
            true => bail!("not everything could be imported"),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for outcome in &self.products {
            write!(out, "{outcome}")?;
        }
        let sum = |count: fn(&Outcome) -> u64| self.products.iter().map(count).sum::<u64>();
        let added = sum(|outcome| outcome.added);
        let doubled = sum(|outcome| outcome.known() as u64);
        let refused = sum(|outcome| outcome.refused.len() as u64);
        write!(out, "Total: {added} added, {doubled} doubled, {refused} refused.")?;
        match self.dry_run {
            true => write!(out, "\nThis was a dry run: nothing has been changed."),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(out, "{number} {}", self.name)?,
            None => write!(out, "{}", self.name)?,
        }
        let source = self.source.display();
        if let Some(refusal) = &self.refusal {
            writeln!(out, ": refused")?;
            writeln!(out, "  {source}:{}: {}", self.line, reason(refusal))?;
        } else {
            let new = if self.new { " (new)" } else { "" };
            let (doubled, refused) = (self.known(), self.refused.len());
            let added = self.added;
            writeln!(out, "{new}: {added} added, {doubled} doubled, {refused} refused")?;
        }
        for change in &self.changed {
            writeln!(out, "  {}", changes(change))?;
        }
        for kept in &self.kept {
            writeln!(out, "  {}", keeps(kept))?;
        }
        if self.moved > 0 {
            writeln!(out, "  {} moved here from a product that is off the shelf", self.moved)?;
        }
        if !self.doubled.is_empty() {
            writeln!(out, "  {source}: doubled in {}", lines(&self.doubled))?;
        }
        if !self.sold.is_empty() {
            writeln!(out, "  {source}: sold before, {}", lines(&self.sold))?;
        }
        for Elsewhere { number, name, lines: places } in &self.elsewhere {
            writeln!(out, "  {source}: in product {number} {name} already, {}", lines(places))?;
        }
        for (line, reject) in &self.refused {
            writeln!(out, "  {source}:{line}: {}", fault(*reject))?;
        }
        Ok(())
    }
}

fn changes(change: &Change) -> String {
    match change {
        Change::Price { old, new } => format!("changes its price: {old} becomes {new}"),
        Change::Category { old: Some(old), new } => {
            format!("changes its category: {old} becomes {new}")
        }
        Change::Category { old: None, new } => format!("changes its category: now {new}"),
        Change::Description => "changes its description".to_owned(),
        Change::Kind => "changes its kind, or something of it".to_owned(),
        Change::Wholesale => "changes its wholesale prices".to_owned(),
        Change::Reseller => "changes its price for resellers".to_owned(),
        Change::Choice => "becomes a choice on its card".to_owned(),
    }
}

fn keeps(kept: &Kept) -> String {
    match kept {
        Kept::Name(name) => format!("keeps its name as it is written: {name}"),
        Kept::Category(name) => format!("keeps its category, as the file gives none: {name}"),
        Kept::Description => "keeps its description, as the file gives none".to_owned(),
    }
}

/// `line 7`, or `lines 3-5, 9`: a file imported twice is one range, not a thousand numbers.
fn lines(list: &[u64]) -> String {
    let mut sorted = list.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let ranges = sorted.chunk_by(|one, next| one + 1 >= *next).map(|range| match range {
        [first, .., last] if first < last => format!("{first}-{last}"),
        [first, ..] => first.to_string(),
        [] => String::new(),
    });
    let word = if sorted.len() == 1 { "line" } else { "lines" };
    format!("{word} {}", ranges.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_lines_are_one_range() {
        assert_eq!(lines(&[7]), "line 7");
        assert_eq!(lines(&[9, 3, 4, 5]), "lines 3-5, 9");
        assert_eq!(lines(&[2, 2]), "line 2");
    }
}
