//! What lies in a channel is fetched: by the number that the file has for this bot, or, where it
//! was another's, by having the message forwarded.

use std::ops::Range;

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;

use super::super::error::TargetError;
use super::super::http::Out;
use super::super::key::Key;
use super::api::{Message, No};
use super::list::File;
use super::{Channel, Held, State, mark};
use crate::domain::limit::{CHANNEL_BUNDLE_BYTES, CHANNEL_HELD, CHANNEL_LINK_LIFE};

impl Channel {
    pub async fn get(&self, key: &Key, part: Range<u64>, out: Out<'_>) -> Result<u64, TargetError> {
        let mut state = self.turn.lock().await;
        self.ready(&mut state).await?;
        let at_mark = state.label().filter(|label| mark(label).as_ref() == Some(key));
        if let Some(says) = at_mark.map(|label| label.owner.says.clone()) {
            let end = part.end.min(says.len() as u64) as usize;
            let part = &says.as_bytes()[(part.start as usize).min(end)..end];
            return written(out, part).await;
        }
        let slices = state.list.as_ref().and_then(|list| list.objects.get(key.as_str())).cloned();
        let slices = slices.ok_or_else(|| TargetError::Missing(key.to_string()))?;
        let (mut at, mut count) = (0, 0);
        for slice in slices {
            let (from, to) = (part.start.max(at), part.end.min(at + slice.bytes));
            if from < to {
                let within = slice.at + (from - at)..slice.at + (to - at);
                let read = self.read(&mut state, slice.message, within, out).await;
                count += read.map_err(|error| match error {
                    TargetError::Missing(_) => TargetError::Missing(key.to_string()),
                    error => error,
                })?;
            }
            at += slice.bytes;
        }
        out.flush().await.map_err(|error| TargetError::here(&error))?;
        Ok(count)
    }

    /// Those bytes of a message's file, all of them.
    async fn read(
        &self,
        state: &mut State,
        message: i64,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        let file = state.list.as_ref().and_then(|list| list.files.get(&message)).cloned();
        let file = file.ok_or_else(|| TargetError::Missing(format!("message {message}")))?;
        if file.bytes > CHANNEL_BUNDLE_BYTES {
            let wanted = part.end - part.start;
            return match self.fetched(state, message, &file, part, out).await? {
                count if count == wanted => Ok(count),
                _ => Err(cut(message)),
            };
        }
        let fresh = |held: &Held| held.message == message && held.at.elapsed() < CHANNEL_HELD.std();
        if !state.held.as_ref().is_some_and(fresh) {
            let mut whole = Vec::with_capacity(file.bytes as usize);
            let count = self.fetched(state, message, &file, 0..file.bytes, &mut whole).await?;
            if count != file.bytes {
                return Err(cut(message));
            }
            state.held = Some(Held { message, at: Instant::now(), bytes: Bytes::from(whole) });
        }
        let held = state.held.as_ref().map(|held| held.bytes.clone()).unwrap_or_default();
        written(out, &held[part.start as usize..part.end as usize]).await
    }

    async fn fetched(
        &self,
        state: &mut State,
        message: i64,
        file: &File,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        let fresh = |at: &Instant| at.elapsed() < CHANNEL_LINK_LIFE.std();
        let known = state.links.get(&message).filter(|(at, _)| fresh(at));
        if let Some((_, link)) = known {
            let link = link.clone();
            if let Some(count) = self.api.fetch(&link, part.clone(), &mut *out).await? {
                return Ok(count);
            }
        }
        let link = self.link(state, message, file).await?;
        let count = self.api.fetch(&link, part, out).await?;
        state.links.retain(|_, (at, _)| fresh(at));
        state.links.insert(message, (Instant::now(), link));
        count.ok_or_else(|| TargetError::unreachable("a file that cannot be fetched just now"))
    }

    async fn link(
        &self,
        state: &mut State,
        message: i64,
        file: &File,
    ) -> Result<String, TargetError> {
        if file.bot == self.bot {
            match self.api.link(&file.id).await {
                Ok(link) => return Ok(link),
                // Whatever it has against the number, the message may still be there.
                Err(no) if !no.said.is_empty() => {}
                Err(no) => return Err(no.error),
            }
        }
        self.forwarded(state, message).await
    }

    /// A message that is forwarded has its file under a number of this bot's. Within the channel
    /// itself, for nobody knows of another chat; it goes again at once.
    async fn forwarded(&self, state: &mut State, message: i64) -> Result<String, TargetError> {
        let which = json!({
            "from_chat_id": self.api.chat,
            "message_id": message,
            "disable_notification": true,
        });
        let copy: Message = match self.api.call("forwardMessage", which).await {
            Ok(copy) => copy,
            Err(no) if is_gone(&no) => return self.lost(state, message).await,
            Err(no) if no.says(&["protected", "can't be forwarded"]) => {
                return Err(TargetError::Refused(
                    "its content is protected, and this bot is another than the one that put the \
                     copies there; allow saving content"
                        .to_owned(),
                ));
            }
            Err(no) => return Err(no.error),
        };
        let link = match &copy.document {
            Some(document) => self.api.link(&document.file_id).await.map_err(TargetError::from),
            None => Err(TargetError::Strange("a copy without its file".to_owned())),
        };
        let gone =
            self.api.call::<Value>("deleteMessage", json!({ "message_id": copy.message_id }));
        if let Err(no) = gone.await {
            tracing::warn!(error = %no.error, "a message that was forwarded to read it stays");
        }
        let link = link?;
        let file = state.list.as_mut().and_then(|list| list.files.get_mut(&message));
        if let (Some(file), Some(document)) = (file, copy.document) {
            (file.id, file.bot) = (document.file_id, self.bot);
        }
        Ok(link)
    }

    /// Somebody has deleted it: what was in it is put there once more.
    async fn lost(&self, state: &mut State, message: i64) -> Result<String, TargetError> {
        if let Some(list) = &mut state.list {
            list.lost(message);
            list.unpinned = true;
        }
        if self.keys.is_empty() {
            self.keep(state).await?;
        }
        Err(TargetError::Missing(format!("message {message}")))
    }
}

pub fn is_gone(no: &No) -> bool {
    // Not of the channel, which may be away for a while, or of a file.
    let words = ["to delete not found", "to forward not found", "message not found"];
    no.says(&words) || no.says(&["message_id_invalid", "message identifier is not specified"])
}

fn cut(message: i64) -> TargetError {
    TargetError::Strange(format!("message {message}, cut off"))
}

async fn written(out: Out<'_>, bytes: &[u8]) -> Result<u64, TargetError> {
    let write = async {
        out.write_all(bytes).await?;
        out.flush().await
    };
    write.await.map_err(|error| TargetError::here(&error))?;
    Ok(bytes.len() as u64)
}
