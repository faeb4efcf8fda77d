//! A buyer who goes by what the buttons say, as people do: shops of different builds are bought
//! from in the same way.

use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use warung::domain::id::OrderId;

use crate::eyes::{Guest, Sight};
use crate::stall::UNIT_MARK;

/// An invoice that waits to be paid, under the gateway's reference.
pub struct Invoice {
    pub reference: String,
}

/// From the product's number to the QR.
pub async fn to_invoice(buyer: &mut Guest, number: u32) -> anyhow::Result<Invoice> {
    buyer.say(&number.to_string());
    let mut pressed: Vec<String> = Vec::new();
    loop {
        let sight = buyer.sees(|_| true).await.context("nobody looks any more")?;
        if sight.message.attachment.is_some() {
            return invoice(buyer, &sight);
        }
        let labels = sight.message.labels();
        let Some(label) = next(&labels, &pressed) else { continue };
        // One that was replaced while the finger was on its way does nothing.
        if buyer.world.telegram.press(buyer.id, sight.message.id, label).is_ok() {
            pressed.push(label.to_owned());
        }
    }
}

/// What leads on, nearest to the goods first; nothing twice, and no cart before something is
/// in it.
fn next<'l>(labels: &[&'l str], pressed: &[String]) -> Option<&'l str> {
    let find = |sign: &str| labels.iter().find(|label| label.starts_with(sign)).copied();
    let more = |label: &String| label.starts_with('➕');
    let filled = pressed.iter().any(more);
    let cart = find("🧺").filter(|_| filled);
    let ways = [find("💠"), find("💳"), cart, find("➕"), find("⚡")];
    ways.into_iter().flatten().find(|label| !pressed.iter().any(|it| it == label))
}

fn invoice(buyer: &Guest, sight: &Sight) -> anyhow::Result<Invoice> {
    let text = &sight.message.text;
    let number: String = text[text.find("W-").context("no number")?..].chars().take(8).collect();
    let order = OrderId::parse(&number).ok_or_else(|| anyhow!("{number:?} is no number"))?;
    let transactions = buyer.world.gateway.transactions();
    let mine = format!("{order}-");
    let known = transactions.into_iter().rev().find(|it| it.reference.starts_with(&mine));
    Ok(Invoice { reference: known.context("an unknown reference")?.reference })
}

/// Pays, and waits for the goods: how long they take.
pub async fn pay(buyer: &mut Guest, invoice: &Invoice) -> anyhow::Result<Duration> {
    let paid = Instant::now();
    buyer.world.gateway.pay(&invoice.reference);
    let goods = buyer.sees(|sight| sight.message.text.contains(UNIT_MARK)).await;
    Ok(goods.context("nobody looks any more")?.at.duration_since(paid))
}
