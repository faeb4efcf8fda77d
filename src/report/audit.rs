//! The log for whoever has the shop's machine: as text, or as CSV.
//!
//! The columns are a format with names of its own, the same in every language.

use std::io::Write;

use csv::Writer;

use super::export::harmless;
use crate::domain::month::Date;
use crate::domain::revision::{By, Revision};
use crate::shop::audit::fields::{Field, Name, Value};
use crate::shop::audit::{How, told};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::seek::first_legible_since;
use crate::words::calendar::Calendar;

/// Entries read at a time.
const STRIDE: usize = 1000;

/// Writes the log from a day on, oldest first; all of it where none is named. What cannot be read
/// is left out: `warung check --data` names it.
pub fn write(
    read: &impl Read,
    calendar: Calendar,
    since: Option<Date>,
    csv: bool,
    mut out: impl Write,
) -> Result<(), Fault> {
    let mut from = match since.map(|day| calendar.bounds_of(day).start) {
        Some(day) => first_legible_since(read, day, |revision: &Revision| revision.at)?,
        None => 0,
    };
    let mut sheet = csv.then(|| Writer::from_writer(Vec::new()));
    if let Some(sheet) = &mut sheet {
        row(sheet, ["number", "at", "who", "kind", "what", "before", "after"].map(str::to_owned))?;
    }
    loop {
        let entries: Vec<Revision> = read.legible(from, STRIDE)?;
        for entry in &entries {
            match &mut sheet {
                Some(sheet) => row(sheet, cells(entry, calendar))?,
                None => {
                    let line = line(entry, calendar);
                    out.write_all(line.as_bytes()).map_err(|_| Fault::Stopped)?;
                }
            }
        }
        if let Some(open) = sheet.take() {
            let bytes = open.into_inner().map_err(|_| Fault::Stopped)?;
            out.write_all(&bytes).map_err(|_| Fault::Stopped)?;
            sheet = Some(Writer::from_writer(Vec::new()));
        }
        match entries.last() {
            Some(last) if entries.len() == STRIDE => from = last.number + 1,
            _ => return out.flush().map_err(|_| Fault::Stopped),
        }
    }
}

fn row<const N: usize>(sheet: &mut Writer<Vec<u8>>, cells: [String; N]) -> Result<(), Fault> {
    sheet.write_record(cells).map_err(|_| Fault::Stopped)
}

fn who(by: By) -> String {
    match by {
        By::Staff(id) => id.0.to_string(),
        By::Machine => "machine".to_owned(),
        By::Shop => "shop".to_owned(),
    }
}

fn cells(entry: &Revision, calendar: Calendar) -> [String; 7] {
    let (before, after) = sides(entry);
    let sides = [before, after].map(|side| harmless(side.join("; ")));
    let [before, after] = sides;
    let what = entry.what.to_string();
    let kind = entry.what.kind().as_str().to_owned();
    [entry.number.to_string(), calendar.iso(entry.at), who(entry.by), kind, what, before, after]
}

/// What it was and what it is, field by field.
fn sides(entry: &Revision) -> (Vec<String>, Vec<String>) {
    let told_of = |(name, value): &Field| format!("{name} {value}");
    let all = |fields: &[Field]| fields.iter().map(told_of).collect();
    match told(entry).1 {
        How::Made(fields) => (Vec::new(), all(&fields)),
        How::Gone(fields) => (all(&fields), Vec::new()),
        How::Changed(fields) => fields
            .iter()
            .map(|(name, before, after): &(Name, Value, Value)| {
                (format!("{name} {before}"), format!("{name} {after}"))
            })
            .unzip(),
        How::Done(_) => (Vec::new(), Vec::new()),
        How::Unread => (vec!["?".to_owned()], vec!["?".to_owned()]),
    }
}

fn line(entry: &Revision, calendar: Calendar) -> String {
    let (number, at, who) = (entry.number, calendar.iso(entry.at), who(entry.by));
    let how = match told(entry).1 {
        How::Done(_) => String::new(),
        How::Made(_) => ": made".to_owned(),
        How::Gone(_) => ": gone".to_owned(),
        How::Unread => ": cannot be read".to_owned(),
        How::Changed(fields) => {
            let each =
                fields.iter().map(|(name, before, after)| format!("{name} {before} -> {after}"));
            format!(": {}", each.collect::<Vec<_>>().join(", "))
        }
    };
    // A description has lines of its own, and an entry has one.
    let how = how.replace(['\n', '\r'], " ");
    format!("{number:>6}  {at}  {who:<12}  {}{how}\n", entry.what)
}
