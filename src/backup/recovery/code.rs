//! The key as people write it: `K7QF-3M9X-…`, seven groups of four signs.
//!
//! The signs are Crockford's base 32, so that nobody takes a letter for a digit: case, spaces and
//! dashes do not matter, I and L are 1, O is 0. Of their 140 bits 128 are chance and 12 are a
//! check, which is made to say *where* somebody went wrong:
//!
//! - Each group has a sum of six bits, in which each of its four signs counts differently. The
//!   sums of all groups, and the same sums weighed by a number of the group's own, are both zero.
//! - A wrong sign changes its group's sum always; so do two signs of a group that changed places.
//!   A group that is wholly another keeps its sum in one of 64 cases, and then it is not seen.
//! - If one group's sum is wrong, the two checks together name that group, always and rightly.
//! - If two are wrong, that is always seen; one time in twelve a third group is named for them.
//! - If more are wrong, that is seen but for one time in 4,096.
//!
//! So these twelve bits find a slip in one group as well as twelve bits could. A key that passes
//! and is still not the shop's is told from the right one by its recipient.

use std::fmt;
use std::io;

use secrecy::zeroize::Zeroizing;

use super::super::age::Identity;
use super::super::derive::derive;

pub const GROUPS: usize = 7;
pub const GROUP_SIGNS: usize = 4;
pub const SIGNS: usize = GROUPS * GROUP_SIGNS;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PURPOSE: &[u8] = b"warung recovery identity v1";
/// Bits of a sum. The last two groups have as many for the check, at their ends.
const SUM_BITS: u32 = 6;
/// What the signs of a group count in its sum. With these the last six bits of a group can make
/// any sum, whatever stands before them.
const SIGN_WEIGHTS: [u8; GROUP_SIGNS] = [1, 2, 4, 3];
/// What the sums of the groups count in the second check. Zero and one stand last, so that the
/// check's own bits are found without a division.
const GROUP_WEIGHTS: [u8; GROUPS] = [2, 3, 4, 5, 6, 0, 1];

/// The key itself: its signs by their values. Wiped when it goes.
pub struct Code(Zeroizing<[u8; SIGNS]>);

/// What is wrong with what somebody typed. Groups count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistyped {
    /// Not 28 signs.
    Length { signs: usize },
    /// There are seven groups, and one is too short or too long.
    GroupLength { group: usize, signs: usize },
    /// A sign that no key has.
    Sign { group: usize },
    /// This group is not as it was written.
    Group { group: usize },
    /// More than one is not, or two changed places.
    Groups,
}

impl Code {
    /// A new one, of the machine's own chance.
    pub fn fresh() -> io::Result<Code> {
        let mut chance = Zeroizing::new([0; 16]);
        getrandom::fill(&mut *chance)?;
        Ok(Code::of_chance(&chance))
    }

    fn of_chance(chance: &[u8; 16]) -> Code {
        let mut bits = Zeroizing::new(u128::from_be_bytes(*chance));
        let mut signs = Zeroizing::new([0; SIGNS]);
        for (group, signs) in signs.chunks_exact_mut(GROUP_SIGNS).enumerate() {
            // Twenty bits; of the last two groups fourteen, and the check behind them.
            let check = if group < GROUPS - 2 { 0 } else { SUM_BITS };
            let chance = 20 - check;
            put(signs, ((*bits as u32) & ((1 << chance) - 1)) << check);
            *bits >>= chance;
        }
        let (first, second) = checks(&signs);
        // The weights of the last two are zero and one.
        let (others, last) = signs.split_at_mut(SIGNS - GROUP_SIGNS);
        add_to_sum(last, second);
        add_to_sum(&mut others[SIGNS - 2 * GROUP_SIGNS..], first ^ second);
        Code(signs)
    }

