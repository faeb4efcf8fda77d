//! A deposit: an invoice whose goods are money on the buyer's own balance.

use serde::{Deserialize, Serialize};

use super::checkout::{Draft, open};
use super::context::{Ctx, Done};
use super::{pause, settings};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::ledger::NoBalance;
use crate::domain::message::MessageRef;
use crate::domain::money::Rupiah;
use crate::domain::order::Kind;
use crate::domain::payment::PaymentMethod;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Setting;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// What asking for a deposit came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deposit {
    Opened(OrderId),
    /// The buyer has an unpaid one and is led back to it. Unlike goods nobody needs two at a
    /// time, and a double tap opens nothing new whatever the seller allows for goods.
    Already(OrderId),
}

pub fn deposit(
    ctx: &mut Ctx,
    customer: CustomerId,
    amount: Rupiah,
    method: PaymentMethod,
    panel: Option<MessageRef>,
) -> Done<Deposit> {
    if let Some(open) = open_of(&ctx.tx, customer)? {
        return Ok(Deposit::Already(open));
    }
    pause::open_for_orders(ctx)?;
    within(&ctx.tx, amount)?;
    let id = OrderId(ctx.tx.next(Table::Order)?);
    let (kind, lines) = (Kind::Deposit(amount), Vec::new());
    let draft = Draft { id, customer, kind, lines, discount: None, from_balance: Rupiah::ZERO };
    open(ctx, draft, method, panel)?;
    Ok(Deposit::Opened(id))
}

/// A person's deposit that is neither paid nor ended.
pub fn open_of(read: &impl Read, customer: CustomerId) -> Result<Option<OrderId>, Fault> {
    let open = read.list(Index::DepositsOpenOf, customer.0, Direction::Newest, 1)?;
    Ok(open.first().map(|id| OrderId(*id)))
}

/// Refuses an amount outside the seller's bounds.
pub fn within(read: &impl Read, amount: Rupiah) -> Done {
    let settings = settings::settings(read)?;
    let (min, max) = (settings.deposit_min, settings.deposit_max);
    match (min..=max).contains(&amount) {
        true => Ok(()),
        false => Err(Refusal::Balance(NoBalance::Deposit { min, max }).into()),
    }
}

/// The two ends of what one deposit may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    Least,
    Most,
}

impl Bound {
    pub fn setting(self) -> Setting {
        match self {
            Bound::Least => Setting::DepositMin,
            Bound::Most => Setting::DepositMax,
        }
    }
}
