//! Folders of another disk: the one that is not there, the full one, the one of the shop itself.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use rustix::process::geteuid;
use tempfile::{TempDir, tempdir};
use warung::backup::target::{Probed, TargetError, Tried};
use warung::config::backup::Folder;

use super::disks::{Disk, elsewhere};
use super::*;
use crate::skip::skip;

fn at(path: &Path, same_disk: bool) -> Config {
    Config::Folder(Folder { path: path.to_owned(), same_disk })
}

/// A folder on the disk of the shop, agreed to.
fn here(path: &Path) -> Target {
    target(at(path, true), path.parent().unwrap())
}

fn used(path: &Path) -> Target {
    with(at(path, true), path.parent().unwrap(), &Clock::new(), true)
}

#[tokio::test]
async fn another_disk_does_all_of_it() {
    let home = tempdir().unwrap();
    let Some(there) = elsewhere(home.path()) else { return };
    let path = there.path().join("warung");
    let place = target(at(&path, false), home.path());
    does_what_it_should(&place, home.path()).await;
    reads_beyond_the_end(&place).await;
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn the_disk_of_the_shop_is_taken_only_when_that_was_agreed() {
    let home = tempdir().unwrap();
    let path = home.path().join("copies");
    let place = target(at(&path, false), home.path());
    let same = TargetError::SameDisk(path.clone());
    assert_eq!(place.probe("toko").await.unwrap_err().error, same);
    assert!(same.to_string().contains("same_disk = true"));
    assert!(!path.exists(), "not even made");
    fs::create_dir(&path).unwrap();
    assert_eq!(place.put(&key("toko/gen/a"), &bytes("isi")).await, Err(same));
    assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
    does_what_it_should(&here(&path), home.path()).await;
}

#[tokio::test]
async fn a_disk_that_was_used_and_is_not_there_is_not_mounted() {
    let home = tempdir().unwrap();
    let path = home.path().join("usb");
    let object = key("toko/gen/log-1");
    let gone = TargetError::NotMounted(path.clone());
    // Whether there is an empty folder in its place, or none at all.
    for empty in [false, true] {
        if empty {
            fs::create_dir(&path).unwrap();
        }
        let place = used(&path);
        assert_eq!(place.probe("toko").await.unwrap_err().error, gone);
        assert_eq!(place.put(&object, &bytes("isi")).await, Err(gone.clone()));
        assert_eq!(place.list(None).await, Err(gone.clone()));
        assert_eq!(place.size(&object).await, Err(gone.clone()));
        assert_eq!(place.delete(&object).await, Err(gone.clone()));
        assert_eq!(fetched(&place, &object).await, Err(gone.clone()));
    }
    assert_eq!(fs::read_dir(&path).unwrap().count(), 0, "nothing was written");
    // The first use marks it; then it counts as used at once, and after a restart.
    let place = here(&path);
    assert_eq!(place.list(None).await, Ok(Vec::new()));
    place.put(&object, &bytes("isi")).await.unwrap();
    assert_eq!(names(&used(&path), None).await, [object.as_str()], "and the mark is no object");
    let away = home.path().join("away");
    fs::rename(&path, &away).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(place.put(&key("toko/gen/log-2"), &bytes("isi")).await, Err(gone));
    fs::remove_dir(&path).unwrap();
    fs::rename(&away, &path).unwrap();
    place.put(&key("toko/gen/log-2"), &bytes("isi")).await.unwrap();
}

/// As after a copy by hand: whoever restores from it has not written the mark.
#[tokio::test]
async fn copies_are_found_without_a_mark_by_who_has_none_there() {
    let home = tempdir().unwrap();
    let path = home.path().join("copied");
    fs::create_dir_all(path.join("toko/gen")).unwrap();
    fs::write(path.join("toko/gen/snap-1"), "isi").unwrap();
    let place = target(at(&path, false), home.path());
    assert_eq!(names(&place, None).await, ["toko/gen/snap-1"]);
    assert_eq!(fetched(&place, &key("toko/gen/snap-1")).await.unwrap(), b"isi");
}

#[tokio::test]
async fn only_its_last_part_is_made() {
    let home = tempdir().unwrap();
    let place = target(at(&home.path().join("mnt/warung"), true), home.path());
    let error = place.probe("toko").await.unwrap_err().error;
    assert!(matches!(error, TargetError::Missing(_)), "{error}");
    assert!(matches!(place.list(None).await, Err(TargetError::Missing(_))));
    assert!(!home.path().join("mnt").exists());
    fs::write(home.path().join("file"), "").unwrap();
    let error = here(&home.path().join("file")).probe("toko").await.unwrap_err().error;
    assert!(matches!(error, TargetError::Strange(_)), "{error}");
}

#[tokio::test]
async fn what_a_crash_left_is_no_object_and_in_nobodys_way() {
    let home = tempdir().unwrap();
    let path = home.path().join("usb");
    fs::create_dir_all(path.join("toko/gen")).unwrap();
    let victim = home.path().join("victim");
    fs::write(&victim, "theirs").unwrap();
    fs::write(path.join("toko/gen/log-1.new"), "half").unwrap();
    symlink(&victim, path.join("toko/gen/log-2.new")).unwrap();
    symlink(&victim, path.join("toko/gen/link")).unwrap();
    fs::create_dir(path.join("lost+found")).unwrap();
    let place = here(&path);
    assert_eq!(names(&place, None).await, [""; 0]);
    for object in ["toko/gen/log-1", "toko/gen/log-2"] {
        place.put(&key(object), &bytes("isi")).await.unwrap();
        assert_eq!(fetched(&place, &key(object)).await.unwrap(), b"isi");
    }
    assert_eq!(fs::read_to_string(victim).unwrap(), "theirs");
    assert_eq!(names(&place, None).await, ["toko/gen/log-1", "toko/gen/log-2"]);
}

#[tokio::test]
async fn a_full_disk_keeps_what_it_has() {
    let (home, there) = (tempdir().unwrap(), tempdir().unwrap());
    let Some(disk) = Disk::mount(there.path(), "size=1m") else { return };
    let place = target(at(there.path(), false), home.path());
    assert_eq!(place.probe("toko").await, Ok(Probed { add_only: false }));
    let (path, _) = large(home.path(), 3 << 20);
    let error = place.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap_err();
    assert!(matches!(error, TargetError::Full(_)), "{error}");
    assert_eq!(fs::read_dir(there.path().join("toko/gen")).unwrap().count(), 0, "no half file");
    place.put(&key("toko/gen/log-1"), &bytes("isi")).await.unwrap();

    disk.remount("ro");
    let object = key("toko/gen/log-2");
    let error = place.put(&object, &bytes("isi")).await.unwrap_err();
    assert!(matches!(error, TargetError::ReadOnly(_)), "{error}");
    let error = place.delete(&key("toko/gen/log-1")).await.unwrap_err();
    assert!(matches!(error, TargetError::ReadOnly(_)), "{error}");
    assert_eq!(fetched(&place, &key("toko/gen/log-1")).await.unwrap(), b"isi");

    disk.unmount();
    let gone = TargetError::NotMounted(there.path().to_owned());
    assert_eq!(place.put(&object, &bytes("isi")).await, Err(gone));
    assert_eq!(fs::read_dir(there.path()).unwrap().count(), 0);
}

/// A folder that this user may not write in, until that is over.
struct Closed<'f>(&'f TempDir, &'static str);

impl<'f> Closed<'f> {
    /// Root may write everywhere, but not into what the file system keeps.
    fn close(folder: &'f TempDir, attribute: &'static str) -> Option<Closed<'f>> {
        let closed = match geteuid().is_root() {
            true => chattr(folder.path(), &format!("+{attribute}")),
            false => fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).is_ok(),
        };
        if !closed {
            skip("no folder can be closed to root here: its file system has no attributes");
        }
        closed.then_some(Closed(folder, attribute))
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        match geteuid().is_root() {
            true => drop(chattr(self.0.path(), &format!("-{}", self.1))),
            false => drop(fs::set_permissions(self.0.path(), Permissions::from_mode(0o700))),
        }
    }
}

