//! Objects that somebody else has sealed for us: none of it is taken on trust.

use std::io::Write;

use proptest::prelude::*;
use serde::Serialize;
use warung::backup::age;
use warung::backup::object::{Header, Name, Object, ObjectError, TITLE};
use warung::domain::time::Timestamp;

use super::{STORE, Shop, hex_key};

/// A header as the format has it.
#[derive(Clone, Serialize)]
struct Told {
    title: &'static str,
    kind: u8,
    store: &'static str,
    shop: &'static str,
    layout: u64,
    generation: [u8; 16],
    from: u64,
    to: u64,
    before: [u8; 32],
    after: [u8; 32],
    at: Timestamp,
    closed: bool,
    version: &'static str,
}

fn told(header: &Header, kind: u8) -> Told {
    let before = header.follows();
    Told {
        title: TITLE,
        kind,
        store: STORE,
        shop: "Toko Sari",
        layout: header.layout,
        generation: header.generation.0,
        from: before.sequence + u64::from(kind),
        to: header.what.upto(),
        before: header.before,
        after: header.after,
        at: header.at,
        closed: false,
        version: "1",
    }
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap()
}

fn frames(frames: &[Vec<u8>]) -> Vec<u8> {
    let frame = |frame: &Vec<u8>| [&(frame.len() as u32).to_le_bytes()[..], frame].concat();
    frames.iter().flat_map(frame).collect()
}

fn packed(plain: &[u8]) -> Vec<u8> {
    zstd::encode_all(plain, 3).unwrap()
}

fn sealed(shop: &Shop, plain: &[u8]) -> Vec<u8> {
    let mut writer = age::Writer::new(Vec::new(), &[shop.key.recipient()]).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

fn refused(shop: &Shop, name: &Name, sealed: &[u8]) -> ObjectError {
    let object = Object::open(sealed, &[&shop.key], STORE, name);
    object.and_then(Object::verify).expect_err("it was taken")
}

/// As the frames of the format: their numbers, and what is in them.
fn file(name: &str, content: &[u8]) -> Vec<u8> {
    bytes(&(0_u8, name, serde_bytes(content)))
}

fn serde_bytes(content: &[u8]) -> Vec<u8> {
    content.to_vec()
}

fn rows(table: u8, keys: &[u64]) -> Vec<u8> {
    bytes(&(1_u8, table, keys.iter().map(|key| (*key, vec![7_u8; 5])).collect::<Vec<_>>()))
}

fn entries(entries: &[(u16, u64, u64)]) -> Vec<u8> {
    bytes(&(2_u8, entries))
}

fn tallies(tallies: &[((u16, u64), u64)]) -> Vec<u8> {
    bytes(&(3_u8, tallies))
}

fn end(files: u64, rows: &[(u8, u64)], entries: u64, tallies: u64, records: u64) -> Vec<u8> {
    bytes(&(5_u8, files, rows, entries, tallies, records))
}

/// A snapshot's header and name, and the kit that each has.
fn snapshot(shop: &Shop) -> (Told, Name, Vec<u8>) {
    let header = Header::snapshot(&shop.about(), &shop.upto);
    (told(&header, 0), header.name(), file("warung.key", &hex_key()))
}

#[test]
fn a_snapshot_of_somebody_elses_making_is_taken_when_it_is_right() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let good = [
        bytes(&header),
        key,
        rows(1, &[1, 2]),
        rows(1, &[3]),
        rows(9, &[1]),
        entries(&[(1, 2, 3), (1, 2, 4)]),
        tallies(&[((1, 2), 3)]),
        end(1, &[(1, 3), (9, 1)], 2, 1, 0),
    ];
    let sealed = sealed(&shop, &packed(&frames(&good)));
    let object = Object::open(&sealed[..], &[&shop.key], STORE, &name).unwrap();
    let counts = object.verify().unwrap();
    assert_eq!((counts.rows, counts.entries, counts.tallies), (vec![(1, 3), (9, 1)], 2, 1));
}

