//! The list is sealed and pinned: where one of ours is pinned it becomes the new one, else a new
//! one takes its place.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::super::error::TargetError;
use super::super::key::Key;
use super::super::source::Source;
use super::api::{ATTACHED, Message, No, Upload};
use super::list::{Label, Owner, here, too_long};
use super::{Channel, Pinned, State, store_of, worked};
use crate::domain::limit::{CHANNEL_PART_BYTES, OWNER_MARK_BYTES_MAX};

const NAME: &str = "warung-list.age";

impl Channel {
    /// What somebody has pinned since stays.
    pub(super) async fn publish(&self, state: &mut State) -> Result<(), TargetError> {
        // It may have taken long to send what is to be on it.
        self.ask(state).await?;
        let store = state.list.as_ref().map(|list| list.store.clone()).unwrap_or_default();
        self.heed(state, &store).await?;
        state.is_ours()?;
        self.put_list(state, true).await
    }

    /// `ours`: what is pinned is of the chain that this list is of. Else it stays there, for it has
    /// what nothing else tells.
    async fn put_list(&self, state: &mut State, ours: bool) -> Result<(), TargetError> {
        let pinned = state.label().map_or(0, |label| label.serial);
        let list = state.list.get_or_insert_default();
        list.unpinned = true;
        // One that could not be read stays as well.
        let is_known = ours && pinned <= list.serial;
        list.serial = list.serial.max(pinned).saturating_add(1);
        self.keep(state).await?;
        let list = state.list.get_or_insert_default();
        let (label, home, whole) = (list.label(), self.home.clone(), list.clone());
        let sealed = worked(move || whole.seal(&home)).await.map_err(here)?;
        let bytes = sealed.len() as u64;
        if bytes > CHANNEL_PART_BYTES {
            return Err(here(too_long()));
        }
        self.listed.store(bytes, Ordering::Relaxed);
        let sealed = Source::Bytes(sealed);
        let done = is_known && self.edited(state, &label, &sealed, bytes).await?;
        if !done {
            let before = self.pinned(state, &label, &sealed, bytes).await?;
            if let (Some(message), true) = (before, is_known) {
                // Where it cannot be deleted, the newer one counts.
                let _: Result<Value, No> =
                    self.api.call("deleteMessage", json!({ "message_id": message })).await;
            }
        }
        state.list.get_or_insert_default().unpinned = false;
        self.keep(state).await?;
        self.remember(state, None).await
    }

    /// Whether the one that is pinned could become this one.
    async fn edited(
        &self,
        state: &mut State,
        label: &Label,
        sealed: &Source,
        bytes: u64,
    ) -> Result<bool, TargetError> {
        let Some(Pinned { message, label: Some(_), .. }) = state.pinned else { return Ok(false) };
        let media = json!({ "type": "document", "media": ATTACHED, "caption": label.text() });
        let more = json!({ "message_id": message, "media": media });
        let upload = Upload { name: NAME, source: sealed, part: 0..bytes };
        match self.api.send::<Message>("editMessageMedia", more, upload).await {
            Ok(edited) => {
                state.pinned = Some(Pinned::of(edited));
                Ok(true)
            }
            // Another bot's, or one that somebody has just deleted.
            Err(no) if !no.said.is_empty() && !no.error.again() => Ok(false),
            Err(no) => Err(no.error),
        }
    }

    /// Comes back with the list that was pinned before.
    async fn pinned(
        &self,
        state: &mut State,
        label: &Label,
        sealed: &Source,
        bytes: u64,
    ) -> Result<Option<i64>, TargetError> {
        let more = json!({
            "document": ATTACHED,
            "caption": label.text(),
            "disable_notification": true,
            "disable_content_type_detection": true,
        });
        let upload = Upload { name: NAME, source: sealed, part: 0..bytes };
        let sent: Message = self.api.send("sendDocument", more, upload).await?;
        let message = sent.message_id;
        let which = json!({ "message_id": message, "disable_notification": true });
        if let Err(no) = self.api.call::<Value>("pinChatMessage", which).await {
            let _: Result<Value, No> =
                self.api.call("deleteMessage", json!({ "message_id": message })).await;
            return Err(no.error);
        }
        let before = state.pinned.replace(Pinned::of(sent)).filter(|it| it.label.is_some());
        Ok(before.map(|it| it.message))
    }

    /// Says whose the channel is, in plain words beside the list.
    pub(super) async fn put_mark(
        &self,
        state: &mut State,
        key: &Key,
        generation: &str,
        source: &Source,
    ) -> Result<(), TargetError> {
        if state.label().is_some_and(|label| label.owner.generation == generation) {
            return Err(TargetError::Exists(key.to_string()));
        }
        let bytes = source.bytes().await?.min(OWNER_MARK_BYTES_MAX as u64);
        let mut says = Vec::new();
        let mut pieces = source.pieces(0..bytes);
        while let Some(piece) = pieces.next().await {
            says.extend_from_slice(&piece.map_err(|error| TargetError::here(&error))?);
        }
        let says = String::from_utf8_lossy(&says).trim().to_owned();
        self.ask(state).await?;
        let pinned = state.label().map(|label| label.owner.generation.clone());
        let list = state.list.get_or_insert_default();
        let ours = pinned.is_none_or(|pinned| pinned.is_empty() || list.is_by(&pinned));
        store_of(key).clone_into(&mut list.store);
        list.owner = Some(Owner { generation: generation.to_owned(), says });
        self.put_list(state, ours).await
    }
}
