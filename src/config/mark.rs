//! The mark that a store has been open: beside its configuration, where it outlives a disk that is
//! not mounted and a data folder that was moved.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::secret::folder_of;

const NAME: &str = "opened";

/// Where the mark of a store lies, or may lie. Without a configuration file there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    places: Vec<PathBuf>,
}

impl Mark {
    /// Beside the secrets, if they have a folder, else beside the file itself. systemd hands over
    /// all that lies beside the secrets: a service that is shut off sees the mark there.
    pub fn of(config: &Path, credentials: Option<&Path>) -> Mark {
        let folder = folder_of(config);
        let (within, beside) = (folder.join(NAME), config.with_extension(NAME));
        let mut places = match folder.is_dir() {
            true => vec![within, beside],
            false => vec![beside, within],
        };
        places.extend(credentials.map(|folder| folder.join(format!("secret_{NAME}"))));
        Mark { places }
    }

    /// The file that says that the store has been open.
    pub fn found(&self) -> Option<&Path> {
        self.places.iter().find(|place| place.exists()).map(PathBuf::as_path)
    }

    /// Leaves it. Whoever may not write there has been given it by somebody who may, or does
    /// without: it guards against an accident, and nothing else hangs on it.
    pub fn leave(&self, data_dir: &Path) {
        let Some(place) = self.places.first().filter(|_| self.found().is_none()) else { return };
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o644).open(place);
        let text = format!(
            "This store has been open, with its data in {}.\n\
             While this file is here, no empty shop takes the place of data that is missing.\n",
            data_dir.display()
        );
        match file.and_then(|mut file| file.write_all(text.as_bytes()).map(|()| file)) {
            Ok(file) => {
                let _ = file.sync_all();
            }
            Err(error) => tracing::debug!(%error, "no mark is left beside the configuration"),
        }
    }

    /// The store goes.
    pub fn take_away(&self) {
        for place in &self.places {
            // One that is not there is as good.
            let _ = fs::remove_file(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_beside_the_secrets_or_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("toko.toml");
        let mark = Mark::of(&config, None);
        assert_eq!(mark.found(), None);
        mark.leave(Path::new("/data"));
        assert_eq!(mark.found(), Some(&*folder.path().join("toko.opened")));
        mark.take_away();
        fs::create_dir(folder.path().join("toko.secrets")).unwrap();
        let mark = Mark::of(&config, None);
        mark.leave(Path::new("/data"));
        let place = folder.path().join("toko.secrets/opened");
        assert_eq!(mark.found(), Some(&*place));
        assert!(fs::read_to_string(&place).unwrap().contains("/data"));
        assert_eq!(Mark::default().found(), None);
    }

    #[test]
    fn a_service_sees_it_among_its_credentials() {
        let (there, handed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(handed.path().join("secret_opened"), "").unwrap();
        let mark = Mark::of(&there.path().join("toko.toml"), Some(handed.path()));
        assert_eq!(mark.found(), Some(&*handed.path().join("secret_opened")));
        mark.leave(Path::new("/data"));
        assert!(!there.path().join("toko.opened").exists(), "said once is enough");
    }
}
