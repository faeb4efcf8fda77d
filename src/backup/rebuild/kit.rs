//! A shop's files, put where they are fetched from when the shop is named.

use std::path::{Path, PathBuf};

use super::super::object::KitFile;
use super::RebuildError;
use crate::store::durable;

/// Their owner's alone: they are secrets, or stand beside them.
const PRIVATE: u32 = 0o600;

/// Where they lie now; all of them, or none.
pub fn put(folder: &Path, files: &[KitFile]) -> Result<Vec<PathBuf>, RebuildError> {
    let mut put = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        if let Err(error) = durable::put(&path, &file.bytes, PRIVATE) {
            take_away(&put);
            return Err(RebuildError::at(&path, error));
        }
        put.push(path);
    }
    Ok(put)
}

pub fn take_away(put: &[PathBuf]) {
    for path in put {
        if let Err(error) = durable::gone(path) {
            tracing::warn!(%error, "a secret stays behind: {}", path.display());
        }
    }
}
