//! Folders of a real sshd, and what becomes of copies on a bad line to it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use rustix::process::Signal;
use tokio::time::timeout;
use warung::backup::target::{TargetError, Tried};
use warung::config::backup::Sftp;

use super::disks::Disk;
use super::sshd::{Cable, key_pair, sshd, sshd_at};
use super::*;

fn place(config: Sftp) -> Target {
    target(Config::Sftp(config), Path::new("/"))
}

/// What lies anywhere below, folders and files.
fn lies(folder: &Path) -> BTreeSet<String> {
    let (mut left, mut folders) = (BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            left.insert(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
            folders.extend(path.is_dir().then_some(path));
        }
    }
    left
}

#[tokio::test]
async fn a_server_does_all_of_it() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let here = place(server.place());
    does_what_it_should(&here, folder.path()).await;
    reads_beyond_the_end(&here).await;
    here.delete(&key("toko-sari/gen1/short")).await.unwrap();
    // In the folder that was named, closed to others, and nothing is left aside.
    let left = lies(&server.home());
    assert!(left.contains("copies of töko/warung/toko-sari/gen1"), "{left:?}");
    assert!(left.iter().all(|path| server.home().join(path).is_dir()), "{left:?}");
    let inner = fs::metadata(server.home().join("copies of töko/warung")).unwrap();
    assert_eq!(inner.permissions().mode() & 0o777, 0o700);
    // The same where it is named by its whole path, and where one comes to.
    let whole = server.folder("whole");
    let far = place(Sftp { path: whole.display().to_string(), ..server.place() });
    let plain = place(Sftp { path: String::new(), ..server.place() });
    for (place, at) in [(far, whole), (plain, server.home())] {
        place.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();
        assert_eq!(fs::read(at.join("toko/gen/log-1")).unwrap(), b"isi");
        assert_eq!(names(&place, Some("toko")).await, ["toko/gen/log-1"]);
    }
}

#[tokio::test]
async fn a_wrong_key_and_a_wrong_server_are_refused_in_a_sentence() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let (other, public) = key_pair(&folder.path().join("other"));
    let wrong = Sftp { key: other.clone().into(), ..server.place() };
    let stranger = public.rsplit_once(' ').unwrap().0.to_owned();
    let changed = Sftp { host_key: stranger, ..server.place() };
    let said = ["Permission denied (publickey)", "Host key verification failed."];
    for (config, said) in [(wrong, said[0]), (changed, said[1])] {
        let failure = place(config.clone()).probe("toko").await.unwrap_err();
        assert_eq!(failure.tried, Tried::Put);
        let TargetError::Refused(why) = &failure.error else { panic!("{failure}") };
        assert!(why.contains(said), "{why}");
        let place = place(config);
        assert!(matches!(place.list(None).await, Err(TargetError::Refused(_))));
    }
    let gone = Sftp { port: 9, ..server.place() };
    let error = place(gone).list(None).await.unwrap_err();
    assert!(error.again() && error.to_string().contains("Connection refused"), "{error}");
    assert_eq!(lies(&server.home()), BTreeSet::new());
    // A key is in a file for as long as somebody works with it.
    let left = fs::read_dir("/dev/shm").into_iter().flatten().flatten();
    let ours = format!("warung-line-{}-", std::process::id());
    let open = |name: &str| name.starts_with(&ours);
    let left: Vec<_> = left.filter(|it| it.file_name().to_str().is_some_and(open)).collect();
    for kept in left {
        // Those of tests beside this one are closed.
        let Ok(facts) = kept.metadata() else { continue };
        assert_eq!(facts.permissions().mode() & 0o777, 0o700);
    }
}

#[tokio::test]
async fn a_line_that_breaks_leaves_no_half_object_and_the_next_goes_on() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let cable = Cable::to(server.port, None).await;
    let place = place(Sftp { port: cable.port, ..server.place() });
    let (path, hash) = large(folder.path(), 6 << 20);
    let (object, source) = (key("toko/gen/snap-1"), Source::file(&path));
    place.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();
    cable.bears(2 << 20);
    let error = place.put(&object, &source).await.unwrap_err();
    assert!(error.again(), "{error}");
    let there = lies(&server.home().join("copies of töko/warung/toko/gen"));
    assert!(there.contains("snap-1.new") && !there.contains("snap-1"), "{there:?}");
    cable.bears(u64::MAX);
    assert_eq!(names(&place, None).await, ["toko/gen/log-1"]);
    assert_eq!(place.size(&object).await, Err(TargetError::Missing(object.to_string())));
    place.put(&object, &source).await.unwrap();
    assert_eq!(<[u8; 32]>::from(Sha256::digest(fetched(&place, &object).await.unwrap())), hash);
    assert_eq!(names(&place, None).await, ["toko/gen/log-1", object.as_str()]);
    let there = lies(&server.home().join("copies of töko/warung/toko/gen"));
    assert!(!there.contains("snap-1.new"), "{there:?}");
}

#[tokio::test]
async fn whoever_is_let_go_of_in_the_middle_harms_no_other() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let cable = Cable::to(server.port, Some(1 << 20)).await;
    let place = place(Sftp { port: cable.port, ..server.place() });
    let (path, _) = large(folder.path(), 8 << 20);
    let (object, source) = (key("toko/gen/snap-1"), Source::file(&path));
    let put = place.put(&object, &source);
    assert!(timeout(Duration::from_millis(1500), put).await.is_err());
    // The line may have been in the middle of a packet; the next is another line.
    let error = place.put(&key("toko/gen/log-1"), &bytes("isi")).await.err();
    assert!(error.as_ref().is_none_or(TargetError::again), "{error:?}");
    place.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();
    assert_eq!(names(&place, None).await, ["toko/gen/log-1"]);
}

