//! What a notice about an order needs to know of it.

use crate::chat::customer::order::invoice;
use crate::chat::layout::{name_of, person};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, evidence};
use crate::words::Words;

/// What a notice about an order needs.
pub struct Gist {
    pub buyer: String,
    pub deposit: bool,
    pub total: Rupiah,
    /// What was to come from outside.
    pub asked: Rupiah,
    pub lines: String,
    /// How it is paid, in a word.
    pub method: String,
    /// Who of the staff has seen the money, where the gateway could not.
    pub approver: Option<String>,
}

impl Gist {
    pub fn load(ctx: &Ctx, id: OrderId, w: Words) -> Done<Gist> {
        let order: Order = browse::order(&ctx.tx, id)?;
        Ok(Gist {
            buyer: person(ctx, order.customer, w)?,
            deposit: order.deposit(),
            total: order.total(),
            asked: order.rest(),
            lines: lines(&order, w),
            method: method(&order, w),
            approver: evidence::approver(&ctx.tx, id)?.map(|by| name_of(ctx, by)).transpose()?,
        })
    }
}

/// What is bought, what is taken off it, and what the balance pays beside another way.
fn lines(order: &Order, w: Words) -> String {
    let lines = invoice::lines(order, w);
    match order.from_balance {
        part if part > Rupiah::ZERO && order.method != PaymentMethod::Balance => {
            format!("{lines}\n{}", w.sale_row_balance(part))
        }
        _ => lines,
    }
}

fn method(order: &Order, w: Words) -> String {
    match order.method {
        PaymentMethod::Balance if order.total() == Rupiah::ZERO => w.plain_way_free(),
        PaymentMethod::Balance => w.plain_way_balance(),
        PaymentMethod::Qris if order.from_balance > Rupiah::ZERO => w.plain_way_mixed(),
        PaymentMethod::Qris => w.plain_way_qris(),
        PaymentMethod::Transfer => w.plain_way_transfer(),
    }
}
