//! Version 2: the key in a header, and a transaction number of the gateway's own.

use anyhow::Context;
use reqwest::RequestBuilder;
use reqwest::header::HeaderValue;

use super::{NOBODYS, invoice};
use crate::config::Gateway;
use crate::domain::limit::PAGE_BYTES_MAX;
use crate::domain::money::Rupiah;
use crate::domain::payment::{GatewayAnswer, Invoice, PayCode, Reference, Status};
use crate::domain::time::Span;
use crate::gateway::http::{Http, Reply};
use crate::gateway::setback::Setback;
use crate::gateway::wire::{Create, Created, Standing, plain};

pub struct Client {
    http: Http,
    key: HeaderValue,
    project: String,
    sandbox: bool,
}

impl Client {
    pub fn new(config: &Gateway, http: Http) -> anyhow::Result<Client> {
        let mut key = HeaderValue::from_str(http.key()).context("the gateway's api_key")?;
        key.set_sensitive(true);
        Ok(Client { http, key, project: config.project.clone(), sandbox: config.sandbox })
    }

    pub async fn create(&self, asked: &Reference, amount: Rupiah) -> Result<Invoice, Setback> {
        let (made, lives) = self.find_or_create(asked, amount).await?;
        if made.is_sandbox.unwrap_or(false) != self.sandbox {
            return Err(Setback::refused(match self.sandbox {
                true => "the project is live, but configured as a sandbox",
                false => "the project is a sandbox, but configured as live",
            }));
        }
        if made.status.and_then(|word| word.0) == Some(Status::Cancelled) {
            return Err(Setback::refused("the transaction is cancelled already"));
        }
        let qr = made.qr_string.ok_or_else(|| Setback::unclear("an invoice without a QR"))?;
        let page = made.payment_link.filter(|link| opens(link));
        let code = PayCode { qr, page };
        invoice(made.txn_id.0, amount, made.total_payment.0, made.fee, code, lives)
    }

    pub async fn knock(&self) -> Result<Reply, Setback> {
        self.send(self.http.get(&["transaction-status", &self.project, NOBODYS])).await
    }

    pub async fn status(&self, asked: &Reference, txn: &str) -> Result<GatewayAnswer, Setback> {
        let request = self.http.get(&["transaction-status", &self.project, txn]);
        answer(self.send(request).await?.answered()?.read()?, asked, txn)
    }

    pub async fn cancel(
        &self,
        asked: &Reference,
        txn: &str,
    ) -> Result<Option<GatewayAnswer>, Setback> {
        let request = self.http.post(&["cancel-transaction", &self.project, txn]);
        let reply = self.send(request).await?;
        if reply.nothing_there() {
            return Ok(None);
        }
        let told = reply.accepted()?.read().and_then(|standing| answer(standing, asked, txn)).ok();
        Ok(told.filter(|answer| answer.status == Status::Completed))
    }

    /// The transaction, and for how long it can be paid.
    async fn find_or_create(
        &self,
        asked: &Reference,
        amount: Rupiah,
    ) -> Result<(Created, Option<Span>), Setback> {
        let request = self.http.post(&["create-transaction", &self.project, asked.as_str()]);
        let request = request.json(&Create { method: "qris", amount });
        let reply = self.send(request).await?.accepted()?;
        let made: Created = reply.read()?;
        let lives = reply.lives(made.expired_at.as_ref());
        if !made.order_id.is(asked) || made.amount.0 != amount {
            return Err(Setback::mismatch("an invoice for something else"));
        }
        match plain(&made.txn_id.0) {
            true => Ok((made, lives)),
            false => Err(Setback::mismatch("a transaction number we cannot use")),
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Reply, Setback> {
        self.http.send(request.header("X-Api-Key", self.key.clone())).await
    }
}

fn answer(told: Standing, asked: &Reference, txn: &str) -> Result<GatewayAnswer, Setback> {
    if !told.order_id.is(asked) || told.txn_id.0 != txn {
        return Err(Setback::mismatch("the status of another order"));
    }
    let status = told.status.0.ok_or_else(|| Setback::mismatch("a status we do not know"))?;
    let sandbox = told.is_sandbox.unwrap_or(false);
    Ok(GatewayAnswer { reference: asked.clone(), amount: told.amount.0, status, sandbox })
}

/// A page a phone can open: anything else would make Telegram refuse the whole message.
fn opens(link: &str) -> bool {
    let web = link.starts_with("https://") || link.starts_with("http://");
    web && link.len() <= PAGE_BYTES_MAX && reqwest::Url::parse(link).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_make_buttons() {
        assert!(opens("https://app.pakasir.com/pay/1"));
        for link in ["", "javascript:alert(1)", "tg://x", "https://", "http://[", "pay/1"] {
            assert!(!opens(link), "{link}");
        }
    }
}