    /// What somebody typed or a file holds. The refusal does not repeat it.
    pub fn parse(text: &str) -> Result<Code, Mistyped> {
        let groups: Vec<&str> = text.split(is_between).filter(|it| !it.is_empty()).collect();
        if groups.len() == GROUPS {
            for (nth, group) in groups.iter().enumerate() {
                let signs = group.chars().count();
                if signs != GROUP_SIGNS {
                    return Err(Mistyped::GroupLength { group: nth + 1, signs });
                }
            }
        }
        let typed = || groups.iter().flat_map(|group| group.chars());
        let count = typed().count();
        if count != SIGNS {
            return Err(Mistyped::Length { signs: count });
        }
        let mut signs = Zeroizing::new([0; SIGNS]);
        for (at, (sign, typed)) in signs.iter_mut().zip(typed()).enumerate() {
            *sign = value(typed).ok_or(Mistyped::Sign { group: at / GROUP_SIGNS + 1 })?;
        }
        match checks(&signs) {
            (0, 0) => Ok(Code(signs)),
            (0, _) => Err(Mistyped::Groups),
            (first, second) => {
                let mut weights = GROUP_WEIGHTS.iter();
                let blamed = weights.position(|weight| times(*weight, first) == second);
                Err(blamed.map_or(Mistyped::Groups, |at| Mistyped::Group { group: at + 1 }))
            }
        }
    }

    /// `K7QF-3M9X-…`, for its owner's eyes alone.
    pub fn text(&self) -> Zeroizing<String> {
        // Of its whole length from the start: what grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(SIGNS + GROUPS - 1));
        for (at, sign) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP_SIGNS == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*sign)]));
        }
        text
    }

    /// Whether somebody typed this group, which counts from one.
    pub fn has_group(&self, group: usize, typed: &str) -> bool {
        let mut signs = self.0.chunks_exact(GROUP_SIGNS);
        let Some(group) = group.checked_sub(1).and_then(|at| signs.nth(at)) else { return false };
        let typed = typed.chars().filter(|sign| !is_between(*sign));
        typed.map(value).eq(group.iter().copied().map(Some))
    }

    /// What opens copies that were sealed for this key. Made of the 28 signs as they are written,
    /// without dashes: `docs/OPERATING.md` and the printed sheet say how to do so without warung.
    pub fn identity(&self) -> Identity {
        let mut signs = Zeroizing::new([0; SIGNS]);
        for (sign, value) in signs.iter_mut().zip(self.0.iter()) {
            *sign = ALPHABET[usize::from(*value)];
        }
        Identity::of_bytes(&derive(&*signs, b"", PURPOSE))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code(…)")
    }
}

/// What people put between groups, and what a text brings along.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}')
}

fn value(sign: char) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        sign => sign,
    };
    let at = ALPHABET.iter().position(|known| char::from(*known) == sign)?;
    u8::try_from(at).ok()
}

fn put(signs: &mut [u8], bits: u32) {
    for (nth, sign) in signs.iter_mut().rev().enumerate() {
        *sign = (bits >> (5 * nth) & 31) as u8;
    }
}

/// Both are zero for a key that is right.
fn checks(signs: &[u8; SIGNS]) -> (u8, u8) {
    let sums = signs.chunks_exact(GROUP_SIGNS).map(sum);
    let weighed = sums.zip(GROUP_WEIGHTS);
    weighed
        .fold((0, 0), |(first, second), (sum, weight)| (first ^ sum, second ^ times(weight, sum)))
}

fn sum(group: &[u8]) -> u8 {
    group.iter().zip(SIGN_WEIGHTS).fold(0, |sum, (sign, weight)| sum ^ times(weight, *sign))
}

/// Sets the last six bits of a group, which are zero, so that its sum changes by this.
fn add_to_sum(group: &mut [u8], change: u8) {
    let ends = (0..1 << SUM_BITS).map(|bits: u8| [0, 0, bits >> 5, bits & 31]);
    for end in ends.filter(|end| sum(end) == change) {
        group.iter_mut().zip(end).for_each(|(sign, end)| *sign |= end);
    }
}

