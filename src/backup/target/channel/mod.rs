//! A private channel of the owner's: objects are documents in it, and a pinned one, sealed, tells
//! where each of them is. One thing at a time, for the bot has buyers to answer as well.

mod api;
mod list;
mod probe;
mod publish;
mod read;
mod send;
mod tar;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use serde_json::json;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;
use tokio::time::Instant;

use self::api::{Api, Chat, Member, Message};
use self::list::{Label, List, here, length};
use super::error::TargetError;
use super::http::Patience;
use super::key::{Key, Object};
use crate::backup::age::Identity;
use crate::backup::recovery::machine;
use crate::backup::whose;
use crate::config::channel::Channel as Config;
use crate::domain::limit::{
    CHANNEL_CHECK_EVERY, CHANNEL_EVERY, CHANNEL_EVERY_LARGE, CHANNEL_LIST_LARGE,
    CHANNEL_PART_BYTES, OWNER_EVERY,
};
use crate::domain::time::Span;

pub use self::list::FOLDER;

pub struct Channel {
    api: Api,
    bot: u64,
    /// Where the shop lies, with the list beside it and the keys that it is sealed for.
    home: PathBuf,
    /// Documents are as large as this at most.
    part: u64,
    /// Somebody has typed the recovery key.
    keys: Arc<Vec<Identity>>,
    turn: Mutex<State>,
    /// How large the list was when it was last sealed.
    listed: AtomicU64,
}

/// What is known of the channel at the moment.
#[derive(Default)]
struct State {
    list: Option<List>,
    pinned: Option<Pinned>,
    /// A pinned list that no key of ours opens: it is not fetched again and again.
    shut: Option<(i64, u64)>,
    /// What the channel is, and when it was asked.
    chat: Option<(Facts, Instant)>,
    /// When the bot's rights were looked at.
    checked: Option<Instant>,
    links: HashMap<i64, (Instant, String)>,
    /// The file that was fetched last, if it is small.
    held: Option<Held>,
}

/// What is pinned there.
struct Pinned {
    message: i64,
    file: Option<(String, u64)>,
    /// `None`: it is no list of ours.
    label: Option<Label>,
}

#[derive(Clone, Copy)]
struct Facts {
    channel: bool,
    vanishes: bool,
    protected: bool,
}

struct Held {
    message: i64,
    at: Instant,
    bytes: Bytes,
}

impl Channel {
    pub fn new(config: &Config, home: &Path, patience: Patience) -> anyhow::Result<Channel> {
        let api = Api::new(config, patience)?;
        Ok(Channel {
            bot: api.bot(),
            api,
            home: home.to_owned(),
            part: CHANNEL_PART_BYTES,
            keys: Arc::default(),
            turn: Mutex::default(),
            listed: AtomicU64::new(0),
        })
    }

    /// Documents are no larger than this.
    pub fn in_parts(&mut self, bytes: u64) {
        self.part = bytes.clamp(1, CHANNEL_PART_BYTES);
    }

    /// What is pinned can be read with these as well.
    pub fn open_with(&mut self, keys: Vec<Identity>) {
        self.keys = Arc::new(keys);
    }

