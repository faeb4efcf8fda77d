//! An amount of money as people type it: `50000`, `50.000`, `Rp 50.000,-`, `50k`, `1,5jt`.
//!
//! What could mean two amounts is read as none: guessing at money is worse than asking again.

/// What stands before an amount.
const SIGNS: [&str; 3] = ["rp.", "rp", "idr"];
/// What may stand behind an amount that is written out.
const ENDS: [&str; 4] = [",--", ",-", ".-", ",00"];
/// Words for thousands and millions, the longer before those they begin with.
const UNITS: [(&str, u64); 5] =
    [("ribu", 1_000), ("rb", 1_000), ("k", 1_000), ("juta", 1_000_000), ("jt", 1_000_000)];

/// The amount in whole rupiah, however large. `None` for what is not clearly one.
pub fn rupiah(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    let bare = SIGNS.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(&text).trim();
    let bare = bare.strip_suffix("rupiah").unwrap_or(bare).trim_end();
    let unit = UNITS.iter().find_map(|(name, unit)| Some((bare.strip_suffix(name)?, *unit)));
    if let Some((number, unit)) = unit {
        return scaled(number.trim_end(), unit);
    }
    let end = ENDS.iter().find_map(|end| bare.strip_suffix(end));
    whole(end.unwrap_or(bare).trim_end())
}

/// `50000`, or with one kind of sign between thousands: `50.000`, `50,000`.
fn whole(text: &str) -> Option<u64> {
    let sign = if text.contains(',') { ',' } else { '.' };
    let groups: Vec<&str> = text.split(sign).collect();
    let shaped = groups.iter().all(|group| digits(group))
        && (groups.len() == 1 || groups[0].len() <= 3)
        && groups[1..].iter().all(|group| group.len() == 3);
    shaped.then(|| groups.concat().parse().ok()).flatten()
}

/// `50` thousand, `1,5` million. Three places behind a sign could be thousands, and are refused.
fn scaled(text: &str, unit: u64) -> Option<u64> {
    let (number, places) = text.split_once([',', '.']).unwrap_or((text, "0"));
    if !digits(number) || !digits(places) || places.len() > 2 {
        return None;
    }
    let part = unit / 10_u64.pow(u32::try_from(places.len()).ok()?);
    let part = places.parse::<u64>().ok()?.checked_mul(part)?;
    number.parse::<u64>().ok()?.checked_mul(unit)?.checked_add(part)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, amount) in [
            ("50000", 50_000),
            ("50.000", 50_000),
            ("50,000", 50_000),
            ("50.000,-", 50_000),
            ("50000,-", 50_000),
            ("50.000.-", 50_000),
            ("50.000,00", 50_000),
            (" Rp50.000 ", 50_000),
            ("Rp 50.000", 50_000),
            ("rp. 50.000,-", 50_000),
            ("RP50K", 50_000),
            ("IDR 50000", 50_000),
            ("50000 rupiah", 50_000),
            ("50k", 50_000),
            ("50K", 50_000),
            ("50rb", 50_000),
            ("50 rb", 50_000),
            ("50 Ribu", 50_000),
            ("50ribu", 50_000),
            ("50 ribu rupiah", 50_000),
            ("2,5rb", 2_500),
            ("12.5k", 12_500),
            ("1jt", 1_000_000),
            ("1 juta", 1_000_000),
            ("1,5jt", 1_500_000),
            ("1.5jt", 1_500_000),
            ("1,25 juta", 1_250_000),
            ("1.500.000", 1_500_000),
            ("1,500,000", 1_500_000),
            ("999", 999),
            ("0", 0),
        ] {
            assert_eq!(rupiah(typed), Some(amount), "{typed}");
        }
    }

    #[test]
    fn what_is_not_clearly_an_amount_is_none() {
        for typed in [
            "",
            "nan",
            "inf",
            "1e9",
            "-5",
            "+5",
            "12,5",
            "12.5",
            "50.00",
            "50,0",
            "5.0000",
            "1_000",
            "\u{663}",
            "50 000",
            "Rp",
            "rb",
            "k",
            "jt",
            ".5",
            "5.",
            ",5rb",
            "1,jt",
            "1234.567",
            "1.500rb",
            "1,125jt",
            "1.5.0jt",
            "50rbk",
            "50 rb rb",
            "50.000rb",
            "1.000,500",
            "1,000.50",
            "50k50",
            "50000-",
            "-50k",
            "99999999999999999999jt",
        ] {
            assert_eq!(rupiah(typed), None, "{typed}");
        }
    }
}
