//! Objects on their way into a channel: small ones together, large ones in parts, and away again.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Value, json};

use tokio::time::Instant;

use super::super::error::TargetError;
use super::super::key::Key;
use super::super::source::Source;
use super::api::{ATTACHED, Message, No, Upload};
use super::list::{File, Slice, length};
use super::read::is_gone;
use super::{Channel, State, marked, store_of, tar};
use crate::domain::limit::{CHANNEL_BUNDLE_BYTES, OWNER_EVERY};

/// What Telegram takes.
const DELETED_AT_ONCE: usize = 100;

/// Objects that go together, with their lengths.
type Bundle<'o> = Vec<(&'o Key, &'o Source, u64)>;

impl Channel {
    /// Those that are there already are left as they are: `Exists` tells of one of them, and all
    /// others are there then.
    pub async fn put(&self, objects: &[(&Key, &Source)]) -> Result<(), TargetError> {
        let mut state = self.turn.lock().await;
        self.look_again(&mut state).await?;
        self.fit(&mut state).await?;
        let (mut bundle, mut taken, mut exists) = (Bundle::new(), 0, None);
        for (key, source) in objects {
            self.is_ours(&state, key)?;
            if let Some(generation) = marked(key) {
                self.put_mark(&mut state, key, generation, source).await?;
                continue;
            }
            let list = state.list.get_or_insert_default();
            let bytes = source.bytes().await?;
            if list.objects.contains_key(key.as_str()) {
                exists = Some(TargetError::Exists(key.to_string()));
                continue;
            }
            list.unpinned = true;
            if bytes == 0 {
                // No document is empty.
                self.noted(&mut state, [(*key, Vec::new())]).await?;
            } else if !tar::is_room(0, bytes, self.bundled()) {
                self.send_large(&mut state, key, source, bytes).await?;
            } else {
                if !tar::is_room(taken, bytes, self.bundled()) {
                    self.send_bundle(&mut state, std::mem::take(&mut bundle)).await?;
                    taken = 0;
                }
                taken += tar::bytes_of(bytes);
                bundle.push((key, source, bytes));
            }
        }
        self.send_bundle(&mut state, bundle).await?;
        self.pin(&mut state).await?;
        exists.map_or(Ok(()), Err)
    }

    fn bundled(&self) -> u64 {
        self.part.min(CHANNEL_BUNDLE_BYTES)
    }

    /// Two shops in one channel would pin their lists over each other's.
    fn is_ours(&self, state: &State, key: &Key) -> Result<(), TargetError> {
        let list = state.list.as_ref().map(|list| list.store.as_str());
        let pinned = state.label().map(|label| label.store.as_str());
        let mut stores = pinned.into_iter().chain(list).filter(|store| !store.is_empty());
        match stores.find(|store| *store != store_of(key)) {
            Some(other) => Err(TargetError::Refused(format!(
                "the channel has the copies of \"{other}\"; each shop needs one of its own"
            ))),
            None => Ok(()),
        }
    }

    /// One alone is what it is, under its own name; several are an archive.
    async fn send_bundle(&self, state: &mut State, bundle: Bundle<'_>) -> Result<(), TargetError> {
        let [(first, source, bytes), ..] = bundle[..] else { return Ok(()) };
        let name = file_name(first);
        if bundle.len() == 1 {
            let file = Sent { name: name.to_owned(), caption: first.to_string() };
            let message = self.sent(state, file, source, 0..bytes).await?;
            let slices = vec![Slice { message, at: 0, bytes }];
            return self.noted(state, [(first, slices)]).await;
        }
        let (archive, begins) = tar::archive(&bundle);
        let file = Sent {
            name: format!("{name}-and-{}-more.tar", bundle.len() - 1),
            caption: format!("{}: {} copies, tar", store_of(first), bundle.len()),
        };
        let whole = archive.bytes().await?;
        let message = self.sent(state, file, &archive, 0..whole).await?;
        let slices = bundle
            .iter()
            .zip(begins)
            .map(|((key, _, bytes), at)| (*key, vec![Slice { message, at, bytes: *bytes }]));
        self.noted(state, slices).await
    }

    /// Part by part: after a cut line it goes on behind the last one that is there.
    async fn send_large(
        &self,
        state: &mut State,
        key: &Key,
        source: &Source,
        bytes: u64,
    ) -> Result<(), TargetError> {
        let list = state.list.get_or_insert_default();
        let others = list.begun.keys().filter(|other| *other != key.as_str());
        let others: Vec<String> = others.cloned().collect();
        // Nobody goes on with those. Where they cannot be deleted, they lie there and are no more.
        let others = others.iter().map(String::as_str).collect();
        match self.remove(state, &others).await {
            Err(TargetError::AddOnly(_)) => state.list.get_or_insert_default().forget(&others),
            removed => removed?,
        }
        let parts = bytes.div_ceil(self.part);
        let begun = |state: &State| {
            let slices = state.list.as_ref().and_then(|list| list.begun.get(key.as_str()));
            slices.cloned().unwrap_or_default()
        };
        let (mut slices, mut looked) = (begun(state), Instant::now());
        while length(&slices) < bytes {
            if looked.elapsed() >= OWNER_EVERY.std() {
                // Nobody else can look meanwhile.
                self.ask(state).await?;
                self.heed(state, store_of(key)).await?;
                state.is_ours()?;
                looked = Instant::now();
            }
            let from = length(&slices);
            let to = (from + self.part).min(bytes);
            let file = match parts {
                1 => Sent { name: file_name(key).to_owned(), caption: key.to_string() },
                _ => {
                    let number = slices.len() + 1;
                    let name = format!("{}.{number:03}", file_name(key));
                    Sent { name, caption: format!("{key} {number}/{parts}") }
                }
            };
            let message = self.sent(state, file, source, from..to).await?;
            slices.push(Slice { message, at: 0, bytes: to - from });
            let list = state.list.get_or_insert_default();
            list.begun.insert(key.to_string(), slices.clone());
            self.keep(state).await?;
        }
        state.list.get_or_insert_default().begun.remove(key.as_str());
        self.noted(state, [(key, slices)]).await
    }

