//! A deposit: an invoice whose goods are money on the buyer's own balance.

use super::checkout::{Checkout, Draft, Means, open, too_many_open};
use super::context::{Ctx, Done};
use super::settings;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::message::MessageRef;
use crate::domain::money::Rupiah;
use crate::domain::order::Kind;
use crate::domain::refusal::Refusal;
use crate::store::schema::{Index, Table};

pub fn deposit(
    ctx: &mut Ctx,
    customer: CustomerId,
    amount: Rupiah,
    means: Means,
    panel: Option<MessageRef>,
) -> Done<Checkout> {
    if let Some(open) = too_many_open(ctx, Index::DepositsOpenOf, customer)? {
        return Ok(Checkout::Already(open));
    }
    if !ctx.roomy {
        return Err(Refusal::Paused.into());
    }
    let settings = settings::settings(&ctx.tx)?;
    let (min, max) = (settings.deposit_min, settings.deposit_max);
    if amount < min || amount > max {
        return Err(Refusal::BadDeposit { min, max }.into());
    }
    let id = OrderId(ctx.tx.next(Table::Order)?);
    let (kind, lines) = (Kind::Deposit(amount), Vec::new());
    let draft = Draft { id, customer, kind, lines, discount: None, from_balance: Rupiah::ZERO };
    open(ctx, draft, means, panel)?;
    Ok(Checkout::Opened(id))
}
