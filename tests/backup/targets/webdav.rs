//! Folders of a WebDAV server of others.

use std::fs;

use warung::backup::target::{TargetError, Tried};
use warung::config::backup::Webdav;

use super::disks::Disk;
use super::servers::{rclone, webdav};
use super::*;

fn place(config: Webdav) -> Target {
    target(Config::Webdav(config), Path::new("/"))
}

#[tokio::test]
async fn a_server_does_all_of_it() {
    let (Some(server), folder) = (rclone(&[]), tempfile::tempdir().unwrap()) else { return };
    let place = place(webdav(&server.url));
    does_what_it_should(&place, folder.path()).await;
    reads_beyond_the_end(&place).await;
    place.delete(&key("toko-sari/gen1/short")).await.unwrap();
    // In the folder that was named, and nothing is left aside.
    let mut left = Vec::new();
    let mut folders = vec![server.folder.path().join("home")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inside = path.strip_prefix(server.folder.path()).unwrap();
            left.push(inside.to_string_lossy().into_owned());
            folders.extend(path.is_dir().then_some(path));
        }
    }
    left.sort();
    assert_eq!(left[0], "home/copies of töko");
    assert!(left.iter().all(|path| server.folder.path().join(path).is_dir()), "{left:?}");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_are_refused() {
    let Some(server) = rclone(&[]) else { return };
    let right = webdav(&server.url);
    let wrong = Webdav { password: "bukan-ini".to_owned().into(), ..right.clone() };
    let unknown = Webdav { user: "siapa".to_owned(), ..right };
    for config in [wrong, unknown] {
        let failure = place(config.clone()).probe("toko").await.unwrap_err();
        assert_eq!(failure.tried, Tried::Put);
        assert!(matches!(failure.error, TargetError::Refused(_)), "{failure}");
        assert!(!format!("{failure:?}").contains("bukan-ini"), "{failure}");
        let place = place(config);
        assert!(matches!(place.list(None).await, Err(TargetError::Refused(_))));
        assert!(matches!(place.delete(&key("a")).await, Err(TargetError::Refused(_))));
    }
}

#[tokio::test]
async fn what_was_sent_halfway_is_no_object() {
    let Some(server) = rclone(&[]) else { return };
    let home = server.folder.path().join("home/copies of töko/toko/gen");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("log-1.new"), "half").unwrap();
    fs::write(home.join("foto liburan.jpg"), "theirs").unwrap();
    let place = place(webdav(&server.url));
    assert_eq!(names(&place, None).await, [""; 0]);
    place.put(&key("toko/gen/log-1"), &bytes("whole")).await.unwrap();
    assert_eq!(fs::read_to_string(home.join("log-1")).unwrap(), "whole");
    assert!(!home.join("log-1.new").exists());
    assert_eq!(names(&place, None).await, ["toko/gen/log-1"]);
}

#[tokio::test]
async fn a_server_without_room_says_so() {
    let (Some(server), folder) = (rclone(&[]), tempfile::tempdir().unwrap()) else { return };
    let home = server.folder.path().join("home");
    let Some(_disk) = Disk::mount(&home, "size=1m") else { return };
    let place = place(webdav(&server.url));
    place.put(&key("toko/gen/log-1"), &bytes("small")).await.unwrap();
    let (path, _) = large(folder.path(), 3 << 20);
    let error = place.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap_err();
    // This server has another word for it (507 is in `faults`); what was cut is no object.
    assert!(matches!(error, TargetError::Strange(_)), "{error}");
    let there = fs::read_dir(home.join("copies of töko/toko/gen")).unwrap();
    let there: Vec<_> = there.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["log-1"]);
}
