//! Conversations of one question: a row for each.

use serde::{Deserialize, Serialize};

use crate::domain::evidence::Round;
use crate::domain::id::{OrderId, ProductId, UnclaimedId};
use crate::shop::audit::Filter;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// How many of a product, for the cart.
    Quantity(ProductId),
    /// Which coupon, for the cart.
    Coupon,
    /// How much to pay in.
    Deposit,
    /// Why evidence of a transfer is not enough.
    Doubt { order: OrderId, round: Round },
    /// Units of a product.
    Stock(ProductId),
    /// What a product looks like, once it is on the shelf.
    Picture(ProductId),
    /// Which products staff look for.
    FindProduct,
    /// What else the log's entries are to be about.
    Audit(Filter),
    /// What every buyer of a product gets.
    Shared(ProductId),
    /// Files of a product, each to be sold once.
    Files(ProductId),
    /// What a buyer is asked about what is done for them by hand.
    Todo { order: OrderId, product: ProductId },
    /// Whom staff look for, who may be a reseller.
    Reseller,
    /// Whose the money is that came under a reference which nobody knows.
    Claimant(UnclaimedId),
}
