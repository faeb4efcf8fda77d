//! What is to be sent: a file or some bytes, read piece by piece, never a large one whole.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::error::TargetError;
use crate::domain::limit::{COPY_PIECE_BYTES, COPY_PIECES_WAITING};

/// An object's content, that is not changed while it is sent.
#[derive(Clone, Debug)]
pub enum Source {
    File(Arc<PathBuf>),
    Bytes(Bytes),
    /// Several as one, each with its length.
    Row(Arc<Vec<(Source, u64)>>),
}

/// A part of a source on its way out.
pub struct Pieces {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    left: u64,
}

pub type Hash = [u8; 32];

impl Source {
    pub fn file(path: impl Into<PathBuf>) -> Source {
        Source::File(Arc::new(path.into()))
    }

    pub async fn bytes(&self) -> Result<u64, TargetError> {
        match self {
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
            Source::Row(row) => Ok(row.iter().map(|(_, bytes)| bytes).sum()),
            Source::File(path) => {
                let facts = tokio::fs::metadata(&**path).await;
                facts.map(|facts| facts.len()).map_err(|error| TargetError::here(&error))
            }
        }
    }

    /// The part as the body of a request.
    pub fn body(&self, part: Range<u64>) -> reqwest::Body {
        match self {
            Source::Bytes(bytes) => bytes.slice(part.start as usize..part.end as usize).into(),
            Source::File(_) | Source::Row(_) => reqwest::Body::wrap(self.pieces(part)),
        }
    }

    /// The part, read by a thread that waits for whoever takes it.
    pub fn pieces(&self, part: Range<u64>) -> Pieces {
        let (to, pieces) = mpsc::channel(COPY_PIECES_WAITING);
        let (source, left) = (self.clone(), part.end - part.start);
        spawn_blocking(move || {
            let sent = source.each(part, |piece| {
                to.blocking_send(Ok(Bytes::copy_from_slice(piece))).map_err(io::Error::other)
            });
            if let Err(error) = sent {
                // Nobody takes it where that was the trouble.
                let _ = to.blocking_send(Err(error));
            }
        });
        Pieces { pieces, left }
    }

    /// What the part's content amounts to.
    pub async fn hash(&self, part: Range<u64>) -> Result<Hash, TargetError> {
        let source = self.clone();
        let hashed = spawn_blocking(move || {
            let mut hash = Sha256::new();
            source.each(part, |piece| {
                hash.update(piece);
                Ok(())
            })?;
            Ok(hash.finalize().into())
        });
        let hashed = hashed.await.unwrap_or_else(|error| Err(io::Error::other(error)));
        hashed.map_err(|error| TargetError::here(&error))
    }

    /// Reads a part, piece by piece. For a thread that may wait.
    pub fn each(
        &self,
        part: Range<u64>,
        take: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        self.pass(part, &mut { take })
    }

    fn pass(
        &self,
        part: Range<u64>,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = match self {
            Source::Bytes(bytes) => {
                return take(&bytes[part.start as usize..part.end as usize]);
            }
            Source::Row(row) => {
                let mut at = 0;
                for (source, bytes) in row.iter() {
                    let (from, to) = (part.start.max(at), part.end.min(at + bytes));
                    if from < to {
                        source.pass(from - at..to - at, take)?;
                    }
                    at += bytes;
                }
                return Ok(());
            }
            Source::File(path) => path,
        };
        let mut file = File::open(&**path)?;
        file.seek(SeekFrom::Start(part.start))?;
        let (mut left, mut piece) = (part.end - part.start, vec![0; COPY_PIECE_BYTES]);
        while left > 0 {
            let want = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let count = file.read(&mut piece[..want])?;
            if count == 0 {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it has become shorter"));
            }
            take(&piece[..count])?;
            left -= count as u64;
        }
        Ok(())
    }
}

impl Pieces {
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        self.pieces.recv().await
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.pieces.poll_recv(context).map(|piece| {
            let piece = piece?;
            if let Ok(bytes) = &piece {
                self.left = self.left.saturating_sub(bytes.len() as u64);
            }
            Some(piece.map(Frame::data))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    /// Told beforehand, so that it is a length in the head: servers take no other form.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
