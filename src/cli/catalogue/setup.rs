//! What a row says of its product besides name and price: its kind, and its lower prices.

use super::cells::{Row, told};
use crate::domain::limit::TODO_QUESTION_CHARS_MAX;
use crate::domain::money::Rupiah;
use crate::domain::product::{Step, Variant, parts_named};
use crate::domain::refusal::Refusal;
use crate::domain::span;
use crate::domain::stock::Column;
use crate::domain::text::lines;
use crate::shop::import::{Setup, Sort};
use crate::shop::kind::quota_typed;

/// `None`: something of it is wrong, and that has been noted.
pub fn read(row: &Row<'_>) -> Option<Setup> {
    let variant = row.read(Column::Variant, told(Variant::label));
    let kind = row.read(Column::Kind, sort);
    let parts = row.read(Column::Parts, told(parts_named));
    let left = row.read(Column::Left, told(quota_typed));
    let within = row.read(Column::Within, told(span::within));
    let question = row.read(Column::Question, told(|it| lines(it, TODO_QUESTION_CHARS_MAX)));
    let wholesale = row.read(Column::Wholesale, told(steps));
    let reseller = row.read(Column::Reseller, told(Rupiah::parse));
    let setup = Setup {
        variant: variant?,
        kind: kind?,
        parts: parts?,
        left: left?,
        within: within?,
        question: question?,
        wholesale: wholesale?,
        reseller: reseller?,
    };
    fits(&setup, row).then_some(setup)
}

fn sort(cell: &str) -> Result<Sort, String> {
    match Column::written(cell).as_str() {
        "unit" => Ok(Sort::Unit),
        "shared" | "bersama" => Ok(Sort::Shared),
        "manual" => Ok(Sort::Manual),
        "file" | "berkas" => {
            Err("files cannot come in a table; send them to the bot in the chat".to_owned())
        }
        _ => Err("must be unit, shared (bersama) or manual".to_owned()),
    }
}

/// Several in one cell: one a line, or between `/`.
fn steps(cell: &str) -> Result<Vec<Step>, Refusal> {
    Step::parse_all(&cell.replace('/', "\n"))
}

/// What is of one kind stands beside that kind.
fn fits(setup: &Setup, row: &Row<'_>) -> bool {
    let Setup { kind, parts, left, within, question, .. } = setup;
    let made = matches!(kind, Some(Sort::Shared | Sort::Manual));
    let manual = *kind == Some(Sort::Manual);
    let checks = [
        (Column::Parts, parts.is_some() && made, "only units have parts"),
        (Column::Left, left.is_some() && !made, "needs the kind shared or manual in its row"),
        (Column::Within, within.is_some() && !manual, "needs the kind manual in its row"),
        (Column::Question, question.is_some() && !manual, "needs the kind manual in its row"),
    ];
    for (column, wrong, why) in checks {
        if wrong {
            row.note(column, why);
        }
    }
    !checks.iter().any(|(_, wrong, _)| *wrong)
}
