//! Places that a program of others reaches: which program, where it is listened for, and who
//! starts it. The shop itself runs none: it asks the carrier, a process of its own.

mod bounds;
mod program;
mod scratch;
mod serve;
mod whom;
mod words;

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

use crate::config::Backup;
use crate::config::backup::Target;
use crate::domain::limit::TARGET_NAME_CHARS_MAX;

pub use program::{End, Prepared, Running, is_here};
pub use scratch::Scratch;
pub use serve::{Listening, listen};
pub use whom::Whom;
pub use words::plain;

/// Within the shop's folder: what programs change of their own settings, and where the carrier
/// listens unless it was lent another folder.
pub const FOLDER: &str = "offsite";
/// Before the carrier's first word on a line, and before why there is none.
pub const YES: &str = "ok";
pub const NO: &str = "no ";

/// Where the carrier of the shop that lies there may listen, the likeliest first.
pub fn doors(home: &Path) -> Vec<PathBuf> {
    let beside = home.join(FOLDER);
    // `/var/lib/warung/NAME` is of a unit, whose carrier has `/run/warung/NAME/offsite`.
    let root = home.parent().filter(|above| above.ends_with("var/lib/warung"));
    let root = root.and_then(|above| above.ancestors().nth(3));
    let lent = root.zip(home.file_name());
    let lent = lent.map(|(root, name)| root.join("run/warung").join(name).join(FOLDER));
    lent.into_iter().chain([beside]).collect()
}

/// What its socket is called: whoever has other settings, or another key, is another place.
pub fn socket(backup: &Backup) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(backup.target.kind());
    add(&backup.target.shown());
    if let Target::Sftp(sftp) = &backup.target {
        add(&sftp.host_key);
    }
    for (_, secret) in backup.target.secrets() {
        add(secret.expose_secret());
    }
    let hash = hash.finalize();
    let mark: String = hash[..6].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{mark}.sock", called(&backup.name))
}

/// What a program keeps for a place in that folder.
pub fn kept(place: &str) -> [String; 2] {
    let place = called(place);
    [format!("{place}.rclone"), format!("{place}.of")]
}

/// A place's name as part of a file's: one that has none is called by where it is.
fn called(place: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_alphanumeric() || sign == '-' { sign } else { '_' };
    place.chars().take(TARGET_NAME_CHARS_MAX).map(sign).collect()
}

/// Closed to others. Where it is there already, it is made so.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).recursive(true).create(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o700))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_units_carrier_is_looked_for_where_it_is_lent_a_folder() {
        let lent = doors(Path::new("/var/lib/warung/toko"));
        assert_eq!(lent[0], Path::new("/run/warung/toko/offsite"));
        assert_eq!(lent[1], Path::new("/var/lib/warung/toko/offsite"));
        assert_eq!(doors(Path::new("/srv/toko")), [Path::new("/srv/toko/offsite")]);
        let tried = doors(Path::new("/tmp/x/var/lib/warung/toko"));
        assert_eq!(tried[0], Path::new("/tmp/x/run/warung/toko/offsite"));
    }
}
