//! Payments that the gateway confirms, many at the same time: how many settle in a second, and
//! how many share a sync.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, ensure};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use warung::domain::effect::{Answer, Effect, Outcome, Task};
use warung::domain::id::EffectId;
use warung::domain::money::Rupiah;
use warung::domain::payment::{GatewayAnswer, Invoice, PayCode, Status};
use warung::engine::input::{Input, Reply};
use warung::engine::queue_entry::Word;
use warung::store::read::Read;

use crate::disk::Bare;
use crate::effort::Effort;
use crate::inputs::SYNCS_PER_COMMIT;
use crate::stall::{Slips, Stall};
use crate::table::{Row, Sample, number, row};

const WAITING: u64 = 64;

pub fn figures(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let payments = effort.purchases_together;
    let (mut rates, mut shares, mut limits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        limits.push(bare.synced(1, effort.span / 4)?);
        let (stall, mut entries) = Stall::open(payments as usize)?;
        let stall = Arc::new(stall);
        let answers = runtime.block_on(invoices(&stall, &mut entries, payments))?;
        let (before, began) = (*stall.commits.borrow(), Instant::now());
        runtime.block_on(settle(&stall, answers))?;
        rates.push(payments as f64 / began.elapsed().as_secs_f64());
        let syncs = stall.commits_since(before) as f64 * SYNCS_PER_COMMIT;
        shares.push(payments as f64 / syncs);
        Arc::into_inner(stall).context("somebody still holds the stall")?.close()?;
    }
    row(Row {
        what: format!("settlements, {WAITING} waiting"),
        measured: Sample::of(rates).told("/s"),
        beside: format!(
            "{} per sync; bare {}/s",
            number(Sample::of(shares).median()),
            number(Sample::of(limits).median())
        ),
        aim: None,
    });
    Ok(())
}

/// Open invoices of as many buyers, each with the shop's question under way; the gateway's
/// answer to each is that it is paid.
async fn invoices(
    stall: &Stall,
    entries: &mut Slips,
    count: u64,
) -> anyhow::Result<Vec<(EffectId, Outcome)>> {
    let mut answers = Vec::new();
    for person in 1..=count {
        stall.handle.submit(stall.set_cart(1000 + person, 1)).await?;
        stall.handle.submit(stall.pay(1000 + person)).await?;
        let (effect, task) = asked(stall, entries).await?;
        let Task::MakeInvoice { reference, amount } = task else { continue };
        let code = PayCode { qr: "QR".to_owned(), page: None };
        let (txn, fee) = (format!("TXN-{person:06}"), Rupiah(625));
        let invoice = Invoice { txn, payable: Rupiah(amount.0 + fee.0), fee, code, lives: None };
        let outcome = Outcome::Done(Answer::Invoice(invoice));
        stall.handle.submit(Input::Carried { effect, outcome }).await?;
        let hinted = stall.handle.submit(Input::Hint(reference.clone().into())).await?;
        ensure!(hinted == Reply::Hinted, "{hinted:?}");
        let (question, _) = asked(stall, entries).await?;
        let proof = GatewayAnswer { reference, amount, status: Status::Completed, sandbox: false };
        answers.push((question, Outcome::Done(Answer::Status(proof))));
    }
    Ok(answers)
}

/// What the gateway is asked next.
async fn asked(stall: &Stall, entries: &mut Slips) -> anyhow::Result<(EffectId, Task)> {
    let entry = loop {
        let note = entries.gateway.recv().await.context("the writer is gone")?;
        if let Word::Carry(entry) = note.word {
            break entry;
        }
    };
    let effect: Effect = stall.store.snap()?.need(entry.id.0)?;
    Ok((entry.id, effect.task))
}

async fn settle(stall: &Arc<Stall>, answers: Vec<(EffectId, Outcome)>) -> anyhow::Result<()> {
    let share = answers.len().div_ceil(WAITING as usize);
    let mut couriers = JoinSet::new();
    for answers in answers.chunks(share) {
        let (stall, answers) = (stall.clone(), answers.to_vec());
        couriers.spawn(async move {
            for (effect, outcome) in answers {
                stall.handle.submit(Input::Carried { effect, outcome }).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = couriers.join_next().await {
        ended??;
    }
    Ok(())
}