#[test]
fn pieces_in_a_wrong_place_are_refused() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let none = end(1, &[], 0, 0, 0);
    for (wrong, words) in [
        (vec![key.clone(), rows(1, &[2, 1]), end(1, &[(1, 2)], 0, 0, 0)], "in no order"),
        (vec![key.clone(), rows(1, &[1, 1]), end(1, &[(1, 2)], 0, 0, 0)], "in no order"),
        (vec![key.clone(), rows(2, &[1]), rows(1, &[1]), none.clone()], "in no order"),
        (vec![key.clone(), entries(&[(1, 1, 1)]), rows(1, &[1]), none.clone()], "in no order"),
        (vec![key.clone(), tallies(&[((1, 1), 1)]), entries(&[(1, 1, 1)])], "in no order"),
        (vec![key.clone(), rows(1, &[1]), rows(1, &[1]), none.clone()], "in no order"),
        (vec![key.clone(), rows(250, &[1]), none.clone()], "a table 250"),
        (vec![key.clone(), rows(1, &[1]), none.clone()], "its end tells of other pieces"),
        (vec![key.clone(), end(1, &[(1, 1)], 0, 0, 0)], "its end tells of other pieces"),
        (vec![key.clone(), end(1, &[], 1, 0, 0)], "its end tells of other pieces"),
        (vec![key.clone(), end(1, &[], 0, 1, 0)], "its end tells of other pieces"),
        (vec![key.clone(), end(1, &[], 0, 0, 1)], "its end tells of other pieces"),
        (vec![key.clone(), end(2, &[], 0, 0, 0)], "its end tells of other pieces"),
        (vec![none.clone()], "warung.key is not in it"),
        (vec![file("../key", b"x"), key.clone(), none.clone()], "in a folder together"),
        (vec![key.clone(), key.clone(), none.clone()], "in a folder together"),
        ([vec![file("a", b"x"); 70], vec![none.clone()]].concat(), "more files than a kit"),
        (vec![key.clone(), rows(1, &[1]), key.clone(), none.clone()], "a snapshot has not"),
        (vec![key.clone(), bytes(&(4_u8, vec![1_u8; 9])), none.clone()], "a snapshot has not"),
        (vec![key.clone(), bytes(&9_u8), none.clone()], "it is damaged"),
        (vec![key.clone(), vec![], none.clone()], "it is damaged"),
        (vec![key.clone(), [rows(1, &[1]), vec![0]].concat(), none.clone()], "than it tells"),
        (vec![key.clone()], "it is damaged"),
        (vec![key.clone(), none.clone(), none.clone()], "something comes behind its end"),
    ] {
        let whole = [vec![bytes(&header)], wrong].concat();
        let refused = refused(&shop, &name, &sealed(&shop, &packed(&frames(&whole)))).to_string();
        assert!(refused.starts_with("it is damaged: ") && refused.contains(words), "{refused}");
    }
}

#[test]
fn headers_that_mean_nothing_are_refused() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let first = shop.upto.last.sequence;
    assert!(first > 0);
    let tried = |wrong: Told| {
        let whole = [bytes(&wrong), key.clone(), end(1, &[], 0, 0, 0)];
        refused(&shop, &name, &sealed(&shop, &packed(&frames(&whole))))
    };
    for title in ["warung backup", "warung backup ", "warung backup 0", "warung backup 01", "x"] {
        let refused = tried(Told { title, ..header.clone() });
        assert!(matches!(refused, ObjectError::Foreign), "{title}: {refused}");
    }
    let newer = tried(Told { title: "warung backup 2", ..header.clone() });
    assert!(matches!(newer, ObjectError::NewerFormat { found: 2 }), "{newer}");
    for wrong in [
        Told { kind: 2, ..header.clone() },
        Told { from: first - 1, ..header.clone() },
        Told { kind: 1, from: first + 2, ..header.clone() },
        Told { kind: 1, from: 0, ..header.clone() },
        Told { after: [9; 32], ..header.clone() },
        Told { from: 0, to: 0, ..header.clone() },
    ] {
        let refused = tried(wrong);
        assert!(matches!(refused, ObjectError::Damaged { .. }), "{refused}");
    }
}