fn chattr(path: &Path, attribute: &str) -> bool {
    let told = Command::new("chattr").arg(attribute).arg(path).output();
    told.is_ok_and(|told| told.status.success())
}

#[tokio::test]
async fn a_folder_without_rights_is_told_so() {
    let home = tempdir().unwrap();
    let Some(closed) = Closed::close(&home, "i") else { return };
    let place = here(&home.path().join("copies"));
    let failure = place.probe("toko").await.unwrap_err();
    assert_eq!(failure.tried, Tried::Put);
    assert!(matches!(failure.error, TargetError::Refused(_)), "{failure}");
    drop(closed);
    assert_eq!(place.probe("toko").await, Ok(Probed { add_only: false }));
    place.put(&key("log-1"), &bytes("isi")).await.unwrap();
}

/// As `chattr +a` and some shares have it.
#[tokio::test]
async fn a_folder_that_lets_nothing_go_is_add_only() {
    let home = tempdir().unwrap();
    let path = home.path().to_owned();
    let place = target(at(&path, true), &path);
    place.put(&key("log-1"), &bytes("isi")).await.unwrap();
    let Some(_closed) = Closed::close(&home, "a") else { return };
    let error = place.delete(&key("log-1")).await.unwrap_err();
    assert!(matches!(error, TargetError::AddOnly(_)), "{error}");
    assert_eq!(fetched(&place, &key("log-1")).await.unwrap(), b"isi");
}
