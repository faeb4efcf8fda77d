//! What an object is called: with the names alone a restore is planned, and old ones are chosen.

use std::cmp::Ordering;
use std::fmt;

use crate::domain::limit::STORE_NAME_CHARS_MAX;
use crate::domain::time::Timestamp;
use crate::store::change_record::Generation;

/// `GENERATION/snap-SEQUENCE-TIME.age` or `GENERATION/log-FROM-TO-TIME.age`: numbers of commits in
/// hexadecimal, the time in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub generation: Generation,
    pub what: What,
    /// When it was taken. Whatever was committed until then is in it, or in one before.
    pub at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// All as it was after that commit.
    Snapshot { sequence: u64 },
    /// These commits, both included. With `from` one beyond `to` there are none: a sign of life,
    /// which says that nothing has come after `to`.
    Log { from: u64, to: u64 },
}

impl Name {
    /// Reads `STORE/GENERATION/FILE`, to the letter as we write it.
    pub fn parse(path: &str) -> Option<(&str, Name)> {
        let (store, inside) = path.split_once('/')?;
        let (generation, file) = inside.split_once('/')?;
        let name = Name::read(generation, file)?;
        let same = is_store(store) && name.to_string() == inside;
        same.then_some((store, name))
    }

    fn read(generation: &str, file: &str) -> Option<Name> {
        let generation = u128::from_str_radix(generation, 16).ok()?;
        let generation = Generation(generation.to_be_bytes());
        let (kind, rest) = file.strip_suffix(".age")?.split_once('-')?;
        let (numbers, at) = rest.rsplit_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        let what = match kind {
            "snap" => What::Snapshot { sequence: number(numbers)? },
            "log" => {
                let (from, to) = numbers.split_once('-')?;
                What::Log { from: number(from)?, to: number(to)? }
            }
            _ => return None,
        };
        let at = Timestamp(at.parse().ok()?);
        what.is_possible().then_some(Name { generation, what, at })
    }

    /// `STORE/GENERATION/FILE`
    pub fn path(&self, store: &str) -> String {
        format!("{store}/{self}")
    }

    /// The last commit that it knows of.
    pub fn upto(&self) -> u64 {
        self.what.upto()
    }

    fn key(&self) -> ([u8; 16], What, Timestamp) {
        (self.generation.0, self.what, self.at)
    }
}

impl What {
    pub fn upto(&self) -> u64 {
        match *self {
            What::Snapshot { sequence } => sequence,
            What::Log { to, .. } => to,
        }
    }

    pub fn is_snapshot(&self) -> bool {
        matches!(self, What::Snapshot { .. })
    }

    /// Whether it says that there is nothing new, and no more.
    pub fn is_sign_of_life(&self) -> bool {
        matches!(*self, What::Log { from, to } if from > to)
    }

    /// Commits are numbered from one on, and an empty log says after which one it is empty.
    pub(super) fn is_possible(&self) -> bool {
        match *self {
            What::Snapshot { .. } => true,
            What::Log { from, to } => from > 0 && from - 1 <= to,
        }
    }
}

fn is_store(name: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=STORE_NAME_CHARS_MAX).contains(&name.len()) && name.bytes().all(sign)
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (generation, at) = (self.generation, self.at.0);
        match self.what {
            What::Snapshot { sequence } => {
                write!(out, "{generation}/snap-{sequence:016x}-{at}.age")
            }
            What::Log { from, to } => {
                write!(out, "{generation}/log-{from:016x}-{to:016x}-{at}.age")
            }
        }
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Name) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Name) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATH: &str = "toko-sari/0f00000000000000000000000000000a/\
                        log-0000000000000010-00000000000000ff-1795331100000.age";

    #[test]
    fn a_name_is_read_to_the_letter() {
        let (store, name) = Name::parse(PATH).unwrap();
        assert_eq!((store, name.path(store).as_str()), ("toko-sari", PATH));
        assert_eq!(name.what, What::Log { from: 16, to: 255 });
        assert_eq!(name.at, Timestamp(1_795_331_100_000));
        for (old, new) in [
            ("toko-sari", "Toko"),
            ("toko-sari", ""),
            ("toko-sari", ".."),
            ("toko-sari/", "toko/sari/"),
            ("toko-sari/", ""),
            ("toko-sari", "toko-sari-yang-namanya-panjang-sekali"),
            ("0f0", "0F0"),
            ("0f0", "f0"),
            ("0f0", "+f0"),
            ("log-", "snap-"),
            ("log-", "log"),
            ("log-", "lag-"),
            ("00ff", "+0ff"),
            ("00ff", "00FF"),
            ("00ff", "0000"),
            ("-0000000000000010", "-10"),
            ("0000000000000010", "0000000000000000"),
            ("1795331100000", "+1795331100000"),
            ("1795331100000", "01795331100000"),
            ("1795331100000", "99999999999999999999"),
            (".age", ".age.new"),
            (".age", ""),
        ] {
            assert!(PATH.contains(old), "{old}");
            assert_eq!(Name::parse(&PATH.replacen(old, new, 1)), None, "{old} → {new}");
        }
    }

    #[test]
    fn a_log_may_say_that_there_is_nothing_new() {
        let name = |from, to| Name {
            generation: Generation([7; 16]),
            what: What::Log { from, to },
            at: Timestamp(9),
        };
        for (from, to, there) in [(1, 0, true), (8, 7, true), (8, 6, false), (0, 0, false)] {
            let path = name(from, to).path("toko");
            assert_eq!(Name::parse(&path).is_some(), there, "{path}");
        }
        assert!(name(8, 7).what.is_sign_of_life() && !name(8, 8).what.is_sign_of_life());
    }

    proptest! {
        #[test]
        fn every_name_comes_back(
            generation: [u8; 16],
            a: u64,
            b: u64,
            snapshot: bool,
            at: u64,
        ) {
            let what = match snapshot {
                true => What::Snapshot { sequence: a },
                false => What::Log { from: a.min(b).max(1), to: a.max(b) },
            };
            let name = Name { generation: Generation(generation), what, at: Timestamp(at) };
            let path = name.path("toko-1");
            prop_assert_eq!(Name::parse(&path), Some(("toko-1", name)));
        }

        #[test]
        fn no_text_is_read_as_another_name(text in "[a-z0-9/+-]{0,40}") {
            if let Some((store, name)) = Name::parse(&text) {
                prop_assert_eq!(name.path(store), text);
            }
        }
    }
}
