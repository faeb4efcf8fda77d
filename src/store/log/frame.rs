//! How records lie in the log: frames within numbered segments, each on pages of its own.
//!
//! ```text
//! segment    a page     magic, number, generation, the last record before it, sum
//!            frames     until the next does not fit, and then pages of some time before
//! frame      magic      4 bytes   "wfr1"
//!            sum        4 bytes   CRC-32C of generation, the rest of the head, and the bytes
//!            segment    8 bytes   its number, which no other segment ever had
//!            sequence   8 bytes   the record's
//!            offset     4 bytes   where in the record these bytes belong
//!            whole      4 bytes   how long the record is
//!            length     4 bytes   how many bytes follow
//! ```
//!
//! Numbers are little-endian. A frame ends where a page does: what was synced is never written
//! again, not even along with its neighbour. A segment that is used again keeps the frames of its
//! last use until they are overwritten; they name another segment.

use crate::store::change_record::Generation;
use crate::store::record::CHECKSUM;

pub const PAGE: usize = 4096;
/// The least of a segment: its own page, and one for a frame.
pub const SEGMENT_BYTES_MIN: usize = 2 * PAGE;

const SEGMENT_MAGIC: &[u8; 4] = b"wsg1";
const FRAME_MAGIC: &[u8; 4] = b"wfr1";
const SUM_BYTES: usize = 4;
const SUMMED_FROM: usize = FRAME_MAGIC.len() + SUM_BYTES;
pub const FRAME_HEAD_BYTES: usize = SUMMED_FROM + 8 + 8 + 4 + 4 + 4;

/// The first page of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub number: u64,
    pub generation: Generation,
    /// Every record that begins in it has a greater number.
    pub after: u64,
}

/// A record, or a piece of one.
#[derive(Debug, PartialEq, Eq)]
pub struct Frame<'b> {
    pub segment: u64,
    pub sequence: u64,
    pub offset: u32,
    pub whole: u32,
    pub bytes: &'b [u8],
}

impl Head {
    pub fn encode(&self) -> Vec<u8> {
        let mut page = SEGMENT_MAGIC.to_vec();
        page.extend(self.number.to_le_bytes());
        page.extend(self.generation.0);
        page.extend(self.after.to_le_bytes());
        page.extend(CHECKSUM.checksum(&page).to_le_bytes());
        page.resize(PAGE, 0);
        page
    }

    pub fn decode(page: &[u8]) -> Option<Head> {
        let mut from = Fields(page);
        let magic = from.take::<4>()?;
        let number = u64::from_le_bytes(from.take()?);
        let generation = Generation(from.take()?);
        let after = u64::from_le_bytes(from.take()?);
        let summed = page.len() - from.0.len();
        let sum = u32::from_le_bytes(from.take()?);
        let whole = magic == *SEGMENT_MAGIC && sum == CHECKSUM.checksum(&page[..summed]);
        whole.then_some(Head { number, generation, after })
    }
}

impl Frame<'_> {
    /// Adds its pages to others.
    pub fn encode(&self, generation: &Generation, to: &mut Vec<u8>) {
        let begin = to.len();
        to.extend(FRAME_MAGIC);
        to.extend([0; SUM_BYTES]);
        to.extend(self.segment.to_le_bytes());
        to.extend(self.sequence.to_le_bytes());
        to.extend(self.offset.to_le_bytes());
        to.extend(self.whole.to_le_bytes());
        to.extend((self.bytes.len() as u32).to_le_bytes());
        to.extend(self.bytes);
        let sum = sum(generation, &to[begin + SUMMED_FROM..]);
        to[begin + FRAME_MAGIC.len()..begin + SUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
        to.resize(begin + self.pages() * PAGE, 0);
    }

    /// The frame that begins here, if one does that is whole.
    pub fn decode<'b>(bytes: &'b [u8], generation: &Generation) -> Option<Frame<'b>> {
        let mut from = Fields(bytes);
        let magic = from.take::<4>()?;
        let told = u32::from_le_bytes(from.take()?);
        let segment = u64::from_le_bytes(from.take()?);
        let sequence = u64::from_le_bytes(from.take()?);
        let offset = u32::from_le_bytes(from.take()?);
        let whole = u32::from_le_bytes(from.take()?);
        let length = u32::from_le_bytes(from.take()?);
        if magic != *FRAME_MAGIC {
            return None;
        }
        let end = FRAME_HEAD_BYTES.checked_add(length as usize)?;
        let summed = bytes.get(SUMMED_FROM..end)?;
        let bytes = &bytes[FRAME_HEAD_BYTES..end];
        let frame = Frame { segment, sequence, offset, whole, bytes };
        (told == sum(generation, summed)).then_some(frame)
    }

    pub fn pages(&self) -> usize {
        (FRAME_HEAD_BYTES + self.bytes.len()).div_ceil(PAGE)
    }
}

fn sum(generation: &Generation, bytes: &[u8]) -> u32 {
    let mut sum = CHECKSUM.digest();
    sum.update(&generation.0);
    sum.update(bytes);
    sum.finalize()
}

/// What is left to be read of a head.
struct Fields<'b>(&'b [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Generation = Generation([3; 16]);

    #[test]
    fn a_frame_is_read_as_it_was_written_and_every_byte_counts() {
        for length in [0, 1, PAGE - FRAME_HEAD_BYTES, PAGE - FRAME_HEAD_BYTES + 1, 3 * PAGE] {
            let bytes = vec![7; length];
            let whole = length as u32;
            let frame = Frame { segment: 5, sequence: 9, offset: 0, whole, bytes: &bytes };
            let mut pages = Vec::new();
            frame.encode(&OURS, &mut pages);
            assert_eq!(pages.len(), frame.pages() * PAGE);
            assert_eq!(Frame::decode(&pages, &OURS), Some(frame));
            assert_eq!(Frame::decode(&pages, &Generation([4; 16])), None);
            for at in 0..FRAME_HEAD_BYTES + length {
                pages[at] ^= 0x10;
                assert_eq!(Frame::decode(&pages, &OURS), None, "byte {at} of {length}");
                pages[at] ^= 0x10;
            }
            let cut = &pages[..FRAME_HEAD_BYTES + length];
            assert!(Frame::decode(cut, &OURS).is_some());
            assert!(cut.split_last().is_none_or(|(_, cut)| Frame::decode(cut, &OURS).is_none()));
        }
    }

    #[test]
    fn a_segment_has_one_head() {
        let head = Head { number: 12, generation: OURS, after: 77 };
        let mut page = head.encode();
        assert_eq!(page.len(), PAGE);
        assert_eq!(Head::decode(&page), Some(head));
        for at in 0..40 {
            page[at] ^= 0x01;
            assert_eq!(Head::decode(&page), None, "byte {at}");
            page[at] ^= 0x01;
        }
        assert_eq!(Head::decode(&[0; PAGE]), None);
    }
}
