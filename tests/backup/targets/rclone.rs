//! What rclone speaks, by its own SFTP server on our line: here a folder of this machine.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::geteuid;
use secrecy::ExposeSecret;
use warung::backup::target::{TargetError, Tried};
use warung::config::backup::Rclone;

use super::disks::Disk;
use super::sshd::local;
use super::*;

fn place(config: Rclone, home: &Path) -> Target {
    target(Config::Rclone(config), home)
}

#[tokio::test]
async fn a_remote_does_all_of_it() {
    let (there, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(config) = local(there.path()) else { return };
    let here = place(config.clone(), Path::new("/"));
    does_what_it_should(&here, folder.path()).await;
    reads_beyond_the_end(&here).await;
    let inside = there.path().join("copies of töko/toko-sari/gen1");
    assert_eq!(fs::read(inside.join("short")).unwrap(), b"0123456789");
    // What another puts there is seen, and what is on its way is no object.
    fs::write(inside.join("log-9.new"), "half").unwrap();
    fs::write(inside.join("log-8"), "theirs").unwrap();
    drop(here);
    let again = place(config, Path::new("/"));
    let expected = ["toko-sari/gen1/log-8", "toko-sari/gen1/short"];
    assert_eq!(names(&again, None).await, expected);
}

#[tokio::test]
async fn its_own_changes_of_its_settings_stay_until_others_are_given() {
    let (there, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let Some(config) = local(there.path()) else { return };
    let own = home.path().join("offsite/there.rclone");
    let probe = async |config: &Rclone| {
        place(config.clone(), home.path()).probe("toko").await.unwrap();
        fs::read_to_string(&own).unwrap()
    };
    let given = format!("{}\n", config.config.expose_secret());
    assert_eq!(probe(&config).await, given);
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o600);
    let renewed = "[lokal]\ntype = local\ntoken = baru\n";
    fs::write(&own, renewed).unwrap();
    assert_eq!(probe(&config).await, renewed);
    let text = "[lokal]\ntype = local\n# lain\n".to_owned();
    let other = Rclone { config: text.clone().into(), ..config };
    assert_eq!(probe(&other).await, text + "\n");
}

#[tokio::test]
async fn what_does_not_work_is_told_in_its_words_without_secrets() {
    let there = tempfile::tempdir().unwrap();
    let Some(config) = local(there.path()) else { return };
    let wrong = "[lokal]\ntype = tidakada\npass = rahasia-sekali\n".to_owned();
    let failure = place(Rclone { config: wrong.into(), ..config.clone() }, Path::new("/"));
    let failure = failure.probe("toko").await.unwrap_err();
    assert_eq!(failure.tried, Tried::Put);
    assert!(failure.to_string().contains("tidakada"), "{failure}");
    // A server of theirs that is away.
    let text = "[lokal]\ntype = webdav\nurl = http://127.0.0.1:9/\nvendor = other\nuser = sari\n";
    let away = Rclone { remote: "lokal:".to_owned(), config: text.to_owned().into() };
    let error = place(away, Path::new("/")).list(None).await.unwrap_err();
    assert!(error.to_string().contains("refused"), "{error}");
    assert!(error.again(), "{error:?}");

    let folder = there.path().join("copies of töko");
    fs::create_dir_all(&folder).unwrap();
    if geteuid().is_root() {
        let Some(disk) = Disk::mount(&folder, "size=1m") else { return };
        let here = place(config, Path::new("/"));
        let (path, _) = large(there.path(), 3 << 20);
        here.put(&key("toko/gen/log-1"), &bytes("small")).await.unwrap();
        let error = here.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap_err();
        assert!(matches!(error, TargetError::Full(_)), "{error}");
        assert_eq!(names(&here, None).await, ["toko/gen/log-1"]);
        disk.remount("ro");
        let error = here.put(&key("toko/gen/log-2"), &bytes("isi")).await.unwrap_err();
        assert!(matches!(error, TargetError::ReadOnly(_)), "{error}");
        drop(here);
    }
}
