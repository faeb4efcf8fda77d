//! The machine's own key to its copies, beside the database: for drills and quick restores.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use super::super::age::Identity;
use crate::store::durable;

/// As `age -d -i` takes it.
const FILE: &str = "backup.key";

/// The key of the shop whose folder it is, which is made when it is first needed. One that is
/// there and cannot be used is told, and never replaced: old copies know it.
pub fn load_or_make(folder: &Path) -> io::Result<Identity> {
    if let Some(key) = load(folder)? {
        return Ok(key);
    }
    let key = Identity::fresh()?;
    let text = Zeroizing::new(format!("# public key: {}\n{}\n", key.recipient(), *key.text()));
    durable::put(&folder.join(FILE), text.as_bytes(), 0o600)?;
    // Somebody may have made one meanwhile: what counts is what lies there.
    load(folder)?.ok_or_else(|| ErrorKind::NotFound.into())
}

/// The same, where it has been made.
pub fn load(folder: &Path) -> io::Result<Option<Identity>> {
    let path = folder.join(FILE);
    let wrong = |what: String| io::Error::new(ErrorKind::InvalidData, what);
    let text = match fs::read_to_string(&path).map(Zeroizing::new) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mode = fs::metadata(&path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(wrong(format!("it can be read by others (mode {mode:03o}); chmod 600 it")));
    }
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let key = lines.next().and_then(|line| Identity::parse(line).ok());
    key.map(Some).ok_or_else(|| wrong("it holds no key".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_is_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        assert!(load(folder.path()).unwrap().is_none());
        let made = load_or_make(folder.path()).unwrap();
        assert_eq!(load_or_make(folder.path()).unwrap().recipient(), made.recipient());
        let path = folder.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(load_or_make(folder.path()).unwrap_err().to_string().contains("mode 640"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        for wrong in ["", "# public key: age1", &text[..text.len() - 2]] {
            fs::write(&path, wrong).unwrap();
            assert!(load_or_make(folder.path()).is_err(), "{wrong}");
            assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
        }
    }
}
