//! What the server knows of the recovery key: whom copies are sealed for, and whether anybody has
//! shown that they have it on paper. The key itself is never here.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::super::age::Recipient;
use crate::domain::time::Timestamp;
use crate::store::durable;
use crate::words::format::{read_moment, utc};

/// Beside the database.
const FILE: &str = "recovery";
const TITLE: &str =
    "# Whom copies of this shop are sealed for. The key that opens them is on paper.";
const UNCONFIRMED: &str = "no";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub recipient: Recipient,
    pub since: Timestamp,
    /// When somebody showed that they have the key.
    pub confirmed: Option<Timestamp>,
}

impl Kept {
    /// Of the shop whose folder it is; nothing where there is no key yet.
    pub fn read(folder: &Path) -> io::Result<Option<Kept>> {
        match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => match Kept::parse(&text) {
                Some(kept) => Ok(Some(kept)),
                None => Err(io::Error::new(ErrorKind::InvalidData, "it is not as warung wrote it")),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn put(&self, folder: &Path) -> io::Result<()> {
        let confirmed = self.confirmed.map_or_else(|| UNCONFIRMED.to_owned(), utc);
        let text = format!(
            "{TITLE}\nrecipient {}\nsince {}\nconfirmed {confirmed}\n",
            self.recipient,
            utc(self.since)
        );
        durable::put(&folder.join(FILE), text.as_bytes(), 0o600)
    }

    /// As if there had never been a key.
    pub fn forget(folder: &Path) -> io::Result<()> {
        durable::gone(&folder.join(FILE))
    }

    fn parse(text: &str) -> Option<Kept> {
        let (mut recipient, mut since, mut confirmed) = (None, None, None);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            // What a newer warung notes besides is not ours to judge.
            match line.split_once(' ')? {
                ("recipient", text) => recipient = Some(text.parse().ok()?),
                ("since", text) => since = Some(read_moment(text)?),
                ("confirmed", UNCONFIRMED) => confirmed = Some(None),
                ("confirmed", text) => confirmed = Some(Some(read_moment(text)?)),
                _ => {}
            }
        }
        Some(Kept { recipient: recipient?, since: since?, confirmed: confirmed? })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::super::age::Identity;
    use super::*;

    #[test]
    fn it_is_kept_as_lines_that_people_can_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap(), None);
        let recipient = Identity::fresh().unwrap().recipient();
        let since = Timestamp(1_795_331_100_123);
        let kept = Kept { recipient, since, confirmed: None };
        kept.put(folder.path()).unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap(), Some(kept));
        let path = folder.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&recipient.to_string()) && text.contains("confirmed no\n"), "{text}");
        let kept = Kept { confirmed: Some(Timestamp(1_795_331_200_000)), ..kept };
        kept.put(folder.path()).unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap(), Some(kept));
        Kept::forget(folder.path()).unwrap();
        Kept::forget(folder.path()).unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap(), None);
        kept.put(folder.path()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}place drawer\n")).unwrap();
        assert_eq!(Kept::read(folder.path()).unwrap(), Some(kept));
        for wrong in ["", "rubbish", &text.replace("age1", "age2"), &text.replace("since", "sinc")]
        {
            fs::write(&path, wrong).unwrap();
            let error = Kept::read(folder.path()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData, "{wrong}");
        }
    }
}
