//! Units of one product as a file brings them, each with its line.

use std::collections::HashSet;
use std::fmt;

use super::EachLine;
use crate::cli::refusal::unfit;
use crate::domain::stock::{Form, Parsed, Reject, Unfit, lines};

/// What can be taken in, and what cannot and why.
#[derive(Default)]
pub struct Stock {
    pub units: Vec<(u64, String)>,
    /// Lines that say what another has said already: sorted out here, so that a dry run over
    /// several batches counts as the real one does.
    pub doubled: Vec<u64>,
    pub refused: Vec<(u64, Reject)>,
}

/// Why a file's stock is no stock: the line, if it is one, and what is wrong with it.
pub struct Bad {
    pub line: Option<u64>,
    pub why: String,
}

impl Stock {
    /// Units that stand in a catalogue, each with the line it stands on. What ends a line inside
    /// of one ends the unit.
    pub fn of(contents: &[(u64, String)], form: Form, each: EachLine) -> Result<Stock, Bad> {
        let one = |(at, text): &'_ (u64, String)| {
            let at = *at;
            lines(text).map(|line| (at, line.to_owned())).collect::<Vec<_>>()
        };
        let lines: Vec<(u64, String)> = contents.iter().flat_map(one).collect();
        let lines = lines.iter().map(|(at, line)| (*at, Some(line.as_str())));
        Stock::taken(Parsed::of(lines, form), each)
    }

    /// A stock file.
    pub fn filed(bytes: &[u8], name: &str, each: EachLine) -> Result<Stock, Bad> {
        let form = Form::named(name).map_err(Unfit::Foreign);
        Stock::taken(form.and_then(|form| Parsed::filed(bytes, form)), each)
    }

    fn taken(parsed: Result<Parsed, Unfit>, each: EachLine) -> Result<Stock, Bad> {
        let parsed = parsed.and_then(|parsed| match parsed.suspects.first() {
            Some(suspect) if each == EachLine::Doubtful => Err(Unfit::Doubtful(*suspect)),
            _ => Ok(parsed),
        });
        let parsed = parsed.map_err(|why| {
            let (line, why) = unfit(why);
            Bad { line, why }
        })?;
        let mut stock = Stock { refused: parsed.refused, ..Stock::default() };
        let mut seen = HashSet::new();
        for (line, unit) in parsed.units {
            match seen.insert(unit.clone()) {
                true => stock.units.push((line, unit)),
                false => stock.doubled.push(line),
            }
        }
        Ok(stock)
    }
}

impl fmt::Debug for Stock {
    /// Goods stay out of messages.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Stock({} units)", self.units.len())
    }
}
