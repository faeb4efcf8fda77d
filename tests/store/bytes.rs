//! Rows whose bytes have changed: each is a fault with its name, none a panic.

use std::fmt::Debug;

use warung::store::fault::Fault;
use warung::store::noise::Noise;
use warung::store::record::{Record, decode, encode};
use warung::store::seal::Seal;

use crate::counter::KEY;
use crate::samples::{See, show};

struct Bender {
    seal: Seal,
    noise: Noise,
    bent: usize,
}

impl Bender {
    fn refused<R: Record + Debug>(&mut self, key: u64, bytes: &[u8], how: &str) {
        self.bent += 1;
        match decode::<R>(key, bytes, &self.seal) {
            Err(Fault::Corrupt { table, key: at, .. }) => {
                assert_eq!((table, at), (R::TABLE.name(), key));
            }
            other => panic!("{} with {how}: {other:?}", R::TABLE.name()),
        }
    }
}

impl See for Bender {
    fn see<R: Record + PartialEq + Debug>(&mut self, row: &R) {
        let key = row.key();
        let bytes = encode(row, &self.seal, &mut self.noise).unwrap();
        assert_eq!(&decode::<R>(key, &bytes, &self.seal).unwrap(), row);
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut bent = bytes.clone();
                bent[at] ^= flip;
                self.refused::<R>(key, &bent, &format!("byte {at} changed by {flip:#x}"));
            }
            self.refused::<R>(key, &bytes[..at], &format!("only {at} bytes"));
        }
        self.refused::<R>(key, &[&bytes[..], &[0]].concat(), "a byte more");
        self.refused::<R>(key.wrapping_add(1), &bytes, "another key");
    }
}

#[test]
fn a_row_that_has_changed_is_a_fault() {
    let mut bender = Bender { seal: Seal::new(&KEY), noise: Noise::new([3; 32]), bent: 0 };
    show(&mut bender);
    println!("{} changed rows refused", bender.bent);
    assert!(bender.bent > 10_000, "{}", bender.bent);
}
