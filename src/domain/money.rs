//! Rupiah: whole, checked, never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::limit::PRICE_RUPIAH_MAX;
use super::refusal::Refusal;

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

    /// Reads a price as a seller types it: `50000`, `50.000`, `Rp 50.000`.
    /// Dots are taken as thousands only where thousands belong; commas, signs, exponents
    /// and anything else are refused, because guessing at money is worse than asking again.
    pub fn parse(text: &str) -> Result<Rupiah, Refusal> {
        let refuse = || Refusal::BadPrice { typed: super::text::quoted(text) };
        let text = text.trim();
        let bare = ["Rp.", "rp.", "Rp", "rp"].iter().find_map(|sign| text.strip_prefix(sign));
        let text = bare.unwrap_or(text).trim();
        let groups: Vec<&str> = text.split('.').collect();
        let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
        let shaped = groups.iter().all(digits)
            && !groups[0].is_empty()
            && (groups.len() == 1 || groups[0].len() <= 3)
            && groups[1..].iter().all(|group| group.len() == 3);
        if !shaped {
            return Err(refuse());
        }
        let amount: u64 = groups.concat().parse().map_err(|_| refuse())?;
        if amount == 0 || amount > PRICE_RUPIAH_MAX {
            return Err(refuse());
        }
        Ok(Rupiah(amount))
    }

    /// The same for an amount that is no price: what somebody pays in, or is given.
    pub fn parse_amount(text: &str) -> Result<Rupiah, Refusal> {
        let refuse = |_| Refusal::BadAmount { typed: super::text::quoted(text) };
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
    fn a_price_is_read_as_sellers_write_it() {
        for text in ["50000", "50.000", " Rp50.000 ", "Rp 50000", "rp. 50.000"] {
            assert_eq!(Rupiah::parse(text), Ok(Rupiah(50_000)), "{text}");
        }
    }

    #[test]
    fn what_is_not_clearly_a_price_is_refused() {
        let bad = [
            "",
            "nan",
            "inf",
            "1e9",
            "-5",
            "+5",
            "12,5",
            "50.00",
            "5.0000",
            "1_000",
            "٣",
            "0",
            "000",
            "1000000001",
            "99999999999999999999999999",
            "50 000",
            "Rp",
            ".5",
            "5.",
            "1234.567",
        ];
        for text in bad {
            assert!(Rupiah::parse(text).is_err(), "{text}");
        }
    }
}
