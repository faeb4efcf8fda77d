//! Files and folders that setup makes, and whose they are.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::path::Path;

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};

use super::store::Root;
use crate::config::{read_within, text_of};
use crate::store::durable;

/// A folder with exactly these rights; what leads to it is for everybody to pass.
pub fn folder(path: &Path, mode: u32) -> anyhow::Result<()> {
    let make = || -> io::Result<()> {
        if let Some(parent) = path.parent() {
            DirBuilder::new().recursive(true).mode(0o755).create(parent)?;
        }
        match DirBuilder::new().mode(mode).create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made?,
        }
        // Whatever the mask of the moment is.
        fs::set_permissions(path, Permissions::from_mode(mode))
    };
    make().with_context(|| path.display().to_string())
}

pub fn put_secret(path: &Path, secret: &SecretString) -> anyhow::Result<()> {
    let line = SecretString::from(format!("{}\n", secret.expose_secret()));
    durable::put(path, line.expose_secret().as_bytes(), 0o600)
        .with_context(|| path.display().to_string())
}

/// The one line of a file, without its end.
pub fn secret(path: &Path, bytes_max: usize) -> Result<SecretString, String> {
    let bytes = read_within(path, bytes_max)?;
    let text = text_of(&bytes).map_err(|(_, why)| why)?;
    Ok(SecretString::from(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Takes a file away, if it is there.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    durable::gone(path).with_context(|| path.display().to_string())
}

/// Where a store keeps its data: closed to others, and the service's own where it has a user.
pub fn data_folder(root: &Root, path: &Path) -> anyhow::Result<()> {
    folder(path, 0o700)?;
    if let Some((uid, gid)) = service(root).filter(|_| rustix::process::geteuid().is_root()) {
        chown(path, Some(uid), Some(gid)).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The numbers of the user that the package makes for the service.
pub fn service(root: &Root) -> Option<(u32, u32)> {
    let users = fs::read_to_string(root.at("etc/passwd")).ok()?;
    let line = users.lines().find_map(|line| line.strip_prefix("warung:"))?;
    let mut fields = line.split(':').skip(1);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_put_in_place_whole_and_with_its_rights() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("telegram_token");
        fs::write(folder.path().join(".telegram_token.new"), "left behind").unwrap();
        fs::write(&path, "old").unwrap();
        put_secret(&path, &SecretString::from("rahasia")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "rahasia\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(secret(&path, 64).unwrap().expose_secret(), "rahasia");
        remove(&path).unwrap();
        remove(&path).unwrap();
    }

    #[test]
    fn the_service_has_the_numbers_of_its_user() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::new(Some(folder.path().to_owned()));
        assert_eq!(service(&root), None);
        fs::create_dir(folder.path().join("etc")).unwrap();
        let users = "root:x:0:0:root:/root:/bin/sh\nwarung:x:997:996::/var/lib/warung:/bin/false\n";
        fs::write(folder.path().join("etc/passwd"), users).unwrap();
        assert_eq!(service(&root), Some((997, 996)));
    }
}
