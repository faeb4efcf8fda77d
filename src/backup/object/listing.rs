//! What lies at a place, by the names of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::name::Name;

/// Names of objects by their store. What is called otherwise is somebody else's, and only counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub stores: BTreeMap<String, Vec<Name>>,
    pub foreign: u64,
}

impl Listing {
    pub fn of<T: AsRef<str>>(paths: impl IntoIterator<Item = T>) -> Listing {
        let mut listing = Listing::default();
        for path in paths {
            match Name::parse(path.as_ref()) {
                Some((store, name)) => {
                    listing.stores.entry(store.to_owned()).or_default().push(name);
                }
                None => listing.foreign += 1,
            }
        }
        listing.stores.values_mut().for_each(|names| {
            names.sort_unstable();
            names.dedup();
        });
        listing
    }

    /// Of a folder with stores in it.
    pub fn of_folder(root: &Path) -> io::Result<Listing> {
        let mut paths = Vec::new();
        gather(root, "", 2, &mut paths)?;
        Ok(Listing::of(paths))
    }

    /// Of one store.
    pub fn of_store(&self, store: &str) -> &[Name] {
        self.stores.get(store).map_or(&[], Vec::as_slice)
    }
}

/// Files so many folders deep. What goes while it is looked for was not there.
fn gather(root: &Path, inside: &str, deeper: u32, paths: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(inside)) {
        Err(error) if error.kind() == ErrorKind::NotFound && !inside.is_empty() => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = match inside {
            "" => name,
            inside => format!("{inside}/{name}"),
        };
        match entry.file_type()?.is_dir() {
            true if deeper > 0 => gather(root, &path, deeper - 1, paths)?,
            true => {}
            false => paths.push(path),
        }
    }
    Ok(())
}
