//! The carrier between: who is let in, what it says where there is no line, and servers that do
//! what no real one does.

use std::collections::VecDeque;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use secrecy::SecretString;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;
use warung::backup::offsite::{self, listen};
use warung::backup::target::TargetError;
use warung::config::backup::Sftp;
use warung::domain::limit::{OFFSITE_LINES_MAX, SFTP_ANSWER_BYTES_MAX};

use super::sshd::{key_pair, local, sshd};
use super::*;

/// A shop's folder with a carrier for one place.
struct Shop {
    home: TempDir,
    backup: Backup,
    carrier: Option<JoinHandle<anyhow::Error>>,
}

impl Shop {
    fn of(config: Config) -> Shop {
        Shop { home: tempfile::tempdir().unwrap(), backup: there(config), carrier: None }
    }

    fn folder(&self) -> PathBuf {
        let folder = self.home.path().join("offsite");
        offsite::folder(&folder).unwrap();
        folder
    }

    fn socket(&self) -> PathBuf {
        self.folder().join(offsite::socket(&self.backup))
    }

    fn carried(mut self) -> Shop {
        let (folder, room) = (self.folder(), self.folder().join("room"));
        offsite::folder(&room).unwrap();
        let listening = listen(&[self.backup.clone()], &folder, &room, &folder).unwrap();
        self.carrier = Some(tokio::spawn(listening.serve()));
        self
    }

    /// As the shop itself goes there.
    fn target(&self, patience: Patience) -> Target {
        let (clock, home) = (Clock::new(), self.home.path());
        let target = Target::new(&self.backup, &clock, home, patience, false).unwrap();
        target.without_programs(None)
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(carrier) = &self.carrier {
            carrier.abort();
        }
    }
}

#[tokio::test]
async fn a_shop_that_runs_no_programs_gets_there_by_the_carrier() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let shop = Shop::of(Config::Sftp(server.place()));
    let place = shop.target(Patience::default());
    let error = place.list(None).await.unwrap_err();
    assert!(error.again(), "{error}");
    assert!(error.to_string().contains("systemctl restart warung-offsite@"), "{error}");
    let shop = shop.carried();
    does_what_it_should(&place, folder.path()).await;
    assert_eq!(fs::metadata(shop.socket()).unwrap().permissions().mode() & 0o777, 0o600);
    // Other settings are another place: what was carried before is no answer to them.
    let mut moved = server.place();
    moved.key = SecretString::from("lain");
    assert_ne!(offsite::socket(&there(Config::Sftp(moved))), offsite::socket(&shop.backup));
    // One that ends takes its lines along; the next finds the one that comes after it.
    shop.carrier.as_ref().unwrap().abort();
    let error = loop {
        match place.list(None).await {
            Ok(_) => tokio::task::yield_now().await,
            Err(error) => break error,
        }
    };
    assert!(error.again(), "{error}");
    let _shop = shop.carried();
    assert_eq!(names(&place, None).await, [""; 0]);
}

#[tokio::test]
async fn rclone_is_carried_as_well() {
    let (there, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(config) = local(there.path()) else { return };
    let shop = Shop::of(Config::Rclone(config)).carried();
    does_what_it_should(&shop.target(Patience::default()), folder.path()).await;
    assert!(shop.folder().join("there.rclone").exists());
}

#[tokio::test]
async fn why_there_is_no_line_is_told_across() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let (other, _) = key_pair(&folder.path().join("other"));
    let wrong = Sftp { key: other.into(), ..server.place() };
    let shop = Shop::of(Config::Sftp(wrong)).carried();
    let error = shop.target(Patience::default()).list(None).await.unwrap_err();
    let TargetError::Refused(why) = &error else { panic!("{error}") };
    assert!(why.contains("Permission denied (publickey)"), "{why}");
    let away = Sftp { port: 9, ..server.place() };
    let shop = Shop::of(Config::Sftp(away)).carried();
    let error = shop.target(Patience::default()).list(None).await.unwrap_err();
    assert!(error.again() && error.to_string().contains("Connection refused"), "{error}");
}

