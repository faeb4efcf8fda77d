//! Rupiah: whole, checked, never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::limit::PRICE_RUPIAH_MAX;
use super::refusal::{BadInput, Refusal};

/// An amount of money in whole rupiah.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rupiah(pub u64);

impl Rupiah {
    pub const ZERO: Rupiah = Rupiah(0);

    pub fn plus(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_add(other.0).map(Rupiah)
    }

    pub fn minus(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_sub(other.0).map(Rupiah)
    }

    pub fn times(self, count: u32) -> Option<Rupiah> {
        self.0.checked_mul(u64::from(count)).map(Rupiah)
    }

    /// Reads a price as people type it, see [`super::typed`].
    pub fn parse(text: &str) -> Result<Rupiah, Refusal> {
        let refuse = || Refusal::Input(BadInput::Price { typed: super::text::quoted(text) });
        let amount = super::typed::rupiah(text).ok_or_else(refuse)?;
        match amount == 0 || amount > PRICE_RUPIAH_MAX {
            true => Err(refuse()),
            false => Ok(Rupiah(amount)),
        }
    }

    /// The same for an amount that is no price: what somebody pays in, or is given.
    pub fn parse_amount(text: &str) -> Result<Rupiah, Refusal> {
        let refuse = |_| Refusal::Input(BadInput::Amount { typed: super::text::quoted(text) });
        Rupiah::parse(text).map_err(refuse)
    }
}

impl fmt::Display for Rupiah {
    /// `Rp50.000`: the way prices are written in Indonesia, in every language of the shop.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        out.write_str("Rp")?;
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.write_str(".")?;
            }
            write!(out, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_shown_with_dots() {
        for (amount, shown) in
            [(0, "Rp0"), (999, "Rp999"), (50_000, "Rp50.000"), (1_234_567, "Rp1.234.567")]
        {
            assert_eq!(Rupiah(amount).to_string(), shown);
        }
    }

    #[test]
    fn a_price_is_more_than_nothing_and_no_typing_mistake() {
        assert_eq!(Rupiah::parse(" Rp50.000 "), Ok(Rupiah(50_000)));
        assert_eq!(Rupiah::parse("1000jt"), Ok(Rupiah(PRICE_RUPIAH_MAX)));
        for text in ["0", "000", "0rb", "1000000001", "1001jt", "99999999999999999999999999"] {
            let typed = text.to_owned();
            assert_eq!(Rupiah::parse(text), Err(Refusal::Input(BadInput::Price { typed })));
            let typed = text.to_owned();
            assert_eq!(Rupiah::parse_amount(text), Err(Refusal::Input(BadInput::Amount { typed })));
        }
    }
}
