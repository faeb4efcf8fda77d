//! Keys made of secrets: HKDF with SHA-256 (RFC 5869), for the one length that we need.

use chacha20poly1305::aead::KeyInit;
use hmac::{Hmac, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

pub const KEY_BYTES: usize = 32;

/// A key for one purpose, which tells nothing of the secret nor of keys for other purposes.
pub fn derive(secret: &[u8], salt: &[u8], purpose: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
    let mut extract = keyed(salt);
    extract.update(secret);
    let key: Zeroizing<[u8; KEY_BYTES]> = Zeroizing::new(extract.finalize().into_bytes().into());
    let mut expand = keyed(&*key);
    expand.update(purpose);
    // The number of the block: one is as long as a key.
    expand.update(&[1]);
    Zeroizing::new(expand.finalize().into_bytes().into())
}

pub fn keyed(key: &[u8]) -> Hmac<Sha256> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let pairs = (0..text.len()).step_by(2);
        pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn it_is_the_hkdf_of_the_standard() {
        // RFC 5869, appendix A: the first and the third test, as far as one block goes.
        let secret = [0x0b; 22];
        let salt = hex("000102030405060708090a0b0c");
        let key = derive(&secret, &salt, &hex("f0f1f2f3f4f5f6f7f8f9"));
        let told = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf";
        assert_eq!(key[..], hex(told));
        let told = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d";
        assert_eq!(derive(&secret, b"", b"")[..], hex(told));
    }
}
