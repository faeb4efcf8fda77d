//! The places where copies lie: real servers, real disks, and servers that do what those cannot.

mod config;
mod disks;
pub mod faults;
mod folder;
mod listings;
mod offsite;
pub mod programs;
mod rclone;
mod s3;
pub mod servers;
mod sftp;
pub mod sshd;
pub mod telegram;
mod uploads;
mod webdav;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use sha2::{Digest, Sha256};
use warung::backup::target::{Key, Object, Patience, Probed, Source, Target, TargetError};
use warung::config::Backup;
use warung::config::backup::Target as Config;
use warung::domain::time::Span;
use warung::engine::clock::Clock;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// For servers that never answer: long enough for all others.
const HASTE: Patience = Patience { answer: Span::secs(3), pace: 1 << 20 };

/// The way there, with the right time, of a shop that lies in `home`.
fn target(config: Config, home: &Path) -> Target {
    with(config, home, &Clock::new(), false)
}

fn with(config: Config, home: &Path, clock: &Clock, used: bool) -> Target {
    Target::new(&there(config), clock, home, Patience::default(), used).unwrap()
}

fn hasty(config: Config) -> Target {
    patient(config, HASTE)
}

/// Of a shop that does not lie here.
fn patient(config: Config, patience: Patience) -> Target {
    Target::new(&there(config), &Clock::new(), Path::new("/"), patience, false).unwrap()
}

fn there(target: Config) -> Backup {
    Backup { name: "there".to_owned(), target }
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn bytes(text: &'static str) -> Source {
    Source::Bytes(Bytes::from_static(text.as_bytes()))
}

/// A file of so many bytes that do not repeat, and what they amount to.
fn large(folder: &Path, bytes: usize) -> (PathBuf, [u8; 32]) {
    let path = folder.join(format!("large-{bytes}"));
    let mut content = Vec::with_capacity(bytes + 32);
    let mut block = [0; 32];
    while content.len() < bytes {
        block = Sha256::digest(block).into();
        content.extend_from_slice(&block);
    }
    content.truncate(bytes);
    fs::write(&path, &content).unwrap();
    (path, Sha256::digest(&content).into())
}

async fn fetched(target: &Target, key: &Key) -> Result<Vec<u8>, TargetError> {
    let mut found = Vec::new();
    let count = target.get(key, &mut found).await?;
    assert_eq!(count, found.len() as u64);
    Ok(found)
}

async fn part(target: &Target, key: &Key, part: std::ops::Range<u64>) -> Vec<u8> {
    let mut found = Vec::new();
    let count = target.get_part(key, part, &mut found).await.unwrap();
    assert_eq!(count, found.len() as u64);
    found
}

/// The names of what lies there.
async fn names(target: &Target, under: Option<&str>) -> Vec<String> {
    let listed = target.list(under.map(key).as_ref()).await.unwrap();
    listed.iter().map(|object| object.key.to_string()).collect()
}

/// What every place can do, whatever kind it is. `folder` is for files of the test.
async fn does_what_it_should(target: &Target, folder: &Path) {
    assert_eq!(target.probe("toko-sari").await, Ok(Probed { add_only: false }));
    let (one, two) = (key("toko-sari/gen1/log-01-02.age"), key("toko-sari/gen2/snap-01.age"));
    assert_eq!(target.list(Some(&key("toko-sari/gen1"))).await, Ok(Vec::new()));
    target.put(&one, &bytes("0123456789")).await.unwrap();
    // Larger than what goes in one piece, and no whole number of parts.
    let (path, hash) = large(folder, (20 << 20) + 12_345);
    let file = Source::file(&path);
    target.put(&two, &file).await.unwrap();
    assert_eq!(names(target, None).await, [one.as_str(), two.as_str()]);
    assert_eq!(
        target.list(Some(&key("toko-sari/gen2"))).await,
        Ok(vec![Object { key: two.clone(), bytes: (20 << 20) + 12_345 }])
    );
    assert_eq!(target.size(&two).await, Ok((20 << 20) + 12_345));
    assert_eq!(<[u8; 32]>::from(Sha256::digest(fetched(target, &two).await.unwrap())), hash);

    assert_eq!(fetched(target, &one).await.unwrap(), b"0123456789");
    assert_eq!(part(target, &one, 0..4).await, b"0123");
    assert_eq!(part(target, &one, 7..10).await, b"789");
    assert_eq!(part(target, &one, 3..3).await, b"");
    let head = part(target, &two, 1_000_000..1_000_016).await;
    assert_eq!(head, fs::read(&path).unwrap()[1_000_000..1_000_016]);

    // The same once more is good; anything else is refused, and what lies there stays.
    target.put(&one, &bytes("0123456789")).await.unwrap();
    target.put(&two, &file).await.unwrap();
    for other in ["012345678X", "short", ""] {
        let exists = TargetError::Exists(one.to_string());
        assert_eq!(target.put(&one, &bytes(other)).await, Err(exists), "{other}");
    }
    assert_eq!(fetched(target, &one).await.unwrap(), b"0123456789");

    let empty = key("toko-sari/gen1/empty");
    target.put(&empty, &bytes("")).await.unwrap();
    assert_eq!(fetched(target, &empty).await.unwrap(), b"");
    assert_eq!(target.size(&empty).await, Ok(0));

    for gone in [&one, &two, &empty] {
        target.delete(gone).await.unwrap();
        target.delete(gone).await.unwrap();
        assert_eq!(target.size(gone).await, Err(TargetError::Missing(gone.to_string())));
        let missing = fetched(target, gone).await;
        assert_eq!(missing, Err(TargetError::Missing(gone.to_string())));
    }
    assert_eq!(names(target, None).await, [""; 0]);
    let nowhere = Source::file(folder.join("nowhere"));
    let error = target.put(&one, &nowhere).await.unwrap_err();
    assert!(matches!(error, TargetError::Here(_)), "{error}");
}

/// A range may go beyond the end. Not every server of others knows.
async fn reads_beyond_the_end(target: &Target) {
    let object = key("toko-sari/gen1/short");
    target.put(&object, &bytes("0123456789")).await.unwrap();
    assert_eq!(part(target, &object, 7..100).await, b"789");
    assert_eq!(part(target, &object, 10..20).await, b"");
}