    pub fn pace(&self) -> Span {
        match self.listed.load(Ordering::Relaxed) > CHANNEL_LIST_LARGE {
            true => CHANNEL_EVERY_LARGE,
            false => CHANNEL_EVERY,
        }
    }

    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let mut state = self.turn.lock().await;
        self.look(&mut state).await?;
        let below = under.map(|under| format!("{under}/"));
        let is_below = |name: &str| below.as_ref().is_none_or(|below| name.starts_with(below));
        let mut all = Vec::new();
        let objects = state.list.iter().flat_map(|list| &list.objects);
        for (name, slices) in objects.filter(|(name, _)| is_below(name)) {
            all.extend(Key::parse(name).map(|key| Object { key, bytes: length(slices) }));
        }
        // A mark is what is pinned, whoever did it.
        if let Some(label) = state.label().filter(|label| label.is_owned()) {
            let key = mark(label).filter(|key| is_below(key.as_str()));
            all.extend(key.map(|key| Object { key, bytes: says(label) }));
        }
        Ok(all)
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        let mut state = self.turn.lock().await;
        self.ready(&mut state).await?;
        let mark = state.label().filter(|label| mark(label).as_ref() == Some(key)).map(says);
        let object = || state.list.as_ref()?.objects.get(key.as_str()).map(|it| length(it));
        mark.or_else(object).ok_or_else(|| TargetError::Missing(key.to_string()))
    }

    /// Whoever goes on with this shop finds the list there.
    pub async fn hand_over(&self, home: &Path) -> io::Result<()> {
        match &self.turn.lock().await.list {
            Some(list) => list.keep(home, self.api.chat),
            None => Ok(()),
        }
    }

    /// Looks at it, if nobody has.
    async fn ready(&self, state: &mut State) -> Result<(), TargetError> {
        match state.list.is_some() {
            true => Ok(()),
            false => self.look(state).await,
        }
    }

    /// The same, if that is a while ago.
    async fn look_again(&self, state: &mut State) -> Result<(), TargetError> {
        let fresh = state.chat.is_some_and(|(_, at)| at.elapsed() < OWNER_EVERY.std());
        match fresh && state.list.is_some() {
            true => Ok(()),
            false => self.look(state).await,
        }
    }

    /// Asks what is pinned there, and takes it where it is newer than what is known here.
    async fn look(&self, state: &mut State) -> Result<(), TargetError> {
        self.ask(state).await?;
        if state.list.is_none() {
            let (home, chat) = (self.home.clone(), self.api.chat);
            state.list = worked(move || List::read(&home, chat)).await.unwrap_or_else(|error| {
                tracing::error!(%error, "the list of a channel's copies cannot be read");
                None
            });
        }
        self.adopt(state).await?;
        if state.list.is_none() && !self.keys.is_empty() {
            return Err(TargetError::Missing(match state.pinned {
                Some(_) => "list of copies: something else is pinned in the channel; unpin it, so \
                            that the message which begins with #warung is the newest pinned one"
                    .to_owned(),
                None => "list of copies pinned in the channel; pin the newest message that begins \
                         with #warung"
                    .to_owned(),
            }));
        }
        state.list.get_or_insert_default();
        Ok(())
    }

    async fn ask(&self, state: &mut State) -> Result<(), TargetError> {
        let chat: Chat = self.api.call("getChat", json!({})).await?;
        let facts = Facts {
            channel: chat.kind == "channel",
            vanishes: chat.message_auto_delete_time > 0,
            protected: chat.has_protected_content,
        };
        state.chat = Some((facts, Instant::now()));
        state.pinned = chat.pinned_message.map(Pinned::of);
        Ok(())
    }

    async fn adopt(&self, state: &mut State) -> Result<(), TargetError> {
        let Some(Pinned { message, file: Some((file, bytes)), label: Some(label) }) = &state.pinned
        else {
            return Ok(());
        };
        let (found, known) = ((*message, label.serial), state.list.as_ref().map(|it| it.serial));
        if known >= Some(label.serial) || state.shut == Some(found) || *bytes > CHANNEL_PART_BYTES {
            return Ok(());
        }
        let mut sealed = Vec::new();
        let link = self.api.link(file).await?;
        self.api.fetch(&link, 0..*bytes, &mut sealed).await?;
        let (home, typed) = (self.home.clone(), self.keys.clone());
        let opened = worked(move || {
            let machine = machine::load(&home)?;
            let keys: Vec<&Identity> = typed.iter().chain(&machine).collect();
            match keys.is_empty() {
                true => Ok(None),
                false => List::open(&sealed, &keys),
            }
        });
        match (opened.await, self.keys.is_empty()) {
            (Ok(Some(list)), _) => {
                state.list = Some(List { serial: found.1, unpinned: false, ..list });
            }
            (Ok(None), false) => {
                return Err(TargetError::Refused(
                    "this key does not open the list that is pinned in the channel".to_owned(),
                ));
            }
            (Err(error), false) => return Err(here(error)),
            (opened, true) => {
                let why = opened.err().map(|error| error.to_string());
                let why = why.unwrap_or_else(|| "no key on this machine opens it".to_owned());
                if state.shut.replace(found).is_none() {
                    tracing::warn!(
                        why,
                        "a list that is pinned in the channel cannot be read: it stays there, and \
                         so does what only it tells of"
                    );
                }
            }
        }
        Ok(())
    }

    /// Whether copies that are put there stay, and can be had back by another bot.
    async fn fit(&self, state: &mut State) -> Result<(), TargetError> {
        let refused = |why: &str| Err(TargetError::Refused(why.to_owned()));
        match state.chat.map(|(facts, _)| facts) {
            Some(Facts { channel: false, .. }) => return refused("it is no channel"),
            Some(Facts { vanishes: true, .. }) => {
                return refused("messages delete themselves there; switch auto-delete off");
            }
            Some(Facts { protected: true, .. }) => {
                return refused(
                    "its content is protected, so that no other bot could forward copies; allow \
                     saving content",
                );
            }
            _ => {}
        }
        let fresh = |at: Instant| at.elapsed() < CHANNEL_CHECK_EVERY.std();
        if state.checked.is_some_and(fresh) {
            return Ok(());
        }
        let who = json!({ "user_id": self.bot });
        let member: Member = self.api.call("getChatMember", who).await?;
        let rights = [
            (member.status == "administrator", "is no admin of the channel; make it one"),
            (member.can_post_messages, "may not post messages there; give it the right"),
            (member.can_edit_messages, "may not edit and pin messages there; give it the right"),
            (member.can_delete_messages, "may not delete messages there; give it the right"),
        ];
        if let Some((_, why)) = rights.iter().find(|(given, _)| !given) {
            return refused(&format!("the bot {why}"));
        }
        state.checked = Some(Instant::now());
        Ok(())
    }

    /// Beside the database, so that no answer of a server that gets lost loses a message.
    async fn keep(&self, state: &State) -> Result<(), TargetError> {
        let (home, chat) = (self.home.clone(), self.api.chat);
        match state.list.clone() {
            Some(list) => worked(move || list.keep(&home, chat)).await.map_err(here),
            None => Ok(()),
        }
    }
}

impl Pinned {
    fn of(message: Message) -> Pinned {
        Pinned {
            message: message.message_id,
            label: message.document.as_ref().and(Label::parse(&message.caption)),
            file: message.document.map(|it| (it.file_id, it.file_size)),
        }
    }
}

impl State {
    fn label(&self) -> Option<&Label> {
        self.pinned.as_ref()?.label.as_ref()
    }
}

/// Where other places have a mark of their owner.
fn mark(label: &Label) -> Option<Key> {
    let folder = Key::parse(&label.store)?.within(whose::FOLDER)?;
    folder.within(&label.owner.generation)
}

fn says(label: &Label) -> u64 {
    label.owner.says.len() as u64
}

/// The generation, if it is the key of a mark.
fn marked(key: &Key) -> Option<&str> {
    let mut parts = key.as_str().split('/');
    let (_, folder, generation) = (parts.next()?, parts.next()?, parts.next()?);
    (folder == whose::FOLDER && parts.next().is_none()).then_some(generation)
}

fn store_of(key: &Key) -> &str {
    key.as_str().split('/').next().unwrap_or_default()
}

/// For what reads or writes a disk, or packs.
async fn worked<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.unwrap_or_else(|broken| Err(io::Error::other(broken)))
}