#[tokio::test]
async fn a_slow_line_is_waited_for_and_one_that_stands_still_is_not() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let cable = Cable::to(server.port, Some(512 << 10)).await;
    let config = Config::Sftp(Sftp { port: cable.port, ..server.place() });
    // Four seconds for all of it, while nothing may be still for two.
    let patience = Patience { answer: Span::secs(2), pace: 128 << 10 };
    let slow = patient(config, patience);
    let (path, _) = large(folder.path(), 2 << 20);
    let begun = Instant::now();
    slow.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap();
    assert!(begun.elapsed() > Duration::from_secs(3), "{:?}", begun.elapsed());
    // A server that stands still answers nobody.
    server.server.signal(Signal::STOP);
    let error = hasty(Config::Sftp(server.place())).list(None).await;
    server.server.signal(Signal::CONT);
    let error = error.unwrap_err();
    assert!(error.again(), "{error}");
}

#[tokio::test]
async fn what_may_not_be_written_or_deleted_is_told_apart() {
    let Some(server) = sshd("-P remove") else { return };
    let adds = place(server.place());
    assert_eq!(adds.probe("toko-sari").await, Ok(Probed { add_only: true }));
    // It stays what it was put there as.
    adds.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();
    let error = adds.delete(&key("toko/gen/log-1")).await.unwrap_err();
    assert!(matches!(error, TargetError::AddOnly(_)), "{error}");
    assert_eq!(fetched(&adds, &key("toko/gen/log-1")).await.unwrap(), b"isi");

    let Some(server) = sshd("-R") else { return };
    let failure = place(server.place()).probe("toko").await.unwrap_err();
    assert!(matches!(failure.error, TargetError::Refused(_)), "{failure}");

    let Some(server) = sshd("") else { return };
    let folder = server.folder("copies of töko/warung/toko");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let failure = place(server.place()).probe("toko").await.unwrap_err();
    assert!(matches!(failure.error, TargetError::Refused(_)), "{failure}");
    let objects = folder.join("gen");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(&objects).unwrap();
    fs::write(objects.join("log-1"), "isi").unwrap();
    fs::set_permissions(&objects, fs::Permissions::from_mode(0o555)).unwrap();
    let error = place(server.place()).delete(&key("toko/gen/log-1")).await.unwrap_err();
    assert!(matches!(error, TargetError::AddOnly(_)), "{error}");
}

#[tokio::test]
async fn a_disk_that_is_full_or_can_only_be_read_says_so() {
    let mut disk = None;
    let Some(server) = sshd_at("", |home| disk = Disk::mount(home, "size=1m")) else { return };
    let (Some(disk), folder) = (disk, tempfile::tempdir().unwrap()) else { return };
    let place = place(server.place());
    place.put(&key("toko/gen/log-1"), &bytes("small")).await.unwrap();
    let (path, _) = large(folder.path(), 3 << 20);
    let error = place.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap_err();
    assert!(matches!(error, TargetError::Full(_)), "{error}");
    let gen1 = server.home().join("copies of töko/warung/toko/gen");
    assert_eq!(lies(&gen1), BTreeSet::from(["log-1".to_owned()]));
    place.put(&key("toko/gen/log-2"), &bytes("fits")).await.unwrap();
    disk.remount("ro");
    let error = place.put(&key("toko/gen/log-3"), &bytes("isi")).await.unwrap_err();
    assert!(matches!(error, TargetError::ReadOnly(_)), "{error}");
    assert_eq!(fetched(&place, &key("toko/gen/log-2")).await.unwrap(), b"fits");
}

#[tokio::test]
async fn what_others_put_there_is_passed_over() {
    let Some(server) = sshd("") else { return };
    let gen1 = server.folder("copies of töko/warung/toko/gen");
    fs::write(gen1.join("log-1.new"), "half").unwrap();
    fs::write(gen1.join("foto liburan.jpg"), "theirs").unwrap();
    fs::write(gen1.join("a\nb"), "odd").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", gen1.join("log-9")).unwrap();
    let place = place(server.place());
    assert_eq!(names(&place, None).await, [""; 0]);
    fs::remove_file(gen1.join("log-1.new")).unwrap();
    place.put(&key("toko/gen/log-1"), &bytes("whole")).await.unwrap();
    assert_eq!(names(&place, None).await, ["toko/gen/log-1"]);
    let error = place.put(&key("toko/gen/log-9"), &bytes("x")).await.unwrap_err();
    assert!(matches!(error, TargetError::Strange(_)), "{error}");
    assert_eq!(fs::read_link(gen1.join("log-9")).unwrap(), Path::new("/etc/passwd"));
}

/// As if the server were far away: one by one, the pieces would take most of a minute.
#[tokio::test]
async fn pieces_do_not_wait_for_one_another() {
    let (Some(server), folder) = (sshd(""), tempfile::tempdir().unwrap()) else { return };
    let cable = Cable::far(server.port, Duration::from_millis(100)).await;
    let place = place(Sftp { port: cable.port, ..server.place() });
    let (path, hash) = large(folder.path(), 4 << 20);
    let (object, source) = (key("toko/gen/snap-1"), Source::file(&path));
    place.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();
    let begun = Instant::now();
    place.put(&object, &source).await.unwrap();
    let put = begun.elapsed();
    let found = fetched(&place, &object).await.unwrap();
    assert_eq!(<[u8; 32]>::from(Sha256::digest(found)), hash);
    let both = begun.elapsed();
    assert!(both < Duration::from_secs(25), "there in {put:?}, there and back in {both:?}");
}
