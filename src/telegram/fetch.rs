//! Brings a file that somebody sent, never more of it than was asked for.

use serde::Deserialize;
use serde_json::json;
use tokio::io::AsyncReadExt;

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
        match path.starts_with('/') {
            // A Bot API server of our own on this machine names the file itself.
            true => read(&path, bytes_max).await,
            false => self.download(&path, bytes_max).await,
        }
    }
}

async fn read(path: &str, bytes_max: usize) -> Result<Vec<u8>, CallError> {
    let unreadable = |err: std::io::Error| CallError::Unreachable(format!("file: {err}"));
    let file = tokio::fs::File::open(path).await.map_err(unreadable)?;
    let mut bytes = Vec::new();
    let more = bytes_max as u64 + 1;
    file.take(more).read_to_end(&mut bytes).await.map_err(unreadable)?;
    if bytes.len() > bytes_max {
        return Err(CallError::TooBig { bytes_max });
    }
    Ok(bytes)
}
