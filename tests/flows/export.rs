//! The books as CSV: every rupiah of a month, whatever people write and wherever it begins.

use std::collections::HashMap;

use proptest::prelude::*;
use warung::domain::id::{CustomerId, OrderId, PaymentId, TransferId};
use warung::domain::ledger::{Account, Balance, Cause, Note, Side, Step, Transfer};
use warung::domain::message::Media;
use warung::domain::money::Rupiah;
use warung::domain::month::Month;
use warung::domain::payment::Status;
use warung::domain::report::Report;
use warung::domain::time::{Span, Timestamp};
use warung::report::export::{self, Style};
use warung::shop::books::Books;
use warung::shop::turnover::transfers;
use warung::store::open::Store;
use warung::words::Dictionary;

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI, memory};

const NOVEMBER: Month = Month { year: 2026, month: 11 };
/// 1 November 2026, 00.00 WIB.
const FIRST: Timestamp = Timestamp(1_793_466_000_000);
const DAY: Span = Span::hours(24);

fn written(store: &Store, zone: &str, report: Report) -> String {
    let (dictionary, mut file) = (Dictionary::load(zone).unwrap(), Vec::new());
    let snap = store.snap().unwrap();
    export::write(&snap, dictionary.calendar(), report, Style::Plain, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

/// Each row by the names of its columns.
fn rows(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

/// Enters transfers as the ledger would, balances and all.
fn enter(store: &Store, lines: impl IntoIterator<Item = Transfer>) {
    use warung::store::read::Read;
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    for transfer in lines {
        let Transfer { step, from, to, amount, .. } = transfer;
        for (account, side) in [(from, Side::From), (to, Side::To)] {
            let before = tx.get(account.key()).unwrap().unwrap_or(Balance::empty(account));
            tx.put(&before.after(step, side, amount).unwrap()).unwrap();
        }
        tx.put(&transfer).unwrap();
    }
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
}

fn transfer(id: u64, at: Timestamp) -> Transfer {
    let (from, to) = (Account::Adjustments, Account::Balance(CustomerId(SARI)));
    let (cause, step) = (Cause::Credit(id as u32), Step::Moved);
    Transfer { id: TransferId(id), cause, step, from, to, amount: Rupiah(id), at, note: None }
}

#[test]
fn a_month_begins_and_ends_by_the_shop_s_clock() {
    let store = memory();
    let before = |at: Timestamp| Timestamp(at.0 - 1);
    // Thirty days, of which the first has an hour more in New York.
    let edges = [FIRST, FIRST.after(Span::hours(11)), FIRST.after(Span(30 * DAY.0))];
    let late = FIRST.after(Span(30 * DAY.0)).after(Span::hours(12));
    let moments = edges.into_iter().chain([late]).flat_map(|edge| [before(edge), edge]);
    enter(&store, (1..).zip(moments).map(|(id, at)| transfer(id, at)));
    let numbers = |zone: &str| -> Vec<String> {
        let rows = rows(&written(&store, zone, Report::Ledger(NOVEMBER)));
        rows.iter().map(|row| row["number"].clone()).collect()
    };
    assert_eq!(numbers("Asia/Jakarta"), ["2", "3", "4", "5"]);
    // There summer time ends that morning: the month begins at -04:00 and ends at -05:00.
    assert_eq!(numbers("America/New_York"), ["4", "5", "6", "7"]);
    let text = written(&store, "Asia/Jakarta", Report::Ledger(NOVEMBER));
    assert!(
        text.contains("\n2,2026-11-01T00:00:00+07:00,credit 2,moved,adjustments,balance 555,2,,\n")
    );
    let october = Report::Ledger(Month { month: 10, ..NOVEMBER });
    let text = written(&store, "Asia/Jakarta", october);
    assert!(text.contains("\n1,2026-10-31T23:59:59+07:00,"), "{text}");
    let snap = store.snap().unwrap();
    assert_eq!(transfers(&snap, &(FIRST..edges[2])).unwrap(), 4);
}

#[test]
fn a_clock_that_was_put_right_hides_no_row() {
    let store = memory();
    let back = Timestamp(FIRST.0 - Span::minutes(5).0);
    let moments = [back, FIRST, back, FIRST.after(DAY), back, FIRST.after(DAY)];
    enter(&store, (1..).zip(moments).map(|(id, at)| transfer(id, at)));
    let rows = rows(&written(&store, "Asia/Jakarta", Report::Ledger(NOVEMBER)));
    let numbers: Vec<&str> = rows.iter().map(|row| row["number"].as_str()).collect();
    assert_eq!(numbers, ["2", "4", "6"]);
}

#[test]
fn words_are_kept_and_are_no_formulas() {
    let store = memory();
    let reasons = ["=HYPERLINK(\"http://x\")", "+62", "salah, \"maaf\"\nbaris dua", "ok"];
    let note = |why: &&str| Some(Note { by: CustomerId(222), why: (*why).to_owned() });
    let noted =
        (1..).zip(&reasons).map(|(id, why)| Transfer { note: note(why), ..transfer(id, FIRST) });
    enter(&store, noted);
    let rows = rows(&written(&store, "Asia/Jakarta", Report::Ledger(NOVEMBER)));
    let told: Vec<&str> = rows.iter().map(|row| row["reason"].as_str()).collect();
    assert_eq!(told, ["'=HYPERLINK(\"http://x\")", "'+62", "salah, \"maaf\"\nbaris dua", "ok"]);
    assert!(rows.iter().all(|row| row["author"] == "222"));
}

fn account() -> impl Strategy<Value = Account> {
    prop_oneof![
        (0..6usize).prop_map(|at| Account::OURS[at]),
        (1..5u64).prop_map(|id| Account::Balance(CustomerId(id))),
    ]
}

fn cause() -> impl Strategy<Value = fn(u64) -> Cause> {
    prop_oneof![
        Just((|n| Cause::Payment(PaymentId(n))) as fn(u64) -> Cause),
        Just((|n| Cause::Spending(OrderId(n))) as fn(u64) -> Cause),
        Just((|n| Cause::Refund(OrderId(n), 1)) as fn(u64) -> Cause),
        Just((|n| Cause::Adjustment(n as u32)) as fn(u64) -> Cause),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever moved, the file read back sums to what the books say.
    #[test]
    fn a_ledger_read_back_sums_to_the_books(
        moves in prop::collection::vec(
            (cause(), account(), account(), 0..10_000_000u64, ".{0,12}"), 0..60),
    ) {
        let store = memory();
        let mut have: HashMap<Account, u64> = HashMap::new();
        let lines = (1..).zip(&moves).filter(|(_, (_, from, to, amount, _))| {
            let theirs = have.get(from).copied().unwrap_or(0);
            let moves = from != to && (from.customer().is_none() || theirs >= *amount);
            if moves {
                have.insert(*from, theirs.saturating_sub(*amount));
                *have.entry(*to).or_default() += amount;
            }
            moves
        });
        let lines: Vec<Transfer> = lines
            .map(|(id, (cause, from, to, amount, why))| Transfer {
                cause: cause(id),
                from: *from,
                to: *to,
                amount: Rupiah(*amount),
                note: Some(Note { by: CustomerId(id), why: why.clone() }),
                ..transfer(id, FIRST.after(Span::minutes(id)))
            })
            .collect();
        enter(&store, lines.clone());
        let rows = rows(&written(&store, "Asia/Jakarta", Report::Ledger(NOVEMBER)));
        prop_assert_eq!(rows.len(), lines.len());
        let mut sums: HashMap<String, i64> = HashMap::new();
        for (row, line) in rows.iter().zip(&lines) {
            let amount: i64 = row["amount"].parse().unwrap();
            *sums.entry(row["from"].clone()).or_default() -= amount;
            *sums.entry(row["to"].clone()).or_default() += amount;
            prop_assert_eq!(&row["cause"], &line.cause.to_string());
            let why = &line.note.as_ref().unwrap().why;
            let told = row["reason"].strip_prefix('\'').unwrap_or(&row["reason"]);
            prop_assert_eq!(told, why.strip_prefix('\'').unwrap_or(why));
        }
        let books = Books::add_up(&store.snap().unwrap()).unwrap();
        for (account, balance) in &books.accounts {
            prop_assert_eq!(sums.remove(&account.to_string()), Some(balance.posted));
        }
        prop_assert!(sums.is_empty());
    }
}

/// Each way in which money comes and goes, on two days.
fn trade() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b", "c", "d"]);
    // Paid as it should be, twice; then less than asked for, and too late for the last unit.
    for order in [1, 2] {
        counter.checkout(SARI, 1, 1);
        counter.pay(order);
        counter.notify(order);
        counter.settle();
    }
    counter.checkout(BUDI, 1, 1);
    let reference = counter.payment(3).reference.as_str().to_owned();
    counter.gateway.insert(reference, (Rupiah(60_000), Status::Completed));
    counter.notify(3);
    counter.settle();
    counter.now = counter.now.after(DAY);
    // Budi pays with what lies on his balance.
    counter.fill_cart(BUDI, 1, 1);
    counter.press(BUDI, "Saldo");
    counter.prove();
    counter
}

#[test]
fn a_turnover_tells_what_was_sold_and_where_the_money_is() {
    let counter = trade();
    let store = counter.core.store();
    let days = rows(&written(store, "Asia/Jakarta", Report::Turnover(NOVEMBER)));
    let told = |at: usize, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| days[at][*name].clone()).collect()
    };
    let names = ["date", "orders", "gross", "net", "from_balance", "credited", "gateway_received"];
    assert_eq!(told(0, &names), ["2026-11-22", "2", "100000", "100000", "0", "60000", "160000"]);
    assert_eq!(told(1, &names), ["2026-11-23", "1", "50000", "50000", "50000", "0", "0"]);
    assert_eq!(told(2, &names), ["total", "3", "150000", "150000", "50000", "60000", "160000"]);
    assert_eq!(days.len(), 3);
    let books = Books::add_up(&store.snap().unwrap()).unwrap();
    assert_eq!(days[2]["net"], books.posted(Account::Sales).to_string());
    let empty = rows(&written(store, "Asia/Jakarta", Report::Turnover(NOVEMBER.next())));
    assert_eq!(empty.len(), 1);
    assert_eq!(empty[0]["net"], "0");
}

#[test]
fn what_staff_enter_by_hand_has_its_columns() {
    let store = memory();
    let theirs = Account::Balance(CustomerId(SARI));
    let refund = |part| Cause::Refund(OrderId(1), part);
    let lines = [
        (Cause::Credit(1), Account::Bank, theirs, 70),
        (Cause::Adjustment(1), Account::Adjustments, theirs, 20),
        (Cause::Adjustment(2), theirs, Account::Adjustments, 5),
        (refund(1), Account::Sales, theirs, 7),
        (refund(2), Account::Sales, Account::Owed, 4),
        (Cause::Payout(OrderId(1), 2), Account::Owed, Account::Bank, 4),
    ];
    let line = |(id, (cause, from, to, amount))| Transfer {
        cause,
        from,
        to,
        amount: Rupiah(amount),
        ..transfer(id, FIRST)
    };
    enter(&store, (1..).zip(lines).map(line));
    let days = rows(&written(&store, "Asia/Jakarta", Report::Turnover(NOVEMBER)));
    let told = |name: &str| days[0][name].as_str();
    assert_eq!((told("transfers_received"), told("deposits")), ("70", "70"));
    assert_eq!((told("adjustments"), told("refunds"), told("net")), ("15", "11", "-11"));
    let books = Books::add_up(&store.snap().unwrap()).unwrap();
    assert_eq!(told("net"), books.posted(Account::Sales).to_string());
}

#[test]
fn the_chat_sends_both_files_and_makes_them_when_they_are_sent() {
    let mut counter = trade();
    let reports = |counter: &Counter| -> Vec<Report> {
        let report = |media: &Media| match media {
            Media::Report(report) => Some(*report),
            _ => None,
        };
        let chat = counter.chats[&(ADMIN as i64)].iter();
        chat.filter_map(|shown| report(&shown.screen.media)).collect()
    };
    counter.say(ADMIN, "/laporan");
    let files = [Report::Turnover(NOVEMBER), Report::Ledger(NOVEMBER)];
    assert_eq!(reports(&counter), files);
    counter.say(ADMIN, "/laporan 2026-10");
    let october = Month { month: 10, ..NOVEMBER };
    let more = [Report::Turnover(october), Report::Ledger(october)];
    assert_eq!(reports(&counter)[2..], more);
    assert!(counter.last(ADMIN).screen.html.contains("Oktober 2026"));
    for typed in ["2026-13", "november", "2026-12", "11-2026", "2026-11-01", "=1+1"] {
        let shown = counter.say(ADMIN, &format!("/laporan {typed}"));
        assert!(shown.screen.html.contains("/laporan 2026-11"), "{}", shown.screen.html);
    }
    assert_eq!(reports(&counter).len(), 4);
    let before = counter.text(SARI);
    let update = counter.update(SARI, warung::chat::incoming::Said::Text("/laporan".into()));
    counter.apply(update);
    counter.settle();
    assert_eq!(counter.text(SARI), before);
    assert_eq!(Report::Ledger(NOVEMBER).file_name(), "ledger-2026-11.csv");
}
