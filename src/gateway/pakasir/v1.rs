//! Version 1: the key in the body or the query, and our reference as the only name.

use super::{NOBODYS, invoice};
use crate::config::Gateway;
use crate::domain::limit::QRIS_RUPIAH_MIN;
use crate::domain::money::Rupiah;
use crate::domain::payment::{GatewayAnswer, Invoice, PayCode, Reference, Status};
use crate::gateway::http::{Http, Reply};
use crate::gateway::setback::Setback;
use crate::gateway::wire::{Ask, CreatedV1, DetailV1};

pub struct Client {
    http: Http,
    project: String,
    /// Version 1 does not tell: what the operator says of the project counts.
    sandbox: bool,
}

impl Client {
    pub fn new(config: &Gateway, http: Http) -> Client {
        Client { http, project: config.project.clone(), sandbox: config.sandbox }
    }

    pub async fn create(&self, asked: &Reference, amount: Rupiah) -> Result<Invoice, Setback> {
        let request = self.http.post(&["transactioncreate", "qris"]);
        let request = request.json(&self.ask(asked, amount));
        let reply = self.http.send(request).await?.accepted()?;
        let made = reply.read::<CreatedV1>()?.payment;
        let lives = reply.lives(made.expired_at.as_ref());
        self.ours(&made.project)?;
        if !made.order_id.is(asked) || made.amount.0 != amount {
            return Err(Setback::mismatch("an invoice for something else"));
        }
        let code = PayCode { qr: made.payment_number, page: None };
        let txn = asked.as_str().to_owned();
        invoice(txn, amount, made.total_payment.0, made.fee, code, lives)
    }

    pub async fn knock(&self) -> Result<Reply, Setback> {
        let (project, api_key) = (self.project.as_str(), self.http.key());
        let ask = Ask { project, order_id: NOBODYS, amount: Rupiah(QRIS_RUPIAH_MIN), api_key };
        self.http.send(self.http.get(&["transactiondetail"]).query(&ask)).await
    }

    pub async fn status(
        &self,
        asked: &Reference,
        amount: Rupiah,
    ) -> Result<GatewayAnswer, Setback> {
        let request = self.http.get(&["transactiondetail"]).query(&self.ask(asked, amount));
        let detail = self.http.send(request).await?.answered()?.read()?;
        self.answer(detail, asked)
    }

    pub async fn cancel(
        &self,
        asked: &Reference,
        amount: Rupiah,
    ) -> Result<Option<GatewayAnswer>, Setback> {
        let request = self.http.post(&["transactioncancel"]).json(&self.ask(asked, amount));
        let reply = self.http.send(request).await?;
        if reply.nothing_there() {
            return Ok(None);
        }
        let told = reply.accepted()?.read().and_then(|detail| self.answer(detail, asked)).ok();
        Ok(told.filter(|answer| answer.status == Status::Completed))
    }

    fn answer(&self, detail: DetailV1, asked: &Reference) -> Result<GatewayAnswer, Setback> {
        let told = detail.transaction;
        self.ours(&told.project)?;
        if !told.order_id.is(asked) {
            return Err(Setback::mismatch("the status of another order"));
        }
        let status = told.status.0.ok_or_else(|| Setback::mismatch("a status we do not know"))?;
        Ok(GatewayAnswer {
            reference: asked.clone(),
            amount: told.amount.0,
            status,
            sandbox: self.sandbox,
        })
    }

    fn ours(&self, project: &str) -> Result<(), Setback> {
        match project == self.project {
            true => Ok(()),
            false => Err(Setback::mismatch("the answer of another project")),
        }
    }

    fn ask<'a>(&'a self, asked: &'a Reference, amount: Rupiah) -> Ask<'a> {
        let (project, order_id) = (self.project.as_str(), asked.as_str());
        Ask { project, order_id, amount, api_key: self.http.key() }
    }
}
