//! Whom a file is sealed for, and the secret that opens it: X25519.

use std::fmt;
use std::io;
use std::str::FromStr;

use secrecy::zeroize::Zeroizing;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};

use super::super::derive::KEY_BYTES;
use super::bech32;

const RECIPIENT: &str = "age";
const IDENTITY: &str = "AGE-SECRET-KEY-";

/// Whom a file is sealed for: what an `Identity` tells the world. No secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Recipient(PublicKey);

/// Opens what was sealed for its recipient. Wiped when it goes.
pub struct Identity(StaticSecret);

/// It is not the text of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

impl Recipient {
    pub(super) fn of_bytes(bytes: [u8; KEY_BYTES]) -> Recipient {
        Recipient(PublicKey::from(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; KEY_BYTES] {
        self.0.as_bytes()
    }
}

impl Identity {
    /// Of 32 bytes that nobody can guess.
    pub fn of_bytes(bytes: &Zeroizing<[u8; KEY_BYTES]>) -> Identity {
        Identity(StaticSecret::from(**bytes))
    }

    /// A new one, of the machine's own chance.
    pub fn fresh() -> io::Result<Identity> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(&mut *bytes)?;
        Ok(Identity::of_bytes(&bytes))
    }

    /// `AGE-SECRET-KEY-1…`; the refusal does not repeat it.
    pub fn parse(text: &str) -> Result<Identity, NoKey> {
        Ok(Identity::of_bytes(&bech32::decode(IDENTITY, text).ok_or(NoKey)?))
    }

    /// As `age -d -i` wants it in a file.
    pub fn text(&self) -> Zeroizing<String> {
        bech32::encode(IDENTITY, self.0.as_bytes())
    }

    pub fn recipient(&self) -> Recipient {
        Recipient(PublicKey::from(&self.0))
    }

    /// What we and the other side alone know; nothing where everybody knows it.
    pub(super) fn shared(&self, other: &Recipient) -> Option<SharedSecret> {
        Some(self.0.diffie_hellman(&other.0)).filter(SharedSecret::was_contributory)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&bech32::encode(RECIPIENT, self.bytes()))
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Recipient {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Recipient, NoKey> {
        bech32::decode(RECIPIENT, text).map(|key| Recipient::of_bytes(*key)).ok_or(NoKey)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Identity(…)")
    }
}

impl fmt::Display for NoKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("that is not the text of a key")
    }
}

impl std::error::Error for NoKey {}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the format's own test vectors (C2SP/CCTV): the pair that its files are sealed for.
    const SECRET: &str =
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

    #[test]
    fn keys_are_texts_and_back() {
        let identity = Identity::parse(SECRET).unwrap();
        assert_eq!(*identity.0.as_bytes(), [0x42; KEY_BYTES]);
        assert_eq!(*identity.text(), SECRET);
        let told = identity.recipient().to_string();
        assert!(told.starts_with("age1") && told.len() == 62, "{told}");
        assert_eq!(told.parse(), Ok(identity.recipient()));
        for made in [(); 20].map(|()| Identity::fresh().unwrap()) {
            assert_eq!(Identity::parse(&made.text()).unwrap().recipient(), made.recipient());
            assert_eq!(made.recipient().to_string().parse(), Ok(made.recipient()));
        }
    }

    #[test]
    fn a_text_with_a_wrong_sign_is_no_key() {
        let told = Identity::parse(SECRET).unwrap().recipient().to_string();
        for at in 0..told.len() {
            for wrong in ["q", "x", "b", "Q", "é", ""] {
                let bent = format!("{}{wrong}{}", &told[..at], &told[at + 1..]);
                assert!(bent == told || bent.parse::<Recipient>().is_err(), "{bent}");
            }
        }
        for wrong in ["", "age1", "age", &told.to_uppercase(), &SECRET.to_lowercase(), SECRET] {
            assert!(wrong.parse::<Recipient>().is_err(), "{wrong}");
        }
        for wrong in [&told, &*SECRET.to_lowercase(), &SECRET[1..], &format!("{SECRET}Q")] {
            assert_eq!(Identity::parse(wrong).err(), Some(NoKey), "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        let identity = Identity::parse(SECRET).unwrap();
        assert_eq!(format!("{identity:?}"), "Identity(…)");
    }

    #[test]
    fn nothing_is_shared_with_what_is_no_key() {
        let identity = Identity::fresh().unwrap();
        // Points of low order.
        let one = std::array::from_fn(|at| u8::from(at == 0));
        let eight = [
            0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f,
            0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16,
            0x5f, 0x49, 0xb8, 0x00,
        ];
        for point in [[0; KEY_BYTES], one, eight] {
            assert!(identity.shared(&Recipient::of_bytes(point)).is_none());
        }
        assert!(identity.shared(&Identity::fresh().unwrap().recipient()).is_some());
    }
}