#[test]
fn what_is_too_large_is_not_taken_into_memory() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let whole = |pieces: &[Vec<u8>]| frames(&[&[bytes(&header), key.clone()], pieces].concat());
    let tried = |plain: &[u8]| refused(&shop, &name, &sealed(&shop, &packed(plain))).to_string();
    // Promised, and not there.
    let promise = [whole(&[]), u32::MAX.to_le_bytes().to_vec()].concat();
    assert!(tried(&promise).contains("more than any of ours"));
    let promise = [whole(&[]), (200_u32 << 20).to_le_bytes().to_vec(), vec![1; 9]].concat();
    assert!(tried(&promise).contains("in the middle of a frame"));
    // There, as many small pieces in one frame.
    let many: Vec<(u16, u64, u64)> = (0..90_000).map(|row| (0, 0, row)).collect();
    assert!(tried(&whole(&[entries(&many)])).contains("more than any of ours"));
    let keys: Vec<u64> = (0..90_000).collect();
    assert!(tried(&whole(&[rows(1, &keys)])).contains("more than any of ours"));
    let large = file("large", &vec![7; (1 << 20) + 1]);
    assert!(tried(&whole(&[large, end(2, &[], 0, 0, 0)])).contains("in a folder together"));
    // A header that is a book.
    let book = [bytes(&header), vec![0; 5_000]].concat();
    let refused = refused(&shop, &name, &sealed(&shop, &packed(&frames(&[book]))));
    assert!(matches!(refused, ObjectError::Foreign), "{refused}");
}

#[test]
fn a_window_of_gigabytes_is_refused() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let plain = frames(&[bytes(&header), key, end(1, &[], 0, 0, 0)]);
    let packed = |window: Option<u32>| {
        let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
        window.iter().for_each(|log| encoder.window_log(*log).unwrap());
        encoder.write_all(&plain).unwrap();
        encoder.finish().unwrap()
    };
    let small = sealed(&shop, &packed(None));
    Object::open(&small[..], &[&shop.key], STORE, &name).unwrap().verify().unwrap();
    refused(&shop, &name, &sealed(&shop, &packed(Some(27))));
}

#[test]
fn nothing_comes_behind_the_end_in_any_layer() {
    let shop = Shop::new();
    let (header, name, key) = snapshot(&shop);
    let plain = frames(&[bytes(&header), key, end(1, &[], 0, 0, 0)]);
    let good = packed(&plain);
    let tried = |packed: &[u8]| refused(&shop, &name, &sealed(&shop, packed));
    for wrong in [
        packed(&[&plain[..], b"!"].concat()),
        [&good[..], b"!"].concat(),
        // Another frame of zstd's, and an empty one.
        [&good[..], &packed(b"more")].concat(),
        [&good[..], &packed(b"")].concat(),
    ] {
        let refused = tried(&wrong);
        assert!(matches!(refused, ObjectError::Damaged { .. }), "{refused}");
    }
    let cut = &good[..good.len() - 1];
    for other in [cut, b"", b"a letter to the owner", &[0x28, 0xb5, 0x2f, 0xfd, 1]] {
        let refused = tried(other);
        assert!(matches!(refused, ObjectError::Foreign), "{refused}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is put into the frames: it is refused or it is what it says, and nobody breaks.
    #[test]
    fn no_bytes_break_the_reader(
        pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..5),
        numbers in proptest::collection::vec(0..6_u8, 5),
    ) {
        let shop = SHOP.get_or_init(Shop::new);
        let (header, name, key) = snapshot(shop);
        let mut whole = vec![bytes(&header), key];
        for (number, piece) in numbers.iter().zip(pieces) {
            whole.push([&[*number][..], &piece].concat());
        }
        let sealed = sealed(shop, &packed(&frames(&whole)));
        let object = Object::open(&sealed[..], &[&shop.key], STORE, &name).unwrap();
        if let Ok(counts) = object.verify() {
            prop_assert_eq!(counts.files, 1);
        }
    }
}

static SHOP: std::sync::OnceLock<Shop> = std::sync::OnceLock::new();
