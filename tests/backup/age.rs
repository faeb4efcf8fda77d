//! Debian's `age` opens what we seal, and we open what it seals.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use warung::backup::age::{Identity, Reader, Recipient, Refused, Writer};

use crate::skip::skip;

/// Whether Debian's program is here; else that is said.
pub fn is_here() -> bool {
    let here = Command::new("age").arg("--version").output().is_ok();
    if !here {
        skip("age is not installed; this needs it: apt install age");
    }
    here
}

fn plain(size: usize) -> Vec<u8> {
    (0..size as u64).map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect()
}

/// `age` with this on its standard input.
fn age(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new("age");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let typing = std::thread::spawn(move || {
        // One that has seen enough reads no more.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    typing.join().unwrap();
    output
}

fn key_file(folder: &Path, name: &str, identity: &Identity) -> String {
    let path = folder.join(name);
    fs::write(&path, &**identity.text()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn sealed(plain: &[u8], recipients: &[Recipient]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), recipients).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

#[test]
fn debians_age_opens_ours_with_either_key() {
    if !is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let people = [(); 2].map(|()| Identity::fresh().unwrap());
    let recipients = people.each_ref().map(Identity::recipient);
    let stranger = key_file(folder.path(), "stranger", &Identity::fresh().unwrap());
    for size in [0, 1, 65_535, 65_536, 65_537, 131_072, 4_000_001] {
        let (plain, name) = (plain(size), format!("key-{size}"));
        let sealed = sealed(&plain, &recipients);
        for identity in &people {
            let key = key_file(folder.path(), &name, identity);
            let opened = age(&["-d", "-i", &key], &sealed);
            assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
            assert!(opened.stdout == plain, "{size}");
            let cut = age(&["-d", "-i", &key], &sealed[..sealed.len() - 1]);
            assert!(!cut.status.success(), "{size}");
        }
        assert!(!age(&["-d", "-i", &stranger], &sealed).status.success());
    }
}

#[test]
fn we_open_what_debians_age_seals() {
    if !is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // Its key maker's keys are ours too.
    let made = Command::new("age-keygen").output().unwrap();
    let made = String::from_utf8(made.stdout).unwrap();
    let identity = Identity::parse(made.lines().last().unwrap()).unwrap();
    let told = made.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
    assert_eq!(told, identity.recipient().to_string());
    let other = Identity::fresh().unwrap();
    let recipients = folder.path().join("recipients");
    fs::write(&recipients, format!("{told}\n{}\n", other.recipient())).unwrap();
    for size in [0, 1, 65_535, 65_536, 65_537, 131_072, 4_000_001] {
        let plain = plain(size);
        let sealed = age(&["-R", recipients.to_str().unwrap()], &plain).stdout;
        for identity in [&identity, &other] {
            let mut opened = Vec::new();
            let mut reader = Reader::open(&sealed[..], &[identity]).unwrap();
            reader.read_to_end(&mut opened).unwrap();
            assert!(opened == plain, "{size}");
        }
        let refused = Reader::open(&sealed[..], &[&Identity::fresh().unwrap()]).err().unwrap();
        assert_eq!(Refused::of(&refused), Some(&Refused::WrongKey));
    }
}
