//! Orders and their invoices, and what shows that one was paid.

pub mod answer;
pub mod deposit_invoice;
pub mod detail;
pub mod evidence;
pub mod invoice;
pub mod list;
pub mod refund;
pub mod todo;
pub mod unpaid;

use serde::{Deserialize, Serialize};

use crate::domain::id::{OrderId, ProductId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    Order(OrderId),
    Invoice(OrderId),
    CheckStatus(OrderId),
    Cancel(OrderId),
    GoodsAgain(OrderId),
    /// What the staff need to know for what they do by hand.
    Answer {
        order: OrderId,
        product: ProductId,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { page: u32 },
    Order(OrderId),
}
