//! A part of the books as a CSV file, written row by row: a month may be larger than memory.
//!
//! The columns are a format with names of its own, the same in every language; docs/MONEY.md
//! says what each means.

use std::io::Write;

use csv::Writer;

use super::{configuration, stock};
use crate::domain::ledger::Transfer;
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::payment::Status;
use crate::domain::reconciliation::{Difference, Disagreement, Reconciliation};
use crate::domain::report::Report;
use crate::shop::reconcile;
use crate::shop::turnover::{Turnover, turnover};
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::seek::each_within;
use crate::words::calendar::Calendar;

/// For whom a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Programs: as RFC 4180 has it.
    Plain,
    /// Somebody who taps on it: a spreadsheet that counts as Indonesians do parts cells at `;`,
    /// and takes a text for UTF-8 only behind its mark.
    Tapped,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a report. Who takes it may call it off by refusing to take more.
pub fn write(
    read: &impl Read,
    calendar: Calendar,
    report: Report,
    style: Style,
    mut out: impl Write,
) -> Result<(), Fault> {
    match report {
        Report::Stock { product, .. } => return stock::write(read, product, out),
        Report::Configuration => return configuration::write(read, calendar, out),
        Report::Turnover(_) | Report::Ledger(_) | Report::Differences(_) => {}
    }
    let mut sheet = csv::WriterBuilder::new();
    if style == Style::Tapped {
        out.write_all(MARK).map_err(|_| Fault::Stopped)?;
        sheet.delimiter(b';');
    }
    let mut out = Sheet(sheet.from_writer(out));
    match report {
        Report::Turnover(month) => write_turnover(read, calendar, month, &mut out)?,
        Report::Ledger(month) => write_ledger(read, calendar, month, &mut out)?,
        Report::Differences(id) => {
            let run = reconcile::run(read, id)?;
            run.map_or(Ok(()), |run| write_differences(&run, &mut out))?;
        }
        // These are no tables.
        Report::Stock { .. } | Report::Configuration => {}
    }
    out.0.flush().map_err(|_| Fault::Stopped)
}

struct Sheet<W: Write>(Writer<W>);

impl<W: Write> Sheet<W> {
    fn row<const N: usize>(&mut self, cells: [String; N]) -> Result<(), Fault> {
        // A row of strings can always be written, unless nobody takes it.
        self.0.write_record(cells).map_err(|_| Fault::Stopped)
    }

    fn head<const N: usize>(&mut self, names: [&str; N]) -> Result<(), Fault> {
        self.row(names.map(str::to_owned))
    }
}

fn write_turnover(
    read: &impl Read,
    calendar: Calendar,
    month: Month,
    out: &mut Sheet<impl Write>,
) -> Result<(), Fault> {
    out.head([
        "date",
        "orders",
        "gross",
        "discounts",
        "refunds",
        "net",
        "gateway_fees",
        "from_balance",
        "deposits",
        "credited",
        "adjustments",
        "gateway_received",
        "transfers_received",
    ])?;
    let days = turnover(read, &calendar.bounds(month), |at| calendar.date(at))?;
    let mut total = Turnover::default();
    for (date, day) in days {
        total += day;
        out.row(day_row(date.to_string(), &day))?;
    }
    out.row(day_row("total".to_owned(), &total))
}

fn day_row(name: String, day: &Turnover) -> [String; 13] {
    let amounts = [
        day.gross,
        day.discounts,
        day.refunds,
        day.net(),
        day.fees,
        day.from_balance,
        day.deposits,
        day.credited,
        day.adjustments,
        day.gateway,
        day.transfers,
    ];
    let mut cells = [name, day.orders.to_string()].into_iter();
    let mut amounts = amounts.into_iter().map(|amount| amount.to_string());
    std::array::from_fn(|_| cells.next().or_else(|| amounts.next()).unwrap_or_default())
}

fn write_ledger(
    read: &impl Read,
    calendar: Calendar,
    month: Month,
    out: &mut Sheet<impl Write>,
) -> Result<(), Fault> {
    out.head(["number", "time", "cause", "step", "from", "to", "amount", "author", "reason"])?;
    let bounds = calendar.bounds(month);
    each_within(
        read,
        &bounds,
        |transfer: &Transfer| transfer.at,
        |transfer| {
            let Transfer { id, cause, step, from, to, amount, at, note } = transfer;
            let (author, reason) = match note {
                Some(note) => (note.by.0.to_string(), harmless(note.why)),
                None => Default::default(),
            };
            out.row([
                id.0.to_string(),
                calendar.iso(at),
                cause.to_string(),
                step.to_string(),
                from.to_string(),
                to.to_string(),
                amount.0.to_string(),
                author,
                reason,
            ])
        },
    )
}

fn write_differences(run: &Reconciliation, out: &mut Sheet<impl Write>) -> Result<(), Fault> {
    out.head(["invoice", "difference", "ours", "gateway", "ledger"])?;
    for Difference { order, how } in &run.differences {
        let amount = |amount: &Rupiah| amount.0.to_string();
        let or_none = |found: &Option<Rupiah>| found.as_ref().map(amount).unwrap_or_default();
        let none = String::new;
        let (name, ours, gateway, ledger) = match how {
            Disagreement::Found { received } => {
                ("found", none(), amount(received), amount(received))
            }
            Disagreement::NotCompleted { ours, status } => {
                ("not completed", amount(ours), word(*status).to_owned(), none())
            }
            Disagreement::Amount { ours, gateway } => {
                ("amount", amount(ours), amount(gateway), none())
            }
            Disagreement::PlayMoney { ours } => ("sandbox", amount(ours), none(), none()),
            Disagreement::Ledger { ours, ledger } => {
                ("ledger", or_none(ours), none(), or_none(ledger))
            }
            Disagreement::Unknown => ("unknown to the gateway", none(), none(), none()),
            Disagreement::NoAnswer => ("no answer", none(), none(), none()),
        };
        out.row([order.to_string(), name.to_owned(), ours, gateway, ledger])?;
    }
    Ok(())
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Pending => "pending",
        Status::Completed => "completed",
        Status::Cancelled => "cancelled",
    }
}

/// Somebody's words as a cell: a spreadsheet takes what begins like this for a formula, unless an
/// apostrophe says that it is text.
pub(super) fn harmless(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_formulas() {
        for text in ["=1+1", "+62812", "-5", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(text.to_owned()), format!("'{text}"));
        }
        for text in ["", "salah transfer", "1=1", "'=1"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }
}
