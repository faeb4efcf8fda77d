//! The way without us: what `docs/RESTORE.md` says opens a copy with what Debian has.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use warung::backup::object::{KIT_KEY, Name, TITLE};
use warung::backup::recovery::machine;
use warung::domain::limit::OBJECT_FRAME_BYTES;
use warung::store::pour::{self, Cell};

use super::rebuild::copied;
use super::{Shop, TOKEN, hex_key};
use crate::age::is_here;
use crate::skip::skip;

const GUIDE: &str = include_str!("../../../docs/RESTORE.md");

fn has(program: &str) -> bool {
    let here = Command::new(program).arg("--version").output().is_ok();
    if !here {
        skip(&format!("{program} is not installed; this needs it: apt install {program}"));
    }
    here
}

/// As the guide has it: `age -d -i KEY FILE | zstd -d > plain`.
fn opened(shop: &Shop, folder: &Path, name: &Name) -> Vec<u8> {
    let key = folder.join("key");
    fs::write(&key, &**shop.key.text()).unwrap();
    let line = "age -d -i \"$1\" \"$2\" | zstd -d";
    let mut command = Command::new("sh");
    command.args(["-c", &format!("set -e; {line}"), "sh"]).arg(&key).arg(shop.path(name));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn debians_programs_open_every_object() {
    if !is_here() || !has("zstd") {
        return;
    }
    let (shop, folder) = (copied(), tempfile::tempdir().unwrap());
    for name in shop.names() {
        let plain = opened(&shop, folder.path(), &name);
        assert_eq!(&plain[5..5 + TITLE.len()], TITLE.as_bytes());
    }
}

#[test]
fn the_guides_program_reads_all_of_it() {
    if !is_here() || !has("zstd") || !has("python3") {
        return;
    }
    let (shop, folder) = (copied(), tempfile::tempdir().unwrap());
    let (_, program) = GUIDE.split_once("```python\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let read = |plain: &[u8]| {
        let mut command = Command::new("python3");
        command.args(["-c", program]).current_dir(folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (mut stdin, plain) = (child.stdin.take().unwrap(), plain.to_vec());
        let typing = std::thread::spawn(move || drop(stdin.write_all(&plain)));
        let output = child.wait_with_output().unwrap();
        typing.join().unwrap();
        output
    };
    let plan = shop.plan(None);
    let plain = opened(&shop, folder.path(), &plan.snapshot);
    let output = read(&plain);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with("warung backup 1 · toko · Toko Sari · layout"), "{printed:.80}");
    assert_eq!(fs::read(folder.path().join(KIT_KEY)).unwrap(), hex_key());
    assert_eq!(fs::read(folder.path().join(TOKEN)).unwrap(), b"123:rahasia");
    // Every cell, as we read it.
    let (object, _) = super::object::open(&shop, &plan.snapshot);
    let cells = warung::backup::object::snapshot::Kit::read(object).unwrap().cells;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let cells = cells.map(|cell| match cell.unwrap() {
        Cell::Row { table, key, bytes } => format!("row {} {key} {}", table as u8, hex(&bytes)),
        Cell::Entry((index, key, row)) => format!("entry {index} {key} {row}"),
        Cell::Tally((index, key), count) => format!("tally {index} {key} {count}"),
    });
    let told = printed
        .lines()
        .filter(|line| ["row ", "entry ", "tally "].iter().any(|kind| line.starts_with(kind)));
    assert!(cells.eq(told));
    // One that ends too early is not taken for whole.
    assert!(!read(&plain[..plain.len() - 9]).status.success());
    let output = read(&opened(&shop, folder.path(), &plan.logs[0]));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let first = shop.store().records_after(&shop.upto.last, 0).unwrap();
    assert!(first.is_empty() && printed.lines().any(|line| line.starts_with("record 77637231")));
}

#[test]
fn the_guide_says_what_is() {
    for word in [
        &format!("`{TITLE}`"),
        &format!("at most {OBJECT_FRAME_BYTES} bytes"),
        &format!("`{KIT_KEY}`"),
        "backup.key",
        "snap-SEQUENCE-TIME.age",
        "log-FROM-TO-TIME.age",
        "warung goods",
    ] {
        assert!(GUIDE.contains(word), "{word}");
    }
    // The machine's own key is where the guide says.
    let folder = tempfile::tempdir().unwrap();
    machine::load_or_make(folder.path()).unwrap();
    assert!(folder.path().join("backup.key").exists());
    // The files that it sends to are there.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = GUIDE.split('`').skip(1).step_by(2).filter(|it| it.starts_with("src/"));
    assert!(files.clone().count() >= 3);
    files.for_each(|file| assert!(root.join(file).exists(), "{file}"));
    // A row of it opens by the guide's words alone.
    let shop = Shop::new();
    let mut sealed = 0;
    pour::out(&shop.store().snap().unwrap(), |cell| {
        let Cell::Row { table, key, bytes } = cell else { return Ok(()) };
        sealed += u32::from(opens(table as u8, key, &bytes));
        Ok(())
    })
    .unwrap();
    assert!(sealed > 10, "{sealed}");
}

/// Opens a sealed row as the guide says.
fn opens(table: u8, key: u64, row: &[u8]) -> bool {
    use chacha20poly1305::aead::{Aead, KeyInit, Payload};
    use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
    use hmac::{Hmac, Mac};

    let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(&crate::counter::KEY).unwrap();
    mac.update(b"warung goods");
    let goods: [u8; 32] = mac.finalize().into_bytes().into();
    let cipher = XChaCha20Poly1305::new(&Key::from(goods));
    let Some((nonce, sealed)) = row[1..].split_first_chunk::<24>() else { return false };
    let aad = [&[table, row[0]][..], &key.to_le_bytes()].concat();
    let payload = Payload { msg: sealed, aad: &aad };
    cipher.decrypt(&XNonce::from(*nonce), payload).is_ok()
}
