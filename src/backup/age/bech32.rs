//! Keys as text: Bech32 (BIP 173), of which age uses one length and two prefixes.

use secrecy::zeroize::Zeroizing;

use super::super::derive::KEY_BYTES;

const SIGNS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
/// Of five bits each; the last four bits are no key's, and zero.
const KEY_SIGNS: usize = (KEY_BYTES * 8).div_ceil(5);
const CHECK_SIGNS: usize = 6;

/// In the prefix's own case.
pub fn encode(prefix: &str, key: &[u8; KEY_BYTES]) -> Zeroizing<String> {
    let mut values = Zeroizing::new([0; KEY_SIGNS]);
    for (nth, value) in values.iter_mut().enumerate() {
        *value = (0..5).fold(0, |value, bit| value << 1 | bit_of(key, nth * 5 + bit));
    }
    let check = check_of(prefix, values.iter().copied().chain([0; CHECK_SIGNS])) ^ 1;
    let check = (0..CHECK_SIGNS).rev().map(|nth| (check >> (5 * nth) & 31) as u8);
    // Of its whole length from the start: what grows leaves copies behind.
    let length = prefix.len() + 1 + KEY_SIGNS + CHECK_SIGNS;
    let mut text = Zeroizing::new(String::with_capacity(length));
    text.push_str(prefix);
    text.push('1');
    let signs = signs(prefix);
    let values = values.iter().copied().chain(check);
    text.extend(values.map(|value| char::from(signs[usize::from(value)])));
    text
}

/// Nothing if a sign is wrong, missing or too many, or the case is not the prefix's.
pub fn decode(prefix: &str, text: &str) -> Option<Zeroizing<[u8; KEY_BYTES]>> {
    let text = text.strip_prefix(prefix)?.strip_prefix('1')?;
    let mut values = Zeroizing::new([0; KEY_SIGNS + CHECK_SIGNS]);
    if text.len() != values.len() {
        return None;
    }
    let signs = signs(prefix);
    for (sign, value) in text.bytes().zip(values.iter_mut()) {
        let at = signs.iter().position(|known| *known == sign)?;
        *value = u8::try_from(at).ok()?;
    }
    if check_of(prefix, values.iter().copied()) != 1 {
        return None;
    }
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    for (at, value) in values[..KEY_SIGNS].iter().enumerate() {
        for bit in 0..5 {
            let (place, set) = (at * 5 + bit, value >> (4 - bit) & 1);
            match key.get_mut(place / 8) {
                Some(byte) => *byte |= set << (7 - place % 8),
                None if set == 0 => {}
                None => return None,
            }
        }
    }
    Some(key)
}

/// In the prefix's own case: mixed ones are no key.
fn signs(prefix: &str) -> [u8; 32] {
    match prefix.bytes().any(|sign| sign.is_ascii_uppercase()) {
        true => SIGNS.map(|sign| sign.to_ascii_uppercase()),
        false => *SIGNS,
    }
}

fn bit_of(key: &[u8; KEY_BYTES], place: usize) -> u8 {
    key.get(place / 8).map_or(0, |byte| byte >> (7 - place % 8) & 1)
}

fn check_of(prefix: &str, values: impl Iterator<Item = u8>) -> u32 {
    let prefix = prefix.bytes().map(|sign| sign.to_ascii_lowercase());
    let high = prefix.clone().map(|sign| sign >> 5);
    let low = prefix.map(|sign| sign & 31);
    high.chain([0]).chain(low).chain(values).fold(1, |check, value| {
        let top = check >> 25;
        let next = (check & 0x1ff_ffff) << 5 ^ u32::from(value);
        let bits = GENERATOR.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
        bits.fold(next, |next, (_, generator)| next ^ generator)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_behind_a_key_are_zero() {
        let key = [0xff; KEY_BYTES];
        let sound = encode("age", &key);
        assert_eq!(decode("age", &sound).as_deref(), Some(&key));
        // The same with one of them set, and a check that says it is right.
        let mut values = [31; KEY_SIGNS];
        values[KEY_SIGNS - 1] = 0b10001;
        let check = check_of("age", values.into_iter().chain([0; CHECK_SIGNS])) ^ 1;
        let check = (0..CHECK_SIGNS).rev().map(|nth| (check >> (5 * nth) & 31) as u8);
        let signs = values.into_iter().chain(check).map(|it| char::from(SIGNS[usize::from(it)]));
        let bent = format!("age1{}", signs.collect::<String>());
        assert!(bent.len() == sound.len() && bent != *sound);
        assert_eq!(decode("age", &bent), None);
    }
}
