//! Files that only the holder of a key can read, in the format of age (age-encryption.org/v1, as
//! C2SP writes it down): whoever has a key and Debian's `age` opens them without us.
//!
//! A file is a header and a payload. The header has the file's own key once for each recipient,
//! and a MAC under that key, so that nobody changes who can read it. The payload is a chain of
//! sealed chunks of 64 KiB: each is numbered, and the last one says that it is the last, so that
//! none can be changed, moved, left out or added, and a cut file is not a shorter one. Nothing is
//! given out before its tag has been proved.

mod bech32;
mod chunk;
mod header;
mod key;
mod read;
mod refused;
mod write;

pub use key::{Identity, Recipient};
pub use read::Reader;
pub use refused::Refused;
pub use write::Writer;

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Write};

    use proptest::prelude::*;

    use super::chunk::{CHUNK_BYTES, TAG_BYTES};
    use super::*;

    const SIZES: [usize; 7] = [0, 1, 65_535, 65_536, 65_537, 131_072, 3_000_017];

    fn plain(size: usize) -> Vec<u8> {
        (0..size as u64).map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect()
    }

    fn sealed(plain: &[u8], recipients: &[Recipient]) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), recipients).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    /// What was given out, and how that ended.
    fn opened(sealed: &[u8], identity: &Identity) -> (Vec<u8>, Option<Refused>) {
        let mut given = Vec::new();
        let refused = |error: io::Error| Refused::of(&error).unwrap().clone();
        match Reader::open(sealed, &[identity]) {
            Err(error) => (given, Some(refused(error))),
            Ok(mut reader) => {
                let end = reader.read_to_end(&mut given).err().map(refused);
                // It goes on saying so.
                let again = reader.read(&mut [0; 9]);
                assert_eq!(again.map_err(refused).err(), end);
                (given, end)
            }
        }
    }

    fn header_bytes(sealed: &[u8]) -> usize {
        let mac = sealed.windows(5).position(|piece| piece == b"\n--- ").unwrap() + 1;
        mac + sealed[mac..].iter().position(|sign| *sign == b'\n').unwrap() + 1
    }

    #[test]
    fn every_size_comes_back_for_every_recipient() {
        let people = [(); 3].map(|()| Identity::fresh().unwrap());
        let recipients = people.each_ref().map(Identity::recipient);
        for size in SIZES {
            let (plain, stranger) = (plain(size), Identity::fresh().unwrap());
            let sealed = sealed(&plain, &recipients);
            let chunks = size.div_ceil(CHUNK_BYTES).max(1);
            assert_eq!(sealed.len(), header_bytes(&sealed) + 16 + size + chunks * TAG_BYTES);
            for identity in &people {
                assert!(opened(&sealed, identity) == (plain.clone(), None), "{size}");
            }
            assert_eq!(opened(&sealed, &stranger), (Vec::new(), Some(Refused::WrongKey)));
            assert!(Reader::open(&sealed[..], &[&stranger, &people[2]]).is_ok());
        }
    }

    #[test]
    fn it_may_be_written_and_read_in_pieces_of_any_size() {
        let identity = Identity::fresh().unwrap();
        let whole = plain(200_000);
        let mut writer = Writer::new(Vec::new(), &[identity.recipient()]).unwrap();
        for piece in whole.chunks(777) {
            assert_eq!(writer.write(b"").unwrap(), 0);
            writer.write_all(piece).unwrap();
            writer.flush().unwrap();
        }
        let sealed = writer.finish().unwrap();
        let mut reader = Reader::open(Slow { rest: &sealed, asked: 0 }, &[&identity]).unwrap();
        let (mut given, mut piece) = (Vec::new(), [0; 1_001]);
        loop {
            assert_eq!(reader.read(&mut []).unwrap(), 0);
            match reader.read(&mut piece).unwrap() {
                0 => break,
                count => given.extend_from_slice(&piece[..count]),
            }
        }
        assert!(given == whole);
    }

    /// Gives little at a time, and is interrupted every second time.
    struct Slow<'a> {
        rest: &'a [u8],
        asked: u64,
    }

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.asked += 1;
            if self.asked.is_multiple_of(2) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = out.len().min(4_099);
            self.rest.read(&mut out[..count])
        }
    }

    #[test]
    fn a_sink_that_failed_once_is_not_written_on() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                let taken = bytes.len().min(self.0);
                self.0 -= taken;
                match taken {
                    0 => Err(io::ErrorKind::StorageFull.into()),
                    taken => Ok(taken),
                }
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let recipient = Identity::fresh().unwrap().recipient();
        assert!(Writer::new(Full(20), &[recipient]).is_err());
        let mut writer = Writer::new(Full(1_000), &[recipient]).unwrap();
        let error = writer.write_all(&plain(CHUNK_BYTES + 1)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        writer.sink.0 = 1 << 20;
        assert!(writer.write_all(b"more").is_err() && writer.finish().is_err());
    }

    #[test]
    fn nobody_and_no_key_are_no_recipients() {
        let refused = |recipients: &[Recipient]| {
            let made = Writer::new(Vec::new(), recipients);
            Refused::of(&made.err().unwrap()).unwrap().clone()
        };
        let good = Identity::fresh().unwrap().recipient();
        assert_eq!(refused(&[]), Refused::NoRecipient);
        let weak = Recipient::of_bytes([0; 32]);
        assert_eq!(refused(&[good, weak]), Refused::WeakRecipient);
        assert_eq!(refused(&vec![good; 700]), Refused::HeaderTooLong);
    }

    #[test]
    fn what_is_not_whole_is_told_from_what_is_not_ours() {
        let identity = Identity::fresh().unwrap();
        let ours = [identity.recipient()];
        let told = |bytes: &[u8]| opened(bytes, &identity).1.unwrap();
        for other in [&b"\n"[..], b"PK\x03\x04", b"age-encryption.net/v1\n", &[0xff; 70_000]] {
            assert_eq!(told(other), Refused::NotAge, "{:?}", &other[..other.len().min(30)]);
        }
        assert_eq!(told(b"age-encryption.org/v2\n-> X25519\n"), Refused::Version);
        assert_eq!(told(b""), Refused::Cut { good: 0 });
        let whole = sealed(&plain(200_000), &ours);
        let head = header_bytes(&whole) + 16;
        let chunk = CHUNK_BYTES + TAG_BYTES;
        // Cut where a chunk ends: every byte that is there is sound, and still it is no file.
        for chunks in 1..4 {
            let good = (chunks * CHUNK_BYTES) as u64;
            let (given, end) = opened(&whole[..head + chunks * chunk], &identity);
            assert_eq!(end, Some(Refused::Cut { good: good - CHUNK_BYTES as u64 }));
            assert!(given == plain(200_000)[..given.len()] && given.len() as u64 == good - 65_536);
        }
        assert_eq!(told(&whole[..head + 15]), Refused::Cut { good: 0 });
        assert_eq!(told(&whole[..whole.len() - 1]), Refused::Damaged { good: 196_608 });
        // Something behind the end, whether that is a full chunk or not.
        let full = sealed(&plain(2 * CHUNK_BYTES), &ours);
        assert_eq!(told(&[&full[..], b"!"].concat()), Refused::Trailing { good: 65_536 });
        assert_eq!(told(&[&whole[..], b"!"].concat()), Refused::Damaged { good: 196_608 });
        // An end that holds nothing, behind a chunk that was full.
        let mut writer = Writer::new(Vec::new(), &ours).unwrap();
        writer.write_all(&plain(CHUNK_BYTES)).unwrap();
        writer.seal(chunk::Place::Middle).unwrap();
        assert_eq!(told(&writer.finish().unwrap()), Refused::Damaged { good: 65_536 });
    }

    #[test]
    fn chunks_stay_in_their_file_and_their_place() {
        let identity = Identity::fresh().unwrap();
        let ours = [identity.recipient()];
        let (whole, other) = (sealed(&plain(200_000), &ours), sealed(&plain(200_000), &ours));
        let head = header_bytes(&whole) + 16;
        let at = |nth: usize| head + nth * (CHUNK_BYTES + TAG_BYTES);
        let piece = |from: usize, upto: usize| &whole[at(from)..at(upto)];
        let last = &whole[at(3)..];
        let begin = &whole[..head];
        for (bent, good) in [
            ([begin, piece(1, 2), piece(0, 1), piece(2, 3), last].concat(), 0),
            ([begin, piece(0, 1), piece(2, 3), last].concat(), 1),
            ([begin, piece(0, 2), piece(1, 3), last].concat(), 2),
            ([begin, &other[at(0)..]].concat(), 0),
            ([begin, piece(0, 2), &other[at(2)..]].concat(), 2),
        ] {
            let (given, end) = opened(&bent, &identity);
            let good = good * CHUNK_BYTES;
            assert_eq!(end, Some(Refused::Damaged { good: good as u64 }));
            assert!(given == plain(200_000)[..good]);
        }
        // The header of one before the payload of another.
        let mixed = [&whole[..header_bytes(&whole)], &other[header_bytes(&other)..]].concat();
        assert_eq!(opened(&mixed, &identity).1, Some(Refused::Damaged { good: 0 }));
    }

    /// A header as somebody else would write it, around a sound stanza of ours.
    #[test]
    fn headers_are_read_as_the_format_has_them() {
        let identity = Identity::fresh().unwrap();
        let whole = sealed(b"isi", &[identity.recipient()]);
        let head = header_bytes(&whole);
        let text = String::from_utf8(whole[..head].to_vec()).unwrap();
        let (version, stanza) = text.split_once('\n').unwrap();
        let (stanza, mac) = stanza.split_once("--- ").unwrap();
        let told = |stanzas: &str, mac: &str| {
            let bent = format!("{version}\n{stanzas}--- {mac}");
            opened(&[bent.as_bytes(), &whole[head..]].concat(), &identity).1
        };
        assert_eq!(told(stanza, mac), None);
        // Others' stanzas are read past: what fails is the MAC, which is over them too.
        for other in [
            "-> joint-oint a!b~\nYWJj\n".to_owned(),
            "-> grease\n\n".to_owned(),
            format!("-> long x\n{}\n\n", "A".repeat(64)),
            format!("-> long x\n{0}\n{0}\nYWJj\n", "A".repeat(64)),
            stanza.to_owned(),
        ] {
            let after = format!("{stanza}{other}");
            assert_eq!(told(&after, mac), Some(Refused::HeaderChanged), "{other}");
            assert_eq!(told(&format!("{other}{stanza}"), mac), Some(Refused::HeaderChanged));
        }
        let (line, body) = stanza.split_once('\n').unwrap();
        let share = line.rsplit_once(' ').unwrap().1;
        for (stanzas, mac) in [
            ("", mac),
            (&*format!("-> X25519\n{body}"), mac),
            (&format!("-> X25519 {share} {share}\n{body}"), mac),
            (&format!("->  X25519 {share}\n{body}"), mac),
            (&format!("-> X25519 {share}=\n{body}"), mac),
            (&format!("-> X25519 {}\n{body}", &share[1..]), mac),
            (&format!("-> X25519 {}\n{body}", "A".repeat(43)), mac),
            (&format!("-> X25519 {share}\n{}", &body[4..]), mac),
            (&format!("-> X25519 {share}\n\n"), mac),
            (&format!("-> X25519 {share}\n{}{body}", "A".repeat(65)), mac),
            (&format!("-> X25519 {share} é\n{body}"), mac),
            (&format!("{stanza}-> scrypt {share} 10\n{body}"), mac),
            (&format!("{stanza}-> \n\n"), mac),
            (&format!("{stanza}hello\n"), mac),
            (stanza, &mac[1..]),
            (stanza, "\n"),
            (stanza, &format!(" {mac}")),
        ] {
            assert_eq!(told(stanzas, mac), Some(Refused::Header), "{stanzas}--- {mac}");
        }
        let endless = "-> x\n\n".repeat(20_000);
        assert_eq!(told(&endless, mac), Some(Refused::HeaderTooLong));
    }

    #[test]
    fn a_refusal_has_words() {
        let error = io::Error::from(Refused::Cut { good: 7 });
        assert_eq!(error.to_string(), "it is cut off; its first 7 bytes are sound");
        assert_eq!(Refused::of(&io::Error::other("x")), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is done to a file: what is given out is a beginning of what was sealed, and it
        /// is never called whole.
        #[test]
        fn no_change_goes_unseen(
            size in prop_oneof![0..3_usize, 65_534..65_539_usize, 0..140_000_usize],
            change in 0..4_u8,
            place in any::<prop::sample::Index>(),
            bit in 0..8_u8,
        ) {
            let identity = Identity::fresh().unwrap();
            let plain = plain(size);
            let mut bent = sealed(&plain, &[identity.recipient()]);
            let at = place.index(bent.len());
            match change {
                0 => bent[at] ^= 1 << bit,
                1 => bent.truncate(at),
                2 => drop(bent.remove(at)),
                _ => bent.insert(at + 1, bit),
            }
            let (given, end) = opened(&bent, &identity);
            prop_assert!(end.is_some());
            prop_assert!(plain.starts_with(&given) && given.len() % CHUNK_BYTES == 0);
        }
    }
}
