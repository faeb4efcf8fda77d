//! A disk that loses pages: zeroed, garbled, cut off, at every place. Each is a fault with words,
//! never a panic, and what was lost is found.

use std::fs;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use warung::demo::world::World;
use warung::domain::id::CustomerId;
use warung::domain::incident::{Incident, Trouble};
use warung::domain::limit::PICTURE_PIECE_BYTES;
use warung::domain::shop::Shop;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::invariants::findings;
use warung::store::fault::Fault;
use warung::store::open::{OpenError, Store};
use warung::store::read::Read;
use warung::store::schema::{PicturePiece, Table};

use crate::counter::{ADMIN, BUDI, Counter, OPENED, OWNER, SARI, shop};
use crate::daemon::Daemon;

const PAGE: usize = 4096;
/// Pages that are told of: each takes an opening.
const ENOUGH: usize = 2;
/// Rows of some 4 KB, together more than the engine keeps in memory.
const BALLAST: u64 = 700;

fn owned() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

/// A shop that has sold, and the outside as it was when it closed.
fn sold(folder: &Path) -> Counter {
    let store = Store::open(folder, &folder.join("warung.key")).unwrap();
    let mut counter = Counter::over(store, owned());
    counter.apply(Input::Opened);
    counter.say(OWNER, "/start");
    let units: Vec<String> = (0..60).map(|number| format!("akun{number}@x|sandi")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &units);
    for order in 1..=3 {
        counter.checkout(SARI, 1, 1);
        counter.pay(order);
        counter.notify(order);
        counter.settle();
    }
    counter.checkout(BUDI, 1, 1);
    counter.core.store().checkpoint().unwrap();
    counter.reopened(Arc::new(crate::counter::memory()))
}

/// The ways in which a page is lost.
fn lost(kind: usize, page: &mut [u8]) {
    match kind {
        0 => page.fill(0),
        1 => page.fill(0xff),
        _ => page.iter_mut().for_each(|byte| *byte ^= 0x5a),
    }
}

/// A copy of a shop whose data is worn out again and again; its log is as it was each time.
struct Worn {
    folder: tempfile::TempDir,
    log: Vec<u8>,
}

