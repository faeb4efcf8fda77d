//! What a unit costs, as buyers read it: what it would cost crossed out, and why it is less.

use crate::chat::layout::paragraphs;
use crate::domain::product::{Quote, Tariff, Why};
use crate::words::{Words, args};

/// `Rp50.000`, or the same crossed out before what it is.
pub fn shown(quote: Quote, w: Words) -> String {
    let Quote { list: old_price, price: new_price, why } = quote;
    match why {
        Why::List => new_price.to_string(),
        Why::Promo { .. } | Why::Step { .. } => {
            w.price_reduced(args::PriceReduced { new_price, old_price })
        }
        Why::Reseller => w.price_reseller(args::PriceReseller { new_price, old_price }),
    }
}

/// Why it is less, until when, and what more units would cost each, as many as an order may have.
pub fn rows(quote: Quote, tariff: &Tariff, most: u32, w: Words) -> String {
    let why = match quote.why {
        Why::Promo { last: Some(at) } => w.price_promo_until(at),
        Why::Promo { last: None } => w.price_promo(),
        Why::Reseller => w.price_yours(),
        Why::List | Why::Step { .. } => String::new(),
    };
    let steps = tariff.steps().filter(|step| step.from <= most);
    let steps = steps.map(|step| w.plain_step(step.from.into(), step.price));
    let steps = steps.collect::<Vec<_>>().join("\n");
    let steps = if steps.is_empty() { steps } else { format!("{}\n{steps}", w.price_steps()) };
    paragraphs([why, steps])
}