#[tokio::test]
async fn no_more_lines_than_fit_are_opened() {
    let Some(server) = sshd("") else { return };
    let shop = Shop::of(Config::Sftp(server.place())).carried();
    let mut lines = VecDeque::new();
    for _ in 0..OFFSITE_LINES_MAX {
        let place = shop.target(Patience::default());
        assert_eq!(names(&place, None).await, [""; 0]);
        lines.push_back(place);
    }
    let more = shop.target(Patience::default());
    let error = more.list(None).await.unwrap_err();
    assert!(error.again() && error.to_string().contains("too many lines"), "{error}");
    // Whoever goes makes room, once its program has ended.
    lines.pop_front();
    while let Err(error) = more.list(None).await {
        assert!(error.to_string().contains("too many lines"), "{error}");
    }
}

#[tokio::test]
async fn whoever_starts_programs_by_hand_needs_no_socket() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    // No socket can have so long a name.
    let home = folder.path().join("x".repeat(120));
    fs::create_dir(&home).unwrap();
    let by_hand = target(Config::Sftp(server.place()), &home);
    assert_eq!(names(&by_hand, None).await, [""; 0]);
    // A shop that runs none says what is wrong with it.
    let error = by_hand.without_programs(None).list(None).await;
    assert!(error.is_ok(), "its line is open: {error:?}");
    let shop = target(Config::Sftp(server.place()), &home).without_programs(None);
    let error = shop.list(None).await.unwrap_err();
    assert!(error.to_string().contains(".sock: "), "{error}");
}

const STATUS: u8 = 101;
const NAME: u8 = 104;

fn number(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

fn text(text: &[u8]) -> Vec<u8> {
    [&number(text.len() as u32), text].concat()
}

/// A packet with its length in front.
fn packet(kind: u8, body: &[u8]) -> Vec<u8> {
    [&number(body.len() as u32 + 1)[..], &[kind], body].concat()
}

fn version() -> Vec<u8> {
    packet(2, &number(3))
}

fn entry(name: &[u8], mode: u32) -> Vec<u8> {
    let facts = [&number(0x05)[..], &8_u64.to_be_bytes(), &number(mode)].concat();
    [text(name), text(b""), facts].concat()
}

fn status(id: [u8; 4], code: u32) -> Vec<u8> {
    packet(STATUS, &[&id[..], &number(code), &text(b"no"), &text(b"")].concat())
}

/// A server of the test's own behind the carrier's word: to each question, of a kind and a number,
/// it says whatever `answer` makes of it.
async fn hostile(answer: impl Fn(u8, [u8; 4]) -> Vec<u8> + Clone + Send + 'static) -> Shop {
    says(b"ok\n", answer).await
}

async fn says(
    word: &'static [u8],
    answer: impl Fn(u8, [u8; 4]) -> Vec<u8> + Clone + Send + 'static,
) -> Shop {
    let config = Sftp {
        host: "there.example".to_owned(),
        port: 22,
        user: "sari".to_owned(),
        path: String::new(),
        host_key: "ssh-ed25519 AAAA".to_owned(),
        key: "kunci".to_owned().into(),
    };
    let shop = Shop::of(Config::Sftp(config));
    let listener = UnixListener::bind(shop.socket()).unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move { converse(stream, word, answer).await });
        }
    });
    shop
}

async fn converse(
    mut stream: UnixStream,
    word: &[u8],
    answer: impl Fn(u8, [u8; 4]) -> Vec<u8>,
) -> Option<()> {
    stream.write_all(word).await.ok()?;
    loop {
        let mut packet = vec![0; stream.read_u32().await.ok()? as usize];
        stream.read_exact(&mut packet).await.ok()?;
        let id = packet[1..5].try_into().unwrap();
        stream.write_all(&answer(packet[0], id)).await.ok()?;
    }
}

