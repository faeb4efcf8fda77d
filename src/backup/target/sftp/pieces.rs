//! Content of objects there and back: piece by piece, many on their way at once, in order.

use std::collections::VecDeque;
use std::ops::Range;

use bytes::Bytes;
use tokio::io::AsyncWriteExt;

use super::super::error::TargetError;
use super::super::http::Out;
use super::super::key::Key;
use super::super::source::Source;
use super::packet::{Answer, Ask, Code, OPEN_READ, strange};
use super::session::{Pending, Session};
use super::{Doing, FSYNC, Sftp};
use crate::domain::limit::{SFTP_PIECE_BYTES, SFTP_PIECES_AT_ONCE};

impl Sftp {
    /// Writes all of it, sees to it that it is on the disk where the server offers that, and
    /// closes it: some send it on only then.
    pub(super) async fn filled(
        &self,
        session: &Session,
        handle: &Bytes,
        source: &Source,
        bytes: u64,
    ) -> Result<(), TargetError> {
        let written = self.written(session, handle, source, bytes).await;
        let closed = async { session.ask(Ask::Close, |it| it.text(handle)).await?.done().await };
        let closed = match closed.await {
            Ok(status) if status.is(Code::Done) => Ok(()),
            Ok(status) => Err(self.trouble(session, &status, Doing::Write, "").await),
            Err(error) => Err(error),
        };
        match (written, closed) {
            // Whoever sends it on hears why that went wrong, and says so only at the end.
            (Err(TargetError::Strange(_)), Err(told)) => Err(told),
            (written, closed) => written.and(closed),
        }
    }

    async fn written(
        &self,
        session: &Session,
        handle: &Bytes,
        source: &Source,
        bytes: u64,
    ) -> Result<(), TargetError> {
        let (mut pieces, mut at) = (source.pieces(0..bytes), 0);
        let mut going = VecDeque::new();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| TargetError::here(&error))?;
            for part in piece.chunks(SFTP_PIECE_BYTES) {
                if going.len() >= SFTP_PIECES_AT_ONCE {
                    self.is_written(session, going.pop_front()).await?;
                }
                let asked = session.ask(Ask::Write, |it| it.text(handle).long(at).text(part));
                going.push_back(asked.await?);
                at += part.len() as u64;
            }
        }
        while !going.is_empty() {
            self.is_written(session, going.pop_front()).await?;
        }
        if session.offers(FSYNC) {
            let synced = session.ask(Ask::Extended, |it| it.text(FSYNC).text(handle)).await?;
            let status = synced.done().await?;
            if !status.is(Code::Done) && !status.is(Code::Unsupported) {
                return Err(self.trouble(session, &status, Doing::Write, "").await);
            }
        }
        Ok(())
    }

    async fn is_written(
        &self,
        session: &Session,
        going: Option<Pending<'_>>,
    ) -> Result<(), TargetError> {
        let Some(going) = going else { return Ok(()) };
        let status = going.done().await?;
        match status.is(Code::Done) {
            true => Ok(()),
            false => Err(self.trouble(session, &status, Doing::Write, "").await),
        }
    }

    /// Those bytes of an object, or fewer where it ends before.
    pub(super) async fn read(
        &self,
        session: &Session,
        key: &Key,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        let path = self.at(key.as_str());
        let handle = match self.opened(session, &path, OPEN_READ).await? {
            Ok(handle) => handle,
            Err(status) => {
                return Err(self.trouble(session, &status, Doing::Look, key.as_str()).await);
            }
        };
        let read = self.poured(session, &handle, part, out).await;
        if session.heard().is_some() {
            // What was only read is closed well enough in any case.
            let _ = session.call(Ask::Close, |it| it.text(&handle)).await;
        }
        read
    }

    async fn poured(
        &self,
        session: &Session,
        handle: &Bytes,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        let ask = async |piece: &Range<u64>| {
            let count = u32::try_from(piece.end - piece.start).unwrap_or(u32::MAX);
            session.ask(Ask::Read, |it| it.text(handle).long(piece.start).number(count)).await
        };
        let (mut next, mut count) = (part.start, 0);
        let mut going: VecDeque<(Range<u64>, Pending<'_>)> = VecDeque::new();
        loop {
            while going.len() < SFTP_PIECES_AT_ONCE && next < part.end {
                let piece = next..part.end.min(next + SFTP_PIECE_BYTES as u64);
                next = piece.end;
                let asked = ask(&piece).await?;
                going.push_back((piece, asked));
            }
            let Some((mut piece, mut asked)) = going.pop_front() else { break };
            // A server may give less than was asked for; the rest is asked for once more.
            while !piece.is_empty() {
                let data = match asked.answer().await? {
                    Answer::Data(data) => data,
                    Answer::Status(status) if status.is(Code::End) => {
                        out.flush().await.map_err(|error| TargetError::here(&error))?;
                        return Ok(count);
                    }
                    Answer::Status(status) => {
                        return Err(self.trouble(session, &status, Doing::Look, "object").await);
                    }
                    _ => return Err(strange("no bytes of an object")),
                };
                if data.is_empty() || data.len() as u64 > piece.end - piece.start {
                    return Err(strange("another number of bytes than was asked for"));
                }
                out.write_all(&data).await.map_err(|error| TargetError::here(&error))?;
                (count, piece.start) = (count + data.len() as u64, piece.start + data.len() as u64);
                if piece.is_empty() {
                    break;
                }
                asked = ask(&piece).await?;
            }
        }
        out.flush().await.map_err(|error| TargetError::here(&error))?;
        Ok(count)
    }
}
