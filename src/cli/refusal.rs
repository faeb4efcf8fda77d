//! Why the shop would not take a product, in the operator's words.

use crate::domain::refusal::Refusal;
use crate::domain::stock::Reject;

pub fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::BadPrice { .. } => "is not a price in whole rupiah".to_owned(),
        Refusal::BadNumber { max } => format!("must be a number from 1 to {max}"),
        Refusal::EmptyName => "has no visible sign".to_owned(),
        Refusal::LongText { max } => format!("is longer than {max} signs"),
        Refusal::NumberTaken { number } => format!("number {number} is another product's"),
        Refusal::TooManyProducts { max } => format!("a shop has at most {max} products"),
        Refusal::TooManyCategories { max } => format!("a shop has at most {max} categories"),
        Refusal::TooManyLines { max } => format!("takes at most {max} units at once"),
        Refusal::Paused => "no room on the disk".to_owned(),
        other => format!("the shop refused: {other:?}"),
    }
}

pub fn fault(reject: Reject) -> &'static str {
    match reject {
        Reject::TooLong => "is too long",
        Reject::NotText => "is not text",
    }
}
