//! Pakasir: one project, spoken to in the one protocol its owner configured.

mod v1;
mod v2;

use super::http::{Http, Reply};
use super::qris;
use super::setback::Setback;
use super::wire::Amount;
use crate::config::{Api, Gateway};
use crate::domain::limit::{FEE_PERCENT_MAX, FEE_RUPIAH_MAX};
use crate::domain::money::Rupiah;
use crate::domain::payment::{GatewayAnswer, Invoice, PayCode, Reference};
use crate::domain::time::Span;

/// No reference and no transaction is ever called so.
const NOBODYS: &str = "WARUNG-CHECK";

/// What the shop asks of a gateway, whichever protocol answers.
pub enum Pakasir {
    V1(v1::Client),
    V2(v2::Client),
}

impl Pakasir {
    /// Waits so long for any one answer.
    pub fn new(config: &Gateway, answer: Span) -> anyhow::Result<Pakasir> {
        let http = Http::new(config, answer)?;
        Ok(match config.api {
            Api::V1 => Pakasir::V1(v1::Client::new(config, http)),
            Api::V2 => Pakasir::V2(v2::Client::new(config, http)?),
        })
    }

    /// Asks to collect an amount. The same reference finds the same transaction.
    pub async fn create(&self, asked: &Reference, amount: Rupiah) -> Result<Invoice, Setback> {
        match self {
            Pakasir::V1(client) => client.create(asked, amount).await,
            Pakasir::V2(client) => client.create(asked, amount).await,
        }
    }

    /// Asks after a transaction that nobody has made, only to see what is said.
    pub async fn knock(&self) -> Result<Reply, Setback> {
        match self {
            Pakasir::V1(client) => client.knock().await,
            Pakasir::V2(client) => client.knock().await,
        }
    }

    /// Asks how a transaction stands.
    pub async fn status(
        &self,
        asked: &Reference,
        amount: Rupiah,
        txn: &str,
    ) -> Result<GatewayAnswer, Setback> {
        match self {
            Pakasir::V1(client) => client.status(asked, amount).await,
            Pakasir::V2(client) => client.status(asked, txn).await,
        }
    }

    /// Tells that nobody will pay any more; the proof, if somebody did after all.
    pub async fn cancel(
        &self,
        asked: &Reference,
        amount: Rupiah,
        txn: &str,
    ) -> Result<Option<GatewayAnswer>, Setback> {
        match self {
            Pakasir::V1(client) => client.cancel(asked, amount).await,
            Pakasir::V2(client) => client.cancel(asked, txn).await,
        }
    }
}

/// An accepted create as an invoice: whatever does not fit what was asked is not shown.
fn invoice(
    txn: String,
    amount: Rupiah,
    payable: Rupiah,
    told: Option<Amount>,
    code: PayCode,
    lives: Option<Span>,
) -> Result<Invoice, Setback> {
    let on_top = payable.minus(amount);
    let on_top = on_top.ok_or_else(|| Setback::mismatch("less to pay than was asked for"))?;
    let most = fee_max(amount);
    if on_top > most {
        return Err(Setback::mismatch(format!(
            "a fee of {} on {}, and no more than {} is taken for one",
            on_top.0, amount.0, most.0
        )));
    }
    // What the buyer pays on top is the fee, whatever else is said. Where they pay nothing, the
    // seller bears what the gateway says it keeps, if it says so.
    let kept = told.map(|fee| fee.0).filter(|fee| *fee <= most.min(amount)).unwrap_or(Rupiah::ZERO);
    let fee = if on_top > Rupiah::ZERO { on_top } else { kept };
    qris::check(&code.qr, &[payable, amount]).map_err(|bad| Setback::mismatch(bad.to_string()))?;
    Ok(Invoice { txn, payable, fee, code, lives })
}

/// The most that is taken for a fee.
fn fee_max(amount: Rupiah) -> Rupiah {
    Rupiah(FEE_RUPIAH_MAX.saturating_add(amount.0.saturating_mul(FEE_PERCENT_MAX) / 100))
}