    /// A document in the channel. One whose answer is lost lies there, and nobody looks for it.
    async fn sent(
        &self,
        state: &mut State,
        Sent { name, caption }: Sent,
        source: &Source,
        part: Range<u64>,
    ) -> Result<i64, TargetError> {
        let more = json!({
            "document": ATTACHED,
            "caption": caption,
            "disable_notification": true,
            "disable_content_type_detection": true,
        });
        let bytes = part.end - part.start;
        let upload = Upload { name: &name, source, part };
        let message: Message = self.api.send("sendDocument", more, upload).await?;
        let odd = || TargetError::Strange("a document that was taken as something else".to_owned());
        let id = message.document.ok_or_else(odd)?.file_id;
        let file = File { id, bot: self.bot, bytes };
        let list = state.list.get_or_insert_default();
        list.files.insert(message.message_id, file);
        Ok(message.message_id)
    }

    async fn noted<'k>(
        &self,
        state: &mut State,
        objects: impl IntoIterator<Item = (&'k Key, Vec<Slice>)>,
    ) -> Result<(), TargetError> {
        let list = state.list.get_or_insert_default();
        for (key, slices) in objects {
            store_of(key).clone_into(&mut list.store);
            list.objects.insert(key.to_string(), slices);
        }
        self.keep(state).await
    }

    /// What is pinned tells of them until `settle`.
    pub async fn delete(&self, keys: &[&Key]) -> Result<(), TargetError> {
        let mut state = self.turn.lock().await;
        self.ready(&mut state).await?;
        let keys = keys.iter().map(|key| key.as_str()).collect();
        self.remove(&mut state, &keys).await
    }

    async fn remove(&self, state: &mut State, keys: &BTreeSet<&str>) -> Result<(), TargetError> {
        let list = state.list.get_or_insert_default();
        if !keys.iter().any(|key| list.objects.contains_key(*key) || list.begun.contains_key(*key))
        {
            return Ok(());
        }
        let messages: Vec<i64> = list.alone(keys).into_iter().collect();
        let (mut gone, mut erased) = (Vec::new(), Ok(()));
        for messages in messages.chunks(DELETED_AT_ONCE) {
            erased = self.erase(messages, &mut gone).await;
            if erased.is_err() {
                break;
            }
        }
        let list = state.list.get_or_insert_default();
        match erased {
            Ok(()) => list.forget(keys),
            // What went is told of no more, whatever stays.
            Err(_) => gone.into_iter().for_each(|message| list.lost(message)),
        }
        list.unpinned = true;
        self.keep(state).await?;
        erased
    }

    /// Together, or, where one of them hinders that, one by one.
    async fn erase(&self, messages: &[i64], erased: &mut Vec<i64>) -> Result<(), TargetError> {
        if messages.len() > 1 {
            let which = json!({ "message_ids": messages });
            match self.api.call::<Value>("deleteMessages", which).await {
                Ok(_) => {
                    erased.extend(messages);
                    return Ok(());
                }
                Err(no) if !no.said.is_empty() => {}
                Err(no) => return Err(no.error),
            }
        }
        for message in messages {
            let gone = self.api.call::<Value>("deleteMessage", json!({ "message_id": message }));
            match gone.await {
                Ok(_) => {}
                Err(no) if is_gone(&no) => {}
                // Whatever it has against that: what is put there stays, and more can be put.
                Err(No {
                    error: TargetError::Refused(why) | TargetError::Strange(why), ..
                }) => {
                    return Err(TargetError::AddOnly(why));
                }
                Err(no) => return Err(no.error),
            }
            erased.push(*message);
        }
        Ok(())
    }

    /// What was deleted goes from what is pinned as well.
    pub async fn settle(&self) -> Result<(), TargetError> {
        let mut state = self.turn.lock().await;
        self.ready(&mut state).await?;
        self.pin(&mut state).await
    }

    async fn pin(&self, state: &mut State) -> Result<(), TargetError> {
        match state.list.as_ref().is_some_and(|list| list.unpinned) {
            true => self.publish(state).await,
            false => Ok(()),
        }
    }
}

/// What a document is called, and what stands below it.
struct Sent {
    name: String,
    caption: String,
}

fn file_name(key: &Key) -> &str {
    key.as_str().rsplit('/').next().unwrap_or_default()
}
