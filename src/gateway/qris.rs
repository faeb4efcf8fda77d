//! Looks a QRIS payload over before anybody is asked to scan it.

use std::fmt;

use crc::{CRC_16_IBM_3740, Crc};

use crate::domain::limit::QR_BYTES_MAX;
use crate::domain::money::Rupiah;

/// EMVCo names it CRC-16/CCITT-FALSE; catalogues file the same sum under this name.
const CRC: Crc<u16> = Crc::<u16>::new(&CRC_16_IBM_3740);

const FORMAT: &str = "00";
const CURRENCY: &str = "53";
const AMOUNT: &str = "54";
const CHECKSUM: &str = "63";
/// The rupiah among the currencies of ISO 4217.
const IDR: &str = "360";
/// The checksum's own tag and length are part of what it sums up.
const CHECKSUM_LEAD: &str = "6304";

/// Why a payload must not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadQr {
    TooLong,
    /// QRIS keeps to ASCII, where signs and bytes count the same.
    NotAscii,
    /// Not a row of tag, length and value from end to end, format first and checksum last.
    Shape,
    Checksum,
    Currency,
    /// The buyer's phone would show another price than we do.
    Amount,
}

/// Checks a payload; where it names an amount, it must be one of those.
pub fn check(payload: &str, amounts: &[Rupiah]) -> Result<(), BadQr> {
    if payload.len() > QR_BYTES_MAX {
        return Err(BadQr::TooLong);
    }
    if !payload.is_ascii() {
        return Err(BadQr::NotAscii);
    }
    let fields = fields(payload).ok_or(BadQr::Shape)?;
    let (Some((FORMAT, "01")), Some((CHECKSUM, sum))) = (fields.first(), fields.last()) else {
        return Err(BadQr::Shape);
    };
    let signed = payload.strip_suffix(sum).ok_or(BadQr::Shape)?;
    if !signed.ends_with(CHECKSUM_LEAD) {
        return Err(BadQr::Shape);
    }
    if *sum != checksum(signed) {
        return Err(BadQr::Checksum);
    }
    let values = |wanted: &'static str| {
        fields.iter().filter(move |(tag, _)| *tag == wanted).map(|(_, value)| *value)
    };
    if values(CURRENCY).any(|code| code != IDR) {
        return Err(BadQr::Currency);
    }
    let fits = |value| whole(value).is_some_and(|amount| amounts.contains(&amount));
    match values(AMOUNT).all(fits) {
        true => Ok(()),
        false => Err(BadQr::Amount),
    }
}

/// The checksum of a payload that ends with `6304`, as it is appended to it.
pub fn checksum(signed: &str) -> String {
    format!("{:04X}", CRC.checksum(signed.as_bytes()))
}

/// Takes an ASCII payload apart into tags and values; `None` if anything is left over.
fn fields(payload: &str) -> Option<Vec<(&str, &str)>> {
    let mut fields = Vec::new();
    let mut rest = payload;
    while !rest.is_empty() {
        let (tag, after) = rest.split_at_checked(2)?;
        let (length, after) = after.split_at_checked(2)?;
        let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
        if !digits(tag) || !digits(length) {
            return None;
        }
        let (value, after) = after.split_at_checked(length.parse().ok()?)?;
        fields.push((tag, value));
        rest = after;
    }
    Some(fields)
}

/// `25000`, or `25000.00` as some issuers write it.
fn whole(value: &str) -> Option<Rupiah> {
    let (rupiah, sen) = value.split_once('.').unwrap_or((value, ""));
    let plain =
        rupiah.bytes().all(|sign| sign.is_ascii_digit()) && sen.bytes().all(|sign| sign == b'0');
    plain.then(|| rupiah.parse().ok().map(Rupiah)).flatten()
}

impl fmt::Display for BadQr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            BadQr::TooLong => "the QR is too long",
            BadQr::NotAscii => "the QR has signs beyond ASCII",
            BadQr::Shape => "the QR is not an EMV payload",
            BadQr::Checksum => "the QR has a wrong checksum",
            BadQr::Currency => "the QR is not in rupiah",
            BadQr::Amount => "the QR names another amount",
        })
    }
}

impl std::error::Error for BadQr {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A payload as it is issued, with the fields given between format and checksum.
    fn payload(between: &str) -> String {
        let signed = format!("000201{between}{CHECKSUM_LEAD}");
        let sum = checksum(&signed);
        signed + &sum
    }

    fn usual() -> String {
        payload("0102125204481653033605405254855802ID5906WARUNG6007JAKARTA")
    }

    const PRICE: &[Rupiah] = &[Rupiah(25_485), Rupiah(25_000)];

    #[test]
    fn the_checksum_is_the_one_of_the_field() {
        assert_eq!(checksum("123456789"), "29B1");
        // The example that EMVCo prints in its specification.
        let example = "00020101021229300012D156000000000510A93FO3230Q31280012D156000000010308\
            12345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京\
            540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988\
            770708123456786304";
        assert_eq!(checksum(example), "A13A");
    }

    #[test]
    fn a_true_payload_is_accepted() {
        assert_eq!(check(&usual(), PRICE), Ok(()));
        assert_eq!(check(&payload("5303360540825000.00"), PRICE), Ok(()));
        assert_eq!(check(&payload("5303360"), PRICE), Ok(()), "no amount: the phone asks for it");
    }

    #[test]
    fn what_would_mislead_a_buyer_is_refused() {
        let bad = [
            (payload("5405254860"), BadQr::Shape),
            (payload("540525486"), BadQr::Amount),
            (payload("54052548554041000"), BadQr::Amount),
            (payload("540825000.50"), BadQr::Amount),
            (payload("5400"), BadQr::Amount),
            (payload("5303840540525485"), BadQr::Currency),
            (payload("59060"), BadQr::Shape),
            (payload(&"6299".repeat(200)), BadQr::TooLong),
            (payload("5902é"), BadQr::NotAscii),
            (usual().to_lowercase(), BadQr::Checksum),
            (usual() + "5900", BadQr::Shape),
            ("00020163".to_owned(), BadQr::Shape),
            ("6304".to_owned() + &checksum("6304"), BadQr::Shape),
            (String::new(), BadQr::Shape),
        ];
        for (payload, why) in bad {
            assert_eq!(check(&payload, PRICE), Err(why), "{payload}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(payload in ".*") {
            let _ = check(&payload, PRICE);
            let _ = check(&self::payload(&payload), PRICE);
        }

        #[test]
        fn one_changed_sign_is_always_noticed(at in 0..usual().len(), sign in any::<char>()) {
            let usual = usual();
            let changed = format!("{}{sign}{}", &usual[..at], &usual[at + 1..]);
            prop_assume!(changed != usual);
            prop_assert!(check(&changed, PRICE).is_err(), "{changed}");
        }
    }
}
