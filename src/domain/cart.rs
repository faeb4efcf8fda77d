//! What a customer has picked, with the price they saw.

use serde::{Deserialize, Serialize};

use super::id::{CouponId, CustomerId, ProductId};
use super::limit::{CART_LINES_MAX, CART_QUANTITY_MAX};
use super::money::Rupiah;
use super::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cart {
    pub customer: CustomerId,
    pub lines: Vec<CartLine>,
    /// Wished for, not promised: whether it still fits is asked anew each time.
    pub coupon: Option<CouponId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    pub product: ProductId,
    /// Never zero: a line of none is no line.
    pub quantity: u32,
    /// The price when the line was last shown; checkout asks again if it has changed.
    pub price: Rupiah,
}

/// How many of a product a buyer wants. A card shows what was picked when it was drawn, and may be
/// tapped again before it is drawn anew: so one more is said as that, and never as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    Just(u32),
    More,
    Less,
}

impl Pick {
    /// How many that makes for somebody who has so many.
    pub fn of(self, had: u32) -> u32 {
        match self {
            Pick::Just(count) => count,
            Pick::More => had.saturating_add(1),
            Pick::Less => had.saturating_sub(1),
        }
    }
}

impl Cart {
    pub fn new(customer: CustomerId) -> Cart {
        Cart { customer, lines: Vec::new(), coupon: None }
    }

    pub fn quantity(&self, product: ProductId) -> u32 {
        self.lines.iter().find(|line| line.product == product).map_or(0, |line| line.quantity)
    }

    /// How many units are in it.
    pub fn units(&self) -> u64 {
        self.lines.iter().map(|line| u64::from(line.quantity)).sum()
    }

    /// Sets how many of one product are in the cart; at most what is in stock.
    pub fn set(
        &mut self,
        product: ProductId,
        quantity: u32,
        price: Rupiah,
        in_stock: u32,
    ) -> Result<(), Refusal> {
        let quantity = quantity.min(in_stock).min(CART_QUANTITY_MAX);
        let place = self.lines.iter().position(|line| line.product == product);
        match (place, quantity) {
            (Some(place), 0) => {
                self.lines.remove(place);
            }
            (None, 0) => {}
            (Some(place), _) => self.lines[place] = CartLine { product, quantity, price },
            (None, _) if self.lines.len() >= CART_LINES_MAX => {
                return Err(Refusal::Cart(BadCart::Full { max: CART_LINES_MAX }));
            }
            (None, _) => self.lines.push(CartLine { product, quantity, price }),
        }
        Ok(())
    }
}

/// Why a cart cannot be bought, or not be filled further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadCart {
    Empty,
    Full {
        max: usize,
    },
    SoldOut,
    TooManyUnits {
        max: u32,
    },
    /// One order has no fewer of it.
    Least {
        least: u32,
    },
    /// Nor more.
    Most {
        most: u32,
    },
    /// Fewer are left than one order must have.
    Few {
        least: u32,
        left: u32,
    },
    /// The sum lies outside what QRIS carries.
    Total {
        min: u64,
        max: u64,
    },
    /// Each of them is a message of its own.
    TooManyFiles {
        max: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cart_never_holds_none_of_something() {
        let mut cart = Cart::new(CustomerId(1));
        let apple = ProductId(1);
        assert_eq!(cart.set(apple, 3, Rupiah(5), 2), Ok(()));
        assert_eq!(cart.quantity(apple), 2);
        assert_eq!(cart.set(apple, 0, Rupiah(5), 2), Ok(()));
        assert_eq!(cart.set(apple, 1, Rupiah(5), 0), Ok(()));
        assert!(cart.lines.is_empty());
    }

    #[test]
    fn a_cart_has_a_bound() {
        let mut cart = Cart::new(CustomerId(1));
        let put = |cart: &mut Cart, id| cart.set(ProductId(id), 1, Rupiah(5), 9);
        (0..CART_LINES_MAX as u64).for_each(|id| assert_eq!(put(&mut cart, id), Ok(())));
        assert!(put(&mut cart, 999).is_err());
        assert_eq!(put(&mut cart, 0), Ok(()));
    }
}
