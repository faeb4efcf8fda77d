//! A table as spreadsheets write it: CSV with commas, semicolons or tabs. A row is one line, so
//! that a quote which goes astray never takes the rows behind it.

use serde::{Deserialize, Serialize};

use crate::domain::limit::CELL_LINES_MAX;
use crate::domain::text::invisible;

/// One row with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetFault {
    /// A quote opens and does not close on its line.
    Open,
    /// Something stands between a closing quote and the next cell.
    Behind,
    /// Bytes that are not UTF-8.
    NotText,
}

/// Lines of a file, as far as they are text.
type Lines = [(u64, Option<String>)];

/// A row, or the line of one that cannot be read and why.
type Found = Result<Row, (u64, SheetFault)>;

/// The rows of a table, its header first; rows of nothing but empty cells are left out.
pub fn sheet(lines: &Lines) -> impl Iterator<Item = Found> {
    let (separator, lines) = begin(lines);
    lines.iter().filter_map(move |(line, text)| row(*line, text.as_deref(), separator))
}

/// The same where a quoted cell may have several lines, as descriptions do. A quote that goes
/// astray takes no row with it: what would be one by itself is no part of a cell.
pub fn folded(lines: &Lines) -> Vec<Found> {
    let (separator, mut rest) = begin(lines);
    let (mut rows, mut width) = (Vec::new(), None);
    while let Some(((line, text), behind)) = rest.split_first() {
        rest = behind;
        let mut found = row(*line, text.as_deref(), separator);
        if let (Some(Err((_, SheetFault::Open))), Some(text), Some(width)) = (&found, text, width)
            && let Some((cells, taken)) = joined(text, behind, separator, width)
        {
            found = Some(Ok(Row { line: *line, cells }));
            rest = &behind[taken..];
        }
        if let (None, Some(Ok(header))) = (width, &found) {
            width = Some(header.cells.len());
        }
        rows.extend(found);
    }
    rows
}

/// The cells of a row that goes on in the next lines, and how many of these it takes.
fn joined(
    first: &str,
    next: &Lines,
    separator: char,
    width: usize,
) -> Option<(Vec<String>, usize)> {
    let mut text = first.to_owned();
    for (taken, (_, line)) in (1..).zip(next.iter().take(CELL_LINES_MAX)) {
        let line = line.as_deref()?;
        if cells(line, separator).is_ok_and(|cells| cells.len() >= width) {
            return None;
        }
        text.push('\n');
        text.push_str(line);
        match cells(&text, separator) {
            Ok(cells) => return (cells.len() == width).then_some((cells, taken)),
            Err(SheetFault::Open) => {}
            Err(_) => return None,
        }
    }
    None
}

/// What separates its cells, and where the table begins.
fn begin(lines: &Lines) -> (char, &Lines) {
    let seen = |line: &Option<String>| {
        line.as_deref().is_none_or(|line| !line.trim_matches(invisible).is_empty())
    };
    let start = lines.iter().position(|(_, line)| seen(line)).unwrap_or(lines.len());
    let first = lines.get(start).and_then(|(_, line)| line.as_deref()).unwrap_or_default();
    // Excel puts its separator in front of everything where it is asked to.
    match told(first) {
        Some(separator) => (separator, &lines[start + 1..]),
        None => (guessed(first), &lines[start..]),
    }
}

fn row(line: u64, text: Option<&str>, separator: char) -> Option<Found> {
    let Some(text) = text else { return Some(Err((line, SheetFault::NotText))) };
    match cells(text, separator) {
        Err(fault) => Some(Err((line, fault))),
        Ok(cells) => {
            let blank = cells.iter().all(|cell| cell.trim_matches(invisible).is_empty());
            (!blank).then_some(Ok(Row { line, cells }))
        }
    }
}

/// `sep=;`
fn told(line: &str) -> Option<char> {
    let line = line.trim_matches(|sign| invisible(sign) && sign != '\t').trim_matches('"');
    let start = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let mut separator = line[start.len()..].chars();
    // Rows of a table that was saved again have empty cells behind it.
    separator.next().filter(|it| !it.is_alphanumeric() && *it != '"')
}

/// The separator that the header has most of. Spreadsheets set to Indonesian write semicolons:
/// there the comma is for decimals.
fn guessed(header: &str) -> char {
    let count = |separator: char| header.chars().filter(|sign| *sign == separator).count();
    [';', '\t'].into_iter().fold(',', |best, separator| match count(separator) > count(best) {
        true => separator,
        false => best,
    })
}