/// Product in the field of 64 elements, by the polynomial x⁶ + x + 1.
fn times(left: u8, right: u8) -> u8 {
    let (mut product, mut left) = (0, left);
    for bit in 0..SUM_BITS {
        if right >> bit & 1 == 1 {
            product ^= left;
        }
        left <<= 1;
        if left >> SUM_BITS & 1 == 1 {
            left ^= 0b100_0011;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(nth: u8) -> Code {
        let mut chance = [0; 16];
        for (at, byte) in (0..).zip(&mut chance) {
            *byte = nth.wrapping_mul(37).wrapping_add(11 * at) ^ nth.rotate_left(at.into());
        }
        Code::of_chance(&chance)
    }

    /// A code's signs with some of them otherwise.
    fn bent(code: &Code, change: impl FnOnce(&mut [u8; SIGNS])) -> Result<Code, Mistyped> {
        let mut other = Code(code.0.clone());
        change(&mut other.0);
        assert_ne!(other.0, code.0);
        Code::parse(&other.text())
    }

    #[test]
    fn the_field_is_one() {
        for left in 1..64 {
            let mut products: Vec<u8> = (0..64).map(|right| times(left, right)).collect();
            assert_eq!(times(left, 1), left);
            products.sort_unstable();
            assert!(products.into_iter().eq(0..64), "{left}");
        }
    }

    #[test]
    fn all_chance_is_in_the_key() {
        let mut found = std::collections::HashSet::new();
        for bit in 0..128 {
            let code = Code::of_chance(&(1u128 << bit).to_be_bytes());
            assert_eq!(checks(&code.0), (0, 0), "{bit}");
            assert!(found.insert(code.text().to_string()));
        }
        let all = Code::of_chance(&[0xff; 16]);
        assert_eq!(checks(&all.0), (0, 0));
        assert_eq!(Code::of_chance(&[0; 16]).text().replace(['0', '-'], ""), "");
        assert_ne!(Code::fresh().unwrap().text(), Code::fresh().unwrap().text());
    }

    #[test]
    fn a_key_is_read_however_it_is_typed() {
        let code = some(5);
        let text = code.text().to_string();
        assert_eq!(text.len(), 34);
        let alike = text.replace('1', "l").replace('0', "o");
        for typed in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('-', " – "),
            format!("\u{feff} {}\r\n", text.replace('-', "\n")),
            alike.clone(),
            alike.replace('l', "I").replace('o', "O"),
        ] {
            assert_eq!(Code::parse(&typed).unwrap().text(), code.text(), "{typed}");
        }
        for (nth, group) in text.split('-').enumerate() {
            assert!(code.has_group(nth + 1, &format!(" {} ", group.to_lowercase())));
            assert!(!code.has_group((nth + 1) % GROUPS + 1, group), "{text}");
            assert!(!code.has_group(nth + 1, &group[1..]));
        }
        assert!(!code.has_group(0, "") && !code.has_group(8, ""));
        assert_eq!(format!("{code:?}"), "Code(…)");
    }

    #[test]
    fn one_wrong_sign_or_two_that_changed_places_name_their_group() {
        for code in (0..20).map(some) {
            for at in 0..SIGNS {
                let group = at / GROUP_SIGNS + 1;
                for other in (0..32).filter(|other| *other != code.0[at]) {
                    let told = bent(&code, |signs| signs[at] = other).unwrap_err();
                    assert_eq!(told, Mistyped::Group { group });
                }
                let signs = at + 1..group * GROUP_SIGNS;
                for with in signs.filter(|with| code.0[*with] != code.0[at]) {
                    let told = bent(&code, |signs| signs.swap(at, with)).unwrap_err();
                    assert_eq!(told, Mistyped::Group { group });
                }
            }
        }
    }

    /// How often each came out, over changes that are spread evenly.
    fn count(mut change: impl FnMut(&mut [u8; SIGNS], u32)) -> (u32, u32, u32, Vec<Mistyped>) {
        let (code, mut told) = (some(9), Vec::new());
        let (mut unseen, mut blamed, mut several) = (0, 0, 0);
        for nth in 0..32_768 {
            match bent(&code, |signs| change(signs, nth)) {
                Ok(_) => unseen += 1,
                Err(Mistyped::Groups) => several += 1,
                Err(one) => {
                    blamed += 1;
                    told.push(one);
                }
            }
        }
        told.sort_unstable_by_key(|one| format!("{one:?}"));
        told.dedup();
        (unseen, blamed, several, told)
    }

    /// Changes twenty bits, never to the same.
    fn rewrite(group: &mut [u8], nth: u32) {
        let bits = nth.wrapping_add(1).wrapping_mul(0x9e37_79b1) >> 12;
        for (at, sign) in group.iter_mut().enumerate() {
            *sign ^= (bits >> (5 * at) & 31) as u8;
        }
    }

    #[test]
    fn a_group_that_is_another_is_named_but_for_one_time_in_64() {
        for group in 1..=GROUPS {
            let from = (group - 1) * GROUP_SIGNS;
            let (unseen, _, several, told) =
                count(|signs, nth| rewrite(&mut signs[from..from + GROUP_SIGNS], nth));
            assert_eq!(told, [Mistyped::Group { group }]);
            assert!(several == 0 && (400..600).contains(&unseen), "{group}: {unseen}");
        }
    }

    #[test]
    fn two_wrong_groups_are_always_seen_and_blamed_on_a_third_one_time_in_twelve() {
        for (left, right) in [(0, 1), (1, 5), (5, 6), (2, 6)] {
            let (mut blamed, mut all) = (0, 0);
            for code in (0..8).map(some) {
                for (first, second) in (1..32).flat_map(|it| (1..32).map(move |to| (it, to))) {
                    let told = bent(&code, |signs| {
                        signs[left * GROUP_SIGNS + 1] ^= first;
                        signs[right * GROUP_SIGNS + 2] ^= second;
                    });
                    all += 1;
                    match told.unwrap_err() {
                        Mistyped::Groups => {}
                        Mistyped::Group { group } => {
                            assert!(![left + 1, right + 1].contains(&group));
                            blamed += 1;
                        }
                        other => panic!("{other:?}"),
                    }
                }
            }
            assert!(blamed * 9 < all && blamed * 16 > all, "{blamed} of {all}");
        }
    }

    #[test]
    fn more_wrong_groups_are_seen_but_for_one_time_in_4096() {
        let (unseen, blamed, several, _) = count(|signs, nth| {
            for group in [0, 3, 6] {
                let at = group * GROUP_SIGNS;
                rewrite(&mut signs[at..at + GROUP_SIGNS], nth.wrapping_mul(7 * at as u32 + 3));
            }
        });
        assert!((1..24).contains(&unseen), "{unseen}");
        assert!(blamed * 5 < several, "{blamed} of {several}");
    }

    #[test]
    fn groups_that_changed_places_are_seen() {
        let code = some(3);
        for left in 0..GROUPS {
            for right in left + 1..GROUPS {
                let sums = [left, right].map(|it| sum(&code.0[it * GROUP_SIGNS..][..GROUP_SIGNS]));
                if sums[0] == sums[1] {
                    continue;
                }
                let told = bent(&code, |signs| {
                    for sign in 0..GROUP_SIGNS {
                        signs.swap(left * GROUP_SIGNS + sign, right * GROUP_SIGNS + sign);
                    }
                });
                assert_eq!(told.unwrap_err(), Mistyped::Groups);
            }
        }
    }

    #[test]
    fn what_is_no_key_at_all_is_told_by_its_shape() {
        let text = some(1).text().to_string();
        let groups: Vec<&str> = text.split('-').collect();
        let told = |typed: &str| Code::parse(typed).unwrap_err();
        assert_eq!(told(""), Mistyped::Length { signs: 0 });
        assert_eq!(told(&text[..33]), Mistyped::GroupLength { group: 7, signs: 3 });
        assert_eq!(told(&text[..29]), Mistyped::Length { signs: 24 });
        assert_eq!(told(&text.replace('-', "")[1..]), Mistyped::Length { signs: 27 });
        let moved = format!("{}{}", groups[0], text.split_once('-').unwrap().1);
        assert_eq!(Code::parse(&moved).unwrap().text().to_string(), text);
        let mut short = groups.clone();
        short[2] = &short[2][1..];
        assert_eq!(told(&short.join(" ")), Mistyped::GroupLength { group: 3, signs: 3 });
        for strange in ["U", "u", "é", "*", "_"] {
            let typed = format!("{}{strange}{}", &text[..11], &text[12..]);
            assert_eq!(told(&typed), Mistyped::Sign { group: 3 }, "{typed}");
        }
    }

    #[test]
    fn the_identity_is_made_of_the_signs_as_they_are_written() {
        let code = Code::of_chance(b"0123456789abcdef");
        assert_eq!(*code.text(), "8SB6-C9HP-GEB1-6RVK-6D1N-9J7N-60RM");
        // As Python and `age-keygen -y` make it of these signs: papers are old when they are used.
        let secret = "AGE-SECRET-KEY-1YKWYT7JRR6F6389JCRHAPJXVR2YF0UFSVPRTR6XTRM540CC9ULZQS89XYD";
        let recipient = "age1vhhu9f4z9g77fjx76qhn32l8wpnkksxkrnwmrqjzv94n8my2234szyat6p";
        assert_eq!(*code.identity().text(), secret);
        assert_eq!(code.identity().recipient().to_string(), recipient);
        assert_ne!(some(1).identity().recipient(), some(2).identity().recipient());
    }
}