/// A server that behaves but for one thing.
fn but(
    kind: u8,
    odd: impl Fn([u8; 4]) -> Vec<u8> + Clone,
) -> impl Fn(u8, [u8; 4]) -> Vec<u8> + Clone {
    move |asked, id| match asked {
        asked if asked == kind => odd(id),
        1 => version(),
        3 | 11 => packet(102, &[&id[..], &text(b"h")].concat()),
        7 => packet(105, &[&id[..], &entry(b"", 0o100_600)[8..]].concat()),
        _ => status(id, 0),
    }
}

/// Those names, and no more.
fn once(
    names: &'static [&'static [u8]],
) -> impl Fn(u8, [u8; 4]) -> Vec<u8> + Clone + Send + 'static {
    let told = Arc::new(AtomicBool::new(false));
    but(12, move |id| match told.swap(true, Ordering::SeqCst) {
        true => status(id, 1),
        false => {
            let all: Vec<u8> = names.iter().flat_map(|name| entry(name, 0o100_600)).collect();
            packet(NAME, &[&id[..], &number(names.len() as u32), &all].concat())
        }
    })
}

#[tokio::test]
async fn a_listing_that_lies_is_strange_and_leads_nowhere() {
    let named = |names: &'static [&'static [u8]]| {
        but(12, move |id| {
            let all: Vec<u8> = names.iter().flat_map(|name| entry(name, 0o100_600)).collect();
            packet(NAME, &[&id[..], &number(names.len() as u32), &all].concat())
        })
    };
    let whole = |count: u32| but(12, move |id| packet(NAME, &[&id[..], &number(count)].concat()));
    // Names without an end, a list without names, more names than there are, another's folder.
    let endless: &[&[u8]] = &[b"..", b"a\nb", b"\xff\xfe", b"/etc/passwd", b"../../etc/passwd"];
    for (server, words) in [
        (hostile(named(endless)).await, "more objects than a shop has"),
        (hostile(whole(0)).await, "goes on without names"),
        (hostile(whole(u32::MAX)).await, "ends in the middle"),
        (hostile(once(&[b"log-1", b"other/log-1"])).await, "another folder"),
        (hostile(but(12, |id| packet(103, &[&id[..], &text(b"x")].concat()))).await, "no names"),
        (hostile(but(11, |id| status(id, 0))).await, "done, where"),
        (hostile(but(12, |_| status([9; 4], 1))).await, "nobody asked"),
        (hostile(but(12, |id| packet(77, &id))).await, "no kind that SFTP has"),
        (hostile(but(12, |_| number(SFTP_ANSWER_BYTES_MAX as u32 + 1).to_vec())).await, "length"),
        (hostile(but(12, |_| vec![0; 4])).await, "impossible length"),
        (hostile(but(1, |_| b"Welcome to the server".to_vec())).await, "print something"),
        (hostile(but(1, |_| packet(2, &number(6)))).await, "another protocol"),
        (says(b"hm\n", but(1, |_| version())).await, "neither yes nor no"),
    ] {
        let error = server.target(HASTE).list(None).await.unwrap_err();
        assert!(matches!(error, TargetError::Strange(_)), "{words}: {error}");
        assert!(error.to_string().contains(words), "{words}: {error}");
    }
    // Names that are none of ours are passed over, whatever they are.
    let server = hostile(once(&[b"..", b".", b"a\x1bb", b"../x", b"log-1.new", b"log-1"])).await;
    assert_eq!(names(&server.target(HASTE), None).await, ["log-1"]);
}

