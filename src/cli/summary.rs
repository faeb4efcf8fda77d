//! What an import came to, product by product: added, doubled, refused.

use std::fmt;
use std::path::PathBuf;

use anyhow::bail;

use super::catalogue::Item;
use super::refusal::{fault, reason};
use crate::domain::refusal::Refusal;
use crate::domain::stock::Reject;
use crate::shop::stock::Imported;

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
    repriced: bool,
    added: u64,
    doubled: Vec<u64>,
    refused: Vec<(u64, Reject)>,
    /// The shop would not have the product itself.
    refusal: Option<Refusal>,
}

impl Outcome {
    /// What is known before the shop was asked.
    pub fn of(item: &Item) -> Outcome {
        Outcome {
            number: item.product.number,
            name: item.product.name.as_str().to_owned(),
            source: item.source.clone(),
            line: item.line,
            new: false,
            repriced: false,
            added: 0,
            doubled: item.stock.doubled.clone(),
            refused: item.stock.refused.clone(),
            refusal: None,
        }
    }

    /// Adds what the shop made of one part of it.
    pub fn add(&mut self, part: Result<Imported, Refusal>) {
        match part {
            Ok(Imported { number, name, new, repriced, stock }) => {
                self.number = number.or(self.number);
                self.name = name;
                self.new |= new;
                self.repriced |= repriced;
                self.added += u64::from(stock.added);
                self.doubled.extend(stock.doubled);
                self.refused.extend(stock.refused);
            }
            Err(refusal) => self.refusal = Some(refusal),
        }
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
        let doubled = sum(|outcome| outcome.doubled.len() as u64);
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
            let repriced = if self.repriced { " (new price)" } else { "" };
            let (doubled, refused) = (self.doubled.len(), self.refused.len());
            let added = self.added;
            writeln!(out, "{new}{repriced}: {added} added, {doubled} doubled, {refused} refused")?;
        }
        if !self.doubled.is_empty() {
            writeln!(out, "  {source}: doubled in {}", lines(&self.doubled))?;
        }
        for (line, reject) in &self.refused {
            writeln!(out, "  {source}:{line}: {}", fault(*reject))?;
        }
        Ok(())
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
