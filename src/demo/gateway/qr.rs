//! A QRIS payload that every wallet would take for a true one, but for its merchant.

use crate::domain::money::Rupiah;
use crate::gateway::qris;

/// A payload for one payment of that amount to that merchant.
pub fn payload(merchant: &str, amount: Rupiah) -> String {
    // Merchant names hold 25 signs of ASCII.
    let name: String = merchant.chars().filter(char::is_ascii_graphic).take(25).collect();
    let account = [field("00", "ID.CO.PRETEND.WWW"), field("01", "936009999999999999")].concat();
    let signed = [
        field("00", "01"),
        // Good for one payment.
        field("01", "12"),
        field("26", &account),
        // Digital goods.
        field("52", "5816"),
        field("53", "360"),
        field("54", &amount.0.to_string()),
        field("58", "ID"),
        field("59", &name),
        field("60", "JAKARTA"),
        "6304".to_owned(),
    ]
    .concat();
    let sum = qris::checksum(&signed);
    signed + &sum
}

fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_passes_the_shops_own_check() {
        for (merchant, amount) in [("warung", 500), ("", 1), (&*"é W".repeat(40), 10_000_000)] {
            let payload = payload(merchant, Rupiah(amount));
            assert_eq!(qris::check(&payload, &[Rupiah(amount)]), Ok(()), "{payload}");
            assert_eq!(qris::check(&payload, &[Rupiah(2)]), Err(qris::BadQr::Amount));
        }
    }
}