#[tokio::test]
async fn bytes_that_lie_are_strange() {
    let gives = |bytes: Vec<u8>| but(5, move |id| packet(103, &[&id[..], &text(&bytes)].concat()));
    for (server, words) in [
        (hostile(gives(vec![0; 100])).await, "another number of bytes"),
        (hostile(gives(Vec::new())).await, "another number of bytes"),
        (hostile(but(5, |id| status(id, 0))).await, "done, where"),
        (hostile(but(3, |id| packet(102, &[&id[..], &text(&[0; 300])].concat()))).await, "handle"),
    ] {
        let error = fetched(&server.target(HASTE), &key("toko/gen/log-1")).await;
        let error = match error {
            Ok(found) => panic!("{words}: {found:?}"),
            Err(error) => error,
        };
        assert!(matches!(error, TargetError::Strange(_)), "{words}: {error}");
        assert!(error.to_string().contains(words), "{words}: {error}");
    }
    // It may give less than was asked for, and end before its own word.
    let bit = hostile(gives(b"x".to_vec())).await;
    assert_eq!(fetched(&bit.target(HASTE), &key("toko/gen/log-1")).await.unwrap(), b"xxxxxxxx");
    let ends = hostile(but(5, |id| status(id, 1))).await;
    assert_eq!(fetched(&ends.target(HASTE), &key("toko/gen/log-1")).await.unwrap(), b"");
}

#[tokio::test]
async fn a_no_is_told_as_what_it_is_and_silence_has_an_end() {
    let missing = |kind: u8, code: u32| {
        let odd = but(kind, move |id| status(id, code));
        move |asked: u8, id: [u8; 4]| match asked {
            7 => status(id, 2),
            asked => odd(asked, id),
        }
    };
    let object = key("toko/gen/log-1");
    for (code, put, deleted) in [
        (3, "refuses: no", "lets nothing be deleted"),
        (4, "answers what makes no sense: no", "lets nothing be deleted"),
        (8, "answers what makes no sense: no", "lets nothing be deleted"),
        (77, "answers what makes no sense: no", "answers what makes no sense"),
    ] {
        let server = hostile(missing(6, code)).await;
        let error = server.target(HASTE).put(&object, &bytes("isi")).await.unwrap_err();
        assert!(error.to_string().starts_with(put), "{code}: {error}");
        let server = hostile(but(13, move |id| status(id, code))).await;
        let error = server.target(HASTE).delete(&object).await.unwrap_err().to_string();
        assert!(error.starts_with(deleted), "{code}: {error}");
    }
    // What is not there is deleted, whatever a server calls that; a bad line may be better later.
    for code in [2, 4] {
        let server = hostile(missing(13, code)).await;
        assert_eq!(server.target(HASTE).delete(&object).await, Ok(()), "{code}");
    }
    let lost = but(13, |id| {
        packet(STATUS, &[&id[..], &number(4), &text(b"dial tcp: i/o timeout"), &text(b"")].concat())
    });
    let error = hostile(lost).await.target(HASTE).delete(&object).await.unwrap_err();
    assert!(error.again(), "{error}");
    for silent in [3, 6, 4, 18] {
        let odd = but(silent, |_| Vec::new());
        let quiet = move |asked: u8, id: [u8; 4]| match asked {
            7 => status(id, 2),
            asked => odd(asked, id),
        };
        let error = hostile(quiet).await.target(HASTE).put(&object, &bytes("isi")).await;
        assert!(error.as_ref().is_err_and(TargetError::again), "{silent}: {error:?}");
    }
    let error = hostile(but(1, |_| Vec::new())).await.target(HASTE).list(None).await.unwrap_err();
    assert!(error.again(), "{error}");
    let long = says(&[b'x'; 4096], but(1, |_| version())).await;
    let error = long.target(HASTE).list(None).await.unwrap_err();
    assert!(matches!(error, TargetError::Strange(_)), "{error}");
    let no = says(b"no Host key verification failed.\n", but(1, |_| version())).await;
    let error = no.target(HASTE).list(None).await.unwrap_err();
    assert_eq!(error, TargetError::Refused("Host key verification failed.".to_owned()));
}
