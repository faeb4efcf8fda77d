//! Brings a file that somebody sent, never more of it than was asked for, and no other.
//!
//! A server of our own on this machine names a file by its place on the disk. What it says is
//! believed below one folder, which the operator has named, and nowhere else.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

use rustix::fs::{Mode, OFlags, ResolveFlags, open, openat2};
use serde::Deserialize;
use serde_json::json;

use super::client::{Call, Client};
use super::failure::CallError;

/// Where Telegram keeps a file for an hour.
#[derive(Deserialize)]
struct Place {
    file_path: Option<String>,
    file_size: Option<u64>,
}

impl Client {
    pub async fn fetch(&self, file: &str, bytes_max: usize) -> Result<Vec<u8>, CallError> {
        let call = Call::new("getFile", &json!({ "file_id": file }));
        let place: Place = self.call(&call).await?;
        if place.file_size.is_some_and(|size| size > bytes_max as u64) {
            return Err(CallError::TooBig { bytes_max });
        }
        let path = place.file_path.ok_or(CallError::Garbled { status: 200 })?;
        let brought = match path.strip_prefix('/') {
            None if plain(&path) => self.download(&path, bytes_max).await,
            None => Err(CallError::Foreign),
            Some(_) => self.read(path.clone(), bytes_max).await,
        };
        if brought == Err(CallError::Foreign) {
            tracing::warn!(path, "the Bot API server named a file that is not Telegram's to give");
        }
        brought
    }

    /// Off the disk, if the operator said where.
    async fn read(&self, path: String, bytes_max: usize) -> Result<Vec<u8>, CallError> {
        let folder = self.files.clone().ok_or(CallError::Foreign)?;
        // Disks block.
        let reading = tokio::task::spawn_blocking(move || read(&folder, &path, bytes_max));
        reading.await.unwrap_or_else(|_| Err(CallError::Unreachable("file: not read".into())))
    }
}

/// A way down, as Telegram names files: `documents/file_7.csv`.
fn plain(path: &str) -> bool {
    let odd = |sign: char| sign.is_control() || sign == '\\';
    let part = |part: &str| !matches!(part, "" | "." | "..") && !part.ends_with(':');
    !path.contains(odd) && path.split('/').all(part)
}

fn read(folder: &Path, path: &str, bytes_max: usize) -> Result<Vec<u8>, CallError> {
    let unreadable = |err: std::io::Error| CallError::Unreachable(format!("file: {err}"));
    let inside = Path::new(path).strip_prefix(folder).map_err(|_| CallError::Foreign)?;
    let down = inside.components().all(|part| matches!(part, Component::Normal(_)));
    if !down || inside == Path::new("") {
        return Err(CallError::Foreign);
    }
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = open(folder, flags, Mode::empty()).map_err(|err| unreadable(err.into()))?;
    // The kernel itself sees to it that no link leads out, whoever changes one meanwhile. What is
    // no file is not waited for.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let ways = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    let file = openat2(&folder, inside, flags, Mode::empty(), ways).map_err(|err| match err {
        rustix::io::Errno::XDEV | rustix::io::Errno::LOOP => CallError::Foreign,
        err => unreadable(err.into()),
    })?;
    let file = File::from(file);
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(CallError::Foreign);
    }
    let mut bytes = Vec::new();
    file.take(bytes_max as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() > bytes_max {
        true => Err(CallError::TooBig { bytes_max }),
        false => Ok(bytes),
    }
}
