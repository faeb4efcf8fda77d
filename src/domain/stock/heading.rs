//! The heading of a column that was copied along with it: `Isi`, `Email|Password`.

use super::column::Column;
use super::label;
use super::resemble::{account, doubtful};
use crate::domain::text::invisible;

/// What stands between the fields of an account.
const SEPARATORS: [char; 5] = ['|', ';', ',', '\t', ':'];
/// What may join the names of fields besides.
const JOINERS: [char; 4] = ['/', '&', '+', '-'];
/// Headings that are no fields of an account.
const MORE: &[&str] = &[
    "barang",
    "produk",
    "product",
    "item",
    "data",
    "voucher",
    "lisensi",
    "license",
    "keterangan",
    "detail",
    "info",
    "tanggal",
    "date",
    "durasi",
    "status",
    "wa",
    "whatsapp",
];

/// The place of the first line, if it names columns and what stands below is goods. A lone line,
/// and a word above others of its kind, is what it says.
pub fn heading(lines: &[(u64, &str)]) -> Option<u64> {
    let seen = lines.iter().map(|(at, line)| (*at, line.trim_matches(invisible)));
    let mut seen = seen.filter(|(_, line)| !line.is_empty());
    let (at, first) = seen.next()?;
    let used = separators(first)?;
    let goods = matches!(column(first), Some(Column::Content | Column::Stock));
    let below = |line: &str| match used.as_slice() {
        [] => goods || doubtful(line),
        used => line.contains(used) || account(line),
    };
    seen.any(|(_, line)| separators(line).is_none() && below(line)).then_some(at)
}

/// What separates the names of columns in a line that is nothing else; nothing where it is one.
fn separators(line: &str) -> Option<Vec<char>> {
    // A field whose value stands below: an account over several lines.
    if line.ends_with([':', '=', '：']) {
        return None;
    }
    let parts = line.split(SEPARATORS).filter(|part| !part.trim_matches(invisible).is_empty());
    let parts: Vec<&str> = parts.collect();
    let used = || SEPARATORS.into_iter().filter(|sign| line.contains(*sign)).collect();
    (!parts.is_empty() && parts.into_iter().all(name)).then(used)
}

fn name(part: &str) -> bool {
    let plain = |part: &str| {
        label::names(part, |words| Column::named(words).is_some() || MORE.contains(&words))
    };
    plain(part) || part.split(JOINERS).all(plain)
}

fn column(line: &str) -> Option<Column> {
    Column::named(&Column::written(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stock::lines;

    fn found(text: &str) -> Option<u64> {
        heading(&(1..).zip(lines(text)).collect::<Vec<_>>())
    }

    #[test]
    fn a_heading_above_goods_is_seen() {
        for text in [
            "Isi\na@x|1\nb@x|2",
            "STOK\nsatu\ndua",
            "content\nABCD-1234-EFGH",
            "email|password\na@x|1",
            "Email | Kata Sandi | PIN\na@x | 1 | 2",
            "*User*;*Pass*\nbudi;rahasia",
            "No\tEmail\tPassword\n1\ta@x\tp1",
            "username:password\nbudi:rahasia",
            "Email/Password\na@x|1",
            "email password\na@x.id p1",
            "Email Akun,Password Akun\na@x,p1",
            "Kode Voucher\nABCD-1234-EFGH",
            "email|password\nemail|password\na@x|1",
            "Email|Password\n\nrusak\na@x|1",
        ] {
            assert_eq!(found(text), Some(1), "{text}");
        }
        assert_eq!(found("\n\u{200b}\nE-Mail\na@x.id"), Some(3));
    }

    #[test]
    fn units_are_no_heading() {
        for text in [
            "isi",
            "email|password",
            "email|password\n",
            "email|password\nc:\\n\nemail|password",
            "akun\nrahasia",
            "kode\npin",
            "mawar\nmelati",
            "mawar\na@x|1",
            "budi|rahasia\nsari|rahasia",
            "Email: a\nPassword: p",
            "Akun 1:\na@x|1",
            "Email:\na@x",
            "1|2\n3|4",
            "|\na|1",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
