//! Several objects as one file that everybody can take apart: a tar archive (POSIX ustar).

use std::sync::Arc;

use bytes::Bytes;

use super::super::{Key, Source};

/// All of it is in blocks of so many bytes.
const BLOCK: u64 = 512;
/// Two empty ones say that it ends.
const END: u64 = 2 * BLOCK;

/// What becomes of one object: its head, and room up to the next block.
pub fn bytes_of(object: u64) -> u64 {
    BLOCK + object.next_multiple_of(BLOCK)
}

/// An archive, and where in it each object begins.
pub fn archive(objects: &[(&Key, &Source, u64)]) -> (Source, Vec<u64>) {
    let (mut row, mut begins, mut at) = (Vec::new(), Vec::new(), 0);
    for (key, source, bytes) in objects {
        row.push((Source::Bytes(head(key.as_str(), *bytes)), BLOCK));
        begins.push(at + BLOCK);
        row.push(((*source).clone(), *bytes));
        let room = bytes.next_multiple_of(BLOCK) - bytes;
        row.push((Source::Bytes(Bytes::from(vec![0; room as usize])), room));
        at += bytes_of(*bytes);
    }
    row.push((Source::Bytes(Bytes::from(vec![0; END as usize])), END));
    (Source::Row(Arc::new(row)), begins)
}

pub fn is_room(taken: u64, object: u64, most: u64) -> bool {
    taken + bytes_of(object) + END <= most
}

/// Keys have at most 200 signs and parts of which none is longer than its field.
fn head(path: &str, bytes: u64) -> Bytes {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut head = [0; BLOCK as usize];
    let mut put = |at: usize, text: &[u8]| head[at..at + text.len()].copy_from_slice(text);
    put(0, &name.as_bytes()[..name.len().min(100)]);
    put(100, b"0000600\x000000000\x000000000\x00");
    put(124, format!("{bytes:011o}\0").as_bytes());
    put(136, b"00000000000\x00");
    // The sum is made with blanks in its own place.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    put(345, &folder.as_bytes()[..folder.len().min(155)]);
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Bytes::copy_from_slice(&head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_lie_where_it_is_said() {
        let keys = ["toko/a1/log-1.age", "toko/a1/log-2.age"].map(|it| Key::parse(it).unwrap());
        let contents = [&b"0123456789"[..], &[7; 512]].map(Bytes::from_static);
        let sources = contents.clone().map(Source::Bytes);
        let objects = [(&keys[0], &sources[0], 10), (&keys[1], &sources[1], 512)];
        let (source, begins) = archive(&objects);
        let mut made = Vec::new();
        source
            .each(0..bytes_of(10) + bytes_of(512) + END, |piece| {
                made.extend_from_slice(piece);
                Ok(())
            })
            .unwrap();
        for (at, content) in begins.iter().zip(&contents) {
            let at = *at as usize;
            assert_eq!(made[at..at + content.len()], content[..]);
        }
        assert_eq!(made.len() as u64, bytes_of(10) + bytes_of(512) + END);
        // The sum that a reader makes, with blanks in its place.
        let told = u32::from_str_radix(std::str::from_utf8(&made[148..154]).unwrap(), 8).unwrap();
        made[148..156].fill(b' ');
        assert_eq!(made[..512].iter().map(|byte| u32::from(*byte)).sum::<u32>(), told);
    }
}