impl Worn {
    fn of(whole: &Path) -> Worn {
        let folder = tempfile::tempdir().unwrap();
        for name in ["warung.key", "schema"] {
            fs::copy(whole.join(name), folder.path().join(name)).unwrap();
        }
        Worn { folder, log: fs::read(whole.join("warung.log")).unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn is_now(&self, data: &[u8]) {
        fs::write(self.path().join("warung.redb"), data).unwrap();
        fs::write(self.path().join("warung.log"), &self.log).unwrap();
    }
}

/// Everything that somebody does with a shop. No panic leaves it.
fn used(folder: &Path, outside: &Counter) -> Result<(), String> {
    let key = folder.join("warung.key");
    let store = Store::open(folder, &key).map_err(|error| error.to_string())?;
    let mut counter = outside.reopened(Arc::new(store));
    let told = |fault: Fault| fault.to_string();
    let scrubbed = counter.core.store().snap().and_then(|snap| snap.scrub());
    let proved = counter.core.store().snap().and_then(|snap| findings(&snap, counter.now));
    counter.core.unfinished().map_err(told)?;
    let inputs = [
        Input::Opened,
        counter.update(SARI, warung::chat::incoming::Said::Text("1".into())),
        counter.update(BUDI, warung::chat::incoming::Said::Text("/pesanan".into())),
        counter.update(ADMIN, warung::chat::incoming::Said::Text("/stock".into())),
        Input::Reconcile,
    ];
    let mut broken = Vec::new();
    for input in inputs {
        let replies = counter.try_apply(&[input]).map_err(told)?;
        broken.extend(replies.into_iter().filter(|reply| *reply == Reply::Quarantined));
    }
    scrubbed.map_err(told)?;
    match proved.map_err(told)?.first() {
        Some(finding) => Err(finding.what.clone()),
        None if broken.is_empty() => Ok(()),
        None => Err("an input was set aside".into()),
    }
}

/// A look changes nothing, and finds what is lost.
fn looked(folder: &Path) -> Result<(), String> {
    let store = Store::open_read_only(folder, &folder.join("warung.key"));
    let mut store = store.map_err(|error| error.to_string())?;
    store.verify().map_err(|fault| fault.to_string())?;
    let snap = store.snap().map_err(|fault| fault.to_string())?;
    // Whatever the time is, what was set before lies no further ahead.
    let now = OPENED.after(Span::hours(24));
    match findings(&snap, now).map_err(|fault| fault.to_string())?.first() {
        Some(finding) => Err(finding.what.clone()),
        None => Ok(()),
    }
}

#[test]
fn every_page_may_be_lost() {
    let whole = tempfile::tempdir().unwrap();
    let outside = sold(whole.path());
    let worn = Worn::of(whole.path());
    let path = worn.path().join("warung.redb");
    let bytes = fs::read(whole.path().join("warung.redb")).unwrap();
    worn.is_now(&bytes);
    assert_eq!(used(worn.path(), &outside), Ok(()), "a whole one is sound");
    let pages = bytes.len() / PAGE;
    let (mut found, mut unseen) = (0, Vec::new());
    for page in 0..pages {
        let range = page * PAGE..(page + 1) * PAGE;
        if bytes[range.clone()].iter().all(|byte| *byte == 0) {
            continue;
        }
        for kind in 0..3 {
            let mut bytes = bytes.clone();
            lost(kind, &mut bytes[range.clone()]);
            worn.is_now(&bytes);
            let look = catch_unwind(|| looked(worn.path()));
            let look = look.unwrap_or_else(|_| panic!("a look at page {page}, kind {kind}"));
            assert!(fs::read(&path).unwrap() == bytes, "a look has changed page {page}");
            let use_ = catch_unwind(AssertUnwindSafe(|| used(worn.path(), &outside)));
            let use_ = use_.unwrap_or_else(|_| panic!("page {page}, kind {kind}"));
            match (&look, &use_) {
                (Err(why), _) => {
                    assert!(!why.is_empty() && !why.contains('\n'), "{why}");
                    found += 1;
                }
                (Ok(()), Err(why)) => unseen.push((page, kind, why.clone())),
                (Ok(()), Ok(())) => {}
            }
        }
    }
    assert!(found > 20, "{found} of {pages} pages");
    assert_eq!(unseen, [], "what using it meets, a look has found");
}

#[test]
fn every_length_may_be_left() {
    let whole = tempfile::tempdir().unwrap();
    let outside = sold(whole.path());
    let worn = Worn::of(whole.path());
    let bytes = fs::read(whole.path().join("warung.redb")).unwrap();
    let step = bytes.len() / 40 + 1;
    for length in (0..bytes.len()).step_by(step).chain([1, 63, 64, 320, PAGE - 1, PAGE + 1]) {
        worn.is_now(&bytes[..length]);
        let ended =
            catch_unwind(AssertUnwindSafe(|| (looked(worn.path()), used(worn.path(), &outside))));
        let (look, used) = ended.unwrap_or_else(|_| panic!("{length} bytes"));
        assert!(look.is_err() && used.is_err(), "{length} bytes: {look:?} {used:?}");
    }
}

/// What the writer meets while the shop is open is set aside, and the owners hear what it is. Where
/// not even that can be written the shop ends, and nothing was promised.
#[test]
fn damage_that_the_writer_meets_is_told_to_the_owners() {
    let folder = tempfile::tempdir().unwrap();
    let outside = sold(folder.path());
    // So much else that the engine keeps no page in memory for long.
    let store = Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    for id in 0..BALLAST {
        tx.put(&PicturePiece { id, bytes: vec![0xab; PICTURE_PIECE_BYTES] }).unwrap();
    }
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let path = folder.path().join("warung.redb");
    let bytes = fs::read(&path).unwrap();
    let log = folder.path().join("warung.log");
    let logged = fs::read(&log).unwrap();
    let plain = |page: &[u8]| page.iter().filter(|byte| [0, 0xab].contains(*byte)).count();
    let mut told = 0;
    for page in 0..bytes.len() / PAGE {
        let (from, to) = (page * PAGE, (page + 1) * PAGE);
        if plain(&bytes[from..to]) > PAGE - 300 {
            continue;
        }
        fs::write(&path, &bytes).unwrap();
        fs::write(&log, &logged).unwrap();
        let store = Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
        let mut counter = outside.reopened(Arc::new(store));
        let snap = counter.core.store().snap().unwrap();
        snap.all::<PicturePiece>(0, usize::MAX).unwrap();
        drop(snap);
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.write_all_at(&[0; PAGE], from as u64).unwrap();
        let updates = [SARI, BUDI, ADMIN].map(|person| {
            counter.update(person, warung::chat::incoming::Said::Text("/start".into()))
        });
        match counter.try_apply(&updates) {
            Ok(replies) if replies.contains(&Reply::Quarantined) => {
                let snap = counter.core.store().snap().unwrap();
                let lasts = snap.all::<Incident>(0, 100).unwrap_or_default();
                let is = |it: &Incident| it.trouble == Trouble::Damage && it.told;
                told += usize::from(lasts.iter().any(is));
                if told == ENOUGH {
                    return;
                }
            }
            Ok(_) => {}
            Err(fault) => assert!(fault.to_string().contains("damaged"), "{fault}"),
        }
    }
    panic!("told of {told} pages only");
}

#[test]
fn files_beside_the_data_may_be_garbled_too() {
    for name in ["warung.key", "schema", "store", "owners", "ballast"] {
        for bytes in [&b""[..], b"\xff\xfe\x00garbage", &[0; 9000]] {
            let folder = tempfile::tempdir().unwrap();
            drop(sold(folder.path()));
            fs::write(folder.path().join(name), bytes).unwrap();
            let opened = Store::open(folder.path(), &folder.path().join("warung.key"));
            match (name, opened) {
                ("warung.key", Err(OpenError::Key(why))) => {
                    assert!(!why.to_string().is_empty());
                }
                ("warung.key", _) => panic!("opened with {bytes:?} for a key"),
                (_, Ok(store)) => {
                    assert!(store.snap().unwrap().size(Table::Order).unwrap() == 4, "{name}");
                }
                (name, Err(error)) => panic!("{name}: {error}"),
            }
        }
    }
}

/// By the real binary: one sentence, exit 1, and a finding for whoever checks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_say_it_in_one_sentence() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let sheet = daemon.folder().join("k.csv");
    fs::write(&sheet, "name,price,content\nAkun,12500,satu\nAkun,12500,dua\n").unwrap();
    assert!(daemon.command(&["import", sheet.to_str().unwrap()]).status.success());
    daemon.start();
    daemon.up().await;
    assert!(daemon.terminate().0.success());
    let path = daemon.config.data_dir.join("warung.redb");
    let bytes = fs::read(&path).unwrap();
    let used: Vec<usize> = (0..bytes.len() / PAGE)
        .filter(|page| bytes[page * PAGE..(page + 1) * PAGE].iter().any(|byte| *byte != 0))
        .collect();
    let (mut found, step) = (0, used.len().div_ceil(8));
    for page in used.into_iter().step_by(step) {
        let mut bytes = bytes.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        fs::write(&path, &bytes).unwrap();
        for arguments in
            [&["check", "--data", "--json"][..], &["export", "ledger", "--month", "2026-11"]]
        {
            let output = daemon.command(arguments);
            let code = output.status.code();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(matches!(code, Some(0 | 1)), "{arguments:?}, page {page}: {output:?}");
            assert!(!said.contains("panicked"), "{said}");
            assert!(code == Some(0) || said.lines().count() == 1, "{said}");
            if arguments[0] == "check" && code == Some(1) {
                let proof: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                assert!(!proof["findings"].as_array().unwrap().is_empty());
                found += 1;
            }
        }
    }
    assert!(found > 0);
    world.stop();
}