/// The cells of one line, quotes taken off.
fn cells(line: &str, separator: char) -> Result<Vec<String>, SheetFault> {
    let mut found = Vec::new();
    let mut rest = line;
    loop {
        let (cell, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted, separator)?,
            None => match rest.split_once(separator) {
                Some((cell, behind)) => (cell.to_owned(), Some(behind)),
                None => (rest.to_owned(), None),
            },
        };
        found.push(cell);
        let Some(behind) = behind else { return Ok(found) };
        rest = behind;
    }
}

/// Whether a row as the clipboard has it, with tabs, ends inside of a quoted cell.
pub fn opens(line: &str) -> bool {
    cells(line.trim_matches(invisible), '\t') == Err(SheetFault::Open)
}

/// A cell whose opening quote has been read, and what stands behind it.
fn quoted_cell(text: &str, separator: char) -> Result<(String, Option<&str>), SheetFault> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (part, behind) = rest.split_once('"').ok_or(SheetFault::Open)?;
        cell.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => {
                let blank = |text: &str| text.trim_matches(invisible).is_empty();
                return match behind.split_once(separator) {
                    Some((between, behind)) if blank(between) => Ok((cell, Some(behind))),
                    None if blank(behind) => Ok((cell, None)),
                    _ => Err(SheetFault::Behind),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::stock::lines;

    type Read = Vec<Result<(u64, Vec<String>), (u64, SheetFault)>>;

    fn read(text: &str) -> Read {
        let numbered = (1..).zip(lines(text)).map(|(at, line)| (at, Some(line.to_owned())));
        let numbered: Vec<_> = numbered.collect();
        sheet(&numbered).map(|row| row.map(|row| (row.line, row.cells))).collect()
    }

    fn row(line: u64, cells: &[&str]) -> Result<(u64, Vec<String>), (u64, SheetFault)> {
        Ok((line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn separators_and_empty_rows() {
        for (text, separator) in [("a,b", ','), ("a;b", ';'), ("a\tb", '\t'), ("a", ',')] {
            assert_eq!(guessed(text), separator, "{text}");
        }
        let rows = read("\u{feff}sep=;\r\nnama;harga\r\n;;\r\n\r\nA, B;1\r\n");
        assert_eq!(rows, [row(2, &["nama", "harga"]), row(5, &["A, B", "1"])]);
        assert_eq!(read("\"sep=,\",,\na,b\n"), [row(2, &["a", "b"])]);
        assert_eq!(read("sep=\t\na;b\tc\n"), [row(2, &["a;b", "c"])]);
        assert_eq!(read("isi\nseptember\n"), [row(1, &["isi"]), row(2, &["september"])]);
        assert_eq!(read("a,b\r1,2\r"), [row(1, &["a", "b"]), row(2, &["1", "2"])]);
    }

    #[test]
    fn a_quote_astray_takes_no_other_row() {
        let rows =
            read("nama,isi\nA,\"p\nA,x\nA,\"a\"b\nA,\"\"x\nA,c'\"d\nA,\"q\"\"\" \nA,\"a,b\"\n");
        assert_eq!(
            rows,
            [
                row(1, &["nama", "isi"]),
                Err((2, SheetFault::Open)),
                row(3, &["A", "x"]),
                Err((4, SheetFault::Behind)),
                Err((5, SheetFault::Behind)),
                row(6, &["A", "c'\"d"]),
                row(7, &["A", "q\""]),
                row(8, &["A", "a,b"]),
            ]
        );
    }

    proptest! {
        /// As a spreadsheet writes it: quoted where it must be, quotes doubled.
        #[test]
        fn every_cell_comes_back_to_the_byte(
            cells in prop::collection::vec("[a-c\",;|' ]{0,6}", 1..5),
        ) {
            let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            let line = quoted.collect::<Vec<_>>().join(";");
            prop_assert_eq!(super::cells(&line, ';'), Ok(cells));
        }

        #[test]
        fn no_line_reads_as_more_than_it_holds(line in "[a\",]{0,12}") {
            if let Ok(cells) = super::cells(&line, ',') {
                let letters = |text: &str| text.matches('a').count();
                prop_assert_eq!(cells.iter().map(|it| letters(it)).sum::<usize>(), letters(&line));
            }
        }
    }
}
